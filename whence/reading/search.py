"""SOURCE... -> the reports there are: files as named, the reports in folders, pages and feeds at addresses, in a fixed
order."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from whence.errors import Unreadable
from whence.reading.addresses import has_scheme
from whence.reading.media import SUFFIXES


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A report to read: its `name` (the path as given, in posix form) and its `path`."""

    name: str
    path: Path


@dataclasses.dataclass(frozen=True, slots=True)
class Fetched:
    """What was at an address: its `name` (the address that it came from in the end), its bytes, and when that was.

    `published` is the date that the feed gives for it; `etag` and `modified` are what a server wants to hear when it is
    asked whether the page has changed.
    """

    name: str
    raw: bytes
    media_type: str | None
    retrieved_at: str
    published: str | None = None
    etag: str | None = None
    modified: str | None = None


def find(sources: Iterable[str | Fetched]) -> Iterator[Found | Fetched | Unreadable]:
    """The reports at the sources, each once, folders walked depth first in the order of their names.

    A file that is named is yielded whatever its suffix; in a folder only those with a suffix of
    :data:`whence.reading.media.SUFFIXES`, and nothing hidden. A page is fetched, and a feed with all its pages. What
    cannot be read is yielded, not raised, so that the rest goes on.
    """
    given = list(sources)
    addresses = [source for source in given if isinstance(source, str) and has_scheme(source)]
    pages = _pages(addresses)
    seen: set[Path | str] = set()
    for source in given:
        if isinstance(source, Fetched):
            some: Iterable[Found | Fetched | Unreadable] = (source,)
        else:
            some = next(pages) if has_scheme(source) else _at(source)
        for found in some:
            if not isinstance(found, Unreadable):
                key = found.path if isinstance(found, Found) else found.name
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _pages(addresses: list[str]) -> Iterator[Iterator[Fetched | Unreadable]]:
    """For each address what is there, fetched by one fetcher."""
    if addresses:
        from whence.reading.feeds import pages_at
        from whence.reading.fetching import Fetcher

        fetcher = Fetcher(addresses)
        yield from (pages_at(address, fetcher) for address in addresses)


def _at(source: str) -> Iterator[Found | Unreadable]:
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
