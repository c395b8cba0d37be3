"""The addresses at which people decide: a queue, forms that come back to a page, and the same for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Body, Depends, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict

from whence.errors import Outdated, RecordError
from whence.model import Review, Statement, as_json
from whence.record.deciding import Decision
from whence.record.reviewing import Search
from whence.showing.pages import beside, review_report, reviewing
from whence.showing.pages.review_forms import Form, decision_of, first, form_of
from whence.showing.pages.reviewing import At, Trouble
from whence.showing.pages.sheets import Sheet
from whence.showing.pages.who import Person, needs, person_of

router: Final = APIRouter()

WITH_KEYS: Final = "script-src 'self'"
"""What the policy of the page of the queue allows beyond that of others: the script of its keys, which is our own."""


def reviewer(request: Request) -> Person:
    """Who asks, if that person may decide. Raises HTTPException (403) else."""
    person = person_of(request)
    if not person.may("reviewer"):
        raise HTTPException(403, f"{person.name}: readers do not decide; ask an owner to be made a reviewer")
    return person


Reviewer = Annotated[Person, Depends(reviewer)]
Show = Annotated[str, Query(description="unreviewed, mine, disputed, all")]


def _answer(request: Request, sheet: Sheet, status: int = 200) -> Response:
    from whence.showing.pages.app import POLICY

    path = request.url.path
    if path.endswith(".json"):
        return JSONResponse(sheet.data(), status)
    template = request.app.state.templates.get_template(sheet.template)
    given = {**sheet.shown, "here": path}
    if request.method == "GET":
        given["data_address"] = f"{path}.json" + (f"?{request.url.query}" if request.url.query else "")
    headers = {"Content-Security-Policy": f"{POLICY}; {WITH_KEYS}"} if sheet.template == "review.html" else {}
    return HTMLResponse(template.render(given), status, headers)


@router.get("/review", include_in_schema=False)
@router.get(
    "/review.json", tags=["data"], summary="A statement to decide on, what people have decided, and the next ones"
)
def review_page(
    request: Request,
    who: Reviewer,
    show: Show = "unreviewed",
    statement: Annotated[str, Query(description="Begin with this statement; else with the first")] = "",
    after: Annotated[str, Query(description="Begin with the statement after this one")] = "",
    document: str = "",
    claim: str = "",
    done: str = "",
) -> Response:
    shelves = request.app.state.shelves
    at = At(show, document, claim)
    here = statement or None
    if here is None:
        here = shelves.record.reviewing.next(at.wish(who), after or None)
        if here is None and after:  # from the end to what was left out on the way
            here = shelves.record.reviewing.next(at.wish(who))
    return _answer(request, reviewing.review(shelves.record, shelves.now(), who, at, here, done))


@router.get("/review/unplaced", include_in_schema=False)
@router.get("/review/unplaced.json", tags=["data"], summary="Decisions that find no place in the documents as read now")
def unplaced_page(request: Request, done: str = "") -> Response:
    return _answer(request, reviewing.unplaced(request.app.state.shelves.record, person_of(request), done))


@router.get("/review/report", include_in_schema=False)
@router.get("/review/report.json", tags=["data"], summary="Precision by rule, and agreement between people")
def report_page(request: Request) -> Response:
    return _answer(request, review_report.report(request.app.state.shelves.record))


@router.get("/review.js", include_in_schema=False)
def script() -> Response:
    """The keys of the queue."""
    from whence.showing.pages.app import static

    return Response(static("review.js"), media_type="text/javascript")


# Forms: a decision, then back to a page

_Filled = Annotated[Mapping[str, list[str]], Depends(form_of)]


@router.post("/review", include_in_schema=False)
@needs("reviewer")
def decide(request: Request, who: Reviewer, form: _Filled) -> Response:
    """Keeps a decision from a form, and goes on to the next statement, or back to the page that it came from."""
    shelves = request.app.state.shelves
    desk = shelves.record.reviewing
    at = At(first(form, "show", "all") or "unreviewed", first(form, "document"), first(form, "claim"))
    try:
        on = _statement(shelves.record, first(form, "on"))
        given = desk.decide(_agreeing(desk, form, who, on) or decision_of(form, who.name, on))
    except RecordError as error:
        return _refused(request, who, at, form, error)
    return _back(form, at, given.id, stays=given.action not in ("accept", "reject", "correct"))


@router.post("/review/undo", include_in_schema=False)
@needs("reviewer")
def undo(request: Request, who: Reviewer, form: _Filled) -> Response:
    """Takes back a decision of the person's own, and goes to what it was on."""
    record = request.app.state.shelves.record
    at = At(first(form, "show", "all") or "unreviewed", first(form, "document"), first(form, "claim"))
    old = record.reviewing.review(first(form, "review"))
    try:
        given = record.reviewing.withdraw(who.name, first(form, "review"))
    except RecordError as error:
        return _refused(request, who, at, form, error)
    back, statement = _own(first(form, "back")), first(form, "statement")
    if back:
        return RedirectResponse(back, 303)
    if old is not None and _statement(record, old.on) is not None:
        statement = old.on
    return RedirectResponse(at.address(statement=statement, done=given.id), 303)


