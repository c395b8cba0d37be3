"""The people themselves: who they are, what they may do, and whether a password is theirs."""

from __future__ import annotations

import dataclasses
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from whence.errors import PeopleError
from whence.showing.pages.people import passwords
from whence.showing.pages.people.file import PeopleFile
from whence.showing.pages.people.logins import Logins
from whence.showing.pages.people.names import cleaned, key_of
from whence.showing.pages.people.tokens import Tokens
from whence.showing.pages.who import ROLES, Person, Role

Clock = Callable[[], float]


@dataclasses.dataclass(frozen=True, slots=True)
class Member:
    """A person, since when (seconds since 1970) the person is here, and how many log-ins and tokens are open."""

    person: Person
    since: int
    logins: int
    tokens: int


class People:
    """All people who may see a record, in their file; `logins` and `tokens` are what they are known by."""

    def __init__(self, path: Path, create: bool = False, clock: Clock = time.time) -> None:
        """
        Raises:
            PeopleError: there is no such file, it is no file of people, or others can read it.
        """
        self.file: Final = PeopleFile(path, create)
        self.logins: Final = Logins(self.file, clock)
        self.tokens: Final = Tokens(self.file, clock)
        self._clock = clock

    def all(self) -> list[Member]:
        """Everybody, by name."""
        with self.file.reading() as connection:
            rows = connection.execute("SELECT key, name, role, since FROM people ORDER BY key").fetchall()
        logins, tokens = self.logins.of_each(), self.tokens.of_each()
        return [
            Member(Person(name, role), since, logins.get(key, 0), tokens.get(key, 0)) for key, name, role, since in rows
        ]

    def find(self, name: str) -> Person:
        """
        Raises:
            PeopleError: there is nobody of that name.
        """
        with self.file.reading() as connection:
            return _found(connection, name)

    def add(self, name: str, role: Role | None, password: str) -> Person:
        """Lets a person in. Without a role the first becomes an owner, everybody else a reader.

        Raises:
            PeopleError: the name or the password will not do, or somebody is called so already.
        """
        name = cleaned(name)
        passwords.refuse_weak(password, name)
        kept = passwords.hashed(password)
        with self.file.writing() as connection:
            first = not connection.execute("SELECT count(*) FROM people").fetchone()[0]
            person = Person(name, role or ("owner" if first else "reader"))
            try:
                connection.execute(
                    "INSERT INTO people VALUES (?, ?, ?, ?, ?)",
                    (key_of(name), name, person.role, kept, int(self._clock())),
                )
            except sqlite3.IntegrityError as error:
                raise PeopleError(f"{name}: somebody is called so already; give another name") from error
        return person

    def remove(self, name: str) -> Person:
        """Shows a person out: log-ins and tokens end at once. What the person decided stays in the record.

        Raises:
            PeopleError: there is nobody of that name, or it is the only owner while others are there.
        """
        with self.file.writing() as connection:
            person = _found(connection, name)
            _keep_an_owner(connection, person, alone=True)
            connection.execute("DELETE FROM people WHERE key = ?", (key_of(name),))
        return person

    def change_role(self, name: str, role: Role) -> Person:
        """Gives a person another role, from the next page on.

        Raises:
            PeopleError: there is nobody of that name, or it is the only owner.
        """
        with self.file.writing() as connection:
            person = _found(connection, name)
            if role != "owner":
                _keep_an_owner(connection, person)
            connection.execute("UPDATE people SET role = ? WHERE key = ?", (role, key_of(name)))
        return Person(person.name, role)

    def change_password(self, name: str, password: str) -> Person:
        """Gives a person another password, and ends all log-ins that the old one began.

        Raises:
            PeopleError: there is nobody of that name, or the password will not do.
        """
        person = self.find(name)
        passwords.refuse_weak(password, person.name)
        kept = passwords.hashed(password)
        with self.file.writing() as connection:
            connection.execute("UPDATE people SET password = ? WHERE key = ?", (kept, key_of(name)))
            connection.execute("DELETE FROM logins WHERE person = ?", (key_of(name),))
        return person

    def known_by(self, name: str, password: str) -> Person | None:
        """The person of this name and password. It takes as long to find that there is nobody."""
        with self.file.reading() as connection:
            row = connection.execute(
                "SELECT name, role, password FROM people WHERE key = ?", (key_of(name),)
            ).fetchone()
        kept = row[2] if row else None
        if not passwords.fits(password[: passwords.LONGEST + 1], kept) or kept is None:
            return None
        if passwords.outdated(kept):
            anew = passwords.hashed(password)
            with self.file.writing() as connection:  # unless it has been changed meanwhile
                connection.execute(
                    "UPDATE people SET password = ? WHERE key = ? AND password = ?", (anew, key_of(name), kept)
                )
        return Person(row[0], row[1])


def _found(connection: sqlite3.Connection, name: str) -> Person:
    row = connection.execute("SELECT name, role FROM people WHERE key = ?", (key_of(name),)).fetchone()
    if row is None:
        raise PeopleError(f"{name}: there is nobody of that name; `whence user list` has all")
    return Person(*row)


def _keep_an_owner(connection: sqlite3.Connection, person: Person, alone: bool = False) -> None:
    """Refuses to lose the only owner. With `alone`, that may be where nobody else is there either."""
    everybody, owners = connection.execute("SELECT count(*), sum(role = 'owner') FROM people").fetchone()
    if person.role == "owner" and owners == 1 and not (alone and everybody == 1):
        raise PeopleError(f"{person.name}: there is no other owner; make somebody else an {ROLES[-1]} first")
