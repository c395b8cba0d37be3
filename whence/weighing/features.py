"""What of a statement is compared: its parties, words, times and figures, made once a statement."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from whence.knowledge.folding import fold, name_key, spread
from whence.language.meanings import Text
from whence.model import Entity, EntityKind, Quantity, Statement, Time
from whence.weighing.concepts import SHORTEST, STEM, WORD, common_words, concepts, telling
from whence.weighing.namings import namings

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
    document was published. `concepts` are its words in no language, `tells` how much they tell; `named` is what it
    names, parties or not; `source` is the far end of its chain and `source_words` the concepts of that one's name.
    `affair` is all that its document's statements name, and `place` where among them it stands, from 0 to 1. `meaning`
    is its quote, to be compared by what it means in whichever language.
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
    concepts: frozenset[str] = frozenset()
    tells: float = 0.0
    named: frozenset[str] = frozenset()
    source: str | None = None
    source_words: frozenset[str] = frozenset()
    affair: frozenset[str] = frozenset()
    place: float = 0.0
    meaning: Text = dataclasses.field(default_factory=lambda: Text(""), compare=False, repr=False)


def features(statement: Statement, entities: Mapping[str, Entity], published: str | None = None) -> Features:
    """The features of a statement, whose document was `published` on that day (ISO)."""
    named = content_stems(_names(statement, entities))
    if statement.time:
        named |= _stems(statement.time.text)
    meant = concepts(statement.quote, statement.language, named)
    far = statement.chain[-1] if statement.chain else None
    words = WORD.findall(spread(fold(statement.quote)))
    first, last = days(statement.time)
    roles = _parties(statement, entities)
    who = tuple({party.key: party for role in sorted(roles) for party in roles[role]}.values())
    return Features(
        statement=statement,
        roles=roles,
        who=who,
        terms=frozenset(_stems(statement.quote) - named).union(word for word in words if word.isdigit()),
        folded=" ".join(words),
        first=first,
        last=last,
        values=statement.quantities,
        told=_ordinal(published),
        concepts=meant,
        tells=telling(meant),
        named=namings(statement.quote).union(*(_namings(party) for party in who)),
        meaning=Text(statement.quote),
        source=far.source if far else None,
        source_words=concepts(far.name, statement.language) if far else frozenset(),
    )


def in_their_documents(all_features: Iterable[Features]) -> list[Features]:
    """The features, in the order given, with what is known of each by what its document says besides."""
    given = list(all_features)
    of_document: dict[str, list[Features]] = defaultdict(list)
    for one in given:
        of_document[one.statement.document].append(one)
    affairs, places = {}, {}
    for document, some in of_document.items():
        affairs[document] = frozenset[str]().union(*(one.named for one in some))
        in_order = sorted(some, key=lambda one: (one.statement.evidence, one.statement.id))
        places.update({one.statement.id: n / len(some) for n, one in enumerate(in_order)})
    return [
        dataclasses.replace(one, affair=affairs[one.statement.document], place=places[one.statement.id])
        for one in given
    ]


def _namings(party: Party) -> set[str]:
    if party.state and party.country:
        return {party.country}
    return {f"{word[:STEM]}-" for word in party.names if len(word) >= SHORTEST} if party.known else set()


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


@functools.lru_cache(maxsize=100_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(
        word[:STEM]
        for word in WORD.findall(spread(fold(text)))
        if len(word) >= SHORTEST and not word.isdigit() and word not in common_words()
    )


def content_stems(texts: Iterable[str]) -> set[str]:
    """The stems of the content words of some texts."""
    return {stem for text in texts for stem in _stems(text)}
