"""Logging in, letting people in and logging out, in a real browser and without scripts."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: `pip install playwright`")

import pages_record
from pages_people import PASSWORD
from pages_served import serving
from playwright.sync_api import expect

import whence
from whence.showing.pages.app import create_app
from whence.showing.pages.people.members import People


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The pages of the small record for an owner, a reviewer and a reader."""
    path = pages_record.make(tmp_path_factory.mktemp("people") / "small.db")
    people = People(path.with_name("small.db.people"), create=True)
    for name, role in (("Olga", "owner"), ("Rev", "reviewer"), ("Rita", "reader")):
        people.add(name, role, PASSWORD)
    with whence.open(path, create=False) as record, serving(create_app(record, people=people)) as address:
        yield address


@pytest.fixture
def page(browser, address):
    """A page in a browser of its own; at the end its console is empty."""
    context = browser.new_context(base_url=address, viewport={"width": 1200, "height": 900})
    page = context.new_page()
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    context.close()
    assert [words for words in told if "403" not in words] == []


def log_in(page, name, password=PASSWORD):
    page.fill("#f-name", name)
    page.fill("#f-password", password)
    page.click("main button")


def test_the_way_in_leads_to_the_page_that_was_asked_for(page):
    page.goto("/claims?q=tanks")
    assert page.url.endswith("/login?next=/claims%3Fq%3Dtanks")
    assert page.evaluate("document.activeElement.id") == "f-name"
    page.keyboard.type("Rita")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims?q=tanks")
    assert page.locator("article.claim").count() > 0
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Strict", -1)


def test_a_wrong_password_is_said_and_the_name_kept(page):
    page.goto("/login")
    log_in(page, "Rita", "not her password")
    assert page.get_by_role("alert").inner_text() == "This name and this password do not belong together."
    assert page.input_value("#f-name") == "Rita"
    assert page.input_value("#f-password") == ""


def test_after_the_log_out_the_way_back_shows_nothing(page):
    page.goto("/login?next=/claims")
    log_in(page, "Rita")
    page.click("text=Log out")
    page.wait_for_url("**/login")
    page.go_back()
    assert page.locator("article.claim").count() == 0
    assert "/login" in page.url


def test_an_owner_lets_somebody_in(page, browser, address):
    page.goto("/login?next=/people")
    log_in(page, "Olga")
    page.fill("#f-name", "Ina")
    page.select_option("#f-role", "reviewer")
    page.fill("#f-new", "quite another sentence")
    page.fill("#f-again", "quite another sentence")
    page.get_by_role("button", name="Let in").click()
    expect(page.locator("tbody th", has_text="Ina")).to_have_count(1)  # waits for the answer
    page.get_by_role("button", name="Remove Ina").click()
    expect(page.locator("tbody th", has_text="Ina")).to_have_count(0)  # waits for the answer


def test_a_form_of_another_site_changes_nothing(page, browser, site):
    page.goto("/login?next=/people")
    log_in(page, "Olga")
    page.wait_for_url("**/people")
    there = page.evaluate("location.origin")
    token = page.locator("form[action='/people/remove'] input[name=csrf_token]").first.input_value()
    fields = f"<input name=name value=Rita><input name=csrf_token value={token}>"
    form = f"<form method=post action='{there}/people/remove'>{fields}<button>Win</button></form>"
    evil = site.put("/", form.encode(), type="text/html")
    site.put("/favicon.ico", b"", type="image/x-icon")
    page.goto(evil)
    page.click("text=Win")
    assert page.locator("h1").inner_text() == "This is not allowed"
    page.goto("/people")
    assert page.locator("tbody th", has_text="Rita").count() == 1


@pytest.mark.parametrize("name", ["/login", "/account", "/people"])
def test_no_page_is_wider_than_a_narrow_screen(page, name):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/login?next=" + name)
    if name != "/login":
        log_in(page, "Olga")
        page.wait_for_url("**" + name)
        assert page.locator("h1").inner_text() in ("Olga", "People")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.slow
def test_axe_finds_nothing_wrong_with_the_pages_of_people(page, address, faults):
    def faultless(path):
        page.goto(address + path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert faults(page) == [], (path, scheme)

    faultless("/login")
    log_in(page, "Olga", "not this one")
    assert faults(page) == []
    log_in(page, "Olga")
    for path in ("/account", "/people", "/", "/review"):
        faultless(path)
