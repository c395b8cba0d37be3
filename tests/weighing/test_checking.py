"""The record against tables: shares and changes by trend-indicator values, transfers deal by deal."""

import dataclasses

import pytest
from sample_tables import OLD_ROWS, RTF, deals_csv, old_csv, write
from weighing_builders import ENTITIES, document, record, statement, time

from whence.finding.figures.quantities import find_quantities
from whence.model import Quantity, Transfer
from whence.weighing.tables import check, check_figures, read_figures, read_mapping, read_table
from whence.weighing.tables.findings import bounds
from whence.weighing.tables.telling import prices_in, same_designation

NOR, KEN = "state-NOR", "state-KEN"


def held(table, *sentences, language="en", entities=(), **fields):
    """The findings for the sentences of one report, or for statements made of (sentence, fields)."""
    told = [(s, {}) if isinstance(s, str) else s for s in sentences]
    doc = document("d", " ".join(f"{s}." for s, _ in told), "Outlet", language=language)
    statements = []
    for sentence, own in told:
        start = doc.text.index(sentence)
        found = find_quantities(sentence, language)
        moved = tuple(dataclasses.replace(q, start=q.start + start, end=q.end + start) for q in found)
        values = {"kind": "figure", "event_type": None, "quantities": moved} | fields | own
        statements.append(statement(doc, sentence, values.pop("parties", ()), **values))
    known = ENTITIES | {e.id: e for e in entities}
    return check(table, record([doc], statements).claims, statements, known, [doc])


@pytest.fixture
def kenya(tmp_path):
    """Kenya's imports of 2015 to 2018."""
    return read_table(write(tmp_path, "kenya.csv", old_csv()))


@pytest.fixture
def world(tmp_path):
    """The same, made for all buyers, with a deal of another."""
    more = "16;Norway;Peru;Skjold;FAC;Ships;2015;No;2;No;2016;No;New;14;14;28;No"
    return read_table(write(tmp_path, "world.csv", old_csv((*OLD_ROWS, more)).replace("'Kenya'", "'All Countries'")))


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("62% of Kenya's arms imports in 2016-2017 came from Norway", "en"),
        ("About 60 per cent of Kenyan arms imports between 2016 and 2017 came from Norway", "en"),
        ("Norway supplied more than 50% of Kenya's arms imports in 2016-17", "en"),
        ("Entre 2016 et 2017, 62 % des importations d’armes du Kenya provenaient de Norvège", "fr"),
        ("Sweden accounted for 38% of the arms imported by Kenya between 2016 and 2017", "en"),
    ],
)
def test_a_share_of_imports_that_holds(kenya, sentence, language):
    (finding,) = held(kenya, sentence, language=language)
    assert (finding.verdict, finding.of) == ("agrees", "share of arms imports")
    assert "of 78 million in trend-indicator values" in finding.why
    assert "unknown and starred parties, 10 million, are left out" in finding.why
    assert "counted once" in finding.why
    assert finding.lines == (7, 8, 9, 10, 11, 12, 13, 14)


def test_a_share_that_does_not_hold_says_by_how_much(kenya):
    (finding,) = held(kenya, "75% of Kenya's arms imports in 2016-2017 came from Norway")
    assert (finding.verdict, finding.table) == ("conflicts", "61.5%")
    assert finding.difference == pytest.approx(-13.46, abs=0.01)


def test_a_share_holds_too_with_unknown_suppliers_counted(kenya):
    (finding,) = held(kenya, "55% of Kenya's arms imports in 2016-2017 came from Norway")
    assert finding.verdict == "agrees"


def test_shares_of_the_world_and_of_exports(world):
    # Norway 48 + 28 of 78 + 28 million in 2016 and 2017.
    (finding,) = held(world, "Norway accounted for 72% of global arms exports in 2016-2017")
    assert (finding.verdict, finding.of) == ("agrees", "share of arms exports")
    (finding,) = held(world, "Kenya received 63% of Norwegian arms exports in 2016-2017")
    assert finding.verdict == "agrees", finding
    (finding,) = held(world, "Kenya and Peru together received 63% of Norwegian arms exports in 2016-2017")
    assert (finding.verdict, finding.table) == ("conflicts", "100%")


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("62% of Kenya's arms imports came from Norway", "no period"),
        ("62% of Kenya's arms imports in 2010-2014 came from Norway", "covers 2015–2018"),
        ("Norway accounted for 72% of global arms exports in 2016-2017", "one recipient only"),
        ("Some 47 per cent of Norwegian arms transfers in 2016 went to the Sahel", "no state on the other side"),
        ("Kenya's arms imports fell by 39% in 2016", "two periods"),
    ],
)
def test_a_figure_that_cannot_be_checked_says_why(kenya, sentence, why):
    (finding,) = held(kenya, sentence)
    assert finding.verdict == "cannot be checked"
    assert why in finding.why


