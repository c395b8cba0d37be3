"""The names of people: under them decisions are kept, so no two may look alike, and none may trick the eye."""

from __future__ import annotations

import unicodedata
from typing import Final

from whence.errors import PeopleError
from whence.showing.pages.who import ALONE

LONGEST: Final = 60


def cleaned(name: str) -> str:
    """The name as it is kept: composed letters, single blanks.

    Raises:
        PeopleError: it is empty, too long, taken by Whence itself, or has characters that cannot be seen.
    """
    # Blanks are made single before unseen characters are looked for: a line break within a name is a blank too many.
    kept = " ".join(unicodedata.normalize("NFC", name).split())
    if not any(character.isalnum() for character in kept):
        raise PeopleError(f"{name!r}: it is no name; give one with letters")
    if len(kept) > LONGEST:
        raise PeopleError(f"{kept[:20]!r}…: it has more than {LONGEST} characters; give a shorter name")
    # C: control, bidirectional, private and unassigned characters; Zl, Zp, Zs: other blanks than the plain one.
    if any(unicodedata.category(c)[0] == "C" or (c != " " and c.isspace()) for c in kept):
        raise PeopleError(f"{name!r}: it has characters that cannot be seen; write the name without them")
    if key_of(kept) == key_of(ALONE.name):
        raise PeopleError(f"{kept}: so decisions are kept where nobody logs in; give another name")
    return kept


def key_of(name: str) -> str:
    """What two writings of one name have in common, whatever their case, width and blanks."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(plain.encode("utf-8", "replace").decode().split())[:200]
