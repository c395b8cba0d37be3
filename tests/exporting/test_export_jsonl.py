"""The JSON lines are those of the contract: its objects, its keys, its order, and quotes that are in the text."""

import dataclasses
import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from stand_ins import analyse, report

from whence.errors import WhenceError
from whence.exporting import FORMATS, export
from whence.model import Published, Review, Transfer
from whence.record import Record
from whence.record.deciding import Decision

ORDER = ["header", "source", "entity", "document", "attribution", "statement", "claim", "link", "review"]
FULL = report(
    "plein.txt",
    "Selon Lumen, Norvège visite Pérou. En 2014, deux visites — dépêche.",
    title="Une visite",
    publisher="Lumen",
    published=Published("2014-03-02", "text"),
)
BARE = report("nu.txt", "Ada visite Berg.")


def ungrounded(rows: Iterable[dict[str, Any]]) -> list[str]:
    """What in an export does not agree with the text of its document, to the character."""
    wrong, texts = [], {}
    for row in rows:
        if row["type"] == "document":
            texts[row["id"]] = row["text"]
        if row["type"] == "statement":
            text, evidence = texts[row["document"]], row["evidence"]
            spots = [(evidence["start"], evidence["end"], evidence["quote"])]
            spots += [(p["start"], p["end"], p["text"]) for p in row.get("participants", [])]
            if time := row.get("time"):
                spots.append((time["start_char"], time["end_char"], time["text"]))
            wrong += [f"{row['id']}: {quote!r}" for start, end, quote in spots if text[start:end] != quote or not quote]
    return wrong


def as_bytes(record: Record) -> bytes:
    out = BytesIO()
    export(record, "jsonl", out)
    return out.getvalue()


def rows_of(record: Record) -> list[dict[str, Any]]:
    return [json.loads(line) for line in as_bytes(record).decode().splitlines()]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "r.db") as record:
        analysis = analyse(FULL.document)
        transfer = Transfer("a", "b", "Boréal-2", status="ordered")
        moved = dataclasses.replace(analysis.statements[0], transfer=transfer)
        record.add(FULL, dataclasses.replace(analysis, statements=(moved,)))
        record.add(BARE, analyse(BARE.document))
        record.review(Review("r1", "2024-02-03T10:00:00Z", "Nora", moved.id, "note", note="à voir"))
        yield record


def one(rows: list[dict[str, Any]], type_: str, **fields: object) -> dict[str, Any]:
    (row,) = [r for r in rows if r["type"] == type_ and all(r.get(name) == value for name, value in fields.items())]
    return row


def test_the_types_come_in_order_and_within_each_the_ids(record: Record) -> None:
    rows = rows_of(record)
    assert [type_ for type_, _ in groupby(row["type"] for row in rows)] == ORDER
    for type_, group in groupby(rows, key=lambda row: row["type"]):
        if type_ not in ("header", "link"):
            ids = [row["id"] for row in group]
            assert ids == sorted(ids)


def test_the_header_names_the_schema_and_the_version(record: Record) -> None:
    assert list(rows_of(record)[0].items()) == [("type", "header"), ("schema", "1"), ("whence", "0.1.0")]


def test_a_document_has_the_contracts_keys_and_its_publishers_id(record: Record) -> None:
    rows = rows_of(record)
    document = one(rows, "document", title="Une visite")
    wanted = "type id uri title publisher language published media_type sha256 text words parser"
    assert list(document) == wanted.split()
    assert document["publisher"] == one(rows, "source", name="Lumen")["id"]
    assert document["published"] == {"date": "2014-03-02", "basis": "text"}


def test_a_statement_has_the_contracts_keys_in_its_order(record: Record) -> None:
    statement = one(rows_of(record), "statement", evidential="attributed")
    wanted = "type id document language kind evidence event_type mode contexts participants time place quantities"
    assert list(statement) == [
        *wanted.split(),
        *"transfer polarity modality evidential chain quotation found_by confidence".split(),  # noqa: SIM905
    ]
    assert list(statement["evidence"]) == ["start", "end", "quote"]
    assert list(statement["participants"][0]) == ["role", "entity", "name", "country", "text", "start", "end"]
    assert list(statement["time"]) == ["text", "start_char", "end_char", "timex", "start", "end"]
    assert statement["quantities"] == [
        {"text": "deux", "value": 2, "unit": "count", "approximate": False, "of": "visites"}
    ]
    assert statement["transfer"] == {"supplier": "a", "recipient": "b", "designation": "Boréal-2", "status": "ordered"}
    assert list(statement["chain"][0]) == ["source", "name", "cue", "start", "end", "carried"]


