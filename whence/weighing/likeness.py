"""How far two statements are alike in one respect: their words, parties, figures, times."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Final

from whence.knowledge import spelling
from whence.knowledge.variants import same_entity
from whence.model import EntityKind, Quantity
from whence.weighing.concepts import concepts
from whence.weighing.features import Features, Party

_ONE_PARTY_ONLY: Final = 0.85
_SHORT_NAME: Final = 0.9
_SAME_COUNTRY: Final = 0.7
_OTHER_OF_THE_COUNTRY: Final = 0.3
SLACK_DAYS: Final = 1
_ABOUT: Final = 0.1
_EXACT: Final = 0.005
_ROLES: Final = ("actor", "recipient", "object")
_MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def apart(a: Features, b: Features, slack: int = SLACK_DAYS) -> bool:
    """Whether the times of both are known and do not meet, `slack` days' error allowed."""
    if a.last is not None and b.first is not None and a.last + slack < b.first:
        return True
    return b.last is not None and a.first is not None and b.last + slack < a.first


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities of one unit can be the same figure: "about 60" and 61 can, 60 and 61 cannot."""
    (low, high), (other_low, other_high) = _bounds(a), _bounds(b)
    if low is None or high is None or other_low is None or other_high is None:
        return True
    return low <= other_high and other_low <= high


def _bounds(quantity: Quantity) -> tuple[float | None, float | None]:
    low = quantity.low if quantity.low is not None else quantity.value
    high = quantity.high if quantity.high is not None else quantity.value
    if low is None or high is None:
        return None, None
    margin = _ABOUT if quantity.approximate else _EXACT
    return low - margin * abs(low), high + margin * abs(high)


def figures_agree(a: Features, b: Features) -> float | None:
    """1 where a figure of one unit agrees, 0 where none does, None where no unit is common. Where some are of one thing
    by the words for it, only these are asked: forty wounded are not forty dead."""
    if not a.values or not b.values:
        return None
    pairs = of_one_unit(a, b)
    if not pairs:
        return None
    asked = [(x, y) for x, y in pairs if of_one_thing(x, y, a, b)] or pairs
    return 1.0 if any(agree(x, y) for x, y in asked) else 0.0


def of_one_unit(a: Features, b: Features) -> list[tuple[Quantity, Quantity]]:
    """The pairs of figures that can be compared."""
    return [(x, y) for x in a.values for y in b.values if x.unit == y.unit]


def of_one_thing(x: Quantity, y: Quantity, a: Features, b: Features) -> bool | None:
    """Whether the words for what two figures count have a concept in common; None where either has no words."""
    if x.of is None or y.of is None:
        return None
    return not _counted(x.of, a.statement.language).isdisjoint(_counted(y.of, b.statement.language))


@functools.lru_cache(maxsize=100_000)
def _counted(of: str, language: str) -> frozenset[str]:
    return concepts(of, language)


def parties_alike(a: Sequence[Party], b: Sequence[Party]) -> float | None:
    """How far the parties are the same, from 0 to 1, roles left aside."""
    if not a and not b:
        return None
    if not a or not b:
        return 0.0
    alike = (covered(a, b) + covered(b, a)) / 2
    # Much is said of one country: two that meet in a sentence tell more.
    return alike if len(a) > 1 and len(b) > 1 else alike * _ONE_PARTY_ONLY


def covered(some: Sequence[Party], others: Sequence[Party]) -> float:
    """How far each of some parties, on the average, is among the others, from 0 to 1."""
    if len(some) == 1 and len(others) == 1:
        return _alike(some[0], others[0])
    return sum([max([_alike(one, other) for other in others]) for one in some]) / len(some)


def _alike(one: Party, other: Party) -> float:
    if one.key == other.key:
        return 1.0
    if one.names and other.names and (one.names <= other.names or other.names <= one.names):
        return _SHORT_NAME
    if one.kind and one.kind == other.kind and not one.state and _spelt_alike(one.kind, one.name, other.name):
        return _SHORT_NAME
    if one.country is None or one.country != other.country:
        return 0.0
    return _SAME_COUNTRY if one.state or other.state else _OTHER_OF_THE_COUNTRY


@functools.lru_cache(maxsize=100_000)
def _spelt_alike(kind: EntityKind, one: str, other: str) -> bool:
    return same_entity(kind, one, other).score >= spelling.SAME


def other_party(a: Features, b: Features) -> bool:
    """Whether some role is filled by known parties of whom the other statement knows nothing, in both."""
    for role in _ROLES:
        if role in a.roles and role in b.roles:
            one, other = ([party for party in roles[role] if party.known] for roles in (a.roles, b.roles))
            if one and other and _strangers(one, b.who) and _strangers(other, a.who):
                return True
    return False


def _strangers(some: Iterable[Party], others: Sequence[Party]) -> bool:
    for one in some:
        for other in others:
            if _alike(one, other) >= _SAME_COUNTRY:
                return False
    return True


def turned_round(a: Features, b: Features) -> bool:
    """Whether who acts in one is acted on in the other, and the other way about."""
    if {a.statement.event_type, b.statement.event_type} & _MUTUAL or a.statement.kind != "event":
        return False
    (actor, recipient), (other_actor, other_recipient) = _sides(a), _sides(b)
    if actor & recipient or other_actor & other_recipient or actor & other_actor:
        return False
    return bool(actor & other_recipient and recipient & other_actor)


def _sides(a: Features) -> tuple[set[str], set[str]]:
    actor, recipient = ({p.country or p.key for p in a.roles.get(role, ())} for role in ("actor", "recipient"))
    return actor, recipient


def common_words(a: Features, b: Features) -> float:
    """How far the content words and numbers of the shorter are in the longer: the mean of overlap and Jaccard."""
    x, y = len(a.terms), len(b.terms)
    common = len(a.terms & b.terms)
    return (common / min(x, y) + common / (x + y - common)) / 2 if common else 0.0


# Types that one act is coded as by turns: a deal is an agreement and a cooperation (PLOVER manual, on the boundaries
# of AGREE, CONSULT, SUPPORT and COOPERATE; of ACCUSE, REJECT and THREATEN; of PROTEST, ASSAULT and COERCE).
_FAMILIES: Final = (
    frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE"}),
    frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"}),
    frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}),
)


def type_alike(a: Features, b: Features) -> float | None:
    """1 where two events or relations are of one type, 0.6 where one act is coded as either by turns, else 0."""
    one, other = a.statement, b.statement
    if one.kind != other.kind:
        return 0.0
    if one.kind == "event":
        x, y = one.event_type, other.event_type
        if x is None or y is None:
            return None
        return 1.0 if x == y else 0.6 if any(x in f and y in f for f in _FAMILIES) else 0.0
    if one.kind == "relation" and one.relation and other.relation:
        return 1.0 if one.relation == other.relation else 0.0
    return None
