"""Gold, corpus and scores: what `make eval` runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from whence.measuring.annotation.loading import Corpus

__all__ = ["corpus"]


def corpus(part: Literal["train", "dev", "test"] | None = None) -> Corpus:
    """A part of our own corpus of news prose, or all of it.

    >>> from whence.measuring import corpus
    >>> for story, short in corpus("dev").reports("fr"):           # doctest: +SKIP
    ...     print(story.title, story.reports[short].text[:40])

    Raises:
        MarkupError: the corpus is not there (it comes with the repository).
    """
    from whence.measuring.annotation.loading import load

    return load(part)
