"""Our sentences with every statement, or every attribution, marked: they hold to their form, and a line that does not
is named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from whence.measuring.attributed_sentences import attributed_reports, attributed_sentences
from whence.measuring.told_sentences import KINDS, told_reports, told_sentences


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_has_its_sentences_and_none_stands_twice(language: str) -> None:
    sentences = list(told_sentences(language))
    kinds = Counter(kind for s in sentences for _, kind in s.told)
    assert set(kinds) == KINDS
    assert min(kinds.values()) > 30
    assert sum(not s.told for s in sentences) > len(sentences) / 20
    assert max(Counter(s.text for s in sentences).values()) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_tells_a_kind_too_often(language: str) -> None:
    words = Counter((kind, s.text[a:b].lower()) for s in told_sentences(language) for (a, b), kind in s.told)
    kinds = Counter(kind for s in told_sentences(language) for _, kind in s.told)
    assert all(n <= max(5, kinds[kind] / 12) for (kind, _), n in words.items())


def test_marks_of_statements_become_places(tmp_path: Path) -> None:
    (tmp_path / "told.en.txt").write_text(
        "# A comment.\n[Peru|a1,r2] {sent|AID} [rice|o1]; [Lima's envoy|a2] {thanked|SUPPORT} it.\n", encoding="utf-8"
    )
    (one,) = told_sentences("en", tmp_path)
    assert one.text == "Peru sent rice; Lima's envoy thanked it."
    assert [(one.text[a:b], kind) for (a, b), kind in one.told] == [("sent", "AID"), ("thanked", "SUPPORT")]
    assert [(one.text[a:b], role, n) for (a, b), role, n in one.parties] == [
        ("Peru", "actor", 0),
        ("Peru", "recipient", 1),
        ("rice", "object", 0),
        ("Lima's envoy", "actor", 1),
    ]
    assert list(told_sentences("fr", tmp_path)) == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("[Peru|a1] {sent|GIFT} rice.", "GIFT is no kind of statement"),
        ("[Peru|x1] {sent|AID} rice.", "'x1' is no role"),
        ("[Peru|a2] {sent|AID} rice.", "a statement that is not marked"),
        ("[Peru|a1 {sent|AID} rice.", "not closed"),
    ],
)
def test_a_statement_out_of_form_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    (tmp_path / "told.en.txt").write_text(f"Nothing.\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"told.en.txt, line 2: .*{wrong}"):
        list(told_sentences("en", tmp_path))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_attributions_have_cue_and_content(language: str) -> None:
    sentences = list(attributed_sentences(language))
    marked = [a for s in sentences for a in s.attributions]
    assert len(marked) > 600
    assert sum(not s.attributions for s in sentences) > len(sentences) / 10
    assert max(Counter(s.text for s in sentences).values()) == 1
    assert all(b > a for one in marked for a, b in (one.cue, *one.source, *one.content))
    nested = sum(
        any(c[0] <= one.cue[0] < c[1] for other in s.attributions if other is not one for c in other.content)
        for s in sentences
        for one in s.attributions
    )
    assert nested > len(marked) / 20


def test_marks_of_attributions_become_places(tmp_path: Path) -> None:
    (tmp_path / "attributed.en.txt").write_text(
        "<1 Nothing 1>, [Lima|1] {says|1}, <1 was sold [the cable|2] {shows|2} <2 to be gone 2> 1>.\n", encoding="utf-8"
    )
    (one,) = attributed_sentences("en", tmp_path)
    assert one.text == "Nothing, Lima says, was sold the cable shows to be gone."
    first, second = one.attributions
    assert [one.text[a:b] for a, b in first.content] == ["Nothing", "was sold the cable shows to be gone"]
    told = [one.text[a:b] for a, b in (second.cue, *second.source, *second.content)]
    assert told == ["shows", "the cable", "to be gone"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("[Lima|1] {says|1} <1 so.", "not closed"),
        ("[Lima|1] {says|1} so 1>.", "1> closes nothing"),
        ("[Lima|1] says <1 so 1>.", "has a cue and a content"),
        ("[Lima|2] {says|1} <1 so 1>.", "has a cue and a content"),
    ],
)
def test_an_attribution_out_of_form_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    (tmp_path / "attributed.en.txt").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"attributed.en.txt, line 1: .*{wrong}"):
        list(attributed_sentences("en", tmp_path))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_reports_have_paragraphs_and_both_kinds_of_marks(language: str) -> None:
    told, attributed = list(told_reports(language)), list(attributed_reports(language))
    assert {one.text for one in attributed} == {one.text for one in told}
    assert len({one.text.split("\n")[0] for one in told}) == len(told)
    assert all(5 <= len(one.text.split("\n\n")) <= 40 for one in told)
    assert {kind for one in told for _, kind in one.told} == KINDS
    assert all(one.text[a:b].strip(" ") and "\n" not in one.text[a:b] for one in told for (a, b), *_ in one.parties)
    assert all("\n" not in one.text[slice(*a.cue)] for one in attributed for a in one.attributions)


def test_marks_of_a_report_are_places_in_the_whole(tmp_path: Path) -> None:
    (tmp_path / "told.en.txt").write_text(
        "# A comment.\n\n[Peru|a1] {sent|AID} rice.\n[Lima|a1] {thanked|SUPPORT} [it|r1].\n\nA second.\n",
        encoding="utf-8",
    )
    first, second = told_reports("en", tmp_path)
    assert first.text == "Peru sent rice.\n\nLima thanked it."
    assert [first.text[a:b] for (a, b), _ in first.told] == ["sent", "thanked"]
    assert [(first.text[a:b], role, n) for (a, b), role, n in first.parties] == [
        ("Peru", "actor", 0),
        ("Lima", "actor", 1),
        ("it", "recipient", 1),
    ]
    assert second == ("A second.", [], [])
    (tmp_path / "attributed.en.txt").write_text("Rice\n[Lima|1] {says|1} <1 so 1>.\n", encoding="utf-8")
    (said,) = attributed_reports("en", tmp_path)
    (one,) = said.attributions
    assert [said.text[a:b] for a, b in (one.cue, *one.source, *one.content)] == ["says", "Lima", "so"]
