"""Chains, evidentials and origins follow from the marks."""

from __future__ import annotations

from pathlib import Path

from annotation_stories import changed, story

from whence.measuring.annotation.chains import Origins, chain_of, evidential_of, quotation_of
from whence.measuring.annotation.history import Story


def keys(told: Story, short: str, label: str) -> list[tuple[str, bool]]:
    report = told.reports[short]
    statement = next(s for s in report.statements if s.label == label)
    return [(link.key, link.carried) for link in chain_of(report, statement, told.notes[short].outlet)]


def test_a_chain_runs_from_the_source_nearest_to_the_reader_to_the_origin() -> None:
    assert keys(story(), "fr1", "S1") == [("lantern", False), ("memo", False)]


def test_a_source_of_the_sentence_before_carries_over() -> None:
    assert keys(story(), "en1", "S3") == [("memo", True)]


def test_a_medium_is_a_link_before_its_source_and_the_own_outlet_is_none(tmp_path: Path) -> None:
    told = changed(tmp_path, "t01-en2.mark", "A1 aide{an aide} {told}", "A1 aide{an aide} via memo{ACX#1} {told}")
    assert keys(told, "en2", "S2") == [("memo", False), ("aide", False)]
    own = changed(tmp_path / "b", "t01-en2.mark", "A1 aide{an aide} {told}", "A1 aide{an aide} via wire{ACX#1} {told}")
    assert keys(own, "en2", "S2") == [("aide", False)]


def test_hearsay_is_what_nobody_in_particular_says() -> None:
    told = story()
    evidentials = {
        (r, s.label): evidential_of(report, s) for r, report in told.reports.items() for s in report.statements
    }
    assert evidentials["en2", "S4"] == "hearsay"
    assert evidentials["en2", "S1"] == "stated"
    assert evidentials["fr1", "S1"] == "attributed"


def test_a_statement_is_quoted_as_its_innermost_attribution_quotes() -> None:
    report = story().reports["en2"]
    assert [quotation_of(report, s) for s in report.statements] == ["none", "direct", "direct", "indirect", "indirect"]


def test_a_copied_statement_has_the_origin_of_what_it_copies() -> None:
    told = story()
    claim = told.claims[0]
    assert Origins(told).of(claim) == {
        "memo": [("en1", "S1"), ("en2", "S1"), ("fr1", "S1")],
        "clerk": [("en2", "S3")],
        "aide": [("en2", "S5")],
    }


def test_what_is_garbled_in_a_copy_comes_from_the_outlet_that_was_copied(tmp_path: Path) -> None:
    told = changed(tmp_path, "claims.mark", "c1 f1: en1.S1 en2.S1 ", "c3: en2.S1\nclaim c1 f1: en1.S1 ")
    garbled = next(c for c in told.claims if c.label == "c3")
    assert list(Origins(told).of(garbled)) == ["lantern"]


def test_unnamed_sources_of_one_outlet_count_once() -> None:
    told = story()
    counted = Origins(told).counted(told.claims[0])
    assert sorted(map(len, counted.values())) == [2, 3]


def test_without_a_chain_or_a_copy_the_outlet_is_the_origin_or_the_agency_that_it_credits(tmp_path: Path) -> None:
    told = story()
    assert list(Origins(told).of_one(("fr1", "S2"))) == ["phare"]
    credited = changed(tmp_path, "claims.mark", "lost en1", "credit fr1 > wire\nlost en1")
    assert list(Origins(credited).of_one(("fr1", "S2"))) == ["wire"]


def test_reports_that_cite_each_other_are_a_circle(tmp_path: Path) -> None:
    told = changed(tmp_path, "t01-en1.mark", "A2 memo{a Norwegian memo}", "A2 phare{a Norwegian memo}")
    again = changed(tmp_path / "b", "t01-fr1.mark", "on A2", "on A1")
    both = Story(
        **{f: getattr(told, f) for f in told.__slots__} | {"reports": {**told.reports, "fr1": again.reports["fr1"]}}
    )
    assert next(iter(Origins(both).of(both.claims[0]))) == "circle:lantern+phare"
