"""The pages on which people decide, by forms and as data."""

import pages_record as kept
import pytest
from fastapi.testclient import TestClient
from lxml import html

import whence
from whence.showing.pages import who
from whence.showing.pages.app import create_app
from whence.showing.pages.people import guard
from whence.showing.pages.people.visits import FIELD, HEADER
from whence.showing.pages.review_report import kappa, wilson

STYLE_ONLY = "script-src"


@pytest.fixture
def own(tmp_path):
    """A record of one's own, and its pages."""
    with whence.open(kept.make(tmp_path / "r.db")) as record:
        yield record


@pytest.fixture
def desk(own):
    client = TestClient(create_app(own), base_url="http://127.0.0.1", follow_redirects=False)
    client.headers[HEADER] = client.get("/csrf.json").json()[FIELD]
    return client


@pytest.fixture
def as_person(monkeypatch):
    """A function that lets another person ask from now on."""

    def become(name, role="reviewer"):
        monkeypatch.setattr(guard, "ALONE", who.Person(name, role))

    return become


def send(desk, statement, action, seen=0, **more):
    return desk.post("/review", data={"on": statement, "seen": seen, "action": action, "show": "all", **more})


def claim_with(own, *statements):
    wanted = {s.id for s in statements}
    return next(claim for claim in own.claims() if wanted <= set(claim.statements))


def test_one_statement_is_shown_with_its_passage_and_the_machines_words(desk):
    page = html.fromstring(desk.get(f"/review?show=all&statement={kept.HEDGED.id}").text)
    assert kept.TANKS in page.xpath("string(//div[@class='passage']//mark)")
    rows = {
        tr.xpath("string(th)"): tr.xpath("string(td[1])") for tr in page.xpath("//table[contains(@class, 'sides')]//tr")
    }
    assert (rows["Modality"], rows["Sources"]) == ("possible", kept.CABLE.name)
    assert rows["Participants"] == "Kenya (actor); Norway (recipient)"


def test_a_decision_leads_to_the_next_statement_and_can_be_undone(desk, own):
    begin = desk.get("/review.json").json()
    id_ = begin["statement"]["id"]
    answer = desk.post("/review", data={"on": id_, "seen": 0, "action": "accept", "show": "unreviewed"})
    assert answer.status_code == 303
    page = html.fromstring(desk.get(answer.headers["location"]).text)
    assert "Accepted" in page.xpath("string(//div[@class='done'])")
    there = page.xpath("//form[@class='verdict']//input[@name='on']/@value")
    assert there == [begin["next"]]
    form = page.xpath("//div[@class='done']//form")[0]
    fields = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    back = desk.post("/review/undo", data=fields)
    page = html.fromstring(desk.get(back.headers["location"]).text)
    assert page.xpath("//form[@class='verdict']//input[@name='on']/@value") == [id_]
    assert "Taken back" in page.xpath("string(//div[@class='done'])")
    assert [review.action for review in own.reviews()].count("accept") == 1
    assert own.reviewing.count(whence.record.reviewing.Wish("unreviewed")) == len(kept.STATEMENTS)


def test_machine_and_people_stand_side_by_side(desk, as_person):
    as_person("Ada")
    send(desk, kept.HEDGED.id, "accept")
    as_person("Bo")
    form = html.fromstring(desk.get(f"/review?show=all&statement={kept.HEDGED.id}").text).xpath(
        "//form[@class='correcting']"
    )[0]
    filled = {name: form.fields[name] for name in form.fields if name is not None}
    filled |= {"action": "correct", "modality": "actual", "actor": "Kenya; Oslo", "time_start": "2021-10-03"}
    assert desk.post("/review", data=filled).status_code == 303
    page = html.fromstring(desk.get(f"/review?show=all&statement={kept.HEDGED.id}").text)
    table = page.xpath("//table[contains(@class, 'sides')]")[0]
    assert [th.text_content() for th in table.xpath("thead//th")] == ["Field", "The machine", "Ada", "Bo"]
    rows = {tr.xpath("string(th)"): [td.text_content() for td in tr.xpath("td")] for tr in table.xpath("tbody/tr")}
    assert rows["Modality"] == ["possible", "as found", "actual"]
    assert rows["Participants"][2] == "Kenya (actor); Oslo (actor); Norway (recipient)"
    assert rows["Time"][2] == "2021-10-03 – 2021-10-31"
    assert rows["Polarity"] == ["affirmed", "as found", "as found"]
    assert "disputed" in page.xpath("string(//p[@class='kicker'])")
    as_person("Ada")
    agree = page.xpath("//button[@name='agree']/@value")
    assert agree == []  # Bo does not agree with himself
    page = html.fromstring(desk.get(f"/review?show=all&statement={kept.HEDGED.id}").text)
    [agree] = page.xpath("//button[@name='agree']/@value")
    send(desk, kept.HEDGED.id, "correct", 2, agree=agree)
    assert desk.get(f"/review.json?show=all&statement={kept.HEDGED.id}").json()["status"] == "corrected"


