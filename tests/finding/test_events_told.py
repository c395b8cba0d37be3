"""What kind of thing is told: events by verbs and nouns, figures, times, places and transfers of arms."""

from __future__ import annotations

import pytest
from finding_told import event, party, statements, told

from whence import knowledge
from whence.language.pipeline import pipeline
from whence.model import Published


@pytest.mark.parametrize(
    ("text", "words", "kind", "mode"),
    [
        ("Le Portugal expulse l'ambassadeur du Laos.", "expulse", "SANCTION", "expel"),
        ("La Zambie a bombardé un village du Malawi.", "bombardé", "ASSAULT", None),
        ("Le président du Ghana s'est rendu au Bhoutan.", "rendu au Bhoutan", "CONSULT", "visit"),
        ("Le président du Ghana a téléphoné au roi du Bhoutan.", "téléphoné", "CONSULT", "phone"),
        ("La ministre a condamné l'attaque du Malawi par la Zambie.", "condamné", "ACCUSE", "disapprove"),
        ("La marine du Ghana a arraisonné un navire togolais.", "arraisonné", "COERCE", "seize"),
        ("Le Ghana a gelé les avoirs de la Zambie.", "gelé les avoirs", "SANCTION", "discontinue"),
        ("Le Togo et le Bénin ont signé un traité.", "signé un traité", "SUPPORT", None),
        ("Le Portugal a envoyé des médicaments au Laos.", "envoyé des médicaments", "AID", None),
        ("Le Portugal a levé les sanctions contre le Laos.", "levé les sanctions", "CONCEDE", None),
        ("La Zambie a déployé des troupes à la frontière du Malawi.", "déployé des troupes", "MOBILIZE", "troops"),
        ("La Zambie a retiré ses troupes du Malawi.", "retiré ses troupes", "RETREAT", "withdraw"),
        ("La Zambie a menacé le Malawi de représailles.", "menacé", "THREATEN", None),
        ("La police du Togo a arrêté un opposant.", "arrêté un opposant", "COERCE", "arrest"),
        ("Des étudiants ont manifesté à Lomé contre le gouvernement togolais.", "manifesté", "PROTEST", "demo"),
        ("Le Chili a rejeté l'offre du Pérou.", "rejeté l'offre", "REJECT", None),
        ("Le Chili a rappelé son ambassadeur au Pérou.", "rappelé son ambassadeur", "SANCTION", "withdraw"),
    ],
)
def test_verbs_tell_events_of_the_codebook(text: str, words: str, kind: str, mode: str | None) -> None:
    statement = told(text, words)
    assert statement.kind == "event"
    assert statement.event_type == kind
    if mode is not None:
        assert statement.mode == mode


@pytest.mark.parametrize(
    ("text", "words", "kind", "countries"),
    [
        ("L'attaque du Malawi par la Zambie inquiète le bloc.", "attaque du Malawi", "ASSAULT", {"MWI", "ZMB"}),
        ("L'assassinat du président Rosendo Quispe a choqué la région.", "assassinat du président", "ASSAULT", set()),
        ("Le meurtre d'un diplomate bolivien a provoqué une crise.", "meurtre d'un diplomate", "ASSAULT", {"BOL"}),
        (
            "Une possible guerre entre la Zambie et le Malawi inquiète les marchés.",
            "guerre entre la Zambie et le Malawi",
            "ASSAULT",
            {"ZMB", "MWI"},
        ),
    ],
)
def test_nouns_tell_events_too(text: str, words: str, kind: str, countries: set[str]) -> None:
    statement = told(text, words)
    assert statement.event_type == kind
    assert countries <= {p.country for p in statement.participants}


def test_a_light_verb_and_its_noun_are_one_event() -> None:
    text = "La Zambie a lancé une attaque contre le Malawi."
    assault = event(text, "ASSAULT")
    assert (party(assault, "actor"), party(assault, "recipient")) == ({"ZMB"}, {"MWI"})


def test_two_verbs_of_a_sentence_are_two_events() -> None:
    text = "Le Portugal a rompu avec le Laos et a attaqué le Népal."
    assert {s.event_type for s in statements(text)} == {"SANCTION", "ASSAULT"}
    assert party(told(text, "attaqué le Népal"), "actor") == {"PRT"}


def test_to_decide_together_is_to_agree() -> None:
    text = "Le Togo et le Bénin ont décidé de coopérer contre la piraterie."
    assert event(text, "AGREE").modality == "actual"


def test_a_sentence_without_anybody_is_no_statement() -> None:
    assert statements("Il pleut.") == ()
    assert statements("Bonjour à tous.") == ()


def test_weather_is_no_statement() -> None:
    assert statements("Le ciel reste gris sur la plaine.") == ()


# --- figures --------------------------------------------------------------------------------------------------------


