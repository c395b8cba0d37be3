"""What a name is, is weighed with the rest of its report."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from whence.finding.name_choice import Candidate, Report, chosen, features
from whence.finding.names import candidates
from whence.language.pipeline import pipeline


def read(language: str, text: str) -> Doc:
    nlp = pipeline(language)
    with nlp.select_pipes(enable=["whence_names", "whence_recogniser", "whence_syntax"]):
        return nlp(text)


def candidate(doc: Doc, word: str, seen: str, ruled: str | None, told: str | None = None, which: int = 0) -> Candidate:
    token = [t for t in doc if t.text == word][which]
    return Candidate(doc[token.i : token.i + 1], seen, ruled, told)


def test_a_noun_beside_one_mention_tells_what_all_are() -> None:
    doc = read("en", "The firm Helvador sold two ships. The mayor asked Helvador again.")
    listed = [candidate(doc, "Helvador", "LOC", "LOC", "ORG"), candidate(doc, "Helvador", "LOC", "LOC", which=1)]
    assert [(s.text, s.label_) for s in chosen(doc, listed) or ()] == [("Helvador", "ORG")] * 2


def test_there_is_no_choice_in_a_language_without_weights() -> None:
    pytest.importorskip("natasha")
    doc = pipeline("ru").make_doc("Соррим молчит.")
    assert chosen(doc, [Candidate(doc[0:1], "LOC", "LOC", None)]) is None


def test_the_rest_of_the_report_is_known() -> None:
    doc = read("en", "Ana Sorrim left. They met Sorrim, and the sorrim of old.")
    first = Candidate(doc[0:2], "PER", "PER", None)
    second = candidate(doc, "Sorrim", "LOC", "LOC", which=1)
    known = set(features(second, Report.of(doc, [first, second])))
    assert {"ends one=PER", "small elsewhere", "nowhere else"} <= known
    assert {"en before=met", "en after=,"} <= known


def test_proper_nouns_inside_a_sentence_may_be_names_though_the_recogniser_saw_none() -> None:
    doc = read("en", "Two ships left the port of Sorrim on Monday.")
    doc.set_ents([])
    assert [(c.span.text, c.seen, c.told) for c in candidates(doc) if c.span.text == "Sorrim"] == [
        ("Sorrim", "", "LOC")
    ]
