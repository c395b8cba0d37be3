"""The tables themselves: enough rows, each with its source, and no spelling that means two things."""

from __future__ import annotations

import datetime
from collections import defaultdict
from importlib import resources

import pycountry
import pytest

from whence.knowledge import Facts, load
from whence.knowledge.tables import LANGUAGES, known, rows
from whence.model import content_id

_FILES = sorted(
    f.name for f in resources.files("whence.knowledge").joinpath("data").iterdir() if f.name.endswith(".tsv")
)
_CATEGORIES = {
    "aircraft", "air defence systems", "anti-submarine warfare weapons", "armoured vehicles", "artillery", "engines",
    "missiles", "naval weapons", "satellites", "sensors", "ships", "other",
}  # fmt: skip


@pytest.mark.parametrize("file", _FILES)
def test_every_row_has_a_source(file: str) -> None:
    assert rows(file)
    assert [row for row in rows(file) if not row.get("source")] == []


def test_there_are_enough_of_each() -> None:
    facts = [(k.entity, k.facts) for k in known()]
    assert sum(e.kind == "weapon_system" for e, _ in facts) >= 120
    assert sum(e.kind == "company" and f.sort == "arms" for e, f in facts) >= 60
    assert sum(f.source_kind in ("outlet", "agency") for _, f in facts) >= 120
    assert sum(f.source_kind == "agency" for _, f in facts) >= 40
    assert sum(f.sort in ("armed group", "intergovernmental", "peace operation") for _, f in facts) >= 60
    assert len(load().periods("fr")) >= 40


def test_no_spelling_of_a_kind_means_two_entities() -> None:
    meant: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for entity, _, spellings in known():
        for spelling in spellings:
            for language in (spelling.language,) if spelling.language else LANGUAGES:
                meant[entity.kind, language, spelling.text].add(entity.id)
    assert {key: ids for key, ids in meant.items() if len(ids) > 1} == {}


def test_ids_are_unique_and_come_from_content() -> None:
    ids = [k.entity.id for k in known()]
    assert len(ids) == len(set(ids)) == len(load().entities)
    assert load().country("JPN").id == content_id("state", "JPN")


def test_every_iso_country_is_there_by_name_and_code() -> None:
    for country in pycountry.countries:
        entity = load().country(country.alpha_3)
        assert entity.country == country.alpha_3
        assert entity.names["fr"]
        assert entity.names["en"]


@pytest.mark.parametrize("code", ["XKX", "PSE", "TWN", "EUE", "SUN"])
def test_states_beyond_iso_and_the_union(code: str) -> None:
    assert load().country(code).known


def test_every_country_named_in_a_table_exists() -> None:
    for entity, facts, _ in known():
        for code in (entity.country, facts.capital_of, facts.seat_of):
            if code is not None:
                assert load().country(code)


def test_most_states_have_adjectives_in_french_and_english() -> None:
    have = defaultdict(set)
    for row in rows("demonyms.tsv"):
        have[row["language"]].add(row["of"])
    states = {k.entity.country for k in known() if k.entity.kind == "state"}
    assert len(states & have["fr"]) >= 190
    assert len(states & have["en"]) >= 185


def test_weapon_systems_have_a_category_of_sipri() -> None:
    assert {k.facts.category for k in known() if k.entity.kind == "weapon_system"} == _CATEGORIES


def test_periods_are_days_in_order() -> None:
    for period in load().periods("fr"):
        start = datetime.date.fromisoformat(period.start)
        assert period.end is None or start <= datetime.date.fromisoformat(period.end)
        assert all(period.names)
    days = {name: (p.start, p.end) for p in load().periods("fr") for name in p.names}
    assert days["guerre des Six Jours"] == ("1967-06-05", "1967-06-10")
    assert len(days) == sum(len(p.names) for p in load().periods("fr"))


def test_facts_of_a_weapon_an_outlet_and_an_office() -> None:
    knowledge = load()

    def facts(name: str) -> Facts:
        entity = knowledge.lookup(name)
        assert entity is not None
        return knowledge.facts(entity.id)

    assert facts("SA-3 Goa").category == "air defence systems"
    assert facts("Gripen").maker == "Saab"
    assert facts("Reuters").source_kind == "agency"
    assert facts("Asahi Shimbun").source_kind == "outlet"
    assert facts("António Guterres").office == "secretary-general of the United Nations"
    assert facts("SIPRI").sort == "institute"


def test_an_entity_that_no_table_has_has_no_facts() -> None:
    assert load().facts("no such id") == Facts(source="")


def test_lookup_takes_any_case_accent_and_language() -> None:
    knowledge = load()
    senegal = knowledge.country("SEN")
    for name in ("Sénégal", "SENEGAL", "senegal", "sénégalaise", "Senegalese", "Сенегал"):
        assert knowledge.lookup(name) == senegal
    assert knowledge.lookup("Senegalese", "fr") is None
    assert knowledge.lookup("Nulleparistan") is None
    assert knowledge.lookup("") is None


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [("Juventus", "organisation", "ITA"), ("Man City", "organisation", "GBR"), ("Marks & Spencer", "company", "GBR")],
)
def test_clubs_and_firms_of_sport_and_business_pages_are_known(name: str, kind: str, country: str) -> None:
    entity = load().lookup(name, "en")
    assert entity is not None
    assert (entity.kind, entity.country) == (kind, country)
