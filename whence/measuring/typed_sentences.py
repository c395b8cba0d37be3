"""Single sentences of our own, one act marked in each: what the weights of event types are found on, beside the corpus.

``corpus/sentences/LANGUAGE-TYPE.txt`` holds one sentence a line. ``*word*`` tells the act, ``[...]`` does it, ``{...}``
is whom it is done to; who is not there is not marked.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from whence.finding.between import Stretch
from whence.measuring.marked_lines import marked_lines

FOLDER: Final = Path(__file__).resolve().parents[2] / "corpus" / "sentences"
_MARKS: Final = {"*": "*", "[": "]", "{": "}"}


class TypedPair(NamedTuple):
    """A sentence without its marks: the type of the event between two who are in it."""

    text: str
    type: str
    actor: Stretch | None
    recipient: Stretch | None


class TypedSentence(NamedTuple):
    """A sentence without its marks: its event type, and the characters of the word that tells the act, of who does it
    and of whom it is done to."""

    text: str
    type: str
    trigger: Stretch
    actor: Stretch | None
    recipient: Stretch | None


def typed_sentences(language: str, folder: Path = FOLDER) -> Iterator[TypedSentence]:
    """The sentences of a language, file by file; nothing where the folder is not there.

    Raises:
        ValueError: a line has no single word marked as telling the act, or a mark that is not closed.
    """
    for path in sorted(folder.glob(f"{language}-*.txt")):
        yield from marked_lines(path, functools.partial(_read, kind=path.stem.partition("-")[2]))


def typed_pairs(path: Path) -> Iterator[TypedPair]:
    """The sentences of a file, one a line: a type, a tab, the sentence with ``[...]`` and ``{...}``; ``#`` comments.

    Raises:
        ValueError: a mark is not closed.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            kind, _, marked = line.partition("\t")
            text, places = _unmarked(marked)
            actor, recipient = (next(iter(places.get(mark, ())), None) for mark in "[{")
            yield TypedPair(text, kind, actor, recipient)


def _unmarked(line: str) -> tuple[str, dict[str, list[Stretch]]]:
    """A line without its marks, and the places of each kind of mark."""
    text, places = "", dict[str, list[Stretch]]()
    parts = re.split(r"([*\[\]{}])", line)
    while parts:
        part = parts.pop(0)
        if part not in {"*", "[", "{", "]", "}"}:
            text += part
            continue
        if part not in _MARKS or len(parts) < 2 or parts[1] != _MARKS[part] or not parts[0].strip():
            raise ValueError(f"the mark {part!r} opens or closes nothing; marks are *word*, [actor], {{recipient}}")
        places.setdefault(part, []).append((len(text), len(text) + len(parts[0])))
        text += parts[0]
        del parts[:2]
    return text, places


def _read(line: str, kind: str) -> TypedSentence:
    text, places = _unmarked(line)
    if len(places.get("*", ())) != 1:
        raise ValueError(f"{len(places.get('*', ()))} words are marked as telling the act; mark one: *word*")
    return TypedSentence(
        text, kind, places["*"][0], next(iter(places.get("[", ())), None), next(iter(places.get("{", ())), None)
    )
