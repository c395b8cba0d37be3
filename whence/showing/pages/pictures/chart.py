"""A map without a map: places by their degrees on a graticule, over the world's cities as faint dots."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from whence.knowledge.tables import rows
from whence.showing.pages.pictures.svg import element, fitted, link, picture, text
from whence.showing.words import count

WIDTH: Final = 900.0
LEAST: Final = 40.0
"""The degrees of longitude that the picture shows at least."""

MOST: Final = 300
"""The places that the picture shows."""


class Point(NamedTuple):
    """A place with its claims. `roughly`: only the state is known, and it is drawn at its capital; `key` is what the
    place goes by where its claims are listed."""

    name: str
    latitude: float
    longitude: float
    claims: int
    roughly: bool
    key: str


class _Frame(NamedTuple):
    west: float
    south: float
    east: float
    north: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        x = (longitude - self.west) / (self.east - self.west) * WIDTH
        y = (self.north - latitude) / (self.north - self.south) * self.height
        return x, y

    @property
    def height(self) -> float:
        """So that a degree north is as long as a degree east in the middle of the picture."""
        squeeze = math.cos(math.radians((self.south + self.north) / 2))
        return WIDTH * (self.north - self.south) / ((self.east - self.west) * max(0.3, squeeze))


def chart(points: Sequence[Point], address: Callable[[str], str]) -> Markup:
    """The picture, as large a part of the world as the points need; empty where there are none. `address` is where the
    claims of a place are listed, by its key."""
    if not points:
        return Markup("")
    frame = _frame(points)
    drawn = [*_graticule(frame), _cities(frame)]
    taken: list[tuple[float, float, float]] = []
    for point in sorted(points, key=lambda p: (-p.claims, p.name))[:MOST]:
        drawn.append(_mark(point, frame, taken, address(point.key)))
    label = f"{count(len(points), 'place')} of claims, by their degrees"
    return picture(WIDTH, frame.height, label, *drawn, class_="map")


def _frame(points: Sequence[Point]) -> _Frame:
    south, north = min(p.latitude for p in points), max(p.latitude for p in points)
    west, east = min(p.longitude for p in points), max(p.longitude for p in points)
    wide = max(LEAST, (east - west) * 1.25, (north - south) * 1.4)
    middle = (west + east) / 2
    west, east = max(-180.0, middle - wide / 2), min(180.0, middle + wide / 2)
    middle = (south + north) / 2
    squeeze = max(0.3, math.cos(math.radians(middle)))
    high = max((east - west) * squeeze * 0.55, (north - south) * 1.25)
    south, north = max(-80.0, middle - high / 2), min(84.0, middle + high / 2)
    return _Frame(west, south, east, north)


def _graticule(frame: _Frame) -> list[Markup]:
    step = next(n for n in (5, 10, 20, 30, 60) if (frame.east - frame.west) / n <= 8)
    drawn = []
    for degree in range(-180, 181, step):
        if frame.west < degree < frame.east:
            x, _ = frame.at(0, degree)
            drawn.append(element("path", d=f"M{x:.1f} 0 V{frame.height:.1f}", class_="grid"))
            drawn.append(text(x + 3, frame.height - 5, _degrees(degree, "E", "W"), "label tiny"))
        if -90 < degree < 90 and frame.south < degree < frame.north:
            _, y = frame.at(degree, 0)
            drawn.append(element("path", d=f"M0 {y:.1f} H{WIDTH:.0f}", class_="grid"))
            drawn.append(text(3, y - 3, _degrees(degree, "N", "S"), "label tiny"))
    return drawn


def _degrees(degree: int, positive: str, negative: str) -> str:
    return f"{abs(degree)}°{positive if degree > 0 else negative if degree < 0 else ''}"


@functools.lru_cache(maxsize=32)
def _cities(frame: _Frame) -> Markup:
    cell = (frame.east - frame.west) / 220
    latitude, longitude = cities()
    inside = (frame.south <= latitude) & (latitude <= frame.north)
    inside &= (frame.west <= longitude) & (longitude <= frame.east)
    # One city for each cell of a grid.
    row, column = (np.rint(degrees[inside] / cell).astype(int) for degrees in (latitude, longitude))
    _, seen = np.unique(row * 10_000 + column, return_index=True)
    dots = (frame.at(*place) for place in zip(latitude[inside][seen], longitude[inside][seen], strict=True))
    return element("path", d="".join(f"M{x:.0f} {y:.0f}h0" for x, y in dots), class_="cities")


@functools.cache
def cities() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The degrees of the cities in the tables: latitudes, longitudes."""
    known = rows("cities.tsv")
    return np.array([float(row["latitude"]) for row in known]), np.array([float(row["longitude"]) for row in known])


@functools.cache
def capitals() -> dict[str, tuple[float, float]]:
    """The degrees of the capital of each state, by alpha-3 code; the first where there are several."""
    found: dict[str, tuple[float, float]] = {}
    for row in rows("capitals.tsv"):
        if "latitude" in row and "longitude" in row:
            for code in row.get("capital_of", "").split("|"):
                found.setdefault(code, (float(row["latitude"]), float(row["longitude"])))
    return found


def _mark(point: Point, frame: _Frame, taken: list[tuple[float, float, float]], address: str) -> Markup:
    x, y = frame.at(point.latitude, point.longitude)
    r = 4 + 2.2 * point.claims**0.5
    shape = element("circle", cx=x, cy=y, r=r, class_="solid place")
    if point.roughly:
        shape = element("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, class_="hollow place")
    room, long = WIDTH - x, 7.0 * min(len(point.name), 22) + r + 8
    right = room > long
    inside = [shape]
    low = y + 5
    if all(abs(low - other) > 13 or not (x < end and start < x + long) for other, start, end in taken):
        start = x + r + 4 if right else x - r - 4
        taken.append((low, x, x + long) if right else (low, x - long, x))
        name = fitted(point.name, 160)
        inside.append(text(start, low, name, "label", text_anchor="start" if right else "end"))
    how = " (the state; drawn at its capital)" if point.roughly else ""
    return link(address, *inside, title=f"{point.name}{how}: {count(point.claims, 'claim')}")
