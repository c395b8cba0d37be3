import pytest
from weighing_builders import ENTITIES, document, entity, quantity, statement, time

from whence.weighing import compare, features

FIRST = "Le Pérou a signé avec le Chili un accord sur la pêche au thon"
A = document("a", f"{FIRST}.")
BORIC = entity("Elena Soto", "person", "CHL")


def made(doc, quote, parties=("Pérou", "Chili"), **fields):
    return features(statement(doc, quote, parties, **fields), ENTITIES | {BORIC.id: BORIC})


def other(text, parties=("Pérou", "Chili"), language="fr", **fields):
    return made(document("b", text, language=language), text, parties, **fields)


def test_the_same_in_other_words_is_the_same_and_says_why():
    comparison = compare(made(A, FIRST), other("Lima et Santiago ont signé leur accord sur la pêche du thon"))
    assert comparison.same
    assert comparison.parties == 1
    assert comparison.type == 1
    assert comparison.words > 0.4


def test_comparing_is_symmetric():
    one, two = made(A, FIRST), other("Le Pérou et le Chili négocient la pêche au thon", event_type="CONSULT")
    assert compare(one, two) == compare(two, one)


@pytest.mark.parametrize(
    ("fields", "against"),
    [
        ({"polarity": "negated"}, "polarity"),
        ({"time": time("2020-05-01")}, "date"),
        ({"quantities": (quantity(900.0, "t"),)}, "value"),
    ],
)
def test_what_forbids_it(fields, against):
    one = made(A, FIRST, time=time("2019-03-01", "2019-03-31"), quantities=(quantity(60.0, "t"),))
    assert against in compare(one, other(FIRST + " gris", **fields)).against


def test_other_parties_are_another_event():
    assert not compare(
        made(A, FIRST), other("Le Kenya a signé un accord sur la pêche au thon", ("Kenya", "Norvège"))
    ).same


def test_a_person_is_a_weaker_match_for_the_country():
    by_state = compare(made(A, FIRST), other("un accord sur la pêche au thon a été signé"))
    by_person = compare(made(A, FIRST), other("un accord sur la pêche au thon a été signé", ("Pérou", BORIC)))
    assert by_person.same
    assert by_person.parties < by_state.parties


def test_who_does_and_who_suffers_cannot_change_places():
    text = "attaque de la base navale du nord"
    one = made(document("a", text), text, ("Pérou", "Chili"), event_type="ASSAULT")
    assert (
        "direction"
        in compare(
            one, other("attaque contre la base navale du nord", ("Chili", "Pérou"), event_type="ASSAULT")
        ).against
    )
    assert compare(one, other("attaque contre la base navale du nord", ("Pérou", "Chili"), event_type="ASSAULT")).same


def test_another_subject_between_the_same_two_is_another_claim():
    assert not compare(made(A, FIRST), other("Le Pérou a signé avec le Chili un pacte de défense aérienne")).same


def test_about_sixty_is_sixty_one_and_sixty_is_not():
    def share(value, approximate=False):
        text = "du thon péruvien part vers le Chili"
        fields = {"kind": "figure", "event_type": None, "quantities": (quantity(value, "percent", approximate),)}
        return made(document("a", text), text, **fields)

    assert compare(share(60.0, approximate=True), share(61.0)).figures == 1
    assert compare(share(60.0), share(61.0)).figures == 0


def test_across_languages_names_and_kindred_words_do():
    english = other(
        "Peru signed an accord with Chile on tuna fishing in the Pacific", language="en", quantities=(quantity(12.0),)
    )
    french = "Le Pérou a signé avec le Chili un accord de pêche dans le Pacifique"
    assert compare(made(document("a", french), french, quantities=(quantity(12.0),)), english).same


def test_what_had_taken_place_cannot_be_what_came_after_it_was_told():
    text = "Lima et Santiago ont signé leur accord sur la pêche du thon"
    early = document("b", text, "B", "2019-01-10")
    told = features(statement(early, text, ("Pérou", "Chili")), ENTITIES, "2019-01-10")
    hoped = features(statement(early, text, ("Pérou", "Chili"), modality="intended"), ENTITIES, "2019-01-10")
    later = made(A, FIRST, time=time("2020-05-01"))
    assert compare(told, later).against == compare(later, told).against == ("date",)
    assert compare(hoped, later).against == ()


def test_without_reasons_what_is_kept_apart_is_not_scored_and_all_else_is_the_same():
    one, same = made(A, FIRST), other(FIRST.replace("signé", "conclu"))
    denied = other(f"{FIRST} hier", polarity="negated")
    assert compare(one, same, reasons=False) == compare(one, same)
    quick, whole = compare(one, denied, reasons=False), compare(one, denied)
    assert (quick.against, quick.same) == (whole.against, whole.same) == (("polarity",), False)
    assert quick.features == () != whole.features
    assert compare(one, same, reasons=False).features == () != compare(one, same).features
