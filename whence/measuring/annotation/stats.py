"""What is in the corpus, counted; and what the corpus promises to hold at least, in each language."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from whence.finding.event_types import MODES
from whence.measuring.annotation.chains import chain_of, evidential_of
from whence.measuring.annotation.history import Story

PROMISED: Final[Mapping[str, int]] = {
    "reports": 120,
    "words": 30_000,
    **{f"event {kind}": 50 for kind in sorted(MODES)},
    **{f"modality {kind}": 100 for kind in ("attempted", "intended", "possible", "hypothetical")},
    "evidential hearsay": 200,
    "polarity negated": 200,
    "chains of two or more": 250,
}
"""Counts in each language that must be there at least."""
STORIES: Final = 50
REPORTS_A_STORY: Final = (3, 8)


@dataclasses.dataclass(frozen=True, slots=True)
class Counts:
    """Counts by language, and those of the stories."""

    languages: Mapping[str, Counter[str]]
    stories: int
    claims: Counter[str]

    def short_of(self) -> Iterator[str]:
        """The promises that are not kept."""
        if self.stories < STORIES:
            yield f"stories: {self.stories} of {STORIES}"
        for language, counts in sorted(self.languages.items()):
            for name, least in PROMISED.items():
                if counts[name] < least:
                    yield f"{language}: {name}: {counts[name]} of {least}"


def count(stories: Sequence[Story]) -> Counts:
    """Counts what stories hold."""
    languages: dict[str, Counter[str]] = {}
    claims: Counter[str] = Counter()
    for story in stories:
        for short in story.reports:
            languages.setdefault(story.language(short), Counter()).update(_of_report(story, short))
        claims["claims of two or more statements"] += sum(len(c.statements) > 1 for c in story.claims)
        claims["claims told in both languages"] += sum(
            len({story.language(r) for r, _ in c.statements}) > 1 for c in story.claims
        )
        claims["conflicts"] += len(story.conflicts)
        claims["passages copied"] += len(story.copies)
        claims.update(f"passages {c.how}" for c in story.copies)
        claims["pairs of reports that copy"] += len({(c.earlier, c.later) for c in story.copies})
        claims["hedges, sources, numbers, dates lost"] += len(story.losses)
    return Counts(languages, len(stories), claims)


def _of_report(story: Story, short: str) -> Counter[str]:
    report, note = story.reports[short], story.notes[short]
    counts: Counter[str] = Counter(
        {
            "reports": 1,
            "words": len(report.text.split()),
            "sentences": len(report.sentences),
            "attributions": len(report.attributions),
            "statements": len(report.statements),
        }
    )
    counts["reports without a date"] += note.date is None
    for span in report.spans:
        counts[f"span {span.kind}"] += 1
    for a in report.attributions:
        counts[f"attribution {a.kind}"] += 1
        counts["attribution nested"] += a.within is not None
        counts["attribution hearsay"] += a.hearsay
    for s in report.statements:
        kind = s.types[0][0]
        event = kind.isupper()
        counts["kind event" if event else "kind figure" if kind == "figure" else "kind relation"] += 1
        if event:
            counts[f"event {kind}"] += 1
        counts[f"modality {s.modality}"] += 1
        counts[f"evidential {evidential_of(report, s)}"] += 1
        counts["polarity negated" if s.negated else "polarity affirmed"] += 1
        links = chain_of(report, s, note.outlet)
        counts[f"chain of {min(len(links), 3)}{' or more' if len(links) > 2 else ''}"] += bool(links)
        counts["chains of two or more"] += len(links) > 1
        counts["chains carried"] += any(link.carried for link in links)
        counts["transfers"] += s.transfer is not None
        counts["statements with a time"] += s.time is not None
        counts["statements with a place"] += s.place is not None
        counts["statements with a figure"] += bool(s.quantities)
    return counts


def table(counts: Counts) -> Iterator[str]:
    """The counts as lines of a Markdown table, a column a language."""
    languages = sorted(counts.languages)
    names = sorted({n for c in counts.languages.values() for n in c}, key=lambda n: (_RANK.get(n, 9), n))
    yield f"| {counts.stories} stories | {' | '.join(languages)} |"
    yield "| --- |" + " ---: |" * len(languages)
    for name in names:
        yield f"| {name} | {' | '.join(str(counts.languages[x][name]) for x in languages)} |"
    yield ""
    yield "| between reports | |"
    yield "| --- | ---: |"
    for name, n in counts.claims.items():
        yield f"| {name} | {n} |"


_RANK: Final = {
    name: i
    for i, name in enumerate(("reports", "words", "sentences", "reports without a date", "statements", "attributions"))
}
