"""The views of a record, as text."""

import dataclasses
import json

import pytest
from showing_builders import (
    DENIAL_CLAIM,
    DOCUMENTS,
    LINK,
    TANKS,
    TANKS_CLAIM,
    FakeRecord,
    shown,
)

from whence.model import Rating, Time, Transfer
from whence.record import Hit
from whence.showing import hits
from whence.showing.check import finding_json, findings_list
from whence.showing.claims import by_reports, claim_json, claims_list
from whence.showing.holdings import Holdings, behind, statements_of
from whence.showing.sources import source_json, sources_table, standings
from whence.showing.timeline import in_time, timeline
from whence.showing.trace import link_line, trace, trace_json
from whence.showing.transfers import register, transfer_json, transfers_list
from whence.weighing.tables import Finding, Table

RECORD = FakeRecord()
CLAIMS = RECORD.claims()
HOLDINGS = statements_of(RECORD, CLAIMS)
BEHIND = behind(RECORD, TANKS_CLAIM)
OTHERS = {DENIAL_CLAIM.id: DENIAL_CLAIM}

VIEWS = {
    "claims": claims_list(by_reports(CLAIMS), HOLDINGS),
    "timeline": timeline(in_time(CLAIMS), HOLDINGS),
    "transfers": transfers_list(register(CLAIMS, HOLDINGS), HOLDINGS),
    "trace": trace(TANKS_CLAIM, BEHIND, OTHERS),
    "sources": sources_table(standings(RECORD.sources(), RECORD.statements(), CLAIMS)),
}


@pytest.mark.parametrize("width", [30, 47, 80, 151, 250])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_fits_any_width_and_is_plain_text_in_a_pipe(view, width):
    text = shown(VIEWS[view], width)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= width


def test_claims_told_by_many_reports_come_first_then_the_earlier():
    later = dataclasses.replace(DENIAL_CLAIM, id="c3", time=Time("", 0, 0, "2022", "2022-01-01", "2022-12-31"))
    earlier = dataclasses.replace(later, id="c4", time=Time("", 0, 0, "2019", "2019-01-01", "2019-12-31"))
    ranked = by_reports([DENIAL_CLAIM, later, earlier, TANKS_CLAIM])
    assert [one.id for one in ranked] == [TANKS_CLAIM.id, "c4", "c3", DENIAL_CLAIM.id]


def test_a_claim_is_listed_with_its_counts_hedges_and_conflicts():
    text = shown(VIEWS["claims"], joined=True)
    assert "c1aaaaaa “Kenya would have considered buying ten tanks from Norway”" in text
    assert "COOPERATE · Kenya -> Norway · 2021-10" in text
    assert "2 reports, 2 independent origins (1 weak)" in text
    assert "said to be intended (attributed) once; said to be possible (hearsay) once" in text
    assert "CONFLICT with c2bbbbbb (one denies the other)" in text
    assert "stated not to be so" in text


def test_claims_as_json_keep_the_fields_of_the_record_and_every_hedge():
    row = json.loads(json.dumps(claim_json(TANKS_CLAIM, HOLDINGS)))
    assert row["type"] == "claim"
    assert row["independent"] == 2
    assert row["origins"][1] == {"source": "src3", "statements": ["st02"], "weak": True, "party": False}
    assert {"polarity": "affirmed", "modality": "possible", "evidential": "hearsay", "statements": 1} in row[
        "certainty"
    ]


def test_a_long_gist_is_trimmed_in_a_list_but_not_in_json_nor_in_a_trace():
    gist = "Kenya " + "and again Kenya " * 30 + "bought it"
    long = dataclasses.replace(TANKS_CLAIM, gist=gist)
    assert "bought it" not in shown(claims_list([long], HOLDINGS), joined=True)
    assert claim_json(long, HOLDINGS)["gist"] == gist
    assert "bought it" in shown(trace(long, BEHIND, OTHERS), joined=True)


def test_a_trace_leads_from_each_origin_through_the_reports_to_the_quoted_words():
    text = shown(VIEWS["trace"], 200, joined=True)
    assert "2 reports, 2 independent origins (1 weak)" in text
    assert "origin 1: a cable of the embassy in Oslo (document)" in text
    assert "“Tanks for the savannah”, Morning Mail, 2021-11-02 (from its text) doc11111" in text
    assert f"“{TANKS.quote}” doc11111:10-66" in text
    assert (
        "this report <- The Lantern (“reported”) <- a cable of the embassy in Oslo (“according to”, carried over)"
        in text
    )
    assert "origin 2: unnamed officials (unnamed, weak)" in text
    assert "said to be intended (attributed); word for word" in text
    assert "c2bbbbbb (one denies the other): “Kenya has bought no tank”" in text


