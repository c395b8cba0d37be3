"""Claims that cannot both hold."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Final, Literal

from whence.model import Conflict
from whence.weighing.features import Features
from whence.weighing.matching import Comparison, agree, apart, common_words, compare

Why = Literal["denial", "value", "date", "participant"]

_PARTIES: Final = 0.6
_WORDS: Final = 0.3
_MANY_WORDS: Final = 0.75
_ONE_TIME_DAYS: Final = 31
_LARGEST_BLOCK: Final = 60
_TOLD_AS_FACT: Final = frozenset({"actual", "attempted", "possible"})
"""What is only meant to be, or would be if, is not denied by what is not."""

_ROLES: Final = ("actor", "recipient", "object")
_FEWEST_TERMS: Final = 2
_SAME_PARTIES: Final = 0.85


def conflicts(heads: Mapping[str, Features]) -> dict[str, tuple[Conflict, ...]]:
    """The conflicts of each claim, given the features of its earliest statement by the claim's id."""
    found: dict[str, set[tuple[str, Why]]] = defaultdict(set)
    for one, other in sorted(_pairs(heads)):
        why = _why(heads[one], heads[other])
        if why:
            found[one].add((other, why))
            found[other].add((one, why))
    return {claim: tuple(Conflict(other, why) for other, why in sorted(some)) for claim, some in found.items()}


def _pairs(heads: Mapping[str, Features]) -> set[tuple[str, str]]:
    """The pairs that could be in conflict: opposite polarity, a unit in common, or nearly the same words."""
    affirmed: dict[Hashable, list[str]] = defaultdict(list)
    negated: dict[Hashable, list[str]] = defaultdict(list)
    alike: dict[Hashable, list[str]] = defaultdict(list)
    for claim in sorted(heads):
        one = heads[claim]
        side = affirmed if one.statement.polarity == "affirmed" else negated
        for key in _denial_keys(one):
            side[key].append(claim)
        for key in _value_keys(one):
            alike[key].append(claim)
    pairs: set[tuple[str, str]] = set()
    for key, block in negated.items():
        if len(block) * len(affirmed.get(key, ())) <= _LARGEST_BLOCK**2:
            pairs.update((min(a, b), max(a, b)) for a, b in itertools.product(block, affirmed.get(key, ())))
    for block in alike.values():
        if len(block) <= _LARGEST_BLOCK:
            pairs.update(itertools.combinations(block, 2))
    return pairs


def _denial_keys(one: Features) -> Iterator[Hashable]:
    parties = {party.country or party.key for party in one.who} or {""}
    return itertools.product(sorted(parties), sorted(one.terms))


def _value_keys(one: Features) -> Iterator[Hashable]:
    yield from itertools.product(sorted({q.unit for q in one.values}), sorted(one.terms))
    terms = sorted(one.terms)
    if one.statement.kind == "event" and len(terms) > 1:
        yield from (tuple(terms[:2]), tuple(terms[-2:]))


def _why(a: Features, b: Features) -> Why | None:
    if common_words(a, b) < _WORDS or _one_passage(a, b):
        return None
    if "hypothetical" in (a.statement.modality, b.statement.modality):
        return None
    c = compare(a, b)
    if _denies(a, b, c):
        return "denial"
    if "kind" in c.against or "polarity" in c.against:
        return None
    if _other_value(a, b, c):
        return "value"
    if a.statement.kind != "event" or a.statement.event_type != b.statement.event_type or c.words < _MANY_WORDS:
        return None
    if "date" in c.against and (c.parties or 0) >= 1 and _one_time(a) and _one_time(b):
        return "date"
    if c.against == ("participant",) and _one_time(a) and _one_time(b) and _one_party_shared(a, b):
        return "participant"
    return None


def _denies(a: Features, b: Features, c: Comparison) -> bool:
    """Opposite polarity about the same, both told as fact; or one is the denial (PLOVER REJECT) of the other."""
    one, other = a.statement, b.statement
    if apart(a, b) or (c.parties is not None and c.parties < _PARTIES):
        return False
    if one.polarity == other.polarity:
        denial = (one.event_type == "REJECT") != (other.event_type == "REJECT")
        return denial and one.polarity == "affirmed" and c.words >= _MANY_WORDS
    modalities = {one.modality, other.modality}
    if one.kind != other.kind or c.type == 0.0 or not (len(modalities) == 1 or modalities <= _TOLD_AS_FACT):
        return False
    one_word = len(a.terms & b.terms) < _FEWEST_TERMS
    if c.parties is None or (one_word and (c.parties < _SAME_PARTIES or c.type != 1.0)):
        return c.words >= _MANY_WORDS
    return c.words >= _WORDS


def _one_passage(a: Features, b: Features) -> bool:
    (start, end), (other_start, other_end) = a.statement.evidence, b.statement.evidence
    return a.statement.document == b.statement.document and start < other_end and other_start < end


def _other_value(a: Features, b: Features, c: Comparison) -> bool:
    """The same figure of the same thing and time, with another value."""
    if c.figures != 0.0 or apart(a, b) or (c.parties is not None and c.parties < _PARTIES):
        return False
    alike = [(x, y) for x in a.values for y in b.values if x.unit == y.unit and _same_thing(x.of, y.of)]
    if not alike or any(agree(x, y) for x, y in alike):
        return False
    return c.words >= (_WORDS if a.statement.kind == "figure" else _MANY_WORDS * 0.8)


def _same_thing(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return bool(words & others)


def _one_time(a: Features) -> bool:
    return a.first is not None and a.last is not None and a.last - a.first <= _ONE_TIME_DAYS


def _one_party_shared(a: Features, b: Features) -> bool:
    """Whether one role is filled alike in both; another is not, or they would not be in conflict."""
    sides = [({p.key for p in a.roles.get(role, ())}, {p.key for p in b.roles.get(role, ())}) for role in _ROLES]
    return any(x and x == y for x, y in sides)
