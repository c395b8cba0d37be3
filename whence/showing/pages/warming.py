"""What all readers of a shelf ask for, made before the first of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.showing.pages import claims, documents, network, overview, places, sources, timeline, transfers
from whence.showing.pages.filters import ORDERS, Wanted, fit, in_order
from whence.showing.pages.shelf import Shelf

if TYPE_CHECKING:
    from whence.record import Record


def warm(shelf: Shelf) -> None:
    """Makes the orders of claims, the choices of the forms, and the pages that look at the whole record."""
    for name in ORDERS:
        fit(shelf, Wanted(), name)
    claims.choices(shelf)
    documents.latest(shelf)
    documents.languages(shelf)
    sources.documents_of(shelf)
    _ = shelf.about
    overview.overview(shelf).data()
    sources.sources(shelf)
    for page in (timeline.timeline, network.network, places.places, transfers.transfers):
        page(shelf, Wanted())
    network.data(shelf, Wanted())
    places.places(shelf, Wanted()).data()


def rehearse(record: Record, shelf: Shelf) -> None:
    """Makes one page of each kind that asks the record, so that what is loaded for the first of them is there."""
    for row in in_order(shelf, "reports")[:1]:
        claims.claim(record, shelf, row.claim.id)
        claims.claim_data(record, shelf, row.claim.id)
    for document in documents.latest(shelf)[:1]:
        documents.document(record, shelf, document.id, original=True)
    documents.documents(record, shelf, "a*")