def test_a_trace_explains_the_marks_that_it_uses_and_no_others():
    text = shown(VIEWS["trace"], 200)
    for mark in ("weak:", "carried over:", "inferred:"):
        assert f"\n{mark}" in text
    assert "\ncircular:" not in text
    assert "\na party:" not in text


def test_a_trace_says_how_the_reports_depend_on_each_other_and_how_that_is_known():
    holdings = Holdings(documents={d.id: d for d in DOCUMENTS}, sources=RECORD.sources())
    line = str(link_line(LINK, holdings))
    assert line == (
        "doc22222 (reports/doc22222bbbb.txt) <- doc11111 (Morning Mail): "
        "83% of doc22222 is copied (inferred, 1 passage)"
    )
    unknown = dataclasses.replace(LINK, kind="shares", direction="unknown", basis="seen")
    assert "who had it first is not known (seen" in str(link_line(unknown, holdings))
    unseen = dataclasses.replace(LINK, kind="shares", to=None)
    assert "a common source out of sight" in str(link_line(unseen, holdings))
    credited = dataclasses.replace(LINK, id="c", kind="credits", from_=unseen.from_, to="src1", spans=())
    named = dataclasses.replace(holdings, links=(unseen, credited))
    assert "a common source out of sight (The Lantern)" in str(link_line(unseen, named))
    cites = dataclasses.replace(LINK, kind="cites", to="src1", spans=(), share=None)
    assert str(link_line(cites, holdings)).endswith("<- The Lantern: cites it (inferred)")


def test_a_statement_without_an_origin_is_shown_all_the_same():
    lost = dataclasses.replace(TANKS_CLAIM, origins=())
    text = shown(trace(lost, BEHIND, OTHERS), joined=True)
    assert "origin not clear" in text
    assert TANKS.quote in text


def test_a_trace_as_json_holds_the_whole_evidence_and_all_that_it_names():
    row = trace_json(TANKS_CLAIM, BEHIND, OTHERS)
    assert row["statements"][0]["evidence"] == {"start": 10, "end": 66, "quote": TANKS.quote}
    named = {link["source"] for s in row["statements"] for link in s["chain"]} | {
        o["source"] for o in row["claim"]["origins"]
    }
    assert named <= {source["id"] for source in row["sources"]}
    assert {d["id"] for d in row["documents"]} == {s["document"] for s in row["statements"]}
    assert row["links"][0]["from"] == "doc22222bbbb"
    assert row["conflicts"][0]["id"] == DENIAL_CLAIM.id


def test_what_a_report_says_is_never_taken_as_markup_or_as_a_command_to_the_terminal():
    nasty = dataclasses.replace(TANKS_CLAIM, gist="[bold red]Kenya[/] \x1b[2J\u202ebought :smile: it")
    text = shown(claims_list([nasty], HOLDINGS))
    assert "[bold red]Kenya[/] �[2J�bought :smile: it" in text


def test_what_people_rejected_is_listed_apart_and_counts_in_no_register():
    other = dataclasses.replace(TANKS, id="st09", quote="another account of it")
    claim = dataclasses.replace(TANKS_CLAIM, statements=("st01", "st09"), status="accepted", rating=Rating("B", "3"))
    holdings = dataclasses.replace(HOLDINGS, statements={"st01": TANKS, "st09": other})
    told = shown(trace(claim, holdings, {}))
    assert "rejected by people, and not counted" in told
    assert "another account of it" in told
    words = "reviewed: accepted, rated B3, 1 statement rejected and not counted"
    assert words in " ".join(shown(claims_list([claim], holdings)).split())
    assert [row.claims[0].statements for row in register([claim], holdings).rows] == [("st01",)]
    assert register([dataclasses.replace(claim, status="rejected")], holdings).rows == ()


def test_a_timeline_puts_the_undated_last_and_a_shared_date_once():
    twin = dataclasses.replace(TANKS_CLAIM, id="c5")
    text = shown(timeline(in_time([DENIAL_CLAIM, twin, TANKS_CLAIM]), HOLDINGS))
    assert text.count("2021-10") == 1
    assert text.index("\n2021-10 ") < text.index("\nundated ")


