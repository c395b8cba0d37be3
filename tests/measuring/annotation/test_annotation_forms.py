"""The record's form and those of others say what the marks say, with offsets that hold."""

from __future__ import annotations

import dataclasses
from xml.etree import ElementTree

import spacy
from annotation_stories import story
from brat_reader import parsed
from spacy.tokens import DocBin

from whence.measuring.annotation.formats import brat, conllup, docbin, scheme, timeml
from whence.measuring.annotation.loading import Corpus, gold_of, layers_of
from whence.measuring.annotation.markup import parse
from whence.measuring.annotation.record_form import RecordForm
from whence.measuring.layers import compare, kappa, macro_f1
from whence.measuring.statements import score

LINES = list(Corpus((story(),)).lines())


def of(kind: str) -> list[dict[str, object]]:
    return [x for x in LINES if x["type"] == kind]


def test_every_quotation_stands_where_it_says() -> None:
    texts = {x["id"]: x["text"] for x in of("document")}
    quoted = 0
    for s in of("statement"):
        text = texts[s["document"]]
        assert text[s["evidence"]["start"] : s["evidence"]["end"]] == s["evidence"]["quote"]  # type: ignore[index]
        for part in [*s["participants"], *s["quantities"]]:  # type: ignore[misc]
            assert text[part["start"] : part["end"]] == part["text"]
            quoted += 1
    assert quoted > 20


def test_every_id_that_is_named_is_there() -> None:
    there = {(x["type"], x.get("id")) for x in LINES}
    for s in of("statement"):
        assert all(("source", link["source"]) in there for link in s["chain"])  # type: ignore[union-attr]
        assert all(("entity", p["entity"]) in there for p in s["participants"] if p.get("entity"))  # type: ignore[union-attr]
    for c in of("claim"):
        assert all(("statement", s) in there for s in c["statements"])  # type: ignore[union-attr]
        assert all(("source", o["source"]) in there for o in c["origins"])  # type: ignore[union-attr]
        assert all(("claim", x["claim"]) in there for x in c["conflicts"])  # type: ignore[union-attr]


def test_a_statement_has_the_fields_that_are_marked() -> None:
    sale = next(x for x in of("statement") if x["id"] == "t01-en1.S1")
    assert sale["transfer"] == {
        "supplier": "NOR", "recipient": "BLZ", "designation": "patrol boats", "category": "ships", "number": 10.0,
        "status": "reported",
    }  # fmt: skip
    assert (sale["time"]["start"], sale["time"]["end"]) == ("2019-05-01", "2019-05-31")  # type: ignore[index]
    denial = next(x for x in of("statement") if x["id"] == "t01-fr1.S3")
    assert (denial["polarity"], denial["chain"][0]["name"]) == ("negated", "Jan Berg")  # type: ignore[index]


def test_every_statement_is_in_one_claim_and_a_denial_in_conflict() -> None:
    homes = [s for c in of("claim") for s in c["statements"]]  # type: ignore[union-attr]
    assert sorted(homes) == sorted(x["id"] for x in of("statement"))
    one = next(x for x in of("claim") if x["id"] == "t01.c1")
    assert one["conflicts"] == [{"claim": "t01.c2", "why": "denial"}]
    assert (one["documents"], one["independent"]) == (3, 2)
    assert [o["weak"] for o in one["origins"]] == [True, False]  # type: ignore[union-attr]


def test_since_and_until_move_the_bounds_of_a_time() -> None:
    told = story()
    lines = (
        "¶ [Norway|NOR] sold since [May|@2019-05] and until [2020|@2020].",
        "S1 COOPERATE {Norway sold since May}; actor NOR{Norway}; time {May}",
        "S2 COOPERATE {sold since May and until 2020}; actor NOR{}; time {2020}",
    )
    report = parse("\n".join(lines), "t01-en1.mark")
    form = RecordForm(told)
    bounds = [(t.start, t.end) for s in report.statements if (t := form.time_of(report, s))]
    assert bounds == [("2019-05-01", "2019-06-03"), (None, "2020-12-31")]