def test_a_change_between_two_periods(kenya):
    (finding,) = held(kenya, "Kenya's arms imports fell by 39% between 2015-2016 and 2017-2018")
    assert (finding.verdict, finding.of) == ("agrees", "change of arms imports")
    (finding,) = held(kenya, "Kenya's arms imports rose by 39% between 2015-2016 and 2017-2018")
    assert finding.verdict == "conflicts"


def test_what_a_figure_measures_is_carried_over_to_the_next(kenya):
    first, second = (
        "62% of Kenya's arms imports in 2016-2017 came from Norway",
        "in 2017, this number fell to almost 60%",
    )
    found = {f.said: f for f in held(kenya, first, second)}
    (carried,) = [f for f in found.values() if "carried over" in f.why]
    assert carried.verdict == "conflicts"  # 16 of 24 million
    assert carried.table == "66.7%"


def test_a_number_that_has_passed_to_another(kenya):
    told = (
        "environ 62 % des importations de défense du Kenya en 2016-2017 provenaient de Norvège",
        "tandis qu’en 2016, ce nombre est passé à presque 62 %",
    )
    found = held(kenya, *told, language="fr")
    assert [f.of for f in found] == ["share of arms imports"] * 2
    assert {f.said.rsplit("(", 1)[1] for f in found} == {"2016–2017)", "2016)"}
    assert {f.table for f in found} == {"61.5%", "59.3%"}
    assert {f.verdict for f in found} == {"agrees"}


@pytest.mark.parametrize("sentence", ["Kenya's oil imports rose by 40% in 2016", "51% of the shares are Norway's"])
def test_figures_about_other_things_are_only_counted(kenya, sentence):
    (finding,) = held(kenya, sentence)
    assert finding.unrelated


def test_a_table_without_values_tells_no_shares(tmp_path):
    table = read_table(write(tmp_path, "t.rtf", RTF, "ascii"))
    (finding,) = held(table, "62% of Kenya's arms imports in 2016-2017 came from Norway")
    assert (finding.verdict, finding.why) == ("cannot be checked", "the table gives no trend-indicator values")


def transfer(table, sentence="The tanks were told of", **fields):
    """The findings for one transfer of 30 tanks, except for what `fields` say."""
    extra = {key: fields.pop(key) for key in ("time", "modality", "polarity", "quantities") if key in fields}
    values = {"supplier": NOR, "recipient": KEN, "designation": "Leopard 2", "status": "ordered"} | fields
    told = (sentence, {"kind": "event", "event_type": "COOPERATE", "transfer": Transfer(**values), **extra})
    return {f.of: f for f in held(table, told, parties=("Norvège", "Kenya"))}


@pytest.fixture(params=["csv", "rtf"])
def deals(request, tmp_path):
    """The same tanks in the register of a deal a line, and in RTF."""
    if request.param == "rtf":
        return read_table(write(tmp_path, "t.rtf", RTF, "ascii"))
    return read_table(write(tmp_path, "t.csv", deals_csv()))


def test_numbers_and_years_are_compared_with_the_deal(deals):
    found = transfer(deals, number=30, time=time("2015-03-01", "2015-03-31"))
    assert {of: f.verdict for of, f in found.items()} == {"number ordered": "agrees", "year of order": "agrees"}
    assert "Leopard-2A4: ordered 30 in 2015" in found["number ordered"].why
    found = transfer(deals, number=40, time=time("2018-01-01", "2018-12-31"))
    assert found["number ordered"].verdict == found["year of order"].verdict == "conflicts"
    assert (found["number ordered"].table, found["number ordered"].difference) == ("30", -10)
    assert (found["year of order"].table, found["year of order"].difference) == ("2015", -3)


def test_deliveries_and_prices(deals):
    found = transfer(deals, number=30, status="delivered", time=time("2017-01-01", "2017-12-31"))
    assert {f.verdict for f in found.values()} == {"agrees"}
    money = (Quantity("24 million euros", 0, 1, 24e6, "EUR"),)
    assert transfer(deals, value=24e6, quantities=money)["value"].verdict == "agrees"
    other = (Quantity("40 million euros", 0, 1, 40e6, "EUR"),)
    assert transfer(deals, value=40e6, quantities=other)["value"].verdict == "conflicts"
    dollars = (Quantity("$24 million", 0, 1, 24e6, "USD"),)
    assert transfer(deals, value=24e6, quantities=dollars)["value"].verdict == "cannot be checked"


def test_a_part_delivered_by_then_agrees(kenya):
    found = transfer(kenya, number=20, status="delivered", time=time("2016-01-01", "2016-12-31"))
    assert found["number delivered"].verdict == "agrees"
    found = transfer(kenya, number=25, status="delivered", time=time("2016-01-01", "2016-12-31"))
    assert found["number delivered"].verdict == "conflicts"


