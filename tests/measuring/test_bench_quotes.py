"""Who is quoted, measured beside others: the same texts, the same marks, the same measure."""

import importlib.util
import json

import pytest

from whence.measuring import bench_quotes
from whence.measuring.layers import Layers
from whence.measuring.quote_peers import Extractor, extractors
from whence.model import Attribution, Passage

TEXT = "“Cod is dear this year,” said Liv Moe. Oslo hinted that quotas would fall."


def attribution(content, source=None, kind="direct"):
    at = TEXT.index(content)
    place = TEXT.index(source) if source else 0
    where = (Passage(place, place + len(source)),) if source else ()
    return Attribution(content, "", where, (), (Passage(at, at + len(content)),), kind, "attributed")


GOLD = Layers(
    *(TEXT, (), (), (), (), ()),
    (attribution("Cod is dear this year", "Liv Moe"), attribution("quotas would fall", "Oslo", "indirect")),
    (),
)


def score(*found, name="whence"):
    return bench_quotes.measure(Extractor(name, lambda _: found), [(TEXT, GOLD)])


def test_what_is_found_is_told_by_kind_and_by_source():
    numbers = score(attribution("Cod is dear this year,", "Oslo")).numbers
    assert (numbers["direct, recall"], numbers["indirect, recall"], numbers["mixed, recall"]) == (1, 0, 0)
    assert numbers["contents, F1 overlapping by half"] == pytest.approx(2 / 3)
    assert numbers["sources, right given content"] == 0
    assert numbers[bench_quotes.SPEED] > 0


def test_a_peer_that_is_ahead_is_named_with_its_row():
    ours = score(attribution("quotas would fall", "Oslo"))
    peer = score(attribution("Cod is dear this year", "Liv Moe"), name="peer")
    assert [line.split(" is ")[0] for line in bench_quotes.behind("dev, en", [ours, peer])] == [
        *("dev, en: contents, F1 of tokens", "dev, en: direct, recall")
    ]  # fmt: skip
    assert not list(bench_quotes.behind("dev, en", [ours]))


def test_what_is_below_what_is_asked_is_named():
    numbers = score(attribution("Cod is dear this year", "Liv Moe")).numbers
    asked = {"dev, en": {"direct, recall": 0.9, "indirect, recall": 0.5}, "dev, fr": {"direct, recall": 1}}
    assert list(bench_quotes.below("dev, en", numbers, asked)) == ["dev, en: indirect, recall is 0.000, asked 0.5"]


def test_what_is_asked_names_rows_that_are_measured():
    asked = json.loads(bench_quotes.ASKED.read_text(encoding="utf-8"))
    rows = score().numbers
    assert asked
    assert all(set(bounds) <= set(rows) for bounds in asked.values())


def test_marks_of_quotation_alone_find_what_is_between_them():
    marks = {one.name: one for one in extractors("en")}["marks of quotation alone"]
    (found,) = marks.read(TEXT)
    assert [TEXT[a:b] for a, b in found.content] == ["Cod is dear this year,"]


@pytest.mark.skipif(importlib.util.find_spec("textacy") is None, reason="textacy is not installed")
@pytest.mark.parametrize(
    ("language", "text", "who"),
    [("en", TEXT, "Liv Moe"), ("fr", "« La morue est chère cette année », a dit Liv Moe.", "Liv Moe")],
)
def test_textacy_finds_a_plain_quotation_and_refuses_a_mark_that_is_never_closed(language, text, who):
    peers = [one for one in extractors(language) if one.name.startswith("textacy on our")]
    (found,) = peers[0].read(text)
    assert who.startswith(*(text[a:b] for a, b in found.source))  # it has names by their first word in French
    assert peers[0].read(f"{text} « Et") == ()
