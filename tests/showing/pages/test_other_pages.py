"""Entities, sources, timeline, network, map and transfers; and how time is drawn."""

import pages_record as kept
import pytest
from lxml import html

from whence.model import Time
from whence.showing.pages.pictures.times import scale, stretch
from whence.showing.transfers import register, transfer_json


def test_an_entity_has_its_claims_and_its_company(pages):
    seen = pages.get("/entities/ken0.json").json()
    assert seen["entity"]["name"] == "Kenya"
    assert seen["total"] == 3
    assert seen["with"][0] == {"entity": "nor0", "claims": 3}


def test_a_source_tells_what_rests_on_it_alone_and_what_is_denied(pages, tanks):
    seen = pages.get("/sources/cable0.json").json()
    assert (seen["statements"], seen["statements_alone"]) == (2, 2)
    assert seen["claims"]["alone"] == [tanks]
    assert [one["claim"] for one in seen["denied"]] == [tanks]
    assert "On its word alone" in pages.get("/sources/cable0").text


def test_sources_are_those_of_the_command(pages, record):
    from whence.showing.sources import source_json, standings

    there = pages.get("/sources.json").json()["sources"]
    told = standings(record.sources(), record.statements(), record.claims())
    assert [{k: v for k, v in one.items() if k != "denied"} for one in there] == [source_json(one) for one in told]
    assert {one["name"]: one["denied"] for one in there}["a cable of the embassy in Oslo"] == 1


def test_sources_are_filtered_and_put_in_order(pages):
    by_name = [one["name"] for one in pages.get("/sources.json?sort=name").json()["sources"]]
    assert by_name == sorted(by_name, key=str.casefold)
    assert {one["kind"] for one in pages.get("/sources.json?kind=unnamed").json()["sources"]} == {"unnamed"}


def test_the_timeline_has_the_dated_and_counts_the_undated(pages):
    seen = pages.get("/timeline.json").json()
    assert [claim["gist"] for claim in seen["claims"]] == [kept.DENIED, kept.TANKS]
    assert {claim["drawn"] for claim in seen["claims"]} == {"within"}
    assert seen["undated"] == 3
    assert seen["years"] == {"2021": 2}
    page = html.fromstring(pages.get("/timeline").text)
    assert (
        page.xpath("//td[contains(@class,'drawn')]//*[local-name()='svg']/@aria-label")
        == ["2021-10: some time within"] * 2
    )


@pytest.mark.parametrize(
    ("time", "shape"),
    [
        (Time("", 0, 0, "2021-10-03", "2021-10-03", "2021-10-03"), "day"),
        (Time("", 0, 0, "2021-10", "2021-10-01", "2021-10-31"), "within"),
        (Time("", 0, 0, "2015/2019", "2015-01-01", "2019-12-31"), "period"),
        (Time("", 0, 0, "2002", "2002-01-01", "2013-10-28"), "period"),
        (Time("", 0, 0, "2012", "2012-01-01", None), "from"),
        (Time("", 0, 0, None, None, "2012-12-31"), "until"),
        (Time("soon", 0, 0), None),
        (Time("", 0, 0, "x", "no date", None), None),
        (None, None),
    ],
)
def test_time_is_drawn_as_exactly_as_it_is_known_and_no_more(time, shape):
    drawn = stretch(time)
    assert (drawn and drawn.shape) == shape


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2021-10-03", "2021-10-03"),
        ("2021-10-03", "2021-11-09"),
        ("2020-05-01", "2021-03-01"),
        ("0001-01-01", "2999-12-31"),
    ],
)
def test_every_axis_has_marks_within_it(first, last):
    on = scale([stretch(Time("", 0, 0, None, first, last))])
    assert 1 <= len(on.ticks()) <= 12
    assert all(0 <= x <= on.width for x, _ in on.ticks())


def test_the_network_has_each_pair_once_with_its_directions(pages):
    seen = pages.get("/network.json").json()
    assert seen["pairs"] == [
        {"entities": ["ken0", "nor0"], "claims": 3, "forth": 3, "back": 0, "types": {"COOPERATE": 2, "CONSULT": 1}}
    ]
    page = html.fromstring(pages.get("/network").text)
    drawn = page.xpath("//*[local-name()='svg'][contains(@class,'network')]//@href")
    assert set(drawn) == {"/entities/ken0", "/entities/nor0", "/claims?about=ken0&about=nor0"}
    assert pages.get("/network.json?type=CONSULT").json()["pairs"][0]["claims"] == 1


def test_the_map_has_places_by_their_degrees(pages, tanks):
    seen = pages.get("/map.json").json()["places"]
    assert [(one["name"], one["place"]["latitude"], one["claims"]) for one in seen] == [("Oslo", 59.91, [tanks])]
    assert html.fromstring(pages.get("/map").text).xpath("//*[local-name()='svg'][contains(@class,'map')]")


def test_the_transfers_are_those_of_the_command(pages, record):
    from whence.showing.holdings import statements_of

    claims = record.claims()
    holdings = statements_of(record, claims)
    rows = register(claims, holdings).rows
    assert pages.get("/transfers.json").json()["transfers"] == [transfer_json(row, holdings) for row in rows]
    assert "Leopard 2" in pages.get("/transfers").text