def test_links_lead_from_the_later_to_the_earlier_and_to_whom_is_cited() -> None:
    links = {(x["kind"], x["from"], x["to"]) for x in of("link")}
    assert links == {("copies", "t01-en2", "t01-en1"), ("cites", "t01-fr1", "t01.lantern")}


def test_brat_reads_every_report_under_its_configuration() -> None:
    told = story()
    conf = scheme((told,)).annotation_conf()
    for short, report in told.reports.items():
        spans, relations, attributes, _ = parsed(brat(told, short), report.text, conf)
        assert {type_ for type_, _, _ in spans.values()} >= {"Content", "Cue", report.statements[0].types[0][0]}
        assert {type_ for type_, _, _ in relations} >= {"HasCue"}
        assert len(attributes) == 3 * len(report.statements)


def test_timeml_is_xml_whose_text_is_the_report() -> None:
    told = story()
    root = ElementTree.fromstring(timeml(told, "en1"))
    text = root.find("TEXT")
    assert text is not None
    assert "".join(text.itertext()).strip() == told.reports["en1"].text
    assert [t.get("value") for t in text.iter("TIMEX3")] == ["2019-05"]
    assert root.find("DCT/TIMEX3").get("value") == "2019-06-03"  # type: ignore[union-attr]


def test_conllup_gives_every_token_its_columns() -> None:
    told = story()
    lines = conllup(told, "en1").splitlines()
    columns = len(lines[0].split("=")[1].split())
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert {len(r) for r in rows} == {columns}
    assert sum(r[3] == "B-LOC" for r in rows) == 4
    assert any("B-A2:content" in r[6] for r in rows)
    assert lines.count("") == len(told.reports["en1"].sentences) + 1


def test_docbin_is_read_back_with_names_sentences_and_groups() -> None:
    told = story()
    read = DocBin().from_bytes(docbin([(told, "en1")]).to_bytes())
    doc = next(iter(read.get_docs(spacy.blank("en").vocab)))
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Norway", "LOC"),
        ("Norway", "LOC"),
        ("Belize", "LOC"),
        ("Bergen", "LOC"),
    ]
    assert len(list(doc.sents)) == 4
    assert [s.text for s in doc.spans["times"]] == ["May"]
    assert any(s.label_ == "COOPERATE affirmed actual attributed" for s in doc.spans["statements"])


def test_a_reading_agrees_with_itself_in_every_layer() -> None:
    told = story()
    numbers = compare((layers_of(told, s), layers_of(told, s)) for s in told.reports)
    assert {k: n.value for k, n in numbers.items() if n.rests_on and n.value != 1} == {}


def test_a_reading_that_lacks_something_falls_in_that_layer_alone() -> None:
    told = story()
    gold = layers_of(told, "en1")
    worse = dataclasses.replace(gold, times=(), figures=gold.figures[:1], statements=gold.statements[:2])
    numbers = {k: n.value for k, n in compare([(gold, worse)]).items()}
    assert numbers["times, F1 relaxed"] == 0
    assert round(numbers["figures, F1 of spans"], 3) == 0.667
    assert numbers["statements, F1 of evidence"] == 0.8
    assert numbers["contents, F1 of tokens"] == 1


def test_kappa_sets_chance_aside() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: the textbook case, 0.4.
    labels = [*[("y", "y")] * 20, *[("y", "n")] * 5, *[("n", "y")] * 10, *[("n", "n")] * 15]
    assert round(kappa(labels), 3) == 0.4
    assert kappa([("y", "y")]) == 1
    assert round(macro_f1([("a", "a"), ("b", "a"), ("b", "b")]), 3) == 0.667


def test_gold_lines_accept_the_export_of_the_marks_themselves() -> None:
    told = story()
    gold = [g for short in told.reports for g in gold_of(told, short)]
    scored = score(gold, LINES, {f"t01-{s}.txt": r.report for s, r in told.reports.items()})
    assert scored.complete.f1 == 1
    assert scored.ungrounded == 0
