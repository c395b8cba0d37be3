"""The corpus itself: it is in order, split by story, and what is said of it is true."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from whence.errors import MarkupError
from whence.measuring import corpus
from whence.measuring.annotation import __main__ as command
from whence.measuring.annotation.agreement import agreement
from whence.measuring.annotation.agreement import table as agreement_table
from whence.measuring.annotation.exports import write_all
from whence.measuring.annotation.loading import CORPUS, PARTS, load, splits
from whence.measuring.annotation.stats import count, table
from whence.measuring.statements import Json

DATASHEET = (CORPUS / "DATASHEET.md").read_text(encoding="utf-8")
FIELDS = {
    "document": {"id", "uri", "text", "sha256", "language", "publisher", "published"},
    "statement": {"id", "document", "kind", "evidence", "participants", "polarity", "modality", "evidential", "chain"},
    "claim": {"id", "gist", "statements", "origins", "independent", "conflicts"},
    "attribution": {"id", "document", "source", "cue", "content", "kind", "evidential"},
    "link": {"id", "kind", "from", "to"},
}
"""Some of the fields of RECORD.md that every line of a type has."""


@pytest.fixture(scope="module")
def lines() -> list[Json]:
    return list(corpus().lines())


def test_the_parts_hold_each_story_once_in_their_shares() -> None:
    parts = splits()
    stories = [name for names in parts.values() for name in names]
    assert Counter(stories) == Counter(p.name for p in (CORPUS / "stories").iterdir())
    shares = {part: len(names) / len(stories) for part, names in parts.items()}
    assert shares == pytest.approx({"train": 0.6, "dev": 0.15, "test": 0.25}, abs=0.03)


def test_a_part_is_loaded_by_name() -> None:
    dev = corpus("dev")
    assert [s.id for s in dev.stories] == sorted(splits()["dev"])
    assert {short[:2] for _, short in dev.reports()} == {"fr", "en"}
    assert all(short.startswith("fr") for _, short in dev.reports("fr"))


def test_where_the_corpus_is_not_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MarkupError, match="work from a clone"):
        load("dev", tmp_path)


def test_everything_is_in_the_records_form_and_stands_in_the_text(lines: list[Json]) -> None:
    texts = {x["id"]: x["text"] for x in lines if x["type"] == "document"}
    assert len(texts) >= 240
    for x in lines:
        assert FIELDS.get(x["type"], set()) <= x.keys(), x
        if x["type"] != "statement":
            continue
        text, evidence = texts[x["document"]], x["evidence"]
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"] != ""
        for part in (*x["participants"], *x["quantities"]):
            assert text[part["start"] : part["end"]] == part["text"]


def test_every_statement_has_its_claim_and_every_origin_its_source(lines: list[Json]) -> None:
    sources = {x["id"] for x in lines if x["type"] == "source"}
    claims = [x for x in lines if x["type"] == "claim"]
    homes = Counter(s for c in claims for s in c["statements"])
    assert homes == Counter(x["id"] for x in lines if x["type"] == "statement")
    assert all(o["source"] in sources for c in claims for o in c["origins"])
    assert all(c["independent"] == len(c["origins"]) for c in claims)


def test_the_corpus_keeps_its_promises() -> None:
    assert list(count(corpus().stories).short_of()) == []


def test_no_report_says_that_it_happened() -> None:
    """Each file of the corpus says at its head that what it tells is invented."""
    for path in sorted((CORPUS / "stories").glob("*/*")):
        assert "invented" in path.read_text(encoding="utf-8").splitlines()[0], path


@pytest.mark.slow
def test_the_corpus_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = command.check([], command.STORIES, None)
    assert wrong == 0, capsys.readouterr().out


def test_the_datasheet_says_what_is_counted() -> None:
    printed = DATASHEET.partition("<!-- counts -->\n")[2].partition("\n<!-- /counts -->")[0]
    assert printed == "\n".join(table(count(corpus().stories)))


def test_the_datasheet_says_how_far_two_markers_agree() -> None:
    printed = DATASHEET.partition("<!-- agreement -->\n")[2].partition("\n<!-- /agreement -->")[0]
    found = agreement(CORPUS / "stories", CORPUS / "second")
    assert printed == "\n".join(agreement_table(found))
    reports = len(list((CORPUS / "second").glob("*/*-*.mark")))
    assert reports >= 0.1 * len(list((CORPUS / "stories").glob("*/*-*.mark")))


@pytest.mark.slow
def test_every_form_is_written_for_every_report(tmp_path: Path) -> None:
    written = [p.relative_to(tmp_path) for p in write_all(tmp_path, CORPUS)]
    reports = len(list(corpus().reports()))
    kinds = Counter(p.suffix for p in written)
    assert kinds == {
        ".jsonl": len(PARTS), ".conllup": reports, ".tml": reports, ".ann": reports, ".txt": 2 * reports,
        ".spacy": 2 * len(PARTS), ".conf": 2 * len(PARTS),
    }  # fmt: skip
    first = (tmp_path / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first[0])["type"] == "header"
    assert re.search(
        r"^# sent_id = ", (tmp_path / next(p for p in written if p.suffix == ".conllup")).read_text(), re.M
    )
