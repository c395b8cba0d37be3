"""The gold sets that ``make eval`` measures, as far as they are there: texts, statements, claims, links."""

from __future__ import annotations

import dataclasses
import functools
import io
import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from whence.exporting import export
from whence.language import available
from whence.language.lexicons import missing
from whence.measuring.annotation.loading import CORPUS, Corpus, Part, gold_of, load
from whence.measuring.statements import Json
from whence.record import Record

ROOT: Final = Path(__file__).resolve().parents[2]
SHARED: Final = ROOT.parent / "shared"
BESIDE: Final = {"russian": "ru"}
"""Folders of the corpus with reports in one language only, outside its stories: their name, and the language."""


@dataclasses.dataclass(frozen=True, slots=True)
class GoldSet:
    """Texts (by file name) with gold statements and, where there are any, claims."""

    name: str
    texts: Mapping[str, str]
    gold: tuple[Json, ...]
    claims: tuple[Json, ...] = ()

    def in_language(self, language: str) -> GoldSet:
        """The part of the set that is in one language; the name gets its code."""
        texts = {k: v for k, v in self.texts.items() if k.split("-", 1)[-1].startswith(language)}
        gold = tuple(g for g in self.gold if g["doc"] in texts)
        return GoldSet(f"{self.name}-{language}", texts, gold)


def load_lines(path: Path) -> list[Json]:
    """The JSON objects of a file, one a line; none where there is no such file."""
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def small_sets() -> Iterator[GoldSet]:
    """The seeds, and each language's half of the examples."""
    seeds = SHARED / "gold" / "seeds.jsonl"
    if seeds.is_file():
        yield GoldSet("seeds", _texts(sorted((SHARED / "seeds").glob("*.txt"))), tuple(load_lines(seeds)))
    for language in available():
        texts: dict[str, str] = {}
        gold: list[Json] = []
        claims: list[Json] = []
        for stories in sorted((ROOT / "examples").glob("stories-*")):
            files = sorted(p for p in (stories / language).glob("*") if p.suffix in {".txt", ".html"})
            texts |= _texts(files)
            own = [g for g in load_lines(stories / "gold.jsonl") if g["doc"] in {p.name for p in files}]
            ids = {g["id"] for g in own}
            gold += own
            claims += [c for c in load_lines(stories / "claims.jsonl") if all(s in ids for s in c["statements"])]
        if texts:
            yield GoldSet(f"examples-{language}", texts, tuple(gold), tuple(claims))


def beside_sets() -> Iterator[GoldSet]:
    """The parts (dev, test) of the reports beside the stories, where their language's pipeline is installed."""
    for folder, language in BESIDE.items():
        gold = load_lines(CORPUS / folder / "gold.jsonl")
        for part in sorted({g["part"] for g in gold}) if language in available() else ():
            own = tuple(g for g in gold if g["part"] == part)
            names = {g["doc"] for g in own}
            yield GoldSet(
                f"{folder}-{part}",
                _texts([p for p in sorted((CORPUS / folder / "reports").glob("*.txt")) if p.name in names]),
                own,
            )


def why_absent(name: str) -> str:
    """Why a set could not be measured here."""
    language = BESIDE.get(name.partition("-")[0])
    wanted = missing(language) if language is not None else ()
    return (
        f"{', '.join(wanted)} not installed (pip install 'whence[{language}]')" if wanted else "its texts are not here"
    )


@functools.cache
def corpus_part(part: Part) -> Corpus | None:
    """A part of the corpus; None where the corpus is not there."""
    return load(part) if (CORPUS / "splits.toml").is_file() else None


def corpus_set(part: Part) -> GoldSet | None:
    """A part of the corpus as a gold set in both languages; None where the corpus is not there."""
    corpus = corpus_part(part)
    if corpus is None:
        return None
    texts = {f"{story.id}-{short}.txt": story.reports[short].report for story, short in corpus.reports()}
    gold = tuple(g for story, short in corpus.reports() for g in gold_of(story, short))
    return GoldSet(f"corpus-{part}", texts, gold, tuple(x for x in corpus.lines() if x["type"] == "claim"))


def record_of(gold_set: GoldSet) -> list[Json]:
    """The export of a record that has read the texts of a set and nothing else."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "eval.db") as record:
        reports = Path(folder) / "reports"
        reports.mkdir()
        for name, text in gold_set.texts.items():
            (reports / name).write_text(text, encoding="utf-8")
        record.read([str(reports)])
        out = io.BytesIO()
        export(record, "jsonl", out)
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


def _texts(paths: list[Path]) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in paths}
