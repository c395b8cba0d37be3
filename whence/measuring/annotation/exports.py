"""``make corpus-export``: the corpus in the record's form and in other people's, under ``build/corpus``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whence.measuring.annotation.formats import brat, conllup, docbin, scheme, timeml
from whence.measuring.annotation.loading import PARTS, Corpus, load


def write_all(folder: Path, corpus: Path) -> Iterator[Path]:
    """Writes every part in every form and gives the paths that it has written.

    ``PART.jsonl`` (RECORD.md); ``conllup/PART/REPORT.conllup``; ``spacy/PART.LANGUAGE.spacy`` (DocBin);
    ``brat/PART/REPORT.txt`` and ``.ann``, with brat's configuration; ``timeml/PART/REPORT.tml``;
    ``text/PART/REPORT.txt``, as an outlet prints it.
    """
    for part in PARTS:
        some = load(part, corpus)
        yield _write(folder / f"{part}.jsonl", some.jsonl())
        yield from _reports(folder, part, some)
        for name, content in scheme(some.stories).files():
            yield _write(folder / "brat" / part / name, content)
        for language in sorted({short[:2] for _, short in some.reports()}):
            path = folder / "spacy" / f"{part}.{language}.spacy"
            path.parent.mkdir(parents=True, exist_ok=True)
            docbin(some.reports(language)).to_disk(path)
            yield path


def _reports(folder: Path, part: str, some: Corpus) -> Iterator[Path]:
    for story, short in some.reports():
        name, report = f"{story.id}-{short}", story.reports[short]
        yield _write(folder / "conllup" / part / f"{name}.conllup", conllup(story, short))
        yield _write(folder / "timeml" / part / f"{name}.tml", timeml(story, short))
        yield _write(folder / "brat" / part / f"{name}.txt", report.text)
        yield _write(folder / "brat" / part / f"{name}.ann", brat(story, short))
        yield _write(folder / "text" / part / f"{name}.txt", report.report)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
