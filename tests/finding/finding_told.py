"""What is found in a French text, and shorthand for looking at it."""

from __future__ import annotations

import functools
from typing import NamedTuple

from spacy.tokens import Doc

from whence import knowledge
from whence.language.pipeline import pipeline
from whence.model import Attribution, Statement


@functools.cache
def doc_of(text: str) -> Doc:
    """The text as read by the pipeline; each text once."""
    return pipeline("fr")(text)


def statements(text: str) -> tuple[Statement, ...]:
    found: tuple[Statement, ...] = doc_of(text)._.statements
    return found


def told(text: str, words: str) -> Statement:
    """The statement whose evidence holds the words: the shortest where several do."""
    holding = [s for s in statements(text) if words in s.quote]
    assert holding, f"no statement says {words!r}; there are {[s.quote for s in statements(text)]}"
    return min(holding, key=lambda s: len(s.quote))


def event(text: str, kind: str) -> Statement:
    """The one statement of an event type."""
    found = [s for s in statements(text) if s.event_type == kind]
    assert len(found) == 1, [(s.event_type, s.quote) for s in statements(text)]
    return found[0]


def chain(statement: Statement) -> list[str]:
    """The names of the sources, nearest to the reader first."""
    return [link.name for link in statement.chain]


def party(statement: Statement, role: str) -> set[str]:
    """Who has the role: states by their code, everybody and everything else by name."""
    known = knowledge.load().entities
    found = set()
    for p in statement.participants:
        if p.role == role:
            entity = known.get(p.entity) if p.entity is not None else None
            found.add(p.country if entity is not None and entity.kind == "state" and p.country else p.name)
    return found


class Word(NamedTuple):
    """An attribution in words: on whose word, by which cue, what."""

    source: str
    cue: str
    content: str


def word(text: str, attribution: Attribution) -> Word:
    def at(passages: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(text[a:b] for a, b in passages)

    return Word(at(attribution.source), at(attribution.cue), at(attribution.content))


def attributions(text: str) -> dict[Word, Attribution]:
    found: tuple[Attribution, ...] = doc_of(text)._.attributions
    return {word(text, a): a for a in found}
