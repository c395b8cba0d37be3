"""Tables of arms transfers are read whatever their layout, and what cannot be read costs itself alone."""

import pytest
from sample_tables import DEALS_ROWS, OLD_ROWS, RTF, deals_csv, new_csv, old_csv, write

from whence.errors import Unreadable
from whence.weighing.tables import read_mapping, read_table
from whence.weighing.tables.cells import number, years
from whence.weighing.tables.deals import Delivery, Number, Year
from whence.weighing.tables.parties import party


@pytest.fixture(params=[old_csv, new_csv])
def table(request, tmp_path):
    return read_table(write(tmp_path, "register.csv", request.param()))


def test_both_csv_layouts_give_the_same_deals(tmp_path):
    one, other = (read_table(write(tmp_path, "t.csv", make())) for make in (old_csv, new_csv))
    assert [(d.supplier, d.recipient, d.deliveries) for d in one.deals] == [
        (d.supplier, d.recipient, d.deliveries) for d in other.deals
    ]
    assert one.skipped == other.skipped == ()
    assert one.deals[0].lines == (7, 8)
    assert other.deals[0].lines == (13, 14)


def test_lines_of_one_deal_are_put_together(table):
    tanks = table.deals[0]
    assert (tanks.supplier.country, tanks.recipient.country, tanks.designation) == ("NOR", "KEN", "Leopard-2A4")
    assert tanks.delivered == Number(30)
    assert tanks.deliveries == (Delivery(2016, 20, 32), Delivery(2017, 10, 16))
    assert tanks.factor == 0.4


def test_a_total_that_stands_in_each_year_is_counted_once(table):
    missiles = table.deals[1]
    assert missiles.repeated
    assert missiles.delivered == Number(48, True)
    assert missiles.ordered_in == Year(2014, 2014, True)
    assert sum(d.tiv for d in missiles.deliveries) == pytest.approx(24)


def test_one_ship_a_year_is_no_repeated_total(table):
    ships = table.deals[2]
    assert not ships.repeated
    assert ships.delivered == Number(2)
    assert ships.production == "local"


def test_in_a_large_table_of_yearly_numbers_equal_ones_are_yearly_too(tmp_path):
    row = "{id};Norway;Kenya;Leopard-2A4;tank;;2015;No;{n};No;{year};No;New;1;1;{n};No"
    rows = [
        row.format(id=id_, n=5 + id_ % 20 * (year - 2016), year=year) for id_ in range(1, 31) for year in (2016, 2017)
    ]
    assert not any(deal.repeated for deal in read_table(write(tmp_path, "t.csv", old_csv(tuple(rows)))).deals)
    few = read_table(write(tmp_path, "few.csv", old_csv(tuple(rows[38:42])))).deals
    assert [deal.repeated for deal in few] == [True, False]
    layout = read_mapping(write(tmp_path, "own.toml", '[reckoning]\nrepeated = "once"\n'))
    assert any(deal.repeated for deal in read_table(str(tmp_path / "t.csv"), layout).deals)


def test_values_of_the_years_that_make_up_the_number_are_not_divided_again(tmp_path):
    rows = tuple(OLD_ROWS[n].replace(";24;", ";8;") for n in (2, 3, 4))
    (deal,) = read_table(write(tmp_path, "t.csv", old_csv(rows))).deals
    assert deal.repeated
    assert [d.tiv for d in deal.deliveries] == [8, 8, 8]


def test_without_a_value_it_is_reckoned_from_the_unit_with_what_second_hand_counts(tmp_path):
    row = "1;Norway;Kenya;Leopard-2A4;tank;;2015;No;10;No;2016;No;{};4;;;No"
    rows = tuple(row.format(status) for status in ("New", "Second hand", "Second hand but modernized"))
    found = [read_table(write(tmp_path, "t.csv", old_csv((r,)))).deals[0].deliveries[0].tiv for r in rows]
    assert found == pytest.approx([40, 16, 26.4])


def test_unknown_and_starred_parties_are_kept_apart(table):
    apart = [p for d in table.deals for p in (d.supplier, d.recipient) if p.apart]
    assert [p.name for p in apart] == ["Unknown supplier(s)", "Savannah rebels (Kenya)*"]
    assert all(p.country is None for p in apart)


def test_a_deal_a_line_is_spread_over_its_years(tmp_path):
    table = read_table(write(tmp_path, "t.csv", deals_csv(), "cp1252"))
    tanks, missiles = table.deals
    assert tanks.delivered == Number(30, True)
    assert tanks.ordered == Number(30)
    assert tanks.deliveries == (Delivery(2016, 15, 24), Delivery(2017, 15, 24))
    assert tanks.spread
    assert missiles.ordered_in == Year(2014, 2014, True)
    assert missiles.production == "licensed"
    assert (table.years, table.one_supplier, table.one_recipient) == ((2015, 2018), False, True)


def test_a_line_that_stands_twice_is_counted_once(tmp_path):
    table = read_table(write(tmp_path, "t.csv", deals_csv((*DEALS_ROWS, DEALS_ROWS[0]))))
    assert len(table.deals) == 2


def test_the_register_in_rtf(tmp_path):
    table = read_table(write(tmp_path, "register.rtf", RTF, "ascii"))
    tanks, radars, missiles, more = table.deals
    assert (tanks.supplier.country, tanks.recipient.country) == ("NOR", "KEN")
    assert (tanks.ordered, tanks.delivered, tanks.ordered_in) == (Number(30), Number(30), Year(2015, 2015))
    assert radars.designation == "Nansen Mérk"
    assert (radars.ordered, radars.ordered_in) == (Number(12, True), Year(2017, 2017, True))
    assert radars.comment == "Contract not yet signed by the end of 2018"
    assert missiles.production == "licensed"
    assert missiles.delivered == Number(48, True)
    assert more.recipient.name == "Côte d’Ivoire"
    assert more.recipient.country == "CIV"
    assert [(s.why) for s in table.skipped] == ["ordered: “twelve” is no number"]
    assert not table.valued
    assert table.years == (2015, 2018)


