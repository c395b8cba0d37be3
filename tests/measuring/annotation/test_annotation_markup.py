"""The markup gives back the report to the letter, and every mark finds the words that it quotes."""

from __future__ import annotations

import re

import pytest
from annotation_stories import marked, story
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import MarkupError
from whence.measuring.annotation.loading import CORPUS
from whence.measuring.annotation.markup import parse


def test_stripped_of_marks_the_lines_give_the_report() -> None:
    report = story().reports["fr1"]
    assert report.text == (
        "Des bateaux pour le Belize\n\n"
        "La Norvège aurait vendu dix vedettes au Belize, écrit The Lantern, qui cite une note norvégienne.\n"
        "Le ministre Jan Berg a démenti[sic] avoir vendu\ndes bateaux."
    )
    assert report.report.startswith("Média : Le Phare\nDate : 2019-06-05\n\nDes bateaux")
    assert [report.quote(s)[:12] for s in report.sentences] == ["Des bateaux ", "La Norvège a", "Le ministre "]


_CHARACTERS = st.text(st.sampled_from("abc éÉ.«»“”'’|[]{}\\#@=~"), min_size=1)


@given(st.lists(_CHARACTERS.map(lambda t: " ".join(t.split())).filter(bool), min_size=1, max_size=5))
def test_any_text_survives_being_written_as_markup(sentences: list[str]) -> None:
    lines = ["| " + re.sub(r"([\[\]{}|\\])", r"\\\1", s) for s in sentences]
    assert parse("\n".join(lines), "made").text == " ".join(sentences)


def test_a_bracketed_span_may_lie_in_another() -> None:
    report = marked("¶ Selon [une note de [Suède|SWE]|=note], rien.")
    assert [(report.text[s.start : s.end], s.kind, s.value) for s in report.spans] == [
        ("une note de Suède", "reference", "note"),
        ("Suède", "name", "SWE"),
    ]


def test_a_quotation_may_leave_out_its_middle_and_end_in_a_later_sentence() -> None:
    report = marked("¶ He said: we came.", "A1 he{He} {said} {we came ... we won} indirect", "| Then we won.")
    assert report.quote(report.attributions[0].content[0]) == "we came. Then we won"


def test_a_quotation_may_be_in_pieces_and_in_another_sentence() -> None:
    report = marked(
        "¶ The cable said so.", "| Ships, it went on, came.", "A1 cable<{The cable} {went on} {Ships}+{came} direct"
    )
    a = report.attributions[0]
    assert [report.quote(p) for p in (*a.source.pieces, *a.cue, *a.content)] == [
        "The cable",
        "went on",
        "Ships",
        "came",
    ]


def test_words_that_stand_twice_need_a_number() -> None:
    lines = "¶ Oslo says Oslo sold.", "A1 NOR{%s} {says} {sold} indirect"
    with pytest.raises(MarkupError, match="stands 2 times"):
        marked(lines[0], lines[1] % "Oslo")
    report = marked(lines[0], lines[1] % "Oslo#2")
    assert report.attributions[0].source.pieces[0].start == report.text.rindex("Oslo")


def test_words_of_a_statement_are_those_inside_its_evidence() -> None:
    report = marked("¶ Oslo says that Oslo sold boats.", "S1 COOPERATE {Oslo#2 ... boats}; actor NOR{Oslo}")
    passage = report.statements[0].participants[0].passage
    assert passage is not None
    assert passage.start == report.text.rindex("Oslo")


def test_whole_words_come_before_parts_of_words() -> None:
    report = marked("¶ Monaco on Monday.", "A1 {} {on} {Monaco} indirect hearsay")
    assert report.attributions[0].cue[0].start == 7


def test_every_line_that_is_wrong_is_named_with_its_number() -> None:
    with pytest.raises(MarkupError) as error:
        marked("A0 before all", "¶ One [two.", "S1 AID {three}", "nonsense", "S2 AID {One}; colour blue")
    told = str(error.value).splitlines()
    assert [re.match(r"made\.mark:(\d+): ", line)[1] for line in told] == ["1", "2", "4", "3", "5"]  # type: ignore[index]
    assert "unknown field 'colour'" in told[-1]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("A1 NOR{Oslo} {says} indirect", "needs key"),
        ("A1 NOR{Oslo} {says} {it sold} oblique", "ends with direct"),
        ("A1 NOR{Oslo} {says} {} indirect", "no content"),
        ("S1 COOPERATE", "begins with its type"),
        ("S1 COOPERATE {Bergen}", "does not stand in the sentence"),
        ("S1 COOPERATE {Oslo#3}", "stands only 1 times"),
        ("S1 COOPERATE {Oslo ... Bergen}", "does not stand behind"),
    ],
)
def test_a_mark_line_that_cannot_be_read_says_why(line: str, wrong: str) -> None:
    with pytest.raises(MarkupError, match=wrong):
        marked("¶ Oslo says that it sold.", line)


def test_the_example_of_the_guidelines_is_markup() -> None:
    blocks = re.findall(r"```\n(.*?)```", (CORPUS / "GUIDELINES.md").read_text(encoding="utf-8"), re.DOTALL)
    example = next(b for b in blocks if b.startswith("% "))
    report = parse(example, "example")
    assert (len(report.attributions), len(report.statements)) == (4, 3)
