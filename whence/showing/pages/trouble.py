"""What went wrong in words: as a page, or as data where data was asked for."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response


def wants_data(request: Request) -> bool:
    """Whether a program asks: for data, with a token, or with nothing but JSON on its list."""
    accepts = request.headers.get("accept", "")
    return (
        request.url.path.endswith(".json")
        or request.url.path.startswith("/api/")
        or "authorization" in request.headers
        or ("application/json" in accepts and "text/html" not in accepts)
    )


def trouble(request: Request, status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    """What went wrong in words, as a page, or as data where data was asked for."""
    if wants_data(request):
        return JSONResponse({"error": words}, status, headers)
    templates: Any = request.app.state.templates
    shown = templates.get_template("trouble.html").render(status=status, words=words)
    return HTMLResponse(shown, status, headers)
