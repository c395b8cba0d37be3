"""What a record says of addresses at which there is none that can be used."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from stand_ins import analyse, report

from whence.errors import RecordError
from whence.record import Record
from whence.record.migrations import configuration
from whence.record.schema import REVISIONS, metadata

ONE = report("a.txt", "Norvège visite Pérou.")


def filled(path: Path) -> Path:
    with Record.open(path) as record:
        record.add(ONE, analyse(ONE.document))
        record.weigh()
    return path


def test_the_migrations_make_the_tables_of_the_schema(tmp_path: Path) -> None:
    Record.open(tmp_path / "r.db").close()
    with create_engine(f"sqlite:///{tmp_path / 'r.db'}").connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [d for d in differences if not (d[0] == "remove_table" and d[1].name.startswith("fulltext"))] == []


def test_the_newest_migration_is_the_one_the_schema_names() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS


def test_a_record_is_the_same_when_opened_again(tmp_path: Path) -> None:
    path = filled(tmp_path / "r.db")
    with Record.open(path, create=False) as record:
        assert record.documents() == [ONE.document]
        assert len(record.claims()) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["r.db"]


def test_no_record_says_to_read_first_and_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"r\.db.*whence read"):
        Record.open(tmp_path / "r.db", create=False)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "r.db").touch()
    with pytest.raises(RecordError, match="whence read"):
        Record.open(tmp_path / "r.db", create=False)


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    (tmp_path / "r.db").touch()
    Record.open(tmp_path / "r.db").close()


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_record_is_left_as_it_is(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Ceci n'est pas une base de données. " * 100)
    before = path.read_bytes()
    with pytest.raises(RecordError, match=r"notes\.txt: it is no record"):
        Record.open(path, create=create)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_of_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    before = (tmp_path / "other.db").read_bytes()
    with pytest.raises(RecordError, match="no record of Whence"):
        Record.open(tmp_path / "other.db")
    assert (tmp_path / "other.db").read_bytes() == before


def test_a_newer_versions_record_says_to_upgrade(tmp_path: Path) -> None:
    path = filled(tmp_path / "r.db")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(RecordError, match=r"newer version.*9999.*upgrade"):
        Record.open(path)


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path / "r.db")
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(RecordError, match=r"r\.db"), Record.open(path) as record:
        record.documents()


def test_a_folder_that_is_missing_and_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no folder"):
        Record.open(tmp_path / "nowhere" / "r.db")
    with pytest.raises(RecordError, match="it is a folder"):
        Record.open(tmp_path)


def test_a_database_server_is_not_yet_supported() -> None:
    with pytest.raises(RecordError, match="not yet supported"):
        Record.open("postgresql+psycopg://localhost/whence")


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def as_nobody(act: Callable[[], str]) -> str:
    """What a function gives that runs as a user without privileges."""
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            answer = act()
        except BaseException as error:
            answer = f"{type(error).__name__}: {error}"
        os.write(writer, answer.encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        return pipe.read().decode()


def ask(path: Path) -> str:
    with Record.open(path, create=False) as record:
        return record.claims()[0].gist


def add(path: Path) -> str:
    with Record.open(path, create=False) as record:
        return str(record.add(ONE, analyse(ONE.document)))


def test_a_read_only_record_answers_and_cannot_be_written(public: Path) -> None:
    path = filled(public / "r.db")
    path.chmod(0o444)
    assert as_nobody(lambda: ask(path)) == "Norvège visite Pérou"
    assert "RecordError" in as_nobody(lambda: add(path))
    refusal = as_nobody(lambda: str(Record.open(path)))
    assert refusal.startswith(f"RecordError: {path}: it is read-only")


def test_a_record_in_a_read_only_folder_answers(public: Path) -> None:
    path = filled(public / "r.db")
    public.chmod(0o555)
    assert as_nobody(lambda: ask(path)) == "Norvège visite Pérou"
    assert "nothing can be written in the folder" in as_nobody(lambda: str(Record.open(path)))
    assert "nothing can be written in the folder" in as_nobody(lambda: str(Record.open(public / "new.db")))


def test_a_record_that_may_not_be_read_is_refused(public: Path) -> None:
    path = filled(public / "r.db")
    path.chmod(0o000)
    assert as_nobody(lambda: ask(path)) == f"RecordError: {path}: Permission denied; give another --record"
