"""Words run together: where a page lost the blank between two words, and where they ought to be parted.

The stored text stays as it is, for it is the evidence; what analyses it may part the words at these offsets.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W\d_]{5,}")
_GOES_ON: Final = re.compile(r"[ \u00a0\u202f]+(?:[^\W\d_A-ZÀ-Þ]|\d)")
_SHORTEST_NAME: Final = 5
_SHORTEST_UNKNOWN_NAME: Final = 4


class _Language(NamedTuple):
    after_any_name: tuple[str, ...]
    after_known_name: tuple[str, ...]
    beginning: frozenset[str]
    names: frozenset[str]


def split_points(text: str, language: str | None) -> list[int]:
    """The offsets in `text` before which a blank is missing, ascending; none in a language without data.

    Three shapes, each conservative: a name and an adverb ("Montevideonotamment"), a known name and a common word with
    the sentence going on after it ("Montevideoles 12 députés"), and a sentence that begins inside a word ("mardiLe").
    """
    known = _language(language) if language else None
    if known is None:
        return []
    points = []
    for word in _WORD.finditer(text):
        inside = _split(word[0], bool(_GOES_ON.match(text, word.end())), known)
        if inside:
            points.append(word.start() + inside)
    return points


def _split(word: str, goes_on: bool, known: _Language) -> int | None:
    if word.isupper() or word in known.names:
        return None
    inner = next((i for i, letter in enumerate(word) if i and letter.isupper()), None)
    if inner is not None:
        return inner if _begins_inside(word[:inner], word[inner:], known) else None
    if word[0].islower():
        return None
    for ending in known.after_any_name:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_UNKNOWN_NAME:
            return len(word) - len(ending)
    if goes_on:
        for ending in known.after_known_name:
            if word.endswith(ending) and word[: -len(ending)] in known.names:
                return len(word) - len(ending)
    return None


def _begins_inside(left: str, right: str, known: _Language) -> bool:
    if left in known.names:
        return right in known.beginning
    # "macOS", "iPhone", "deSouza": two letters of lower case before a capital are a name's own fashion.
    return left.islower() and len(left) > 2 and (right in known.beginning or right in known.names)


@functools.cache
def _language(code: str) -> _Language | None:
    data = tomllib.loads(resources.files("whence.reading").joinpath("data/joined.toml").read_text(encoding="utf-8"))
    words = data.get(code)
    if words is None:
        return None
    return _Language(
        after_any_name=tuple(words["after_any_name"].split()),
        after_known_name=tuple(words["after_known_name"].split()),
        beginning=frozenset(words["beginning"].split()),
        names=_names(code),
    )


def _names(code: str) -> frozenset[str]:
    """States and cities in a language, of one word: CLDR's territories, and the cities that name its time zones."""
    from babel import Locale
    from babel.core import get_global

    locale = Locale.parse(code)
    cities = {zone.rpartition("/")[2].replace("_", " ") for zone in get_global("zone_territories")}
    cities.update(zone["city"] for zone in locale.time_zones.values() if "city" in zone)
    names = cities.union(locale.territories.values())
    return frozenset(name for name in names if len(name) >= _SHORTEST_NAME and name.isalpha())
