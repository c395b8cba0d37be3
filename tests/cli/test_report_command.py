"""The command that prints a dossier."""

import pytest
from command_line import SENTENCE, run

from whence.cli.report import LANGUAGES, SUFFIXES
from whence.showing.dossier import RENDERERS, languages


def test_the_command_offers_what_there_is():
    assert tuple(RENDERERS) == SUFFIXES
    assert languages() == LANGUAGES


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_a_dossier_is_written(record, tmp_path, suffix):
    out = tmp_path / f"dossier{suffix}"
    result = run("report", "--record", record, "--about", "KEN", "--out", str(out))
    assert (result.exit_code, result.output) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    if suffix != ".docx":
        assert SENTENCE in out.read_text(encoding="utf-8")


def test_a_dossier_has_the_language_and_title_that_are_asked_for(record, tmp_path):
    out = tmp_path / "d.md"
    assert run("report", "--record", record, "--language", "fr", "--title", "Chars", "--out", str(out)).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# Chars\n")
    assert "## Résumé" in text


def test_what_does_not_fit_is_an_empty_dossier_and_a_word_about_it(record, tmp_path):
    result = run("report", "--record", record, "--about", "PER", "--out", str(tmp_path / "d.md"))
    assert (result.exit_code, result.stderr) == (0, "no claim fits; the dossier says so\n")


@pytest.mark.parametrize("options", [["--out", "d.txt"], [], ["--out", "d.md", "--language", "xx"]])
def test_wrong_usage_of_it_is_exit_code_2(record, options):
    assert run("report", "--record", record, *options).exit_code == 2
