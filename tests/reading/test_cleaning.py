import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from whence.reading.cleaning import clean, is_boilerplate

BITS = st.sampled_from(
    [
        "Le ferry a quitté Valparaiso.",
        "  ",
        "\u00a0",
        "\n",
        "\r\n",
        "\n\n",
        "\u200b",
        "\u00ad",
        "Partager",
        "e\u0301",
        "«\u202foui »",
        "\u2028",
        ".",
        "La capitainerie du port a rouvert les deux bassins fermés depuis dimanche.",
        "Lire aussi : un titre",
        "\x00",
        "\u200d",
        "\ufeff",
        "fin",
    ]
)


@given(st.lists(BITS, max_size=30).map("".join) | st.text(max_size=200))
@example("Partager\u00ad\u200b")
@example("a\u0327\u0301\u0327")
def test_cleaning_a_clean_text_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.lists(BITS, max_size=30).map("".join))
def test_clean_text_is_composed_and_even(text):
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned
    assert "\n\n\n" not in cleaned
    assert all(line == line.strip() for line in cleaned.split("\n"))


def test_blanks_and_line_ends_even_out_and_words_stay():
    assert clean("Le\u00a0port  «\u202frouvre\u202f»\t.\r\n\r\n\r\nLa co\u00adopérative\u200b attend. ") == (
        "Le port « rouvre » .\n\nLa coopérative attend."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Laisser un commentaire",
        "Partager sur Facebook",
        "Lire aussi : La grève des dockers de Callao",
        "À lire aussi – Le port en chiffres",
        "Abonnez-vous",
        "12 commentaires",
        "Publicité",
        "Nous utilisons des cookies pour mesurer l’audience.",
        "Tous droits réservés",
        "Read more",
        "Share this",
        "Share this article",
        "Advertisement",
        "ADVERTISEMENT",
        "Leave a comment",
        "This site uses cookies to improve your visit.",
        "Related: The strike in Callao",
        "3 min read",
        "J’aime",
    ],
)
def test_page_furniture_goes(line):
    report = "Le port de Callao a rouvert mardi."
    assert clean(f"{report}\n{line}\nLes grues tournent.") == f"{report}\nLes grues tournent."


@pytest.mark.parametrize(
    "line",
    [
        "Partager le pouvoir avec les généraux, tel est le plan.",
        "Lire aussi entre les lignes du traité est un art.",
        "La publicité pour le tabac reste interdite.",
        "Partagez-vous son avis ?",
        "Les commentaires du ministre ont surpris Lima.",
        "Read more books, the minister told pupils.",
        "Share this burden with us, said Peru.",
        "Related companies were fined too.",
        "Close allies of the king left.",
        "Contact a été pris avec Quito.",
        "Voir aussi : le musée est ouvert le lundi.",
        "",
    ],
)
def test_sentences_that_begin_like_furniture_stay(line):
    assert not is_boilerplate(line)
