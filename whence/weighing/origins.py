"""Where the word behind each statement of a claim first comes from (rules 2 to 5 of how independence is counted)."""

from __future__ import annotations

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from whence.knowledge.folding import name_key
from whence.model import Document, Entity, Origin, Source, Statement
from whence.weighing.called import Leaf, with_one_name
from whence.weighing.credits import Credit
from whence.weighing.meant import outlet_meant
from whence.weighing.outlet_groups import outlet_groups
from whence.weighing.outlets import Outlets, outlet_key
from whence.weighing.reuse import Shared, counterpart

_WHOLE_COPY: Final = 0.9
"""A document of which so much is copied is a copy, though a phrase here and there is its own."""

_SPEAKERS: Final = frozenset({"person", "organisation"})
_SPEAKS_FOR_ITS_COUNTRY: Final = frozenset({"person", "organisation", "state", "company"})


@dataclasses.dataclass(frozen=True)
class Tracer:
    """Follows statements back to their origins; made once for a record."""

    documents: Mapping[str, Document]
    entities: Mapping[str, Entity]
    outlets: Outlets
    shared: Mapping[str, Sequence[Shared]]
    credits: Mapping[str, Sequence[Credit]]
    unseen: Mapping[str, Sequence[tuple[int, int, str]]] = dataclasses.field(default_factory=dict)
    """The stretches of each document that are from a source whose own report was not read, with its id."""
    named: Mapping[str, Collection[str]] = dataclasses.field(default_factory=dict)
    """The outlets that each document names, by their sources' ids."""

    def origins(self, statements: Sequence[Statement]) -> tuple[tuple[Origin, ...], bool]:
        """The origins of a claim's statements (earliest first), and whether some cite each other in a circle."""
        by_document: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            by_document[statement.document].append(statement)
        steps = {s.id: self._step(s, by_document) for s in statements}
        order = {s.id: n for n, s in enumerate(statements)}
        leaves = {s.id: self._follow(s, steps, order) for s in statements}
        leaves = with_one_name(leaves, statements, self.outlets, self.named)
        grouped: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for statement in statements:
            grouped[leaves[statement.id].key].append(statement.id)
        origins = []
        for some in grouped.values():
            leaf = leaves[some[0]]
            parties = any(self._is_party(leaf.source, s) for s in statements if s.id in set(some))
            origins.append(Origin(leaf.source, tuple(sorted(some)), weak=leaf.weak, party=parties))
        return tuple(origins), any(leaf.key[0] == "circle" for leaf in leaves.values())

    def _step(self, statement: Statement, here: Mapping[str, Sequence[Statement]]) -> Statement | Leaf:
        """The statement of the claim from which this one has its word, or the end of the trail."""
        chain = self._chain(statement, here)
        if not chain:
            return self._own(statement.document, statement.evidence, here, statement)
        far = chain[-1]
        source = self.outlets.source(far)
        if self.outlets.is_outlet(far):
            return self._of_outlet(far, here, statement) or Leaf(("source", self._group(far)), far)
        if source is None:
            return Leaf(("source", far), far)
        if self.outlets.is_unnamed(far):
            return self._unnamed(source, chain, here, statement)
        if source.kind == "document":
            return Leaf(("document", name_key(source.name)), far)
        return Leaf(("source", source.entity or name_key(source.name)), far)

    def _chain(self, statement: Statement, here: Mapping[str, Sequence[Statement]]) -> list[str]:
        """The sources behind a statement, its own outlet left out; those that mean an outlet whose report of the claim
        was there before are that outlet."""
        own = self.outlets.publisher(statement.document)
        chain = [self.outlets.resolve(link.source) for link in statement.chain]
        day = self.documents[statement.document].published.date or "9999"
        before = {self.outlets.publisher(d) for d in here if (self.documents[d].published.date or "9999") <= day}
        others = sorted(outlet for outlet in before if outlet is not None and outlet != own)
        named = self.named.get(statement.document, ())
        meant = []
        for id_ in chain:
            source = None if id_ in self.outlets.documents else self.outlets.source(id_)
            meant.append((outlet_meant(source, others, named, self.outlets) if source else None) or id_)
        return [source for source in meant if source != own]

    def _group(self, outlet: str) -> str:
        """What tells an outlet apart as an origin: its group where it is in one."""
        source = self.outlets.source(outlet)
        return outlet_groups().get(outlet_key(source.name), outlet) if source is not None else outlet

    def _unnamed(
        self, source: Source, chain: Sequence[str], here: Mapping[str, Sequence[Statement]], statement: Statement
    ) -> Statement | Leaf:
        """An unnamed source is its outlet's, or that of a named speaker who passes its word on: whoever it told, the
        unnamed sources of one outlet, or of one speaker, count once."""
        outlet = next((o for o in reversed(chain[:-1]) if self.outlets.is_outlet(o)), None)
        before = (
            self._of_outlet(outlet, here, statement)
            if outlet
            else self._own(statement.document, statement.evidence, here, statement)
        )
        if isinstance(before, Statement) and self._ends_unnamed(before):
            return before
        if teller := self._teller(chain[:-1]):
            return Leaf(("unnamed", "teller", teller), source.id, weak=True)
        if outlet is None:
            end = self._own(statement.document, statement.evidence, {}, statement)
            outlet = "/".join(end.key) if isinstance(end, Leaf) else statement.document
        else:
            outlet = f"source/{outlet}"
        return Leaf(("unnamed", outlet), source.id, weak=True)

    def _teller(self, chain: Sequence[str]) -> str | None:
        """What tells apart the person or organisation at the far end of a chain, unnamed ones left out; None where that
        is an outlet or a document, or nobody is named."""
        far = next((s for s in reversed(chain) if not self.outlets.is_unnamed(s)), None)
        source = self.outlets.source(far) if far else None
        if far is None or source is None or self.outlets.is_outlet(far) or source.kind not in _SPEAKERS:
            return None
        return source.entity or name_key(source.name)

    def _ends_unnamed(self, statement: Statement) -> bool:
        return bool(statement.chain) and self.outlets.is_unnamed(statement.chain[-1].source)

    def _of_outlet(
        self, outlet: str, here: Mapping[str, Sequence[Statement]], statement: Statement
    ) -> Statement | None:
        """The statement by which a cited outlet itself makes the claim, where the record has it."""
        for document in self._earliest_first(self.outlets.documents.get(outlet, ())):
            if document != statement.document and here.get(document):
                return here[document][0]
        return None

    def _earliest_first(self, documents: Iterable[str]) -> list[str]:
        return sorted(documents, key=lambda d: (self.documents[d].published.date or "9999", d))

    def _own(
        self, document: str, stretch: tuple[int, int] | None, here: Mapping[str, Sequence[Statement]], asking: Statement
    ) -> Statement | Leaf:
        """What a document says without a chain: from the text that it copies, an agency that it credits, or itself."""
        seen = {document}
        while (unseen := self._from_out_of_sight(document, stretch)) is None and (
            earlier := self._copied_from(document, stretch)
        ):
            document, stretch = earlier
            if document in seen:
                break
            seen.add(document)
            near = [s for s in here.get(document, ()) if stretch is None or _overlap(s.evidence, stretch)]
            if near and near[0].id != asking.id:
                return near[0]
        credit = unseen or self._credited(document)
        if credit is not None:
            return self._of_outlet(credit, here, asking) or Leaf(("source", self._group(credit)), credit)
        publisher = self.outlets.publisher(document)
        if publisher is not None:
            return Leaf(("source", self._group(publisher)), publisher)
        return Leaf(("report", document), self.outlets.document(self.documents[document]))

    def _copied_from(self, document: str, stretch: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None] | None:
        """The earlier document from which the stretch is, and where it stands there."""
        if stretch is not None:
            for shared in counterpart(self.shared, document, *stretch):
                for a, b, c, d in shared.spans:
                    if _overlap((a, b), stretch):
                        start = min(d, max(c, c + stretch[0] - a))
                        return shared.earlier, (start, min(d, start + stretch[1] - stretch[0]))
        whole = [s for s in self.shared.get(document, ()) if s.share >= _WHOLE_COPY]
        return (whole[0].earlier, None) if whole else None

    def _from_out_of_sight(self, document: str, stretch: tuple[int, int] | None) -> str | None:
        """The source from which most of the stretch, or of the whole document, is, though its own was not read."""
        stretch = stretch or (0, len(self.documents[document].text))
        covered: dict[str, int] = defaultdict(int)
        for start, end, source in self.unseen.get(document, ()):
            covered[source] += max(0, min(end, stretch[1]) - max(start, stretch[0]))
        most, source = max(((covered[s], s) for s in covered), default=(0, ""))
        return source if source and 2 * most >= stretch[1] - stretch[0] else None

    def _credited(self, document: str) -> str | None:
        """The agency whose the document's own words are taken to be.

        "With" an agency, only the passages that are known to be from there are its, where any are.
        """
        copied = {self.outlets.publisher(s.earlier) for s in self.shared.get(document, ())}
        copied |= {source for _, _, source in self.unseen.get(document, ())}
        for credit in self.credits.get(document, ()):
            if credit.whole or credit.source not in copied:
                return credit.source
        return None

    def _follow(self, statement: Statement, steps: Mapping[str, Statement | Leaf], order: Mapping[str, int]) -> Leaf:
        trail = [statement]
        while True:
            step = steps[trail[-1].id]
            if isinstance(step, Leaf):
                return step
            ids = [s.id for s in trail]
            if step.id in ids:
                circle = sorted(trail[ids.index(step.id) :], key=lambda s: order[s.id])
                first = circle[0].document
                source = self.outlets.publisher(first) or self.outlets.document(self.documents[first])
                return Leaf(("circle", *sorted(s.document for s in circle)), source)
            trail.append(step)

    def _is_party(self, source_id: str, statement: Statement) -> bool:
        """Whether the source takes part in what it tells, itself or as one who speaks for a state that does."""
        source = self.outlets.source(source_id)
        if source is None or self.outlets.is_outlet(source_id):
            return False
        taking_part = {p.entity for p in statement.participants if p.entity}
        if source.entity and source.entity in taking_part:
            return True
        if statement.kind != "event":
            return False
        countries = {p.country for p in statement.participants if p.country}
        entity = self.entities.get(source.entity) if source.entity else None
        if entity is not None:
            return entity.kind in _SPEAKS_FOR_ITS_COUNTRY and entity.country in countries
        told_by_role = source.kind in ("unnamed", "organisation", "person")
        return told_by_role and bool(countries & _countries_named(source.name, statement.language))


@functools.lru_cache(maxsize=10_000)
def _countries_named(name: str, language: str) -> frozenset[str]:
    """The states in an unnamed source's description: "a Norwegian official" speaks for Norway."""
    from whence import knowledge

    found = knowledge.load().match(name, language)
    return frozenset(n.entity.country for n in found if n.entity.kind == "state" and n.entity.country)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]
