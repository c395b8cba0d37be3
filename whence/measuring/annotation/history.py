"""A story: who was there, who had it from whom, and which facts its reports tell; and how its reports hang together.

``history.toml`` is written before the reports, by their writer; ``claims.mark`` after they are marked, by the marker.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from whence.errors import MarkupError
from whence.knowledge import base
from whence.measuring.annotation.marks import Marked
from whence.measuring.annotation.markup import parse
from whence.model import Passage

KINDS: Final = (
    *("state", "person", "organisation", "company", "outlet", "agency"),
    *("document", "place", "weapon_system", "unnamed"),
)
HOWS: Final = ("verbatim", "cut", "reworded", "translated")
CONFLICTS: Final = ("denial", "value", "date", "participant")
LOSSES: Final = ("hedge", "source", "number", "date")


@dataclasses.dataclass(frozen=True, slots=True)
class StoryEntity:
    """Somebody or something of a story. `names` maps a language to the name there."""

    key: str
    kind: str
    names: Mapping[str, str]
    country: str | None = None

    @property
    def name(self) -> str:
        """A name to show: the English one, else any, else the key."""
        return self.names.get("en") or next(iter(self.names.values()), self.key)


@dataclasses.dataclass(frozen=True, slots=True)
class Fact:
    """A fact that reports tell, and the keys of its origins according to the history."""

    id: str
    gist: str
    told_by: tuple[str, ...]
    origins: tuple[str, ...]
    denies: str | None = None
    rival: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class ReportNote:
    """What the history says of a report: its outlet's key, its date where it shows one, its form."""

    short: str
    outlet: str
    date: str | None
    form: str


@dataclasses.dataclass(frozen=True, slots=True)
class CopyNote:
    """That a later report took from an earlier one, according to the history."""

    earlier: str
    later: str
    how: str
    credit: bool


@dataclasses.dataclass(frozen=True, slots=True)
class ClaimMark:
    """Statements (report, label) that are one claim; `fact` is the history's fact, where there is one."""

    label: str
    fact: str | None
    statements: tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class CopyMark:
    """A passage that the later report took from the earlier."""

    earlier: str
    later: str
    how: str
    from_: Passage
    to: Passage


@dataclasses.dataclass(frozen=True, slots=True)
class Loss:
    """What a later telling (report, label) dropped of an earlier one."""

    earlier: tuple[str, str]
    later: tuple[str, str]
    what: str


@dataclasses.dataclass(frozen=True, slots=True)
class Story:
    """One story with its marked reports, by their short name ("fr1")."""

    id: str
    title: str
    subjects: tuple[str, ...]
    regions: tuple[str, ...]
    entities: Mapping[str, StoryEntity]
    notes: Mapping[str, ReportNote]
    copied: tuple[CopyNote, ...]
    facts: Mapping[str, Fact]
    reports: Mapping[str, Marked]
    claims: tuple[ClaimMark, ...] = ()
    conflicts: tuple[tuple[str, str, str], ...] = ()
    copies: tuple[CopyMark, ...] = ()
    credits: tuple[tuple[str, str], ...] = ()
    losses: tuple[Loss, ...] = ()

    def entity(self, key: str) -> StoryEntity | None:
        """The entity of a key: the story's own, or the state of an alpha-3 code; None where there is none."""
        return self.entities.get(key) or (state(key) if re.fullmatch("[A-Z]{3}", key) else None)

    def language(self, short: str) -> str:
        """The language of a report, from its short name."""
        return short[:2]


def state(code: str) -> StoryEntity | None:
    """The state of an alpha-3 code."""
    try:
        found = base.load().country(code)
    except KeyError:
        return None
    return StoryEntity(code, "state", {k: v[0] for k, v in found.names.items() if v}, code)


