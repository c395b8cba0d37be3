"""A record as large as is asked for, to measure pages on: made up, the same every time, and as varied as a real one.

States and cities are those of the tables; persons, companies, outlets and all that they do are invented. Reports come
in stories: they tell each other's facts in other words and languages, copy, hedge, deny, and name their sources.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from whence.knowledge import tables
from whence.measuring.large_words import CASES, CITED, FILLER, HEADS, LANGUAGES, MONTHS, SYLLABLES, Case
from whence.model import (
    Analysis,
    Attribution,
    ChainLink,
    Document,
    Entity,
    Participant,
    Passage,
    Place,
    Published,
    Quantity,
    Report,
    Role,
    Source,
    SourceKind,
    Statement,
    Time,
    Transfer,
    content_id,
)

ENGINE: Final = "large record 1"
SEED: Final = 8
A_REPORT: Final = 20
"""The statements of a report."""

STORY: Final = 30
"""The facts of a story, of which each of its reports tells some."""

_FIRST_DAY: Final = datetime.date(2004, 1, 5)
_DAYS: Final = 7_000


class Fact(NamedTuple):
    """Something that reports tell: a way of telling it, who, to whom, what, where, when, how many."""

    case: Case
    actor: Entity
    recipient: Entity
    thing: Entity
    place: Entity
    day: datetime.date
    number: int


class World:
    """Who there is: entities, outlets and sources, invented from one seed."""

    def __init__(self, chance: random.Random) -> None:
        known = [one.entity for one in tables.known()]
        self.states = [e for e in known if e.kind == "state" and e.country]
        self.cities = [e for e in known if e.kind == "place" and e.country][:1500]
        self.degrees = {
            row["name"]: (float(row["latitude"]), float(row["longitude"])) for row in tables.rows("cities.tsv")
        }
        names = _names(chance)
        self.people = [
            _entity("person", f"{next(names)} {next(names)}", chance.choice(self.states)) for _ in range(1500)
        ]
        self.companies = [
            _entity("company", f"{next(names)} {next(names)}", chance.choice(self.states)) for _ in range(400)
        ]
        self.systems = [_entity("weapon_system", f"{next(names)}-{chance.randint(2, 900)}", None) for _ in range(200)]
        self.outlets = [
            _source("outlet", f"{head} {next(names)}") for head in itertools.islice(itertools.cycle(HEADS), 400)
        ]
        self.agencies = [_source("agency", f"Agence {next(names)}") for _ in range(12)]
        self.speakers = [_source("person", one.name, one.id) for one in self.people[:600]]
        self.unnamed = [_source("unnamed", name) for name in CITED]

    def fact(self, chance: random.Random, day: datetime.date) -> Fact:
        """Something that happened about this day."""
        actors = self.states if chance.random() < 0.6 else self.people if chance.random() < 0.7 else self.companies
        actor, recipient = chance.choice(actors), chance.choice(self.states)
        return Fact(
            chance.choice(CASES),
            actor,
            recipient if recipient != actor else self.people[0],
            chance.choice(self.systems),
            chance.choice(self.cities),
            day - datetime.timedelta(chance.randint(0, 400)),
            chance.randint(2, 900),
        )


def reports(documents: int) -> Iterator[tuple[Report, Analysis]]:
    """So many reports with what is in them, :data:`A_REPORT` statements each."""
    chance = random.Random(SEED)
    world = World(chance)
    stories = max(1, documents // 6)
    facts = {}
    earlier: dict[int, list[_Text]] = {}
    for number in range(documents):
        # Some stories are told by a hundred reports, most by a few.
        story = min(stories - 1, int(chance.paretovariate(0.6)) - 1) if chance.random() < 0.35 else number % stories
        if story not in facts:
            day = _FIRST_DAY + datetime.timedelta(chance.randint(0, _DAYS))
            facts[story] = (day, list(_disputed(chance, [world.fact(chance, day) for _ in range(STORY)])))
        day, told = facts[story]
        text = _Text(world, chance, number, day + datetime.timedelta(chance.randint(0, 40)))
        copied = earlier.get(story, [])
        if copied and chance.random() < 0.3:
            text.copy(chance.choice(copied[-8:]), chance.randint(3, 9))
        own = [world.fact(chance, day) for _ in range(4)]
        for fact in chance.sample([*told, *own], A_REPORT - len(text.statements)):
            text.tell(fact)
        earlier.setdefault(story, []).append(text)
        yield text.report()


def _disputed(chance: random.Random, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, some beside what contradicts them: a denial, or another number."""
    denial = next(case for case in CASES if case.denied and case.event_type == "COOPERATE")
    for fact in facts:
        yield fact
        if fact.case.sells and chance.random() < 0.3:
            yield fact._replace(case=denial)
        elif fact.case.counts and chance.random() < 0.1:
            yield fact._replace(number=fact.number + chance.randint(20, 90))


