"""What ``make test`` installs is there: without this, the tests that read with it would be left out unseen."""

import importlib
from pathlib import Path

import pytest

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
MODULES = {
    "axe-playwright-python": "axe_playwright_python",
    "bibtexparser": "bibtexparser",
    "citeproc-py": "citeproc",
    "markdown-it-py": "markdown_it",
    "natasha": "natasha",
    "networkx": "networkx",
    "openpyxl": "openpyxl",
    "playwright": "playwright",
    "pyarrow": "pyarrow.parquet",
    "pyld": "pyld",
    "pypdf": "pypdf",
    "python-docx": "docx",
    "rdflib": "rdflib",
    "typst": "typst",
}


@pytest.mark.parametrize("package", MODULES)
def test_what_the_lock_pins_for_tests_can_be_imported(package):
    assert f"\n{package}==" in LOCK.read_text(encoding="utf-8")
    importlib.import_module(MODULES[package])
