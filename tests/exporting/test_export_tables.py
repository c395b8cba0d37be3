"""Tables: read back by the csv module, a spreadsheet's library and pyarrow, and the same as the record."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import WhenceError
from whence.exporting import export_tables
from whence.exporting.csv_files import safe
from whence.exporting.tables import TABLES
from whence.record import Record

Exported = Callable[[str], bytes]


def tables(packed: bytes) -> dict[str, list[dict[str, str]]]:
    """The rows of all tables of a zip of CSV files, by their names."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {Path(name).stem: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def test_every_table_is_there_with_its_columns_and_rows(told: Record, exported: Exported) -> None:
    found = tables(exported("csv"))
    assert list(found) == list(TABLES)
    assert [row["id"] for row in found["statements"]] == sorted(s.id for s in told.statements())
    assert {row["id"]: row["text"] for row in found["documents"]} == {d.id: d.text for d in told.documents()}
    assert {tuple(row.values()) for row in found["claim_statements"]} == {
        (claim.id, one) for claim in told.claims() for one in claim.statements
    }


def test_a_statements_words_are_those_at_its_offsets(exported: Exported) -> None:
    found = tables(exported("csv"))
    texts = {row["id"]: row["text"] for row in found["documents"]}
    for row in found["statements"]:
        assert texts[row["document"]][int(row["start"]) : int(row["end"])] == row["quote"]


def test_names_stand_beside_ids_for_people(exported: Exported) -> None:
    found = tables(exported("csv"))
    assert {row["publisher_name"] for row in found["documents"]} == {"Lumen", ""}
    assert {row["name"] for row in found["chains"]} == {"Lumen", "Ada"}


def test_what_is_not_so_is_told_apart_from_what_is_not_known(exported: Exported) -> None:
    found = tables(exported("csv"))
    assert {row["approximate"] for row in found["quantities"]} == {"false"}
    assert {row["value"] for row in found["transfers"]} == {""}
    assert {row["number"] for row in found["transfers"]} == {"-4"}  # a number, which needs no apostrophe


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1", "'=1", "\n=1"])
def test_what_could_be_a_formula_is_made_harmless(text: str) -> None:
    assert safe(text) == f"'{text}"


@given(st.text())
def test_a_cell_can_be_turned_back_into_its_text(text: str) -> None:
    cell = safe(text)
    assert (cell[1:] if cell.startswith("'") else cell) == text
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_spreadsheet_finds_no_formula(exported: Exported) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.Workbook().active
    for row in tables(exported("csv"))["documents"]:
        sheet.append(list(row.values()))
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert '\'=HYPERLINK("http://x")' in [cell.value for cell in cells]
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_parquet_has_the_same_rows_with_their_types(exported: Exported) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    plain = tables(exported("csv"))
    with zipfile.ZipFile(io.BytesIO(exported("parquet"))) as archive:
        found = {Path(name).stem: parquet.read_table(io.BytesIO(archive.read(name))) for name in archive.namelist()}
    assert {name: table.num_rows for name, table in found.items()} == {name: len(rows) for name, rows in plain.items()}
    statement: dict[str, Any] = found["statements"].to_pylist()[0]
    assert isinstance(statement["start"], int)
    assert isinstance(statement["place_latitude"], float)
    assert statement["contexts"] == ["diplomatic"]
    assert statement["relation"] is None
    assert {row["circular"] for row in found["claims"].to_pylist()} == {False}


def test_a_folder_is_written_again_and_what_else_is_in_it_stays(told: Record, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    export_tables(told, "csv", folder)
    (folder / "mine.txt").write_text("keep", encoding="utf-8")
    (folder / "claims.csv").write_text("old", encoding="utf-8")
    export_tables(told, "csv", folder)
    assert {path.name for path in folder.iterdir()} == {"mine.txt", *(f"{name}.csv" for name in TABLES)}
    assert (folder / "claims.csv").read_text(encoding="utf-8-sig").startswith("id,gist")
    with pytest.raises(WhenceError, match="ftm: not a format of a file a table"):
        export_tables(told, "ftm", folder)
