import pytest

from whence.errors import Unreadable
from whence.reading.encoding import decode

TEXT = "L’évêque de Cuzco « espère » : à Noël, l’œuvre coûtera 30 € — déjà."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_the_same_in_every_encoding(encoding):
    assert decode(TEXT.encode(encoding), "x.txt") == TEXT


def test_latin_1():
    assert decode("Le café fermé à midi".encode("latin-1"), "x.txt") == "Le café fermé à midi"


def test_cyrillic_in_windows_1251():
    text = "Правительство Чили сообщило, что порт снова открыт и работает без перебоев. " * 3
    assert decode(text.encode("cp1251"), "x.txt") == text


def test_stray_windows_bytes_in_utf8():
    raw = "Le président péruvien a été reçu à Quito, ".encode() + "où il a signé l’accord.".encode("cp1252")
    assert decode(raw, "x.txt") == "Le président péruvien a été reçu à Quito, où il a signé l’accord."


def test_mojibake_is_mended_and_curly_quotes_stay():
    garbled = "La régate a été annulée à Iquique".encode().decode("cp1252")
    assert (
        decode(f"{garbled}, dit l’“amirauté”.".encode(), "x") == "La régate a été annulée à Iquique, dit l’“amirauté”."
    )


def test_a_page_says_its_encoding():
    page = '<html><meta charset="iso-8859-2"><p>Žilina, Košice, čeština, řeka</p></html>'
    assert decode(page.encode("iso-8859-2"), "x.html", markup=True) == page


def test_an_unknown_declared_encoding_is_passed_over():
    page = '<meta charset="x-none"><p>Le café du port est fermé</p>'
    assert decode(page.encode("cp1252"), "x.html", markup=True) == page


@pytest.mark.parametrize(
    "raw",
    [bytes(range(256)) * 20, b"\x7fELF\x02\x01\x01" + bytes(500), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9],
)
def test_binary_data_is_refused(raw):
    with pytest.raises(Unreadable, match=r"photo: is not text"):
        decode(raw, "photo")
