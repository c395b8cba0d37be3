"""Single sentences of our own with every statement in them marked: what the encoder and the weights of statements learn
from, beside the corpus.

``corpus/sentences/told.LANGUAGE.txt`` holds one sentence (or two) a line. ``{word|KIND}`` is the word that tells a
statement of a kind (an event type, ``relation``, ``figure``), ``[words|a1,r2]`` somebody who takes part: the actor of
the first statement of the line, the recipient of the second; ``o`` is an object. ``#`` begins a comment.
``corpus/reports/told.LANGUAGE.txt`` holds whole reports in the same form, a paragraph a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from whence.finding.between import Stretch
from whence.finding.event_types import MODES
from whence.measuring.marked_lines import marked_lines, marked_reports
from whence.measuring.typed_sentences import FOLDER

REPORTS: Final = FOLDER.parent / "reports"
BETWEEN: Final = "\n\n"
"""What stands between the paragraphs of a report."""

KINDS: Final = frozenset({*MODES, "relation", "figure"})
ROLES: Final = {"a": "actor", "r": "recipient", "o": "object"}
_MARK: Final = re.compile(r"\{([^{}|]+)\|([A-Za-z]+)\}|\[([^\[\]|]+)\|([^\[\]|]+)\]")
_ROLE: Final = re.compile(r"([aro])(\d+)")


class ToldSentence(NamedTuple):
    """A sentence or a report without its marks: the characters and the kind of each word that tells a statement, and
    those who take part: characters, role, which statement (from 0)."""

    text: str
    told: list[tuple[Stretch, str]]
    parties: list[tuple[Stretch, str, int]]


def told_sentences(language: str, folder: Path = FOLDER) -> Iterator[ToldSentence]:
    """The sentences of a language; nothing where there is no such file.

    Raises:
        ValueError: a mark cannot be understood.
    """
    yield from marked_lines(folder / f"told.{language}.txt", read)


def told_reports(language: str, folder: Path = REPORTS) -> Iterator[ToldSentence]:
    """The reports of a language, each with its paragraphs together; nothing where there is no such file.

    Raises:
        ValueError: a mark cannot be understood.
    """
    for paragraphs in marked_reports(folder / f"told.{language}.txt", read):
        told, parties, at = list[tuple[Stretch, str]](), list[tuple[Stretch, str, int]](), 0
        for one in paragraphs:
            parties += [((a + at, b + at), role, n + len(told)) for (a, b), role, n in one.parties]
            told += [((a + at, b + at), kind) for (a, b), kind in one.told]
            at += len(one.text) + len(BETWEEN)
        yield ToldSentence(BETWEEN.join(one.text for one in paragraphs), told, parties)


def read(line: str) -> ToldSentence:
    """A line without its marks."""
    text, done = "", 0
    told, parties = list[tuple[Stretch, str]](), list[tuple[Stretch, str, int]]()
    for mark in _MARK.finditer(line):
        text += line[done : mark.start()]
        done = mark.end()
        words = mark[1] or mark[3]
        place = len(text), len(text) + len(words)
        text += words
        if mark[1]:
            if mark[2] not in KINDS:
                raise ValueError(f"{mark[2]} is no kind of statement; kinds are {', '.join(sorted(KINDS))}")
            told.append((place, mark[2]))
            continue
        for role in mark[4].split(","):
            if (known := _ROLE.fullmatch(role.strip())) is None:
                raise ValueError(f"{role!r} is no role; roles are a1, r1, o1, a2 ...")
            parties.append((place, ROLES[known[1]], int(known[2]) - 1))
    text += line[done:]
    if re.search(r"[{}|\[\]]", text):
        raise ValueError("a mark is not closed; marks are {word|KIND} and [words|a1]")
    if any(n >= len(told) for *_, n in parties):
        raise ValueError("somebody takes part in a statement that is not marked")
    return ToldSentence(text, told, parties)
