"""Where something happened: a capital behind a word that can only say where is a city, with its place on the map."""

import pytest

import whence

PLACES = [
    ("en", "Turkey took delivery of the first radars in July at an air base near Ankara.", "Ankara", 39.9),
    ("en", "Rebels shelled a village on the outskirts of Bangui.", "Bangui", 4.4),
    ("en", "The army massed its tanks 40 kilometres from Kyiv.", "Kyiv", 50.5),
    ("fr", "Les rebelles ont bombardé un dépôt de l'armée près de Damas.", "Damas", 33.5),
    ("fr", "L'armée algérienne a installé une batterie non loin d'Alger.", "Alger", 36.7),
]


@pytest.mark.parametrize(("language", "text", "name", "latitude"), PLACES)
def test_a_capital_behind_a_word_of_space_is_a_city(language: str, text: str, name: str, latitude: float) -> None:
    places = [s.place for s in whence.pipeline(language)(text)._.statements if s.place]
    assert [(p.text, round(p.latitude or 0, 1)) for p in places] == [(name, latitude)]


def test_a_capital_that_is_dealt_with_is_its_government() -> None:
    (statement,) = whence.pipeline("en")("Norway has accused Ankara of hiding the shipment.")._.statements[:1]
    assert "Turkey" in {p.name for p in statement.participants}
