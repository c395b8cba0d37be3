"""Reports that try to run something in a reader's browser, read as any others and shown by a real one.

Each page is opened twice: as it is, and in a browser that is told to ignore the page's policy. What a report says is
never run, because it is text wherever it is shown; the policy is there for the day on which that is forgotten.
"""

import html
import json
import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: `pip install playwright`")

import hostile_reports as hostile
from pages_served import serving

import whence
from whence.showing.pages.app import create_app

pytestmark = pytest.mark.slow

DANGEROUS = """() => {
    const found = [];
    for (const one of document.querySelectorAll('*')) {
        const name = one.localName;
        if (['script', 'style', 'iframe', 'frame', 'object', 'embed', 'base'].includes(name)) found.push(name);
        if (name === 'meta' && one.httpEquiv) found.push('meta ' + one.httpEquiv);
        for (const {name: attribute, value} of one.attributes) {
            if (attribute.startsWith('on') || attribute === 'style' || attribute === 'srcdoc') found.push(attribute);
            if (['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'srcset', 'poster'].includes(attribute)) {
                const there = new URL(value, document.baseURI);
                const own = there.origin === location.origin && there.protocol === location.protocol;
                if (!own) found.push(attribute + '=' + value);
            }
        }
    }
    return found;
}"""
"""What in a page could do something, as the browser has understood it."""


@pytest.fixture(scope="module")
def intake(tmp_path_factory):
    """The hostile reports, read by the real engine: the path of the record, and what became of them."""
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "hostile.db"
    with whence.open(path) as record:
        taken = record.read([str(hostile.write(folder / "reports"))])
    return path, taken


@pytest.fixture(scope="module")
def record(intake):
    with whence.open(intake[0], create=False) as record:
        yield record


@pytest.fixture(scope="module")
def address(record):
    with serving(create_app(record)) as address:
        yield address


@pytest.fixture(params=[False, True], ids=["as it is", "without the policy"])
def look(request, browser):
    """A function that opens an address; at the end, nothing has run and nobody else was asked for anything."""
    context = browser.new_context(bypass_csp=request.param)
    page = context.new_page()
    asked, told = [], []
    context.on("request", lambda one: asked.append(one.url))
    page.on("dialog", lambda one: told.append(one.message))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("popup", lambda one: told.append(one.url))
    page.on("download", lambda one: told.append(one.url))

    def go(there, expected=()):
        answer = page.goto(there, wait_until="load")
        assert page.url == there
        assert page.evaluate("window.owned") is None, there
        assert set(page.evaluate(DANGEROUS)) == set(expected), there
        return page, answer

    go.asked = asked
    yield go
    context.close()
    assert [url for url in asked if hostile.WHERE in url] == []
    assert told == []


def addresses(record):
    """A page of each kind for every report, source and entity, and of claims as many."""
    yield from ("/", "/claims", "/documents", "/sources", "/timeline", "/network", "/map", "/transfers")
    yield "/claims?q=%22%3E%3Cscript%3Ewindow.owned=12%3C/script%3E&about=%3Csvg+onload%3Downed%3E"
    yield "/documents?q=script"
    yield from (f"/documents/{one.id}?original=true" for one in record.documents())
    named = [one.id for one in record.sources().values() if re.search(r"[<>{\u2066]", one.name)]
    yield from (f"/sources/{id_}" for id_ in named[:10])
    yield from (f"/entities/{one.id}" for one in record.entities().values() if re.search(r"[<>{\u2066]", one.name))
    told = [claim.id for claim in record.claims() if re.search(r"[<>{\u2066]|Ab{20}", claim.gist)]
    yield from (f"/claims/{id_}" for id_ in told[:20])


def test_the_reports_are_hostile_wherever_a_report_can_be(record, intake):
    """Else this would test nothing."""
    documents = record.documents()
    quotes = " ".join(one.quote for one in record.statements())
    for field in ("title", "publisher", "uri"):
        assert any("<script>" in (getattr(one, field) or "") for one in documents), field
    for scheme in ("javascript:", "data:", "vbscript:"):
        assert any(one.uri.startswith(scheme) for one in documents), scheme
    for payload in hostile.ALL:
        # What turns the writing is no part of a text as it is kept; of an address it is.
        assert any(payload in (one.uri if payload == hostile.TURNED else one.text) for one in documents), payload
    pieces = "<script> <svg </blockquote> <iframe javascript: <style> {{7*7}} <!-->"
    for piece in pieces.split():
        assert piece in quotes, piece
    assert any("<" in one.name for one in record.sources().values())
    assert any(len(word) > 10_000 for one in documents for word in one.text.split())
    assert {one.name.rpartition("/")[2] for one in intake[1].refused} == {"nul.txt", "nul.html", "escape.txt"}


