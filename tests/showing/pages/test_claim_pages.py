"""The list of claims with its filters, and the page of one claim."""

import itertools
import re

import msgspec
import pages_record as kept
import pytest
from lxml import html

from whence.model import Origin, Review, as_json
from whence.showing.claims import claim_json
from whence.showing.holdings import behind, statements_of
from whence.showing.pages.pictures.slim import slim_tree
from whence.showing.pages.pictures.tree import LINE, Branch, Leaf, Tie, tree
from whence.showing.pages.wording import rule, spelt, unbroken
from whence.showing.trace import trace_json


def gists(pages, path="/claims", **query):
    return [claim["gist"] for claim in pages.get(path + ".json", params=query).json()["claims"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "tanks oslo"}, {kept.TANKS}),
        ({"q": '"bought ten"'}, {kept.TANKS, kept.DENIED}),
        ({"q": "leop*"}, {kept.TANKS, kept.DENIED, kept.INNER.quote}),
        ({"q": "leop"}, set()),
        ({"about": "KEN,NOR", "certainty": "hedged"}, {kept.TANKS}),
        ({"about": ["Norvege"]}, set()),
        ({"about": ["le Kenya", "nor0"], "type": "consult"}, {kept.EVIL_SAID.quote}),
        ({"type": "relation"}, {kept.INNER.quote, kept.HEBREW}),
        ({"since": "2021-10", "until": "2021-10"}, {kept.TANKS, kept.DENIED}),
        ({"since": "2021-11-04", "until": "2021"}, {kept.EVIL_SAID.quote, kept.HEBREW}),
        ({"until": "2020"}, set()),
        ({"since": "2022"}, set()),
        ({"place": "Oslo"}, {kept.TANKS}),
        ({"place": "NOR"}, {kept.TANKS}),
        ({"language": "he"}, {kept.HEBREW}),
        ({"certainty": "denied"}, {kept.DENIED}),
        ({"origins": "2+"}, set()),
        ({"origins": "1", "conflict": "yes"}, {kept.TANKS, kept.DENIED}),
        ({"review": "accepted"}, set()),
    ],
)  # fmt: skip
def test_claims_are_filtered(pages, query, found):
    assert set(gists(pages, **query)) == found
    page = html.fromstring(pages.get("/claims", params=query).text)
    assert len(page.xpath("//article[@class='claim']")) == len(found)


def test_a_filter_on_participants_means_what_the_record_means(pages, record):
    for about in (["KEN"], ["Norway"], ["osl0"], ["KEN", "NOR"], ["nobody"]):
        there = {claim["id"] for claim in pages.get("/claims.json", params={"about": about}).json()["claims"]}
        assert there == {claim.id for claim in record.claims(about=about)}


def test_what_was_asked_for_stands_in_the_form(pages):
    page = html.fromstring(pages.get("/claims?q=%22ten+tanks&about=KEN&about=NOR&certainty=denied&sort=time").text)
    assert page.xpath("//input[@name='q']/@value")[-1] == '"ten tanks'
    assert page.xpath("//input[@name='about']/@value") == ["KEN,NOR"]
    assert page.xpath("//option[@selected]/@value") == ["denied", "time"]


def test_claims_are_put_in_order(pages):
    assert gists(pages)[0] == kept.TANKS
    times = [claim.get("time", {}).get("start", "9") for claim in pages.get("/claims.json?sort=time").json()["claims"]]
    assert times == sorted(times)
    assert gists(pages, sort="no such order") == gists(pages, sort="reports")


def test_a_long_list_is_cut_into_pages(pages, monkeypatch):
    monkeypatch.setattr("whence.showing.pages.claims.PAGE", 2)
    first = pages.get("/claims.json").json()
    assert (first["total"], first["page"], first["pages"]) == (5, 1, 3)
    seen = [g for number in (1, 2, 3) for g in gists(pages, page=number)]
    assert len(seen) == len(set(seen)) == 5
    page = html.fromstring(pages.get("/claims?page=2&certainty=").text)
    assert page.xpath("//nav[@class='pager']/a/@href") == ["/claims", "/claims?page=3"]
    assert pages.get("/claims.json?page=99").json()["page"] == 3
    assert pages.get("/claims?page=0").status_code == 422


