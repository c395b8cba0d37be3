"""For programs that work with a cookie, as a browser does: the token of their visit's forms."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from whence.showing.pages.people.visits import FIELD, visit

router: Final = APIRouter(include_in_schema=False)


@router.get("/csrf.json")
def csrf_token() -> Response:
    """What the program is to show as X-CSRF-Token, with its cookie. No page of another site can read it."""
    return JSONResponse({FIELD: visit().csrf_token()})
