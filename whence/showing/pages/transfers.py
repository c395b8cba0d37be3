"""The register of arms transfers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from whence.model import as_json
from whence.showing.pages.claims import choices
from whence.showing.pages.columns import columns
from whence.showing.pages.filters import PAGE, Wanted, fit
from whence.showing.pages.sheets import Sheet, cut
from whence.showing.pages.shelf import Shelf
from whence.showing.transfers import COLUMNS, Listed, transfer_json
from whence.showing.transfers import register as register_of


def transfers(shelf: Shelf, wish: Wanted) -> Sheet:
    """The transfers of the claims that fit a query, a page of them."""
    keep = shelf.once if wish == Wanted() else shelf.lately
    return keep(("transfers", wish), lambda: _transfers(shelf, wish))


def _transfers(shelf: Shelf, wish: Wanted) -> Sheet:
    holdings = shelf.holdings(shelf.transfers)
    about, whole = told_in(shelf), register(shelf)
    of = columns(shelf)
    found = of.at(fit(shelf, wish))
    fits = {id_ for id_ in about if found[of.number[id_]]}
    rows = [row for row in whole.rows if any(claim.id in fits for claim in row.claims)]
    vague = len(fits) - sum(claim.id in fits for row in whole.rows for claim in row.claims)
    part = cut(rows, wish.page, PAGE)
    cells = [(head, cell) for head, cell in COLUMNS if head != "claim"]
    shown = {
        "wish": wish,
        "page": part,
        "rows": [
            (
                row.claims,
                [(head, _kept_together(words)) for head, cell in cells if (words := cell(row, holdings))],
                [(one, shelf.documents[one.document]) for one in row.statements],
            )
            for row in part.items
        ],
        "vague": vague,
        "given": choices(shelf),
    }

    def data() -> dict[str, Any]:
        told = [transfer_json(one, holdings) for one in part.items]
        return {**part.numbers, "query": as_json(wish), "vague": vague, "transfers": told}

    return Sheet("transfers.html", shown, data)


def told_in(shelf: Shelf) -> Collection[str]:
    """The claims that are about arms transfers."""
    claim_of = shelf.claim_of
    return shelf.once("claims of transfers", lambda: {claim_of[id_] for id_ in shelf.transfers if id_ in claim_of})


def register(shelf: Shelf) -> Listed:
    """The register of the whole record: a transfer is one row, whichever of its claims a query lets through."""

    def found() -> Listed:
        about = told_in(shelf)
        claims = [row.claim for id_, row in shelf.rows.items() if id_ in about]
        return register_of(claims, shelf.holdings(shelf.transfers))

    return shelf.once("register", found)


def _kept_together(words: str) -> str:
    """The words, with the numbers in brackets never broken over two lines (U+2060 joins words)."""
    return words.replace("–", "\u2060–\u2060")
