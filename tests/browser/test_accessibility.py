"""What axe-core says of each page: nothing, wide and light, narrow and dark. And the keyboard, which no rule tries."""

import itertools

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: `pip install playwright`")

from addresses import SAMPLE, SMALL, address

pytestmark = pytest.mark.slow

STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    return {
        place: [...document.querySelectorAll(STOPS)].indexOf(one),
        seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inside: box.bottom > 0 && box.top < innerHeight,
    };
}""".replace("STOPS", repr(STOPS))


@pytest.mark.parametrize("path", SMALL)
def test_axe_finds_nothing_wrong_with_the_small_record(visit, faults, path):
    assert faults(visit(path)) == []


@pytest.mark.parametrize("path", SAMPLE)
def test_axe_finds_nothing_wrong_with_the_sample_reports(look, faults, sample, path):
    page = look(address(path, sample.record))
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    assert faults(page) == []


@pytest.mark.parametrize("path", ["/", "/claims/CLAIM", "/timeline", "/documents/DOCUMENT?show=statements"])
def test_the_tab_key_reaches_all_that_can_be_used_in_its_order_and_shows_where_it_is(look, sample, path):
    page = look(address(path, sample.record))
    usable = page.evaluate(
        f"() => [...document.querySelectorAll({STOPS!r})].map((one, at) => [one, at])"
        ".filter(([one]) => one.checkVisibility()).map(([_, at]) => at)"
    )
    walked = []
    for _ in usable:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["seen"], focused
        assert focused["inside"], focused
        walked.append(focused["place"])
    assert walked == usable


def test_the_first_stop_skips_to_the_content(look):
    page = look("/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_page_has_its_landmarks_and_headings_in_order(look, sample):
    for path in SAMPLE:
        page = look(address(path, sample.record))
        assert page.get_by_role("main").count() == page.get_by_role("banner").count() == 1
        assert page.get_by_role("contentinfo").count() == 1
        levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(one => Number(one.tagName[1]))")
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), path
