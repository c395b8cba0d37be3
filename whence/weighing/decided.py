"""What people have decided about statements: that some say the same, that others do not. It holds whatever is found."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple


class Joint(NamedTuple):
    """One decision on statements, by their ids: a merge of `here` with `there`, or `there` split off from `here`."""

    action: Literal["merge", "split"]
    here: tuple[str, ...]
    there: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Decided:
    """All decisions taken together. `groups` are statements that are one claim, each statement in one group at most;
    `apart` are, for a statement, those that are never in one claim with it."""

    groups: tuple[tuple[str, ...], ...] = ()
    apart: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.groups or self.apart)

    def of(self, statements: Iterable[str]) -> Decided:
        """What of it is about these statements."""
        some = set(statements)
        groups = (tuple(id_ for id_ in group if id_ in some) for group in self.groups)
        return Decided(
            tuple(group for group in groups if len(group) > 1),
            {id_: others & some for id_, others in self.apart.items() if id_ in some and others & some},
        )


def taken_together(joints: Sequence[Joint]) -> Decided:
    """What decisions, in the order in which they were taken, come to: of two that cannot both hold, the later does.

    A merge makes each statement here one with each there. A split keeps each here apart from each there, and those
    there together: they were taken out into a claim of their own.
    """
    group_of: dict[str, set[str]] = {}
    apart: dict[str, set[str]] = defaultdict(set)
    for joint in reversed(joints):
        if joint.action == "merge":
            _join(itertools.product(joint.here, joint.there), group_of, apart)
            continue
        for one, other in itertools.product(joint.here, joint.there):
            if other not in group_of.get(one, {one}):
                apart[one].add(other)
                apart[other].add(one)
        _join(itertools.pairwise(joint.there), group_of, apart)
    groups = {min(group): tuple(sorted(group)) for group in group_of.values()}
    return Decided(
        tuple(groups[first] for first in sorted(groups)), {id_: frozenset(others) for id_, others in apart.items()}
    )


def _join(pairs: Iterable[tuple[str, str]], group_of: dict[str, set[str]], apart: Mapping[str, set[str]]) -> None:
    for one, other in pairs:
        here, there = group_of.setdefault(one, {one}), group_of.setdefault(other, {other})
        if here is there or any(apart.get(id_, set()) & there for id_ in here):
            continue
        here |= there
        for id_ in there:
            group_of[id_] = here
