"""Who takes part: names, titles, capitals, pronouns, and in what role."""

from __future__ import annotations

import pytest
from finding_told import event, party, told


@pytest.mark.parametrize(
    ("text", "words", "actor", "recipient"),
    [
        # capitals
        ("Lima a rompu ses relations avec Quito.", "rompu ses relations", {"PER"}, {"ECU"}),
        ("Le président du Ghana a rencontré le roi du Bhoutan à Lisbonne.", "rencontré le roi", {"GHA", "BTN"}, set()),
        # adjectives
        ("L'armée zambienne a bombardé un village du Malawi.", "bombardé un village", {"ZMB"}, {"MWI"}),
        ("Le gouvernement portugais a expulsé l'ambassadeur chilien.", "expulsé l'ambassadeur", {"PRT"}, {"CHL"}),
        # coordination
        ("Le Ghana et le Laos ont vendu des chars au Malawi.", "vendu des chars", {"GHA", "LAO"}, {"MWI"}),
        ("Le Kenya, la Zambie et le Laos ont signé un accord.", "signé un accord", {"KEN", "ZMB", "LAO"}, set()),
        ("Le Portugal soutient le Laos et le Népal.", "soutient le Laos", {"PRT"}, {"LAO", "NPL"}),
        # passives
        ("Un village du Malawi a été bombardé par la Zambie.", "bombardé", {"ZMB"}, {"MWI"}),
        ("Le Malawi a été sanctionné par le Togo et le Bénin.", "sanctionné", {"TGO", "BEN"}, {"MWI"}),
        # relative pronouns
        ("La Zambie, qui a bombardé le Malawi, demande une trêve.", "bombardé le Malawi", {"ZMB"}, {"MWI"}),
        # between
        ("Une rencontre entre Lima et Quito a eu lieu à Lisbonne.", "rencontre entre Lima", {"PER", "ECU"}, set()),
        # pronouns
        ("Le Portugal a reçu une lettre. Il a sanctionné le Laos.", "sanctionné le Laos", {"PRT"}, {"LAO"}),
        ("La Zambie a reçu une lettre. Elle a sanctionné le Laos.", "sanctionné le Laos", {"ZMB"}, {"LAO"}),
        ("La Zambie a attaqué le Malawi. Celui-ci a rompu avec le Togo.", "rompu avec le Togo", {"MWI"}, {"TGO"}),
        # the two
        (
            "Le Togo et le Bénin se parlent. Les deux pays ont signé un traité de défense.",
            "signé un traité",
            {"TGO", "BEN"},
            set(),
        ),
        # the government of the state last spoken of
        (
            "Le Laos a perdu un satellite. Le gouvernement a sanctionné le Népal.",
            "sanctionné le Népal",
            {"LAO"},
            {"NPL"},
        ),
    ],
)
def test_states_take_part_however_they_are_named(text: str, words: str, actor: set[str], recipient: set[str]) -> None:
    statement = told(text, words)
    assert party(statement, "actor") == actor
    assert party(statement, "recipient") == recipient


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Le ministre péruvien Rosendo Quispe a quitté le Chili.", "quitté le Chili", "Rosendo Quispe"),
        (
            "Le ministre péruvien des Mines, Rosendo Quispe, a rencontré le roi du Bhoutan.",
            "rencontré le roi",
            "Rosendo Quispe",
        ),
        (
            "Le ministre péruvien Rosendo Quispe a quitté Lima. Quispe a rencontré le roi du Bhoutan.",
            "rencontré le roi",
            "Rosendo Quispe",
        ),
        (
            "Le ministre Rosendo Quispe est arrivé. Le ministre a rencontré le roi du Bhoutan.",
            "rencontré le roi",
            "Rosendo Quispe",
        ),
        (
            "Le ministre Rosendo Quispe est arrivé. Il a rencontré le roi du Bhoutan.",
            "rencontré le roi",
            "Rosendo Quispe",
        ),
        ("Mme Sigrun Haldorsen a rencontré le roi du Bhoutan.", "rencontré le roi", "Sigrun Haldorsen"),
    ],
)
def test_a_person_is_one_by_name_title_and_pronoun(text: str, words: str, who: str) -> None:
    assert who in party(told(text, words), "actor")


