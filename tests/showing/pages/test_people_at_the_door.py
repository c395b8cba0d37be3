"""Logging in and out, from the first page to the last, and what keeps guessers out."""

import re
from urllib.parse import quote

import pytest
from lxml import html
from pages_people import PASSWORD

from whence.showing.pages.people import attempts, passwords
from whence.showing.pages.people.attempts import Attempts
from whence.showing.pages.people.logins import LONGEST
from whence.showing.pages.people.routes import WRONG, within


def words_of(answer):
    return html.fromstring(answer.text).xpath("//*[@role='alert']")[0].text_content()


def test_whoever_has_not_logged_in_is_led_to_the_door_and_on_to_the_page_asked_for(door):
    answer = door.get("/claims?about=KEN&about=NOR", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=" + quote("/claims?about=KEN&about=NOR", safe="/")
    after = door.log_in("Rita", page=answer.headers["location"])
    assert (after.status_code, after.headers["location"]) == (303, "/claims?about=KEN&about=NOR")
    assert door.get("/login", follow_redirects=False).headers["location"] == "/"
    page = html.fromstring(door.get("/claims").text)
    assert "Rita, reader" in page.xpath("normalize-space(//form[@class='visitor'])")


def test_the_door_tells_nothing_of_the_record(door):
    page = door.get("/login").text
    assert "small" not in page
    assert "/claims" not in page


def test_every_other_page_and_its_data_are_for_people_who_have_logged_in(door, app):
    paths = set(app.openapi()["paths"]) | {
        "/",
        "/claims",
        "/documents/x/original",
        "/openapi.json",
        "/nothing",
        "/people",
    }
    for path in sorted(paths - {"/login", "/whence.css", "/favicon.ico"}):
        answer = door.get(re.sub(r"\{.*?\}", "x", path), follow_redirects=False)
        if path.endswith(".json") or path.startswith("/api/"):
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == 'Bearer realm="whence"'
            assert set(answer.json()) == {"error"}
        else:
            assert (answer.status_code, answer.text) == (303, "")
            assert answer.headers["location"].startswith("/login")


def test_the_door_looks_as_the_pages_do(door):
    assert door.get("/whence.css").status_code == 200
    assert door.get("/favicon.ico").status_code == 204


def test_a_wrong_name_and_a_wrong_password_are_told_alike(door):
    texts = []
    for name, password in (("Nobody", PASSWORD), ("Rita", "not the password"), ("", ""), ("Rita\x00", PASSWORD)):
        answer = door.log_in(name, password)
        assert answer.status_code == 403
        assert words_of(answer) == WRONG
        texts.append(re.sub(r'value="[^"]*"', "", re.sub(r" autofocus", "", answer.text)))
    assert len(set(texts)) == 1


def test_a_log_in_gives_the_browser_another_secret_than_it_came_with(door, people):
    door.get("/login")
    before = dict(door.cookies)
    answer = door.log_in("Rita")
    assert list(before) == list(dict(door.cookies)) == ["whence-8765"]
    assert before != dict(door.cookies)
    assert re.fullmatch(r"whence-8765=[\w-]{43}; Path=/; HttpOnly; SameSite=Strict", answer.headers["set-cookie"])
    assert answer.headers["cache-control"] == "no-store"


def test_a_secret_that_was_planted_is_worth_nothing_after_the_log_in(door, people):
    planted = "A" * 43
    door.cookies.set("whence-8765", planted)
    door.log_in("Rita")
    assert people.logins.person(planted) is None
    assert len(people.logins.of_each()) == 1


def test_who_logs_in_again_leaves_no_log_in_behind(door, people, browser_of):
    rita = browser_of("Rita")
    first = rita.cookies["whence-8765"]
    token = rita.token()
    rita.post("/login", data={"csrf_token": token, "name": "Rev", "password": PASSWORD})
    assert people.logins.person(first) is None
    assert {one.person.name: one.logins for one in people.all()} == {"Olga": 0, "Rev": 1, "Rita": 0}


def test_a_log_out_ends_the_log_in_and_not_only_in_the_browser(browser_of, people):
    rita = browser_of("Rita")
    secret = rita.cookies["whence-8765"]
    answer = rita.form("/claims", "/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert people.logins.person(secret) is None
    rita.cookies.clear()
    rita.cookies.set("whence-8765", secret)
    assert rita.get("/claims", follow_redirects=False).status_code == 303


def test_a_log_in_that_has_run_out_leads_to_the_door(browser_of, clock):
    rita = browser_of("Rita")
    assert rita.get("/claims", follow_redirects=False).status_code == 200
    clock.now += LONGEST
    assert rita.get("/claims", follow_redirects=False).headers["location"] == "/login?next=/claims"
    assert rita.get("/claims.json").status_code == 401


def test_who_is_removed_or_gets_another_password_is_out_at_the_next_page(browser_of, people):
    rita, rev = browser_of("Rita"), browser_of("Rev")
    people.remove("Rita")
    people.change_password("Rev", "quite another sentence")
    for browser in (rita, rev):
        assert browser.get("/claims", follow_redirects=False).status_code == 303


def test_pages_for_people_are_kept_nowhere(browser_of):
    for path in ("/claims", "/claims.json", "/account", "/nothing"):
        assert browser_of("Rita").get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "there",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil",
     "javascript:alert(1)", "http:evil.example", "", "claims", " /claims", "/claims\\..", "/login?next=/login",
     "/logout", "/" + "a" * 3000, "/\x00"],
)  # fmt: skip
def test_a_link_to_the_door_leads_on_to_our_pages_alone(door, there):
    assert within(there) == "/"
    answer = door.log_in("Rita", page="/login?next=" + quote(there))
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("there", ["/", "/claims?q=a%20b&about=KEN", "/documents/x?mark=y#s-y", "/sources/été"])
def test_a_link_to_the_door_leads_on_to_any_page_of_ours(there):
    assert within(there) == there


