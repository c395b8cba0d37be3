"""Quotes: brat read back by a strict reader, CSV by the csv module, and the same as was found."""

import csv
import io
from pathlib import Path

import pytest
from brat_reader import parsed, read
from hypothesis import given
from hypothesis import strategies as st

from whence.exporting.quotes import COLUMNS, SCHEME, QuotesBrat, QuotesCsv, quotes_standoff
from whence.exporting.standoff import file_name
from whence.showing.parts import Worked
from whence.showing.texts import Given

TEXT = "“The ferry”, said Ola Moe,\r\n“is\tlate”. He added: =no."
FERRY = {
    "doc": "a", "source": [[18, 25]], "cue": [[13, 17]], "content": [[1, 10], [29, 36]], "kind": "direct",
    "evidential": "attributed", "source_name": "Ola Moe", "source_kind": "person",
}  # fmt: skip
NO = {
    "doc": "a", "source": [[39, 41]], "cue": [[42, 47]], "content": [[49, 52]], "kind": "indirect",
    "evidential": "attributed", "source_name": "Ola Moe", "source_kind": "person",
}  # fmt: skip
RUMOUR = {"doc": "a", "source": [], "cue": [], "content": [[5, 10]], "kind": "indirect", "evidential": "hearsay"}


def worked(*rows: dict[str, object], id_: str = "a", text: str = TEXT) -> Worked:
    return Worked(Given(id_, text), list(rows))


def test_an_attribution_in_brat_is_its_content_with_its_source_cue_and_values(tmp_path: Path) -> None:
    QuotesBrat(tmp_path).add(worked(FERRY))
    spans, relations, attributes, notes = read(tmp_path, "a")
    assert [(type_, words) for type_, _, words in spans.values()] == [
        ("Content", "The ferry is late"), ("Cue", "said"), ("Source", "Ola Moe"),
    ]  # fmt: skip
    assert spans["T1"][1] == ((1, 10), (29, 31), (32, 36))  # no tab within a span
    assert relations == [("HasSource", "T1", "T3"), ("HasCue", "T1", "T2")]
    assert attributes == [("Kind", "T1", "direct"), ("Evidential", "T1", "attributed"), ("SourceKind", "T1", "person")]
    assert notes == [("T3", "Ola Moe")]


def test_what_nobody_in_particular_says_has_no_source_in_brat(tmp_path: Path) -> None:
    QuotesBrat(tmp_path).add(worked(RUMOUR))
    spans, relations, attributes, _ = read(tmp_path, "a")
    assert [type_ for type_, _, _ in spans.values()] == ["Content"]
    assert relations == []
    assert ("Evidential", "T1", "hearsay") in attributes


def test_the_text_beside_is_the_text_as_given_line_ends_and_all(tmp_path: Path) -> None:
    QuotesBrat(tmp_path).add(worked(FERRY))
    assert (tmp_path / "a.txt").read_bytes().decode() == TEXT


def test_brat_is_told_what_may_be_marked_and_in_what_colour(tmp_path: Path) -> None:
    QuotesBrat(tmp_path)
    for name in (*SCHEME.spans, *SCHEME.relations, *SCHEME.attributes):
        assert f"\n{name}" in (tmp_path / "annotation.conf").read_text(encoding="utf-8")
    assert "Content\tbgColor:#" in (tmp_path / "visual.conf").read_text(encoding="utf-8")


def test_texts_of_like_names_have_files_of_their_own(tmp_path: Path) -> None:
    brat = QuotesBrat(tmp_path)
    for id_ in ("../news/a.txt", "news/A", "-:1", "..", "a" * 300):
        brat.add(worked(FERRY, id_=id_))
    assert sorted(p.stem for p in tmp_path.glob("*.ann")) == sorted(["news_a", "news_A-2", "-_1", "text", "a" * 80])
    assert all(read(tmp_path, p.stem).spans for p in tmp_path.glob("*.ann"))


def test_a_name_that_is_taken_gets_a_number() -> None:
    taken: set[str] = set()
    assert [file_name("x/y", taken) for _ in range(3)] == ["x_y", "x_y-2", "x_y-3"]


@given(
    text=st.text(min_size=1, max_size=60),
    places=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)), max_size=6),
)
def test_whatever_the_text_every_span_in_brat_stands_in_it(text: str, places: list[tuple[int, int, int]]) -> None:
    rows = []
    for place in places:
        a, b, c = (min(n, len(text)) for n in sorted(place))
        rows.append({**RUMOUR, "source": [[a, b]], "cue": [[b, c]], "content": [[a, b], [b, c]]})
    parsed(str(quotes_standoff(text, rows)), text, SCHEME.annotation_conf())


def written(*rows: dict[str, object], text: str = TEXT) -> list[dict[str, str]]:
    file = io.BytesIO()
    with QuotesCsv(file) as out:
        out.add(worked(*rows, text=text))
        out.add(worked(NO))
    raw = file.getvalue()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_a_row_of_the_csv_has_the_words_and_where_they_stand() -> None:
    one, other = written(FERRY)
    assert tuple(one) == COLUMNS
    assert (one["source"], one["source_name"], one["source_kind"], one["cue"]) == (
        "Ola Moe",
        "Ola Moe",
        "person",
        "said",
    )
    assert (one["content"], one["content_at"]) == ("The ferry […] is\tlate", "1 10;29 36")
    assert (other["source"], other["source_name"]) == ("He", "Ola Moe")


def test_no_cell_of_the_csv_is_a_formula() -> None:
    assert written()[0]["content"] == "'=no"


@pytest.mark.parametrize("rows", [(), (RUMOUR,)])
def test_a_text_without_sources_is_no_fault(rows: tuple[dict[str, object], ...]) -> None:
    assert [row["source"] for row in written(*rows)] == [""] * len(rows) + ["He"]
