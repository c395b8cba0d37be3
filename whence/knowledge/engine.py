"""By which code and data an answer was found, as one short mark: another mark, and it may come out otherwise."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Final

_READ: Final = frozenset({".py", ".toml", ".tsv", ".json"})


@functools.cache
def engine(*rooms: str) -> str:
    """The version of the package with a digest of the code, rules and tables in these of its rooms."""
    digest = hashlib.sha256()
    for room in rooms:
        for file in sorted(Path(str(resources.files("whence") / room)).rglob("*")):
            if file.suffix in _READ:
                digest.update(file.read_bytes())
    return f"whence {version('whence')}+{digest.hexdigest()[:8]}"
