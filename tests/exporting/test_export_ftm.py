"""followthemoney's own library takes every entity, loses none of its values, and finds every reference."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from whence.record import Record

Exported = Callable[[str], bytes]


@pytest.fixture
def lines(exported: Exported) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported("ftm").decode().splitlines()]


def of(lines: list[dict[str, Any]], schema: str) -> list[dict[str, Any]]:
    return [line["properties"] for line in lines if line["schema"] == schema]


def test_every_value_is_one_of_the_model_and_is_kept(lines: list[dict[str, Any]]) -> None:
    model = pytest.importorskip("followthemoney").model
    ids = {line["id"]: line["schema"] for line in lines}
    assert len(ids) == len(lines)
    for line in lines:
        proxy = model.get_proxy(line, cleaned=False)
        assert proxy.schema.name == line["schema"]
        for name, values in line["properties"].items():
            property_ = proxy.schema.get(name)
            assert property_ is not None, name
            kept = proxy.get(property_)
            assert len(kept) == len(values), (name, values, kept)
            if property_.range is not None:
                assert all(model.get(ids[value]).is_a(property_.range) for value in values), (name, values)
        assert all(proxy.get(required) for required in proxy.schema.required)


def test_an_event_has_its_hedges_in_its_name_and_its_reports_as_proof(lines: list[dict[str, Any]]) -> None:
    (visit,) = [event for event in of(lines, "Event") if len(event["proof"]) == 2]
    assert visit["name"] == ["[said to be so (attributed) once; stated as a fact once] “Norvège visite Pérou”"]
    assert visit["startDate"] == ["2014-01-01"]
    assert visit["organizer"]
    assert visit["involved"]


def test_a_note_has_the_exact_words_and_its_report_as_proof(told: Record, lines: list[dict[str, Any]]) -> None:
    notes = of(lines, "Note")
    assert sorted(note["description"][0] for note in notes) == sorted(s.quote for s in told.statements())
    assert {note["proof"][0] for note in notes} == {d.id for d in told.documents()}
    assert any("On whose word: Lumen <- Lumen. Characters 13 to 33" in note["summary"][0] for note in notes)


def test_an_address_that_is_none_of_the_web_is_a_files_name(lines: list[dict[str, Any]]) -> None:
    articles = {article["fileName"][0]: article for article in of(lines, "Article")}
    assert articles["https://lumen.example/visite"]["sourceUrl"] == ["https://lumen.example/visite"]
    assert "sourceUrl" not in articles["nu.txt"]
    assert articles["nu.txt"]["language"] == ["fra"]
