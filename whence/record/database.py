"""Opening the database behind a record: what an address means, whether it is a record, and bringing it up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from whence.errors import RecordError
from whence.record import schema, sqlite

_OTHER: Final = "give another --record"


def file_of(address: str | Path) -> Path:
    """The file that an address means.

    Raises:
        RecordError: the address is that of a database that this version cannot use.
    """
    if "://" in str(address):
        raise RecordError(f"{address}: records in a database server are not yet supported; give the path of a file")
    return Path(address)


def open_database(path: Path, *, create: bool) -> tuple[Engine, bool]:
    """An engine on the record in a file, at the newest revision, and whether it can be written.

    With `create`, the file is made where there is none, and it has to be writable.

    Raises:
        RecordError: there is no such file or folder, no permission, the file is no record, or a newer version's.
    """
    try:
        return _open(path, create)
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}; {_OTHER}") from error


def _open(path: Path, create: bool) -> tuple[Engine, bool]:
    if not path.parent.is_dir():
        raise RecordError(f"{path}: there is no folder {path.parent}; make it, or {_OTHER}")
    if path.is_dir():
        raise RecordError(f"{path}: it is a folder, not a record; {_OTHER}")
    revision = _revision(path) if path.exists() and path.stat().st_size else None
    if revision is None and not create:
        raise RecordError(f"{path}: there is no record here yet; run `whence read SOURCE --record {path}` first")
    folder_open = os.access(path.parent, os.W_OK | os.X_OK)
    writable = folder_open and (not path.exists() or os.access(path, os.W_OK))
    if create and not writable:
        what = "it is read-only" if folder_open else f"nothing can be written in the folder {path.parent}"
        raise RecordError(f"{path}: {what}; change the permissions, or {_OTHER}")
    mode = ("rwc" if create else "rw") if writable else ("ro" if folder_open else "immutable")
    with explained(path):
        engine = sqlite.open_file(path, mode)
    try:
        if revision != schema.REVISIONS[-1]:
            if not writable:
                raise RecordError(
                    f"{path}: an older version wrote it, and it cannot be brought up to date: it is read-only"
                )
            with explained(path), engine.connect().execution_options(**{sqlite.WRITES: True}) as connection:
                upgrade(connection)
                connection.commit()
    except BaseException:
        engine.dispose()
        raise
    return engine, writable


def _revision(path: Path) -> str | None:
    """The revision of the record in a file that is not empty; None for a database without any table."""
    with path.open("rb"):  # says which permission is wanting, where SQLite says only "unable to open"
        pass
    try:
        tables, revision = sqlite.inspect(path)
    except sqlite3.DatabaseError as error:
        raise RecordError(f"{path}: {sqlite.explain(error, path)}") from error
    if not tables:
        return None
    if revision is None or (revision in schema.REVISIONS and schema.meta.name not in tables):
        raise RecordError(f"{path}: it is a database, but no record of Whence; {_OTHER}")
    if revision not in schema.REVISIONS:
        raise RecordError(
            f"{path}: a newer version of Whence wrote it (schema {revision}); "
            "upgrade Whence (pip install --upgrade whence)"
        )
    return revision


def upgrade(connection: Connection) -> None:
    """Brings the schema to the newest revision, in the transaction of the connection."""
    if inspect(connection).has_table("alembic_version"):
        done = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if done == schema.REVISIONS[-1]:  # another process was quicker
            return
    from alembic import command  # takes a quarter of a second: only where there is something to do

    from whence.record.migrations import configuration

    command.upgrade(configuration(connection), "head")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns the database's errors into a :class:`RecordError` that names the file and says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise RecordError(f"{path}: {sqlite.explain(error.orig or error, path)}") from error
    except sqlite3.Error as error:
        raise RecordError(f"{path}: {sqlite.explain(error, path)}") from error
