"""Forms of the verbs in the lexicons lead back to their lemma."""

from __future__ import annotations

import pytest

from whence.language.inflection import verb_forms


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        # by rule
        ("bombed", "bomb"),
        ("bombing", "bomb"),
        ("bombs", "bomb"),
        ("announced", "announce"),
        ("announcing", "announce"),
        ("carries", "carry"),
        ("carried", "carry"),
        ("launches", "launch"),
        ("grabbed", "grab"),
        ("disagreed", "disagree"),
        # listed as irregular
        ("froze", "freeze"),
        ("frozen", "freeze"),
        ("sold", "sell"),
        ("said", "say"),
        ("planned", "plan"),
        ("planning", "plan"),
        ("denied", "deny"),
        ("was", "be"),
        # irregular, the present by rule
        ("freezes", "freeze"),
        ("freezing", "freeze"),
        ("plans", "plan"),
        ("denies", "deny"),
        ("denying", "deny"),
    ],
)
def test_a_form_has_its_lemma(form: str, lemma: str) -> None:
    assert verb_forms("en").get(form) == lemma


def test_an_l_is_doubled_in_british_and_single_in_american_english() -> None:
    forms = verb_forms("en")
    assert {forms.get(f) for f in ("travelled", "travelling", "traveled", "traveling")} == {"travel"}
    assert {forms.get(f) for f in ("cancelled", "canceled")} == {"cancel"}


def test_verbs_in_ie_have_ying() -> None:
    forms = verb_forms("en")
    assert forms.get("lying") == "lie"
    assert forms.get("dying") == "die"


@pytest.mark.parametrize("form", ["freezed", "selled", "denyed", "bombbed", "plannned", "lieing", "table", ""])
def test_what_is_no_form_has_no_lemma(form: str) -> None:
    assert form not in verb_forms("en")


def test_every_lemma_is_a_form_of_itself_unless_another_verb_has_it_as_an_irregular_form() -> None:
    forms = verb_forms("en")
    assert len(forms) > 1_000
    assert {lemma: forms.get(lemma) for lemma in forms.values() if forms.get(lemma) != lemma} == {
        "found": "find",
        "ground": "grind",
        "wound": "wind",
    }


def test_a_form_of_two_verbs_has_the_irregular_one() -> None:
    forms = verb_forms("en")
    assert forms.get("found") == "find"
    assert forms.get("wounded") == "wound"
    assert forms.get("lay") == "lay"


def test_a_language_without_rules_has_no_forms() -> None:
    assert verb_forms("ru") == {}
