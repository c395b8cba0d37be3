"""Decisions in a record: what they come to, who comes second, and that they find their place again."""

import dataclasses
import json
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from stand_ins import analyse, report

from whence.errors import Outdated, RecordError
from whence.model import Analysis, Passage, Rating, Review, Statement
from whence.record import Record
from whence.record.deciding import Decision
from whence.record.reviewing import Search, Wish

VISIT = report("a.txt", "Norvège visite Pérou. Kenya visite Pérou.")
AGAIN = report("b.txt", "Selon Lumen, Norvège visite Pérou.")


@pytest.fixture
def filled(record: Record) -> Record:
    for one in (VISIT, AGAIN):
        record.add(one, analyse(one.document))
    record.weigh()
    return record


def first(of=VISIT) -> Statement:
    return analyse(of.document).statements[0]


def both(record: Record):
    """The claim that both reports make."""
    [claim] = [claim for claim in record.claims() if len(claim.statements) == 2]
    return claim


def decide(record: Record, by: str, action: str, on: str, **more) -> Review:
    return record.reviewing.decide(Decision(by, action, on, **more))  # type: ignore[arg-type]


def test_a_decision_stands_beside_the_machines_words_and_changes_none(filled: Record) -> None:
    before = filled.statements()
    given = decide(filled, "Nora", "correct", first().id, after={"modality": "possible"}, note="au conditionnel")
    assert filled.statements() == before
    assert given.after == {"modality": "possible"}
    assert given.before["found"]["modality"] == "actual"
    assert given.before["statements"][0]["quote"] == "Norvège visite Pérou"
    assert filled.reviews() == [given]
    assert given.at.endswith("Z")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([("Nora", "accept")], "accepted"),
        ([("Nora", "reject")], "rejected"),
        ([("Nora", "accept"), ("Ada", "accept")], "accepted"),
        ([("Nora", "accept"), ("Ada", "reject")], "disputed"),
        ([("Nora", "accept"), ("Nora", "reject")], "rejected"),
        ([("Nora", "note")], "unreviewed"),
    ],
)
def test_the_last_word_of_each_person_makes_the_status(filled: Record, said, status: str) -> None:
    kenya = next(s for s in analyse(VISIT.document).statements if s.quote.startswith("Kenya"))
    for by, action in said:
        decide(filled, by, action, kenya.id, note="vu")
    assert filled.claim(filled.reviewing.claim_of(kenya.id) or "").status == status


def test_a_claim_is_accepted_when_all_its_statements_are_judged(filled: Record) -> None:
    claim = both(filled)
    one, other = claim.statements
    decide(filled, "Nora", "accept", one)
    assert both(filled).status == "unreviewed"
    decide(filled, "Nora", "correct", other, after={"mode": None})
    assert both(filled).status == "accepted"
    decide(filled, "Ada", "reject", claim.id)
    assert both(filled).status == "disputed"


def test_people_who_correct_one_field_otherwise_are_in_dispute(filled: Record) -> None:
    decide(filled, "Nora", "correct", first().id, after={"modality": "possible"})
    decide(filled, "Ada", "correct", first().id, after={"modality": "intended"})
    assert filled.reviewing.count(Wish("disputed")) == 1


def test_a_rejected_statement_is_listed_and_does_not_count(filled: Record) -> None:
    claim = both(filled)
    assert (claim.documents, claim.independent) == (2, 2)
    rejected = decide(filled, "Nora", "reject", first(AGAIN).id)
    left = both(filled)
    assert (left.documents, left.independent) == (1, 1)
    assert left.statements == claim.statements
    assert all(first(AGAIN).id not in origin.statements for origin in left.origins)
    assert left.id not in {c.id for c in filled.claims(min_independent=2)}
    filled.reviewing.withdraw("Nora", rejected.id)
    assert both(filled) == claim


def test_a_claim_all_of_whose_statements_are_rejected_has_no_origin(filled: Record) -> None:
    for id_ in both(filled).statements:
        decide(filled, "Nora", "reject", id_)
    claim = both(filled)
    assert (claim.status, claim.documents, claim.independent, claim.origins) == ("rejected", 0, 0, ())


