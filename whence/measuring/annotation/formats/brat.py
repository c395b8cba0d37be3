"""The corpus as brat standoff."""

from __future__ import annotations

from typing import Final, get_args

from whence.exporting.standoff import Scheme, Standoff
from whence.measuring.annotation.chains import evidential_of
from whence.measuring.annotation.formats.tokens import LABELS
from whence.measuring.annotation.history import Story
from whence.model import Evidential, Modality, Polarity

NAMED: Final = "#cdeccd"
STATED: Final = "#f3d0e6"


def brat(story: Story, short: str) -> str:
    """One report's annotations: spans are names by kind, Time, Figure, Source, Cue, Content, and statements by type; a
    content has relations to its source and its cue, a statement attributes. Spans that cross a line are cut at it.
    """
    report = story.reports[short]
    made = Standoff(report.text)
    for span in report.spans:
        if span.kind in ("time", "figure"):
            name = span.kind.capitalize()
        else:
            entity = story.entity(span.value)
            name = entity.kind if entity else "unknown"
        if key := made.span(name, [(span.start, span.end)]):
            made.note(key, span.value)
    for a in report.attributions:
        content, cue, source = (
            made.span(name, pieces)
            for name, pieces in (("Content", a.content), ("Cue", a.cue), ("Source", a.source.pieces))
        )
        for type_, other in (("HasSource", source), ("HasCue", cue)):
            if content and other:
                made.relation(type_, content, other)
    for s in report.statements:
        if key := made.span(s.types[0][0], [s.evidence]):
            made.attribute("Polarity", key, "negated" if s.negated else "affirmed")
            made.attribute("Modality", key, s.modality)
            made.attribute("Evidential", key, evidential_of(report, s))
    return str(made)


def scheme(stories: tuple[Story, ...]) -> Scheme:
    """What is marked in these stories."""
    reports = [report for story in stories for report in story.reports.values()]
    types = sorted({s.types[0][0] for report in reports for s in report.statements})
    parts = {"Source": "#b3d7ff", "Cue": "#d9d9d9", "Content": "#ffe9a8", "Time": "#d8ccf0", "Figure": "#f7d9b5"}
    return Scheme(
        spans=dict.fromkeys([*LABELS, "unknown"], NAMED) | parts | dict.fromkeys(types, STATED),
        relations={"HasSource": ("Content", "Source"), "HasCue": ("Content", "Cue")},
        attributes={
            name: ("|".join(types), get_args(values))
            for name, values in (("Polarity", Polarity), ("Modality", Modality), ("Evidential", Evidential))
        },
    )