class _Text:
    """A report that is being written."""

    def __init__(self, world: World, chance: random.Random, number: int, day: datetime.date) -> None:
        self.world, self.chance, self.day = world, chance, day
        self.language = chance.choices(LANGUAGES, (5, 4, 1))[0]
        self.outlet = chance.choice(world.outlets if chance.random() < 0.85 else world.agencies)
        self.id = content_id("document", "large", number)
        self.uri = f"reports/{day.year}/{number:05}.txt"
        self.sentences: list[str] = []
        self.statements: list[Statement] = []
        self.attributions: list[Attribution] = []
        self.entities: dict[str, Entity] = {}
        self.sources: dict[str, Source] = {}
        self.told: list[tuple[Fact, str]] = []
        self._at = 0
        self._write(f"{self.outlet.name} {number}")

    def copy(self, other: _Text, facts: int) -> None:
        """Tells some facts in the very words of another report."""
        self.language = other.language
        for fact, sentence in other.told[:facts]:
            self._place(fact, sentence, None)

    def tell(self, fact: Fact) -> None:
        """Tells a fact in words of its own, some on somebody's word."""
        words = self.chance.choice(fact.case.words[self.language]).format(
            a=_name(fact.actor, self.language),
            b=_name(fact.recipient, self.language),
            w=fact.thing.name,
            p=_name(fact.place, self.language),
            n=fact.number,
            t=_month(fact.day, self.language),
        )
        source = None
        if (chosen := self.chance.random()) < 0.45:
            source = self.chance.choice(self.world.speakers if chosen < 0.3 else self.world.unnamed)
        self._place(fact, words, source)

    def _place(self, fact: Fact, words: str, source: Source | None) -> None:
        start = self._at
        said = FILLER[self.language]["said"]
        self._write(f"{words}, {said} {source.name}." if source else f"{words}.")
        if self.chance.random() < 0.3:
            self._write(self.chance.choice(FILLER[self.language]["plain"].split("|")))
        self.told.append((fact, words))
        self._state(fact, words, start, source, said)

    def _state(self, fact: Fact, words: str, start: int, source: Source | None, said: str) -> None:
        parts = [self._part(words, start, role, one) for role, one in self._cast(fact)]
        chain: tuple[ChainLink, ...] = ()
        if source:
            self.sources[source.id] = source
            cue = start + len(words) + 2
            at = cue + len(said) + 1
            chain = (ChainLink(source.id, source.name, said, at, at + len(source.name)),)
            attributed = Passage(start, start + len(words))
            self.attributions.append(
                Attribution(
                    content_id("attribution", self.id, start),
                    self.id,
                    (Passage(at, at + len(source.name)),),
                    (Passage(cue, cue + len(said)),),
                    (attributed,),
                    "indirect",
                    "attributed",
                    source_id=source.id,
                )
            )
        month, place, case = _month(fact.day, self.language), _name(fact.place, self.language), fact.case
        degrees = self.world.degrees.get(fact.place.name, (None, None))
        seller, buyer = fact.actor.id, fact.recipient.id
        number = str(fact.number)
        at = start + words.find(number)
        quantities = (Quantity(number, at, at + len(number), fact.number, case.unit, of=fact.thing.name),) * case.counts
        self.statements.append(
            Statement(
                id=content_id("statement", self.id, start),
                document=self.id,
                language=self.language,
                kind=case.kind,
                evidence=Passage(start, start + len(words)),
                quote=words,
                event_type=case.event_type,
                mode=case.mode,
                relation=case.relation,
                participants=tuple(part for part in parts if part),
                time=_time(fact.day, month, start + words.find(month)) if month in words else None,
                place=Place(place, fact.place.id, fact.place.country, *degrees) if place in words else None,
                quantities=quantities,
                transfer=Transfer(seller, buyer, fact.thing.name, "armoured vehicles", fact.number)
                if case.sells
                else None,
                polarity="negated" if case.denied else "affirmed",
                modality="possible" if case.hedged else "actual",
                evidential="attributed" if source else self.chance.choices(("stated", "hearsay"), (9, 1))[0],
                chain=chain,
                found_by=ENGINE,
            )
        )

    def _cast(self, fact: Fact) -> list[tuple[Role, Entity]]:
        return [("actor", fact.actor), ("recipient", fact.recipient), ("object", fact.thing)]

    def _part(self, words: str, start: int, role: Role, one: Entity) -> Participant | None:
        name = _name(one, self.language)
        self.entities[one.id] = one
        at = words.find(name)
        if at < 0:
            return None
        return Participant(role, one.name, name, start + at, start + at + len(name), one.id, one.country)

    def _write(self, sentence: str) -> None:
        self.sentences.append(sentence)
        self._at += len(sentence) + 2

    def report(self) -> tuple[Report, Analysis]:
        """The report, and what is in it."""
        text = "\n\n".join(self.sentences)
        raw = text.encode()
        for source in (self.outlet,):
            self.sources[source.id] = source
        for statement in self.statements:
            if statement.place and statement.place.entity:
                self.entities.setdefault(statement.place.entity, self._city(statement.place.entity))
        document = Document(
            id=self.id,
            uri=self.uri,
            text=text,
            sha256=hashlib.sha256(raw).hexdigest(),
            media_type="text/plain",
            language=self.language,
            title=self.statements[0].quote,
            publisher=self.outlet.name,
            published=Published(self.day.isoformat(), "metadata") if self.chance.random() < 0.95 else Published(),
            words=len(text.split()),
            parser=ENGINE,
        )
        entities, sources = tuple(self.entities.values()), tuple(self.sources.values())
        attributions, statements = tuple(self.attributions), tuple(self.statements)
        return Report(document, raw), Analysis(self.id, ENGINE, entities, sources, attributions, statements)

    def _city(self, id_: str) -> Entity:
        return next(fact.place for fact, _ in self.told if fact.place.id == id_)


