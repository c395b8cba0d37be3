"""Small trade registers in the three layouts of SIPRI's. All deals are invented."""

from __future__ import annotations

from pathlib import Path

OLD_HEADER = (
    "Deal ID;Seller;Buyer;Designation;Description;Armament category;Order date;Order date is estimate;"
    "Numbers delivered;Numbers delivered is estimate;Delivery year;Delivery year is estimate;Status;SIPRI estimate;"
    "TIV deal unit;TIV delivery values;Local production"
)
OLD_ROWS = (
    # Norway's tanks for Kenya, second-hand: 30 in two years, each with its own number.
    "11;Norway;Kenya;Leopard-2A4;tank;Armoured vehicles;2015;No;20;No;2016;No;Second hand;4;1.6;32;No",
    "11;Norway;Kenya;Leopard-2A4;tank;Armoured vehicles;2015;No;10;No;2017;No;Second hand;4;1.6;16;No",
    # Missiles of which the total of 48 stands in each of three years.
    "12;Sweden;Kenya;RBS-70;portable SAM;Missiles;2014;Yes;48;Yes;2015;No;New;0.5;0.5;24;No",
    "12;Sweden;Kenya;RBS-70;portable SAM;Missiles;2014;Yes;48;Yes;2016;No;New;0.5;0.5;24;No",
    "12;Sweden;Kenya;RBS-70;portable SAM;Missiles;2014;Yes;48;Yes;2017;No;New;0.5;0.5;24;No",
    # One ship a year is no total.
    "13;Sweden;Kenya;Skjold;FAC;Ships;2013;No;1;No;2016;No;New;14;14;14;Yes",
    "13;Sweden;Kenya;Skjold;FAC;Ships;2013;No;1;No;2018;No;New;14;14;14;Yes",
    "14;Unknown supplier(s);Kenya;Type-56;APC;Armoured vehicles;2016;No;10;No;2017;No;New;1;1;10;No",
    "15;Norway;Savannah rebels (Kenya)*;M-72;anti-tank missile;Missiles;2016;No;100;No;2016;No;New;0.1;0.1;10;No",
)
NEW_HEADER = OLD_HEADER.replace("Deal ID", "SIPRI AT Database ID").replace("Seller", "Supplier")
NEW_HEADER = NEW_HEADER.replace("Buyer", "Recipient").replace(";", ",") + ";"


def old_csv(rows: tuple[str, ...] = OLD_ROWS) -> str:
    """The old layout: semicolons, the names of the columns on line 6, two lines of notes below."""
    above = "SIPRI Transfers Database\n\n\nDatabase search results for buyer 'Kenya' and seller 'All Countries'\n\n"
    below = "\nFigures are trend-indicator values expressed in millions.\nInvented for tests.\n"
    return above + "\n".join((OLD_HEADER, *rows)) + "\n" + below


def new_csv(rows: tuple[str, ...] = OLD_ROWS) -> str:
    """The new layout: commas, eleven lines above the names of the columns, the last cell ends in a semicolon."""
    above = "".join(f"Line {number} of notes.\n" for number in range(1, 12))
    return above + "\n".join((NEW_HEADER, *(row.replace(";", ",") + ";" for row in rows))) + "\n"


DEALS_HEADER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
DEALS_ROWS = (
    'Kenya,Norway,2015,,30,,Leopard-2A4,tank,30,?,2016; 2017,Second hand,"EUR24 m deal; from surplus",4,48,48',
    "Kenya,Sweden,2014,?,48,,RBS-70,portable SAM,48,?,2015; 2016; 2017,New,Assembled in Kenya,0.5,24,24",
)


def deals_csv(rows: tuple[str, ...] = DEALS_ROWS) -> str:
    """The newest layout: a deal a line, columns without a name for marks of uncertainty."""
    above = (
        "Transfers of major conventional arms from All countries to Kenya. Deals with deliveries made for the year"
        " range '2015' to '2018'\n" + "Notes.\n" * 9 + "\n"
    )
    return above + "\n".join((DEALS_HEADER, *rows)) + "\n"


RTF = r"""{\rtf1\ansi{\fonttbl{\f0 Times;}}{\colortbl;\red0\green0\blue0;}
{\*\generator made by hand}\f0 Trade register\par
Transfers of major weapons: deals with deliveries or orders made for 2015 to 2018\par
\par
Recipient/\tab \tab \tab \tab Year\tab Year(s)\tab No.\par
supplier (S)\tab No.\tab Weapon\tab Weapon\tab of order/\tab of\tab delivered/\par
or licenser (L)\tab ordered\tab designation\tab description\tab licence\tab deliveries\tab produced\tab Comments\par
\par
Kenya\par
S: Norway\tab 30\tab Leopard-2A4\tab Tank\tab 2015\tab 2016-2017\tab 30\tab EUR24 m deal; second-hand\par
\tab (12)\tab Nansen M\'8erk\tab Radar\tab (2017)\tab \tab \tab Contract not yet signed\par
\tab \tab \tab \tab \tab \tab \tab by the end of 2018\par
L: Sweden\tab 48\tab RBS-70\tab Portable SAM\tab (2014)\tab 2015-(2017)\tab (48)\tab Assembled in Kenya\par
C\'99te d\'d5Ivoire\par
S: Sweden\tab twelve\tab RBS-70\tab Portable SAM\tab 2016\tab 2017\tab 6\tab \par
S: Norway\tab 4\tab Leopard-2A4\tab Tank\tab 2016\tab 2017\tab 4\tab \par
}
"""


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> str:
    """The path of a table written to a folder."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)
