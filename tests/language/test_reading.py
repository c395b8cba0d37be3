"""What the encoder makes of the words of a report: sums that can be done by hand, and what it has learnt."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc

from whence.finding.linear import level
from whence.language.pipeline import pipeline
from whence.language.reading import ROLES, Heads, Reading


def heads() -> Heads:
    """Heads of vectors of two numbers: the first says whether a word is a cue, roles follow both."""
    arrays = {
        "kinds1": np.eye(2),
        "kinds1.bias": np.zeros(2),
        "kinds2": np.array([[4.0, 0.0], [0.0, 4.0]]),
        "kinds2.bias": np.zeros(2),
        "cue": np.array([6.0, 0.0]),
        "cue.bias": np.array(-3.0),
        "roles.q": np.tile(np.eye(2), 5) * np.repeat([0, 3, 0, 0, 0], 2),
        "roles.k": np.tile(np.eye(2), 5),
        "roles.of": np.zeros((2, 5)),
        "roles.by": np.zeros((2, 5)),
        "roles.bias": np.zeros(5),
        "said.q": np.tile(np.eye(2), 2) * np.repeat([0, 0], 2),
        "said.k": np.tile(np.eye(2), 2),
        "said.of": np.zeros((2, 2)),
        "said.by": np.array([[0.0, 8.0], [8.0, 0.0]]),
        "said.bias": np.array([-4.0, -4.0]),
    }
    return Heads({name: np.float32(a) for name, a in arrays.items()}, ["ASSAULT", "nothing"])


def reading() -> Reading:
    """Two sentences of three words each, of which the second was too long to be read whole."""
    one = np.float32([[1, 0], [0, 1], [1, 0]])
    return Reading(heads(), [(0, 3), (4, 7)], [one, one[:2]])


def test_roles_are_not_told_where_too_little_is_known_of_them() -> None:
    one = Reading(heads(), [(0, 3)], [np.float32([[1, 0], [0, 1], [1, 0]])], roles=False)
    assert one.role(0, 2) is None
    assert one.told(0) is not None


def test_every_word_has_the_chance_of_each_kind() -> None:
    told = reading().told(0)
    assert told is not None
    assert reading().kinds == ("ASSAULT", "nothing")
    assert np.exp(told).sum() == pytest.approx(1.0)
    assert told.argmax() == 0
    other = reading().told(1)
    assert other is not None
    assert other.argmax() == 1


def test_a_role_is_what_a_word_has_beside_another() -> None:
    alike, unlike = reading().role(0, 2), reading().role(0, 1)
    assert alike is not None
    assert unlike is not None
    assert tuple(alike) == ROLES
    assert sum(alike.values()) == pytest.approx(1.0)
    assert alike["actor"] > unlike["actor"]
    assert unlike["actor"] == pytest.approx(0.2)


def test_cues_contents_and_sources() -> None:
    one = reading()
    assert (level(one.cue(0) or 0), level(one.cue(1) or 0)) == (9, 1)
    _, second, third = one.said(0)
    assert second == (pytest.approx(0.982, abs=0.001), pytest.approx(0.018, abs=0.001))
    assert third == (pytest.approx(0.018, abs=0.001), pytest.approx(0.982, abs=0.001))


def test_what_was_not_read_or_not_together_has_no_answer() -> None:
    one = reading()
    assert one.told(3) is None  # a break between lines
    assert one.told(6) is None  # behind the most pieces that are read
    assert one.role(0, 4) is None
    assert one.said(3) == []
    assert len(one.said(4)) == 2
    assert list(one.together(5)) == [4, 5]
    assert list(one.together(6)) == []


@pytest.mark.parametrize(("chance", "coarse"), [(0.0, 0), (0.03, 1), (0.5, 6), (0.97, 10), (1.0, 10)])
def test_chances_are_told_coarsely(chance: float, coarse: int) -> None:
    assert level(chance) == coarse


def read(language: str, text: str) -> tuple[Doc, Reading, dict[str, int]]:
    doc = pipeline(language)(text)
    return doc, doc._.reading, {t.text: t.i for t in doc}


@pytest.mark.parametrize(
    ("language", "text", "core", "kind", "actor", "recipient", "cue", "source"),
    [
        (
            "en",
            "Peru expelled the Kenyan envoy on Friday, Lima said.",
            *("expelled", "SANCTION", "Peru", "envoy", "said", "Lima"),
        ),
        (
            "fr",
            "Le Pérou a expulsé deux diplomates kényans, affirme Lima.",
            *("expulsé", "SANCTION", "Pérou", "diplomates", "affirme", "Lima"),
        ),
    ],
)
def test_it_reads_english_and_french(
    language: str, text: str, core: str, kind: str, actor: str, recipient: str, cue: str, source: str
) -> None:
    _, one, at = read(language, text)
    told = one.told(at[core])
    assert told is not None
    assert one.kinds[int(told.argmax())] == kind
    for name, role in ((actor, "actor"), (recipient, "recipient")):
        roles = one.role(at[core], at[name])
        assert (roles is None) == (language == "fr")
        assert roles is None or max(roles, key=roles.__getitem__) == role
    assert (one.cue(at[cue]) or 0) > 0.5 > (one.cue(at[core]) or 0)
    said = dict(zip(one.together(at[cue]), one.said(at[cue]), strict=True))
    assert said[at[actor]][0] > max(0.5, said[at[source]][0])
    assert said[at[source]][1] > max(0.5, said[at[actor]][1])


def test_a_language_that_it_has_not_read_has_no_reading() -> None:
    pytest.importorskip("natasha", reason="Russian needs the extra ru")
    assert pipeline("ru")("Перу выслало посла.")._.reading is None
