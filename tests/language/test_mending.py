"""Mends of a parse, each on a tree built by hand: the pattern it is for, and one that it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from whence.language import mending, reported_clauses, word_classes
from whence.language.inversion import forms
from whence.language.trees import attach

VOCAB = spacy.blank("fr").vocab
AUXILIARIES = frozenset({"a", "ont"})
PARTICIPLE = re.compile(r"(é|i|u)$")
OPENERS = frozenset({"que", "qu'"})


def tree(
    *rows: tuple[str, str, str, int], morphs: Mapping[int, str] | None = None, lemmas: Mapping[int, str] | None = None
) -> Doc:
    """A Doc of (word, part of speech, relation, head)."""
    words, pos, deps, heads = (list(column) for column in zip(*rows, strict=True))
    return Doc(
        VOCAB,
        words=words,
        pos=pos,
        deps=deps,
        heads=heads,
        morphs=[(morphs or {}).get(i, "") for i in range(len(words))],
        lemmas=[(lemmas or {}).get(i, w) for i, w in enumerate(words)],
    )


def relations(doc: Doc) -> list[tuple[str, str, str]]:
    return [(t.text, str(t.dep_), t.head.text) for t in doc]


def relation(doc: Doc, word: str) -> tuple[str, str]:
    token = next(t for t in doc if t.text == word)
    return str(token.dep_), token.head.text


# --- compound tenses ------------------------------------------------------------------------------------------------


def test_a_participle_after_its_auxiliary_becomes_the_verb() -> None:
    doc = tree(
        ("Le", "DET", "det", 1),
        ("consul", "NOUN", "nsubj", 2),
        ("a", "VERB", "ROOT", 2),
        ("toujours", "ADV", "advmod", 2),
        ("nié", "ADJ", "xcomp", 2),
        ("tout", "PRON", "obj", 2),
    )
    word_classes.compound_tense(doc[2], AUXILIARIES, PARTICIPLE)
    assert relation(doc, "nié") == ("ROOT", "nié")
    assert relation(doc, "a") == ("aux", "nié")
    assert relation(doc, "consul") == ("nsubj", "nié")
    assert relation(doc, "tout") == ("obj", "nié")
    assert (doc[2].pos_, doc[4].pos_) == ("AUX", "VERB")


def test_a_noun_with_its_article_after_avoir_stays_its_object() -> None:
    doc = tree(
        ("Elle", "PRON", "nsubj", 1), ("a", "VERB", "ROOT", 1), ("un", "DET", "det", 3), ("allié", "NOUN", "obj", 1)
    )
    before = relations(doc)
    word_classes.compound_tense(doc[1], AUXILIARIES, PARTICIPLE)
    assert relations(doc) == before


# --- verbs taken for something else ---------------------------------------------------------------------------------


def test_what_has_an_auxiliary_is_a_verb() -> None:
    doc = tree(("Il", "PRON", "nsubj", 2), ("a", "AUX", "aux", 2), ("cédé", "ADJ", "ROOT", 2))
    word_classes.verb_by_company(doc[2])
    assert doc[2].pos_ == "VERB"
    assert "Part" in doc[2].morph.get("VerbForm")


def test_what_has_a_subject_and_an_object_is_a_verb() -> None:
    doc = tree(("Quito", "PROPN", "nsubj", 1), ("exporte", "NOUN", "ROOT", 1), ("bananes", "NOUN", "obj", 1))
    word_classes.verb_by_company(doc[1])
    assert doc[1].pos_ == "VERB"


def test_an_adjective_with_a_copula_stays_an_adjective() -> None:
    doc = tree(("Il", "PRON", "nsubj", 2), ("est", "AUX", "cop", 2), ("fier", "ADJ", "ROOT", 2))
    word_classes.verb_by_company(doc[2])
    assert doc[2].pos_ == "ADJ"


def reminder(opener: str) -> Doc:
    return tree(
        ("La", "DET", "det", 1),
        ("Ligue", "PROPN", "ROOT", 1),
        ("rappelle", "ADJ", "amod", 1),
        (opener, "SCONJ", "mark", 6),
        ("la", "DET", "det", 5),
        ("route", "NOUN", "nsubj", 6),
        ("ferme", "VERB", "acl", 1),
    )


def test_a_verb_of_saying_before_que_governs_what_follows() -> None:
    doc = reminder("que")
    reported_clauses.verb_before_report(doc[2], forms("fr")[0], OPENERS)
    assert relation(doc, "rappelle") == ("ROOT", "rappelle")
    assert relation(doc, "Ligue") == ("nsubj", "rappelle")
    assert relation(doc, "ferme") == ("ccomp", "rappelle")
    assert (doc[2].pos_, doc[2].lemma_) == ("VERB", "rappeler")


def test_without_a_conjunction_it_stays_what_it_was() -> None:
    doc = reminder("quand")
    before = relations(doc)
    reported_clauses.verb_before_report(doc[2], forms("fr")[0], OPENERS)
    assert relations(doc) == before


# --- subjects -------------------------------------------------------------------------------------------------------


def test_the_first_of_two_names_joins_the_second_as_subject() -> None:
    doc = tree(
        ("Lima", "PROPN", "ROOT", 0),
        ("et", "CCONJ", "cc", 2),
        ("Quito", "PROPN", "nsubj", 4),
        ("ont", "AUX", "aux", 4),
        ("signé", "VERB", "conj", 0),
        ("hier", "ADV", "advmod", 4),
    )
    mending.coordinated_subject(doc[4])
    assert relation(doc, "signé") == ("ROOT", "signé")
    assert relation(doc, "Lima") == ("nsubj", "signé")
    assert relation(doc, "Quito") == ("conj", "Lima")
    assert relation(doc, "et") == ("cc", "Quito")


def test_a_list_of_three_joins_from_its_first() -> None:
    doc = tree(
        ("Lima", "PROPN", "ROOT", 0),
        (",", "PUNCT", "punct", 2),
        ("Bogota", "PROPN", "appos", 0),
        ("et", "CCONJ", "cc", 4),
        ("Quito", "PROPN", "nsubj", 6),
        ("ont", "AUX", "aux", 6),
        ("signé", "VERB", "conj", 0),
    )
    mending.coordinated_subject(doc[6])
    assert relation(doc, "signé") == ("ROOT", "signé")
    assert relation(doc, "Lima") == ("nsubj", "signé")
    assert {relation(doc, "Bogota"), relation(doc, "Quito")} == {("conj", "Lima")}


def test_a_noun_with_a_preposition_before_et_is_no_subject() -> None:
    doc = tree(
        ("Il", "PRON", "nsubj", 1),
        ("part", "VERB", "ROOT", 1),
        ("pour", "ADP", "case", 3),
        ("Lima", "PROPN", "obl", 1),
        ("et", "CCONJ", "cc", 6),
        ("Quito", "PROPN", "nsubj", 6),
        ("proteste", "VERB", "conj", 1),
    )
    before = relations(doc)
    mending.coordinated_subject(doc[6])
    assert relations(doc) == before


def test_two_subjects_of_one_verb_parted_by_a_comma_are_a_list() -> None:
    doc = tree(
        ("Oslo", "PROPN", "nsubj", 3),
        (",", "PUNCT", "punct", 2),
        ("Riga", "PROPN", "nsubj", 3),
        ("votent", "VERB", "ROOT", 3),
    )
    mending.one_subject(doc[3])
    assert relation(doc, "Riga") == ("conj", "Oslo")
    assert relation(doc, "Oslo") == ("nsubj", "votent")


def test_a_second_subject_that_is_a_clause_behind_the_verb_is_an_adverbial() -> None:
    doc = tree(
        ("Oslo", "PROPN", "nsubj", 1),
        ("vote", "VERB", "ROOT", 1),
        ("estimant", "VERB", "nsubj", 1),
        morphs={2: "VerbForm=Part"},
    )
    mending.one_subject(doc[1])
    assert relation(doc, "estimant") == ("advcl", "vote")


def conjoined(between: str) -> Doc:
    return tree(
        ("roi", "NOUN", "ROOT", 0),
        (between, "CCONJ", "cc", 2),
        ("fils", "NOUN", "conj", 0),
        ("ont", "AUX", "aux", 4),
        ("salué", "VERB", "conj", 0),
        ("foule", "NOUN", "obj", 4),
        morphs={4: "VerbForm=Part"},
    )


def test_a_verb_coordinated_with_a_noun_takes_it_for_its_subject() -> None:
    doc = conjoined("et")
    mending.predicate_of_conjunct(doc[4])
    assert relation(doc, "salué") == ("ROOT", "salué")
    assert relation(doc, "roi") == ("nsubj", "salué")
    assert relation(doc, "foule") == ("obj", "salué")


def test_a_comma_keeps_the_noun_and_the_verb_apart() -> None:
    doc = conjoined(",")
    before = relations(doc)
    mending.predicate_of_conjunct(doc[4])
    assert relations(doc) == before


def outcast(*, preposition: bool) -> Doc:
    rows = [
        ("Lisbonne", "PROPN", "obl", 3),
        ("l'", "PRON", "obj", 3),
        ("a", "AUX", "aux", 3),
        ("exclue", "VERB", "ROOT", 3),
    ]
    if preposition:
        rows = [("À", "ADP", "case", 1), *((w, p, d, h + 1) for w, p, d, h in rows)]
    return tree(*rows)


def test_a_bare_known_name_before_a_verb_is_its_subject() -> None:
    doc = outcast(preposition=False)
    mending.bare_subject(doc[0], {0})
    assert relation(doc, "Lisbonne") == ("nsubj", "exclue")


def test_a_name_with_a_preposition_and_an_unknown_name_are_not() -> None:
    for doc, named in ((outcast(preposition=True), {1}), (outcast(preposition=False), set())):
        for token in doc:
            mending.bare_subject(token, named)
        assert relation(doc, "Lisbonne") == ("obl", "exclue")


# --- conjuncts and clauses ------------------------------------------------------------------------------------------


def test_the_second_party_after_entre_goes_with_the_first() -> None:
    doc = tree(
        ("guerre", "NOUN", "ROOT", 0),
        ("entre", "ADP", "case", 2),
        ("elle", "PRON", "nmod", 0),
        ("et", "CCONJ", "cc", 5),
        ("le", "DET", "det", 5),
        ("Mali", "PROPN", "conj", 0),
    )
    mending.both_sides(doc[1], frozenset({"entre"}), frozenset({"et"}))
    assert relation(doc, "Mali") == ("conj", "elle")


def test_another_preposition_joins_nothing() -> None:
    doc = tree(
        ("guerre", "NOUN", "ROOT", 0),
        ("contre", "ADP", "case", 2),
        ("elle", "PRON", "nmod", 0),
        ("et", "CCONJ", "cc", 5),
        ("la", "DET", "det", 5),
        ("paix", "NOUN", "conj", 0),
    )
    before = relations(doc)
    mending.both_sides(doc[1], frozenset({"entre"}), frozenset({"et"}))
    assert relations(doc) == before


def letter(verb: str, lemma: str) -> Doc:
    return tree(
        ("juge", "NOUN", "nsubj", 2),
        ("a", "AUX", "aux", 2),
        (verb, "VERB", "ROOT", 2),
        ("dans", "ADP", "case", 5),
        ("la", "DET", "det", 5),
        ("lettre", "NOUN", "obl", 2),
        ("que", "PRON", "obj", 9),
        ("le", "DET", "det", 8),
        ("pont", "NOUN", "nsubj", 9),
        ("cédait", "VERB", "acl:relcl", 5),
        lemmas={2: lemma},
    )


def test_what_is_written_in_a_letter_is_reported_by_its_writer() -> None:
    doc = letter("écrit", "écrire")
    reported_clauses.reported_not_relative(doc[9], frozenset({"écrire"}), OPENERS)
    assert relation(doc, "cédait") == ("ccomp", "écrit")
    assert relation(doc, "que") == ("mark", "cédait")


def test_after_a_verb_that_says_nothing_it_is_a_relative_clause() -> None:
    doc = letter("volé", "voler")
    before = relations(doc)
    reported_clauses.reported_not_relative(doc[9], frozenset({"écrire"}), OPENERS)
    assert relations(doc) == before


def telling(whom: str) -> Doc:
    return tree(
        ("juge", "NOUN", "nsubj", 1),
        ("informa", "VERB", "ROOT", 1),
        (whom, "NOUN", "obj", 1),
        ("que", "SCONJ", "mark", 6),
        ("le", "DET", "det", 5),
        ("pont", "NOUN", "nsubj", 6),
        ("cédait", "VERB", "acl", 2),
        lemmas={1: "informer"},
    )


def test_what_is_told_to_somebody_hangs_on_the_verb() -> None:
    doc = telling("consul")
    reported_clauses.reported_not_relative(doc[6], frozenset({"informer"}), OPENERS, frozenset({"rumeur"}))
    assert relation(doc, "cédait") == ("ccomp", "informa")


def test_what_a_rumour_says_hangs_on_the_rumour() -> None:
    doc = telling("rumeur")
    before = relations(doc)
    reported_clauses.reported_not_relative(doc[6], frozenset({"informer"}), OPENERS, frozenset({"rumeur"}))
    assert relations(doc) == before


@pytest.mark.parametrize(("subject", "mended"), [("nsubj", True), ("obl", False)])
def test_a_clause_with_its_own_subject_is_opened_not_done_by_its_opener(subject: str, mended: bool) -> None:
    doc = tree(
        ("juge", "NOUN", "nsubj", 1),
        ("dit", "VERB", "ROOT", 1),
        ("que", "PRON", "nsubj", 5),
        ("le", "DET", "det", 4),
        ("pont", "NOUN", subject, 5),
        ("cédait", "VERB", "ccomp", 1),
    )
    reported_clauses.opener_not_subject(doc[2], OPENERS)
    assert (relation(doc, "que")[0] == "mark") is mended


def exporter(second: str) -> Doc:
    return tree(
        ("Norvège", "PROPN", "ROOT", 0),
        (",", "PUNCT", "punct", 3),
        ("qui", "PRON", "nsubj", 3),
        ("produit", "VERB", "acl:relcl", 0),
        ("gaz", "NOUN", "obj", 3),
        (second, "PUNCT" if second == "," else "CCONJ", "punct" if second == "," else "cc", 6),
        ("exporte", "VERB", "conj", 3),
        ("bois", "NOUN", "obj", 6),
        morphs={6: "VerbForm=Fin"},
    )


def test_the_verb_after_a_relative_clause_is_the_main_verb() -> None:
    doc = exporter(",")
    mending.main_verb_after_relative(doc[6])
    assert relation(doc, "exporte") == ("ROOT", "exporte")
    assert relation(doc, "Norvège") == ("nsubj", "exporte")


def test_a_verb_coordinated_inside_the_relative_clause_stays_there() -> None:
    doc = exporter("et")
    before = relations(doc)
    mending.main_verb_after_relative(doc[6])
    assert relations(doc) == before


# --- circles --------------------------------------------------------------------------------------------------------


def is_tree(doc: Doc) -> bool:
    for token in doc:
        seen = set()
        while token.head.i != token.i:
            if token.i in seen:
                return False
            seen.add(token.i)
            token = token.head
    return True


def test_nothing_is_hung_on_what_hangs_on_it() -> None:
    doc = tree(("nord", "NOUN", "ROOT", 0), ("sud", "NOUN", "nmod", 0), ("est", "NOUN", "nmod", 1))
    attach(doc[0], doc[2], "conj")
    assert is_tree(doc)
    assert relation(doc, "nord") == ("ROOT", "nord")


WORDS = [
    "Lima",
    "Quito",
    "le",
    "ministre",
    "a",
    "ont",
    "dit",
    "annonce",
    "nié",
    "que",
    "qu'",
    "et",
    ",",
    "entre",
    "qui",
    "elle",
    "signé",
    "lettre",
    "dans",
]
DEPS = [
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "conj",
    "cc",
    "acl",
    "acl:relcl",
    "ccomp",
    "advcl",
    "aux",
    "cop",
    "case",
    "det",
    "amod",
    "flat",
    "appos",
    "parataxis",
    "mark",
    "punct",
    "xcomp",
    "dep",
]
POS = ["NOUN", "PROPN", "PRON", "VERB", "AUX", "ADJ", "ADV", "DET", "ADP", "CCONJ", "SCONJ", "PUNCT", "X"]
MORPHS = ["", "VerbForm=Fin", "VerbForm=Part", "VerbForm=Inf"]


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Any tree over any words: a mend must bear what no grammar allows."""
    n = draw(st.integers(2, 14))
    order = draw(st.permutations(range(n)))
    heads, deps = [0] * n, [""] * n
    for rank, i in enumerate(order):
        heads[i] = i if rank == 0 else order[draw(st.integers(0, rank - 1))]
        deps[i] = "ROOT" if rank == 0 else draw(st.sampled_from(DEPS))
    words = [draw(st.sampled_from(WORDS)) for _ in range(n)]
    return Doc(
        VOCAB,
        words=words,
        heads=heads,
        deps=deps,
        pos=[draw(st.sampled_from(POS)) for _ in range(n)],
        morphs=[draw(st.sampled_from(MORPHS)) for _ in range(n)],
        lemmas=words,
    )


@settings(max_examples=300, deadline=None)
@given(doc=trees())
def test_whatever_is_mended_stays_a_tree_over_the_same_words(doc: Doc) -> None:
    before = [t.text for t in doc]
    mending.mend(doc)
    assert is_tree(doc)
    assert [t.text for t in doc] == before


@pytest.mark.parametrize(
    "text", ["Lima et Quito ont signé un accord.", "La Norvège, qui produit du gaz, en exporte vers Riga."]
)
def test_mending_twice_changes_no_more_than_mending_once(text: str) -> None:
    from whence.language.pipeline import pipeline

    doc = pipeline("fr")(text)
    once = relations(doc)
    assert relations(mending.mend(doc)) == once
