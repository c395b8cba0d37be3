"""``whence serve`` to others: never without people, never without TLS, and with both as it should be."""

import contextlib
import http.client
import shutil
import signal
import socket
import ssl
import subprocess
import time
import urllib.parse
from pathlib import Path

import pytest
from command_line import run, start
from lxml import html

from whence.cli.listening import Place
from whence.showing.pages.people.members import People

PASSWORD = "a heron on the pier"


@pytest.fixture(scope="module")
def own(record, tmp_path_factory):
    """A copy of the record, with one person."""
    path = Path(shutil.copy(record, tmp_path_factory.mktemp("own") / "own.db"))
    People(Path(f"{path}.people"), create=True).add("Ada", None, PASSWORD)
    return str(path)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for localhost and its key."""
    folder = tmp_path_factory.mktemp("tls")
    cert, key = str(folder / "cert.pem"), str(folder / "key.pem")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert]  # fmt: skip
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    subprocess.run(made, check=True, capture_output=True)
    return cert, key


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def serving(own, port):
    """A function that serves the record in a process of its own, and waits until somebody listens."""
    running = []

    def begin(*arguments, record=own):
        process = start("serve", "--record", record, "--port", str(port), "--no-browser", *arguments)
        running.append(process)
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            line = process.stderr.readline().decode()
            if "Ctrl-C ends it" in line:
                break
        while time.monotonic() < until and process.poll() is None:
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), 10):
                return line.strip()
            time.sleep(0.1)
        raise AssertionError(process.communicate())

    yield begin
    for process in running:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


class Visitor:
    """Asks as a browser does, with its cookies, and sees every header."""

    def __init__(self, port, context=None, **headers):
        self.port, self.context, self.headers, self.cookie = port, context, headers, None

    def ask(self, path, fields=None, **headers):
        plain = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        if self.context:
            plain = http.client.HTTPSConnection("localhost", self.port, timeout=30, context=self.context)
        sent = {**self.headers, **headers, **({"Cookie": self.cookie} if self.cookie else {})}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        plain.request("GET" if fields is None else "POST", path, body, sent)
        answer = plain.getresponse()
        text = answer.read().decode()
        if set_ := answer.headers.get("Set-Cookie"):
            self.cookie = set_.partition(";")[0]
        return answer, text

    def log_in(self, name="Ada", password=PASSWORD):
        token = html.fromstring(self.ask("/login")[1]).xpath("//input[@name='csrf_token']/@value")[0]
        return self.ask("/login", {"csrf_token": token, "name": name, "password": password, "next": "/claims"})


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--address", "0.0.0.0"], "nobody has been let in yet; add people with `whence user add NAME --record "),
        (["--address", "192.0.2.7"], "nobody has been let in yet"),
        (["--address", "::"], "nobody has been let in yet"),
        (["--behind-proxy"], "nobody has been let in yet"),
        (["--host-name", "whence.example"], "nobody has been let in yet"),
        (["--address", "0.0.0.0", "--certificate", "x.pem"], "nobody has been let in yet"),
    ],
)
def test_nothing_is_served_to_others_before_somebody_is_let_in(record, arguments, told):
    result = run("serve", "--record", record, "--no-browser", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--address", "192.0.2.7"], "passwords would cross the network in the clear"),
        (["--address", "0.0.0.0", "--behind-proxy"], "say under which name others ask for the pages"),
        (["--address", "whence.example"], "a name goes with --host-name"),
        (["--host-name", "*.example"], "give a plain name"),
        (["--host-name", "https://whence.example/"], "give a plain name"),
        (["--key", "key.pem"], "give its --certificate too"),
    ],
)
def test_nothing_is_served_to_others_in_the_clear_or_under_any_name(own, arguments, told):
    result = run("serve", "--record", own, "--no-browser", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_file_of_people_that_is_named_has_to_be_there_and_to_have_somebody_in_it(own, record, tmp_path):
    result = run("serve", "--record", record, "--people", str(tmp_path / "none"), "--no-browser")
    assert (result.exit_code, "there is no file of people" in result.stderr) == (1, True)
    People(tmp_path / "nobody", create=True)
    result = run("serve", "--record", record, "--people", str(tmp_path / "nobody"), "--no-browser")
    assert (result.exit_code, "there is nobody in it" in result.stderr) == (2, True)


def test_a_certificate_that_is_none_is_told_in_one_line(own, tmp_path):
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("this is no certificate")
    for path, why in ((wrong, ""), (tmp_path / "none.pem", "No such file or directory")):
        result = run("serve", "--record", own, "--certificate", str(path), "--no-browser")
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{path}: {why}")
        assert result.stderr.endswith("give a certificate and its key in PEM form\n")


@pytest.mark.parametrize(
    ("host", "names", "expected"),
    [
        ("127.0.0.1", (), {"127.0.0.1", "localhost", "[::1]"}),
        ("localhost", (), {"127.0.0.1", "localhost", "[::1]"}),
        ("::1", (), {"127.0.0.1", "localhost", "[::1]"}),
        ("192.0.2.7", ("Whence.Example",), {"127.0.0.1", "localhost", "[::1]", "192.0.2.7", "whence.example"}),
        ("0.0.0.0", ("rédaction.example", "2001:db8::7"),
         {"127.0.0.1", "localhost", "[::1]", "xn--rdaction-b1a.example", "[2001:db8::7]"}),
    ],
)  # fmt: skip
def test_pages_are_asked_for_under_these_names_alone(host, names, expected):
    assert set(Place.of(host, 8765, names, True, False).names) == expected


def test_on_this_machine_those_let_in_log_in_without_tls(serving, own, port):
    assert serving() == f"{own} is at http://127.0.0.1:{port}/ for 1 person to log in; Ctrl-C ends it"
    ada = Visitor(port)
    assert ada.ask("/claims")[0].headers["Location"] == "/login?next=/claims"
    answer, _ = ada.log_in()
    assert (answer.status, answer.headers["Location"]) == (303, "/claims")
    assert ada.ask("/claims")[0].status == 200
    # Whoever is not told to trust a proxy believes no header.
    for _ in range(3):
        assert (
            Visitor(port, **{"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}).ask("/login")[0].status
            == 200
        )


def test_by_tls_cookies_are_for_tls_and_this_host_alone(serving, own, port, certificate):
    cert, key = certificate
    told = serving("--certificate", cert, "--key", key)
    assert told == f"{own} is at https://127.0.0.1:{port}/ for 1 person to log in; Ctrl-C ends it"
    ada = Visitor(port, ssl.create_default_context(cafile=cert))
    answer, _ = ada.log_in()
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-whence=")
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Strict; Secure")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    answer, text = ada.ask("/claims")
    assert (answer.status, "Ada" in text) == (200, True)
    assert "server" not in {name.lower() for name in answer.headers}


def test_behind_a_proxy_what_it_says_counts_and_nothing_else(serving, own, port):
    serving("--behind-proxy", "--host-name", "whence.example")
    said = {"Host": "whence.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    assert Visitor(port, Host="whence.example").ask("/login")[0].status == 403
    assert Visitor(port, **{**said, "Host": "evil.example"}).ask("/login")[0].status == 400
    ada = Visitor(port, **said)
    answer, _ = ada.log_in()
    assert answer.headers["Set-Cookie"].startswith("__Host-whence=")
    token = html.fromstring(ada.ask("/account")[1]).xpath("//input[@name='csrf_token']/@value")[0]
    assert ada.ask("/logout", {"csrf_token": token}, Origin="https://evil.example")[0].status == 403
    assert ada.ask("/logout", {"csrf_token": token}, Origin="https://whence.example")[0].status == 303
    # Twenty failures from one address are free; from another there is still room then.
    told = [Visitor(port, **said).log_in(f"name {n}", "x")[0].status for n in range(24)]
    assert told[:20] == [403] * 20
    assert 429 in told[20:]
    assert Visitor(port, **{**said, "X-Forwarded-For": "192.0.2.8"}).log_in()[0].status == 303


def test_a_proxy_at_another_address_is_not_believed(serving, port):
    serving("--behind-proxy", "192.0.2.1", "--host-name", "whence.example")
    said = {"Host": "whence.example", "X-Forwarded-Proto": "https"}
    assert Visitor(port, **said).ask("/login")[0].status == 403


def test_a_token_is_enough_for_a_program(serving, own, port):
    serving()
    people = People(Path(f"{own}.people"))
    token, _ = people.tokens.make(people.find("Ada"))
    answer, text = Visitor(port, Authorization=f"Bearer {token}").ask("/claims.json")
    assert (answer.status, '"claims"' in text) == (200, True)
    assert Visitor(port, Authorization="Bearer whence_x").ask("/claims.json")[0].status == 401
    people.tokens.revoke(people.tokens.all()[0].id)
    assert Visitor(port, Authorization=f"Bearer {token}").ask("/claims.json")[0].status == 401
