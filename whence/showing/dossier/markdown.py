"""A dossier as Markdown, with footnotes as most readers of it know them (``[^1]``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from whence.showing.dossier.content import Dossier, Entry, Heading, Paragraph, Run, Runs, Sentence, Table

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~!$^&])")
_LIST: Final = re.compile(r"^(\d*)([-+.)])(?=\s)")
_NO_ADDRESS: Final = re.compile(r"[<>\s]")
_PLAIN: Final = re.compile(r"[\w#/:.?=&%+~,;@-]+")
_BLANKS: Final = re.compile(r"[^\S\u00a0\u202f]+")


def render(dossier: Dossier) -> bytes:
    """The dossier as Markdown, UTF-8. The words of reports stand to the letter, but that a line's end is a blank."""
    lines = [f"# {_escaped(dossier.title)}", "", f"*{_escaped(dossier.subtitle)}*", ""]
    for block in dossier.blocks:
        lines += _block(block)
    for number, runs in dossier.notes.items():
        lines += [f"[^{number}]: {_runs(runs)}", ""]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _block(block: Heading | Paragraph | Entry | Table) -> Iterator[str]:
    match block:
        case Heading():
            yield from ("#" * (block.level + 1) + " " + _escaped(block.text), "")
        case Paragraph():
            yield from (_paragraph(block), "")
        case Entry():
            anchor = f'<a id="{block.anchor}"></a>' if block.anchor else ""
            label = "" if block.label == "–" else f"**{_escaped(block.label)}** — "
            yield f"- {anchor}{label}{_paragraph(block.paragraphs[0])}"
            for paragraph in block.paragraphs[1:]:
                yield from ("", f"  {_paragraph(paragraph)}")
            yield ""
        case Table():
            yield f"| {' | '.join(map(_escaped, block.head))} |"
            yield "|" + " --- |" * len(block.head)
            yield from (f"| {' | '.join(map(_sentences, row))} |" for row in block.rows)
            yield ""


def _paragraph(paragraph: Paragraph) -> str:
    return _LIST.sub(r"\1\\\2", _sentences(paragraph))


def _sentences(paragraph: Paragraph) -> str:
    return " ".join(map(_sentence, paragraph.sentences))


def _sentence(sentence: Sentence) -> str:
    return _runs(sentence.runs) + "".join(f"[^{number}]" for number in sentence.notes)


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = _escaped(run.text)
    if run.style == "code":
        fence = "``" if "`" in run.text else "`"
        text = f"{fence}{_BLANKS.sub(' ', run.text)}{fence}"
    if run.style == "strong":
        text = f"**{text}**"
    return f"[{text}]({_target(run.href)})" if run.href else text


def _target(href: str) -> str:
    return href if _PLAIN.fullmatch(href) else f"<{_NO_ADDRESS.sub('', href)}>"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _BLANKS.sub(" ", text))
