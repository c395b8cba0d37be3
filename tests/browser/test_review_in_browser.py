"""Reviewing in a real browser: each action by form and by key, many by keyboard, and two people at once."""

from __future__ import annotations

import dataclasses
import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: `pip install playwright`")

import many_statements
import pages_record as kept
import pages_served
from starlette.middleware import Middleware

import whence
from whence.model import Analysis, Report
from whence.record import Record
from whence.record.deciding import Decision
from whence.record.reviewing import Search, Wish
from whence.showing.pages.app import create_app
from whence.showing.pages.people.visits import FIELD, HEADER
from whence.showing.pages.who import Person

AS = "x-tests-person"
"""The header by which these tests say who asks: logging in is tested elsewhere."""


@contextmanager
def serving(record: Record) -> Iterator[str]:
    """The address of a record's pages, on which everybody is who they say."""
    app = create_app(record)

    class Named:
        def __init__(self, app: Any) -> None:
            self.app = app

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            name = dict(scope.get("headers") or ()).get(AS.encode(), b"").decode()
            if name:
                scope.setdefault("state", {})["person"] = Person(name, "reviewer")
            await self.app(scope, receive, send)

    app.user_middleware.append(Middleware(Named))  # behind the guard, who knows of nobody here

    with pages_served.serving(app) as address:
        yield address


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Record, str]]:
    with whence.open(kept.make(tmp_path / "own.db")) as record, serving(record) as address:
        yield record, address


@pytest.fixture
def person(browser: Any) -> Iterator[Any]:
    """A function that gives a page in a browser context of a person's own; at the end every console is empty."""
    contexts, told = [], []

    def come(name: str = "", **more: Any) -> Any:
        headers = {AS: name} if name else None
        context = browser.new_context(viewport={"width": 1200, "height": 900}, extra_http_headers=headers, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        return page

    yield come
    for context in contexts:
        context.close()
    assert [one for one in told if "409" not in one] == []  # a browser tells of every answer that is no success


def shown(page: Any) -> str:
    """The id of the statement on the page."""
    return str(page.locator("form.verdict input[name=on]").get_attribute("value"))


def press(page: Any, key: str) -> None:
    """Presses a key that leads to another page, and waits for it."""
    with page.expect_navigation():
        page.keyboard.press(key)


def actions(record: Record) -> list[tuple[str, str, str]]:
    return [(r.by, r.action, r.on) for r in sorted(record.reviews(), key=lambda r: r.at)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with the script", "without any script"])
def test_each_action_once_by_mouse(own, person, scripts):
    record, address = own
    page = person(java_script_enabled=scripts)
    one = kept.HEDGED.id
    here = f"{address}/review?show=all&statement={one}"

    def click(name: str) -> None:
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).click()

    page.goto(here)
    page.fill("#note", "read it twice")
    click("Only note")
    page.goto(here)
    click("Accept a")
    click("Undo u")
    assert shown(page) == one
    click("Reject r")
    page.goto(here)
    page.get_by_text("Correct c").click()
    page.select_option("#c-modality", "actual")
    page.fill("#c-actor", "Kenya; Oslo")
    page.fill("#c-start", "2021-10-03")
    page.fill("#c-chain", "Morning Mail <- a cable of the embassy in Oslo")
    page.select_option("#c-event_type", "AID")
    page.fill("#c-quote", "Kenya may have bought ten Leopard 2 tanks")
    click("Keep the correction")
    page.goto(here)
    click("B: usually reliable")
    click("3: possibly true")
    click("Split: this one says something else s")
    page.goto(here)
    page.get_by_text("Merge with another claim m").click()
    page.locator("label", has_text=kept.FLAT).locator("input").check()
    click("Merge: they say the same")
    assert [action for _, action, _ in actions(record)] == [
        *("note", "accept", "reject", "reject", "correct", "rate", "rate", "split", "merge")
    ]
    [corrected] = [review for review in record.reviews() if review.action == "correct"]
    assert set(corrected.after) == {"modality", "participants", "time", "chain", "event_type", "evidence"}
    assert any({one, kept.FIRM.id} <= set(claim.statements) for claim in record.claims())


def test_each_action_once_by_key(own, person):
    record, address = own
    page = person()
    one = kept.HEDGED.id
    page.goto(f"{address}/review?show=all&statement={one}")
    press(page, "Shift+B")
    press(page, "2")
    press(page, "s")
    page.keyboard.press("m")
    page.keyboard.press("Space")  # the first of the claims that are like it
    press(page, "Enter")
    assert "Merged" in page.locator(".done").inner_text()
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.id") == "c-event_type"
    page.keyboard.press("Escape")
    press(page, "a")
    assert "Accepted" in page.locator(".done").inner_text()
    assert shown(page) != one
    press(page, "u")
    assert shown(page) == one
    press(page, "r")
    after = shown(page)
    press(page, "k")
    assert shown(page) == one
    press(page, "j")
    assert shown(page) == after
    page.keyboard.press("?")
    assert page.locator("#keys").get_attribute("open") is not None
    done = [action for _, action, _ in actions(record)]
    assert done == ["rate", "rate", "split", "merge", "accept", "reject", "reject"]


def test_keys_do_nothing_in_a_field_with_control_or_when_they_are_off(own, person):
    record, address = own
    page = person()
    page.goto(f"{address}/review")
    page.focus("#note")
    page.keyboard.type("arn123")
    page.locator("h1").click()
    page.keyboard.press("Control+Shift+A")
    page.keyboard.press("?")
    page.check("#keys-off")
    page.keyboard.press("a")
    page.reload()
    page.keyboard.press("r")
    page.wait_for_timeout(200)
    assert record.reviews() == []
    assert page.locator("#keys-off").is_checked()


def test_caps_lock_does_not_make_a_rating_of_an_acceptance(own, person):
    record, address = own
    page = person()
    page.goto(f"{address}/review")
    with page.expect_navigation():
        page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'A', bubbles: true}))")
    assert [action for _, action, _ in actions(record)] == ["accept"]