def load_story(folder: Path) -> Story:
    """Reads a story's folder: its history, its marked reports, and ``claims.mark`` where it is there.

    Raises:
        MarkupError: with every line that cannot be understood.
    """
    try:
        raw = tomllib.loads((folder / "history.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise MarkupError(f"{folder.name}/history.toml: {error}") from error
    errors: list[str] = []
    reports = {}
    for path in sorted(folder.glob(f"{folder.name}-*.mark")):
        try:
            reports[path.stem.split("-", 1)[1]] = parse(path.read_text(encoding="utf-8"), path.name)
        except MarkupError as error:
            errors.append(str(error))
    if errors:
        raise MarkupError("\n".join(errors))
    story = _from_history(folder.name, raw, reports)
    between = folder / "claims.mark"
    return _with_claims(story, between.read_text(encoding="utf-8")) if between.is_file() else story


def _from_history(name: str, raw: Mapping[str, Any], reports: Mapping[str, Marked]) -> Story:
    try:
        entities = {
            k: StoryEntity(k, e["kind"], {x: e[x] for x in ("fr", "en") if e.get(x)}, e.get("country"))
            for k, e in raw.get("entities", {}).items()
        }
        notes = {
            k: ReportNote(k, r["outlet"], str(r["date"]) if r.get("date") else None, r["form"])
            for k, r in raw["reports"].items()
        }
        copied = tuple(CopyNote(c["from"], c["to"], c["how"], c["credit"]) for c in raw.get("copies", ()))
        facts = {
            f["id"]: Fact(f["id"], f["gist"], tuple(f["told_by"]), tuple(f["origins"]), f.get("denies"), f.get("rival"))
            for f in raw.get("facts", ())
        }
    except KeyError as error:
        raise MarkupError(f"{name}/history.toml: {error} is missing") from error
    return Story(
        name,
        raw.get("title", name),
        tuple(raw.get("subjects", ())),
        tuple(raw.get("regions", ())),
        entities,
        notes,
        copied,
        facts,
        reports,
    )


def _with_claims(story: Story, source: str) -> Story:
    reader = _ClaimsReader(story)
    for number, line in enumerate(source.splitlines(), start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("//"):
            reader.add(number, stripped)
    if reader.errors:
        raise MarkupError("\n".join(reader.errors))
    return dataclasses.replace(
        story,
        claims=tuple(reader.claims),
        conflicts=tuple(reader.conflicts),
        copies=tuple(reader.copies),
        credits=tuple(reader.credits),
        losses=tuple(reader.losses),
    )


_CLAIM: Final = re.compile(r"claim\s+(?P<label>\w+)(?:\s+(?P<fact>f\w+))?\s*:\s*(?P<statements>.+)")
_CONFLICT: Final = re.compile(r"conflict\s+(?P<a>\w+)\s+(?P<b>\w+)\s+(?P<why>\w+)")
_COPY: Final = re.compile(
    r"copy\s+(?P<a>\w+)\s*\{(?P<from>(?:[^{}\\]|\\.)+)\}\s*>\s*(?P<b>\w+)\s*\{(?P<to>(?:[^{}\\]|\\.)+)\}\s*(?P<how>\w+)"
)
_CREDIT: Final = re.compile(r"credit\s+(?P<report>\w+)\s*>\s*(?P<key>[\w-]+)(?:\s*\{.*\})?")
_LOST: Final = re.compile(r"lost\s+(?P<a>\w+\.S\d+)\s*>\s*(?P<b>\w+\.S\d+)\s+(?P<what>\w+)")


class _ClaimsReader:
    """Reads ``claims.mark``, a line at a time."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.claims: list[ClaimMark] = []
        self.conflicts: list[tuple[str, str, str]] = []
        self.copies: list[CopyMark] = []
        self.credits: list[tuple[str, str]] = []
        self.losses: list[Loss] = []
        self.errors: list[str] = []
        self.known = {(s, m.label) for s, r in story.reports.items() for m in r.statements}

    def add(self, number: int, line: str) -> None:
        """Takes one line."""
        try:
            self._add(line)
        except ValueError as wrong:
            self.errors.append(f"{self.story.id}/claims.mark:{number}: {wrong}")

    def _add(self, line: str) -> None:
        if m := _CLAIM.fullmatch(line):
            told = tuple(self._statement(w) for w in m["statements"].replace(",", " ").split())
            self.claims.append(ClaimMark(m["label"], m["fact"], told))
        elif m := _CONFLICT.fullmatch(line):
            self.conflicts.append((m["a"], m["b"], m["why"]))
        elif m := _COPY.fullmatch(line):
            from_, to = self._passage(m["a"], m["from"]), self._passage(m["b"], m["to"])
            self.copies.append(CopyMark(m["a"], m["b"], m["how"], from_, to))
        elif m := _CREDIT.fullmatch(line):
            self.credits.append((m["report"], m["key"]))
        elif m := _LOST.fullmatch(line):
            self.losses.append(Loss(self._statement(m["a"]), self._statement(m["b"]), m["what"]))
        else:
            raise ValueError(
                f"a line is one of claim, conflict, copy, credit, lost, as in the guidelines: {line[:60]!r}"
            )

    def _statement(self, word: str) -> tuple[str, str]:
        report, _, label = word.partition(".")
        if (report, label) not in self.known:
            raise ValueError(f"there is no statement {word!r}")
        return report, label

    def _passage(self, short: str, words: str) -> Passage:
        report = self.story.reports.get(short)
        if report is None:
            raise ValueError(f"there is no report {short!r}")
        first, *rest = re.split(r"\s+\.\.\.\s+", re.sub(r"\\(.)", r"\1", words.replace("⏎", "\n")))
        start = report.text.find(first)
        if start < 0:
            raise ValueError(f"{first!r} does not stand in {short}")
        if not rest:
            return Passage(start, start + len(first))
        end = report.text.find(rest[-1], start + len(first))
        if end < 0:
            raise ValueError(f"{rest[-1]!r} does not stand behind {first!r} in {short}")
        return Passage(start, end + len(rest[-1]))
