"""Documents that share text: the passages, and who had them first.

Runs of eight words are looked up in one index, so that the work grows with the words read and not with the pairs of
documents. A passage is laid to the first document that has it; two copies of one dispatch meet there.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from whence.knowledge.folding import fold
from whence.model import Document

RUN: Final = 8
"""Words in a run. Shorter ones are shared by chance in one text pair of a hundred on one affair."""

LONGEST_AT_LEAST: Final = 15
FEWEST_WORDS: Final = 30
"""Two documents share text where one passage has fifteen words, or all passages together thirty: a title with a name,
or a figure with its source, comes out alike in eight to twelve words without any copying."""

_FEWEST_OWN_WORDS: Final = 5
"""A passage with fewer words outside quotation marks is a speaker's, whom both have heard."""

_LARGEST_GAP: Final = 6
"""Words that may differ inside a passage: a light edit does not end it."""

_BOILERPLATE_DOCUMENTS: Final = 50
_BOILERPLATE_SHARE: Final = 0.2
_BOILERPLATE_OF_ONE_OUTLET: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")
_QUOTATION: Final = re.compile(r"«[^«»]{1,1500}»|“[^“”]{1,1500}”|„[^„“”]{1,1500}[“”]|\"[^\"\n]{1,1500}\"")
_BASE: Final = 1_000_003
_MODULUS: Final = (1 << 61) - 1


@dataclasses.dataclass(frozen=True, slots=True)
class Shared:
    """Text of a later document that an earlier one has: `spans` (later start, end, earlier start, end) in characters.

    `words` is the count of shared words, `share` their part of the later document.
    """

    later: str
    earlier: str
    spans: tuple[tuple[int, int, int, int], ...]
    words: int
    share: float


class _Words(NamedTuple):
    """A document's words: a number for each folded word, their bounds, and which stand in quotation marks."""

    numbers: list[int]
    starts: list[int]
    ends: list[int]
    quoted: list[bool]


class _Run(NamedTuple):
    here: int
    there: int
    length: int
    there_length: int


def shared_passages(documents: Sequence[Document]) -> list[Shared]:
    """What each document shares with earlier ones; `documents` are in the order in which they could have copied.

    Set aside: boilerplate (a run in three documents of one publisher, or in more than fifty and a fifth of all), and
    passages that are a speaker's words in both documents with nothing of the report around them.
    """
    vocabulary: dict[str, int] = {}
    words = [_words(document.text, vocabulary) for document in documents]
    first: dict[int, tuple[int, int]] = {}
    times: Counter[int] = Counter()
    by_outlet: Counter[tuple[int, str]] = Counter()
    matches: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for n, document in enumerate(documents):
        publisher = document.publisher
        for position, run in _once(_runs(words[n].numbers)):
            owner, there = first.setdefault(run, (n, position))
            if publisher:
                by_outlet[run, publisher] += 1
            times[run] += 1
            if owner != n:
                matches[n, owner].append((position, there, run))
    most = max(_BOILERPLATE_DOCUMENTS, _BOILERPLATE_SHARE * len(documents))
    boilerplate = {run for run, count in times.items() if count > most}
    boilerplate |= {run for (run, _), count in by_outlet.items() if count >= _BOILERPLATE_OF_ONE_OUTLET}
    found = []
    for (later, earlier), pairs in sorted(matches.items()):
        runs = _passages([(a, b) for a, b, run in pairs if run not in boilerplate], words[later], words[earlier])
        total = sum(run.length for run in runs)
        if runs and (total >= FEWEST_WORDS or max(run.length for run in runs) >= LONGEST_AT_LEAST):
            spans = tuple(_span(run, words[later], words[earlier]) for run in runs)
            share = round(min(1.0, total / len(words[later].numbers)), 4)
            found.append(Shared(documents[later].id, documents[earlier].id, spans, total, share))
    return found


def _words(text: str, vocabulary: dict[str, int]) -> _Words:
    folded = fold(text)
    quotations = [m.span() for m in _QUOTATION.finditer(text)]
    numbers, starts, ends, quoted = [], [], [], []
    inside = 0
    for word in _WORD.finditer(folded):
        start, end = word.span()
        while inside < len(quotations) and quotations[inside][1] <= start:
            inside += 1
        numbers.append(vocabulary.setdefault(word[0], len(vocabulary) + 1))
        starts.append(start)
        ends.append(end)
        quoted.append(inside < len(quotations) and quotations[inside][0] <= start)
    return _Words(numbers, starts, ends, quoted)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The position and rolling hash (Karp and Rabin 1987) of each run of words."""
    if len(numbers) < RUN:
        return
    top = pow(_BASE, RUN - 1, _MODULUS)
    value = 0
    for number in numbers[:RUN]:
        value = (value * _BASE + number) % _MODULUS
    yield 0, value
    for i in range(RUN, len(numbers)):
        value = ((value - numbers[i - RUN] * top) * _BASE + numbers[i]) % _MODULUS
        yield i - RUN + 1, value


def _once(runs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    seen = set()
    for position, run in runs:
        if run not in seen:
            seen.add(run)
            yield position, run


def _passages(pairs: Sequence[tuple[int, int]], later: _Words, earlier: _Words) -> list[_Run]:
    """Runs joined to passages where they follow each other in both documents."""
    joined: list[_Run] = []
    for here, there in sorted(pairs):
        if joined:
            a, b, length, there_length = joined[-1]
            gap, gap_there = here - (a + length), there - (b + there_length)
            follows = -RUN < gap <= _LARGEST_GAP and -RUN < gap_there <= _LARGEST_GAP
            if follows and (gap > 0 or gap == gap_there):
                joined[-1] = _Run(a, b, here + RUN - a, there + RUN - b)
                continue
        joined.append(_Run(here, there, RUN, RUN))
    return [run for run in joined if _own_words(run, later, earlier) >= _FEWEST_OWN_WORDS]


def _own_words(run: _Run, later: _Words, earlier: _Words) -> int:
    """Words of the passage outside quotation marks, in the document that quotes more of it."""
    here = later.quoted[run.here : run.here + run.length].count(False)
    there = earlier.quoted[run.there : run.there + run.there_length].count(False)
    return max(here, there)


def _span(run: _Run, later: _Words, earlier: _Words) -> tuple[int, int, int, int]:
    return (
        later.starts[run.here],
        later.ends[run.here + run.length - 1],
        earlier.starts[run.there],
        earlier.ends[run.there + run.there_length - 1],
    )


def counterpart(shared: Mapping[str, Sequence[Shared]], document: str, start: int, end: int) -> list[Shared]:
    """The shared texts of a document that cover most of the stretch from `start` to `end`, most covering first."""
    covering = []
    for one in shared.get(document, ()):
        covered = sum(max(0, min(end, b) - max(start, a)) for a, b, _, _ in one.spans)
        if 2 * covered >= end - start:
            covering.append((-covered, one.earlier, one))
    return [one for _, _, one in sorted(covering, key=lambda c: c[:2])]
