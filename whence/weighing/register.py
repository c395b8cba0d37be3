"""Claims about arms transfers -> the rows of a register, each field with the statements behind it.

The same transfer told by several claims is one row: who supplies, who receives and what are the same where both say
it, and the times fit. What a statement hedges, rounds or leaves to be inferred is marked uncertain.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple, get_args

from whence.knowledge.folding import TOKEN, fold
from whence.knowledge.spelling import SAME
from whence.knowledge.variants import names, same_entity
from whence.model import Claim, Entity, Statement
from whence.weighing.told_transfers import Field, Told, told_transfer

__all__ = ["FIELDS", "Field", "Row", "Value", "register"]

FIELDS: Final[tuple[Field, ...]] = get_args(Field)

_SIDES: Final[tuple[Field, ...]] = ("supplier", "recipient")

Why = Literal["denial", "value", "date", "participant"]

_LARGEST_GROUP: Final = 60


class Value(NamedTuple):
    """What some statements give for a field. `value` is an entity's id for supplier and recipient, where there is one;
    `unit` the currency of a sum. `uncertain` where all of the statements hedge, round or imply it.
    """

    value: str | float
    uncertain: bool
    statements: tuple[str, ...]
    unit: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A transfer: its claims, the one told by most reports first; their statements about it; what they give for each
    field, the most frequent first; and the fields in which they cannot all hold. `countries` has the alpha-3 codes of
    supplier and recipient, `considered_in` the years in which it was only thought of; `further`: it comes beside an
    earlier one of the same weapons.
    """

    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    values: Mapping[Field, tuple[Value, ...]]
    conflicts: Mapping[Field, Why]
    countries: Mapping[Field, str]
    considered_in: tuple[int, ...] = ()
    further: bool = False

    def first(self, field: Field) -> Value | None:
        """What most statements give for a field."""
        values = self.values.get(field, ())
        return values[0] if values else None


@dataclasses.dataclass(frozen=True, slots=True)
class _Part:
    """A claim with what its statements tell of the transfer."""

    claim: Claim
    statements: tuple[Statement, ...]
    told: tuple[Told, ...]

    def get(self, field: Field) -> list[str | float]:
        return [t.values[field].value for t in self.told if field in t.values]

    def countries(self, field: Field) -> set[str]:
        return {t.countries[field] for t in self.told if field in t.countries}

    def years(self, *fields: Field) -> list[int]:
        return [int(part) for field in fields for value in self.get(field) for part in str(value).split("–")]


def register(
    claims: Iterable[Claim], statements: Mapping[str, Statement], entities: Mapping[str, Entity]
) -> tuple[list[Row], int]:
    """The rows of the register, and how many claims tell of arms that change hands but not whose or what.

    Rows come in the order of their claims' ids; the order of `claims` does not matter.
    """
    parts, vague = [], 0
    for claim in sorted(claims, key=lambda c: c.id):
        about = tuple(statements[s] for s in claim.statements if s in statements and statements[s].transfer is not None)
        if not about:
            continue
        part = _Part(claim, about, tuple(told_transfer(s, entities) for s in about))
        if any(t.values.keys() & {"supplier", "recipient", "designation"} or len(t.parties) > 1 for t in part.told):
            parts.append(part)
        else:
            vague += 1
    return [_row(group) for group in _groups(parts)], vague


def _groups(parts: Sequence[_Part]) -> list[list[_Part]]:
    """The parts of one transfer together: likest pairs first, and no two in a group that are of different ones."""
    may_be: dict[tuple[int, int], bool] = {}

    def fit(i: int, j: int) -> bool:
        pair = (min(i, j), max(i, j))
        if pair not in may_be:
            may_be[pair] = _may_be(parts[pair[0]], parts[pair[1]])
        return may_be[pair]

    likeness = {(i, j): _alike(parts[i], parts[j]) for i, j in sorted(_pairs(parts)) if fit(i, j)}
    group_of = {i: [i] for i in range(len(parts))}
    for _, i, j in sorted((-score, i, j) for (i, j), score in likeness.items() if score > 0):
        one, other = group_of[i], group_of[j]
        if one is other or len(one) + len(other) > _LARGEST_GROUP:
            continue
        if all(fit(a, b) for a in one for b in other):
            one.extend(other)
            for k in other:
                group_of[k] = one
    return [[parts[i] for i in sorted(group)] for n, group in sorted(group_of.items()) if group[0] == n]


