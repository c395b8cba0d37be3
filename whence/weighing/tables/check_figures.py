"""Shares and changes that reports tell -> findings: do they hold by the trend-indicator values of the table?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from whence.weighing.tables.arms_figures import ArmsFigure
from whence.weighing.tables.deals import Table
from whence.weighing.tables.findings import Finding, Verdict, bounds, figure
from whence.weighing.tables.shares import Share, Unknown, Volume, change, share, told


def figure_findings(table: Table, figures: Sequence[ArmsFigure], claim_of: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each figure; the same figure told by several statements of a claim is one.

    `claim_of` maps a statement's id to its claim's.
    """
    groups: dict[Hashable, list[ArmsFigure]] = defaultdict(list)
    for one in figures:
        quantity = one.quantity
        values = (quantity.value, quantity.low, quantity.high, quantity.approximate)
        claim = claim_of.get(one.statement.id, one.statement.id)
        groups[claim, values, one.part, one.whole, one.periods, one.change, one.falls].append(one)
    for group in groups.values():
        yield _finding(table, group, claim_of)


def _finding(table: Table, group: Sequence[ArmsFigure], claim_of: Mapping[str, str]) -> Finding:
    first = group[0]
    statements = tuple(one.statement.id for one in group)
    claims = tuple(sorted({claim_of[s] for s in statements if s in claim_of}))
    of = _of(first)
    notes = "what it measures is carried over from the figure before it" if first.carried else ""
    if first.why or first.part is None or first.whole is None:
        return Finding("cannot be checked", of, _said(first), first.why, claims, statements)
    found = _changed(table, first) if first.change else _shared(table, first)
    if isinstance(found, Unknown):
        verdict: Verdict = "not in the table" if found.missing else "cannot be checked"
        return Finding(verdict, of, _said(first), found.why, claims, statements)
    value, low, why, lines = found
    signed = -value if first.change and first.falls else value
    limits = bounds(first.quantity)
    holds = limits.hold(signed) or (not first.change and limits.hold(low))
    said = first.quantity.value
    return Finding(
        verdict="agrees" if holds else "conflicts",
        of=of,
        said=_said(first),
        why="; ".join(filter(None, (why, notes))),
        claims=claims,
        statements=statements,
        table=f"{'rose' if value >= 0 else 'fell'} by {figure(abs(value))}%" if first.change else f"{figure(value)}%",
        difference=round(signed - said, 2) if said is not None else None,
        lines=lines,
    )


def _shared(table: Table, one: ArmsFigure) -> tuple[float, float, str, tuple[int, ...]] | Unknown:
    """The share by the table, the share with unknown parties counted, how it was reckoned, and from which lines."""
    if one.part is None or one.whole is None:
        return Unknown(one.why)
    (period,) = one.periods
    found = share(table, one.part, one.whole, period)
    if isinstance(found, Unknown):
        return found
    why = (
        f"{told(one.part)}, {period}: {figure(found.part.tiv)} of {figure(found.whole.tiv)} million"
        " in trend-indicator values"
    )
    notes = [why, *_apart(found), *_reckoned(found, found.part, found.whole)]
    return found.value, found.low, "; ".join(notes), found.whole.lines


def _apart(found: Share) -> Iterator[str]:
    if found.whole.apart:
        yield (
            f"unknown and starred parties, {figure(found.whole.apart)} million, are left out"
            f" (with them it is {figure(found.low)}%)"
        )


def _reckoned(found: Share | None, *volumes: Volume) -> Iterator[str]:
    if any(v.spread for v in volumes):
        yield "deliveries over several years are spread evenly over them"
    if any(v.repeated for v in volumes):
        also = f"; if they are those of their years it is {figure(found.summed)}%" if found else ""
        yield f"totals that stand in the line of each year are counted once{also}"


def _changed(table: Table, one: ArmsFigure) -> tuple[float, float, str, tuple[int, ...]] | Unknown:
    if one.part is None:
        return Unknown(one.why)
    before, after = one.periods
    found = change(table, one.part, before, after)
    if isinstance(found, Unknown):
        return found
    value, earlier, later = found
    why = (
        f"{told(one.part)}: {figure(earlier.tiv)} million in {before}, {figure(later.tiv)} in {after},"
        " in trend-indicator values"
    )
    lines = tuple(sorted({*earlier.lines, *later.lines}))
    return value, value, "; ".join((why, *_reckoned(None, earlier, later))), lines


def _of(one: ArmsFigure) -> str:
    flow = one.whole or one.part
    trade = f"arms {flow.direction}" if flow else "arms trade"
    return f"change of {trade}" if one.change else f"share of {trade}"


def _said(one: ArmsFigure) -> str:
    words = one.quantity.text
    if one.change:
        words = f"{'fell' if one.falls else 'rose'} by {words}"
    flow, whole = one.part, one.whole
    if flow is not None and whole is not None and not one.change:
        words += f" of the {told(whole)}"
        if flow.partners and flow != whole:
            words = f"{one.quantity.text} of the {told(flow._replace(partners=None))}, {_side(one)}"
        elif flow.owner and whole.owner is None:
            words += f", those of {told(flow).split(' of ', 1)[1]}"
    elif flow is not None:
        words = f"{told(flow)} {words}"
    periods = " to ".join(map(str, one.periods)) if one.periods else ""
    return f"{words} ({periods})" if periods else words


def _side(one: ArmsFigure) -> str:
    flow = one.part
    if flow is None:
        return ""
    word = " from " if flow.direction == "imports" else " to "
    return word.strip() + " " + told(flow).split(word, 1)[1]
