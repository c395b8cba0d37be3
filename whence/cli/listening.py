"""Where pages are served, and whether that is safe: others are let in only by log-in, and passwords go only by TLS."""

from __future__ import annotations

import dataclasses
import ipaddress
import re
import socket

import click

from whence.errors import WhenceError

LOCAL = ("127.0.0.1", "localhost", "[::1]")


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """An address of this machine (`host`, an IP address) and the `names` under which the pages may be asked for there.

    `loopback`: only this machine gets at it. `secure`: by TLS, which `proxy` does or we do.
    """

    host: str
    port: int
    names: tuple[str, ...]
    loopback: bool
    secure: bool
    proxy: bool
    given: tuple[str, ...]

    @classmethod
    def of(cls, host: str, port: int, names: tuple[str, ...], tls: bool, proxy: bool) -> Place:
        """
        Raises:
            UsageError: the host is no address, or a name is none.
        """
        given = tuple(_host_name(name) for name in names)
        found = _address(host)
        known = (*LOCAL, *given, *(() if found.is_unspecified else (_in_url(found),)))
        return cls(
            str(found), port, tuple(dict.fromkeys(known)), found.is_loopback, tls or proxy, proxy, given
        )  # fmt: skip

    @property
    def pages(self) -> str:
        """The address of the first page, as this machine has it."""
        scheme = "https" if self.secure and not self.proxy else "http"
        name = self.given[0] if self.given and not self.proxy else _in_url(ipaddress.ip_address(self.host))
        return f"{scheme}://{name}:{self.port}/"

    def socket(self) -> socket.socket:
        """A socket of the address's family. With its protocol named, asyncio sends at once (TCP_NODELAY)."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)

    def refuse_unsafe(self, people: bool, record: str) -> None:
        """
        Raises:
            UsageError: others could come in without a log-in or send their password in the clear, or nobody has said
                under which name they come.
        """
        if not people and (not self.loopback or self.proxy or self.given):
            raise click.UsageError(
                f"{self.host}: others could get at the record there, and nobody has been let in yet; add people "
                f"with `whence user add NAME --record {record}`, or serve it to this machine alone"
            )
        if not self.loopback and not self.secure:
            raise click.UsageError(
                f"{self.host}: passwords would cross the network in the clear; give --certificate and --key, or "
                "--behind-proxy where a proxy does the TLS"
            )
        if ipaddress.ip_address(self.host).is_unspecified and not self.given:
            raise click.UsageError(
                f"{self.host}: say under which name others ask for the pages, such as --host-name whence.example; "
                "requests under another name are refused"
            )


def check_certificate(certificate: str, key: str | None) -> None:
    """
    Raises:
        WhenceError: certificate and key cannot be used.
    """
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        named = f"{certificate}{f' and {key}' if key else ''}"
        why = error.strerror if isinstance(error, FileNotFoundError | PermissionError) else error.args[-1]
        raise WhenceError(f"{named}: {why}; give a certificate and its key in PEM form") from error


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    bare = host.strip("[]")
    try:
        return ipaddress.ip_address("127.0.0.1" if bare.lower() == "localhost" else bare)
    except ValueError as error:
        raise click.UsageError(
            f"--address {host}: give an address of this machine, such as 192.168.1.20, or 0.0.0.0 for all of them; "
            "a name goes with --host-name"
        ) from error


def _in_url(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    return f"[{address}]" if address.version == 6 else str(address)


def _host_name(name: str) -> str:
    try:
        return _in_url(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        pass
    try:
        plain = name.encode("idna").decode().lower()
    except UnicodeError:
        plain = ""
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", plain):
        raise click.UsageError(f"--host-name {name}: give a plain name, such as whence.example")
    return plain
