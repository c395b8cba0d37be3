"""What is kept of people: names, passwords, log-ins and tokens, in a file of its own."""

import contextlib
import os
import sqlite3
import stat

import pytest
from argon2 import PasswordHasher, extract_parameters
from pages_people import PASSWORD

from whence.errors import PeopleError
from whence.showing.pages.people import passwords
from whence.showing.pages.people.file import PeopleFile, beside
from whence.showing.pages.people.logins import IDLE, LONGEST
from whence.showing.pages.people.members import People
from whence.showing.pages.who import Person


def rows(path, query):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_the_file_stands_beside_the_record_and_its_owner_alone_can_read_it(tmp_path, people):
    assert beside(tmp_path / "small.db") == people.file.path
    assert stat.S_IMODE(people.file.path.stat().st_mode) == 0o600


def test_what_sqlite_puts_beside_the_file_can_be_read_by_nobody_else_either(people):
    with people.file.writing() as connection:
        connection.execute("UPDATE people SET role = 'reader'")
        beside_it = [path for path in people.file.path.parent.iterdir() if path != people.file.path]
        assert beside_it
        assert {stat.S_IMODE(path.stat().st_mode) for path in beside_it} == {0o600}


def test_a_file_that_others_can_read_is_refused_with_what_to_do(people):
    people.file.path.chmod(0o640)
    with pytest.raises(PeopleError, match=r"mode 640\); run `chmod 600 "):
        People(people.file.path)


@pytest.mark.parametrize("content", ["text", "record"])
def test_a_file_of_something_else_is_left_alone(tmp_path, content):
    path = tmp_path / "other"
    path.touch(mode=0o600)
    if content == "text":
        path.write_text("These are my notes, and I would like to keep them. " * 9)
    else:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE notes (words)")
    before = path.read_bytes()
    with pytest.raises(PeopleError, match="no file of people"):
        People(path, create=True)
    assert path.read_bytes() == before


def test_a_file_that_a_newer_version_wrote_is_left_alone(people):
    with people.file.writing() as connection:
        connection.execute("PRAGMA user_version = 2")
    with pytest.raises(PeopleError, match="newer version"):
        People(people.file.path)


def test_a_file_is_made_only_where_that_is_asked_for(tmp_path):
    with pytest.raises(PeopleError, match="make it with `whence user add NAME`"):
        People(tmp_path / "none.people")
    with pytest.raises(PeopleError, match="No such file or directory; give another --people"):
        People(tmp_path / "nowhere" / "r.people", create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_not_followed_to_make_a_file_elsewhere(tmp_path):
    (tmp_path / "r.people").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PeopleError):
        PeopleFile(tmp_path / "r.people", create=True)
    assert not (tmp_path / "elsewhere").exists()


def test_a_change_that_fails_leaves_nothing_behind(people):
    def half():
        with people.file.writing() as connection:
            connection.execute("DELETE FROM people")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert len(people.all()) == 3


def test_the_first_is_an_owner_and_whoever_comes_later_a_reader(tmp_path, cheap):
    people = People(tmp_path / "p", create=True)
    assert people.add("First", None, PASSWORD) == Person("First", "owner")
    assert people.add("Second", None, PASSWORD) == Person("Second", "reader")


@pytest.mark.parametrize("name", ["olga", "OLGA", " Olga ", "Ｏｌｇａ", "Ol\u00adga"])
def test_two_names_that_look_alike_are_one(people, name):
    with pytest.raises(PeopleError, match=r"called so already|cannot be seen"):
        people.add(name, "reader", PASSWORD)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("", "no name"),
        ("--", "no name"),
        ("me", "where nobody logs in"),
        ("Me", "where nobody logs in"),
        ("A\x00da", "cannot be seen"),
        ("Ada\u202egro.evil", "cannot be seen"),
        ("Ada\u200b", "cannot be seen"),
        ("A" * 61, "more than 60"),
    ],
)
def test_a_name_that_would_trick_the_eye_is_refused(people, name, wrong):
    with pytest.raises(PeopleError, match=wrong):
        people.add(name, "reader", PASSWORD)


