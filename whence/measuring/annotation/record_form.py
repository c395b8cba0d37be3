"""A marked story in the record's own form (RECORD.md)."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator
from typing import Final

from whence.finding.times.timex import bounds_of
from whence.measuring.annotation.chains import Origins, chain_of, evidential_of, quotation_of
from whence.measuring.annotation.checks import read_transfer
from whence.measuring.annotation.figures import read_figure
from whence.measuring.annotation.history import Story, StoryEntity
from whence.measuring.annotation.marks import AttributionMark, Marked, Span, StatementMark
from whence.model import (
    Attribution,
    ChainLink,
    Claim,
    Conflict,
    Document,
    Entity,
    EntityKind,
    Link,
    Origin,
    Participant,
    Passage,
    Place,
    Published,
    Quantity,
    Source,
    SourceKind,
    Statement,
    Time,
    TimexType,
    Transfer,
    content_id,
)

FOUND_BY: Final = "marked by hand"
_ENTITY_KINDS: Final[dict[str, EntityKind]] = {
    "state": "state",
    "person": "person",
    "organisation": "organisation",
    "company": "company",
    "outlet": "outlet",
    "agency": "outlet",
    "place": "place",
    "weapon_system": "weapon_system",
}
_SOURCE_KINDS: Final[dict[str, SourceKind]] = {
    "outlet": "outlet",
    "agency": "agency",
    "document": "document",
    "person": "person",
    "unnamed": "unnamed",
}


Thing = Document | Entity | Source | Attribution | Statement | Claim | Link


class RecordForm:
    """One story in the record's form. Ids are readable: ``s01-fr1``, ``s01-fr1.S3``, ``s01.lanterne``, ``ISR``."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._entities: set[str] = set()
        self._sources: set[str] = {note.outlet for note in story.notes.values()}

    def things(self) -> Iterator[Thing]:
        """Everything of the story: entities and sources are those that the rest names."""
        story = self.story
        documents = [self.document(short) for short in story.reports]
        attributions = [self.attribution(s, a) for s, r in story.reports.items() for a in r.attributions]
        statements = [self.statement(s, m) for s, r in story.reports.items() for m in r.statements]
        claims = list(self.claims(statements))
        links = list(self.links())
        for key in sorted(self._sources):
            if (entity := story.entity(key)) is not None:
                kind = _SOURCE_KINDS.get(entity.kind, "organisation")
                yield Source(self.id_of(key), entity.name, kind, self.entity_id(key))
        for key in sorted(self._entities):
            if (entity := story.entity(key)) is not None:
                yield self._entity(entity)
        rest: list[Thing] = [*documents, *attributions, *statements, *claims, *links]
        yield from rest

    # -- names ----------------------------------------------------------------------------------------------

    def id_of(self, key: str) -> str:
        """The id of a key: states are the same in every story, everything else is the story's own."""
        return key if key.isupper() else f"{self.story.id}.{key}"

    def entity_id(self, key: str) -> str | None:
        """The entity's id; None for a source that is no entity (a document, somebody unnamed)."""
        entity = self.story.entity(key)
        if entity is None or entity.kind not in _ENTITY_KINDS:
            return None
        self._entities.add(key)
        return self.id_of(key)

    def source_id(self, key: str) -> str:
        """The id of a source, which is that of its entity where it is one."""
        self._sources.add(key)
        return self.id_of(key)

    def _entity(self, e: StoryEntity) -> Entity:
        names = {language: (name,) for language, name in e.names.items()}
        return Entity(self.id_of(e.key), _ENTITY_KINDS[e.kind], e.name, names, e.country, {}, e.kind == "state")

    def _name(self, key: str) -> str:
        entity = self.story.entity(key)
        return entity.name if entity else key

    def _country(self, key: str) -> str | None:
        entity = self.story.entity(key)
        return entity.country if entity else None

    # -- one report -----------------------------------------------------------------------------------------

    def document(self, short: str) -> Document:
        """The report as a document."""
        report, note = self.story.reports[short], self.story.notes[short]
        published = Published(note.date, "text", note.date, note.date) if note.date else Published()
        return Document(
            id=f"{self.story.id}-{short}",
            uri=f"{self.story.id}-{short}.txt",
            text=report.text,
            sha256=hashlib.sha256(report.report.encode()).hexdigest(),
            media_type="text/plain",
            language=self.story.language(short),
            title=report.quote(report.sentences[0]),
            publisher=self.source_id(note.outlet),
            published=published,
            rights="CC BY 4.0; events, outlets and people are invented",
            words=len(report.text.split()),
            parser=FOUND_BY,
        )

    def attribution(self, short: str, a: AttributionMark) -> Attribution:
        """An attribution with its offsets."""
        document = f"{self.story.id}-{short}"
        return Attribution(
            id=f"{document}.{a.label}",
            document=document,
            source=a.source.pieces,
            cue=a.cue,
            content=a.content,
            kind="direct" if a.kind == "direct" else "mixed" if a.kind == "mixed" else "indirect",
            evidential="hearsay" if a.hearsay else "attributed",
            within=f"{document}.{a.within}" if a.within else None,
            source_id=self.source_id(a.source.key) if a.source.key else None,
        )

    def statement(self, short: str, s: StatementMark) -> Statement:
        """A statement with all its fields."""
        report, note = self.story.reports[short], self.story.notes[short]
        document = f"{self.story.id}-{short}"
        kind, mode = s.types[0]
        event = kind.isupper()
        return Statement(
            id=f"{document}.{s.label}",
            document=document,
            language=self.story.language(short),
            kind="event" if event else "figure" if kind == "figure" else "relation",
            evidence=s.evidence,
            quote=report.quote(s.evidence),
            event_type=kind if event else None,
            mode=mode,
            contexts=s.contexts,
            relation=None if event or kind in ("figure", "relation") else kind,
            participants=tuple(self._participants(report, s)),
            time=self.time_of(report, s),
            place=self._place(report, s),
            quantities=tuple(self.quantities_of(report, s)),
            transfer=self._transfer(report, s),
            polarity="negated" if s.negated else "affirmed",
            modality=s.modality,  # type: ignore[arg-type]
            evidential=evidential_of(report, s),
            chain=tuple(
                ChainLink(
                    source=self.source_id(link.key),
                    name=self._name(link.key),
                    cue=report.quote(link.cue) if link.cue else None,
                    start=link.passage.start if link.passage else None,
                    end=link.passage.end if link.passage else None,
                    carried=link.carried,
                )
                for link in chain_of(report, s, note.outlet)
            ),
            quotation=quotation_of(report, s),
            found_by=FOUND_BY,
            confidence=1.0,
        )

    def _participants(self, report: Marked, s: StatementMark) -> Iterator[Participant]:
        for p in s.participants:
            at = p.passage or Passage(s.evidence.start, s.evidence.start)
            text = report.quote(at)
            yield Participant(
                role=p.role,  # type: ignore[arg-type]
                name=self._name(p.key) if p.key else text,
                text=text,
                start=at.start,
                end=at.end,
                entity=self.entity_id(p.key) if p.key else None,
                country=self._country(p.key) if p.key else None,
            )

    def time_of(self, report: Marked, s: StatementMark) -> Time | None:
        """The time of a statement: a marked expression, or a value that follows from the text around."""
        if s.time is None:
            return None
        if isinstance(s.time, str):
            return Time("", s.evidence.start, s.evidence.start, s.time, *bounds_of(s.time), "text", _timex_type(s.time))
        times = [x for x in report.spans if x.kind == "time"]
        around = [x for x in times if x.start <= s.time.start and s.time.end <= x.end]
        inside = [x for x in times if s.time.start <= x.start and x.end <= s.time.end]
        return self._bounded(report, (around or inside)[0]) if around or inside else None

    def _bounded(self, report: Marked, span: Span) -> Time:
        """A marked time with the bounds that the word before it sets: "since 2014", "jusqu'en mai"."""
        time = time_of_span(report, span)
        before = report.text[: span.start].rstrip().casefold()
        if re.search(r"\b(depuis|since)( (le|la|l['’]))?$", before):
            return dataclasses.replace(time, end=self.story.notes[report.name.split(".")[0].split("-", 1)[1]].date)
        if re.search(r"\b(jusqu['’](à|au|en)|avant|until|till|before)( (le|la|l['’]))?$", before):
            return dataclasses.replace(time, start=None)
        return time

    def _place(self, report: Marked, s: StatementMark) -> Place | None:
        if s.place is None:
            return None
        words = report.quote(s.place.pieces[0]) if s.place.pieces else ""
        return Place(words or self._name(s.place.key), self.entity_id(s.place.key), self._country(s.place.key))

    def quantities_of(self, report: Marked, s: StatementMark) -> Iterator[Quantity]:
        """The figures of a statement."""
        for q in s.quantities:
            spans = [x for x in report.spans if x.kind == "figure" and x.start < q.end and q.start < x.end]
            if spans:
                yield quantity_of_span(report, spans[0])

    def _transfer(self, report: Marked, s: StatementMark) -> Transfer | None:
        if s.transfer is None:
            return None
        fields, _ = read_transfer(s.transfer, lambda _: True)
        value = "".join(c for c in fields.get("value", "") if not c.isupper())
        return Transfer(
            supplier=self.entity_id(fields["supplier"]) if "supplier" in fields else None,
            recipient=self.entity_id(fields["recipient"]) if "recipient" in fields else None,
            designation=report.quote(s.designation) if s.designation else None,
            category=fields.get("category"),
            number=float(fields["number"]) if "number" in fields else None,
            value=float(value) if value else None,
            status=fields["status"],  # type: ignore[arg-type]
        )

    # -- between reports ------------------------------------------------------------------------------------

    def claims(self, statements: list[Statement]) -> Iterator[Claim]:
        """The claims that are marked, and one for every other statement."""
        by_id = {s.id: s for s in statements}
        origins = Origins(self.story)
        conflicts: dict[str, list[Conflict]] = {}
        for a, b, why in self.story.conflicts:
            for one, other in ((a, b), (b, a)):
                conflicts.setdefault(one, []).append(Conflict(f"{self.story.id}.{other}", why))  # type: ignore[arg-type]
        listed = {f"{self.story.id}-{r}.{s}" for c in self.story.claims for r, s in c.statements}
        marked = [(c, c.label) for c in self.story.claims]
        alone = [s for s in statements if s.id not in listed]
        for claim, label in marked:
            found = origins.counted(claim)
            mine = [by_id[f"{self.story.id}-{r}.{s}"] for r, s in claim.statements]
            yield self._claim(f"{self.story.id}.{label}", mine, found, tuple(conflicts.get(label, ())))
        for s in alone:
            short, label = s.document.split("-", 1)[1], s.id.rsplit(".", 1)[1]
            yield self._claim(f"{self.story.id}.{short}.{label}", [s], origins.of_one((short, label)), ())

    def _claim(
        self, name: str, mine: list[Statement], found: dict[str, list[tuple[str, str]]], conflicts: tuple[Conflict, ...]
    ) -> Claim:
        dates = {s.id: self.story.notes[s.document.split("-", 1)[1]].date or "9999" for s in mine}
        first = min(mine, key=lambda s: (dates[s.id], s.id))
        roles: dict[str, list[str]] = {}
        for s in mine:
            for p in s.participants:
                if (who := p.entity or p.name) not in roles.setdefault(p.role, []):
                    roles[p.role].append(who)
        return Claim(
            id=name,
            gist=first.quote,
            gist_language=first.language,
            kind=first.kind,
            event_type=first.event_type,
            participants={k: tuple(v) for k, v in roles.items()},
            statements=tuple(sorted(s.id for s in mine)),
            documents=len({s.document for s in mine}),
            origins=tuple(
                Origin(
                    self.source_id(key.split(":")[-1].split("+")[0]),
                    tuple(f"{self.story.id}-{r}.{s}" for r, s in told),
                    weak=(e := self.story.entity(key)) is not None and e.kind == "unnamed",
                    party=self._party(key, mine),
                )
                for key, told in sorted(found.items())
            ),
            independent=len(found),
            time=next((s.time for s in mine if s.time), None),
            place=next((s.place for s in mine if s.place), None),
            quantities=first.quantities,
            circular=any(key.startswith("circle:") for key in found),
            conflicts=conflicts,
        )

    def _party(self, key: str, mine: list[Statement]) -> bool:
        """Whether an origin takes part in what it tells, or speaks for a state that does."""
        entity = self.story.entity(key)
        if entity is None or entity.kind in ("outlet", "agency", "document", "place", "weapon_system"):
            return False
        parties = {
            x for s in mine for p in s.participants if p.role in ("actor", "recipient") for x in (p.entity, p.country)
        }
        return self.id_of(key) in parties or (entity.country is not None and entity.country in parties)

    def links(self) -> Iterator[Link]:
        """Copies with their passages, credits, and every outlet or agency that a report cites."""
        story = self.story
        pairs: dict[tuple[str, str], list[tuple[int, int, int, int]]] = {}
        for c in story.copies:
            pairs.setdefault((c.earlier, c.later), []).append((c.to.start, c.to.end, c.from_.start, c.from_.end))
        for (earlier, later), spans in pairs.items():
            share = sum(b - a for a, b, _, _ in spans) / max(1, len(story.reports[later].text))
            one, other = f"{story.id}-{later}", f"{story.id}-{earlier}"
            yield Link(
                content_id("copies", one, other),
                "copies",
                one,
                other,
                spans=tuple(sorted(spans)),
                share=round(share, 3),
            )
        for short, key in story.credits:
            one = f"{story.id}-{short}"
            yield Link(content_id("credits", one, key), "credits", one, self.source_id(key))
        for short, report in story.reports.items():
            cited = {q.key for a in report.attributions for q in (a.source, a.via) if q is not None and q.key}
            for key in sorted(cited - {story.notes[short].outlet}):
                if (e := story.entity(key)) is not None and e.kind in ("outlet", "agency"):
                    one = f"{story.id}-{short}"
                    yield Link(content_id("cites", one, key), "cites", one, self.source_id(key))


def time_of_span(report: Marked, span: Span) -> Time:
    """A marked time with its bounds."""
    value = span.value.removeprefix("SET ").strip()
    bounds = (None, None) if span.value.startswith("SET ") else bounds_of(value)
    return Time(
        report.quote(Passage(span.start, span.end)),
        span.start,
        span.end,
        value,
        *bounds,
        "text",
        _timex_type(span.value),
    )


def quantity_of_span(report: Marked, span: Span) -> Quantity:
    """A marked figure with its offsets. Raises ValueError where its tag cannot be read."""
    q = read_figure(span.value)
    if q is None:
        raise ValueError(f"{report.name}: the figure {span.value!r} cannot be read")
    text = report.quote(Passage(span.start, span.end))
    return Quantity(text, span.start, span.end, q.value, q.unit, q.low, q.high, q.approximate, q.of)


def _timex_type(value: str) -> TimexType:
    if value.startswith("SET "):
        return "SET"
    if value.startswith("P") and not value.endswith("_REF"):
        return "DURATION"
    return "TIME" if "T" in value and not value.endswith("_REF") else "DATE"