def test_the_queue_is_not_wider_than_a_narrow_screen(own, person):
    _, address = own
    page = person()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/review?show=all&statement={kept.HEDGED.id}")
    page.get_by_text("Correct c").click()
    page.get_by_text("Merge with another claim m").click()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_a_search_is_kept_and_deleted(own, person):
    _, address = own
    page = person()
    page.goto(f"{address}/claims?certainty=denied")
    page.get_by_label("Keep this search as").fill("Denials")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep", exact=True).click()
    page.goto(f"{address}/claims")
    page.get_by_role("link", name="Denials").click()
    page.wait_for_url("**certainty=denied*")
    with page.expect_navigation():
        page.get_by_role("button", name="Delete the search Denials").click()
    assert page.get_by_role("link", name="Denials").count() == 0


def test_two_browsers_on_one_statement_and_the_second_is_told(own, person):
    record, address = own
    nora, ada = person("Nora"), person("Ada")
    for page in (nora, ada):
        page.goto(f"{address}/review?show=all&statement={kept.DENIAL.id}")
    press(nora, "a")
    press(ada, "r")
    assert "Not kept" in ada.locator("[role=alert]").inner_text()
    assert "Nora: accepted" in ada.locator("[role=alert]").inner_text()
    assert actions(record) == [("Nora", "accept", kept.DENIAL.id)]
    press(ada, "r")
    assert [by for by, _, _ in actions(record)] == ["Nora", "Ada"]
    ada.goto(f"{address}/review?show=disputed")
    assert shown(ada) == kept.DENIAL.id


@pytest.mark.slow
def test_a_hundred_statements_by_keyboard_and_none_is_lost(tmp_path, person):
    with whence.open(many_statements.make(tmp_path / "many.db", 100)) as record, serving(record) as address:
        page = person()
        page.goto(f"{address}/review")
        given = {}
        for number in range(100):
            key = "r" if number % 7 == 3 else "a"
            given[shown(page)] = "reject" if key == "r" else "accept"
            press(page, key)
        assert "Nothing left here" in page.locator("h1").inner_text()
        assert len(given) == 100
        assert {on: action for _, action, on in actions(record)} == given
        assert record.reviewing.count(Wish("unreviewed")) == 0


