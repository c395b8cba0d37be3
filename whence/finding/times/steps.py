"""Steps from a day: "two years ago", "the day after", "last week", "yesterday at noon"; durations and repetitions."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Final

from whence.finding.times.dates import date, weekday_of
from whence.finding.times.grammar import Part
from whence.finding.times.story import Base, Resolved, Story, number, with_daypart
from whence.finding.times.timex import add_months, bounds_of, day_of, duration, month_of, week_of

_UNKNOWN: Final = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "WE": "XXXX-WXX-WE"}


def shift(given: Mapping[str, Part], story: Story) -> Resolved | None:
    """So many units from the day of publication (`base` now), or from the last time (then) or day told."""
    parts = dict(given)
    if "deictic" in parts or "narrative" in parts:
        parts["n"] = parts.get("deictic", parts.get("narrative", 0))
    if "weekday" in parts and "unit" not in parts:
        return _weekday_after(parts, story)
    if str(parts["unit"]).startswith("T") and not parts.get("n"):
        return None  # "at the same hour"
    unit, n = str(parts["unit"]), float(parts.get("n", 0))
    sign = next((s for name in ("sign", "direction", "coming", "follow") if (s := number(parts, name)) is not None), 1)
    base: Base = "now"
    start = story.now
    wanted = parts["base"]
    if wanted == "then":
        base, start = "then", _start_of(story.then)
        if story.then is not None and n == 0 and unit == _fineness(story.then):
            return with_daypart(Resolved(story.then[:10], base=base), parts)
        if _coarser(story.then, unit):  # "two days later", told of a month
            start = day_of(story.day) if unit == "D" and n == 0 else None
        if unit in ("TH", "TM") and (time := _hour_after(story.then, sign * n / (60 if unit == "TM" else 1))):
            return Resolved(time, "TIME", base)
        if unit == "W" and n and n == round(n) and day_of(story.then) is not None and len(story.then or "") >= 10:
            unit, n = "D", 7 * n  # "a week later", of a day
    elif wanted == "day" and (story.day is None or _elsewhere(story)):
        n = -1.0 if n == 0 and parts.get("daypart") == "TNI" and story.tense == "past" else n  # the night that is over
    elif wanted == "day":
        base, start = "then", day_of(story.day)
    if unit == "WE" and n == 0 and story.tense == "past" and start is not None and start.isoweekday() < 5:
        n = -1.0  # "we met this weekend", read on a Tuesday
    if (
        start is None
        and wanted == "then"
        and story.then is None
        and n != 0
        and unit[-1] in "MY"
        and not unit.startswith("T")
    ):
        base, start = "now", story.now  # "a year earlier", of figures that are of today
    if start is None:
        return with_daypart(Resolved(_UNKNOWN.get(unit, None if unit.startswith("T") else "XXXX"), base=base), parts)
    return with_daypart(Resolved(_moved(start, sign * n, unit), "DATE", base), parts)


def _hour_after(told: str | None, hours: float) -> str | None:
    """The time of day so many hours from one told; None where none was told."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)", told or "")
    if match is None or match[1].endswith("T24:00"):
        return None
    return (datetime.datetime.fromisoformat(match[1]) + datetime.timedelta(hours=hours)).isoformat(timespec="minutes")


def _moved(start: datetime.date, steps: float, unit: str) -> str:
    """The value so many units from a day, as fine as the unit."""
    if unit == "D":
        return (start + datetime.timedelta(days=round(steps))).isoformat()
    if unit in ("W", "WE"):
        week = week_of(start + datetime.timedelta(days=round(7 * steps)))
        return f"{week}-WE" if unit == "WE" else week
    if unit.endswith("M") and not unit.startswith("T"):
        months = int(unit[:-1] or 1)
        if months == 1:
            return month_of(add_months(start, round(steps)))
        moved = add_months(start, round(steps) * months)
        part = (moved.month - 1) // months + 1
        return f"{moved.year:04d}-{'Q' if months == 3 else 'H'}{part}"
    if unit.endswith("Y"):
        years = int(unit[:-1] or 1)
        year = start.year + round(steps * years)
        if not 1 <= year <= 9999:
            raise ValueError(f"year {year} is outside the calendar")
        if years == 10 and abs(steps) <= 1:
            return f"{year // 10:03d}"
        if years == 100 and abs(steps) <= 1:
            return f"{year // 100:02d}"
        return f"{year:04d}"
    return start.isoformat()


