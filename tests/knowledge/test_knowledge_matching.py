"""Names in text: what matches, what does not, and which entity a surface reaches."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.knowledge import Name, load
from whence.knowledge.folding import fold, name_key
from whence.knowledge.tables import known


def names(text: str, language: str = "fr") -> list[tuple[str, str, str]]:
    """Surface, name of the entity and form of every name in the text."""
    return [(text[n.start : n.end], n.entity.name, n.form) for n in load().match(text, language)]


def surfaces(text: str, language: str = "fr") -> list[str]:
    return [surface for surface, _, _ in names(text, language)]


def only(text: str, language: str = "fr") -> Name:
    found = load().match(text, language)
    assert len(found) == 1, names(text, language)
    return found[0]


@pytest.mark.parametrize("surface", ["brésilien", "brésilienne", "brésiliens", "brésiliennes"])
def test_every_form_of_a_french_adjective_is_the_state(surface: str) -> None:
    name = only(f"un navire {surface} est arrivé")
    assert (name.entity.country, name.form) == ("BRA", "adjective")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("la diplomatie sud-soudanaise", "SSD"),
        ("des forages nord-coréens", "PRK"),
        ("le ministère sud africain", "ZAF"),
        ("une entreprise azérie", "AZE"),
        ("un port grec", "GRC"),
        ("des marins turques", "TUR"),
    ],
)
def test_compound_and_irregular_adjectives(text: str, country: str) -> None:
    assert only(text).entity.country == country


def test_people_are_capitalised_and_adjectives_are_not() -> None:
    assert [(s, f) for s, _, f in names("Pour les Norvégiens, la pêche norvégienne compte.")] == [
        ("Norvégiens", "inhabitant"),
        ("norvégienne", "adjective"),
    ]
    assert names("Two Kenyans met a Kenyan envoy.", "en")[0][2] == "inhabitant"


def test_a_compound_adjective_names_both_states() -> None:
    found = load().match("le traité franco-chilien", "fr")
    assert [n.entity.country for n in found] == ["FRA", "CHL"]
    assert surfaces("Le général Franco est mort.") == []


def test_a_language_is_not_its_state() -> None:
    assert surfaces("Elle a répondu en polonais.") == []
    assert surfaces("Elle vit en territoire polonais.") == ["polonais"]


def test_broader_groups_have_no_country() -> None:
    for text in ("les partenaires européens", "les capitales arabes", "les chancelleries occidentales"):
        assert only(text).entity.country is None


@pytest.mark.parametrize("text", ["aux États-Unis", "aux Etats-Unis", "AUX ÉTATS-UNIS", "aux États Unis", "aux USA"])
def test_one_state_however_it_is_written(text: str) -> None:
    assert only(text).entity.id == load().country("USA").id


@pytest.mark.parametrize("text", ["la Côte d’Ivoire", "la Côte d'Ivoire", "la Cote d'Ivoire", "la Côte-d’Ivoire"])
def test_apostrophes_and_accents_do_not_matter(text: str) -> None:
    assert only(text).entity.country == "CIV"


def test_one_entity_in_every_language() -> None:
    french, english, russian = only("en Birmanie"), only("in Burma", "en"), only("Мьянма", "ru")
    assert french.entity.id == english.entity.id == russian.entity.id
    assert only("le Dôme de fer").entity.id == only("the Iron Dome", "en").entity.id


@pytest.mark.parametrize("text", ["un S-300 livré", "un S 300 livré", "un S300 livré", "un S\u2011300 livré"])
def test_designations_with_hyphen_blank_or_nothing(text: str) -> None:
    assert only(text).entity.kind == "weapon_system"


def test_blanks_of_any_number_and_line_breaks_inside_a_name() -> None:
    assert surfaces("la Corée  du\u00a0Nord et la Corée\ndu Sud") == ["Corée  du\u00a0Nord", "Corée\ndu Sud"]
    assert surfaces("la Corée\n\ndu Sud") == ["Corée"]


def test_a_name_inside_a_word_is_none() -> None:
    assert surfaces("Iranologue, xIran, Iran_2, Irán2") == []
    assert surfaces("F-16XL") == []


def test_the_longest_name_wins() -> None:
    assert surfaces("Le New York Times et New York") == ["New York Times", "New York"]
    assert only("la Guinée équatoriale").entity.country == "GNQ"


def test_capitals_are_places_with_the_state_they_govern() -> None:
    name = only("un sommet à Lisbonne")
    assert (name.entity.kind, name.form) == ("place", "name")
    facts = load().facts(name.entity.id)
    assert (facts.capital_of, facts.seat_of) == ("PRT", "PRT")
    assert facts.latitude == pytest.approx(38.7, abs=0.2)
    assert only("au Caire").entity.id == only("Le Caire").entity.id


@pytest.mark.parametrize(
    ("text", "seat"),
    [("le Kremlin", "RUS"), ("Matignon", "FRA"), ("la Maison-Blanche", "USA"), ("le Berlaymont", "EUE")],
)
def test_seats_stand_for_governments(text: str, seat: str) -> None:
    name = only(text)
    assert name.form == "government"
    assert load().facts(name.entity.id).seat_of == seat


def test_an_outlet_named_by_common_words_needs_its_capitals() -> None:
    assert only("selon Le Monde").entity.kind == "outlet"
    assert surfaces("dans le monde entier. Le monde change. LE MONDE CHANGE ENCORE") == []
    assert surfaces("Libération de deux otages") == []
    assert only("a écrit Libération hier").entity.kind == "outlet"
    assert surfaces("Time is short. The Time has come.", "en") == []
    assert surfaces("as Time magazine wrote", "en") == ["Time magazine"]


def test_common_words_are_no_cities() -> None:
    assert surfaces("Tours de table et Date limite. Sens unique.") == []
    assert surfaces("Nice work. Reading matters. Most people agree.", "en") == []


def test_a_city_that_is_part_of_a_persons_name_is_left_alone() -> None:
    assert surfaces("Il habite Florence depuis mars.") == ["Florence"]
    assert surfaces("Mme Florence Arnoux préside.") == []


def test_acronyms_keep_their_case() -> None:
    assert only("l'OMS").entity.kind == "organisation"
    assert surfaces("who is there, and let us go. Let it be.", "en") == []


def test_capitals_in_headlines() -> None:
    assert surfaces("LA SUÈDE ET OSLO SIGNENT AVEC SAAB") == ["SUÈDE", "OSLO", "SAAB"]


def test_accents_that_the_name_has_not_make_another_word() -> None:
    assert surfaces("Les Médias ont parlé.") == []


def test_exact_spelling_decides_between_a_ship_and_a_man() -> None:
    assert only("le Charles-de-Gaulle").entity.kind == "weapon_system"
    assert only("Charles de Gaulle").entity.kind == "person"


def test_a_language_without_tables_still_has_states_and_names_of_every_language() -> None:
    assert surfaces("Gazprom und Reuters in Frankreich", "de") == ["Gazprom", "Reuters", "Frankreich"]
    assert surfaces("Gazprom", "no-such-language") == ["Gazprom"]


_SPELLINGS = sorted({s.text for k in known() for s in k.spellings if s.language in (None, "fr")})


@given(st.lists(st.one_of(st.sampled_from(_SPELLINGS), st.text(max_size=8), st.sampled_from([" ", "-", ". ", "’"]))))
def test_spans_are_sorted_disjoint_and_fold_to_a_known_spelling(parts: list[str]) -> None:
    text = "".join(parts)
    end = 0
    for name in load().match(text, "fr"):
        assert end <= name.start < name.end <= len(text)
        end = name.end
        assert load().lookup(text[name.start : name.end], "fr") is not None


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


def test_matching_is_quick() -> None:
    text = "Le ministre letton a rencontré à Riga le directeur de Saab, a dit un porte-parole à la presse. " * 1500
    load().match(text[:200], "fr")
    taken = []
    for _ in range(3):  # the machine may be busy: the best of three
        start = time.perf_counter()
        load().match(text, "fr")
        taken.append(time.perf_counter() - start)
    assert len(text.split()) / min(taken) > 50_000
