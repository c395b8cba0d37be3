"""What was lost on the way: a hedge, a source, a number or a date that an earlier report has and a later has not."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from whence.errors import UnknownLanguage
from whence.knowledge.folding import fold
from whence.language.lexicons import lexicon
from whence.model import Document, Evidential, Modality

What = Literal["hedge", "source", "number", "date"]

WHATS: Final[tuple[What, ...]] = ("hedge", "source", "number", "date")

_FIRM: Final = {"hypothetical": 0, "possible": 1, "attempted": 2, "intended": 2, "actual": 3}
_TOLD_AS_FACT: Final = frozenset({"actual", "attempted"})
_HEARSAY: Final = "hearsay"

_ROWS: Final = 256
"""The earlier statements that are compared with all others at once: enough to be quick, few enough for the memory."""

_Table = NDArray[np.bool_]


class Lost(NamedTuple):
    """Ids of two statements of one claim, the earlier report's and the later one's, and what the later has lost."""

    earlier: str
    later: str
    what: What


class Named(Protocol):
    """Somebody in a chain, as far as losses look at it."""

    @property
    def name(self) -> str: ...


class Counted(Protocol):
    """A figure, as far as losses look at it."""

    @property
    def unit(self) -> str: ...

    @property
    def value(self) -> float | None: ...

    @property
    def low(self) -> float | None: ...

    @property
    def high(self) -> float | None: ...

    @property
    def approximate(self) -> bool: ...


class Timed(Protocol):
    """A time, as far as losses look at it."""

    @property
    def start(self) -> str | None: ...


class Said(Protocol):
    """A statement, as far as losses look at it."""

    @property
    def id(self) -> str: ...

    @property
    def document(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def evidence(self) -> Any: ...  # what can be put in order

    @property
    def quote(self) -> str: ...

    @property
    def modality(self) -> Modality: ...

    @property
    def evidential(self) -> Evidential: ...

    @property
    def chain(self) -> Sequence[Named]: ...

    @property
    def quantities(self) -> Sequence[Counted]: ...

    @property
    def time(self) -> Timed | None: ...


S = TypeVar("S", bound=Said)


def losses(statements: Iterable[Said], documents: Mapping[str, Document]) -> list[Lost]:
    """What the later of each two reports of a claim has lost, in the order of publication.

    A hedge is lost where the later tells as a fact what the earlier hedges, by its modality or by a word of hearsay; a
    source where it names fewer than the earlier, whose own outlet counts as one if the later has it from there.
    `statements` are those of one claim. Of two reports of one day the later is the one that names the other's outlet; a
    report without a day is later than one that has it. Else who was first is not known, and nothing is lost.
    """
    in_order = in_time(statements, documents)
    return [
        Lost(in_order[one].id, in_order[at // len(WHATS)].id, WHATS[at % len(WHATS)])
        for one, later in places(in_order, documents)
        for at in later
    ]


def in_time(statements: Iterable[S], documents: Mapping[str, Document]) -> list[S]:
    """The statements in the order of publication, those of the undated last, and of their texts."""
    return sorted(statements, key=lambda s: (_day(documents[s.document]), s.document, s.evidence, s.id))


def places(statements: Sequence[Said], documents: Mapping[str, Document]) -> Iterator[tuple[int, list[int]]]:
    """The losses between statements that are :func:`in_time`: the place there of each earlier one, and of what later
    ones have lost of it, the place of the later one times the number of the WHATS, and which of these it is.

    A claim of a thousand reports has half a million pairs: they are compared in tables, not one by one.
    """
    if len(statements) < 2:
        return
    of = _codes(s.document for s in statements)
    day = _codes(_day(documents[s.document]) for s in statements)  # in order, so that a later day has a higher code
    outlets = [(documents[s.document].publisher or "").casefold() for s in statements]
    names = [frozenset(link.name.casefold() for link in s.chain) for s in statements]
    firm = np.array([_FIRM[s.modality] for s in statements])
    hearsay = np.array([s.evidential == _HEARSAY for s in statements])
    stated = np.array([s.evidential == "stated" for s in statements])
    words = np.array([has_hedge(s.quote, s.language) for s in statements])
    told_as_fact = np.array([s.modality in _TOLD_AS_FACT for s in statements])
    hedged, plain = words & told_as_fact, ~words & told_as_fact & ~hearsay
    chain = np.array([len(s.chain) for s in statements])
    outlet, outlet_in = _within([name or None for name in outlets], names)
    figures, kept_in = _figures([frozenset(map(_figure, s.quantities)) for s in statements])
    dated = np.array([bool(s.time and s.time.start) for s in statements])
    for first in range(0, len(statements), _ROWS):
        rows = slice(first, first + _ROWS)
        # Rows are the earlier statements, columns the later ones.
        here = outlet_in[outlet[rows]]  # the later names the earlier one's outlet
        there = outlet_in[:, rows][outlet].T  # the earlier names the later one's outlet
        same_day = day[rows, None] == day
        before = ((day[rows, None] < day) | (same_day & here & ~there)) & (of[rows, None] != of)
        hedge = (firm[rows, None] < firm) | (hearsay[rows, None] & stated) | (hedged[rows, None] & plain)
        source = (chain[rows, None] > 0) & (chain < chain[rows, None] + here)
        number = ~kept_in[figures[rows][:, None], figures]
        date = dated[rows, None] & ~dated
        lost = np.stack((hedge, source, number, date), axis=2) & before[:, :, None]
        for one, of_one in enumerate(lost.reshape(len(lost), -1), first):
            if later := np.flatnonzero(of_one).tolist():
                yield one, later


@functools.lru_cache(maxsize=100_000)
def has_hedge(quote: str, language: str) -> bool:
    """Whether one of a statement's words tells hearsay ("reportedly", "aurait"), by the language's ``hedges.toml``;
    False in a language that has none."""
    pattern = _hedges(language)
    return pattern is not None and pattern.search(fold(quote)) is not None


@functools.cache
def _hedges(language: str) -> re.Pattern[str] | None:
    try:
        words = lexicon(language, "hedges")["words"]
    except UnknownLanguage:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in words)})(?!\w)")


def _day(document: Document) -> str:
    return document.published.date or "9999"


def _codes(values: Iterable[Any]) -> NDArray[np.int_]:
    """A number for each value, equal ones the same, in the order in which they come."""
    met: dict[Any, int] = {}
    return np.array([met.setdefault(value, len(met)) for value in values])


def _within(wanted: Sequence[str | None], names: Sequence[frozenset[str]]) -> tuple[NDArray[np.int_], _Table]:
    """A number for each name that is wanted, and which of the sets of names have it, by its number; None is in none."""
    numbers = {name: n for n, name in enumerate(dict.fromkeys(wanted))}
    table = np.zeros((len(numbers), len(names)), dtype=bool)
    for place, some in enumerate(names):
        table[[numbers[name] for name in some if name in numbers], place] = True
    return np.array([numbers[name] for name in wanted]), table


def _figures(some: Sequence[frozenset[Any]]) -> tuple[NDArray[np.int_], _Table]:
    """A number for each set of figures, and whether all of one are in another: a figure is kept as it was, its value
    and "about" or "up to" where it had one."""
    different = list(dict.fromkeys(some))
    table = np.array([[one <= other for other in different] for one in different])
    numbers = {figures: n for n, figures in enumerate(different)}
    return np.array([numbers[figures] for figures in some]), table


def _figure(one: Counted) -> tuple[Any, ...]:
    return one.unit, one.value, one.low, one.high, one.approximate
