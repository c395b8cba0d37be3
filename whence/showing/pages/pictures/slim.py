"""The tree of sources behind a claim as a telephone shows it: under each origin its reports, one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from whence.showing.pages.pictures.svg import element, fitted, link, picture, text
from whence.showing.pages.pictures.tree import MOST, Branch, Leaf, Tie, origin_box
from whence.showing.words import count

WIDTH: Final = 356.0
BOX: Final = 36.0
STEP: Final = 44.0
TRUNK, INDENT = 16.0, 40.0


def slim_tree(branches: Sequence[Branch], ties: Sequence[Tie]) -> Markup:
    """The picture. What the other picture tells by arcs stands here in words, under the report that depends."""
    outlets = {leaf.document: leaf.outlet for branch in branches for leaf in branch.leaves}
    depends = {tie.later: f"{tie.words}: {outlets[tie.earlier]}" for tie in ties if tie.earlier in outlets}
    drawn: list[Markup] = []
    shown: set[str] = set()
    y = 1.0
    for branch in branches:
        leaves = branch.leaves[: max(1, MOST - len(shown))]
        if len(shown) >= MOST:
            break
        shown.update(leaf.document for leaf in leaves)
        below = y + BOX
        lines = []
        for number, leaf in enumerate(leaves):
            top = below + 10 + number * STEP
            middle = top + BOX / 2
            lines.append(element("path", d=f"M{TRUNK:.0f} {middle:.1f} H{INDENT:.0f}", class_="line"))
            lines.append(element("path", d=f"M{INDENT - 7:.0f} {middle - 4:.1f} l7 4 l-7 4 z", class_="tip"))
            lines.append(_report(top, leaf, depends))
        if leaves:
            last = below + 10 + (len(leaves) - 1) * STEP + BOX / 2
            lines.append(element("path", d=f"M{TRUNK:.0f} {below:.1f} V{last:.1f}", class_="line"))
        drawn += [*lines, origin_box(branch, y + BOX / 2, WIDTH - 2, BOX)]
        y = below + 10 + len(leaves) * STEP + 6
    label = f"{count(len(branches), 'origin')} and the reports that have their word"
    return picture(WIDTH, y - 6, label, *drawn, class_="slim")


def _report(top: float, leaf: Leaf, depends: Mapping[str, str]) -> Markup:
    through = f"through {', '.join(leaf.through)}" if leaf.through else ""
    words = " · ".join(filter(None, (leaf.date, through, depends.get(leaf.document))))
    width = WIDTH - INDENT - 1
    return link(
        f"#report-{leaf.document}",
        element("rect", x=INDENT, y=top, width=width, height=BOX, class_="box"),
        text(INDENT + 8, top + 15, fitted(leaf.outlet, width - 16), "label"),
        text(INDENT + 8, top + 29, fitted(words, width - 16, 6.2), "label small"),
        title=f"{leaf.outlet}, {words}",
    )