@router.post("/review/place", include_in_schema=False)
@needs("reviewer")
def place(request: Request, who: Reviewer, form: _Filled) -> Response:
    """Places a decision that has lost its place on a statement, by hand, and goes back to those that are left."""
    record = request.app.state.shelves.record
    chosen = first(form, "other").rstrip("/").rsplit("statement=", 1)[-1].rsplit("mark=", 1)[-1].partition("#")[0]
    target = first(form, "target")
    number = int(target) if target.isdecimal() and len(target) < 9 else None
    try:
        given = record.reviewing.place(who.name, first(form, "review"), chosen or first(form, "statement"), number)
    except RecordError as error:
        return _answer(request, reviewing.unplaced(record, who, trouble=str(error)), 422)
    return RedirectResponse(f"/review/unplaced?done={given.id}", 303)


def _back(form: Form, at: At, done: str, *, stays: bool) -> Response:
    if back := _own(first(form, "back")):
        return RedirectResponse(back, 303)
    here = first(form, "statement") or first(form, "on")
    return RedirectResponse(at.address(**{"statement" if stays else "after": here}, done=done), 303)


def _own(address: str) -> str:
    """An address of these pages; empty for any other."""
    parts = urlsplit(address)
    mine = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return address if mine and address.isprintable() else ""


def _statement(record: Any, id_: str) -> Statement | None:
    try:
        found: Statement = record.statement(id_)
    except RecordError:
        return None
    return found


def _agreeing(desk: Any, form: Form, who: Person, on: Statement | None) -> Decision | None:
    """The same correction as another person's, where the form says so."""
    given = desk.review(first(form, "agree")) if first(form, "agree") else None
    if given is None or on is None or given.action != "correct":
        return None
    seen = first(form, "seen")
    return Decision(who.name, "correct", on.id, given.after, seen=int(seen) if seen.isdecimal() else None)


def _refused(request: Request, who: Person, at: At, form: Form, error: RecordError) -> Response:
    """Why a decision was not kept, on the page of its statement, with what was filled in."""
    shelves = request.app.state.shelves
    outdated = isinstance(error, Outdated)
    since = tuple(one for one in getattr(error, "since", ()) if isinstance(one, Review))
    told = beside.told(since)
    status = 409 if outdated else 422
    here = next((id_ for name in ("on", "statement") if _statement(shelves.record, id_ := first(form, name))), None)
    if here is None:
        words = "; ".join([str(error), *(f"{one.review.by}: {one.action} at {one.review.at}" for one in told)])
        raise HTTPException(status, words)
    trouble = Trouble(str(error), told, form)
    return _answer(request, reviewing.review(shelves.record, shelves.now(), who, at, here, "", trouble), status)