def test_the_register_in_rtf_under_its_suppliers_and_in_cells(tmp_path):
    head = "Supplier/\\cell No.\\cell Weapon\\row\\nrecipient (R)\\cell ordered\\cell designation\\row\\n"
    deal = r"R: Kenya\cell 30\cell Leopard-2A4\cell Tank\cell 2015\cell (2016)\cell 12\cell\row"
    text = (
        r"{\rtf1\mac "
        + head.replace("\\n", "\n")
        + r"Norway\par "
        + deal
        + r" R: Peru\cell 3\cell Skjold\cell FAC\cell 2016\cell\cell\cell\row}"
    )
    table = read_table(write(tmp_path, "t.rtf", text, "ascii"))
    assert [(d.supplier.country, d.recipient.country, d.ordered) for d in table.deals] == [
        ("NOR", "KEN", Number(30)),
        ("NOR", "PER", Number(3)),
    ]
    assert table.deals[0].delivered_in == (Year(2016, 2016, True),)
    assert table.one_supplier


def test_raw_bytes_of_the_macintosh_in_rtf_and_csv(tmp_path):
    for name, text in (("t.rtf", RTF.replace(r"M\'8erk", "Mérk")), ("t.csv", deals_csv().replace("RBS-70", "Mérk-70"))):
        table = read_table(write(tmp_path, name, text, "mac_roman"))
        assert any("Mérk" in deal.designation for deal in table.deals)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("11;;Kenya;X;;;2015;No;2;No;2016;No;New;1;1;2;No", "names no supplier"),
        ("11;Norway;Kenya;X;;;2015;No;many;No;2016;No;New;1;1;2;No", "delivered: “many” is no number"),
        ("11;Norway;Kenya;X;;;soon;No;2;No;2016;No;New;1;1;2;No", "ordered in: “soon” is no year"),
        ("11;Norway;Kenya;X;;;2015;No;-2;No;2016;No;New;1;1;2;No", "delivered: “-2” is less than nothing"),
        ("11;Norway;Kenya;X;;;2015;No;2;No;2016;No;New;1;1;2;No;more", "has 18 cells, where the columns are 17"),
        ("a note in between", "is no row of the table"),
    ],
)
def test_a_bad_line_is_named_and_left_out(tmp_path, row, why):
    table = read_table(write(tmp_path, "t.csv", old_csv((OLD_ROWS[0], row, OLD_ROWS[7]))))
    assert table.skipped == ((8, why),)
    assert len(table.deals) == 2


def test_a_table_of_ones_own_with_a_mapping_file(tmp_path):
    text = "Ausfuhr 2016\nLand|Waffe|Stück|Jahr|Wert\nKenia|Leopard-2A4|20|2016|32\n"
    mapping = (
        'header = 2\nencoding = "cp1252"\n[columns]\nrecipient = "Land"\ndesignation = "Waffe"\ndelivered = "Stück"\n'
        'delivered_in = "Jahr"\ntiv = "Wert"\n[always]\nsupplier = "Norway"\n[parties]\nKenia = "KEN"\n'
    )
    layout = read_mapping(write(tmp_path, "own.toml", mapping))
    (deal,) = read_table(write(tmp_path, "own.csv", text, "cp1252"), layout).deals
    assert (deal.supplier.country, deal.recipient.country, deal.designation) == ("NOR", "KEN", "Leopard-2A4")
    assert deal.deliveries == (Delivery(2016, 20, 32),)


@pytest.mark.parametrize(
    "text",
    [
        "x = ",
        'colour = "red"',
        '[columns]\nprice = "Wert"',
        "header = 0",
        'delimiter = "::"',
        "[reckoning]\nmodernised = 3",
    ],
)
def test_a_mapping_that_cannot_be_is_refused_in_one_line(tmp_path, text):
    with pytest.raises(Unreadable, match=r"own\.toml"):
        read_mapping(write(tmp_path, "own.toml", text))


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", old_csv(("11;;Kenya;x",)), "\x00\x01\x02" * 50])
def test_what_is_no_table_is_refused_in_one_line(tmp_path, text):
    with pytest.raises(Unreadable, match=r"t\.csv"):
        read_table(write(tmp_path, "t.csv", text))
    with pytest.raises(Unreadable):
        read_table(str(tmp_path / "none.csv"))


def test_cells():
    assert number("1,200") == number("1 200") == Number(1200)
    assert number("(12)") == number("12?") == Number(12, True)
    assert number("4,5") == Number(4.5)
    assert number(" .. ") is None
    assert years("2013-15; (2017)") == (Year(2013, 2015), Year(2017, 2017, True))
    assert years("2013-(2015)") == (Year(2013, 2015, True),)
    with pytest.raises(ValueError, match="ends before"):
        years("2015-2013")


@pytest.mark.parametrize(
    ("name", "country"),
    [("Turkiye", "TUR"), ("UAE", "ARE"), ("Viet Nam", "VNM"), ("Soviet Union", "SUN"), ("East Germany (GDR)", "DDR"),
     ("Bosnia-Herzegovina", "BIH"), ("Libya GNC", None), ("NATO**", None)],
)  # fmt: skip
def test_names_of_registers_are_states(name, country):
    assert party(name).country == country
