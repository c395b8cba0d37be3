"""The made story of these tests, and how to change a line of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from whence.measuring.annotation.history import Story, load_story
from whence.measuring.annotation.marks import Marked
from whence.measuring.annotation.markup import parse

STORY = Path(__file__).parent / "story" / "t01"


def story() -> Story:
    """The made story."""
    return load_story(STORY)


def marked(*lines: str) -> Marked:
    """A report of some lines of markup."""
    return parse("\n".join(lines), "made.mark")


def changed(folder: Path, file: str, old: str, new: str) -> Story:
    """The made story with one thing in one file changed."""
    copy = folder / "t01"
    shutil.copytree(STORY, copy)
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load_story(copy)
