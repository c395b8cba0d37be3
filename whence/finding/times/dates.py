"""Dates by their parts: day, month, year, weekday, season, decade; what the text leaves out is chosen by direction."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from whence.finding.times.grammar import Part
from whence.finding.times.story import Base, Resolved, Story, number, with_daypart
from whence.finding.times.timex import SEASONS, add_months, bounds_of, day_of, easter, season_of

_AHEAD: Final = 8
"""A day ahead counts as so many days back, where nothing tells the direction: news tells more often of the past."""

_FAR: Final = 45
"""So many days before publication a story is told of its own time: "the 9th" is a day of that."""

_SOLSTICE: Final = 21
"""The day of its first month on which a season begins where its days are counted."""


def date(parts: Mapping[str, Part], story: Story) -> Resolved | None:
    """A date by its parts; None where there is no such day."""
    if "decade4" in parts or "decade2" in parts or "century" in parts:
        return _long(parts)
    year = _year(parts, story)
    if "season" in parts and "follow" in parts:
        return _season_after(str(parts["season"]), number(parts, "follow") or 1, story)
    if "season" in parts:
        return _season(str(parts["season"]), number(parts, "direction"), year, story)
    if "quarter" in parts or "half" in parts:
        return _part_of_year(parts, year, story)
    if "month" in parts or "monthnum" in parts:
        return _month_and_day(parts, year, story)
    if "weekday" in parts:
        return with_daypart(weekday_of(parts, story), parts)
    if "day" in parts:
        return with_daypart(_bare_day(parts, story), parts)
    return Resolved(f"{year:04d}") if year is not None else None


def _year(parts: Mapping[str, Part], story: Story) -> int | None:
    year = number(parts, "year")
    short = number(parts, "yy")
    if year is None and "of_year" in parts and story.now is not None and "quarter" not in parts and "half" not in parts:
        return story.now.year + (number(parts, "of_year") or 0)
    if year is None and "that_year" in parts and (story.then or "")[:4].isdigit():
        return int((story.then or "")[:4])
    if year is not None or short is None:
        return year
    latest = (story.now.year if story.now is not None else 2030) + 5
    return 2000 + short if 2000 + short <= latest else 1900 + short


def _long(parts: Mapping[str, Part]) -> Resolved | None:
    if (four := number(parts, "decade4")) is not None:
        return Resolved(str(four // 10))
    if (two := number(parts, "decade2")) is not None:
        return Resolved(f"19{two // 10}" if two >= 20 else f"20{two // 10}")
    century, tens = number(parts, "century"), number(parts, "tens")
    if century is None or not 0 < century <= 21:
        return None
    return Resolved(f"{century - 1:02d}{'' if tens is None else tens // 10}")


def _part_of_year(parts: Mapping[str, Part], year: int | None, story: Story) -> Resolved | None:
    name, count, letter = ("quarter", 4, "Q") if "quarter" in parts else ("half", 2, "H")
    which = number(parts, name) or 0
    which = count if which == -1 else which  # "the last quarter"
    if not 1 <= which <= count:
        return None
    if year is not None:
        return Resolved(f"{year:04d}-{letter}{which}")
    if story.now is None:
        return Resolved(f"XXXX-{letter}{which}", base="now")
    if (of_year := number(parts, "of_year")) is not None:
        return Resolved(f"{story.now.year + of_year:04d}-{letter}{which}", base="now")
    first = datetime.date(story.now.year, (which - 1) * (12 // count) + 1, 1)
    direction = number(parts, "direction") or 0
    over = add_months(first, 12 // count) <= story.now
    year = story.now.year + (-1 if direction < 0 and not over else 1 if direction > 0 and first <= story.now else 0)
    return Resolved(f"{year:04d}-{letter}{which}", base="now")


def _season(season: str, direction: int | None, year: int | None, story: Story) -> Resolved:
    if year is not None:
        return Resolved(f"{year:04d}-{season}")
    now = story.now
    if direction is None and story.tense not in ("past", "future"):
        return Resolved(f"XXXX-{season}")  # "in summer": any summer
    if now is None:
        return Resolved(f"XXXX-{season}", base="now")
    first = datetime.date(now.year, SEASONS[season], 1)
    inside = season_of(now) == season
    begun = first if first <= now else add_months(first, -12)  # the last one that has begun
    if direction == 0 and season == "WI" and 3 <= now.month < 9:
        direction = None  # "this winter", read in spring or summer: the one that is over
    if direction == 1 or (direction is None and story.tense == "future"):
        chosen = begun if inside and direction is None else add_months(begun, 12)
    elif direction == 0:
        chosen = begun if inside or (season == "WI" and now.month < 9) else first
    else:
        chosen = add_months(begun, -12) if inside and direction == -1 else begun
    return Resolved(f"{chosen.year:04d}-{season}", base="now")


def _season_after(season: str, follow: int, story: Story) -> Resolved | None:
    """The first such season after the last time told, or the last one before it ("the following spring")."""
    start = bounds_of(story.then)[0]
    if start is None:
        return Resolved(f"XXXX-{season}", base="then")
    told = datetime.date.fromisoformat(start)
    first = datetime.date(told.year, SEASONS[season], 1)
    late = first <= told if follow > 0 else first < add_months(told, -3)
    year = told.year + (1 if follow > 0 and late else -1 if follow < 0 and not late else 0)
    return Resolved(f"{year:04d}-{season}", base="then")


def _month_and_day(parts: Mapping[str, Part], year: int | None, story: Story) -> Resolved | None:
    month = number(parts, "month") or number(parts, "monthnum") or 0
    day = number(parts, "day")
    rest = f"-{month:02d}" + (f"-{day:02d}" if day is not None else "")
    base: Base | None
    if year is None and story.now is not None and not (story.goes_on and story.then):
        year, base = _near_year(month, day, parts, story, story.now), "now"
    elif year is None:
        told = (story.then or "")[:4]
        known = told.isdigit() and story.goes_on
        return with_daypart(Resolved((told if known else "XXXX") + rest, base="then" if known else "now"), parts)
    else:
        base = "now" if "of_year" in parts else "then" if "that_year" in parts else None
    value = f"{year:04d}{rest}"
    if day is not None and day_of(value) is None:
        return None
    return with_daypart(Resolved(value, base=base), parts)


def _near_year(month: int, day: int | None, parts: Mapping[str, Part], story: Story, now: datetime.date) -> int:
    """The year of a month, or a day of one, that the text leaves out."""
    weekday = number(parts, "weekday")
    days = [(y, _valid(y, month, day or 1)) for y in range(now.year - 2, now.year + 3)]
    if weekday is not None:
        fitting = [(y, d) for y, d in days if d is not None and d.isoweekday() == weekday]
        if fitting:
            return min(fitting, key=lambda c: abs((c[1] - now).days))[0]
    here = now if day is not None else now.replace(day=1)
    past = max((y for y, d in days if d is not None and d < here), default=now.year)
    future = min((y for y, d in days if d is not None and d > here), default=now.year)
    same = next((y for y, d in days if d == here), None)
    direction = number(parts, "direction")
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

    def strangeness(candidate: datetime.date) -> int:
        away = (candidate - now).days
        return -away if away <= 0 else _AHEAD * away

    return min((d for _, d in days if d is not None), key=strangeness, default=now).year


def _valid(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def weekday_of(parts: Mapping[str, Part], story: Story) -> Resolved:
    """The day that a weekday names ("Monday", "last Monday", "Monday of last week", "Monday the 5th")."""
    weekday = number(parts, "weekday") or 1
    if "weekdir" in parts:
        if story.now is None:
            return Resolved(f"XXXX-WXX-{weekday}", base="now")
        monday = story.now + datetime.timedelta(days=7 * int(parts["weekdir"]) - story.now.weekday())
        return Resolved((monday + datetime.timedelta(days=weekday - 1)).isoformat(), base="now")
    direction, now = number(parts, "direction"), story.now
    if "day" in parts:
        return _bare_day(parts, story) or Resolved(f"XXXX-WXX-{weekday}", base="now")
    if now is None:
        return Resolved(f"XXXX-WXX-{weekday}", base="now")
    ahead = (weekday - now.isoweekday()) % 7
    forward = direction == 1 or (direction is None and story.tense in ("future", "present"))
    step = ahead if forward else ahead - 7
    if ahead == 0:
        step = 0 if direction is None else 7 * direction
    return Resolved((now + datetime.timedelta(days=step)).isoformat(), base="now")


def _bare_day(parts: Mapping[str, Part], story: Story) -> Resolved | None:
    day, now = number(parts, "day"), story.now
    if day is None or now is None:
        return Resolved(f"XXXX-XX-{day:02d}", base="now") if day is not None else None
    then = day_of(f"{story.then}-01"[:10]) if story.then is not None and len(story.then) >= 7 else None
    around = then if then is not None and abs((then - now).days) > _FAR else now
    near = [add_months(around.replace(day=1), m) for m in (-1, 0, 1)]
    days = [d for m in near if (d := _valid(m.year, m.month, day)) is not None]
    if around is then:
        now = then
    weekday = number(parts, "weekday")
    fitting = [d for d in days if weekday is None or d.isoweekday() == weekday] or days
    return Resolved(min(fitting, key=lambda d: abs(d - now)).isoformat(), base="now") if fitting else None


def nth(parts: Mapping[str, Part], story: Story) -> Resolved | None:
    """The first Sunday of a month or of a season."""
    which, weekday = number(parts, "ordinal") or 1, number(parts, "weekday") or 1
    inner = {k: v for k, v in parts.items() if k not in ("weekday", "ordinal")}
    within = date(inner, story)
    if within is None or within.value is None or "X" in within.value:
        return None
    month, first = number(parts, "month"), 1
    if month is None:
        month, first = SEASONS[within.value[-2:]], _SOLSTICE
    for year in (int(within.value[:4]), int(within.value[:4]) + 1):
        start = datetime.date(year, month, first)
        day = start + datetime.timedelta(days=(weekday - start.isoweekday()) % 7 + 7 * (which - 1))
        if story.tense != "future" or within.base is None or story.now is None or day >= story.now:
            break
    return Resolved(day.isoformat(), base=within.base)


def holiday(parts: Mapping[str, Part], story: Story) -> Resolved | None:
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
    now, direction = story.now, number(parts, "direction")
    years = range(now.year - 1, now.year + 2)
    if direction is not None or story.tense in ("past", "future"):
        back = direction == -1 or (direction is None and story.tense == "past")
        fitting = [on(y) for y in years if (on(y) <= now if back else on(y) >= now)]
        chosen = fitting[-1] if back else fitting[0]
    else:
        chosen = min((on(y) for y in years), key=lambda d: abs(d - now))
    return Resolved(chosen.isoformat(), base="now")
