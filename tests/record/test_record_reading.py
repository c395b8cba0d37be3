"""Reading into a record: in one process or several, and whatever stops it."""

import dataclasses
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
import stand_ins
from sqlalchemy import event

import whence
from whence.errors import RecordError
from whence.exporting import export
from whence.record import Progress, Record

SCRIPT = Path(__file__).with_name("reading_script.py")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve reports: one is empty, one in a language without a pipeline, one breaks the analysis."""
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(9):
        (made / f"r{number}.txt").write_text(f"Norvège visite Pérou. Kenya visite N{number}.")
    (made / "leer.txt").write_text("")
    (made / "sv.txt").write_text("Kungen besöker Peru.")
    (made / "x.txt").write_text("PLANTE visite Pérou.")
    return made


def exported(record: Record) -> bytes:
    out = BytesIO()
    export(record, "jsonl", out)
    return out.getvalue()


def run(record: Path, folder: Path, jobs: int, **environment: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(SCRIPT), str(record), str(folder), str(jobs)]
    return subprocess.Popen(
        command,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_reading_keeps_what_can_be_kept_and_names_the_rest(record: Record, folder: Path) -> None:
    intake = record.read([str(folder), "nowhere.txt"])
    assert (intake.kept, intake.unchanged) == (10, 0)
    said = sorted(str(error) for error in intake.refused)
    assert said[0].endswith("leer.txt: the file is empty; leave it out")
    assert "x.txt: reading it failed (RuntimeError: no rule for this word)" in said[1]
    assert said[2] == "nowhere.txt: no such file; check the path"
    (note,) = intake.notes
    assert note.endswith("sv.txt: language 'sv' has no pipeline; kept and searchable, no statements")
    assert [record.document(hit.document).uri.rpartition("/")[2] for hit in record.search("besoker")] == ["sv.txt"]
    assert len(record.claims()) == 10


def test_reading_again_changes_nothing_and_analyses_nothing(
    record: Record, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.read([str(folder)])
    before = exported(record)
    monkeypatch.setattr(whence.finding, "analyse", None)
    monkeypatch.setattr(whence, "weighing", None)
    (folder / "x.txt").unlink()
    intake = record.read([str(folder)])
    assert (intake.kept, intake.unchanged) == (0, 10)
    assert [note.rpartition("/")[2][:6] for note in intake.notes] == ["sv.txt"]
    assert exported(record) == before


def test_a_new_engine_reads_anew(record: Record, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record.read([str(folder)])
    monkeypatch.setattr(whence.finding, "ENGINE", "stand-in 2")
    assert record.read([str(folder)]).kept == 9  # all but the one that no engine can analyse
    assert record.read([str(folder)]).kept == 0


def test_a_new_pipeline_reads_what_had_none(record: Record, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record.read([str(folder)])
    monkeypatch.setattr(whence, "language", SimpleNamespace(available=lambda: ("fr", "sv")))
    intake = record.read([str(folder)])
    assert (intake.kept, intake.notes) == (1, ())


def test_statements_that_do_not_quote_the_text_are_left_out_and_counted(
    record: Record, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(document: stand_ins.Document) -> stand_ins.Analysis:
        analysis = stand_ins.analyse(document)
        first, *others = analysis.statements
        return dataclasses.replace(analysis, statements=(dataclasses.replace(first, quote="Rien"), *others))

    monkeypatch.setattr(whence.finding, "analyse", wrong)
    intake = record.read([str(folder / "r1.txt")])
    assert intake.notes[0].endswith("r1.txt: 1 of 2 statements left out: their evidence is not in the text")
    assert [statement.quote for statement in record.statements()] == ["Kenya visite N1"]


def test_progress_tells_each_input(record: Record, folder: Path) -> None:
    seen: list[Progress] = []
    record.read([str(folder)], progress=seen.append)
    assert [p.done for p in seen] == list(range(1, 13))
    assert {p.total for p in seen} == {12}
    assert seen[0].name.endswith("leer.txt")


def test_a_stopped_reading_keeps_what_is_finished_and_carries_on(record: Record, folder: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record.read([str(folder)], progress=stop)
    assert len(record.documents()) == 4  # the first of the five was empty
    assert len(record.claims()) == 5  # claims are weighed when they are asked for
    intake = record.read([str(folder)])
    assert (intake.kept, intake.unchanged) == (6, 4)


def test_several_processes_make_the_same_record(record: Record, folder: Path, tmp_path: Path) -> None:
    record.read([str(folder)])
    program = run(tmp_path / "other.db", folder, 2)
    out, err = program.communicate(timeout=60)
    assert err == ""
    assert "kept 10 unchanged 0" in out
    assert "no rule for this word" in out
    assert "note" in out
    with Record.open(tmp_path / "other.db") as other:
        assert exported(other) == exported(record)


def test_a_process_that_dies_costs_only_the_document_it_was_at(folder: Path, tmp_path: Path) -> None:
    (folder / "m.txt").write_text("MEURS visite Pérou.")
    out, err = run(tmp_path / "r.db", folder, 2).communicate(timeout=60)
    assert err == ""
    assert "kept 10" in out
    (line,) = [line for line in out.splitlines() if line.startswith("refused") and "m.txt" in line]
    assert "died" in line


def test_processes_have_one_thread_each(folder: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        f"import sys\nsys.path.insert(0, {str(SCRIPT.parent)!r})\n"
        "import os, stand_ins, whence\n"
        "threads = os.environ.get('OMP_NUM_THREADS')\n"
        "def analyse(document):\n"
        "    raise ValueError(f'threads {threads} numpy {\"numpy\" in sys.modules}')\n"
        "stand_ins.analyse = analyse\n"
        "stand_ins.install()\n"
        "if __name__ == '__main__':\n"
        "    from whence.record import Record\n"
        "    with Record.open(sys.argv[1]) as record:\n"
        "        print(*record.read([sys.argv[2]], jobs=2).refused, sep='\\n')\n"
        "    print('after', os.environ.get('OMP_NUM_THREADS'))\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "OMP_NUM_THREADS"}
    command = [sys.executable, str(program), str(tmp_path / "r.db"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=True)
    assert done.stdout.count("threads 1 numpy False") == 11
    assert "after None" in done.stdout


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_reading_leaves_whole_documents_and_carries_on(folder: Path, tmp_path: Path, jobs: int) -> None:
    path = tmp_path / "r.db"
    program = run(path, folder, jobs, STAND_IN_SECONDS="0.15")
    assert program.stdout is not None
    for _ in range(4):
        assert program.stdout.readline()
    program.send_signal(signal.SIGKILL)
    program.wait(timeout=10)
    program.stdout.close()
    assert program.stderr is not None
    program.stderr.close()
    with Record.open(path) as record:
        stored = record.documents()
        assert 0 < len(stored) < 10
        for document in stored:
            expected = 0 if document.language == "sv" else 2
            assert len(record.statements(document.id)) == expected
            assert record.raw(document.id).decode() == document.text
    out, err = run(path, folder, jobs).communicate(timeout=60)
    assert err == ""
    assert f"kept {10 - len(stored)} unchanged {len(stored)}" in out
    with Record.open(path) as record, Record.open(tmp_path / "whole.db") as whole:
        whole.read([str(folder)])
        assert exported(record) == exported(whole)


def test_processes_go_when_their_parent_is_killed(folder: Path, tmp_path: Path) -> None:
    program = run(tmp_path / "r.db", folder, 2, STAND_IN_SECONDS="0.15")
    assert program.stdout is not None
    for _ in range(4):
        assert program.stdout.readline()
    assert len(_of_group(program.pid)) > 2
    program.send_signal(signal.SIGKILL)
    program.wait(timeout=10)
    until = time.monotonic() + 10
    while (left := _of_group(program.pid)) and time.monotonic() < until:
        time.sleep(0.1)
    assert left == []
    program.communicate()


def _of_group(group: int) -> list[int]:
    """The processes of a group that still run, by Linux's account."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("needs /proc")
    return list(_members(group))


