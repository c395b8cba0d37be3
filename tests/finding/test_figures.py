"""Figures: value, unit, bounds, and what they measure."""

import itertools

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.finding.figures import find_quantities
from whence.finding.figures.numbers import fold, numbers
from whence.language.lexicons import lexicon


@pytest.mark.parametrize("language", ["fr", "en", "ru"])
def test_the_examples_of_the_data_are_read(language: str) -> None:
    for example in lexicon(language, "numbers")["examples"]:
        found = [[q.text, q.value, q.unit, q.of or ""] for q in find_quantities(example["text"], language)]
        assert found == example["gives"]


@pytest.mark.parametrize(
    ("sentence", "text", "value", "unit", "of"),
    [
        ("Le Maroc détient 51% des actions.", "51%", 51, "percent", "actions"),
        (
            "La Grèce fournit environ 60 % des importations de blé.",
            "environ 60 %",
            60,
            "percent",
            "importations de blé",
        ),
        ("L'institut de Berneenviron 60 % des fusils", "environ 60 %", 60, "percent", "fusils"),
        ("La part atteint 12 pour cent.", "12 pour cent", 12, "percent", None),
        ("Il pèse 4,5 % du PIB.", "4,5 %", 4.5, "percent", "PIB"),
        ("Le contrat vaut 1,6 milliard d'euros.", "1,6 milliard d'euros", 1.6e9, "EUR", None),
        ("Le contrat vaut $1.6bn.", "$1.6bn", 1.6e9, "USD", None),
        ("Une amende de 3 M€.", "3 M€", 3e6, "EUR", None),
        ("Une aide de deux milliards de dollars.", "deux milliards de dollars", 2e9, "USD", None),
        ("Il a versé 20 000 francs suisses.", "20 000 francs suisses", 20000, "CHF", None),
        ("Il a versé 20\u202f000\u00a0yens.", "20\u202f000\u00a0yens", 20000, "JPY", None),
        ("Une portée de 300 km.", "300 km", 300, "km", None),
        ("Trois millions de tonnes de riz.", "Trois millions de tonnes", 3e6, "t", "riz"),
        ("Le port exporte 500 000 barils par jour.", "500 000 barils par jour", 500000, "bbl/d", None),
        ("Le Kenya a reçu 36 avions de combat.", "36 avions", 36, "count", "avions de combat"),
        ("Le Kenya a reçu trente-six avions.", "trente-six avions", 36, "count", "avions"),
        ("Une dizaine d'hélicoptères ont décollé.", "Une dizaine d'hélicoptères", 10, "count", "hélicoptères"),
        ("On compte une trentaine de morts.", "une trentaine de morts", 30, "count", "morts"),
        ("On compte quelque 300 blessés.", "quelque 300 blessés", 300, "count", "blessés"),
        ("Le Qatar a commandé 24 Rafale.", "24 Rafale", 24, "count", "Rafale"),
        ("Il a livré 12 F-16.", "12 F-16", 12, "count", "F-16"),
        ("Ils étaient 57,000 partisans.", "57,000 partisans", 57000, "count", "partisans"),
        ("Un tiers des navires a coulé.", "Un tiers", 33.33, "percent", "navires"),
        ("Deux mille soldats défilent.", "Deux mille soldats", 2000, "count", "soldats"),
    ],
)
def test_one_figure(sentence: str, text: str, value: float, unit: str, of: str | None) -> None:
    (quantity,) = find_quantities(sentence, "fr")
    assert (quantity.text, quantity.value, quantity.unit, quantity.of) == (text, value, unit, of)


