"""What a search found: the reports, with the words around each hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from whence.model import Document
from whence.showing.terminal import styled
from whence.showing.trace import report
from whence.showing.words import count

if TYPE_CHECKING:
    from whence.record import Hit

AROUND: Final = 60
"""The characters shown on each side of a hit, up to the next blank."""

PLACES: Final = 3
"""The places of one report that a list shows."""


def hits_list(hits: Sequence[Hit], documents: Mapping[str, Document], total: int | None = None) -> RenderableType:
    """The reports that were found, best first, each with its first places; [brackets] stand around what matched.
    `total` is how many there are, where these are but the best."""
    more = f", the {len(hits)} best of them here; `whence serve` shows all" if total and total > len(hits) else ""
    found: list[RenderableType] = [styled((count(total or len(hits), "report"), "bold"), more)]
    for hit in hits:
        document = documents.get(hit.document)
        tree = Tree(report(document) if document else styled(hit.document))
        if document and hit.offsets:
            places = merged(hit.offsets, document.text)
            for place in places[:PLACES]:
                tree.add(cut(document.text, place))
            if len(places) > PLACES:
                tree.add(styled((f"and {count(len(places) - PLACES, 'place')} more", "dim")))
        else:
            tree.add(styled(hit.snippet))
        found += [styled(""), tree]
    return Group(*found)


def hit_json(hit: Hit, document: Document | None) -> dict[str, Any]:
    """The hit with its document's address, title and date; `offsets` are [start, end] in the document's text."""
    known = {"uri": document.uri, "title": document.title, "published": document.published.date} if document else {}
    return {
        "document": hit.document,
        **known,
        "snippet": hit.snippet,
        "offsets": [list(passage) for passage in hit.offsets],
    }


def merged(offsets: Sequence[tuple[int, int]], text: str) -> list[list[tuple[int, int]]]:
    """The matches in places: those that are near each other and in one paragraph share one."""
    places: list[list[tuple[int, int]]] = []
    for start, end in sorted(offsets):
        last = places[-1][-1][1] if places else None
        if last is not None and start - last <= AROUND and "\n" not in text[last:start]:
            places[-1].append((start, end))
        else:
            places.append([(start, end)])
    return places


def cut(text: str, place: Sequence[tuple[int, int]]) -> Text:
    """A place of a text: its paragraph as far as AROUND characters to each side, the matches in brackets."""
    first, last = place[0][0], place[-1][1]
    start = max(text.rfind("\n", 0, first) + 1, _blank_after(text, first - AROUND) if first > AROUND else 0)
    paragraph_end = text.find("\n", last)
    end = min(len(text) if paragraph_end < 0 else paragraph_end, _blank_before(text, last + AROUND))
    parts: list[str | tuple[str, str]] = ["… " if start and text[start - 1] != "\n" else ""]
    at = start
    for a, b in place:
        parts += [text[at:a], (f"[{text[a:b]}]", "bold")]
        at = b
    parts += [text[at:end], " …" if end < len(text) and text[end] != "\n" else ""]
    return styled(*parts)


def _blank_after(text: str, position: int) -> int:
    blank = text.find(" ", position, position + AROUND)
    return blank + 1 if blank >= 0 else position


def _blank_before(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    blank = text.rfind(" ", position - AROUND, position)
    return blank if blank >= 0 else position
