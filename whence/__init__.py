"""Whence reads news reports and keeps a sourced record: who did or said what, on whose word, how certain.

>>> import whence
>>> with whence.open("whence.db") as record:          # doctest: +SKIP
...     record.read(["articles/"])
...     record.claims(about={"KEN", "NOR"})
>>> whence.pipeline("fr")("...")._.statements         # doctest: +SKIP

Importing this loads neither spaCy nor the database: each is loaded when it is first asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from whence.errors import RecordError, UnknownLanguage, Unreadable, WhenceError

if TYPE_CHECKING:
    from spacy.language import Language

    from whence.record import Record

__all__ = ["RecordError", "UnknownLanguage", "Unreadable", "WhenceError", "__version__", "open", "pipeline"]


def open(address: str | Path = "whence.db", *, create: bool = True) -> Record:
    """The record at an address (the path of a file). It is made where there is none, unless `create` is False.

    Close it, or use it in a ``with``.

    Raises:
        RecordError: there is none, or it cannot be opened; the message says why and what to do.
    """
    from whence.record import Record

    return Record.open(address, create=create)


def pipeline(language: str) -> Language:
    """The spaCy pipeline of a language (an ISO 639-1 code): its Docs have ``._.statements`` and ``._.attributions``.

    Raises:
        UnknownLanguage: there is no pipeline for the language.
    """
    from whence.language.pipeline import pipeline

    return pipeline(language)


def __getattr__(name: str) -> str:
    # Reading the version means reading the installed package's metadata: not at every import.
    if name == "__version__":
        from importlib.metadata import version

        return version("whence")
    raise AttributeError(f"module 'whence' has no attribute {name!r}")