def _names(chance: random.Random) -> Iterator[str]:
    """Invented names without end, no two alike."""
    seen: set[str] = set()
    while True:
        name = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize()
        if name not in seen:
            seen.add(name)
            yield name


def _entity(kind: str, name: str, state: Entity | None) -> Entity:
    return Entity(content_id("entity", kind, name), kind, name, {}, state.country if state else None)  # type: ignore[arg-type]


def _source(kind: SourceKind, name: str, entity: str | None = None) -> Source:
    return Source(content_id("source", kind, name.casefold()), name, kind, entity)


def _name(one: Entity, language: str) -> str:
    return next(iter(one.names.get(language, ())), one.name)


def _month(day: datetime.date, language: str) -> str:
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def _time(day: datetime.date, words: str, at: int) -> Time:
    first = day.replace(day=1)
    last = (first + datetime.timedelta(31)).replace(day=1) - datetime.timedelta(1)
    return Time(words, at, at + len(words), first.isoformat()[:7], first.isoformat(), last.isoformat())


def make(path: Path, documents: int, progress: Callable[[int], None] = lambda done: None) -> None:
    """Writes the record through the store's own doors, and weighs it. A file that is there already is added to."""
    from whence.record import Record

    with Record.open(path) as record:
        for done, (report, analysis) in enumerate(reports(documents), 1):
            record.add(report, analysis)
            progress(done)
        record.weigh()
