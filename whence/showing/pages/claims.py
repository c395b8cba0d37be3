"""The list of claims, and one claim with all that stands behind it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from whence.model import ChainLink, Claim, Document, Link, Origin, Statement, as_json
from whence.showing.pages.behind import behind
from whence.showing.pages.beside import ACTIONS
from whence.showing.pages.columns import columns
from whence.showing.pages.entries import entry, name, row_json
from whence.showing.pages.filters import CERTAINTIES, CONFLICTS, ORDERS, PAGE, REVIEWS, Wanted, fit
from whence.showing.pages.pictures.files import forms
from whence.showing.pages.pictures.slim import slim_tree
from whence.showing.pages.pictures.spread import SLIM, Report, spread
from whence.showing.pages.pictures.tree import MOST, Branch, Leaf, Tie, tree
from whence.showing.pages.reviewing import address_of, on_claim
from whence.showing.pages.sheets import Sheet, cut
from whence.showing.pages.shelf import Row, Shelf
from whence.showing.pages.who import ALONE, Person
from whence.showing.pages.wording import dependence, language_name
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
    page = cut(fit(shelf, wish, wish.sort or "reports").tolist(), wish.page, PAGE)
    rows = [columns(shelf).rows[n] for n in page.items]
    shown = {
        "wish": wish,
        "page": page,
        "entries": [entry(row, shelf) for row in rows],
        "given": choices(shelf),
        "searches": [(one, address_of(one)) for one in searches],
        "query": wish.address(""),
        "person": person,
    }
    return Sheet(
        "claims.html",
        shown,
        lambda: {**page.numbers, "query": query_json(wish), "claims": [row_json(row, shelf) for row in rows]},
    )


def query_json(wish: Wanted) -> dict[str, Any]:
    """A query as data; whose decisions are "mine" is told by who asks."""
    return {name: value for name, value in as_json(wish).items() if name != "by"}


def choices(shelf: Shelf) -> dict[str, Any]:
    """What the form of filters offers."""
    return shelf.once("choices", lambda: _choices(shelf))


def offers(given: Mapping[str, Any], rows: Iterable[Row]) -> bool:
    """Whether the choices offer all that these claims have."""
    languages = {code for code, _ in given["languages"]}
    return all(
        row.claim.event_type in (None, "", *given["types"])
        and row.claim.kind in given["kinds"]
        and row.relations <= {*given["relations"]}
        and row.languages <= languages
        for row in rows
    )


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


class Telling(NamedTuple):
    """A report that tells a claim, and the ids of its statements that do."""

    document: Document
    statements: list[str]


def claim(record: Record, shelf: Shelf, id_: str, person: Person = ALONE, section: str = "", page: int = 1) -> Sheet:
    """One claim: its gist, the reports' words, sources, spread, conflicts and history. Of one of its sections, "words"
    or "dependences", the page that is asked for, of the other the first.

    Of hundreds of reports only the statements that are shown are read: those of this page of the words, and those whose
    sources the tree draws.

    Raises:
        RecordError: there is no such claim.
    """
    row = shelf.claim(id_)
    found = row.claim
    telling = _telling(found, shelf)
    told = cut(telling, page if section == "words" else 1, REPORTS)
    ranked = _ranked(found, telling, shelf)
    wanted = {id_ for one in told.items for id_ in one.statements}
    wanted.update(id_ for _, reports in ranked for one in reports for id_ in one.statements)
    statements = {statement.id: statement for statement in record.statements_of(wanted)}
    accounts = [_account(one, statements) for one in told.items]
    links = _links(telling, shelf)
    near = cut(links, page if section == "dependences" else 1, DEPENDENCES)
    ties = _closest(links, shelf)
    branches = [_branch(origin, reports, statements, shelf) for origin, reports in ranked]
    published = [_report(one.document) for one in telling]
    holdings = shelf.holdings()
    others = [(shelf.rows[other.claim], other.why) for other in found.conflicts if other.claim in shelf.rows]
    shown = {
        "entry": entry(row, shelf),
        "accounts": accounts,
        "told": told,
        "certainty_of": transfer_certainty,
        "tree": tree(branches, ties),
        "slim_tree": slim_tree(branches, ties),
        "spread": spread(published, ties) if len(telling) > 1 else "",
        "slim_spread": spread(published, ties, SLIM),
        "files": {name: {form: f"/claims/{found.id}/{name}.{form}" for form in forms()} for name in ("tree", "spread")},
        "origins": _origins(found, shelf),
        "dependences": [dependence(link, holdings) for link in near.items],
        "near": near,
        "others": [(entry(other, shelf), conflict(why)) for other, why in others],
        "on": on_claim(record, shelf, found, [s for one in accounts for s in one.statements], person),
        "person": person,
        "actions": ACTIONS,
        "place": found.place,
        "participants": {role: [name(one, shelf) for one in ids] for role, ids in found.participants.items() if ids},
        "lost": row.firmer,
    }

    return Sheet("claim.html", shown, lambda: claim_data(record, shelf, id_))


def claim_data(record: Record, shelf: Shelf, id_: str) -> dict[str, Any]:
    """One claim as data, with all that stands behind it.

    Raises:
        RecordError: there is no such claim.
    """
    return dict(behind(record, shelf, shelf.claim(id_)))


def _telling(claim: Claim, shelf: Shelf) -> list[Telling]:
    """The reports that tell a claim, in the order of publication; the undated come last."""
    by_document: dict[str, list[str]] = {}
    for id_ in claim.statements:
        if id_ in shelf.told:
            by_document.setdefault(shelf.told[id_].document, []).append(id_)
    telling = [Telling(shelf.documents[id_], statements) for id_, statements in by_document.items()]
    return sorted(telling, key=lambda one: (_day(one.document), one.document.id))


def _day(document: Document) -> str:
    known = document.published
    return known.date or known.earliest or known.latest or "9999"


def _account(one: Telling, statements: Mapping[str, Statement]) -> Account:
    own = [statements[id_] for id_ in one.statements if id_ in statements]
    return Account(one.document, tuple(sorted(own, key=lambda s: s.evidence)))


def _ranked(claim: Claim, telling: Sequence[Telling], shelf: Shelf) -> list[tuple[Origin, list[Telling]]]:
    """The origins, the one with most statements first, each with its reports as far as the tree has room for them."""
    place = {one.document.id: n for n, one in enumerate(telling)}
    drawn: set[str] = set()
    ranked = []
    for origin in sorted(claim.origins, key=lambda o: (-len(o.statements), _name(o.source, shelf), o.source)):
        by_document: dict[str, list[str]] = {}
        if len(drawn) < MOST:
            for id_ in origin.statements:
                if id_ in shelf.told:
                    by_document.setdefault(shelf.told[id_].document, []).append(id_)
        first = sorted(by_document, key=lambda id_: place[id_])[: MOST - len(drawn)]
        drawn.update(first)
        ranked.append((origin, [Telling(shelf.documents[id_], by_document[id_]) for id_ in first]))
    return ranked


def _name(source: str, shelf: Shelf) -> str:
    return shelf.sources[source].name if source in shelf.sources else source


def _branch(origin: Origin, reports: Iterable[Telling], statements: Mapping[str, Statement], shelf: Shelf) -> Branch:
    accounts = [_account(one, statements) for one in reports]
    leaves = [_leaf(one.document, one.statements[0].chain, origin.source) for one in accounts if one.statements]
    return Branch(origin, _name(origin.source, shelf), leaves)


def _leaf(document: Document, chain: tuple[ChainLink, ...], origin: str) -> Leaf:
    """A report; the sources between it and the origin, from the origin on."""
    between = [link.name for link in chain if link.source != origin]
    known = document.published
    date = known.date or (f"about {known.earliest}" if known.earliest else "date unknown")
    return Leaf(document.id, document.publisher or document.uri, date, tuple(reversed(between)))


def _links(telling: Iterable[Telling], shelf: Shelf) -> list[Link]:
    """How the reports depend on others, the closest first."""
    links = {link.id: link for one in telling for link in shelf.links.get(one.document.id, ())}
    return sorted(links.values(), key=lambda link: (-(link.share or 0.0), link.id))


def _report(document: Document) -> Report:
    known = document.published
    return Report(
        document.id, document.publisher or document.uri, known.date or known.earliest, known.date or known.latest
    )


def _closest(links: Sequence[Link], shelf: Shelf) -> list[Tie]:
    """Each report's tie to the one that it depends on most: more would hide each other in a picture. `links` are the
    closest first."""
    found: dict[str, Tie] = {}
    for named in (False, True):  # what was copied or retold goes before what is only named
        for link in links:
            if link.to is None or link.to not in shelf.documents or link.from_ in found:
                continue
            if (link.kind in ("cites", "credits")) is named:
                share = f" {link.share:.0%}" if link.share is not None else ""
                known = link.direction == "known" and link.kind != "shares"
                found[link.from_] = Tie(link.from_, link.to, link.kind + share, known)
    return list(found.values())


def _origins(claim: Claim, shelf: Shelf) -> list[dict[str, Any]]:
    """The origins in words: which, how many reports have its word, and why it counts as it does."""
    told = []
    for origin in sorted(claim.origins, key=lambda o: (-len(o.statements), o.source)):
        source = shelf.sources.get(origin.source)
        reports = {shelf.told[id_].document for id_ in origin.statements if id_ in shelf.told}
        why = ["an unnamed source: it counts at most once for each outlet that has it, and is weak"] * origin.weak
        why += ["it takes part in what is told, and may have an interest in it"] * origin.party
        told.append(
            {
                "source": origin.source,
                "name": _name(origin.source, shelf),
                "kind": source.kind if source else "",
                "reports": count(len(reports), "report"),
                "why": why,
            }
        )
    return told
