"""A browser, and the pages of two records on ports of their own. Where there is no browser, tests are skipped.

The browser is the one that WHENCE_CHROMIUM names, else Debian's or another Chromium on the PATH, else Playwright's own.
The small record is made up; the other is that of the sample reports, which takes half a minute to read the first time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "showing" / "pages"))
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Served(NamedTuple):
    """The address of the pages of a record, and the record."""

    address: str
    record: Any


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


@contextlib.contextmanager
def served_at(path: Path) -> Iterator[Served]:
    """The pages of a record, served from a thread."""
    from pages_served import serving

    import whence
    from whence.showing.pages.app import create_app

    with whence.open(path, create=False) as record, serving(create_app(record)) as address:
        yield Served(address, record)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages of the small record."""
    import pages_record

    with served_at(pages_record.make(tmp_path_factory.mktemp("served") / "small.db")) as small:
        yield small.address


@pytest.fixture(scope="session")
def sample() -> Iterator[Served]:
    """The pages of the sample reports."""
    from whence.measuring.sample_record import sample_record

    with served_at(sample_record()) as found:
        yield found


@contextlib.contextmanager
def visiting(browser: Any, address: str, **wishes: Any) -> Iterator[Callable[..., Any]]:
    """A function that opens a page; at the end, nothing was asked of anybody else and the console is empty."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, **wishes)
    page = context.new_page()
    foreign: list[str] = []
    told: list[str] = []

    def pass_on(route: Any) -> None:
        if route.request.url.startswith(address + "/"):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    context.route("**/*", pass_on)
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))

    def go(path: str, status: int = 200) -> Any:
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.status == status
        return page

    yield go
    context.close()
    assert foreign == []
    assert told == []


@pytest.fixture
def visit(browser: Any, served: str) -> Iterator[Any]:
    """Opens a page of the small record."""
    with visiting(browser, served) as go:
        yield go


@pytest.fixture
def look(browser: Any, sample: Served) -> Iterator[Any]:
    """Opens a page of the sample reports."""
    with visiting(browser, sample.address) as go:
        yield go


@pytest.fixture
def look_without_scripts(browser: Any, sample: Served) -> Iterator[Any]:
    """Opens a page of the sample reports in a browser that runs no script at all."""
    with visiting(browser, sample.address, java_script_enabled=False) as go:
        yield go


@pytest.fixture(scope="session")
def faults() -> Callable[[Any], list[str]]:
    """What axe-core finds wrong with a page as it stands, whatever its weight: rule, weight and where."""
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    engine = Path(axe.__file__).with_name("axe.min.js").read_text(encoding="utf-8")

    def found(page: Any) -> list[str]:
        page.evaluate(engine)
        seen = page.evaluate("axe.run({resultTypes: ['violations']})")
        return [
            f"{one['impact']} {one['id']}: {node['html'][:120]}" for one in seen["violations"] for node in one["nodes"]
        ]

    return found
