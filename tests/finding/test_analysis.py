"""The whole of finding over a document: grounded, repeatable, in time that grows with the text and no faster."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from whence.finding import analyse
from whence.model import Analysis, Document, Published, as_json, content_id

SENTENCES = [
    "Selon Ritzau, l'Islande a rappelé son consul au Chili.",
    "« Le sel manque », a déclaré la ministre des Mines, Sigrun Haldorsen.",
    "Et de préciser que « la mine de Potosí fermera en mai ».",
    "En outre, le Pérou aurait vendu douze chars au Malawi.",
    "Asahi Shimbun, qui cite un diplomate, rapporte que le Laos a vendu deux barrages.",
    "Le consul a écrit dans un rapport que le Népal avait menacé le Bhoutan.",
    "Lima et Quito ont signé un traité de défense à Lisbonne le 4 mai 2016.",
    "Les deux pays ont rompu en 2019.",
    "Il a ensuite rencontré le roi du Bhoutan.",
    "Celui-ci n'a pas commenté la nouvelle.",
    "Ni le Togo ni le Bénin n'ont attaqué le Ghana.",
    "Si la Zambie attaquait le Malawi, le Togo enverrait des troupes.",
    "En 2014, le Vietnam a fourni environ 35 % du riz du Laos.",
    "En 2018, ce chiffre est passé à 48 %.",
    "La Thaïlande envisage d'acheter douze Gripen à la Suède pour 1,2 milliard d'euros.",
    "On a appris que trois usines fermeraient.",
    "Des rumeurs ont circulé sur une attaque de la Zambie contre le Malawi.",
    "Rosendo Quispe : le Pérou ne vendra pas ses ports",
    "Son armée a été accusée par le Togo d'avoir bombardé un village.",
    "L'attaque du Malawi par la Zambie a choqué le Népal…",
    "Le port, a promis le maire, rouvrira « avant l'hiver », quand le Chili aura payé.",
    "QUITO, 4 mai 2016 (EFE) – Le président Rosendo Quispe s’est rendu à Reykjavik.",
    "Mme Haldorsen l'a remercié, elle aussi.",
    "Le traité de Lisbonnenotamment reste en vigueur.",
    "« Nous n'avons jamais vendu de radars ! », s'est exclamé le général zambien",
    "Qui a vendu le port ?",
    "– Oui.",
    "(1) Voir l’annexe n° 3, p. 12-14 ; cf. supra.",
    "Le Bénin, dont les chars rouillent, cherche à s'entendre avec le Togo (voir ci-contre).",
    "LE GHANA ROMPT AVEC LE TOGO",
]
JOINTS = [" ", "  ", "\n", "\n\n", "\n\n\n", ""]


def document(text: str) -> Document:
    return Document(
        id=content_id("test", text),
        uri="test.txt",
        text=text,
        sha256="",
        media_type="text/plain",
        language="fr",
        published=Published("2020-02-03", "metadata"),
    )


def assert_grounded(text: str, analysis: Analysis) -> None:
    """Every offset that the analysis gives is in the text, with the words that it is said to have."""
    sources = {s.id for s in analysis.sources}
    entities = {e.id for e in analysis.entities}
    for s in analysis.statements:
        assert text[s.evidence.start : s.evidence.end] == s.quote
        assert s.quote.strip()
        for part in (*s.participants, *s.quantities):
            assert text[part.start : part.end] == part.text
            assert part.text.strip()
        assert {p.entity for p in s.participants} - {None} <= entities
        if s.time is not None:
            assert text[s.time.start_char : s.time.end_char] == s.time.text
        if s.place is not None:
            assert s.place.text in text
        for link in s.chain:
            assert link.source in sources
            assert link.start is not None
            assert link.end is not None
            assert 0 <= link.start < link.end <= len(text)
            assert text[link.start : link.end].strip()
        if s.chain:
            assert s.evidential != "stated"
    for a in analysis.attributions:
        assert a.content
        for start, end in (*a.source, *a.cue, *a.content):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
        assert a.source_id is None or a.source_id in sources
    ids = [s.id for s in analysis.statements]
    assert len(set(ids)) == len(ids)
    assert {a.within for a in analysis.attributions} - {None} <= {a.id for a in analysis.attributions}


texts = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(JOINTS)), min_size=1, max_size=8).map(
    lambda pieces: "".join(sentence + joint for sentence, joint in pieces)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_whatever_the_text_what_is_found_stands_in_it(text: str) -> None:
    assert_grounded(text, analyse(document(text)))


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet="aéLM «»\"'’.,;:!?-–()\n\u00a0 quedit0%", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    assert_grounded(text, analyse(document(text)))


def test_all_sentences_together_say_a_good_deal() -> None:
    analysis = analyse(document("\n\n".join(SENTENCES)))
    assert_grounded("\n\n".join(SENTENCES), analysis)
    assert len(analysis.statements) >= 25
    assert len(analysis.attributions) >= 8


def test_analysing_again_gives_the_same_to_the_id() -> None:
    doc = document("\n\n".join(SENTENCES))
    assert as_json(analyse(doc)) == as_json(analyse(doc))


def test_the_same_words_in_another_document_are_another_statement() -> None:
    text = SENTENCES[0]
    one, other = (
        document(text),
        Document(id="other", uri="b.txt", text=text, sha256="", media_type="text/plain", language="fr"),
    )
    ids = [{s.id for s in analyse(d).statements} for d in (one, other)]
    assert all(ids)
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("language", [None, "xx"])
def test_a_language_without_a_pipeline_gives_nothing(language: str | None) -> None:
    doc = Document(id="d", uri="d.txt", text=SENTENCES[0], sha256="", media_type="text/plain", language=language)
    analysis = analyse(doc)
    assert (analysis.statements, analysis.attributions) == ((), ())
    assert analysis.document == "d"


def test_a_new_paragraph_does_not_change_what_was_found_before_it() -> None:
    first = "Selon Ritzau, l'Islande a rappelé son consul au Chili."
    alone = analyse(document(first)).statements
    longer = analyse(document(f"{first}\n\nLe Togo a rompu avec le Bénin.")).statements
    assert [s.quote for s in longer][: len(alone)] == [s.quote for s in alone]
    assert [s.chain for s in longer][: len(alone)] == [s.chain for s in alone]


STATES = [
    "le Pérou",
    "le Chili",
    "le Ghana",
    "le Togo",
    "le Laos",
    "le Népal",
    "le Malawi",
    "le Bénin",
    "le Bhoutan",
    "le Portugal",
]


def paragraphs(n: int) -> str:
    """n paragraphs, no two alike: what is printed twice is read once."""
    return "\n\n".join(
        f"Selon le rapport numéro {k}, {STATES[k % 10]} a vendu {k + 2} chars à la Zambie. "
        f"Il a ensuite rompu avec {STATES[(k // 10 + k + 1) % 10]}."
        for k in range(n)
    )


def seconds(nlp: Language, text: str) -> float:
    start = time.perf_counter()
    nlp(text)
    return time.perf_counter() - start


def test_four_times_the_paragraphs_take_about_four_times_as_long(nlp: Language) -> None:
    nlp(paragraphs(5))
    short = min(seconds(nlp, paragraphs(50)) for _ in range(2))
    long = seconds(nlp, paragraphs(200))
    assert long < 8 * short, (short, long)
