"""Dependency trees, changed in place: what the mends of a parse have in common."""

from __future__ import annotations

from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
LOOSE = frozenset({"obl", "dep", "advmod", "nmod", "dislocated", "vocative", "advcl", "appos"})


def relation(token: Token) -> str:
    return str(token.dep_).partition(":")[0]


def attach(token: Token, head: Token, dep: str) -> None:
    """Hangs the token on the head, unless that would close a circle."""
    above = head
    while above.i != token.i and above.head.i != above.i:
        above = above.head
    if above.i == token.i and head.i != token.i:
        return
    token.head = head
    token.dep_ = dep
