"""How certain a thing is told: whether it is said to be so, how real it is, and whether anybody vouches for it."""

from __future__ import annotations

import pytest
from finding_told import chain, event, statements, told

# --- evidential -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "evidential", "modality"),
    [
        ("La Zambie aurait acheté douze chars.", "acheté douze chars", "hearsay", "actual"),
        ("La Zambie négocierait avec le Malawi.", "négocierait avec le Malawi", "hearsay", "actual"),
        ("Selon le journal, la Zambie aurait acheté douze chars.", "acheté douze chars", "attributed", "actual"),
        (
            "Si le Malawi refusait, la Zambie achèterait douze chars.",
            "achèterait douze chars",
            "stated",
            "hypothetical",
        ),
        ("La Zambie attaquerait le Malawi si le Togo l'aidait.", "attaquerait le Malawi", "stated", "hypothetical"),
        (
            "Le ministre a annoncé que la Zambie achèterait douze chars.",
            "achèterait douze chars",
            "attributed",
            "intended",
        ),
        ("La Zambie pourrait acheter douze chars.", "acheter douze chars", "stated", "possible"),
        ("La Zambie devrait acheter douze chars.", "acheter douze chars", "stated", "intended"),
        ("La Zambie aurait envisagé d'acheter douze chars.", "acheter douze chars", "hearsay", "possible"),
        ("La Zambie a acheté douze chars.", "acheté douze chars", "stated", "actual"),
    ],
)
def test_the_conditional_is_hearsay_hypothesis_or_a_future_of_the_past(
    text: str, words: str, evidential: str, modality: str
) -> None:
    statement = told(text, words)
    assert (statement.evidential, statement.modality) == (evidential, modality)


@pytest.mark.parametrize(
    "text",
    [
        "D'après la rumeur, la Zambie « a vendu le port de Mpulungu ».",
        "Des médias affirment que la Zambie « a vendu le port de Mpulungu ».",
        "Selon la presse, la Zambie « a vendu le port de Mpulungu ».",
        "La Zambie « aurait vendu le port de Mpulungu ».",
    ],
)
def test_a_verdict_of_hearsay_survives_a_nested_quotation(text: str) -> None:
    statement = told(text, "vendu le port")
    assert statement.evidential == "hearsay"
    assert statement.quotation in {"mixed", "direct"}


def test_a_named_source_inside_hearsay_is_a_source() -> None:
    text = "Selon des médias, le ministre zambien a affirmé que le Malawi avait fermé sa frontière."
    statement = told(text, "fermé sa frontière")
    assert statement.evidential == "attributed"
    assert chain(statement)[-1].startswith("ministre")


# --- polarity -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Le Chili n'a pas acheté les radars.", "acheté les radars"),
        ("Le Chili n'a jamais rencontré le Pérou.", "rencontré le Pérou"),
        ("Ni le Chili ni le Pérou n'ont signé l'accord.", "signé l'accord"),
        ("Aucun pays n'a reconnu la Sylvanie du Nord, et le Chili n'a signé aucun accord.", "signé aucun accord"),
        ("Le Chili ne vendra pas ses navires au Pérou.", "vendra pas ses navires"),
        ("Le Chili ne veut pas acheter les radars.", "acheter les radars"),
        ("La ministre nie que le Chili ait acheté les radars.", "acheté les radars"),
        ("Le Chili dément avoir bombardé le village.", "bombardé le village"),
        ("Le ministre affirme que le Chili n'a pas bombardé le village.", "bombardé le village"),
    ],
)
def test_what_is_not_so_is_negated(text: str, words: str) -> None:
    assert told(text, words).polarity == "negated"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Le Chili a acheté les radars.", "acheté les radars"),
        ("Le Chili n'a acheté que deux radars.", "deux radars"),
        ("Le Chili a acheté les radars sans consulter le Pérou.", "acheté les radars"),
        ("Le ministre n'a pas dit que le Chili avait menacé le Pérou.", "menacé le Pérou"),
        ("Le Pérou, qui n'a pas de radars, a rencontré le Chili.", "a rencontré le Chili"),
    ],
)
def test_a_negation_elsewhere_leaves_it_affirmed(text: str, words: str) -> None:
    assert told(text, words).polarity == "affirmed"


