"""Links between documents and sources: what is copied, credited and cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from whence.model import Attribution, Document, Link, Statement, content_id
from whence.weighing.citing import is_told_by_role
from whence.weighing.credits import Credit
from whence.weighing.outlets import Outlets, outlet_key
from whence.weighing.taken import Taken, out_of_sight


def links(
    documents: Mapping[str, Document],
    shared: Sequence[Taken],
    credits_: Mapping[str, Sequence[Credit]],
    statements: Iterable[Statement],
    attributions: Iterable[Attribution],
    named: Mapping[str, Iterable[str]],
    outlets: Outlets,
) -> tuple[Link, ...]:
    """All links of a record, by id.

    "copies" runs from the later document to the earlier; where nothing tells which was first, two documents share.
    Where both have it from a source out of sight, they share, and each has a link besides that ends nowhere.
    "credits" and "cites" run to the source of an agency or outlet, whether or not a document of it was read. `named`
    are the outlets that each document names.
    """
    found = [*map(_copying, shared), *_unseen(shared, documents)]
    for document, credited in credits_.items():
        for credit in credited:
            found.append(_link("credits", document, credit.source))
    cited: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        cited[statement.document].update(link.source for link in statement.chain)
    for attribution in attributions:
        if attribution.source_id:
            cited[attribution.document].add(attribution.source_id)
    for document, sources in cited.items():
        own = outlets.publisher(document)
        for source in {outlets.resolve(source) for source in sources}:
            if (
                outlets.is_outlet(source)
                and source != own
                and not _said_better(source, named.get(document, ()), outlets)
            ):
                found.append(_link("cites", document, source))
    linked = {(link.from_, link.to) for link in found}
    for document, some in named.items():
        found += [_link("cites", document, s) for s in sorted(some) if (document, s) not in linked]
    return tuple(sorted(found, key=lambda link: link.id))


def _said_better(source: str, named: Iterable[str], outlets: Outlets) -> bool:
    """Whether an outlet is told by its role, or with it and is also found by its name ("French daily Le Phare")."""
    found = outlets.source(source)
    assert found is not None
    key = f" {outlet_key(found.name)} "
    names = [other.name for other in map(outlets.source, named) if other is not None and other.id != source]
    return is_told_by_role(found.name) or any(f" {outlet_key(name)} " in key for name in names)


def _link(kind: str, from_: str, to: str) -> Link:
    return Link(content_id("link", kind, from_, to), kind, from_, to)  # type: ignore[arg-type]


def _copying(one: Taken) -> Link:
    """The link of the later of two documents to the earlier, or between two that neither had from the other."""
    shared, first = one.shared, one.first
    known = first.whose == "earlier"
    kind: Literal["copies", "shares"] = "copies" if known else "shares"
    return Link(
        content_id("link", kind, shared.later, shared.earlier),
        kind,
        shared.later,
        shared.earlier,
        direction="known" if known else "unknown",
        basis=first.basis,
        spans=shared.spans,
        share=shared.share,
    )


def _unseen(shared: Sequence[Taken], documents: Mapping[str, Document]) -> Iterator[Link]:
    """A link of each document that has passages from a common source out of sight: its far end is nowhere, so that the
    place of each passage stands twice."""
    seen = {(one.shared.later, one.shared.earlier): one.first.basis for one in shared if one.first.common}
    for document, stretches in sorted(out_of_sight(shared).items()):
        spans: list[tuple[int, int]] = []
        for start, end, _ in stretches:
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        inferred = all(basis == "inferred" for pair, basis in seen.items() if document in pair)
        yield Link(
            content_id("link", "shares", document, "out of sight"),
            "shares",
            document,
            None,
            basis="inferred" if inferred else "seen",
            spans=tuple((a, b, a, b) for a, b in spans),
            share=round(sum(b - a for a, b in spans) / max(1, len(documents[document].text)), 4),
        )
