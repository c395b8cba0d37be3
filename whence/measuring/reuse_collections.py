"""Collections of texts with known copying, for :mod:`whence.measuring.bench_reuse`: made of our own reports by the
shared tool ``make_reuse.py``, and made harder in three ways.

A collection is a folder with ``docs.jsonl`` and ``gold.jsonl``. Its texts are pieces parted by blank lines, and the
gold's passages are such pieces: a piece may be changed as long as its new place is noted.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from whence.measuring.annotation.loading import CORPUS, Part, load

ROOT: Final = Path(__file__).resolve().parents[2]
MAKER: Final = ROOT.parent / "shared" / "eval" / "make_reuse.py"
SCORER: Final = MAKER.with_name("score_reuse.py")

_BETWEEN: Final = "\n\n"
_NOTICES: Final = 8
_NOTICE_IN: Final = 0.03  # of all documents, whatever the outlet
_NOTICE_WORDS: Final = (20, 45)

# What recognition of print takes for each other, and how often it errs: a fair scan of a newspaper page.
_CONFUSED: Final = {
    "e": "c", "c": "e", "l": "1", "i": "l", "n": "u", "u": "n", "h": "b", "o": "0", "a": "o", "t": "f", "s": "5",
    "é": "e", "è": "e", "rn": "m", "m": "rn", "w": "vv", " ": "",
}  # fmt: skip
_NOISE: Final = 0.02  # of letters
_SCANNED: Final = 0.5  # of documents

_RETOLD: Final = 0.2  # of documents
_REPLACED: Final = 0.25  # of their words
_CLAUSE: Final = re.compile(r"(?<=[,;:.])\s+")

Row = dict[str, Any]
Change = Callable[[str, random.Random], str]


def write_base(folder: Path) -> None:
    """Our own reports as plain texts: the samples, and the corpus but for its test part."""
    folder.mkdir()
    for path in sorted((ROOT / "examples").rglob("*.txt")):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    if (CORPUS / "splits.toml").is_file():
        parts: tuple[Part, ...] = ("train", "dev")
        for part in parts:
            for story, short in load(part).reports():
                (folder / f"{story.id}-{short}.txt").write_text(story.reports[short].text, encoding="utf-8")


def make(folder: Path, documents: int, bases: Sequence[Path], seed: int) -> Row:
    """A collection of so many documents; gives what the tool says of it."""
    command = [sys.executable, str(MAKER), str(folder), str(documents), *map(str, bases), "--seed", str(seed)]
    said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    counted: Row = json.loads(said)
    return counted


def rows(path: Path) -> Iterator[Row]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def harder(folder: Path, to: Path, way: str, seed: int) -> None:
    """The collection with "noise", "paraphrase" or "syndicated" boilerplate, as another."""
    chance = random.Random(seed)
    docs = list(rows(folder / "docs.jsonl"))
    moved: dict[str, dict[tuple[int, int], tuple[int, int]]] = {}
    if way == "syndicated":
        _append_notices(docs, chance)
    else:
        change, part = (_scanned, _SCANNED) if way == "noise" else (_retelling(docs, chance), _RETOLD)
        for doc in docs:
            if chance.random() < part:
                moved[doc["id"]] = _changed(doc, change, chance)
    to.mkdir()
    _write(to / "docs.jsonl", docs)
    gold = list(rows(folder / "gold.jsonl"))
    for pair in gold:
        for side, first in (("a", 0), ("b", 2)):
            places = moved.get(pair[side])
            for span in pair["spans"] if places else ():
                span[first : first + 2] = places[span[first], span[first + 1]]  # type: ignore[index]
    _write(to / "gold.jsonl", gold)


def _write(path: Path, objects: Sequence[Row]) -> None:
    path.write_text("".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects), encoding="utf-8")


def _changed(doc: Row, change: Change, chance: random.Random) -> dict[tuple[int, int], tuple[int, int]]:
    """Changes each piece of a text; gives where each was and is."""
    places = {}
    old = new = 0
    pieces = []
    for piece in doc["text"].split(_BETWEEN):
        other = change(piece, chance)
        places[old, old + len(piece)] = (new, new + len(other))
        old, new = old + len(piece) + len(_BETWEEN), new + len(other) + len(_BETWEEN)
        pieces.append(other)
    doc["text"] = _BETWEEN.join(pieces)
    return places


def _scanned(piece: str, chance: random.Random) -> str:
    """The piece as recognition of print gives it."""
    out, i = [], 0
    while i < len(piece):
        taken = piece[i : i + 2] if piece[i : i + 2] in _CONFUSED else piece[i]
        out.append(_CONFUSED[taken] if taken in _CONFUSED and chance.random() < _NOISE else taken)
        i += len(taken)
    return "".join(out)


def _retelling(docs: Sequence[Row], chance: random.Random) -> Change:
    """Another's way of telling a piece: clauses in another order, a quarter of the words replaced.

    It is no sentence afterwards; what counts here is how many words stay and in what order.
    """
    words = [word for doc in docs[:500] for word in doc["text"].split()]

    def retold(piece: str, chance: random.Random) -> str:
        clauses = _CLAUSE.split(piece)
        for n in range(0, len(clauses) - 1, 2):
            clauses[n], clauses[n + 1] = clauses[n + 1], clauses[n]
        return " ".join(
            chance.choice(words) if chance.random() < _REPLACED else word for word in " ".join(clauses).split()
        )

    return retold


def _append_notices(docs: Sequence[Row], chance: random.Random) -> None:
    """Puts a few notices, each of a paragraph, under documents of all outlets."""
    words = [word for doc in docs[:500] for word in doc["text"].split()]
    for _ in range(_NOTICES):
        notice = " ".join(chance.sample(words, chance.randint(*_NOTICE_WORDS)))
        for doc in chance.sample(docs, int(_NOTICE_IN * len(docs))):
            doc["text"] += _BETWEEN + notice
