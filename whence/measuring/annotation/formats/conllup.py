"""CoNLL-U Plus: a token a line, with columns of our own for names, coreference, times and attributions."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from whence.measuring.annotation.formats.tokens import names_of, parts_of_attributions, tokens_of
from whence.measuring.annotation.history import Story
from whence.model import Passage

COLUMNS = "# global.columns = ID FORM MISC WHENCE:NAME WHENCE:ENTITY WHENCE:TIME WHENCE:ATTRIBUTION"


def conllup(story: Story, short: str) -> str:
    """One report. A stretch over a token shows as ``B-`` where it begins and ``I-`` after; several are parted by ``|``.

    Attributions are ``B-A3:content``, entities ``B-key``; a sentence's offsets in the text are in its comment.
    """
    doc, report = tokens_of(story, short), story.reports[short]
    names = _column(doc, [(s.start, s.end, label) for s, label in names_of(story, short)])
    mentions = ("name", "reference", "adjective")
    entities = _column(doc, [(s.start, s.end, s.value) for s in report.spans if s.kind in mentions])
    times = _column(doc, [(s.start, s.end, s.value.replace(" ", ":")) for s in report.spans if s.kind == "time"])
    parts = _column(doc, [(p.start, p.end, f"{a}:{kind}") for a, kind, p in parts_of_attributions(story, short)])
    lines = [COLUMNS, f"# newdoc id = {story.id}-{short}"]
    for n, sentence in enumerate(report.sentences, start=1):
        lines += ["", f"# sent_id = {story.id}-{short}-{n}"]
        lines += [
            f"# text = {report.quote(sentence).replace(chr(10), ' ')}",
            f"# offsets = {sentence.start} {sentence.end}",
        ]
        tokens = [t for t in doc if sentence.start <= t.idx < sentence.end and not t.is_space]
        for i, t in enumerate(tokens, start=1):
            misc = "_" if t.whitespace_ or t.i + 1 == len(doc) or doc[t.i + 1].is_space else "SpaceAfter=No"
            lines.append("\t".join([str(i), t.text, misc, names[t.i], entities[t.i], times[t.i], parts[t.i]]))
    return "\n".join([*lines, "", ""])


def _column(doc: Doc, stretches: list[tuple[int, int, str]]) -> list[str]:
    return ["|".join(_labels(Passage(t.idx, t.idx + len(t.text)), stretches)) or "_" for t in doc]


def _labels(token: Passage, stretches: list[tuple[int, int, str]]) -> Iterator[str]:
    for start, end, label in stretches:
        if start < token.end and token.start < end:
            yield f"{'B' if token.start <= start < token.end or start == token.start else 'I'}-{label}"
