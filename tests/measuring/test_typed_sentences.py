"""Our typed sentences hold to their form, and a line that does not is named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from whence.finding.event_types import MODES
from whence.measuring.typed_sentences import typed_sentences


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_type_has_its_sentences_and_none_stands_twice(language: str) -> None:
    sentences = list(typed_sentences(language))
    assert set(Counter(s.type for s in sentences)) == set(MODES)
    assert [text for text, n in Counter(s.text for s in sentences).items() if n > 1] == []
    assert all(not set("*[]{}") & set(s.text) for s in sentences)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_tells_a_type_too_often(language: str) -> None:
    """A type is learned from many words: none has more than a twelfth of a file."""
    for kind in MODES:
        words = Counter(s.text[slice(*s.trigger)].lower() for s in typed_sentences(language) if s.type == kind)
        assert words.most_common(1)[0][1] <= max(4, words.total() / 12)


def test_marks_become_places(tmp_path: Path) -> None:
    (tmp_path / "en-AID.txt").write_text("[Lima] has *sent* {the islanders} rice.\n", encoding="utf-8")
    (one,) = typed_sentences("en", tmp_path)
    assert (one.text, one.type) == ("Lima has sent the islanders rice.", "AID")
    assert one.actor is not None
    assert one.recipient is not None
    assert [one.text[a:b] for a, b in (one.trigger, one.actor, one.recipient)] == ["sent", "Lima", "the islanders"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("[Lima] sent {rice}.", "0 words are marked"),
        ("[Lima *sent* rice.", "opens or closes nothing"),
        ("[Lima] *sent* {} rice.", "opens or closes nothing"),
    ],
)
def test_a_line_out_of_form_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    (tmp_path / "en-AID.txt").write_text(f"[Oslo] *fed* {{Lima}}.\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"en-AID.txt, line 2: .*{wrong}"):
        list(typed_sentences("en", tmp_path))
