"""The tables as entities: TSV files under ``data/`` read into :class:`Known`, each with facts and spellings.

A table has a header; a line that begins with ``#`` is a comment. Spellings are parted by ``|``. The columns that
hold spellings: ``name`` (first, matched in every language), ``also`` (matched in every language), and a column a
language (``fr``, ``en``, ``ru``: matched in texts of that language only, and the entity's name there). Where
``name`` begins with ``~`` it names the entity but is matched in no text. Every other column is a fact. In the entity's
`names`, the spellings of every language stand under ``mul`` (ISO 639-2: several languages).
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Final, Literal, NamedTuple

from whence.knowledge.folding import name_key
from whence.model import Entity, EntityKind, content_id

Form = Literal["name", "adjective", "inhabitant", "government"]

LANGUAGES: Final = ("fr", "en", "ru")
"""The languages that have a column of spellings."""


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """What the tables say of an entity beyond its names; None where they say nothing.

    `sort` is the finer kind: ``territory``, ``capital``, ``city``, ``region``, ``sea``, ``seat``, ``union``,
    ``intergovernmental``, ``armed group``, ``agency of state``, ``institute``, ``arms``, ``energy``, ... `source_kind`
    is set for whoever publishes news. `capital_of` is the state whose capital a place is; `seat_of` the state or union
    (alpha-3, ``EUE`` for the European Union) for whose government the name may stand. `category` is SIPRI's category
    of a weapon system, `maker` the name of its maker. `latitude` and `longitude` are in degrees, `population` in
    people; `as_of` tells when an office was held (years, or an ISO date). `source` says where the row is from.
    """

    source: str
    sort: str | None = None
    source_kind: Literal["outlet", "agency"] | None = None
    capital_of: str | None = None
    seat_of: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    maker: str | None = None
    category: str | None = None
    makes: str | None = None
    office: str | None = None
    as_of: str | None = None
    acronym: str | None = None


class Spelling(NamedTuple):
    """One way to write an entity. `language` None means: in a text of any language."""

    text: str
    language: str | None
    form: Form = "name"


class Known(NamedTuple):
    """An entity of the tables, with its facts and the spellings that the matcher looks for."""

    entity: Entity
    facts: Facts
    spellings: tuple[Spelling, ...]


class Source(NamedTuple):
    """A file of ``data/``: what its rows are where they do not say so themselves."""

    file: str
    kind: EntityKind
    sort: str | None = None
    form: Form = "name"


SOURCES: Final = (
    Source("states.tsv", "state"),
    Source("capitals.tsv", "place", "capital"),
    Source("seats.tsv", "organisation", "seat", "government"),
    Source("organisations.tsv", "organisation"),
    Source("companies.tsv", "company"),
    Source("firms.tsv", "company", "trade and finance"),
    Source("clubs.tsv", "organisation", "club"),
    Source("weapons.tsv", "weapon_system"),
    Source("outlets.tsv", "outlet"),
    Source("institutes.tsv", "organisation", "institute"),
    Source("people.tsv", "person"),
    Source("leaders.tsv", "person"),
    Source("regions.tsv", "place"),
    Source("cities.tsv", "place", "city"),
)


@functools.cache
def rows(file: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, a dict of its filled cells each."""
    text = resources.files("whence.knowledge").joinpath("data", file).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and line[0] != "#")
    header = next(lines).split("\t")
    return tuple({k: v for k, v in zip(header, line.split("\t"), strict=False) if v} for line in lines)


def entity_id(kind: str, name: str) -> str:
    """The id of an entity by kind and name, however the name's accents, case, hyphens and apostrophes are written."""
    return content_id(kind, name_key(name))


def known() -> Iterator[Known]:
    """Every entity of the tables, in the order of :data:`SOURCES`, so that the first of a name is the likelier."""
    for source in SOURCES:
        for row in rows(source.file):
            yield _known(row, source)


def _known(row: Mapping[str, str], source: Source) -> Known:
    name, *rest = row["name"].split("|")
    silent = name.startswith("~")
    name = name.lstrip("~")
    also = (*rest, *row["also"].split("|")) if "also" in row else tuple(rest)
    own = {code: tuple(row[code].split("|")) for code in LANGUAGES if code in row}
    kind: EntityKind = row.get("kind", source.kind)  # type: ignore[assignment]
    country = row.get("country")
    anywhere = also if silent else (name, *also)
    spellings = [Spelling(s, None, source.form) for s in anywhere]
    spellings += [Spelling(s, code, source.form) for code, some in own.items() for s in some]
    entity = Entity(
        id=content_id("state", country) if kind == "state" else entity_id(kind, name),
        kind=kind,
        name=name,
        names={**own, **({"mul": anywhere} if anywhere else {})},
        country=country,
        known=True,
    )
    return Known(entity, _facts(row, source), tuple(spellings))


def _facts(row: Mapping[str, str], source: Source) -> Facts:
    role = row.get("publishes")
    return Facts(
        source=row["source"],
        sort=row.get("sort", source.sort),
        source_kind=role if role in ("outlet", "agency") else None,  # type: ignore[arg-type]
        capital_of=row.get("capital_of"),
        seat_of=row.get("seat_of") or row.get("capital_of"),
        latitude=float(row["latitude"]) if "latitude" in row else None,
        longitude=float(row["longitude"]) if "longitude" in row else None,
        population=int(row["population"]) if "population" in row else None,
        maker=row.get("maker"),
        category=row.get("category"),
        makes=row.get("makes"),
        office=row.get("office"),
        as_of=row.get("as_of"),
        acronym=row.get("acronym"),
    )
