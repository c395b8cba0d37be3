"""The parse of a text that the model read in easier words stands on the words of the text itself."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from whence.language.lexicons import lexicon
from whence.language.syntax import model
from whence.language.verbs import VerbForms


def word(doc: Doc, text: str) -> Token:
    return next(t for t in doc if t.text == text)


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("Ouagadougou exporte du coton.", "Ouagadougou", "exporte"),
        ("Thimphou a refusé l'offre.", "Thimphou", "refusé"),
        ("Vanuatu vendra du thon.", "Vanuatu", "vendra"),
        ("La Mongolie achète des locomotives.", "Mongolie", "achète"),
        ("Mardi, Oulan-Bator a signé le traité.", "Oulan", "signé"),
        ("La Nación publie une lettre.", "La", "publie"),
    ],
)
def test_a_name_that_was_replaced_has_the_place_of_its_stand_in(
    nlp: Language, text: str, subject: str, verb: str
) -> None:
    doc = nlp(text)
    assert doc.text == text
    token = word(doc, subject)
    while token.dep_ in {"flat:name", "det", "case"}:
        token = token.head
    assert token.dep_.startswith("nsubj")
    assert token.head.text == verb


def test_stand_ins_leave_no_word_of_their_own(nlp: Language) -> None:
    text = "Le Bhoutan et Asahi Shimbun saluent M. Sonam Dorji, qui exportera des radars RBS-70."
    doc = nlp(text)
    forbidden = {"Paris", "Martin", "Renault", "Reuters", "fera"}
    assert not forbidden & {t.text for t in doc}
    assert not forbidden & {t.lemma_ for t in doc}
    assert "".join(t.text_with_ws for t in doc) == text


def test_every_token_hangs_in_its_own_paragraph(nlp: Language) -> None:
    doc = nlp("Le port est fermé.\n\n« Nous attendons », dit le capitaine.\nLa grève dure")
    for token in doc:
        if not token.is_space:
            between = doc[min(token.i, token.head.i) : max(token.i, token.head.i)].text
            assert "\n" not in between, (token, token.head)


def test_a_future_that_no_noun_has_is_a_future_of_its_verb(nlp: Language) -> None:
    doc = nlp("Le Paraguay exportera du soja.")
    verb = word(doc, "exportera")
    assert (verb.pos_, verb.lemma_) == ("VERB", "exporter")
    assert "Fut" in verb.morph.get("Tense")


@pytest.mark.parametrize(
    ("form", "lemma", "mood"),
    [
        ("exportera", "exporter", "Ind"),
        ("renonceraient", "renoncer", "Cnd"),
        ("opéra", None, None),
        ("Exportera", None, None),
        ("ferait", None, None),
    ],
)
def test_forms_are_recognised_by_their_infinitive(form: str, lemma: str | None, mood: str | None) -> None:
    settings = lexicon("fr", "pipeline")
    found = VerbForms(settings["stand_ins"]["verb"], model(settings["model"])).stand_in(form)
    if lemma is None:
        assert found is None
    else:
        assert found is not None
        assert found.lemma == lemma
        assert f"Mood={mood}" in found.morph


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("QUITO, 4 mai 2016 (Agence Andes) – ", "Le ministre a démissionné lundi."),
        ("Reykjavik (Ritzau) - ", "La pêche reprend au nord de l'île."),
        ("(ANSA) — ", "Le Malawi a fermé sa frontière."),
        ("LILONGWE/LUSAKA - ", "Le Malawi a fermé sa frontière."),
        ("PORT MORESBY - ", "Le Malawi a fermé sa frontière."),
        ("Lusaka, 3 juin - ", "Le Malawi a fermé sa frontière."),
    ],
)
def test_a_dateline_hangs_on_the_sentence_that_it_leads_into(nlp: Language, dateline: str, rest: str) -> None:
    doc = nlp(dateline + rest)
    (sentence,) = doc.sents
    assert sentence.root.idx >= len(dateline)
    assert sentence.root.pos_ == "VERB"
    assert not [t for t in doc if t.idx < len(dateline) and t.dep_.startswith(("nsubj", "obj"))]


def test_a_dash_inside_a_sentence_is_no_dateline(nlp: Language) -> None:
    doc = nlp("Le maire – élu en mai – a démissionné.")
    assert len(list(doc.sents)) == 1


def test_the_point_of_a_title_ends_no_sentence(nlp: Language) -> None:
    doc = nlp("M. Quispe a vu Mme Haldorsen le 3 mai à Lima. Ils sont repartis.")
    assert [s.text.strip()[:3] for s in doc.sents] == ["M. ", "Ils"]


NAMED = [
    "Le président Sonam Dorji a reçu l'ambassadrice Ximena Calderón à Thimphou.",
    "La Banque mondiale prête 40 millions de dollars au Malawi, selon Asahi Shimbun.",
    "Le Gripen, un avion de Saab, intéresse le Pérou et les Forces armées révolutionnaires de Colombie.",
    "La Coupe des Andes s'ouvre à Cuzco, écrit Rosendo Quispe dans « Le Sel de la terre ».",
]


@pytest.mark.parametrize("text", NAMED)
def test_names_have_one_of_four_labels(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.ents
    assert {e.label_ for e in doc.ents} <= {"PER", "LOC", "ORG", "MISC"}
    assert all(text[e.start_char : e.end_char] == e.text for e in doc.ents)


def test_people_places_and_organisations_are_told_apart(nlp: Language) -> None:
    labels = {
        e.text: e.label_ for e in nlp("Le ministre Rosendo Quispe a quitté le Malawi, annonce la Banque mondiale.").ents
    }
    assert labels["Rosendo Quispe"] == "PER"
    assert labels["Malawi"] == "LOC"
    assert labels["Banque mondiale"] == "ORG"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "»", "…", "Oui", ", dit-il", "« »", "42", "-"])
def test_a_text_of_hardly_anything_is_parsed(nlp: Language, text: str) -> None:
    assert nlp(text).text == text
