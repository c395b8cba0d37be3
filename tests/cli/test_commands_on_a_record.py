"""The commands that show a record: what they print, and how they end."""

import io
import json
import os
import stat
import sys
import zipfile

import pytest
from command_line import SENTENCE, make_record, run, start

from whence.exporting import FORMATS, export
from whence.record import Record


def lines(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_claims_are_listed_with_their_hedge(record):
    result = run("claims", "--record", record)
    assert result.exit_code == 0
    assert SENTENCE in " ".join(result.stdout.split())
    assert "2 reports" in result.stdout
    assert "said to be so (hearsay)" in result.stdout


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--about", "KEN,NOR"], 1),
        (["--about", "KEN", "--about", "PER"], 0),
        (["--type", "cooperate"], 1),
        (["--type", "ASSAULT"], 0),
        (["--since", "2019-06"], 1),
        (["--since", "2020"], 0),
        (["--min-independent", "9"], 0),
    ],
)
@pytest.mark.parametrize("command", ["claims", "timeline", "transfers"])
def test_claims_are_narrowed_down(record, command, options, found):
    assert len(lines(run(command, *options, "--record", record, "--json"))) == found


def test_a_trace_takes_the_beginning_of_an_id(record):
    (claim,) = lines(run("claims", "--record", record, "--json"))
    result = run("trace", claim["id"][:8], "--record", record)
    assert result.exit_code == 0
    assert f"“{SENTENCE}”" in " ".join(result.stdout.replace("│", " ").split())
    (row,) = lines(run("trace", claim["id"], "--record", record, "--json"))
    assert row["claim"]["id"] == claim["id"]
    assert {s["evidence"]["quote"] for s in row["statements"]} == {SENTENCE}
    assert len(row["documents"]) == 2


def test_timeline_transfers_sources_and_search_show_what_is_there(record):
    assert "2019 " in run("timeline", "--record", record).stdout
    transfers = " ".join(run("transfers", "--record", record).stdout.split())
    assert "said to have been ordered (hearsay)" in transfers
    assert "Leopard 2" in transfers
    assert "Outlet 0" in run("sources", "--record", record).stdout
    assert "[Leopard]" in run("search", "leopard", "--record", record).stdout
    hits = lines(run("search", "nothing", "else", "--record", record, "--json"))
    assert {hit["uri"] for hit in hits} == {"report-0.txt", "report-1.txt"}


def test_the_record_is_named_by_the_environment_too(record):
    assert len(lines(run("claims", "--json", env={"WHENCE_RECORD": record}))) == 1


@pytest.mark.parametrize(
    "command", [["claims"], ["trace", "abc"], ["timeline"], ["transfers"], ["sources"], ["search", "x"], ["export"]]
)
def test_without_a_record_each_command_says_so_in_one_line(tmp_path, command):
    path = tmp_path / "none.db"
    result = run(*command, "--record", str(path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "none.db" in result.stderr
    assert not path.exists()


def test_an_unknown_claim_is_one_line_and_exit_code_1(record):
    result = run("trace", "ffff", "--record", record)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    "arguments",
    [["claims", "--since", "soon"], ["claims", "--since", "2019-13"], ["export", "--format", "pdf"], ["trace"],
     ["read"], ["read", "x", "--jobs", "0"], ["claims", "--min-independent", "-1"], ["nonsense"], ["check"],
     ["search"]],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2(arguments):
    assert run(*arguments).exit_code == 2


def test_an_export_is_the_same_on_standard_output_and_in_a_file(record, tmp_path):
    out = tmp_path / "record.jsonl"
    assert run("export", "--record", record, "--out", str(out)).stdout == ""
    with Record.open(record, create=False) as opened:
        export(opened, "jsonl", expected := io.BytesIO())
    assert out.read_bytes() == expected.getvalue()
    assert run("export", "--record", record).stdout_bytes == expected.getvalue()
    assert [path.name for path in tmp_path.iterdir()] == ["record.jsonl"]


def test_an_export_that_fails_leaves_the_old_file_alone(record, tmp_path, monkeypatch):
    out = tmp_path / "old.zip"
    out.write_text("old", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("export", "--format", "parquet", "--record", record, "--out", str(out))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "pip install 'whence[parquet]'" in result.stderr
    assert out.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["old.zip"]


def test_tables_go_into_a_folder_or_a_zip(record, tmp_path):
    folder, packed = tmp_path / "tables", tmp_path / "tables.zip"
    for out in (folder, packed, folder):
        assert run("export", "--format", "csv", "--record", record, "--out", str(out)).exit_code == 0
    with zipfile.ZipFile(packed) as archive:
        assert {path.name for path in folder.iterdir()} == set(archive.namelist()) >= {"claims.csv", "documents.csv"}
        assert archive.read("claims.csv") == (folder / "claims.csv").read_bytes()


def test_an_export_to_nowhere_is_one_clear_line(record, tmp_path):
    result = run("export", "--record", record, "--out", str(tmp_path / "no" / "such" / "folder.jsonl"))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "folder.jsonl" in result.stderr


def test_an_export_to_a_pipe_does_not_replace_it(record, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = start("export", "--record", record, "--out", str(pipe))
    assert pipe.read_bytes().startswith(b'{"type": "header"')
    assert process.wait(20) == 0
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_every_format_of_the_contract_can_be_asked_for():
    from whence.cli import record

    assert set(record.FORMATS) == set(FORMATS)


@pytest.mark.parametrize("command", [["claims", "--json"], ["claims"], ["export"]])
def test_a_reader_that_has_had_enough_is_no_error(tmp_path, command):
    record = make_record(tmp_path / "large.db", 150)
    process = start(*command, "--record", str(record))
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(20) == 0


def test_output_is_utf_8_whatever_the_locale_says(record):
    process = start(
        "claims", "--record", record, "--json", env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    )
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, b"")
    assert json.loads(out.decode("utf-8"))["gist"] == SENTENCE
    process = start("trace", "", "--record", record, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert process.communicate(timeout=20)[1].decode("utf-8").count("\n") == 1


def test_output_in_a_pipe_has_no_colours_and_no_blanks_at_the_ends_of_lines(record):
    out = start("claims", "--record", record).communicate(timeout=20)[0].decode("utf-8")
    assert "\x1b" not in out
    assert all(line == line.rstrip() for line in out.splitlines())
