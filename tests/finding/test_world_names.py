"""Names in sentences of world news, marked by hand (tests/data/world_names*.txt): F1 of spans with label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from whence.language.pipeline import pipeline

DATA = Path(__file__).parents[1] / "data"
MARK = re.compile(r"\[([^\]|]+)\|(PER|LOC|ORG|MISC)\]")
ENTITIES = ["whence_names", "whence_recogniser", "whence_syntax", "whence_entities"]


def marked(path: Path) -> Iterator[tuple[str, set[tuple[int, int, str]]]]:
    """Each sentence without its marks, and its names by their characters."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, names, at = "", set(), 0
        for mark in MARK.finditer(line):
            text += line[at : mark.start()]
            names.add((len(text), len(text) + len(mark[1]), mark[2]))
            text += mark[1]
            at = mark.end()
        yield text + line[at:], names


@pytest.mark.parametrize(
    ("language", "file", "least"),
    [
        ("en", "world_names.en.txt", 0.90),
        ("fr", "world_names.fr.txt", 0.85),
        ("en", "world_names_second.en.txt", 0.90),
        ("fr", "world_names_second.fr.txt", 0.85),
        ("en", "world_names_third.en.txt", 0.80),
        ("fr", "world_names_third.fr.txt", 0.72),
        ("en", "world_names_fourth.en.txt", 0.81),
        ("en", "world_names_fifth.en.txt", 0.90),
        ("en", "world_names_sixth.en.txt", 0.83),
    ],
)
def test_names_of_world_news_are_found(language: str, file: str, least: float) -> None:
    nlp = pipeline(language)
    hits = found = gold = 0
    for text, names in marked(DATA / file):
        with nlp.select_pipes(enable=ENTITIES):
            seen = {(e.start_char, e.end_char, e.label_) for e in nlp(text).ents}
        hits, found, gold = hits + len(seen & names), found + len(seen), gold + len(names)
    assert 2 * hits / (found + gold) >= least
