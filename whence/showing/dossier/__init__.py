"""The dossier: a part of the record as a text to print, every sentence footnoted to the words that it rests on.

:func:`compose` makes a :class:`Dossier` of claims; a renderer turns one into the bytes of a file, found by the
file's suffix in :data:`RENDERERS`. How it is worded is data: a TOML file a language beside this one.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Final, cast

from whence.showing.dossier.composing import Query, compose
from whence.showing.dossier.content import Dossier
from whence.showing.dossier.decided import Decided, decided_on
from whence.showing.dossier.wording import languages

RENDERERS: Final[Mapping[str, str]] = {".html": "html", ".pdf": "pdf", ".docx": "docx", ".md": "markdown"}
"""The suffixes of files that a dossier can be, each with the module here that renders it."""


def render(dossier: Dossier, suffix: str) -> bytes:
    """The dossier as the bytes of a file with a suffix of :data:`RENDERERS`. The same dossier gives the same bytes.

    Raises:
        WhenceError: what the form needs is not installed; the message says what to install.
    """
    module = importlib.import_module(f"whence.showing.dossier.{RENDERERS[suffix]}")
    return cast(Callable[[Dossier], bytes], module.render)(dossier)


__all__ = ["RENDERERS", "Decided", "Dossier", "Query", "compose", "decided_on", "languages", "render"]
