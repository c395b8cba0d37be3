"""What a model of features makes of each possible statement, beside what the tables of triggers make of it.

The tables know the words that they list; the model has weighed what surrounds a word, known or not. It gives a type to
clauses for which the tables have none, and says which clauses tell nothing that an analyst would keep.
"""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from spacy.tokens import Token

from whence.finding.event_types import MODES, WHEN_FUTURE, Frame, frames, frames_headed
from whence.finding.linear import choice
from whence.finding.predicates import Named
from whence.finding.predications import NOTHING, Predication, features, read_as
from whence.finding.trees import lemma

IDLE: Final = 0.3
"""Chance of being a statement below which a clause that no table knows is left out."""

TYPED: Final = 0.2
"""Chance from which a clause that no table knows takes the model's event type. Both were chosen on our sample reports
and the corpus's dev part: from 0.4 down to 0.2 more of what is marked as an event is found, and the types are as often
right as before."""

SURE: Final = 0.7
"""Chance of being a statement from which a clause that no table knows is kept, though nobody known takes part in it.
On the dev part more is found and more of it right, in French most; at 0.6 a little more, and more that no analyst
keeps."""

LISTED_SURE: Final = 0.5
"""Chance from which a clause of a listed word is kept though nobody known takes part in it ("stones were thrown at the
town hall"); chosen as the others."""


OVERRULED: Final = 8.0
"""How many times likelier another kind must be than that which the tables know, to take its place. On the dev part 2 in
a hundred more of the types are right with it, in both languages; the same from 3 to 8."""


RATHER: Final = 0.5
"""The share of the likeliest kind's chance that an event type needs where that kind is a relation, or a figure, that no
table knows: of such a one nothing is told but that there is one."""


class Verdict(NamedTuple):
    """The likeliest kind of a possible statement, its chance, the chance that it is a statement at all, and the chances
    of all kinds."""

    kind: str
    chance: float
    told: float
    chances: Mapping[str, float]

    @property
    def idle(self) -> bool:
        """Whether a clause that no table knows is likely to tell nothing."""
        return self.told < IDLE

    def sure(self, *, listed: bool) -> bool:
        """Whether the clause is a statement whoever takes part in it; `listed` where the tables know its words."""
        return self.told >= (LISTED_SURE if listed else SURE)

    @property
    def event(self) -> str | None:
        """The likeliest event type, where the model is sure enough of it; None where it is rather a relation or a
        figure."""
        least = TYPED * self.told if self.told >= SURE else TYPED
        kind = max((k for k in self.chances if k in MODES), key=self.chances.__getitem__, default="")
        chance = self.chances.get(kind, 0.0)
        return kind if chance >= max(least, RATHER * self.chance) else None

    def overrules(self, kind: str) -> bool:
        """Whether the likeliest kind is far likelier than one that the tables know. An event whose type they know is no
        mere relation for all that."""
        bare = kind in MODES and self.kind not in MODES
        return not bare and self.chance > OVERRULED * self.chances.get(kind, 1.0)


def verdict(one: Predication) -> Verdict | None:
    """The verdict on a possible statement; None in a language that the model was not weighed on."""
    model = choice("statements")
    if one.core.lang_ not in model.languages:
        return None
    chances = model.chances(features(one), read_as(one))
    kind = max((k for k in chances if k != NOTHING), key=chances.__getitem__)
    return Verdict(kind, chances[kind], 1 - chances[NOTHING], chances)


def overruled(judged: Verdict, core: Token, named: Named | None, kind: str) -> tuple[Named | None, bool] | None:
    """What takes the place of a `kind` that the tables know (`named`, if that is an event), where the verdict is
    clearly for another: the event, if it is one, and whether it is a figure. None where theirs stays."""
    to_come = kind in WHEN_FUTURE and judged.kind == "AGREE"  # the hedge will tell: "is due to visit"
    if to_come or not judged.overrules(kind):
        return None
    if judged.kind not in MODES:
        return None, judged.kind == "figure"
    if named is None:
        return Named(frame_of(core, judged.kind)), False
    frame = dataclasses.replace(named.frame, type=judged.kind, mode=None)  # who takes part stands where it stood
    return dataclasses.replace(named, frame=frame), False


def frame_of(core: Token, kind: str) -> Frame:
    """A frame of a type for a word that no table has in its sense, with the parties where the word has them in another
    of that type ("ont péri", without the attack), else where most words of the type have them."""
    pos = "NOUN" if core.pos_ == "NOUN" else "VERB"
    own = next((row for row in frames_headed(core.lang_).get((lemma(core), pos), ()) if row.type == kind), None)
    actor, recipient, symmetric = _places(core.lang_, pos, kind)
    if own is not None:
        actor, recipient, symmetric = own.actor, own.recipient, own.symmetric
    return Frame(lemma(core), core.pos_, (), kind, None, actor, recipient, symmetric, None)


@functools.cache
def _places(language: str, pos: str, kind: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    seen: dict[str, Counter[tuple[tuple[str, ...], tuple[str, ...], bool]]] = defaultdict(Counter)
    for rows in frames(language).values():
        for row in rows:
            if row.type == kind and len(row.words) == 1:
                seen[row.pos][row.actor, row.recipient, row.symmetric] += 1
    counted = seen.get(pos) or seen.get("VERB")
    return counted.most_common(1)[0][0] if counted else (("subj",), ("obj",), False)
