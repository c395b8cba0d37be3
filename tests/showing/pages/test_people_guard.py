"""The guard: roles, forms that only our pages can send, tokens for programs, and nothing open by mistake."""

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from lxml import html
from pages_people import PASSWORD, Browser

from whence.showing.pages.app import create_app
from whence.showing.pages.people.visits import csrf_field
from whence.showing.pages.who import SAFE, Person, needed, needs, person_of

OURS = "http://127.0.0.1:8765"


@needs("reviewer")
def decide(request: Request) -> dict[str, str]:
    """What a route of the review does, as far as the guard is concerned."""
    return {"by": person_of(request).name}


def undeclared(request: Request) -> dict[str, str]:
    return {"by": person_of(request).name}


@pytest.fixture
def deciding(app: FastAPI) -> FastAPI:
    app.post("/decide")(decide)
    app.post("/undeclared")(undeclared)
    return app


@pytest.fixture
def alone(record) -> Browser:
    app = create_app(record)
    app.post("/decide")(decide)
    app.post("/undeclared")(undeclared)
    app.get("/form")(lambda: {"field": csrf_field()})
    return Browser(app, base_url=OURS)


def field_of(browser):
    return html.fromstring(browser.get("/form").json()["field"]).get("value")


def all_routes(routes):
    """Every route, those of routers within too."""
    for route in routes:
        inner = getattr(route, "original_router", None) or getattr(route, "app", None)
        if hasattr(route, "methods"):
            yield route
        else:
            assert hasattr(inner, "routes"), f"{route}: the guard does not know what is behind it"
            yield from all_routes(inner.routes)


def test_every_route_that_changes_something_says_who_may(app):
    changing = {}
    for route in all_routes(app.routes):
        for method in set(route.methods) - SAFE:
            changing[f"{method} {route.path}"] = needed(getattr(route, "endpoint", None), method)
    assert changing.pop("POST /login") is None
    assert {address: role for address, role in changing.items() if role is None} == {}, "put @needs(role) on these"
    assert changing.keys() >= {"POST /logout", "POST /people/add", "POST /account/password"}
    assert {role for address, role in changing.items() if address.startswith("POST /people")} == {"owner"}


@pytest.mark.parametrize(("name", "status"), [("Rita", 403), ("Rev", 200), ("Olga", 200)])
def test_a_reader_looks_and_a_reviewer_decides(deciding, browser_of, name, status):
    browser = browser_of(name)
    assert browser.get("/claims").status_code == 200
    answer = browser.post("/decide", data={"csrf_token": browser.token()})
    assert answer.status_code == status
    assert (
        ("by" in answer.text and answer.json() == {"by": name}) if status == 200 else "Rita is a reader" in answer.text
    )


@pytest.mark.parametrize(("name", "status"), [("Rita", 403), ("Rev", 403), ("Olga", 200)])
def test_the_page_of_people_is_for_owners(browser_of, name, status):
    assert browser_of(name).get("/people").status_code == status


def test_what_no_route_has_declared_nobody_may_do(deciding, browser_of, alone):
    olga = browser_of("Olga")
    assert olga.post("/undeclared", data={"csrf_token": olga.token()}).status_code == 403
    assert alone.post("/undeclared", data={"csrf_token": field_of(alone)}).status_code == 403


@pytest.mark.parametrize("token", [None, "", "0" * 64, "né"])
def test_a_form_without_its_token_changes_nothing(deciding, browser_of, alone, token):
    given = {} if token is None else {"csrf_token": token}
    for browser in (browser_of("Rev"), alone):
        answer = browser.post("/decide", data=given)
        assert answer.status_code == 403
        assert "not ours" in answer.text


def test_the_token_of_one_browser_is_worth_nothing_in_another(deciding, browser_of):
    rev, olga = browser_of("Rev"), browser_of("Olga")
    assert rev.post("/decide", data={"csrf_token": olga.token()}).status_code == 403


def test_the_token_of_before_the_log_in_is_worth_nothing_after_it(deciding, door):
    before = html.fromstring(door.get("/login").text).xpath("//input[@name='csrf_token']/@value")[0]
    door.log_in("Rev")
    assert door.post("/decide", data={"csrf_token": before}).status_code == 403


