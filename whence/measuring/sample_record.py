"""The sample reports as a record, made once for all who want to look at it: tests in a browser, screenshots.

    python -m whence.measuring.sample_record

It lies in ``build/`` under a name made of what makes it, so that it is made anew when that changes.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from whence.record import Record

ROOT: Final = Path(__file__).resolve().parents[2]
BUILD: Final = ROOT / "build" / "sample"
MAKERS: Final = ("model.py", "reading", "language", "knowledge", "finding", "weighing", "record")
"""The rooms that a record is made in; others only show it."""


def reports() -> list[Path]:
    """The folders of sample reports, as ``make demo`` reads them."""
    return sorted(ROOT.glob("examples/stories-*/??"))


def sample_record(folder: Path = BUILD) -> Path:
    """The record of the sample reports, in a folder; reading them takes half a minute the first time."""
    path = folder / _digest() / "sample.db"
    if not path.exists():
        for left_over in folder.glob("*/sample.db*"):
            left_over.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"unfinished-{os.getpid()}.db")  # another process may be at it too
        unfinished.unlink(missing_ok=True)
        with Record.open(unfinished) as record:
            record.read([str(folder.relative_to(ROOT)) for folder in reports()])
        unfinished.replace(path)
    return path


def _digest() -> str:
    """What the record's content hangs on, as a short name."""
    made = hashlib.sha256()
    for path in _files():
        made.update(str(path.relative_to(ROOT)).encode())
        made.update(path.read_bytes())
    return made.hexdigest()[:12]


def _files() -> Iterator[Path]:
    rooms = [ROOT / "whence" / name for name in MAKERS]
    for start in (*rooms, *reports()):
        found = sorted(start.rglob("*")) if start.is_dir() else [start]
        yield from (path for path in found if path.is_file() and path.suffix != ".pyc")


if __name__ == "__main__":
    sys.stdout.write(f"{sample_record()}\n")
