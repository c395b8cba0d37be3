"""SOURCE... -> the reports there are: files as named, and the reports in folders, in a fixed order."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from whence.errors import Unreadable
from whence.reading.media import SUFFIXES

_ADDRESS: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A report to read: its `name` (the path as given, in posix form) and its `path`."""

    name: str
    path: Path


def find(sources: Iterable[str]) -> Iterator[Found | Unreadable]:
    """The reports at the sources, each once, folders walked depth first in the order of their names.

    A file that is named is yielded whatever its suffix; in a folder only those with a suffix of
    :data:`whence.reading.media.SUFFIXES`, and nothing hidden. What cannot be read is yielded, not raised, so that
    the rest goes on.
    """
    seen: set[Path] = set()
    for source in sources:
        for found in _at(source):
            if isinstance(found, Found):
                if found.path in seen:
                    continue
                seen.add(found.path)
            yield found


def _at(source: str) -> Iterator[Found | Unreadable]:
    if _ADDRESS.match(source):
        yield Unreadable(source, "addresses are not read yet", "save the page and give the file")
        return
    path = Path(source)
    name = printable(path.as_posix())
    try:
        if path.is_dir():
            yield from _in_folder(path, name)
        elif path.exists():
            yield Found(name, path)
        else:
            yield Unreadable(name, "no such file or folder", "check the path")
    except OSError as error:
        yield unreadable(name, error)


def _in_folder(folder: Path, name: str) -> Iterator[Found | Unreadable]:
    refused: list[OSError] = []
    empty = True
    for here, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            path = Path(here, file)
            if not file.startswith(".") and path.suffix.lower() in SUFFIXES:
                empty = False
                yield Found(printable(path.as_posix()), path)
    for error in refused:
        yield unreadable(printable(Path(error.filename or folder).as_posix()), error)
    if empty and not refused:
        yield Unreadable(name, "no report in this folder", f"reports are files ending in {', '.join(sorted(SUFFIXES))}")


def unreadable(name: str, error: OSError) -> Unreadable:
    """The operating system's refusal as one clear line."""
    if isinstance(error, PermissionError):
        return Unreadable(name, "no permission to read it", "ask its owner, or run as a user who may")
    if isinstance(error, FileNotFoundError):
        return Unreadable(name, "no such file or folder", "check the path")
    return Unreadable(name, f"cannot be read ({error.strerror or error})", "check the file and the disk")


def printable(path: str) -> str:
    """A path as text that can be stored: bytes of a file name that are no UTF-8 become U+FFFD."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
