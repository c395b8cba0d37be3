"""A statement -> what it tells of an arms transfer, in the fields of a register."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from whence import knowledge
from whence.knowledge.folding import fold
from whence.model import Entity, Quantity, Statement
from whence.weighing.arms_words import words

Field = Literal[
    "supplier",
    "recipient",
    "designation",
    "category",
    "ordered",
    "ordered_in",
    "delivered",
    "delivered_in",
    "value",
    "production",
    "status",
    "comment",
]

_LONGEST: Final = 2
"""Years over which an order or a delivery may be said to have been made and still have a year."""


class Given(NamedTuple):
    """A value that a statement gives for a field; `inferred` where it does not say it itself."""

    value: str | float
    uncertain: bool = False
    unit: str | None = None
    inferred: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What one statement tells. `countries` are the alpha-3 codes of its supplier and recipient; `parties` the states
    in it whatever they do; `planned`: it is not said to have happened; `considered_in` the years in which it was
    thought of; `further`: it comes beside an earlier deal of the same weapons.
    """

    statement: str
    values: Mapping[Field, Given]
    countries: Mapping[Field, str]
    parties: tuple[str, ...]
    planned: bool
    considered_in: tuple[int, ...]
    further: bool


def told_transfer(statement: Statement, entities: Mapping[str, Entity]) -> Told:
    """What a statement with a transfer tells. Who supplies and who receives may be inferred from whose the weapons are
    and who else takes part; it is uncertain then. Raises ValueError where it has no transfer.
    """
    transfer = statement.transfer
    if transfer is None:
        raise ValueError("the statement is about no transfer")
    planned = statement.modality != "actual" or transfer.status in ("considered", "denied")
    hearsay = statement.evidential == "hearsay"
    hedged = planned or hearsay
    values: dict[Field, Given] = {}
    systems, states = _named(statement, entities)
    system = transfer.designation or (systems[0].name if len(systems) == 1 else None)
    if system:
        values["designation"] = Given(system, hearsay)
    known = next((s for s in systems if s.name == system), None) or (_lookup(system, statement) if system else None)
    category = transfer.category or (knowledge.load().facts(known.id).category if known else None)
    if category:
        values["category"] = Given(category, hearsay)
    countries = _parties(statement, entities, values, states, known)
    year = _year(statement)
    if transfer.number is not None:
        rounded = any(q.approximate for q in statement.quantities if q.value == transfer.number)
        delivered = transfer.status == "delivered"
        values["delivered" if delivered else "ordered"] = Given(
            transfer.number, hedged or rounded or transfer.status == "reported"
        )
    if year and not planned:
        values["delivered_in" if transfer.status == "delivered" else "ordered_in"] = Given(
            year, hedged or transfer.status == "reported"
        )
    if transfer.value is not None:
        money = _money(statement, transfer.value)
        values["value"] = Given(
            transfer.value, hedged or bool(money and money.approximate), money.unit if money else None
        )
    produced = _production(statement)
    if produced:
        values["production"] = Given(produced, hedged)
    tried = statement.modality == "attempted" and transfer.status in ("ordered", "delivered")
    values["status"] = Given("considered" if tried else transfer.status, hearsay)
    dealing = [part.country for part in statement.participants if part.role in ("actor", "recipient") and part.country]
    parties = tuple(code for code in states if code in dealing) or tuple(states)
    comment = "; ".join(_comments(statement, year if planned else None, values, parties))
    if comment:
        values["comment"] = Given(comment, False)
    further = bool(re.search(words()["further"]["pattern"], fold(statement.quote)))
    considered = tuple(int(y) for y in year.split("–")) if year and planned and transfer.status == "considered" else ()
    return Told(statement.id, values, countries, parties, planned, considered, further)


def _named(statement: Statement, entities: Mapping[str, Entity]) -> tuple[list[Entity], dict[str, str]]:
    """The weapon systems in the words, and the states in it: their codes, with the ids of their entities."""
    tables = knowledge.load()
    systems: dict[str, Entity] = {}
    states: dict[str, str] = {}
    for part in statement.participants:
        state = part.entity and _state(entities.get(part.entity))
        if state:
            states[state[0]] = state[1]
    for name in tables.match(statement.quote, statement.language):
        if name.entity.kind == "weapon_system":
            systems[name.entity.id] = name.entity
        state = _state(name.entity)
        if state and (name.entity.kind == "state" or name.form == "government"):
            states.setdefault(*state)
    return list(systems.values()), states