def test_the_two_scales_of_a_rating_are_given_apart(filled: Record) -> None:
    claim = both(filled)
    decide(filled, "Nora", "rate", claim.id, after={"reliability": "B"})
    assert filled.claim(claim.id).rating == Rating("B", None)
    decide(filled, "Ada", "rate", claim.id, after={"credibility": "6"})
    assert filled.claim(claim.id).rating == Rating("B", "6")


@pytest.mark.parametrize(
    ("action", "more", "words"),
    [
        ("rate", {"after": {"reliability": "G"}}, "A to F"),
        ("rate", {"after": {}}, "A to F"),
        ("correct", {"after": {}}, "nothing is corrected"),
        ("correct", {"after": {"polarity": "perhaps"}}, "polarity 'perhaps'"),
        ("correct", {"after": {"found_by": "me"}}, "found_by is not corrected"),
        ("correct", {"after": {"participants": [{"role": "host", "name": "Pérou"}]}}, "a role"),
        ("correct", {"after": {"evidence": {"quote": "Pérou visite"}}}, "not in the report"),
        ("merge", {"others": ("x",)}, "claims are merged"),
        ("note", {"note": "  "}, "the note is empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused_with_the_reason(filled: Record, action: str, more, words: str) -> None:
    with pytest.raises(RecordError, match=words):
        decide(filled, "Nora", action, first().id, **more)
    assert filled.reviews() == []


def test_a_corrected_passage_is_found_in_the_report(filled: Record) -> None:
    given = decide(filled, "Nora", "correct", first().id, after={"evidence": {"quote": "visite Pérou", "start": 20}})
    assert given.after["evidence"] == {"start": 28, "end": 40, "quote": "visite Pérou"}


def test_who_has_not_seen_the_last_decision_is_told_of_it(filled: Record) -> None:
    seen = filled.reviewing.version(first().id)
    decide(filled, "Nora", "accept", first().id, seen=seen)
    with pytest.raises(Outdated, match="Nora: accept") as refusal:
        decide(filled, "Ada", "reject", first().id, seen=seen)
    assert [review.by for review in refusal.value.since] == ["Nora"]  # type: ignore[attr-defined]
    decide(filled, "Ada", "reject", first().id, seen=filled.reviewing.version(first().id))
    assert len(filled.reviews()) == 2


def test_undoing_is_one_more_entry_and_only_for_ones_own(filled: Record) -> None:
    given = decide(filled, "Nora", "accept", first().id)
    with pytest.raises(RecordError, match="Nora's"):
        filled.reviewing.withdraw("Ada", given.id)
    taken_back = filled.reviewing.withdraw("Nora", given.id)
    assert (taken_back.action, taken_back.on) == ("reject", given.id)
    assert filled.reviewing.count(Wish("unreviewed")) == 3
    assert len(filled.reviews()) == 2
    with pytest.raises(RecordError, match="already"):
        filled.reviewing.withdraw("Nora", given.id)
    assert filled.reviewing.version(first().id) == 2


class AnotherEngine:
    """The stand-in engine as a better one: another name, other ids."""

    @staticmethod
    def read(record: Record, one, **changes) -> list[Statement]:
        analysis = analyse(one.document)
        new = tuple(dataclasses.replace(s, id=f"new-{s.id}", **changes) for s in analysis.statements)
        record.add(one, Analysis(one.document.id, "stand-in 2", analysis.entities, analysis.sources, (), new))
        record.weigh()
        return list(new)


def test_decisions_find_their_place_when_a_better_engine_reads_anew(filled: Record) -> None:
    decide(filled, "Nora", "reject", first(AGAIN).id)
    decide(filled, "Nora", "rate", both(filled).id, after={"reliability": "C"})
    AnotherEngine.read(filled, VISIT)
    AnotherEngine.read(filled, AGAIN, mode=None)
    claim = both(filled)
    assert claim.statements == tuple(sorted(f"new-{first(one).id}" for one in (VISIT, AGAIN)))
    assert (claim.independent, claim.rating) == (1, Rating("C", None))
    assert filled.reviewing.unplaced() == []
    assert [r.action for r in filled.reviewing.on(f"new-{first(AGAIN).id}")] == ["reject"]


def test_the_nearest_of_the_same_words_is_meant_when_the_text_has_moved(record: Record) -> None:
    twice = report("c.txt", "Norvège visite Pérou. Kenya visite Pérou. Norvège visite Pérou.")
    record.add(twice, analyse(twice.document))
    last = analyse(twice.document).statements[2]
    decide(record, "Nora", "accept", last.id)
    moved = report("c.txt", "Norvège visite Pérou. Norvège visite Pérou.")
    moved = dataclasses.replace(
        moved, document=dataclasses.replace(moved.document, id=twice.document.id, parser="stand-in 2")
    )
    found = analyse(moved.document)
    record.add(moved, dataclasses.replace(found, engine="stand-in 2"))
    assert [r.action for r in record.reviewing.on(found.statements[1].id)] == ["accept"]
    assert record.reviewing.on(found.statements[0].id) == []


def test_what_finds_no_place_is_listed_and_counts_again_when_it_does(filled: Record) -> None:
    given = decide(filled, "Nora", "accept", first(AGAIN).id)
    AnotherEngine.read(filled, AGAIN, kind="relation")
    [(lost, [target])] = filled.reviewing.unplaced()
    assert lost == given
    assert (target.anchor.quote, target.statement) == ("Norvège visite Pérou", None)
    filled.add(AGAIN, dataclasses.replace(analyse(AGAIN.document), engine="stand-in 3"))
    filled.weigh()
    assert filled.reviewing.unplaced() == []
    assert filled.reviewing.count(Wish("unreviewed")) == 2


def test_a_review_of_what_is_not_here_is_kept_and_listed(filled: Record) -> None:
    filled.review(Review("r9", "2024-02-03T10:00:00Z", "Nora", "nowhere", "accept"))
    assert [(review.id, targets) for review, targets in filled.reviewing.unplaced()] == [("r9", [])]


def test_a_review_given_elsewhere_counts(filled: Record) -> None:
    claim = both(filled)
    filled.review(Review("r1", "2024-02-03T10:00:00Z", "Nora", claim.id, "accept"))
    assert both(filled).status == "accepted"
    assert filled.reviews()[0].before is None


def test_a_queue_is_gone_through_in_the_order_of_the_texts(filled: Record) -> None:
    desk, wish = filled.reviewing, Wish("unreviewed")
    order = [s.id for s in sorted(filled.statements(), key=lambda s: (s.document, s.evidence, s.id))]
    seen, here = [], desk.next(wish)
    while here is not None:
        seen.append(here)
        here = desk.next(wish, here)
    assert seen == order
    assert desk.next(wish, order[1], back=True) == order[0]
    decide(filled, "Nora", "accept", order[1])
    assert desk.next(wish, order[0]) == order[2]
    assert desk.next(Wish("mine", "Nora")) == order[1]
    assert desk.next(Wish("mine", "Ada")) is None
    assert {desk.count(Wish("all", document=d)) for d in (VISIT.document.id, AGAIN.document.id)} == {2, 1}


def test_two_threads_that_decide_at_once_lose_nothing(filled: Record) -> None:
    refused: list[str] = []

    def work(by: str) -> None:
        with Record.open(filled.path) as own:
            for number in range(40):
                seen = own.reviewing.version(first().id)
                try:
                    own.reviewing.decide(Decision(by, "note", first().id, note=str(number), seen=seen))
                except Outdated:
                    refused.append(by)

    threads = [threading.Thread(target=work, args=(by,)) for by in ("Nora", "Ada")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reviews = filled.reviews()
    assert len(reviews) + len(refused) == 80
    assert len({review.at for review in reviews}) == len(reviews) == filled.reviewing.version(first().id)


SCRIPT = """
import sys
from whence.record import Record
from whence.record.deciding import Decision
with Record.open(sys.argv[1]) as record:
    for number in range(25):
        record.reviewing.decide(Decision(sys.argv[2], "note", sys.argv[3], note=str(number)))
"""


def test_several_processes_lose_nothing(filled: Record) -> None:
    command = [sys.executable, "-c", SCRIPT, str(filled.path)]
    working = [subprocess.Popen([*command, by, first().id]) for by in ("Nora", "Ada", "Bo")]
    assert [one.wait(120) for one in working] == [0, 0, 0]
    told = [(review.by, review.note) for review in filled.reviews()]
    assert sorted(told) == sorted((by, str(number)) for by in ("Nora", "Ada", "Bo") for number in range(25))


def test_searches_are_kept_by_name(record: Record) -> None:
    kept = Search("Tanks & trucks", "type=COOPERATE", "Nora", "2024-02-03T10:00:00Z")
    record.searches.keep(kept)
    assert record.searches.all() == [kept]
    with pytest.raises(RecordError, match="of this name"):
        record.searches.keep(dataclasses.replace(kept, query="type=AID"))
    record.searches.delete(kept.name)
    assert record.searches.all() == []
    with pytest.raises(RecordError, match="none of this name"):
        record.searches.delete(kept.name)


def as_first_written(path: Path) -> None:
    """Makes a record one of the first schema, which had no place for anchors."""
    connection = sqlite3.connect(path)
    for statement in (
        "DROP TABLE review_targets",
        "DROP TABLE judged",
        "DROP TABLE searches",
        "DROP TABLE views",
        *(f"DROP TABLE reuse_{table}" for table in ("documents", "runs", "printed", "shared")),
        *(f"DROP INDEX ix_claims_{name}" for name in ("status", "touched")),
        "DROP INDEX ix_reviews_at",
        "DROP INDEX ix_statements_document_start_end_id",
        *(f"ALTER TABLE claims DROP COLUMN {name}" for name in ("weighed", "status", "touched")),
        "UPDATE alembic_version SET version_num = '0001'",
    ):
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_older_record_is_brought_up_to_date_with_its_reviews(filled: Record, tmp_path: Path) -> None:
    claim = both(filled)
    filled.close()
    old = tmp_path / "old.db"
    shutil.copy(filled.path, old)
    as_first_written(old)
    connection = sqlite3.connect(old)
    for id_, on, action in (("r1", claim.id, "accept"), ("r2", first(AGAIN).id, "reject")):
        data = json.dumps({"id": id_, "at": "2024-02-03T10:00:00Z", "by": "Nora", "on": on, "action": action})
        connection.execute("INSERT INTO reviews VALUES (?, ?, 'Nora', ?, ?, ?)", (id_, "2024", on, action, data))
    connection.commit()
    connection.close()
    with Record.open(old) as record:
        assert len(record.reviews()) == 2
        claim = both(record)
        assert (claim.status, claim.independent) == ("accepted", 1)


def test_an_anchor_tells_passage_and_kind() -> None:
    from whence.record.anchors import anchor, found_by

    one = first()
    assert found_by(anchor(one), [dataclasses.replace(one, id="x", evidence=Passage(3, 23))]) == "x"
    assert found_by(anchor(one), [dataclasses.replace(one, quote="Norvège")]) is None
    assert found_by(anchor(one), [dataclasses.replace(one, kind="figure")]) is None
    both_there = [dataclasses.replace(one, id="a", event_type="AID"), dataclasses.replace(one, id="b")]
    assert found_by(anchor(one), both_there) == "b"


def without_place(filled: Record) -> Review:
    """A decision that has lost its place: another engine finds its words of another kind."""
    given = decide(filled, "Nora", "reject", first(AGAIN).id)
    AnotherEngine.read(filled, AGAIN, kind="relation")
    filled.weigh()
    return given


def test_a_decision_is_placed_by_hand_and_counts_again(filled: Record) -> None:
    given, there = without_place(filled), f"new-{first(AGAIN).id}"
    desk = filled.reviewing
    assert desk.count(Wish("unreviewed")) == 3
    placed = desk.place("Amir", given.id, there, note="the same words")
    assert desk.unplaced() == []
    assert desk.count(Wish("unreviewed")) == 2
    assert [(r.by, r.action, r.on) for r in desk.on(there)] == [
        ("Nora", "reject", first(AGAIN).id),
        ("Amir", "correct", given.id),
    ]
    assert (placed.before["review"]["by"], placed.note) == ("Nora", "the same words")
    assert placed.before["statements"][0]["kind"] == "event"
    assert placed.after["statements"][0]["kind"] == "relation"
    [claim] = [claim for claim in filled.claims() if there in claim.statements]
    stand = desk.judgements([claim.id])[claim.id]
    assert (stand.statuses, stand.people) == ({there: "rejected"}, {"Nora"})


def test_a_placement_is_undone_and_the_decision_is_without_a_place_again(filled: Record) -> None:
    given = without_place(filled)
    desk = filled.reviewing
    placed = desk.place("Amir", given.id, f"new-{first(AGAIN).id}")
    with pytest.raises(RecordError, match="nobody takes back another's"):
        desk.withdraw("Nora", placed.id)
    desk.withdraw("Amir", placed.id)
    [(lost, [target])] = desk.unplaced()
    assert (lost, target.statement, target.anchor.kind) == (given, None, "event")
    assert desk.count(Wish("unreviewed")) == 3
    assert {claim.status for claim in filled.claims()} == {"unreviewed"}
    assert len(filled.reviews()) == 3
    desk.place("Nora", given.id, f"new-{first(AGAIN).id}")
    assert desk.unplaced() == []


def test_a_placement_holds_when_the_report_is_read_anew(filled: Record) -> None:
    given, there = without_place(filled), f"new-{first(AGAIN).id}"
    filled.reviewing.place("Amir", given.id, there)
    AnotherEngine.read(filled, AGAIN, kind="relation", mode=None)
    filled.weigh()
    assert filled.reviewing.unplaced() == []
    assert [r.action for r in filled.reviewing.on(there)] == ["reject", "correct"]


def test_what_was_given_elsewhere_on_nothing_here_is_placed_too_and_that_is_undone(filled: Record) -> None:
    filled.review(Review("r9", "2024-02-03T10:00:00Z", "Nora", "nowhere", "accept"))
    placed = filled.reviewing.place("Amir", "r9", first().id)
    assert filled.reviewing.unplaced() == []
    assert filled.reviewing.count(Wish("mine", "Nora")) == 1
    filled.reviewing.withdraw("Amir", placed.id)
    assert [review.id for review, _ in filled.reviewing.unplaced()] == ["r9"]


def test_what_cannot_be_placed_is_refused_and_nothing_changes(filled: Record) -> None:
    given = without_place(filled)
    for review, statement, wrong in (
        ("r0", first().id, "there is none in this record"),
        (given.id, "s0", "there is no statement s0"),
        (given.id, first(VISIT).id, "is in another report"),
    ):
        with pytest.raises(RecordError, match=wrong):
            filled.reviewing.place("Amir", review, statement)
    filled.reviewing.withdraw("Nora", given.id)
    with pytest.raises(RecordError, match="no decision that holds"):
        filled.reviewing.place("Amir", given.id, f"new-{first(AGAIN).id}")
    kept = decide(filled, "Nora", "accept", first().id)
    with pytest.raises(RecordError, match="it has its place"):
        filled.reviewing.place("Amir", kept.id, first().id)
    assert len(filled.reviews()) == 3


def test_what_a_view_has_kept_holds_for_its_state_alone_and_is_in_no_export(filled: Record) -> None:
    assert filled.view("lists", "1") is None
    assert filled.keep_view("lists", "1", b"one")
    assert filled.keep_view("lists", "2", b"two" * 1000)
    assert filled.view("lists", "1") is None
    assert filled.view("lists", "2") == b"two" * 1000
    assert not any("two" in str(thing) for thing in filled.everything())
