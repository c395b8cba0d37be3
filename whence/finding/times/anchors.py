"""What a relative time was counted from, in words."""

from __future__ import annotations

from typing import Final

from whence.finding.times.story import Base
from whence.model import Published

_HOW_KNOWN: Final = {
    "metadata": "from the metadata",
    "text": "from the text",
    "filename": "from the file name",
    "inferred": "inferred",
    "unknown": "given",
}


def anchor(base: Base | None, published: Published | None, told: str | None = None) -> str | None:
    """The anchor of a time counted from `base`; `told` are the words of the time told before. None: it is absolute."""
    if base is None:
        return None
    if base == "then":
        return f"the time told before it ({told})" if told else "no time told before it"
    if published is None or published.date is None:
        return "publication date unknown"
    return f"publication date ({_HOW_KNOWN[published.basis]})"
