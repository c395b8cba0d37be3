"""Texts with every attribution marked that the models of features learn from: the corpus's reports, and beside them
those of which attributions are marked and little else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from folds import REPORT

from whence.measuring.annotation.loading import Part, layers_of, load
from whence.measuring.attributed_sentences import Attributed, attributed_reports
from whence.model import Attribution, Passage


class AttributedText(NamedTuple):
    """A text with its attributions; `origin` is what :func:`folds.unseen` knows it by, `ours` tells whether it is of
    the corpus."""

    origin: str
    text: str
    attributions: tuple[Attribution, ...]
    ours: bool


def attributed_texts(part: Part, language: str) -> Iterator[AttributedText]:
    """The texts of a part in a language; those that are not of the corpus belong to its training part."""
    for story, short in load(part).reports(language):
        yield AttributedText(story.id, story.reports[short].text, layers_of(story, short).attributions, ours=True)
    for n, one in enumerate(attributed_reports(language) if part == "train" else ()):
        yield AttributedText(
            f"{language}:{REPORT}{n}", one.text, tuple(map(_attribution, one.attributions)), ours=False
        )


def _attribution(one: Attributed) -> Attribution:
    source, cue, content = (tuple(Passage(a, b) for a, b in places) for places in (one.source, [one.cue], one.content))
    return Attribution("", "", source, cue, content, "indirect", "attributed", None)
