"""The tree of sources behind a claim: origins at the left, the reports that have their word at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from whence.model import Origin
from whence.showing.pages.pictures.svg import element, fitted, link, picture, text
from whence.showing.words import count

WIDTH: Final = 900.0
ROW: Final = 46.0
BOX: Final = 34.0
LEFT, MIDDLE, RIGHT = 250.0, 480.0, 755.0
LINE: Final = 13.0
"""How far apart the words beside arcs are at least, so that none is written over another."""
MOST: Final = 40
"""The reports that a picture shows; of more, the text below tells."""


class Leaf(NamedTuple):
    """A report under an origin: its document, outlet and date in words, and through whom it has the origin's word."""

    document: str
    outlet: str
    date: str
    through: tuple[str, ...]


class Branch(NamedTuple):
    """An origin with its name and its reports."""

    origin: Origin
    name: str
    leaves: Sequence[Leaf]


class Tie(NamedTuple):
    """One report depends on another: which, on which, and how in a word or two. `known`: who had it first is known."""

    later: str
    earlier: str
    words: str
    known: bool = True


def tree(branches: Sequence[Branch], ties: Sequence[Tie]) -> Markup:
    """The picture. Reports are links to their words on the page."""
    drawn: list[Markup] = []
    places: dict[str, float] = {}
    y = 38.0
    for branch in branches:
        leaves = branch.leaves[: max(1, MOST - len(places))]
        if len(places) >= MOST:
            break
        middle = y + (len(leaves) - 1) * ROW / 2
        for number, leaf in enumerate(leaves):
            at = y + number * ROW
            places.setdefault(leaf.document, at)
            drawn += _branch_line(middle, at, leaf)
            drawn.append(_report(at, leaf))
        drawn.append(origin_box(branch, middle, LEFT))
        y += len(leaves) * ROW + 12
    heads = [
        text(0, 12, "whose word it is", "head"),
        text(MIDDLE, 12, "reports that tell it", "head"),
    ]
    drawn += _ties(ties, places)
    label = f"{count(len(branches), 'origin')} and the reports that have their word"
    return picture(WIDTH, y - 24, label, *heads, *drawn, class_="tree")


def origin_box(branch: Branch, y: float, right: float, high: float = BOX) -> Markup:
    """An origin in its box, which stands around the height `y` and ends at `right`."""
    origin = branch.origin
    marks = ["unnamed: weak"] * origin.weak + ["a party"] * origin.party
    kind = f"box{' weak' * origin.weak}{' party' * origin.party}"
    shape = element("rect", x=2, y=y - high / 2, width=right - 2, height=high, class_=kind)
    if marks:
        lines = [text(12, y - 1, fitted(branch.name, right - 22, 8.6), "label strong")]
        lines.append(text(12, y + 12, " · ".join(marks), "label small"))
    else:
        named = _halves(branch.name, right - 22)
        lines = [
            text(12, y + at, part, "label strong")
            for part, at in zip(named, (5,) if len(named) == 1 else (-2, 12), strict=True)
        ]
    return link(f"/sources/{origin.source}", shape, *lines, title=branch.name)


def _halves(name: str, width: float) -> list[str]:
    """A name on one line, or where that is too short, on two."""
    whole = fitted(name, width, 8.6)
    if whole == name or " " not in name:
        return [whole]
    words, first = name.split(), ""
    while fitted(f"{first} {words[0]}".strip(), width, 8.6) == f"{first} {words[0]}".strip():
        first = f"{first} {words.pop(0)}".strip()
    return [first, fitted(" ".join(words), width, 8.6)] if first else [whole]


def _report(y: float, leaf: Leaf) -> Markup:
    width = RIGHT - MIDDLE
    return link(
        f"#report-{leaf.document}",
        element("rect", x=MIDDLE, y=y - BOX / 2, width=width, height=BOX, class_="box"),
        text(MIDDLE + 10, y - 1, fitted(leaf.outlet, width - 20), "label"),
        text(MIDDLE + 10, y + 12, leaf.date, "label small"),
        title=f"{leaf.outlet}, {leaf.date}",
    )


def _branch_line(start: float, end: float, leaf: Leaf) -> list[Markup]:
    bend = LEFT + 40
    curve = f"C{bend:.0f} {start:.1f} {bend - 10:.0f} {end:.1f} {bend + 30:.0f} {end:.1f}"
    drawn = [element("path", d=f"M{LEFT:.0f} {start:.1f} {curve} H{MIDDLE:.0f}", class_="line")]
    drawn.append(element("path", d=f"M{MIDDLE - 7:.0f} {end - 4:.1f} l7 4 l-7 4 z", class_="tip"))
    if leaf.through:
        words = "through " + ", ".join(leaf.through)
        label = text(bend + 34, end - 5, fitted(words, MIDDLE - bend - 44, 6.2), "label small")
        drawn.append(element("g", element("title", words), label))
    return drawn


def _ties(ties: Sequence[Tie], places: dict[str, float]) -> list[Markup]:
    drawn = []
    shown = [tie for tie in ties if tie.later in places and tie.earlier in places]
    beside = RIGHT + 26 + 10 * (min(len(shown), 5) - 1)
    taken: list[float] = []
    for number, tie in enumerate(shown):
        start, end = places[tie.earlier] + 6, places[tie.later] - 6
        out = RIGHT + 28 + 14 * (number % 5)
        path = f"M{RIGHT:.0f} {start:.1f} C{out:.0f} {start:.1f} {out:.0f} {end:.1f} {RIGHT + 8:.0f} {end:.1f}"
        at = (start + end) / 2 + 4
        while any(abs(at - other) < LINE for other in taken):
            at += 2
        taken.append(at)
        inside = [
            element("title", tie.words),
            element("path", d=path, class_="line dotted"),
            *([element("path", d=f"M{RIGHT + 8:.0f} {end - 4:.1f} l-7 4 l7 4 z", class_="tip")] if tie.known else []),
            text(beside, at, fitted(tie.words, WIDTH - beside, 6.2), "label small"),
        ]
        drawn.append(element("g", *inside))
    return drawn