def test_the_register_has_every_field_of_a_transfer_with_its_hedge_at_any_width():
    for width in (60, 220):
        text = shown(VIEWS["transfers"], width, joined=True)
        for words in ("Norway", "Kenya", "Leopard 2", "armoured", "(10)", "(25,000,000", "EUR", "c1aaaaaa", "10-66"):
            assert words in text.replace(" ", "") or words in text
        assert "hearsay" in text
    assert "said to have been considered (hearsay, possible)" in shown(VIEWS["transfers"], 60, joined=True)
    assert "1 transfer" in shown(VIEWS["transfers"])


def test_the_register_shows_both_values_where_reports_differ_and_which_statements_give_them():
    other = dataclasses.replace(TANKS, id="st09", transfer=Transfer("nor0", "ken0", "Leopard 2", number=12))
    origin = dataclasses.replace(TANKS_CLAIM.origins[0], statements=("st01", "st09"))
    both = dataclasses.replace(TANKS_CLAIM, statements=("st01", "st09"), origins=(origin,))
    holdings = dataclasses.replace(HOLDINGS, statements={"st01": TANKS, "st09": other})
    (row,) = register([both], holdings).rows
    assert [value.value for value in row.values["ordered"]] == [10, 12]
    text = shown(transfers_list(register([both], holdings), holdings), 80, joined=True)
    assert "(10) [1]; or (12) [2]" in text
    assert "ordered (another value)" in text
    line = transfer_json(row, holdings)
    assert [s["transfer"]["number"] for s in line["statements"]] == [10, 12]
    assert line["fields"]["ordered"][1] == {"value": 12, "uncertain": True, "statements": ["st09"]}
    assert line["conflicts"] == {"ordered": "value"}
    assert line["claim"] == TANKS_CLAIM.id


def test_sources_are_ranked_by_what_rests_on_them_and_on_them_alone():
    found = {s.source.id: s for s in standings(RECORD.sources(), RECORD.statements(), CLAIMS)}
    assert (found["src1"].statements, found["src1"].alone, found["src1"].claims) == (2, 1, 1)
    assert (found["src2"].statements, found["src2"].alone) == (1, 0)
    assert next(iter(found)) == "src1"
    assert source_json(found["src3"])["kind"] == "unnamed"
    assert "The Lantern" in shown(VIEWS["sources"])


def test_a_search_shows_what_matched_in_brackets_within_its_paragraph():
    hit = Hit("doc11111aaaa", "Norway sells tanks", ((13, 18), (22, 27)))
    text = shown(hits.hits_list([hit], {d.id: d for d in DOCUMENTS}), joined=True)
    assert "Norway sells [tanks] to [Kenya], they say" in text
    assert "1 report " in text


def test_a_place_of_a_text_ends_with_its_paragraph_and_cuts_at_blanks():
    text = "Before.\n" + "word " * 40 + "Oslo" + " word" * 40 + "\nAfter."
    at = text.index("Oslo")
    shown_ = str(hits.cut(text, [(at, at + 4)]))
    assert shown_.startswith("… word")
    assert shown_.endswith("word …")
    assert "[Oslo]" in shown_
    short = str(hits.cut("One.\nOslo it is.\nTwo.", [(5, 9)]))
    assert short == "[Oslo] it is."


def test_a_search_hit_as_json_has_its_offsets():
    row = hits.hit_json(Hit("doc11111aaaa", "cut", ((13, 18),)), DOCUMENTS[0])
    assert row["offsets"] == [[13, 18]]
    assert row["title"] == "Tanks for the savannah"


@pytest.mark.parametrize("width", [30, 60, 160])
def test_findings_fit_any_width_and_other_figures_are_only_counted(width):
    register_ = Table("register.csv", "CSV", (), years=(2015, 2019))
    conflict = Finding(
        "conflicts", "number ordered", "Leopard 2 from Norway to Kenya, number ordered 10", "Leopard-2A4: ordered 12",
        ("c1aaaaaaaaaaaaaa",), ("st01",), "12", 2, (7,),
    )  # fmt: skip
    other = Finding("cannot be checked", "figure", "three", "no arms", (), (), unrelated=True)
    text = shown(findings_list(register_.told, [conflict, other], HOLDINGS), width)
    assert max(map(len, text.splitlines())) <= width
    joined = shown(findings_list(register_.told, [conflict, other], HOLDINGS), width, joined=True)
    for words in (
        "1 conflicts, 0 agree, 0 not in the table, 1 cannot be checked",
        "the table: 12 (2 more)",
        "(line 7)",
    ):
        assert words in joined
    assert "three" not in joined
    assert "said to be possible (hearsay)" in joined
    assert finding_json(conflict, HOLDINGS)["words"][0]["statement"] == "st01"