def test_the_data_of_the_list_is_that_of_the_command(pages, record):
    claims = record.claims()
    holdings = statements_of(record, claims)
    by_id = {claim["id"]: claim for claim in pages.get("/claims.json").json()["claims"]}
    assert by_id == {claim.id: claim_json(claim, holdings) for claim in claims}


def test_a_claim_has_its_reports_own_words_with_their_certainty(pages, tanks):
    page = html.fromstring(pages.get(f"/claims/{tanks}").text)
    assert page.xpath("//blockquote/p/text()") == [kept.TANKS, kept.FLAT]
    told = page.xpath("//article[contains(@class,'account')]//p[@class='support'][1]/text()")
    assert told == ["said to be possible (attributed)", "stated as a fact"]
    assert "A hedge was lost" in page.text_content()


def test_a_claim_tells_whose_word_it_is_in_a_picture_and_in_words(pages, tanks):
    page = html.fromstring(pages.get(f"/claims/{tanks}").text)
    drawn = page.xpath("//*[local-name()='svg'][contains(@class,'tree')]")[0]
    assert set(drawn.xpath(".//@href")) == {
        f"#report-{kept.MORNING_MAIL.id}",
        f"#report-{kept.THE_LANTERN.id}",
        "/sources/cable0",
    }
    origins = page.xpath("//ol[@class='origins']/li")
    assert [one.text_content().strip() for one in origins] == ["a cable of the embassy in Oslo (document): 2 reports."]
    assert re.search(r"9\d% of", page.text_content())


def test_a_claim_shows_what_contradicts_it(pages, tanks):
    page = html.fromstring(pages.get(f"/claims/{tanks}").text)
    assert kept.DENIED in page.xpath("//div[contains(@class,'conflict')]")[0].text_content()


def test_the_data_of_a_claim_is_what_the_command_traces(pages, record):
    for claim in record.claims():
        others = {other.claim: record.claim(other.claim) for other in claim.conflicts}
        traced = msgspec.json.decode(msgspec.json.encode(trace_json(claim, behind(record, claim), others)))
        del traced["merges"]
        seen = pages.get(f"/claims/{claim.id}.json").json()
        assert seen.pop("reviews") == [as_json(review) for review in record.reviewing.around(claim.statements)]
        assert seen == traced


def test_the_beginning_of_an_id_is_enough(pages, tanks):
    assert pages.get(f"/claims/{tanks[:6]}.json").json()["claim"]["id"] == tanks


def test_the_overview_points_at_what_deserves_a_second_look(pages, tanks):
    seen = pages.get("/index.json").json()
    assert seen["counts"]["documents"] == 5
    assert [claim["id"] for claim in seen["few_origins"]] == [tanks]
    assert {pair["why"] for pair in seen["conflicts"]} == {"denial"}
    assert [(one["hedged"], one["firmer"]) for one in seen["hedges_lost"]] == [(kept.HEDGED.id, kept.FIRM.id)]
    assert seen["new"][0]["id"] == kept.HEBREW_DAILY.id


def test_what_comes_into_the_record_is_on_the_next_page(tmp_path):
    from fastapi.testclient import TestClient

    import whence
    from whence.showing.pages.app import create_app

    with whence.open(kept.make(tmp_path / "r.db")) as record:
        own = TestClient(create_app(record), base_url="http://127.0.0.1")
        id_ = own.get("/claims.json").json()["claims"][0]["id"]
        assert "Nobody has decided on this claim yet" in own.get(f"/claims/{id_}").text
        record.review(Review("r1", "2026-01-02T03:04:05Z", "Ada <Lovelace>", id_, "note", note="look <again>"))
        assert "Ada &lt;Lovelace&gt;" in own.get(f"/claims/{id_}").text
        assert own.get(f"/claims/{id_}.json").json()["reviews"][0]["note"] == "look <again>"


