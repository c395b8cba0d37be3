"""Passwords: kept as Argon2id, and refused where they are too easy to guess.

The parameters are the second that RFC 9106 (section 4) recommends: 64 MiB, three passes, four lanes. A password that
was kept with others is hashed anew when its person logs in.
"""

from __future__ import annotations

import functools
import secrets
import threading
import unicodedata
from typing import Final

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError

from whence.errors import PeopleError

HASHER: Final = PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)
SHORTEST: Final = 12
LONGEST: Final = 1000
_AT_ONCE: Final = threading.BoundedSemaphore(2)
"""As many are hashed at once: many log-ins together shall not take all memory."""

_ROWS: Final = ("1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "azertyuiopqsdfghjklmwxcvbn")
"""What fingers find without thinking."""


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return HASHER.hash(_alike(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one kept. Without one kept it is not, and to find that out takes as long."""
    with _AT_ONCE:
        try:
            HASHER.verify(kept or _nobodys(), _alike(password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether a password is kept with other parameters than ours now."""
    return HASHER.check_needs_rehash(kept)


def refuse_weak(password: str, name: str) -> None:
    """
    Raises:
        PeopleError: the password is too short or too long, or among the first that somebody would guess.
    """
    if len(password) < SHORTEST:
        raise PeopleError(f"the password: it has fewer than {SHORTEST} characters; take a sentence of a few words")
    if len(password) > LONGEST:
        raise PeopleError(f"the password: it has more than {LONGEST} characters; take a shorter one")
    plain = _alike(password).casefold()
    rows = (row * (len(plain) // len(row) + 2) for row in _ROWS)
    guessed = len(set(plain)) < 5 or any(plain in row or plain[::-1] in row for row in rows)
    if guessed or name.casefold() in plain or plain.startswith("password"):
        raise PeopleError("the password: it is among the first that somebody would guess; take a few unrelated words")


@functools.cache
def _nobodys() -> str:
    """A password that nobody has, to compare with where there is no such person."""
    return HASHER.hash(secrets.token_urlsafe(32))


def _alike(password: str) -> str:
    """The same letters typed on two keyboards are the same password (RFC 8265 asks for NFC)."""
    return unicodedata.normalize("NFC", password)
