"""A document's text with its marks: statements, attributions and copied passages, however they overlap.

A statement is underlined and numbered where it begins. Statements that overlap stand in different lanes: lines of
another kind, one under the other. An attribution is lettered: a dotted box around the source, italics for the cue, a
line over the content. A copied passage stands between corners, on hatching. None of this hangs on colour.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from markupsafe import Markup

from whence.model import Attribution, Passage, Statement

LANES: Final = 4
"""The kinds of underlining; a fifth statement at one place is underlined like the first."""

Kind = Literal["statement", "attribution", "copy"]
Part = Literal["underline", "source", "cue", "content", "copied"]


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a text: its label, what it says to those who listen, its passages with the way each is shown."""

    kind: Kind
    id: str
    label: str
    says: str
    passages: tuple[tuple[int, int, Part], ...]
    lane: int = 0
    closes: bool = False

    @property
    def start(self) -> int:
        """Where it begins."""
        return min(start for start, _, _ in self.passages)

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(end for _, end, _ in self.passages)


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text with its marks in it, as safe markup, and the labels of the marks that begin in it."""

    start: int
    end: int
    html: Markup
    begins: tuple[Mark, ...]


def statement_marks(statements: Iterable[Statement]) -> list[Mark]:
    """A mark for each statement, numbered in the order of the text, in lanes so that neighbours differ."""
    marks: list[Mark] = []
    until = [-1] * LANES
    for number, statement in enumerate(sorted(statements, key=lambda s: (s.evidence, s.id)), 1):
        start, end = statement.evidence
        free = [lane for lane in range(LANES) if until[lane] <= start]
        lane = free[0] if free else min(range(LANES), key=lambda one: until[one])
        until[lane] = max(until[lane], end)
        passage: tuple[int, int, Part] = (start, end, "underline")
        marks.append(Mark("statement", statement.id, str(number), f"statement {number} begins", (passage,), lane))
    return marks


def attribution_marks(attributions: Iterable[Attribution]) -> list[Mark]:
    """A mark for each attribution, lettered in the order of the text."""
    marks = []
    placed = [one for one in attributions if one.source or one.cue or one.content]
    ordered = sorted(placed, key=lambda a: (min(itertools.chain(a.source, a.cue, a.content)), a.id))
    for number, one in enumerate(ordered):
        parts: list[tuple[int, int, Part]] = [
            *((*passage, "source") for passage in one.source),
            *((*passage, "cue") for passage in one.cue),
            *((*passage, "content") for passage in one.content),
        ]
        letter = letters(number)
        marks.append(Mark("attribution", one.id, letter, f"attribution {letter} begins", tuple(parts)))
    return marks


def copy_mark(id_: str, label: str, says: str, passages: Sequence[Passage]) -> Mark:
    """A mark for passages that stand in another report as well."""
    parts: list[tuple[int, int, Part]] = [(*passage, "copied") for passage in passages]
    return Mark("copy", id_, label, says, tuple(parts), closes=True)


def letters(number: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    head, last = divmod(number, 26)
    return (letters(head - 1) if head else "") + chr(ord("a") + last)


def paragraphs(text: str, marks: Sequence[Mark], chosen: str | None = None) -> list[Paragraph]:
    """The text in its paragraphs with the marks in it; the passages of the mark `chosen` are highlighted."""
    cuts = _cuts(marks)
    begun: set[str] = set()
    found = []
    for start, end in _stretches(text):
        inside = [mark for mark in marks if mark.start < end and mark.end > start]
        begins = sorted((mark for mark in inside if mark.id not in begun), key=lambda mark: mark.start)
        begun.update(mark.id for mark in begins)
        html = Markup("").join(_pieces(text, start, end, inside, cuts, {mark.id for mark in begins}, chosen))
        found.append(Paragraph(start, end, html, tuple(begins)))
    return found


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)


def _cuts(marks: Iterable[Mark]) -> list[int]:
    return sorted({at for mark in marks for start, end, _ in mark.passages for at in (start, end)})


def _pieces(
    text: str,
    start: int,
    end: int,
    inside: Sequence[Mark],
    cuts: Sequence[int],
    begins: set[str],
    chosen: str | None,
) -> Iterator[Markup]:
    """The text cut wherever a mark begins or ends, each piece in the elements of the marks that cover it."""
    bounds = [start, *(at for at in cuts if start < at < end), end]
    left = dict.fromkeys(begins)
    for a, b in itertools.pairwise(bounds):
        for mark in inside:
            if mark.id in left and mark.start <= a:
                del left[mark.id]
                yield _opening(mark)
        covering = [(mark, part) for mark in inside for s, e, part in mark.passages if s <= a and b <= e]
        yield _piece(text[a:b], covering, chosen)
        if any(mark.closes and e == b for mark in inside for _, e, _ in mark.passages):
            yield Markup('<span class="corner" aria-hidden="true">⌟</span>')


def _opening(mark: Mark) -> Markup:
    corner = Markup('<span class="corner" aria-hidden="true">⌜</span>') if mark.closes else ""
    return Markup('<a class="no {}" id="{}-{}" href="#note-{}" aria-label="{}">{}</a>{}').format(
        mark.kind, mark.kind[0], mark.id, mark.id, mark.says, mark.label, corner
    )


_CLASSES: Final[Mapping[Part, str]] = {
    "source": "at-source",
    "cue": "at-cue",
    "content": "at-content",
    "copied": "copied",
    "underline": "lane",
}
_DEPTH: Final = {"copied": 0, "content": 1, "underline": 2, "source": 3, "cue": 3}


def _piece(words: str, covering: Sequence[tuple[Mark, Part]], chosen: str | None) -> Markup:
    html = Markup("{}").format(words)
    seen: set[str] = set()
    for mark, part in sorted(covering, key=lambda one: (-_DEPTH[one[1]], -one[0].lane)):
        class_ = f"lane lane{mark.lane}" if part == "underline" else _CLASSES[part]
        if class_ not in seen:
            html = Markup('<span class="{}">{}</span>').format(class_, html)
            seen.add(class_)
    if any(mark.id == chosen for mark, _ in covering):
        html = Markup("<mark>{}</mark>").format(html)
    return html
