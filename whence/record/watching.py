"""Feeds, pages and folders -> the record, again and again: what is new in them is read, and what was read is left."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whence.errors import RecordError, Unreachable, Unreadable
from whence.reading import Fetched
from whence.reading.addresses import has_scheme, in_ascii
from whence.reading.feeds import Item, declared, items, listed
from whence.reading.fetching import Fetcher
from whence.record.visits import Visit

if TYPE_CHECKING:
    from whence.record.answers import Intake
    from whence.record.store import Record

_BATCH: Final = 32
"""The pages that are fetched before several processes read them."""

_log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Round:
    """What one round has brought: of how many feeds, of which so many could not be read, and what became of what was
    new in them.
    """

    feeds: int
    failed: int
    kept: int
    unchanged: int
    refused: tuple[Unreadable, ...]
    notes: tuple[str, ...]


class Watch:
    """Feeds that are kept reading into a record. A feed is the address of one, or of a page; or a folder, or a file
    that lists feeds.
    """

    def __init__(
        self, record: Record, feeds: Iterable[str], *, jobs: int = 1, fetcher: Callable[[list[str]], Fetcher] = Fetcher
    ) -> None:
        self._record, self._jobs, self._make = record, jobs, fetcher
        self._given = list(dict.fromkeys(feeds))
        self._fetcher: Fetcher | None = None
        self._named: list[str] = []
        self._leads_to: dict[str, str] = {}
        self._files: dict[Path, tuple[int, int]] = {}

    def round(self, told: Callable[[str], None] = lambda line: None) -> Round:
        """Reads what is new in all feeds. `told` hears of each thing that went wrong, in one line, when it does.

        Every report is in the record as soon as it is read. What goes wrong in one feed stops no other.

        Raises:
            RecordError: the record cannot be written.
        """
        kept = unchanged = failed = 0
        refused: list[Unreadable] = []
        notes: list[str] = []
        feeds = list(self._feeds())
        self._know([feed for feed in feeds if isinstance(feed, str)])
        for feed in feeds:
            try:
                for intake in self._new_in(feed):
                    kept, unchanged = kept + intake.kept, unchanged + intake.unchanged
                    refused += intake.refused
                    notes += intake.notes
                    for line in (*map(str, intake.refused), *intake.notes):
                        told(line)
            except RecordError:
                raise
            except Exception as error:
                failed += 1
                refused.append(_explained(error, str(feed)))
                told(str(refused[-1]))
        self._record.weigh()
        return Round(len(feeds), failed, kept, unchanged, tuple(refused), tuple(notes))

    def _feeds(self) -> Iterator[str | Path | Unreadable]:
        """The feeds, those in files instead of the files: a file is read anew each time, since it may be changed."""
        seen: set[str] = set()
        for given in self._given:
            path = Path(given)
            try:
                inside = listed(path) if not has_scheme(given) and not path.is_dir() else [given]
            except Unreadable as error:
                yield error
                continue
            for feed in inside:
                if feed not in seen:
                    seen.add(feed)
                    yield feed if has_scheme(feed) else Path(feed)

    def _know(self, named: list[str]) -> None:
        """Makes the fetcher, which remembers its manners from round to round, for the addresses that are named."""
        if self._fetcher is None or named != self._named:
            self._fetcher, self._named = self._make(named), named

    def _new_in(self, feed: str | Path | Unreadable) -> Iterator[Intake]:
        if isinstance(feed, Unreadable):
            raise feed
        if isinstance(feed, Path):
            yield from self._in_folder(feed)
            return
        there = self._leads_to.get(feed, in_ascii(feed))
        fetched = self._changed(there)
        if fetched is None:
            return
        named = items(fetched.raw, fetched.name)
        if named is None and (better := declared(fetched.raw, fetched.name)):
            there = self._leads_to[feed] = in_ascii(better)
            fetched = self._changed(there)
            if fetched is None:
                return
            named = items(fetched.raw, fetched.name)
        if named is None:
            yield self._record.read([fetched], weigh=False)
            self._record.keep_visit(Visit(there, fetched.retrieved_at, fetched.etag, fetched.modified))
            return
        if (yield from self._pages(named)):  # else it is read again: what failed now would not be asked for
            self._record.keep_visit(Visit(there, fetched.retrieved_at, fetched.etag, fetched.modified))

    def _changed(self, address: str) -> Fetched | None:
        before = self._record.visit(address)
        return self._fetch(address, before.etag if before else None, before.modified if before else None)

    def _fetch(self, address: str, etag: str | None = None, modified: str | None = None) -> Fetched | None:
        assert self._fetcher is not None  # a round begins with making it
        return self._fetcher.fetch(address, etag=etag, modified=modified)

    def _pages(self, named: list[Item]) -> Generator[Intake, None, bool]:
        """Reads the reports that were not read yet; says whether none has to be asked for again."""
        known = set(self._record.visited())
        done = True
        waiting: list[tuple[str, Fetched]] = []
        for item in named:
            try:
                address = in_ascii(item.address)
                if address in known:
                    continue
                page = self._fetch(address)
            except Unreachable as error:
                done = False
                yield _only(error)
            except Unreadable as error:
                if self._once(item.address, known):
                    yield _only(error)
            else:
                known.add(address)
                if page is not None:
                    waiting.append((address, dataclasses.replace(page, published=item.published)))
            if len(waiting) >= (_BATCH if self._jobs > 1 else 1):
                yield self._read(waiting)
        if waiting:
            yield self._read(waiting)
        return done

    def _once(self, address: str, known: set[str]) -> bool:
        """Notes an address that gives nothing; True where that is new."""
        try:
            address = in_ascii(address)
        except Unreadable:
            address = " ".join(address.split())
        if address in known:
            return False
        known.add(address)
        self._record.keep_visit(Visit(address, _now()))
        return True

    def _read(self, waiting: list[tuple[str, Fetched]]) -> Intake:
        intake = self._record.read([page for _, page in waiting], jobs=self._jobs, weigh=False)
        for address, page in waiting:
            self._record.keep_visit(Visit(address, page.retrieved_at))
        waiting.clear()
        return intake

    def _in_folder(self, folder: Path) -> Iterator[Intake]:
        """Reads the files of a folder that have changed since they were last looked at."""
        from whence import reading

        found = list(reading.find([folder.as_posix()]))
        changed: dict[Path, tuple[int, int]] = {}
        for one in found:
            if isinstance(one, Unreadable):
                yield _only(one)
            elif isinstance(one, reading.Found) and (state := _state(one.path)) != self._files.get(one.path):
                changed[one.path] = state
        if changed:
            yield self._record.read([path.as_posix() for path in changed], jobs=self._jobs, weigh=False)
            self._files |= changed


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0  # reading it will say what is wrong
    return found.st_mtime_ns, found.st_size


def _only(refused: Unreadable) -> Intake:
    from whence.record.answers import Intake

    return Intake(refused=(refused,))


def _explained(error: Exception, name: str) -> Unreadable:
    if isinstance(error, Unreadable):
        return error
    _log.info("%s could not be read", name, exc_info=True)
    return Unreadable(
        name,
        f"reading it failed ({type(error).__name__}: {error})",
        "this is a fault of Whence: please report it, with the address",
    )


def _now() -> str:
    import datetime

    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
