import dataclasses
import itertools
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from showing_builders import DOCUMENTS, TANKS, TANKS_CLAIM, statement

from whence.model import Evidential, Modality, Polarity, Published, Time
from whence.showing import words

WAYS = list(itertools.product(get_args(Polarity), get_args(Modality), get_args(Evidential)))


def said(polarity, modality, evidential):
    return statement("s", "d", "x", polarity=polarity, modality=modality, evidential=evidential)


def test_no_two_degrees_of_certainty_are_told_in_the_same_words():
    assert len({words.certainty(said(*way)) for way in WAYS}) == len(WAYS)


@pytest.mark.parametrize("way", WAYS)
def test_every_hedge_is_in_the_words(way):
    polarity, modality, evidential = way
    phrase = words.certainty(said(*way))
    assert ("not" in phrase.split()) == (polarity == "negated")
    assert modality in phrase or modality == "actual"
    assert (f"({evidential})" in phrase) == (evidential != "stated")
    assert phrase.startswith("stated") == (evidential == "stated")


def test_a_transfer_said_to_have_been_considered_is_not_told_as_an_order():
    assert words.transfer_certainty(TANKS) == "said to have been considered (hearsay, possible)"
    plain = dataclasses.replace(TANKS, modality="actual")
    assert words.transfer_certainty(plain) == "said to have been considered (hearsay)"


def test_a_denied_or_planned_transfer_has_its_status_by_itself():
    denied = dataclasses.replace(
        TANKS, polarity="negated", modality="actual", transfer=dataclasses.replace(TANKS.transfer, status="denied")
    )
    assert words.transfer_certainty(denied) == "denied, said not to be so (hearsay)"
    planned = dataclasses.replace(
        TANKS, modality="intended", transfer=dataclasses.replace(TANKS.transfer, status="ordered")
    )
    assert words.transfer_certainty(planned) == "ordered, said to be intended (hearsay)"


@pytest.mark.parametrize(
    ("timex", "start", "end", "told"),
    [
        ("2021-10-14", "2021-10-14", "2021-10-14", "2021-10-14"),
        ("2021-10", "2021-10-01", "2021-10-31", "2021-10"),
        ("2020-02", "2020-02-01", "2020-02-29", "2020-02"),
        ("2021", "2021-01-01", "2021-12-31", "2021"),
        ("2015/2019", "2015-01-01", "2019-12-31", "2015–2019"),
        ("2015-03/2015-06", "2015-03-01", "2015-06-30", "2015-03 – 2015-06"),
        ("2021-SU", "2021-06-01", "2021-08-31", "between 2021-06 and 2021-08"),
        ("202", "2020-01-01", "2029-12-31", "between 2020 and 2029"),
        ("2021-W13", "2021-03-29", "2021-04-04", "between 2021-03-29 and 2021-04-04"),
        (None, "2021-03-29", "2021-04-04", "between 2021-03-29 and 2021-04-04"),
        ("2013", "2013-01-01", "2015-02-13", "from 2013 to 2015-02-13"),
        ("2012", "2012-01-01", None, "from 2012 on"),
        ("2014-09-16/..", "2014-09-16", None, "from 2014-09-16 on"),
        ("2013", None, "2012-12-31", "until 2012-12-31"),
        ("PAST_REF", None, None, "undated (“back then”)"),
    ],
)
def test_a_time_is_told_as_exactly_as_it_is_known_and_no_more(timex, start, end, told):
    assert words.when(Time("back then", 0, 9, timex, start, end)) == told


def test_no_time_is_undated():
    assert words.when(None) == "undated"


@given(st.dates(), st.dates())
def test_a_time_always_has_its_year_in_its_words(one, other):
    first, last = sorted((one, other))
    told = words.when(Time("then", 0, 4, None, first.isoformat(), last.isoformat()))
    assert first.isoformat()[:4] in told
    assert last.isoformat()[:4] in told


def test_the_undated_come_last_and_of_two_that_begin_together_the_shorter_first():
    year, month, undated = (
        Time("", 0, 0, None, "2021-01-01", "2021-12-31"),
        Time("", 0, 0, None, "2021-01-01", "2021-01-31"),
        None,
    )
    assert sorted([undated, year, month], key=words.order) == [month, year, undated]


def test_a_publication_date_says_how_it_is_known():
    dated, undated = DOCUMENTS
    assert words.published(dated) == "2021-11-02 (from its text)"
    assert words.published(undated) == "date unknown"
    month = dataclasses.replace(undated, published=Published(None, "filename", "2021-11-01", "2021-11-30"))
    assert words.published(month) == "2021-11 (from its file name)"


def test_support_counts_reports_and_origins_and_marks_the_weak():
    assert words.support(TANKS_CLAIM) == "2 reports, 2 independent origins (1 weak)"
    circular = dataclasses.replace(TANKS_CLAIM, documents=1, independent=1, origins=(), circular=True)
    assert words.support(circular) == "1 report, 1 independent origin, circular"


def test_a_tally_has_each_phrase_once_the_most_frequent_first():
    assert words.tally(["b", "a", "b"]) == "b twice; a once"
    assert words.tally(["a", "a"]) == "a"
