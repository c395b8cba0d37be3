"""A paragraph that is printed twice is found, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from whence.reading.repetition import repeated

TWICE = "Le syndicat des dockers a obtenu une hausse de salaire de quatre pour cent."


def test_the_second_printing_of_a_paragraph_is_found():
    text = f"Un.\n{TWICE}\nDeux.\n{TWICE.upper()}\nTrois."
    start = text.index(TWICE.upper())
    assert repeated(text) == [(start, start + len(TWICE))]


def test_a_short_line_may_come_twice():
    assert repeated("Oui.\nNon.\nOui.") == []


def test_a_repeated_line_inside_a_folded_paragraph_is_no_repetition():
    folded = "les navires qui attendaient au large de la rade depuis\n"
    assert repeated(f"Ce sont\n{folded}lundi.\nPartis sont\n{folded}mardi.") == []


@given(
    st.lists(
        st.sampled_from([TWICE, "Une autre phrase, assez longue pour compter comme un paragraphe.", "", "Bref."]),
        max_size=8,
    )
)
def test_what_is_found_stands_before(lines):
    text = "\n".join(lines)
    for start, end in repeated(text):
        assert text[start:end] in text[:start]
