"""Universal Dependencies treebanks as paragraphs of raw text with their trees: for training and for scoring."""

from __future__ import annotations

import dataclasses
import gzip
from collections.abc import Iterator
from pathlib import Path


@dataclasses.dataclass(slots=True)
class Word:
    """One syntactic word: its surface characters are ``text[start:end]`` of its paragraph; `head` is an index into the
    paragraph's words (its own index for a root)."""

    start: int
    end: int
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    begins_sentence: bool


@dataclasses.dataclass(slots=True)
class Paragraph:
    """A paragraph of a treebank."""

    text: str
    words: list[Word]

    def sentences(self) -> list[tuple[int, int]]:
        """Character spans of the sentences."""
        starts = [i for i, w in enumerate(self.words) if w.begins_sentence]
        ends = [*starts[1:], len(self.words)]
        return [(self.words[a].start, self.words[b - 1].end) for a, b in zip(starts, ends, strict=True)]


def paragraphs(path: Path, *, shuffled: bool = False) -> Iterator[Paragraph]:
    """The paragraphs of a CoNLL-U file, gzipped or not; each sentence follows the last after one blank unless marked.
    Each sentence of a `shuffled` file, in which no text goes on, is a paragraph."""
    current = Paragraph("", [])
    glue = ""
    for comments, rows in _sentences(path):
        if current.words and (shuffled or any(c.startswith(("# newpar", "# newdoc")) for c in comments)):
            yield current
            current, glue = Paragraph("", []), ""
        glue = _append(current, rows, glue)
    if current.words:
        yield current


def _sentences(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    comments: list[str] = []
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield comments, rows
                comments, rows = [], []
    if rows:
        yield comments, rows


def _append(paragraph: Paragraph, rows: list[list[str]], glue: str) -> str:
    """Adds a sentence; gives what stands between its last token and the next sentence."""
    offset = len(paragraph.words)
    first = True
    parts: list[tuple[int, int]] = []  # the surface of each word of the multiword token at hand
    index = {row[0]: offset + n for n, row in enumerate(r for r in rows if r[0].isdigit())}
    waiting: tuple[str, str] | None = None
    members = 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            a, b = map(int, row[0].split("-"))
            paragraph.text += glue
            begin = len(paragraph.text)
            paragraph.text += row[1]
            parts = _cut(row[1], [r[1] for r in rows if r[0].isdigit() and a <= int(r[0]) <= b], begin)
            members, waiting = b - a + 1, ("", row[9])
            continue
        if members:
            start, end = parts.pop(0)
            members -= 1
            if not members and waiting is not None:
                glue = "" if "SpaceAfter=No" in waiting[1] else " "
        else:
            paragraph.text += glue
            start, end = len(paragraph.text), len(paragraph.text) + len(row[1])
            paragraph.text += row[1]
            glue = "" if "SpaceAfter=No" in row[9] else " "
        own = index[row[0]]
        head = own if row[6] == "0" else index[row[6]]
        feats = row[5]
        paragraph.words.append(Word(start, end, row[2], row[3], row[4], feats, head, row[7], first))
        first = False
    return glue


def _cut(surface: str, forms: list[str], begin: int) -> list[tuple[int, int]]:
    """The stretches of a multiword token that its words take up: by their lengths, the last one whatever is left."""
    cuts, at = [], 0
    for n, form in enumerate(forms):
        left = len(forms) - n - 1
        end = len(surface) if not left else min(at + len(form), len(surface) - left)
        cuts.append((begin + at, begin + max(end, at + 1)))
        at = max(end, at + 1)
    return cuts
