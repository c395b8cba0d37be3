"""Long lists have pages: nothing is lost between two of them, nothing stands on two, the filters stay."""

from collections import Counter
from pathlib import Path

import pages_record as kept
import pytest
from fastapi.testclient import TestClient
from lxml import html

import whence
from whence.showing.pages import claims, documents, network, places, sources, timeline, transfers
from whence.showing.pages.app import create_app

LISTS = (claims, documents, network, places, sources, timeline, transfers)


@pytest.fixture
def cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The pages of the small record, with one item on each page of a list."""
    for module in LISTS:
        monkeypatch.setattr(module, "PAGE", 1)
    with whence.open(kept.make(tmp_path / "own.db"), create=False) as record:
        yield TestClient(create_app(record), base_url="http://127.0.0.1:8765")


@pytest.mark.parametrize(
    ("address", "listed"),
    [("/claims", "claims"), ("/claims?about=KEN", "claims"), ("/claims?q=tanks&sort=latest", "claims"),
     ("/timeline", "claims"), ("/timeline?about=KEN", "claims"), ("/documents", "documents"),
     ("/documents?language=en", "documents"), ("/documents?q=tanks", "documents"),
     ("/sources?sort=name", "sources"), ("/transfers", "transfers"), ("/transfers?about=KEN", "transfers")],
)  # fmt: skip
def test_each_item_is_on_one_page_and_on_one_only(cut_short, address, listed):
    path, _, query = address.partition("?")
    first = cut_short.get(f"{path}.json?{query}").json()
    answers = [cut_short.get(f"{path}.json?{query}&page={n}").json() for n in range(1, first["pages"] + 1)]
    items = Counter(repr(one) for answer in answers for one in answer[listed])
    assert items.total() == first["total"] == first["pages"] > 0
    assert set(items.values()) == {1}
    assert all(answer["total"] == first["total"] for answer in answers)


@pytest.mark.parametrize("path", ["/claims", "/timeline"])
def test_the_next_page_has_the_filters_of_this_one(cut_short, path):
    page = html.fromstring(cut_short.get(f"{path}?about=KEN&language=en").text)
    (following,) = page.xpath("//nav[@class='pager']//a[@rel='next']/@href")
    assert "about=KEN" in following
    assert "language=en" in following
    assert "page=2" in following
