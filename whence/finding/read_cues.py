"""What the encoder reads of cues: how likely a word is one, and which words are its content."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from whence.finding.evidence import after_dateline
from whence.finding.trees import SUBJECTS, dep, kids
from whence.language.reading import Reading

MAYBE: Final = 0.1
"""The chance that a word is a cue from which the encoder is asked for its content."""

LIKELY: Final = 0.3
"""The chance from which a word that touches a quotation, and a colon, are possible cues."""

INSIDE: Final = 0.5
"""The chance from which a word is in a content, or in a source."""

HOLE: Final = 4
"""Words that may be missing inside what the encoder reads as a content."""


def chance_of_cue(token: Token) -> float | None:
    """The encoder's chance that a word is the head of a cue; None where there is none, or the word was not read."""
    reading: Reading | None = token.doc._.reading
    return reading.cue(token.i) if reading is not None else None


def read_as_cue(token: Token) -> bool:
    """Whether the encoder thinks it likely that a word is a cue."""
    chance = chance_of_cue(token)
    return chance is not None and chance > LIKELY


def read_content(cue: Token) -> list[int]:
    """The words that the encoder reads as the content of a cue: those over INSIDE, and the few between two of them that
    are neither cue nor source; empty where it hardly takes the word for a cue."""
    doc, reading, chance = cue.doc, cue.doc._.reading, chance_of_cue(cue)
    if chance is None or chance < MAYBE:
        return []
    found: list[int] = []
    between: list[int] = []
    end = end_of_phrase(cue)
    for i, (content, source) in zip(reading.together(cue.i), reading.said(cue.i), strict=True):
        if i >= end:
            break
        if i == cue.i or source > INSIDE or after_dateline(doc, i) != i:
            between = [-1] * (HOLE + 1)
        elif doc[i].is_punct or doc[i].is_space:
            continue
        elif content <= INSIDE:
            between.append(i)
        else:
            found += [*between, i] if found and len(between) <= HOLE else [i]
            between = []
    return found


def end_of_phrase(cue: Token) -> int:
    """Where what a cue tells ends that describes the subject of a verb behind it: "A man accused of theft | fled"."""
    noun = cue.head
    verb = noun.head
    if dep(cue) == "acl" and noun.i < cue.i and dep(noun) in SUBJECTS and verb.i > cue.i:
        return min([verb.i, *(c.i for c in kids(verb) if c.i > cue.i and dep(c) in {"aux", "cop", "expl"})])
    return len(cue.doc)
