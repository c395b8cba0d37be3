"""When a report was published, and how that is known: metadata, a line of the text, the file's name, or not at all."""

from __future__ import annotations

import datetime
import functools
import itertools
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from whence.model import DateBasis, Published

_LANGUAGES: Final = ("fr", "en", "ru", "de", "es", "it", "pt")
_FIRST_LINES: Final = 8
_LAST_LINES: Final = 2
_LONGEST_LINE: Final = 160
_EARLIEST_YEAR: Final = 1800

_FILE_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_FILE_MONTH: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_](0[1-9]|1[0-2])(?!\d)")
_ISO: Final = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?!\d|-)")
_NUMERIC: Final = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-])")
_CLOCK: Final = re.compile(r"\d{1,2} ?[:h.] ?\d{0,2}(?: ?[ap]\.?m\.?)?|\b(?:gmt|utc|cest|cet|est|bst)(?:[+-]\d+)?")
_DATELINE: Final = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ' -]{2,30}(?:,? ?\([^)]{2,40}\))?,? ")


class _Day(NamedTuple):
    """A date found in a line, from `start` to `end`; `other` is the reading with day and month swapped, if it holds."""

    start: int
    end: int
    date: datetime.date
    other: datetime.date | None = None


def published(text: str, name: str, language: str | None) -> Published:
    """The publication date as the text's first or last lines give it, else as the file's name does.

    A date counts in the text where it stands alone on a line ("13-04-2011"), after a word like "publié le", or in an
    agency's dateline ("LIMA, 3 mars 2019 (...)"). "03/04/2019" is the 3rd of April, but in a language whose short
    dates put the month first (by CLDR) it may be either, and only bounds the date.
    """
    return from_text(text, language) or from_name(name) or Published()


def from_text(text: str, language: str | None) -> Published | None:
    """The date that a line of the text gives as its own, None where none does."""
    lines = [line for line in text.split("\n") if line]
    outer = lines if len(lines) <= _FIRST_LINES + _LAST_LINES else [*lines[:_FIRST_LINES], *lines[-_LAST_LINES:]]
    month_first = _month_first(language) if language else False
    candidates = [line for line in outer if len(line) <= _LONGEST_LINE]
    for line in candidates:
        for day in _days(line, month_first):
            if _is_publication(line, day):
                return _published(day, "text")
    for line in lines[:3]:
        opening = _DATELINE.match(line[:_LONGEST_LINE])
        for day in _days(line[:_LONGEST_LINE], month_first) if opening else ():
            if opening and opening.end() == day.start:
                return _published(day, "text")
    return None


def from_name(name: str) -> Published | None:
    """The date in a file's base name: a day ("2011-11-15_x.txt", "20190303.txt"), or bounds where it is a month."""
    base = PurePosixPath(name).name
    for found in _FILE_DAY.finditer(base):
        date = _date(int(found[1]), int(found[3]), int(found[4]))
        if date:
            return _published(_Day(0, 0, date), "filename")
    month = _FILE_MONTH.search(base)
    if not month:
        return None
    first = datetime.date(int(month[1]), int(month[2]), 1)
    last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    return Published(None, "filename", first.isoformat(), last.isoformat())


def from_metadata(value: str, language: str | None = None) -> Published | None:
    """The date of a metadata field ("2019-03-03", "3 mars 2019", an ISO timestamp), None where it holds none."""
    for day in _days(value.replace("T", " "), _month_first(language) if language else False):
        return _published(day, "metadata")
    return None


def _published(day: _Day, basis: DateBasis) -> Published:
    if day.other is None or day.other == day.date:
        date = day.date.isoformat()
        return Published(date, basis, date, date)
    first, last = sorted((day.date, day.other))
    return Published(None, basis, first.isoformat(), last.isoformat())


def _is_publication(line: str, day: _Day) -> bool:
    before, after = line[: day.start].casefold(), line[day.end :].casefold()
    if before.rstrip().endswith(_words().published):
        return True
    rest = _CLOCK.sub(" ", f"{before} {after}")
    return all(word in _words().around for word in re.findall(r"[^\W_]+", rest))


def _days(line: str, month_first: bool) -> Iterator[_Day]:
    """The complete dates in a line, in their order."""
    found: list[_Day] = []
    for m in _ISO.finditer(line):
        date = _date(int(m[1]), int(m[2]), int(m[3]))
        if date:
            found.append(_Day(m.start(), m.end(), date))
    for m in _NUMERIC.finditer(line):
        day_first = _date(int(m[4]), int(m[3]), int(m[1]))
        swapped = _date(int(m[4]), int(m[1]), int(m[3])) if month_first else None
        date = day_first or swapped or _date(int(m[4]), int(m[1]), int(m[3]))
        if date:
            found.append(_Day(m.start(), m.end(), date, swapped if day_first else None))
    for m in _words().written.finditer(line):
        month = _words().months[(m["month"] or m["first"]).casefold().rstrip(".")]
        date = _date(int(m["year"]), month, int(m["day"] or m["second"]))
        if date:
            found.append(_Day(m.start(), m.end(), date))
    return iter(sorted(found))


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if year >= _EARLIEST_YEAR else None
    except ValueError:
        return None


class _Words(NamedTuple):
    months: dict[str, int]
    written: re.Pattern[str]
    published: tuple[str, ...]
    around: frozenset[str]


@functools.cache
def _words() -> _Words:
    from babel import Locale

    headings = _headings()
    months: dict[str, int] = {}
    around = {word for words in headings["around"].values() for word in words}
    for code in _LANGUAGES:
        locale = Locale.parse(code)
        for context, width in itertools.product(("format", "stand-alone"), ("wide", "abbreviated")):
            for number, month in locale.months[context][width].items():
                months.setdefault(month.casefold().rstrip("."), number)
            around.update(day.casefold().rstrip(".") for day in locale.days[context][width].values())
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    written = re.compile(
        rf"(?<!\w)(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|º|\.)? (?:de |of )?(?P<month>{names})\.?,? (?:de )?"
        rf"|(?P<first>{names})\.? (?P<second>\d{{1,2}})(?:st|nd|rd|th)?,? )(?P<year>\d{{4}})(?!\d)",
        re.IGNORECASE,
    )
    lead = tuple(word for words in headings["published"].values() for word in words)
    leads = {form for word in lead for form in (word, word.replace(" :", ":"), f"{word} :", f"{word}:")}
    return _Words(months, written, tuple(sorted(leads)), frozenset(around))


@functools.cache
def _headings() -> dict[str, Any]:
    file = resources.files("whence.reading").joinpath("data/headings.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def _month_first(language: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        pattern = Locale.parse(language).date_formats["short"].pattern
    except (UnknownLocaleError, ValueError):
        return False
    return pattern.find("M") < pattern.find("d") and not pattern.startswith("y")


def header_keys() -> dict[str, Sequence[str]]:
    """What the keys of a header block stand for: a field, and the words for it."""
    keys: dict[str, Sequence[str]] = _headings()["header"]
    return keys
