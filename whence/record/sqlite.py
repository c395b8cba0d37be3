"""All that is SQLite's own: opening a file, its transactions, what its errors mean, and full-text search (FTS5).

Another database is another module with the same functions.
"""

from __future__ import annotations

import itertools
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import QueuePool

from whence.record import schema

WRITES: Final = "whence_writes"
"""The execution option of a connection that is going to write: its transaction takes the write lock at once."""

PATIENCE: Final = 30.0
"""Seconds to wait for another process that is writing."""

_FEW: Final = 500
"""So many documents are looked up one by one, of more all."""

_MARK, _END = "\x02", "\x03"
_EITHER: Final = re.compile(f"[{_MARK}{_END}]")


def open_file(path: Path, mode: str) -> Engine:
    """An engine on a file. `mode`: "rwc" (make it where there is none), "rw", "ro", "immutable" (read-only folder)."""
    wish = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    address = f"{path.absolute().as_uri()}?{wish}"

    def connect() -> sqlite3.Connection:
        # isolation_level None: the driver's own idea of transactions would commit before each change of schema.
        return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)

    if mode in ("rw", "rwc"):
        _write_ahead(connect)
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        if mode in ("rw", "rwc"):
            cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(connect: Callable[[], sqlite3.Connection]) -> None:
    """Turns write-ahead logging on, which the file keeps: readers and a writer do not wait for each other."""
    until = time.monotonic() + PATIENCE
    with closing(connect()) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                # Here SQLite does not wait by itself for another process that is at the same.
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.01)


def inspect(path: Path) -> tuple[frozenset[str], str | None]:
    """The names of a file's tables and its schema's revision (None where it has none), changing nothing.

    Raises:
        sqlite3.DatabaseError: the file cannot be opened, or is no database.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE)
    try:
        try:
            return _look(connection)
        except sqlite3.OperationalError:
            # A file in a folder where nothing can be written has no place for its shared memory.
            connection.close()
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            return _look(connection)
    finally:
        connection.close()


def _look(connection: sqlite3.Connection) -> tuple[frozenset[str], str | None]:
    tables = frozenset(name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
    if "alembic_version" not in tables:
        return tables, None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return tables, row[0] if row else None


def explain(error: BaseException, path: Path) -> str:
    """What a database error means and what to do about it, in a few words."""
    code = getattr(error, "sqlite_errorname", "") or ""
    full = code == "SQLITE_FULL" or (code.startswith("SQLITE_IOERR") and shutil.disk_usage(path.parent).free < 2**20)
    if full:
        return "the disk is full; free some space and run the same command again"
    for start, meaning in _MEANINGS.items():
        if code.startswith(start):
            return meaning
    return f"the database says “{error}”; run the same command again, or begin a new record"


_MEANINGS: Final = {
    "SQLITE_NOTADB": "it is no record of Whence; give another --record",
    "SQLITE_CORRUPT": "the file is damaged; restore a copy of it, or read the sources into a new record",
    "SQLITE_READONLY": "it is read-only; make the file and its folder writable, or give another --record",
    "SQLITE_CANTOPEN": "it cannot be opened; check the permissions of the file and of its folder",
    "SQLITE_PERM": "there is no permission to use it; check the permissions of the file and of its folder",
    "SQLITE_BUSY": f"another process has been writing to it for {PATIENCE:.0f} seconds; wait until it is done",
    "SQLITE_LOCKED": "another process is writing to it; wait until it is done",
    "SQLITE_IOERR": "the disk gives an input or output error; check the disk, then run the same command again",
}


# Full-text search. The index keeps no texts of its own: it points into `documents`, and follows it by hand.

_COLUMNS = "title, text"


def make_index(connection: Connection) -> None:
    """Makes the full-text index. Letters are compared without case and accents."""
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE fulltext USING fts5({_COLUMNS}, content='documents', content_rowid='number',"
        " tokenize='unicode61 remove_diacritics 2')"
    )


def index(connection: Connection, number: int) -> None:
    """Puts a stored document into the index."""
    connection.execute(
        text(f"INSERT INTO fulltext(rowid, {_COLUMNS}) SELECT number, {_COLUMNS} FROM documents WHERE number = :n"),
        {"n": number},
    )


def unindex(connection: Connection, number: int) -> None:
    """Takes a document out of the index; to be called before the document's row changes."""
    connection.execute(
        text(
            f"INSERT INTO fulltext(fulltext, rowid, {_COLUMNS})"
            f" SELECT 'delete', number, {_COLUMNS} FROM documents WHERE number = :n"
        ),
        {"n": number},
    )


