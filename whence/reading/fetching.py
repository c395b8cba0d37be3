"""Address -> its bytes, politely: one request at a time, a pause between two to the same host, robots.txt obeyed.

Whatever a feed or a page leads to may be hostile. Only http and https are asked for; a host of a private network only
where a person has named it; and sizes, times and redirects have limits.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import email.message
import email.utils
import http.client
import time
import zlib
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urljoin

from whence.errors import Unreachable, Unreadable
from whence.reading import robots
from whence.reading.addresses import host_of, in_ascii
from whence.reading.requesting import PrivateNetworkError, Request, Response
from whence.reading.search import Fetched

AGENT: Final = "Whence"
LARGEST: Final = 20_000_000
"""The most bytes that are taken from one address, packed or not."""

_ACCEPT: Final = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain;q=0.9, */*;q=0.5"
)
_REDIRECTS: Final = 5
_ROBOTS_KEPT: Final = 24 * 3600.0  # RFC 9309: no longer than a day
_ROBOTS_MISSED: Final = 300.0  # a site that does not answer is not asked again for each of its pages
_LARGEST_ROBOTS: Final = 500_000
_NEVER_READ: Final = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")
_MOVED: Final = frozenset([301, 302, 303, 307, 308])
_LATER: Final = frozenset([408, 425, 429, 500, 502, 503, 504])
_CHUNK: Final = 65_536


@dataclasses.dataclass(frozen=True, slots=True)
class Manners:
    """How patient and how polite fetching is, in seconds: the `pause` between two requests to a host, the longest
    `silence` of a server, the longest `whole` request.
    """

    pause: float = 1.0
    silence: float = 20.0
    whole: float = 60.0


@dataclasses.dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: email.message.Message
    body: bytes


class Fetcher:
    """Fetches pages and feeds, and remembers when it was where."""

    def __init__(self, named: Iterable[str] = (), manners: Manners | None = None) -> None:
        """`named` are the addresses that a person has given: their hosts may be in a private network."""
        self.manners = manners or Manners()
        self._named: set[tuple[str, int]] = set()
        for address in named:
            with contextlib.suppress(Unreadable):
                self._named.add(host_of(in_ascii(address)))
        self._free: dict[tuple[str, int], float] = {}
        self._robots: dict[tuple[str, int], tuple[float, robots.Robots | Unreachable]] = {}

    def fetch(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Fetched | None:
        """What is at an address; None where it is as it was (`etag` and `modified` are what it had then).

        Raises:
            Unreachable: it gives nothing now, and may later.
            Unreadable: it gives nothing: no page, not allowed, not there, too large, of a type that is not read.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        there, answer = self._follow(address, {name: value for name, value in conditions.items() if value})
        if answer.status == 304:
            return None
        media_type = answer.headers.get_content_type() if answer.headers.get("Content-Type") else None
        return Fetched(
            name=there,
            raw=answer.body,
            media_type=media_type,
            retrieved_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            etag=answer.headers.get("ETag"),
            modified=answer.headers.get("Last-Modified"),
        )

    def _follow(self, address: str, headers: Mapping[str, str], *, obey: bool = True) -> tuple[str, _Answer]:
        there = in_ascii(address)
        for _ in range(_REDIRECTS + 1):
            if obey:
                self._obey_robots(there, address)
            answer = self._ask(there, address, headers)
            if answer.status not in _MOVED:
                self._check(answer, there, address)
                return there, answer
            there = in_ascii(urljoin(there, answer.headers.get("Location", "")))
        raise Unreadable(address, f"leads on more than {_REDIRECTS} times", "give the address that it ends at")

    def _check(self, answer: _Answer, there: str, address: str) -> None:
        status = answer.status
        if status in (200, 203, 304):
            return
        if status in _LATER:
            wait = _retry_after(answer.headers.get("Retry-After"))
            self._free[host_of(there)] = time.monotonic() + max(wait, self.manners.pause)
            raise Unreachable(address, f"the site does not give it now ({_told(status)})", "try again later")
        if status in (404, 410):
            raise Unreadable(address, f"there is no such page ({_told(status)})", "check the address")
        wrong = f"the site does not give it ({_told(status)})"
        raise Unreadable(address, wrong, "open it in a browser, save the page and give the file")

    def _ask(self, there: str, address: str, headers: Mapping[str, str], largest: int = LARGEST) -> _Answer:
        host = host_of(there)
        self._wait(host, address)
        sent = {"User-Agent": user_agent(), "Accept": _ACCEPT, "Accept-Encoding": "gzip", **headers}
        limits = self.manners
        request = Request(there, sent, silence=limits.silence, whole=limits.whole, private=host in self._named)
        try:
            with request as response:
                body = self._body(response, address, largest) if response.status in (200, 203) else b""
                answer = _Answer(response.status, response.headers, body)
            if request.over():
                raise TimeoutError
        except PrivateNetworkError as error:
            wrong = "leads into a private network, which is not followed"
            raise Unreadable(address, wrong, "give its address yourself, or save the page") from error
        except TimeoutError as error:
            raise Unreachable(address, "the site takes too long to answer", "try again later") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            if request.over():
                raise Unreachable(address, "the site takes too long to answer", "try again later") from error
            wrong = f"cannot be reached ({_reason(error)})"
            raise Unreachable(address, wrong, "check the address and the network, or try again later") from error
        finally:
            self._free[host] = max(self._free.get(host, 0.0), time.monotonic() + self._pause(host))
        return answer

    def _body(self, response: Response, address: str, largest: int) -> bytes:
        type_ = response.headers.get_content_type() if response.headers.get("Content-Type") else ""
        if type_.startswith(_NEVER_READ):
            raise Unreadable(address, f"is {type_}, which is not read", "give the address of a page or a feed")
        packed = (response.headers.get("Content-Encoding") or "identity").strip().lower()
        if packed not in ("identity", "gzip", "x-gzip"):
            raise Unreadable(address, f"comes packed as {packed}, which is not read", "save the page and give the file")
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed != "identity" else None
        taken, parts = 0, []
        while chunk := response.read(_CHUNK):
            taken += len(chunk)
            if unpack is not None:
                try:
                    chunk = unpack.decompress(chunk, largest + 1)
                except zlib.error as error:
                    raise Unreachable(address, f"comes damaged ({error})", "try again later") from error
            parts.append(chunk)
            if max(taken, sum(map(len, parts))) > largest:
                wrong = f"is too large (more than {largest / 1e6:g} MB)"
                raise Unreadable(address, wrong, "save the part that you want and give the file")
        if unpack is not None and taken and not unpack.eof:
            raise Unreachable(address, "comes damaged (it ends too early)", "try again later")
        return b"".join(parts)

    def _wait(self, host: tuple[str, int], address: str) -> None:
        wait = self._free.get(host, 0.0) - time.monotonic()
        if wait > max(self.manners.whole, self._pause(host)):
            raise Unreachable(address, f"the site asks to be left alone for {wait:.0f} seconds", "try again later")
        if wait > 0:
            time.sleep(wait)

    def _pause(self, host: tuple[str, int]) -> float:
        _, rules = self._robots.get(host, (0.0, None))
        return max(self.manners.pause, rules.delay if isinstance(rules, robots.Robots) else 0.0)

    def _obey_robots(self, there: str, address: str) -> None:
        host = host_of(there)
        until, rules = self._robots.get(host, (0.0, None))
        if rules is None or until < time.monotonic():
            rules = self._ask_robots(urljoin(there, "/robots.txt"))
            kept = _ROBOTS_KEPT if isinstance(rules, robots.Robots) else _ROBOTS_MISSED
            self._robots[host] = time.monotonic() + kept, rules
        if isinstance(rules, Unreachable):
            raise Unreachable(address, f"its site's robots.txt gives nothing: {rules.wrong}", rules.remedy)
        if not rules.allows(there):
            wrong = "its site does not want programs to read it (robots.txt)"
            raise Unreadable(address, wrong, "open it in a browser, save the page and give the file")

    def _ask_robots(self, address: str) -> robots.Robots | Unreachable:
        """A site's rules; without any where it has none (RFC 9309, 2.3.1)."""
        try:
            _, answer = self._follow(address, {}, obey=False)
        except Unreachable as error:
            return error
        except Unreadable:
            return robots.Robots()
        return robots.parse(answer.body[:_LARGEST_ROBOTS].decode("utf-8", "replace"), AGENT)


def user_agent() -> str:
    """What Whence calls itself to servers."""
    from importlib.metadata import version

    return f"{AGENT}/{version('whence')} (reads news reports and feeds for a sourced record; obeys robots.txt)"


def _told(status: int) -> str:
    return f"{status} {http.client.responses.get(status, '')}".strip()


def _reason(error: BaseException) -> str:
    return " ".join(str(getattr(error, "reason", None) or getattr(error, "strerror", None) or error).split()) or (
        type(error).__name__
    )


def _retry_after(value: str | None) -> float:
    """The seconds in a Retry-After header, which has them, or a date."""
    if not value:
        return 0.0
    with contextlib.suppress(ValueError):
        return max(float(value), 0.0)
    with contextlib.suppress(ValueError, TypeError):
        date = email.utils.parsedate_to_datetime(value)
        return max((date - datetime.datetime.now(datetime.UTC)).total_seconds(), 0.0)
    return 0.0
