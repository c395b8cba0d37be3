import pytest

from whence.model import Published
from whence.reading.dating import from_metadata, from_name, from_text, published


def on(date, basis):
    return Published(date, basis, date, date)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("13-04-2011", "2011-04-13"),
        ("2021-05-03", "2021-05-03"),
        ("Le 3 mars 2019", "2019-03-03"),
        ("dimanche 3 mars 2019, 10:32", "2019-03-03"),
        ("Publié le 12/03/2019 à 10h30 par Ana Ruiz", "2019-03-12"),
        ("Par Ana Ruiz, publié le 1er avril 2020", "2020-04-01"),
        ("March 3, 2019", "2019-03-03"),
        ("Sunday, 3rd March 2019", "2019-03-03"),
        ("LIMA, 3 mars 2019 (ANP) - Le port a rouvert après la longue grève des dockers.", "2019-03-03"),
        ("14 févr. 2020", "2020-02-14"),
        ("3 марта 2019", "2019-03-03"),
        ("Published: Aug. 9, 2014", "2014-08-09"),
    ],
)
def test_a_line_gives_the_date(line, date):
    text = f"Le port rouvre\n{line}\nLe port de Callao a rouvert."
    assert from_text(text, None) == on(date, "text")


@pytest.mark.parametrize(
    "line",
    [
        "Mis à jour le 3 mars 2019",
        "Le 3 mars 2019, le port a fermé.",
        "Le 31-02-2019",
        "Le contrat du 3 mars 2019 est nul",
        "3 mars",
        "12-13-14-2015",
    ],
)
def test_a_date_in_prose_is_not_the_publication(line):
    assert from_text(f"{line}\nLe port de Callao a rouvert.", "fr") is None


def test_only_the_edges_of_a_text_date_it():
    body = "\n".join(f"Le quai numéro {i} a rouvert ce matin." for i in range(20))
    lines = body.split("\n")
    assert from_text("\n".join([*lines[:10], "3 mars 2019", *lines[10:]]), "fr") is None
    assert from_text(f"{body}\nPublié le 3 mars 2019", "fr") == on("2019-03-03", "text")


def test_where_the_month_may_come_first_the_date_is_only_bounded():
    assert from_text("03/04/2019", "fr") == on("2019-04-03", "text")
    assert from_text("03/04/2019", "en") == Published(None, "text", "2019-03-04", "2019-04-03")
    assert from_text("03/25/2019", "en") == on("2019-03-25", "text")


def test_a_file_name_gives_a_day_or_a_month():
    assert from_name("2011/2011-11-15_port.txt") == on("2011-11-15", "filename")
    assert from_name("20190303.txt") == on("2019-03-03", "filename")
    assert from_name("port-2011-11.txt") == Published(None, "filename", "2011-11-01", "2011-11-30")
    assert from_name("2011-11-15/port.txt") is None
    assert from_name("120190303.txt") is None


def test_metadata_is_an_iso_date_or_a_written_one():
    assert from_metadata("2019-03-03T08:00:00Z") == on("2019-03-03", "metadata")
    assert from_metadata("3 mars 2019") == on("2019-03-03", "metadata")
    assert from_metadata("bientôt") is None


def test_text_goes_before_the_file_name_and_nothing_is_unknown():
    assert published("13-04-2011\nLe port.", "2012-01-01.txt", "fr").date == "2011-04-13"
    assert published("Le port.", "2012-01-01.txt", "fr").basis == "filename"
    assert published("Le port.", "port.txt", "fr") == Published()
