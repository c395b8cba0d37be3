"""Reports that are too much alike: runs of words that two share, names and numbers masked, so that templates show."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from whence.measuring.annotation.history import Story

WORDS: Final = 6
"""The length of a shingle: short enough to find a template, too long for an idiom."""
MOST: Final = 0.05
"""The largest part of the shorter report's shingles that may stand in another without being marked as copied."""


def too_alike(stories: Sequence[Story]) -> Iterator[str]:
    """Pairs of reports of one language that share more than `MOST` of their shingles outside marked copies."""
    reports: dict[str, tuple[str, set[tuple[str, ...]]]] = {}
    for story in stories:
        taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for c in story.copies:
            taken[c.later].append((c.to.start, c.to.end))
        for short, report in story.reports.items():
            text = report.text
            for start, end in sorted(taken[short], reverse=True):
                text = text[:start] + "\n#\n" + text[end:]
            reports[f"{story.id}-{short}"] = (story.language(short), set(shingles(text)))
    yield from _pairs(reports)


def _pairs(reports: Mapping[str, tuple[str, set[tuple[str, ...]]]]) -> Iterator[str]:
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, (_, own) in reports.items():
        for shingle in own:
            holders[shingle].append(name)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for names in holders.values():
        for a, b in combinations(sorted(names), 2):
            shared[a, b] += 1
    for (a, b), n in sorted(shared.items()):
        part = n / max(1, min(len(reports[a][1]), len(reports[b][1])))
        if reports[a][0] == reports[b][0] and part > MOST:
            yield f"{a} and {b} share {part:.0%} of their runs of {WORDS} words; mark the copy, or write one anew"


def shingles(text: str) -> Iterator[tuple[str, ...]]:
    """Runs of words of a text, within lines; capitalised words and numbers are masked, neighbours drawn together."""
    for line in text.splitlines():
        words: list[str] = []
        for word in re.findall(r"[^\W\d_]+|\d[\d.,]*|#", line):
            mask = word == "#" or word[0].isdigit() or word[0].isupper()
            if not (mask and words and words[-1] == "*"):
                words.append("*" if mask else word)
        yield from (tuple(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))
