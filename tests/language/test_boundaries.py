"""Where sentences begin: quotations that close, datelines, entries of a running account, ranks, words run together."""

from __future__ import annotations

import pytest

from whence.language.pipeline import pipeline


def sentences(language: str, text: str) -> list[str]:
    nlp = pipeline(language)
    with nlp.select_pipes(enable=["whence_names", "whence_syntax"]):
        return [s.text.strip() for s in nlp(text).sents if s.text.strip()]


@pytest.mark.parametrize(
    "expected",
    [
        ["Le pilote a répondu : « Nous partons. »", "À Oslo, personne ne le croit."],
        ["Le pilote a dit : \"Nous partons.\"", "À Oslo, personne ne le croit."],
        ["LOMÉ, 15 oct. (AGP) – Les deux navires sont partis.", "Le port est vide."],
        ["OSLO, 9 févr. 2024 (AGP) – Les deux navires sont partis.", "Le port est vide."],
        ["15 h 41. Les deux navires sont partis.", "Le port est vide."],
        ["Le Brig. Gén. Amadou Sy a vu les navires.", "Le port est vide."],
        ["La part du gaz atteint 71%.", "Le port est vide."],
    ],
)  # fmt: skip
def test_french_sentences_begin_where_readers_see_them_begin(expected: list[str]) -> None:
    assert sentences("fr", " ".join(expected)) == expected


@pytest.mark.parametrize("joint", [".", " ."])
def test_a_sentence_begins_behind_a_stop_without_a_blank(joint: str) -> None:
    assert sentences("fr", f"Le pont a cédé{joint}Le port est vide.") == [f"Le pont a cédé{joint}", "Le port est vide."]


def test_a_rank_with_its_stop_ends_no_english_sentence() -> None:
    assert sentences("en", "He met Col. Ana Ruiz in Lima.") == ["He met Col. Ana Ruiz in Lima."]
