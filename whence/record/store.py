"""The record: one file that keeps documents, what was found in them, and what comparing them gave."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy import Connection, Engine, func, select

from whence.errors import RecordError, Unreadable
from whence.model import (
    Analysis,
    Attribution,
    Claim,
    Document,
    Entity,
    Link,
    Report,
    Review,
    Source,
    Statement,
)
from whence.record import deciding, queries, reusing, schema, sqlite, storing, views, visits, weighed, working
from whence.record.answers import Hit, Intake, Progress
from whence.record.database import explained, file_of, open_database
from whence.record.reviewing import Reviewing, Searches
from whence.record.visits import Visit

if TYPE_CHECKING:
    from whence.reading import Fetched

HITS: Final = 100
"""The documents that a search gives at most."""

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Record:
    """A sourced record. Open it with :meth:`open`, and close it, or use it in a ``with``."""

    def __init__(self, path: Path, engine: Engine, writable: bool) -> None:
        self.path, self._engine, self._writable = path, engine, writable

    @classmethod
    def open(cls, address: str | Path = "whence.db", *, create: bool = True) -> Record:
        """The record at an address, which is the path of a file.

        With `create`, it is made where there is none, and must be writable; without, it may be read-only.

        Raises:
            RecordError: there is none, or no folder, or no permission; the file is no record, or a newer version's.
        """
        path = file_of(address)
        return cls(path, *open_database(path, create=create))

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Into the record

    def read(
        self,
        sources: Iterable[str | Fetched],
        *,
        jobs: int = 1,
        progress: Callable[[Progress], None] | None = None,
        weigh: bool = True,
    ) -> Intake:
        """Finds documents, reads and analyses those that are new or changed, stores each at once, and weighs.

        With `jobs` above one, that many processes work. What is finished stays, whatever stops the reading. Without
        `weigh`, claims are computed when they are next asked for.

        Raises:
            RecordError: the record cannot be written (a full disk, no permission).
        """
        from whence import reading

        things = list(reading.find([sources] if isinstance(sources, str) else list(sources)))
        found = [thing for thing in things if not isinstance(thing, Unreadable)]
        refused = [thing for thing in things if isinstance(thing, Unreadable)]
        notes: list[str] = []
        kept = unchanged = 0
        with closing(working.outcomes(found, self._fingerprints(), jobs)) as outcomes:  # type: ignore[type-var]
            for done, outcome in enumerate(outcomes, 1):
                if isinstance(outcome, working.Refused):
                    refused.append(Unreadable(outcome.name, outcome.wrong, outcome.remedy))
                else:
                    changed = self._store(outcome)
                    kept, unchanged = kept + changed, unchanged + (not changed)
                    notes.extend(outcome.notes)
                if progress is not None:
                    progress(Progress(done, len(found), outcome.name))
        if weigh:
            self.weigh()
        return Intake(kept, unchanged, tuple(refused), tuple(notes))

    def add(self, report: Report, analysis: Analysis) -> bool:
        """Stores one document and what was found in it, whole or not at all; True if that changed the record.

        Raises:
            RecordError: the analysis is not grounded in the document, or the record cannot be written.
        """
        with self._writing() as connection:
            return storing.add_document(connection, report, analysis)

    def weigh(self) -> None:
        """Computes claims and links anew from all statements, if documents have changed since this was done.

        Where another process changes documents meanwhile, its own weighing will do, and this one gives way.
        """
        with self._reading() as connection:
            stale = weighed.is_stale(connection)
        if stale:
            with self._writing() as connection:
                reusing.freshen(connection)
            with self._reading() as connection:
                computed = weighed.compute(connection)
            with self._writing() as connection:
                weighed.store(connection, computed)

    def freshen(self) -> None:
        """Weighs, where that is due and anything can be written."""
        if self._writable:
            self.weigh()
            return
        with self._reading() as connection:
            if weighed.is_stale(connection):
                _log.warning("%s: its claims are out of date, and it is read-only", self.path)

    def visit(self, address: str) -> Visit | None:
        """The last visit to an address of a feed or a page, None where there was none."""
        with self._reading() as connection:
            return visits.visit(connection, address)

    def keep_visit(self, visit: Visit) -> None:
        """Writes down a visit to an address, in place of the last one."""
        with self._writing() as connection:
            visits.keep(connection, visit)

    def visited(self) -> frozenset[str]:
        """The addresses that were visited, and those of the documents."""
        with self._reading() as connection:
            return visits.visited(connection)

    def review(self, review: Review) -> None:
        """Keeps a review that was given elsewhere, as it is, for ever; :attr:`reviewing` is for deciding here.

        Raises:
            RecordError: there is a review of this id already.
        """
        with self._writing() as connection:
            deciding.keep_given(connection, review)

    @property
    def reviewing(self) -> Reviewing:
        """People's decisions: taking them down, what there is to decide, what they come to."""
        return Reviewing(self._reading, self._writing)

    @property
    def searches(self) -> Searches:
        """The queries on the claims that people have kept."""
        return Searches(self._reading, self._writing)

    # Out of the record

    def documents(self) -> list[Document]:
        """All documents, by id."""
        with self._reading() as connection:
            return list(queries.documents(connection))

    def document(self, id: str) -> Document:
        """One document. Raises RecordError where there is none."""
        with self._reading() as connection:
            return _there(queries.document(connection, id), "document", id)

    def statements(self, document: str | None = None) -> list[Statement]:
        """All statements, or those of a document, in the order of the text."""
        with self._reading() as connection:
            return list(queries.statements(connection, document))

    def statement(self, id: str) -> Statement:
        """One statement. Raises RecordError where there is none."""
        with self._reading() as connection:
            return _there(queries.statement(connection, id), "statement", id)

    def statement_count(self) -> int:
        """How many statements there are."""
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(schema.statements)) or 0

    def statements_of(self, ids: Collection[str]) -> list[Statement]:
        """The statements of these ids that there are, by id: many at once are quicker than one by one."""
        with self._reading() as connection:
            return list(queries.statements_of(connection, ids))

    def statements_as_kept(self, ids: Collection[str]) -> list[str]:
        """The same as JSON, as the record keeps it: nothing is quicker to hand on."""
        with self._reading() as connection:
            return list(queries.statements_as_kept(connection, ids))

    def links_as_kept(self, documents: Collection[str]) -> list[str]:
        """The links from or to any of these documents as JSON, as the record keeps it, by id."""
        with self._reading() as connection:
            return queries.links_as_kept(connection, documents)

    def attributions(self, document: str | None = None) -> list[Attribution]:
        """All attributions, or those of a document, by id."""
        with self._reading() as connection:
            return list(queries.attributions(connection, document))

    def entities(self) -> dict[str, Entity]:
        """All entities by id."""
        with self._reading() as connection:
            return queries.entities(connection)

    def sources(self) -> dict[str, Source]:
        """All sources by id: those that documents name, and those that comparing documents has made."""
        with self._fresh() as connection:
            return queries.sources(connection)

    def links(self) -> list[Link]:
        """What depends on what: links between documents, and from documents to sources, by id."""
        with self._fresh() as connection:
            return list(queries.links(connection))

    def reviews(self) -> list[Review]:
        """All reviews, by id."""
        with self._reading() as connection:
            return list(queries.reviews(connection))

    def claims(
        self,
        *,
        about: Collection[str] = (),
        type: str | None = None,
        since: str | None = None,
        min_independent: int = 0,
    ) -> list[Claim]:
        """The claims that fit, those with most independent origins first.

        Args:
            about: codes of states (alpha-3), ids of entities or names: a claim has to be about every one of them.
            type: a PLOVER event type, a kind of statement or the name of a relation, in any case of letters.
            since: a date (YYYY, YYYY-MM or YYYY-MM-DD): of the claim's time, or where it has none, of its last report.
            min_independent: how many distinct origins it needs.

        Raises:
            RecordError: `since` is no date.
        """
        terms = [about] if isinstance(about, str) else sorted(about)
        with self._fresh() as connection:
            return queries.claims(connection, terms, type, since, min_independent)

    def claim(self, id_or_prefix: str) -> Claim:
        """The claim whose id begins so. Raises RecordError where there is none, or several."""
        with self._fresh() as connection:
            return queries.claim(connection, id_or_prefix)

    def search(self, text: str, *, limit: int = HITS) -> list[Hit]:
        """The documents in which all words of `text` occur, best first. Case and accents do not count.

        Words in quotation marks have to follow each other; a word that ends in * stands for all that begin with it.
        """
        with self._reading() as connection:
            return [Hit(*row) for row in sqlite.find(connection, text, limit)]

    def matching(self, text: str) -> list[str]:
        """The ids of all documents that :meth:`search` would find, best first."""
        with self._reading() as connection:
            return sqlite.matching(connection, text)

    def snippets(self, text: str, documents: Sequence[str]) -> dict[str, str]:
        """Of each of these documents that :meth:`search` would find, a cut of its text around the words."""
        with self._reading() as connection:
            return sqlite.snippets(connection, text, documents)

    def raw(self, document: str) -> bytes:
        """The bytes that a document was read from. Raises RecordError where there is no such document."""
        table = schema.documents
        query = select(schema.raws.c.zlib).join(table, table.c.sha256 == schema.raws.c.sha256)
        with self._reading() as connection:
            packed = connection.scalar(query.where(table.c.id == document))
        return zlib.decompress(_there(packed, "document", document))

    def everything(
        self, *, with_attributions: bool = True
    ) -> Iterator[Source | Entity | Document | Attribution | Statement | Claim | Link | Review]:
        """All that is in the record, as it is at one moment, without holding more than a few things in memory.

        Sources, entities, documents, attributions, statements, claims, links, reviews; within a type by id.
        """
        with self._fresh() as connection:
            yield from queries.everything(connection, with_attributions=with_attributions)

    def publishers(self) -> dict[str, str]:
        """The source that each publisher of a document is: names to ids of sources."""
        with self._fresh() as connection:
            return queries.publishers(connection)

    def state(self) -> tuple[str, str]:
        """Two marks, quick to ask for: one that is another whenever claims have been computed anew, and one whenever
        reviews have come.

        While another process reads, it stays the same, until that process has computed the claims.
        """
        with self._reading() as connection:
            return queries.state(connection)

    # What views keep

    def view(self, name: str, state: str) -> bytes | None:
        """What a view has kept under a name for a state of the record; None where that is for another state."""
        with self._reading() as connection:
            return views.kept(connection, name, state)

    def has_view(self, name: str, state: str) -> bool:
        """Whether :meth:`view` would give anything."""
        with self._reading() as connection:
            return views.is_kept(connection, name, state)

    def keep_view(self, name: str, state: str, made: bytes) -> bool:
        """Keeps what a view has made of the record in a state, in place of what it kept before; False where nothing
        can be written. It is part of no export, and can be made again at any time."""
        if not self._writable:
            return False
        with self._writing() as connection:
            views.keep(connection, name, state, made)
        return True

    # Within

    def _store(self, outcome: working.Analysed | working.Known) -> bool:
        with self._writing() as connection:
            if isinstance(outcome, working.Known):
                storing.meet_again(connection, outcome.document, outcome.uri, outcome.retrieved_at)
                return False
            return storing.add_document(connection, outcome.report, outcome.analysis, outcome.engine)

    def _fingerprints(self) -> frozenset[str]:
        with self._reading() as connection:
            return frozenset(connection.scalars(select(schema.documents.c.fingerprint)))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if not self._writable:
            raise RecordError(f"{self.path}: it is read-only; change the permissions, or give another --record")
        with explained(self.path), self._engine.connect().execution_options(**{sqlite.WRITES: True}) as connection:
            yield connection
            connection.commit()

    def _fresh(self) -> AbstractContextManager[Connection]:
        """A connection for reading whose claims hold for its documents, as far as they can be computed."""
        self.freshen()
        return self._reading()


def _there(thing: T | None, what: str, id: str) -> T:
    if thing is None:
        raise RecordError(f"{what} {id}: there is none in this record")
    return thing
