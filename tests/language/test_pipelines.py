"""Every language's pipeline meets one interface, whatever is behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc

import whence
from whence.language.lexicons import available, lexicon

RELATIONS = frozenset(
    [
        "acl",
        "advcl",
        "advmod",
        "amod",
        "appos",
        "aux",
        "case",
        "cc",
        "ccomp",
        "clf",
        "compound",
        "conj",
        "cop",
        "csubj",
        "dep",
        "det",
        "discourse",
        "dislocated",
        "expl",
        "fixed",
        "flat",
        "goeswith",
        "iobj",
        "list",
        "mark",
        "nmod",
        "nsubj",
        "nummod",
        "obj",
        "obl",
        "orphan",
        "parataxis",
        "punct",
        "reparandum",
        "ROOT",
        "vocative",
        "xcomp",
    ]
)
"""The relations of Universal Dependencies, version 2."""

TEXTS = {
    "fr": "L'ambassadeur Tomasz Wierzba est arrivé à Lima mardi. Selon le Courrier des Îles, la Pologne y "
    "vendra deux navires.\n\n"
    "« Nous attendons », dit-il.",
    "en": "Ambassador Tomasz Wierzba arrived in Lima on Tuesday. According to the Harbour Courier, Poland will "
    "sell two ships there.\n\n"
    "“We are waiting,” he said.",
    "ru": "Посол Томаш Вежба прибыл во вторник в Лиму. По данным «Портового вестника», Польша "
    "продаст там два корабля.\n\n"
    "«Мы ждём», — сказал он.",
}
"""The same report in each language: three sentences, a person, two places, an outlet."""

HOME = Path(whence.__file__).parent / "language"
MEGABYTE = 1_000_000


@pytest.fixture(scope="module", params=[code for code in available() if code in TEXTS])
def doc(request: pytest.FixtureRequest) -> Doc:
    return whence.pipeline(request.param)(TEXTS[request.param])


def test_there_is_a_text_for_every_language() -> None:
    assert set(available()) <= set(TEXTS)


def test_the_text_is_whole(doc: Doc) -> None:
    assert doc.text == TEXTS[doc.lang_]


def test_relations_are_those_of_universal_dependencies(doc: Doc) -> None:
    assert {t.dep_.partition(":")[0] for t in doc} <= RELATIONS
    assert all(t.pos_ for t in doc)


def test_three_sentences_and_none_crosses_a_paragraph(doc: Doc) -> None:
    spoken = [s.text.strip() for s in doc.sents if s.text.strip()]
    assert len(spoken) == 3, spoken
    assert not any("\n" in s for s in spoken)


def test_verbs_have_lemmas_and_subjects(doc: Doc) -> None:
    verbs = [t for t in doc if t.pos_ == "VERB"]
    assert len(verbs) >= 3
    assert any(c.dep_.startswith("nsubj") for v in verbs for c in v.children)
    assert all(v.lemma_ for v in verbs)


def test_names_have_the_four_labels(doc: Doc) -> None:
    assert {e.label_ for e in doc.ents} <= {"PER", "LOC", "ORG", "MISC"}
    assert sum(e.label_ == "PER" for e in doc.ents) == 1
    assert sum(e.label_ == "LOC" for e in doc.ents) == 2


def test_the_sale_is_found_and_laid_to_the_paper(doc: Doc) -> None:
    sale = next(s for s in doc._.statements if s.modality == "intended")
    assert {p.country for p in sale.participants if p.role == "actor"} == {"POL"}
    assert sale.evidential == "attributed"
    assert len(sale.chain) == 1


@pytest.mark.parametrize("language", available())
def test_our_own_weights_are_small_and_have_a_card(language: str) -> None:
    settings = lexicon(language, "pipeline")
    folders = [HOME / settings[key] for key in ("model", "names") if "/" in settings.get(key, "")]
    assert sum(f.stat().st_size for folder in folders for f in folder.rglob("*") if f.is_file()) <= 25 * MEGABYTE
    for folder in folders:
        card = (folder / "README.md").read_text(encoding="utf-8")
        for heading in ("## Data", "## Licence", "## Scores", "## Recipe"):
            assert heading in card, f"{folder}: its card has no {heading}"
