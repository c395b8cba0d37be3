"""The way in and out, one's own account, and the page on which an owner lets people in."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from whence.errors import PeopleError
from whence.showing.pages.people.attempts import Attempts
from whence.showing.pages.people.members import People
from whence.showing.pages.people.passwords import SHORTEST
from whence.showing.pages.people.tokens import DAYS
from whence.showing.pages.people.visits import fields, visit
from whence.showing.pages.who import ROLES, Person, Role, needs, person_of
from whence.showing.people import day

WRONG: Final = "This name and this password do not belong together."
"""Said alike whether the name is known or not."""

router: Final = APIRouter(include_in_schema=False)


def known_by_login(request: Request) -> Person:
    """Who has logged in. A token is for reading and deciding, not for letting people in.

    Raises:
        HTTPException: whoever asks shows a token.
    """
    if visit().by != "login":
        raise HTTPException(403, f"{request.url.path}: this is for people who have logged in, not for tokens")
    return person_of(request)


def known_people(request: Request) -> People:
    """The people of this record."""
    return cast(People, request.app.state.people)


Known = Annotated[Person, Depends(known_by_login)]
All = Annotated[People, Depends(known_people)]


@router.get("/login")
def login_page(request: Request, next: str = "/") -> Response:
    """The way in."""
    if visit().person is not None:
        return RedirectResponse(within(next), 303)
    return _login_page(request, next)


@router.post("/login")
def login(request: Request, people: All) -> Response:
    """Begins a log-in, if name and password belong together and there have not been too many attempts."""
    given = fields(request)
    name, password, there = (given.get(field, "") for field in ("name", "password", "next"))
    attempts: Attempts = request.app.state.attempts
    address = request.client.host if request.client else ""
    wait = int(-(-attempts.begin(name, address) // 1))
    if wait:
        words = f"Too many attempts: wait {wait} second{'s' * (wait > 1)}, then try again."
        return _login_page(request, there, name, words, 429, {"Retry-After": str(wait)})
    person = people.known_by(name, password)
    if person is None:
        return _login_page(request, there, name, WRONG, 403)
    attempts.succeeded(name, address)
    _begin(people, person)
    return RedirectResponse(within(there), 303)


@router.post("/logout")
@needs("reader")
def logout(person: Known, people: All) -> Response:
    """Ends the log-in, here and not only in the browser."""
    now = visit()
    if now.secret:
        people.logins.end(now.secret)
    now.person, now.by, now.secret = None, "nothing", None
    now.csrf_token()  # another secret for the browser
    return RedirectResponse("/login", 303)


@router.get("/account")
def account_page(request: Request, person: Known, people: All) -> Response:
    """A person's own role, password and tokens."""
    return _account_page(request, person, people)


@router.post("/account/password")
@needs("reader")
def change_password(request: Request, person: Known, people: All) -> Response:
    """Another password for whoever knows the present one. All log-ins end but this, which begins anew."""
    given = fields(request)
    attempts: Attempts = request.app.state.attempts
    address = request.client.host if request.client else ""
    try:
        if attempts.begin(person.name, address) or people.known_by(person.name, given.get("password", "")) is None:
            raise PeopleError("the present password: it is another one; try again in a minute")
        attempts.succeeded(person.name, address)
        people.change_password(person.name, _same(given))
    except PeopleError as error:
        return _account_page(request, person, people, str(error), 422)
    _begin(people, person)
    return RedirectResponse("/account", 303)


@router.post("/account/tokens")
@needs("reader")
def make_token(request: Request, person: Known, people: All) -> Response:
    """A token of one's own, shown this once."""
    given = fields(request)
    try:
        days = int(given.get("days", "")) if given.get("days", "").isdecimal() else 0
        secret, _ = people.tokens.make(person, _role(given), days)
    except PeopleError as error:
        return _account_page(request, person, people, str(error), 422)
    return _account_page(request, person, people, secret=secret)


