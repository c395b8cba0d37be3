"""The application: a record in, pages and their data out, with headers that let a page do nothing but show itself."""

from __future__ import annotations

import functools
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

import whence.showing.pages.routes as routes
from whence.errors import RecordError
from whence.showing.pages.shelf import Shelves
from whence.showing.pages.wording import day, language_name, spelt, told_by
from whence.showing.words import conflict, count, published, short, support, when

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from whence.record import Record

HOSTS: Final = ("127.0.0.1", "localhost")
"""The names under which a page may be asked for: under another, a foreign site could read the record through a browser
(DNS rebinding)."""

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""What a page may do: show itself with our style sheet and send our forms. No script, no foreign address, no frame."""

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

ABOUT: Final = """The record as data: every page has its data at the same address with `.json` (the overview at
`/index.json`). Field names are those of the record's JSON lines. Nothing here changes the record."""


def create_app(record: Record, hosts: tuple[str, ...] = HOSTS) -> FastAPI:
    """The application that shows a record, which has to stay open as long as it runs."""
    from importlib.metadata import version

    # No pages of FastAPI's own: they would load scripts from elsewhere.
    app = FastAPI(title="Whence", version=version("whence"), description=ABOUT, docs_url=None, redoc_url=None)
    app.state.shelves = Shelves(record)
    app.state.templates = _templates(record.path.name)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.middleware("http")(_with_headers)
    app.include_router(routes.router)
    app.add_exception_handler(RecordError, _refused)
    app.add_exception_handler(HTTPException, _failed)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(Exception, _broken)
    return app


async def _with_headers(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await go_on(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _templates(name: str) -> Environment:
    made = Environment(
        loader=PackageLoader("whence.showing.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        record_name=name,
        conflict=conflict,
        count=count,
        day=day,
        language_name=language_name,
        published=published,
        short=short,
        spelt=spelt,
        support=support,
        told_by=told_by,
        when=when,
    )
    return made


@functools.cache
def style() -> bytes:
    """The style sheet."""
    return resources.files("whence.showing.pages").joinpath("static", "whence.css").read_bytes()


def _refused(request: Request, error: Exception) -> Response:
    return _trouble(request, 404, str(error))


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = f"{request.url.path}: there is no such page" if error.status_code == 404 else str(error.detail)
    return _trouble(request, error.status_code, words)


def _misunderstood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = [f"{one['loc'][-1]}: {str(one.get('input'))[:80]!r} is not understood here" for one in error.errors()]
    return _trouble(request, 422, "; ".join(told) + _DATES * any("since" in t or "until" in t for t in told))


def _broken(request: Request, error: Exception) -> Response:
    """For what is our fault; the server logs the error itself. This answer does not pass :func:`_with_headers`."""
    response = _trouble(request, 500, f"{request.url.path}: this page could not be made, and the terminal says why")
    response.headers.update(HEADERS)
    return response


_DATES: Final = "; a date is YYYY, YYYY-MM or YYYY-MM-DD"


def _trouble(request: Request, status: int, words: str) -> Response:
    """What went wrong in words, as a page, or as data where data was asked for."""
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": words}, status)
    templates: Any = request.app.state.templates
    return HTMLResponse(templates.get_template("trouble.html").render(status=status, words=words), status)
