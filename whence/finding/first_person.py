"""Whom the first person means in somebody's words: "I" the one who speaks, "we" those for whom they speak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from whence import knowledge
from whence.finding.participants import Cast, nationality
from whence.finding.referents import lemma_in, meaning, meanings
from whence.finding.slots import Slots
from whence.finding.sources import Speaker
from whence.finding.trees import conjuncts, dep, kids, low
from whence.finding.voices import Voice
from whence.language.words import words
from whence.model import Entity

KEPT: Final = "whence_served"


def is_first(token: Token) -> bool:
    """Whether the token is a pronoun or possessive of the first person that nothing else is known to stand for."""
    referent = meaning(token)
    first = words(token.lang_, "attribution", "pronouns", "first")
    return low(token) in first and (referent is None or referent.entity is None)


def speaker_of(voices: Sequence[Voice]) -> Speaker | None:
    """Whose own words the innermost of the voices gives; None where nobody's are."""
    return next((v.speaker for v in reversed(voices) if v.speaker is not None and v.kind != "indirect"), None)


def meant_by_first(token: Token, who: Speaker) -> Entity | None:
    """Who takes part where the speaker says the token: "we" from a minister is the state, from anybody else, as "I",
    who speaks; None where that is told by words only."""
    spoken = meanings(token.doc).get(who.head)
    entity = spoken.entity if spoken is not None else None
    if entity is None or entity.kind != "person":
        return entity
    if low(token) not in words(token.lang_, "attribution", "pronouns", "first_several"):
        return entity
    return served(token.doc).get(entity.id, entity)


def served(doc: Doc) -> Mapping[str, Entity]:
    """By the id of a person of whom the text says that they hold an office of a state ("the Chilean minister, N", "the
    king of Norway, N"): that state."""
    found: dict[str, Entity] | None = doc.user_data.get(KEPT)
    if found is None:
        found = dict[str, Entity]()
        doc.user_data[KEPT] = found
        offices = words(doc.lang_, "attribution", "nouns", "office")
        for i, referent in meanings(doc).items():
            entity = referent.entity
            if entity is None or entity.kind != "person" or entity.id in found:
                continue
            if entity.known and entity.country:
                found[entity.id] = knowledge.load().country(entity.country)
                continue
            told = [doc[i]] if referent.form == "title" else [c for c in kids(doc[i]) if dep(c) == "appos"]
            states = (_state_of(t) for t in told if referent.form in {"title", "name"} and lemma_in(t, offices))
            if (state := next((s for s in states if s is not None), None)) is not None:
                found[entity.id] = state
    return found


def _state_of(office: Token) -> Entity | None:
    """The state of whose office the phrase tells."""
    for c in kids(office):
        if dep(c) not in {"amod", "nmod", "compound"} or c.i > office.i + 6:
            continue
        for t in conjuncts(c):
            if (state := nationality(office.doc, t)) is not None:
                return state
            referent = meaning(t)
            if referent is not None and referent.entity is not None and referent.entity.kind == "state":
                return referent.entity
    return None


def cast_by_speaker(doc: Doc, slots: Slots, voices: Sequence[Voice]) -> Cast:
    """The cast of a clause, with whom its pronouns of the first person mean; "J'ai souligné": the speaker of the words
    takes part."""
    if (who := speaker_of(voices)) is None:
        return Cast(doc)
    own = {t.i: t for tokens in slots.values() for t in tokens if is_first(t)}
    cast = Cast(doc, {i: known for i, t in own.items() if (known := meant_by_first(t, who)) is not None})
    subjects = [t for t in slots.get("subj", ()) if t.i in own]
    if subjects and not cast.fill("actor", subjects):
        cast.add_phrase("actor", who.start, who.end)
    return cast