def test_a_title_gives_a_person_a_country() -> None:
    statement = told("Le ministre péruvien Rosendo Quispe a rencontré le roi du Bhoutan.", "rencontré le roi")
    (minister,) = [p for p in statement.participants if p.name == "Rosendo Quispe"]
    assert minister.country == "PER"


def test_one_person_is_one_entity_throughout_a_text() -> None:
    text = (
        "Le ministre Rosendo Quispe a quitté le Chili. Quispe a rencontré le roi du Bhoutan. Il a sanctionné le Laos."
    )
    ids = {
        p.entity
        for s in ("quitté le Chili", "rencontré le roi", "sanctionné le Laos")
        for p in told(text, s).participants
        if p.name == "Rosendo Quispe"
    }
    assert len(ids) == 1
    assert None not in ids


def test_the_first_person_in_a_quotation_is_its_speaker() -> None:
    text = "« J'ai rencontré le roi du Bhoutan », a déclaré le ministre péruvien Rosendo Quispe."
    assert "Rosendo Quispe" in party(told(text, "rencontré le roi"), "actor")


def test_a_capital_where_something_happens_is_a_place() -> None:
    statement = told("Le président du Ghana et le roi du Bhoutan se sont rencontrés à Lisbonne.", "rencontrés")
    assert party(statement, "actor") == {"GHA", "BTN"}
    assert "PRT" not in party(statement, "recipient")
    assert statement.place is not None
    assert (statement.place.text, statement.place.country) == ("Lisbonne", "PRT")


def test_a_possessive_brings_its_owner_along() -> None:
    text = "Le Portugal se réarme. Ses livraisons d'armes ont augmenté de 40 %."
    assert "PRT" in party(told(text, "livraisons d'armes"), "actor")
    text = "Le Portugal a rompu avec le Laos. Son armée a attaqué le Népal."
    assert party(told(text, "attaqué le Népal"), "actor") == {"PRT"}


def test_an_object_pronoun_means_the_one_spoken_of() -> None:
    text = "Le Malawi réclame une trêve. La Zambie l'a bombardé."
    assert party(told(text, "a bombardé"), "recipient") == {"MWI"}


def test_who_tells_takes_no_part_in_what_is_told() -> None:
    statement = told("Selon le Népal, le Togo a sanctionné le Malawi.", "sanctionné le Malawi")
    assert "NPL" not in {p.country for p in statement.participants}


def test_the_accused_does_what_the_accuser_says() -> None:
    text = "Le Pérou accuse le Chili d'avoir bombardé un village."
    assert party(told(text, "bombardé un village"), "actor") == {"CHL"}
    act = event(text, "ACCUSE")
    assert (party(act, "actor"), party(act, "recipient")) == ({"PER"}, {"CHL"})


def test_who_promises_does_it_and_who_is_asked_does_it() -> None:
    promised = told("Le Togo a promis au Bénin d'envoyer des médecins au Mali.", "envoyer des médecins")
    assert party(promised, "actor") == {"TGO"}
    asked = told("Le Togo a demandé au Bénin de bombarder le barrage.", "bombarder le barrage")
    assert party(asked, "actor") == {"BEN"}


def test_every_participant_stands_where_it_is_said_to() -> None:
    text = "Lima, qui se méfie de Quito, a vendu à la Zambie des Gripen du Portugal. Elle les a livrés à Lusaka."
    for words in ("vendu", "livrés"):
        for p in told(text, words).participants:
            assert text[p.start : p.end] == p.text


@pytest.mark.parametrize("text", ["M. Mali a condamné le Togo.", "Mme Togo a condamné le Mali."])
def test_a_title_before_the_name_of_a_state_makes_it_a_person(text: str) -> None:
    statement = told(text, "a condamné")
    assert [p.country for p in statement.participants if p.role == "actor"] == [None]
    assert [p.country for p in statement.participants if p.role == "recipient"] != [None]


def test_nobody_takes_part_in_nothing() -> None:
    statement = told("Le Togo a reçu une lettre. Personne n'a condamné le Mali.", "condamné le Mali")
    assert [p.role for p in statement.participants] == ["recipient"]
