"""Texts -> their words as numbers, in arrays: what is compared when passages are looked for.

A word is a run of letters and digits, folded as everywhere in Whence (case, accents, apostrophes); in scripts without
blanks between words each character is one. It is kept as a hash of its characters, so that no vocabulary has to be
held, and the same word has the same number in every process.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.knowledge.folding import fold

Array = NDArray[Any]

_QUOTATION: Final = re.compile(
    r"«[^«»]{1,1500}»|“[^“”]{1,1500}”|„[^„“”]{1,1500}[“”]|\"[^\"\n]{1,1500}\"|(?<!\w)‘(?:[^‘’\n]|’(?=\w)){1,1500}’(?!\w)"
)
_MARKS: Final = re.compile('[«“„"‘]')
_BLOCK: Final = 1 << 20
_PLANE: Final = 1 << 16
_ALONE: Final = ((0x0E00, 0x0E80), (0x3040, 0x3100), (0x3400, 0xA000), (0xF900, 0xFB00))
"""Thai, kana, Chinese characters: no blanks between words (Unicode blocks)."""

_BASE: Final = 0x9E3779B97F4A7C15  # odd, hence with an inverse modulo 2**64
_MIX: Final = np.uint64(0xFF51AFD7ED558CCD)  # of MurmurHash3's finaliser, public domain


class Words(NamedTuple):
    """The words of many documents, one after the other.

    Those of document `n` are `first[n]` to `first[n + 1]`; `starts` and `ends` bound a word in its document's text;
    `quoted` says that it stands in quotation marks, `named` that it begins with a capital or a digit.
    """

    numbers: Array
    starts: Array
    ends: Array
    quoted: Array
    named: Array
    first: Array


def words_of(texts: Sequence[str]) -> Words:
    """The words of all texts."""
    kinds = (np.uint32, np.int32, np.int32, np.bool_, np.bool_, np.int64)
    columns = [bytearray() for _ in kinds]  # grows in place, where arrays would be joined in twice the memory
    for block in _blocks(texts):
        for column, part, kind in zip(columns, _block(block), kinds, strict=True):
            column += part.astype(kind).data
    arrays: list[Array] = [np.frombuffer(c, k) for c, k in zip(columns, kinds, strict=True)]
    first = np.zeros(len(arrays[-1]) + 1, np.int64)
    np.cumsum(arrays[-1], out=first[1:])
    numbers, starts, ends, quoted, named, _ = arrays
    return Words(numbers, starts, ends, quoted, named, first)


def mixed(values: Array) -> Array:
    """The values (uint64) with each bit depending on all bits."""
    values = values ^ (values >> np.uint64(33))
    values = values * _MIX
    values ^= values >> np.uint64(33)
    return values


def _blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text) + 1
        if size >= _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def _block(texts: Sequence[str]) -> tuple[Array, ...]:
    """Numbers, starts, ends, quoted, named of the words of all texts, and how many each text has."""
    letter, folded, alone, name = _characters()
    codes = np.frombuffer("\n".join((*texts, "")).encode("utf-32-le", "surrogatepass"), np.uint32)
    begins = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=begins[1:])
    near = np.minimum(codes, _PLANE - 1)  # what is beyond the first plane counts as its last code, no letter
    inside = letter[near]
    before = np.zeros_like(inside)
    before[1:] = inside[:-1]
    single = alone[near]
    cut = single.copy()
    cut[1:] |= single[:-1]
    start = np.flatnonzero(inside & (~before | cut))
    after = np.ones_like(inside)
    after[:-1] = ~inside[1:] | cut[1:]
    end = np.flatnonzero(inside & after) + 1
    owner = np.searchsorted(begins, start, side="right") - 1
    powers, inverses = _powers(len(codes) + 1)
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(mixed(folded[near].astype(np.uint64) + np.uint64(1)) * powers[: len(codes)], out=sums[1:])
    numbers = (mixed((sums[end] - sums[start]) * inverses[start]) >> np.uint64(32)).astype(np.uint32)
    counts = np.bincount(owner, minlength=len(texts))
    quoted = _quoted(texts, begins, start)
    base = begins[owner]
    return numbers, start - base, end - base, quoted, name[near[start]], counts


def _quoted(texts: Sequence[str], begins: Array, start: Array) -> Array:
    spans = [
        (opened + begin, closed + begin)
        for text, begin in zip(texts, begins.tolist(), strict=False)
        for opened, closed in _quotations(text)
    ]
    if not spans:
        return np.zeros(len(start), np.bool_)
    opens, closes = np.array(spans, np.int64).T
    place = np.searchsorted(opens, start, side="right") - 1
    inside: Array = (place >= 0) & (start < closes[place])
    return inside


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for mark in _MARKS.finditer(text):
        if mark.start() >= end and (quotation := _QUOTATION.match(text, mark.start())):
            end = quotation.end()
            yield mark.start(), end


@functools.cache
def _characters() -> tuple[Array, Array, Array, Array]:
    """Of each character of the first plane: whether it is a letter or digit, its folded code, whether it is a word by
    itself, whether it is a capital or digit."""
    everything = "".join(map(chr, range(_PLANE)))
    letter = np.fromiter(map(str.isalnum, everything), np.bool_, _PLANE)
    letter[-1] = False
    folded = np.frombuffer(fold(everything).lower().encode("utf-32-le", "surrogatepass"), np.uint32)
    if len(folded) != _PLANE:  # a lower case of two characters
        folded = np.frombuffer(fold(everything).encode("utf-32-le", "surrogatepass"), np.uint32)
    alone = np.zeros(_PLANE, np.bool_)
    for low, high in _ALONE:
        alone[low:high] = True
    name = np.fromiter((c.isupper() or c.isdigit() for c in everything), np.bool_, _PLANE)
    return letter, folded, alone, name


_kept: list[Array] = []


def _powers(count: int) -> tuple[Array, Array]:
    """The first powers of the base and of its inverse, modulo 2**64."""
    if not _kept or len(_kept[0]) < count:
        size = max(count, 2 * _BLOCK)
        _kept[:] = []
        for base in (_BASE, pow(_BASE, -1, 1 << 64)):
            factors = np.full(size, base, np.uint64)
            factors[0] = 1
            _kept.append(np.multiply.accumulate(factors))
    return _kept[0], _kept[1]
