"""Clauses whose opening the parser misreads, read by the French pipeline as a whole."""

from __future__ import annotations

import pytest

import whence


def relation(text: str, word: str) -> tuple[str, str]:
    """The relation of a word, without its subtype, and what it hangs on."""
    token = next(t for t in whence.pipeline("fr")(text) if t.text == word)
    return str(token.dep_).partition(":")[0], token.head.text


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("L'agence indique que 30 % des ventes de blé provenaient du Pérou.", "%", "provenaient"),
        ("L'agence a indiqué qu'environ 30 % des ventes de blé en 2012-2014 provenaient du Pérou.", "%", "provenaient"),
        ("Selon le centre environ 30 % des ventes de blé du Chili provenaient du Pérou.", "%", "provenaient"),
        ("Quito a vendu le blé sachant que le but du Pérou est de garder le port.", "but", "est"),
        ("Mardi, au téléphone, Mme Lopez avait assuré que le port cédait.", "Lopez", "assuré"),
        ("Toujours selon la note « le but du Pérou est de garder le port ».", "but", "est"),
        (
            "Lima s'est tournée vers Quito après que le Chili, les pays andins et le Brésil aient refusé.",
            "Chili",
            "refusé",
        ),
    ],
)
def test_the_subject_of_what_is_opened_stands_before_its_verb(text: str, subject: str, verb: str) -> None:
    assert relation(text, subject) == ("nsubj", verb)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("L'agence indique que 30 % des ventes provenaient du Pérou.", "provenaient", ("ccomp", "indique")),
        (
            "L'ONU indique que 30 % des achats du Chili provenaient du Pérou, et en 2022, ce chiffre est passé à 9 %.",
            "passé",
            ("conj", "provenaient"),
        ),
        ("Selon le centre 30 % des ventes provenaient du Pérou.", "centre", ("obl", "provenaient")),
        ("Lima répondra au cas où Quito opterait pour la guerre.", "opterait", ("advcl", "répondra")),
        ("Le ministre a salué le consul que le Pérou a chassé.", "chassé", ("acl", "consul")),
    ],
)
def test_the_clause_hangs_on_what_it_completes(text: str, word: str, expected: tuple[str, str]) -> None:
    assert relation(text, word) == expected


@pytest.mark.parametrize("form", ["provenaient", "offrait", "produisaient", "fournissent", "vendent", "détruisait"])
def test_a_form_that_the_model_does_not_know_is_read_as_a_verb(form: str) -> None:
    number = "Les troupes" if form.endswith("ent") else "Le Pérou"
    token = next(t for t in whence.pipeline("fr")(f"{number} {form} de Quito.") if t.text == form)
    assert token.pos_ == "VERB"
