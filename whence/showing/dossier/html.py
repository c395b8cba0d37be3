"""A dossier as one page of HTML: no scripts, nothing fetched from anywhere, footnotes that lead there and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from importlib import resources
from urllib.parse import urlsplit

from whence.showing.dossier.content import Block, Dossier, Entry, Heading, Paragraph, Run, Runs, Sentence, Table
from whence.showing.dossier.wording import Wording


def render(dossier: Dossier) -> bytes:
    """The dossier as HTML, UTF-8. What reports say is text there, never markup."""
    return _Page(dossier).render().encode()


class _Page:
    """A page in the making: how often each footnote has been named so far."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier, self.wording = dossier, Wording(dossier.language)
        self.named: Counter[int] = Counter()

    def render(self) -> str:
        dossier = self.dossier
        style = resources.files("whence.showing.dossier").joinpath("dossier.css").read_text(encoding="utf-8")
        body = "\n".join(self._block(block) for block in dossier.blocks)
        notes = "\n".join(self._notes())
        heading = escape(self.wording.get("headings.notes"))
        title = escape(dossier.title)
        # The policy holds even where a reader opens the file from a server that sets none.
        return f"""<!DOCTYPE html>
<html lang="{dossier.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
<header><h1>{title}</h1>
<p class="subtitle">{escape(dossier.subtitle)}</p></header>
{body}
<section class="notes" aria-labelledby="notes"><h2 id="notes">{heading}</h2>
<ol>
{notes}
</ol></section>
</main>
</body>
</html>
"""

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                level = block.level + 1
                return f'<h{level} id="{escape(block.anchor)}">{escape(block.text)}</h{level}>'
            case Paragraph():
                return self._paragraph(block)
            case Entry():
                inner = "".join(map(self._paragraph, block.paragraphs))
                anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
                kind = "entry" if len(block.label) > 4 else "entry short"
                label = f'<div class="label">{escape(block.label)}</div>'
                return f'<div class="{kind}"{anchor}>{label}<div>{inner}</div></div>'
            case Table():
                head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.head)
                rows = "\n".join(
                    f"<tr>{''.join(f'<td>{self._sentences(cell)}</td>' for cell in row)}</tr>" for row in block.rows
                )
                table = f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
                return f'<div class="wide" tabindex="0">{table}</div>'

    def _paragraph(self, paragraph: Paragraph) -> str:
        small = ' class="small"' if paragraph.small else ""
        return f"<p{small}>{self._sentences(paragraph)}</p>"

    def _sentences(self, paragraph: Paragraph) -> str:
        return " ".join(map(self._sentence, paragraph.sentences))

    def _sentence(self, sentence: Sentence) -> str:
        return _runs(sentence.runs) + ", ".join(map(self._mark, sentence.notes)).join(
            ("<sup>", "</sup>") if sentence.notes else ("", "")
        )

    def _mark(self, number: int) -> str:
        self.named[number] += 1
        label = escape(self.wording.plain("note.label", n=str(number)))
        times = self.named[number]
        return f'<a id="mark-{number}-{times}" href="#note-{number}" aria-label="{label}">{number}</a>'

    def _notes(self) -> Iterator[str]:
        back = escape(self.wording.get("note.back"))
        for number, runs in self.dossier.notes.items():
            links = " ".join(
                f'<a href="#mark-{number}-{n}" aria-label="{back}">↩</a>' for n in range(1, self.named[number] + 1)
            )
            yield f'<li id="note-{number}" value="{number}"><p>{_runs(runs)} {links}</p></li>'


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.style == "quoted":
        language = f' lang="{escape(run.language)}"' if run.language else ""
        text = f'<bdi class="quoted"{language}>{text}</bdi>'
    elif run.style != "plain":
        tag = "code" if run.style == "code" else "strong"
        text = f"<{tag}>{text}</{tag}>"
    if run.href and (run.href.startswith("#") or urlsplit(run.href).scheme in ("http", "https")):
        text = f'<a href="{escape(run.href)}">{text}</a>'
    return text