# Searches that are kept


@router.get("/searches.json", tags=["data"], summary="The searches that are kept")
def searches(request: Request) -> Response:
    return JSONResponse(reviewing.searches_json(request.app.state.shelves.record.searches.all()))


@router.post("/searches", include_in_schema=False)
@needs("reviewer")
def keep_search(request: Request, who: Reviewer, form: _Filled) -> Response:
    """Keeps the query of the page of claims under a name."""
    record = request.app.state.shelves.record
    query = first(form, "query").removeprefix("?")
    try:
        record.searches.keep(Search(first(form, "name"), query, who.name, _now()))
    except RecordError as error:
        raise HTTPException(422, str(error)) from error
    return RedirectResponse("/claims" + (f"?{query}" if query else ""), 303)


@router.post("/searches/delete", include_in_schema=False)
@needs("reviewer")
def delete_search(request: Request, who: Reviewer, form: _Filled) -> Response:
    """Deletes a search that is kept."""
    try:
        request.app.state.shelves.record.searches.delete(first(form, "name"))
    except RecordError as error:
        raise HTTPException(422, str(error)) from error
    return RedirectResponse("/claims", 303)


def _now() -> str:
    import datetime

    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


# For programs


class Given(BaseModel):
    """A decision. `seen` is the number of decisions on it that you have seen (`GET /api/reviews`): where there are more
    by now, yours is refused with them (409). To `place` a decision that has lost its place (`/review/unplaced.json`),
    `on` is its id, `with_` the statement that it is on, `target` the number of its anchor, where it has several."""

    model_config = ConfigDict(extra="forbid")

    on: str
    action: Literal["accept", "reject", "correct", "merge", "split", "rate", "note", "place"]
    seen: int | None = None
    after: dict[str, Any] | None = None
    with_: str | None = None
    out: list[str] = []
    target: int | None = None
    note: str | None = None


@router.get("/api/reviews", tags=["reviews"], summary="The decisions on a statement or a claim, and their number")
def reviews_on(request: Request, on: str) -> Response:
    desk = request.app.state.shelves.record.reviewing
    given = desk.on(on)
    return JSONResponse({"on": on, "seen": len(given), "reviews": [as_json(one) for one in given]})


@router.post("/api/reviews", tags=["reviews"], status_code=201, summary="Decide on a statement or a claim")
@needs("reviewer")
async def post_review(request: Request, who: Reviewer, given: Annotated[Given, Body()]) -> Response:
    _only_json(request)
    desk = request.app.state.shelves.record.reviewing
    if given.action == "place":
        return await run_in_threadpool(
            _kept, desk, lambda: desk.place(who.name, given.on, given.with_ or "", given.target, given.note)
        )
    others = (given.with_,) if given.with_ else tuple(given.out)
    decision = Decision(who.name, given.action, given.on, given.after, given.note, others, given.seen)
    return await run_in_threadpool(_kept, desk, lambda: desk.decide(decision))


@router.post(
    "/api/reviews/{review}/withdrawal", tags=["reviews"], status_code=201, summary="Take back a decision of your own"
)
@needs("reviewer")
async def post_withdrawal(request: Request, who: Reviewer, review: str) -> Response:
    _only_json(request)
    desk = request.app.state.shelves.record.reviewing
    return await run_in_threadpool(_kept, desk, lambda: desk.withdraw(who.name, review))


def _only_json(request: Request) -> None:
    """What a form of a foreign page cannot send. Raises HTTPException (415)."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415, "send the decision as application/json")


def _kept(desk: Any, act: Any) -> Response:
    try:
        review: Review = act()
    except Outdated as error:
        since = [as_json(one) for one in error.since]
        return JSONResponse({"error": str(error), "since": since}, 409)
    except RecordError as error:
        return JSONResponse({"error": str(error)}, 422)
    return JSONResponse({"review": as_json(review), "seen": len(desk.on(review.on))}, 201)
