"""Words that names are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from whence.knowledge import tables
from whence.knowledge.folding import fold
from whence.knowledge.parts import Part, parts


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("daniel", "given"),
        ("maria", "given"),
        ("herald", "outlet"),
        ("gazette", "outlet"),
        ("institute", "organisation"),
        ("ministry", "organisation"),
        ("airlines", "company"),
        ("harbour", "place"),
        # folded: without accents, in small letters
        ("aksam", "outlet"),
        ("nacion", "outlet"),
    ],
)
def test_a_word_has_the_kind_of_name_it_is_a_part_of(word: str, part: str) -> None:
    assert parts().get(word) == part


@pytest.mark.parametrize("word", ["Daniel", "Akşam", "okoro", "sold", "because", ""])
def test_what_is_no_part_of_names_or_is_not_folded_is_not_there(word: str) -> None:
    assert word not in parts()


def test_words_are_folded_and_their_kinds_are_those_of_part() -> None:
    assert [w for w in parts() if w != fold(w)] == []
    assert set(parts().values()) <= set(get_args(Part))
    assert {"given", "organisation", "company", "outlet", "place"} <= set(parts().values())


def test_no_word_has_a_mark_of_the_tables() -> None:
    assert [w for w in parts() if not w[:1].isalnum()] == []


def test_the_table_gives_no_word_two_kinds() -> None:
    given = {(fold(row["word"]), row["part"]) for row in tables.rows("name_words.tsv")}
    assert {part for _, part in given} <= set(get_args(Part))
    assert len(given) == len({word for word, _ in given})


# --- how words of the other tables come in ----------------------------------------------------------------------------


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[dict[str, str]]]]:
    """Tables that a test fills in place of the real ones."""
    made_up: dict[str, list[dict[str, str]]] = {}
    monkeypatch.setattr(tables, "rows", lambda file: tuple(made_up.get(file, ())))
    parts.cache_clear()
    yield made_up
    parts.cache_clear()


def test_the_first_name_of_a_person_is_a_given_name(made: dict[str, list[dict[str, str]]]) -> None:
    made["people.tsv"] = [{"name": "Zuri Okoro"}, {"name": "Adaline"}, {"name": "Jo Calder"}]
    made["leaders.tsv"] = [{"name": "Émeric Calder"}]
    assert parts() == {"zuri": "given", "emeric": "given"}


def test_a_word_in_the_names_of_three_of_a_kind_is_one_that_such_names_are_made_of(
    made: dict[str, list[dict[str, str]]],
) -> None:
    made["companies.tsv"] = [
        {"name": "Quillby Forge", "en": "", "fr": "Forge Quillby|Forge de Quillby"},
        {"name": "Varno Forge"},
        {"name": "Ostrel Forge"},
        {"name": "Varno Mill"},
    ]
    made["outlets.tsv"] = [{"name": "Quillby Lantern"}, {"name": "Varno Lantern"}, {"name": "Ostrel lantern"}]
    assert parts() == {"forge": "company"}


def test_a_word_of_the_table_has_the_kind_that_the_table_says(made: dict[str, list[dict[str, str]]]) -> None:
    made["name_words.tsv"] = [{"word": "Zuri", "part": "place"}, {"word": "Forge", "part": "outlet"}]
    made["people.tsv"] = [{"name": "Zuri Okoro"}]
    made["companies.tsv"] = [{"name": f"{town} Forge"} for town in ("Quillby", "Varno", "Ostrel")]
    assert parts() == {"zuri": "place", "forge": "outlet"}
