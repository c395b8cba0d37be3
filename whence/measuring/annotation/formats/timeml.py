"""TimeML: the text with its TIMEX3 inline, and the document creation time."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from whence.measuring.annotation.history import Story
from whence.measuring.annotation.record_form import time_of_span


def timeml(story: Story, short: str) -> str:
    """One report as a TimeML 1.2 document. A report without a date has an empty ``DCT``."""
    report, note = story.reports[short], story.notes[short]
    made = (
        f'<TIMEX3 tid="t0" type="DATE" value="{note.date}" temporalFunction="false"'
        f' functionInDocument="CREATION_TIME">{note.date}</TIMEX3>'
        if note.date
        else ""
    )
    text, at = "", 0
    times = [s for s in report.spans if s.kind == "time"]
    for n, span in enumerate(
        (s for s in times if not any(_inside(s.start, s.end, o.start, o.end) for o in times)), start=1
    ):
        time = time_of_span(report, span)
        text += escape(report.text[at : span.start])
        text += (
            f'<TIMEX3 tid="t{n}" type="{time.type}" value={quoteattr(time.timex or "")}>{escape(time.text)}</TIMEX3>'
        )
        at = span.end
    text += escape(report.text[at:])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
        f"<DOCID>{story.id}-{short}</DOCID>\n<DCT>{made}</DCT>\n<TEXT>\n{text}\n</TEXT>\n</TimeML>\n"
    )


def _inside(start: int, end: int, a: int, b: int) -> bool:
    return a <= start and end <= b and (a, b) != (start, end)
