"""What is known where a time expression stands, and what it comes to: the plain data of resolving."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Literal

from whence.finding.times.grammar import Part
from whence.model import TimexType

Tense = Literal["past", "present", "future"]
Base = Literal["now", "then"]


@dataclasses.dataclass
class Story:
    """What is known where an expression stands: the day of publication, the tense of its clause, the times before it.

    `then` is the value of the last date told and `then_text` its words; `day` the last value that has a day; `goes_on`
    says that the text carries the story on from there.
    """

    now: datetime.date | None
    tense: Tense | None = None
    then: str | None = None
    then_text: str | None = None
    day: str | None = None
    goes_on: bool = False


@dataclasses.dataclass(frozen=True)
class Resolved:
    """A value, its type, what it was counted from (None: it is absolute), and the words of the time told before."""

    value: str | None
    type: TimexType = "DATE"
    base: Base | None = None
    told: str | None = None


def number(parts: Mapping[str, Part], name: str) -> int | None:
    """A part as a whole number; None where it is absent or no number."""
    value = parts.get(name)
    return None if value is None or isinstance(value, str) else int(value)


def with_daypart(found: Resolved | None, parts: Mapping[str, Part]) -> Resolved | None:
    """A day with the part of the day that the expression names ("yesterday evening")."""
    if found is None or "daypart" not in parts or found.value is None:
        return found
    return Resolved(f"{found.value}{parts['daypart']}", "TIME", found.base)