def _state(entity: Entity | None) -> tuple[str, str] | None:
    """The state that an entity is or stands for ("Moscow"): its code and its entity's id."""
    if entity is None:
        return None
    tables = knowledge.load()
    facts = tables.facts(entity.id)
    code = entity.country if entity.kind == "state" else facts.seat_of or facts.capital_of
    try:
        return (code, tables.country(code).id) if code else None
    except KeyError:
        return None


def _lookup(system: str, statement: Statement) -> Entity | None:
    found = knowledge.load().lookup(system, statement.language)
    return found if found is not None and found.kind == "weapon_system" else None


def _parties(
    statement: Statement,
    entities: Mapping[str, Entity],
    values: dict[Field, Given],
    states: Mapping[str, str],
    system: Entity | None,
) -> dict[Field, str]:
    """Puts supplier and recipient into `values`, and gives their states."""
    transfer = statement.transfer
    countries: dict[Field, str] = {}
    sides: tuple[tuple[Field, str | None], ...] = (
        ("recipient", transfer.recipient if transfer else None),
        ("supplier", transfer.supplier if transfer else None),
    )
    for field, id_ in sides:
        if id_ is None:
            continue
        entity = entities.get(id_)
        state = _state(entity)
        country = state[0] if state else entity.country if entity else None
        if field == "supplier" and country is not None and country == countries.get("recipient"):
            continue  # nobody supplies himself
        values[field] = Given(state[1] if state else id_, statement.evidential == "hearsay")
        if country:
            countries[field] = country
    maker = system.country if system is not None else None
    if "supplier" not in values and maker and maker != countries.get("recipient"):
        values["supplier"] = Given(states.get(maker) or _id_of(maker), True, inferred=True)
        countries["supplier"] = maker
    others = [code for code in states if code != countries.get("supplier")]
    if "recipient" not in values and "supplier" in countries and len(others) == 1:
        values["recipient"] = Given(states[others[0]], True, inferred=True)
        countries["recipient"] = others[0]
    return countries


def _id_of(country: str) -> str:
    try:
        return knowledge.load().country(country).id
    except KeyError:
        return country


def _year(statement: Statement) -> str | None:
    """The year of what is told, or the years "2015–2016"; None where it spans more or is open."""
    time = statement.time
    if time is None or not time.start or not time.end:
        return None
    first, last = time.start[:4], time.end[:4]
    if not (first.isdigit() and last.isdigit()) or int(last) - int(first) >= _LONGEST:
        return None
    return first if first == last else f"{first}–{last}"


def _money(statement: Statement, value: float) -> Quantity | None:
    return next((q for q in statement.quantities if q.value == value and len(q.unit) == 3 and q.unit.isupper()), None)


def _production(statement: Statement) -> str | None:
    """ "joint venture", "licensed" or "local" production, where the words say so."""
    quote = fold(statement.quote)
    lexicon = words()["production"]
    kinds = (("joint", "joint venture"), ("licensed", "licensed production"), ("local", "local production"))
    for kind, name in kinds:
        if any(re.search(rf"\b{re.escape(stem)}", quote) for stem in lexicon[kind]):
            return name
    return None


def _comments(
    statement: Statement,
    considered: str | None,
    values: Mapping[Field, Given],
    parties: Sequence[str],
) -> Iterator[str]:
    """What fits no other field: that it was tried, when it was thought of, who deals where it is not said who supplies,
    sums in the words of the report where these are vague."""
    if statement.modality == "attempted":
        yield "attempted"
    if considered:
        yield f"{statement.transfer.status if statement.transfer else 'told of'} {considered}"
    if "supplier" not in values and "recipient" not in values and len(parties) > 1:
        known = knowledge.load()
        yield f"between {' and '.join(known.country(code).name for code in parties)}"
    for quantity in statement.quantities:
        if quantity.approximate and len(quantity.unit) == 3 and quantity.unit.isupper():
            yield f"“{quantity.text}”"