def test_whoever_came_by_a_link_from_elsewhere_may_go_on_to_the_page(door):
    page = door.get("/login?next=/claims", headers={"sec-fetch-site": "cross-site"}).text
    assert html.fromstring(page).xpath("//p[@class='gloss']/a/@href") == ["/claims"]
    assert "logged in already" not in door.get("/login?next=/claims").text


def test_after_five_failures_a_name_has_to_wait_ever_longer(door, clock):
    for _ in range(5):
        assert door.log_in("Rita", "wrong again").status_code == 403
    answer = door.log_in("Rita")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert words_of(answer) == "Too many attempts: wait 1 second, then try again."
    clock.now += 1
    assert door.log_in("Rita", "wrong again").status_code == 403
    assert door.log_in("Rita").headers["retry-after"] == "2"
    clock.now += 2
    assert door.log_in("rita").status_code == 303
    assert door.form("/claims", "/logout").status_code == 303
    assert door.log_in("Rita", "wrong again").status_code == 403


def test_a_name_that_nobody_has_waits_as_long(door):
    assert [door.log_in("Nobody", "wrong again").status_code for _ in range(6)] == [403] * 5 + [429]


def test_while_one_waits_no_password_is_looked_at(door, monkeypatch):
    for _ in range(5):
        door.log_in("Rita", "wrong again")
    monkeypatch.setattr(passwords, "fits", lambda *_: pytest.fail("a password was looked at"))
    assert door.log_in("Rita").status_code == 429


def test_other_names_are_not_kept_out_by_failures_of_one(door):
    for _ in range(6):
        door.log_in("Rita", "wrong again")
    assert door.log_in("Rev").status_code == 303


def test_a_log_in_that_is_open_stays_open_whoever_guesses_at_its_name(door, browser_of):
    rita = browser_of("Rita")
    for _ in range(6):
        door.log_in("Rita", "wrong again")
    assert rita.get("/claims").status_code == 200


def tried(counted, name, address):
    """Whether an attempt was let through."""
    return counted.begin(name, address) == 0


def test_an_address_that_tries_many_names_has_to_wait(clock):
    counted = Attempts(clock)
    assert all(tried(counted, f"name {n}", "192.0.2.7") for n in range(20))
    assert not tried(counted, "another", "192.0.2.7")
    assert tried(counted, "another", "192.0.2.8")


def test_one_good_password_gives_no_free_guesses_at_others(clock):
    counted = Attempts(clock)
    for n in range(20):
        tried(counted, f"name {n}", "192.0.2.7")
        assert n > 18 or (tried(counted, "mine", "192.0.2.7") and not counted.succeeded("mine", "192.0.2.7"))
    assert not tried(counted, "mine", "192.0.2.7")


def test_all_addresses_of_one_customer_are_one(clock):
    counted = Attempts(clock)
    assert all(tried(counted, f"name {n}", f"2001:db8:1:2::{n:x}") for n in range(20))
    assert not tried(counted, "another", "2001:db8:1:2:ffff::1")
    assert tried(counted, "another", "2001:db8:1:3::1")
    assert all(tried(counted, f"other {n}", f"::ffff:198.51.100.{n}") for n in range(20))
    assert tried(counted, "yet another", "::ffff:198.51.100.99")


def test_other_writings_of_a_name_are_no_way_around(clock):
    counted = Attempts(clock)
    assert all(
        tried(counted, name, f"192.0.2.{n}") for n, name in enumerate(["Rita", "rita", " RITA", "Ｒita", "rita "])
    )
    assert not tried(counted, "RiTa", "192.0.2.9")


def test_attempts_at_one_moment_are_counted_each(clock):
    from concurrent.futures import ThreadPoolExecutor

    counted = Attempts(clock)
    with ThreadPoolExecutor(8) as pool:
        let = list(pool.map(lambda _: tried(counted, "Rita", "192.0.2.7"), range(64)))
    assert sum(let) == 5


def test_nobody_waits_longer_than_a_minute_for_a_name_and_an_hour_forgets(clock):
    counted = Attempts(clock)
    for n in range(40):
        wait = counted.begin("Rita", f"192.0.2.{n}")
        assert wait <= 60
        clock.now += wait
    clock.now += 3600
    assert all(tried(counted, "Rita", "192.0.2.250") for _ in range(5))


def test_what_is_remembered_has_an_end(clock, monkeypatch):
    monkeypatch.setattr(attempts, "MOST", 100)
    counted = Attempts(clock)
    for n in range(500):
        counted.begin(f"name {n}", f"10.0.{n // 250}.{n % 250}")
    assert len(counted._failed) == 100
