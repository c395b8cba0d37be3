"""Two reports that share passages -> who has them from whom: one from the other, both from a source out of sight, or
nobody can tell.

What tells, in this order: a credit ("(AFP)" under a report), the dates, who is an agency, and how the one lies in the
other. Two that credit one agency, whose own dispatch is not among what was read, both have it from there.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from whence.model import Document
from whence.weighing.credits import Credit
from whence.weighing.outlets import Outlets
from whence.weighing.reuse import Shared

Whose = Literal["earlier", "later", "common", "unknown"]

_LIES_IN: Final = 0.85
_MOST_OF_THE_LONGER: Final = 0.7
_TITLE: Final = 120  # letters: what may stand before the first line of a report that was cut from its end
_OWN: Final = 300  # letters: an opening of one's own
_CUT: Final = 200
_WORD: Final = re.compile(r"[^\W_]+")


class Side(NamedTuple):
    """What of a report tells where its passages are from. `date` is that of its publication, where it is known."""

    text: str
    date: str | None
    publisher: str | None
    agency: bool
    credits: Sequence[Credit]


class First(NamedTuple):
    """Who had a passage first: the "earlier" or the "later" of two, a "common" source (its id), or "unknown".

    `basis` is "inferred" where it is not written in the reports, by a date or a credit.
    """

    whose: Whose
    basis: Literal["seen", "inferred"] = "seen"
    common: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Taken:
    """Passages and who had them first; turned so that, where that is known, `shared.later` has them from the other."""

    shared: Shared
    first: First


def had_first(one: Shared, later: Side, earlier: Side, in_sight: Callable[[str], bool]) -> First:
    """Who of two had what they share first. `in_sight` says of a source whether its own report was read."""
    if later.publisher != earlier.publisher and (later.credits or earlier.credits):
        credited, credited_before = ({credit.source for credit in side.credits} for side in (later, earlier))
        if earlier.publisher in credited:
            return First("earlier")
        if later.publisher in credited_before:
            return First("later")
        if common := _common(later, earlier, in_sight):
            return common
    if later.date and earlier.date and later.date != earlier.date:
        return First("earlier" if later.date > earlier.date else "later")
    if later.date and earlier.date and later.agency != earlier.agency:
        return First("earlier" if earlier.agency else "later")
    inside = lies_in(one, later.text, earlier.text)
    return First(inside, "inferred") if inside else First("unknown")


def _common(later: Side, earlier: Side, in_sight: Callable[[str], bool]) -> First | None:
    """The agency that both have it from, if it was not read itself.

    Both credit it; or one gives the whole report as the agency's, and the other, which credits nobody, is not known to
    have been there for it to copy.
    """
    before = {credit.source for credit in earlier.credits}
    for credit in later.credits:
        if credit.source in before and not in_sight(credit.source):
            return First("common", "seen", credit.source)
    for one, other in ((later, earlier), (earlier, later)):
        whole = next((c.source for c in one.credits if c.whole and not in_sight(c.source)), None)
        if whole is None or other.credits or other.agency:
            continue
        if not (one.date and other.date and other.date > one.date):
            return First("common", "inferred", whole)
    return None


def lies_in(one: Shared, later: str, earlier: str) -> Literal["earlier", "later"] | None:
    """Which of two texts was there first, by how one lies in the other; None where that does not tell.

    A report is cut from its end: what is the opening of a longer one was cut from it. What lies whole in a longer text,
    after an opening of that text's own, was taken into it.
    """
    most = max(sum([b - a for a, b, _, _ in one.spans]), sum([d - c for _, _, c, d in one.spans]))
    if most < _LIES_IN * min(len(later), len(earlier)):
        return None
    here, there = [(a, b) for a, b, _, _ in one.spans], [(c, d) for _, _, c, d in one.spans]
    covers_here, covers_there = _covered(here) / max(len(later), 1), _covered(there) / max(len(earlier), 1)
    is_longer: Literal["earlier", "later"]
    is_shorter: Literal["earlier", "later"]
    if covers_here >= _LIES_IN and covers_there <= _MOST_OF_THE_LONGER:
        longer, spans, is_longer, is_shorter = earlier, there, "earlier", "later"
    elif covers_there >= _LIES_IN and covers_here <= _MOST_OF_THE_LONGER:
        longer, spans, is_longer, is_shorter = later, here, "later", "earlier"
    else:
        return None
    begins, ends = min(a for a, _ in spans), max(b for _, b in spans)
    if _covered(spans) < _LIES_IN * (ends - begins):
        return None  # taken from here and there, or into several places
    if begins <= _TITLE and len(longer) - ends >= _CUT:
        return is_longer
    return is_shorter if begins >= _OWN else None


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    total = end = 0
    for a, b in sorted(spans):
        total += max(0, b - max(a, end))
        end = max(end, b)
    return total


def turned(one: Shared, earlier: str) -> Shared:
    """The same passages, seen from the other text: `earlier` is the text of what was the earlier."""
    spans = tuple(sorted((c, d, a, b) for a, b, c, d in one.spans))
    share = round(min(1.0, one.words / max(1, len(_WORD.findall(earlier)))), 4)
    return Shared(one.earlier, one.later, spans, one.words, share)


def taken(
    shared: Collection[Shared],
    documents: Mapping[str, Document],
    credits_: Mapping[str, Sequence[Credit]],
    outlets: Outlets,
) -> list[Taken]:
    """Who has each of the passages from whom."""
    sides: dict[str, Side] = {}
    partners: dict[str, set[str | None]] = defaultdict(set)
    laid = {one.later for one in shared}
    for one in shared:
        for id_, other in ((one.later, one.earlier), (one.earlier, one.later)):
            partners[id_].add(outlets.publisher(other))
            publisher = outlets.publisher(id_)
            date = documents[id_].published.date
            sides[id_] = Side(documents[id_].text, date, publisher, outlets.is_agency(publisher), credits_.get(id_, ()))
    found = []
    for one in shared:
        near = partners[one.later] | partners[one.earlier]
        first = had_first(one, sides[one.later], sides[one.earlier], near.__contains__)
        if first.whose == "later":
            if first.basis == "inferred" and one.earlier in laid:
                first = First("unknown")  # it has passages from elsewhere, these perhaps too
            else:
                one = turned(one, sides[one.earlier].text)
                first = First("earlier", first.basis)
        found.append(Taken(one, first))
    return found


def out_of_sight(some: Iterable[Taken]) -> dict[str, list[tuple[int, int, str]]]:
    """The stretches (start, end, source id) of each document that are from a source whose own report was not read."""
    found: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for one in some:
        if one.first.common is not None:
            for a, b, c, d in one.shared.spans:
                found[one.shared.later].add((a, b, one.first.common))
                found[one.shared.earlier].add((c, d, one.first.common))
    return {document: sorted(spans) for document, spans in found.items()}
