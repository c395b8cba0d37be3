import pytest
from weighing_builders import ENTITIES, document, statement

from whence.weighing import compare, features
from whence.weighing.concepts import concepts, telling
from whence.weighing.merges import merges
from whence.weighing.namings import namings
from whence.weighing.pairs import pair


@pytest.mark.parametrize(
    ("english", "french", "shared"),
    [
        ("the envoy was detained at the border", "l'émissaire a été arrêté à la frontière", {"diplomat", "arrest"}),
        ("eleven lorries of cement", "onze camions de ciment", {"11", "lorry", "cement"}),
        ("the uranium was weighed", "l'uranium", {"uranium"}),
    ],
)
def test_words_of_two_languages_meet_in_a_concept(english, french, shared):
    assert shared <= concepts(english, "en") & concepts(french, "fr")


def test_words_without_a_concept_stand_for_themselves_by_their_beginning():
    assert concepts("la girafe", "fr") == concepts("des girafes", "fr") == {"giraf-"}


def test_a_rare_word_tells_more_than_a_common_one():
    assert telling({"giraf-"}) > telling({"minister"})


def test_states_are_named_by_their_people_and_capitals_in_any_language():
    assert {"NOR", "KEN"} <= namings("Des pêcheurs norvégiens sont partis pour Nairobi")


def two_reports():
    one = document("a", "Le Pérou a livré neuf grues au Chili", "A", "2020-03-02")
    other = document("b", "Peru has delivered nine cranes to Chile", "B", "2020-03-03", language="en")
    return [(d, statement(d, d.text, ("Pérou", "Chili"), event_type="COOPERATE")) for d in (one, other)]


def test_a_pair_is_the_same_whichever_comes_first_and_across_languages():
    a, b = (features(s, ENTITIES, d.published.date) for d, s in two_reports())
    assert pair(a, b) == pair(b, a)
    assert compare(a, b) == compare(b, a)
    assert compare(a, b).same


def test_a_merge_explains_its_score_by_what_each_feature_adds():
    reports = two_reports()
    [merge] = merges({s.id for _, s in reports}, [s for _, s in reports], {d.id: d for d, _ in reports}, ENTITIES)
    assert merge.score >= 0.5
    assert merge.model == "same_claim_across"
    assert merge.reasons["type: the same"] > 0
    assert list(merge.reasons) == sorted(merge.reasons, key=lambda n: (-abs(merge.reasons[n]), n))