@pytest.mark.parametrize(
    ("sentence", "value", "low", "high", "approximate"),
    [
        ("Plus de 2 000 soldats", 2000, 2000, None, True),
        ("Au moins 40 navires", 40, 40, None, True),
        ("Moins de 12 tonnes", 12, None, 12, True),
        ("Jusqu'à 300 km", 300, None, 300, True),
        ("Près de 70%", 70, None, None, True),
        ("70 % environ", 70, None, None, True),
        ("70 %", 70, None, None, False),
        ("Entre 40 et 50 navires", None, 40, 50, True),
        ("De 3 à 5 % des voix", None, 3, 5, True),
        ("10-12 % des voix", None, 10, 12, True),
        ("Entre deux et trois milliards d'euros", None, 2e9, 3e9, True),
        ("Des centaines de millions de dollars", 1e8, 1e8, None, True),
        ("Des dizaines de milliers de personnes", 1e4, 1e4, None, True),
    ],
)
def test_bounds(sentence: str, value: float | None, low: float | None, high: float | None, approximate: bool) -> None:
    (quantity,) = find_quantities(sentence, "fr")
    assert quantity.start == 0
    assert (quantity.value, quantity.low, quantity.high, quantity.approximate) == (value, low, high, approximate)


@pytest.mark.parametrize(
    ("sentence", "text", "value", "unit", "of"),
    [
        ("Kenya received 36 fighter jets.", "36 fighter jets", 36, "count", "fighter jets"),
        ("A dozen Turkish soldiers fell.", "A dozen Turkish soldiers", 12, "count", "Turkish soldiers"),
        ("It spent half a million dollars.", "half a million dollars", 5e5, "USD", None),
        ("Tens of thousands of refugees arrived.", "Tens of thousands of refugees", 1e4, "count", "refugees"),
        ("It holds 51% of the shares.", "51%", 51, "percent", "shares"),
        ("The range is 300 km.", "300 km", 300, "km", None),
    ],
)
def test_one_english_figure(sentence: str, text: str, value: float, unit: str, of: str | None) -> None:
    (quantity,) = find_quantities(sentence, "en")
    assert (quantity.text, quantity.value, quantity.unit, quantity.of) == (text, value, unit, of)


def test_a_bare_year_before_a_noun_is_no_english_count() -> None:
    assert find_quantities("the 2010 elections and the two parties", "en") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Les deux pays négocient.",
        "Les 27 ont voté.",
        "Le 14 juillet 2019 à 14 h 30",
        "Il y a 30 ans, en 2019 les usines fermaient.",
        "Des F-16 et des Mirage 2000 livrés hier",
        "Le 2e régiment garde la route.",
        "Il a signé un accord.",
        "Selon l'article 5 des statuts",
        "Un franc-maçon préside la loge.",
    ],
)
def test_dates_names_and_ordinals_are_no_figures(sentence: str) -> None:
    assert find_quantities(sentence, "fr") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("quatre-vingt-dix-sept", 97),
        ("vingt et un", 21),
        ("deux mille trois cents", 2300),
        ("12.000", 12000),
        ("0,5", 0.5),
        ("60 082 000", 60082000),
    ],
)
def test_numbers_are_read_as_french_writes_them(text: str, value: float) -> None:
    assert numbers("fr").value(fold(text)) == value


def test_a_word_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        numbers("fr").value("bateau")


def test_the_component_sets_the_quantities_of_the_doc() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("whence_quantities")
    doc = nlp("Le Kenya a reçu 36 avions pour 40 millions d'euros.")
    assert [(q.value, q.unit) for q in doc._.quantities] == [(36, "count"), (4e7, "EUR")]


WORDS = """le les un une deux cent mille vingt et 3 1,5 12 000 2019 $ € % M€ millions milliard de d' des dizaines
centaines trentaine environ plus moins entre à - soldats avions Rafale F-16 km tonnes barils par jour euros dollars
tiers moitié . , ’ İ ½ 10,000 1.2.3 au half a dozen hundreds of the people between and percent"""
PIECES = st.sampled_from([*WORDS.split(), "\u00a0", "\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["", " "]), st.sampled_from(["fr", "en"]))
def test_offsets_hold_whatever_the_text(pieces: list[str], joint: str, language: str) -> None:
    text = joint.join(pieces)
    quantities = find_quantities(text, language)
    assert all(text[q.start : q.end] == q.text and q.text.strip() for q in quantities)
    assert all(a.end <= b.start for a, b in itertools.pairwise(quantities))
    assert all(q.low is None or q.high is None or q.low <= q.high for q in quantities)
    assert all(q.value is not None or (q.low is not None and q.high is not None) for q in quantities)
    assert quantities == find_quantities(text, language)
