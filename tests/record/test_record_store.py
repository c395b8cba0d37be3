"""What is put into a record comes out of it again, once, and in any order."""

import dataclasses
import itertools
import sqlite3
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stand_ins import analyse, entity, report, source, weigh

import whence
from whence.errors import RecordError
from whence.exporting import export
from whence.model import Analysis, Published, Report, Review, Source
from whence.record import Record

VISIT = report("visite.txt", "Selon Lumen, Norvège visite Pérou. En 2014 déjà, deux fois.")
OTHER = report("autre.txt", "Norvège visite Pérou. Kenya visite Norvège.")


def put(record: Record, *reports: Report) -> None:
    for one in reports:
        record.add(one, analyse(one.document))


def exported(record: Record) -> bytes:
    out = BytesIO()
    export(record, "jsonl", out)
    return out.getvalue()


def rows(record: Record, table: str) -> int:
    connection = sqlite3.connect(record.path)
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(count)


def test_a_report_and_its_analysis_come_out_as_they_went_in(record: Record) -> None:
    analysis = analyse(VISIT.document)
    assert record.add(VISIT, analysis)
    assert record.documents() == [VISIT.document]
    assert record.document(VISIT.document.id) == VISIT.document
    assert record.raw(VISIT.document.id) == VISIT.raw
    assert record.statements() == list(analysis.statements)
    assert record.statement(analysis.statements[0].id) == analysis.statements[0]
    assert record.attributions(VISIT.document.id) == list(analysis.attributions)
    assert record.entities() == {e.id: e for e in analysis.entities}
    assert record.sources()[analysis.sources[0].id] == analysis.sources[0]
    assert record.statements("another") == record.attributions("another") == []


def test_adding_the_same_again_changes_nothing(record: Record) -> None:
    assert record.add(VISIT, analyse(VISIT.document))
    before = exported(record)
    assert not record.add(VISIT, analyse(VISIT.document))
    assert exported(record) == before


def test_equal_bytes_under_two_names_are_two_documents_and_stored_once(record: Record) -> None:
    put(record, VISIT, report("copie.txt", VISIT.document.text))
    assert len(record.documents()) == 2
    assert rows(record, "raws") == 1


def test_the_smallest_path_is_kept_whatever_came_first(record: Record) -> None:
    for uri, fetched in (
        ("b/visite.txt", "2020-01-02"),
        ("a/visite.txt", "2020-01-03"),
        ("c/visite.txt", "2020-01-01"),
    ):
        put(record, report("visite.txt", VISIT.document.text, uri=uri, retrieved_at=fetched))
    (document,) = record.documents()
    assert (document.uri, document.retrieved_at) == ("a/visite.txt", "2020-01-01")


def test_another_engine_replaces_the_analysis_and_leaves_no_orphans(record: Record) -> None:
    put(record, VISIT)
    record.weigh()
    poorer = Analysis(VISIT.document.id, "stand-in 2", entities=(entity("Kenya"),))
    assert record.add(VISIT, poorer)
    assert record.statements() == record.attributions() == record.claims() == []
    assert list(record.entities().values()) == [entity("Kenya")]
    assert "Lumen" not in {s.name for s in record.sources().values()}
    assert rows(record, "versions") == rows(record, "contributions") == 2  # Kenya, and the source that weighing makes
    assert rows(record, "parties") == 0


def test_another_parser_replaces_the_text(record: Record) -> None:
    put(record, VISIT)
    cleaner = dataclasses.replace(VISIT.document, text="Kenya visite Norvège.", parser="stand-in 2")
    put(record, Report(cleaner, VISIT.raw))
    assert record.document(cleaner.id).text == "Kenya visite Norvège."
    assert record.search("Pérou") == []
    assert [hit.document for hit in record.search("Kenya")] == [cleaner.id]


def test_an_entity_is_merged_of_all_forms_in_which_it_was_met(record: Record) -> None:
    forms = (
        entity("Ada Berg", id="p1", names={"fr": ("Ada Berg", "Berg")}),
        entity("Ada Bergström", id="p1", names={"en": ("Ms Berg",), "fr": ("A. Berg",)}, country="SWE"),
    )
    for position, form in enumerate(forms):
        one = report(f"{position}.txt", "Rien.")
        record.add(one, Analysis(one.document.id, "e", entities=(form,)))
    merged = record.entities()["p1"]
    assert merged.name == "Ada Bergström"
    assert merged.names == {"en": ("Ms Berg",), "fr": ("A. Berg", "Ada Berg", "Berg")}
    assert merged.country == "SWE"


def test_what_the_tables_know_of_an_entity_wins(record: Record) -> None:
    forms = (
        entity("Compagnie Générale Boréal", id="c1", kind="person", country="FRA", external={"wikidata": "Q2"}),
        entity("Boréal", id="c1", kind="company", country="NOR", external={"wikidata": "Q1"}, known=True),
    )
    for position, form in enumerate(forms):
        one = report(f"{position}.txt", "Rien.")
        record.add(one, Analysis(one.document.id, "e", entities=(form,)))
    merged = record.entities()["c1"]
    assert (merged.name, merged.kind, merged.country, merged.known) == ("Boréal", "company", "NOR", True)
    assert merged.external == {"wikidata": "Q1"}
    assert merged.names["fr"] == ("Boréal", "Compagnie Générale Boréal") or "Boréal" in merged.names["fr"]


def test_reviews_are_kept_for_ever_and_survive_another_engine(record: Record) -> None:
    put(record, VISIT)
    review = Review("r1", "2024-02-03T10:00:00Z", "Nora", analyse(VISIT.document).statements[0].id, "accept", note="vu")
    record.review(review)
    record.add(VISIT, Analysis(VISIT.document.id, "stand-in 2"))
    assert record.reviews() == [review]
    with pytest.raises(RecordError, match="r1"):
        record.review(review)


