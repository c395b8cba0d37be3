"""Parts of an expression -> its TIMEX3 value, counted from the day of publication or from the story told so far."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from typing import Final, Literal

from whence.finding.times.grammar import Part
from whence.finding.times.timex import add_months, bounds_of, day_of, duration, easter, month_of, season_of, week_of
from whence.model import TimexType

Tense = Literal["past", "present", "future"]
Base = Literal["now", "then"]

_AHEAD: Final = 8
"""A day ahead counts as so many days back, where nothing tells the direction."""
_UNKNOWN: Final = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "WE": "XXXX-WXX-WE"}


@dataclasses.dataclass
class Story:
    """What is known where an expression stands: the day of publication, the tense of its clause, the times before it.

    `then` is the value of the last date told and `then_text` its words; `day` the last one that is a day; `goes_on`
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


def resolve(make: str, parts: Mapping[str, Part], story: Story) -> Resolved | None:
    """The value of an expression made so (``make`` of ``times.toml``); None where it is no time after all."""
    return _MAKERS[make](dict(parts), story)


def _number(parts: Mapping[str, Part], name: str) -> int | None:
    value = parts.get(name)
    return None if value is None or isinstance(value, str) else int(value)


# --- dates ---------------------------------------------------------------------------------------------------------


def _date(parts: dict[str, Part], story: Story) -> Resolved | None:
    if "decade4" in parts or "decade2" in parts or "century" in parts:
        return _long(parts)
    year = _year(parts, story)
    if any(p in parts for p in ("season", "quarter", "half")):
        return _part_of_year(parts, year, story)
    if "month" in parts or "monthnum" in parts:
        return _month_and_day(parts, year, story)
    if "weekday" in parts:
        return _with_daypart(_weekday(parts, story), parts)
    if "day" in parts:
        return _with_daypart(_bare_day(parts, story), parts)
    return Resolved(f"{year:04d}") if year is not None else None


def _with_daypart(found: Resolved | None, parts: Mapping[str, Part]) -> Resolved | None:
    if found is None or "daypart" not in parts or found.value is None:
        return found
    return Resolved(f"{found.value}{parts['daypart']}", "TIME", found.base)


def _year(parts: Mapping[str, Part], story: Story) -> int | None:
    year = _number(parts, "year")
    short = _number(parts, "yy")
    if year is not None or short is None:
        return year
    latest = (story.now.year if story.now is not None else 2030) + 5
    return 2000 + short if 2000 + short <= latest else 1900 + short