def test_what_is_unknown_is_left_out(record: Record) -> None:
    rows = rows_of(record)
    bare = one(rows, "statement", evidential="stated")
    assert not {"time", "transfer", "relation"} & set(bare)
    assert not {"place", "rating"} & set(one(rows, "claim", gist="Ada visite Berg"))


def test_a_claim_names_its_participants_by_role(record: Record) -> None:
    rows = rows_of(record)
    claim = one(rows, "claim", gist="Norvège visite Pérou")
    norway, peru = one(rows, "entity", name="Norvège"), one(rows, "entity", name="Pérou")
    assert claim["participants"] == {"actor": [norway["id"]], "recipient": [peru["id"]]}
    assert claim["statements"] == [one(rows, "statement", evidential="attributed")["id"]]
    assert list(claim)[:6] == ["type", "id", "gist", "gist_language", "kind", "event_type"]


def test_a_link_to_a_source_out_of_sight_says_null(record: Record) -> None:
    links = [row for row in rows_of(record) if row["type"] == "link"]
    assert all(list(link)[:4] == ["type", "kind", "from", "to"] for link in links)
    assert None in [link["to"] for link in links]


def test_every_quote_is_in_its_text_to_the_character(record: Record) -> None:
    rows = rows_of(record)
    assert ungrounded(rows) == []
    one(rows, "statement", evidential="stated")["evidence"]["start"] += 1
    assert len(ungrounded(rows)) == 1


def test_two_exports_are_the_same_bytes_in_plain_utf_8(record: Record) -> None:
    first = as_bytes(record)
    assert first == as_bytes(record)
    assert "Norvège".encode() in first
    assert first.endswith(b"}\n")


def test_a_line_separator_within_a_text_does_not_break_the_line(tmp_path: Path) -> None:
    odd = report("a.txt", "Ada visite Berg.\u2028\nFin.\x85")
    with Record.open(tmp_path / "odd.db") as record:
        record.add(odd, analyse(odd.document))
        lines = as_bytes(record).split(b"\n")
    assert json.loads(lines[-1] or b"null") is None
    assert odd.document.text in [json.loads(line).get("text") for line in lines[:-1]]


def test_a_format_that_there_is_not_is_told_with_those_that_there_are(record: Record) -> None:
    with pytest.raises(WhenceError, match="xls: no such format; there are jsonl, "):
        export(record, "xls", BytesIO())


@pytest.mark.parametrize("format_", FORMATS)
def test_two_exports_in_any_format_are_the_same_bytes(record: Record, format_: str) -> None:
    if format_ == "parquet":
        pytest.importorskip("pyarrow")
    first, second = BytesIO(), BytesIO()
    export(record, format_, first)
    export(record, format_, second)
    assert first.getvalue() == second.getvalue() != b""


def test_a_review_says_what_was_judged_and_its_claim_how_it_stands(record: Record) -> None:
    record.weigh()
    [statement] = [s for s in record.statements() if s.evidential == "stated"]
    decide = record.reviewing.decide
    decide(Decision("Nora", "correct", statement.id, {"modality": "possible"}, "au conditionnel"))
    claim_id = record.reviewing.claim_of(statement.id) or ""
    taken_back = decide(Decision("Ada", "reject", claim_id))
    record.reviewing.withdraw("Ada", taken_back.id)
    decide(Decision("Ada", "rate", claim_id, {"reliability": "B"}))
    rows = rows_of(record)
    review = one(rows, "review", action="correct")
    assert list(review) == ["type", "id", "at", "by", "on", "action", "before", "after", "note"]
    assert (review["on"], review["after"], review["note"]) == (
        statement.id, {"modality": "possible"}, "au conditionnel",
    )  # fmt: skip
    [anchor] = review["before"]["statements"]
    document = one(rows, "document", id=anchor["document"])
    assert document["text"][anchor["start"] : anchor["end"]] == anchor["quote"] == statement.quote
    assert review["before"]["found"]["found_by"] == statement.found_by
    assert one(rows, "review", on=taken_back.id)["before"]["review"]["action"] == "reject"
    claim = one(rows, "claim", id=claim_id)
    assert (claim["status"], claim["rating"]) == ("accepted", {"reliability": "B"})
