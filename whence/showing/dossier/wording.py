"""The words of a dossier in one language: templates, dates, numbers, names with their articles.

All of it is data (``en.toml``, ``fr.toml``); a new language is a file, and no new code.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any, Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from whence.errors import UnknownLanguage
from whence.knowledge import load
from whence.model import Document, Entity, Source, Time
from whence.showing.dossier.content import Run, Runs
from whence.showing.words import extent, stretch

_PLACE: Final = re.compile(r"\{(\w+)\}")
_ISO_LENGTH: Final = {4: "year", 7: "month", 10: "day"}


def languages() -> tuple[str, ...]:
    """The codes of the languages in which a dossier can be written, sorted."""
    here = resources.files("whence.showing.dossier")
    return tuple(sorted(f.name.removesuffix(".toml") for f in here.iterdir() if f.name.endswith(".toml")))


class Wording:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        """Raises UnknownLanguage where a dossier cannot be written in the language."""
        if language not in languages():
            raise UnknownLanguage(f"{language}: no dossier can be written in it; there are {', '.join(languages())}")
        self.language = language
        self._data = _read(language)
        self._locale = Locale.parse(language)

    def has(self, path: str) -> bool:
        """Whether there is anything under a path."""
        return self._at(path) is not None

    def get(self, path: str) -> Any:
        """What stands under a path: "headings.summary". Raises KeyError where there is nothing."""
        found = self._at(path)
        if found is None:
            raise KeyError(path)
        return found

    def either(self, path: str, otherwise: str) -> str:
        """What stands under a path, or another text where there is nothing."""
        return str(self.get(path)) if self.has(path) else otherwise

    def _at(self, path: str) -> Any:
        found: Any = self._data
        for key in path.split("."):
            found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def fill(self, path: str, **parts: str | Runs) -> Runs:
        """The template under a path with its parts put in. Raises KeyError where a part is missing."""
        return filled(self.get(path), parts)

    def wants(self, path: str) -> set[str]:
        """The names of the parts that the template under a path wants."""
        return set(_PLACE.findall(self.get(path)))

    def plain(self, path: str, **parts: str) -> str:
        """The same as plain text."""
        return "".join(run.text for run in self.fill(path, **parts))

    def count(self, thing: str, number: int) -> str:
        """ "1 report", "2 reports"."""
        return self.chosen(f"counts.{thing}", number).replace("{n}", self.number(number))

    def chosen(self, path: str, number: int) -> str:
        """Of the two forms under a path, that for a number: in French, none is one as well (CLDR, plural rules)."""
        one, many = self.get(path)
        return str(one if self._locale.plural_form(number) == "one" else many)

    def number(self, value: float) -> str:
        """A number with this language's marks."""
        return str(format_decimal(value, locale=self._locale))

    def listed(self, parts: Sequence[Runs]) -> Runs:
        """ "A, B and C"."""
        joined: list[Run] = []
        for index, part in enumerate(parts):
            if index:
                joined.append(Run(self.get("and" if index == len(parts) - 1 else "comma")))
            joined += part
        return tuple(joined)

    def quoted(self, text: str, language: str | None) -> Runs:
        """Words of a report between this language's quotation marks."""
        left, right = self.get("quotes")
        return Run(left), Run(text, "quoted", language), Run(right)

    # Dates

    def date(self, iso: str) -> str:
        """A year, month or day (ISO 8601), as exactly as it is given."""
        pattern = self.get(f"dates.{_ISO_LENGTH.get(len(iso), 'year')}")
        if len(iso) not in (7, 10):
            return iso
        if iso.endswith("-01") and len(iso) == 10 and self.has("dates.first_day"):
            pattern = self.get("dates.first_day")
        year, month, day = (*map(int, iso.split("-")), 1)[:3]
        return str(format_date(datetime.date(year, month, day), pattern, locale=self._locale))

    def when(self, time: Time | None) -> Runs:
        """A time as exactly as it is known; where it is not, the words of the report."""
        reach = extent(time)
        if reach.form == "undated":
            if time is None or not time.text:
                return self.fill("dates.undated")
            return self.fill("dates.in_words", words=self.quoted(time.text, None))
        if reach.form == "at":
            return self.fill("dates.on", date=self.date(reach.start))
        return self._bounded(f"dates.{reach.form}", reach.start, reach.end)

    def _bounded(self, path: str, start: str, end: str, **parts: str) -> Runs:
        """The template under a path, or its own for bounds that are days, with the bounds put in."""
        days = all(len(bound) == len("2021-10-01") for bound in (start, end) if bound)
        own = f"{path}_day" if days and self.has(f"{path}_day") else path
        bounds = {name: self.date(bound) for name, bound in (("start", start), ("end", end)) if bound}
        return self.fill(own, **bounds, **parts)

    def published(self, document: Document) -> Runs:
        """When a report was published, and how that is known."""
        known = document.published
        basis = self.get(f"basis.{known.basis}")
        if known.date:
            return self.fill("published.known", date=self.date(known.date), basis=basis)
        if known.earliest and known.latest:
            form, start, end = stretch(known.earliest, known.latest)
            if form == "at":
                return self.fill("published.known", date=self.date(start), basis=basis)
            return self._bounded("published.between", start, end, basis=basis)
        if known.earliest:
            return self.fill("published.not_before", start=self.date(known.earliest), basis=basis)
        if known.latest:
            return self.fill("published.not_after", end=self.date(known.latest), basis=basis)
        return self.fill("published.unknown")

    # Names

    def name(self, entity: Entity) -> str:
        """The name of an entity in this language: the first that the knowledge tables have; else its own."""
        known = load().entities.get(entity.id)
        names = known.names.get(self.language) if known else None
        if not names or (self.has("record_names") and entity.name in names):
            return entity.name
        return names[0]

    def considers(self, words: str) -> bool:
        """Whether words of a report in this language say that somebody considers something."""
        return bool(re.search(self.get("considering"), words))

    def forms(self, entity: Entity) -> dict[str, str] | None:
        """The name of an entity as a subject (`who`), an object (`whom`), with prepositions (`to`, `from`), and what
        else of a sentence depends on it; None where it is not known which article it takes."""
        name = self.name(entity)
        for one in self.get("article"):
            if entity.kind not in one["kinds"] or not re.search(one.get("pattern", ""), name):
                continue
            if "states" not in one or entity.country in one["states"]:
                return {key: form.replace("{name}", name) for key, form in one["forms"].items()}
        return None

    def object(self, entity: Entity) -> str:
        """The name of an entity as an object: "the United States", « la Turquie »."""
        return (self.forms(entity) or {}).get("whom", self.name(entity))

    def stands_in(self, words: str) -> bool:
        """Whether words of a report in this language only stand for a name: "he", "-elle"."""
        return bool(re.fullmatch(self.get("stand_ins"), words))

    def source(self, source: Source, entity: Entity | None, language: str | None) -> Runs:
        """On whose word: a name, or the words by which a report tells a source that has none."""
        if source.kind in ("unnamed", "document"):
            return self.fill(f"sources.{source.kind}", words=self.quoted(source.name, language))
        if entity is not None:
            return self.fill("sources.plain", name=self.object(entity))
        if source.name[:1].islower():  # a role or a noun, in the words of the report
            return self.quoted(source.name, language)
        return self.fill("sources.plain", name=source.name)


