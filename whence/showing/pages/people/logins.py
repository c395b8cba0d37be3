"""Log-ins: who has given the password in which browser, and until when that holds.

A log-in is known by 256 random bits, which the browser has in a cookie; only their SHA-256 is kept, so that a copy of
the file lets nobody in. It ends two hours after the last page and twelve after it began: a working day.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from typing import Final

from whence.showing.pages.people.file import PeopleFile
from whence.showing.pages.people.names import key_of
from whence.showing.pages.who import Person

IDLE: Final = 2 * 3600
LONGEST: Final = 12 * 3600
"""Seconds that a log-in holds without a page being asked for, and at all."""

NOTED: Final = 60
"""Seconds after which another page is noted: not each page writes to the disk."""


class Logins:
    """The log-ins that are open."""

    def __init__(self, file: PeopleFile, clock: Callable[[], float]) -> None:
        self._file = file
        self._clock = clock

    def begin(self, person: Person) -> str:
        """A new log-in of a person: the secret that the browser is to show. Those that have run out are forgotten."""
        secret = secrets.token_urlsafe(32)
        now = int(self._clock())
        with self._file.writing() as connection:
            connection.execute("DELETE FROM logins WHERE began <= ? OR seen <= ?", (now - LONGEST, now - IDLE))
            connection.execute(
                "INSERT INTO logins VALUES (?, ?, ?, ?)", (hash_of(secret), key_of(person.name), now, now)
            )
        return secret

    def person(self, secret: str) -> Person | None:
        """Whose log-in it is, with the role that the person has now; None where it is none or has run out."""
        now = int(self._clock())
        with self._file.reading() as connection:
            row = connection.execute(
                "SELECT name, role, seen FROM logins JOIN people ON key = person"
                " WHERE hash = ? AND began > ? AND seen > ?",
                (hash_of(secret), now - LONGEST, now - IDLE),
            ).fetchone()
        if row is None:
            return None
        if row[2] <= now - NOTED:
            with self._file.writing() as connection:
                connection.execute("UPDATE logins SET seen = ? WHERE hash = ?", (now, hash_of(secret)))
        return Person(row[0], row[1])

    def end(self, secret: str) -> None:
        """Ends a log-in, wherever its secret may have got to."""
        with self._file.writing() as connection:
            connection.execute("DELETE FROM logins WHERE hash = ?", (hash_of(secret),))

    def of_each(self) -> dict[str, int]:
        """How many are open, by the key of their person's name."""
        now = int(self._clock())
        with self._file.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT person, count(*) FROM logins WHERE began > ? AND seen > ? GROUP BY person",
                    (now - LONGEST, now - IDLE),
                ).fetchall()
            )


def hash_of(secret: str) -> bytes:
    """What is kept of a random secret. It is long enough to need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
