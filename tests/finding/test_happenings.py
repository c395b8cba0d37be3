"""What happens though nobody is named: an act that its verb lets begin, go on or end, and harm that nobody does."""

from __future__ import annotations

import pytest

import whence
from whence.model import Statement


def only(language: str, text: str) -> Statement:
    """The one statement of a text."""
    (found,) = whence.pipeline(language)(text)._.statements
    return found


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Riots broke out in Kinshasa on Monday.", "PROTEST"),
        ("en", "Fighting erupted between the Sudanese army and a militia in Darfur.", "ASSAULT"),
        ("en", "Violence flared again in Mali.", "ASSAULT"),
        ("en", "Protests continued in Dakar for a third day.", "PROTEST"),
        ("en", "A ceasefire took effect in Tripoli at dawn.", "RETREAT"),
        ("en", "The truce in Tripoli came into force on Friday.", "RETREAT"),
        ("fr", "Des émeutes ont éclaté à Kinshasa lundi.", "PROTEST"),
        ("fr", "Les violences ont repris en Centrafrique.", "ASSAULT"),
        ("fr", "Un cessez-le-feu est entré en vigueur à Tripoli à l'aube.", "RETREAT"),
        ("fr", "L'armée a repris les bombardements au Kivu.", "ASSAULT"),
    ],
)
def test_an_act_at_a_known_place_is_an_event_whoever_does_it(language: str, text: str, kind: str) -> None:
    told = only(language, text)
    assert (told.kind, told.event_type, told.quote) == ("event", kind, text.rstrip("."))


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Fighting broke out in the yard."), ("fr", "Une bagarre a éclaté dans la cour.")],
)
def test_an_act_of_nobody_at_no_known_place_is_not_for_the_record(language: str, text: str) -> None:
    assert not whence.pipeline(language)(text)._.statements


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "An earthquake killed 214 people in northern Peru.", 214),
        ("en", "Floods killed at least 40 villagers in Nepal.", 40),
        ("fr", "Le séisme a tué 214 personnes dans le nord du Pérou.", 214),
        ("fr", "Les inondations ont blessé 40 villageois au Népal.", 40),
    ],
)
def test_harm_that_nobody_does_is_a_figure(language: str, text: str, number: float) -> None:
    told = only(language, text)
    assert (told.kind, [q.value for q in told.quantities]) == ("figure", [number])


def test_a_verb_between_two_names_is_a_verb() -> None:
    told = only("en", "Kenya borders Somalia.")
    assert (told.relation, [p.country for p in told.participants]) == ("borders", ["KEN", "SOM"])


def test_talks_that_collapse_are_called_off() -> None:
    text = "Talks between Armenia and Azerbaijan collapsed on Friday."
    found = whence.pipeline("en")(text)._.statements
    assert ("REJECT", text.rstrip(".")) in {(s.event_type, s.quote) for s in found}


@pytest.mark.parametrize(
    ("language", "text", "words", "kind"),
    [
        ("en", "The Russian embassy denied any cooperation with Iran.", "any cooperation with Iran", "COOPERATE"),
        ("en", "The army denied the arrest of the bishop.", "the arrest of the bishop", "COERCE"),
        ("fr", "L'ambassade russe dément toute coopération avec l'Iran.", "toute coopération avec l'Iran", "COOPERATE"),
        ("fr", "L'armée a démenti l'arrestation de l'évêque.", "l'arrestation de l'évêque", "COERCE"),
    ],
)
def test_an_act_that_is_denied_did_not_happen_by_the_word_of_who_denies_it(
    language: str, text: str, words: str, kind: str
) -> None:
    found = {s.quote: s for s in whence.pipeline(language)(text)._.statements}
    assert found[text.rstrip(".")].event_type == "REJECT"
    denied = found[words]
    assert (denied.event_type, denied.polarity, denied.evidential, len(denied.chain)) == (
        kind,
        "negated",
        "attributed",
        1,
    )


@pytest.mark.parametrize(
    "text", ["Kenya rejected the sale of the port to China.", "Kenya did not deny the sale of arms."]
)
def test_what_is_refused_or_not_denied_is_not_told_apart(text: str) -> None:
    assert all(
        s.polarity == "affirmed" or s.quote == text.rstrip(".") for s in whence.pipeline("en")(text)._.statements
    )