def _pairs(parts: Sequence[_Part]) -> set[tuple[int, int]]:
    """The pairs worth comparing: of one side and one weapon, of two sides, or claims in conflict: few of all."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    place = {part.claim.id: n for n, part in enumerate(parts)}
    pairs: set[tuple[int, int]] = set()
    for n, part in enumerate(parts):
        systems = {key for name in part.get("designation") for key in _system_keys(str(name))}
        suppliers, recipients = (part.countries(side) for side in _SIDES)
        for key in {
            *itertools.product(_SIDES[:1], suppliers, systems),
            *itertools.product(_SIDES[1:], recipients, systems),
        }:
            blocks[key].append(n)
        for both in itertools.product(suppliers, recipients):
            blocks[both].append(n)
        linked = (place[c.claim] for c in part.claim.conflicts if c.claim in place)
        pairs.update((min(n, other), max(n, other)) for other in linked if other != n)
    for block in blocks.values():
        pairs.update(itertools.combinations(block, 2))
    return pairs


def _system_keys(name: str) -> set[str]:
    """What two names of one weapon system have in common: an entity of the tables, or their first word."""
    first = TOKEN.search(fold(name))
    return {*names("system").exactly(name), *([first[0]] if first else [])}


def _may_be(a: _Part, b: _Part) -> bool:
    """Whether nothing says that two claims are of different transfers."""
    for side in _SIDES:
        if not _share(a.countries(side), b.countries(side)):
            return False
    mine, others = a.get("designation"), b.get("designation")
    if mine and others and not any(same_system(str(x), str(y)) for x in mine for y in others):
        return False
    if any(t.further for t in a.told) != any(t.further for t in b.told):
        return False
    ordered, ordered_too = a.years("ordered_in"), b.years("ordered_in")
    if ordered and ordered_too and _apart(ordered, ordered_too):
        return False
    for one, other in ((a, b), (b, a)):
        before, after = one.years("delivered_in"), other.years("ordered_in")
        if before and after and max(before) < min(after):
            return False
        done, planned = one.years("ordered_in", "delivered_in"), [y for t in other.told for y in t.considered_in]
        if done and planned and min(planned) > max(done):
            return False
    return True


def _apart(some: Sequence[int], others: Sequence[int]) -> bool:
    return min(some) > max(others) + 1 or min(others) > max(some) + 1


def _share(one: set[str], other: set[str]) -> bool:
    return not one or not other or bool(one & other)


def _alike(a: _Part, b: _Part) -> float:
    """How much says that two claims are of one transfer; nought where too little does."""
    sides = [bool(a.countries(side) & b.countries(side)) for side in _SIDES]
    system = bool(a.get("designation") and b.get("designation"))
    numbers = bool({*a.get("ordered"), *a.get("delivered")} & {*b.get("ordered"), *b.get("delivered")})
    linked = any(c.claim == b.claim.id for c in a.claim.conflicts)
    known = sum(sides) + 2 * system
    if system and (sides[1] or (sides[0] and numbers)):
        return 2 + known + numbers
    if all(sides) and (numbers or linked):
        return 1 + known + numbers
    return 1.0 if linked and any(sides) and numbers else 0.0


@functools.lru_cache(maxsize=100_000)
def same_system(one: str, other: str) -> bool:
    """Whether two designations are of one weapon system."""
    return same_entity("weapon_system", one, other).score >= SAME


def _row(parts: Sequence[_Part]) -> Row:
    ranked = sorted(parts, key=lambda p: (-p.claim.documents, p.claim.id))
    told = _settled([t for part in ranked for t in part.told])
    values = {field: found for field in FIELDS if (found := _values(told, field))}
    return Row(
        claims=tuple(part.claim for part in ranked),
        statements=tuple(s for part in ranked for s in part.statements),
        values=values,
        conflicts=_conflicts(values, told),
        countries=_countries(values, told),
        considered_in=tuple(sorted({year for t in told for year in t.considered_in})),
        further=any(t.further for t in told),
    )


def _settled(told: Sequence[Told]) -> list[Told]:
    """What is told, without whoever is inferred where another statement says otherwise, and without a supplier whom
    another statement has as recipient: nobody supplies himself.
    """
    said = {
        side: {t.countries[side] for t in told if side in t.countries and not t.values[side].inferred}
        for side in _SIDES
    }
    found = [_without(t, [side for side in _SIDES if _overruled(t, side, said[side])]) for t in told]
    recipients = said["recipient"]
    return [
        _without(t, ("supplier",))
        if "recipient" not in t.countries and t.countries.get("supplier") in recipients
        else t
        for t in found
    ]


def _overruled(told: Told, side: Field, said: set[str]) -> bool:
    return bool(said) and side in told.values and told.values[side].inferred and told.countries.get(side) not in said


def _without(told: Told, fields: Iterable[Field]) -> Told:
    values, countries = dict(told.values), dict(told.countries)
    for field in fields:
        values.pop(field, None)
        countries.pop(field, None)
    return dataclasses.replace(told, values=values, countries=countries)


def _countries(values: Mapping[Field, tuple[Value, ...]], told: Sequence[Told]) -> dict[Field, str]:
    """The states of the supplier and the recipient that most statements give."""
    found: dict[Field, str] = {}
    for side in _SIDES:
        behind = values[side][0].statements if side in values else ()
        codes = [t.countries[side] for t in told if t.statement in behind and side in t.countries]
        if codes:
            found[side] = codes[0]
    return found


def _values(told: Sequence[Told], field: Field) -> tuple[Value, ...]:
    groups: list[list[Told]] = []
    for one in told:
        if field not in one.values:
            continue
        fits = next((group for group in groups if _same(field, group[0], one)), None)
        groups.append([one]) if fits is None else fits.append(one)
    found = []
    for group in groups:
        sure = sorted(group, key=lambda t: t.values[field].uncertain)
        best = sure[0].values[field]
        found.append(Value(best.value, best.uncertain, tuple(t.statement for t in group), best.unit))
    return tuple(sorted(found, key=lambda v: (-len(v.statements), v.uncertain, str(v.value))))


def _same(field: Field, one: Told, other: Told) -> bool:
    mine, others = one.values[field], other.values[field]
    if field == "designation":
        return same_system(str(mine.value), str(others.value))
    if field in one.countries and field in other.countries:
        return one.countries[field] == other.countries[field]
    return mine.value == others.value and mine.unit == others.unit


def _conflicts(values: Mapping[Field, tuple[Value, ...]], told: Sequence[Told]) -> dict[Field, Why]:
    """The fields whose values cannot all hold. What is only thought of may become otherwise, and is no conflict."""
    found: dict[Field, Why] = {}
    checks: tuple[tuple[Field, Why, Callable[[Sequence[Value]], bool]], ...] = (
        ("supplier", "participant", lambda some: len(some) > 1),
        ("recipient", "participant", lambda some: len(some) > 1),
        ("ordered", "value", lambda some: len(some) > 1),
        ("delivered", "value", lambda some: len(some) > 1),
        ("value", "value", lambda some: len(some) > 1 and len({v.unit for v in some}) == 1),
        ("ordered_in", "date", lambda some: len({str(v.value) for v in some}) > 1),
    )
    firm = {t.statement for t in told if not t.planned}
    for field, why, wrong in checks:
        some = [v for v in values.get(field, ()) if firm & {*v.statements}] or list(values.get(field, ()))
        if wrong(some if field in ("supplier", "recipient") else values.get(field, ())):
            found[field] = why
    statuses = {str(v.value) for v in values.get("status", ())}
    if "denied" in statuses and statuses & {"ordered", "delivered", "reported"}:
        found["status"] = "denial"
    return found
