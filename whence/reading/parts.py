"""What a reader of one format hands on: the text, and what the bytes say about it."""

from __future__ import annotations

import dataclasses

from whence.model import Published


@dataclasses.dataclass(frozen=True, slots=True)
class Parts:
    """A report taken out of its format. `text` is not clean yet; None where the bytes do not say.

    `address` is the page's own canonical address; `parser` the reader's name and version.
    """

    text: str
    parser: str
    title: str | None = None
    publisher: str | None = None
    published: Published | None = None
    language: str | None = None
    address: str | None = None
