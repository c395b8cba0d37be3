"""whence read: what it says, and how it ends."""

import json
import os
import signal

import pytest
from command_line import run, start

from whence.errors import RecordError, Unreadable
from whence.record import Intake, Progress, Record

SWEDISH = "Regeringen i Oslo meddelade på tisdagen att tio gamla färjor ska säljas till Kenya innan vintern kommer.\n"


def obey_ctrl_c():
    """Undoes what a shell does to processes in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def intake(monkeypatch):
    """Makes the record read what a test says."""

    def set_to(result):
        def read(self, sources, *, jobs=1, progress=None):
            progress(Progress(1, 3, "a.txt"))
            if isinstance(result, BaseException):
                raise result
            return result

        monkeypatch.setattr(Record, "read", read)

    return set_to


def read(tmp_path, *options):
    return run("read", "reports", "--record", str(tmp_path / "r.db"), *options)


def test_all_read_is_one_line_and_exit_code_0(tmp_path, intake):
    intake(Intake(3, 1))
    result = read(tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("3 documents kept, 1 unchanged, 0 refused")


def test_each_refused_input_is_one_line_on_standard_error_and_exit_code_1(tmp_path, intake):
    intake(
        Intake(1, 0, (Unreadable("a.pdf", "a PDF", "save its text"), Unreadable("b\n.txt", "is empty", "leave it out")))
    )
    result = read(tmp_path)
    assert result.exit_code == 1
    assert result.stderr == "a.pdf: a PDF; save its text\nb .txt: is empty; leave it out\n"
    assert "1 document kept" in result.stdout


def test_what_was_kept_with_a_reservation_is_told_and_exit_code_1(tmp_path, intake):
    intake(Intake(1, notes=("a.txt: language 'sv' has no pipeline",)))
    result = read(tmp_path)
    assert (result.exit_code, result.stderr) == (1, "a.txt: language 'sv' has no pipeline\n")


def test_what_became_of_the_inputs_as_json(tmp_path, intake):
    intake(Intake(1, 2, (Unreadable("a.pdf", "a PDF", "save its text"),)))
    result = read(tmp_path, "--json")
    assert json.loads(result.stdout) == {
        "kept": 1,
        "unchanged": 2,
        "refused": [{"name": "a.pdf", "wrong": "a PDF", "remedy": "save its text"}],
        "notes": [],
    }


def test_an_interrupted_reading_says_what_is_kept_and_how_to_go_on(tmp_path, intake):
    intake(KeyboardInterrupt())
    result = read(tmp_path)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr.startswith("interrupted; 1 ")
    assert result.stderr.endswith("run the same command to go on\n")


def test_ctrl_c_ends_a_reading_without_a_traceback(tmp_path):
    pipe = tmp_path / "slow.txt"
    os.mkfifo(pipe)
    record = str(tmp_path / "r.db")
    process = start("read", str(pipe), "--record", record, preexec_fn=obey_ctrl_c)
    with pipe.open("wb"):  # it is being read now, and there is nothing to read yet
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, b"")
    assert err.startswith(b"interrupted; ")
    assert err.count(b"\n") == 1


def test_a_record_that_cannot_be_written_is_one_line_and_exit_code_1(tmp_path, intake):
    intake(RecordError("r.db: the disk is full; free some space"))
    result = read(tmp_path)
    assert (result.exit_code, result.stderr) == (1, "r.db: the disk is full; free some space\n")


def test_good_input_is_kept_beside_bad(tmp_path):
    (tmp_path / "a.txt").write_text(SWEDISH, encoding="utf-8")
    (tmp_path / "b.txt").touch()
    record = str(tmp_path / "r.db")
    result = run("read", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), str(tmp_path / "c.txt"), "--record", record)
    assert result.exit_code == 1
    assert result.stdout.startswith("1 document kept, 0 unchanged, 2 refused")
    for name in ("a.txt: ", "b.txt: ", "c.txt: "):
        assert name in result.stderr
    assert result.stderr.count("\n") == 3
    hits = run("search", "färjor", "--record", record, "--json").stdout
    assert json.loads(hits)["title"] is None


def test_a_reading_makes_what_the_pages_of_a_large_record_start_from(tmp_path, monkeypatch):
    from whence.cli import common
    from whence.showing.pages.keeping import NAME, made_by

    report = tmp_path / "a.txt"
    report.write_text("Kenya bought ten old ferries from Norway in October 2021, the mayor of Oslo said on Monday.\n")
    small, large = str(tmp_path / "small.db"), str(tmp_path / "large.db")
    assert run("read", str(report), "--record", small).exit_code == 0
    monkeypatch.setattr(common, "LARGE", 1)
    assert run("read", str(report), "--record", large).exit_code == 0
    kept = []
    for path in (small, large):
        with Record.open(path) as record:
            assert record.statement_count() > 0
            kept.append(record.view(NAME, f"{record.state()[0]} {made_by()}") is not None)
    assert kept == [False, True]
