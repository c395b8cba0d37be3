"""What ``make screenshots`` runs: pictures of the main pages, on the sample reports, into ``docs/screenshots/``.

It reads the reports into a record in ``build/`` (half a minute, once), shows it, and looks at it with Chromium through
Playwright. The same pages give the same pictures on the same machine; another one has other typefaces.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.request import urlopen

ROOT: Final = Path(__file__).resolve().parents[1]
OUT: Final = ROOT / "docs" / "screenshots"
PORT: Final = 8764
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDE: Final = (1040, 760)
NARROW: Final = (390, 760)


class Shot(NamedTuple):
    """A picture: its name, the page, the window, light or dark, and what of the page is brought to its top."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    top: str | None = None


def shots(ids: dict[str, str]) -> list[Shot]:
    """The pictures, with ids of the record."""
    claim, document = f"/claims/{ids['claim']}", f"/documents/{ids['document']}?mark={ids['statement']}"
    return [
        Shot("overview", "/"),
        Shot("claims", "/claims?about=TUR&sort=origins"),
        Shot("claim", claim),
        Shot("document", document),
        Shot("sources", "/sources", (1040, 640)),
        Shot("timeline", "/timeline"),
        Shot("network", "/network"),
        Shot("map", "/map", (1040, 640)),
        Shot("transfers", "/transfers"),
        Shot("overview-dark", "/", scheme="dark"),
        Shot("document-dark", document, scheme="dark"),
        Shot("overview-narrow", "/", NARROW),
        Shot("claim-narrow", claim, NARROW),
    ]


def main() -> int:
    """Makes all pictures; gives the exit code."""
    from playwright.sync_api import sync_playwright

    from whence.measuring.sample_record import sample_record

    record = sample_record(ROOT / "build" / "sample")
    command = [
        sys.executable,
        "-m",
        "whence.cli",
        "serve",
        "--record",
        str(record),
        "--port",
        str(PORT),
        "--no-browser",
    ]
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{PORT}"
    try:
        _wait(address, server)
        OUT.mkdir(parents=True, exist_ok=True)
        with sync_playwright() as player:
            browser = player.chromium.launch(executable_path=_chromium(), args=_ARGUMENTS)
            for shot in shots(chosen(record)):
                size = _take(browser, address, shot)
                print(f"docs/screenshots/{shot.name}.png  {size / 1000:.0f} kB")
            browser.close()
    finally:
        server.terminate()
        server.wait(20)
    return 0


def chosen(record: Path) -> dict[str, str]:
    """What the pictures show: the claim with most reports for its origins, and the report with most statements."""
    import whence

    with whence.open(record, create=False) as opened:
        claim = max(opened.claims(), key=lambda one: (one.documents - one.independent, one.documents, one.id))
        of = [statement.document for statement in opened.statements()]
        document = max(sorted(set(of)), key=of.count)
        statements = opened.statements(document)
    return {"claim": claim.id, "document": document, "statement": statements[len(statements) // 3].id}


_ARGUMENTS: Final = [
    "--force-device-scale-factor=1",
    "--font-render-hinting=none",
    # As root, as in a container, Chromium does not start with its sandbox.
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]


def _chromium() -> str | None:
    return os.environ.get("WHENCE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < until:
        try:
            urlopen(address).read()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{address}: the pages are not there; is something else on port {PORT}?")


def _take(browser: Any, address: str, shot: Shot) -> int:
    """Takes a picture; gives its size in bytes."""
    width, height = shot.size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=shot.scheme)
    page = context.new_page()
    page.goto(address + shot.path)
    if shot.top:
        page.evaluate("place => document.querySelector(place).scrollIntoView()", shot.top)
    else:
        page.evaluate("scrollTo(0, 0)")
    path = OUT / f"{shot.name}.png"
    page.screenshot(path=path)
    context.close()
    return path.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
