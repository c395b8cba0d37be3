import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import Unreadable
from whence.model import Published, content_id
from whence.reading import Found, find, read, read_bytes

REPORT = (
    "Le port de Callao rouvre\n\nLe port de Callao a rouvert mardi après neuf jours de grève, a annoncé la "
    "capitainerie péruvienne.\nLes dockers ont obtenu une hausse de salaire de 4 %, selon leur syndicat.\n"
)
PAGE = f"""<!DOCTYPE html><html lang="fr"><head><title>Le port de Callao rouvre - Le Fanal</title>
<link rel="canonical" href="https://fanal.example/2019/03/port"><meta property="og:site_name" content="Le Fanal">
<meta property="article:published_time" content="2019-03-05T10:00:00Z"></head><body><nav><a href="/">Accueil</a></nav>
<article><h1>Le port de Callao rouvre</h1>{"".join(f"<p>{p}</p>" for p in REPORT.splitlines()[2:])}
<p>La ministre chilienne du Travail, attendue jeudi à Lima, n'a pas souhaité commenter cet accord de branche.</p>
<p>Laisser un commentaire</p></article><footer>Mentions légales</footer></body></html>"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "b/1.TXT", "a.md", "notes.csv", ".hidden.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    return tmp_path


def only(found):
    [one] = list(found)
    return one


def test_a_folder_is_walked_in_order_and_other_files_passed_over(folder):
    assert [f.path.relative_to(folder).as_posix() for f in find([str(folder)])] == ["a.md", "b/1.TXT", "b/2.txt"]


def test_a_named_file_is_read_whatever_its_suffix_and_each_once(folder):
    named = str(folder / "notes.csv")
    assert [f.path.name for f in find([named, named])] == ["notes.csv"]


def test_the_name_keeps_the_folder_as_given(folder, monkeypatch):
    monkeypatch.chdir(folder / "b")
    assert [f.name for f in find(["../b"])] == ["../b/1.TXT", "../b/2.txt"]
    assert read(next(find(["../b/2.txt"]))).document.uri == "../b/2.txt"


def test_what_is_missing_is_told_and_the_rest_goes_on(folder):
    (folder / "empty").mkdir()
    sources = [str(folder / "nowhere.txt"), str(folder / "empty"), "ftp://fanal.example/x", str(folder / "a.md")]
    missing, empty, address, good = find(sources)
    assert "no such file or folder" in str(missing)
    assert "no report in this folder" in str(empty)
    assert "is no address of a page" in str(address)
    assert isinstance(good, Found)


def test_no_permission(folder, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    found = only(find([str(folder / "a.md")]))
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unreadable, match=r"a\.md: no permission to read it"):
        read(found)


def test_a_folder_without_permission(folder, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    assert "no permission" in str(only(find([str(folder)])))


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "not yet read"),
        (b"PK\x03\x04\x14", "not yet read"),
        (bytes(range(256)), "binary"),
        (b"1 2 3 4 5", "no words"),
        (b"<html><body><nav><a href='/'>Accueil</a></nav></body></html>", "no article"),
        (b"<html>", "no article"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(raw, wrong):
    with pytest.raises(Unreadable, match=rf"^here/x\.txt: .*{wrong}.*; [^\n]+$"):
        read_bytes(raw, "here/x.txt")


def test_one_line_of_50_mb_is_refused_at_once(tmp_path):
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    began = time.perf_counter()
    with pytest.raises(Unreadable, match=r"too large for one report \(50 MB, at most 20 MB\)"):
        read(Found("long.txt", path))
    assert time.perf_counter() - began < 1


def test_one_long_line_under_the_limit_is_quick():
    began = time.perf_counter()
    report = read_bytes(b"a" * 5_000_000, "long.txt")
    assert report.document.words == 1
    assert time.perf_counter() - began < 5


def test_a_plain_report():
    report = read_bytes(REPORT.encode(), "../x/2019-03-05_port.txt")
    document = report.document
    assert report.raw == REPORT.encode()
    assert document.title == "Le port de Callao rouvre"
    assert document.text == REPORT.strip()
    assert document.language == "fr"
    assert document.published == Published("2019-03-05", "filename", "2019-03-05", "2019-03-05")
    assert document.media_type == "text/plain"
    assert document.publisher is None
    assert document.retrieved_at is None
    assert document.words == 35
    assert document.id == content_id(document.sha256, "2019-03-05_port.txt")


def test_the_same_file_in_another_folder_is_the_same_document():
    one, other = (read_bytes(REPORT.encode(), name).document for name in ("a/port.txt", "b/port.txt"))
    assert one.id == other.id
    assert read_bytes(REPORT.encode(), "a/quai.txt").document.id != one.id


def test_a_header_block_is_metadata():
    raw = f"Média : Le Fanal\nDate : 2021-05-03\nTitre : Le port\n\n{REPORT}".encode()
    document = read_bytes(raw, "port.txt").document
    assert (document.publisher, document.title) == ("Le Fanal", "Le port")
    assert document.published == Published("2021-05-03", "metadata", "2021-05-03", "2021-05-03")
    assert document.text == REPORT.strip()


def test_an_english_header_block_after_windows_line_ends():
    raw = b"Outlet: The Beacon\r\nDate: 2021-05-03\r\n\r\nThe harbour of Callao has opened again."
    document = read_bytes(raw, "x.txt").document
    assert (document.publisher, document.text) == ("The Beacon", "The harbour of Callao has opened again.")


def test_lines_with_colons_are_no_header_block():
    text = "Lima : le port rouvre\nDate : 2021-05-03\n\nLe port de Callao a rouvert."
    assert read_bytes(text.encode(), "x.txt").document.text == text


def test_a_page():
    document = read_bytes(PAGE.encode(), "pages/port.html").document
    assert document.media_type == "text/html"
    assert document.uri == "https://fanal.example/2019/03/port"
    assert document.publisher == "Le Fanal"
    assert document.title == "Le port de Callao rouvre"
    assert document.published == Published("2019-03-05", "metadata", "2019-03-05", "2019-03-05")
    assert document.language == "fr"
    assert "hausse de salaire de 4 %" in document.text
    assert "commentaire" not in document.text.split("commenter")[1]
    assert "Mentions" not in document.text
    assert document.id == content_id(document.sha256, document.uri)


def test_a_page_is_known_by_its_content():
    assert read_bytes(PAGE.encode("utf-16"), "port.txt").document.media_type == "text/html"


def test_a_caller_may_know_better():
    document = read_bytes(REPORT.encode(), "1", language="en", published="2020-02-02").document
    assert document.language == "en"
    assert document.published.date == "2020-02-02"
    with pytest.raises(Unreadable, match="media type audio/ogg"):
        read_bytes(REPORT.encode(), "1", media_type="audio/ogg")


def test_a_first_line_that_is_a_sentence_is_no_title():
    assert read_bytes(b"Le port a rouvert.\nLes grues du quai nord tournent.", "x").document.title is None
    assert (
        read_bytes(b"13-04-2011\nLe port rouvre\nLes grues tournent de nouveau.", "x").document.title
        == "Le port rouvre"
    )


def test_a_text_too_short_has_no_language():
    assert read_bytes(b"Lima", "x").document.language is None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_the_same_twice_or_refused(raw):
    try:
        first = read_bytes(raw, "x.txt")
    except Unreadable as error:
        refusal = str(error)
    else:
        assert read_bytes(raw, "x.txt") == first
        assert first.document.text.encode()
        refusal = ""
    assert "\n" not in refusal