def filled(template: str, parts: Mapping[str, str | Runs]) -> Runs:
    """A template with its parts put in; plain text beside plain text is one run."""
    runs: list[Run] = []
    for index, piece in enumerate(_PLACE.split(template)):
        part = parts[piece] if index % 2 else piece
        runs += (Run(part),) if isinstance(part, str) else part
    return merged(runs)


def merged(runs: Iterable[Run]) -> Runs:
    """The runs, without empty ones, plain neighbours as one."""
    found: list[Run] = []
    for run in runs:
        if found and run.text and found[-1] == Run(found[-1].text) and run == Run(run.text):
            found[-1] = Run(found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return tuple(found)


def without_stop(runs: Runs) -> Runs:
    """The runs without the full stop that they end in."""
    if runs and runs[-1].style == "plain" and runs[-1].text.endswith("."):
        return merged((*runs[:-1], dataclasses.replace(runs[-1], text=runs[-1].text[:-1])))
    return runs


def capital(runs: Runs) -> Runs:
    """The runs with a capital at their beginning, where that is plain text."""
    if runs and runs[0].style == "plain":
        return (Run(runs[0].text[:1].upper() + runs[0].text[1:], href=runs[0].href), *runs[1:])
    return runs


@functools.cache
def _read(language: str) -> dict[str, Any]:
    file = resources.files("whence.showing.dossier").joinpath(f"{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
