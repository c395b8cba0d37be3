"""Two statements -> named features of the pair, from which models say whether they are one claim or in conflict.

Every feature is a number, mostly from 0 to 1, and what is 0 is left out. The names are shown to people as the reasons
of a merge (``whence trace --json``); their weights are in ``data/*.tsv``, made by ``training/train_claims.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from whence.model import Statement
from whence.weighing.concepts import telling
from whence.weighing.features import Features
from whence.weighing.likeness import apart, common_words, covered, figures_agree, parties_alike

Pair = dict[str, float]

_ROLES: Final = ("actor", "recipient", "object")
_ROLE_NAMES: Final = tuple((role, f"{role}: in both", f"{role}: in one", f"{role}: in none") for role in _ROLES)
_LITTLE: Final = 4.0  # what a statement of one or two plain words tells
_MUCH: Final = 20.0
_MUCH_ELSE: Final = 30.0
_MANY_NAMES: Final = 3


def pair(a: Features, b: Features) -> Pair:
    """What two statements have in common and what not; `pair(a, b)` and `pair(b, a)` are equal."""
    found = dict(_words(a, b))
    found.update(_parties(a, b))
    found.update(_kinds(a.statement, b.statement))
    found.update(_rest(a, b))
    words, parties = found.get("words: of the shorter", 0.0), found.get("parties", 0.0)
    if found.get("type: the same"):
        found["parties, type the same"] = parties
    if found.get("figures: agree"):
        found["words, figures agree"], found["parties, figures agree"] = words, parties
    found["words, parties"] = words * parties
    found["words, names"] = words * found.get("names: of the fewer", 0.0)
    found["words, squared"] = words * words
    found["meaning"] = a.meaning.like(b.meaning)
    return {name: value for name, value in found.items() if value}


def opposed(a: Features, b: Features) -> Pair:
    """The same for two that could be in conflict, with what tells a denial from something else."""
    found = pair(a, b)
    one, other = (a, b) if _first(a, b) else (b, a)
    s, t = one.statement, other.statement
    for name, x in (("no", s), ("yes", t)):
        found[f"{name}: {x.modality}"] = 1.0
        if x.evidential == "stated":
            found[f"{name}: in the writer's voice"] = 1.0
    found[f"no, yes: {s.modality}, {t.modality}"] = 1.0
    found[f"no: {_type(s)}"] = 1.0
    if one.source and any(p.entity == one.source for p in s.participants):
        found["no: said by a party"] = 1.0
    if len(one.concepts) <= 2:
        found["no: few words"] = 1.0
    if len(other.concepts) <= 2:
        found["yes: few words"] = 1.0
    if s.quotation == "direct" or t.quotation == "direct":
        found["quoted"] = 1.0
    return found


def _first(a: Features, b: Features) -> bool:
    """Whether `a` is the one that says no; of two that say the same of it, whether it comes first."""
    negated = a.statement.polarity == "negated"
    if negated != (b.statement.polarity == "negated"):
        return negated
    return (a.folded, a.statement.id) <= (b.folded, b.statement.id)


def _type(s: Statement) -> str:
    return s.event_type or s.relation or s.kind


def _words(a: Features, b: Features) -> Iterator[tuple[str, float]]:
    shared = a.concepts & b.concepts
    told = telling(shared)
    yield "words: of the shorter", told / max(min(a.tells, b.tells), _LITTLE)
    yield "words: of both", told / max(a.tells + b.tells - told, _LITTLE)
    yield "words: how much they tell", min(told, _MUCH) / 10
    yield "words: of their own", min(min(a.tells, b.tells) - told, _MUCH_ELSE) / 10
    yield "words: none in common", float(not shared)
    yield "words: to the letter", common_words(a, b)
    yield "words: a number", float(any(term.isdigit() for term in shared))
    yield "words: one is longer", abs(math.log(1 + len(a.concepts)) - math.log(1 + len(b.concepts)))
    if a.named and b.named:
        both = len(a.named & b.named)
        yield "names: of the fewer", both / min(len(a.named), len(b.named))
        yield "names: of both", both / len(a.named | b.named)
        yield "names: how many", min(both, _MANY_NAMES) / _MANY_NAMES
        yield "names: none in common", float(not both)
    else:
        yield "names: one has none", 1.0


def _parties(a: Features, b: Features) -> Iterator[tuple[str, float]]:
    parties = parties_alike(a.who, b.who)
    yield ("parties", parties) if parties is not None else ("parties: none", 1.0)
    for role, in_both, in_one, in_none in _ROLE_NAMES:
        one, other = a.roles.get(role, ()), b.roles.get(role, ())
        if one and other:
            yield role, (covered(one, other) + covered(other, one)) / 2
            yield in_both, 1.0
        else:
            yield in_one if one or other else in_none, 1.0
    if a.source and b.source:
        yield "source: the same" if a.source == b.source else "source: another", 1.0
    elif a.source or b.source:
        yield "source: in one", 1.0
    if a.source_words and b.source_words:
        common = len(a.source_words & b.source_words)
        yield "source: words in common", common / min(len(a.source_words), len(b.source_words))


def _kinds(s: Statement, t: Statement) -> Iterator[tuple[str, float]]:
    one, other = _type(s), _type(t)
    if one != other:
        yield f"types: {', '.join(sorted((one, other)))}", 1.0
    if s.kind != t.kind:
        yield "kind: another", 1.0
    elif s.kind == "event":
        yield "kind: events", 1.0
        yield "type: the same", float(s.event_type == t.event_type)
        if s.mode and t.mode:
            yield "mode: the same" if s.mode == t.mode else "mode: another", 1.0
    elif s.kind == "relation":
        yield "kind: relations", 1.0
        if s.relation and t.relation:
            yield "relation: the same" if s.relation == t.relation else "relation: another", 1.0
    else:
        yield "kind: figures", 1.0
    if s.modality == t.modality:
        yield "modality: the same", 1.0
    elif "actual" in (s.modality, t.modality):
        yield "modality: one as fact", 1.0
    if s.contexts and t.contexts:
        shared = len(set(s.contexts) & set(t.contexts))
        yield "contexts", shared / min(len(s.contexts), len(t.contexts))


def _rest(a: Features, b: Features) -> Iterator[tuple[str, float]]:
    s, t = a.statement, b.statement
    figures = figures_agree(a, b)
    if figures is not None:
        yield "figures: agree" if figures else "figures: differ", 1.0
    elif bool(a.values) != bool(b.values):
        yield "figures: in one", 1.0
    if s.time and t.time:
        yield "time: in both", 1.0
        if (a.first, a.last) == (b.first, b.last) != (None, None):
            yield "time: the same", 1.0
        if apart(a, b):
            yield "time: apart", 1.0
    elif s.time or t.time:
        yield "time: in one", 1.0
    if s.place and t.place:
        here, there = (p.entity or p.text for p in (s.place, t.place))
        yield "place: the same" if here == there else "place: another", 1.0
    if s.document == t.document:
        yield "documents: one", 1.0
    if a.affair and b.affair:
        yield "documents: names in common", len(a.affair & b.affair) / (1 + min(len(a.affair), len(b.affair)))
    yield "documents: how far into them", abs(a.place - b.place)
