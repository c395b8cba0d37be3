"""The tables as Parquet, with types. Needs pyarrow, which is an extra."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, BinaryIO, Final

from whence.errors import WhenceError
from whence.exporting.tables import TABLES, rows
from whence.record import Record

SUFFIX: Final = ".parquet"

_ROWS_AT_A_TIME: Final = 5_000


def write_parquet(record: Record, file: Callable[[str], BinaryIO]) -> None:
    """Writes each table to the binary file that `file` gives for its name; the files are left open, and complete.

    Raises:
        WhenceError: pyarrow is not installed.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise WhenceError("parquet: pyarrow is not installed; `pip install 'whence[parquet]'` brings it") from error

    types = {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "truth": arrow.bool_(),
    }
    schemas = {
        name: arrow.schema([(column, types[kind]) for column, kind in columns.items()])
        for name, columns in TABLES.items()
    }
    waiting: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(parquet.ParquetWriter(file(name), schema)) for name, schema in schemas.items()
        }

        def flush(name: str) -> None:
            if waiting[name]:
                writers[name].write_table(arrow.Table.from_pylist(waiting[name], schema=schemas[name]))
                waiting[name].clear()

        for name, row in rows(record):
            waiting[name].append(row)
            if len(waiting[name]) >= _ROWS_AT_A_TIME:
                flush(name)
        for name in TABLES:
            flush(name)
