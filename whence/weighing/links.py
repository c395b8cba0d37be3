"""Links between documents and sources: what is copied, credited and cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whence.model import Attribution, Document, Link, Statement, content_id
from whence.weighing.citing import is_told_by_role
from whence.weighing.credits import Credit
from whence.weighing.outlets import Outlets, outlet_key
from whence.weighing.reuse import Shared


def links(
    documents: Mapping[str, Document],
    shared: Iterable[Shared],
    credits_: Mapping[str, Sequence[Credit]],
    statements: Iterable[Statement],
    attributions: Iterable[Attribution],
    named: Mapping[str, Iterable[str]],
    outlets: Outlets,
) -> tuple[Link, ...]:
    """All links of a record, by id.

    "copies" runs from the later document to the earlier; where nothing tells which was first, two documents share.
    "credits" and "cites" run to the source of an agency or outlet, whether or not a document of it was read. `named`
    are the outlets that each document names.
    """
    found = [_copying(one, documents, credits_, outlets) for one in shared]
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


def _copying(
    one: Shared, documents: Mapping[str, Document], credits_: Mapping[str, Sequence[Credit]], outlets: Outlets
) -> Link:
    later, earlier = documents[one.later].published.date, documents[one.earlier].published.date
    credited = outlets.publisher(one.earlier) in {credit.source for credit in credits_.get(one.later, ())}
    from_agency = outlets.is_agency(outlets.publisher(one.earlier)) and not outlets.is_agency(
        outlets.publisher(one.later)
    )
    known = credited or (later is not None and earlier is not None and (later > earlier or from_agency))
    kind = "copies" if known else "shares"
    return Link(
        content_id("link", kind, one.later, one.earlier),
        "copies" if known else "shares",
        one.later,
        one.earlier,
        direction="known" if known else "unknown",
        spans=one.spans,
        share=one.share,
    )
