"""What of a statement is compared: its parties, words, times and figures, made once a statement."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Final, NamedTuple

from whence.knowledge.folding import fold, name_key, spread
from whence.model import Entity, EntityKind, Quantity, Statement, Time

STEM: Final = 5
"""Letters of a word that are compared: enough to hold a word's forms together, and its cousins in other languages."""

_WORD: Final = re.compile(r"[^\W_]+")
_SHORTEST: Final = 4
_KINDS_OF_A_COUNTRY: Final = frozenset({"state", "place"})


class Party(NamedTuple):
    """Who takes part: `key` tells it from others, `country` is alpha-3, `state` whether it is the country itself.

    `names` are the words of its name; `known` whether it is an entity, not only a phrase of the text, of which `kind`
    and `name` are those.
    """

    key: str
    country: str | None
    state: bool
    names: frozenset[str]
    known: bool
    kind: EntityKind | None = None
    name: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Features:
    """A statement made comparable. `terms` are the beginnings of its content words, its parties' names left out, and
    its numbers; `who` are its parties whatever their role: key, country, whether the country itself.

    `first` and `last` bound its time as day numbers; `values` are its quantities; `told` is the day on which its
    document was published.
    """

    statement: Statement
    roles: Mapping[str, tuple[Party, ...]]
    who: tuple[Party, ...]
    terms: frozenset[str]
    folded: str
    first: int | None
    last: int | None
    values: tuple[Quantity, ...]
    told: int | None = None


def features(statement: Statement, entities: Mapping[str, Entity], published: str | None = None) -> Features:
    """The features of a statement, whose document was `published` on that day (ISO)."""
    named = content_stems(_names(statement, entities))
    if statement.time:
        named |= _stems(statement.time.text)
    words = _WORD.findall(spread(fold(statement.quote)))
    first, last = days(statement.time)
    roles = _parties(statement, entities)
    return Features(
        statement=statement,
        roles=roles,
        who=tuple({party.key: party for role in sorted(roles) for party in roles[role]}.values()),
        terms=frozenset(_stems(statement.quote) - named).union(word for word in words if word.isdigit()),
        folded=" ".join(words),
        first=first,
        last=last,
        values=statement.quantities,
        told=_ordinal(published),
    )


def _names(statement: Statement, entities: Mapping[str, Entity]) -> Iterator[str]:
    for participant in statement.participants:
        yield from (participant.text, participant.name)
        entity = entities.get(participant.entity) if participant.entity else None
        for spellings in entity.names.values() if entity else ():
            yield from spellings


def days(time: Time | None) -> tuple[int | None, int | None]:
    """The first and last day of a time as ordinals; None where it does not say."""
    if time is None:
        return None, None
    first, last = _ordinal(time.start), _ordinal(time.end)
    return (first, last) if first is None or last is None or first <= last else (None, None)


def _ordinal(date: str | None) -> int | None:
    if not date:
        return None
    try:
        return datetime.date.fromisoformat(date[:10]).toordinal()
    except ValueError:
        return None


def _parties(statement: Statement, entities: Mapping[str, Entity]) -> dict[str, tuple[Party, ...]]:
    """The parties by their role, each once."""
    by_role: dict[str, dict[Party, None]] = {}
    for participant in statement.participants:
        entity = entities.get(participant.entity) if participant.entity else None
        country = participant.country or (entity.country if entity else None)
        state = entity is not None and entity.kind in _KINDS_OF_A_COUNTRY and country is not None
        name = name_key(participant.name or participant.text)
        key = country if state and country else participant.entity or name
        if key:
            party = Party(
                key,
                country,
                state,
                frozenset(name.split()),
                participant.entity is not None,
                entity.kind if entity else None,
                entity.name if entity else "",
            )
            by_role.setdefault(participant.role, {})[party] = None
    return {role: tuple(parties) for role, parties in by_role.items()}


def _stems(text: str) -> set[str]:
    return {
        word[:STEM]
        for word in _WORD.findall(spread(fold(text)))
        if len(word) >= _SHORTEST and not word.isdigit() and word not in common_words()
    }


def content_stems(texts: Iterable[str]) -> set[str]:
    """The stems of the content words of some texts."""
    return {stem for text in texts for stem in _stems(text)}


@functools.cache
def common_words() -> frozenset[str]:
    """The folded words that tell nothing of what a statement is about, in all languages."""
    file = resources.files("whence.weighing").joinpath("data/common_words.toml")
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    return frozenset(word for words in lists.values() for word in words.split())
