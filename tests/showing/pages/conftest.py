"""The pages of a small record, asked for without a network."""

from collections.abc import Iterator
from pathlib import Path

import pages_record
import pytest
from fastapi.testclient import TestClient

import whence
from whence.record import Record
from whence.showing.pages.app import create_app


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
