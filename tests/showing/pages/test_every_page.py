"""What holds for every page: it is there, its data is beside it, it asks nobody else for anything."""

import json
import re
from pathlib import Path

import pages_record as kept
import pytest
from lxml import html

import whence.showing.pages as package

PAGES = [
    "/",
    "/claims",
    "/claims/TANKS",
    "/documents",
    f"/documents/{kept.MORNING_MAIL.id}",
    f"/documents/{kept.EVIL_POST.id}?original=true",
    f"/documents/{kept.HEBREW_DAILY.id}",
    f"/entities/{kept.KENYA.id}",
    "/sources",
    f"/sources/{kept.CABLE.id}",
    f"/sources/{kept.OFFICIALS.id}",
    "/timeline",
    "/network",
    "/map",
    "/transfers",
    "/review/unplaced",
    "/review/report",
]
LISTS = ("/claims", "/timeline", "/network", "/map", "/transfers")


@pytest.fixture(params=PAGES)
def address(request, tanks):
    return request.param.replace("TANKS", tanks)


def data_address(address):
    path, mark, query = address.partition("?")
    return ("/index" if path == "/" else path) + ".json" + mark + query


def test_each_page_is_there(pages, address):
    answer = pages.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert html.fromstring(answer.text).xpath("count(//h1)") == 1


def test_each_page_has_its_data_at_the_same_address(pages, address):
    there = data_address(address)
    answer = pages.get(there)
    assert answer.status_code == 200
    assert isinstance(answer.json(), dict)
    assert html.fromstring(pages.get(address).text).xpath("//link[@rel='alternate']/@href") == [there]


def test_no_page_asks_for_anything_from_elsewhere(pages, address):
    page = html.fromstring(pages.get(address).text)
    asked = page.xpath("//@href | //@src | //@action | //@srcset | //@data | //@poster | //@xlink:href",
                       namespaces={"xlink": "http://www.w3.org/1999/xlink"})  # fmt: skip
    assert asked
    assert [one for one in asked if not re.match(r"(/(?!/)|#)", one)] == []


def test_no_page_has_a_script_or_a_style_of_its_own(pages, address):
    page = html.fromstring(pages.get(address).text)
    assert page.xpath("//script | //style | //iframe | //object | //embed | //base | //meta[@http-equiv]") == []
    assert page.xpath("//@style") == []
    assert [name for node in page.iter() for name in node.attrib if name.lower().startswith("on")] == []


def test_each_answer_may_do_nothing_but_show_itself(pages, address):
    for there in (address, data_address(address), "/nothing-here", "/whence.css", "/openapi.json"):
        answer = pages.get(there)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"


def test_each_link_within_the_pages_leads_somewhere(pages, address):
    page = html.fromstring(pages.get(address).text)
    broken = []
    for link in {link.partition("#")[0] for link in page.xpath("//a/@href")} - {""}:
        if pages.get(link).status_code != 200:
            broken.append(link)
    assert broken == []


def test_each_mark_that_a_link_leads_to_is_there(pages, address):
    page = html.fromstring(pages.get(address).text)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_each_field_has_a_label_and_each_picture_a_name(pages, address):
    page = html.fromstring(pages.get(address).text)
    for field in page.xpath("//input[not(@type='hidden')] | //select"):
        assert page.xpath("//label[@for=$id]", id=field.get("id", "")) or field.xpath("ancestor::label")
    assert all(one.get("aria-label") for one in page.xpath("//svg"))
    assert page.xpath("//html/@lang") == ["en"]


def test_the_style_sheet_asks_for_nothing():
    style = (Path(package.__file__).parent / "static" / "whence.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:", style)


def test_the_data_is_described(pages):
    described = pages.get("/openapi.json").json()
    assert {re.sub(r"\{.*?\}", "ID", path) for path in described["paths"]} == {
        "/index.json",
        *(f"{path}.json" for path in ("/claims", "/documents", "/sources", *LISTS)),
        *(f"/{things}/ID.json" for things in ("claims", "documents", "entities", "sources")),
        *("/review.json", "/review/unplaced.json", "/review/report.json", "/searches.json"),
        *("/api/reviews", "/api/reviews/ID/withdrawal"),
    }
    assert all(way["summary"] for one in described["paths"].values() for way in one.values())
    names = {p["name"] for p in described["paths"]["/claims.json"]["get"]["parameters"]}
    assert {"q", "about", "type", "since", "until", "place", "language", "certainty", "origins", "sort"} <= names
    assert json.dumps(described).count("http") == 0


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_there_are_no_pages_that_would_load_scripts_from_elsewhere(pages, path):
    assert pages.get(path).status_code == 404


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/nothing", "no such page"),
        ("/claims/zz", "claim zz: there is none"),
        ("/documents/zz", "document zz: there is none"),
        ("/documents/zz/original", "document zz: there is none"),
        ("/entities/zz", "entity zz: there is none"),
        ("/sources/zz", "source zz: there is none"),
    ],
)
def test_what_is_not_there_is_said_in_clear_words(pages, address, words):
    answer = pages.get(address)
    assert answer.status_code == 404
    assert words in answer.text
    assert "There is nothing here" in answer.text
    if "original" not in address:
        answer = pages.get(address + ".json")
        assert answer.status_code == 404
        assert words.partition(":")[0] in answer.json()["error"]


@pytest.mark.parametrize("path", LISTS)
def test_a_date_that_is_none_is_said_to_be_none(pages, path):
    answer = pages.get(path, params={"since": "last year"})
    assert answer.status_code == 422
    assert "since: &#39;last year&#39; is not understood here; a date is YYYY" in answer.text


def test_another_name_for_this_machine_is_refused(pages):
    assert pages.get("/", headers={"host": "attacker.example"}).status_code == 400


def test_an_empty_record_has_all_its_pages(tmp_path):
    from fastapi.testclient import TestClient

    import whence
    from whence.showing.pages.app import create_app

    with whence.open(tmp_path / "empty.db") as record:
        empty = TestClient(create_app(record), base_url="http://127.0.0.1")
        for path in ("/", "/claims", "/documents", "/sources", *LISTS[1:]):
            assert empty.get(path).status_code == 200
            assert empty.get(data_address(path)).status_code == 200
