"""Time drawn as exactly as it is known: a day as a diamond, a period as a bar, "some time within" as a hollow bar."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from markupsafe import Markup

from whence.model import Time
from whence.showing.pages.pictures.svg import element, link, picture, text
from whence.showing.words import count

Shape = Literal["day", "period", "within", "from", "until"]

BAR: Final = 260.0
HIGH: Final = 18.0


class Stretch(NamedTuple):
    """A time as it is drawn: days as numbers (proleptic ordinals), and what is known of it between them.

    "period": from here to there; "within": some time between; "from", "until": open at one end.
    """

    start: int | None
    end: int | None
    shape: Shape


def stretch(time: Time | None) -> Stretch | None:
    """How a time is to be drawn; None where it has no date."""
    if time is None:
        return None
    start, end = _ordinal(time.start), _ordinal(time.end)
    if start is None and end is None:
        return None
    if start is None or end is None:
        return Stretch(start, end, "until" if start is None else "from")
    if start >= end:
        return Stretch(start, start, "day")
    first, slash, _ = (time.timex or "").partition("/")
    whole = re.fullmatch(r"\d{4}(-\d\d){0,2}", first) is not None and str(time.start).startswith(first)
    lasting = bool(slash) or (whole and not str(time.end).startswith(first))
    return Stretch(start, end, "period" if lasting else "within")


class Scale(NamedTuple):
    """Days to places between 0 and `width`."""

    first: int
    last: int
    width: float

    def at(self, day: int) -> float:
        """Where a day stands, kept within the picture."""
        share = (day - self.first) / max(1, self.last - self.first)
        return self.width * min(1.0, max(0.0, share))

    def ticks(self, most: int = 6) -> Sequence[tuple[float, str]]:
        """Years at which the axis is marked; months where all lies within two years, days where within two months."""
        first, last = (datetime.date.fromordinal(day) for day in (self.first, self.last))
        years = last.year - first.year + 1
        if self.last - self.first <= 62:
            step = max(1, -(-(self.last - self.first) // most))
            marks = range(self.first + step // 2, self.last + 1, step)
            return [(self.at(day), datetime.date.fromordinal(day).isoformat()) for day in marks]
        if years <= 2:
            months = [datetime.date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
            inside = [day for day in months if self.first <= day.toordinal() <= self.last]
            step = max(1, -(-len(inside) // most))
            return [(self.at(day.toordinal()), f"{day:%Y-%m}") for day in inside[::step]]
        step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if years / n <= most)
        marked = range(-(-first.year // step) * step, last.year + 1, step)
        days = ((datetime.date(max(1, year), 1, 1).toordinal(), str(year)) for year in marked)
        return [(self.at(day), name) for day, name in days if self.first <= day <= self.last]


def scale(stretches: Iterable[Stretch | None], width: float = BAR) -> Scale | None:
    """A scale on which all the stretches find their place; None where there is none."""
    days = [day for one in stretches if one for day in (one.start, one.end) if day is not None]
    if not days:
        return None
    spare = max(1, (max(days) - min(days)) // 40)
    return Scale(max(1, min(days) - spare), min(datetime.date.max.toordinal(), max(days) + spare), width)


def axis(on: Scale) -> Markup:
    """The axis that stands over the bars."""
    marks = [element("path", d=f"M{x:.1f} 14 v6", class_="line") for x, _ in on.ticks()]
    names = [
        text(x, 10, name, "label small", text_anchor="start" if x < 16 else "end" if x > on.width - 16 else "middle")
        for x, name in on.ticks()
    ]
    line = element("path", d=f"M0 20 H{on.width:.0f}", class_="line")
    return picture(on.width, 22.0, "axis of time", *marks, *names, line, class_="bar")


def bar(one: Stretch | None, on: Scale, label: str) -> Markup:
    """One time on the scale. The label says in words what is drawn."""
    return picture(on.width, HIGH, label, _grid(on), *(_drawn(one, on) if one else []), class_="bar")


@functools.lru_cache(maxsize=32)
def _grid(on: Scale) -> Markup:
    """The lines that stand behind every bar of a list."""
    return element("path", d="".join(f"M{x:.1f} 0V{HIGH:.0f}" for x, _ in on.ticks()), class_="grid")


def _drawn(one: Stretch, on: Scale) -> list[Markup]:
    middle, top = HIGH / 2, HIGH / 2 - 4
    start = on.at(one.start) if one.start is not None else 0.0
    end = on.at(one.end + 1) if one.end is not None else on.width
    if one.shape == "day":
        return [element("path", d=f"M{start:.1f} {middle - 5} l5 5 l-5 5 l-5 -5 z", class_="solid")]
    wide = max(3.0, end - start)
    rect = {"x": start, "y": top, "width": wide, "height": 8.0}
    if one.shape == "within":
        return [element("rect", **rect, class_="hollow")]
    if one.shape == "period":
        return [element("rect", **rect, class_="solid")]
    # A stroke at the end that is known, and a thin line with an arrow to the other: how far it goes is not known.
    known, head = (start, f"M{on.width - 9:.1f} {middle - 5} l9 5 l-9 5 z")
    if one.shape == "until":
        known, head = end, f"M9 {middle - 5} l-9 5 l9 5 z"
    return [
        element("path", d=f"M{start:.1f} {middle} H{end:.1f} M{known:.1f} {middle - 6} v12", class_="open"),
        element("path", d=head, class_="solid"),
    ]


def years(
    counts: Mapping[int, int], addresses: Mapping[int, str], width: float = 900.0, class_: str = "years"
) -> Markup:
    """How many claims begin in each year: a column a year, each a link."""
    if not counts:
        return Markup("")
    first, last = min(counts), max(counts)
    shown: Sequence[int] = range(max(first, last - 79), last + 1)
    high, most = 90.0, max(counts.values())
    step = width / len(shown)
    drawn = []
    for number, year in enumerate(shown):
        x, many = number * step, counts.get(year, 0)
        if many:
            tall = max(2.0, (high - 14) * many / most)
            column = element("rect", x=x + step * 0.1, y=high - tall, width=step * 0.8, height=tall, class_="solid")
            reach = element("rect", x=x, y=0, width=step, height=high, class_="reach")
            drawn.append(link(addresses[year], reach, column, title=f"{year}: {count(many, 'claim')}"))
            if step > 22 or many == most:
                drawn.append(text(x + step / 2, high - tall - 3, str(many), "label small", text_anchor="middle"))
        if year % max(1, round(60 / step)) == 0 or step > 40:
            middle = min(max(x + step / 2, 14.0), width - 14)  # the words stay within the picture
            drawn.append(text(middle, high + 14, str(year), "label small", text_anchor="middle"))
    line = element("path", d=f"M0 {high:.0f} H{width:.0f}", class_="line")
    label = f"claims by the year they begin in, {shown[0]} to {last}"
    return picture(width, high + 20, label, line, *drawn, class_=class_)


def _ordinal(day: str | None) -> int | None:
    try:
        return datetime.date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None
