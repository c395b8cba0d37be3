"""Our measure and the scorer outside the project give the same numbers for the same export."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from measuring_builders import GOLD, NAME, TEXT, delivery, denial, exported, lines, party, share

from whence.measuring.gold_sets import SHARED
from whence.measuring.statements import Rate, score

SCORER = SHARED / "eval" / "score_record.py"

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="the scorer outside the project is not here")

EXPORTS = {
    "all right": [delivery(), denial(), share()],
    "nothing": [],
    "wrong in every field": [
        delivery(polarity="negated", modality="possible", evidential="hearsay", chain=[], quantities=[], time=None),
        denial(participants=[party("recipient", "CHL", "Chili")], chain=[{"source": "s1", "name": "le Phare"}]),
        share(quantities=[{"value": 40.0, "unit": "count"}]),
    ],
    "not found": [delivery(event_type="CONSULT"), denial(kind="relation"), share(quantities=[])],
    "two for one, one elsewhere": [denial(), {**denial(), "id": "x-again"}, exported("x-total", "du total")],
    "ungrounded": [
        {**delivery(), "evidence": {**delivery()["evidence"], "start": 4}},
        denial(participants=[{**party("actor", "CHL", "Chili"), "end": 3}]),
    ],
    "surplus": [
        denial(participants=[party("actor", "CHL", "Chili"), party("recipient", "BOL", "la Bolivie")]),
        delivery(chain=[*delivery()["chain"], {"source": None, "name": "un diplomate"}]),
    ],
}


def as_json(rate: Rate) -> dict[str, float]:
    return {"precision": round(rate.precision, 3), "recall": round(rate.recall, 3), "f1": round(rate.f1, 3)}


@pytest.mark.parametrize("name", EXPORTS)
def test_both_measures_agree(name: str, tmp_path: Path) -> None:
    export = lines(*EXPORTS[name])
    write(tmp_path / "gold.jsonl", GOLD)
    write(tmp_path / "export.jsonl", export)
    (tmp_path / NAME).write_text(TEXT, encoding="utf-8")
    command = [sys.executable, str(SCORER), "gold.jsonl", "export.jsonl", ".", "--json", "--map"]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    theirs = json.loads(answer.stdout)
    ours = score(GOLD, export, {NAME: TEXT})
    assert {
        "found": as_json(ours.found),
        "right": as_json(ours.right),
        "complete": as_json(ours.complete),
        "ungrounded": ours.ungrounded,
        "elsewhere": ours.elsewhere,
        "map": dict(ours.served),
    } == {key: theirs[key] for key in ("found", "right", "complete", "ungrounded", "elsewhere", "map")}


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
