"""Nouns that take up an event or figure told before: "la visite", "ces livraisons", "ce chiffre"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from whence.finding.drafts import Draft
from whence.finding.participants import Cast
from whence.finding.predicates import noun_event
from whence.finding.slots import Slots
from whence.finding.trees import dep, kids, lemma, low
from whence.language.words import words

ANAPHOR_REACH = 120  # tokens back to what a definite noun takes up; beyond that it is another one


def take_up(doc: Doc, drafts: Sequence[Draft], cast: Cast, slots: Slots) -> None:
    """ "La visite vise à", "ces livraisons ont doublé": a noun that names an event or figure told before
    brings along who took part in it."""
    determiners = words(doc.lang_, "statements", "anaphors", "determiners")
    figures = words(doc.lang_, "statements", "anaphors", "figures")
    for token in slots.get("subj", ()):
        if (
            token.pos_ != "NOUN"
            or not any(low(c) in determiners for c in kids(token))
            or any(dep(c) == "nmod" for c in kids(token))
        ):
            continue
        frame = noun_event(token)
        pointing = any(low(c) in words(doc.lang_, "statements", "anaphors", "demonstratives") for c in kids(token))
        for draft in reversed(drafts):
            if token.i - draft.core.i > ANAPHOR_REACH:
                break
            told = (
                frame is not None
                and draft.frame is not None
                and draft.frame.type == frame.type
                and draft.frame.mode == frame.mode
            )
            again = pointing and any(
                lemma(t) == lemma(token) for t in doc[draft.stretch[0] : draft.stretch[1]] if t.i != token.i
            )
            if told or again or (lemma(token) in figures and draft.figure):
                for member in draft.cast.members:
                    if member.role in {"actor", "recipient"} and member.entity is not None:
                        cast.adopt(member)
                return
