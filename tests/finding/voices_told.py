"""Cues, sources and contents found in a text of either language, in words."""

from __future__ import annotations

import functools
from typing import NamedTuple

from spacy.tokens import Doc

from whence.finding.voices import Voice
from whence.language.pipeline import pipeline


@functools.cache
def read(language: str, text: str) -> Doc:
    """The text as read by the language's pipeline; each text once."""
    return pipeline(language)(text)


class Told(NamedTuple):
    """A voice in words; `source` is empty where nobody in particular speaks."""

    source: str
    cue: str
    content: str
    evidential: str


def _in_words(doc: Doc, voice: Voice) -> Told:
    def at(stretches: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(doc[a:b].text for a, b in stretches)

    speaker = voice.speaker
    source = doc[speaker.start : speaker.end].text if speaker is not None else ""
    return Told(source, at(voice.cue), at(voice.content), voice.evidential)


def stances(language: str, text: str) -> list[Told]:
    """The attributions on which no chain rests."""
    doc = read(language, text)
    return [_in_words(doc, v) for v in doc._.stances]


def by_nouns(language: str, text: str) -> list[Told]:
    """The attributions by nouns."""
    doc = read(language, text)
    return [_in_words(doc, v) for v in doc._.voices if v.manner == "noun"]