def test_fewer_delivered_than_ordered_does_not_contradict(kenya):
    found = transfer(kenya, number=60)
    assert found["number ordered"].verdict == "cannot be checked"
    assert "more may follow" in found["number ordered"].why


def test_what_is_considered_denied_further_or_not_there(deals):
    assert transfer(deals, number=50, status="considered", modality="possible")["number ordered"].verdict == (
        "cannot be checked"
    )
    assert transfer(deals, status="denied", polarity="negated")["transfer"].verdict == "conflicts"
    assert transfer(deals, designation="Rafale")["transfer"].verdict == "not in the table"
    assert transfer(deals)["transfer"].verdict == "agrees"
    later = transfer(deals, status="considered", modality="possible", time=time("2021-01-01", "2021-12-31"))
    assert later["transfer"].verdict == "not in the table"
    further = transfer(deals, "A second batch of tanks was ordered", number=30)
    assert further["transfer"].verdict == "not in the table"
    vague = transfer(deals, designation=None, supplier=None)
    assert vague["transfer"].verdict in ("cannot be checked", "agrees")


def test_designations():
    assert same_designation("Leopard 2", "Leopard-2A4")
    assert same_designation("Rafale", "Rafale DM")
    assert same_designation("S-300", "S-300PMU-2/SA-20B")
    assert same_designation("SA-21", "S-400/SA-21")
    assert not same_designation("Leopard 2", "Leopard-1A5")
    assert not same_designation("S-300", "S-400/SA-21")
    assert not same_designation("Mirage", "Mirage-2000")


def test_prices_in_comments():
    assert prices_in("EUR5.2 b deal; part of $6-6.5 b") == [(5.2e9, 5.2e9, "EUR"), (6e9, 6.5e9, "USD")]
    assert prices_in("12 more on option") == []


def test_bounds():
    assert bounds(Quantity("8.2%", 0, 1, 8.2, "percent")).hold(8.24)
    assert not bounds(Quantity("8.2%", 0, 1, 8.2, "percent")).hold(8.3)
    assert bounds(Quantity("about 60%", 0, 1, 60, "percent", approximate=True)).hold(57.5)
    assert bounds(Quantity("between 40 and 50%", 0, 1, None, "percent", 40, 50, True)).hold(41)
    assert not bounds(Quantity("less than 10%", 0, 1, 10, "percent", high=10, approximate=True)).hold(12)
    assert not bounds(Quantity("30 tanks", 0, 1, 30, "count")).hold(30.4)


OWN = '[columns]\nstate = "Country"\n{columns}[figure]\nwords = ["military spending"]\nunit = "USD"\nscale = 1e6\n'
LONG = "Country;Year;Spent\nKenya;2015;1243\nKenya;2016;(1300)\nNowhere;2016;7\nPeru;2016;..\n"
WIDE = "In millions of dollars\nCountry;2015;2016\nKenya;1243;1300\nNowhere;3;7\nPeru;..;..\n"


@pytest.fixture(params=["long", "wide"])
def spending(request, tmp_path):
    """Figures by state and year, a line a year or a column a year."""
    columns = 'year = "Year"\nvalue = "Spent"\n' if request.param == "long" else ""
    layout = read_mapping(write(tmp_path, "own.toml", OWN.format(columns=columns)))
    return read_figures(write(tmp_path, "own.csv", LONG if request.param == "long" else WIDE), layout)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Kenya's military spending was $1.2 billion in 2015", "agrees"),
        ("Kenya's military spending was about $1.25 billion in 2015", "agrees"),
        ("Kenya's military spending was $1.9 billion in 2015", "conflicts"),
        ("Kenya's military spending was $2.543 billion in 2015-16", "agrees"),
        ("Kenya's military spending was $1.2 billion in 2011", "not in the table"),
        ("Kenya's military spending was $1.2 billion", "cannot be checked"),
        ("Kenya's spending on schools was $1.2 billion in 2015", "cannot be checked"),
    ],
)
def test_figures_by_state_and_year_in_a_table_of_ones_own(spending, sentence, verdict):
    assert [s.why for s in spending.skipped] == ["“Nowhere” is no state"]
    doc = document("d", f"{sentence}.", "Outlet", language="en")
    told = statement(doc, sentence, kind="figure", event_type=None, quantities=tuple(find_quantities(sentence, "en")))
    (finding,) = check_figures(spending, record([doc], [told]).claims, {told.id: told}, ENTITIES)
    assert finding.verdict == verdict
    assert finding.unrelated == ("schools" in sentence)
    assert (finding.table is not None) == (verdict in ("agrees", "conflicts"))