def test_the_log_in_itself_needs_the_token_of_its_form(door):
    door.get("/login")
    assert door.post("/login", data={"name": "Rita", "password": PASSWORD}).status_code == 403
    assert door.get("/claims", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "https://127.0.0.1:8765"},
        {"origin": "http://localhost:8765"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
    ],
)
def test_what_another_site_sends_is_refused_even_with_the_token(deciding, browser_of, alone, headers):
    for browser, token in ((rev := browser_of("Rev"), rev.token()), (alone, field_of(alone))):
        answer = browser.post("/decide", data={"csrf_token": token}, headers=headers)
        assert answer.status_code == 403
        assert "and this is http://127.0.0.1:8765" in answer.text


@pytest.mark.parametrize(
    "headers", [{"origin": OURS}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none", "origin": OURS}]
)
def test_what_our_own_pages_send_is_taken(deciding, browser_of, alone, headers):
    for browser, token in ((rev := browser_of("Rev"), rev.token()), (alone, field_of(alone))):
        assert browser.post("/decide", data={"csrf_token": token}, headers=headers).status_code == 200


def test_alone_nobody_logs_in_and_decisions_are_mine(alone):
    assert alone.get("/claims").status_code == 200
    assert alone.post("/decide", data={"csrf_token": field_of(alone)}).json() == {"by": "me"}
    for path in ("/login", "/people", "/account"):
        assert alone.get(path).status_code == 404


def test_a_program_with_a_cookie_gives_the_token_in_a_header(alone):
    token = field_of(alone)
    assert alone.post("/decide", json={"note": "x"}).status_code == 403
    assert alone.post("/decide", json={"note": "x"}, headers={"X-CSRF-Token": token}).json() == {"by": "me"}


def test_a_program_without_a_token_of_its_own_can_ask_for_that_of_its_visit(deciding, browser_of, alone, door):
    for browser in (browser_of("Rev"), alone):
        token = browser.get("/csrf.json").json()["csrf_token"]
        assert browser.post("/decide", json={}, headers={"X-CSRF-Token": token}).status_code == 200
    assert door.get("/csrf.json").status_code == 401
    assert "access-control-allow-origin" not in alone.get("/csrf.json", headers={"origin": "https://a.example"}).headers


def test_a_form_comes_to_its_route_whole(alone):
    async def echo(request: Request):
        return {"body": (await request.body()).decode(), "fields": request.state.fields}

    alone.app.post("/echo")(needs("reader")(echo))
    given = {"csrf_token": field_of(alone), "note": "été & été\r\n+", "empty": ""}
    answer = alone.post("/echo", data=given).json()
    assert answer["fields"] == given
    assert "note=%C3%A9t%C3%A9+%26+%C3%A9t%C3%A9%0D%0A%2B" in answer["body"]


def test_what_is_too_much_is_not_read_to_its_end(alone):
    answer = alone.post("/decide", data={"csrf_token": field_of(alone), "note": "x" * 1024 * 1024})
    assert answer.status_code == 413


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "PROPFIND"])
def test_other_methods_change_nothing_either(deciding, browser_of, method):
    rev = browser_of("Rev")
    assert rev.request(method, "/decide").status_code == 403
    assert rev.request(method, "/decide", headers={"X-CSRF-Token": rev.token()}).status_code == 405


@pytest.fixture
def program(deciding):
    def with_token(token, scheme="Bearer"):
        return TestClient(deciding, base_url=OURS, headers={"authorization": f"{scheme} {token}"})

    return with_token


def test_a_program_shows_a_token_and_needs_no_form(program, people):
    token, _ = people.tokens.make(people.find("Rev"), "reviewer")
    assert program(token).get("/claims.json").json()["total"] == 5
    assert program(token).post("/decide", json={}).json() == {"by": "Rev"}
    assert program(token, "bearer").get("/index.json").status_code == 200


