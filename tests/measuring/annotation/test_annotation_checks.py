"""Each rule that a machine can check is checked: one thing is made wrong, and it is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from annotation_stories import STORY, changed, story

from whence.errors import MarkupError
from whence.measuring.annotation.checks import check_story, read_transfer
from whence.measuring.annotation.figures import digits_agree, read_figure
from whence.measuring.annotation.likeness import too_alike


def test_the_made_story_is_in_order() -> None:
    assert list(check_story(story())) == []
    assert list(too_alike([story()])) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "finding"),
    [
        ("t01-en1.mark", "% Date: 2019-06-03", "% Date: 2019-06-04", "its date is 2019-06-04"),
        ("t01-en1.mark", "% Outlet: The Lantern", "% Paper: The Lantern", "names no outlet"),
        ("t01-en1.mark", "[Norway|NOR] sold [ten", "[Norway|norge] sold [ten", "no such entity"),
        ("t01-en1.mark", "[May|@2019-05]", "[May|@19-5-1]", "no TIMEX3 value"),
        ("t01-fr1.mark", "le [Belize|BLZ]\n", "le [Belize|BLZ] [en juin|@2019-05]\n", "is not in june"),
        ("t01-fr1.mark", "le [Belize|BLZ]\n", "le [Belize|BLZ] [lundi|@2019-06-04]\n", "is no monday"),
        ("t01-fr1.mark", "le [Belize|BLZ]\n", "le [Belize|BLZ] [hier|@2019-06-05]\n", "is 2019-06-04"),
        ("t01-fr1.mark", "le [Belize|BLZ]\n", "le [Belize|BLZ] [en 2018|@2019]\n", "is not in 2018"),
        ("t01-fr1.mark", "le [Belize|BLZ]\n", "le [Belize|BLZ] [jadis|@1066]\n", "far from the publication"),
        ("t01-en1.mark", "#~4e7 USD: price", "#~4e7", "cannot be read"),
        ("t01-en1.mark", "#~4e7 USD: price", "#~5e7 USD: price", "digits are not those"),
        ("t01-en1.mark", "A3 memo{It}", "A2 memo{It}", "used twice"),
        ("t01-en1.mark", "A3 memo{It} {adds}", "A3 {} {adds}", "no source"),
        ("t01-en1.mark", "A3 memo{It} {adds}", "A3 {It} {adds}", "has words and no key"),
        ("t01-en1.mark", "A3 memo{It} {adds}", "A3 memos{It} {adds}", "no such entity"),
        ("t01-en1.mark", "A3 memo{It} {adds}", "A3 in A9; memo{It} {adds}", "no such attribution"),
        ("t01-en1.mark", "A3 memo{It} {adds}", "A3 in A3; memo{It} {adds}", "within itself"),
        ("t01-fr1.mark", "A3 berg{Le ministre Jan Berg} {a démenti} {avoir vendu⏎des bateaux} indirect",
         "A3 berg{Le ministre Jan Berg} {a démenti} {avoir vendu⏎des bateaux} indirect hearsay", "in particular"),
        ("t01-en1.mark", "S1 COOPERATE {", "S1 trade {", "is no type"),
        ("t01-en1.mark", "S1 COOPERATE {", "S1 TRADE {", "no PLOVER type"),
        ("t01-en1.mark", "S1 COOPERATE {", "S1 COOPERATE/visit {", "has no mode"),
        ("t01-en1.mark", "; q {some $40m}", "", "a figure has a q"),
        ("t01-en1.mark", "ctx economic", "ctx money", "no PLOVER context"),
        ("t01-en1.mark", "object {the price}", "object {It}", "does not stand in the evidence"),
        ("t01-en1.mark", "actor NOR{Norway}; recip BLZ{Belize}", "actor NOO{Norway}; recip {}", "no such entity"),
        ("t01-en1.mark", "object {The boats}; place", "place", "nobody takes part"),
        ("t01-en1.mark", "time {May}", "time {Belize}", "is no marked time"),
        ("t01-en1.mark", "time {May}", "time @May", "no TIMEX3 value"),
        ("t01-en1.mark", "place bergen{Bergen}", "place oslo{Bergen}", "no such entity"),
        ("t01-en1.mark", "q {some $40m}", "q {the price}", "is no marked figure"),
        ("t01-en1.mark", "on A3\n| The", "on A8\n| The", "no such attribution"),
        ("t01-fr1.mark", "neg; on A3; denies S1", "neg; on A3; denies S9", "no such statement"),
        ("t01-fr1.mark", "neg; on A3; denies S1", "neg; on A1; denies S1", "lies in the content of A3"),
        ("t01-en2.mark", "S1 COOPERATE {Norway", "S1 COOPERATE {Norway", ""),
        ("history.toml", 'kind = "agency"', 'kind = "wire"', "is of no known kind"),
        ("history.toml", 'outlet = "phare"', 'outlet = "lighthouse"', "is no entity"),
        ("history.toml", "[reports.fr1]", "[reports.fr7]", "fr7 is not marked yet"),
        ("claims.mark", "claim c2 f2: fr1.S3", "claim c2 f2: fr1.S3 fr1.S1", "is in 2 claims"),
        ("claims.mark", "claim c2 f2: fr1.S3", "claim c2 f2: fr1.S3 fr1.S2", "no type in common"),
        ("claims.mark", "claim c2 f2: fr1.S3", "claim c2 f2: fr1.S3 en1.S3", "no type in common"),
        ("claims.mark", "claim c2 f2: fr1.S3", "claim c2: fr1.S3", "no claim tells the fact f2"),
        ("claims.mark", "claim c2 f2", "claim c2 f8", "there is no fact"),
        ("history.toml", '"memo", "aide", "clerk"', '"memo", "aide"', "the history's origins are"),
        ("claims.mark", "conflict c1 c2 denial", "", "no conflict line"),
        ("claims.mark", "conflict c1 c2 denial", "conflict c1 c2 quarrel", "is none of"),
        ("claims.mark", "conflict c1 c2 denial", "conflict c1 c2 denial\nconflict c1 c7 value", "no such claim"),
        ("claims.mark", "verbatim", "stolen", "is none of"),
        ("claims.mark", "copy en1", "copy fr1{Des} > en2{Boats} translated\ncopy en1", "the history does not have it"),
        ("claims.mark", "lost en1.S1 > en2.S1", "lost en1.S2 > en2.S1", "neither one claim nor in conflict"),
        ("claims.mark", "lost en1.S1", "credit en1 > nobody\nlost en1.S1", "no such report or entity"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path: Path, file: str, old: str, new: str, finding: str) -> None:
    findings = list(check_story(changed(tmp_path, file, old, new)))
    if finding:
        assert any(finding in f for f in findings), findings
    else:
        assert not findings


def test_affirmed_and_negated_are_no_one_claim(tmp_path: Path) -> None:
    wrong = changed(tmp_path, "claims.mark", "fr1.S1\nclaim c2 f2: fr1.S3", "fr1.S1 en2.S2\nclaim c2 f2: fr1.S3")
    assert any("two claims in conflict" in f for f in check_story(wrong))


def test_a_copy_that_the_history_knows_has_to_be_marked(tmp_path: Path) -> None:
    lines = (STORY / "claims.mark").read_text(encoding="utf-8").splitlines()
    copy = next(line for line in lines if line.startswith("copy"))
    assert any("no copy line does" in f for f in check_story(changed(tmp_path, "claims.mark", copy, "")))


@pytest.mark.parametrize(
    "line", ["claim c1: en1.S77", "claim en1.S1", "copy en1{nowhere} > fr1{Des} cut", "copy en9{a} > fr1{b} cut"]
)
def test_a_line_between_reports_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(MarkupError, match=r"claims\.mark:2"):
        changed(tmp_path, "claims.mark", "claim c1 f1", f"{line}\nclaim c1 f1")


@pytest.mark.parametrize(
    ("tag", "value", "low", "high", "approximate", "unit"),
    [
        ("10 count: boats", 10, None, None, False, "count"),
        ("~60 percent", 60, None, None, True, "percent"),
        ("40..50 count: dead", 45, 40, 50, True, "count"),
        (">100 count: arrests", 100, 100, None, True, "count"),
        ("<5.5e6 EUR", 5.5e6, None, 5.5e6, True, "EUR"),
    ],
)
def test_figures_are_read(
    tag: str, value: float, low: float | None, high: float | None, approximate: bool, unit: str
) -> None:
    figure = read_figure(tag)
    assert figure is not None
    assert (figure.value, figure.low, figure.high) == (value, low, high)
    assert (figure.approximate, figure.unit) == (approximate, unit)


@pytest.mark.parametrize(
    ("words", "tag", "agree"),
    [
        ("1,6 milliard", "1.6e9 EUR", True),
        ("1 600 soldats", "1600 count", True),
        ("une trentaine", "~30 count", True),
        ("40 to 50 dead", "40..50 count", True),
        ("1,700", "1600 count", False),
    ],
)
def test_digits_of_the_text_are_those_of_the_figure(words: str, tag: str, agree: bool) -> None:
    figure = read_figure(tag)
    assert figure is not None
    assert digits_agree(words, figure) is agree


def test_a_transfer_is_read_with_its_fields() -> None:
    fields, wrong = read_transfer("NOR>? n=10 v=5e6EUR cat=armoured vehicles ordered", lambda key: key == "NOR")
    assert not wrong
    assert fields == {
        "supplier": "NOR", "number": "10", "value": "5e6EUR", "category": "armoured vehicles", "status": "ordered",
    }  # fmt: skip
    _, wrong = read_transfer("NOR KEN n=ten v=5", lambda _: True)
    assert len(wrong) == 4


def test_reports_of_one_template_are_too_alike_unless_the_copy_is_marked(tmp_path: Path) -> None:
    lines = (STORY / "claims.mark").read_text(encoding="utf-8").splitlines()
    copy = next(line for line in lines if line.startswith("copy"))
    told = changed(tmp_path, "claims.mark", copy, "")
    assert [f for f in too_alike([told]) if "t01-en1 and t01-en2" in f]
