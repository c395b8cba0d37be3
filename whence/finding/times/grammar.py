"""The time expressions of a language, compiled once from ``times.toml``, which tells how its patterns are written."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from whence.finding.figures.numbers import either, numbers
from whence.language.lexicons import lexicon

Part = int | float | str
"""What a word or number of an expression stands for: a month's number, a unit's letter, a number or "X"."""

_SLOT: Final = re.compile(r"<(\w+)(?:=(\w+))?>")
_LOOKBEHIND: Final = re.compile(r"\(\?<[!=][^()]*\)")
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_WINDOW: Final = (6, 4)
"""How many words before and after a trigger an expression may reach."""


_BEYOND: Final = 60
"""How many characters past the last of these words the patterns may read."""


@dataclasses.dataclass(frozen=True)
class Pattern:
    """One way of writing a time. `settings` is its entry of the file; `spans` counts the expressions in it."""

    written: str
    settings: Mapping[str, Any]
    spans: int
    slots: tuple[tuple[str, str, str], ...]  # group, slot, part

    @functools.cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern compiled, when it is first asked for."""
        return re.compile(self.written)


class Expression(NamedTuple):
    """An expression found: its pattern, its place, and its parts. `whole` is where the pattern with its lead began."""

    make: str
    start: int
    end: int
    whole: int
    parts: Mapping[str, Part]
    link: str | None = None
    aside: bool = False  # TimeML marks it, no statement has it as its time


