import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.reading.joined import split_points


def parted(text, language):
    cuts = [0, *split_points(text, language), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(cuts)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Selon l'office de Montevideonotamment", ["Selon l'office de Montevideo", "notamment"]),
        ("arrivé à Montevideoles 12 députés", ["arrivé à Montevideo", "les 12 députés"]),
        ("reparti mardiLe ministre", ["reparti mardi", "Le ministre"]),
        ("reparti vers LimaLes députés", ["reparti vers LimaLes députés"]),
        ("venu de NairobiLes députés", ["venu de Nairobi", "Les députés"]),
    ],
)
def test_words_run_together_are_parted(text, parts):
    assert parted(text, "fr") == parts


@pytest.mark.parametrize(
    "text",
    [
        "Indépendant depuis lundi",
        "YouTube et WikiLeaks",
        "McDonald accuse",
        "Désormais Singapour attend",
        "M. Pariset dit",
        "Budapest et Bucarest",
        "MONTEVIDEONOTAMMENT",
        "montevideonotamment",
        "iPhone macOS LinkedIn",
        "Illégalement vendu",
        "Rencontre à Prague",
        "Sanchez parle",
        "les Parisiens dans la ville",
        "DeSouza",
    ],
)
def test_true_words_are_left_whole(text):
    assert split_points(text, "fr") == []


def test_a_language_without_data_has_no_points():
    assert split_points("Montevideonotamment", "xx") == []
    assert split_points("Montevideonotamment", None) == []


@given(st.text(max_size=80))
def test_points_are_ascending_and_inside_the_text(text):
    points = split_points(text, "fr")
    assert points == sorted(set(points))
    assert all(0 < p < len(text) for p in points)
