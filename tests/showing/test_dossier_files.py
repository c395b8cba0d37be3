"""A dossier in every form: the words of the reports to the letter, every sentence with its footnote, nothing run."""

import dataclasses
import html
import io
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from dossier_builders import (
    BUYING,
    CLAIMS,
    CONSIDERED,
    DEAL,
    DENIAL,
    DOCUMENTS,
    EGYPT,
    GERMANY,
    HOLDINGS,
    SOLD,
    STATEMENTS,
    TRICK,
    claimed,
    dossier,
)

from whence.errors import WhenceError
from whence.model import Quantity, Time
from whence.showing.dossier import RENDERERS, compose, languages, render
from whence.showing.dossier.content import Dossier, Entry, Heading, Table
from whence.showing.dossier.pdf import source

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def headings(made: Dossier, level: int = 1) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading) and block.level == level]


def plain(made: Dossier) -> str:
    return "\n".join("".join(run.text for s in p.sentences for run in s.runs) for p in made.paragraphs())


def test_the_parts_come_in_their_order() -> None:
    made = dossier()
    assert headings(made) == ["Summary", "Timeline", "Arms transfers", "Claims", "The reports", "How to read this"]
    assert headings(made, 2) == [
        *("What most independent origins tell", "What is contested"),
        *("Cooperation and trade", "Ties, states and attitudes"),
    ]
    assert [block.label for block in made.blocks if isinstance(block, Entry) and block.label[0].isdigit()] == list(
        "1234"
    )


def test_every_claim_ends_in_footnotes_that_quote_its_statements() -> None:
    made = dossier()
    entries = [block for block in made.blocks if isinstance(block, Entry) and (block.anchor or "").startswith("claim-")]
    assert all(sentence.notes for entry in entries for sentence in entry.paragraphs[0].sentences)
    named = [n for paragraph in made.paragraphs() for sentence in paragraph.sentences for n in sentence.notes]
    assert list(dict.fromkeys(named)) == list(made.notes) == list(range(1, len(STATEMENTS) + 1))
    for runs in made.notes.values():
        (quoted, *_) = [run.text for run in runs if run.style == "quoted"]
        (statement,) = [s for s in STATEMENTS.values() if s.quote == quoted]
        document = DOCUMENTS[statement.document]
        words = "".join(run.text for run in runs)
        for told in (document.title, document.publisher, document.uri, document.sha256):
            assert told in words
        assert f"characters {statement.evidence.start}–{statement.evidence.end} of the text" in words


def test_the_summary_counts_and_tells_what_is_contested() -> None:
    text = plain(dossier())
    assert "4 claims, from 2 reports of 2 outlets, published between 2 June 2019 and 1 July 2019." in text
    assert "1 claim rests on more than one independent origin; the others on the word of one." in text
    assert "1 denies or negates, 1 tells of an intention, 1 of a possibility and 1 of a mere hypothesis." in text
    assert "Against it stands claim\u00a0" in text
    assert "No person has reviewed them yet" in text
    assert "a cable of the embassy in Oslo”) and “unnamed officials” (unnamed, weak)" in text
    assert "The Lantern (a party)" in text


def test_what_a_person_has_rejected_is_left_out_and_counted() -> None:
    claims = (BUYING, dataclasses.replace(DENIAL, status="rejected"), dataclasses.replace(TRICK, status="accepted"))
    made = compose(claims, HOLDINGS, "en")
    assert "1 claim that a person has rejected is left out." in plain(made)
    assert "Accepted by a person." in plain(made)
    assert "no tank" not in plain(made)


def test_the_same_claims_in_another_order_are_the_same_dossier() -> None:
    assert compose(reversed(CLAIMS), HOLDINGS, "fr") == compose(CLAIMS, HOLDINGS, "fr")


def test_the_title_page_tells_what_was_asked() -> None:
    made = dossier("fr", about=("KEN", "EGY"), type="cooperate", since="2019-05", min_independent=2)
    assert made.title == "Ce que disent les articles sur l’Égypte et le Kenya"
    assert made.subtitle == (
        "Affirmations sur l’Égypte et le Kenya, du type Coopération et commerce, depuis mai 2019,"
        " avec au moins 2 origines indépendantes."
    )
    assert compose(CLAIMS, HOLDINGS, "en", title="Tanks").title == "Tanks"


