"""What the words of a statement mention: states, and periods in whole years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from whence import knowledge
from whence.model import Entity, Statement
from whence.weighing.tables.shares import Period

_YEAR: Final = r"(?:19|20)\d\d"
_PERIOD: Final = re.compile(
    rf"\b({_YEAR})\s*[-–—/]\s*({_YEAR}|\d\d)\b|\b({_YEAR})\s+[^\W\d_]{{1,3}}\s+({_YEAR})\b|\b({_YEAR})\b"
)


class State(NamedTuple):
    """A state of a statement by its alpha-3 code. `start` and `end` are in the quote; -1 where not named there."""

    start: int
    end: int
    country: str


def states_in(statement: Statement, entities: Mapping[str, Entity]) -> list[State]:
    """The states named in the words of a statement, and those that take part without being named there."""
    found: dict[tuple[int, int], str] = {}
    tables = knowledge.load()
    for name in tables.match(statement.quote, statement.language):
        facts = tables.facts(name.entity.id)
        seat = name.form == "government" or facts.capital_of
        country = name.entity.country or facts.seat_of
        if country and (name.entity.kind == "state" or seat):
            found[name.start, name.end] = country
    offset = statement.evidence.start
    for part in statement.participants:
        entity = entities.get(part.entity) if part.entity else None
        if part.country and entity is not None and entity.kind == "state" and part.country not in found.values():
            inside = offset <= part.start and part.end <= statement.evidence.end
            found[(part.start - offset, part.end - offset) if inside else (-1, -1)] = part.country
    return sorted(State(start, end, country) for (start, end), country in found.items())


def periods_in(text: str) -> list[tuple[int, Period]]:
    """The years and periods of years in a text, each with where it begins: "2016-20", "entre 2016 et 2020", "2019"."""
    spans = ((match.start(), _period(match)) for match in _PERIOD.finditer(text))
    return [(start, period) for start, period in spans if period is not None]


def whole_years(statement: Statement) -> Period | None:
    """The time of a statement where it is one or more whole years."""
    time = statement.time
    if time is None or not time.start or not time.end:
        return None
    if time.start[4:] != "-01-01" or time.end[4:] != "-12-31":
        return None
    return Period(int(time.start[:4]), int(time.end[:4]))


def _period(match: re.Match[str]) -> Period | None:
    first, last, one, other, single = match.groups()
    if single:
        return Period(int(single), int(single))
    start = int(first or one)
    end = int(other) if other else int(last if len(last) == 4 else str(start)[:2] + last)
    return Period(start, end) if start <= end else None
