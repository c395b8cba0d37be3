"""What the parts find, as small tables for people."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table

from whence.showing.parts import Row
from whence.showing.terminal import styled, trimmed
from whence.showing.words import count


def table(part: str, rows: Iterable[Row], texts: Mapping[str, str]) -> RenderableType:
    """The rows of a part as a small table; as one a text, under its id, where a text has many. `texts` are the texts by
    id, from which the words are cut."""
    if part not in UNDER_ITS_TEXT:
        return _table(part, rows, texts)
    by_text = itertools.groupby(rows, key=lambda row: row["doc"])
    return Group(*(part_ for id_, some in by_text for part_ in (styled((id_, "bold")), _table(part, some, texts), "")))


def _table(part: str, rows: Iterable[Row], texts: Mapping[str, str]) -> Table:
    head, cells = TABLES[part]
    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in head:
        made.add_column(column, overflow="fold")
    for row in rows:
        for line in cells(row, texts):
            made.add_row(*map(styled, line))
    return made


def _words(text: str, spans: Iterable[Sequence[int]]) -> str:
    return " […] ".join(text[start:end] for start, end in spans)


def _quote_cells(row: Row, texts: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    source, cue, content = (_words(texts[row["doc"]], row[part]) for part in ("source", "cue", "content"))
    name = row.get("source_name", "")
    if name and name.casefold() not in source.casefold():
        source = f"{source} [{name}]".lstrip()
    yield source or "–", cue or "–", f"“{content}”", f"{row['kind']}, {row['evidential']}"


def _times_cells(row: Row, texts: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for span in row["spans"]:
        words = texts[row["doc"]][span["start"] : span["end"]]
        yield row["doc"], f"{span['start']}-{span['end']}", f"“{words}”", span["type"], span["value"] or "–"


def _event_cells(row: Row, texts: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    who = (_words(texts[row["id"]], [row[role]]) if row[role] else "–" for role in ("actor", "recipient"))
    kind = " ".join(part for part in (row["event_type"], row["mode"]) if part) or "no event"
    yield row["id"], *who, kind, ", ".join(row["contexts"]) or "–", f"{row['score']:.2f}"


def _reuse_cells(row: Row, texts: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    arrow = "has it from" if row["direction"] == "known" else "shares it with"
    if "common" in row:
        arrow = f"has it from {row['common']} (not read), as has"
    first = trimmed(texts[row["a"]][slice(*row["spans"][0][:2])], 60)
    yield row["a"], arrow, row["b"], f"{row['share']:.0%}", f"{count(len(row['spans']), 'passage')}: “{first}”"


_Cells = Callable[[Row, Mapping[str, str]], Iterator[tuple[str, ...]]]

TABLES: Final[Mapping[str, tuple[tuple[str, ...], _Cells]]] = {
    "quotes": (("source", "cue", "content", "kind"), _quote_cells),
    "times": (("text", "where", "words", "type", "value"), _times_cells),
    "events": (("text", "actor", "recipient", "event", "contexts", "score"), _event_cells),
    "reuse": (("later", "", "earlier", "share", "passages"), _reuse_cells),
}
"""The columns of each part's table, and what makes their cells of a row."""

UNDER_ITS_TEXT: Final = frozenset({"quotes"})
