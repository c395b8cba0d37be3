"""The data files of a language: TOML and TSV under ``language/<code>/``, read once."""

from __future__ import annotations

import csv
import functools
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from typing import Any

from whence.errors import UnknownLanguage


def _folder(language: str) -> Traversable:
    return resources.files("whence.language").joinpath(language)


def available() -> tuple[str, ...]:
    """The codes of the languages that have a pipeline, sorted: a folder with a ``pipeline.toml`` makes one, where what
    that ``requires`` is installed."""
    here = resources.files("whence.language")
    folders = sorted(f.name for f in here.iterdir() if f.is_dir() and f.joinpath("pipeline.toml").is_file())
    return tuple(code for code in folders if not missing(code))


@functools.cache
def missing(language: str) -> tuple[str, ...]:
    """The packages that a language's pipeline requires, as ``pipeline.toml`` names them, and that are not installed;
    none for a language without a pipeline."""
    try:
        wanted = lexicon(language, "pipeline").get("requires", ())
    except UnknownLanguage:
        return ()
    return tuple(name for name in wanted if find_spec(name) is None)


@functools.cache
def lexicon(language: str, name: str) -> dict[str, Any]:
    """The TOML file `name` of a language as a dict. Treat it as read-only: it is shared.

    Raises:
        UnknownLanguage: the language has no such file.
    """
    file = _folder(language).joinpath(f"{name}.toml")
    if not file.is_file():
        raise UnknownLanguage(f"{language}: no {name}.toml for this language; there are pipelines for {available()}")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def has(language: str, name: str) -> bool:
    """Whether a language has the TOML file `name`: some are for what it can do beyond finding statements."""
    return _folder(language).joinpath(f"{name}.toml").is_file()


@functools.cache
def table(language: str, name: str) -> tuple[dict[str, str], ...]:
    """The TSV file `name` of a language, a dict a row keyed by the header; lines that begin with # are comments.

    Raises:
        UnknownLanguage: the language has no such file.
    """
    file = _folder(language).joinpath(f"{name}.tsv")
    if not file.is_file():
        raise UnknownLanguage(f"{language}: no {name}.tsv for this language; there are pipelines for {available()}")
    lines = (line for line in file.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#")
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
