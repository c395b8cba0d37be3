"""API tokens: what a program shows instead of a password, for a while, and never for more than its person may do."""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Callable
from typing import Final

from whence.errors import PeopleError
from whence.showing.pages.people.file import PeopleFile
from whence.showing.pages.people.logins import hash_of
from whence.showing.pages.people.names import key_of
from whence.showing.pages.who import ROLES, Person, Role

BEGINS: Final = "whence_"
"""How every token begins, so that a search for secrets finds those that have got into a file."""

DAYS: Final = 90
MOST_DAYS: Final = 3660
NOTED: Final = 60
_DAY: Final = 24 * 3600


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret. Times are seconds since 1970; `used` is None where it never was."""

    id: str
    name: str
    role: Role
    made: int
    expires: int
    used: int | None


class Tokens:
    """The tokens of all people."""

    def __init__(self, file: PeopleFile, clock: Callable[[], float]) -> None:
        self._file = file
        self._clock = clock

    def make(self, person: Person, role: Role = "reader", days: int = DAYS) -> tuple[str, Token]:
        """A new token: its secret, which is shown this once and not kept, and the rest.

        Raises:
            PeopleError: the person may not do what the token should, or it should hold too long.
        """
        if not person.may(role):
            raise PeopleError(f"{person.name}: a {person.role} can have no token of a {role}; ask for --role reader")
        if not 1 <= days <= MOST_DAYS:
            raise PeopleError(f"{days} days: a token holds for 1 to {MOST_DAYS} days")
        secret = BEGINS + secrets.token_urlsafe(32)
        now = int(self._clock())
        token = Token(secrets.token_hex(4), person.name, role, now, now + days * _DAY, None)
        with self._file.writing() as connection:
            connection.execute(
                "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, NULL)",
                (token.id, hash_of(secret), key_of(person.name), role, token.made, token.expires),
            )
        return secret, token

    def person(self, secret: str) -> Person | None:
        """Whose token it is, with the lesser of its role and the person's now; None where it is none or has run out."""
        now = int(self._clock())
        with self._file.reading() as connection:
            row = connection.execute(
                "SELECT name, people.role, tokens.role, used FROM tokens JOIN people ON key = person"
                " WHERE hash = ? AND expires > ?",
                (hash_of(secret), now),
            ).fetchone()
        if row is None:
            return None
        if row[3] is None or row[3] <= now - NOTED:
            with self._file.writing() as connection:
                connection.execute("UPDATE tokens SET used = ? WHERE hash = ?", (now, hash_of(secret)))
        return Person(row[0], min(row[1], row[2], key=ROLES.index))

    def all(self, name: str | None = None) -> list[Token]:
        """The tokens of a person, or of all; those that have run out too, until they are revoked."""
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT id, name, tokens.role, made, expires, used FROM tokens JOIN people ON key = person"
                " WHERE ? IS NULL OR person = ? ORDER BY key, made, id",
                (name, key_of(name or "")),
            ).fetchall()
        return [Token(*row) for row in rows]

    def revoke(self, id_: str, name: str | None = None) -> Token:
        """Ends a token, of this person where a name is given.

        Raises:
            PeopleError: there is no such token.
        """
        for token in self.all(name):
            if token.id == id_:
                with self._file.writing() as connection:
                    connection.execute("DELETE FROM tokens WHERE id = ?", (id_,))
                return token
        raise PeopleError(f"{id_}: there is no token of that id; `whence user list` has all")

    def of_each(self) -> dict[str, int]:
        """How many hold, by the key of their person's name."""
        with self._file.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT person, count(*) FROM tokens WHERE expires > ? GROUP BY person", (int(self._clock()),)
                ).fetchall()
            )
