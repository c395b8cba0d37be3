"""quotes, times, events, reuse on the command line."""

import json

import pytest
from command_line import run

from whence.showing import parts

LINES = [
    {"id": "a", "text": "Un premier texte.", "language": "fr"},
    {"id": "b", "text": "Un second texte.", "language": "fr"},
]
INPUT = "\n".join(map(json.dumps, LINES)).encode()
PASSAGE = (
    "The harbour master told a crowded hall on Monday that nineteen old ferries would be sold abroad before winter"
)


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch):
    """The parts without the models that they need."""

    def quotes(given):
        yield parts.quote_row(
            given.id,
            type("A", (), {"source": (), "cue": ((0, 2),), "content": (), "kind": "direct", "evidential": "hearsay"}),
        )

    monkeypatch.setattr(parts, "quotes", quotes)
    monkeypatch.setattr(parts, "times", lambda given: iter([parts.times_row(given.id, [])]))
    monkeypatch.setattr(parts, "events", lambda given: iter([parts.event_row(given.id, None, given.actor, None)]))


@pytest.mark.parametrize(("command", "key"), [("quotes", "doc"), ("times", "doc"), ("events", "id")])
def test_a_part_answers_each_line_of_standard_input(command, key):
    result = run(command, "-", "--json", input=INPUT)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [json.loads(line)[key] for line in result.stdout.splitlines()] == ["a", "b"]


@pytest.mark.parametrize("command", ["quotes", "times", "events", "reuse"])
def test_a_bad_line_is_named_and_the_others_answered(command):
    result = run(command, "-", "--json", input=b"nonsense\n" + INPUT)
    assert result.exit_code == 1
    assert result.stderr.startswith("-:1: ")
    assert result.stderr.count("\n") == 1
    assert len(result.stdout.splitlines()) == (0 if command == "reuse" else 2)


def test_a_part_is_a_table_for_people():
    result = run("quotes", "-", input=INPUT)
    assert result.stdout.splitlines()[0].split() == ["text", "source", "cue", "content", "kind"]
    assert "direct, hearsay" in result.stdout


def test_without_a_source_a_part_works_on_the_record(record):
    rows = [json.loads(line) for line in run("quotes", "--record", record, "--json").stdout.splitlines()]
    assert len(rows) == 2


def test_a_missing_file_is_named(tmp_path):
    result = run("times", str(tmp_path / "none.txt"), "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "none.txt: no such file" in result.stderr


def test_reuse_compares_texts():
    rows = [
        {"id": "a", "text": f"{PASSAGE}.", "series": "x"},
        {"id": "b", "text": f"It says here: {PASSAGE}.", "series": "y"},
    ]
    result = run("reuse", "-", "--json", input="\n".join(map(json.dumps, rows)).encode())
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert {row["a"], row["b"]} == {"a", "b"}
    assert row["direction"] == "unknown"
