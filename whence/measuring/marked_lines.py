"""Files of marked sentences, one a line; ``#`` begins a comment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def marked_lines(path: Path, read: Callable[[str], T]) -> Iterator[T]:
    """What `read` makes of each line of a file; nothing where there is no such file.

    Raises:
        ValueError: `read` cannot understand a line; file and line are named.
    """
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and line[0] != "#":
            try:
                yield read(line)
            except ValueError as wrong:
                raise ValueError(f"{path.name}, line {number}: {wrong}") from None
