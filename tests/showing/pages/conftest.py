"""The pages of a small record, asked for without a network."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pages_record
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pages_people import PASSWORD, Browser, Clock

import whence
from whence.record import Record
from whence.showing.pages.app import create_app
from whence.showing.pages.people.attempts import Attempts
from whence.showing.pages.people.members import People


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path: Path = pages_record.make(tmp_path_factory.mktemp("pages") / "small.db")
    with whence.open(path, create=False) as record:
        yield record


@pytest.fixture(scope="session")
def pages(record: Record) -> TestClient:
    return TestClient(create_app(record), base_url="http://127.0.0.1:8765")


@pytest.fixture(scope="session")
def tanks(record: Record) -> str:
    """The id of the claim that two reports make of one cable."""
    return next(claim.id for claim in record.claims() if claim.documents == 2)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing that takes no time. That the real one is real is tested by itself."""
    from argon2 import PasswordHasher, profiles

    from whence.showing.pages.people import passwords

    monkeypatch.setattr(passwords, "HASHER", PasswordHasher.from_parameters(profiles.CHEAPEST))
    passwords._nobodys.cache_clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path: Path, cheap: None, clock: Clock) -> People:
    """An owner, a reviewer and a reader."""
    made = People(tmp_path / "small.db.people", create=True, clock=clock)
    for name, role in (("Olga", "owner"), ("Rev", "reviewer"), ("Rita", "reader")):
        made.add(name, role, PASSWORD)  # type: ignore[arg-type]
    return made


@pytest.fixture
def app(record: Record, people: People, clock: Clock) -> FastAPI:
    """The pages for several."""
    made = create_app(record, people=people)
    made.state.attempts = Attempts(clock)
    return made


@pytest.fixture
def door(app: FastAPI) -> Browser:
    """A browser of somebody who has not logged in."""
    return Browser(app, base_url="http://127.0.0.1:8765")


@pytest.fixture
def browser_of(app: FastAPI) -> Callable[[str], Browser]:
    """A browser in which a person has logged in."""

    def logged_in(name: str) -> Browser:
        browser = Browser(app, base_url="http://127.0.0.1:8765")
        assert browser.log_in(name).status_code == 303
        return browser

    return logged_in
