import itertools
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weighing_builders import document, quantity, source, statement, time

from whence.language.lexicons import lexicon
from whence.weighing.losses import has_hedge, losses

SAID = "Le Kenya aurait acheté neuf grues à la Norvège en mai"
BARE = "Le Kenya a acheté neuf grues à la Norvège en mai"
HARBOUR = source("Le Courrier du port")


def told(name, date, publisher="A", said=BARE, **fields):
    doc = document(name, said, publisher, date)
    return doc, statement(doc, said, ("Kenya", "Norvège"), **fields)


def lost(*reports):
    return [(x.earlier, x.later, x.what) for x in losses([s for _, s in reports], {d.id: d for d, _ in reports})]


def test_what_was_possible_on_monday_and_a_fact_on_wednesday_has_lost_a_hedge():
    monday, wednesday = told("a", "2020-03-02", modality="possible"), told("b", "2020-03-04", "B")
    assert lost(wednesday, monday) == [(monday[1].id, wednesday[1].id, "hedge")]


def test_hearsay_told_in_ones_own_voice_has_lost_a_hedge():
    first, later = told("a", "2020-03-02", evidential="hearsay"), told("b", "2020-03-04", "B")
    assert [what for *_, what in lost(first, later)] == ["hedge"]


def test_the_conditional_of_hearsay_that_becomes_a_fact_on_the_same_word_has_lost_a_hedge():
    first = told("a", "2020-03-02", said=SAID, chain=(HARBOUR,), evidential="attributed")
    later = told("b", "2020-03-04", "B", chain=(source("A"), HARBOUR), evidential="attributed")
    assert [what for *_, what in lost(first, later)] == ["hedge"]


def test_a_conditional_of_what_is_planned_is_no_hedge():
    first = told("a", "2020-03-02", said=SAID, modality="intended")
    assert lost(first, told("b", "2020-03-04", "B", modality="intended")) == []


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
def test_each_language_hedges_in_its_own_words(language):
    assert has_hedge(lexicon(language, "hedges")["example"], language)
    assert not has_hedge(BARE, language)
    assert not has_hedge(SAID, "xx")


def test_one_of_two_sources_that_is_left_out_is_lost_though_the_far_end_is_kept():
    first = told("a", "2020-03-02", chain=(source("un docker", "unnamed"), HARBOUR), evidential="attributed")
    later = told("b", "2020-03-04", "B", chain=(HARBOUR,), evidential="attributed")
    assert [what for *_, what in lost(first, later)] == ["source"]


def test_a_source_is_lost_where_the_later_report_names_none_and_not_where_it_names_the_first_report_too():
    first = told("a", "2020-03-02", chain=(HARBOUR,), evidential="attributed")
    alone = told("b", "2020-03-04", "B")
    kept = told("c", "2020-03-05", "C", chain=(source("A"), HARBOUR), evidential="attributed")
    assert [what for *_, what in lost(first, alone)] == ["source"]
    assert lost(first, kept) == []


def test_a_number_that_is_rounded_and_a_date_that_is_dropped_are_lost():
    first = told("a", "2020-03-02", quantities=(quantity(9.0, "count"),), time=time("2020-05-01"))
    later = told("b", "2020-03-04", "B", quantities=(quantity(10.0, "count", True),))
    assert [what for *_, what in lost(first, later)] == ["number", "date"]


def test_reports_of_one_day_lose_nothing_unless_one_names_the_other():
    first, later = told("a", "2020-03-02", modality="possible"), told("b", "2020-03-02", "B")
    assert lost(first, later) == []
    citing = told("c", "2020-03-02", "C", chain=(source("A"),), evidential="attributed")
    assert (first[1].id, citing[1].id, "hedge") in lost(first, citing)


def one_by_one(reports):
    """The same by the definition, each two statements compared."""
    documents = {d.id: d for d, _ in reports}

    def day(s):
        return documents[s.document].published.date or "9999"

    def names(s, document):
        outlet = (document.publisher or "").casefold()
        return bool(outlet) and any(link.name.casefold() == outlet for link in s.chain)

    firm = {"hypothetical": 0, "possible": 1, "attempted": 2, "intended": 2, "actual": 3}
    said = sorted((s for _, s in reports), key=lambda s: (day(s), s.document, s.evidence, s.id))
    for one, other in itertools.permutations(said, 2):
        first, second = documents[one.document], documents[other.document]
        named = names(other, first)
        before = day(one) < day(other) or (day(one) == day(other) and named and not names(one, second))
        if one.document == other.document or not before:
            continue
        facts = {one.modality, other.modality} <= {"actual", "attempted"}
        worded = facts and (one.quote, other.quote) == (SAID, BARE) and other.evidential != "hearsay"
        voiced = (one.evidential, other.evidential) == ("hearsay", "stated")
        if worded or voiced or firm[one.modality] < firm[other.modality]:
            yield one.id, other.id, "hedge"
        if one.chain and len(other.chain) < len(one.chain) + named:
            yield one.id, other.id, "source"
        if any(q not in other.quantities for q in one.quantities):
            yield one.id, other.id, "number"
        if one.time and not other.time:
            yield one.id, other.id, "date"


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "2020-03-02", "2020-03-03", "2020-03-04"]),
            st.sampled_from([None, "A", "B", "C"]),
            st.sampled_from(["actual", "possible", "intended", "attempted"]),
            st.sampled_from(["stated", "hearsay", "attributed"]),
            st.lists(st.sampled_from(["a", "B", "C", "Le Courrier du port"]), max_size=3),
            st.lists(st.sampled_from([quantity(9.0, "count"), quantity(10.0, "count", True)]), max_size=2),
            st.sampled_from([None, time("2020-05-01")]),
            st.sampled_from([SAID, BARE]),
        ),
        max_size=9,
    ),
)
def test_compared_in_tables_nothing_is_lost_but_what_comparing_each_with_each_finds(some):
    reports = [
        told(
            f"d{n}", day, outlet, modality=modality, evidential=evidential, time=when,
            chain=tuple(map(source, chain)), quantities=tuple(quantities), said=said,
        )
        for n, (day, outlet, modality, evidential, chain, quantities, when, said) in enumerate(some)
    ]  # fmt: skip
    with mock.patch("whence.weighing.losses._ROWS", 4):
        assert lost(*reports) == list(one_by_one(reports))
