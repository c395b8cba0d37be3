"""The preposition before a time, and what it does to the bounds: "since 2014", "before May", "for three years"."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re
from typing import Final

from whence.finding.figures.numbers import either
from whence.finding.times.anchors import anchor
from whence.finding.times.grammar import grammar
from whence.finding.times.timex import day_of, moved
from whence.model import Published, Time

_KINDS: Final = ("within", "until", "since", "before", "after", "in")
_REACH: Final = 24
_Leads = tuple[tuple[str, re.Pattern[str]], ...]


@functools.cache
def _leads(language: str) -> _Leads:
    data = grammar(language).data["leads"]
    article = rf"(?:(?:\s+|(?<=')){either(data['articles'])})?"
    return tuple((kind, re.compile(rf"(?<!\w){either(data[kind])}{article}\s*$")) for kind in _KINDS)


def led(text: str, folded: str, time: Time, language: str, low: int, published: Published | None) -> Time:
    """The time with the preposition before it (from `low` on), and its bounds as that one moves them."""
    before = folded[max(low, time.start_char - _REACH) : time.start_char]
    best: tuple[int, str] | None = None
    for kind, lead in _leads(language):
        match = lead.search(before)
        if match is not None and (best is None or len(match.group()) > best[0]):
            best = len(match.group()), kind
    if best is None:
        return time
    length, kind = best
    start = time.start_char - length
    time = dataclasses.replace(time, text=text[start : time.end_char], start_char=start)
    today = published.date if published is not None else None
    if time.type == "DURATION" and time.anchor is None:
        return lasting_from(time, published, back=kind == "since") if kind in ("since", "within") else time
    if kind == "since" and "/" not in (time.timex or ""):
        return dataclasses.replace(time, end=today if today and time.start and time.start <= today else None)
    if kind == "until":
        return dataclasses.replace(time, start=None)
    if kind == "before" and time.start is not None:
        return dataclasses.replace(time, start=None, end=_next_day(time.start, -1))
    if kind == "after" and time.end is not None:
        return dataclasses.replace(time, start=_next_day(time.end, 1), end=None)
    return time


def lasting_from(time: Time, published: Published | None, *, back: bool) -> Time:
    """A duration up to today, or from today on, with its bounds."""
    today = day_of(published.date) if published is not None else None
    anchored = dataclasses.replace(time, anchor=anchor("now", published))
    if today is None:
        return anchored
    other = moved(today, time.timex or "", -1 if back else 1)
    day = other.isoformat() if other is not None else None
    start, end = (day, today.isoformat()) if back else (today.isoformat(), day)
    return dataclasses.replace(anchored, start=start, end=end)


def _next_day(day: str, step: int) -> str | None:
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=step)).isoformat()
    except (ValueError, OverflowError):
        return None
