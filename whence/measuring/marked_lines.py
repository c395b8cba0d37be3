"""Files of marked sentences, one a line, and of marked reports, a paragraph a line with an empty line between reports;
``#`` begins a comment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def marked_lines(path: Path, read: Callable[[str], T], *, empty: bool = False) -> Iterator[T]:
    """What `read` makes of each line of a file, of empty ones only where asked; nothing where there is no such file.

    Raises:
        ValueError: `read` cannot understand a line; file and line are named.
    """
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if (line or empty) and not line.startswith("#"):
            try:
                yield read(line)
            except ValueError as wrong:
                raise ValueError(f"{path.name}, line {number}: {wrong}") from None


def marked_reports(path: Path, read: Callable[[str], T]) -> Iterator[list[T]]:
    """What `read` makes of the paragraphs of each report of a file; nothing where there is no such file.

    Raises:
        ValueError: as :func:`marked_lines`.
    """
    report: list[T] = []
    for one in marked_lines(path, lambda line: read(line) if line.strip() else None, empty=True):
        if one is not None:
            report.append(one)
        elif report:
            yield report
            report = []
    if report:
        yield report
