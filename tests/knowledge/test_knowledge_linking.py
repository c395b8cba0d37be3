"""Entities for names that no table has."""

from __future__ import annotations

from whence.knowledge import linking, load


def test_one_name_gives_one_person_however_it_is_written() -> None:
    one, other = linking.person("Élodie  Varenne-Cosse", "BEL"), linking.person("Elodie Varenne Cosse")
    assert one.id == other.id
    assert one.name == "Élodie Varenne-Cosse"
    assert (one.known, one.country) == (False, "BEL")


def test_a_person_and_a_company_of_one_name_are_two() -> None:
    assert linking.person("Varenne").id != linking.company("Varenne").id


def test_a_person_who_is_in_the_tables_has_the_same_id() -> None:
    known = load().lookup("Angela Merkel")
    assert known is not None
    assert linking.person("ANGELA MERKEL").id == known.id


def test_same_name() -> None:
    assert linking.same_name("L’Œil du Golfe", "l'oeil du golfe")
    assert not linking.same_name("Œil", "Deuil")
