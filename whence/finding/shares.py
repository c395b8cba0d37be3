"""Shares of somebody's things: "60 % of the rice bought by Oslo comes from Laos", "Laos's share of Oslo's imports"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from whence.finding.event_types import RelationFrame
from whence.finding.participants import Cast
from whence.finding.referents import lemma_in
from whence.finding.slots import Slots
from whence.finding.trees import dep, kids
from whence.language.words import words


def cast_share(cast: Cast, relation: RelationFrame | None, slots: Slots) -> bool:
    """Who has the share acts, whose things they are is the recipient. Whether the words tell both."""
    subjects = slots.get("subj", [])
    if relation is not None and relation.relation == "comes_from":
        holders = [t for place in relation.recipient for t in slots.get(place, ())]
        owners = [t for s in subjects for t in s.subtree if t.i != s.i]
    else:
        noun = next((s for s in subjects if lemma_in(s, words(s.lang_, "statements", "figures", "shares"))), None)
        if noun is None:
            return False
        beside = list(_owners(noun))
        holders, owners = beside[:1], [t for other in beside[1:] for t in other.subtree]
    told = cast.fill("actor", holders, nested=False) and cast.fill("recipient", owners, nested=False)
    if not told:
        cast.members.clear()
    return told


def _owners(noun: Token) -> Iterator[Token]:
    """What a noun of a share has beside it, in the order of the text: whose it is, and of what."""
    return (c for c in kids(noun) if dep(c) in {"nmod", "amod"} and c.pos_ in {"NOUN", "PROPN"})
