"""The gate: a number that falls below the baseline fails the evaluation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from measuring_builders import GOLD, NAME, TEXT, delivery, lines

from whence.measuring import evaluate
from whence.measuring.claims import ClaimScore
from whence.measuring.evaluate import Measured, numbers, worse
from whence.measuring.gold_sets import GoldSet, load_lines, small_sets
from whence.measuring.statements import Rate, score


def test_a_lower_number_is_worse_but_for_ungrounded() -> None:
    assert worse("right", 0.70, 0.71)
    assert not worse("right", 0.71, 0.70)
    assert not worse("right", 0.7096, 0.7100)  # three digits are kept
    assert not worse("conflicts, F1", 0.489, 0.496)  # one case of some thirty
    assert worse("conflicts, F1", 0.47, 0.496)
    assert not worse("right", 0.632, 0.653, gold=47)
    assert worse("right", 0.632, 0.653, gold=235)
    assert worse("ungrounded", 1, 0, gold=47)
    assert not worse("ungrounded", 0, 1)


def test_numbers_of_claims_are_kept_where_there_are_claims() -> None:
    scored = score(GOLD, lines(delivery()), {NAME: TEXT})
    assert set(numbers(scored, ClaimScore(Rate(0, 0, 0), 0, 0))) == {"found", "right", "complete", "ungrounded"}
    kept = numbers(scored, ClaimScore(Rate(1, 2, 1), 1, 2))
    assert kept["independent"] == 0.5
    assert kept["claim pairs"] == pytest.approx(0.667)


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The evaluation of one made set, without reading anything; gives its baseline's path."""
    scored = score(GOLD, lines(delivery()), {NAME: TEXT})
    made = GoldSet("made", {NAME: TEXT}, tuple(GOLD))
    measured = Measured("statements", "made", len(GOLD), numbers(scored), scored, made)
    monkeypatch.setattr(evaluate, "measure_all", lambda _: iter([measured]))
    monkeypatch.setattr(evaluate, "BASELINE", tmp_path / "baseline.json")
    return tmp_path / "baseline.json"


def test_the_evaluation_fails_below_the_baseline_and_names_the_number(
    gate: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gate.write_text(json.dumps({"made": {"found": 0.9, "right": 0.1}}), encoding="utf-8")
    assert evaluate.main([]) == 1
    told = capsys.readouterr().err
    assert "made found" in told
    assert "made right" not in told


def test_a_number_that_the_baseline_has_and_the_evaluation_has_not_is_a_fall(gate: Path) -> None:
    gate.write_text(json.dumps({"made": {"claim pairs": 0.2}}), encoding="utf-8")
    assert evaluate.main([]) == 1


def test_updating_raises_what_was_beaten_and_lowers_nothing(gate: Path) -> None:
    gate.write_text(json.dumps({"made": {"found": 0.9, "right": 0.1}}), encoding="utf-8")
    evaluate.main(["--update"])
    kept = json.loads(gate.read_text(encoding="utf-8"))["made"]
    assert kept["found"] == 0.9
    assert kept["right"] == 0.5


def test_a_set_that_is_not_here_is_named_and_passed_over(gate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gate.write_text(json.dumps({"elsewhere": {"found": 1.0}}), encoding="utf-8")
    assert evaluate.main([]) == 0
    assert "elsewhere: its texts are not here" in capsys.readouterr().out


def test_a_file_that_is_not_there_has_no_lines(tmp_path: Path) -> None:
    assert load_lines(tmp_path / "none.jsonl") == []


def test_the_gold_of_the_examples_quotes_its_reports_to_the_letter() -> None:
    sets = {s.name: s for s in small_sets() if s.name.startswith("examples-")}
    assert sets
    for one in sets.values():
        score(one.gold, [], one.texts)  # raises where a quote is not in its report
        ids = {g["id"] for g in one.gold}
        assert all(s in ids for claim in one.claims for s in claim["statements"])
