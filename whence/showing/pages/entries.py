"""A claim as the lists show it: who, what, when, on how many origins, how certain."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, NamedTuple

from whence.model import Claim
from whence.showing.claims import with_certainty
from whence.showing.pages.shelf import Row, Shelf
from whence.showing.words import conflict, support, when


class Named(NamedTuple):
    """Somebody or something by name; `entity` is an id where there is a page about it."""

    name: str
    entity: str | None


class Against(NamedTuple):
    """A claim that another cannot hold beside, with its gist, the language of that, and why, in words."""

    claim: str
    gist: str
    language: str | None
    why: str


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A claim of a list, in words. `sides`: who does it, to whom; where nobody acts, one side, what it is about."""

    row: Row
    claim: Claim
    sides: tuple[tuple[Named, ...], ...]
    when: str
    support: str
    certainty: tuple[tuple[str, int], ...]
    conflicts: tuple[Against, ...]


def entry(row: Row, shelf: Shelf) -> Entry:
    """A claim in words."""
    claim = row.claim
    others = [(shelf.rows[other.claim].claim, other.why) for other in claim.conflicts if other.claim in shelf.rows]
    against = tuple(Against(one.id, one.gist, one.gist_language, conflict(why)) for one, why in others)
    return Entry(row, claim, sides(claim, shelf), when(claim.time), support(claim), row.certainties, against)


def entries(rows: Iterable[Row], shelf: Shelf) -> list[Entry]:
    """Claims in words, in the order given."""
    return [entry(row, shelf) for row in rows]


def sides(claim: Claim, shelf: Shelf) -> tuple[tuple[Named, ...], ...]:
    """Who does it and to whom; where nobody acts, what it is about."""

    def named(*roles: str) -> tuple[Named, ...]:
        return tuple(name(one, shelf) for role in roles for one in claim.participants.get(role, ()))

    actors, recipients = named("actor"), named("recipient")
    if actors or recipients:
        return (actors, recipients) if recipients else (actors,)
    return (named("object", "other"),)


def name(one: str, shelf: Shelf) -> Named:
    """An entity by its id, or a name that is no entity's."""
    entity = shelf.entities.get(one)
    return Named(entity.name, one) if entity else Named(one, None)


def row_json(row: Row, shelf: Shelf) -> dict[str, Any]:
    """The claim as RECORD.md has it, with the certainty of its statements.

    Its origins stay as they are: of hundreds, the encoder makes the same in a tenth of the time.
    """
    told = with_certainty(dataclasses.replace(row.claim, origins=()), shelf.told_of(row))
    return {**told, "origins": row.claim.origins}