def test_a_share_is_a_figure_with_who_it_is_about() -> None:
    statement = told("En 2014, le Vietnam a fourni 35 % du riz du Laos.", "35 %")
    assert statement.kind == "figure"
    (quantity,) = statement.quantities
    assert (quantity.value, quantity.unit) == (35, "percent")
    assert {"LAO", "VNM"} <= {p.country for p in statement.participants}
    assert statement.time is not None
    assert statement.time.timex == "2014"


def test_this_figure_is_about_those_the_last_one_was() -> None:
    text = "En 2014, le Vietnam a fourni 35 % du riz du Laos. En 2018, ce chiffre est passé à 48 %."
    second = told(text, "48 %")
    assert second.kind == "figure"
    assert {"LAO", "VNM"} <= {p.country for p in second.participants}
    assert second.time is not None
    assert second.time.timex == "2018"


def test_bounds_and_approximation_stay_with_a_figure() -> None:
    (quantity,) = told("Le Ghana détient environ 40 % des parts de la mine.", "40 %").quantities
    assert quantity.approximate
    assert quantity.text == "environ 40 %"


# --- times and places -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "timex"),
    [
        ("Le 4 mai 2016, le Portugal a expulsé l'ambassadeur du Laos.", "expulsé", "2016-05-04"),
        ("Le Portugal a expulsé l'ambassadeur du Laos en mars 2012.", "expulsé", "2012-03"),
        (
            "Le Portugal a rompu avec le Laos en 1998 et a rencontré le roi du Bhoutan en 2003.",
            "rencontré le roi",
            "2003",
        ),
        (
            "Le Portugal a rompu avec le Laos en 1998 et a rencontré le roi du Bhoutan en 2003.",
            "rompu avec le Laos",
            "1998",
        ),
    ],
)
def test_a_statement_has_its_own_time(text: str, words: str, timex: str) -> None:
    time = told(text, words).time
    assert time is not None
    assert time.timex == timex
    assert text[time.start_char : time.end_char] == time.text


def test_the_day_is_counted_from_the_publication() -> None:
    nlp = pipeline("fr")
    doc = nlp.make_doc("Le Portugal a expulsé hier l'ambassadeur du Laos.")
    doc._.published = Published("2016-05-04", "metadata")
    (statement,) = nlp(doc)._.statements
    assert statement.time is not None
    assert statement.time.timex == "2016-05-03"


def test_without_a_publication_date_the_time_stays_relative() -> None:
    time = told("Le Portugal a expulsé hier l'ambassadeur du Laos.", "expulsé").time
    assert time is not None
    assert time.text == "hier"
    assert (time.start, time.end) == (None, None)


def test_where_it_happened() -> None:
    statement = told("Le Ghana et le Togo ont signé un traité à Reykjavik.", "signé un traité")
    assert statement.place is not None
    assert statement.place.country == "ISL"
    assert statement.place.latitude is not None
    assert statement.place.latitude == pytest.approx(64.1, abs=0.3)


# --- transfers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "supplier", "recipient", "designation", "status"),
    [
        (
            "La Thaïlande a acheté douze Gripen à la Suède.",
            "acheté douze Gripen",
            "SWE",
            "THA",
            "JAS-39 Gripen",
            "ordered",
        ),
        (
            "La Suède a livré quatre Gripen à la Thaïlande.",
            "livré quatre Gripen",
            "SWE",
            "THA",
            "JAS-39 Gripen",
            "delivered",
        ),
        (
            "Le Pérou envisage d'acheter des Super Tucano au Brésil.",
            "acheter des Super Tucano",
            "BRA",
            "PER",
            "Super Tucano",
            "considered",
        ),
        ("La Zambie n'a jamais acheté d'avions au Malawi.", "acheté d'avions", "MWI", "ZMB", None, "denied"),
        (
            "Le Pérou aurait acheté des Super Tucano au Brésil.",
            "acheté des Super Tucano",
            "BRA",
            "PER",
            "Super Tucano",
            "reported",
        ),
        ("Le Portugal a vendu des chars au Malawi.", "vendu des chars", "PRT", "MWI", None, "ordered"),
    ],
)
def test_arms_that_change_hands(
    text: str, words: str, supplier: str, recipient: str, designation: str | None, status: str
) -> None:
    deal = told(text, words).transfer
    tables = knowledge.load()
    assert deal is not None
    assert (deal.supplier, deal.recipient) == (tables.country(supplier).id, tables.country(recipient).id)
    assert (deal.designation, deal.status) == (designation, status)


def test_the_number_of_a_transfer() -> None:
    deal = told("La Thaïlande a acheté douze Gripen à la Suède.", "acheté douze Gripen").transfer
    assert deal is not None
    assert deal.number == 12
    assert deal.category


@pytest.mark.parametrize("text", ["Le Portugal a vendu du liège au Malawi.", "Le Portugal a acheté du riz au Laos."])
def test_goods_that_are_no_arms_are_no_transfer(text: str) -> None:
    (statement,) = statements(text)
    assert statement.event_type == "COOPERATE"
    assert statement.transfer is None
