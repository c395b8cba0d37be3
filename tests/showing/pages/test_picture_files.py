"""Pictures as files: the same drawing as SVG, PNG and PDF."""

import pytest
from lxml import etree

SIGNS = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}
TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["tree", "spread", "/timeline/years", "/network/network", "/map/map"])
def picture(request, tanks):
    return request.param if request.param.startswith("/") else f"/claims/{tanks}/{request.param}"


@pytest.mark.parametrize("form", SIGNS)
def test_each_picture_can_be_had_as_a_file(pages, picture, form):
    if form != "svg":
        pytest.importorskip("typst", reason="typst is not installed: `pip install 'whence[report]'`")
    answer = pages.get(f"{picture}.{form}")
    assert answer.status_code == 200
    assert answer.content.startswith(SIGNS[form])
    assert answer.headers["content-type"] == TYPES[form]
    assert answer.headers["content-disposition"] == f'attachment; filename="{picture.rpartition("/")[2]}.{form}"'


def test_a_file_stands_alone_with_its_style_and_without_links(pages, picture):
    drawn = etree.fromstring(pages.get(f"{picture}.svg").content)
    assert drawn.tag == f"{SVG}svg"
    assert "font-family" in drawn.find(f"{SVG}style").text
    assert list(drawn.iter(f"{SVG}a")) == []
    assert drawn.xpath("//@href") == []


def test_a_file_shows_what_the_page_shows(pages, tanks):
    page = pages.get(f"/claims/{tanks}").text
    words = etree.fromstring(pages.get(f"/claims/{tanks}/tree.svg").content).xpath("//*[local-name()='text']/text()")
    assert words
    assert all(one in page for one in words)
    assert f"/claims/{tanks}/tree.svg" in page
    assert "/map/map.svg?place=Oslo" in pages.get("/map?place=Oslo").text


def test_a_picture_of_nothing_says_so(pages):
    answer = pages.get("/map/map.svg?place=nowhere")
    assert answer.status_code == 404
    assert "there is nothing to draw here" in answer.text
    assert pages.get("/map/map.gif").status_code == 422


def test_without_typst_a_picture_is_offered_as_svg_only(pages, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert pages.get("/map/map.svg").status_code == 200
    answer = pages.get("/map/map.pdf")
    assert answer.status_code == 404
    assert "typst is not installed" in answer.text
    assert "/map/map.pdf" not in pages.get("/map?place=NOR").text
