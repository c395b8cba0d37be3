"""The list of claims, and one claim with all that stands behind it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from whence.model import ChainLink, Claim, Document, Link, Passage, Statement, as_json
from whence.showing.holdings import Holdings
from whence.showing.pages.beside import ACTIONS
from whence.showing.pages.entries import entry, name, row_json
from whence.showing.pages.filters import CERTAINTIES, CONFLICTS, ORDERS, PAGE, REVIEWS, Wanted, fitting
from whence.showing.pages.pictures.files import forms
from whence.showing.pages.pictures.spread import Report, spread
from whence.showing.pages.pictures.tree import Branch, Leaf, Tie, tree
from whence.showing.pages.reviewing import address_of, on_claim
from whence.showing.pages.sheets import Sheet, cut
from whence.showing.pages.shelf import Shelf
from whence.showing.pages.who import ALONE, Person
from whence.showing.pages.wording import dependence, language_name
from whence.showing.trace import trace_json
from whence.showing.words import conflict, count, transfer_certainty

if TYPE_CHECKING:
    from whence.record import Record
    from whence.record.reviewing import Search


REPORTS: Final = 24
"""The reports whose words one page of a claim shows; the data has all."""

DEPENDENCES: Final = 40
"""The dependences between reports that one page of a claim lists, the closest first; the data has all."""


def claims(shelf: Shelf, wish: Wanted, searches: Sequence[Search] = (), person: Person = ALONE) -> Sheet:
    """The claims that fit a query, a page of them, beside the searches that are kept."""
    found = fitting(shelf, wish, wish.sort or "reports")
    page = cut(found, wish.page, PAGE)
    shown = {
        "wish": wish,
        "page": page,
        "entries": [entry(row, shelf) for row in page.items],
        "given": choices(shelf),
        "searches": [(one, address_of(one)) for one in searches],
        "query": wish.address(""),
        "person": person,
    }
    return Sheet(
        "claims.html",
        shown,
        lambda: {**page.numbers, "query": query_json(wish), "claims": [row_json(row, shelf) for row in page.items]},
    )


def query_json(wish: Wanted) -> dict[str, Any]:
    """A query as data; whose decisions are "mine" is told by who asks."""
    return {name: value for name, value in as_json(wish).items() if name != "by"}


def choices(shelf: Shelf) -> dict[str, Any]:
    """What the form of filters offers."""
    return shelf.once("choices", lambda: _choices(shelf))


def _choices(shelf: Shelf) -> dict[str, Any]:
    rows = shelf.rows.values()
    spoken = sorted({language for row in rows for language in row.languages})
    return {
        "types": sorted({row.claim.event_type for row in rows if row.claim.event_type}),
        "kinds": sorted({row.claim.kind for row in rows}),
        "relations": sorted({name for row in rows for name in row.relations}),
        "languages": [(code, language_name(code)) for code in spoken],
        "certainties": tuple(CERTAINTIES.items()),
        "orders": [(name, words) for name, (words, _) in ORDERS.items()],
        "conflicts": tuple(CONFLICTS.items()),
        "reviews": [(status, status) for status in REVIEWS],
    }


@dataclasses.dataclass(frozen=True, slots=True)
class Account:
    """One report's own words for a claim: what it says, how certain, through whom."""

    document: Document
    statements: tuple[Statement, ...]
    origins: tuple[str, ...]

    @property
    def day(self) -> str:
        """What reports are put in order by; the undated come last."""
        known = self.document.published
        return known.date or known.earliest or known.latest or "9999"


def claim(record: Record, shelf: Shelf, id_: str, person: Person = ALONE, section: str = "", page: int = 1) -> Sheet:
    """One claim: its gist, the reports' words, sources, spread, conflicts and history. Of one of its sections, "words"
    or "dependences", the page that is asked for, of the other the first.

    Raises:
        RecordError: there is no such claim.
    """
    row = shelf.claim(id_)
    found = row.claim
    holdings = _behind(record, shelf, found)
    others = {other.claim: shelf.rows[other.claim].claim for other in found.conflicts if other.claim in shelf.rows}
    accounts = _accounts(found, holdings)
    own = {account.document.id for account in accounts}
    links = [link for link in holdings.links if link.from_ in own or link.to in own]
    ties = _closest(links, holdings)
    links.sort(key=lambda link: -(link.share or 0.0))
    told = cut(accounts, page if section == "words" else 1, REPORTS)
    near = cut(links, page if section == "dependences" else 1, DEPENDENCES)
    shown = {
        "entry": entry(row, shelf),
        "accounts": told.items,
        "told": told,
        "certainty_of": transfer_certainty,
        "tree": tree(_branches(found, holdings, accounts), ties),
        "spread": spread([_report(a.document) for a in accounts], ties) if len(accounts) > 1 else "",
        "files": {name: {form: f"/claims/{found.id}/{name}.{form}" for form in forms()} for name in ("tree", "spread")},
        "origins": _origins(found, holdings),
        "dependences": [dependence(link, holdings) for link in near.items],
        "near": near,
        "others": [
            (entry(shelf.rows[other.claim], shelf), conflict(other.why))
            for other in found.conflicts
            if other.claim in others
        ],
        "on": on_claim(record, shelf, found, [s for one in told.items for s in one.statements], person),
        "person": person,
        "actions": ACTIONS,
        "place": found.place,
        "participants": {role: [name(one, shelf) for one in ids] for role, ids in found.participants.items() if ids},
        "lost": row.firmer,
    }

    def data() -> dict[str, Any]:
        reviews = record.reviewing.around(found.statements)
        return {**trace_json(found, holdings, others), "reviews": [as_json(review) for review in reviews]}

    return Sheet("claim.html", shown, data)


