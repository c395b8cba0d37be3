"""Statements -> the figures in them that a table of arms transfers can tell: shares and changes of a state's imports
or exports."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from whence import knowledge
from whence.knowledge.folding import fold
from whence.model import Entity, Quantity, Statement
from whence.weighing.arms_words import words
from whence.weighing.tables.mentioned import State, periods_in, states_in, whole_years
from whence.weighing.tables.shares import Direction, Flow, Period

_WORD: Final = re.compile(r"[^\W_]+")
_CLOSE: Final = 40
"""Characters between a state and the imports that are its own: "importations de défense de l'Azerbaïdjan"."""

_LEADING: Final = 25
"""Where a time that stands before the figure begins at the latest: "Entre 2016 et 2020, ..."."""

_BEFORE: Final = 600  # characters before a statement in which arms must be spoken of, where it does not say so itself
_CARRIED: Final = 250  # characters that what a figure measures may be carried over


class ArmsFigure(NamedTuple):
    """A figure about arms imports or exports. A share: `part` of `whole` over one period; a change of `part` between
    two, `falls` if it is said to have fallen. Or `why` it cannot be held against a table.
    """

    statement: Statement
    quantity: Quantity
    part: Flow | None = None
    whole: Flow | None = None
    periods: tuple[Period, ...] = ()
    falls: bool = False
    change: bool = False
    why: str = ""
    carried: bool = False


def arms_figures(
    statements: Sequence[Statement], entities: Mapping[str, Entity], texts: Mapping[str, str]
) -> list[ArmsFigure]:
    """The percentages of the statements that are about arms imports or exports, in the order of the texts.

    `texts` are those of the documents by id. A figure that does not say what it measures ("in 2020, this number rose to
    70%") measures what the one right before it does.
    """
    found: list[ArmsFigure] = []
    for statement in sorted(statements, key=lambda s: (s.document, s.evidence.start, s.evidence.end, s.id)):
        for quantity in (q for q in statement.quantities if q.unit == "percent" and _has_value(q)):
            before = found[-1] if found else None
            if before is not None and not _right_before(before, statement):
                before = None
            figure = _Reading(statement, quantity, entities, texts.get(statement.document, "")).figure(before)
            if figure is not None:
                found.append(figure)
    return found


def _right_before(figure: ArmsFigure, statement: Statement) -> bool:
    if figure.statement.document != statement.document:
        return False
    return statement.evidence.start - figure.statement.evidence.end <= _CARRIED


def begins(word: str, stems: Sequence[str]) -> bool:
    """Whether a folded word begins with one of the stems; a stem of up to two letters is the whole word."""
    return any(word == stem or (len(stem) > 2 and word.startswith(stem)) for stem in stems)


class _Reading:
    """One percentage in its statement."""

    def __init__(self, statement: Statement, quantity: Quantity, entities: Mapping[str, Entity], text: str) -> None:
        self.statement, self.quantity, self.text = statement, quantity, text
        self.lexicon: Mapping[str, Sequence[str]] = words()["trade"]
        self.quote = fold(statement.quote)
        self.tokens = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(self.quote)]
        self.at = min(max(0, quantity.start - statement.evidence.start), len(self.quote))
        self.end = min(max(self.at, quantity.end - statement.evidence.start), len(self.quote))
        self.states = states_in(statement, entities)

    def figure(self, before: ArmsFigure | None) -> ArmsFigure | None:
        """The figure; None where it is about something else than arms."""
        trade = self._trade()
        same = before is not None and before.statement.id == self.statement.id
        if trade is None or (same and not self._own()):
            return self._carried_over(before)
        direction, noun = trade
        if not self._about_arms():
            return None
        falls, change = self._change()
        if change:
            return self._changed(direction, noun, falls, before)
        return self._with_periods(*self._share(direction, noun))

    def _changed(
        self, direction: Direction, noun: tuple[int, int], falls: bool, before: ArmsFigure | None
    ) -> ArmsFigure:
        """A change: of the imports or exports named, or ("these imports fell") of those of the figure before."""
        here = [s for s in self.states if s.start >= 0]
        same = before is not None and before.whole is not None and before.whole.direction == direction
        if not here and same and before is not None:
            periods = tuple(sorted({*self._periods(True), *before.periods}))
            figure = self._with_periods(before.whole, before.whole, falls=falls, change=True, carried=True)
            enough = before.whole is not None and before.whole.owner and len(periods) == 2
            return figure._replace(periods=periods, why="") if enough else figure
        owner = self._owner(noun) or self._subject()
        others = frozenset(s.country for s in here if self._on_the_other_side(s)) - {owner}
        flow = Flow(direction, owner, others or None) if owner else None
        return self._with_periods(flow, flow, falls=falls, change=True)

    def _share(self, direction: Direction, noun: tuple[int, int]) -> tuple[Flow | None, Flow | None]:
        here = list(dict.fromkeys(s.country for s in self.states if s.start >= 0))
        countries = here if len(here) > 1 else list(dict.fromkeys(s.country for s in self.states))
        alone = len(countries) == 1 and any(self._is(w, "world") for _, _, w in self.tokens)
        owner = None if self._world() or alone else self._owner(noun)
        if owner is None and (self._world() or len(countries) == 1):
            subject = self._subject()
            return (Flow(direction, subject), Flow(direction, None)) if subject else (None, None)
        if owner is None:
            return None, None
        others = frozenset(countries) - {owner}
        return Flow(direction, owner, others) if others else None, Flow(direction, owner)

    def _with_periods(
        self, part: Flow | None, whole: Flow | None, *, falls: bool = False, change: bool = False, carried: bool = False
    ) -> ArmsFigure:
        periods = self._periods(change)
        why = ""
        if whole is None or (part is None and whole.owner is None):
            why = "it does not say whose imports or exports they are"
        elif part is None:
            why = "it names no state on the other side"
        elif change and len(periods) != 2:
            why = "a change, for which it would have to name two periods"
        elif not periods:
            why = "it names no period in whole years"
        return ArmsFigure(self.statement, self.quantity, part, whole, periods, falls, change, why, carried)

    def _carried_over(self, before: ArmsFigure | None) -> ArmsFigure | None:
        """What the figure before measures, where this one says nothing of that itself."""
        if before is None or before.change or before.whole is None:
            return None
        countries = {s.country for s in self.states}
        known = {before.whole.owner, *((before.part.partners or ()) if before.part else ())}
        if before.part and before.part.owner:
            known.add(before.part.owner)
        same = before.statement.id == self.statement.id
        if not (same or self._demonstrative() or self._world()) or not countries <= known:
            return None
        falls, change = self._change()
        if change:
            return None
        return self._with_periods(before.part, before.whole, falls=falls, carried=not same)

    def _own(self) -> bool:
        """Whether the words of this very figure tell what it measures."""
        return bool(self.quantity.of and any(self._is(w, "imports", "exports") for w in _words(self.quantity.of)))

    def _demonstrative(self) -> bool:
        return not self.quantity.of and not any(self._is(w, "arms") for _, _, w in self.tokens)

    def _is(self, word: str, *kinds: str) -> bool:
        return any(begins(word, self.lexicon[kind]) for kind in kinds)

    def _trade(self) -> tuple[Direction, tuple[int, int]] | None:
        """Which of imports and exports the figure is about, and where the word for it stands: the nearest to it."""
        found: list[tuple[int, Direction, tuple[int, int]]] = []
        for start, end, word in self.tokens:
            distance = min(abs(start - self.end), abs(self.at - end)) + (0 if start >= self.end else 15)
            if self._is(word, "imports"):
                found.append((distance, "imports", (start, end)))
            elif self._is(word, "exports"):
                found.append((distance, "exports", (start, end)))
        if found:
            _, direction, place = min(found)
            return direction, place
        supplied = [(s, e) for s, e, word in self.tokens if self._is(word, "supplies")]
        goods = [(s, e) for s, e, word in self.tokens if self._is(word, "arms") and s >= self.end]
        return ("imports", goods[0]) if supplied and goods else None

    def _about_arms(self) -> bool:
        """Whether arms are what is traded: said here, or before and no other goods here."""
        if any(self._is(word, "arms") for _, _, word in self.tokens):
            return True
        known = knowledge.load()
        names = {w for s in self.states for w in _words(self.quote[s.start : s.end])}
        for word in _words(self.quantity.of or ""):
            named = word in names or known.lookup(word, self.statement.language) is not None
            if len(word) > 3 and not named and not self._is(word, "imports", "exports", "world", "filler"):
                return False
        start = self.statement.evidence.start
        return any(self._is(word, "arms") for word in _words(self.text[max(0, start - _BEFORE) : start]))

    def _change(self) -> tuple[bool, bool]:
        """Whether the figure is said to be what something fell by, and whether it is a change at all."""
        before = [(s, e, w) for s, e, w in self.tokens if e <= self.at]
        after = [(s, e, w) for s, e, w in self.tokens if s >= self.end][:2]
        if before and before[-1][2] in self.lexicon["level"]:
            return False, False
        compared = [w for _, _, w in after]
        for word in compared + [w for _, _, w in reversed(before[-4:])]:
            if self._is(word, "falls"):
                return True, True
            if self._is(word, "rises"):
                return False, True
        return False, False

    def _world(self) -> bool:
        """Whether all states' trade is what the share is of: the word stands after the figure."""
        near = [w for s, _, w in self.tokens if s >= self.end][:8]
        return any(self._is(w, "world") for w in (*_words(self.quantity.of or ""), *near))

    def _owner(self, noun: tuple[int, int]) -> str | None:
        """Whose imports or exports they are: the state that stands nearest to the word, and not on the other side."""
        best: tuple[int, str] | None = None
        for state in self.states:
            if state.start < 0:
                continue
            distance = max(noun[0] - state.end, state.start - noun[1], 0)
            apart = state.end <= self.at <= noun[0]  # the figure stands between
            if apart or self._on_the_other_side(state):
                continue
            if distance <= _CLOSE and (best is None or distance < best[0]):
                best = distance, state.country
        return best[1] if best else None

    def _on_the_other_side(self, state: State) -> bool:
        """Whether a word like "to" or "from" stands before a state."""
        previous = [word for _, end, word in self.tokens if end <= state.start][-2:]
        return any(word in self.lexicon["toward"] for word in previous)

    def _open(self, start: int) -> bool:
        """Whether a word like "since" stands before a time."""
        return next((w for _, e, w in reversed(self.tokens) if e <= start), "") in self.lexicon["open"]

    def _subject(self) -> str | None:
        """The state that the figure is told of: the one that acts, else the last one before it, else the first."""
        actors = {part.country for part in self.statement.participants if part.role == "actor" and part.country}
        acting = [state.country for state in self.states if state.country in actors]
        if len(set(acting)) == 1:
            return acting[0]
        before = [s for s in self.states if s.end <= self.at]
        return (before[-1] if before else self.states[0]).country if self.states else None

    def _periods(self, change: bool) -> tuple[Period, ...]:
        """The period of a share; the two of a change, the earlier first. Whole years only."""
        named = periods_in(self.quote)
        if change:
            return tuple(sorted({period for _, period in named}))
        others = [q.start - self.statement.evidence.start for q in self.statement.quantities]
        until = min((o for o in others if o > self.at and self.statement.quantities), default=len(self.quote))
        percents = [q for q in self.statement.quantities if q.unit == "percent"]
        following = [period for start, period in named if self.end <= start < (until if len(percents) > 1 else 10**6)]
        if following:
            return (following[0],)
        whole = whole_years(self.statement)
        if whole is not None:
            return (whole,)
        leading = [period for start, period in named if start <= _LEADING and not self._open(start)]
        return (leading[0],) if leading else ()


def _has_value(quantity: Quantity) -> bool:
    return any(value is not None for value in (quantity.value, quantity.low, quantity.high))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
