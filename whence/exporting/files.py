"""Formats that are several files, one a table: in a folder, or in a zip where there is only one stream to write to."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

from whence.exporting.tables import TABLES
from whence.record import Record

Writer = Callable[[Record, Callable[[str], BinaryIO]], None]
"""Writes all tables of a record, each to the file that a function gives for its name."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The date of all files in a zip, so that two exports are the same bytes."""


def export_zip(record: Record, out: BinaryIO, write: Writer, suffix: str) -> None:
    """Writes the tables as one zip. Raises what `write` does."""
    with tempfile.TemporaryDirectory(prefix="whence-") as folder:
        export_folder(record, Path(folder), write, suffix)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in TABLES:
                info = zipfile.ZipInfo(name + suffix, _EPOCH)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                with (Path(folder) / info.filename).open("rb") as file, archive.open(info, "w") as member:
                    shutil.copyfileobj(file, member)


def export_folder(record: Record, folder: Path, write: Writer, suffix: str) -> None:
    """Writes the tables into a folder, which is made where there is none. Files are put in place when all are complete;
    what else is in the folder is left alone. Raises what `write` does, and OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"{name}{suffix}" for name in TABLES}
    unfinished = {name: path.with_name(f"{path.name}.unfinished") for name, path in paths.items()}
    try:
        with ExitStack() as stack:
            write(record, lambda name: stack.enter_context(unfinished[name].open("wb")))
        for name, path in paths.items():
            unfinished[name].replace(path)
    finally:
        for path in unfinished.values():
            path.unlink(missing_ok=True)
