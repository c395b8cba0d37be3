"""Addresses of the web: which are, what they are in ASCII, and which lead into somebody's own network."""

from __future__ import annotations

import ipaddress
import re
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from whence.errors import Unreadable

_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_ANY: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")
_PORTS: Final = {"http": 80, "https": 443}
_IN_PATH: Final = "/%:@!$&'()*+,;=~-._"
_SAME_SITE: Final = re.compile(r"^(?:www|m|mobile|amp)\.")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


def is_web(address: str) -> bool:
    """Whether this is the address of a page (http, https), as far as its form goes."""
    return bool(_WEB.fullmatch(address))


def in_ascii(address: str) -> str:
    """An address as it is asked for: host in lower case, everything else quoted where it must be, no fragment.

    Raises:
        Unreadable: it is none of a page, or has a name and a password in it.
    """
    name = " ".join(address.split())
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:  # UnicodeError is one
        raise Unreadable(name, "is no address of a page", "check the address") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        raise Unreadable(name, "is no address of a page", "give one that begins with http:// or https://")
    if "@" in parts.netloc:
        raise Unreadable(name, "has a name or password in it, which is not sent", "leave it out")
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    return urlunsplit((scheme, netloc, quote(parts.path or "/", _IN_PATH), quote(parts.query, f"{_IN_PATH}?[]"), ""))


def host_of(address: str) -> tuple[str, int]:
    """Host and port of an address in ASCII."""
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site, under whatever of its usual names: www.a.example, amp.a.example."""
    hosts = {_SAME_SITE.sub("", (urlsplit(address).hostname or "").lower()) for address in (one, other)}
    return len(hosts) == 1 and hosts != {""}


def is_private(ip: str) -> bool:
    """Whether an IP address is of this machine or of a network of somebody's own, however it is written."""
    found = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_private(str(inner))
    return not found.is_global or found.is_multicast


def is_private_name(host: str) -> bool:
    """Whether a host is private by its name alone: where a proxy looks names up, this is all that is known."""
    try:
        return is_private(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def has_scheme(source: str) -> bool:
    """Whether a source is an address of any kind, and no path."""
    return bool(_ANY.match(source)) and "://" in source
