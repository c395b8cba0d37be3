"""Whether two statements say the same: parts that can be read, one score, one verdict."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence
from typing import Final

from whence.knowledge import spelling
from whence.knowledge.variants import same_entity
from whence.model import EntityKind, Quantity
from whence.weighing.features import Features, Party

SAME: Final = 0.62
"""Two statements whose score is at least this say the same. Set on the project's own example reports."""

SAME_UNDATED: Final = 0.95
"""The same for two statements without a time, told months apart: "the minister refused to comment" is said often."""

_MONTHS_APART_DAYS: Final = 60
_WEIGHTS: Final = {"parties": 0.35, "words": 0.35, "type": 0.2, "figures": 0.1}
_FEWEST_WORDS_SHARED: Final = 0.2
_FEWEST_ACROSS_LANGUAGES: Final = 0.1
_ONE_PARTY_ONLY: Final = 0.85
_SHORT_NAME: Final = 0.9
_SAME_COUNTRY: Final = 0.7
_OTHER_OF_THE_COUNTRY: Final = 0.3
_SLACK_DAYS: Final = 1
_REPRINTED_DAYS: Final = 7
_ABOUT: Final = 0.1
_EXACT: Final = 0.005
# Types that one act is coded as by turns: a deal is an agreement and a cooperation (PLOVER manual, on the boundaries
# of AGREE, CONSULT, SUPPORT and COOPERATE; of ACCUSE, REJECT and THREATEN; of PROTEST, ASSAULT and COERCE).
_FAMILIES: Final = (
    frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE"}),
    frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"}),
    frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}),
)
_MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})


@dataclasses.dataclass(frozen=True, slots=True)
class Comparison:
    """Two statements compared: each part from 0 to 1 (None where it cannot be judged), the score, what forbids it.

    `against` names what keeps them from being the same whatever the score: "kind", "polarity", "date", "value",
    "direction", "participant", "words" (hardly any in common). `undated`: nothing says that they are of one time.
    """

    score: float
    parties: float | None
    words: float
    type: float | None
    figures: float | None
    against: tuple[str, ...] = ()
    undated: bool = False

    @property
    def same(self) -> bool:
        """Whether the two say the same."""
        return not self.against and self.score >= (SAME_UNDATED if self.undated else SAME)


def compare(a: Features, b: Features) -> Comparison:
    """The comparison of two statements; `compare(a, b)` and `compare(b, a)` are equal."""
    one, other = a.statement, b.statement
    against = []
    if one.kind != other.kind:
        against.append("kind")
    if one.polarity != other.polarity:
        against.append("polarity")
    if apart(a, b):
        against.append("date")
    figures = _figures(a.values, b.values)
    if figures == 0.0:
        against.append("value")
    if other_party(a, b):
        against.append("participant")
    if _turned_round(a, b):
        against.append("direction")
    parties = _parties(a.who, b.who)
    words = common_words(a, b)
    kind = _type(a, b)
    if a.folded == b.folded:
        # A report printed again some days later counts its "Tuesday" from another day.
        again = not apart(a, b, _REPRINTED_DAYS)
        return Comparison(1.0, parties, words, kind, figures, tuple(r for r in against if r != "date" or not again))
    parts = {"parties": parties, "words": words, "type": kind, "figures": figures}
    judged = {name: value for name, value in parts.items() if value is not None}
    score = sum(_WEIGHTS[n] * v for n, v in judged.items()) / sum(_WEIGHTS[n] for n in judged)
    if parties is None:
        score = words * 0.9
    if words < _fewest(a, b) and figures != 1.0:
        against.append("words")
    return Comparison(round(score, 4), parties, words, kind, figures, tuple(against), _undated(a, b))


def _undated(a: Features, b: Features) -> bool:
    if a.told is None or b.told is None or abs(a.told - b.told) < _MONTHS_APART_DAYS:
        return False
    return a.first is None and a.last is None and b.first is None and b.last is None


def apart(a: Features, b: Features, slack: int = _SLACK_DAYS) -> bool:
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


def _figures(a: Sequence[Quantity], b: Sequence[Quantity]) -> float | None:
    """1 where a figure of one unit agrees, 0 where none does, None where no unit is common."""
    pairs = [(x, y) for x in a for y in b if x.unit == y.unit]
    if not pairs:
        return None
    return 1.0 if any(agree(x, y) for x, y in pairs) else 0.0


def _parties(a: Sequence[Party], b: Sequence[Party]) -> float | None:
    """How far the parties are the same, from 0 to 1, roles left aside."""
    if not a and not b:
        return None
    if not a or not b:
        return 0.0
    alike = (_covered(a, b) + _covered(b, a)) / 2
    # Much is said of one country: two that meet in a sentence tell more.
    return alike if len(a) > 1 and len(b) > 1 else alike * _ONE_PARTY_ONLY


def _covered(some: Sequence[Party], others: Sequence[Party]) -> float:
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
    for role in ("actor", "recipient", "object"):
        one = [party for party in a.roles.get(role, ()) if party.known]
        other = [party for party in b.roles.get(role, ()) if party.known]
        if one and other and _strangers(one, b.who) and _strangers(other, a.who):
            return True
    return False


def _strangers(some: Sequence[Party], others: Sequence[Party]) -> bool:
    return all(_alike(one, other) < _SAME_COUNTRY for one in some for other in others)


def _turned_round(a: Features, b: Features) -> bool:
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


def _type(a: Features, b: Features) -> float | None:
    one, other = a.statement, b.statement
    if one.kind == "event":
        x, y = one.event_type, other.event_type
        if x is None or y is None:
            return None
        return 1.0 if x == y else 0.6 if any(x in f and y in f for f in _FAMILIES) else 0.0
    if one.kind == "relation":
        if one.relation is None or other.relation is None:
            return None
        return 1.0 if one.relation == other.relation else 0.0
    return None


def common_words(a: Features, b: Features) -> float:
    """How far the content words and numbers of the shorter are in the longer: the mean of overlap and Jaccard."""
    x, y = len(a.terms), len(b.terms)
    common = len(a.terms & b.terms)
    return (common / min(x, y) + common / (x + y - common)) / 2 if common else 0.0


def likely(a: Features, b: Features) -> bool:
    """Whether :func:`compare` could find the two the same: a quick look that rules out most pairs."""
    if a.statement.kind != b.statement.kind or a.statement.polarity != b.statement.polarity:
        return False
    return a.folded == b.folded or common_words(a, b) >= _fewest(a, b) or _figures(a.values, b.values) == 1.0


def _fewest(a: Features, b: Features) -> float:
    return _FEWEST_WORDS_SHARED if a.statement.language == b.statement.language else _FEWEST_ACROSS_LANGUAGES
