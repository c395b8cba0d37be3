"""Which encoder reads a report whose marks other models learn from: one that has not learnt from them itself.

``train_reader.py --folds`` makes them, in ``build/training/reader-N``.
"""

from __future__ import annotations

import functools
import zlib
from pathlib import Path

import whence
from whence.language.lexicons import lexicon
from whence.language.naming import Recogniser
from whence.language.tagging import Tagger, tagger, tagger_in

FOLDS = 3
REPORT = "report "  # before the number of a report with one thing marked, as sentences have numbers too
BUILD = Path(__file__).parents[1] / "build" / "training"


def fold_of(origin: str) -> int:
    """The fold of a story or another thing that is learnt from: the one whose encoder has not seen it."""
    return zlib.crc32(origin.encode()) % FOLDS


@functools.cache
def _reader(fold: int) -> Tagger:
    folder = BUILD / f"reader-{fold}"
    if not (folder / "weights.npz").is_file():
        raise SystemExit(f"{folder}: there is no encoder; make it with training/train_reader.py --folds")
    return tagger_in(folder)


def unseen(language: str, story: str, part: str) -> None:
    """Has the pipeline of a language read with an encoder that has not learnt from a story of a part of the corpus."""
    recogniser: Recogniser = whence.pipeline(language).get_pipe("whence_recogniser")  # type: ignore[assignment]
    if recogniser.reader is not None:
        whole = tagger(lexicon(language, "pipeline")["reader"])
        recogniser.reader = _reader(fold_of(story)) if part == "train" else whole
