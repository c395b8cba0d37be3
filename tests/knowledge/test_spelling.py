"""One entity across scripts and spellings, and two that only look alike."""

from __future__ import annotations

import itertools
import random
import time

import pytest

from whence.knowledge import load
from whence.knowledge.blocking import blocks
from whence.knowledge.folding import name_key
from whence.knowledge.joining import Spellings
from whence.knowledge.sounds import conventions_of, likeness, words
from whence.knowledge.spelling import SAME, Group, alike
from whence.knowledge.variants import same_entity
from whence.model import EntityKind


def sounds(name: str) -> set[str]:
    return {convention.read(words(name)[0].text) for convention in conventions_of(name)}


@pytest.mark.parametrize(
    "spellings",
    [
        ("Choubine", "Schubin", "Shubin", "Шубин"),  # French, German, English, Cyrillic
        ("Caferov", "Jafarov", "Cəfərov", "Джафаров", "Djafarov"),  # Turkish, English, Azerbaijani
        ("Hasanli", "Gasanli", "Гасанли"),  # Russian writes a foreign h as g
        ("Qian", "Цянь"),  # Pinyin, Palladius
        ("Hsiang", "Xiang"),  # Wade-Giles, Pinyin
        ("Παπανδρέου", "Papandreou"),
        ("Փաշինյան", "Pashinyan"),
    ],
)
def test_spellings_of_one_name_share_a_reading(spellings: tuple[str, ...]) -> None:
    for one, other in itertools.combinations(spellings, 2):
        assert max(likeness(x, y) for x in sounds(one) for y in sounds(other)) >= 0.9, (one, other)


def test_a_letter_of_one_language_leaves_no_other_reading() -> None:
    assert "ganja" in sounds("Gəncə")
    assert "gans" not in sounds("Gəncə")  # as French would read it
    assert {c.name for c in conventions_of("gence")} > {c.name for c in conventions_of("gəncə")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pavel Belikov", "Belikov Pavel"),
        ("Pavel Belikov", "Belikov, Pavel"),
        ("Pavel Belikov", "P. Belikov"),
        ("Pavel Belikov", "Павел Андреевич Беликов"),
        ("Rashid al-Masri", "Rachid El-Masri"),
        ("Rashid al-Masri", "رشيد المصري"),
        ("Abdul Karim Saleh", "Abdelkarim Saleh"),
        ("Elman Rza oglu Veliyev", "Elman Vəliyev"),
        ("Pak Tong-min", "Pak Tong Min"),
        ("Anna Maria Torres", "Anna Torres"),
    ],
)
def test_a_person_is_the_same_however_the_name_is_built(one: str, other: str) -> None:
    assert alike("person", one, other).score >= SAME
    assert alike("person", one, other) == alike("person", other, one)
    assert blocks("person", one) & blocks("person", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pavel Belikov", "Oleg Belikov"),
        ("Pavel Belikov", "Belikov"),
        ("Jean Tournier", "Jean-Marie Tournier"),
        ("King Amadeus II", "King Amadeus III"),
        ("Omar Saleh", "Omar Saleh Jr."),
        ("Mahmoud Saleh", "Mohammed Saleh"),
        ("Karim Hasan", "Karim Hussein"),
        ("A. B. Toure", "A. C. Toure"),
    ],
)
def test_two_persons_of_one_family_stay_two(one: str, other: str) -> None:
    assert alike("person", one, other).score < SAME


@pytest.mark.parametrize(
    ("group", "one", "other", "same"),
    [
        ("place", "Velikograd", "Великоград", True),
        ("place", "Al-Karmiya", "Karmiya", True),
        ("place", "Velikograd", "Velikogorsk", False),
        ("organisation", "Institute of Coastal Studies", "Institute for Coastal Studies", True),
        ("organisation", "Office of Coastal Studies", "OCS", True),
        ("organisation", "Tarvex Ltd", "Tarvex", True),
        ("organisation", "EDQ", "EDK", False),
        ("system", "X-77 Falconet", "X-77", True),
        ("system", "Х-77М", "X-78", False),
        ("system", "Falconet-2", "Falconet-3", False),
    ],
)
def test_places_organisations_and_weapons(group: Group, one: str, other: str, same: bool) -> None:
    assert (alike(group, one, other).score >= SAME) is same


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("weapon_system", "S-125", "SA-3", True),
        ("weapon_system", "Iron Dome", "Железный купол", True),
        ("weapon_system", "Buk-M1", "Buk-M2", False),  # one row of the tables, two models
        ("organisation", "NATO", "OTAN", True),
        ("state", "Niger", "Nigeria", False),
        ("state", "Niger", "Нигер", True),
        ("place", "Munich", "München", True),
        ("place", "Ganja", "Гянджа", True),
        ("person", "Ali Khamenei", "Ruhollah Khomeini", False),
        ("person", "Ilham Aliyev", "İlham Əliyev", True),
    ],
)
def test_the_tables_come_first(kind: EntityKind, one: str, other: str, same: bool) -> None:
    found = same_entity(kind, one, other)
    assert (found.score >= SAME) is same
    assert found.why
    assert found == same_entity(kind, other, one)


def test_a_document_has_no_spelling() -> None:
    with pytest.raises(KeyError):
        same_entity("document", "a", "b")  # type: ignore[arg-type]


NAMES = (
    "Pavel Belikov",
    "Павел Беликов",
    "Pawel Belikow",
    "Oleg Belikov",
    "Ilham Əliyev",
    "Ильхам Алиев",
    "P. Belikov",
)


def keys(names: list[str]) -> dict[str, str]:
    spellings = Spellings()
    for name in names:
        spellings.add("person", name)
    found = spellings.keys()
    assert len(spellings) == len(found)
    return {name: found["person", name_key(name)] for name in names}


def test_spellings_are_joined_whatever_their_order() -> None:
    found = keys(list(NAMES))
    assert found["Pavel Belikov"] == found["Павел Беликов"] == found["Pawel Belikow"]
    assert found["Oleg Belikov"] != found["Pavel Belikov"]
    known = load().lookup("Ilham Aliyev")
    assert known is not None
    assert found["Ilham Əliyev"] == found["Ильхам Алиев"] == known.id
    for seed in range(5):
        assert keys(random.Random(seed).sample(NAMES, len(NAMES))) == found


def invented(count: int) -> list[str]:
    """Names of persons, each its own, built of syllables; every fourth once more in German spelling."""
    chance = random.Random(7)
    syllables = [
        "ka",
        "mi",
        "ro",
        "zan",
        "el",
        "tur",
        "shi",
        "no",
        "ve",
        "dar",
        "gul",
        "ba",
        "ri",
        "lo",
        "pe",
        "sto",
        "ya",
        "ne",
        "fi",
        "hu",
        "so",
        "ty",
        "mar",
        "wen",
        "dro",
        "kle",
    ]
    made: dict[str, None] = {}
    while len(made) < count:
        given, family = ("".join(chance.choices(syllables, k=3)).title() for _ in range(2))
        made[f"{given} {family}ov"] = None
        if len(made) % 4 == 0:
            made[f"{given} {family}ow".replace("sh", "sch")] = None
    return list(made)[:count]


def seconds(count: int) -> float:
    names = invented(count)
    started = time.process_time()
    keys(names)
    return time.process_time() - started


@pytest.mark.slow
def test_twenty_thousand_names_take_time_in_proportion() -> None:
    keys(invented(10))  # the tables are read
    small, large = seconds(5_000), seconds(20_000)
    assert large < 60
    assert large < 4 * small * 1.8