def test_a_list_tells_what_a_claim_is_in_conflict_with_in_its_words_not_by_its_id(pages, record):
    gists = {claim.gist for claim in record.claims()}
    page = html.fromstring(pages.get("/claims").text)
    told = page.xpath("//p[@class='conflict']/a")
    assert told
    assert all(link.text_content() in gists for link in told)


def test_the_overview_tells_what_new_reports_add_and_what_was_decided_last(tmp_path):
    from fastapi.testclient import TestClient

    import whence
    from whence.showing.pages.app import create_app

    with whence.open(kept.make(tmp_path / "r.db")) as record:
        own = TestClient(create_app(record), base_url="http://127.0.0.1")
        claim = next(claim for claim in record.claims() if claim.documents > 1)
        for number, on in enumerate((claim.id, claim.statements[0]), 1):
            record.review(Review(f"r{number}", f"2026-01-0{number}T03:04:05Z", "Ada", on, "accept"))
        seen = own.get("/index.json").json()
        assert [review["id"] for review in seen["decided"]] == ["r2", "r1"]
        told = {one["id"]: (one["claims"], one["told_only_here"]) for one in seen["new"]}
        for document, numbers in told.items():
            own_ids = {s.id for s in record.statements(document)}
            of = [one for one in record.claims() if own_ids & set(one.statements)]
            assert numbers == (len(of), sum(one.documents == 1 for one in of))
        page = html.fromstring(own.get("/").text)
        lines = [" ".join(one.text_content().split()) for one in page.xpath("//ul[contains(@class,'decided')]/li")]
        assert lines[0].startswith("Ada, 2026-01-02: accepted a statement")
        assert lines[1].startswith("Ada, 2026-01-01: accepted the claim")


def test_on_a_telephone_the_tree_stands_upright_and_says_in_words_what_arcs_say():
    leaves = [Leaf("a", "Alba", "2021-10-03", ()), Leaf("b", "Brezza", "2021-10-04", ("Cirro",))]
    branches = [Branch(Origin("s", (), False, False), "Sole", leaves)]
    drawn = html.fromstring(str(slim_tree(branches, [Tie("b", "a", "copies 40%")])))
    assert [words.text for words in drawn.xpath("//text")] == [
        "Alba", "2021-10-03", "Brezza", "2021-10-04 · through Cirro · copies 40%: Alba", "Sole",
    ]  # fmt: skip
    assert drawn.xpath("//@href") == ["#report-a", "#report-b", "/sources/s"]


def test_names_of_the_model_are_put_in_words():
    assert [spelt(name) for name in ("SANCTION expel", "CONSULT", "no_comment")] == [
        "sanction: expel", "consult", "no comment",
    ]  # fmt: skip
    assert rule("whence.finding/1:clause") == "read from a clause with its verb"
    assert rule("elsewhere:x") == "found by elsewhere:x"


def test_dates_and_models_of_weapons_are_not_broken_over_two_lines():
    assert unbroken("the S-400 of <2019-07-17>") == (
        'the <span class="whole">S-400</span> of &lt;<span class="whole">2019-07-17</span>&gt;'
    )
    assert unbroken("in 2011-15 a well-known cease-fire") == "in 2011-15 a well-known cease-fire"


def test_the_words_beside_arcs_are_never_written_over_each_other():
    leaves = [Leaf(name, name, "2021-10-03", ()) for name in "abcd"]
    ties = [
        Tie("b", "a", "copies 1%"),
        Tie("c", "b", "copies 2%"),
        Tie("d", "a", "copies 3%"),
        Tie("c", "a", "copies 4%"),
    ]
    drawn = html.fromstring(str(tree([Branch(Origin("s", (), False, False), "S", leaves)], ties)))
    heights = sorted(float(words.get("y")) for words in drawn.xpath("//text[starts-with(., 'copies')]"))
    assert len(heights) == len(ties)
    assert all(below - above >= LINE for above, below in itertools.pairwise(heights))