def _behind(record: Record, shelf: Shelf, claim: Claim) -> Holdings:
    """All that stands behind a claim, as ``holdings.behind`` has it; documents without their text."""
    statements = {statement.id: statement for statement in record.statements_of(claim.statements)}
    own = {statement.document for statement in statements.values()}
    links = {link.id: link for id_ in own for link in shelf.links.get(id_, ())}
    far = {end for link in links.values() for end in (link.from_, link.to) if end is not None}
    documents = {id_: shelf.documents[id_] for id_ in sorted(own | far) if id_ in shelf.documents}
    return Holdings(statements, shelf.entities, shelf.sources, documents, tuple(links[id_] for id_ in sorted(links)))


def _accounts(claim: Claim, holdings: Holdings) -> list[Account]:
    """The reports that tell a claim, in the order of publication."""
    by_document: dict[str, list[Statement]] = {}
    for statement in holdings.all_of(claim):
        by_document.setdefault(statement.document, []).append(statement)
    of = {id_: origin.source for origin in claim.origins for id_ in origin.statements}
    accounts = [
        Account(
            holdings.documents[id_],
            tuple(sorted(told, key=lambda s: s.evidence)),
            tuple(dict.fromkeys(of[s.id] for s in told if s.id in of)),
        )
        for id_, told in by_document.items()
    ]
    return sorted(accounts, key=lambda account: (account.day, account.document.id))


def _branches(claim: Claim, holdings: Holdings, accounts: Iterable[Account]) -> list[Branch]:
    ranked = sorted(claim.origins, key=lambda o: (-len(o.statements), holdings.source_name(o.source), o.source))
    order = {s.id: (n, account, s) for n, account in enumerate(accounts) for s in account.statements}
    branches = []
    for origin in ranked:
        first: dict[int, tuple[Account, Statement]] = {}
        for n, account, s in sorted((order[id_] for id_ in origin.statements if id_ in order), key=_place):
            first.setdefault(n, (account, s))
        leaves = [_leaf(account.document, s.chain, origin.source) for account, s in first.values()]
        branches.append(Branch(origin, holdings.source_name(origin.source), leaves))
    return branches


def _place(one: tuple[int, Account, Statement]) -> tuple[int, Passage]:
    return one[0], one[2].evidence


def _leaf(document: Document, chain: tuple[ChainLink, ...], origin: str) -> Leaf:
    """A report; the sources between it and the origin, from the origin on."""
    between = [link.name for link in chain if link.source != origin]
    known = document.published
    date = known.date or (f"about {known.earliest}" if known.earliest else "date unknown")
    return Leaf(document.id, document.publisher or document.uri, date, tuple(reversed(between)))


def _report(document: Document) -> Report:
    known = document.published
    return Report(
        document.id, document.publisher or document.uri, known.date or known.earliest, known.date or known.latest
    )


def _closest(links: Iterable[Link], holdings: Holdings) -> list[Tie]:
    """Each report's tie to the one that it depends on most: more would hide each other in a picture."""
    found: dict[str, Tie] = {}
    for link in sorted(links, key=lambda link: (link.kind in ("cites", "credits"), -(link.share or 0.0), link.id)):
        if link.to is not None and link.to in holdings.documents:
            share = f" {link.share:.0%}" if link.share is not None else ""
            known = link.direction == "known" and link.kind != "shares"
            found.setdefault(link.from_, Tie(link.from_, link.to, link.kind + share, known))
    return list(found.values())


def _origins(claim: Claim, holdings: Holdings) -> list[dict[str, Any]]:
    """The origins in words: which, how many reports have its word, and why it counts as it does."""
    told = []
    for origin in sorted(claim.origins, key=lambda o: (-len(o.statements), o.source)):
        source = holdings.sources.get(origin.source)
        reports = {holdings.statements[id_].document for id_ in origin.statements if id_ in holdings.statements}
        why = ["an unnamed source: it counts at most once for each outlet that has it, and is weak"] * origin.weak
        why += ["it takes part in what is told, and may have an interest in it"] * origin.party
        told.append(
            {
                "source": origin.source,
                "name": holdings.source_name(origin.source),
                "kind": source.kind if source else "",
                "reports": count(len(reports), "report"),
                "why": why,
            }
        )
    return told
