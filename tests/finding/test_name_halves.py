"""States by half of their names."""

from __future__ import annotations

import pytest
from voices_told import read


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "North Korea fired a missile. Seoul has warned the North.", {"North Korea": 2, "South Korea": 1}),
        (
            "fr",
            "La Corée du Sud négocie avec Pyongyang. Le Sud a proposé une trêve.",
            {"South Korea": 2, "North Korea": 1},
        ),
        (
            "en",
            "South Sudan expelled two envoys. Khartoum accused the South of arming rebels.",
            {"South Sudan": 2, "Sudan": 1},
        ),
        # no state of the report has that word, or another name begins there
        ("en", "Mali sent troops to the North.", {"Mali": 1}),
        ("en", "North Korea fired a missile over the North Sea.", {"North Korea": 1}),
    ],
)
def test_a_state_is_meant_by_half_of_its_name(language: str, text: str, named: dict[str, int]) -> None:
    states = [m.entity.name for m in read(language, text)._.mentions if m.entity.kind == "state" and m.form == "name"]
    assert {name: states.count(name) for name in states} == named
