"""On whose word: who says what, by which cue, in whose sentence."""

from __future__ import annotations

import pytest
from finding_told import Word, attributions, chain, doc_of, statements, told

from whence.model import Passage


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        # a verb and its clause
        ("Le maire a annoncé que le pont fermerait.", "Le maire", "a annoncé", "le pont fermerait"),
        ("La Banque mondiale estime que la récolte a baissé.", "La Banque mondiale", "estime", "la récolte a baissé"),
        (
            "Le consul du Bhoutan avait prévenu que le convoi partirait.",
            "Le consul du Bhoutan",
            "avait prévenu",
            "le convoi partirait",
        ),
        ("Un sondage révèle que les électeurs hésitent.", "Un sondage", "révèle", "les électeurs hésitent"),
        ("Elle a confirmé que la mine rouvrirait.", "Elle", "a confirmé", "la mine rouvrirait"),
        # a cue behind or inside what is said
        ("« Le sel manque », a déclaré la ministre.", "la ministre", "a déclaré", "Le sel manque"),
        ("La mine rouvrira en juin, précise le journal.", "le journal", "précise", "La mine rouvrira en juin"),
        ("« Nous paierons », a promis le maire de Cuzco.", "le maire de Cuzco", "a promis", "Nous paierons"),
        # frames
        ("Selon un diplomate, la Zambie quitte le bloc.", "un diplomate", "Selon", "la Zambie quitte le bloc"),
        (
            "D'après Asahi Shimbun, le Laos a vendu deux barrages.",
            "Asahi Shimbun",
            "D'après",
            "le Laos a vendu deux barrages",
        ),
        ("La Zambie a quitté le bloc, selon un diplomate.", "un diplomate", "selon", "La Zambie a quitté le bloc"),
        (
            "Le Laos a vendu deux barrages, d'après Asahi Shimbun.",
            "Asahi Shimbun",
            "d'après",
            "Le Laos a vendu deux barrages",
        ),
        ("À en croire le préfet, la route est sûre.", "le préfet", "À en croire", "la route est sûre"),
        # accusation, promise, request, denial with an infinitive
        ("Lima a accusé Quito d'avoir empoisonné le fleuve.", "Lima", "a accusé", "avoir empoisonné le fleuve"),
        ("Le Ghana s'est engagé à libérer les pêcheurs.", "Le Ghana", "s'est engagé", "libérer les pêcheurs"),
        ("Le Chili dément avoir bombardé le village.", "Le Chili", "dément", "avoir bombardé le village"),
        ("La ministre nie que le Chili ait acheté des radars.", "La ministre", "nie", "le Chili ait acheté des radars"),
        ("Le juge a ordonné à la police de fermer le port.", "Le juge", "a ordonné", "fermer le port"),
        ("Le Ghana assure avoir libéré les pêcheurs.", "Le Ghana", "assure", "avoir libéré les pêcheurs"),
    ],
)
def test_a_source_a_cue_and_what_is_said(text: str, source: str, cue: str, content: str) -> None:
    assert Word(source, cue, content) in attributions(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("« La récolte est perdue », a déclaré la ministre.", "direct"),
        ("La ministre a déclaré que la récolte était perdue.", "indirect"),
        ("La ministre a déclaré que la récolte était « perdue pour de bon ».", "mixed"),
    ],
)
def test_whose_words_they_are(text: str, kind: str) -> None:
    assert [a.kind for a in attributions(text).values()] == [kind]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On a appris que la Zambie avait fermé sa frontière.", "fermé sa frontière"),
        ("Il semble que la Zambie a fermé sa frontière.", "fermé sa frontière"),
        ("Des rumeurs ont circulé sur une attaque de la Zambie contre le Malawi.", "attaque de la Zambie"),
        ("Selon des médias, la Zambie a fermé sa frontière.", "fermé sa frontière"),
        ("D'après certaines informations, la Zambie a fermé sa frontière.", "fermé sa frontière"),
        ("La Zambie aurait fermé sa frontière.", "fermé sa frontière"),
        ("La Zambie a apparemment fermé sa frontière.", "fermé sa frontière"),
    ],
)
def test_what_nobody_in_particular_says_is_hearsay(text: str, words: str) -> None:
    assert told(text, words).evidential == "hearsay"


@pytest.mark.parametrize(
    "text",
    [
        "Selon le rapport de l'ONG, la Zambie a fermé sa frontière.",
        "Selon trois témoins, la Zambie a fermé sa frontière.",
        "Un haut responsable a confié que la Zambie avait fermé sa frontière.",
        "Officiellement, la Zambie a fermé sa frontière.",
    ],
)
def test_a_source_told_by_its_role_is_a_source(text: str) -> None:
    statement = told(text, "fermé sa frontière")
    assert statement.evidential == "attributed"
    assert len(statement.chain) == 1


def test_a_name_before_a_colon_speaks() -> None:
    (word,) = attributions("António Guterres : le Portugal a fermé sa frontière")
    assert word == Word("António Guterres", ":", "le Portugal a fermé sa frontière")
    (word,) = attributions("Ritzau : l'Islande a vendu deux navires")
    assert word == Word("Ritzau", ":", "l'Islande a vendu deux navires")


def test_a_heading_before_a_colon_does_not_speak() -> None:
    assert attributions("Bilan : le Portugal a fermé sa frontière") == {}


