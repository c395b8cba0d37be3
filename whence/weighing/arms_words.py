"""The words of arms tables and of reports on them, as data: ``data/arms_trade.toml``."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

from whence.knowledge.folding import fold


@functools.cache
def words() -> dict[str, Any]:
    """What arms tables and reports on them say: ``data/arms_trade.toml``."""
    file = resources.files("whence.weighing").joinpath("data/arms_trade.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """A name of a table as it is looked up: folded, one blank between words."""
    return " ".join(fold(text).split())
