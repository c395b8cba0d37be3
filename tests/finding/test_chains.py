"""The sources behind a statement, from the one nearest to the reader to the origin."""

from __future__ import annotations

import pytest
from finding_told import chain, event, statements, told
from voices_told import read


@pytest.mark.parametrize(
    ("text", "words", "sources"),
    [
        # two, side by side in one phrase
        (
            "Asahi Shimbun, qui cite un diplomate, rapporte que le Laos a vendu deux barrages.",
            "vendu deux barrages",
            ["Asahi Shimbun", "diplomate"],
        ),
        (
            "Selon Asahi Shimbun, qui cite un diplomate, le Laos a vendu deux barrages.",
            "vendu deux barrages",
            ["Asahi Shimbun", "diplomate"],
        ),
        # written in something
        (
            "Le consul a écrit dans un rapport que le Laos avait vendu deux barrages.",
            "vendu deux barrages",
            ["rapport", "consul"],
        ),
        # a frame inside a clause
        (
            "Asahi Shimbun rapporte que, selon un diplomate, le Laos a vendu deux barrages.",
            "vendu deux barrages",
            ["Asahi Shimbun", "diplomate"],
        ),
        (
            "Le quotidien La Nación écrit que le Chili a, d'après le ministre, rappelé son consul.",
            "rappelé son consul",
            ["La Nación", "ministre"],
        ),
        # a clause inside a clause
        (
            "Le journal écrit que le ministre a affirmé que le Népal avait rappelé son consul.",
            "rappelé son consul",
            ["journal", "ministre"],
        ),
        # a frame around a clause
        (
            "Selon le journal, le ministre a affirmé que le Népal avait rappelé son consul.",
            "rappelé son consul",
            ["journal", "ministre"],
        ),
        # three
        (
            "Selon Asahi Shimbun, qui cite un diplomate, le général a affirmé que le Laos avait vendu deux barrages.",
            "vendu deux barrages",
            ["Asahi Shimbun", "diplomate", "général"],
        ),
        (
            "L'agence Ritzau rapporte que le consul a écrit dans un rapport que le Laos avait vendu deux barrages.",
            "vendu deux barrages",
            ["Ritzau", "rapport", "consul"],
        ),
    ],
)
def test_the_nearest_to_the_reader_comes_first(text: str, words: str, sources: list[str]) -> None:
    assert chain(told(text, words)) == sources


def test_citing_is_no_statement_of_its_own() -> None:
    text = "L'Islande a rompu avec le Chili, a rapporté Ritzau, qui cite un responsable."
    assert chain(told(text, "rompu")) == ["Ritzau", "responsable"]
    assert not any("qui cite" in s.quote for s in statements(text))


def test_a_source_is_in_a_chain_once() -> None:
    text = "Selon Asahi Shimbun, le Laos a vendu deux barrages, rapporte Asahi Shimbun."
    assert chain(told(text, "vendu deux barrages")) == ["Asahi Shimbun"]


def test_what_the_writer_says_has_no_chain() -> None:
    statement = told("Le Laos a vendu deux barrages au Vietnam.", "vendu deux barrages")
    assert (statement.chain, statement.evidential, statement.quotation) == ((), "stated", "none")


def test_a_link_points_at_its_source_in_the_text() -> None:
    text = "Asahi Shimbun, qui cite un diplomate, rapporte que le Laos a vendu deux barrages."
    first, second = told(text, "vendu deux barrages").chain
    assert text[first.start : first.end] == "Asahi Shimbun"
    assert text[second.start : second.end] == "un diplomate"
    assert not first.carried
    assert first.cue == "rapporte"


def test_a_pronoun_that_speaks_is_who_it_means() -> None:
    text = "Le ministre péruvien Rosendo Quispe a reçu le consul. Il a affirmé que le Chili avait fermé le port."
    assert chain(told(text, "le Chili avait fermé le port")) == ["Rosendo Quispe"]


def test_a_speech_act_has_the_chain_of_its_sentence_and_its_content_the_speaker_as_well() -> None:
    text = "Selon Ritzau, le Pérou a accusé le Chili d'avoir fermé le port d'Arica."
    act = event(text, "ACCUSE")
    said = told(text, "fermé le port")
    assert chain(act) == ["Ritzau"]
    assert chain(said)[0] == "Ritzau"
    assert len(said.chain) == 2


def test_the_same_source_has_the_same_id_in_two_sentences() -> None:
    text = "Selon Ritzau, le Pérou a rappelé son consul. D'après Ritzau, le Chili a fermé le port d'Arica."
    assert told(text, "rappelé son consul").chain[0].source == told(text, "fermé le port").chain[0].source


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Le Pérou, selon Ritzau, a rappelé son consul. Le Chili a fermé le port d'Arica.", "Le Chili a fermé le port"),
        ("Le Chili a fermé le port d'Arica. Selon Ritzau, le Pérou a rappelé son consul.", "Le Chili a fermé le port"),
        (
            "Le Chili a fermé le port d'Arica après que le ministre a dit que le Pérou avait rappelé son consul.",
            "Le Chili a fermé le port",
        ),
    ],
)
def test_a_source_stands_behind_its_own_words_only(text: str, words: str) -> None:
    assert told(text, words).chain == ()


QUESTIONS = {
    "fr": "La capitaine Inga Storvik dirige le port de Bodø. Entretien.\n\n{q}Combien de navires sont partis ?\n\n"
    "— La Norvège a vendu douze navires au Chili.\n\n{q}Et le prix ?\n\n— Le Pérou a payé le transport.",
    "en": "Captain Inga Storvik runs the port of Bodø.\n\n{q}How many ships have left?\n\n"
    "– Norway sold twelve ships to Chile.\n\n{q}And the price?\n\n– Peru paid for the transport.",
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("dash", ["", "– "])
def test_an_answer_in_an_interview_is_the_word_of_the_one_who_is_asked(language, dash):
    doc = read(language, QUESTIONS[language].format(q=dash))
    told = [s for s in doc._.statements if any(w in s.quote for w in ("douze", "twelve", "transport"))]
    assert len(told) >= 2
    for statement in told:
        assert [link.name for link in statement.chain] == ["Inga Storvik"]
        assert statement.chain[0].carried
        assert statement.evidential == "attributed"


@pytest.mark.parametrize(
    "text",
    [
        "Inga Storvik gère le port.\n\nPlan :\n\n– La Norvège vend douze navires.\n\n– Le Pérou paie le transport.",
        "Qui paie ?\n\n– La Norvège vend douze navires au Chili.\n\nEt encore ?\n\n– Le Pérou a payé le transport.",
    ],
)
def test_a_list_with_dashes_or_an_interview_with_nobody_is_no_ones_word(text):
    assert all(not s.chain for s in read("fr", text)._.statements)
