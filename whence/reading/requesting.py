"""One request over HTTP, with limits that hold: where it may connect to, and how long all of it may take."""

from __future__ import annotations

import contextlib
import email.message
import functools
import http.client
import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Protocol

from whence.reading.addresses import host_of, is_private, is_private_name


class Response(Protocol):
    """What a server answers: its status, its headers, and its body by pieces."""

    status: int
    headers: email.message.Message

    def read(self, amount: int, /) -> bytes:
        """The next bytes of the body, none at its end."""
        ...


class PrivateNetworkError(Exception):
    """A connection that would lead into a private network."""


class Request:
    """A request for an address; a context manager that gives the response.

    A name is looked up once, and connected to only where all that it stands for is allowed: it cannot change between.
    When `whole` seconds are over, the connection is cut wherever it is, and :meth:`over` says so.

    Raises on entering:
        PrivateNetworkError: the host is of a private network, and `private` does not allow this.
        OSError, http.client.HTTPException: there is no connection, or no answer.
    """

    def __init__(
        self, address: str, headers: Mapping[str, str], *, silence: float, whole: float, private: bool
    ) -> None:
        self._request = urllib.request.Request(address, headers=dict(headers))
        self._silence, self._whole, self._private = silence, whole, private
        self._spares: list[socket.socket] = []
        self._timer = threading.Timer(whole, self._cut)
        self._timer.daemon = True
        self._response: Any = None
        self._proxied = _has_proxy(address)
        self._end = 0.0

    def __enter__(self) -> Response:
        if not self._private and is_private_name(host_of(self._request.full_url)[0]):
            raise PrivateNetworkError(self._request.full_url)
        self._end = time.monotonic() + self._whole
        self._timer.start()
        opener = urllib.request.OpenerDirector()
        for handler in (urllib.request.ProxyHandler(), _Http(self._connect), _Https(self._connect)):
            opener.add_handler(handler)
        try:
            self._response = opener.open(self._request, timeout=self._silence)
        except BaseException:
            self._release()
            raise
        response: Response = self._response
        return response

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._response.close()
        self._release()

    def over(self) -> bool:
        """Whether its time is over: what was read then is not all there is."""
        return bool(self._end) and time.monotonic() >= self._end

    def _connect(self, where: tuple[str, int], timeout: float, source: Any = None) -> socket.socket:
        found = socket.getaddrinfo(*where, type=socket.SOCK_STREAM)
        # Where there is a proxy, this is its address, and it looks up the other.
        if not self._private and not self._proxied and any(is_private(str(at[0])) for *_, at in found):
            raise PrivateNetworkError(where[0])
        failed: OSError | None = None
        for family, type_, protocol, _, at in found:
            connection = socket.socket(family, type_, protocol)
            try:
                connection.settimeout(timeout)
                # TLS takes the socket over; a second handle on the same connection can still end it.
                self._spares.append(connection.dup())
                connection.connect(at)
            except OSError as error:
                failed = error
                connection.close()
            else:
                return connection
        raise failed or OSError("the name of the host is not known")

    def _cut(self) -> None:
        for spare in list(self._spares):
            with contextlib.suppress(OSError):
                spare.shutdown(socket.SHUT_RDWR)

    def _release(self) -> None:
        self._timer.cancel()
        while self._spares:
            self._spares.pop().close()


def _has_proxy(address: str) -> bool:
    scheme, host = address.partition(":")[0], host_of(address)[0]
    return scheme in urllib.request.getproxies() and not urllib.request.proxy_bypass(host)


Connect = Callable[..., socket.socket]


def _connection(kind: Callable[..., Any], connect: Connect, host: str, **options: Any) -> Any:
    made = kind(host, **options)
    made._create_connection = connect  # the hook by which http.client opens its socket
    return made


class _Http(urllib.request.HTTPHandler):
    def __init__(self, connect: Connect) -> None:
        super().__init__()
        self._by = connect

    def http_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(functools.partial(_connection, http.client.HTTPConnection, self._by), request)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, connect: Connect) -> None:
        super().__init__()
        self._by = connect

    def https_open(self, request: urllib.request.Request) -> Any:
        made = functools.partial(_connection, http.client.HTTPSConnection, self._by, context=_tls())
        return self.do_open(made, request)


@functools.cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