def test_names_of_all_scripts_are_names(people):
    for name in ("Élise d'Artois", "Наталья Иванова", "李娜", "اسماء", "Jean-Luc  O’Neill"):
        assert people.add(name, "reader", PASSWORD).name == " ".join(name.split())
    assert people.known_by("élise D'ARTOIS", PASSWORD) == Person("Élise d'Artois", "reader")


def test_passwords_are_kept_as_argon2id_with_the_parameters_of_the_rfc():
    kept = passwords.hashed(PASSWORD)
    found = extract_parameters(kept)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert (found.memory_cost, found.time_cost, found.parallelism) == (64 * 1024, 3, 4)
    assert passwords.fits(PASSWORD, kept)
    assert not passwords.fits(PASSWORD + " ", kept)
    assert passwords.hashed(PASSWORD) != kept


def test_neither_password_nor_log_in_nor_token_stands_in_the_file(people):
    login = people.logins.begin(people.find("Olga"))
    token, _ = people.tokens.make(people.find("Olga"))
    content = people.file.path.read_bytes()
    for secret in (PASSWORD, login, token, token.removeprefix("whence_")):
        assert secret.encode() not in content


def test_what_is_taken_away_is_overwritten(people):
    kept = rows(people.file.path, "SELECT password FROM people WHERE key = 'rita'")[0][0].encode()
    assert kept in people.file.path.read_bytes()
    people.remove("Rita")
    assert kept not in people.file.path.read_bytes()


@pytest.mark.parametrize(
    "password",
    ["short", "elevenchars", "aaaaaaaaaaaaaaaa", "121212121212121", "123456789012", "qwertyuiopasdf", "Password2024!",
     "rita is my name", "lkjhgfdsapoiuytrewq", "x" * 1001],
)  # fmt: skip
def test_a_password_that_would_be_guessed_first_is_refused(people, password):
    with pytest.raises(PeopleError, match="the password: "):
        people.change_password("Rita", password)
    assert people.known_by("Rita", PASSWORD)


def test_a_password_typed_in_another_composition_is_the_same(people):
    people.change_password("Rita", "l'été à la marée basse")
    assert people.known_by("Rita", "l'e\u0301te\u0301 a\u0300 la mare\u0301e basse")


def test_a_password_kept_with_older_parameters_is_kept_anew_when_its_person_logs_in(people, monkeypatch):
    before = rows(people.file.path, "SELECT password FROM people WHERE key = 'rita'")
    assert people.known_by("Rita", PASSWORD)
    assert rows(people.file.path, "SELECT password FROM people WHERE key = 'rita'") == before
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert people.known_by("Rita", PASSWORD)
    after = rows(people.file.path, "SELECT password FROM people WHERE key = 'rita'")
    assert "t=2" in after[0][0]
    assert people.known_by("Rita", PASSWORD)


def test_a_password_changed_while_another_was_being_checked_stays_changed(people, monkeypatch):
    monkeypatch.setattr(passwords, "outdated", lambda kept: True)
    hash_ = passwords.hashed

    def meanwhile(password):
        monkeypatch.setattr(passwords, "hashed", hash_)
        people.change_password("Rita", "quite another sentence")
        return hash_(password)

    monkeypatch.setattr(passwords, "hashed", meanwhile)
    people.known_by("Rita", PASSWORD)
    monkeypatch.setattr(passwords, "outdated", lambda kept: False)
    assert people.known_by("Rita", "quite another sentence")
    assert people.known_by("Rita", PASSWORD) is None


def test_to_find_that_there_is_nobody_a_password_is_hashed_too(people, monkeypatch):
    asked = []
    monkeypatch.setattr(
        passwords, "HASHER", type("Counted", (), {"verify": lambda self, *given: asked.append(given)})()
    )
    monkeypatch.setattr(passwords, "_nobodys", lambda: "kept of nobody")
    people.known_by("Nobody", PASSWORD)
    assert asked == [("kept of nobody", PASSWORD)]


