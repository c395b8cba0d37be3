"""What follows from the marks without being written down: chains, evidentials, and the origins behind a claim."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from whence.measuring.annotation.history import ClaimMark, Story
from whence.measuring.annotation.marks import AttributionMark, Marked, Quoted, StatementMark
from whence.model import Evidential, Passage, Quotation

REPORTING = frozenset({"outlet", "agency"})


@dataclasses.dataclass(frozen=True, slots=True)
class MarkedLink:
    """One source of a chain: its key, its words and its cue where they stand, and whether it carries over."""

    key: str
    passage: Passage | None
    cue: Passage | None
    carried: bool


def attributions_of(report: Marked, statement: StatementMark) -> list[AttributionMark]:
    """The attributions that a statement stands under, outermost first."""
    by_label = {a.label: a for a in report.attributions}
    found: list[AttributionMark] = []
    label = statement.on
    while label in by_label and by_label[label] not in found:
        found.insert(0, by_label[label])
        label = by_label[label].within
    return found


def chain_of(report: Marked, statement: StatementMark, own: str) -> list[MarkedLink]:
    """The sources behind a statement, nearest to the reader first, origin last; not the report's `own` outlet."""
    links: list[MarkedLink] = []
    home = _sentence_of(report, statement.evidence.start)

    def add(quoted: Quoted, cue: tuple[Passage, ...]) -> None:
        if not quoted.key or quoted.key == own or any(x.key == quoted.key for x in links):
            return
        words = Passage(quoted.pieces[0].start, quoted.pieces[-1].end) if quoted.pieces else None
        carried = words is None or _sentence_of(report, words.start) != home
        links.append(MarkedLink(quoted.key, words, Passage(cue[0].start, cue[-1].end) if cue else None, carried))

    for attribution in attributions_of(report, statement):
        if attribution.via is not None:
            add(attribution.via, attribution.cue)
        add(attribution.source, attribution.cue)
    return links


def evidential_of(report: Marked, statement: StatementMark) -> Evidential:
    """Hearsay where everything that it stands under is hearsay; attributed where somebody in particular says it."""
    above = attributions_of(report, statement)
    if any(not a.hearsay for a in above):
        return "attributed"
    return "hearsay" if above or statement.hearsay else "stated"


def quotation_of(report: Marked, statement: StatementMark) -> Quotation:
    """How the innermost attribution quotes the statement."""
    above = attributions_of(report, statement)
    if not above:
        return "none"
    kind = above[-1].kind
    return "direct" if kind == "direct" else "mixed" if kind == "mixed" else "indirect"


def _sentence_of(report: Marked, offset: int) -> int:
    return max((i for i, s in enumerate(report.sentences) if s.start <= offset), default=0)


class Origins:
    """Follows the statements of a claim to where their word first comes from (how independence is counted)."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def of(self, claim: ClaimMark) -> dict[str, list[tuple[str, str]]]:
        """The statements of a claim by the key of their origin: ``circle:a+b`` where reports lead to each other."""
        found: dict[str, list[tuple[str, str]]] = {}
        for statement in claim.statements:
            found.setdefault(self._follow(statement, claim, ()), []).append(statement)
        return found

    def counted(self, claim: ClaimMark) -> dict[str, list[tuple[str, str]]]:
        """The same as they count for independence: the unnamed sources of one outlet are one, under the first's key."""
        found: dict[str, list[tuple[str, str]]] = {}
        first: dict[str, str] = {}
        for key, told in self.of(claim).items():
            entity = self.story.entity(key)
            if entity is not None and entity.kind == "unnamed":
                key = first.setdefault(self._heard_by(key, told[0]), key)
            found.setdefault(key, []).extend(told)
        return found

    def _heard_by(self, key: str, at: tuple[str, str]) -> str:
        """The outlet that heard an unnamed source: the last one before it in the chain, else the report's own."""
        short, label = at
        report, own = self.story.reports[short], self.story.notes[short].outlet
        statement = next(s for s in report.statements if s.label == label)
        keys = [link.key for link in chain_of(report, statement, own)]
        outlets = [k for k in keys[: keys.index(key)] if self._reports(k)] if key in keys else []
        return outlets[-1] if outlets else own

    def _reports(self, key: str) -> bool:
        entity = self.story.entity(key)
        return entity is not None and entity.kind in REPORTING

    def of_one(self, statement: tuple[str, str]) -> dict[str, list[tuple[str, str]]]:
        """The same for a statement that is a claim of its own."""
        return self.of(ClaimMark("", None, (statement,)))

    def _follow(self, at: tuple[str, str], claim: ClaimMark, seen: tuple[tuple[str, str], ...]) -> str:
        if at in seen:
            circle = sorted({self.story.notes[s].outlet for s, _ in seen[seen.index(at) :]})
            return "circle:" + "+".join(circle)
        seen = (*seen, at)
        short, label = at
        report, note = self.story.reports[short], self.story.notes[short]
        statement = next(s for s in report.statements if s.label == label)
        if chain := chain_of(report, statement, note.outlet):
            far = chain[-1].key
            return self._outlet(far, short, claim, seen)
        for copy in self.story.copies:
            if copy.later == short and _overlap(copy.to, statement.evidence):
                earlier = self._told(copy.earlier, claim, copy.from_)
                if earlier is not None:
                    return self._follow(earlier, claim, seen)
                return self._uncopied(copy.earlier, claim, seen)
        return self._uncopied(short, claim, seen)

    def _uncopied(self, short: str, claim: ClaimMark, seen: tuple[tuple[str, str], ...]) -> str:
        for report, key in self.story.credits:
            if report == short:
                return self._outlet(key, short, claim, seen)
        return self.story.notes[short].outlet

    def _outlet(self, key: str, short: str, claim: ClaimMark, seen: tuple[tuple[str, str], ...]) -> str:
        if not self._reports(key):
            return key
        for other in self._reports_of(key, short):
            told = self._told(other, claim, None)
            if told is not None:
                return self._follow(told, claim, seen)
        return key

    def _reports_of(self, outlet: str, but: str) -> Iterator[str]:
        mine = [n for n in self.story.notes.values() if n.outlet == outlet and n.short != but]
        yield from (n.short for n in sorted(mine, key=lambda n: n.date or "", reverse=True))

    def _told(self, short: str, claim: ClaimMark, within: Passage | None) -> tuple[str, str] | None:
        told = [s for s in claim.statements if s[0] == short]
        if within is not None and short in self.story.reports:
            marks = {s.label: s for s in self.story.reports[short].statements}
            told = [s for s in told if _overlap(marks[s[1]].evidence, within)] or told
        return told[0] if told else None


def _overlap(a: Passage, b: Passage) -> bool:
    return a.start < b.end and b.start < a.end
