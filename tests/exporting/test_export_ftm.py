"""followthemoney's own library takes every entity, loses none of its values, and finds every reference.

What OpenAleph does with entities when it loads them is done here with that library alone (docs/openaleph.md tells what
was tried with its own code).
"""

import dataclasses
import json
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import stand_ins

from whence.exporting import export
from whence.model import Entity, Participant, Place, Review
from whence.record import Record

Exported = Callable[[str], bytes]
Lines = list[dict[str, Any]]


@pytest.fixture
def things(tmp_path: Path) -> Lines:
    """The export of an event in which a weapon system, a place and somebody unnamed take part, and of one that a person
    has rejected; both by hearsay."""
    city = Entity("c", "place", "Ville", {"fr": ("Ville", "La Ville")}, "KEN")
    weapon = Entity("w", "weapon_system", "Boréal-2")
    with Record.open(tmp_path / "things.db") as record:
        for text, more in (("Norvège visite Pérou.", (city, weapon)), ("Kenya visite Berg.", ())):
            report = stand_ins.report(f"{text[:5]}.txt", text)
            found = stand_ins.analyse(report.document)
            (said,) = found.statements
            with_them = [Participant("object", one.name, text[:1], 0, 1, one.id, one.country) for one in more]
            unnamed = Participant("other", "témoins", text[:1], 0, 1, None, None)
            place = Place("Ville", city.id, "KEN", -1.25, 36.5) if more else None
            parts = (*said.participants, *with_them, unnamed)
            said = dataclasses.replace(said, participants=parts, place=place, evidential="hearsay")
            record.add(report, dataclasses.replace(found, entities=(*found.entities, *more), statements=(said,)))
        against = next(claim for claim in record.claims() if "Berg" in claim.gist)
        record.review(Review("r1", "2024-02-03T10:00:00Z", "Nora", against.id, "reject"))
        export(record, "ftm", out := BytesIO())
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


@pytest.fixture
def lines(exported: Exported) -> Lines:
    return [json.loads(line) for line in exported("ftm").decode().splitlines()]


def _instant(date: str) -> str:
    """A date or a time of UTC, however it is written."""
    return datetime.fromisoformat(date).replace(tzinfo=None).isoformat()


def of(lines: Lines, schema: str) -> Lines:
    return [line["properties"] for line in lines if line["schema"] == schema]


def test_every_value_is_one_of_the_model_and_is_kept(lines: Lines) -> None:
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


def test_an_event_has_its_hedges_in_its_name_and_its_reports_as_proof(lines: Lines) -> None:
    (visit,) = [event for event in of(lines, "Event") if len(event["proof"]) == 2]
    assert visit["name"] == ["[said to be so (attributed) once; stated as a fact once] “Norvège visite Pérou”"]
    assert visit["startDate"] == ["2014-01-01"]
    assert visit["organizer"]
    assert visit["involved"]


def test_a_note_has_the_exact_words_and_its_report_as_proof(told: Record, lines: Lines) -> None:
    notes = of(lines, "Note")
    assert sorted(note["notes"][0] for note in notes) == sorted(s.quote for s in told.statements())
    assert {note["proof"][0] for note in notes} == {d.id for d in told.documents()}
    assert any("On whose word: Lumen <- Lumen. Characters 13 to 33" in note["summary"][0] for note in notes)


def test_an_address_that_is_none_of_the_web_is_a_files_name(lines: Lines) -> None:
    articles = {article["fileName"][0]: article for article in of(lines, "Article")}
    assert articles["https://lumen.example/visite"]["sourceUrl"] == ["https://lumen.example/visite"]
    assert "sourceUrl" not in articles["nu.txt"]
    assert articles["nu.txt"]["language"] == ["fra"]


def test_what_an_event_cannot_hold_hangs_on_the_note_of_the_statement(things: Lines) -> None:
    by_id = {line["id"]: line for line in things}
    (note,) = [note for note in of(things, "Note") if note["notes"] == ["Norvège visite Pérou"]]
    assert [by_id[one]["schema"] for one in note["entity"]] == ["Event", "Address", "Asset"]
    assert note["addressEntity"] == ["c"]
    assert (by_id["c"]["properties"]["latitude"], by_id["c"]["properties"]["longitude"]) == (["-1.25"], ["36.5"])


def test_what_people_have_rejected_says_so_where_it_is_shown(things: Lines) -> None:
    names = sorted(event["name"][0] for event in of(things, "Event"))
    assert names == [
        "[rejected by people; said to be so (hearsay)] “Kenya visite Berg”",
        "[said to be so (hearsay)] “Norvège visite Pérou”",
    ]
    assert sorted(note["description"][0] for note in of(things, "Note")) == [
        "rejected by people; said to be so (hearsay): “Kenya visite Berg”",
        "said to be so (hearsay): “Norvège visite Pérou”",
    ]
    (rejected,) = [event for event in of(things, "Event") if event["name"] == names[:1]]
    assert "reviewed: rejected" in rejected["summary"][0]


@pytest.mark.parametrize("which", ["lines", "things"])
def test_loaded_as_openaleph_loads_nothing_is_lost_and_every_hedge_is_shown(
    which: str, request: pytest.FixtureRequest
) -> None:
    """Ids signed for the collection, checksums taken out, stored as JSON, and put together from two loads."""
    followthemoney = pytest.importorskip("followthemoney")
    namespace = pytest.importorskip("followthemoney.namespace").Namespace("whence")
    remove_checksums = pytest.importorskip("followthemoney.helpers").remove_checksums
    lines: Lines = request.getfixturevalue(which)
    stored: dict[str, Any] = {}
    for line in (*lines, *lines):
        proxy = namespace.apply(followthemoney.model.get_proxy(line, cleaned=False))
        kept = json.loads(json.dumps(remove_checksums(proxy).to_dict()))
        loaded = followthemoney.model.get_proxy(kept, cleaned=True)
        stored[loaded.id] = stored[loaded.id].merge(loaded) if loaded.id in stored else loaded
    assert len(stored) == len(lines)
    for line in lines:
        proxy = stored[namespace.sign(line["id"])]
        assert proxy.schema.name == line["schema"]
        assert not proxy.schema.abstract
        for name, values in line["properties"].items():
            if proxy.schema.get(name).range is not None:
                values = [namespace.sign(value) for value in values]
                assert all(value in stored for value in values), name
            kept = proxy.get(name)
            if proxy.schema.get(name).type.name == "date":
                kept, values = ([_instant(value) for value in dates] for dates in (kept, values))
            assert sorted(kept) == sorted(values), name
        if line["schema"] in ("Event", "Note"):
            assert any(hedge in proxy.caption for hedge in ("to be so", "stated as a fact")), proxy.caption
        else:
            shown = [value for name in ("title", "fileName", "name") for value in line["properties"].get(name, [])]
            assert proxy.caption in shown
