"""What the record answers with, beside the words of the model: how far a reading has come, what became of it, a hit."""

from __future__ import annotations

import dataclasses

from whence.errors import Unreadable


@dataclasses.dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading has come: `done` of `total` inputs, of which `name` was the last."""

    done: int
    total: int
    name: str


@dataclasses.dataclass(frozen=True, slots=True)
class Intake:
    """What became of the inputs of one reading. `notes` are for people: what was kept, but with a reservation."""

    kept: int = 0
    unchanged: int = 0
    refused: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Hit:
    """A document in which all the words of a search occur, with a cut of it around them.

    `offsets` are the passages of its text that match; none where only the title does.
    """

    document: str
    snippet: str
    offsets: tuple[tuple[int, int], ...]
