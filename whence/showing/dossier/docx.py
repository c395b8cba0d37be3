"""A dossier as a Word file (Office Open XML, ECMA-376), with real footnotes, written without a library.

A footnote that is named again is a NOTEREF field to its first mark, as Word's own cross-references are.
"""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Mapping
from importlib import resources
from typing import Final
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from babel import Locale, UnknownLocaleError

from whence.showing.dossier.content import Block, Dossier, Entry, Heading, Paragraph, Run, Runs, Sentence, Table

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES: Final = f'xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}"'
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MARK: Final = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


def render(dossier: Dossier) -> bytes:
    """The dossier as a Word file."""
    return _File(dossier).render()


class _File:
    """A file in the making: the footnotes that are marked already, and the addresses that it links to."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.marked: set[int] = set()
        self.bookmarks = 0
        self.links: dict[str, dict[str, str]] = {"document": {}, "footnotes": {}}

    def render(self) -> bytes:
        dossier = self.dossier
        body = "".join(map(self._block, dossier.blocks))
        title = _paragraph("Title", _text(dossier.title)) + _paragraph("Subtitle", _text(dossier.subtitle))
        page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1418" w:bottom="1361"'
        page += ' w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
        document = f"{_OPEN}<w:document {_SPACES}><w:body>{title}{body}{page}</w:body></w:document>"
        parts = {
            "[Content_Types].xml": _fixed("content_types.xml"),
            "_rels/.rels": _fixed("rels.xml"),
            "docProps/core.xml": _fixed("core.xml")
            .replace("{title}", escape(_clean(dossier.title)))
            .replace("{language}", dossier.language),
            "word/document.xml": document,
            "word/footnotes.xml": self._footnotes(),
            "word/styles.xml": _fixed("styles.xml").replace("{language}", dossier.language),
            "word/settings.xml": _fixed("settings.xml"),
        }
        parts["word/_rels/document.xml.rels"] = self._relations("document", ("styles", "footnotes", "settings"))
        parts["word/_rels/footnotes.xml.rels"] = self._relations("footnotes", ())
        return _packed(parts)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return _paragraph(f"Heading{block.level}", self._anchored(block.anchor, _text(block.text)))
            case Paragraph():
                return _paragraph("Small" if block.small else "Normal", self._sentences(block))
            case Entry():
                wide = "Dated" if len(block.label) > 4 else "Numbered"
                label = _text(block.label, "<w:b/>") + "<w:r><w:tab/></w:r>"
                told = [_paragraph(wide, self._anchored(block.anchor, label) + self._sentences(block.paragraphs[0]))]
                more = f"{wide}Small"
                told += [_paragraph(more, self._sentences(paragraph)) for paragraph in block.paragraphs[1:]]
                return "".join(told)
            case Table():
                head = "".join(_cell(_text(cell, "<w:b/>")) for cell in block.head)
                rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
                for row in block.rows:
                    cells = "".join(_cell(self._sentences(cell)) for cell in row)
                    rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
                grid = "<w:gridCol/>" * len(block.head)
                style = '<w:tblPr><w:tblStyle w:val="Register"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
                return f"<w:tbl>{style}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{_paragraph('Small', '')}"

    def _sentences(self, paragraph: Paragraph) -> str:
        return _text(" ").join(map(self._sentence, paragraph.sentences))

    def _sentence(self, sentence: Sentence) -> str:
        comma = f'<w:r>{_MARK}<w:t xml:space="preserve">, </w:t></w:r>'
        return self._runs(sentence.runs, "document") + comma.join(map(self._mark, sentence.notes))

    def _mark(self, number: int) -> str:
        name = f"_Ref_note_{number}"
        if number in self.marked:
            return (
                f'<w:fldSimple w:instr=" NOTEREF {name} \\f \\h "><w:r>{_MARK}<w:t>{number}</w:t></w:r></w:fldSimple>'
            )
        self.marked.add(number)
        return self._bookmarked(name, f'<w:r>{_MARK}<w:footnoteReference w:id="{number}"/></w:r>')

    def _footnotes(self) -> str:
        lines = [
            f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
            for id_, kind, mark in (
                (-1, "separator", "separator"),
                (0, "continuationSeparator", "continuationSeparator"),
            )
        ]
        for number, runs in self.dossier.notes.items():
            mark = f"<w:r>{_MARK}<w:footnoteRef/></w:r>" + _text(" ")
            note = _paragraph("FootnoteText", mark + self._runs(runs, "footnotes"))
            lines.append(f'<w:footnote w:id="{number}">{note}</w:footnote>')
        return f"{_OPEN}<w:footnotes {_SPACES}>{''.join(lines)}</w:footnotes>"

    def _runs(self, runs: Runs, part: str) -> str:
        return "".join(self._run(run, part) for run in runs)

    def _run(self, run: Run, part: str) -> str:
        style = {"code": '<w:rStyle w:val="Address"/>', "strong": "<w:b/>"}.get(run.style, "")
        told = _text(run.text, style + (_language(run.language) if run.language else ""))
        if not run.href:
            return told
        if run.href.startswith("#"):
            return f"<w:hyperlink w:anchor={quoteattr(_bookmark(run.href[1:]))}>{told}</w:hyperlink>"
        if urlsplit(run.href).scheme not in ("http", "https"):
            return told
        links = self.links[part]
        id_ = links.setdefault(run.href, f"link{len(links) + 1}")
        return f'<w:hyperlink r:id="{id_}">{told}</w:hyperlink>'

    def _relations(self, part: str, files: tuple[str, ...]) -> str:
        lines = [f'<Relationship Id="{f}" Type="{_RELATIONS}/{f}" Target="{f}.xml"/>' for f in files]
        for href, id_ in self.links[part].items():
            target = quoteattr(_clean(href))
            lines.append(
                f'<Relationship Id="{id_}" Type="{_RELATIONS}/hyperlink" Target={target} TargetMode="External"/>'
            )
        spaces = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
        return f"{_OPEN}<Relationships {spaces}>{''.join(lines)}</Relationships>"

    def _anchored(self, anchor: str | None, inner: str) -> str:
        return self._bookmarked(_bookmark(anchor), inner) if anchor else inner

    def _bookmarked(self, name: str, inner: str) -> str:
        self.bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self.bookmarks}" w:name={quoteattr(name)}/>'
        return f'{start}{inner}<w:bookmarkEnd w:id="{self.bookmarks}"/>'


def _paragraph(style: str, inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def _cell(inner: str) -> str:
    return f"<w:tc>{_paragraph('Cell', inner)}</w:tc>"


def _text(text: str, properties: str = "") -> str:
    given = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{given}<w:t xml:space="preserve">{escape(_clean(text))}</w:t></w:r>'


@functools.cache
def _language(code: str) -> str:
    """What says which language a run is in; for one that is written from right to left, that as well."""
    try:
        rtl = Locale.parse(code).text_direction == "rtl"
    except (ValueError, UnknownLocaleError):
        return ""
    return f'<w:rtl/><w:lang w:bidi="{code}"/>' if rtl else f'<w:lang w:val="{code}"/>'


def _bookmark(anchor: str) -> str:
    return re.sub(r"\W", "_", anchor)[:40]


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _fixed(name: str) -> str:
    """A part that is the same in every file."""
    return resources.files("whence.showing.dossier").joinpath("docx_parts", name).read_text(encoding="utf-8")


def _packed(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return out.getvalue()
