"""The markup of a report: sentence lines with bracketed spans, and below each the marks that begin in it.

``corpus/GUIDELINES.md``, part 2, is the reference. Stripped of marks, the lines give the report's text;
every offset is made here from words that are quoted, so none is ever written by hand.
"""

from __future__ import annotations

import re
from typing import Final

from whence.errors import MarkupError
from whence.measuring.annotation.mark_lines import MarkReader, WrongLineError
from whence.measuring.annotation.marks import Marked, Span, SpanKind
from whence.model import Passage

_JOINS: Final = {"¶": "\n\n", "|": " ", "↵": "\n", "+": ""}
_LABELLED: Final = re.compile(r"(?P<label>[AS]\d+)(?:\s+|$)")


def parse(source: str, name: str) -> Marked:
    """Reads the markup of one report.

    Raises:
        MarkupError: with every line that is wrong, one a line.
    """
    builder = _Builder(name)
    for number, line in enumerate(_joined(source), start=1):
        if line is not None:
            builder.add(number, line)
    return builder.build()


def _joined(source: str) -> list[str | None]:
    """Lines by number, those that begin with two blanks drawn to the one before (their own place is None)."""
    lines: list[str | None] = []
    last = -1
    for line in source.splitlines():
        if line.startswith("  ") and last >= 0 and line.strip():
            lines[last] = f"{lines[last]} {line.strip()}"
            lines.append(None)
            continue
        lines.append(line)
        if line.strip():
            last = len(lines) - 1
    return lines


class _Builder:
    """Collects lines. Quotes are looked up when the whole text is known: a content may end in a later sentence."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.header: list[str] = []
        self.text = ""
        self.sentences: list[Passage] = []
        self.spans: list[Span] = []
        self.marks: list[tuple[int, int, str]] = []
        self.errors: list[str] = []

    def add(self, number: int, line: str) -> None:
        """Takes one line."""
        stripped = line.strip()
        if not stripped or stripped.startswith("//"):
            return
        if line.startswith("%"):
            self.header.append(line[1:].strip())
        elif line[0] in _JOINS and (len(line) == 1 or line[1] == " "):
            self._sentence(number, line)
        elif _LABELLED.match(stripped):
            if self.sentences:
                self.marks.append((number, len(self.sentences) - 1, stripped))
            else:
                self._wrong(number, "a mark line before the first sentence")
        else:
            self._wrong(number, f"a line begins with one of % ¶ | ↵ + A S // (this one: {stripped[:30]!r})")

    def build(self) -> Marked:
        """Looks up all quotes and gives the report."""
        attributions, statements = [], []
        for number, sentence, line in self.marks:
            reader = MarkReader(self.text, self.sentences, self.spans, number, sentence)
            try:
                if line.startswith("A"):
                    attributions.append(reader.attribution(line))
                else:
                    statements.append(reader.statement(line))
            except WrongLineError as wrong:
                self._wrong(number, str(wrong))
        if self.errors:
            raise MarkupError("\n".join(self.errors))
        return Marked(
            self.name,
            tuple(self.header),
            self.text,
            tuple(self.sentences),
            tuple(sorted(self.spans, key=lambda s: (s.start, -s.end))),
            tuple(attributions),
            tuple(statements),
        )

    def _wrong(self, number: int, what: str) -> None:
        self.errors.append(f"{self.name}:{number}: {what}")

    def _sentence(self, number: int, line: str) -> None:
        if self.sentences:
            self.text += _JOINS[line[0]]
        begin = len(self.text)
        open_: list[int] = []
        i, source = 2, line
        while i < len(source):
            c = source[i]
            if c == "\\" and i + 1 < len(source):
                self.text += source[i + 1]
                i += 2
                continue
            if c == "[":
                open_.append(len(self.text))
            elif c == "|" and open_:
                close = source.find("]", i)
                if close < 0:
                    self._wrong(number, f"a bracket is not closed: {source[i : i + 30]!r}")
                    return
                self._span(number, open_.pop(), source[i + 1 : close].strip())
                i = close
            elif c in "[]{}|":
                self._wrong(number, f"a literal {c!r} is written \\{c} (near {source[max(0, i - 15) : i + 15]!r})")
            else:
                self.text += "\n" if c == "⏎" else c
            i += 1
        if open_:
            self._wrong(number, "a bracket is opened and not closed, or has no |tag")
        stretch = self.text[begin:]
        self.sentences.append(Passage(begin + len(stretch) - len(stretch.lstrip()), begin + len(stretch.rstrip())))
        self.text = self.text.rstrip(" ")

    def _span(self, number: int, start: int, tag: str) -> None:
        kinds: dict[str, SpanKind] = {"=": "reference", "~": "adjective", "@": "time", "#": "figure"}
        kind: SpanKind = kinds.get(tag[:1], "name")
        value = tag if kind == "name" else tag[1:].strip()
        if not value or start == len(self.text):
            self._wrong(number, f"an empty span or tag: {tag!r}")
            return
        self.spans.append(Span(start, len(self.text), kind, value))
