"""Text -> the figures in it, each with its value, unit, bounds and what it measures."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from whence import knowledge
from whence.finding.figures.amounts import Amounts, amounts
from whence.finding.figures.numbers import fold
from whence.model import Quantity

_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_DESIGNATION: Final = re.compile(r"(?=[\w./-]*[A-Z])[A-Z][\w./-]*\w")
_STAMP: Final = re.compile(r"(?<![^\n])\d\d?[.:h]\d\d\b(?![.,]?\d|\s*%)")
"""The time that an entry of a live report begins with."""
_SMALL: Final = 12
"""A number word up to this, after a definite word, names a known group ("the twelve members")."""


class _Amount(NamedTuple):
    value: float | None
    low: float | None
    high: float | None
    approximate: bool
    floor: bool  # "hundreds of": at least that


def find_quantities(text: str, language: str) -> list[Quantity]:
    """The quantities of a text, sorted by start and disjoint.

    Percentages, sums of money, measures, and counts of what a noun names; no dates, times, ages or ordinals.
    ``value`` is the number said, also after "more than" (then also ``low``) or "less than" (``high``); it is None for
    a range, which has ``low`` and ``high``. "Hundreds of millions" has the value and ``low`` of one hundred millions.

    Raises:
        UnknownLanguage: there is no ``numbers.toml`` for the language.
    """
    patterns, folded = amounts(language), fold(text)
    found: list[Quantity] = []
    end = 0
    for match in patterns.pattern.finditer(folded):
        if match.start() < end:
            continue
        quantity = _quantity(text, folded, match, patterns, language)
        if quantity is not None and quantity.start >= end:
            found.append(quantity)
            end = quantity.end
    return _with_shares(found, text, folded, patterns)


def _quantity(text: str, folded: str, match: re.Match[str], patterns: Amounts, language: str) -> Quantity | None:
    amount = _amount(match, patterns)
    start, end = match.span()
    if amount is None or _STAMP.match(folded, start) or re.search(r"\d:$", folded[max(0, start - 2) : start]):
        return None
    factor, unit = 1.0, None
    if match["sign"]:
        unit = patterns.signs[re.sub(r"\s+", " ", match["sign"])]
        factor = patterns.short(match["short"]) if match["short"] else 1.0
    else:
        if match["short"]:
            end = match.start("short")
        gap = patterns.to_unit.match(folded, end)
        begin = gap.end() if gap is not None else end
        measured = patterns.unit_at(folded, begin) if begin > end or not folded[end : end + 1].isalpha() else None
        measured = patterns.shortened(folded, match) or measured or patterns.unit_at(folded, end)
        if measured is not None:
            unit, factor, end = measured
    of: str | None = None
    if unit is None:
        counted = _counted(text, folded, match, end, patterns, language)
        if counted is None:
            return None
        unit, (of, end) = "count", (counted[0] or None, counted[1])
    else:
        of = _measured(text, folded, end, patterns)
    if match["n"] and not match["scale"] and factor == 1 and unit in patterns.whole_units:
        amount = amount._replace(value=patterns.numbers.value(match["n"], whole=True))
    return _approximated(text, folded, start, end, amount, factor, unit, of, patterns)


def _amount(match: re.Match[str], patterns: Amounts) -> _Amount | None:
    groups = match.groupdict()
    scale = patterns.scale(groups["scale"])
    if groups["round"]:
        value = patterns.round[groups["round"]] * patterns.scale(groups["rscale"])
        return _Amount(value, None, None, True, False)
    if groups["vague"]:
        value = patterns.vague[groups["vague"]] * patterns.scale(groups["vscale"])
        return _Amount(value, value, None, True, True)
    if groups["n"]:
        return _Amount(patterns.numbers.value(groups["n"]) * scale, None, None, False, False)
    for i in range(patterns.ranges):
        if groups[f"a{i}"]:
            low, high = (patterns.numbers.value(groups[f"{side}{i}"]) for side in "ab")
            low *= patterns.scale(groups[f"as{i}"]) if groups[f"as{i}"] else scale
            high *= scale
            return _Amount(None, low, high, True, False) if low < high else None
    return None


def _counted(
    text: str, folded: str, match: re.Match[str], end: int, patterns: Amounts, language: str
) -> tuple[str, int] | None:
    """What a bare number counts, and where the noun ends; None where it counts nothing."""
    if match["n"] and match["n"] not in patterns.alone_never and (part := patterns.part_of(folded, end)) is not None:
        known = patterns.known_group(folded, match.start()) or patterns.label_before(folded, match.start())
        named = _YEAR.fullmatch(match["n"]) or (match["n"].isdigit() and _labelled(text, match.start(), language))
        return None if known or named else (text[part[0] : part[1]], part[2])
    gap = patterns.to_unit.match(folded, end)
    linked = match["round"] or match["vague"] or match["scale"]
    at = gap.end() if gap is not None and linked else end + len(folded[end:]) - len(folded[end:].lstrip(" "))
    if at == end or at >= len(text) or not text[at].isalpha():
        return None
    start = match.start()
    number = match["n"] or ""
    if not linked:
        if number in patterns.alone_never or patterns.label_before(folded, start):
            return None
        if _YEAR.fullmatch(number) and (patterns.bare_years or patterns.year_before(folded, start)):
            return None
        small = not number.isdigit() or len(number) < 2
        if small and patterns.known_group(folded, start) and patterns.numbers.value(number or "0") <= _SMALL:
            return None
        if number.isdigit() and _labelled(text, start, language):
            return None
    if text[at].isupper():
        name = _DESIGNATION.match(text, at)
        if name is not None and (_weapon(name.group(), language) or _model(text, folded, name, patterns)):
            return name.group(), name.end()
    stop = patterns.phrase_at(text, folded, at, proper=True)
    head = patterns.head_end(folded, at)
    shorter = _to_plural(folded, at, head, patterns)
    if shorter < head:
        stop = head = shorter
    if stop <= at or not (patterns.plural(folded[at:head]) or patterns.numbers_one(match)):
        return None
    return text[at:stop], min(head, stop)


def _labelled(text: str, start: int, language: str) -> bool:
    """Whether a capitalised word in mid-sentence stands right before: "Mirage 2000" is a name; no state is one."""
    word = re.search(r"(?<![\w])([A-ZÀ-Þ][\w.-]*)\s$", text[max(0, start - 30) : start])
    if word is None:
        return False
    entity = knowledge.load().lookup(word[1], language)
    if entity is not None and entity.kind == "state":
        return False  # "sold Peru 12 jets"
    before = text[: max(0, start - 30) + word.start()].rstrip(" ")
    return bool(before) and before[-1] not in '.!?\n«“":'


def _weapon(name: str, language: str) -> bool:
    if any(c.isdigit() for c in name) and any(c in "-" for c in name):
        return True
    entity = knowledge.load().lookup(name, language)
    return entity is not None and entity.kind == "weapon_system"


def _model(text: str, folded: str, name: re.Match[str], patterns: Amounts) -> bool:
    """Whether a word of capitals and digits is what the noun in the plural behind it is called: "180 K2 tanks"."""
    behind = name.end() + 1
    if not any(c.isdigit() for c in name.group()) or text[name.end() : behind] != " " or not text[behind:].strip():
        return False
    return text[behind].islower() and patterns.plural(folded[behind : patterns.head_end(folded, behind)])


def _measured(text: str, folded: str, end: int, patterns: Amounts) -> str | None:
    at = patterns.of_start(folded, end)
    if at is None or at >= len(text):
        return None
    stop = patterns.phrase_at(text, folded, at, proper=True)
    head = min(stop, patterns.head_end(folded, at))
    shorter = _to_plural(folded, at, head, patterns)
    stop = shorter if shorter < head else stop
    return text[at:stop] if stop > at else None


def _to_plural(folded: str, at: int, head: int, patterns: Amounts) -> int:
    """Where the last plural of a noun of several words ends: "jets" in "36 jets crash", where a verb follows."""
    end = head
    while not patterns.plural(folded[at:end]):
        if " " not in folded[at:end]:
            return head
        end = folded.rindex(" ", at, end)
    return end


def _approximated(
    text: str,
    folded: str,
    start: int,
    end: int,
    amount: _Amount,
    factor: float,
    unit: str,
    of: str | None,
    patterns: Amounts,
) -> Quantity:
    value, low, high = (None if v is None else _exact(v * factor) for v in amount[:3])
    approximate = amount.approximate
    kind = None
    before = patterns.approximator(folded, start)
    if before is not None:
        start, kind = before
    elif (after := patterns.approximated_after(folded, end)) is not None:
        end, kind = after
    if kind is not None:
        approximate = True
        if kind == "at_least" and low is None:
            low = value
        if kind == "at_most" and high is None:
            high = value
            low = None if amount.floor else low
    return Quantity(text[start:end], start, end, value, unit, low, high, approximate, of)


def _exact(value: float) -> float:
    """The value without the dust of binary fractions: 1.6 times a thousand million is 1600000000."""
    return float(f"{value:.12g}")


def _with_shares(found: list[Quantity], text: str, folded: str, patterns: Amounts) -> list[Quantity]:
    for match in patterns.share.finditer(folded):
        start, end = match.span()
        if any(q.start < end and start < q.end for q in found):
            continue
        of = _measured(text, folded, end, patterns)
        if of is None:
            continue
        share = round(patterns.shares[re.sub(r"\s+", " ", match.group())], 2)
        amount = _Amount(share, None, None, False, False)
        quantity = _approximated(text, folded, start, end, amount, 1.0, "percent", of, patterns)
        if not any(q.start < quantity.end and quantity.start < q.end for q in found):
            found.append(quantity)
    return sorted(found, key=lambda q: q.start)
