"""The addresses that reports were fetched from, and what a server wants to hear when it is asked for changes.

They are notes of the record about itself (``meta``), so that a report that has been read is not fetched again.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Final

from sqlalchemy import Connection, select

from whence.record import schema
from whence.record.storing import get_meta, set_meta

_PREFIX: Final = "visited "


@dataclasses.dataclass(frozen=True, slots=True)
class Visit:
    """What was last at an address: when, and the marks by which a server knows its version of then."""

    address: str
    at: str
    etag: str | None = None
    modified: str | None = None


def visit(connection: Connection, address: str) -> Visit | None:
    """The last visit to an address, None where there was none."""
    found = get_meta(connection, _PREFIX + address)
    return Visit(address, **json.loads(found)) if found else None


def keep(connection: Connection, visit: Visit) -> None:
    """Writes down a visit; it takes the place of the last one."""
    told = {"at": visit.at, "etag": visit.etag, "modified": visit.modified}
    set_meta(connection, _PREFIX + visit.address, json.dumps({key: value for key, value in told.items() if value}))


def visited(connection: Connection) -> frozenset[str]:
    """All addresses that were visited, and those of all documents."""
    name, uri = schema.meta.c.name, schema.documents.c.uri
    notes = connection.scalars(select(name).where(name.startswith(_PREFIX, autoescape=True)))
    documents = connection.scalars(select(uri).where(uri.startswith("http")))
    return frozenset((*(note.removeprefix(_PREFIX) for note in notes), *documents))
