"""What is known of each word, and the names that the recogniser sees with its help."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from whence.language import naming
from whence.language.naming import Recogniser, features, paragraphs, shadow
from whence.language.pipeline import pipeline


def named(language: str, text: str) -> Doc:
    """The words of the text with the names of the knowledge tables, not parsed."""
    nlp = pipeline(language)
    find: Language = nlp.get_pipe("whence_names")
    doc: Doc = find(nlp.make_doc(text))
    return doc


def known(language: str, text: str) -> dict[str, str]:
    doc = named(language, text)
    return {t.text: f for t, f in zip(doc, features(doc), strict=True)}


# --- features -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Norway met the United Nations.", {"Norway": "B-state", "United": "B-organisation"}),
        ("en", "United Nations", {"United": "B-organisation", "Nations": "I-organisation"}),
        ("en", "Saab wrote to Reuters.", {"Saab": "B-company", "Reuters": "B-outlet", "wrote": "-", "to": "-"}),
        ("en", "A Norwegian ship left Lima.", {"Norwegian": "B-adjective", "Lima": "B-place", "left": "-"}),
        ("fr", "La Banque mondiale prête au Pérou.", {"mondiale": "I-organisation", "Pérou": "B-state", "prête": "-"}),
        ("fr", "Les Norvégiens partent.", {"Norvégiens": "B-inhabitant", "partent": "-"}),
    ],
)
def test_a_known_name_has_its_kind(language: str, text: str, expected: dict[str, str]) -> None:
    found = known(language, text)
    assert {word: found[word] for word in expected} == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Mr Okoro saw the mayor.", {"Mr": "n-honorific", "mayor": "n-person", "saw": "-"}),
        ("en", "The defence chief left.", {"defence": "n-portfolio", "chief": "n-person"}),
        ("en", "The committee read a newspaper.", {"committee": "n-collective", "newspaper": "n-outlet"}),
        ("en", "The cable was short.", {"cable": "n-document"}),
        ("fr", "Mme Calderón a vu le maire.", {"Mme": "n-honorific", "maire": "n-person", "vu": "-"}),
        ("fr", "La dépêche cite un quotidien.", {"dépêche": "n-document", "quotidien": "n-outlet"}),
    ],
)
def test_a_title_or_another_noun_of_the_lexicon_has_its_group(
    language: str, text: str, expected: dict[str, str]
) -> None:
    found = known(language, text)
    assert {word: found[word] for word in expected} == expected


def test_a_part_of_names_is_one_with_a_capital_only() -> None:
    assert known("en", "Daniel Okoro read the Quillby Herald.")["Daniel"] == "w-given"
    assert known("en", "Daniel Okoro read the Quillby Herald.")["Herald"] == "w-outlet"
    assert known("en", "the herald of daniel okoro")["herald"] == "-"
    assert known("en", "the herald of daniel okoro")["daniel"] == "-"


def test_a_noun_with_a_capital_may_be_a_part_of_a_name() -> None:
    assert known("en", "the daily")["daily"] == "n-outlet"
    assert known("en", "the Quillby Daily")["Daily"] == "w-outlet"


def test_there_is_a_feature_for_each_token_with_or_without_parts() -> None:
    nlp = pipeline("en")
    bare = nlp.make_doc("Daniel saw the mayor.")
    assert features(bare) == ["-", "-", "-", "n-person", "-"]
    doc = named("en", "Norway\n\nmet  Lima.")
    assert len(features(doc)) == len(doc)


# --- paragraphs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Lima waits.", ["Lima waits."]),
        ("Lima waits.\n\nOslo\nsleeps.", ["Lima waits.", "Oslo", "sleeps."]),
        ("\n\nLima waits.\n", ["Lima waits."]),
        ("\n \n", []),
        ("", []),
    ],
)
def test_paragraphs_are_the_lines_that_are_not_empty(text: str, lines: list[str]) -> None:
    doc = pipeline("en").make_doc(text)
    assert [doc[a:b].text.strip() for a, b in paragraphs(doc)] == lines


def test_a_shadow_has_the_same_words_straightened_and_features_for_tags() -> None:
    doc = named("en", "Norway’s mayor left.")
    read = shadow(doc.vocab, doc, features(doc))
    assert [t.text for t in read] == [t.text.replace("’", "'") for t in doc]
    assert [t.tag_ for t in read] == features(doc)
    assert read.text == doc.text.replace("’", "'")


# --- the component --------------------------------------------------------------------------------------------------


def reading(*patterns: list[dict[str, object]]) -> Recogniser:
    """A recogniser whose model takes what the patterns match for the name of a person."""
    component = Recogniser("en")
    component.reader, component.names_too, component.model = None, False, spacy.blank("en")
    ruler = component.model.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": p} for p in patterns])
    return component


def test_names_of_later_paragraphs_stand_where_their_words_do() -> None:
    text = "Lima waits.\n\nDaniel Okoro left.\nZuri Okoro stays."
    doc = reading([{"TEXT": {"IN": ["Daniel", "Zuri"]}}, {"TEXT": "Okoro"}])(named("en", text))
    assert [(e.text, e.label_) for e in doc.ents] == [("Daniel Okoro", "PER"), ("Zuri Okoro", "PER")]
    assert [text[e.start_char : e.end_char] for e in doc.ents] == ["Daniel Okoro", "Zuri Okoro"]


def test_no_name_goes_over_the_end_of_its_paragraph() -> None:
    component = reading([{"TEXT": "Daniel"}, {"IS_SPACE": True, "OP": "?"}, {"TEXT": "Okoro"}])
    assert [e.text for e in component(named("en", "Daniel Okoro")).ents] == ["Daniel Okoro"]
    assert component(named("en", "Daniel\nOkoro")).ents == ()


def test_the_model_is_given_the_features() -> None:
    component = reading([{"TAG": "B-company"}])
    assert [e.text for e in component(named("en", "Norway met Saab.")).ents] == ["Saab"]


def test_a_language_without_a_names_model_leaves_the_names_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "lexicon", lambda language, name: {"model": "none"})
    doc = named("en", "Lima waits.")
    doc.set_ents([Span(doc, 0, 1, label="LOC")])
    assert [e.text for e in Recogniser("en")(doc).ents] == ["Lima"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Mr Daniel Okoro left Oslo.\n\nSaab waits.",
            {("Daniel Okoro", "PER"), ("Oslo", "LOC"), ("Saab", "ORG")},
        ),
        (
            "fr",
            "M. Daniel Okoro a quitté Oslo.\n\nSaab attend.",
            {("Daniel Okoro", "PER"), ("Oslo", "LOC"), ("Saab", "ORG")},
        ),
    ],
)
def test_the_model_of_a_language_tells_people_places_and_organisations(
    language: str, text: str, expected: set[tuple[str, str]]
) -> None:
    doc = Recogniser(language)(named(language, text))
    assert {(e.text, e.label_) for e in doc.ents} == expected
    assert not any("\n" in e.text for e in doc.ents)
