"""What is quick stays quick: nothing loads spaCy or a database before it needs it."""

import subprocess
import sys

import pytest

HEAVY = {"spacy", "thinc", "trafilatura", "sqlalchemy", "fastapi", "uvicorn", "whence.finding", "whence.language"}


def loaded(code):
    script = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint('LOADED', *sys.modules)"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60).stdout
    return set(out.rpartition("LOADED ")[2].split())


def test_importing_whence_loads_nothing_heavy():
    modules = loaded("import whence")
    assert not modules & HEAVY
    assert not {"rich", "click", "whence.record"} & modules


@pytest.mark.parametrize("arguments", [["--help"], ["claims", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments):
    assert not loaded(f"from whence.cli import main; main({arguments!r})") & HEAVY


@pytest.mark.parametrize(
    "command",
    [["claims"], ["claims", "--json"], ["timeline"], ["transfers"], ["sources"], ["search", "Leopard"], ["export"]],
)
def test_showing_a_record_does_not_load_spacy(record, command):
    assert not loaded(f"from whence.cli import main; main({[*command, '--record', record]!r})") & {"spacy", "thinc"}
