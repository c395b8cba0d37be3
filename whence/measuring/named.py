"""Names marked in open corpora: sentences of words with labels. Used for training recognisers and for scoring them."""

from __future__ import annotations

import dataclasses
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from whence.knowledge import tables
from whence.language.words import words as language_words

LABELS: Final = ("PER", "LOC", "ORG", "MISC")
GUM_LABELS: Final = {
    "person": "PER",
    "place": "LOC",
    "organization": "ORG",
    "abstract": "MISC",
    "object": "MISC",
    "event": "MISC",
}
CALLED: Final = frozenset(
    {
        *("city", "town", "village", "state", "province", "county", "island", "suburb", "district", "region", "port"),
        *(
            "agency",
            "airline",
            "band",
            "company",
            "corporation",
            "firm",
            "group",
            "magazine",
            "newspaper",
            "organization",
        ),
        *("party", "team", "website"),
    }
)
"""Nouns that stand beside the name of what they describe: "the village of N", "the N agency"."""

PARTICLES: Final = frozenset({"-", "de", "la", "von", "van", "der", "du", "des", "le", "bin", "al", "el", "the"})
"""Words that may stand between the proper nouns of a person's name."""

INSIDE: Final = PARTICLES | {"of", "and", "for", "in", "&", "'s", "’s", "on", "to"}
"""Words that may stand between the proper nouns of another name."""

Names = list[tuple[int, int, str]]


@dataclasses.dataclass(slots=True)
class Sentence:
    """Words with the blanks after them, and names as (first word, last word exclusive, label)."""

    words: list[str]
    spaces: list[bool]
    names: Names


def demonyms(language: str) -> frozenset[str]:
    """Adjectives of nationality and inhabitants, lower case: no names here, though some corpora mark them as such."""
    rows = (r for r in tables.rows("demonyms.tsv") if r["language"] == language)
    cells = (f"{r.get('adjectives', '')}|{r.get('inhabitants', '')}".lower() for r in rows)
    return frozenset(w for cell in cells for w in cell.split("|"))


