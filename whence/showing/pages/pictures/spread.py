"""How a claim spread: its reports by day of publication, with what copied, cited or credited what."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from whence.showing.pages.pictures.svg import element, fitted, link, picture, text
from whence.showing.pages.pictures.times import scale, stretch
from whence.showing.pages.pictures.tree import Tie

MOST: Final = 40
"""The reports that a picture shows."""


class Shape(NamedTuple):
    """How the picture is laid out: its width; where time begins; the height of a row, and how far a name is lifted over
    its line; the room of names, and that of reports whose day is not known; and how many days the axis names."""

    name: str
    width: float
    left: float
    row: float
    lift: float
    named: float
    unknown: float
    ticks: int


BROAD: Final = Shape("spread", 900.0, 300.0, 26.0, 0.0, 270.0, 150.0, 5)
SLIM: Final = Shape("slim", 356.0, 40.0, 42.0, 17.0, 350.0, 120.0, 2)
"""On a telephone, where names stand over the lines."""


class Report(NamedTuple):
    """A report as it is placed: document, outlet, and the bounds of its day of publication as ISO dates."""

    document: str
    outlet: str
    earliest: str | None
    latest: str | None


def spread(reports: Sequence[Report], ties: Sequence[Tie], shape: Shape = BROAD) -> Markup:
    """The picture; a report whose day is not known stands at the right, under "date unknown"."""
    from whence.model import Time

    shown = sorted(reports, key=lambda r: (r.earliest or r.latest or "9999", r.outlet))[:MOST]
    times = {r.document: stretch(Time("", 0, 0, None, r.earliest, r.latest)) for r in shown}
    unknown = any(one is None for one in times.values())
    left, right = shape.left, shape.width
    on = scale(times.values(), right - left - (shape.unknown if unknown else 40))
    high = len(shown) * shape.row + 30
    drawn, at = [], {}
    if on:
        for x, name in on.ticks(shape.ticks):
            drawn.append(element("path", d=f"M{left + x:.1f} 18 V{high:.0f}", class_="grid"))
            drawn.append(text(left + x, 12, name, "label small", text_anchor="middle"))
    if unknown:
        drawn.append(text(right - 4, 12, "date unknown", "label small", text_anchor="end"))
    for number, report in enumerate(shown):
        y, one = 30 + number * shape.row + shape.row - 19, times[report.document]
        x = right - 40 if one is None or on is None else left + on.at(one.start or one.end or 0)
        at[report.document] = (x, y)
        name = text(0, y + 5 - shape.lift, fitted(report.outlet, shape.named), "label")
        mark = element("circle", cx=x, cy=y, r=5.0, class_="hollow" if one is None else "solid")
        if one is not None and on is not None and one.shape == "within" and one.end is not None:
            wide = max(4.0, left + on.at(one.end) - x)
            mark = element("rect", x=x, y=y - 4, width=wide, height=8.0, class_="hollow")
        guide = element("path", d=f"M{max(0, left - 24):.0f} {y:.1f} H{x - 7:.1f}", class_="grid")
        drawn += [guide, link(f"/documents/{report.document}", name, mark, title=f"{report.outlet}, {_day(report)}")]
    for tie in ties:
        if tie.later in at and tie.earlier in at:
            (x0, y0), (x1, y1) = at[tie.earlier], at[tie.later]
            bend = max(x0, x1) + 26
            path = f"M{x0:.1f} {y0:.1f} C{bend:.1f} {y0:.1f} {bend:.1f} {y1:.1f} {x1 + 6:.1f} {y1:.1f}"
            tip = [element("path", d=f"M{x1 + 5:.1f} {y1:.1f} l7 -4 v8 z", class_="tip")] if tie.known else []
            line = element("path", d=path, class_="line" if tie.known else "line dotted")
            drawn.append(element("g", element("title", tie.words), line, *tip))
    return picture(right, high, "the reports by day of publication", *drawn, class_=shape.name)


def _day(report: Report) -> str:
    if report.earliest and report.earliest == report.latest:
        return datetime.date.fromisoformat(report.earliest).isoformat()
    return f"between {report.earliest or '?'} and {report.latest or '?'}" if report.earliest else "date unknown"
