"""Each block of a lexicon has an example sentence, and the example shows what the block is for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from spacy.tokens import Doc

import whence
from whence.language import available
from whence.language.lexicons import lexicon
from whence.model import Attribution, Passage, Statement

LEXICONS = ("attribution", "statements", "control")


@dataclasses.dataclass(frozen=True)
class Word:
    """An attribution that an example shows: on whose word, by which cue, what; the sources of a statement in it."""

    source: str
    cue: str
    content: str
    evidential: str = "attributed"
    chain: tuple[str, ...] | None = None


ATTRIBUTIONS = {
    "Le porte-parole a déclaré que le convoi était arrivé.": Word(
        "Le porte-parole", "a déclaré", "le convoi était arrivé"
    ),
    "Un rapport montre que les livraisons ont doublé.": Word("Un rapport", "montre", "les livraisons ont doublé"),
    "La Norvège considère que la ligne a été franchie.": Word("La Norvège", "considère", "la ligne a été franchie"),
    "Le ministère a démenti que des pourparlers aient eu lieu.": Word(
        "Le ministère", "a démenti", "des pourparlers aient eu lieu", chain=("ministère",)
    ),
    "La Suède a promis de livrer deux navires.": Word("La Suède", "a promis", "livrer deux navires"),
    "Le député a demandé si le contrat avait été signé.": Word(
        "Le député", "a demandé", "le contrat avait été signé", chain=("député",)
    ),
    "Le Pérou a accusé son voisin d'avoir franchi la frontière.": Word(
        "Le Pérou", "a accusé", "avoir franchi la frontière"
    ),
    "Selon une étude, la dette a doublé.": Word("une étude", "Selon", "la dette a doublé"),
    "Officiellement, la rencontre portait sur le commerce.": Word(
        "Officiellement", "Officiellement", "la rencontre portait sur le commerce", chain=("Officiellement",)
    ),
    "Le Phare, qui cite une étude de l'université, parle de vingt navires.": Word(
        "une étude de l'université", "parle", "vingt navires", chain=("Le Phare", "étude de l'université")
    ),
    "On a appris que deux usines fermeraient.": Word("", "a appris", "deux usines fermeraient", "hearsay"),
    "Le rapport de la commission précise que le pont a cédé.": Word(
        "Le rapport de la commission", "précise", "le pont a cédé"
    ),
    "Le ministre a écrit dans une lettre que le pont serait fermé.": Word(
        "Le ministre", "a écrit", "le pont serait fermé", chain=("lettre", "ministre")
    ),
    "Le pont tiendra, assure la mairie.": Word("la mairie", "assure", "Le pont tiendra"),
}

STATEMENTS: dict[str, dict[str, Any]] = {
    "Le ministère a démenti que des pourparlers aient eu lieu.": {"event_type": "CONSULT", "polarity": "negated"},
    "La Suède a promis de livrer deux navires.": {"event_type": "AGREE"},
    "Le Pérou a accusé son voisin d'avoir franchi la frontière.": {"event_type": "ACCUSE"},
    "Si le Pérou fermait le détroit, le Chili rappellerait son consul.": {"modality": "hypothetical"},
    "une éventuelle livraison de navires": {"modality": "possible"},
    "La part du gaz norvégien est passée à 30 %.": {"kind": "figure"},
    "Le Kenya et la Somalie ont décidé de rouvrir leur frontière.": {"participants": {"actor": {"KEN", "SOM"}}},
    "La Thaïlande utilise ses ports pour surveiller le détroit.": {"participants": {"actor": {"THA"}}},
    "Le Pérou a commandé douze hélicoptères à la Russie.": {
        "event_type": "COOPERATE",
        "participants": {"actor": {"PER"}, "recipient": {"RUS"}},
        "transfer": ("RUS", "PER", "ordered"),
    },
}
"""What at least one statement of the example has."""


KNOWN_FAILURES = {
    "Le Phare, qui cite une étude de l'université, parle de vingt navires.": "nothing is taken from 'parler de'",
    "une éventuelle livraison de navires": "a noun phrase alone is not put on record",
    "La visite doit durer trois jours.": "without an event before it there is nothing that it resumes",
    "The Chilean visit is to last three days.": "without an event before it there is nothing that it resumes",
}
"""What is not done yet, and why. One that comes to work fails its test, and goes from here."""


IN_CONTEXT = ("carrying",)
"""Blocks whose example needs a sentence before it: they have tests of their own."""


def blocks() -> Iterator[Any]:
    """Every example of every language, as (language, example), named after its block."""
    for language in available():
        for name in LEXICONS:
            for key, found in lexicon(language, name).items():
                for n, block in enumerate(found if isinstance(found, list) else [found]):
                    if isinstance(block, dict) and "example" in block and key not in IN_CONTEXT:
                        kind = f".{block.get('class', n)}" if isinstance(found, list) else ""
                        why = KNOWN_FAILURES.get(block["example"])
                        marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
                        yield pytest.param(language, block["example"], id=f"{language}-{name}.{key}{kind}", marks=marks)


def words(doc: Doc, passages: tuple[Passage, ...]) -> str:
    return " … ".join(doc.text[a:b] for a, b in passages)


def shown(doc: Doc, attribution: Attribution) -> Word:
    return Word(
        words(doc, attribution.source),
        words(doc, attribution.cue),
        words(doc, attribution.content),
        attribution.evidential,
    )


def has(doc: Doc, statement: Statement, wanted: dict[str, Any]) -> bool:
    country = {p.entity: p.country for p in statement.participants}
    for field, value in wanted.items():
        if field == "participants":
            if not all({p.country for p in statement.participants if p.role == role} == value[role] for role in value):
                return False
        elif field == "transfer":
            deal = statement.transfer
            if deal is None or (country.get(deal.supplier), country.get(deal.recipient), deal.status) != value:
                return False
        elif getattr(statement, field) != value:
            return False
    return True


@pytest.mark.parametrize(("language", "example"), list(blocks()))
def test_an_example_shows_what_its_block_is_for(language: str, example: str) -> None:
    doc = whence.pipeline(language)(example)
    expected = ATTRIBUTIONS.get(example)
    if expected is not None:
        found = [shown(doc, a) for a in doc._.attributions]
        assert dataclasses.replace(expected, chain=None) in found
        if expected.chain is not None:
            assert expected.chain in [tuple(link.name for link in s.chain) for s in doc._.statements]
    if example in STATEMENTS:
        assert any(has(doc, s, STATEMENTS[example]) for s in doc._.statements), doc._.statements
    if expected is None and example not in STATEMENTS:
        assert doc._.attributions or doc._.statements


@pytest.mark.parametrize("language", available())
def test_a_sentence_that_opens_with_a_connective_goes_on_in_the_same_voice(language: str) -> None:
    example = lexicon(language, "attribution")["carrying"]["example"]
    before = lexicon(language, "attribution")["prepositions"]["example"]
    doc = whence.pipeline(language)(f"{before} {example}")
    first, *others = doc._.attributions
    carried = [a for a in others if a.content[0].start > len(before)]
    assert [(a.source_id, a.cue, a.source) for a in carried] == [(first.source_id, (), ())]
