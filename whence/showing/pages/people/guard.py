"""The guard before every page: who asks, and whether the request is the person's own will.

Nothing is open because somebody forgot to close it. Without a log-in there are only the :data:`PUBLIC` addresses; what
changes something needs the token of the form that it comes from, and a route that says who may do it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from whence.showing.pages.people import bodies
from whence.showing.pages.people.visits import FIELD, HEADER, Visit, cookie_of, during, set_cookie
from whence.showing.pages.trouble import trouble, wants_data
from whence.showing.pages.who import ALONE, SAFE, needed, person_of

if TYPE_CHECKING:
    from whence.showing.pages.people.members import People

log = logging.getLogger(__name__)

PUBLIC: Final = frozenset({"/login", "/whence.css", "/favicon.ico"})
"""What is there for everybody: the way in, and what it looks like."""

FORWARDED: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
"""By these a request tells that it comes through a proxy."""

OWN: Final = frozenset({"same-origin", "none"})
"""What a browser says of a request that comes from our pages, or from the person and no page (Fetch Metadata)."""


class Guard:
    """Stands before the application. Without `people`, whoever is at this machine is the one person there is."""

    def __init__(self, app: ASGIApp, people: People | None, secure: bool) -> None:
        self._app = app
        self._people = people
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # of sockets there are none
        request = Request(scope)
        visit = await run_in_threadpool(self._visit, request)
        scope.setdefault("state", {}).update(person=visit.person, visit=visit)
        with during(visit):
            refusal = self._refusal(request, visit)
            if refusal is None and request.method not in SAFE:
                try:
                    body = await bodies.whole(receive)
                except ClientDisconnect:
                    return
                if body is None:
                    refusal = trouble(request, 413, f"{request.url.path}: that is too much; send less than 1 MB")
                else:
                    receive = bodies.again(body, receive)
                    scope["state"]["fields"] = bodies.form(body, request.headers.get("content-type", ""))
                    refusal = _forged(request, visit)
            await (refusal or self._app)(scope, receive, self._with_cookie(request, visit, send))

    def _visit(self, request: Request) -> Visit:
        """Who asks. A token counts alone: a browser never sends one by itself."""
        if self._people is None:
            return Visit(ALONE, "alone", cookie_of(request, self._secure))
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind:
            person = self._people.tokens.person(token.strip()) if kind.lower() == "bearer" else None
            return Visit(person, "token")
        secret = cookie_of(request, self._secure)
        person = self._people.logins.person(secret) if secret else None
        return Visit(person, "login" if person else "nothing", secret)

    def _refusal(self, request: Request, visit: Visit) -> Response | None:
        """The answer to whoever may not go on, however harmless the request."""
        path = request.url.path
        if self._people is None and any(name in request.headers for name in FORWARDED):
            words = "this comes through a proxy, so others could come too; let people in with `whence user add` first"
            return trouble(request, 403, f"{path}: {words}")
        if self._secure and request.url.scheme != "https":
            words = "this comes without TLS; ask for it by https, and let the proxy say so (X-Forwarded-Proto)"
            return trouble(request, 403, f"{path}: {words}")
        if visit.person is not None or path in PUBLIC:
            return None
        if visit.by == "token":
            told = {"WWW-Authenticate": 'Bearer realm="whence", error="invalid_token"'}
            return trouble(request, 401, f"{path}: the token is none of ours, revoked or too old", told)
        if wants_data(request) or request.method not in SAFE:
            told = {"WWW-Authenticate": 'Bearer realm="whence"'}
            return trouble(request, 401, f"{path}: this is for people; log in, or show a token", told)
        there = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse("/login" if there == "/" else f"/login?next={quote(there, safe='/')}", 303)

    def _with_cookie(self, request: Request, visit: Visit, send: Send) -> Send:
        """Sends an answer with the visit's cookie, where it is new; what is for people alone is kept nowhere."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if visit.fresh and visit.secret:
                    headers.append("Set-Cookie", set_cookie(visit.secret, self._secure, request.url.port))
                if visit.fresh or (self._people is not None and request.url.path not in PUBLIC):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        return sending


def _forged(request: Request, visit: Visit) -> Response | None:
    """The answer to a request that changes something and may have been made by another site."""
    if visit.by == "token":
        return None
    path = request.url.path
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if (site is not None and site not in OWN) or (origin is not None and origin.lower() != own.lower()):
        words = f"it comes from {origin or 'another site'}, and this is {own}; a proxy in between has to pass on Host"
        return trouble(request, 403, f"{path}: {words}")
    fields: dict[str, Any] = request.state.fields
    if not visit.has_token(request.headers.get(HEADER) or fields.get(FIELD, "")):
        words = "the form is too old, or not ours; go back, load the page again, and send it again"
        return trouble(request, 403, f"{path}: {words}")
    return None


def allowed(request: Request) -> None:
    """Refuses a person whose role the route does not ask for; a dependency of all routes.

    Raises:
        HTTPException: the person may not, or nobody has said who may.
    """
    path = request.url.path
    if path in PUBLIC:
        return
    role = needed(request.scope.get("endpoint"), request.method)
    if role is None:
        log.error("%s %s: no @needs(role) says who may do this, so nobody may", request.method, path)
        raise HTTPException(403, f"{path}: nobody may do this yet")
    person = person_of(request)
    if not person.may(role):
        raise HTTPException(403, f"{path}: this is for {role}s, and {person.name} is a {person.role}; ask an owner")
