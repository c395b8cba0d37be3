"""Whether two statements say the same: one score, its reasons, one verdict."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from whence.weighing.features import Features
from whence.weighing.likeness import (
    SLACK_DAYS,
    apart,
    common_words,
    figures_agree,
    other_party,
    parties_alike,
    turned_round,
    type_alike,
)
from whence.weighing.models import chance, model
from whence.weighing.pairs import pair

SAME: Final = 0.64
"""Two statements whose score is at least this say the same. The corpus's dev part has as many right at a half; a little
more is asked because two things taken for one hide an origin, and one thing told as two is soon seen."""

SAME_UNDATED: Final = 0.995
"""The same for two statements without a time, told months apart: "the minister refused to comment" is said often."""

_MONTHS_APART_DAYS: Final = 60
_REPRINTED_DAYS: Final = 7
_FEW_NAMES: Final = 2
_SAME_WORDS: Final = 30.0
_IN_STEP: Final = "documents: in step"
_FEWEST_WORDS_SHARED: Final = 0.2

N = TypeVar("N", int, NDArray[np.int64])


@dataclasses.dataclass(frozen=True, slots=True)
class Comparison:
    """Two statements compared: parts from 0 to 1 (None where one cannot be judged), the score, what forbids it.

    `odds` are the score as the logarithm of odds, and `reasons` what each feature of the pair adds to them, weightiest
    first. `against` names what keeps them from being the same whatever the score: "polarity", "date", "value",
    "direction", "participant". `undated`: nothing says that they are of one time. `place` is what the places of the two
    add where their reports go in step.
    """

    score: float
    parties: float | None
    words: float
    type: float | None
    figures: float | None
    against: tuple[str, ...] = ()
    undated: bool = False
    odds: float = 0.0
    features: tuple[tuple[str, float], ...] = dataclasses.field(default=(), repr=False, compare=False)
    model: str = ""
    place: float = 0.0

    @property
    def same(self) -> bool:
        """Whether the two say the same."""
        return not self.against and self.score >= (SAME_UNDATED if self.undated else SAME)

    def told_at(self, odds: float) -> Comparison:
        """The same with what the places of the two in their reports add to the odds (see :mod:`.in_step`)."""
        if not odds or not self.model:
            return self
        found = self.odds + odds
        return dataclasses.replace(self, score=chance(found), odds=found, place=odds)

    @property
    def reasons(self) -> tuple[tuple[str, float], ...]:
        """What each feature of the pair adds to the odds, the weightiest first; none for the same words."""
        if not self.model:
            return ()
        found = model(self.model).reasons(dict(self.features))
        place = ((_IN_STEP, self.place),) if self.place else ()
        return tuple(sorted((*found, *place), key=lambda reason: (-abs(reason[1]), reason[0])))


def compare(a: Features, b: Features, *, reasons: bool = True) -> Comparison:
    """The comparison of two statements; `compare(a, b)` and `compare(b, a)` are equal.

    Without `reasons`, two that something keeps apart whatever the score are not scored, for most pairs are such, and no
    features are kept.
    """
    if not reasons and a.folded != b.folded and (one := next(forbidding(a, b), None)):
        return Comparison(0.0, None, 0.0, None, None, (one,))
    against = tuple(forbidding(a, b)) if reasons or a.folded == b.folded else ()
    figures, kind = figures_agree(a, b), type_alike(a, b)
    if a.folded == b.folded:
        parties = parties_alike(a.who, b.who)
        return Comparison(1.0, parties, common_words(a, b), kind, figures, against, odds=_SAME_WORDS)
    features = pair(a, b)
    name = model_for(a, b)
    odds = model(name).odds(features)
    parties = None if features.get("parties: none") else features.get("parties", 0.0)
    words = features.get("words: to the letter", 0.0)
    found = tuple(features.items()) if reasons else ()
    return Comparison(chance(odds), parties, words, kind, figures, against, _undated(a, b), odds, found, name)


def forbidding(a: Features, b: Features) -> Iterator[str]:
    """What keeps two statements from being one claim whatever else they have in common; each is looked for when it is
    asked for."""
    if a.statement.polarity != b.statement.polarity:
        yield "polarity"
    # A report printed again some days later counts its "Tuesday" from another day.
    again = a.folded == b.folded and not apart(a, b, _REPRINTED_DAYS)
    if not again and (apart(a, b) or before_it_was(a, b) or before_it_was(b, a)):
        yield "date"
    if figures_agree(a, b) == 0.0:
        yield "value"
    if other_party(a, b):
        yield "participant"
    if turned_round(a, b):
        yield "direction"


def before_it_was(a: Features, b: Features) -> bool:
    """Whether one was told as something that had taken place before the other, by its date, could have."""
    if a.told is None or b.first is None or a.statement.modality != "actual":
        return False
    return a.told + SLACK_DAYS < b.first


def model_for(a: Features, b: Features) -> str:
    """The name of the model for two statements: in one language words agree to the letter, in two they do not."""
    return "same_claim" if a.statement.language == b.statement.language else "same_claim_across"


def _undated(a: Features, b: Features) -> bool:
    if a.told is None or b.told is None or abs(a.told - b.told) < _MONTHS_APART_DAYS:
        return False
    return a.first is None and a.last is None and b.first is None and b.last is None


def likely(a: Features, b: Features) -> bool:
    """Whether :func:`compare` could find the two the same: a quick look that rules out most pairs."""
    if a.statement.polarity != b.statement.polarity:
        return False
    return a.folded == b.folded or (one_affair(a, b) and bool(a.concepts & b.concepts or a.named & b.named))


def one_affair(a: Features, b: Features) -> bool:
    """Whether two documents could tell of one affair: their statements name two of the same, or one where hardly
    anything is named.

    Where one names nothing, many words of the statements themselves have to be the same.
    """
    if not a.affair or not b.affair:
        return common_words(a, b) >= _FEWEST_WORDS_SHARED
    return _of_one_affair(a.affair, b.affair)


@functools.lru_cache(maxsize=1 << 18)
def _of_one_affair(one: frozenset[str], other: frozenset[str]) -> bool:
    """The same by what two documents name: asked of all pairs of their statements, answered once."""
    return len(one & other) >= fewest_in_common(min(len(one), len(other)))


def fewest_in_common(named: N) -> N:
    """How many names two documents have to have in common to be of one affair, of which the one that names less names
    so many: two, or one of two. A number, or numbers in an array."""
    return 1 + (named > _FEW_NAMES)