class Grammar:
    """The patterns of one language."""

    def __init__(self, language: str, periods: Mapping[str, str]) -> None:
        data = lexicon(language, "times")
        self.data = data
        self._numbers = numbers(language)
        self._words: dict[str, dict[str, Part]] = data["words"]
        self._slots: dict[str, str] = {**data["slots"], "n": self._numbers.either}
        self._slots |= {name: rf"{either(words)}(?!\w)" for name, words in self._words.items()}
        self._pieces: dict[str, str] = data["pieces"]
        self._periods = periods
        self.patterns = tuple(self._patterns())
        self._any = re.compile(rf"(?<![\w-])(?:{'|'.join(self._plain(p) for p in self.patterns)})")
        self._triggers = frozenset(self._trigger_words())
        self._word = re.compile(r"[^\W_]+")

    def _patterns(self) -> Iterator[Pattern]:
        if self._periods:
            yield self._pattern(either(self._periods), {"make": "period"})
        for entry in self.data["pattern"]:
            matches = [entry["match"]] if isinstance(entry["match"], str) else entry["match"]
            for match in matches:
                yield self._pattern(match, entry)

    def _pattern(self, match: str, entry: Mapping[str, Any]) -> Pattern:
        for _ in range(3):  # pieces may name pieces
            match = _SLOT.sub(lambda m: self._pieces.get(m[1], m[0]), match)
        slots: list[tuple[str, str, str]] = []
        spans = match.count("«")
        out, span = [], 0
        for bit in re.split(r"(«|»|<\w+(?:=\w+)?>)", match):
            slot = _SLOT.fullmatch(bit)
            if bit == "«":
                span += 1
                out.append(f"(?P<span{span}>")
            elif bit == "»":
                out.append(")")
            elif slot is not None:
                part = slot[2] or slot[1]
                group = f"g{span}_{part}"
                if any(group == other for other, _, _ in slots):  # the first one tells
                    out.append(f"(?:{self._slots[slot[1]]})")
                    continue
                slots.append((group, slot[1], part))
                out.append(f"(?P<{group}>{self._slots[slot[1]]})")
            else:
                out.append(_blanks(bit))
        return Pattern("(?:" + "".join(out) + r")(?!\w|-[^\W\d])", entry, spans, tuple(slots))

    def _plain(self, pattern: Pattern) -> str:
        """The pattern without names of groups, which all patterns together would exhaust."""
        return re.sub(r"\(\?P<\w+>", "(?:", pattern.written)

    def _trigger_words(self) -> Iterator[str]:
        weak = frozenset(self.data["weak"])
        for name, words in self._words.items():
            if name not in weak:
                for word in words:
                    yield max(re.findall(r"[^\W_]+", word), key=len)
        yield from self.data["triggers"].split()
        for name in self._periods:
            yield max(re.findall(r"[^\W_]+", name), key=len)

    def _windows(self, folded: str) -> Iterator[tuple[int, int]]:
        """Where to look: around the words and digits without which there is no time."""
        words = [(m.start(), m.end(), m.group()) for m in self._word.finditer(folded)]
        before, after = _WINDOW
        start = end = -1
        for i, (_, _, word) in enumerate(words):
            if word in self._triggers or word[0].isdigit():
                low = words[max(0, i - before)][0]
                high = words[min(len(words) - 1, i + after)][1]
                if low > end:
                    if end > 0:
                        yield start, end
                    start = low
                end = high
        if end > 0:
            yield start, end

    def expressions(self, folded: str, text: str) -> Iterator[Expression]:
        """The expressions of a folded text in order, disjoint; those of ``make = "none"`` are left out."""
        done = 0
        for low, high in self._windows(folded):
            at = max(low, done)
            while at < high and (found := self._any.search(folded, at, min(len(folded), high + _BEYOND))) is not None:
                if found.start() >= high:
                    break
                made, at = self._made_at(folded, text, found.start())
                yield from made
            done = max(done, at)

    def _made_at(self, folded: str, text: str, at: int) -> tuple[list[Expression], int]:
        """The expressions of the first pattern that fits there, and where to look on."""
        for pattern in self.patterns:
            match = pattern.regex.match(folded, at)
            if match is not None:
                if pattern.settings["make"] == "none":
                    return [], max(match.end(), at + 1)
                made = list(self._made(pattern, match, folded, text))
                if made:
                    return made, max(match.end(), at + 1)
        return [], at + 1

    def _made(self, pattern: Pattern, match: re.Match[str], folded: str, text: str) -> Iterator[Expression]:
        case = pattern.settings.get("case")
        if case is not None and text[match.start()].isupper() != (case == "upper"):
            return
        if pattern.settings.get("unnamed") and text[match.end() : match.end() + 2].strip()[:1].isupper():
            return  # "the weekly Cape Courier"
        fixed: dict[str, Part] = dict(pattern.settings.get("set", {}))
        link = pattern.settings.get("link")
        for span in range(1 if pattern.spans else 0, pattern.spans + 1):
            start, end = match.span(f"span{span}") if span else match.span()
            if start == end:
                continue
            parts = dict(fixed)
            for group, slot, part in pattern.slots:
                said = match[group]
                if said is not None and group[1] in ("0", str(span)):
                    parts[part] = self._part(slot, said)
            if not pattern.spans or span:
                said = re.sub(r"\s+", " ", folded[start:end])
                if pattern.settings["make"] == "period":
                    parts["value"] = self._periods[said]
                whole = match.start() if span < 2 else start
                aside = bool(pattern.settings.get("timeml_only"))
                yield Expression(pattern.settings["make"], start, end, whole, parts, link, aside)

    def _part(self, slot: str, said: str) -> Part:
        said = re.sub(r"\s+", " ", said)
        if slot in self._words:
            return self._words[slot][said]
        if slot == "n":
            return self._numbers.value(said)
        if slot == "century" and not said[0].isdigit():
            return _roman(said)
        digits = re.search(r"\d+", said)
        return int(digits.group()) if digits is not None else said


def _blanks(bit: str) -> str:
    """A blank stands for any run of blanks; in a look-behind, which has a fixed width, for one."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match.group().replace(" ", r"\s"))
        return f"\0{len(held) - 1}\0"

    bit = _LOOKBEHIND.sub(hold, bit)
    bit = bit.replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.sub("\0(\\d+)\0", lambda m: held[int(m[1])], bit)


def _roman(said: str) -> int:
    digits = [_ROMAN[c] for c in re.match(r"[ivx]*", said).group()]  # type: ignore[union-attr]
    return sum(-d if any(d < later for later in digits[i + 1 :]) else d for i, d in enumerate(digits))


@functools.cache
def grammar(language: str, periods: tuple[tuple[str, str], ...] = ()) -> Grammar:
    """The patterns of a language, with named periods (name, interval). Raises UnknownLanguage."""
    return Grammar(language, dict(periods))