def _long(parts: Mapping[str, Part]) -> Resolved | None:
    if (four := _number(parts, "decade4")) is not None:
        return Resolved(str(four // 10))
    if (two := _number(parts, "decade2")) is not None:
        return Resolved(f"19{two // 10}" if two >= 20 else f"20{two // 10}")
    century, tens = _number(parts, "century"), _number(parts, "tens")
    if century is None or not 0 < century <= 21:
        return None
    return Resolved(f"{century - 1:02d}{'' if tens is None else tens // 10}")


def _part_of_year(parts: Mapping[str, Part], year: int | None, story: Story) -> Resolved | None:
    base: Base | None = None
    if "quarter" in parts or "half" in parts:
        name = "quarter" if "quarter" in parts else "half"
        number, count = _number(parts, name) or 0, 4 if name == "quarter" else 2
        number = count if number == -1 else number
        if not 1 <= number <= count:
            return None
        part, first = f"{'Q' if count == 4 else 'H'}{number}", (number - 1) * (12 // count) + 1
    else:
        part = str(parts["season"])
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[part]
    if year is None:
        direction = _number(parts, "direction")
        if story.now is None or ("season" in parts and direction is None and story.tense in ("present", None) and "this" not in parts):
            return Resolved(f"XXXX-{part}", base="now" if "season" not in parts else None)
        base, now = "now", story.now
        start = datetime.date(now.year, first, 1)
        if direction is None and "season" in parts and season_of(now) == part and story.tense != "future":
            year = now.year - (1 if part == "WI" and now.month < 3 else 0)
        elif direction == 0:
            year = now.year - (1 if part == "WI" and now.month < 9 else 0)
        elif direction == -1 or (direction is None and story.tense != "future"):
            year = now.year if start < now.replace(day=1) and not (direction == -1 and "season" in parts and season_of(now) == part) else now.year - 1
        else:
            year = now.year if start > now else now.year + 1
        if direction is None and "season" not in parts:
            year = now.year
    return Resolved(f"{year:04d}-{part}", base=base)


def _month_and_day(parts: dict[str, Part], year: int | None, story: Story) -> Resolved | None:
    month = _number(parts, "month") or _number(parts, "monthnum") or 0
    day = _number(parts, "day")
    rest = f"-{month:02d}" + (f"-{day:02d}" if day is not None else "")
    if year is None and story.now is not None and not (story.goes_on and story.then):
        year, base = _near_year(month, day, parts, story, story.now), "now"
    elif year is None:
        told = (story.then or "")[:4]
        known = told.isdigit() and story.goes_on
        return _with_daypart(Resolved((told if known else "XXXX") + rest, base="then" if known else "now"), parts)
    else:
        base = None
    value = f"{year:04d}{rest}"
    if day is not None and day_of(value) is None:
        return None
    return _with_daypart(Resolved(value, base=base), parts)  # type: ignore[arg-type]


def _near_year(month: int, day: int | None, parts: Mapping[str, Part], story: Story, now: datetime.date) -> int:
    """The year of a month, or a day of one, that the text leaves out."""
    weekday = _number(parts, "weekday")
    days = [(y, _valid(y, month, day or 1)) for y in range(now.year - 2, now.year + 3)]
    if weekday is not None:
        fitting = [(y, d) for y, d in days if d is not None and d.isoweekday() == weekday]
        if fitting:
            return min(fitting, key=lambda c: abs((c[1] - now).days))[0]
    here = now if day is not None else now.replace(day=1)
    past = max((y for y, d in days if d is not None and d < here), default=now.year)
    future = min((y for y, d in days if d is not None and d > here), default=now.year)
    same = next((y for y, d in days if d == here), None)
    direction = _number(parts, "direction")
    if direction is not None:
        return past if direction < 0 else future
    if same is not None:
        return same
    if story.tense == "past":
        return past
    if story.tense == "future":
        return future
    if day is None and story.tense == "present":
        return now.year
    def strangeness(candidate: datetime.date) -> int:  # news tells more often of the past
        away = (candidate - now).days
        return -away if away <= 0 else _AHEAD * away

    return min((d for _, d in days if d is not None), key=strangeness, default=now).year


def _valid(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _weekday(parts: Mapping[str, Part], story: Story) -> Resolved:
    weekday = _number(parts, "weekday") or 1
    if "weekdir" in parts:
        if story.now is None:
            return Resolved(f"XXXX-WXX-{weekday}", base="now")
        monday = story.now + datetime.timedelta(days=7 * int(parts["weekdir"]) - story.now.weekday())
        return Resolved((monday + datetime.timedelta(days=weekday - 1)).isoformat(), base="now")
    direction, now = _number(parts, "direction"), story.now
    if "day" in parts:
        return _bare_day(dict(parts), story) or Resolved(f"XXXX-WXX-{weekday}", base="now")
    if now is None:
        return Resolved(f"XXXX-WXX-{weekday}", base="now")
    ahead = (weekday - now.isoweekday()) % 7
    forward = direction == 1 or (direction is None and story.tense in ("future", "present"))
    if ahead == 0:
        step = 0 if direction is None else 7 * direction
    else:
        step = ahead if forward else ahead - 7
    return Resolved((now + datetime.timedelta(days=step)).isoformat(), base="now")


def _bare_day(parts: Mapping[str, Part], story: Story) -> Resolved | None:
    day, now = _number(parts, "day"), story.now
    if day is None or now is None:
        return Resolved(f"XXXX-XX-{day:02d}", base="now") if day is not None else None
    near = [add_months(now.replace(day=1), m) for m in (-1, 0, 1)]
    days = [d for m in near if (d := _valid(m.year, m.month, day)) is not None]
    weekday = _number(parts, "weekday")
    fitting = [d for d in days if weekday is None or d.isoweekday() == weekday] or days
    return Resolved(min(fitting, key=lambda d: abs(d - now)).isoformat(), base="now") if fitting else None


def _nth(parts: dict[str, Part], story: Story) -> Resolved | None:
    """The first Sunday of a month or of a season."""
    nth, weekday = _number(parts, "ordinal") or 1, _number(parts, "weekday") or 1
    inner = {k: v for k, v in parts.items() if k not in ("weekday", "ordinal")}
    within = _date(inner, story)
    if within is None or within.value is None or "X" in within.value:
        return None
    year = int(within.value[:4])
    month = _number(parts, "month") or {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[within.value[-2:]]
    start = datetime.date(year, month, 1 if "month" in parts else 21)
    day = start + datetime.timedelta(days=(weekday - start.isoweekday()) % 7 + 7 * (nth - 1))
    return Resolved(day.isoformat(), base=within.base)


def _holiday(parts: dict[str, Part], story: Story) -> Resolved | None:
    name, year = str(parts["holiday"]), _year(parts, story)
    movable = name[0] in "+-"

    def on(y: int) -> datetime.date:
        if movable:
            return easter(y) + datetime.timedelta(days=int(name))
        return datetime.date(y, int(name[:2]), int(name[3:]))

    if year is not None:
        return Resolved(on(year).isoformat())
    if story.now is None:
        return Resolved("XXXX" if movable else f"XXXX-{name}", base="now")
    now, direction = story.now, _number(parts, "direction")
    years = range(now.year - 1, now.year + 2)
    if direction is not None or story.tense in ("past", "future"):
        back = direction == -1 or (direction is None and story.tense == "past")
        fitting = [on(y) for y in years if (on(y) <= now if back else on(y) >= now)]
        chosen = fitting[-1] if back else fitting[0]
    else:
        chosen = min((on(y) for y in years), key=lambda d: abs(d - now))
    return Resolved(chosen.isoformat(), base="now")


# --- steps ---------------------------------------------------------------------------------------------------------


def _shift(parts: dict[str, Part], story: Story) -> Resolved | None:
    if "deictic" in parts or "narrative" in parts:
        parts["n"] = parts.get("deictic", parts.get("narrative", 0))
    if "weekday" in parts and "unit" not in parts:
        return _weekday_after(parts, story)
    if str(parts["unit"]).startswith("T") and not parts.get("n"):
        return None  # "at the same hour"
    unit, n = str(parts["unit"]), float(parts.get("n", 0))
    sign = _number(parts, "sign") or _number(parts, "direction") or _number(parts, "coming") or _number(parts, "follow") or 1
    base: Base = "now"
    start = story.now
    wanted = parts["base"]
    if wanted == "then":
        base, start = "then", _start_of(story.then)
        if story.then is not None and n == 0 and unit == _fineness(story.then):
            return _with_daypart(Resolved(story.then[:10], base=base), parts)
    elif wanted == "day" and story.day is not None:
        base, start = "then", day_of(story.day)
    if unit == "WE" and n == 0 and story.tense == "past" and start is not None and start.isoweekday() < 5:
        n = -1.0  # "we met this weekend", read on a Tuesday
    if start is None:
        return _with_daypart(Resolved(_UNKNOWN.get(unit, None if unit.startswith("T") else "XXXX"), base=base), parts)
    try:
        return _with_daypart(Resolved(_moved(start, sign * n, unit), "DATE", base), parts)
    except (ValueError, OverflowError):
        return Resolved(None, base=base)


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


def _start_of(value: str | None) -> datetime.date | None:
    start = bounds_of(value)[0]
    return datetime.date.fromisoformat(start) if start else None


def _weekday_after(parts: Mapping[str, Part], story: Story) -> Resolved | None:
    weekday, follow = _number(parts, "weekday") or 1, _number(parts, "follow") or 1
    start = day_of(story.day) or story.now
    if start is None:
        return Resolved(f"XXXX-WXX-{weekday}", base="now")
    step = (weekday - start.isoweekday()) % 7
    step = (step or 7) if follow > 0 else step - 7
    return Resolved((start + datetime.timedelta(days=step)).isoformat(), base="then" if story.day else "now")


def _clock(parts: dict[str, Part], story: Story) -> Resolved | None:
    hour, minute, base = _number(parts, "hour"), _number(parts, "minute") or 0, "now"
    if hour is not None and parts.get("part") in ("TAF", "TEV") and hour < 12:
        hour += 12
    time = str(parts["noon"]) if "noon" in parts else f"T{hour:02d}:{minute:02d}"
    day: str | None
    if "deictic" in parts:
        found = _shift(parts | {"unit": "D", "base": "now"}, story)
        day = found.value if found is not None else None
    elif "weekday" in parts:
        day = _weekday(parts, story).value
    elif story.day is not None:
        day, base = story.day[:10], "then"
    else:
        day = story.now.isoformat() if story.now is not None else "XXXX-XX-XX"
    return Resolved(f"{day}{time}", "TIME", base)  # type: ignore[arg-type]


# --- how long, how often ---------------------------------------------------------------------------------------------


def _duration(parts: dict[str, Part], story: Story) -> Resolved | None:
    n = parts["n"] if "n" in parts else 1
    value = duration(n + 0.5 if "half" in parts and not isinstance(n, str) else n, str(parts["unit"]))
    if "unit2" in parts:
        value += duration(parts["n2"], str(parts["unit2"])).removeprefix("PT")
    return Resolved(value, "DURATION")


def _set(parts: dict[str, Part], story: Story) -> Resolved | None:
    if "weekday" in parts:
        return Resolved(f"XXXX-WXX-{parts['weekday']}", "SET")
    return Resolved(duration(parts.get("n", 1), str(parts["unit"])), "SET")


def _reference(parts: dict[str, Part], story: Story) -> Resolved | None:
    return Resolved(str(parts["value"]), "TIME" if parts.get("type") == "TIME" else "DATE", "now")


def _period(parts: dict[str, Part], story: Story) -> Resolved | None:
    return Resolved(str(parts["value"]))


_MAKERS: Final[Mapping[str, Callable[[dict[str, Part], Story], Resolved | None]]] = {
    "date": _date,
    "year": _date,
    "nth": _nth,
    "holiday": _holiday,
    "shift": _shift,
    "clock": _clock,
    "duration": _duration,
    "set": _set,
    "ref": _reference,
    "period": _period,
}