def _members(group: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            yield int(stat.parent.name)


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_it_at_once_without_a_word_from_the_processes(folder: Path, tmp_path: Path, jobs: int) -> None:
    program = run(tmp_path / "r.db", folder, jobs, STAND_IN_SECONDS="0.2")
    assert program.stdout is not None
    for _ in range(4):
        assert program.stdout.readline()
    os.killpg(program.pid, signal.SIGINT)
    _, err = program.communicate(timeout=10)
    assert err.count("Traceback") == 1  # the program's own: it does not catch it, as the command line does
    assert "KeyboardInterrupt" in err
    with Record.open(tmp_path / "r.db") as record:
        assert len(record.documents()) >= 3


def test_a_full_disk_is_said_and_keeps_whole_documents(record: Record, folder: Path) -> None:
    (folder / "z.txt").write_text("Norvège visite Pérou. " + " ".join(f"mot{n}" for n in range(30_000)))
    record.read([str(folder / "r0.txt")])
    pages = sqlite3.connect(record.path).execute("PRAGMA page_count").fetchone()[0]
    record.close()  # so that each connection is opened anew, with the limit

    @event.listens_for(record._engine, "connect")
    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 30}")

    with pytest.raises(RecordError, match=r"test\.db: the disk is full; free some space"):
        record.read([str(folder)])
    event.remove(record._engine, "connect", limit)
    record.close()
    stored = record.documents()
    assert 0 < len(stored) < 11
    assert all(len(record.statements(d.id)) == (0 if d.language == "sv" else 2) for d in stored)
    assert record.read([str(folder)]).kept == 11 - len(stored)


def test_two_may_read_into_one_record_at_once(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    both = [run(path, folder, 1, STAND_IN_SECONDS="0.02") for _ in range(2)]
    for program in both:
        out, err = program.communicate(timeout=60)
        assert (err, program.returncode) == ("", 0), out
    with Record.open(path) as record:
        assert (len(record.documents()), len(record.claims())) == (10, 10)
