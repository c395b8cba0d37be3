"""Russian: the pipeline of an extra of the package gives what the others give. Sentences of our own."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from spacy.tokens import Doc

import whence
from whence import knowledge
from whence.errors import UnknownLanguage
from whence.language import lexicons
from whence.language.lexicons import available, missing

installed = pytest.mark.skipif(
    "ru" not in available(), reason="the Russian pipeline is an extra: pip install 'whence[ru]'"
)

TOLD: list[tuple[str, dict[str, Any]]] = [
    (
        "Представитель министерства заявил, что Сербия поставила Кении двенадцать миномётов.",
        {
            "event_type": "COOPERATE",
            "actor": {"SRB"},
            "recipient": {"KEN"},
            "evidential": "attributed",
            "modality": "actual",
            "source": "Представитель министерства",
        },
    ),
    (
        "По данным «Вестника Ислая», Польша продаст Перу два корабля.",
        {
            "event_type": "COOPERATE",
            "actor": {"POL"},
            "evidential": "attributed",
            "modality": "intended",
            "source": "Вестника Ислая",
        },
    ),
    (
        "Норвегия якобы закрыла посольство в Кабуле.",
        {"event_type": "SANCTION", "actor": {"NOR"}, "evidential": "hearsay", "modality": "actual", "source": None},
    ),
    (
        "Гана может купить у Италии два фрегата.",
        {
            "event_type": "COOPERATE",
            "actor": {"GHA"},
            "recipient": {"ITA"},
            "evidential": "stated",
            "modality": "possible",
            "source": None,
        },
    ),
    (
        "Как сообщил источник в Осло, Чад не вывел солдат из Мали.",
        {
            "event_type": "RETREAT",
            "actor": {"TCD"},
            "evidential": "attributed",
            "modality": "actual",
            "polarity": "negated",
            "source": "источник в Осло",
        },
    ),
    (
        "Руанда обвинила Бурунди в обстреле деревни.",
        {
            "event_type": "ACCUSE",
            "actor": {"RWA"},
            "recipient": {"BDI"},
            "evidential": "stated",
            "modality": "actual",
            "source": None,
        },
    ),
    (
        "Стало известно, что Катар пытался освободить двух иорданских моряков.",
        {
            "event_type": "RETREAT",
            "actor": {"QAT"},
            "evidential": "hearsay",
            "modality": "attempted",
            "source": None,
        },
    ),
    (
        "Судно было захвачено сомалийскими пиратами у берегов Йемена.",
        {"event_type": "COERCE", "actor": {"SOM"}, "evidential": "stated", "modality": "actual", "source": None},
    ),
]
"""A sentence, and what a statement in it has."""


def parsed(text: str) -> Doc:
    return whence.pipeline("ru")(text)


def countries(statement: Any, role: str) -> set[str]:
    return {p.country for p in statement.participants if p.role == role and p.country}


@installed
@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[t.split(",")[0][:40] for t, _ in TOLD])
def test_a_statement_has_its_parties_its_source_and_its_hedge(text: str, wanted: dict[str, Any]) -> None:
    doc = parsed(text)
    told = [s for s in doc._.statements if s.event_type == wanted["event_type"]]
    assert told, doc._.statements
    statement = told[0]
    for role in ("actor", "recipient"):
        if role in wanted:
            assert countries(statement, role) == wanted[role], statement.participants
    assert statement.evidential == wanted["evidential"]
    assert statement.modality == wanted["modality"]
    assert statement.polarity == wanted.get("polarity", "affirmed")
    sources = [link.name for link in statement.chain]
    assert sources == ([wanted["source"]] if wanted["source"] else [])


@installed
@pytest.mark.parametrize("text", [t for t, _ in TOLD])
def test_nothing_is_ungrounded(text: str) -> None:
    doc = parsed(text)
    for statement in doc._.statements:
        assert doc.text[statement.evidence.start : statement.evidence.end].strip()
        for member in statement.participants:
            assert doc.text[member.start : member.end] == member.text
    for attribution in doc._.attributions:
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert doc.text[start:end].strip()


@installed
def test_a_tree_has_one_root_and_universal_labels() -> None:
    for sentence in parsed(" ".join(t for t, _ in TOLD)).sents:
        assert [t.dep_ for t in sentence if t.head.i == t.i] == ["ROOT"]
        assert all(t.pos_ and t.dep_ for t in sentence)


def test_names_are_known_in_every_case() -> None:
    text = "Из Польши в Польшу, между Францией и Соединёнными Штатами, в Лиме, о Владимире Путине и Евросоюзе."
    assert [n.entity.name for n in knowledge.load().match(text, "ru")] == [
        "Poland",
        "Poland",
        "France",
        "United States",
        "Lima",
        "Vladimir Putin",
        "European Union",
    ]


@installed
def test_a_declined_name_is_named_by_its_nominative() -> None:
    doc = parsed("Переговоры с дипломатом Томашем Вежбой прошли в Лиме.")
    assert [m.entity.name for m in doc._.mentions if m.entity.kind == "person"] == ["Томаш Вежба"]


@installed
def test_verbs_and_participles_have_their_infinitive() -> None:
    lemmas = {t.text: t.lemma_ for t in parsed("Подписанный договор вступит в силу, сообщили в министерстве.")}
    assert lemmas["Подписанный"] == "подписать"
    assert lemmas["вступит"] == "вступить"
    assert lemmas["сообщили"] == "сообщить"


@installed
def test_the_text_is_whole_whatever_its_blanks() -> None:
    for text in ("Мост  закрыт.\n\n\tПорт\u00a0открыт. ", "\nДа.", "Цена — 1\u202f500 руб.", ""):
        assert parsed(text).text == text


def test_a_language_without_its_packages_is_not_there_and_says_what_it_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicons, "find_spec", lambda name: None)
    lexicons.missing.cache_clear()
    try:
        assert "ru" not in available()
        assert "fr" in available()
        assert "natasha" in missing("ru")
        with pytest.raises(UnknownLanguage, match=r"natasha.* not installed; pip install 'whence\[ru\]'"):
            importlib.import_module("whence.language.pipeline").pipeline.__wrapped__("ru")
    finally:
        lexicons.missing.cache_clear()
    assert missing("fr") == missing("xx") == ()
