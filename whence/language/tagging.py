"""Sentences by a small encoder: every word gets a vector that knows the words around it, and by it the tag of a name.

The encoder reads pieces of words without capitals; beside each piece stand what its word means by itself, in whichever
language (:mod:`whence.language.meanings`), the looks of the word (capitals, digits) and what the knowledge tables and
lexicons know of it. Of all rows of tags the likeliest in which a name goes on only behind
its own beginning is taken (Viterbi).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple

import numpy as np

from whence.language.encoder import BEGIN, END, LONGEST, UNKNOWN, WIDTH, Array, Layers, files_of, split
from whence.language.meanings import of_words
from whence.language.reading import Heads

LOOKS: Final = ("none", "small", "capital", "capitals", "mixed", "initial", "digits", "other")
"""How a word is written, in the order of the rows of ``looks``; ``none`` is for BEGIN and END."""

OUTSIDE: Final = "O"
"""The tag of a word that is no part of a name; the others are B-LABEL for its first word and I-LABEL for the rest."""

PIECES: Final = 8
"""The most pieces of one word that are read."""


Name = tuple[int, int, str]
"""First word, last word (exclusive), label."""


class Sentence(NamedTuple):
    """Words, and what is known of each (:func:`whence.language.naming.features`)."""

    words: Sequence[str]
    known: Sequence[str]


class Read(NamedTuple):
    """A sentence as rows of numbers, one a piece: pieces, looks, what is known, which word it is of (the first is 1; 0
    for BEGIN and END); and where each word begins."""

    pieces: list[int]
    looks: list[int]
    known: list[int]
    words: list[int]
    begins: list[int]


def looks(word: str) -> str:
    """How a word is written: one of LOOKS."""
    if any(c.isdigit() for c in word):
        return "digits"
    if not any(c.isalpha() for c in word):
        return "other"
    if word.isupper():
        return "initial" if len(word) == 1 else "capitals"
    if word.islower():
        return "small"
    return "capital" if word[:1].isupper() and word[1:].islower() else "mixed"


class Reader:
    """Sentences -> numbers, and chances of tags -> names. `pieces` and `signs` are the pieces of words and what can be
    known of a word, in the order of their rows, `tags` the tags in the order of the columns."""

    def __init__(self, pieces: Sequence[str], tags: Sequence[str], signs: Sequence[str]) -> None:
        self._pieces = {piece: n for n, piece in enumerate(pieces)}
        self._signs = {sign: n for n, sign in enumerate(signs)}
        self._tags = tuple(tags)
        self._pieces_of = functools.lru_cache(maxsize=1 << 16)(self._split)
        inside = np.array([tag.startswith("I-") for tag in tags])
        follows = np.array([[a != OUTSIDE and a[2:] == b[2:] for b in tags] for a in tags])
        self._steps = np.where(inside & ~follows, -np.inf, 0.0)
        self._first = np.where(inside, -np.inf, 0.0)

    def numbers(self, sentence: Sentence) -> Read:
        """A sentence as the encoder reads it; what comes after LONGEST pieces is left out."""
        out = Read([self._pieces[BEGIN]], [0], [0], [0], [])
        for word, sign in zip(*sentence, strict=True):
            pieces = self._pieces_of(word)
            if len(out.pieces) + len(pieces) >= LONGEST:
                break
            out.begins.append(len(out.pieces))
            out.pieces.extend(pieces)
            out.looks.extend([LOOKS.index(looks(word))] * len(pieces))
            out.known.extend([self._signs.get(sign, 0)] * len(pieces))
            out.words.extend([len(out.begins)] * len(pieces))
        out.pieces.append(self._pieces[END])
        out.looks.append(0)
        out.known.append(0)
        out.words.append(0)
        return out

    def likeliest(self, odds: Array) -> Iterator[Name]:
        """The names of the likeliest row of tags; `odds` has a row of log chances for each word, a column a tag."""
        if not len(odds):
            return
        best, back = odds[0] + self._first, []
        for row in odds[1:]:
            ways = best[:, None] + self._steps
            back.append(ways.argmax(0))
            best = ways.max(0) + row
        numbers = [int(best.argmax())]
        for before in reversed(back):
            numbers.append(int(before[numbers[-1]]))
        tags = [self._tags[n] for n in reversed(numbers)]
        begin = None
        for i, tag in enumerate([*tags, OUTSIDE]):
            if begin is not None and not tag.startswith("I-"):
                yield begin, i, tags[begin][2:]
                begin = None
            if tag.startswith("B-"):
                begin = i

    def _split(self, word: str) -> list[int]:
        return split(word, self._pieces)[:PIECES] or [self._pieces[UNKNOWN]]


class Tagger:
    """Weights of an encoder with a tag for every word. `arrays` are those of its file (see the recipe,
    ``training/train_reader.py``), the rest as for :class:`Reader`; `told` are the kinds of what a word may tell, in the
    order of their columns."""

    def __init__(
        self,
        arrays: Mapping[str, Array],
        pieces: Sequence[str],
        tags: Sequence[str],
        signs: Sequence[str],
        told: Sequence[str] = (),
    ) -> None:
        self._layers, self._reader = Layers(arrays), Reader(pieces, tags, signs)
        self.heads = Heads(self._layers.plain, told) if told else None

    def read(self, sentences: Sequence[Sentence]) -> list[Array]:
        """A vector for each word of each sentence. Of a sentence of more than LONGEST pieces what comes after them is
        not read, and has none."""
        read = [self._reader.numbers(sentence) for sentence in sentences]
        if not read:
            return []
        ids, written, known, *_ = (np.concatenate(column) for column in zip(*read, strict=True))
        plain = self._layers.plain
        x = self._layers.words(ids) + plain["looks"][written] + plain["known"][known] + self._meant(sentences, read)
        x = self._layers.read(x, [len(each.pieces) for each in read])
        ends = np.cumsum([len(each.pieces) for each in read])[:-1]
        return [part[np.array(each.begins, int)] for part, each in zip(np.split(x, ends), read, strict=True)]

    def _meant(self, sentences: Sequence[Sentence], read: Sequence[Read]) -> Array:
        """What the word of each piece means by itself."""
        words = [word for s, r in zip(sentences, read, strict=True) for word in s.words[: len(r.begins)]]
        rows = np.concatenate([np.zeros((1, WIDTH), np.float32), of_words(words) @ self._layers.plain["meant"]])
        starts = np.cumsum([0, *(len(r.begins) for r in read)])
        at = [n and n + start for r, start in zip(read, starts.tolist(), strict=False) for n in r.words]
        out: Array = rows[at]
        return out

    def tagged(self, vectors: Sequence[Array]) -> list[list[Name]]:
        """The names of sentences, by the vectors of their words."""
        if not vectors:
            return []
        plain = self._layers.plain
        odds = np.concatenate(vectors) @ plain["head"] + plain["head.bias"]
        odds -= np.log(np.exp(odds).sum(-1, keepdims=True))
        ends = np.cumsum([len(each) for each in vectors])[:-1]
        return [list(self._reader.likeliest(part)) for part in np.split(odds, ends)]

    def names(self, sentences: Sequence[Sentence]) -> list[list[Name]]:
        """The names of each sentence."""
        return self.tagged(self.read(sentences))


@functools.cache
def tagger(name: str) -> Tagger | None:
    """The tagger of a folder beside the languages' data ("reader"); None where the folder holds another model."""
    folder = resources.files("whence.language").joinpath(*name.split("/"))
    return tagger_in(folder) if folder.joinpath("weights.npz").is_file() else None


def tagger_in(folder: Traversable) -> Tagger:
    """The tagger whose files a folder holds."""
    signs, told = (folder.joinpath(f"{n}.txt").read_text(encoding="utf-8").split() for n in ("signs", "told"))
    return Tagger(*files_of(folder), signs, told)
