"""What a dossier consists of, whatever it is printed as: blocks of sentences, and the footnotes that they name."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Literal

Style = Literal["plain", "quoted", "strong", "code"]


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    `quoted` text is the words of a report, in `language`, to the letter: no renderer changes them. `href` is the
    address of a page, or "#" and the anchor of a heading or entry.
    """

    text: str
    style: Style = "plain"
    language: str | None = None
    href: str | None = None


Runs = tuple[Run, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """Runs, and the numbers of the footnotes at its end."""

    runs: Runs
    notes: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a part) or 2 (within a part)."""

    level: Literal[1, 2]
    text: str
    anchor: str


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that follow each other; `small` where they are about the claim, not what it says."""

    sentences: tuple[Sentence, ...]
    small: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """Paragraphs under a label in the margin: a claim under its number, an event under its date."""

    label: str
    paragraphs: tuple[Paragraph, ...]
    anchor: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a head; a cell is a paragraph."""

    head: tuple[str, ...]
    rows: tuple[tuple[Paragraph, ...], ...]


Block = Heading | Paragraph | Entry | Table


@dataclasses.dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier. Footnotes are numbered from 1 in the order in which the blocks first name them."""

    language: str
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    notes: Mapping[int, Runs]

    def paragraphs(self) -> list[Paragraph]:
        """All paragraphs in order, those of entries and the cells of tables too."""
        found: list[Paragraph] = []
        for block in self.blocks:
            match block:
                case Paragraph():
                    found.append(block)
                case Entry():
                    found += block.paragraphs
                case Table():
                    found += [cell for row in block.rows for cell in row]
        return found
