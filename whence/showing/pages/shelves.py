"""The shelf of a record as it is now: filled, renewed after decisions, filled again when claims are computed anew."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING, Final

from whence.model import Claim
from whence.showing.pages.shelf import Row, Shelf

if TYPE_CHECKING:
    from whence.record import Record

PATIENCE: Final = 5.0
"""Seconds that the first reader who finds the record changed waits for the new shelf: of a small record it is there by
then."""

SELDOM: Final = (20_000, 50, 100)
"""How many things have to be made before it is looked for what could go, and how often more thoroughly: what pages
remember is long, looking through it takes a tenth of a second, and little goes in circles."""


class Shelves:
    """The shelf of a record as it is now.

    Decisions change a few claims each: these are exchanged in it, whatever the size of the record, before the next page
    is shown. Where claims have been computed anew it is filled again, which of a large record takes its time: meanwhile
    readers have the one before.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self._filling: Final = threading.Lock()
        self._deciding: Final = threading.Lock()
        self._kept: tuple[str, str, Shelf] | None = None
        self._warm = False

    def warm(self) -> None:
        """Fills the shelf, and makes what all readers ask for, before the first one asks; so also later on, whenever
        the record has changed."""
        self._warm = True
        self.now()

    def now(self) -> Shelf:
        """The shelf for the record's present state."""
        kept, state = self._kept, self.record.state()
        if kept is not None and kept[:2] == state:
            return kept[2]
        if kept is None:
            with self._filling:
                if self._kept is None:
                    self._fill()
        elif kept[0] != state[0] and self._filling.acquire(blocking=False):
            filling = threading.Thread(target=self._fill_beside, name="filling", daemon=True)
            filling.start()
            filling.join(PATIENCE)
        return self._with_decisions()

    def _with_decisions(self) -> Shelf:
        """The shelf with all decisions in it: who has just taken one wants to see it."""
        with self._deciding:
            assert self._kept is not None
            filled, at, shelf = self._kept
            weighed, last = self.record.state()
            if last == at:
                return shelf
            from whence.showing.pages.filling import exchange

            changed = self.record.reviewing.touched_since(at)
            if weighed != filled:  # of the claims that the next shelf will have, those that this one has too
                changed = [claim for claim in changed if _is_same(claim, shelf.rows.get(claim.id))]
            self._kept = filled, last, exchange(self.record, shelf, changed)
            shelf.let_go()
            return self._kept[2]

    def _fill_beside(self) -> None:
        try:
            self._fill()
        finally:
            self._filling.release()

    def _fill(self) -> None:
        from whence.showing.pages.keeping import shelf_of
        from whence.showing.pages.warming import warm

        # Millions of things are made that stay: looking among them for what could go costs, now and later.
        gc.disable()
        try:
            filled = shelf_of(self.record)
            if self._warm:
                warm(filled[2])
                gc.freeze()
                gc.set_threshold(*SELDOM)
        finally:
            gc.enable()
        with self._deciding:
            before, self._kept = self._kept, filled
        if before is not None:
            before[2].let_go()


def _is_same(claim: Claim, row: Row | None) -> bool:
    return row is not None and row.claim.statements == claim.statements
