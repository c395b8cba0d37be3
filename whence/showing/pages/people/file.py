"""The file of people: SQLite beside the record, for the eyes of whoever serves it alone."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from whence.errors import PeopleError

MARK: Final = 0x57485050
"""SQLite's application id of such a file ("WHPP")."""

VERSION: Final = 1
PATIENCE: Final = 10.0
"""Seconds to wait for another process that is writing."""

TABLES: Final = """
CREATE TABLE people (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'owner')),
    password TEXT NOT NULL, since INTEGER NOT NULL
);
CREATE TABLE logins (
    hash BLOB PRIMARY KEY, person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
    began INTEGER NOT NULL, seen INTEGER NOT NULL
);
CREATE INDEX logins_of ON logins (person);
CREATE TABLE tokens (
    id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'owner')),
    made INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER
);
CREATE INDEX tokens_of ON tokens (person);
"""


def beside(record: str | Path) -> Path:
    """Where the people of a record are kept if nobody says otherwise: whence.db -> whence.db.people"""
    return Path(f"{record}.people")


class PeopleFile:
    """The file, opened anew for each piece of work: other processes may change it at any time."""

    def __init__(self, path: Path, create: bool = False) -> None:
        """
        Raises:
            PeopleError: there is no such file or folder, it is no file of people, or others can read it.
        """
        self.path = path
        if create:
            _make(path)
        if not path.is_file():
            raise PeopleError(f"{path}: there is no file of people; make it with `whence user add NAME`")
        _refuse_open(path)
        with self.writing() as connection:
            _set_up(connection, path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction that sees one state of the file."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction that is kept when the block ends well, and undone when it does not."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        try:
            address = f"{self.path.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)) as connection:
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA secure_delete = ON")  # what is taken away is overwritten
                connection.execute(begin)
                try:
                    yield connection
                except BaseException:
                    with contextlib.suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            what = "it is no file of people" if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB" else error
            raise PeopleError(f"{self.path}: {what}; check the path and the permissions, or give --people") from error


def _make(path: Path) -> None:
    """An empty file that its owner alone can read and write, where there is none."""
    with contextlib.suppress(FileExistsError):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            raise
        except OSError as error:
            raise PeopleError(f"{path}: {error.strerror}; give another --people") from error


def _refuse_open(path: Path) -> None:
    if os.name == "posix" and (mode := path.stat().st_mode & 0o777) & 0o077:
        raise PeopleError(
            f"{path}: other users of this machine can get at it (mode {mode:o}); run `chmod 600 {path}` first"
        )


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    """Makes the tables in an empty file; refuses a file of something else, or of a newer version."""
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if empty and not mark:
        for statement in filter(str.strip, TABLES.split(";")):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {MARK}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    elif mark != MARK:
        raise PeopleError(f"{path}: it is a database, but no file of people; give another --people")
    elif version > VERSION:
        raise PeopleError(f"{path}: a newer version of Whence wrote it; upgrade Whence (pip install --upgrade whence)")
