"""Mends of clauses that tell what is said: their verb of saying, their opener, and on what they hang."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from whence.language.letters import straighten
from whence.language.subjects import take_over
from whence.language.trees import NOMINAL, attach, relation


def verb_before_report(token: Token, finite: Mapping[str, str | None], openers: frozenset[str]) -> None:
    """ "La Croix-Rouge rappelle que": a verb of saying taken for an adjective of its subject."""
    form = straighten(token.lower_)
    if token.pos_ in {"VERB", "AUX"} or form not in finite or token.i + 1 >= len(token.doc):
        return
    after = token.doc[token.i + 1]
    if straighten(after.lower_) not in openers and after.morph.get("VerbForm") != ["Inf"]:
        return
    noun = token.head
    if noun.i >= token.i or noun.pos_ not in NOMINAL or relation(token) not in {"amod", "acl", "flat", "appos", "nmod"}:
        return
    reported = next(
        (c for c in noun.children if c.i > token.i and relation(c) in {"acl", "ccomp", "advcl", "conj"}), None
    )
    take_over(token, noun)
    token.pos_ = "VERB"
    token.set_morph("VerbForm=Fin")
    token.lemma_ = finite[form] or token.lemma_
    if reported is not None:
        attach(reported, token, "ccomp")


def opener_not_subject(word: Token, openers: frozenset[str]) -> None:
    """ "said that the phone was tapped": the word that opens a reported clause, taken for one of its two subjects."""
    verb = word.head
    if relation(word) not in {"nsubj", "obj", "obl"} or word.pos_ != "PRON" or relation(verb) != "ccomp":
        return
    if straighten(word.lower_) in openers and any(
        relation(c) in {"nsubj", "csubj"} and word.i < c.i < verb.i for c in verb.children
    ):
        word.dep_ = "mark"
        word.pos_ = "SCONJ"


def reported_not_relative(
    verb: Token, saying: frozenset[str], openers: frozenset[str], contents: frozenset[str] = frozenset()
) -> None:
    """ "a écrit dans la lettre que le pont cédait", "told the envoy that the bridge gave way": what is reported, taken
    for a relative clause of the letter or of whom it is told to. Nouns that have a content ("the claim that") are in
    `contents`."""
    if relation(verb) != "acl" or not any(relation(c) in {"nsubj", "csubj"} for c in verb.children):
        return
    opener = next((c for c in verb.children if c.i < verb.i and straighten(c.lower_) in openers), None)
    noun = verb.head
    if opener is None or noun.i > opener.i:
        return
    prepositional = relation(noun) in {"obl", "nmod"} and any(relation(c) == "case" for c in noun.children)
    told = relation(noun) in {"obj", "iobj"} and noun.lemma_.lower() not in contents
    if not prepositional and not (told and relation(opener) == "mark"):
        return
    if verb.doc[opener.i - 1].text == ",":
        return
    teller = noun.head
    while relation(teller) in {"nmod", "obl"} and teller.pos_ in NOMINAL:
        teller = teller.head
    if (
        teller.lemma_.lower() in saying
        and teller.pos_ in {"VERB", "AUX"}
        and not any(relation(c) == "ccomp" for c in teller.children)
    ):
        attach(verb, teller, "ccomp")
        opener.dep_ = "mark"
