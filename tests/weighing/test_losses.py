from weighing_builders import document, quantity, source, statement, time

from whence.weighing.losses import losses

SAID = "Le Kenya aurait acheté neuf grues à la Norvège en mai"
HARBOUR = source("Le Courrier du port")


def told(name, date, publisher="A", **fields):
    doc = document(name, SAID, publisher, date)
    return doc, statement(doc, SAID, ("Kenya", "Norvège"), **fields)


def lost(*reports):
    return [(x.earlier, x.later, x.what) for x in losses([s for _, s in reports], {d.id: d for d, _ in reports})]


def test_what_was_possible_on_monday_and_a_fact_on_wednesday_has_lost_a_hedge():
    monday, wednesday = told("a", "2020-03-02", modality="possible"), told("b", "2020-03-04", "B")
    assert lost(wednesday, monday) == [(monday[1].id, wednesday[1].id, "hedge")]


def test_hearsay_told_in_ones_own_voice_has_lost_a_hedge():
    first, later = told("a", "2020-03-02", evidential="hearsay"), told("b", "2020-03-04", "B")
    assert [what for *_, what in lost(first, later)] == ["hedge"]


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
