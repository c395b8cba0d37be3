"""Tables of arms transfers, and the record held against them: SIPRI's trade register, or any CSV with a mapping."""

from whence.weighing.tables.deals import Deal, Table
from whence.weighing.tables.mapping import Layout, read_mapping
from whence.weighing.tables.reading import read_table

__all__ = ["Deal", "Layout", "Table", "read_mapping", "read_table"]
