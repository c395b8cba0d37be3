"""The pages of the sample reports in a real browser: opened, filtered, printed, narrow, and without scripts."""

import io
import re
from urllib.request import urlopen

import pytest
from lxml import html

pytest.importorskip("playwright", reason="playwright is not installed: `pip install playwright`")

from addresses import SAMPLE, address

from whence.showing.words import order

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("path", SAMPLE)
def test_each_page_opens_says_nothing_asks_nobody_and_fits_the_narrowest_screen(look, sample, path):
    page = look(address(path, sample.record))
    assert page.locator("h1").count() == 1
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_nothing_moves(look, sample):
    for path in ("/", "/claims/CLAIM", "/network"):
        page = look(address(path, sample.record))
        page.emulate_media(reduced_motion="reduce")
        page.hover("a >> nth=3")
        assert page.evaluate("document.getAnimations().length") == 0
        moving = "[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).transitionDuration !== '0s')"
        assert page.evaluate(f"{moving}.length") == 0


# What a filter lets through, told from the record itself: of a claim and its statements.
FILTERS = [
    ("type", "figure", lambda claim, told: claim.kind == "figure"),
    ("type", "SANCTION", lambda claim, told: claim.event_type == "SANCTION"),
    ("about", "TUR", lambda claim, told: any(_country(one, "TUR") for one in told)),
    ("since", "2020", lambda claim, told: (claim.time.end or claim.time.start) >= "2020"),
    ("until", "2012", lambda claim, told: (claim.time.start or claim.time.end)[:4] <= "2012"),
    ("place", "Ankara", lambda claim, told: any(one.place and one.place.text == "Ankara" for one in told)),
    ("language", "en", lambda claim, told: any(one.language == "en" for one in told)),
    ("certainty", "hearsay", lambda claim, told: any(one.evidential == "hearsay" for one in told)),
    ("certainty", "hedged", lambda claim, told: any(one.modality != "actual" for one in told)),
    ("certainty", "denied", lambda claim, told: any(one.polarity == "negated" for one in told)),
    ("origins", "2+", lambda claim, told: claim.independent >= 2),
    ("origins", "1", lambda claim, told: claim.independent == 1),
    ("conflict", "yes", lambda claim, told: bool(claim.conflicts)),
    ("conflict", "no", lambda claim, told: not claim.conflicts),
    ("review", "unreviewed", lambda claim, told: claim.status == "unreviewed"),
    ("review", "accepted", lambda claim, told: claim.status == "accepted"),
    ("q", '"premiers Rafale"', lambda claim, told: any("premiers Rafale" in one.quote for one in told)),
]


def _country(statement, code):
    place = statement.place
    return code in [part.country for part in statement.participants] or (place is not None and place.country == code)


@pytest.fixture(scope="module")
def known(sample):
    """The claims of the record with their statements, by id."""
    statements = {one.id: one for one in sample.record.statements()}
    return {claim.id: (claim, [statements[id_] for id_ in claim.statements]) for claim in sample.record.claims()}


def listed(page):
    """The ids of the claims on this page and those that follow."""
    found = []
    while True:
        found += [one.removeprefix("claim-") for one in page.evaluate(
            "[...document.querySelectorAll('article.claim')].map(one => one.id)"
        )]  # fmt: skip
        if not page.locator("a[rel=next]").count():
            return found
        page.click("a[rel=next]")
        page.wait_for_load_state()


@pytest.mark.parametrize(("field", "value", "fits"), FILTERS, ids=[f"{name}={value}" for name, value, _ in FILTERS])
def test_a_filter_changes_the_list_to_what_was_asked_for(look, known, field, value, fits):
    page = look("/claims")
    box = page.locator(f".filters [name={field}]")
    if box.evaluate("one => one.tagName") == "SELECT":
        box.select_option(value)
    else:
        box.fill(value)
    page.click(".filters button")
    page.wait_for_url(re.compile(rf"[?&]{field}="))
    found = listed(page)
    if field in ("since", "until"):  # the undated have the day of their last report
        known = {id_: one for id_, one in known.items() if (time := one[0].time) and (time.start or time.end)}
        found = [id_ for id_ in found if id_ in known]
    wanted = {id_ for id_, (claim, told) in known.items() if fits(claim, told)}
    assert set(found) == wanted
    assert len(found) == len(set(found)) < len(known) or field in ("conflict", "review")


ORDERS = {
    "reports": lambda claim: -claim.documents,
    "origins": lambda claim: (-claim.independent, -claim.documents),
    "excess": lambda claim: claim.independent - claim.documents,
    "time": lambda claim: order(claim.time),
}


@pytest.mark.parametrize("name", ORDERS)
def test_the_list_is_put_in_the_order_that_was_asked_for(look, known, name):
    page = look("/claims")
    page.select_option("[name=sort]", name)
    page.click(".filters button")
    page.wait_for_url(re.compile(rf"[?&]sort={name}"))
    keys = [ORDERS[name](known[id_][0]) for id_ in listed(page)]
    assert keys == sorted(keys)
    assert len(keys) == len(known)


def test_the_form_keeps_what_was_asked_for_and_the_address_is_the_search(look):
    page = look("/claims?about=TUR&certainty=attributed&sort=latest")
    many = page.locator("article.claim").count()
    assert page.input_value("#f-about") == "TUR"
    assert page.input_value("#f-certainty") == "attributed"
    page.click(".filters button")
    page.wait_for_load_state()
    assert page.locator("article.claim").count() == many > 0


def test_every_statement_has_its_place_in_the_text_that_links_lead_to(sample):
    for document in sample.record.documents():
        page = html.parse(urlopen(f"{sample.address}/documents/{document.id}")).getroot()
        there = set(page.xpath("//@id"))
        for statement in sample.record.statements(document.id):
            assert {f"s-{statement.id}", f"note-{statement.id}"} <= there
        assert {one[1:] for one in page.xpath("//a/@href") if one.startswith("#")} <= there


def test_a_claim_leads_to_the_very_words_with_no_script_at_all(look_without_scripts, sample):
    page = look_without_scripts("/")
    page.get_by_role("link", name="Claims", exact=True).click()
    page.wait_for_url("**/claims")
    page.focus("article.claim h3 a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/*")
    words = page.locator("blockquote").first.inner_text()
    page.get_by_role("link", name="In the report", exact=True).first.click()
    page.wait_for_url("**/documents/*")
    assert " ".join("".join(page.locator("mark").all_inner_texts()).split()) == " ".join(words.split())
    page.get_by_label("passages shared with others").uncheck()
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url(re.compile(r"[?&]show="))
    assert "show=statements" in page.url
    page.locator("#find").fill("Rafale")
    page.locator("#find").press("Enter")
    page.wait_for_url("**/claims?q=Rafale")
    assert page.locator("article.claim").count() > 0


def test_a_claim_is_printed_on_few_pages_with_its_evidence_and_without_buttons(look, sample):
    pdf = pytest.importorskip("pypdf", reason="pypdf, which reads what was printed, is not installed")
    page = look(address("/claims/CLAIM", sample.record))
    words = page.locator("blockquote").first.inner_text()
    printed = pdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split())
    assert len(printed.pages) <= 4
    assert words.split()[0] in text
    assert "Whose word it is" in text
    assert "Skip to the content" not in text
    assert "Search" not in text
