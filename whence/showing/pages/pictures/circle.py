"""Who with whom: entities on a circle, a curve for each pair, as thick as there are claims."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from whence.showing.pages.pictures.svg import element, fitted, link, picture, text
from whence.showing.words import count

WIDTH, HEIGHT, RADIUS = 900.0, 540.0, 220.0
MOST: Final = 24
"""The entities that the circle has room for."""


class Tied(NamedTuple):
    """Two entities, and in how many claims they meet."""

    one: str
    other: str
    claims: int


def with_room(weight: Mapping[str, int], name: Callable[[str], str]) -> list[str]:
    """The entities that the circle has room for: those with the most weight, the heaviest first."""
    return heapq.nsmallest(MOST, weight, key=lambda id_: (-weight[id_], name(id_)))


def circle(
    ties: Sequence[Tied],
    chosen: Sequence[str],
    weight: Mapping[str, int],
    name: Callable[[str], str],
    address: Callable[[str, str], str],
) -> Markup:
    """The picture of some entities and the ties between these. `weight` is in how many claims an entity meets others,
    `address` where a pair's claims are listed; a picture of nothing is empty."""
    if not ties:
        return Markup("")
    places = _places(_arranged(chosen, ties), name)
    most = max(tie.claims for tie in ties)
    drawn = [_curve(tie, places, most, name, address) for tie in sorted(ties, key=lambda tie: tie.claims)]
    drawn += [_node(id_, *places[id_], name(id_), weight[id_]) for id_ in chosen]
    label = f"{len(chosen)} entities and the claims in which two of them meet"
    return picture(WIDTH, HEIGHT, label, *drawn, class_="network")


def _arranged(chosen: Sequence[str], ties: Sequence[Tied]) -> list[str]:
    """An order round the circle in which those with most between them stand near each other."""
    between = {frozenset((tie.one, tie.other)): tie.claims for tie in ties}
    left, placed = list(chosen[1:]), [chosen[0]]
    while left:
        best = max(left, key=lambda id_: (between.get(frozenset((placed[-1], id_)), 0), -left.index(id_)))
        placed.append(best)
        left.remove(best)
    return placed


def _places(order: Sequence[str], name: Callable[[str], str]) -> dict[str, tuple[float, float, float]]:
    found = {}
    for number, id_ in enumerate(order):
        angle = 2 * math.pi * number / len(order) - math.pi / 2
        found[id_] = (WIDTH / 2 + RADIUS * math.cos(angle), HEIGHT / 2 + RADIUS * math.sin(angle), angle)
    return found


def _node(id_: str, x: float, y: float, angle: float, name: str, weight: int) -> Markup:
    right, upright = math.cos(angle) >= -0.01, abs(math.cos(angle)) < 0.12
    anchor = "middle" if upright else "start" if right else "end"
    away = 12.0 + min(8.0, weight**0.5)
    dx = 0.0 if upright else away if right else -away
    dy = (away + 8 if math.sin(angle) > 0 else -away) if upright else 5.0
    dot = element("circle", cx=x, cy=y, r=4 + min(8.0, weight**0.5), class_="solid node")
    label = text(x + dx, y + dy, fitted(name, 210), "label", text_anchor=anchor)
    return link(f"/entities/{id_}", dot, label, title=f"{name}: {count(weight, 'claim')} with others")


def _curve(
    tie: Tied,
    places: dict[str, tuple[float, float, float]],
    most: int,
    name: Callable[[str], str],
    address: Callable[[str, str], str],
) -> Markup:
    (x0, y0, _), (x1, y1, _) = places[tie.one], places[tie.other]
    # Neighbours by a flat curve, opposites through the middle.
    flat = 1 - 0.8 * math.hypot(x1 - x0, y1 - y0) / (2 * RADIUS)
    mx, my = WIDTH / 2 + flat * ((x0 + x1 - WIDTH) / 2), HEIGHT / 2 + flat * ((y0 + y1 - HEIGHT) / 2)
    path = f"M{x0:.1f} {y0:.1f} Q{mx:.1f} {my:.1f} {x1:.1f} {y1:.1f}"
    thick = 1 + 7 * tie.claims / most
    words = f"{name(tie.one)} and {name(tie.other)}: {count(tie.claims, 'claim')}"
    reach = element("path", d=path, class_="reach", stroke_width=12)
    return link(
        address(tie.one, tie.other),
        reach,
        element("path", d=path, class_="curve", stroke_width=thick),
        title=words,
    )
