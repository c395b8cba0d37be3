"""The evidence of a statement: the clause that makes it, in the words of the text, without whose word it is."""

from __future__ import annotations

import pytest
from finding_told import statements, told

import whence


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        ("Selon EFE, le Pérou a rappelé son consul.", "rappelé", "le Pérou a rappelé son consul"),
        ("Le Pérou a rappelé son consul, selon EFE.", "rappelé", "Le Pérou a rappelé son consul"),
        ("Le journal rapporte que le Pérou a rappelé son consul.", "rappelé", "le Pérou a rappelé son consul"),
        ("Le Pérou a rappelé son consul, précise le journal.", "rappelé", "Le Pérou a rappelé son consul"),
        ("« Le Pérou a rappelé son consul », a déclaré le maire.", "rappelé", "Le Pérou a rappelé son consul"),
        (
            "Le maire a dit que le Pérou avait rappelé son consul, et que le Chili s'en félicitait.",
            "rappelé",
            "le Pérou avait rappelé son consul",
        ),
        ("On a appris que le Pérou avait rappelé son consul.", "rappelé", "le Pérou avait rappelé son consul"),
        # the whole clause with its complements, not the verb alone
        (
            "La Thaïlande a acheté douze avions à la Suède en 2008.",
            "acheté",
            "La Thaïlande a acheté douze avions à la Suède en 2008",
        ),
        # not what is told beside it
        ("Le Pérou a rappelé son consul parce que le Chili a fermé le port.", "fermé", "le Chili a fermé le port"),
        (
            "Le Pérou a rappelé son consul et le Chili a fermé le port d'Arica.",
            "fermé",
            "le Chili a fermé le port d'Arica",
        ),
        (
            "Le Pérou a rappelé son consul et le Chili a fermé le port d'Arica.",
            "rappelé",
            "Le Pérou a rappelé son consul",
        ),
        # a relative clause carries its antecedent
        ("La Zambie, qui a attaqué le Malawi, demande une trêve.", "attaqué", "La Zambie, qui a attaqué le Malawi"),
        (
            "La lettre que le Portugal a envoyée au Laos a disparu.",
            "envoyée",
            "La lettre que le Portugal a envoyée au Laos",
        ),
        ("Le navire, vendu par le Portugal au Malawi, a coulé.", "vendu", "Le navire, vendu par le Portugal au Malawi"),
        # an accusation without the accuser
        ("Le Pérou accuse le Chili d'avoir bombardé un village.", "bombardé", "avoir bombardé un village"),
        # a noun with its complements
        ("L'attaque du Malawi par la Zambie a choqué le Népal.", "attaque", "L'attaque du Malawi par la Zambie"),
        # not the words that open the report, nor the noun whose content it is
        ("QUITO – Le Pérou a rappelé son consul.", "rappelé", "Le Pérou a rappelé son consul"),
        ("QUITO, 4 mai 2016 (EFE) – Le Pérou a rappelé son consul.", "rappelé", "Le Pérou a rappelé son consul"),
        (
            "Le maire dément l'information selon laquelle le Pérou a rappelé son consul.",
            "rappelé",
            "le Pérou a rappelé son consul",
        ),
    ],
)
def test_the_clause_and_nothing_around_it(text: str, words: str, quote: str) -> None:
    assert told(text, words).quote == quote


TEXTS = [
    "Le Chili, affirme l’ambassadeur péruvien, a fermé le port d’Arica ; le Togo a rompu avec le Bénin.",
    "« L’Uruguay », a tonné Rosendo Quispe, « n’a jamais vendu de radars au Malawi ! »",
    "EFE : le Ghana a acheté 20 000 fusils au Laos (et 37,5 % des parts d’une mine).",
    "Le  Bhoutan   et le\tNépal ont  signé un traité.",
    "QUITO, 4 mai 2016 (EFE) – Le Chili a fermé le port d’Arica.\n\n– Le Pérou proteste.\n\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_evidence_is_in_the_text_to_the_character(text: str) -> None:
    found = statements(text)
    assert found
    for s in found:
        assert text[s.evidence.start : s.evidence.end] == s.quote
        assert s.quote == s.quote.strip()
        assert s.quote[-1] not in ",;:"


@pytest.mark.parametrize("text", TEXTS)
def test_statements_come_in_the_order_of_the_text(text: str) -> None:
    starts = [s.evidence.start for s in statements(text)]
    assert starts == sorted(starts)


def test_what_is_printed_twice_is_read_once() -> None:
    paragraph = "Le Pérou a rappelé son consul après que le Chili a fermé le port d'Arica, selon l'agence EFE."
    once, twice = statements(paragraph), statements(f"{paragraph}\n\n{paragraph}")
    assert [s.quote for s in twice] == [s.quote for s in once]


def test_each_statement_says_what_found_it() -> None:
    for s in statements(TEXTS[1]):
        assert s.found_by.startswith("whence.finding/")
        assert 0 < s.confidence <= 1
        assert s.language == "fr"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bank offered money for what he knew about the missiles."),
        ("en", "The army seized what remained of the depot."),
        ("fr", "L'armée a saisi ce qui restait du dépôt."),
        ("fr", "Le ministre a condamné ceux qui arment les rebelles."),
    ],
)
def test_a_clause_that_completes_a_pronoun_belongs_to_the_words(language: str, text: str) -> None:
    doc = whence.pipeline(language)(text)
    assert text.rstrip(".") in {doc.text[s.evidence.start : s.evidence.end] for s in doc._.statements}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Transport minister Ana Rowe, the paper notes, met the owner of the port in Dakar last week."),
        ("en", "Peru, according to the paper, bought ten tanks from Turkey."),
        ("fr", "La Pologne, selon le journal, a acheté dix chars à la Turquie."),
    ],
)
def test_what_stands_between_subject_and_verb_does_not_part_them(language: str, text: str) -> None:
    doc = whence.pipeline(language)(text)
    assert text.rstrip(".") in {doc.text[s.evidence.start : s.evidence.end] for s in doc._.statements}