def test_nothing_found_is_said() -> None:
    made = dossier(claims=())
    assert "There is no such claim in the record." in plain(made)
    assert not made.notes
    assert b"no such claim" in render(made, ".html")


def register(made: Dossier) -> list[list[str]]:
    """The cells of the register as text, each sentence of a cell with its footnotes in braces."""
    (table,) = [block for block in made.blocks if isinstance(block, Table)]
    return [
        [" ".join("".join(r.text for r in s.runs) + (f"{{{len(s.notes)}}}" if s.notes else "") for s in cell.sentences)
         for cell in row]
        for row in table.rows
    ]  # fmt: skip


def test_what_is_hedged_is_in_brackets_in_the_register_and_says_how() -> None:
    sold, considered = register(dossier())
    assert considered[:6] == ["(Germany)", "(Kenya)", "(Leopard 2) · (armoured vehicles)", "(10)", "–", "–"]
    assert considered[6] == "considered (hearsay, possible) · May 2019"
    assert considered[7] == "1{1} · against claim\u00a02: one denies the other"
    assert sold[:3] == ["Germany", "Egypt", "Leopard 2 · armoured vehicles"]


def test_where_reports_differ_the_register_has_all_that_they_give_and_says_that_it_is_contested() -> None:
    twelve = dataclasses.replace(
        SOLD, id="s7", transfer=dataclasses.replace(DEAL, recipient=EGYPT.id, status="ordered", number=12.0)
    )
    joined = claimed("c2", SOLD, twelve)
    holdings = dataclasses.replace(HOLDINGS, statements={**STATEMENTS, "s7": twelve})
    (row,) = register(compose([joined], holdings, "en"))
    assert row[0] == "Germany"
    assert row[3] == "10{1} or 12{1} contested"
    (row,) = register(compose([joined], holdings, "fr"))
    assert row[3] == "10{1} ou 12{1} contesté"


def test_several_claims_of_one_transfer_are_one_row_with_its_years() -> None:
    ordered = dataclasses.replace(SOLD, time=Time("in 2015", 0, 0, "2015", "2015-01-01", "2015-12-31"))
    delivered = dataclasses.replace(
        SOLD, id="s7", time=Time("in 2017", 0, 0, "2017", "2017-01-01", "2017-12-31"), quantities=(),
        transfer=dataclasses.replace(DEAL, recipient=EGYPT.id, status="delivered", number=None),
    )  # fmt: skip
    holdings = dataclasses.replace(HOLDINGS, statements={"s1": ordered, "s7": delivered})
    (row,) = register(compose([claimed("c2", ordered), claimed("c7", delivered)], holdings, "en"))
    assert row[3:5] == ["10{1} in 2015{1}", "in 2017{1}"]
    assert row[6] == "delivered (attributed){1} · ordered (attributed){1}"
    assert row[7] == "1 and 2{2}"


def test_a_supplier_that_no_report_names_has_its_name_from_the_tables() -> None:
    unsaid = dataclasses.replace(CONSIDERED, transfer=dataclasses.replace(DEAL, supplier=None), participants=())
    entities = {id_: entity for id_, entity in HOLDINGS.entities.items() if id_ != GERMANY.id}
    holdings = dataclasses.replace(HOLDINGS, statements={"s0": unsaid}, entities=entities)
    (row,) = register(compose([claimed("c1", unsaid)], holdings, "fr"))
    assert row[0] == "(Allemagne)"


def test_sums_too_vague_for_a_value_stand_in_the_words_of_the_report() -> None:
    vague = dataclasses.replace(SOLD, quantities=(Quantity("several millions", 0, 3, None, "EUR", approximate=True),))
    holdings = dataclasses.replace(HOLDINGS, statements={"s1": vague})
    (row,) = register(compose([claimed("c2", vague)], holdings, "en"))
    assert row[5] == "“several millions”"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("suffix", RENDERERS)
