"""What all readers of a shelf ask for, made before the first of them does."""

from __future__ import annotations

from whence.showing.pages import claims, documents, network, overview, places, sources, timeline, transfers
from whence.showing.pages.filters import ORDERS, Wanted, fit
from whence.showing.pages.shelf import Shelf


def warm(shelf: Shelf) -> None:
    """Makes the orders of claims, the choices of the forms, and the pages that look at the whole record."""
    for name in ORDERS:
        fit(shelf, Wanted(), name)
    claims.choices(shelf)
    documents.latest(shelf)
    documents.languages(shelf)
    sources.documents_of(shelf)
    _ = shelf.about
    overview.overview(shelf)
    sources.sources(shelf)
    for page in (timeline.timeline, network.network, places.places, transfers.transfers):
        page(shelf, Wanted())
    network.data(shelf, Wanted())