def test_a_correction_is_told_where_the_claim_is_listed_and_does_not_change_it(desk, own):
    claim = claim_with(own, kept.HEDGED)
    send(desk, kept.HEDGED.id, "correct", modality="actual")
    assert "corrected by me: modality: possible → actual" in html.fromstring(desk.get("/claims").text).text_content()
    assert claim_with(own, kept.HEDGED).participants == claim.participants
    assert own.statement(kept.HEDGED.id).modality == "possible"


def test_the_page_of_a_claim_has_its_history_with_who_when_and_what_changed(desk, own, as_person):
    claim = claim_with(own, kept.HEDGED)
    nothing = html.fromstring(desk.get(f"/claims/{claim.id}").text).xpath(
        "string(//section[@aria-labelledby='history'])"
    )
    assert "as the machine found it" in nothing
    as_person("Ada")
    send(desk, kept.HEDGED.id, "correct", modality="actual")
    as_person("Bo")
    send(desk, kept.HEDGED.id, "reject", 1, note="not what it says")
    desk.post("/review/undo", data={"review": max(own.reviews(), key=lambda one: one.at).id})
    page = html.fromstring(desk.get(f"/claims/{claim.id}").text)
    lines = page.xpath("//section[@aria-labelledby='history']//li")
    told = [" ".join(line.text_content().split()) for line in lines]
    times = [line.xpath("string(time/@datetime)") for line in lines]
    assert times == sorted(review.at for review in own.reviews())
    assert "Ada: corrected" in told[0]
    assert "modality: possible → actual" in told[0]
    assert "Bo: rejected" in told[1]
    assert "(taken back)" in told[1]
    assert "not what it says" in told[1]
    assert "Bo: took back that it was rejected" in told[2]


def test_an_outdated_decision_is_refused_with_what_was_decided_meanwhile(desk, own, as_person):
    as_person("Ada")
    send(desk, kept.DENIAL.id, "accept")
    as_person("Bo")
    answer = send(desk, kept.DENIAL.id, "reject", 0, note="not so")
    assert answer.status_code == 409
    page = html.fromstring(answer.text)
    assert "Ada: accept" in page.xpath("string(//div[@role='alert'])")
    assert page.xpath("string(//textarea[@id='note'])") == "not so"
    assert page.xpath("//form[@class='verdict']//input[@name='seen']/@value") == ["1"]
    assert len(own.reviews()) == 1
    assert send(desk, kept.DENIAL.id, "reject", 1).status_code == 303


def test_what_cannot_be_understood_is_told_and_what_was_filled_in_stays(desk, own):
    answer = send(desk, kept.DENIAL.id, "correct", time_start="last year", actor="Uganda")
    assert answer.status_code == 422
    page = html.fromstring(answer.text)
    assert "last year: no date" in page.xpath("string(//div[@role='alert'])")
    assert page.xpath("//input[@name='actor']/@value") == ["Uganda"]
    assert page.xpath("//details[@open]//form[@class='correcting']")
    assert own.reviews() == []


