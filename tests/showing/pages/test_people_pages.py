"""One's own account, and the page on which an owner lets people in."""

import pytest
from lxml import html
from pages_people import PASSWORD

OTHER = "quite another sentence"


def table(browser, page):
    """The rows of a page's table, as they read."""
    rows = html.fromstring(browser.get(page).text).xpath("//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def alert(answer):
    return html.fromstring(answer.text).xpath("string(//*[@role='alert'])")


def test_an_owner_lets_somebody_in_who_can_log_in_then(browser_of, door):
    olga = browser_of("Olga")
    answer = olga.form("/people", "/people/add", name="Ina <b>", role="reviewer", new=OTHER, again=OTHER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/people")
    assert [row[0] for row in table(olga, "/people")] == ["Ina <b>", "Olga", "Rev", "Rita"]
    assert door.log_in("ina <b>", OTHER).status_code == 303
    assert "reviewer" in door.get("/account").text


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": "Rita", "role": "reader"}, "Rita: somebody is called so already"),
        ({"name": "Ina", "role": "king"}, "'king': it is no role"),
        ({"name": "Ina", "role": "reader", "again": "something else entirely"}, "the two are not the same"),
        ({"name": "Ina", "role": "reader", "new": "short", "again": "short"}, "fewer than 12 characters"),
    ],
)
def test_what_will_not_do_is_said_and_changes_nothing(browser_of, people, typed, wrong):
    answer = browser_of("Olga").form("/people", "/people/add", **{"new": OTHER, "again": OTHER, **typed})
    assert answer.status_code == 422
    assert wrong in alert(answer)
    assert len(people.all()) == 3


def test_an_owner_gives_another_role_and_shows_somebody_out(browser_of, people):
    olga, rita = browser_of("Olga"), browser_of("Rita")
    assert olga.form("/people", "/people/role", name="Rita", role="owner").status_code == 303
    assert rita.get("/people").status_code == 200
    assert rita.form("/people", "/people/remove", name="Olga").status_code == 303
    assert olga.get("/people", follow_redirects=False).status_code == 303
    answer = rita.form("/people", "/people/remove", name="Rita")
    assert answer.status_code == 422
    assert "there is no other owner" in alert(answer)
    assert [one.person.name for one in people.all()] == ["Rev", "Rita"]


def test_another_password_needs_the_present_one_and_ends_all_other_log_ins(browser_of, people):
    here, there = browser_of("Rita"), browser_of("Rita")
    secret = here.cookies["whence-8765"]
    answer = here.form("/account", "/account/password", password="not the present one", new=OTHER, again=OTHER)
    assert answer.status_code == 422
    assert "the present password" in alert(answer)
    assert there.get("/claims", follow_redirects=False).status_code == 200
    answer = here.form("/account", "/account/password", password=PASSWORD, new=OTHER, again=OTHER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert here.get("/account", follow_redirects=False).status_code == 200
    assert here.cookies["whence-8765"] != secret
    assert there.get("/account", follow_redirects=False).status_code == 303
    assert people.known_by("Rita", OTHER)


def test_the_present_password_cannot_be_guessed_at_from_a_log_in_left_open(browser_of, people):
    rita = browser_of("Rita")
    for _ in range(5):
        rita.form("/account", "/account/password", password="not the present one", new=OTHER, again=OTHER)
    answer = rita.form("/account", "/account/password", password=PASSWORD, new=OTHER, again=OTHER)
    assert answer.status_code == 422
    assert people.known_by("Rita", PASSWORD)


def test_a_token_is_shown_once_and_works_until_it_is_revoked(browser_of, people):
    rev = browser_of("Rev")
    answer = rev.form("/account", "/account/tokens", role="reviewer", days="30")
    secret = html.fromstring(answer.text).xpath("string(//section[@aria-labelledby='new-token']//code)")
    assert secret.startswith("whence_")
    assert answer.headers["cache-control"] == "no-store"
    assert people.tokens.person(secret).role == "reviewer"
    assert secret not in rev.get("/account").text
    (row,) = table(rev, "/account")
    assert rev.form("/account", "/account/tokens/revoke", token=row[0]).status_code == 303
    assert people.tokens.person(secret) is None


@pytest.mark.parametrize("typed", [{"role": "owner", "days": "30"}, {"role": "reader", "days": "0"},
                                   {"role": "reader", "days": "99999"}, {"role": "reader", "days": "x"},
                                   {"role": "", "days": "3"}])  # fmt: skip
def test_a_token_for_more_than_one_may_or_for_ever_is_not_made(browser_of, people, typed):
    assert browser_of("Rev").form("/account", "/account/tokens", **typed).status_code == 422
    assert people.tokens.all() == []


def test_nobody_revokes_the_token_of_another(browser_of, people):
    token, made = people.tokens.make(people.find("Olga"))
    rita = browser_of("Rita")
    answer = rita.post("/account/tokens/revoke", data={"csrf_token": rita.token(), "token": made.id})
    assert answer.status_code == 422
    assert people.tokens.person(token)


@pytest.mark.parametrize("page", ["/login", "/account", "/people"])
def test_the_pages_of_people_are_as_strict_as_the_others(browser_of, door, page):
    browser = door if page == "/login" else browser_of("Olga")
    answer = browser.get(page)
    shown = html.fromstring(answer.text)
    assert "script-src" not in answer.headers["content-security-policy"]
    assert shown.xpath("//script | //style | //@style | //img") == []
    assert shown.xpath("count(//h1)") == 1
    ids = shown.xpath("//@id")
    assert len(ids) == len(set(ids))
    for field in shown.xpath("//input[not(@type='hidden')] | //select"):
        named = field.get("aria-label") or shown.xpath("//label[@for=$id]", id=field.get("id", ""))
        assert named, html.tostring(field)
    posting = shown.xpath("//form[@method='post']")
    assert posting
    assert all(len(form.xpath(".//input[@name='csrf_token']")) == 1 for form in posting)


def test_no_form_sends_a_password_by_its_address(browser_of, door):
    for browser, page in ((door, "/login"), (browser_of("Olga"), "/account"), (browser_of("Olga"), "/people")):
        shown = html.fromstring(browser.get(page).text)
        assert {form.get("method") for form in shown.xpath("//form[.//input[@type='password']]")} == {"post"}
    assert door.get("/login?name=Rita&password=x").text.count("Rita") == 0
