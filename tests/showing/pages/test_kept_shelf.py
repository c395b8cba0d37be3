"""What the record keeps for the pages: it is what would be made anew, whatever has happened to the record since."""

import dataclasses
import itertools
import threading
import time
from pathlib import Path

import pages_record as kept
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

import whence
from whence.model import Analysis, Published, Report
from whence.record.deciding import Decision
from whence.showing.pages.app import create_app
from whence.showing.pages.filling import _firmer, _firmness, fill
from whence.showing.pages.filters import ORDERS, Wanted, fitting
from whence.showing.pages.keeping import keep, shelf_of
from whence.showing.pages.shelf import Shelf, Told
from whence.showing.pages.shelves import Shelves

ADDRESSES = ("/index.json", "/claims.json", "/claims.json?q=tanks&about=KEN", "/timeline.json", "/network.json",
             "/map.json", "/transfers.json", "/sources.json", "/documents.json")  # fmt: skip


@pytest.fixture
def record(tmp_path: Path):
    with whence.open(kept.make(tmp_path / "own.db"), create=False) as record:
        yield record


def seen(record, shelf: Shelf | None = None) -> list[object]:
    app = create_app(record)
    if shelf is not None:
        app.state.shelves.now = lambda: shelf
    pages = TestClient(app, base_url="http://127.0.0.1:8765")
    return [pages.get(address).json() for address in ADDRESSES]


def test_what_was_kept_shows_what_is_made_anew(record):
    assert keep(record)
    _, _, back = shelf_of(record)
    fresh = fill(record)
    assert back.rows == fresh.rows
    assert list(back.rows) == list(fresh.rows)
    assert (back.told, back.links, back.named) == (fresh.told, fresh.links, fresh.named)
    assert seen(record) == seen(record, fresh)


def test_what_is_kept_already_is_not_made_again(record):
    assert keep(record)
    assert not keep(record)


def test_a_decision_since_it_was_kept_is_seen(record):
    keep(record)
    record.reviewing.decide(Decision("Nora", "reject", kept.DENIAL.id))
    assert seen(record) == seen(record, fill(record))
    statuses = {one["id"]: one["status"] for one in seen(record)[1]["claims"]}
    assert "rejected" in statuses.values()


def test_another_reading_makes_it_anew(record):
    keep(record)
    before = seen(record)
    read_another(record)
    assert keep(record)
    assert seen(record) == seen(record, fill(record))
    assert seen(record)[0]["counts"]["documents"] == before[0]["counts"]["documents"] + 1


QUERIES = (
    *({}, {"q": "tanks oslo"}, {"q": '"bought ten"'}, {"about": ("KEN",)}, {"place": "Oslo"}, {"review": "rejected"}),
    *({"review": "mine", "by": "Nora"}, {"certainty": "denied"}, {"conflict": "yes"}, {"origins": "1"}),
    *({"since": "2021-11", "until": "2021"}, {"language": "he"}, {"type": "relation"}),
)


def listed(shelf):
    return [[row.claim for row in fitting(shelf, Wanted(**query), sort)] for query in QUERIES for sort in ORDERS]


def test_filters_let_through_after_each_decision_what_they_would_on_a_shelf_made_anew(record):
    shelves = Shelves(record)
    shelves.warm()
    assert listed(shelves.now()) == listed(fill(record))
    for decision in (
        lambda claim: Decision("Nora", "reject", kept.DENIAL.id),
        lambda claim: Decision("Nora", "accept", claim[kept.FIRM.id]),
        lambda claim: Decision("Omar", "split", claim[kept.FIRM.id], others=(kept.FIRM.id,)),
        lambda claim: Decision("Omar", "merge", claim[kept.FIRM.id], others=(claim[kept.DENIAL.id],)),
    ):
        record.reviewing.decide(decision(shelves.now().claim_of))
        now, anew = shelves.now(), fill(record)
        assert listed(now) == listed(anew)
        assert now.carried == anew.carried
        assert seen(record, now) == seen(record, anew)


def read_another(record):
    other = dataclasses.replace(kept.THE_LANTERN, id="later0", publisher="The Late Lantern", published=Published())
    statement = dataclasses.replace(kept.FIRM, id="later-said", document="later0")
    record.add(
        Report(other, kept.LANTERN.encode()),
        Analysis("later0", "by hand", (kept.KENYA, kept.NORWAY), (), (), (statement,)),
    )
    record.weigh()


def test_while_another_reading_is_taken_in_there_are_the_pages_before_it_with_the_decisions_since(record, monkeypatch):
    shelves = Shelves(record)
    before = shelves.now()
    go_on = threading.Event()

    def at_leisure(record):
        go_on.wait(30)
        return shelf_of(record)

    monkeypatch.setattr("whence.showing.pages.keeping.shelf_of", at_leisure)
    monkeypatch.setattr("whence.showing.pages.shelves.PATIENCE", 0.0)
    read_another(record)
    assert shelves.now() is before
    denial = before.claim_of[kept.DENIAL.id]
    record.reviewing.decide(Decision("Nora", "reject", kept.DENIAL.id))
    assert shelves.now().rows[denial].claim.status == "rejected"
    assert "later0" not in shelves.now().documents
    go_on.set()
    until = time.monotonic() + 30
    while "later0" not in shelves.now().documents and time.monotonic() < until:
        time.sleep(0.01)
    after = shelves.now()
    assert "later0" in after.documents
    assert after.rows[denial].claim.status == "rejected"
    assert after.rows == fill(record).rows


def test_what_was_made_of_a_shelf_goes_with_it(record):
    shelves = Shelves(record)
    shelves.warm()
    before = shelves.now()
    assert before.made("overview") is not None
    record.reviewing.decide(Decision("Nora", "reject", kept.DENIAL.id))
    assert shelves.now() is not before
    assert before.made("overview") is None


WAYS = st.tuples(st.sampled_from(["actual", "possible"]), st.sampled_from(["stated", "attributed", "hearsay"]))
DAYS = st.sampled_from([None, "2021-11-01", "2021-11-02", "2021-11-03"])


@given(st.lists(st.tuples(st.integers(0, 4), WAYS), max_size=9), st.lists(DAYS, min_size=5, max_size=5))
def test_the_firmer_of_two_statements_is_the_one_that_comparing_each_with_each_finds(some, days):
    documents = {
        f"d{n}": dataclasses.replace(
            kept.THE_LANTERN, id=f"d{n}", published=Published(day, "metadata" if day else None)
        )
        for n, day in enumerate(days)
    }
    told = {
        f"s{n}": Told(f"d{document}", "en", None, None, "affirmed", modality, evidential, "", ())
        for n, (document, (modality, evidential)) in enumerate(some)
    }
    one_each = {(one.document, _firmness(one)): id_ for id_, one in told.items()}
    fit = [
        (sum(firm) - sum(hedged), one, other)
        for ((here, hedged), one), ((there, firm), other) in itertools.product(one_each.items(), repeat=2)
        if here != there
        and hedged != firm
        and all(a <= b for a, b in zip(hedged, firm, strict=True))
        and (None in (days[int(here[1])], days[int(there[1])]) or days[int(here[1])] <= days[int(there[1])])
    ]
    expected = max(fit, key=lambda pair: pair[0])[1:] if fit else None
    assert _firmer(told, told, documents) == expected