def test_a_log_in_holds_two_hours_after_the_last_page_and_twelve_in_all(people, clock):
    secret = people.logins.begin(people.find("Rita"))
    began = clock.now
    while clock.now < began + LONGEST - IDLE / 2:
        assert people.logins.person(secret) == Person("Rita", "reader")
        clock.now += IDLE / 2
    clock.now = began + LONGEST
    assert people.logins.person(secret) is None
    other = people.logins.begin(people.find("Rita"))
    clock.now += IDLE - 1
    assert people.logins.person(other)
    clock.now += IDLE
    assert people.logins.person(other) is None
    people.logins.begin(people.find("Rita"))
    assert rows(people.file.path, "SELECT count(*) FROM logins") == [(1,)]


def test_another_password_ends_all_log_ins_of_its_person_and_no_other(people):
    rita, olga = (people.logins.begin(people.find(name)) for name in ("Rita", "Olga"))
    people.change_password("Rita", "quite another sentence")
    assert people.logins.person(rita) is None
    assert people.logins.person(olga)


def test_whoever_is_removed_is_out_with_log_ins_and_tokens(people):
    login = people.logins.begin(people.find("Rita"))
    token, _ = people.tokens.make(people.find("Rita"))
    people.remove("rita")
    assert people.logins.person(login) is None
    assert people.tokens.person(token) is None
    people.add("Rita", "owner", "quite another sentence")
    assert people.logins.person(login) is None
    assert people.tokens.person(token) is None


def test_a_role_changes_with_the_next_page(people):
    login = people.logins.begin(people.find("Rita"))
    people.change_role("Rita", "reviewer")
    assert people.logins.person(login) == Person("Rita", "reviewer")


def test_the_only_owner_stays_one_while_others_are_there(people):
    for change in (lambda: people.remove("Olga"), lambda: people.change_role("Olga", "reader")):
        with pytest.raises(PeopleError, match="there is no other owner"):
            change()
    people.change_role("Rev", "owner")
    people.remove("Olga")
    people.remove("Rita")
    people.remove("Rev")
    assert people.all() == []


def test_a_token_never_does_more_than_its_person_may_now(people):
    token, _ = people.tokens.make(people.find("Olga"), "reviewer")
    assert people.tokens.person(token) == Person("Olga", "reviewer")
    people.change_role("Rev", "owner")
    people.change_role("Olga", "reader")
    assert people.tokens.person(token) == Person("Olga", "reader")
    with pytest.raises(PeopleError, match="a reader can have no token of a reviewer"):
        people.tokens.make(people.find("Rita"), "reviewer")


def test_a_token_holds_until_its_day_or_until_it_is_revoked(people, clock):
    token, made = people.tokens.make(people.find("Rita"), days=2)
    assert people.tokens.all("Rita")[0].used is None
    clock.now += 2 * 86400 - 1
    assert people.tokens.person(token)
    assert people.tokens.all("Rita")[0].used == int(clock.now)
    clock.now += 1
    assert people.tokens.person(token) is None
    other, kept = people.tokens.make(people.find("Rita"))
    with pytest.raises(PeopleError, match="no token of that id"):
        people.tokens.revoke(kept.id, "Olga")
    people.tokens.revoke(kept.id)
    assert people.tokens.person(other) is None
    assert [one.id for one in people.tokens.all()] == [made.id]


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_two_that_make_the_file_at_once_make_one(tmp_path, cheap):
    from concurrent.futures import ThreadPoolExecutor

    def add(number):
        return People(tmp_path / "p", create=True).add(f"Person {number}", None, PASSWORD).role

    with ThreadPoolExecutor(4) as pool:
        roles = sorted(pool.map(add, range(8)))
    assert roles == ["owner"] + ["reader"] * 7
