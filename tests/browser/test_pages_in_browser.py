"""The pages in a real browser."""

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: `pip install playwright`")

import pages_record as kept
from addresses import SMALL

PAGES = [*SMALL, f"/documents/{kept.EVIL_POST.id}/original"]


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_shown_without_an_error_and_asks_nobody_else(visit, path):
    page = visit(path)
    page.wait_for_load_state("networkidle")
    assert page.title() != "owned"


@pytest.mark.parametrize("path", SMALL)
def test_no_page_is_wider_than_a_narrow_screen(visit, path):
    page = visit(path)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_style_sheet_is_in_force(visit):
    page = visit("/claims")
    assert page.evaluate("getComputedStyle(document.querySelector('article.claim')).borderBottomStyle") == "solid"


def test_marks_that_overlap_look_different_without_colour(visit):
    page = visit(f"/documents/{kept.MORNING_MAIL.id}")
    styles = page.evaluate(
        "[...document.querySelectorAll('.text .lane')].map(one => {const s = getComputedStyle(one);"
        " return [s.textDecorationLine, s.textDecorationStyle, s.textUnderlineOffset]})"
    )
    assert {style for _, style, _ in styles} == {"solid", "dashed"}
    assert {line for line, _, _ in styles} == {"underline"}
    assert len({offset for _, _, offset in styles}) == 2


def test_a_mark_leads_to_its_note_and_back(visit):
    page = visit(f"/documents/{kept.MORNING_MAIL.id}")
    page.click(f"#s-{kept.HEDGED.id}")
    assert page.url.endswith(f"#note-{kept.HEDGED.id}")
    page.click(f"#note-{kept.HEDGED.id} a.no")
    assert page.url.endswith(f"#s-{kept.HEDGED.id}")


def test_words_in_a_claim_lead_to_the_very_words_in_the_report(visit):
    page = visit("/claims?certainty=hedged")
    page.focus("article.claim h3 a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/*")
    page.get_by_role("link", name="In the report", exact=True).first.click()
    assert "".join(page.locator("mark").all_inner_texts()) == kept.TANKS


def test_hebrew_runs_from_right_to_left(visit):
    page = visit(f"/documents/{kept.HEBREW_DAILY.id}")
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).direction") == "rtl"


def test_claims_are_searched_by_keyboard_alone(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#find")
    page.keyboard.type("leopard oslo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims?q=leopard+oslo")
    assert page.locator("article.claim").count() == 1


def test_what_has_the_focus_can_be_seen(visit):
    page = visit("/claims")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_dark_and_light_have_the_contrast_that_small_text_needs(visit):
    page = visit("/claims")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for selector in ("body", ".facts", "article.claim a", ".facts a"):
            ink, paper = page.evaluate(
                "selector => { const style = one => getComputedStyle(document.querySelector(one));"
                " return [style(selector).color, style('body').backgroundColor] }",
                selector,
            )
            assert contrast(ink, paper) >= 4.5, (scheme, selector)


def test_print_leaves_out_what_only_a_screen_needs(visit):
    page = visit("/claims")
    page.emulate_media(media="print")
    assert not page.locator("nav[aria-label=Pages]").is_visible()
    assert not page.locator("form.filters").is_visible()
    assert page.locator("article.claim").first.is_visible()


def contrast(one, other):
    """The contrast of two colours, "rgb(r, g, b)", by WCAG 2."""

    def light(colour):
        parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_hebrew_report_is_laid_out_from_right_to_left(visit):
    page = visit(f"/documents/{kept.HEBREW_DAILY.id}")
    page.set_viewport_size({"width": 700, "height": 800})
    places = page.evaluate(
        "['.text', '.text .no', 'h1'].map(one => {"
        " const box = document.querySelector(one).getBoundingClientRect(); return [box.left, box.right] })"
    )
    (left, right), (_, mark), _ = places
    assert mark > right - 40  # the first mark stands where the line begins
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    words = page.evaluate(
        "() => { const range = document.createRange(); range.selectNodeContents(document.querySelector('.text'));"
        " return Math.min(...[...range.getClientRects()].map(box => box.left)) }"
    )
    assert words > left + 100  # a short line leaves its end, at the left, empty


def test_a_gist_from_right_to_left_stays_apart_from_the_words_around_it(visit):
    page = visit("/claims?language=he")
    assert page.evaluate("getComputedStyle(document.querySelector('article.claim q')).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('article.claim .facts')).direction") == "ltr"