def test_a_denial_is_an_act_and_what_is_denied_another() -> None:
    text = "Le Chili a démenti avoir bombardé un village du Pérou."
    denied = told(text, "bombardé un village")
    assert denied.polarity == "negated"
    assert event(text, "REJECT").polarity == "affirmed"


def test_what_is_done_without_something_else_is_done() -> None:
    attack = event("Le Bénin a attaqué le Togo sans prévenir le Ghana.", "ASSAULT")
    assert attack.polarity == "affirmed"
    assert "GHA" not in {p.country for p in attack.participants}


# --- modality -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "modality"),
    [
        ("Des rebelles ont tenté d'attaquer l'ambassade du Ghana.", "attaquer l'ambassade", "attempted"),
        ("Des rebelles ont essayé de prendre le port.", "prendre le port", "attempted"),
        ("Le Bénin envisage d'acheter des patrouilleurs au Portugal.", "acheter des patrouilleurs", "possible"),
        ("Le Bénin veut acheter des patrouilleurs au Portugal.", "acheter des patrouilleurs", "intended"),
        ("Le Bénin compte acheter des patrouilleurs au Portugal.", "acheter des patrouilleurs", "intended"),
        ("Le ministre béninois doit rencontrer le roi du Bhoutan.", "rencontrer le roi", "intended"),
        ("Le Bénin achètera des patrouilleurs au Portugal.", "achètera des patrouilleurs", "intended"),
        ("Le Bénin va acheter des patrouilleurs au Portugal.", "acheter des patrouilleurs", "intended"),
        ("Le Bénin peut acheter des patrouilleurs au Portugal.", "acheter des patrouilleurs", "possible"),
        ("Le Bénin a probablement acheté des patrouilleurs au Portugal.", "acheté des patrouilleurs", "possible"),
        ("Le Bénin a peut-être acheté des patrouilleurs au Portugal.", "acheté des patrouilleurs", "possible"),
        ("Si le Bénin achète des patrouilleurs, le Togo protestera.", "achète des patrouilleurs", "hypothetical"),
        (
            "Le Togo fermera le port au cas où le Bénin attaquerait le barrage.",
            "attaquerait le barrage",
            "hypothetical",
        ),
        ("Le Bénin a réussi à libérer les otages.", "libérer les otages", "actual"),
        ("Le Bénin a commencé à retirer ses troupes du Togo.", "retirer ses troupes", "actual"),
        ("Le Bénin a acheté des patrouilleurs au Portugal.", "acheté des patrouilleurs", "actual"),
        ("Le Togo menace d'expulser l'ambassadeur du Bénin.", "expulser l'ambassadeur", "intended"),
        ("Le Bénin s'apprête à attaquer le Togo.", "attaquer le Togo", "intended"),
        ("La Zambie aurait tenté d'attaquer le Malawi.", "attaquer le Malawi", "attempted"),
        ("Le Togo a demandé au Bénin de retirer ses troupes.", "retirer ses troupes", "possible"),
    ],
)
def test_how_real_it_is(text: str, words: str, modality: str) -> None:
    assert told(text, words).modality == modality


def test_a_possible_thing_told_by_a_noun_is_possible() -> None:
    text = "Une possible guerre entre la Zambie et le Malawi inquiète les marchés."
    assert told(text, "guerre entre").modality == "possible"


def test_a_question_asserts_nothing() -> None:
    assert event("Le Bénin a attaqué le Togo.", "ASSAULT").modality == "actual"
    assert statements("Le Bénin a-t-il attaqué le Togo ?") == ()


def test_a_reported_question_is_no_condition() -> None:
    text = "Le député a demandé si le Bénin avait vendu le port au Togo."
    assert told(text, "vendu le port").modality != "hypothetical"


def test_an_act_coordinated_with_a_plan_is_none() -> None:
    text = "Le Bénin a fermé sa frontière et envisage d'expulser l'ambassadeur du Togo."
    assert told(text, "fermé sa frontière").modality == "actual"
    assert told(text, "expulser l'ambassadeur").modality == "possible"


def test_what_may_follow_from_a_condition_is_hypothetical() -> None:
    text = "Si la trêve échoue, la Zambie pourrait acheter douze chars."
    assert told(text, "acheter douze chars").modality == "hypothetical"
