"""People who may see the small record, and a browser to be them in."""

from __future__ import annotations

import httpx
from fastapi.testclient import TestClient
from lxml import html

PASSWORD = "a heron on the pier"
"""The password of everybody in the tests."""


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Browser(TestClient):
    """Asks for pages as a browser does: keeps its cookie, sends the forms of pages with what is hidden in them."""

    def form(self, page: str, action: str, **typed: str) -> httpx.Response:
        """Sends the form of a page that goes to an address, filled in."""
        found = html.fromstring(self.get(page).text).xpath(f"//form[@action='{action}']")[0]
        given = {field.get("name"): field.get("value", "") for field in found.xpath(".//input[@type='hidden']")}
        return self.post(action, data={**given, **typed}, follow_redirects=False)

    def log_in(self, name: str, password: str = PASSWORD, page: str = "/login") -> httpx.Response:
        """Goes in by the front door."""
        return self.form(page, "/login", name=name, password=password)

    def token(self) -> str:
        """The token of the forms of this visit, from whatever page has one."""
        page = html.fromstring(self.get("/account").text)
        return str(page.xpath("//input[@name='csrf_token']/@value")[0])
