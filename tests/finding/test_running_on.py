"""Quotations that run on behind their cue, and interviews without dashes."""

from __future__ import annotations

import pytest
from voices_told import read


def contents(language: str, text: str) -> list[list[str]]:
    doc = read(language, text)
    return [[doc.text[p.start : p.end] for p in a.content] for a in doc._.attributions if a.kind != "indirect"]


@pytest.mark.parametrize(
    ("language", "text", "pieces"),
    [
        (
            "en",
            'Trains wait. "We found cracks in two pillars," Inga Storvik said. "Nobody will cross it before May."',
            ["We found cracks in two pillars", "Nobody will cross it before May"],
        ),
        (
            "en",
            '"We found cracks in two pillars," Inga Storvik said.\n\n"Nobody will cross it before May."\n\nIt rained.',
            ["We found cracks in two pillars", "Nobody will cross it before May"],
        ),
        (
            "fr",
            "« Nous avons trouvé des fissures », a déclaré Inga Storvik. « Personne ne passera avant le mois de mai. »",
            ["Nous avons trouvé des fissures", "Personne ne passera avant le mois de mai"],
        ),
    ],
)
def test_a_quotation_behind_the_sentence_of_the_cue_is_the_same_speech(language, text, pieces):
    found = contents(language, text)
    assert [[w.strip(" .,") for w in some] for some in found] == [pieces]


def test_a_quotation_of_several_sentences_is_one_speech():
    found = contents("en", 'Inga Storvik said: "The pier is old. We closed it in March. It will not open again."')
    assert [some[0].strip(".") for some in found] == ["The pier is old. We closed it in March. It will not open again"]


def test_a_quotation_after_another_sentence_does_not_run_on():
    found = contents("en", '"The pier is old," Inga Storvik said. It rained in Oslo. "The boats are gone."')
    assert all("boats" not in piece for some in found if any("pier" in p for p in some) for piece in some)


def test_words_that_run_on_carry_their_source_from_the_sentence_before():
    doc = read("en", '"The pier is old," Inga Storvik said. "Norway sold two ships to Peru in May."')
    links = [s.chain for s in doc._.statements if "sold two ships" in s.quote]
    assert [[(x.name, x.carried) for x in chain] for chain in links] == [[("Inga Storvik", True)]]


LABELLED = {
    "en": (
        "Inga Storvik runs the port of Bergen. We met her on the quay.\n\n"
        "Q: What did Norway do?\n\nA: Norway sold twelve ships to Chile.\n\n"
        "Q: And who paid?\n\nA: Peru paid for the transport."
    ),
    "fr": (
        "Inga Storvik dirige le port de Bergen.\n\n"
        "La Lanterne : Qu'a fait la Norvège ?\n\nI. S. : La Norvège a vendu douze navires au Chili.\n\n"
        "La Lanterne : Et qui a payé ?\n\nI. S. : Le Pérou a payé le transport."
    ),
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_answer_behind_a_label_is_the_word_of_the_one_who_is_asked(language):
    doc = read(language, LABELLED[language])
    told = [s for s in doc._.statements if any(w in s.quote for w in ("twelve", "douze", "transport"))]
    assert len(told) >= 2
    for statement in told:
        assert [link.name for link in statement.chain] == ["Inga Storvik"]


def test_an_interview_that_nothing_marks_is_known_by_its_turns():
    text = (
        "Inga Storvik runs the port of Bergen.\n\nDid you sell the ships?\n\nWe sold twelve ships to Chile in May.\n\n"
        "Who paid for it?\n\nI cannot tell you that.\n\nWill there be more?\n\nI hope so. Peru wants four ships."
    )
    doc = read("en", text)
    answers = [doc.text[a.content[0].start : a.content[-1].end] for a in doc._.attributions if not a.cue]
    assert [a.split()[0] for a in answers] == ["We", "I", "I"]


def test_a_report_with_questions_in_it_is_no_interview():
    text = (
        "Inga Storvik runs the port.\n\nWho will pay?\n\nThe council of Bergen met on Monday.\n\n"
        "It voted for the bridge.\n\nThe mayor left early.\n\nThe vote will be held again in May."
    )
    assert all(a.cue for a in read("en", text)._.attributions)
