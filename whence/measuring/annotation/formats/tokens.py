"""A marked report as tokens and labelled stretches, which the forms of others are made from."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from whence.measuring.annotation.history import Story
from whence.measuring.annotation.marks import Span
from whence.model import Passage

LABELS: Final = {
    "state": "LOC",
    "place": "LOC",
    "person": "PER",
    "organisation": "ORG",
    "company": "ORG",
    "outlet": "ORG",
    "agency": "ORG",
    "weapon_system": "MISC",
    "document": "MISC",
    "unnamed": "MISC",
}
"""An entity's kind as one of the four labels that the pipelines use."""


@functools.cache
def _tokenizer(language: str) -> Language:
    return spacy.blank(language)


def tokens_of(story: Story, short: str) -> Doc:
    """The report cut into tokens by spaCy's tokenizer of its language, with the sentence boundaries that are marked."""
    report = story.reports[short]
    doc = _tokenizer(story.language(short)).make_doc(report.text)
    begins = {s.start for s in report.sentences}
    for token in doc:
        token.is_sent_start = token.i == 0 or (not token.is_space and _begins(doc, token.i, begins))
    return doc


def _begins(doc: Doc, i: int, begins: set[int]) -> bool:
    token = doc[i]
    return any(token.idx <= b < token.idx + len(token.text) for b in begins)


def names_of(story: Story, short: str) -> Iterator[tuple[Span, str]]:
    """The names of a report that lie in no other, with their labels."""
    end = 0
    for span in story.reports[short].spans:
        entity = story.entity(span.value) if span.kind == "name" else None
        if entity is not None and span.start >= end:
            end = span.end
            yield span, LABELS[entity.kind]


def parts_of_attributions(story: Story, short: str) -> Iterator[tuple[str, str, Passage]]:
    """(label of the attribution, source|cue|content, stretch), in the order of the text."""
    found = []
    for a in story.reports[short].attributions:
        pieces = a.source.pieces if a.via is None else (*a.source.pieces, *a.via.pieces)
        found += [(a.label, "source", p) for p in pieces]
        found += [(a.label, "cue", p) for p in a.cue]
        found += [(a.label, "content", p) for p in a.content]
    yield from sorted(found, key=lambda f: (f[2].start, -f[2].end, f[0]))
