"""Claims that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from whence.model import Conflict
from whence.weighing.features import Features
from whence.weighing.likeness import (
    agree,
    apart,
    common_words,
    figures_agree,
    of_one_thing,
    of_one_unit,
    other_party,
    parties_alike,
)
from whence.weighing.matching import compare, forbidding, one_affair
from whence.weighing.models import model
from whence.weighing.pairs import opposed

Why = Literal["denial", "value", "date", "participant"]

_PARTIES: Final = 0.6
_WORDS: Final = 0.3
_MANY_WORDS: Final = 0.75
_HALF: Final = 0.5
_ONE_TIME_DAYS: Final = 31
_ROLES: Final = ("actor", "recipient", "object")


def conflicts(
    all_features: Sequence[Features], pairs: Iterable[tuple[int, int]], claim_of: Sequence[str]
) -> dict[str, tuple[Conflict, ...]]:
    """The conflicts of each claim, by its id.

    `pairs` are the statements worth comparing, `claim_of` the claim of each statement. Two claims are in conflict where
    one statement of each is with one of the other; a denial goes before another value, and so on.
    """
    found: dict[tuple[str, str], set[Why]] = defaultdict(set)
    for i, j in pairs:
        one, other = claim_of[i], claim_of[j]
        if one != other and (why := _why(all_features[i], all_features[j])):
            found[min(one, other), max(one, other)].add(why)
    by_claim: dict[str, dict[str, Why]] = defaultdict(dict)
    order: tuple[Why, ...] = ("denial", "value", "date", "participant")
    for (one, other), some in found.items():
        first = next(why for why in order if why in some)
        by_claim[one][other] = by_claim[other][one] = first
    return {
        claim: tuple(Conflict(other, why) for other, why in sorted(some.items())) for claim, some in by_claim.items()
    }


def _why(a: Features, b: Features) -> Why | None:
    if could_deny(a, b):
        return "denial" if model("denial").odds(opposed(a, b)) >= 0 else None
    if could_differ(a, b):
        return "value" if model("other_value").odds(opposed(a, b)) >= 0 else None
    if a.statement.polarity != b.statement.polarity or _one_passage(a, b):
        return None
    if _is_denial(a, b) and one_affair(a, b):
        return "denial"
    if a.statement.kind != "event" or a.statement.event_type != b.statement.event_type:
        return None
    if not (_one_time(a) and _one_time(b)) or not one_affair(a, b):
        return None
    if apart(a, b):
        if not (a.statement.modality == b.statement.modality == "actual" and _told_of_one(a, b)):
            return None  # what was planned for one day may have come on another
        if (parties_alike(a.who, b.who) or 0) < _PARTIES or tuple(forbidding(a, b)) != ("date",):
            return None
        return "date" if compare(a, b).odds >= 0 else None
    if common_words(a, b) >= _MANY_WORDS and _one_role_shared(a, b) and tuple(forbidding(a, b)) == ("participant",):
        return "participant"
    return None


def could_deny(a: Features, b: Features) -> bool:
    """Whether one of the two says no to what the other could have said."""
    if a.statement.polarity == b.statement.polarity or _one_passage(a, b) or apart(a, b):
        return False
    if (a.statement.modality == "intended") != (b.statement.modality == "intended"):
        return False  # a plan that came to nothing was a plan all the same
    if other_party(a, b):
        return False  # that one has not done it says nothing of another
    return bool(a.concepts & b.concepts or a.named & b.named) and one_affair(a, b)


def could_differ(a: Features, b: Features) -> bool:
    """Whether the two could give one figure with two values: "about 60" and 61 are none."""
    if not a.values or not b.values or a.statement.polarity != b.statement.polarity:
        return False
    if figures_agree(a, b) != 0.0:
        return False
    if a.statement.document == b.statement.document or apart(a, b) or not one_affair(a, b):
        return False  # one report that gives two values gives them of two things
    pairs = of_one_unit(a, b)
    alike = [(x, y) for x, y in pairs if of_one_thing(x, y, a, b) is not False]
    if not alike and a.statement.language != b.statement.language:
        alike = pairs  # what is counted is often told by words that no table has in both languages
    if not alike or any(agree(x, y) for x, y in alike):
        return False
    return _told_of_one(a, b)


def _told_of_one(a: Features, b: Features) -> bool:
    """Whether the same is told of the same parties: in one language much in the same words, across languages with
    most of what can be compared."""
    parties = parties_alike(a.who, b.who)
    if parties is not None and parties < _PARTIES:
        return False
    if a.statement.language == b.statement.language:
        return common_words(a, b) >= _WORDS
    fewest = min(len(a.concepts), len(b.concepts))
    return fewest > 0 and len(a.concepts & b.concepts) / fewest >= _HALF


def _is_denial(a: Features, b: Features) -> bool:
    """Whether one is the act of denying the other in its own words (PLOVER REJECT)."""
    if (a.statement.event_type == "REJECT") == (b.statement.event_type == "REJECT") or apart(a, b):
        return False
    if a.statement.polarity != "affirmed" or common_words(a, b) < _MANY_WORDS:
        return False
    parties = parties_alike(a.who, b.who)
    return parties is None or parties >= _PARTIES


def _one_passage(a: Features, b: Features) -> bool:
    (start, end), (other_start, other_end) = a.statement.evidence, b.statement.evidence
    return a.statement.document == b.statement.document and start < other_end and other_start < end


def _one_time(a: Features) -> bool:
    return a.first is not None and a.last is not None and a.last - a.first <= _ONE_TIME_DAYS


def _one_role_shared(a: Features, b: Features) -> bool:
    """Whether one role is filled alike in both; another is not, or they would not be in conflict."""
    sides = [({p.key for p in a.roles.get(role, ())}, {p.key for p in b.roles.get(role, ())}) for role in _ROLES]
    return any(x and x == y for x, y in sides)
