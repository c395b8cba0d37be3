"""whence check: what it prints, what it names as left out, and how it ends."""

import json

import pytest
from command_line import run

HEADER = "Supplier,Recipient,Weapon designation,Year of order,,Number ordered,,Number delivered,,Year(s) of delivery"
ROW = "Norway,Kenya,Leopard-2A4,2019,,{number},,{number},,2020"


@pytest.fixture
def table(tmp_path):
    """A function that writes a table with these rows, and gives its path."""

    def written(*rows):
        path = tmp_path / "register.csv"
        path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
        return str(path)

    return written


def test_what_agrees_and_what_conflicts_is_told_with_both_values_lines_and_words(record, table):
    result = run("check", "--against", table(ROW.format(number=12)), "--record", record)
    text = " ".join(result.stdout.split())
    assert result.exit_code == 0, result.output
    assert "1 conflicts, 1 agrees" in text
    assert "Leopard 2 from Norway to Kenya, number ordered (10)" in text
    assert "the table: 12 (2 more)" in text
    assert "(line 2)" in text
    assert "“Kenya is said to have bought ten Leopard 2 tanks from Norway in 2019”" in text
    assert "said to be so (hearsay)" in text


def test_json_has_a_finding_a_line_with_its_evidence(record, table):
    result = run("check", "--against", table(ROW.format(number=10)), "--record", record, "--json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert {(f["of"], f["verdict"]) for f in found} == {("number ordered", "agrees"), ("year of order", "agrees")}
    assert all(f["lines"] == [2] and f["table"] for f in found)
    assert {w["evidence"]["quote"] for f in found for w in f["words"]} == {
        "Kenya is said to have bought ten Leopard 2 tanks from Norway in 2019"
    }
    assert run("check", "--against", table(ROW.format(number=10)), "--record", record, "--about", "PER").exit_code == 0


def test_bad_lines_are_named_and_the_exit_code_tells(record, table):
    result = run("check", "--against", table(ROW.format(number=10), ROW.format(number="ten")), "--record", record)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "line 3: ordered: “ten” is no number; it is left out" in result.stderr
    assert "agree" in result.stdout


def test_a_mapping_file_says_what_columns_mean(record, tmp_path):
    own, mapping = tmp_path / "own.csv", tmp_path / "own.toml"
    own.write_text("von;nach;Waffe;Zahl\nNorwegen;Kenia;Leopard-2A4;10\n", encoding="utf-8")
    mapping.write_text(
        '[columns]\nsupplier = "von"\nrecipient = "nach"\ndesignation = "Waffe"\nordered = "Zahl"\n'
        '[parties]\nNorwegen = "NOR"\nKenia = "KEN"\n',
        encoding="utf-8",
    )
    result = run("check", "--against", str(own), "--mapping", str(mapping), "--record", record, "--json")
    verdicts = {f["of"]: f["verdict"] for f in map(json.loads, result.stdout.splitlines())}
    assert verdicts["number ordered"] == "agrees"


@pytest.mark.parametrize("text", [None, "no, table\n1, 2\n"])
def test_what_is_no_table_is_one_clear_line(record, tmp_path, text):
    path = tmp_path / "t.csv"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    result = run("check", "--against", str(path), "--record", record)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "t.csv" in result.stderr


def test_without_a_record_it_says_so(tmp_path, table):
    result = run("check", "--against", table(ROW.format(number=10)), "--record", str(tmp_path / "none.db"))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "none.db" in result.stderr
