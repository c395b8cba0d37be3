"""Event types for clauses that the tables of triggers do not have."""

from __future__ import annotations

import pytest
from voices_told import read

from whence.finding.clauses import clauses
from whence.finding.event_types import MODES
from whence.finding.hedges import core_of
from whence.finding.judged import OVERRULED, RATHER, SURE, TYPED, Verdict, frame_of, verdict
from whence.finding.predications import NOTHING, Predication, features, predications, rule_of


def only(language: str, text: str, word: str) -> Predication:
    found = [one for one in predications(read(language, text)) if one.core.text == word]
    assert len(found) == 1, [one.core.text for one in predications(read(language, text))]
    return found[0]


def test_what_the_tables_say_is_one_of_the_features() -> None:
    one = only("en", "Gunmen abducted two Kenyan engineers.", "abducted")
    assert rule_of(one) == "ASSAULT"
    assert "rule=ASSAULT" in set(features(one))


def test_a_word_of_no_table_has_no_rule_and_its_places_are_told() -> None:
    one = only("en", "Oslo regaled the envoy of Chile.", "regaled")
    assert rule_of(one) == NOTHING
    assert {f for f in features(one) if f.startswith("place=")} >= {"place=subj|finite", "place=obj|finite"}


def test_nouns_tell_where_the_tables_have_them_and_something_hangs_on_them() -> None:
    doc = read("en", "The assassination of the envoy shocked Oslo.")
    assert {one.core.text for one in predications(doc) if one.made is None} == {"assassination"}
    assert [one for one in predications(read("en", "Peace holds.")) if one.made is None] == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", sorted(MODES))
def test_a_frame_of_every_type_has_places_for_its_parties(language: str, kind: str) -> None:
    text = {"en": "Oslo regaled the envoy.", "fr": "Oslo régala le consul."}[language]
    core = next(t for t in read(language, text) if t.dep_ == "ROOT")
    frame = frame_of(core, kind)
    assert frame.type == kind
    assert "subj" in frame.actor
    assert frame.recipient or frame.symmetric


def test_a_verdict_gives_a_type_only_where_it_is_sure_enough() -> None:
    assert Verdict("ASSAULT", TYPED, 0.9, {"ASSAULT": TYPED}).event == "ASSAULT"
    assert Verdict("ASSAULT", TYPED - 0.01, SURE - 0.01, {"ASSAULT": TYPED - 0.01}).event is None
    assert Verdict("relation", 0.9, 0.9, {"relation": 0.9, "ASSAULT": 0.9 * RATHER - 0.01}).event is None


def test_an_event_type_is_taken_where_a_relation_that_no_table_knows_is_little_likelier() -> None:
    assert Verdict("relation", 0.5, 0.9, {"relation": 0.5, "ASSAULT": 0.5 * RATHER, "AID": 0.1}).event == "ASSAULT"


def test_a_kind_of_the_tables_gives_way_to_one_that_is_far_likelier() -> None:
    chances = {"ASSAULT": 0.8, "COERCE": 0.8 / OVERRULED, "relation": 0.8 / OVERRULED - 0.01}
    judged = Verdict("ASSAULT", 0.8, 0.9, chances)
    assert not judged.overrules("COERCE")
    assert judged.overrules("relation")
    assert not judged.overrules("figure")  # nothing is known of it
    assert not Verdict("relation", 0.9, 0.9, {"relation": 0.9, "AID": 0.01}).overrules("AID")


def test_what_is_killed_is_surer_to_be_told_than_what_hangs_about() -> None:
    killed = only("en", "Soldiers killed four villagers in Mali.", "killed")
    hung = only("en", "It was a cold and windy morning.", "morning")
    sure, unsure = verdict(killed), verdict(hung)
    assert sure is not None
    assert unsure is not None
    assert sure.kind == "ASSAULT"
    assert sure.told > 0.5 > unsure.told


def test_a_language_that_was_not_weighed_has_no_verdicts() -> None:
    pytest.importorskip("natasha")
    doc = read("ru", "Чили продала порт.")
    made = next(iter(clauses(doc)))
    core, _ = core_of(made.head)
    assert verdict(Predication(core, (0, 3), made, {}, [])) is None


def test_an_act_is_kept_though_nobody_known_takes_part() -> None:
    text = "Cuzco is quiet. On Monday stones were thrown at the regional gas office and shots were fired."
    assert {s.event_type for s in read("en", text)._.statements} >= {"ASSAULT"}