def test_an_infinitive_after_et_goes_on_in_the_last_voice() -> None:
    text = "Selon le rapport, le Népal a rappelé son consul. Et de préciser que le Bhoutan a fermé sa frontière."
    statement = told(text, "le Bhoutan a fermé sa frontière")
    assert chain(statement) == ["rapport"]
    assert [link.carried for link in statement.chain] == [True]


def test_a_connective_carries_a_document_over() -> None:
    text = "Selon le rapport, le Népal a rappelé son consul. En outre, le Bhoutan a fermé sa frontière."
    statement = told(text, "le Bhoutan a fermé sa frontière")
    assert chain(statement) == ["rapport"]
    assert statement.chain[0].carried
    assert statement.evidential == "attributed"
    assert text[statement.chain[0].start : statement.chain[0].end].endswith("rapport")


def test_a_connective_does_not_carry_a_person_over() -> None:
    text = "Selon le ministre, le Népal a rappelé son consul. En outre, le Bhoutan a fermé sa frontière."
    statement = told(text, "le Bhoutan a fermé sa frontière")
    assert statement.chain == ()
    assert statement.evidential == "stated"


def test_without_a_connective_nothing_carries_over() -> None:
    text = "Selon le rapport, le Népal a rappelé son consul. Le Bhoutan a fermé sa frontière."
    assert told(text, "Le Bhoutan a fermé sa frontière").chain == ()


def test_a_sentence_without_a_connective_ends_the_voice_for_good() -> None:
    text = (
        "Selon le rapport, le Népal a rappelé son consul. Il pleut sur Thimphou. "
        "En outre, le Bhoutan a fermé sa frontière."
    )
    assert told(text, "le Bhoutan a fermé sa frontière").chain == ()


def test_the_source_of_a_percentage_stands_behind_the_next_one() -> None:
    text = (
        "Selon l'institut, le Vietnam a fourni 40 % du riz du Laos en 2015. Le Laos a exporté du bois. "
        "En 2019, cette part est passée à 52 %."
    )
    second = told(text, "52 %")
    assert chain(second) == chain(told(text, "40 %")) != []
    assert second.chain[0].carried
    assert told(text, "exporté du bois").chain == ()


def test_a_sentence_wholly_in_quotation_marks_goes_on_in_the_speakers_voice() -> None:
    text = "« Le Togo a trahi le Bénin », a déclaré le général. « Le Togo a vendu nos navires au Ghana. »"
    statement = told(text, "a vendu nos navires")
    assert chain(statement) == ["général"]
    assert statement.quotation == "direct"


def test_a_sentence_may_have_two_voices_side_by_side() -> None:
    text = "Selon Lima, le Pérou a retiré ses troupes, tandis que, selon Quito, le Pérou a bombardé un village."
    assert chain(told(text, "retiré ses troupes")) != chain(told(text, "bombardé un village"))
    assert len(told(text, "bombardé un village").chain) == 1


def test_reported_speech_inside_reported_speech_knows_what_is_around_it() -> None:
    text = "Le journal écrit que le ministre a affirmé que le Népal avait rappelé son consul."
    found = attributions(text)
    inner = next(a for w, a in found.items() if w.source == "le ministre")
    outer = next(a for w, a in found.items() if w.source == "Le journal")
    assert (inner.content[0].start, inner.content[-1].end) != (outer.content[0].start, outer.content[-1].end)
    assert outer.content[0].start <= inner.content[0].start
    assert inner.content[-1].end <= outer.content[-1].end


@pytest.mark.parametrize(
    "text",
    [
        "Le Pérou a rappelé son ambassadeur.",
        "Le Ghana et le Togo partagent un barrage.",
        "Le ministre a quitté Thimphou lundi.",
    ],
)
def test_who_acts_does_not_speak(text: str) -> None:
    assert not attributions(text)
    assert {s.evidential for s in statements(text)} <= {"stated"}


def test_what_is_said_and_its_cue_do_not_overlap() -> None:
    text = "Le Chili, a déclaré lundi le maire de Cuzco, a fermé le port d'Arica."
    (attribution,) = doc_of(text)._.attributions
    assert [text[a:b] for a, b in attribution.content] == ["Le Chili", "a fermé le port d'Arica"]
    (cue,) = attribution.cue
    assert all(cue.end <= a or b <= cue.start for a, b in attribution.content)


@pytest.mark.parametrize(
    "text",
    [
        "Asahi Shimbun, qui cite un diplomate, rapporte que le Laos a vendu deux barrages.",
        "Selon Asahi Shimbun, qui cite un diplomate, le Laos a vendu deux barrages.",
    ],
)
def test_who_says_it_and_who_is_quoted_are_an_attribution_each(text: str) -> None:
    doc = doc_of(text)

    def printed(spans: tuple[Passage, ...]) -> str:
        return " / ".join(text[p.start : p.end] for p in spans)

    found = {printed(a.source): printed(a.cue) for a in doc._.attributions}
    assert set(found) == {"Asahi Shimbun", "un diplomate"}
    assert found["un diplomate"] == "cite"
    assert len({printed(a.content) for a in doc._.attributions}) == 1


@pytest.mark.parametrize("text", ["Le port a vu son trafic reculer.", "Les mines ont vu leurs ventes bondir de 9 %."])
def test_what_happens_to_somebody_is_told_by_nobody(text: str) -> None:
    assert doc_of(text)._.attributions == ()
