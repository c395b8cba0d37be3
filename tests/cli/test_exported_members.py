"""The public face of the package: a change to it is a change of contract."""

import importlib.metadata
import subprocess
import sys

import pytest

import whence


def test_the_exported_names_are_these():
    assert whence.__all__ == sorted(whence.__all__)
    assert set(whence.__all__) == {
        "RecordError",
        "UnknownLanguage",
        "Unreadable",
        "WhenceError",
        "__version__",
        "open",
        "pipeline",
    }


def test_each_exported_name_is_there():
    for name in whence.__all__:
        assert getattr(whence, name) is not None


def test_nothing_else_is_public():
    # In a process of its own: rooms that other tests have imported are attributes of the package here.
    code = "import whence; print(*(name for name in vars(whence) if not name.startswith('_')))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert set(out.split()) - set(whence.__all__) == {"Path", "TYPE_CHECKING", "annotations", "errors"}


def test_the_version_is_the_installed_one():
    assert whence.__version__ == importlib.metadata.version("whence")


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        whence.nonsense  # noqa: B018


def test_a_record_is_opened_and_closed(tmp_path):
    with whence.open(tmp_path / "r.db") as record:
        assert record.claims() == []
    with pytest.raises(whence.RecordError):
        whence.open(tmp_path / "none.db", create=False)


def test_a_language_without_a_pipeline_is_said_to_have_none():
    with pytest.raises(whence.UnknownLanguage, match="xx"):
        whence.pipeline("xx")
