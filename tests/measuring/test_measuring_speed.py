"""The reports that speed is measured on, and what falls short."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from whence.measuring.bench import ASKED, EXAMPLES, LOWER_IS_BETTER, Reading, falls_short, numbers
from whence.measuring.distinct_reports import write

SIZE = 60_000


def test_as_many_bytes_of_distinct_reports_are_made_as_are_asked_for_and_always_the_same(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        number = write(folder, SIZE, EXAMPLES)
        texts.append([path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())])
        assert len(texts[-1]) == number
    assert texts[0] == texts[1]
    assert len(set(texts[0])) == len(texts[0])
    assert SIZE <= sum(len(text.encode()) for text in texts[0]) < SIZE * 1.1


def test_real_reports_are_taken_first(tmp_path: Path) -> None:
    real, folder = tmp_path / "real", tmp_path / "made"
    real.mkdir(), folder.mkdir()
    (real / "a.txt").write_text("Le phare de Valparaíso a été rallumé.", encoding="utf-8")
    assert write(folder, 2_000, EXAMPLES, real) > 1
    assert (folder / "report-0000.txt").read_text(encoding="utf-8").startswith("Le phare")


def test_too_few_sentences_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="too few"):
        write(tmp_path, SIZE, [tmp_path])


def test_a_number_below_what_is_asked_or_missing_falls_short() -> None:
    asked = {"words a second a core": 2000, "seconds to the first claim": 5}
    assert falls_short({"words a second a core": 2000, "seconds to the first claim": 5}, asked) == []
    assert falls_short({"words a second a core": 1999, "seconds to the first claim": 5.1}, asked) == list(asked)
    assert falls_short({}, asked) == list(asked)


def test_all_that_is_asked_is_measured() -> None:
    one = Reading(jobs=1, words=4000, seconds=2.0, weighing=0.1, loading=1.0, cpu=2.0, peak=0.4)
    two = Reading(jobs=2, words=4000, seconds=1.0, weighing=0.1, loading=1.0, cpu=2.0, peak=0.6)
    now = numbers(one, two, 3.5)
    assert now["words a second a core"] == 2000
    assert now["two processes against one"] == 2
    assert now["peak memory of a process, GB"] == 0.6
    assert set(now) == set(json.loads(ASKED.read_text(encoding="utf-8")))
    assert set(now) > LOWER_IS_BETTER