def test_claims_are_merged_and_split_and_that_is_undone(desk, own):
    one, other = claim_with(own, kept.HEDGED), claim_with(own, kept.DENIAL)
    answer = desk.post("/review", data={"on": one.id, "seen": 0, "action": "merge", "other": f"/claims/{other.id}"})
    assert answer.status_code == 303
    merged = claim_with(own, kept.HEDGED, kept.DENIAL)
    assert len(merged.statements) == 3
    assert desk.get(f"/claims/{merged.id}").status_code == 200
    assert desk.get(f"/claims/{one.id}").status_code == 404
    assert {c["id"] for c in desk.get("/claims.json").json()["claims"]} == {c.id for c in own.claims()}
    again = desk.post("/review", data={"on": one.id, "seen": 0, "action": "accept"})
    assert again.status_code == 409
    assert "merged or split meanwhile" in again.text
    desk.post("/review", data={"on": merged.id, "seen": 1, "action": "split", "out": [kept.DENIAL.id]})
    assert claim_with(own, kept.DENIAL).id == other.id
    for review in reversed(own.reviewing.around([kept.DENIAL.id])):
        desk.post("/review/undo", data={"review": review.id})
    assert {claim.id for claim in own.claims()} >= {one.id, other.id}


def test_what_was_merged_stays_merged_when_all_is_weighed_anew(own, desk):
    one, other = claim_with(own, kept.HEDGED), claim_with(own, kept.DENIAL)
    desk.post("/review", data={"on": one.id, "seen": 0, "action": "merge", "other": other.id})
    at_once = {claim.id: claim for claim in own.claims()}
    from whence.record.storing import count_change

    with own._writing() as connection:
        count_change(connection)
    assert {claim.id: claim for claim in own.claims()} == at_once


def test_a_claim_is_judged_rated_and_noted_on_its_page(desk, own):
    claim = claim_with(own, kept.HEDGED)
    back = f"/claims/{claim.id}#review"
    for n, fields in enumerate(
        (
            {"action": "accept"},
            {"action": "rate", "reliability": "B"},
            {"action": "rate", "credibility": "3"},
            {"action": "note", "note": "ask <Oslo>"},
        )
    ):
        answer = desk.post("/review", data={"on": claim.id, "seen": n, "back": back, **fields})
        assert answer.headers["location"] == back
    page = html.fromstring(desk.get(f"/claims/{claim.id}").text)
    told = page.xpath("string(//section[@aria-labelledby='review'])")
    assert "accepted" in told
    assert "rated source B, what it says 3" in told
    assert "ask <Oslo>" in page.xpath("string(//section[@aria-labelledby='history'])")
    data = desk.get(f"/claims/{claim.id}.json").json()
    assert data["claim"]["rating"] == {"reliability": "B", "credibility": "3"}
    assert [review["action"] for review in data["reviews"]] == ["accept", "rate", "rate", "note"]


def test_nobody_is_sent_to_a_foreign_page(desk):
    for back in ("https://attacker.example/", "//attacker.example/", "/\\attacker.example", "javascript:alert(1)"):
        answer = send(desk, kept.HEBREW_SAID.id, "note", note="x", seen="", back=back)
        assert answer.headers["location"].startswith("/review?")


def test_a_report_has_its_statements_panels(desk):
    send(desk, kept.HEDGED.id, "reject")
    page = html.fromstring(desk.get(f"/documents/{kept.MORNING_MAIL.id}").text)
    panel = page.xpath(f"//li[@id='note-{kept.HEDGED.id}']//div[@class='panel']")[0]
    assert "rejected · me: reject" in panel.text_content()
    assert panel.xpath(".//button/@value") == ["accept", "reject"]


def test_a_reader_sees_what_was_decided_and_decides_nothing(desk, own, as_person, tanks):
    send(desk, kept.HEDGED.id, "accept")
    as_person("Rita", "reader")
    for answer in (
        desk.get("/review"), send(desk, kept.HEDGED.id, "reject", 1), desk.post("/review/undo", data={}),
        desk.post("/searches", data={"name": "x"}), desk.post("/searches/delete", data={"name": "x"}),
        desk.post("/api/reviews", json={"on": kept.HEDGED.id, "action": "reject"}),
    ):  # fmt: skip
        assert answer.status_code == 403
    page = html.fromstring(desk.get(f"/claims/{tanks}").text)
    assert "me: accept" in page.text_content()
    assert page.xpath("//form[@method='post']") == []
    assert len(own.reviews()) == 1


@pytest.mark.parametrize(("wanted", "gists"), [
    ("accepted", {kept.DENIED}), ("rejected", {kept.HEBREW}), ("mine", {kept.DENIED}), ("disputed", set()),
])  # fmt: skip
def test_claims_are_filtered_by_review(desk, as_person, wanted, gists):
    as_person("Ada")
    send(desk, kept.HEBREW_SAID.id, "reject")
    as_person("Bo")
    send(desk, kept.DENIAL.id, "accept")
    found = desk.get("/claims.json", params={"review": wanted}).json()
    assert {claim["gist"] for claim in found["claims"]} == gists
    assert "by" not in found["query"]


