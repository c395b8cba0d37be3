"""What views keep of what they have made of the record in one state of it: in no export, made again at any time."""

from __future__ import annotations

import zlib
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from whence.record.schema import views

_QUICKLY: Final = 1
"""How hard zlib tries: it is read far more often than it is sent anywhere."""


def kept(connection: Connection, name: str, state: str) -> bytes | None:
    """What was kept under a name for a state of the record; None where that is for another state."""
    query = select(views.c.zlib).where(views.c.name == name, views.c.state == state)
    packed = connection.scalar(query)
    return zlib.decompress(packed) if packed is not None else None


def is_kept(connection: Connection, name: str, state: str) -> bool:
    """Whether :func:`kept` would give anything."""
    query = select(views.c.name).where(views.c.name == name, views.c.state == state)
    return connection.scalar(query) is not None


def keep(connection: Connection, name: str, state: str, made: bytes) -> None:
    """Keeps what a view has made in a state, in place of what was kept under the name before."""
    packed = zlib.compress(made, _QUICKLY)
    connection.execute(delete(views).where(views.c.name == name))
    connection.execute(insert(views).values(name=name, state=state, zlib=packed))
