"""``whence user``: who is let in, from the command line."""

import json
import os
import pty
import re
import shutil
import stat
import sys
from pathlib import Path

import pytest
from command_line import run

from whence.showing.pages.people.members import People
from whence.showing.pages.who import Person

PASSWORD = "a heron on the pier"


@pytest.fixture
def own(record, tmp_path, monkeypatch):
    """A copy of the record, and hashing that takes no time."""
    from argon2 import PasswordHasher, profiles

    from whence.showing.pages.people import passwords

    monkeypatch.setattr(passwords, "HASHER", PasswordHasher.from_parameters(profiles.CHEAPEST))
    return str(shutil.copy(record, tmp_path / "own.db"))


def user(*arguments, own, password=PASSWORD):
    needs_password = arguments[0] in ("add", "password")
    more = ("--password-stdin",) if needs_password else ()
    return run("user", *arguments, "--record", own, *more, input=f"{password}\n".encode() if needs_password else None)


def test_people_are_let_in_listed_and_shown_out(own):
    result = user("add", "Ada", own=own)
    assert (result.exit_code, result.stdout) == (0, f"Ada is in, as owner; the people are kept in {own}.people\n")
    assert "start a `whence serve` that is running again" in result.stderr
    assert user("add", "Bo", "--role", "reviewer", own=own).exit_code == 0
    assert stat.S_IMODE(Path(f"{own}.people").stat().st_mode) == 0o600
    listed = user("list", own=own).stdout.splitlines()
    assert listed[0] == "2 people"
    assert [line.split()[:2] for line in listed[3:]] == [["Ada", "owner"], ["Bo", "reviewer"]]
    rows = [json.loads(line) for line in user("list", "--json", own=own).stdout.splitlines()]
    assert [(row["name"], row["role"], row["logins"], row["tokens"]) for row in rows] == [
        ("Ada", "owner", 0, []),
        ("Bo", "reviewer", 0, []),
    ]
    assert user("remove", "bo", own=own).stdout == "Bo is out; what the person decided stays in the record\n"
    last = user("remove", "Ada", own=own)
    assert "nobody is left" in last.stderr


def test_the_record_itself_knows_nothing_of_people(own):
    before = Path(own).read_bytes()
    user("add", "Ada Unmistakable", own=own)
    assert Path(own).read_bytes() == before


def test_a_password_and_a_role_change(own):
    user("add", "Ada", own=own)
    user("add", "Bo", own=own)
    people = People(Path(f"{own}.people"))
    login = people.logins.begin(people.find("Bo"))
    assert user("role", "Bo", "reviewer", own=own).stdout == "Bo is now reviewer\n"
    assert people.logins.person(login) == Person("Bo", "reviewer")
    assert user("password", "Bo", own=own, password="quite another sentence").exit_code == 0
    assert people.logins.person(login) is None
    assert people.known_by("Bo", "quite another sentence")


def test_a_token_is_all_of_standard_output_and_can_be_revoked(own):
    user("add", "Ada", own=own)
    made = user("token", "Ada", "--expires", "7", "--role", "reviewer", own=own)
    assert re.fullmatch(r"whence_[\w-]{43}\n", made.stdout)
    people = People(Path(f"{own}.people"))
    assert people.tokens.person(made.stdout.strip()) == Person("Ada", "reviewer")
    (token,) = json.loads(user("list", "--json", own=own).stdout)["tokens"]
    assert token.keys() == {"id", "role", "made", "expires", "used"}
    assert user("token", "--revoke", token["id"], own=own).stdout == f"the token {token['id']} of Ada is revoked\n"
    assert people.tokens.person(made.stdout.strip()) is None


def test_a_token_reads_where_nothing_else_is_said(own):
    user("add", "Ada", own=own)
    assert json.loads(user("list", "--json", own=own).stdout)["role"] == "owner"
    secret = user("token", "Ada", own=own).stdout.strip()
    assert People(Path(f"{own}.people")).tokens.person(secret) == Person("Ada", "reader")


@pytest.mark.parametrize(
    ("arguments", "password", "told"),
    [
        (("add", "Ada"), PASSWORD, "Ada: somebody is called so already; give another name"),
        (("add", "me"), PASSWORD, "me: so decisions are kept where nobody logs in; give another name"),
        (("add", "Cy"), "short", "the password: it has fewer than 12 characters; take a sentence of a few words"),
        (("remove", "Nobody"), "", "Nobody: there is nobody of that name; `whence user list` has all"),
        (("role", "Ada", "reader"), "", "Ada: there is no other owner; make somebody else an owner first"),
        (("password", "Nobody"), PASSWORD, "Nobody: there is nobody of that name; `whence user list` has all"),
        (("token", "--revoke", "ffff"), "", "ffff: there is no token of that id; `whence user list` has all"),
    ],
)
def test_what_is_refused_is_told_in_one_line(own, arguments, password, told):
    user("add", "Ada", own=own)
    user("add", "Bo", own=own)
    result = user(*arguments, own=own, password=password)
    assert (result.exit_code, result.stderr) == (1, told + "\n")


@pytest.mark.parametrize(
    "arguments", [("add",), ("role", "Ada", "king"), ("token",), ("token", "Ada", "--expires", "0")]
)
def test_wrong_usage_is_told_as_such(own, arguments):
    user("add", "Ada", own=own)
    assert run("user", *arguments, "--record", own).exit_code == 2


def test_where_there_is_no_terminal_a_password_is_not_waited_for(own):
    result = run("user", "add", "Ada", "--record", own, input=b"")
    assert result.exit_code == 2
    assert "--password-stdin" in result.stderr
    assert not Path(f"{own}.people").exists()


def test_a_slip_in_the_name_of_the_record_makes_no_file(tmp_path):
    result = user("add", "Ada", own=str(tmp_path / "slip.db"))
    assert result.exit_code == 1
    assert "there is no record here" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_people_can_be_kept_elsewhere(tmp_path, own):
    path = tmp_path / "people.of.the.desk"
    result = run("user", "add", "Ada", "--people", str(path), "--password-stdin", input=PASSWORD.encode())
    assert result.exit_code == 0
    assert [one.person.name for one in People(path).all()] == ["Ada"]


def test_on_a_terminal_the_password_is_asked_for_twice_and_not_shown(own):
    child, terminal = pty.fork()
    if not child:
        os.execv(sys.executable, [sys.executable, "-m", "whence.cli", "user", "add", "Ada", "--record", own])
    seen = b""

    def until(words):
        nonlocal seen
        while words not in seen:
            seen += os.read(terminal, 1000)

    for question, answer in ((b"Password: ", PASSWORD), (b"The same again: ", "another one altogether"),
                             (b"Password: ", PASSWORD), (b"The same again: ", PASSWORD)):  # fmt: skip
        until(question)
        seen = b""
        os.write(terminal, answer.encode() + b"\n")
    until(b"Ada is in, as owner")
    assert PASSWORD.encode() not in seen
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(terminal)
    assert People(Path(f"{own}.people")).known_by("Ada", PASSWORD)
