"""A visit: what is known of whoever sent one request, and the secret that ties the forms of a page to a browser.

Each form carries a token that is made of the secret in the browser's cookie, and a form that comes back without it is
refused: another site can make a browser send a form, but can neither read the cookie nor the token.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Final, Literal

from fastapi import Request
from markupsafe import Markup

from whence.showing.pages.who import Person

FIELD: Final = "csrf_token"
HEADER: Final = "X-CSRF-Token"
"""Where a form, and a program that has a cookie, gives the token."""

By = Literal["alone", "login", "token", "nothing"]


@dataclasses.dataclass(slots=True)
class Visit:
    """Who asks and by what that is known; and the secret in the browser's cookie, `fresh` where it has to be set."""

    person: Person | None = None
    by: By = "nothing"
    secret: str | None = None
    fresh: bool = False

    def csrf_token(self) -> str:
        """The token of this visit's forms."""
        if self.secret is None:
            self.secret, self.fresh = secrets.token_urlsafe(32), True
        return hmac.new(self.secret.encode(), b"the forms of this visit", hashlib.sha256).hexdigest()

    def has_token(self, token: str) -> bool:
        """Whether a token is that of this visit's forms."""
        return self.secret is not None and hmac.compare_digest(self.csrf_token().encode(), token.encode())


_NOW: Final[ContextVar[Visit | None]] = ContextVar("visit", default=None)


@contextlib.contextmanager
def during(visit: Visit) -> Iterator[None]:
    """While this lasts, :func:`visit` is this visit: templates need not be told of it."""
    token = _NOW.set(visit)
    try:
        yield
    finally:
        _NOW.reset(token)


def visit() -> Visit:
    """The visit that a page is made for."""
    return _NOW.get() or Visit()


def csrf_field() -> Markup:
    """The hidden field that every form needs that changes something."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, visit().csrf_token())


def cookie_name(secure: bool, port: int | None) -> str:
    """What the cookie is called. The prefix keeps other hosts and plain http from setting it; without TLS a browser
    gives a cookie to every port of a host, so the name has the port."""
    return "__Host-whence" if secure else f"whence-{port or 80}"


def cookie_of(request: Request, secure: bool) -> str | None:
    """The secret that a browser shows, if it looks like one of ours."""
    found = request.cookies.get(cookie_name(secure, request.url.port), "")
    return found if re.fullmatch(r"[\w-]{43}", found, re.ASCII) else None


def set_cookie(secret: str, secure: bool, port: int | None) -> str:
    """The header that gives a browser its cookie: for no script, no other site, and no longer than it is open."""
    return f"{cookie_name(secure, port)}={secret}; Path=/; HttpOnly; SameSite=Strict" + "; Secure" * secure


def fields(request: Request) -> dict[str, str]:
    """The fields of the form that was sent, as the guard has read them; of several of one name the first."""
    found: dict[str, str] = getattr(request.state, "fields", {})
    return found
