"""A sheet: what one page shows, for people and for programs; and the cutting of long lists into pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """A page: the template that shows it, what the template is given, and, made when asked for, its data as JSON."""

    template: str
    shown: Mapping[str, Any]
    data: Callable[[], Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """One page of a list: its items, and where they stand in all of it. `first` counts from 1."""

    items: Sequence[T]
    total: int
    page: int
    pages: int
    first: int

    @property
    def numbers(self) -> dict[str, int]:
        """Where this page stands, as JSON values."""
        return {"total": self.total, "page": self.page, "pages": self.pages}


def cut(items: Sequence[T], page: int, size: int) -> Cut[T]:
    """A page of a list; a page beyond the last is the last."""
    pages = max(1, -(-len(items) // size))
    page = min(page, pages)
    start = (page - 1) * size
    return Cut(items[start : start + size], len(items), page, pages, start + 1)
