"""The register of arms transfers."""

from __future__ import annotations

from typing import Any

from whence.model import as_json
from whence.showing.pages.claims import choices
from whence.showing.pages.filters import PAGE, Wanted, fitting
from whence.showing.pages.sheets import Sheet, cut
from whence.showing.pages.shelf import Shelf
from whence.showing.transfers import COLUMNS, register, transfer_json


def transfers(shelf: Shelf, wish: Wanted) -> Sheet:
    """The transfers of the claims that fit a query, a page of them."""
    if wish != Wanted():
        return _transfers(shelf, wish)
    return shelf.once("transfers", lambda: _transfers(shelf, wish))


def _transfers(shelf: Shelf, wish: Wanted) -> Sheet:
    holdings = shelf.holdings(shelf.transfers)
    about = {shelf.claim_of.get(id_) for id_ in shelf.transfers}
    listed = register([row.claim for row in fitting(shelf, wish) if row.claim.id in about], holdings)
    part = cut(listed.rows, wish.page, PAGE)
    columns = [(head, cell) for head, cell in COLUMNS if head != "claim"]
    shown = {
        "wish": wish,
        "page": part,
        "rows": [
            (row.claims, [(head, words) for head, cell in columns if (words := cell(row, holdings))])
            for row in part.items
        ],
        "vague": listed.vague,
        "given": choices(shelf),
    }

    def data() -> dict[str, Any]:
        rows = [transfer_json(one, holdings) for one in part.items]
        return {**part.numbers, "query": as_json(wish), "vague": listed.vague, "transfers": rows}

    return Sheet("transfers.html", shown, data)
