"""Claims -> a dossier: its parts in order, its sentences, and its footnotes, numbered as they are first named."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from whence.knowledge.folding import name_key
from whence.model import Claim, Document, Entity, Statement
from whence.showing.claims import by_reports
from whence.showing.dossier.content import Block, Dossier, Entry, Heading, Paragraph, Run, Runs, Sentence, Table
from whence.showing.dossier.decided import Decided, as_corrected, claim_as_corrected
from whence.showing.dossier.decided import told as decisions
from whence.showing.dossier.sentences import Teller, Told
from whence.showing.dossier.totals import Totals
from whence.showing.dossier.transfers import TransferRow, transfer_rows
from whence.showing.dossier.wording import Wording, capital, filled, merged, without_stop
from whence.showing.holdings import Holdings
from whence.showing.words import extent
from whence.showing.words import order as time_order

MOST: Final = 5
"""The claims of most independent origins that a summary tells."""


@dataclasses.dataclass(frozen=True, slots=True)
class Query:
    """What was asked for, as the title page tells it."""

    about: tuple[str, ...] = ()
    type: str | None = None
    since: str | None = None
    min_independent: int = 0


def compose(
    claims: Iterable[Claim],
    holdings: Holdings,
    language: str,
    query: Query | None = None,
    title: str | None = None,
    decided: Mapping[str, Decided] | None = None,
) -> Dossier:
    """A dossier on claims, in a language. Claims and statements that a person has rejected are left out, and counted;
    `decided` tells, by claim, what people decided: it stands beside the claims, and corrected fields in them.

    The holdings have to have the statements, documents, sources and entities of the claims. The same claims in any
    order give the same dossier.

    Raises:
        UnknownLanguage: no dossier can be written in the language.
    """
    return _Composer(list(claims), holdings, Wording(language), query or Query(), decided or {}).dossier(title)


class _Composer:
    """A dossier in the making: what is numbered so far."""

    def __init__(
        self,
        given: list[Claim],
        found: Holdings,
        wording: Wording,
        query: Query,
        decided: Mapping[str, Decided],
    ) -> None:
        holdings = as_corrected(found, decided)
        claims = [claim_as_corrected(c, holdings, decided[c.id]) if c.id in decided else c for c in given]
        self.given, self.holdings, self.wording, self.query = claims, holdings, wording, query
        self.decided = decided
        self.tell = Teller(wording, holdings)
        self.parts = self._parts([c for c in claims if c.status != "rejected" and holdings.of(c)])
        self.claims = [claim for _, _, many in self.parts for claim in many]
        self.numbers = {claim.id: number for number, claim in enumerate(self.claims, 1)}
        self.notes: dict[str, int] = {}

    def dossier(self, title: str | None) -> Dossier:
        # The order is that of the pages: footnotes get their numbers on the way.
        sections = (self._summary, self._timeline, self._transfers, self._claims, self._reports, self._method)
        blocks = tuple(block for section in sections for block in section())
        notes = {number: self._note(self.holdings.statements[id_]) for id_, number in self.notes.items()}
        return Dossier(self.wording.language, title or self._title(), self._wishes(), blocks, notes)

    # The title page

    def _names(self) -> str:
        by_code = {e.country: e for e in self.holdings.entities.values() if e.kind == "state" and e.country}
        names = []
        for term in self.query.about:
            entity = by_code.get(term.upper()) or self.holdings.entities.get(term)
            names.append(self.wording.object(entity) if entity else term)
        listed = self.wording.listed([(Run(name),) for name in sorted(names, key=name_key)])
        return "".join(run.text for run in listed)

    def _title(self) -> str:
        names = self._names()
        return self.wording.plain("title.about", names=names) if names else self.wording.plain("title.plain")

    def _wishes(self) -> str:
        wording, query = self.wording, self.query
        origins = wording.count("origin", query.min_independent)
        wishes = [
            *([wording.plain("query.about", names=self._names())] if query.about else []),
            *(
                [wording.plain("query.type", type=wording.either(f"types.{query.type.upper()}", query.type))]
                if query.type
                else []
            ),
            *([wording.plain("query.since", date=wording.date(query.since))] if query.since else []),
            *([wording.plain("query.min_independent", origins=origins)] if query.min_independent else []),
        ]
        if not wishes:
            return wording.plain("query.all")
        return wording.plain("query.chosen", wishes=wording.get("comma").join(wishes))

    # The parts

    def _summary(self) -> Iterable[Block]:
        yield self._heading("summary")
        if not self.claims:
            yield self._paragraph([self.wording.fill("summary.none")])
            return
        totals = self._totals()
        yield self._paragraph(totals.extent())
        yield self._paragraph(totals.certainty())
        most = [claim for claim in self.claims if claim.independent > 1]
        most = sorted(most, key=lambda c: (-c.independent, -c.documents, self.numbers[c.id]))[:MOST]
        if most:
            yield self._heading("summary.most", 2)
            yield from (
                Entry("–", (Paragraph((self._led(claim),)), Paragraph((Sentence(self._support(claim)),), small=True)))
                for claim in most
            )
        pairs = self._conflicts()
        if pairs:
            yield self._heading("summary.contested", 2)
            for claim, other, why in pairs:
                against = self.wording.fill(
                    "summary.against", claim=self._ref(other), why=self.wording.get(f"why.{why}")
                )
                told = self._sentence(self.tell.lead(other))
                told = dataclasses.replace(told, runs=(*against, Run(" "), *told.runs))
                yield Entry("–", (Paragraph((self._led(claim), told)),))

    def _timeline(self) -> Iterable[Block]:
        dated = [c for c in self.claims if c.kind == "event" and extent(c.time).form != "undated"]
        if dated:
            yield self._heading("timeline")
        for claim in sorted(dated, key=lambda c: (time_order(c.time), self.numbers[c.id])):
            yield self._short(claim, "".join(run.text for run in capital(self.wording.when(claim.time))))

    def _transfers(self) -> Iterable[Block]:
        rows, left_out = transfer_rows(self.claims, self.holdings, self.tell)
        if not rows and not left_out:
            return
        yield self._heading("transfers")
        if rows:
            yield Paragraph((Sentence(self.wording.fill("transfers.lead")),), small=True)
            cells = (
                tuple(Paragraph(tuple(map(self._sentence, cell))) for cell in (*row.cells, self._told_in(row)))
                for row in rows
            )
            yield Table(tuple(self.wording.get("transfers.head")), tuple(cells))
        if left_out:
            template = self.wording.chosen("transfers.left_out", left_out)
            words = filled(template, {"claims": self.wording.count("claim", left_out)})
            yield Paragraph((Sentence(words),), small=True)

    def _told_in(self, row: TransferRow) -> tuple[Told, ...]:
        """The claims of a transfer, and those outside it that cannot hold together with them."""
        own = {claim.id for claim in row.claims}
        numbers, wording = self.numbers, self.wording
        found = {(c.claim, c.why) for claim in row.claims for c in claim.conflicts if c.claim in numbers}
        against = sorted((numbers[id_], why) for id_, why in found if id_ not in own)
        listed = wording.listed([self._ref(claim, bare=True) for claim in row.claims])
        conflicts = (
            wording.fill("transfers.against", claim=self._ref(self.claims[n - 1]), why=wording.get(f"why.{why}"))
            for n, why in against
        )
        return (Told(listed, row.statements), *(Told(runs, ()) for runs in conflicts))

    def _claims(self) -> Iterable[Block]:
        if self.claims:
            yield self._heading("claims")
        for anchor, text, many in self.parts:
            yield Heading(2, text, anchor)
            for claim in many:
                told = Paragraph(tuple(map(self._sentence, self.tell.all(claim))))
                about = Paragraph(tuple(map(Sentence, self._about(claim))), small=True)
                number = self.numbers[claim.id]
                yield Entry(f"{number}", (told, about), f"claim-{number}")

    def _reports(self) -> Iterable[Block]:
        documents = self._documents()
        if documents:
            yield self._heading("reports")
        for document in documents:
            parts = self._bibliography(document)
            yield Entry("–", (Paragraph((Sentence(self.wording.fill("note.report", **parts)),), small=True),))

    def _method(self) -> Iterable[Block]:
        yield self._heading("method")
        for text in self.wording.get("method.text"):
            yield Paragraph((Sentence((Run(text),)),))

    # The summary

    def _totals(self) -> Totals:
        conflicting = len({claim.id for pair in self._conflicts() for claim in pair[:2]})
        return Totals(
            self.wording, self.holdings, self.given, self.claims, self._documents(), conflicting, self.decided
        )

    def _conflicts(self) -> list[tuple[Claim, Claim, str]]:
        """The pairs of claims here that cannot hold together, each once."""
        by_id = {claim.id: claim for claim in self.claims}
        pairs = {
            frozenset((claim.id, other.claim)): (claim, by_id[other.claim], other.why)
            for claim in reversed(self.claims)
            for other in claim.conflicts
            if other.claim in by_id
        }
        return sorted(pairs.values(), key=lambda pair: self.numbers[pair[0].id])

    # A claim

    def _parts(self, claims: list[Claim]) -> list[tuple[str, str, list[Claim]]]:
        """The claims by their type: anchor, heading, claims. Events first, the type with most claims before others."""
        by_type: dict[str, list[Claim]] = {}
        for claim in by_reports(claims):
            by_type.setdefault(claim.event_type or claim.kind, []).append(claim)
        last = ("figure", "relation", "event")
        ranked = sorted(by_type.items(), key=lambda item: (item[0] in last, -len(item[1]), item[0]))
        return [(f"type-{type_.lower()}", self.wording.either(f"types.{type_}", type_), many) for type_, many in ranked]

    def _about(self, claim: Claim) -> list[Runs]:
        """Small print: reports and origins, time, conflicts, review."""
        wording = self.wording
        told = [self._support(claim)]
        facts = [part for part in (self._cast(claim), wording.when(claim.time)) if part]
        comma = Run(wording.get("comma"))
        listed = tuple(run for index, fact in enumerate(facts) for run in ((comma,) * bool(index) + fact))
        told.insert(0, wording.fill("claim.understood", facts=merged(listed)))
        told += [wording.fill("claim.circular")] * claim.circular
        for conflict in claim.conflicts:
            if conflict.claim in self.numbers:
                other = self._ref(next(c for c in self.claims if c.id == conflict.claim))
                told.append(wording.fill("claim.conflict", claim=other, why=wording.get(f"why.{conflict.why}")))
        if wording.has(f"claim.{claim.status}"):
            told.append(wording.fill(f"claim.{claim.status}"))
        return told + (decisions(self.decided[claim.id], wording) if claim.id in self.decided else [])

    def _support(self, claim: Claim) -> Runs:
        """How many reports tell a claim, and whose word they have it from."""
        wording = self.wording
        return wording.fill(
            "claim.support",
            reports=wording.count("report", claim.documents),
            origins=wording.count("origin", claim.independent),
            names=wording.listed([self._origin(claim, index) for index in range(len(claim.origins))]),
        )

    def _cast(self, claim: Claim) -> Runs:
        """Who does it, to whom: "Kenya → Norway"; where nobody acts, what it is about."""
        sides = [self._named(claim, role) for role in ("actor", "recipient")]
        if any(sides):
            somebody = self.wording.get("claim.somebody")
            return (Run(" → ".join((sides[0] or somebody, sides[1])) if sides[1] else sides[0]),)
        about = ", ".join(side for role in ("object", "other") if (side := self._named(claim, role)))
        return (Run(about),) if about else ()

    def _named(self, claim: Claim, role: str) -> str:
        entities = self.holdings.entities
        known = (entities[one] for one in claim.participants.get(role, ()) if one in entities)
        return str(self.wording.get("comma")).join(self.wording.name(entity) for entity in known if _is_named(entity))

    def _origin(self, claim: Claim, index: int) -> Runs:
        origin = claim.origins[index]
        source = self.holdings.sources.get(origin.source)
        entity = self.holdings.entities.get(source.entity or "") if source else None
        name: Runs = (Run(origin.source),)
        if source and source.kind == "unnamed":  # the mark says that it is unnamed
            name = self.wording.quoted(source.name, claim.gist_language)
        elif source:
            name = self.wording.source(source, entity, claim.gist_language)
        marks = [mark for mark in ("weak", "party") if getattr(origin, mark)]
        told = self.wording.get("comma").join(self.wording.get(f"claim.{mark}") for mark in marks)
        return (*name, Run(f" ({told})")) if told else name

    def _short(self, claim: Claim, label: str) -> Entry:
        """A claim in its first report's sentence, with a reference to where all of it is told."""
        return Entry(label, (Paragraph((self._led(claim),)),))

    def _led(self, claim: Claim) -> Sentence:
        sentence = self._sentence(self.tell.lead(claim))
        told = without_stop(sentence.runs)
        return dataclasses.replace(sentence, runs=merged((*told, Run(" ("), *self._ref(claim), Run(")."))))

    def _ref(self, claim: Claim, *, bare: bool = False) -> Runs:
        number = self.numbers[claim.id]
        text = f"{number}" if bare else self.wording.plain("claim.ref", n=f"{number}")
        return (Run(text, href=f"#claim-{number}"),)

    # Sentences and footnotes

    def _sentence(self, told: Told) -> Sentence:
        numbers = [self.notes.setdefault(s.id, len(self.notes) + 1) for s in told.statements]
        return Sentence(told.runs, tuple(sorted(set(numbers))))

    def _note(self, statement: Statement) -> Runs:
        wording = self.wording
        document = self.holdings.documents[statement.document]
        chain = self.tell.chain(statement)
        return wording.fill(
            "note.text",
            words=wording.quoted(statement.quote, statement.language),
            chain=wording.fill("note.chain", chain=chain) if chain else (),
            start=str(statement.evidence.start),
            end=str(statement.evidence.end),
            **self._bibliography(document),
        )

    def _bibliography(self, document: Document) -> dict[str, Runs]:
        wording = self.wording
        title = wording.quoted(document.title, document.language) if document.title else wording.fill("note.untitled")
        web = document.uri.startswith(("http://", "https://"))
        return {
            "outlet": self.tell.outlet(document) if document.publisher else wording.fill("note.unknown"),
            "title": title,
            "published": wording.published(document),
            "address": (Run(document.uri, "code", href=document.uri if web else None),),
            "hash": (Run(document.sha256, "code"),),
        }

    def _documents(self) -> list[Document]:
        """The reports behind the claims, by date."""
        wanted = {s.document for claim in self.claims for s in self.holdings.of(claim)}
        found = [self.holdings.documents[id_] for id_ in wanted if id_ in self.holdings.documents]
        return sorted(found, key=lambda d: (d.published.date or d.published.earliest or "9999", d.uri, d.id))

    def _heading(self, key: str, level: int = 1) -> Heading:
        path = key if "." in key else f"headings.{key}"
        return Heading(1 if level == 1 else 2, self.wording.get(path), key.replace(".", "-"))

    def _paragraph(self, told: Sequence[Runs]) -> Paragraph:
        return Paragraph(tuple(map(Sentence, told)))


def _is_named(entity: Entity) -> bool:
    """Whether an entity is known by a name of its own; a noun that stands for somebody tells a reader nothing."""
    return entity.known or (" " in entity.name and entity.name[:1].isupper())
