"""The record held against a table: what agrees, what does not, what the table does not tell, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.table import Table as Grid

from whence.model import Statement
from whence.showing.holdings import Holdings
from whence.showing.terminal import styled, trimmed
from whence.showing.words import certainty, count, short, tally
from whence.weighing.tables import VERDICTS, Finding, Verdict

_STYLES: Final[dict[Verdict, str]] = {"conflicts": "red", "agrees": "green"}
_WORDS: Final = 140
"""The characters of a statement's words that are shown."""

_LINES: Final = 12  # lines of the table that are named; JSON has them all
_SHOWN: Final = 3  # statements of a finding that are shown


def findings_list(table: str, findings: Sequence[Finding], holdings: Holdings) -> RenderableType:
    """The findings in the order given, a few lines each, under the table in words; those about other things are only
    counted."""
    counts = Counter(finding.verdict for finding in findings)
    related = [finding for finding in findings if not finding.unrelated]
    told = ", ".join(f"{counts[verdict]:,} {_plural(verdict, counts[verdict])}" for verdict in VERDICTS)
    lines = [styled((table, "bold")), styled(told)]
    grid = Grid.grid(padding=(0, 2, 1, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    for finding in related:
        grid.add_row(styled((finding.verdict, _STYLES.get(finding.verdict, ""))), _entry(finding, holdings))
    unrelated = len(findings) - len(related)
    if unrelated:
        are = count(unrelated, "figure is", "figures are")
        lines.append(styled((f"of these {are} about other things than such a table tells (--json lists them)", "dim")))
    return Group(*lines, styled(""), *([grid] if related else []))


def _plural(verdict: Verdict, number: int) -> str:
    """The verdict of so many."""
    return {"agrees": "agree", "conflicts": "conflict"}.get(verdict, verdict) if number != 1 else verdict


def _entry(finding: Finding, holdings: Holdings) -> RenderableType:
    claims = ", ".join(map(short, finding.claims))
    lines = [styled((finding.said, "bold"), f"  claim {claims}" if claims else "")]
    if finding.table is not None and finding.of != "transfer":
        lines.append(styled(f"the table: {finding.table}{_difference(finding)}"))
    lines.append(styled(f"{finding.why}{_lines(finding)}"))
    statements = _statements(finding, holdings)
    lines += [styled((_quote(s), "dim")) for s in statements[:_SHOWN]]
    if len(statements) > _SHOWN:
        lines.append(styled((f"and {count(len(statements) - _SHOWN, 'more statement')}", "dim")))
    if statements:
        lines.append(styled((tally(map(certainty, statements)), "dim")))
    return Group(*lines)


def _difference(finding: Finding) -> str:
    if finding.verdict != "conflicts" or not finding.difference:
        return ""
    unit = " points" if finding.of.startswith(("share", "change")) else ""
    way = "more" if finding.difference > 0 else "less"
    if finding.of.startswith("year"):
        return f" ({count(abs(int(finding.difference)), 'year')} {'later' if finding.difference > 0 else 'earlier'})"
    return f" ({abs(finding.difference):,.10g}{unit} {way})"


def _lines(finding: Finding) -> str:
    """The lines of the table, where the words of the reason do not name them."""
    if not finding.lines or "(line" in finding.why:
        return ""
    more = len(finding.lines) - _LINES
    shown = ", ".join(map(str, finding.lines[:_LINES])) + (f" and {more:,} more" if more > 0 else "")
    return f" (line{'s' * (len(finding.lines) > 1)} {shown})"


def _statements(finding: Finding, holdings: Holdings) -> list[Statement]:
    return [holdings.statements[s] for s in finding.statements if s in holdings.statements]


def _quote(statement: Statement) -> str:
    place = f"{short(statement.document)}:{statement.evidence.start}-{statement.evidence.end}"
    return f"“{trimmed(statement.quote, _WORDS)}” {place}"


def finding_json(finding: Finding, holdings: Holdings) -> dict[str, Any]:
    """The finding for programs, with the words that it is about."""
    words = [
        {
            "statement": s.id,
            "document": s.document,
            "evidence": {"start": s.evidence.start, "end": s.evidence.end, "quote": s.quote},
            "polarity": s.polarity,
            "modality": s.modality,
            "evidential": s.evidential,
        }
        for s in _statements(finding, holdings)
    ]
    told = {"table": finding.table, "difference": finding.difference}
    return {
        "type": "finding",
        "verdict": finding.verdict,
        "of": finding.of,
        "said": finding.said,
        **{key: value for key, value in told.items() if value is not None},
        "why": finding.why,
        "lines": list(finding.lines),
        "claims": list(finding.claims),
        "words": words,
    }
