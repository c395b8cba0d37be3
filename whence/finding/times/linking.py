"""Expressions that are the two ends of one period: "from March to June 2020", "between 2015 and 2019"."""

from __future__ import annotations

import functools
import re
from typing import Final, Literal

from whence.finding.figures.numbers import either
from whence.finding.times.grammar import Expression, grammar

End = Literal["opens", "closes"]

_NEAR: Final = 20
"""The ends of a period stand no farther apart, in characters."""
_LEAD: Final = 16
_SHARED: Final = ("month", "year", "yy", "direction", "unit")
"""What the second end says for both ("from 3 to 5 May 2020")."""


def linked(folded: str, expressions: list[Expression], language: str) -> list[tuple[Expression, End | None]]:
    """The expressions, those that open or close a period marked so; the first takes month and year of the second."""
    out: list[tuple[Expression, End | None]] = []
    i = 0
    while i < len(expressions):
        first = expressions[i]
        second = expressions[i + 1] if i + 1 < len(expressions) else None
        opened = _opened(folded, first, second, language) if second is not None else None
        if second is None or (opened is None and first.link != "each"):
            out.append((first, None))
            i += 1
            continue
        first, second = _shared(first, second)
        ends: tuple[End | None, End | None] = ("opens", "closes") if opened is not None else (None, None)
        out += [(first._replace(whole=opened if opened is not None else first.whole), ends[0]), (second, ends[1])]
        i += 2
    return out


def _shared(first: Expression, second: Expression) -> tuple[Expression, Expression]:
    """The two ends, each with what only the other says: "from 3 to 5 May 2020", "November to March 2018"."""
    days = "day" in first.parts and "day" in second.parts
    if days and "month" not in second.parts and "month" in first.parts:
        second = second._replace(parts={**second.parts, "month": first.parts["month"]})
    if "month" in second.parts or "month" not in first.parts:
        taken = {k: v for k, v in second.parts.items() if k in _SHARED and k not in first.parts}
        first = first._replace(parts={**first.parts, **taken})
        months = first.parts.get("month"), second.parts.get("month")
        year = taken.get("year")
        if isinstance(year, int) and all(isinstance(m, int) for m in months) and months[0] > months[1]:  # type: ignore[operator]
            first = first._replace(parts={**first.parts, "year": year - 1})
    return first, second


def _opened(folded: str, first: Expression, second: Expression, language: str) -> int | None:
    """Where the period begins whose ends these are; None where they are none."""
    alike = first.make == second.make or {first.make, second.make} <= {"date", "year", "shift"}
    if not alike or second.start - first.end > _NEAR:
        return None
    if first.link is not None:
        return first.whole if first.link == "range" else None
    if first.make not in ("date", "year", "clock"):
        return None
    before, between = folded[max(0, first.start - _LEAD) : first.start], folded[first.end : second.start]
    for opener, closer in _between(language):
        if closer.fullmatch(between) and (lead := opener.search(before)):
            return first.start - len(lead.group())
    return None


@functools.cache
def _between(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    leads = grammar(language).data["leads"]
    article = rf"(?:{either(leads['articles'])}\s*)?"
    return tuple(
        (
            re.compile(rf"(?<!\w){re.escape(opener)}\s*{article}$" if opener else "$"),
            re.compile(rf"\s*,?\s*{re.escape(closer)}\s*{article}"),
        )
        for opener, closer in leads["between"]
    )
