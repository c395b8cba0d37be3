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
    assert result.stdout.splitlines()[0] == "a"
    assert result.stdout.splitlines()[1].split() == ["source", "cue", "content", "kind"]
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


def test_quotes_are_a_spreadsheet_or_annotations_too(tmp_path):
    result = run("quotes", "-", "--format", "csv", input=INPUT)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.lstrip("\ufeff").splitlines()[0].startswith("doc,source,")
    assert len(result.stdout.splitlines()) == 3
    folder = tmp_path / "brat"
    assert run("quotes", "-", "--format", "brat", "--out", str(folder), input=INPUT).exit_code == 0
    assert {p.name for p in folder.iterdir()} == {
        *("a.txt", "a.ann", "b.txt", "b.ann", "annotation.conf", "visual.conf")
    }  # fmt: skip
    assert (folder / "b.txt").read_text(encoding="utf-8") == LINES[1]["text"]


def test_quotes_go_into_a_file_as_they_go_to_the_screen(tmp_path):
    path = tmp_path / "quotes.jsonl"
    assert run("quotes", "-", "--format", "jsonl", "--out", str(path), input=INPUT).exit_code == 0
    assert path.read_text(encoding="utf-8") == run("quotes", "-", "--json", input=INPUT).stdout


def test_a_text_that_is_refused_leaves_the_others_in_the_annotations(tmp_path):
    result = run("quotes", "-", "--format", "brat", "--out", str(tmp_path), input=b"nonsense\n" + INPUT)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert len(list(tmp_path.glob("*.ann"))) == 2


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--format", "brat"), "say in which folder"),
        (("--format", "csv", "--json"), "leave out one"),
        (("--format", "table", "--out", "x"), "standard output"),
        (("--format", "xml"), "xml"),
    ],
)
def test_what_cannot_be_asked_of_quotes_is_wrong_usage(options, why):
    result = run("quotes", "-", *options, input=INPUT)
    assert result.exit_code == 2
    assert why in result.stderr
