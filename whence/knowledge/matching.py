"""The name matcher: a trie of tokens that finds the longest known names of a text in one walk.

The walk runs on folded text (:mod:`whence.knowledge.folding`), where every token is looked up once; only where a
name could begin does it look at case and surroundings. Its cost grows with the length of the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, Literal, NamedTuple

from whence.knowledge.folding import TOKEN, fold, gap, spread
from whence.knowledge.tables import Form
from whence.model import Entity

Node = dict[str, Any]
"""A node of the trie: gap and token to the next node, and under :data:`_END` the entries that end here."""

_END: Final = ""
_SENTENCE_START: Final = re.compile(r"(?:\A|[.!?…:;\n«\"“”•(\[])\s*['’\"“«-]?\s*\Z")
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)[ \u00a0]\Z")
_NEXT_WORD: Final = re.compile(r"[ \u00a0]([^\W\d_]{2,})")
_SHOUTED: Final = re.compile(r"\W*([^\W\d_]{2,})")


class Entry(NamedTuple):
    """A spelling in the trie; where two are alike, the lower `priority` wins.

    `caps` says whether it may stand in capitals: always, in a headline (a neighbour in capitals too), never.
    `initial` False: not where a sentence begins, since its word is common there. `alone`: only where no capitalised
    word touches it, as for towns that share a name with people. `before`: what must follow it at once ("-" for the
    first half of a compound). `plain`: only without accents, as it is spelt ("Médias" is no Medias).
    """

    text: str
    entity: Entity
    form: Form
    priority: int
    caps: Literal["always", "headline", "never"] = "headline"
    initial: bool = True
    alone: bool = False
    before: str = ""
    plain: bool = False


class Found(NamedTuple):
    """A name found: offsets into the text and the entry that matched."""

    start: int
    end: int
    entry: Entry


class Trie:
    """The spellings of one language. `blockers` are folded words right after which an adjective is none: French
    "en" makes a language of the word that follows ("a parlé en russe").
    """

    def __init__(self, entries: Iterable[Entry], blockers: frozenset[str] = frozenset()) -> None:
        self._root: Node = {}
        self._blockers = blockers
        for entry in entries:
            folded = fold(entry.text)
            self._insert(folded, entry)
            if (other := spread(folded)) != folded:
                self._insert(other, entry)

    def _insert(self, folded: str, entry: Entry) -> None:
        node, end = self._root, 0
        for token in TOKEN.finditer(folded):
            key = token[0] if node is self._root else _between(folded[end : token.start()]) + token[0]
            node = node.setdefault(key, {})
            end = token.end()
        if node is not self._root:
            entries: list[Entry] = node.setdefault(_END, [])
            entries.append(entry)
            if len(entries) > 1:
                entries.sort(key=lambda e: e.priority)

    def walk(self, text: str) -> list[Found]:
        """The longest names of the text that do not overlap, from left to right."""
        folded = fold(text)
        tokens = list(TOKEN.finditer(folded))
        root, found, i, count = self._root, list[Found](), 0, len(tokens)
        while i < count:
            node = root.get(tokens[i][0])
            if node is not None:
                last, entry = self._longest(text, folded, tokens, i, node)
                if entry is not None and not self._outdone(text, folded, tokens, i, last):
                    found.append(Found(tokens[i].start(), tokens[last].end(), entry))
                    i = last
            i += 1
        return found

    def _outdone(self, text: str, folded: str, tokens: list[re.Match[str]], first: int, last: int) -> bool:
        """Whether a name that begins inside a name goes on beyond its end: "West Bank" in "the West" Bank."""
        for i in range(first + 1, last + 1):
            node = self._root.get(tokens[i][0])
            if node is not None:
                end, entry = self._longest(text, folded, tokens, i, node)
                if entry is not None and end > last:
                    return True
        return False

    def _longest(
        self, text: str, folded: str, tokens: list[re.Match[str]], first: int, node: Node
    ) -> tuple[int, Entry | None]:
        start = tokens[first].start()
        if start and _in_word(text[start - 1]):
            return first, None
        blocked = first > 0 and tokens[first - 1][0] in self._blockers and start == tokens[first - 1].end() + 1
        best, last, i = None, first, first
        while True:
            end = tokens[i].end()
            if _END in node and not (end < len(text) and _in_word(text[end])):
                surface = text[start:end]
                fitting = [e for e in node[_END] if _fits(e, text, start, end, blocked)]
                if fitting:
                    best, last = next((e for e in fitting if e.text == surface), fitting[0]), i
            i += 1
            if i == len(tokens):
                break
            between = gap(folded[end : tokens[i].start()])
            following = None if between is None else node.get(between + tokens[i][0])
            if following is None:
                break
            node = following
        return last, best

    def exact(self, name: str) -> list[Entry]:
        """The entries whose spelling is this name, whatever its case and accents; the likeliest first."""
        node, end, folded = self._root, 0, fold(name)
        for token in TOKEN.finditer(folded):
            key = token[0] if node is self._root else _between(folded[end : token.start()]) + token[0]
            node = node.get(key, {})
            end = token.end()
        return list(node.get(_END, ())) if node is not self._root else []


def _between(text: str) -> str:
    return gap(text) or text.strip()


def _in_word(character: str) -> bool:
    return character == "_" or character.isalnum()


def _fits(entry: Entry, text: str, start: int, end: int, blocked: bool) -> bool:
    surface = text[start:end]
    shouted = _shouted(entry.text, surface)
    if shouted is None or (blocked and entry.form == "adjective"):
        return False
    if entry.plain and not surface.isascii():
        return False
    if shouted and entry.caps != "always" and (entry.caps == "never" or not _headline(text, start, end)):
        return False
    if not entry.initial and _SENTENCE_START.search(text, max(0, start - 4), start):
        return False
    if entry.before and fold(text[end : end + 1]) != entry.before:
        return False
    return not (entry.alone and _touched(text, start, end))


def _shouted(spelling: str, surface: str) -> bool | None:
    """Whether the surface is the spelling in capitals; None where its case does not fit the spelling.

    What is capitalised in the spelling is so in the text; what is all capitals (NATO) too, and what mixes them in a
    few letters (AfD); a single word without capitals (an adjective) has none in the text, but the small words of a
    name may be either.
    """
    if spelling == surface:
        return False
    shouted, lower = False, spelling.islower() and " " not in spelling
    for want, got in zip(TOKEN.findall(spelling), TOKEN.findall(surface), strict=False):
        if want == got or got.isdigit():
            continue
        if want.isupper() and len(want) > 1:
            if not got.isupper():
                return None
        elif 1 < len(want) < 5 and not want[1:].islower():
            return None
        elif got.isupper() and len(got) > 1:
            shouted = True
        elif want[0].isupper() != got[0].isupper() and (want[0].isupper() or lower):
            return None
    return shouted


def _headline(text: str, start: int, end: int) -> bool:
    """Whether a neighbouring word of the same line is in capitals too, or the name is of several words."""
    if len(text[start:end].split()) > 1:
        return True
    after = _SHOUTED.match(text, end)
    if after and after[1].isupper() and "\n" not in after[0]:
        return True
    before = text[max(0, start - 40) : start].rpartition("\n")[2]
    words = TOKEN.findall(before)
    return any(w.isupper() and len(w) > 1 for w in words[-1:])


def _touched(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word touches the name: "Florence Arnaud", "Paul Tours", "Lens-Béthune"."""
    after = _NEXT_WORD.match(text, end)
    if after and after[1][0].isupper() and not after[1].isupper():
        return True
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper():
        return True
    if text[start - 1 : start] == "-" and start > 1 and text[start - 2].isalpha():
        return True
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    if before is None or not before[1][0].isupper() or before[1].isupper():
        return False
    return not _SENTENCE_START.search(text, max(0, before.start() - 4), before.start())