@pytest.mark.parametrize("payload", [hostile.SCRIPT, hostile.IMAGE, hostile.DRAWING, hostile.COMMENT])
def test_what_the_reports_say_would_run_if_it_were_shown_as_it_stands(browser, payload):
    page = browser.new_page()
    page.set_content(f"<!doctype html><p>{payload}")
    page.wait_for_function("window.owned !== undefined", timeout=10_000)
    page.close()


def test_no_page_runs_what_a_report_says(record, address, look):
    seen = list(addresses(record))
    assert len(seen) > 50
    for path in seen:
        page, answer = look(address + path)
        assert answer.status == 200
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "49" not in page.title()
    assert {url.partition("?")[0] for url in look.asked} >= {address + "/whence.css"}


def test_what_a_report_says_stands_on_its_page_to_the_letter(record, address, look):
    for payload in (hostile.SCRIPT, hostile.IMAGE, hostile.QUOTE_END, hostile.TEMPLATE):
        found = next(one for one in record.documents() if payload in (one.title or "") and one.uri.startswith("http"))
        page, _ = look(f"{address}/documents/{found.id}?show=")
        assert page.locator("h1").inner_text() == found.title
        assert payload in " ".join(page.locator(".reading").inner_text().split())


def test_a_turn_of_the_writing_turns_nothing_but_the_words_of_the_report(record, address, look):
    turned = [one for one in record.documents() if "\u202e" in one.uri]
    assert turned
    for one in turned:
        page, _ = look(f"{address}/documents/{one.id}")
        # Outside of a bdi, a turned letter would turn what stands after it.
        outside = page.evaluate(
            "[...document.body.querySelectorAll('*')].filter(one => !one.closest('bdi'))"
            ".flatMap(one => [...one.childNodes]).filter(one => one.nodeType === 3)"
            ".filter(one => /[\\u202a-\\u202e\\u2066-\\u2069]/.test(one.data)).map(one => one.data)"
        )
        assert outside == []


def test_a_word_without_end_makes_no_page_wider_than_the_screen(record, address, look):
    long = {one.id for one in record.documents() if "AbAbAbAb" in one.text}
    told = {one.id for one in record.statements() if one.document in long}
    claims = [f"/claims/{one.id}" for one in record.claims() if told & set(one.statements)]
    sources = [f"/sources/{one.id}" for one in record.sources().values() if "AbAbAbAb" in one.name]
    assert min(map(len, (long, claims, sources))) > 0
    documents = [f"/documents/{id_}" for id_ in long]
    for path in ("/documents", "/sources", "/claims", "/timeline", *documents, *claims[:3], *sources[:3]):
        page, _ = look(address + path)
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, path


def test_the_bytes_of_a_report_are_shown_as_text_and_may_do_nothing(record, address, look):
    for one in record.documents():
        page, answer = look(f"{address}/documents/{one.id}/original", {"style"})  # which the browser gives it
        assert answer.headers["content-type"].startswith("text/plain")
        assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert page.evaluate("document.contentType") == "text/plain"
        assert page.locator("body *").count() == page.locator("pre").count() == 1


def test_data_is_data_whatever_it_says(record, address, look):
    claim = next(one for one in record.claims() if "<script>" in one.gist)
    document = next(one for one in record.documents() if "<script>" in (one.title or ""))
    for path in ("/index", "/claims", "/documents", "/sources", f"/claims/{claim.id}", f"/documents/{document.id}"):
        page, answer = look(f"{address}{path}.json")
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert page.evaluate("document.contentType") == "application/json"
        json.loads(answer.body())


def test_what_is_asked_for_comes_back_as_words(address, look):
    payload = "%3Cscript%3Ewindow.owned=13%3C/script%3E"
    for path in (f"/{payload}", f"/claims/{payload}", f"/documents/{payload}", f"/claims?since={payload}"):
        _, answer = look(address + path)
        assert answer.status in (404, 422)


def test_a_dossier_of_such_reports_runs_nothing_either(intake, tmp_path, look):
    from click.testing import CliRunner

    from whence.cli import main

    out = tmp_path / "dossier.html"
    told = CliRunner().invoke(main, ["report", "--record", str(intake[0]), "--out", str(out)])
    assert told.exit_code == 0, told.output
    assert "owned" in out.read_text(encoding="utf-8")
    # Its own style and policy, and the addresses of the reports, where those are on the web.
    allowed = {"style", "meta Content-Security-Policy"}
    linked = set(re.findall(r'<a href="(https?://[^"]*)"', out.read_text(encoding="utf-8")))
    page, _ = look(out.as_uri(), allowed | {f"href={html.unescape(link)}" for link in linked})
    assert "<script>" in page.locator("body").inner_text()
    assert {link.partition("/%")[0].partition("/<")[0] for link in map(html.unescape, linked)} >= {
        "http://post.example"
    }
