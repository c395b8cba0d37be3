"""What noun phrases and pronouns were found to mean, so kept that the last ones of a kind are at hand."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc

from whence.finding.referents import Referent
from whence.finding.trees import dep, kids


class SpokenOf(dict[int, Referent]):
    """Token -> what it means, with lists of the tokens by title, of those that have a state, and of those with which
    another is coordinated. A list may hold a token whose meaning has changed since: who reads it looks again."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self.doc = doc
        self.titled: dict[str, list[int]] = defaultdict(list)
        self.with_state: list[int] = []
        self.coordinated: list[int] = []

    def __setitem__(self, i: int, referent: Referent) -> None:
        super().__setitem__(i, referent)
        if referent.title:
            _into(self.titled[referent.title], i)
        if any(e is not None and e.country for e in (referent.entity, *referent.also)):
            _into(self.with_state, i)
        if any(dep(c) == "conj" for c in kids(self.doc[i])):
            _into(self.coordinated, i)

    def setdefault(self, i: int, referent: Referent) -> Referent:
        """As a dict's."""
        if i not in self:
            self[i] = referent
        return self[i]

    def of_title(self, title: str, before: int) -> Iterator[tuple[int, Referent]]:
        """The tokens before one that have the title, the last first."""
        return ((i, self[i]) for i in backwards(self.titled.get(title, []), before) if self[i].title == title)


def backwards(listed: list[int], before: int) -> Iterator[int]:
    """The tokens of a list that stand before one, the last first."""
    return (listed[k] for k in range(bisect_left(listed, before) - 1, -1, -1))


def _into(listed: list[int], i: int) -> None:
    if not listed or listed[-1] < i:
        listed.append(i)
    elif listed[bisect_left(listed, i)] != i:
        insort(listed, i)
