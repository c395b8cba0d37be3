"""The addresses of the pages. Each view is served twice: as a page, and with .json as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Final, Literal, TypeVar

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from whence.errors import RecordError, WhenceError
from whence.showing.pages import (
    claims,
    documents,
    entities,
    network,
    overview,
    places,
    sources,
    timeline,
    transfers,
)
from whence.showing.pages.behind import behind
from whence.showing.pages.filters import Wanted, wanted
from whence.showing.pages.pictures.files import TYPES, Form, as_file
from whence.showing.pages.sheets import Sheet
from whence.showing.pages.who import person_of

router: Final = APIRouter()

Wish = Annotated[Wanted, Depends(wanted)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]
Layers = Annotated[list[str] | None, Query(description="What to mark: statements, attributions, copies")]

NO_SCRIPT_AT_ALL: Final = "sandbox; default-src 'none'"
"""The policy for what a report was read from: it is shown as plain text, and even so it may do nothing."""


def _answer(request: Request, sheet: Sheet) -> Response:
    """The sheet as data where the address ends in .json, else as a page."""
    if _as_data(request):
        return _data(sheet.data())
    template = request.app.state.templates.get_template(sheet.template)
    path = request.url.path.rstrip("/") or "/index"
    data = f"{path}.json" + (f"?{request.url.query}" if request.url.query else "")
    return HTMLResponse(template.render(**sheet.shown, here=request.url.path, data_address=data))


def _as_data(request: Request) -> bool:
    return request.url.path.endswith(".json")


def _data(made: object) -> Response:
    return Response(msgspec.json.encode(made), media_type="application/json")


def _in_parts(parts: Iterable[tuple[str, object]]) -> Response:
    """Data of megabytes, of which the first part is sent while the next is made."""

    def written() -> Iterator[bytes]:
        begin = b"{"
        for name, made in parts:
            yield b"%b%b:%b" % (begin, msgspec.json.encode(name), msgspec.json.encode(made))
            begin = b","
        yield b"}"

    return StreamingResponse(written(), media_type="application/json")


View = TypeVar("View", bound=Callable[..., Response])


def _page(address: str, summary: str) -> Callable[[View], View]:
    """Serves a view at an address and, described for programs, at the same address with .json."""

    def register(view: View) -> View:
        data = "/index.json" if address == "/" else f"{address}.json"
        router.add_api_route(
            data, view, methods=["GET"], summary=summary, response_class=JSONResponse,
            operation_id=view.__name__, tags=["data"],
        )  # fmt: skip
        router.add_api_route(
            address, view, methods=["GET", "HEAD"], response_class=HTMLResponse, include_in_schema=False
        )
        return view

    return register


@_page("/", "What is in the record, what is new, and what deserves a second look")
def overview_page(request: Request) -> Response:
    shelves = request.app.state.shelves
    return _answer(request, overview.overview(shelves.now(), shelves.record.reviewing.latest(overview.SHOWN)))


@_page("/claims", "The claims that fit a query, 50 a page")
def claims_page(request: Request, wish: Wish) -> Response:
    shelves = request.app.state.shelves
    return _answer(request, claims.claims(shelves.now(), wish, shelves.record.searches.all(), person_of(request)))


@_page("/claims/{claim}", "A claim and all behind it: statements, documents without text, sources, links, conflicts")
def claim_page(request: Request, claim: str, section: str = "", page: Page = 1) -> Response:
    shelves = request.app.state.shelves
    if _as_data(request):  # of which the page has only a part, and that in other words
        shelf = shelves.now()
        return _in_parts(behind(shelves.record, shelf, shelf.claim(claim)))
    return _answer(request, claims.claim(shelves.record, shelves.now(), claim, person_of(request), section, page))


@_page("/documents", "The documents, 50 a page; q: words that have to occur in them")
def documents_page(request: Request, q: str = "", language: str = "", page: Page = 1) -> Response:
    shelves = request.app.state.shelves
    return _answer(request, documents.documents(shelves.record, shelves.now(), q.strip(), language, page))


@router.get("/documents/{document}/original", include_in_schema=False)
def original(request: Request, document: str) -> Response:
    """The bytes that a document was read from, as plain text: a page of a report is never run as a page."""
    raw = request.app.state.shelves.record.raw(document)
    headers = {"Content-Security-Policy": NO_SCRIPT_AT_ALL, "Content-Disposition": "inline"}
    return Response(raw, media_type="text/plain", headers=headers)


@_page("/documents/{document}", "A document with its text, statements, attributions and links")
def document_page(
    request: Request, document: str, show: Layers = None, mark: str = "", original: bool = False
) -> Response:
    shelves = request.app.state.shelves
    layers = tuple(documents.LAYERS) if show is None else show
    sheet = documents.document(
        shelves.record, shelves.now(), document, layers, mark or None, original, person_of(request)
    )
    return _answer(request, sheet)


@_page("/entities/{entity}", "An entity, with whom it is on record, and the claims about it, 50 a page")
def entity_page(request: Request, entity: str, sort: str = "reports", page: Page = 1) -> Response:
    return _answer(request, entities.entity(request.app.state.shelves.now(), entity, sort, page))


@_page("/sources", "The sources by what rests on their word, 100 a page")
def sources_page(request: Request, kind: str = "", sort: str = "statements", page: Page = 1) -> Response:
    return _answer(request, sources.sources(request.app.state.shelves.now(), kind, sort, page))


@_page("/sources/{source}", "A source: what it is the origin of, what rests on it alone, what is denied")
def source_page(request: Request, source: str, section: str = "", page: Page = 1) -> Response:
    return _answer(request, sources.source(request.app.state.shelves.now(), source, section, page))


@_page("/timeline", "The dated claims that fit a query in the order of time, 50 a page")
def timeline_page(request: Request, wish: Wish) -> Response:
    return _answer(request, timeline.timeline(request.app.state.shelves.now(), wish))


@_page("/network", "Who with whom: the pairs in the claims that fit a query")
def network_page(request: Request, wish: Wish) -> Response:
    return _answer(request, network.network(request.app.state.shelves.now(), wish))


@_page("/map", "The places of the claims that fit a query")
def map_page(request: Request, wish: Wish) -> Response:
    return _answer(request, places.places(request.app.state.shelves.now(), wish))


@_page("/transfers", "The arms transfers in the claims that fit a query, 50 a page")
def transfers_page(request: Request, wish: Wish) -> Response:
    return _answer(request, transfers.transfers(request.app.state.shelves.now(), wish))


def _as_file(sheet: Sheet, picture: str, form: Form) -> Response:
    """A picture of a sheet as a file."""
    try:
        made = as_file(sheet.shown[picture], form)
    except WhenceError as error:
        raise RecordError(str(error)) from error
    headers = {"Content-Disposition": f'attachment; filename="{picture}.{form}"'}
    return Response(made, media_type=TYPES[form], headers=headers)


@router.get("/claims/{claim}/{picture}.{form}", include_in_schema=False)
def picture_of_claim(request: Request, claim: str, picture: Literal["tree", "spread"], form: Form) -> Response:
    """The tree of sources behind a claim, or how it spread, as a file."""
    shelves = request.app.state.shelves
    return _as_file(claims.claim(shelves.record, shelves.now(), claim), picture, form)


@router.get("/timeline/years.{form}", include_in_schema=False)
def picture_of_years(request: Request, wish: Wish, form: Form) -> Response:
    """The claims of each year, as a file."""
    return _as_file(timeline.timeline(request.app.state.shelves.now(), wish), "years", form)


@router.get("/network/network.{form}", include_in_schema=False)
def picture_of_network(request: Request, wish: Wish, form: Form) -> Response:
    """Who with whom, as a file."""
    return _as_file(network.network(request.app.state.shelves.now(), wish), "network", form)


@router.get("/map/map.{form}", include_in_schema=False)
def picture_of_map(request: Request, wish: Wish, form: Form) -> Response:
    """The map, as a file."""
    return _as_file(places.places(request.app.state.shelves.now(), wish), "map", form)


@router.get("/whence.css", include_in_schema=False)
def style_sheet() -> Response:
    """The style sheet of all pages."""
    from whence.showing.pages.app import style

    return Response(style(), media_type="text/css")


@router.get("/favicon.ico", include_in_schema=False)
def no_icon() -> Response:
    """Browsers ask for it; there is none."""
    return Response(status_code=204)
