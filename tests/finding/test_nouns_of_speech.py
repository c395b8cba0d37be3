"""Claims, promises, fears and rumours: nouns that say something by a clause of their own."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from voices_told import Told, by_nouns, read

from whence.finding.nouns_of_speech import told_by_nouns
from whence.language.pipeline import pipeline


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "It was the ministry's claim that Zambia had sold the port.",
            "the ministry's",
            "claim",
            "Zambia had sold the port",
        ),
        ("Malawi welcomed Zambia's promise that the port would open.", "Zambia's", "promise", "the port would open"),
        ("There is a claim by the mayor that the port is closed.", "the mayor", "claim", "the port is closed"),
    ],
)
def test_a_claim_is_laid_to_whom_it_belongs(text: str, source: str, cue: str, content: str) -> None:
    assert by_nouns("en", text) == [Told(source, cue, content, "attributed")]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Le Malawi rejette l'affirmation de la Zambie selon laquelle le port est fermé.", "la Zambie", "affirmation"),
        ("Le maire conteste la thèse du préfet selon laquelle le port est fermé.", "préfet", "thèse"),
    ],
)
def test_selon_laquelle_opens_what_a_french_noun_says(text: str, source: str, cue: str) -> None:
    assert by_nouns("fr", text) == [Told(source, cue, "le port est fermé", "attributed")]


@pytest.mark.xfail(reason="the encoder reads what became of the hope as a part of it")
def test_a_hope_is_laid_to_whoever_has_it() -> None:
    assert by_nouns("fr", "L'espoir du maire que le pont rouvrira a disparu.") == [
        Told("maire", "espoir", "le pont rouvrira", "attributed")
    ]


@pytest.mark.parametrize(
    ("language", "text", "cue", "content"),
    [
        ("en", "There are rumours that Zambia has sold the port.", "rumours", "Zambia has sold the port"),
        ("en", "There are reports that Zambia has sold the port.", "reports", "Zambia has sold the port"),
        ("en", "There is speculation that Zambia will sell the port.", "speculation", "Zambia will sell the port"),
        ("en", "There is a claim that Zambia has sold the port.", "claim", "Zambia has sold the port"),
        ("fr", "Il existe une rumeur selon laquelle le port est fermé.", "rumeur", "le port est fermé"),
        (
            "fr",
            "Le préfet connaît une information selon laquelle le port est fermé.",
            "information",
            "le port est fermé",
        ),
        (
            "fr",
            "La ministre a réfuté l'affirmation selon laquelle le port est fermé.",
            "affirmation",
            "le port est fermé",
        ),
    ],
)
def test_what_is_nobodys_is_hearsay(language: str, text: str, cue: str, content: str) -> None:
    assert by_nouns(language, text) == [Told("", cue, content, "hearsay")]


def tree(*rows: tuple[str, str, str, int, str]) -> Doc:
    """An English sentence from its words, each with its lemma, part of speech, head and relation."""
    words, lemmas, pos, heads, deps = (list(column) for column in zip(*rows, strict=True))
    doc = Doc(pipeline("en").vocab, words=words, lemmas=lemmas, pos=pos, heads=heads, deps=deps)
    for token in doc:
        if token.pos_ in {"VERB", "AUX"}:
            token.set_morph("VerbForm=Fin|Mood=Ind")
    return doc


def test_the_cue_takes_in_the_adjective_before_the_noun() -> None:
    doc = tree(
        ("There", "there", "PRON", 1, "expl"),
        ("are", "be", "VERB", 1, "ROOT"),
        ("persistent", "persistent", "ADJ", 3, "amod"),
        ("rumours", "rumour", "NOUN", 1, "nsubj"),
        ("that", "that", "SCONJ", 6, "mark"),
        ("Zambia", "Zambia", "PROPN", 6, "nsubj"),
        ("left", "leave", "VERB", 3, "acl"),
    )
    (voice,) = told_by_nouns(doc, [])
    assert (voice.cue, voice.content, voice.speaker) == (((2, 4),), ((5, 7),), None)
    assert voice.evidential == "hearsay"


def test_a_relative_clause_is_not_what_the_noun_says() -> None:
    doc = tree(
        ("The", "the", "DET", 1, "det"),
        ("claim", "claim", "NOUN", 5, "nsubj"),
        ("that", "that", "PRON", 4, "obj"),
        ("Zambia", "Zambia", "PROPN", 4, "nsubj"),
        ("made", "make", "VERB", 1, "acl:relcl"),
        ("fell", "fall", "VERB", 5, "ROOT"),
    )
    assert told_by_nouns(doc, []) == []


@pytest.mark.parametrize(
    ("text", "words", "evidential", "chain"),
    [
        ("There are reports that Zambia has sold the port.", "has sold", "hearsay", []),
        (
            "Malawi welcomed Zambia's promise that the port would open.",
            "would open",
            "attributed",
            ["Zambia"],
        ),
    ],
)
def test_a_statement_rests_on_the_noun(text: str, words: str, evidential: str, chain: list[str]) -> None:
    (statement,) = [s for s in read("en", text)._.statements if words in s.quote]
    assert statement.evidential == evidential
    assert [link.name for link in statement.chain] == chain


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The claim was false."),
        ("en", "The mayor made a claim about the port."),
        ("en", "The mayor read the report."),
        ("fr", "L'affirmation est fausse."),
        ("fr", "Le maire craint la rumeur."),
        ("fr", "La promesse du maire, que le port attend, tarde."),
    ],
)
def test_a_noun_without_a_clause_of_its_own_says_nothing(language: str, text: str) -> None:
    assert by_nouns(language, text) == []


def test_a_clause_that_a_verb_reports_is_not_found_again() -> None:
    doc = read("en", "The minister repeated the claim that Zambia had sold the port.")
    assert [v.manner for v in doc._.voices] == ["say"]


@pytest.mark.parametrize(
    "text",
    [
        "L'affirmation selon laquelle la Zambie a fermé sa frontière a surpris le Malawi.",
        "L'affirmation selon laquelle des soldats ont fermé le port a surpris le Malawi.",
        "La rumeur selon laquelle la Zambie a fermé sa frontière a surpris le Malawi.",
    ],
)
def test_whoever_a_claim_is_about_is_not_its_source(text: str) -> None:
    assert [v.manner for v in read("fr", text)._.voices] == ["noun"]
    assert [s.chain for s in read("fr", text)._.statements if s.chain] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was his claim that the port had closed."),
        ("fr", "Son affirmation selon laquelle le port est fermé est fausse."),
    ],
)
def test_a_possessive_of_nobody_known_names_no_source(language: str, text: str) -> None:
    assert [told.cue for told in by_nouns(language, text)] == ["claim" if language == "en" else "affirmation"]
    names = [link.name for s in read(language, text)._.statements for link in s.chain]
    assert not {"His", "Son"} & set(names)


def test_the_name_of_an_owner_is_without_its_genitive() -> None:
    doc = read("en", "It was the ministry's claim that Zambia had sold the port.")
    assert {link.name for s in doc._.statements for link in s.chain} == {"ministry"}


def test_a_claim_that_somebody_denies_is_not_affirmed_on_the_word_of_the_denier() -> None:
    doc = read("en", "The mayor denied the claim that Zambia had sold the port.")
    (sale,) = [s for s in doc._.statements if "Zambia had sold" in s.quote]
    assert sale.polarity == "negated" or "mayor" not in [link.name for link in sale.chain]
