"""The exports of a record are tested on one made with the stand-ins of ``tests/record``."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

import stand_ins


@pytest.fixture(autouse=True)
def _rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_ins.install(lambda target, name, room: monkeypatch.setattr(target, name, room, raising=False))
