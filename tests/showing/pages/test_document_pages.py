"""Documents: the text is shown to the letter, with its marks, and never does anything."""

import dataclasses
import re
from html import unescape

import pages_record as kept
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from whence.model import Attribution, Passage, Statement
from whence.showing.pages.marking import LANES, attribution_marks, copy_mark, letters, paragraphs, statement_marks


def page_of(pages, document, **query):
    return html.fromstring(pages.get(f"/documents/{document.id}", params=query).text)


def text_of(paragraph):
    """The text of a paragraph without the numbers and corners of the marks. A parser would drop blanks at its ends."""
    bare = re.sub(r'<a class="no .*?</a>|<span class="corner".*?</span>', "", paragraph.html)
    return unescape(re.sub(r"<.*?>", "", bare))


def test_statements_that_overlap_are_underlined_in_different_ways(pages):
    page = page_of(pages, kept.MORNING_MAIL)
    inner = page.xpath("//p[contains(@class,'text')]//span[contains(@class,'lane1')]")
    assert [node.text_content() for node in inner] == [kept.INNER.quote]
    assert inner[0].xpath("ancestor::span[contains(@class,'lane0')]")


def test_each_statement_has_a_number_an_address_and_a_note(pages):
    page = page_of(pages, kept.MORNING_MAIL)
    numbers = page.xpath("//p[contains(@class,'text')]//a[@class='no statement']")
    assert [(one.text, one.get("id")) for one in numbers] == [("1", f"s-{kept.HEDGED.id}"), ("2", f"s-{kept.INNER.id}")]
    notes = {one.get("id"): one.text_content() for one in page.xpath("//div[@class='margin']//li")}
    assert "said to be possible (attributed)" in notes[f"note-{kept.HEDGED.id}"]
    assert "2 reports, 1 independent origin" in notes[f"note-{kept.HEDGED.id}"]


def test_an_attribution_has_its_source_cue_and_content(pages):
    page = page_of(pages, kept.MORNING_MAIL, show="attributions")
    for part, words in (("source", kept.CABLE.name), ("cue", "according to"), ("content", kept.TANKS)):
        assert "".join(page.xpath(f"//p[contains(@class,'text')]//span[@class='at-{part}']//text()")) == words
    assert page.xpath("//p[contains(@class,'text')]//a[@class='no attribution']/text()") == ["a"]


def test_copied_passages_stand_between_corners_and_name_the_other_report(pages):
    page = page_of(pages, kept.THE_LANTERN)
    notes = [one.text_content() for one in page.xpath("//div[@class='margin']//li[@class='copy']")]
    assert notes
    assert all("copied from Morning Mail" in note for note in notes)
    assert page.xpath("count(//p[contains(@class,'text')]//span[@class='corner'])") == 2 * len(notes)
    other = page_of(pages, kept.MORNING_MAIL)
    assert "copied by The Lantern" in other.xpath("//div[@class='margin']//li[@class='copy']")[0].text_content()


def test_what_is_not_to_be_marked_is_not(pages):
    page = page_of(pages, kept.MORNING_MAIL, show="")
    assert page.xpath("//p[contains(@class,'text')]//a | //div[@class='margin']") == []
    assert page.xpath("//input[@name='show'][@checked]") == []


def test_the_statement_that_was_asked_for_is_highlighted(pages):
    page = page_of(pages, kept.MORNING_MAIL, mark=kept.HEDGED.id)
    assert "".join(page.xpath("//mark//text()[not(ancestor::a)]")) == kept.TANKS


def test_the_original_stands_beside_the_text(pages):
    page = page_of(pages, kept.EVIL_POST, original="true")
    assert page.xpath("//pre")[0].text_content() == kept.EVIL
    raw = pages.get(f"/documents/{kept.EVIL_POST.id}/original")
    assert raw.content == kept.EVIL.encode()
    assert raw.headers["content-type"].startswith("text/plain")
    assert raw.headers["content-security-policy"] == "sandbox; default-src 'none'"


