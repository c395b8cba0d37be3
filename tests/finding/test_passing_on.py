"""Who passes a word on to the reader: outlets that are told it, those who have seen a document or quote somebody."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from voices_told import read

from whence.language.pipeline import pipeline
from whence.model import Statement

SOLD = "sold two frigates"
VENDU = "vendu deux frégates"


def telling(doc: Doc, words: str) -> Statement:
    """The one statement whose evidence has the words."""
    (found,) = (s for s in doc._.statements if words in s.quote)
    assert isinstance(found, Statement)
    return found


def names(statement: Statement) -> list[str]:
    """The names in its chain, the one nearest to the reader first."""
    return [link.name for link in statement.chain]


@pytest.mark.parametrize(
    ("language", "text", "words", "sources"),
    [
        # told to an outlet
        ("en", f"The minister told Pacific Wire that Peru had {SOLD}.", SOLD, ["Pacific Wire", "minister"]),
        ("en", f"The minister said on state television that Peru had {SOLD}.", SOLD, ["state television", "minister"]),
        ("en", f"Peru has {SOLD} to Ghana, a spokesman told the agency.", SOLD, ["agency", "spokesman"]),
        ("en", f"The minister told reporters that Peru had {SOLD}.", SOLD, ["minister"]),
        ("en", f"The minister told this newspaper that Peru had {SOLD}.", SOLD, ["minister"]),
        (
            "fr",
            f"Le ministre a expliqué sur l'antenne de Radio Sines que le Pérou avait {VENDU}.",
            VENDU,
            ["Radio Sines", "ministre"],
        ),
        (
            "fr",
            f"Dans un entretien au quotidien Le Fanal, le ministre a déclaré que le Pérou avait {VENDU}.",
            VENDU,
            ["Le Fanal", "ministre"],
        ),
        # seen, printed, quoted by
        (
            "en",
            f"According to a pilot interviewed by the daily Fanal, Peru has {SOLD}.",
            SOLD,
            ["Fanal", "pilot interviewed by the daily Fanal"],
        ),
        (
            "en",
            f"A cable from the embassy in Accra, published by the site Openleaks, says that Peru {SOLD}.",
            SOLD,
            ["Openleaks", "cable from the embassy in Accra"],
        ),
        (
            "fr",
            f"Selon une note du ministère, que cite l'hebdomadaire Voz, le Pérou a {VENDU}.",
            VENDU,
            ["Voz", "note du ministère"],
        ),
        (
            "fr",
            f"Le ministre, cité par l'agence Lusa, a affirmé que le Pérou avait {VENDU}.",
            VENDU,
            ["Lusa", "ministre"],
        ),
        # a study published by its own institute has nobody before it
        (
            "en",
            f"According to a study published by the institute, Peru has {SOLD}.",
            SOLD,
            ["study published by the institute"],
        ),
        # X quotes Y, or has it from Y
        ("en", f"The weekly quoted Norway's mission as saying that Peru had {SOLD}.", SOLD, ["weekly", "mission"]),
        ("fr", f"La Nación, qui le tient d'un pilote, affirme que le Pérou a {VENDU}.", VENDU, ["La Nación", "pilote"]),
        # a treaty provides
        ("fr", "Aux termes du protocole, le Pérou livrera deux frégates.", "livrera deux", ["protocole"]),
        ("en", "Under the treaty, Peru will sell two frigates to Ghana.", "sell two frigates", ["treaty"]),
    ],
)
def test_who_passes_it_on_is_nearer_to_the_reader(language: str, text: str, words: str, sources: list[str]) -> None:
    assert names(telling(read(language, text), words)) == sources


def test_a_document_keeps_its_sources_wherever_it_is_taken_up() -> None:
    doc = read(
        "en",
        "According to a note seen by the weekly Voz, Peru sold two frigates to Ghana. Ghana is poor. "
        "The note also says that Peru bought three tugs from Chile.",
    )
    assert names(telling(doc, "bought three tugs"))[0] == "Voz"
    assert telling(doc, "bought three tugs").chain[0].carried


def test_the_report_s_own_outlet_is_no_link() -> None:
    nlp = pipeline("en")
    doc = nlp.make_doc("The minister told Pacific Wire that Peru had sold two frigates.")
    doc._.publisher = "Pacific Wire"
    assert names(telling(nlp(doc), SOLD)) == ["minister"]
    dated = read("en", "LIMA, May 2 (Pacific Wire) - The minister told Pacific Wire that Peru had sold two frigates.")
    assert names(telling(dated, SOLD)) == ["minister"]
