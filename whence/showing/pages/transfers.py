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
    entries = register([row.claim for row in fitting(shelf, wish) if row.claim.id in about], holdings)
    part = cut(entries, wish.page, PAGE)
    columns = [(head, cell) for head, cell in COLUMNS if head not in ("claim", "words")]
    shown = {
        "wish": wish,
        "page": part,
        "heads": [head for head, _ in columns],
        "lines": [(one.claim, [(head, cell(one, holdings)) for head, cell in columns]) for one in part.items],
        "given": choices(shelf),
    }

    def data() -> dict[str, Any]:
        return {**part.numbers, "query": as_json(wish), "transfers": [transfer_json(one) for one in part.items]}

    return Sheet("transfers.html", shown, data)
