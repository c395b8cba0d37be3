"""Towns that stand for their clubs: what plays, wins and buys strikers is a body, though it is called like a town.

The verbs, nouns and joining words of sport are data of the language (``names.toml``, section ``sport``).
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Span, Token

from whence.finding.lookup import names_over
from whence.finding.trees import dep, kids, lemma, low
from whence.language.words import words_if_any

SCORE: Final = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b")
MAY_BE_CLUBS: Final = frozenset({"LOC", "ORG", "MISC"})


@dataclasses.dataclass(frozen=True, slots=True)
class Sport:
    """The words of a language that tell a match: verbs that sides alone have as their subject and object (`beating`),
    others that clubs do in a sentence with a score or a player (`playing`), what joins the other side to them
    (`joined`), nouns for players (`players`) and other nouns of the game (`signs`)."""

    beating: frozenset[str]
    playing: frozenset[str]
    joined: frozenset[str]
    players: frozenset[str]
    signs: frozenset[str]


@functools.cache
def sport(language: str) -> Sport | None:
    """The lists of a language; None where it has none."""
    lists = {f.name: words_if_any(language, "names", "sport", f.name) for f in dataclasses.fields(Sport)}
    return Sport(**lists) if lists["beating"] else None


def clubs(doc: Doc) -> list[Span]:
    """The names of towns that stand for clubs, labelled ORG: "N beat N 2-1", "N striker ...", "signed from N", "drew at
    N". States play under their own names and stay what they are."""
    its = sport(doc.lang_)
    if its is None:
        return []
    return [
        Span(doc, span.start, span.end, label="ORG")
        for span in _towns(doc)
        if _signed(span, its) and _plays(span.root, its)
    ]


def _towns(doc: Doc) -> Iterator[Span]:
    """Known towns, and what the recogniser saw that no table has, persons aside."""
    taken: set[int] = set()
    for name in doc._.names:
        span = doc.char_span(name.start, name.end, alignment_mode="contract")
        if span is None:
            continue
        taken.update(range(span.start, span.end))
        if name.form == "name" and name.entity.kind == "place":
            yield span
    for ent in doc.ents:
        if ent.label_ in MAY_BE_CLUBS and not taken & set(range(ent.start, ent.end)):
            yield ent


def _signed(span: Span, its: Sport) -> bool:
    """Whether the sentence tells of a match: a score, a player, or two sides of which one beats the other."""
    sent = span.sent
    if SCORE.search(sent.text) or any({low(t), lemma(t)} & (its.players | its.signs) for t in sent):
        return True
    governor = span.root.head
    return lemma(governor) in its.beating and {"nsubj", "obj"} <= {dep(c) for c in kids(governor) if _named(c)}


def _named(token: Token) -> bool:
    return token.pos_ == "PROPN" or bool(names_over(token.doc, token.idx, token.idx + 1))


def _plays(root: Token, its: Sport) -> bool:
    """Whether the name stands where a side does."""
    if dep(root) == "conj" and _named(root.head):
        root = root.head
    governor = root.head
    cases = {low(c) for c in kids(root) if dep(c) == "case"}
    if dep(root) in {"compound", "nmod"} and not cases - {"'s", "’s", "'"}:
        return bool({low(governor), lemma(governor)} & its.players)
    does = its.beating | its.playing
    if dep(root) == "nsubj":
        return lemma(governor) in does
    if dep(root) == "obj":
        return lemma(governor) in its.beating
    if cases and cases <= its.joined:
        return any(lemma(t) in does | its.signs | its.players for t in (governor, governor.head))
    return False
