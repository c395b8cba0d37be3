"""A dossier as a PDF, set by typst with the fonts that it brings, footnotes at the foot of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from whence.errors import WhenceError
from whence.showing.dossier.content import Block, Dossier, Entry, Heading, Paragraph, Run, Runs, Sentence, Table

_CODE: Final = re.compile(r"[a-z]{2,3}")
_BLANKS: Final = re.compile(r"[^\S\u00a0\u202f]+")
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BREAKS: Final = re.compile(r"(?<=[/_?&=-])(?=\w)")
"""Where the address of a report may be broken."""

_STYLE: Final = """
#set page(paper: "a4", margin: (x: 2.5cm, top: 2.3cm, bottom: 2.4cm), numbering: "1")
#set text(font: "Libertinus Serif", size: 10.5pt, fallback: true)
#set par(justify: true, leading: 0.6em, spacing: 0.95em)
#show heading.where(level: 1): it => block(above: 1.9em, below: 0.9em, sticky: true, width: 100%,
  stroke: (top: 0.8pt), inset: (top: 0.5em), text(size: 14pt, it.body))
#show heading.where(level: 2): it => block(above: 1.5em, below: 0.8em, sticky: true, text(size: 11.5pt, it.body))
#set footnote.entry(indent: 0pt, gap: 0.45em)
#show footnote.entry: set text(size: 7.8pt)
#show footnote.entry: set par(justify: false, leading: 0.5em)
#show raw: set text(font: "DejaVu Sans Mono", size: 0.86em)
#show link: set text(fill: rgb("#1d4f7c"))
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.7pt } else { 0.3pt + luma(60%) }))
#set table(inset: (x: 3pt, y: 4pt), align: left)
#let small(body) = { set par(justify: false); text(size: 9pt, fill: luma(30%), body) }
#let entry(width, label, body) = block(above: 0.85em, below: 0.85em, grid(columns: (width, 1fr), column-gutter: 0.3cm,
  par(justify: false, text(weight: "semibold", size: 9.5pt, label)), body))
"""


def render(dossier: Dossier) -> bytes:
    """The dossier as a PDF with tags for screen readers. Letters that typst's own fonts lack are shown as boxes.

    Raises:
        WhenceError: typst is not installed, or cannot set the dossier.
    """
    try:
        import typst
    except ImportError as error:
        raise WhenceError("pdf: typst is not installed; `pip install 'whence[report]'` brings it") from error
    compiler = typst.Compiler(source(dossier).encode(), ignore_system_fonts=True)
    try:
        data = compiler.compile(format="pdf")
    except typst.TypstError as error:
        raise WhenceError(f"pdf: typst cannot set the dossier ({error}); write .html or .docx") from error
    if not isinstance(data, bytes):
        raise WhenceError("pdf: typst gave no file; write .html or .docx")
    return data


def source(dossier: Dossier) -> str:
    """The dossier in typst's language. All text stands in string literals: nothing that a report says is obeyed."""
    return "\n".join(_Source(dossier).lines())


class _Source:
    """A source in the making: the footnotes that stand in it already."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.placed: set[int] = set()

    def lines(self) -> Iterable[str]:
        dossier = self.dossier
        yield f"#set document(title: {_literal(dossier.title)}, date: none)"
        yield _STYLE + f"#set text(lang: {_literal(dossier.language)})"
        yield f'#text(size: 21pt, weight: "bold", hyphenate: false, par(justify: false, {_literal(dossier.title)}))'
        yield f"#par(emph({_literal(dossier.subtitle)}))"
        yield from map(self._block, dossier.blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"#heading(level: {block.level}, {_literal(block.text)}) <{block.anchor}>"
            case Paragraph():
                return f"#{self._paragraph(block)}"
            case Entry():
                body = "; ".join(map(self._paragraph, block.paragraphs))
                anchor = f" <{block.anchor}>" if block.anchor else ""
                return f"#entry({_width(block.label)}, {_literal(block.label)}, {{ {body} }}){anchor}"
            case Table():
                head = ", ".join(f'text(weight: "semibold", {_literal(cell)})' for cell in block.head)
                cells = ",\n".join(", ".join(f"{{ {self._sentences(cell)} }}" for cell in row) for row in block.rows)
                widths = ", ".join(f"{width}fr" for width in _shares(block))
                return (
                    "#[#set text(size: 8.2pt)\n#set par(justify: false, leading: 0.45em)\n"
                    f"#table(columns: ({widths}), table.header({head}),\n{cells})]"
                )

    def _paragraph(self, paragraph: Paragraph) -> str:
        body = self._sentences(paragraph)
        return f"small(par({{ {body} }}))" if paragraph.small else f"par({{ {body} }})"

    def _sentences(self, paragraph: Paragraph) -> str:
        return '; " "; '.join(map(self._sentence, paragraph.sentences))

    def _sentence(self, sentence: Sentence) -> str:
        marks = '; super(", "); '.join(map(self._mark, sentence.notes))
        return f"{{ {_runs(sentence.runs)}; {marks} }}"

    def _mark(self, number: int) -> str:
        if number in self.placed:
            return f"footnote(<note-{number}>)"
        self.placed.add(number)
        return f"[#footnote({{ h(0.25em); {_runs(self.dossier.notes[number])} }})<note-{number}>]"


def _runs(runs: Runs) -> str:
    return "; ".join(map(_run, runs))


def _run(run: Run) -> str:
    text = _literal(run.text)
    if run.style == "code":
        text = f"raw({_literal(_BREAKS.sub(chr(0x200B), run.text))})"
    elif run.style == "strong":
        text = f"strong({text})"
    elif run.language and _CODE.fullmatch(run.language):
        text = f"text(lang: {_literal(run.language)}, {text})"
    if not run.href:
        return text
    target = f"<{run.href[1:]}>" if run.href.startswith("#") else _literal(run.href)
    return f"link({target}, {text})"


def _literal(text: str) -> str:
    plain = _CONTROLS.sub("\ufffd", _BLANKS.sub(" ", text))
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _width(label: str) -> str:
    return "0.35cm" if label == "–" else "0.9cm" if len(label) < 5 else "2.9cm"


def _shares(table: Table) -> list[int]:
    """The width of each column as a share: by its longest word and by how much stands in it."""
    shares = []
    for column, head in enumerate(table.head):
        texts = [head, *(" ".join(run.text for s in row[column].sentences for run in s.runs) for row in table.rows)]
        longest = max(len(word) for text in texts for word in text.split())
        shares.append(max(longest, len(head) + 2, max(map(len, texts)) // 3, 4))
    return shares
