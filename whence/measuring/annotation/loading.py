"""The corpus as a whole: where it lies, how it is split, and its parts loaded."""

from __future__ import annotations

import dataclasses
import functools
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal, get_args

from whence.errors import MarkupError
from whence.measuring.annotation.chains import evidential_of
from whence.measuring.annotation.formats.tokens import names_of
from whence.measuring.annotation.history import Story, load_story
from whence.measuring.annotation.marks import Marked, StatementMark
from whence.measuring.annotation.record_form import RecordForm, quantity_of_span, time_of_span
from whence.measuring.layers import Layers
from whence.model import as_json

Part = Literal["train", "dev", "test"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
CORPUS: Final = Path(__file__).resolve().parents[3] / "corpus"
_ORDER: Final = ("source", "entity", "document", "attribution", "statement", "claim", "link")


@dataclasses.dataclass(frozen=True, slots=True)
class Corpus:
    """Some stories of the corpus with their reports and marks."""

    stories: tuple[Story, ...]

    def reports(self, language: str | None = None) -> Iterator[tuple[Story, str]]:
        """(story, short name) of each report, of one language or all; ``story.reports[short]`` is the report."""
        for story in self.stories:
            for short in story.reports:
                if language in (None, story.language(short)):
                    yield story, short

    def lines(self) -> Iterator[dict[str, Any]]:
        """The corpus in the record's own form (RECORD.md), sorted by type and id; see ``RecordForm``."""
        yield {"type": "header", "schema": "1", "whence": "corpus"}
        things: dict[tuple[str, str], dict[str, Any]] = {}
        for story in self.stories:
            for thing in RecordForm(story).things():
                kind = type(thing).__name__.lower()
                things.setdefault((kind, thing.id), {"type": kind, **as_json(thing)})
        for kind, name in sorted(things, key=lambda k: (_ORDER.index(k[0]), k[1])):
            yield things[kind, name]

    def jsonl(self) -> str:
        """The same as JSON lines."""
        return "".join(json.dumps(line, ensure_ascii=False, sort_keys=False) + "\n" for line in self.lines())


def load(part: Part | None = None, folder: Path = CORPUS) -> Corpus:
    """The stories of a part ("train", "dev", "test"), or all.

    Raises:
        MarkupError: the corpus is not there (it comes with the repository, not with the installed package), or a file
            of it cannot be understood.
    """
    if not (folder / "splits.toml").is_file():
        raise MarkupError(f"{folder}: the corpus is not there; it comes with the repository, work from a clone of it")
    names = [n for p, some in splits(folder).items() if part in (None, p) for n in some]
    return Corpus(tuple(load_story(folder / "stories" / n) for n in sorted(names)))


def splits(folder: Path = CORPUS) -> dict[str, list[str]]:
    """The names of the stories of each part."""
    raw = tomllib.loads((folder / "splits.toml").read_text(encoding="utf-8"))
    return {part: list(raw[part]) for part in PARTS}


def layers_of(story: Story, short: str) -> Layers:
    """The marks of a report as layers, to be compared with another reading of it."""
    report: Marked = story.reports[short]
    form = RecordForm(story)
    return Layers(
        text=report.text,
        sentences=report.sentences,
        names=tuple((s.start, s.end, label) for s, label in names_of(story, short)),
        mentions=tuple((s.start, s.end, form.id_of(s.value)) for s in report.spans if s.kind in _MENTIONS),
        times=tuple(time_of_span(report, s) for s in report.spans if s.kind == "time"),
        figures=tuple(quantity_of_span(report, s) for s in report.spans if s.kind == "figure"),
        attributions=tuple(form.attribution(short, a) for a in report.attributions),
        statements=tuple(form.statement(short, s) for s in report.statements),
    )


_MENTIONS: Final = ("name", "reference", "adjective")


def gold_of(story: Story, short: str) -> Iterator[dict[str, Any]]:
    """A report's statements as gold lines of :mod:`whence.measuring.statements`: acceptable names in place of ids."""
    report, form = story.reports[short], RecordForm(story)
    names = _Names(story, report)
    for mark in report.statements:
        s = form.statement(short, mark)
        line: dict[str, Any] = {
            "id": s.id,
            "doc": f"{story.id}-{short}.txt",
            "quote": s.quote,
            "near": s.evidence.start / max(1, len(report.text)),
            "kind": s.kind,
            "event_types": [k for k, _ in mark.types if k.isupper()],
            "participants": list(_parties(report, mark, names)),
            "polarity": s.polarity,
            "modality": s.modality,
            "evidential": evidential_of(report, mark),
            "chain": [names.of(_key(story, link.source)) for link in s.chain],
            "quantities": [{"value": q.value, "unit": q.unit} for q in s.quantities],
        }
        if s.time is not None and s.time.start:
            line["time"] = {"start": s.time.start, "end": s.time.end}
        yield line


def _parties(report: Marked, mark: StatementMark, names: _Names) -> Iterator[dict[str, Any]]:
    """Actors and recipients; optional those whom neither the evidence nor the rest of its sentence speaks of."""
    sentence = next(s for s in reversed(report.sentences) if s.start <= mark.evidence.start)
    spoken_of = {s.value for s in report.spans if sentence.start <= s.start < max(sentence.end, mark.evidence.end)}
    for p in mark.participants:
        if p.role in ("actor", "recipient"):
            any_of = names.of(p.key) if p.key else [_bare(report.quote(p.passage or mark.evidence))]
            far = p.passage is None and p.key not in spoken_of
            yield {"role": p.role, "any_of": any_of, **({"optional": True} if far else {})}


def _key(story: Story, source: str) -> str:
    return source.removeprefix(f"{story.id}.")


class _Names:
    """The names that are acceptable for somebody in a report."""

    def __init__(self, story: Story, report: Marked) -> None:
        self.story, self.report = story, report

    @functools.cache  # noqa: B019 - as short-lived as the report
    def of(self, key: str) -> list[str]:
        """A state by its code; a person by the last name; others by their names, and by the words that this report has
        for them; what stands for a state, and is no person or company, by that state's code as well."""
        entity = self.story.entity(key)
        if entity is None:
            return [key]
        names = [*entity.names.values()]
        if entity.kind == "state":
            return [key]
        if entity.kind == "person":
            names += [n.split()[-1] for n in names]
        else:
            words = {self.report.text[s.start : s.end] for s in self.report.spans if s.value == key}
            spoken = {bare for w in words if (bare := _bare(w))}
            names += sorted(spoken)
            if entity.kind in ("document", "unnamed"):
                names += sorted({w.split()[0] for w in spoken if len(w.split()[0]) > 3})
        if entity.country and entity.kind == "organisation":
            names.append(entity.country)
        return list(dict.fromkeys(names))


@functools.cache
def _determiners() -> frozenset[str]:
    raw = tomllib.loads((Path(__file__).parent / "determiners.toml").read_text(encoding="utf-8"))
    return frozenset(w for words in raw.values() for w in words.split())


def _bare(words: str) -> str:
    """A description without the determiner before it; nothing is left of a pronoun."""
    left = words.replace("l'", "").replace("l’", "").replace("d'", "").replace("d’", "").split()
    while left and left[0].casefold() in _determiners():
        left.pop(0)
    return " ".join(left)
