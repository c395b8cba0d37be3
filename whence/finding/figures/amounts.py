"""The patterns of amounts of a language, compiled from ``numbers.toml``: number, range, scale, unit, approximation."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

from whence.finding.figures.numbers import Numbers, either, numbers
from whence.language.lexicons import lexicon

_EDGE: Final = r"(?![\w])"
_LONG: Final = 7
"""No other word ends in an approximator of so many letters ("environ", "presque")."""


class Unit(NamedTuple):
    """A unit found after a number: the record's `unit`, the `factor` that its sign carries ("M€"), where it ends."""

    unit: str
    factor: float
    end: int


class Amounts:
    """What :mod:`quantities` looks for in one language. All patterns are over folded text."""

    def __init__(self, language: str) -> None:
        data = lexicon(language, "numbers")
        self.numbers: Numbers = numbers(language)
        self._scales: Mapping[str, float] = {w: v for w, v in data["scales"].items() if w != "short"}
        self._short: Mapping[str, float] = data["scales"]["short"]
        self.round: Mapping[str, float] = data["round"]["words"]
        self.vague: Mapping[str, float] = data["vague"]["words"]
        self.signs: Mapping[str, str] = data["currency_signs"]
        self.whole_units = frozenset((*data["currencies"], *data["digits"]["whole_units"], "count"))
        self.bare_years: bool = data["digits"]["bare_years"]
        self.shares = {words: float(100 * Fraction(share)) for words, share in data["shares"]["words"].items()}
        self.alone_never = frozenset(data["multipliers"]["alone_never"])
        self.pattern = self._amount(data)
        self.share = re.compile(rf"(?<![\w-]){either(self.shares)}{data['shares']['follow']}")
        self._units, self._unit = self._unit_table(data)
        self._codes = frozenset((*data["currencies"], *self.signs.values()))
        self._link = either(data["of"]["link"])
        self.to_unit = re.compile(rf"\s*(?:{self._link}(?:\s+|(?<=')))?")
        self._part = re.compile(data["of"]["part"])
        self._approximators(data["approximate"])
        self._of(data)

    def _amount(self, data: Mapping[str, Any]) -> re.Pattern[str]:
        number = self.numbers.either
        scales = list(self._scales)
        scaled = rf"(?:\s+(?P<scale>{either(scales)}){_EDGE})?"
        ranges = []
        for i, between in enumerate(data["between"]):
            opened = rf"{re.escape(between['open'])}\s+" if between["open"] else ""
            link = re.escape(between["link"].strip())
            dashed = link == r"\-"  # "quatre-vingt" is no range
            link, side = (r"\s*-\s*", self.numbers.digits) if dashed else (rf"\s+{link}\s+", number)
            ranges.append(
                rf"{opened}(?P<a{i}>{side})(?:\s*%)?(?:\s+(?P<as{i}>{either(scales)}))?{link}(?P<b{i}>{side})"
            )
        self.ranges = len(ranges)
        link = either(data["round"]["link"])
        scale = either([*scales, *self.vague])
        of_scale = rf"(?:\s+{link}\s*(?P<%s>{scale}){_EDGE})?"
        one, many = either(data["round"]["before"]), either(data["vague"]["before"])
        rounded = rf"{one}(?:\s+|(?<='))(?P<round>{either(self.round)}){_EDGE}{of_scale % 'rscale'}"
        bare = "?" if data["vague"]["bare"] else ""
        vague = rf"(?:{many}\s+){bare}(?P<vague>{either(self.vague)}){_EDGE}{of_scale % 'vscale'}"
        sign, short = rf"(?:(?P<sign>{either(self.signs)})\s?)?", f"(?P<short>{either(self._short)}){_EDGE}"
        plain = rf"{sign}(?:{'|'.join(ranges)}|(?P<n>{number}))(?:{short}|{scaled})"
        # not the rest of a number that is written otherwise: "5 mille 352"
        whole = "".join(rf"(?<!{re.escape(w)}\s)" for w in (*scales, *data["multipliers"]["words"]))
        return re.compile(rf"(?<![\w.,/-])(?<!\d\s){whole}(?:{rounded}|{vague}|{plain})")

    def _unit_table(self, data: Mapping[str, Any]) -> tuple[Mapping[str, Unit], re.Pattern[str]]:
        table: dict[str, Unit] = {}
        for unit, spellings in (data["units"] | data["currencies"]).items():
            for spelling in spellings:
                table.setdefault(spelling, Unit(unit, 1.0, 0))
        for sign, code in self.signs.items():
            table.setdefault(sign, Unit(code, 1.0, 0))
            for short, factor in self._short.items():
                table.setdefault(short + sign, Unit(code, factor, 0))
                table.setdefault(f"{short} {sign}", Unit(code, factor, 0))
        # A sign (%, €) may be followed by anything, a word only by no more of it.
        return table, re.compile(rf"(?P<unit>{either(table)})(?:(?<!\w)|(?!\w|-[^\W\d]))")

    def scale(self, word: str | None) -> float:
        """By how much a scale word multiplies; 1 for None."""
        if word is None:
            return 1.0
        return self._scales.get(word) or self.vague[word]

    def short(self, sign: str) -> float:
        """By how much a scale's abbreviation multiplies."""
        return self._short[sign]

    def numbers_one(self, match: re.Match[str]) -> bool:
        """Whether the amount is below two, so that what it counts is in the singular ("1,5 baril")."""
        return bool(match["n"]) and not match["scale"] and self.numbers.value(match["n"]) < 2

    def unit_at(self, folded: str, at: int) -> Unit | None:
        """The unit that begins there."""
        found = self._unit.match(folded, at)
        if found is None:
            return None
        unit = self._units[re.sub(r"\s+", " ", found["unit"])]
        return unit._replace(end=found.end())

    def shortened(self, folded: str, match: re.Match[str]) -> Unit | None:
        """The currency after a number with an abbreviated scale: "250m lira" are no metres."""
        if not match["short"]:
            return None
        gap = self.to_unit.match(folded, match.end())
        unit = self.unit_at(folded, gap.end()) if gap is not None else None
        if unit is None or unit.unit not in self._codes:
            return None
        return unit._replace(factor=self._short[match["short"]])

    def part_of(self, folded: str, at: int) -> tuple[int, int, int] | None:
        """Begin and end of what a number without a noun counts ("dead" in "two of the dead"), and the end of all."""
        found = self._part.match(folded, at)
        if found is None:
            return None
        start, end = found.span(found.lastgroup) if found.lastgroup else (found.end(), found.end())
        return start, end, found.end()

    def _approximators(self, data: Mapping[str, Any]) -> None:
        kinds = {kind: frozenset(data[kind]) for kind in ("about", "at_least", "at_most")}
        self._kind = {words: kind for kind, all_words in kinds.items() for words in all_words}
        elided = f"(?:{either(data['elided'])})?" if data["elided"] else ""
        # a long one is known even where it ran together with the word before it
        long = [words for words in self._kind if len(words) >= _LONG and " " not in words and words.isalpha()]
        self._before = re.compile(
            rf"(?:(?<![\w'-]){elided}(?P<words>{either(self._kind)})|(?<=\w)(?P<joined>{either(long)}))\s*$"
        )
        self._after = re.compile(rf"\s+(?P<words>{either(data['after'])}){_EDGE}")

    def approximator(self, folded: str, start: int) -> tuple[int, str] | None:
        """Where an approximator that leads to `start` begins, and whether it is about, at_least or at_most."""
        found = self._before.search(folded[max(0, start - 40) : start])
        if found is None:
            return None
        group = "words" if found["words"] else "joined"
        return max(0, start - 40) + found.start(group), self._kind[re.sub(r"\s+", " ", found[group])]

    def approximated_after(self, folded: str, end: int) -> tuple[int, str] | None:
        """Where an approximator after the unit ends, and its kind."""
        found = self._after.match(folded, end)
        return None if found is None else (found.end(), self._kind[re.sub(r"\s+", " ", found["words"])])

    def _of(self, data: Mapping[str, Any]) -> None:
        of = data["of"]
        before = rf"(?:{either(of['before'])}\s+)*"
        noun = r"(?:[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*)"
        self._skipped = frozenset(of["not_counted"].split())
        skipped = either([*of["article"], *of["not_a_noun"].split()])
        link = either([w for w in of["link"] if w.endswith("'") or len(w) <= 2])  # without an article in it
        not_here = rf"(?![^\W\d_]*\d)(?!{skipped}{_EDGE})"
        complement = rf"(?:\s+{link}(?:\s+|(?<=')){not_here}{before}{noun})"
        if of["head"] == "last":
            phrase = rf"(?P<noun0>{noun}(?:\s+(?:{of['adjective']}){_EDGE})*)(?P<noun1>(?!))?{complement}*"
        else:
            many, one = (rf"(?:\s+(?:{of['adjective']})(?{s}{of['plural']}){_EDGE})*" for s in ("<=", "<!"))
            phrase = "|".join(
                rf"(?P<noun{i}>{noun})(?{sign}{of['plural']}){_EDGE}{adjectives}(?:{complement}(?:{many}|{one}))*"
                for i, (sign, adjectives) in enumerate((("<=", many), ("<!", one)))  # they agree in number
            )
        self._phrase = re.compile(rf"{before}(?:{phrase})")
        self._to_of = re.compile(
            rf"\s+{either(of['link'])}(?:\s+|(?<='))(?:{either(of['article'])}(?:\s+|(?<=')))?(?!\d)"
        )
        self._definite = re.compile(rf"(?<![\w]){either(of['definite'])}\s*$")
        self._year_after = re.compile(rf"(?<![\w]){either(of['year_after'])}\s*$")
        self._number_after = re.compile(rf"(?<![\w]){either(of['number_after'])}\s*$")
        self._plural = re.compile(rf"{of['plural']}$")

    def phrase_at(self, text: str, folded: str, at: int, *, proper: bool = False) -> int:
        """Where the noun phrase that begins at `at` ends; `at` where there is none.

        A capital stops it, unless the phrase may begin with a name (`proper`).
        """
        found = self._phrase.match(folded, at)
        if found is None or (found["noun0"] or found["noun1"]).split()[0] in self._skipped:
            return at
        if text[at].isupper() and not proper:
            return at
        end = found.end()
        capital = next((i for i in range(at + 1, end) if text[i].isupper() and not text[i - 1].isalnum()), None)
        if capital is None:
            return end
        # What leads to the capitalised word ("de l'" in "exportations de l'Inde") goes with it.
        shorter = self._phrase.match(folded, at, max(at, _word_before(folded, capital)))
        return shorter.end() if shorter is not None else at

    def head_end(self, folded: str, at: int) -> int:
        """Where the noun of the phrase at `at` ends."""
        found = self._phrase.match(folded, at)
        return at if found is None else max(found.end("noun0"), found.end("noun1"))

    def of_start(self, folded: str, at: int) -> int | None:
        """Where what is measured begins, past "of the"; None where nothing leads to it."""
        found = self._to_of.match(folded, at)
        return None if found is None else found.end()

    def plural(self, noun: str) -> bool:
        """Whether the noun looks like a plural."""
        return self._plural.search(noun) is not None

    def known_group(self, folded: str, start: int) -> bool:
        """Whether the number follows a definite word ("the two countries")."""
        return self._definite.search(folded[max(0, start - 20) : start]) is not None

    def year_before(self, folded: str, start: int) -> bool:
        """Whether what stands before the number makes it a year."""
        return self._year_after.search(folded[max(0, start - 20) : start]) is not None

    def label_before(self, folded: str, start: int) -> bool:
        """Whether what stands before the number makes it a label ("article 5")."""
        return self._number_after.search(folded[max(0, start - 20) : start]) is not None


def _word_before(folded: str, at: int) -> int:
    """Where the phrase ends that leads to `at`: its linking words are left out."""
    lead = re.search(r"\s+(?:[^\W\d_]{1,3}(?:\s+|'))*$", folded[:at])
    return lead.start() if lead is not None else at


@functools.cache
def amounts(language: str) -> Amounts:
    """The patterns of a language. Raises UnknownLanguage where it has no ``numbers.toml``."""
    return Amounts(language)
