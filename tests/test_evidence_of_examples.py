"""Whatever is found in the sample reports stands in them, to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import whence
from whence.model import Document, Statement
from whence.record import Record

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with whence.open(tmp_path_factory.mktemp("examples") / "examples.db") as record:
        intake = record.read([str(folder) for folder in sorted(EXAMPLES.glob("stories-*/??"))])
        assert intake.kept >= 24
        assert not intake.refused
        yield record


@pytest.fixture(scope="module")
def documents(record: Record) -> dict[str, Document]:
    return {document.id: document for document in record.documents()}


@pytest.fixture(scope="module")
def statements(record: Record) -> list[Statement]:
    return record.statements()


def test_every_french_report_gives_statements(documents: dict[str, Document], statements: list[Statement]) -> None:
    told = {statement.document for statement in statements}
    assert {d.uri for d in documents.values() if d.language == "fr" and d.id not in told} == set()


def test_evidence_is_quoted_to_the_letter(documents: dict[str, Document], statements: list[Statement]) -> None:
    for statement in statements:
        start, end = statement.evidence
        assert statement.quote.strip() == statement.quote != ""
        assert documents[statement.document].text[start:end] == statement.quote


def test_participants_and_quantities_are_where_they_are_said_to_be(
    documents: dict[str, Document], statements: list[Statement]
) -> None:
    for statement in statements:
        text = documents[statement.document].text
        for part in (*statement.participants, *statement.quantities):
            assert text[part.start : part.end] == part.text
        if statement.time is not None:
            assert text[statement.time.start_char : statement.time.end_char] == statement.time.text
        if statement.place is not None:
            assert statement.place.text in text


def test_whoever_a_chain_names_is_in_the_record(record: Record, statements: list[Statement]) -> None:
    sources = record.sources()
    for statement in statements:
        text = record.document(statement.document).text
        for link in statement.chain:
            assert link.source in sources
            if link.start is not None and link.end is not None:
                assert text[link.start : link.end].strip()


def test_every_statement_says_what_found_it_and_how_sure_that_is(statements: list[Statement]) -> None:
    for statement in statements:
        assert statement.found_by
        assert 0 < statement.confidence <= 1


def test_what_has_a_source_is_not_in_the_writers_own_voice(statements: list[Statement]) -> None:
    for statement in statements:
        if statement.chain:
            assert statement.evidential != "stated"


def test_an_attribution_lies_in_its_document(record: Record, documents: dict[str, Document]) -> None:
    for attribution in record.attributions():
        length = len(documents[attribution.document].text)
        assert attribution.cue or not attribution.source  # what carries over has neither in its sentence
        assert attribution.content
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= start < end <= length


def test_every_statement_is_in_one_claim_and_no_claim_has_more_origins_than_statements(
    record: Record, statements: list[Statement]
) -> None:
    claims = record.claims()
    assert sorted(s for claim in claims for s in claim.statements) == sorted(s.id for s in statements)
    for claim in claims:
        assert 1 <= claim.independent == len(claim.origins) <= len(claim.statements)
        assert sorted(s for origin in claim.origins for s in origin.statements) == sorted(claim.statements)


def test_a_copy_adds_a_report_and_no_origin(record: Record) -> None:
    copied = [claim for claim in record.claims() if claim.documents >= 3]
    assert copied, "the sample reports tell at least one thing three times"
    assert any(claim.independent == 1 for claim in copied)
