"""A record with stand-ins for the rooms above it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import stand_ins

import whence.weighing.reuse.index  # noqa: F401 - loaded later it would put the real room in the stand-in's place
from whence.record import Record


@pytest.fixture(autouse=True)
def _rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_ins.install(lambda target, name, room: monkeypatch.setattr(target, name, room, raising=False))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "test.db") as record:
        yield record
