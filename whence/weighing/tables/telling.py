"""Deals of a table compared with single values, and told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from whence.knowledge.folding import TOKEN, fold
from whence.weighing.register import same_system
from whence.weighing.tables.deals import Deal, Number, Year
from whence.weighing.tables.findings import Bounds, figure

_VARIANT: Final = 4
"""Letters of a variant after the name that it is one of: "Rafale DM", "S-300PMU"."""

_SHOWN: Final = 4  # deals that are told; of the others only how many

_PRICE: Final = re.compile(r"([A-Z]{3}|US\$|[$€£])\s?(\d[\d.,]*)(?:\s?[-–]\s?(\d[\d.,]*))?\s?(bn?|m)\b")
_SIGNS: Final = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}


def same_designation(said: str, table: str) -> bool:
    """Whether a designation of the table is the weapon said, or a variant of it: "S-300" is "S-300PMU-2/SA-20B"."""
    names = [table, *(part for part in re.split(r"[/(),]", table) if part.strip())]
    return any(same_system(said, name.strip()) or _variant(said, name) for name in names)


def _variant(said: str, table: str) -> bool:
    """Whether the table's name is the one said with letters of a variant after it, and no other model's number."""
    mine, others = TOKEN.findall(fold(said)), TOKEN.findall(fold(table))
    more = others[len(mine) :]
    return bool(mine and more) and others[: len(mine)] == mine and more[0].isalpha() and len(more[0]) <= _VARIANT


def overlap(years: Year, said: Sequence[int], near: int) -> bool:
    """Whether years that are said fall into those of the table, or miss them by no more than `near`."""
    return years.first - near <= max(said) and min(said) <= years.last + near


def fits(limits: Bounds, numbers: Sequence[Number]) -> bool:
    """Whether one of the numbers of the table, or all together, are what is said."""
    return any(limits.hold(n.value) for n in numbers) or limits.hold(sum(n.value for n in numbers))


def parts(deals: Sequence[Deal], year: int) -> Iterator[float]:
    """What each deal, and all, delivered in a year, and up to its end; for those not spread over years."""
    sure = [deal for deal in deals if not deal.spread and not deal.repeated]
    groups = [[deal] for deal in sure] + ([sure] if len(sure) > 1 else [])
    for group in groups:
        given = [d for deal in group for d in deal.deliveries if d.number is not None]
        yield from (
            sum(d.number or 0 for d in some)
            for some in ([d for d in given if d.year == year], [d for d in given if d.year <= year])
            if some
        )


def prices_in(comment: str) -> list[tuple[float, float, str]]:
    """Prices in a comment: "EUR5.2 b deal", "$750-800 m" as lowest, highest, ISO 4217 code."""
    found = []
    for unit, low, high, scale in _PRICE.findall(comment):
        factor = 1e9 if scale.startswith("b") else 1e6
        try:
            first = float(low.strip(".,").replace(",", ""))
            last = float(high.strip(".,").replace(",", "")) if high else first
        except ValueError:
            continue
        found.append((first * factor, last * factor, _SIGNS.get(unit, unit)))
    return found


def numbers_told(numbers: Sequence[Number]) -> str:
    """Numbers, those that the table is not sure of in brackets."""
    return " or ".join(dict.fromkeys(_number(n) for n in numbers))


def _number(number: Number) -> str:
    return f"({figure(number.value)})" if number.uncertain else figure(number.value)


def orders_told(deals: Sequence[Deal]) -> str:
    """The years in which deals were ordered."""
    return ", ".join(dict.fromkeys(str(deal.ordered_in) for deal in deals if deal.ordered_in)) or "undated"


def deals_told(deals: Sequence[Deal]) -> str:
    """Deals in words, each with its lines: "Leopard-2A4: ordered 30 in 2015, delivered 30 in 2016–2017 (line 12)"."""
    told = [_deal(deal) for deal in deals[:_SHOWN]]
    if len(deals) > _SHOWN:
        told.append(f"and {len(deals) - _SHOWN} more")
    return "; ".join(told)


def _deal(deal: Deal) -> str:
    facts = []
    if deal.ordered or deal.ordered_in:
        number = f" {_number(deal.ordered)}" if deal.ordered else ""
        facts.append(f"ordered{number}{f' in {deal.ordered_in}' if deal.ordered_in else ''}")
    if deal.delivered or deal.delivered_in:
        number = f" {_number(deal.delivered)}" if deal.delivered else ""
        years = ", ".join(map(str, deal.delivered_in))
        facts.append(f"delivered{number}{f' in {years}' if years else ''}")
    if deal.production:
        facts.append("built under licence" if deal.production == "licensed" else "built in part by the recipient")
    lines = ", ".join(map(str, deal.lines))
    return f"{deal.designation or deal.description}: {', '.join(facts)} (line{'s' * (len(deal.lines) > 1)} {lines})"


def lines_of_deals(deals: Sequence[Deal]) -> tuple[int, ...]:
    """The lines of the table that deals stand on."""
    return tuple(sorted({line for deal in deals for line in deal.lines}))