def test_documents_are_searched_and_filtered(pages):
    def titles(**query):
        return [one["title"] for one in pages.get("/documents.json", params=query).json()["documents"]]

    assert titles()[:2] == [kept.HEBREW, kept.HOSTILE]
    assert titles()[-1] == "No tanks"
    assert set(titles(q="leopard envelope")) == {"Tanks for the savannah", "Ten tanks"}
    assert titles(language="he") == [kept.HEBREW]
    assert titles(q='unheard-of "words') == []


@pytest.mark.parametrize(
    "path",
    ["/", "/claims", "/documents", "/documents?q=visited", "/sources", "/network", "/timeline",
     f"/documents/{kept.EVIL_POST.id}", f"/documents/{kept.EVIL_POST.id}?original=true", "/claims?q=%3Cscript%3E"],
)  # fmt: skip
def test_a_hostile_report_is_shown_and_never_run(pages, path):
    answer = pages.get(path).text
    for attack in ("<script", "<img", "<b>Post", 'href="javascript'):
        assert attack not in answer


def test_words_asked_for_are_never_run_either(pages):
    attack = '"><script>alert(1)</script>'
    for path in ("/claims", "/documents", "/timeline", "/network", "/map", "/transfers"):
        for name in ("q", "about", "place", "language", "type"):
            assert "<script" not in pages.get(path, params={name: attack}).text
    assert "<script" not in pages.get("/claims/<script>alert(1)<%2Fscript>").text


def test_text_from_right_to_left_is_marked_as_such(pages):
    page = page_of(pages, kept.HEBREW_DAILY)
    assert [(one.get("lang"), one.get("dir")) for one in page.xpath("//h1 | //p[@class='text']")] == [
        ("he", "auto")
    ] * 2
    claim = html.fromstring(pages.get("/claims?language=he").text)
    assert claim.xpath("//article//q/@lang") == ["he"]
    assert claim.xpath("//article//q/@dir") == ["auto"]


texts = st.text(alphabet=st.sampled_from("ab <>&\"'é\n\u202e\u05d0"), min_size=1, max_size=60)


@given(texts, st.data())
def test_whatever_is_marked_the_text_is_there_to_the_letter(text, data):
    def passage():
        start = data.draw(st.integers(0, len(text) - 1))
        return Passage(start, data.draw(st.integers(start + 1, len(text))))

    statements = [
        Statement(f"s{n}", "d", "en", "event", one, text[one.start : one.end])
        for n, one in enumerate(passage() for _ in range(data.draw(st.integers(0, 5))))
    ]
    attributions = [
        Attribution(f"a{n}", "d", (passage(),), (passage(),), (passage(), passage()), "direct", "attributed")
        for n in range(data.draw(st.integers(0, 2)))
    ]
    marks = [
        *statement_marks(statements),
        *attribution_marks(attributions),
        copy_mark("c0", "A1", "copied", [passage()]),
    ]
    shown = paragraphs(text, marks)
    for paragraph in shown:
        assert text_of(paragraph) == text[paragraph.start : paragraph.end]
    assert "".join(text[p.start : p.end] for p in shown).split() == text.split() or len(shown) > 1
    begun = [mark.id for paragraph in shown for mark in paragraph.begins]
    assert len(begun) == len(set(begun))


def test_neighbours_never_share_a_lane_while_there_are_lanes():
    quotes = [(0, 40), (5, 30), (10, 20), (12, 18), (40, 50)]
    statements = [dataclasses.replace(kept.FIRM, id=str(n), evidence=Passage(*one)) for n, one in enumerate(quotes)]
    assert [mark.lane for mark in statement_marks(statements)] == [*range(LANES), 0]


def test_letters_go_on_after_z():
    assert [letters(n) for n in (0, 25, 26, 27, 52, 702)] == ["a", "z", "aa", "ab", "ba", "aaa"]