def test_an_analysis_that_does_not_quote_its_document_is_refused_whole(record: Record) -> None:
    analysis = analyse(VISIT.document)
    false = dataclasses.replace(analysis.statements[0], quote="Norvège visite Kenya")
    with pytest.raises(RecordError, match=r"visite\.txt.*does not quote"):
        record.add(VISIT, dataclasses.replace(analysis, statements=(false,)))
    with pytest.raises(RecordError, match="sha256"):
        record.add(Report(VISIT.document, b"other bytes"), analysis)
    with pytest.raises(RecordError, match="is of document"):
        record.add(OTHER, analysis)
    assert record.documents() == []


def test_unknown_ids_are_named(record: Record) -> None:
    for ask in (record.document, record.statement, record.claim, record.raw):
        with pytest.raises(RecordError, match="nowhere"):
            ask("nowhere")


def test_a_source_in_two_forms_is_the_one_that_is_an_entity(record: Record) -> None:
    vague, clear = Source("s1", "Le Phare du Nord", "outlet"), Source("s1", "Phare", "outlet", "e1")
    for position, form in enumerate((vague, clear)):
        one = report(f"{position}.txt", "Rien.")
        record.add(one, Analysis(one.document.id, "e", sources=(form,)))
    assert record.sources()["s1"] == clear


def test_a_source_that_is_said_to_publish_is_no_organisation_like_others(record: Record) -> None:
    cited = Source("s1", "Le Phare", "organisation", "e1")
    for position, form in enumerate((cited, dataclasses.replace(cited, kind="outlet"))):
        one = report(f"{position}.txt", "Rien.")
        record.add(one, Analysis(one.document.id, "e", sources=(form,)))
    assert record.sources()["s1"] == dataclasses.replace(cited, kind="outlet")


def test_a_publisher_whom_nobody_names_is_a_source_too(record: Record) -> None:
    put(
        record,
        report("a.txt", "Rien.", publisher="Le Phare"),
        report("b.txt", "Selon Lumen, Pérou visite Kenya.", publisher="lumen"),
    )
    publishers = record.publishers()
    assert record.sources()[publishers["Le Phare"]].name == "Le Phare"
    assert publishers["lumen"] == source("Lumen").id


TEXTS = (
    "Selon Lumen, Norvège visite Pérou. Ada visite Berg.",
    "Norvège visite Pérou.",
    "Selon Phare, Kenya visite Norvège. Selon Lumen, Ada visite Kenya.",
)


@st.composite
def heaps(draw: st.DrawFn) -> tuple[list[Report], list[Report]]:
    """A few reports in two orders; some are the same document under two paths, or with another date."""
    made = []
    for _ in range(draw(st.integers(2, 5))):
        text, name, folder = (draw(st.sampled_from(of)) for of in (TEXTS, ("a.txt", "b.txt"), ("x", "y")))
        date = draw(st.sampled_from([None, "2011-04-13", "2012-05-14"]))
        published = Published(date, "text" if date else "unknown")
        fetched = draw(st.sampled_from([None, "2020", "2021"]))
        made.append(report(name, text, uri=f"{folder}/{name}", published=published, retrieved_at=fetched))
    return made, draw(st.permutations([*made, made[0]]))


def read_in_order(*reports: Report) -> bytes:
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder, "r.db")) as record:
        put(record, *reports)
        return exported(record)


@settings(max_examples=25, deadline=None)
@given(heaps())
def test_the_order_of_reading_changes_nothing(heap: tuple[list[Report], list[Report]]) -> None:
    assert read_in_order(*heap[0]) == read_in_order(*heap[1])


def test_one_document_with_two_dates_under_one_path_is_the_same_in_either_order() -> None:
    one, other = (report("a.txt", TEXTS[1], published=Published(date, "text")) for date in ("2011-04-13", "2012-05-14"))
    assert read_in_order(one, other) == read_in_order(other, one)


def test_weighing_between_documents_changes_nothing(record: Record, tmp_path: Path) -> None:
    put(record, VISIT, OTHER)
    with Record.open(tmp_path / "second.db") as second:
        for one in (OTHER, VISIT):
            put(second, one)
            second.weigh()
        assert exported(second) == exported(record)


def test_everything_of_a_type_is_sorted_by_id(record: Record) -> None:
    put(record, VISIT, OTHER)
    for _, group in itertools.groupby(record.everything(), key=type):
        ids = [thing.id for thing in group]
        assert ids == sorted(ids)


def test_claims_are_computed_when_documents_or_the_engine_have_changed(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds = []
    monkeypatch.setattr(whence.weighing, "weigh", lambda *found, **_: rounds.append(1) or weigh(*found))
    put(record, VISIT, OTHER)
    assert not rounds
    for _ in range(2):
        record.claims()
        record.weigh()
    assert len(rounds) == 1
    put(record, VISIT)
    record.links()
    assert len(rounds) == 1
    monkeypatch.setattr("whence.record.weighed.engine", lambda *rooms: "whence 0.1.0+deadbeef")
    for _ in range(2):
        record.claims()
    assert len(rounds) == 2


def test_weighing_gives_way_to_who_changes_documents_meanwhile(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(*found: Any, **_: Any) -> Any:
        with Record.open(record.path) as other:
            put(other, OTHER)
            other.add(VISIT, Analysis(VISIT.document.id, "stand-in 2"))
        monkeypatch.setattr(whence.weighing, "weigh", weigh)
        return weigh(*found)

    put(record, VISIT)
    monkeypatch.setattr(whence.weighing, "weigh", meanwhile)
    record.weigh()
    assert (
        len(record.claims()) == 2
    )  # both of the other document: what had been computed before the other document came was not stored
