"""Parts of an expression -> its TIMEX3 value, counted from the day of publication or from the story told so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from whence.finding.times.dates import date, holiday, nth
from whence.finding.times.grammar import Part
from whence.finding.times.steps import clock, lasting, repeated, shift
from whence.finding.times.story import Resolved, Story


def resolve(make: str, parts: Mapping[str, Part], story: Story) -> Resolved | None:
    """The value of an expression made so (``make`` of ``times.toml``); None where it is no time after all.

    A day outside the calendar (before year 1, after 9999) gives no value.
    """
    try:
        return _MAKERS[make](parts, story)
    except (ValueError, OverflowError):
        return Resolved(None, base="now")


def _reference(parts: Mapping[str, Part], story: Story) -> Resolved | None:
    return Resolved(str(parts["value"]), "TIME" if parts.get("type") == "TIME" else "DATE", "now")


def _period(parts: Mapping[str, Part], story: Story) -> Resolved | None:
    return Resolved(str(parts["value"]))


_MAKERS: Final[Mapping[str, Callable[[Mapping[str, Part], Story], Resolved | None]]] = {
    "date": date,
    "year": date,
    "nth": nth,
    "holiday": holiday,
    "shift": shift,
    "clock": clock,
    "duration": lasting,
    "set": repeated,
    "ref": _reference,
    "period": _period,
}
