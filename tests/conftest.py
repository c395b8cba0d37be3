"""A site of news on this machine, for the tests that fetch."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

ARTICLE = (
    "<!DOCTYPE html><html lang='fr'><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
    "<p>Le port de Callao a rouvert mardi après neuf jours de grève, a annoncé la capitainerie péruvienne.</p>"
    "<p>Les dockers ont obtenu une hausse de salaire de quatre pour cent, selon leur syndicat ({title}).</p>"
    "<p>La ministre chilienne du Travail, attendue jeudi à Lima, n'a pas souhaité commenter cet accord.</p>"
    "</article></body></html>"
)


@dataclasses.dataclass
class Page:
    """What the site has at a path."""

    body: bytes
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    slow: float = 0.0
    """Seconds before each byte."""


class Site:
    """A server in a thread: put pages on it, and see what was asked of it."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        self.times: list[tuple[float, float]] = []
        self.sent: list[Mapping[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                began = time.monotonic()
                site.asked.append(self.path)
                site.sent.append(dict(self.headers))
                page = site.pages.get(self.path, Page(b"not here", status=404))
                etag = page.headers.get("ETag")
                unchanged = etag is not None and self.headers.get("If-None-Match") == etag
                try:
                    self.send_response(304 if unchanged else page.status)
                    for name, value in page.headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Type", page.type)
                    self.end_headers()
                    if not unchanged:
                        self._send(page)
                except OSError:
                    pass  # who asked has gone
                site.times.append((began, time.monotonic()))

            def _send(self, page: Page) -> None:
                for n in range(len(page.body)) if page.slow else ():
                    time.sleep(page.slow)
                    self.wfile.write(page.body[n : n + 1])
                    self.wfile.flush()
                if not page.slow:
                    self.wfile.write(page.body)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def put(self, path: str, body: bytes, **fields: object) -> str:
        """Puts bytes on the site; their address."""
        self.pages[path] = Page(body, **fields)  # type: ignore[arg-type]
        return self.address + path

    def article(self, path: str, title: str, head: str = "", **fields: object) -> str:
        """Puts an article on the site; its address."""
        return self.put(path, ARTICLE.format(title=title, head=head).encode(), **fields)

    def feed(self, path: str, *links: str, **headers: str) -> str:
        """Puts an RSS feed of these addresses on the site; its address."""
        entries = "".join(
            f"<item><title>x</title><link>{link}</link><pubDate>Tue, 05 Mar 2019 23:30:00 -0500</pubDate></item>"
            for link in links
        )
        body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Le Fanal</title>{entries}</channel></rss>"
        return self.put(path, body.encode(), type="application/rss+xml", headers=headers)

    def close(self) -> None:
        """Ends the server."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site without pages."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    made = Site()
    yield made
    made.close()


@pytest.fixture
def other_site(site: Site) -> Iterator[Site]:
    """Another site without pages, at another port."""
    made = Site()
    yield made
    made.close()
