"""The parts that are tools of their own: what goes in, and the rows that come out."""

import io
import json

import pytest
from showing_builders import shown

from whence.errors import UnknownLanguage, Unreadable
from whence.model import Attribution, Entity, Mention, Participant, Passage, Published, Statement, Time
from whence.showing import parts
from whence.showing.part_tables import table
from whence.showing.texts import Given, given

TEXT = "Kenya met Norway in Oslo. Peru left. Chile warned Norway."


def event(id_, start, end, *cast, kind="CONSULT", confidence=0.5):
    parts_ = tuple(Participant(role, TEXT[a:b], TEXT[a:b], a, b, entity) for role, a, b, entity in cast)
    return Statement(
        id_, "d", "en", "event", Passage(start, end), TEXT[start:end],
        event_type=kind, participants=parts_, confidence=confidence,
    )  # fmt: skip


MET = event("s1", 0, 24, ("actor", 0, 5, "ken"), ("recipient", 10, 16, "nor"))
WARNED = event("s2", 37, 56, ("actor", 37, 42, "chl"), ("recipient", 50, 56, "nor"), kind="THREATEN")
SENTENCES = [Passage(0, 25), Passage(26, 36), Passage(37, 57)]


def read(*lines, language=None, published=None):
    stdin = io.BytesIO(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return list(given(["-"], stdin, language=language, published=published))


def test_a_line_is_read_with_all_that_it_says():
    row = {
        "id": "a1", "text": TEXT, "language": "en", "published": "2020-05-06", "series": "Mail",
        "actor": [0, 5], "recipient": [10, 16],
    }  # fmt: skip
    (one,) = read(row)
    day = Published("2020-05-06", "metadata", "2020-05-06", "2020-05-06")
    assert one == Given("a1", TEXT, "en", day, "Mail", (0, 5), (10, 16))


def test_a_text_keeps_its_blanks_so_that_offsets_are_into_it_as_given():
    (one,) = read({"id": 7, "text": "  Deux   mots.\r\n", "language": "fr"})
    assert (one.id, one.text) == ("7", "  Deux   mots.\r\n")


def test_options_hold_only_for_lines_that_do_not_say():
    mine, theirs = read(
        {"text": TEXT},
        {"text": TEXT, "language": "pt", "published": "1999-01-01"},
        language="en",
        published="2020-05-06",
    )
    assert (mine.language, mine.published.date, mine.id) == ("en", "2020-05-06", "-:1")
    assert (theirs.language, theirs.published.date) == ("pt", "1999-01-01")


def test_bad_lines_are_named_and_the_others_read():
    bad = [
        b"{",
        b"[1]",
        b'{"id": "x"}',
        b"\xff\xfe",
        b'{"text": "a", "published": "soon"}',
        b'{"text": "a", "actor": [0, 9]}',
    ]
    found = read(*bad, {"id": "good", "text": TEXT, "language": "en"})
    assert [one.name for one in found[:-1]] == [f"-:{n}" for n in range(1, 7)]
    assert all(isinstance(one, Unreadable) for one in found[:-1])
    assert found[-1].id == "good"


def test_a_file_of_json_lines_is_known_by_its_suffix_or_by_its_first_line(tmp_path):
    line = json.dumps({"id": "a1", "text": TEXT, "language": "en"})
    for name in ("a.jsonl", "a.txt"):
        (tmp_path / name).write_text(f"{line}\n", encoding="utf-8")
        (one,) = given([str(tmp_path / name)], io.BytesIO(), language=None, published=None)
        assert one.id == "a1"


def test_a_plain_file_is_taken_as_it_stands_under_its_path_as_given(tmp_path):
    text = "Outlet: Mail\n\nDeux   ministres se sont vus à Oslo.\n\n\nC'était en mai.\n"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    missing = str(tmp_path / "missing.txt")
    one, other = given([str(path), missing], io.BytesIO(), language="fr", published=None)
    assert (one.id, one.text) == (path.as_posix(), text)
    assert isinstance(other, Unreadable)


def test_an_attribution_is_a_row_of_spans():
    found = Attribution(
        "a", "d", (Passage(0, 5),), (Passage(6, 9),), (Passage(10, 16), Passage(20, 24)), "mixed", "hearsay"
    )
    assert parts.quote_row("d1", found) == {
        "doc": "d1", "source": [[0, 5]],
        "cue": [[6, 9]], "content": [[10, 16], [20, 24]], "kind": "mixed", "evidential": "hearsay",
    }  # fmt: skip


def test_the_times_of_a_text_are_one_row():
    row = parts.times_row("d1", [Time("in May", 0, 6, "2020-05"), Time("often", 9, 14, None, type="SET")])
    assert row == {
        "doc": "d1",
        "spans": [
            {"start": 0, "end": 6, "type": "DATE", "value": "2020-05"},
            {"start": 9, "end": 14, "type": "SET", "value": None},
        ],
    }


def coded(**spans):
    given = Given("g", TEXT, "en", **spans)
    return parts.coded(given, parts.answering(given, [MET, WARNED], [], SENTENCES))


def test_a_given_pair_is_coded_and_answered_with_its_own_offsets():
    row = coded(actor=(37, 42), recipient=(50, 56))
    assert row == {
        "id": "g", "event_type": "THREATEN", "mode": None, "contexts": [], "score": 0.5,
        "actor": [37, 42], "recipient": [50, 56],
    }  # fmt: skip


def test_a_pair_the_other_way_round_is_less_sure():
    row = coded(actor=(50, 56), recipient=(37, 42))
    assert (row["event_type"], row["score"]) == ("THREATEN", 0.4)


def test_a_pair_without_an_event_between_them_is_answered_too():
    row = coded(actor=(26, 30), recipient=(50, 56))
    assert (row["event_type"], row["score"], row["actor"]) == (None, 0.0, [26, 30])


def coded_by_chance(chances, **spans):
    given = Given("g", TEXT, "en", **spans)
    return parts.coded(given, parts.answering(given, [MET, WARNED], [], SENTENCES), chances)


def test_a_likelier_type_stands_alone_where_no_statement_has_it():
    row = coded_by_chance({"SANCTION": 0.7, "THREATEN": 0.2}, actor=(37, 42), recipient=(50, 56))
    assert (row["event_type"], row["mode"], row["score"]) == ("SANCTION", None, 0.7)
    assert (row["actor"], row["recipient"]) == ([37, 42], [50, 56])


def test_a_pair_that_no_statement_answers_for_is_typed_by_what_surrounds_it_if_that_is_likely():
    pair = {"actor": (26, 30), "recipient": (50, 56)}
    assert coded_by_chance({"RETREAT": 0.6, "ACCUSE": 0.4}, **pair)["event_type"] == "RETREAT"
    assert coded_by_chance({"RETREAT": 0.1, "ACCUSE": 0.09}, **pair)["event_type"] is None


def test_one_given_participant_leaves_the_other_to_the_engine():
    assert coded(recipient=(10, 16))["actor"] == [0, 5]
    assert coded(actor=(37, 42))["recipient"] == [50, 56]


def test_a_given_name_counts_where_its_entity_takes_part_under_another_mention():
    norway = Entity("nor", "state", "Norway")
    mentions = [Mention(30, 34, "they", norway, "pronoun")]
    given = Given("g", TEXT, "en", actor=(0, 5), recipient=(30, 34))
    row = parts.coded(given, parts.answering(given, [MET, WARNED], mentions, SENTENCES))
    assert (row["event_type"], row["score"]) == ("CONSULT", 0.5)


def test_what_fails_on_one_text_does_not_stop_the_others(monkeypatch):
    def quotes(text):
        if text.id == "bad":
            raise RuntimeError("no rule for this")
        if text.language is None:
            raise UnknownLanguage("none")
        yield {"doc": text.id}

    monkeypatch.setattr(parts, "quotes", quotes)
    texts = [
        Unreadable("x", "is empty", "leave it out"),
        Given("bad", "a", "en"),
        Given("b", "b"),
        Given("good", "c", "en"),
    ]
    one, bad, unclear, good = parts.work("quotes", texts)
    assert isinstance(one, Unreadable)
    assert "RuntimeError: no rule for this" in str(bad)
    assert "its language is not clear; give --language" in str(unclear)
    assert good.rows == [{"doc": "good"}]


SHARED = (
    "The harbour master told a crowded hall on Monday that nineteen old ferries would be sold abroad before the winter"
)


def test_the_later_of_two_texts_that_share_a_passage_is_named_first():
    early, late = (Published(f"2020-01-0{day}", "metadata") for day in (1, 2))
    texts = [
        Given("late", f"We hear: {SHARED}.", published=late),
        Given("early", f"{SHARED}. More follows.", published=early),
        Given("other", "Nothing of the kind was ever printed by us, whatever the neighbours may say about it."),
    ]
    (row,) = parts.reuse(texts)
    assert (row["a"], row["b"], row["direction"]) == ("late", "early", "known")
    a0, a1, b0, b1 = row["spans"][0]
    assert texts[0].text[a0:a1] == texts[1].text[b0:b1] == SHARED


def test_without_dates_nobody_is_said_to_have_copied():
    (row,) = parts.reuse([Given("x", f"We hear: {SHARED}."), Given("y", f"{SHARED}. More.")])
    assert row["direction"] == "unknown"


@pytest.mark.parametrize("credited_first", [True, False])
def test_without_dates_a_credit_says_who_had_it_first(credited_first):
    agency = Given("x", f"{SHARED}. More.", series="Pontic Wire")
    paper = Given("y", f"We hear: {SHARED}. (Pontic Wire)", series="The Beacon")
    (row,) = parts.reuse([agency, paper] if credited_first else [paper, agency])
    assert (row["a"], row["b"], row["direction"]) == ("y", "x", "known")
    a0, a1, b0, b1 = row["spans"][0]
    assert paper.text[a0:a1] == agency.text[b0:b1]
    assert 0.7 < row["share"] < 1


def test_what_two_have_from_an_agency_that_is_not_given_is_said_to_be_its():
    one = Given("x", f"Our own words. {SHARED}. (Reuters)", series="The Beacon")
    other = Given("y", f"We hear: {SHARED}. (Reuters)", series="The Lantern")
    (row,) = parts.reuse([one, other])
    assert (row["direction"], row["common"]) == ("unknown", "Reuters")
    texts = {given.id: given.text for given in (one, other)}
    assert "has it from Reuters (not read), as has" in shown(table("reuse", [row], texts), joined=True)


def test_a_part_is_a_small_table_for_people():
    quote = {
        "doc": "d",
        "source": [[0, 5]],
        "cue": [[6, 9]],
        "content": [[10, 16]],
        "kind": "direct",
        "evidential": "attributed",
    }
    text = shown(table("quotes", [quote], {"d": TEXT}), joined=True)
    assert "Kenya met “Norway” direct, attributed" in text
    times = {"doc": "d", "spans": [{"start": 0, "end": 5, "type": "DATE", "value": None}]}
    assert "0-5 “Kenya” DATE –" in shown(table("times", [times], {"d": TEXT}), joined=True)
    none = parts.event_row("d", None, (0, 5), None)
    assert "Kenya – no event" in shown(table("events", [none], {"d": TEXT}), joined=True)
    shared = {"a": "d", "b": "e", "spans": [[0, 5, 0, 5]], "share": 0.5, "direction": "unknown"}
    assert "d shares it with e 50% 1 passage: “Kenya”" in shown(table("reuse", [shared], {"d": TEXT}), joined=True)


@pytest.mark.parametrize(
    ("span", "wrong"),
    [
        ([0, 400], "its actor [0, 400] reaches beyond its text, of 57 characters"),
        ([4, 4], "its actor [4, 4] holds no character"),
        ("Kenya", 'its actor "Kenya" is no [start, end]'),
    ],
)
def test_a_place_that_is_not_in_the_text_is_refused_with_what_is_wrong(span, wrong):
    (refused,) = read({"id": "a", "text": TEXT, "actor": span})
    assert isinstance(refused, Unreadable)
    assert wrong in str(refused)


def test_a_text_without_words_is_refused_as_empty_and_not_as_unclear():
    (refused,) = parts.work("events", read({"id": "a", "text": "  "}))
    assert "has no text" in str(refused)
