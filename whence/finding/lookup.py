"""What lies over a stretch of a Doc, found without walking through all that the Doc has: a book takes its length in
words, and not its square."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final

from spacy.tokens import Doc

from whence.knowledge.base import Name
from whence.language.tokens import text_of
from whence.model import Mention, Quantity, Time, content_id

_KEPT: Final = "whence_lookup"
_BOUNDS: Final = {
    "names": ("start", "end"),
    "mentions": ("start", "end"),
    "times": ("start_char", "end_char"),
    "quantities": ("start", "end"),
}


_PLACES: Final = {name: (("._.", name, None, None), f"{_KEPT}_{name}") for name in (*_BOUNDS, "quotations")}
"""Where spaCy has each kind of thing, which is slow to ask for through ``doc._``, and where they are kept sorted."""


def document_of(doc: Doc) -> str:
    """The id of the document, else one of its text."""
    if doc._.document_id:
        return str(doc._.document_id)
    cached = doc.user_data.get(f"{_KEPT}_id")
    if cached is None:
        cached = doc.user_data[f"{_KEPT}_id"] = content_id(text_of(doc))
    return str(cached)


def mentions_over(doc: Doc, start: int, end: int) -> list[Mention]:
    """The mentions that share a character with the stretch, in their order in the Doc."""
    return _over(doc, "mentions", start, end)


def names_over(doc: Doc, start: int, end: int) -> list[Name]:
    """The known names that share a character with the stretch."""
    return _over(doc, "names", start, end)


def times_over(doc: Doc, start: int, end: int) -> list[Time]:
    """The times that share a character with the stretch."""
    return _over(doc, "times", start, end)


def quantities_over(doc: Doc, start: int, end: int) -> list[Quantity]:
    """The quantities that share a character with the stretch."""
    return _over(doc, "quantities", start, end)


def quotations_over(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between marks of quotation that share a token with this one."""
    return _over(doc, "quotations", start, end)


def in_any(stretches: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place lies in one of the stretches, which are sorted and do not overlap."""
    n = bisect_left(stretches, (at + 1, -1)) - 1
    return n >= 0 and at < stretches[n][1]


def _over(doc: Doc, name: str, start: int, end: int) -> list[Any]:
    own, kept = _PLACES[name]
    things: Sequence[Any] = doc.user_data.get(own, ())
    if not things:
        return []
    cached = doc.user_data.get(kept)
    if cached is None or cached[0] is not things:
        cached = doc.user_data[kept] = (things, *_sorted(things, name))
    _, places, longest = cached
    first, last = bisect_left(places, (start - longest, -1)), bisect_left(places, (end, -1))
    return [things[n] for n in sorted(n for _, n, b in places[first:last] if start < b)] if first < last else []


def _sorted(things: Sequence[Any], name: str) -> tuple[list[tuple[int, int, int]], int]:
    """(start, number, end) of each, sorted, and the length of the longest."""
    bounds = [_bounds(thing, name) for thing in things]
    return sorted((a, n, b) for n, (a, b) in enumerate(bounds)), max((b - a for a, b in bounds), default=0)


def _bounds(thing: Any, name: str) -> tuple[int, int]:
    if name not in _BOUNDS:
        return (thing[0], thing[1])
    first, last = _BOUNDS[name]
    return getattr(thing, first), getattr(thing, last)
