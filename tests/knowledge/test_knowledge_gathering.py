"""Making the table of leaders from files in the form of The World Factbook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from whence.knowledge.gather_leaders import leaders, spellings


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("Marta OLSUND", ["Marta Olsund"]),
        ("Pablo RIERA Quintana", ["Pablo Riera Quintana", "Pablo Riera"]),
        ("TAN Weimin", ["Tan Weimin"]),
        ("Sir Rolf HAAS-BRANDT", ["Rolf Haas-Brandt"]),
        ("OSKAR IV", ["Oskar IV"]),
    ],
)
def test_family_names_in_capitals_are_written_as_the_press_does(written: str, ways: list[str]) -> None:
    assert spellings(written) == ways


def country(folder: Path, state: str, **posts: str) -> None:
    executive = {post.replace("_", " "): {"text": text} for post, text in posts.items()}
    government = {"Country name": {"conventional short form": {"text": state}}, "Executive branch": executive}
    (folder / "region").mkdir(exist_ok=True)
    (folder / "region" / f"{state}.json").write_text(json.dumps({"Government": government}), encoding="utf-8")


def test_a_leader_has_state_office_and_day(tmp_path: Path) -> None:
    country(tmp_path, "Iceland", chief_of_state="President Marta OLSUND (since 3 May 2021)")
    assert [row[:4] for row in leaders(tmp_path)] == [("Marta Olsund", "ISL", "president", "2021-05-03")]


def test_what_is_not_understood_is_left_out_and_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    country(tmp_path, "Iceland", chief_of_state="vacant")
    country(tmp_path, "Malta", head_of_government="Prime Minister Rolf HAAS (since 12 Jan 2020)")
    assert [row[0] for row in leaders(tmp_path)] == ["Rolf Haas"]
    assert "Iceland.json" in caplog.text


def test_whoever_the_table_of_people_has_is_left_to_it(tmp_path: Path) -> None:
    country(tmp_path, "Germany", head_of_government="Chancellor Angela Dorothea MERKEL (since 22 November 2005)")
    assert list(leaders(tmp_path)) == []
