"""TIMEX3 values and the calendar: building them, moving along them, bounding them by days.

Values are those of TimeML's TIMEX3 (Pustejovsky et al. 2003, after ISO 8601): ``2021``, ``2021-10``, ``2021-10-05``,
``2021-W40``, ``2021-W40-WE``, ``2021-Q3``, ``2021-H1``, ``2021-SU``, ``202`` (a decade), ``20`` (a century),
``2021-10-05T14:30``, ``2021-10-05TEV``. A period between two of them is written ``2015/2019``, as in ISO 8601.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final

SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The first month of the meteorological seasons of the northern hemisphere."""

_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def day_of(value: str | None) -> datetime.date | None:
    """The day of a value that has one."""
    match = _DAY.match(value or "")
    if match is None:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def bounds_of(value: str | None) -> tuple[str | None, str | None]:
    """The first and last day of a value as ISO dates; (None, None) where it has none ("XXXX-05", "P3Y")."""
    if value is None:
        return None, None
    if "/" in value:
        first, _, last = value.partition("/")
        return bounds_of(first)[0], bounds_of(last)[1]
    found = _days(value)
    return (None, None) if found is None else (found[0].isoformat(), found[1].isoformat())


def _days(value: str) -> tuple[datetime.date, datetime.date] | None:
    try:
        if (day := day_of(value)) is not None:
            return day, day
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            year, week = int(match[1]), int(match[2])
            first = 6 if match[3] else 1
            return datetime.date.fromisocalendar(year, week, first), datetime.date.fromisocalendar(year, week, 7)
        if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
            return _months(int(match[1]), SEASONS[match[2]], 3)
        if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
            return _months(int(match[1]), 3 * int(match[2]) - 2, 3)
        if match := re.fullmatch(r"(\d{4})-H([12])", value):
            return _months(int(match[1]), 6 * int(match[2]) - 5, 6)
        if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
            return _months(int(match[1]), int(match[2]), 1)
        if re.fullmatch(r"\d{2,4}", value):
            missing = 4 - len(value)
            return _months(int(value + "0" * missing) or 1, 1, 12)[0], _months(int(value + "9" * missing), 1, 12)[1]
    except ValueError:
        return None
    return None


def _months(year: int, month: int, count: int) -> tuple[datetime.date, datetime.date]:
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    last = calendar.monthrange(last_year, last_month)[1]
    return datetime.date(year, month, 1), datetime.date(last_year, last_month, last)


def week_of(day: datetime.date) -> str:
    """The ISO week of a day: "2021-W24"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def month_of(day: datetime.date) -> str:
    """The month of a day: "2021-06"."""
    return f"{day.year:04d}-{day.month:02d}"


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The day so many months on (or back), the last of its month where that is shorter.

    Raises:
        ValueError: the year is outside the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is outside the calendar")
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def season_of(day: datetime.date) -> str:
    """The season of a day ("SU")."""
    return next(name for name, first in SEASONS.items() if (day.month - first) % 12 < 3)


def easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)


def duration(n: float | str, unit: str) -> str:
    """The value of so many units: (3, "Y") -> "P3Y", (2, "TH") -> "PT2H", (2, "10Y") -> "P20Y", ("X", "D") -> "PXD"."""
    each, letter = re.fullmatch(r"(\d*)(\w+?)", unit).groups()  # type: ignore[union-attr]
    clock = "T" if letter.startswith("T") else ""
    letter = letter.removeprefix("T")
    if isinstance(n, str):
        return f"P{clock}{n}{'DE' if unit == '10Y' else 'CE' if unit == '100Y' else letter}"
    number = n * int(each or 1)
    return f"P{clock}{number:g}{letter}" if number < 1e6 else f"P{clock}{number:.0f}{letter}"


def moved(day: datetime.date, value: str, sign: int) -> datetime.date | None:
    """The day a duration away from another, on (sign 1) or back (-1); None where the duration is vague or hours."""
    match = re.fullmatch(r"P(\d+)([DWMY])", value)
    if match is None:
        return None
    n = sign * int(match[1])
    try:
        if match[2] in "DW":
            return day + datetime.timedelta(days=n * (7 if match[2] == "W" else 1))
        return add_months(day, n * (12 if match[2] == "Y" else 1))
    except (ValueError, OverflowError):
        return None