def test_a_token_of_a_reader_decides_nothing_whoever_it_belongs_to(program, people):
    token, _ = people.tokens.make(people.find("Olga"), "reader")
    answer = program(token).post("/decide", json={})
    assert answer.status_code == 403
    assert answer.json() == {"error": "/decide: this is for reviewers, and Olga is a reader; ask an owner"}


def test_a_token_that_holds_no_more_is_refused_as_one_that_never_did(program, people, clock):
    token, _ = people.tokens.make(people.find("Rev"), "reviewer", days=1)
    other, revoked = people.tokens.make(people.find("Rev"), "reviewer")
    people.tokens.revoke(revoked.id)
    clock.now += 86400
    answers = [program(one).get("/claims.json") for one in (token, other, "whence_" + "A" * 43, "", "né".encode())]
    assert {(a.status_code, a.headers["www-authenticate"], a.text) for a in answers} == {
        (401, 'Bearer realm="whence", error="invalid_token"', answers[0].text)
    }
    assert program("UmV2OmEgaGVyb24gb24gdGhlIHBpZXI=", "Basic").get("/claims.json").status_code == 401


def test_a_token_lets_nobody_in_and_changes_no_password(program, people):
    token, _ = people.tokens.make(people.find("Olga"), "owner")
    for path in ("/people", "/account"):
        assert program(token).get(path).status_code == 403
    for path in ("/people/add", "/people/remove", "/account/password", "/account/tokens", "/logout"):
        assert program(token).post(path, data={"name": "Rita"}).status_code == 403
    assert len(people.all()) == 3


def test_a_cookie_does_not_help_a_token_that_is_wrong(deciding, browser_of):
    rev = browser_of("Rev")
    assert rev.get("/claims.json", headers={"authorization": "Bearer whence_none"}).status_code == 401


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP"])
def test_what_comes_through_a_proxy_is_refused_where_nobody_logs_in(alone, header):
    answer = alone.get("/claims", headers={header: "198.51.100.7"})
    assert answer.status_code == 403
    assert "whence user add" in answer.text


@pytest.fixture
def secure(record, people):
    return create_app(record, ("whence.example",), people, secure=True)


def test_by_tls_the_cookie_is_for_this_host_and_for_tls_alone(secure):
    browser = Browser(secure, base_url="https://whence.example")
    answer = browser.log_in("Rita")
    assert answer.status_code == 303
    assert answer.headers["set-cookie"].startswith("__Host-whence=")
    assert answer.headers["set-cookie"].endswith("; Path=/; HttpOnly; SameSite=Strict; Secure")
    assert "Domain" not in answer.headers["set-cookie"]
    assert browser.get("/claims", follow_redirects=False).status_code == 200
    assert browser.get("/claims").headers["strict-transport-security"] == "max-age=31536000"


def test_where_tls_is_said_to_be_nothing_is_shown_without(secure):
    plain = TestClient(secure, base_url="http://whence.example")
    for path in ("/claims", "/login", "/claims.json"):
        answer = plain.get(path, follow_redirects=False)
        assert answer.status_code == 403
        assert "X-Forwarded-Proto" in answer.text
        assert "set-cookie" not in answer.headers


def test_without_tls_no_browser_is_told_to_ask_for_it(door):
    assert "strict-transport-security" not in door.get("/login").headers


def test_another_name_is_refused_before_anything_else(secure):
    assert TestClient(secure, base_url="https://evil.example").get("/login").status_code == 400


def test_even_what_goes_wrong_tells_nothing_to_strangers(app, browser_of, door):
    app.get("/broken")(lambda: 1 / 0)
    app.state.shelves = None
    assert door.get("/claims", follow_redirects=False).status_code == 303
    careful = TestClient(app, base_url=OURS, raise_server_exceptions=False)
    careful.cookies = browser_of("Rita").cookies
    answer = careful.get("/broken")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_socket_finds_nobody(app):
    client = TestClient(app, base_url=OURS)
    with pytest.raises(Exception), client.websocket_connect("/claims"):  # noqa: B017, PT011
        pytest.fail("it was let in")


def test_each_role_may_what_those_before_it_may():
    assert [Person("x", "reviewer").may(role) for role in ("reader", "reviewer", "owner")] == [True, True, False]