def iob2(path: Path, not_names: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of a file with the word in its second column and an IOB2 label in its third."""
    for rows in _rows(path):
        words, labels = [r[1] for r in rows], [r[2] for r in rows]
        names: Names = []
        start = None
        for i, label in enumerate([*labels, "O"]):
            if start is not None and not label.startswith("I-"):
                kind = labels[start][2:]
                if kind in LABELS and " ".join(words[start:i]).lower() not in not_names:
                    names.append((start, i, kind))
                start = None
            if label.startswith("B-") or (label.startswith("I-") and start is None):
                start = i
        yield Sentence(words, _guessed_spaces(words), names)


def _guessed_spaces(words: Sequence[str]) -> list[bool]:
    after = [not re.fullmatch(r"[.,;:!?)\]%]|'s|’s|n't", w) for w in words[1:]] + [True]
    return [blank and w not in "([$" for blank, w in zip(after, words, strict=True)]


def _rows(path: Path, *, documents: bool = False) -> Iterator[list[list[str]]]:
    """The rows of each sentence; with `documents`, none where a document begins."""
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#"):
                if documents and line.startswith("# newdoc"):
                    yield []
                continue
            if len(cells) < 3:
                if rows:
                    yield rows
                rows = []
            else:
                rows.append(cells)
    if rows:
        yield rows


def gum(path: Path, not_names: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of a GUM file, with names as :func:`gum_documents` has them."""
    for document in gum_documents(path, not_names):
        yield from document


def gum_documents(path: Path, not_names: frozenset[str]) -> Iterator[list[Sentence]]:
    """The documents of a GUM file as lists of sentences; a name is the proper nouns around the head of an entity that
    is headed by one, or the name that a common noun at its head bears ("captain N N", "the village of N", "the N
    agency"). Titles are no part of a person's name, as in our own corpus."""
    titles = frozenset().union(
        *(language_words("en", "attribution", "nouns", group) for group in ("person", "honorific"))
    )
    titles |= {t + "." for t in titles}
    open_: dict[str, list[tuple[int, str]]] = defaultdict(list)
    document: list[Sentence] = []
    for rows in _rows(path, documents=True):
        if not rows:
            if document:
                yield document
            document = []
            continue
        rows = [r for r in rows if r[0].isdigit()]
        words = [r[1] for r in rows]
        names: Names = []
        taken: set[int] = set()
        for a, b, kind in sorted(_gum_spans(rows, open_), key=lambda s: (s[0], -s[1])):
            if kind not in GUM_LABELS:
                continue
            heads = [i for i in range(a, b) if not a <= int(rows[i][6]) - 1 < b]
            head = heads[0] if heads else a
            found = _proper(rows, a, b, head, GUM_LABELS[kind]) or _named_beside(rows, a, b, head, GUM_LABELS[kind])
            while (
                found is not None
                and GUM_LABELS[kind] == "PER"
                and (words[found[0]].lower() in titles or not words[found[0]][:1].isalnum())
            ):
                found = (found[0] + 1, found[1]) if found[1] - found[0] > 1 else None
            if found is None or taken & set(range(*found)):
                continue
            if " ".join(words[found[0] : found[1]]).lower() in not_names:
                continue
            taken |= set(range(*found))
            names.append((*found, GUM_LABELS[kind]))
        document.append(Sentence(words, ["SpaceAfter=No" not in r[9] for r in rows], sorted(names)))
    if document:
        yield document


def _gum_spans(rows: list[list[str]], open_: dict[str, list[tuple[int, str]]]) -> Iterator[tuple[int, int, str]]:
    open_.clear()
    for i, row in enumerate(rows):
        cell = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for piece in re.findall(r"\([^()]*\)?|[^()]*\)", cell.group(1)) if cell else ():
            key, _, rest = piece.strip("()").partition("-")
            if piece.startswith("("):
                kind = rest.split("-")[0]
                if piece.endswith(")"):
                    yield i, i + 1, kind
                else:
                    open_[key].append((i, kind))
            elif open_[key]:
                start, kind = open_[key].pop()
                yield start, i + 1, kind


def _named_beside(rows: list[list[str]], a: int, b: int, head: int, label: str) -> tuple[int, int] | None:
    """The proper nouns that name an entity headed by a common noun, within a to b: flat or in apposition to the head;
    after "of" where it is a place; before it where it is an organisation. None where it is not named."""
    if rows[head][3] not in {"NOUN", "ADJ"}:
        return None
    for i in range(a, b):
        if int(rows[i][6]) - 1 != head or rows[i][3] != "PROPN":
            continue
        relation = rows[i][7].split(":")[0]
        of = label == "LOC" and relation == "nmod" and i - head == 2 and rows[i - 1][1].lower() == "of"
        of = of and rows[head][1].lower() in CALLED
        compound = label == "ORG" and relation == "compound" and rows[head][1].lower() in CALLED
        if (label in {"PER", "ORG"} and i > head and relation in {"flat", "appos"}) or of or compound:
            return _proper(rows, a if compound else head + 1, head if compound else b, i, label)
    return None


def _proper(rows: list[list[str]], a: int, b: int, head: int, label: str) -> tuple[int, int] | None:
    """The stretch of proper nouns around the head, within a to b; None where the head is none."""
    inside = PARTICLES if label == "PER" else INSIDE - {"in"} if label == "LOC" else INSIDE
    if rows[head][3] != "PROPN" or not rows[head][1][:1].isupper():
        return None

    def part(i: int) -> bool:
        return rows[i][3] == "PROPN" or (rows[i][1][:1].isupper() and rows[i][3] in {"ADJ", "NOUN", "NUM", "VERB"})

    first, last = head, head + 1
    while first > a and (
        part(first - 1) or (first - 2 >= a and rows[first - 1][1].lower() in inside and part(first - 2))
    ):
        first -= 1
    while last < b and (part(last) or (last + 1 < b and rows[last][1].lower() in inside and part(last + 1))):
        last += 1
    return first, last
