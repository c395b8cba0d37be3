"""What somebody wants, plans, fears, demands or denies, without a clause that is reported."""

from __future__ import annotations

import pytest
from voices_told import Told, read, stances


@pytest.mark.parametrize(
    ("language", "text", "source", "cue", "content"),
    [
        ("fr", "Le Pérou compte vendre deux navires au Chili.", "Le Pérou", "compte", "vendre deux navires au Chili"),
        ("fr", "La ministre envisage de fermer le port.", "La ministre", "envisage", "fermer le port"),
        ("fr", "Le maire espère rouvrir le pont.", "Le maire", "espère", "rouvrir le pont"),
        ("en", "Sweden plans to sell two ships.", "Sweden", "plans", "to sell two ships"),
        ("en", "The mayor wants to close the bridge.", "The mayor", "wants", "to close the bridge"),
    ],
)
def test_a_plan_has_its_infinitive_for_content(language: str, text: str, source: str, cue: str, content: str) -> None:
    assert stances(language, text) == [Told(source, cue, content, "attributed")]


@pytest.mark.parametrize(
    ("language", "text", "source", "cue", "content"),
    [
        ("fr", "Le Chili a démenti toute livraison.", "Le Chili", "a démenti", "toute livraison"),
        ("fr", "La ministre rejette ces accusations.", "La ministre", "rejette", "ces accusations"),
        ("fr", "La mairie redoute une crue.", "La mairie", "redoute", "une crue"),
        ("fr", "Le maire a condamné l'attaque du convoi.", "Le maire", "a condamné", "l'attaque du convoi"),
        ("en", "Chile denied any delivery of radars.", "Chile", "denied", "any delivery of radars"),
        ("en", "The minister rejected the accusation.", "The minister", "rejected", "the accusation"),
    ],
)
def test_a_denial_or_a_fear_has_its_noun_for_content(
    language: str, text: str, source: str, cue: str, content: str
) -> None:
    assert stances(language, text) == [Told(source, cue, content, "attributed")]


def test_a_pronoun_holds_a_stance_whether_or_not_the_text_says_who_it_is() -> None:
    assert stances("en", "The mayor arrived. He plans to sell the port.") == [
        Told("He", "plans", "to sell the port", "attributed")
    ]
    assert stances("en", "He plans to sell the port.") == [Told("He", "plans", "to sell the port", "attributed")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Je compte vendre deux navires."),
        ("fr", "Nous voulons fermer le port."),
        ("fr", "Nous démentons toute livraison."),
        ("en", "I plan to sell two ships."),
        ("en", "We want to close the port."),
        ("en", "We deny any wrongdoing."),
    ],
)
def test_what_the_first_person_wants_is_an_attribution_and_in_no_chain(language: str, text: str) -> None:
    assert [told.source.lower() for told in stances(language, text)] in (["je"], ["nous"], ["i"], ["we"])
    assert all(not statement.chain for statement in read(language, text)._.statements)


def test_a_thing_that_cannot_speak_holds_no_stance() -> None:
    assert stances("fr", "Le maire refuse de céder.") == [Told("Le maire", "refuse", "céder", "attributed")]
    assert stances("fr", "La crue refuse de baisser.") == []


# --- the mood alone -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("La Zambie aurait fermé sa frontière.", "aurait fermé"),
        ("La Zambie négocierait avec le Malawi.", "négocierait"),
    ],
)
def test_the_french_conditional_without_a_source_is_hearsay(text: str, cue: str) -> None:
    assert stances("fr", text) == [Told("", cue, text.removesuffix("."), "hearsay")]


@pytest.mark.parametrize(
    "text",
    [
        "Selon le journal, la Zambie aurait fermé sa frontière.",
        "Le maire affirme que la Zambie aurait fermé sa frontière.",
        "Le maire a annoncé que la Zambie fermerait sa frontière.",
        "Si le Malawi refusait, la Zambie fermerait sa frontière.",
        "La Zambie devrait fermer sa frontière.",
        "La Zambie a fermé sa frontière.",
    ],
)
def test_with_a_source_a_condition_or_another_mood_it_is_none(text: str) -> None:
    assert [s for s in stances("fr", text) if s.evidential == "hearsay"] == []


@pytest.mark.parametrize("text", ["Zambia would close its border.", "Zambia would have closed its border."])
def test_english_has_no_conditional_of_hearsay(text: str) -> None:
    assert stances("en", text) == []
    assert {s.evidential for s in read("en", text)._.statements} == {"stated"}


# --- what rests on them ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Pérou compte vendre deux navires au Chili."),
        ("fr", "La ministre envisage de fermer le port."),
        ("fr", "Le Chili a démenti toute livraison de radars."),
        ("fr", "La Zambie aurait fermé sa frontière."),
        ("en", "Sweden plans to sell two ships."),
        ("en", "Chile denied any delivery of radars."),
    ],
)
def test_no_chain_rests_on_a_stance(language: str, text: str) -> None:
    doc = read(language, text)
    assert doc._.stances
    assert doc._.statements
    assert [s.chain for s in doc._.statements if s.chain] == []


@pytest.mark.parametrize(
    ("language", "text", "origin"),
    [
        ("fr", "Selon un diplomate, le Pérou compte vendre deux navires.", "diplomate"),
        ("en", "According to a diplomat, Sweden plans to sell two ships.", "diplomat"),
    ],
)
def test_a_chain_holds_whoever_tells_of_a_stance_and_not_its_holder(language: str, text: str, origin: str) -> None:
    doc = read(language, text)
    assert len(stances(language, text)) == 1
    assert [[link.name for link in s.chain] for s in doc._.statements] == [[origin]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Chili a démenti avoir bombardé le village."),
        ("fr", "Le maire a promis de fermer le port."),
        ("en", "The mayor said that Zambia had closed its border."),
    ],
)
def test_a_verb_that_reports_already_is_no_stance_as_well(language: str, text: str) -> None:
    doc = read(language, text)
    assert len(doc._.attributions) == len(doc._.voices) == 1
    assert doc._.stances == ()


def test_stances_are_given_among_the_attributions() -> None:
    text = "Le Pérou compte vendre deux navires au Chili."
    doc = read("fr", text)
    (found,) = doc._.attributions
    assert doc._.voices == ()
    (source,), (cue,), (content,) = found.source, found.cue, found.content
    assert text[source.start : source.end] == "Le Pérou"
    assert text[cue.start : cue.end] == "compte"
    assert text[content.start : content.end] == "vendre deux navires au Chili"
