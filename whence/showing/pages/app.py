"""The application: a record in, pages and their data out, with headers that let a page do nothing but show itself."""

from __future__ import annotations

import functools
from importlib import resources
from typing import TYPE_CHECKING, Final

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

import whence.showing.pages.review_routes as review_routes
import whence.showing.pages.routes as routes
from whence.errors import RecordError
from whence.showing.pages.beside import detail
from whence.showing.pages.people import programs
from whence.showing.pages.people.guard import Guard, allowed
from whence.showing.pages.people.visits import Visit, csrf_field, during, visit
from whence.showing.pages.shelves import Shelves
from whence.showing.pages.trouble import trouble
from whence.showing.pages.warming import rehearse
from whence.showing.pages.wording import day, language_name, rule, spelt, told_by, unbroken
from whence.showing.words import conflict, count, often, published, reviewed, short, support, when

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from whence.record import Record
    from whence.showing.pages.people.members import People

HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")
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
    # "no-referrer" would make browsers send our own forms as if from nowhere (Origin: null).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

ONLY_TLS: Final = {"Strict-Transport-Security": "max-age=31536000"}
"""For a year, a browser that has been here by https comes in no other way."""

ABOUT: Final = """The record as data: every page has its data at the same address with `.json` (the overview at
`/index.json`). Field names are those of the record's JSON lines. Only `/api/reviews` changes the record: it takes down
a person's decision, beside what the machine found."""


def create_app(
    record: Record, hosts: tuple[str, ...] = HOSTS, people: People | None = None, secure: bool = False
) -> FastAPI:
    """The application that shows a record, which has to stay open as long as it runs.

    Without `people` whoever gets at it is the one person there is: serve it to this machine alone. With them, each logs
    in. `secure` where it can be got at by TLS only: cookies are for TLS only then, and nothing is shown without.
    """
    from importlib.metadata import version

    # No pages of FastAPI's own: they would load scripts from elsewhere.
    app = FastAPI(
        title="Whence", version=version("whence"), description=ABOUT, docs_url=None, redoc_url=None,
        dependencies=[Depends(allowed)],
    )  # fmt: skip
    app.state.shelves = Shelves(record)
    app.state.templates = _templates(record.path.name)
    app.state.headers = HEADERS | (ONLY_TLS if secure else {})
    # The last is the first that a request comes to.
    app.add_middleware(Guard, people=people, secure=secure)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.middleware("http")(_with_headers)
    app.include_router(routes.router)
    app.include_router(review_routes.router)
    app.include_router(programs.router)
    if people is not None:
        _let_in(app, people)
    app.add_exception_handler(RecordError, _refused)
    app.add_exception_handler(HTTPException, _failed)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(Exception, _broken)
    return app


def make_ready(app: FastAPI) -> None:
    """Makes what pages are made of before the first one is asked for: templates, and what is in the record."""
    templates: Environment = app.state.templates
    for name in templates.list_templates():
        templates.get_template(name)
    shelves: Shelves = app.state.shelves
    shelves.warm()
    rehearse(shelves.record, shelves.now())


def _let_in(app: FastAPI, people: People) -> None:
    """The pages for logging in; only where there are people, since they load the hashing of passwords."""
    from whence.showing.pages.people import passwords
    from whence.showing.pages.people.attempts import Attempts
    from whence.showing.pages.people.routes import router

    app.state.people = people
    app.state.attempts = Attempts()
    app.include_router(router)
    passwords.fits("", None)  # the first attempt is to take as long as every other


async def _with_headers(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await go_on(request)
    for name, value in request.app.state.headers.items():
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
    made.filters["unbroken"] = unbroken
    made.globals.update(
        record_name=name,
        conflict=conflict,
        count=count,
        correction=detail,
        csrf_field=csrf_field,
        day=day,
        language_name=language_name,
        often=often,
        published=published,
        reviewed=reviewed,
        rule=rule,
        short=short,
        spelt=spelt,
        support=support,
        told_by=told_by,
        visit=visit,
        when=when,
    )
    return made


def style() -> bytes:
    """The style sheet."""
    return static("whence.css")


@functools.cache
def static(name: str) -> bytes:
    """A file of those that all pages share."""
    return resources.files("whence.showing.pages").joinpath("static", name).read_bytes()


def _refused(request: Request, error: Exception) -> Response:
    return trouble(request, 404, str(error))


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = f"{request.url.path}: there is no such page" if error.status_code == 404 else str(error.detail)
    return trouble(request, error.status_code, words, dict(error.headers or {}))


def _misunderstood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = [f"{one['loc'][-1]}: {str(one.get('input'))[:80]!r} is not understood here" for one in error.errors()]
    return trouble(request, 422, "; ".join(told) + _DATES * any("since" in t or "until" in t for t in told))


def _broken(request: Request, error: Exception) -> Response:
    """For what is our fault; the server logs the error itself. This answer does not pass :func:`_with_headers`."""
    with during(getattr(request.state, "visit", Visit())):
        response = trouble(request, 500, f"{request.url.path}: this page could not be made, and the terminal says why")
    response.headers.update(request.app.state.headers)
    return response


_DATES: Final = "; a date is YYYY, YYYY-MM or YYYY-MM-DD"