def _fineness(value: str) -> str:
    if day_of(value) is not None:
        return "D"
    if "-W" in value:
        return "W"
    return "M" if len(value) == 7 and value[5:].isdigit() else "Y"


def _coarser(value: str | None, unit: str) -> bool:
    """Whether a value is less exact than steps of the unit need."""
    if unit.startswith("T"):
        return value is not None and day_of(value) is None
    fineness = "DWMY"
    return value is not None and unit[-1] in fineness and fineness.index(_fineness(value)) > fineness.index(unit[-1])


def _start_of(value: str | None) -> datetime.date | None:
    start = bounds_of(value)[0]
    return datetime.date.fromisoformat(start) if start else None


def _weekday_after(parts: Mapping[str, Part], story: Story) -> Resolved | None:
    weekday, follow = number(parts, "weekday") or 1, number(parts, "follow") or 1
    start = day_of(story.day) or story.now
    if start is None:
        return Resolved(f"XXXX-WXX-{weekday}", base="now")
    step = (weekday - start.isoweekday()) % 7
    step = (step or 7) if follow > 0 else step - 7
    return Resolved((start + datetime.timedelta(days=step)).isoformat(), base="then" if story.day else "now")


def clock(parts: Mapping[str, Part], story: Story) -> Resolved | None:
    """A time of day, on the day that the expression names or the last one told."""
    hour, minute = number(parts, "hour"), number(parts, "minute") or 0
    base: Base = "now"
    if hour is not None and (added := number(parts, "ampm")) is not None:
        hour = hour % 12 + added
    elif hour is not None and parts.get("part") in ("TAF", "TEV") and hour < 12:
        hour += 12
    time = str(parts["noon"]) if "noon" in parts else f"T{hour:02d}:{minute:02d}"
    day: str | None
    if "deictic" in parts:
        found = shift({**parts, "unit": "D", "base": "now"}, story)
        day = found.value if found is not None else None
    elif "month" in parts or "day" in parts or "weekday" in parts:
        told = date({k: v for k, v in parts.items() if k not in ("part", "daypart")}, story)
        day, base = (told.value, told.base or "now") if told is not None else (None, base)
    elif story.day is not None and not _elsewhere(story):
        day, base = story.day[:10], "then"
    else:
        day = story.now.isoformat() if story.now is not None else "XXXX-XX-XX"
    return Resolved(f"{day}{time}", "TIME", base)


def _elsewhere(story: Story) -> bool:
    """Whether the last day told is still to come where the clause tells of what is past."""
    day, now = day_of(story.day), story.now
    return story.tense == "past" and day is not None and now is not None and day > now


def lasting(parts: Mapping[str, Part], story: Story) -> Resolved | None:
    """A duration: so many of a unit."""
    n = parts.get("n", 1)
    value = duration(n + 0.5 if "half" in parts and not isinstance(n, str) else n, str(parts["unit"]))
    if "unit2" in parts:
        value += duration(parts["n2"], str(parts["unit2"])).removeprefix("PT")
    return Resolved(value, "DURATION")


def repeated(parts: Mapping[str, Part], story: Story) -> Resolved | None:
    """What comes back: each weekday, each so many units."""
    if "weekday" in parts and "told" in parts and story.tense == "past" and story.now is not None:
        return weekday_of(parts, story)  # "they were freed on the Monday"
    if "weekday" in parts:
        return Resolved(f"XXXX-WXX-{parts['weekday']}", "SET")
    return Resolved(duration(parts.get("n", 1), str(parts["unit"])), "SET")
