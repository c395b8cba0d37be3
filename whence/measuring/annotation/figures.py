"""Figures as they are written in the markup: ``~60 percent: defence imports``, ``40..50 count: dead``."""

from __future__ import annotations

import re
from typing import Final

from whence.model import Quantity

_FIGURE: Final = re.compile(
    r"(?P<sign>[~<>]*)\s*(?P<a>-?\d+(?:\.\d+)?(?:e\d+)?)(?:\.\.(?P<b>-?\d+(?:\.\d+)?(?:e\d+)?))?"
    r"\s+(?P<unit>[^\s:]+)(?:\s*:\s*(?P<of>.+))?"
)


def read_figure(value: str) -> Quantity | None:
    """The quantity of a figure's tag (without text and offsets); None where it cannot be read.

    `value` is the number given, or the middle of a range; `low` and `high` are the bounds that the words set.
    """
    if (m := _FIGURE.fullmatch(value)) is None:
        return None
    a, b = float(m["a"]), float(m["b"]) if m["b"] else None
    low = a if b is not None or ">" in m["sign"] else None
    high = b if b is not None else a if "<" in m["sign"] else None
    middle = (a + b) / 2 if b is not None else a
    approximate = bool(m["sign"]) or b is not None
    return Quantity("", 0, 0, middle, m["unit"], low, high, approximate, m["of"])


def digits_agree(words: str, figure: Quantity) -> bool:
    """Whether the figures written in digits, where there are any, have the digits of the value or its bounds."""
    written = {_significant(d) for d in re.findall(r"\d(?:[\d.,' \u00a0\u202f]*\d)?", words)}
    written |= {_significant(d) for d in re.findall(r"\d+", words)}
    if not written:
        return True
    wanted = {_significant(f"{v:.6f}".rstrip("0")) for v in (figure.value, figure.low, figure.high) if v is not None}
    return bool(written & wanted)


def _significant(digits: str) -> str:
    return re.sub(r"\D", "", digits).strip("0") or "0"
