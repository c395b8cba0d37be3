"""A claim as a tree: its origins, under each the reports that lead back to it, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from whence.model import ChainLink, Claim, Document, Link, Origin, Statement, as_json
from whence.showing.holdings import Holdings, cast, kind
from whence.showing.losses import loss_words
from whence.showing.terminal import styled
from whence.showing.words import (
    conflict,
    count,
    published,
    reviewed,
    short,
    support,
    transfer_certainty,
    when,
)
from whence.weighing.losses import losses
from whence.weighing.merges import merges

_MARKS = {
    "weak": "weak: an unnamed source; it counts at most once for each outlet that has it.",
    "a party": "a party: the source takes part in what is told, and may have an interest in it.",
    "circular": "circular: the reports lead back to each other; together they count as one origin.",
    "carried over": "carried over: the source is not named in the sentence itself, but in the text around it.",
    "inferred": "inferred: concluded from the reports, not written in them.",
}


def trace(claim: Claim, holdings: Holdings, others: Mapping[str, Claim]) -> RenderableType:
    """The tree behind a claim. `others` are the claims that it conflicts with, by id."""
    statements = holdings.all_of(claim)
    facts = [kind(claim, statements), cast(claim, holdings), when(claim.time)]
    tree = Tree(
        Group(
            styled("claim ", (claim.id, "cyan")),
            styled((f"“{claim.gist}”", "bold")),
            styled(" · ".join(fact for fact in facts if fact)),
            styled(support(claim)),
            *(styled(line) for line in reviewed(claim)),
        )
    )
    placed: set[str] = set()
    ranked = sorted(claim.origins, key=lambda o: (-len(o.statements), holdings.source_name(o.source), o.source))
    for number, origin in enumerate(ranked, 1):
        placed.update(origin.statements)
        _grow(tree.add(_origin(number, origin, holdings)), origin.statements, holdings)
    if left := [id_ for id_ in claim.statements if id_ not in placed]:
        rejected = claim.origins or claim.status == "rejected"
        why = "rejected by people, and not counted" if rejected else "origin not clear"
        _grow(tree.add(styled((why, "bold"))), left, holdings)
    if links := _links(holdings):
        branch = tree.add(styled(("how these reports depend on each other", "bold")))
        for link in links:
            branch.add(link_line(link, holdings))
    if lost := losses([s for s in statements if s.document in holdings.documents], holdings.documents):
        branch = tree.add(styled(("lost on the way", "bold")))
        for line in loss_words(lost, holdings):
            branch.add(styled(line))
    if claim.conflicts:
        branch = tree.add(styled(("CONFLICTS: these cannot hold together with it", "bold red")))
        for other in claim.conflicts:
            gist = f": “{others[other.claim].gist}”" if other.claim in others else ""
            branch.add(styled((short(other.claim), "cyan"), f" ({conflict(other.why)})", gist))
    notes = [note for mark, note in _MARKS.items() if _occurs(mark, claim, statements, links)]
    return Group(tree, *([styled("")] if notes else []), *(styled((note, "dim")) for note in notes))


def report(document: Document) -> Text:
    """A report in one line: its title, outlet, date with its basis, and id."""
    title = f"“{document.title}”" if document.title else document.uri
    return styled(
        (title, "bold"),
        f", {document.publisher or 'outlet unknown'}, {published(document)}  ",
        (short(document.id), "cyan"),
    )


def chain(statement: Statement) -> Text:
    """The sources from the report to the origin, each with the words that lead to it: "this report <- X (“said”)"."""
    if statement.chain:
        return styled("this report <- ", " <- ".join(_step(link) for link in statement.chain))
    if statement.evidential == "hearsay":
        return styled("this report <- nobody in particular (hearsay)")
    if statement.evidential == "attributed":
        return styled("this report <- a source that it does not name")
    return styled("this report, in its own voice")


def link_line(link: Link, holdings: Holdings) -> Text:
    """How a document depends on another document or a source, as a line of a tree."""
    return styled(link_words(link, holdings))


def link_words(link: Link, holdings: Holdings) -> str:
    """How a document depends on another document or a source, how much, and whether that was seen or inferred."""
    here, there = _end(link.from_, holdings), _end(link.to, holdings)
    share = f"{link.share:.0%} of its text" if link.share is not None else "text"
    copied = f"{link.share:.0%} of {short(link.from_)} is" if link.share is not None else "some of it is"
    passages = f", {count(len(link.spans), 'passage')}" if link.spans else ""
    if link.kind in {"copies", "shares"} and link.to is None:
        words = f"{here} shares {share} with others: they have it from {_unseen(link, holdings)}"
    elif link.kind == "shares" or link.direction == "unknown":
        words = f"{here} shares {share} with {there}; who had it first is not known"
    elif link.kind == "copies":
        words = f"{here} <- {there}: {copied} copied"
    else:
        words = f"{here} <- {there}: {link.kind} it"
    return f"{words} ({link.basis}{passages})"


def trace_json(claim: Claim, holdings: Holdings, others: Mapping[str, Claim]) -> dict[str, Any]:
    """The claim and all that is behind it, with the fields of RECORD.md; documents without their text."""
    statements = holdings.all_of(claim)
    used = {origin.source for origin in claim.origins} | {link.source for s in statements for link in s.chain}
    used |= {end for link in holdings.links for end in (link.from_, link.to) if end and end in holdings.sources}
    entities = {p.entity for s in statements for p in s.participants if p.entity}
    entities |= {e for s in holdings.sources.values() if s.id in used and (e := s.entity)}
    documents = [as_json(document) for document in holdings.documents.values()]
    for document in documents:
        del document["text"]
    return {
        "claim": as_json(claim),
        "statements": as_json(statements),
        "documents": documents,
        "sources": as_json([holdings.sources[id_] for id_ in sorted(used) if id_ in holdings.sources]),
        "entities": as_json([holdings.entities[id_] for id_ in sorted(entities) if id_ in holdings.entities]),
        "links": as_json(holdings.links),
        "conflicts": as_json([others[c.claim] for c in claim.conflicts if c.claim in others]),
        "merges": [
            as_json(merge)
            for merge in merges(claim.statements, holdings.besides, holdings.documents, holdings.entities)
        ],
        "lost": [loss._asdict() for loss in losses(statements, holdings.documents)],
    }


def _origin(number: int, origin: Origin, holdings: Holdings) -> Text:
    source = holdings.sources.get(origin.source)
    marks = [source.kind if source else "source"] + ["weak"] * origin.weak + ["a party"] * origin.party
    return styled((f"origin {number}: {holdings.source_name(origin.source)}", "bold"), f" ({', '.join(marks)})")


def _grow(branch: Tree, ids: Iterable[str], holdings: Holdings) -> None:
    """Puts reports under an origin, and what each says under it, in the order of publication and of the text."""
    by_document: dict[str, list[Statement]] = {}
    for statement in (holdings.statements[id_] for id_ in ids if id_ in holdings.statements):
        by_document.setdefault(statement.document, []).append(statement)
    for id_ in sorted(by_document, key=lambda id_: (_day(holdings.documents.get(id_)), id_)):
        document = holdings.documents.get(id_)
        leaf = branch.add(report(document) if document else styled("report ", (short(id_), "cyan")))
        for statement in sorted(by_document[id_], key=lambda s: s.evidence):
            leaf.add(_evidence(statement))


def _evidence(statement: Statement) -> RenderableType:
    where = f"{short(statement.document)}:{statement.evidence.start}-{statement.evidence.end}"
    return Group(
        styled(("“" + statement.quote + "”", "italic"), f"  {where}"),
        styled(transfer_certainty(statement), ("; word for word" if statement.quotation == "direct" else "")),
        chain(statement),
    )


def _step(link: ChainLink) -> str:
    marks = [f"“{link.cue}”"] * bool(link.cue) + ["carried over"] * link.carried
    return f"{link.name} ({', '.join(marks)})" if marks else link.name


def _links(holdings: Holdings) -> list[Link]:
    own = {statement.document for statement in holdings.statements.values()}
    return sorted(
        (k for k in holdings.links if k.from_ in own or k.to in own), key=lambda k: (k.kind, k.from_, k.to or "")
    )


def _unseen(link: Link, holdings: Holdings) -> str:
    """A common source out of sight, by the agencies that the report credits, if it does."""
    names = sorted(
        holdings.source_name(k.to) for k in holdings.links if k.kind == "credits" and k.from_ == link.from_ and k.to
    )
    return f"a common source out of sight ({', '.join(names)})" if names else "a common source out of sight"


def _end(id_: str | None, holdings: Holdings) -> str:
    if id_ is None:
        return "a source out of sight"
    if document := holdings.documents.get(id_):
        return f"{short(id_)} ({document.publisher or document.uri})"
    return holdings.source_name(id_)


def _day(document: Document | None) -> str:
    known = document.published if document else None
    return (known and (known.date or known.earliest)) or "9999"


def _occurs(mark: str, claim: Claim, statements: Iterable[Statement], links: Iterable[Link]) -> bool:
    return {
        "weak": any(origin.weak for origin in claim.origins),
        "a party": any(origin.party for origin in claim.origins),
        "circular": claim.circular,
        "carried over": any(link.carried for statement in statements for link in statement.chain),
        "inferred": any(link.basis == "inferred" for link in links),
    }[mark]
