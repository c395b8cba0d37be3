"""brat standoff: a ``.ann`` beside the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whence.measuring.annotation.chains import evidential_of
from whence.measuring.annotation.history import Story
from whence.measuring.annotation.marks import Marked
from whence.model import Passage


def brat(story: Story, short: str) -> str:
    """One report's annotations: ``T`` for spans (names by kind, Time, Figure, Source, Cue, Content, statements by
    type), ``R`` from cue to source and content, ``A`` for values and certainty. Spans that cross a line are cut at it.
    """
    return "".join(f"{line}\n" for line in _Writer(story, short).lines())


class _Writer:
    def __init__(self, story: Story, short: str) -> None:
        self.story, self.short, self.report = story, short, story.reports[short]
        self.counts = {"T": 0, "R": 0, "A": 0}

    def _next(self, kind: str) -> str:
        self.counts[kind] += 1
        return f"{kind}{self.counts[kind]}"

    def lines(self) -> Iterator[str]:
        """All of them."""
        report = self.report
        for span in report.spans:
            passage = Passage(span.start, span.end)
            if span.kind in ("time", "figure"):
                name = span.kind.capitalize()
            else:
                entity = self.story.entity(span.value)
                name = entity.kind if entity else "unknown"
            key = self._next("T")
            yield _text_bound(report, key, name, [passage])
            yield f"#{key[1:]}\tAnnotatorNotes {key}\t{span.value}"
        for a in report.attributions:
            cue = None
            if a.cue:
                cue = self._next("T")
                yield _text_bound(report, cue, "Cue", a.cue)
            for name, pieces in (("Source", a.source.pieces), ("Content", a.content)):
                if pieces:
                    key = self._next("T")
                    yield _text_bound(report, key, name, pieces)
                    if cue:
                        yield f"{self._next('R')}\t{name} Arg1:{cue} Arg2:{key}"
        for s in report.statements:
            key = self._next("T")
            yield _text_bound(report, key, s.types[0][0], [s.evidence])
            for name, value in (
                ("Polarity", "negated" if s.negated else "affirmed"),
                ("Modality", s.modality),
                ("Evidential", evidential_of(report, s)),
            ):
                yield f"{self._next('A')}\t{name} {key} {value}"


def _text_bound(report: Marked, key: str, name: str, pieces: Sequence[Passage]) -> str:
    cut = [line for p in pieces for line in _lines(report, p)]
    offsets = ";".join(f"{p.start} {p.end}" for p in cut)
    return f"{key}\t{name} {offsets}\t{' '.join(report.quote(p) for p in cut)}"


def _lines(report: Marked, passage: Passage) -> Iterator[Passage]:
    start = passage.start
    for line in report.quote(passage).split("\n"):
        if line.strip():
            yield Passage(start, start + len(line))
        start += len(line) + 1