def test_a_search_is_kept_shown_and_deleted(desk, own):
    page = html.fromstring(desk.get("/claims?certainty=denied&about=KEN").text)
    form = page.xpath("//form[@action='/searches']")[0]
    query = form.xpath(".//input[@name='query']/@value")[0]
    assert desk.post("/searches", data={"name": "Denials <1>", "query": query}).status_code == 303
    page = html.fromstring(desk.get("/claims").text)
    [link] = [a for a in page.xpath("//section[@class='searches']//a") if a.text_content() == "Denials <1>"]
    found = html.fromstring(desk.get(link.get("href")).text)
    assert [h.text_content() for h in found.xpath("//article//h3")] == [kept.DENIED]
    assert desk.get("/searches.json").json()["searches"][0]["address"] == link.get("href")
    assert desk.post("/searches", data={"name": "Denials <1>", "query": ""}).status_code == 422
    desk.post("/searches/delete", data={"name": "Denials <1>"})
    assert own.searches.all() == []


def test_programs_decide_as_people_do(desk):
    there = desk.get("/api/reviews", params={"on": kept.HEDGED.id}).json()
    assert there == {"on": kept.HEDGED.id, "seen": 0, "reviews": []}
    made = desk.post("/api/reviews", json={"on": kept.HEDGED.id, "action": "accept", "seen": 0})
    assert made.status_code == 201
    assert made.json()["review"]["by"] == "me"
    late = desk.post("/api/reviews", json={"on": kept.HEDGED.id, "action": "reject", "seen": 0})
    assert late.status_code == 409
    assert late.json()["since"][0]["action"] == "accept"
    assert desk.post("/api/reviews", json={"on": "nothing", "action": "reject"}).status_code == 422
    undone = desk.post(f"/api/reviews/{made.json()['review']['id']}/withdrawal", json={})
    assert undone.status_code == 201
    form = "on=" + kept.HEDGED.id
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert desk.post("/api/reviews", content=form, headers=headers).status_code in (415, 422)


def test_the_report_counts_by_rule_and_compares_people(desk, as_person):
    as_person("Ada")
    for statement, action in ((kept.HEDGED, "accept"), (kept.FIRM, "reject"), (kept.DENIAL, "accept")):
        send(desk, statement.id, action)
    as_person("Bo")
    for statement, action in ((kept.HEDGED, "reject"), (kept.FIRM, "reject"), (kept.DENIAL, "accept")):
        send(desk, statement.id, action, 1)
    seen = desk.get("/review/report.json").json()
    rules = {one["rule"]: one for one in seen["rules"]}
    assert rules["by hand"]["disputed"] == 1
    assert (rules["not noted"]["accepted"], rules["not noted"]["rejected"]) == (1, 1)
    assert rules["not noted"]["precision"] == 0.5
    [pair] = seen["agreement"]
    assert (pair["one"], pair["other"], pair["statements"]) == ("Ada", "Bo", 3)
    assert pair["share"] == pytest.approx(2 / 3)
    assert pair["kappa"] == pytest.approx(0.4)


def test_intervals_and_kappa_are_those_of_the_books():
    assert wilson(0, 0) is None
    assert wilson(8, 10) == pytest.approx((0.490, 0.943), abs=1e-3)
    assert wilson(0, 10) == pytest.approx((0.0, 0.278), abs=1e-3)
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a")]) is None


def test_only_the_queue_has_a_script_and_it_is_our_own(desk):
    answer = desk.get("/review")
    assert answer.headers["content-security-policy"].endswith("script-src 'self'")
    page = html.fromstring(answer.text)
    assert page.xpath("//script/@src") == ["/review.js"]
    assert "".join(page.xpath("//script/text()")) == ""
    assert [name for node in page.iter() for name in node.attrib if name.startswith("on")] == []
    assert desk.get("/review.js").headers["content-type"].startswith("text/javascript")
    assert "script-src" not in desk.get("/review/report").headers["content-security-policy"]