def query(words: str) -> str:
    """A person's words as an FTS5 query that cannot fail: every word, and every phrase in quotation marks, must occur.

    A word that ends in * stands for all that begin with it.
    """
    terms = []
    for phrase, word in re.findall(r'["“”«]([^"“”«»]*)["“”»]?|([^\s"“”«»]+)', words.replace("\0", " ")):
        bare = (phrase or word).strip()
        if any(character.isalnum() for character in bare):
            terms.append(f'"{bare}"*' if word.endswith("*") else f'"{bare}"')
    return " AND ".join(terms)


def find(connection: Connection, words: str, limit: int) -> list[tuple[str, str, tuple[tuple[int, int], ...]]]:
    """Documents in which all the words occur, best first (BM25): id, snippet, passages of the text that match."""
    wanted = query(words)
    if not wanted:
        return []
    rows = connection.execute(
        text(
            "SELECT documents.id, documents.text, highlight(fulltext, 1, :mark, :end),"
            " snippet(fulltext, 1, '', '', ' … ', 24) FROM fulltext JOIN documents ON documents.number = fulltext.rowid"
            " WHERE fulltext MATCH :wanted AND fulltext.rowid IN (SELECT fulltext.rowid FROM fulltext"
            " JOIN documents ON documents.number = fulltext.rowid WHERE fulltext MATCH :wanted"
            " ORDER BY bm25(fulltext), documents.id LIMIT :limit)"  # only the best are marked, which costs most
            " ORDER BY bm25(fulltext), documents.id"
        ),
        {"mark": _MARK, "end": _END, "wanted": wanted, "limit": limit},
    )
    return [(id_, " ".join(cut.split()), _passages(marked, plain)) for id_, plain, marked, cut in rows]


def matching(connection: Connection, words: str) -> list[str]:
    """The ids of all documents in which all the words occur, best first (BM25)."""
    wanted = query(words)
    if not wanted:
        return []
    # Thousands of documents: these go to the driver as they are, and are not looked up in their table of long texts.
    cursor = connection.connection.cursor()
    found = cursor.execute("SELECT rowid, bm25(fulltext) FROM fulltext WHERE fulltext MATCH ?", (wanted,)).fetchall()
    every = "SELECT number, id FROM documents"
    few = f" WHERE number IN ({_listed(number for number, _ in found)})" if len(found) <= _FEW else ""
    ids = dict(cursor.execute(every + few).fetchall())
    return [id_ for _, id_ in sorted((rank, ids[number]) for number, rank in found)]


def snippets(connection: Connection, words: str, ids: Sequence[str]) -> dict[str, str]:
    """Of each of these documents in which the words occur, a cut of its text around them."""
    wanted = query(words)
    if not wanted or not ids:
        return {}
    table = schema.documents
    these = connection.execute(select(table.c.number, table.c.id).where(table.c.id.in_(ids)))
    numbers = {row.number: row.id for row in these}
    rows = connection.execute(
        text(
            "SELECT rowid, snippet(fulltext, 1, '', '', ' … ', 24) FROM fulltext"
            # +: each document is not looked for anew, which takes longer the more words begin as a word* does.
            f" WHERE fulltext MATCH :wanted AND +rowid IN ({_listed(numbers)})"
        ),
        {"wanted": wanted},
    )
    return {numbers[number]: " ".join(cut.split()) for number, cut in rows}


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers)


def _passages(marked: str, plain: str) -> tuple[tuple[int, int], ...]:
    """Where the marks stand, counted in the text without them; nothing where the text has such characters itself."""
    if _MARK in plain or _END in plain:
        return ()
    passages, start = [], 0
    for seen, mark in enumerate(_EITHER.finditer(marked)):
        if mark[0] == _MARK:
            start = mark.start() - seen
        else:
            passages.append((start, mark.start() - seen))
    return tuple(passages)


# The index of runs of words is asked about hundreds of runs for each document: these go to the driver as they are.


def places_of_run(connection: Connection, key: int, most: int | None) -> list[int]:
    """The documents that have a run, by their places in the index, the least first."""
    cursor = connection.connection.cursor()
    cursor.execute(
        "SELECT place FROM reuse_runs WHERE key = ? ORDER BY place LIMIT ?", (key, -1 if most is None else most)
    )
    return [place for (place,) in cursor.fetchall()]


def add_runs(connection: Connection, rows: Iterable[tuple[int, int]]) -> None:
    """Puts runs with the documents that have them into the index."""
    rows = iter(rows)
    while some := list(itertools.islice(rows, 10_000)):
        connection.exec_driver_sql("INSERT INTO reuse_runs (key, place) VALUES (?, ?)", some)
