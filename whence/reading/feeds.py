"""Feeds (RSS, RDF, Atom) -> the addresses of their reports; and the feeds that a page, a list or an OPML file names."""

from __future__ import annotations

import contextlib
import dataclasses
import email.utils
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from whence.errors import Unreadable
from whence.reading.fetching import Fetcher
from whence.reading.search import Fetched, printable, unreadable

MOST: Final = 1000
"""The reports of a feed that are looked at: more than any feed of a newsroom has."""

_ROOTS: Final = frozenset(["rss", "rdf", "feed"])
_DATES: Final = ("published", "pubdate", "issued", "date")
_ISO: Final = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:T|\s|$)")
_FEED: Final = re.compile(rb"<(?:[a-z]+:)?(rss|rdf|feed|opml)\b", re.IGNORECASE)
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_LOOSE: Final = re.compile(rb"(<!\[CDATA\[.*?\]\]>)|&(?!#?\w{1,31};)", re.DOTALL)
_FEED_TYPES: Final = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """A report that a feed names: its address, and the day on which it was published, as the feed has it."""

    address: str
    published: str | None = None


def items(raw: bytes, address: str) -> list[Item] | None:
    """The reports that a feed at an address names, each once, in its order; None where the bytes are no feed.

    What is broken is read as far as it goes. No entity is ever put in, and nothing is fetched.

    Raises:
        Unreadable: a feed that declares entities of its own (an attack), or is so broken that nothing is left of it.
    """
    head = raw[:4096]
    feed, page = _FEED.search(head), _PAGE.search(head)
    if feed is None or (page is not None and page.start() < feed.start()):
        return None
    if _ENTITY.search(raw):
        raise Unreadable(address, "declares entities of its own, which no feed needs", "give another feed")
    root, fault = _parsed(raw)
    if fault:  # often no more than an & in an address that ought to be &amp;
        root, fault = _parsed(_LOOSE.sub(lambda found: found[1] or b"&amp;", raw))
    if root is None or _tag(root) not in _ROOTS:
        raise Unreadable(address, f"is a feed that cannot be read ({fault or 'it is of no known kind'})", "check it")
    found = [item for entry in root.iter() if _tag(entry) in ("item", "entry") and (item := _item(entry, address))]
    if fault and not found:
        raise Unreadable(address, f"is a feed that cannot be read ({fault})", "check the feed")
    first: dict[str, Item] = {}
    for item in found[:MOST]:
        first.setdefault(item.address, item)
    return list(first.values())


def pages_at(address: str, fetcher: Fetcher) -> Iterator[Fetched | Unreadable]:
    """The page at an address, or where it is a feed, all its pages. What cannot be fetched is yielded, not raised."""
    try:
        fetched = fetcher.fetch(address)
        if fetched is None:
            return
        named = items(fetched.raw, fetched.name)
    except Unreadable as error:
        yield error
        return
    if named is None:
        yield fetched
        return
    for item in named:
        try:
            page = fetcher.fetch(item.address)
        except Unreadable as error:
            yield error
        else:
            if page is not None:
                yield dataclasses.replace(page, published=item.published)


def declared(raw: bytes, address: str) -> str | None:
    """The first feed that a page names as its own (`<link rel="alternate">`); None where it names none."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(raw)
    except (etree.LxmlError, ValueError):
        return None
    for link in root.iter("link"):
        relation, type_ = (str(link.get(name) or "").lower() for name in ("rel", "type"))
        if "alternate" in relation.split() and type_.partition(";")[0].strip() in _FEED_TYPES and link.get("href"):
            return urljoin(address, str(link.get("href")).strip())
    return None


def listed(path: Path) -> list[str]:
    """The feeds in a file: those of an OPML, or a line each; what follows a # at the beginning of a line is a note.

    Raises:
        Unreadable: it cannot be read, or names no feed.
    """
    name = printable(path.as_posix())
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise unreadable(name, error) from error
    head = _FEED.search(raw[:4096])
    if head is not None and head[1].lower() == b"opml":
        root, _ = _parsed(raw)
        outlines = root.iter() if root is not None and not _ENTITY.search(raw) else ()
        found = [str(one.get("xmlUrl")).strip() for one in outlines if one.get("xmlUrl")]
    else:
        lines = (line.strip() for line in raw.decode("utf-8-sig", "replace").splitlines())
        found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise Unreadable(name, "names no feed", "give a file with an address a line, or an OPML file")
    return list(dict.fromkeys(found))


def _parsed(raw: bytes) -> tuple[Any, str | None]:
    """The root of XML that may be broken, and what is wrong with it."""
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(raw.strip(), parser)
    except (etree.LxmlError, ValueError) as error:
        return None, " ".join(str(error).split())
    first = next(iter(parser.error_log), None)
    return root, f"line {first.line}: {' '.join(first.message.split())}" if first is not None else None


def _item(entry: Any, address: str) -> Item | None:
    """The report of an item; None where it has no address."""
    link = _link(entry)
    if not link:
        return None
    with contextlib.suppress(ValueError):
        link = urljoin(urljoin(address, entry.base or ""), link)  # the base is that of xml:base, all the way up
    return Item(link, _day(entry))


def _link(entry: Any) -> str | None:
    by_rank: list[tuple[int, str]] = []
    for child in entry:
        tag, text = _tag(child), "".join(child.itertext()).strip() if isinstance(child.tag, str) else ""
        if tag == "origlink" and text:  # what a feed for hire has put its own counting link before
            by_rank.append((0, text))
        elif tag == "link" and child.get("href") and child.get("rel", "alternate") == "alternate":
            html = "html" in str(child.get("type", "html"))
            by_rank.append((1 if html else 3, str(child.get("href")).strip()))
        elif tag == "link" and text:
            by_rank.append((1, text))
        elif tag == "guid" and child.get("isPermaLink", "true") == "true" and text.startswith(("http://", "https://")):
            by_rank.append((2, text))
    return min(by_rank, key=lambda one: one[0])[1] if by_rank else None


def _day(entry: Any) -> str | None:
    """When an item was published; when it was last changed is another thing."""
    texts = {_tag(child): (child.text or "") for child in entry if isinstance(child.tag, str)}
    for tag in _DATES:
        if tag not in texts:
            continue
        if iso := _ISO.match(texts[tag]):
            return iso[1]
        with contextlib.suppress(ValueError, TypeError):
            return email.utils.parsedate_to_datetime(texts[tag]).date().isoformat()
    return None


def _tag(element: Any) -> str:
    """The name of an element without its namespace, in lower case; feeds agree neither on the one nor on the other."""
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
