"""A browser, and the pages of a small record on a port of their own. Where there is no browser, tests are skipped.

The browser is the one that WHENCE_CHROMIUM names, else Debian's or another Chromium on the PATH, else Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "showing" / "pages"))
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def _launched(player: Any) -> Any:
    named = os.environ.get("WHENCE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    own = Path(player.chromium.executable_path)
    if named is None and not own.exists():
        pytest.skip("no Chromium is installed: `apt install chromium` or `playwright install chromium`")
    # As root, as in a container, Chromium does not start with its sandbox.
    without = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return player.chromium.launch(executable_path=named, args=without)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: `pip install playwright`")
    with driver.sync_playwright() as player:
        launched = _launched(player)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages of the small record."""
    import pages_record
    from pages_served import serving

    import whence
    from whence.showing.pages.app import create_app

    path = pages_record.make(tmp_path_factory.mktemp("served") / "small.db")
    with whence.open(path, create=False) as record, serving(create_app(record)) as address:
        yield address


@pytest.fixture
def visit(browser: Any, served: str) -> Iterator[Any]:
    """A function that opens a page; at the end, nothing was asked of anybody else and the console is empty."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    foreign: list[str] = []
    told: list[str] = []

    def pass_on(route: Any) -> None:
        if route.request.url.startswith(served + "/"):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    context.route("**/*", pass_on)
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))

    def go(path: str) -> Any:
        answer = page.goto(served + path)
        assert answer is not None
        assert answer.status == 200
        return page

    yield go
    context.close()
    assert foreign == []
    assert told == []
