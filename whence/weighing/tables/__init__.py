"""Tables of arms transfers, and the record held against them: SIPRI's trade register, or any CSV with a mapping."""

from whence.weighing.tables.checking import check
from whence.weighing.tables.deals import Deal, Table
from whence.weighing.tables.findings import VERDICTS, Finding, Verdict
from whence.weighing.tables.mapping import Layout, read_mapping
from whence.weighing.tables.own_figures import FigureTable, check_figures, read_figures
from whence.weighing.tables.reading import read_table

__all__ = [
    "VERDICTS",
    "Deal",
    "FigureTable",
    "Finding",
    "Layout",
    "Table",
    "Verdict",
    "check",
    "check_figures",
    "read_figures",
    "read_mapping",
    "read_table",
]