def test_the_same_dossier_is_the_same_bytes(suffix: str, language: str) -> None:
    if suffix == ".pdf":
        pytest.importorskip("typst")
    made = dossier(language)
    assert render(made, suffix) == render(made, suffix) != b""


class _Reader(HTMLParser):
    """The text of a page, its tags, ids and links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags, self.ids, self.hrefs = "", set[str](), list[str](), list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.hrefs += [given["href"] or ""] if "href" in given else []
        assert not {"src", "onload", "onclick", "onerror"} & set(given)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_fetches_and_runs_nothing_and_its_links_lead_somewhere() -> None:
    page = _Reader(render(dossier(), ".html").decode())
    assert all(statement.quote in page.text for statement in STATEMENTS.values())
    assert not {"script", "img", "link", "iframe", "b"} & page.tags
    assert len(set(page.ids)) == len(page.ids)
    assert {href[1:] for href in page.hrefs if href.startswith("#")} <= set(page.ids)
    assert {href for href in page.hrefs if not href.startswith("#")} == {d.uri for d in DOCUMENTS.values()}


def test_markdown_shows_the_words_of_reports_as_they_are() -> None:
    text = render(dossier(), ".md").decode()
    assert len(re.findall(r"^\[\^\d+\]: ", text, flags=re.MULTILINE)) == len(STATEMENTS)
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(map(str, range(1, len(STATEMENTS) + 1)))
    markdown = pytest.importorskip("markdown_it")
    page = _Reader(markdown.MarkdownIt("commonmark").enable("table").render(text))
    assert html.unescape(STATEMENTS["s3"].quote) in page.text
    assert not {"script", "b"} & page.tags
    assert "http://x" not in page.hrefs


def test_word_has_real_footnotes_that_python_docx_and_xml_can_read() -> None:
    data = render(dossier("fr"), ".docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    notes = {note.get(f"{WORD}id"): note for note in parts["word/footnotes.xml"]}
    marks = [mark.get(f"{WORD}id") for mark in parts["word/document.xml"].iter(f"{WORD}footnoteReference")]
    assert marks == [str(n) for n in range(1, len(STATEMENTS) + 1)]
    texts = ["".join(notes[mark or ""].itertext()) for mark in marks]
    assert all(any(statement.quote in text for text in texts) for statement in STATEMENTS.values())
    names = {mark.get(f"{WORD}name") for mark in parts["word/document.xml"].iter(f"{WORD}bookmarkStart")}
    fields = [field.get(f"{WORD}instr") or "" for field in parts["word/document.xml"].iter(f"{WORD}fldSimple")]
    assert fields
    assert {field.split()[1] for field in fields} <= names
    anchors = {link.get(f"{WORD}anchor") for link in parts["word/document.xml"].iter(f"{WORD}hyperlink")} - {None}
    assert anchors <= names
    docx = pytest.importorskip("docx")
    read = docx.Document(io.BytesIO(data))
    assert read.core_properties.title == "Ce que disent les articles"
    assert [p.text for p in read.paragraphs if p.style.name == "Heading 1"][:2] == ["Résumé", "Chronologie"]
    assert len(read.tables[0].rows) == 3


def test_a_pdf_has_the_text_and_the_footnotes() -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(io.BytesIO(render(dossier(), ".pdf"))).pages
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
    for words in (*(s.quote for s in STATEMENTS.values()), "How to read this", DOCUMENTS["mail"].sha256):
        assert re.sub(r"\s+", "", words) in text.replace("-\n", "")


def test_no_words_of_a_report_are_obeyed_by_typst() -> None:
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', '""', source(dossier()))
    assert "script" not in outside
    assert "alert" not in outside


def test_without_typst_a_pdf_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['typst'] = None\n"
        "from whence.showing.dossier import compose, render\nfrom whence.showing.holdings import Holdings\n"
        "try:\n    render(compose([], Holdings(), 'en'), '.pdf')\n"
        "except Exception as error:\n    print(type(error).__name__, error)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout
    assert told == f"{WhenceError.__name__} pdf: typst is not installed; `pip install 'whence[report]'` brings it\n"