def test_what_finds_no_place_is_on_a_page(desk, own):
    import dataclasses

    from whence.model import Analysis, Report

    send(desk, kept.HEBREW_SAID.id, "accept")
    document = kept.HEBREW_DAILY
    other = dataclasses.replace(kept.HEBREW_SAID, id="other", kind="figure")
    own.add(Report(document, document.text.encode()), Analysis(document.id, "better", statements=(other,)))
    page = html.fromstring(desk.get("/review/unplaced").text)
    assert kept.HEBREW in page.xpath("string(//article)")
    assert desk.get("/review/unplaced.json").json()["reviews"][0]["unplaced"][0]["quote"] == kept.HEBREW
    assert "Unplaced 1" in " ".join(html.fromstring(desk.get("/review").text).text_content().split())


@pytest.fixture
def lost(desk, own):
    """A decision without a place: its words are found of another kind."""
    import dataclasses

    from whence.model import Analysis, Report

    send(desk, kept.HEBREW_SAID.id, "accept")
    document = kept.HEBREW_DAILY
    other = dataclasses.replace(kept.HEBREW_SAID, id="other", kind="figure")
    own.add(Report(document, document.text.encode()), Analysis(document.id, "better", statements=(other,)))
    [review] = own.reviews()
    return review


def test_a_decision_is_put_in_its_place_by_a_form_and_that_is_undone(desk, own, lost):
    page = html.fromstring(desk.get("/review/unplaced").text)
    form = page.xpath("//form[@action='/review/place']")[0]
    filled = {name: form.fields[name] for name in form.fields if name is not None}
    assert filled["statement"] == "other"
    answer = desk.post("/review/place", data=filled)
    page = html.fromstring(desk.get(answer.headers["location"]).text)
    assert "Every decision is in its place" in page.text_content()
    assert desk.get("/review.json?show=all&statement=other").json()["status"] == "accepted"
    told = html.fromstring(desk.get("/review?show=all&statement=other").text).text_content()
    assert "placed by hand: what me accepted on" in told
    undo = page.xpath("//div[@class='done']//form")[0]
    back = desk.post("/review/undo", data={one.get("name"): one.get("value") for one in undo.xpath(".//input")})
    assert kept.HEBREW in html.fromstring(desk.get(back.headers["location"]).text).xpath("string(//article)")
    assert desk.get("/review.json?show=all&statement=other").json()["status"] == "unreviewed"


def test_a_placement_that_cannot_be_is_told_on_the_page(desk, own, lost):
    answer = desk.post("/review/place", data={"review": lost.id, "other": f"/review?statement={kept.DENIAL.id}"})
    assert answer.status_code == 422
    assert "is in another report" in html.fromstring(answer.text).xpath("string(//div[@role='alert'])")
    assert len(own.reviews()) == 1


def test_a_decision_is_placed_by_a_program(desk, own, lost):
    given = {"on": lost.id, "action": "place", "with_": "other"}
    answer = desk.post("/api/reviews", json=given)
    assert answer.status_code == 201
    placed = answer.json()["review"]
    assert (placed["action"], placed["on"], placed["after"]["target"]) == ("correct", lost.id, 0)
    assert desk.post("/api/reviews", json=given).status_code == 422
    assert desk.get("/review/unplaced.json").json() == {"reviews": []}
    assert desk.post(f"/api/reviews/{placed['id']}/withdrawal", json={}).status_code == 201
    assert desk.get("/review/unplaced.json").json()["reviews"][0]["targets"] == [0]


def test_a_reader_sees_what_is_without_a_place_and_places_nothing(desk, own, lost, as_person):
    as_person("Rita", "reader")
    page = html.fromstring(desk.get("/review/unplaced").text)
    assert kept.HEBREW in page.xpath("string(//article)")
    assert page.xpath("//form[@method='post']") == []
    assert desk.post("/review/place", data={"review": lost.id, "statement": "other"}).status_code == 403


def test_precision_and_agreement_do_not_count_a_placement(desk, own, lost, as_person):
    as_person("Amir")
    desk.post("/api/reviews", json={"on": lost.id, "action": "place", "with_": "other"})
    report = desk.get("/review/report.json").json()
    assert "Amir" not in str(report)
    assert [(one["accepted"], one["corrected"]) for one in report["rules"]] == [(1, 0)]