@router.post("/account/tokens/revoke")
@needs("reader")
def revoke_token(request: Request, person: Known, people: All) -> Response:
    """Ends a token of one's own."""
    try:
        people.tokens.revoke(fields(request).get("token", ""), person.name)
    except PeopleError as error:
        return _account_page(request, person, people, str(error), 422)
    return RedirectResponse("/account", 303)


@router.get("/people")
@needs("owner")
def people_page(request: Request, person: Known, people: All) -> Response:
    """Everybody, and the form to let somebody in."""
    return _people_page(request, people)


@router.post("/people/add")
@needs("owner")
def add_person(request: Request, person: Known, people: All) -> Response:
    """Lets somebody in."""
    given = fields(request)
    return _changed(request, people, lambda: people.add(given.get("name", ""), _role(given), _same(given)))


@router.post("/people/role")
@needs("owner")
def change_role(request: Request, person: Known, people: All) -> Response:
    """Gives somebody another role."""
    given = fields(request)
    return _changed(request, people, lambda: people.change_role(given.get("name", ""), _role(given)))


@router.post("/people/remove")
@needs("owner")
def remove_person(request: Request, person: Known, people: All) -> Response:
    """Shows somebody out."""
    given = fields(request)
    return _changed(request, people, lambda: people.remove(given.get("name", "")))


def within(there: str) -> str:
    """The address, if it is that of a page of ours; else that of the first. A link to the way in may name any."""
    own = re.fullmatch(r"/(?![/\\])[^\\\x00-\x20\x7f]{0,2000}", there)
    return there if own and not re.match(r"/(login|logout)\b", there) else "/"


def _begin(people: People, person: Person) -> None:
    """A log-in with a secret of its own, never one that the browser came with."""
    now = visit()
    if now.secret:
        people.logins.end(now.secret)
    now.person, now.by, now.secret, now.fresh = person, "login", people.logins.begin(person), True


def _same(given: dict[str, str]) -> str:
    if given.get("new", "") != given.get("again", ""):
        raise PeopleError("the password: the two are not the same; type it twice alike")
    return given.get("new", "")


def _role(given: dict[str, str]) -> Role:
    for role in ROLES:
        if role == given.get("role"):
            return role
    raise PeopleError(f"{given.get('role', '')!r}: it is no role; choose one of {', '.join(ROLES)}")


def _changed(request: Request, people: People, change: Any) -> Response:
    try:
        change()
    except PeopleError as error:
        return _people_page(request, people, str(error), 422)
    return RedirectResponse("/people", 303)


def _login_page(
    request: Request,
    there: str,
    name: str = "",
    wrong: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    # A link from elsewhere comes without the cookie (SameSite=Strict), though the person may have logged in.
    elsewhere = request.headers.get("sec-fetch-site") == "cross-site"
    shown = {"next": within(there), "name": name[:200], "wrong": wrong, "elsewhere": elsewhere}
    return _shown(request, "login.html", shown, status, headers)


def _account_page(
    request: Request, person: Person, people: People, wrong: str = "", status: int = 200, secret: str = ""
) -> Response:
    roles = [role for role in ROLES if person.may(role)]
    shown = {"person": person, "tokens": people.tokens.all(person.name), "roles": roles, "days": DAYS,
             "wrong": wrong, "secret": secret, "shortest": SHORTEST}  # fmt: skip
    return _shown(request, "account.html", shown, status)


def _people_page(request: Request, people: People, wrong: str = "", status: int = 200) -> Response:
    shown = {"members": people.all(), "roles": ROLES, "wrong": wrong, "shortest": SHORTEST}
    return _shown(request, "people.html", shown, status)


def _shown(
    request: Request, template: str, shown: dict[str, Any], status: int, headers: dict[str, str] | None = None
) -> Response:
    made = request.app.state.templates.get_template(template)
    return HTMLResponse(made.render(**shown, here=request.url.path, day=day), status, headers)