@pytest.mark.slow
def test_two_people_at_once_on_five_hundred_statements_lose_no_decision(tmp_path, person):
    """Two browsers and, for the many, two threads that send the same forms."""
    with whence.open(many_statements.make(tmp_path / "many.db", 500)) as record, serving(record) as address:
        ids = [s.id for s in record.statements()]
        pages = {name: person(name) for name in ("Nora", "Ada")}
        for page in pages.values():
            page.goto(f"{address}/review")
        same = shown(pages["Nora"])
        assert shown(pages["Ada"]) == same
        press(pages["Nora"], "a")
        press(pages["Ada"], "r")
        assert "Nora: accepted" in pages["Ada"].locator("[role=alert]").inner_text()
        answers: dict[str, list[int]] = {"Nora": [], "Ada": []}
        kept_by: dict[str, dict[str, str]] = {"Nora": {same: "accept"}, "Ada": {}}

        def work(name: str, some: list[str]) -> None:
            connection = http.client.HTTPConnection(address.removeprefix("http://"))
            connection.request("GET", "/csrf.json", headers={AS: name})
            answer = connection.getresponse()
            headers = {AS: name, "content-type": "application/x-www-form-urlencoded"}
            headers |= {HEADER: json.loads(answer.read())[FIELD], "cookie": answer.headers["set-cookie"].split(";")[0]}
            for number, id_ in enumerate(some):
                action = "reject" if number % 5 == 0 else "accept"
                form = {"on": id_, "seen": "0", "action": action, "show": "unreviewed"}
                connection.request("POST", "/review", urlencode(form), headers)
                answer = connection.getresponse()
                answer.read()
                answers[name].append(answer.status)
                if answer.status == 303:
                    kept_by[name][id_] = action

        left = [id_ for id_ in ids if id_ != same]
        threads = [
            threading.Thread(target=work, args=("Nora", left)),
            threading.Thread(target=work, args=("Ada", left[::-1])),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(answers["Nora"]) | set(answers["Ada"]) <= {303, 409}
        assert answers["Nora"].count(409) + answers["Ada"].count(409) == len(left)
        there = {(by, on): action for by, action, on in actions(record)}
        assert there == {(by, on): action for by, some in kept_by.items() for on, action in some.items()}
        assert len(there) == 500
        assert record.reviewing.count(Wish("unreviewed")) == 0
        decided = {on: f"{action}ed" for (_, on), action in there.items()}
        alone = {claim.statements[0]: claim.status for claim in record.claims() if len(claim.statements) == 1}
        assert len(alone) > 300
        assert alone == {on: decided[on] for on in alone}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without any script"])
def test_a_decision_without_a_place_is_placed_by_hand_and_that_is_undone(own, person, scripts):
    record, address = own
    record.reviewing.decide(Decision("me", "accept", kept.HEBREW_SAID.id))
    other = dataclasses.replace(kept.HEBREW_SAID, id="other", kind="figure")
    document = kept.HEBREW_DAILY
    record.add(Report(document, document.text.encode()), Analysis(document.id, "better", statements=(other,)))
    record.weigh()
    page = person(java_script_enabled=scripts)
    page.goto(f"{address}/review/unplaced")
    page.get_by_text("Put it in its place").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Place the decision here").click()
    assert "Every decision is in its place" in page.locator("main").inner_text()
    assert record.reviewing.unplaced() == []
    assert [r.action for r in record.reviewing.on("other")] == ["accept", "correct"]
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    assert kept.HEBREW in page.locator("article").inner_text()
    assert len(record.reviewing.unplaced()) == 1


@pytest.mark.slow
def test_axe_finds_nothing_wrong_with_any_page_on_which_people_decide(own, person, faults):
    record, address = own
    desk = record.reviewing
    desk.decide(Decision("me", "accept", kept.HEBREW_SAID.id))
    desk.decide(Decision("me", "correct", kept.HEDGED.id, after={"modality": "actual"}, note="a plan"))
    desk.decide(Decision("Ada", "reject", kept.HEDGED.id))
    desk.decide(Decision("me", "rate", kept.DENIAL.id, after={"reliability": "B", "credibility": "3"}))
    other = dataclasses.replace(kept.HEBREW_SAID, id="other", kind="figure")
    document = kept.HEBREW_DAILY
    record.add(Report(document, document.text.encode()), Analysis(document.id, "better", statements=(other,)))
    record.weigh()
    record.searches.keep(Search("Denials", "certainty=denied", "me", "2026-01-01T00:00:00Z"))
    claim = next(claim for claim in record.claims() if kept.HEDGED.id in claim.statements)
    page = person()
    for scheme, width in (("light", 1200), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        for path in (
            "/review",
            f"/review?show=all&statement={kept.HEDGED.id}",
            "/review?show=disputed",
            "/review/report",
            "/review/unplaced",
            "/claims?certainty=denied",
            f"/claims/{claim.id}",
        ):
            page.goto(address + path)
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            assert faults(page) == [], (path, scheme)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (path, scheme)
