"""spaCy's DocBin: names as entities, everything else as groups of spans."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, DocBin, Span, SpanGroup

from whence.measuring.annotation.chains import evidential_of
from whence.measuring.annotation.formats.tokens import names_of, parts_of_attributions, tokens_of
from whence.measuring.annotation.history import Story


def docbin(reports: Iterable[tuple[Story, str]]) -> DocBin:
    """Reports of one language. Groups: ``mentions`` (labelled by entity), ``times`` (by TIMEX3 value), ``figures``,
    ``attributions`` (``A3:content``), ``statements`` (``COOPERATE affirmed actual hearsay``). Stretches that cut a
    token in two are widened to it.
    """
    out = DocBin(store_user_data=False)
    for story, short in reports:
        out.add(_doc(story, short))
    return out


def _doc(story: Story, short: str) -> Doc:
    doc, report = tokens_of(story, short), story.reports[short]

    def span(start: int, end: int, label: str) -> Span | None:
        return doc.char_span(start, end, label=label, alignment_mode="expand")

    def group(name: str, spans: Iterable[Span | None]) -> None:
        doc.spans[name] = SpanGroup(doc, name=name, spans=[s for s in spans if s is not None])

    entities = [span(s.start, s.end, label) for s, label in names_of(story, short)]
    doc.set_ents([e for e, after in zip(entities, [*entities[1:], None], strict=True) if e and not _touch(e, after)])
    group(
        "mentions",
        (span(s.start, s.end, s.value) for s in report.spans if s.kind in ("name", "reference", "adjective")),
    )
    group("times", (span(s.start, s.end, s.value) for s in report.spans if s.kind == "time"))
    group("figures", (span(s.start, s.end, s.value) for s in report.spans if s.kind == "figure"))
    parts = parts_of_attributions(story, short)
    group("attributions", (span(p.start, p.end, f"{a}:{kind}") for a, kind, p in parts))
    group(
        "statements",
        (
            span(
                s.evidence.start,
                s.evidence.end,
                f"{s.types[0][0]} {'negated' if s.negated else 'affirmed'} {s.modality} {evidential_of(report, s)}",
            )
            for s in report.statements
        ),
    )
    return doc


def _touch(a: Span, b: Span | None) -> bool:
    return b is not None and b.start < a.end
