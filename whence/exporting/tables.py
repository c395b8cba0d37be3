"""The record as tables, for what has rows and columns only: what is a list in the record is a table of its own.

Each row of a table but `documents` names what it belongs to by id; names stand beside ids where people will read them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from whence.exporting.jsonl import lines
from whence.record import Record

Kind = Literal["text", "texts", "integer", "number", "truth"]
Row = dict[str, Any]


def _columns(names: str) -> dict[str, Kind]:
    """Columns of names, each with its kind after a colon where that is not text: ``"id words:integer"``."""
    pairs = (name.partition(":") for name in names.split())
    return {name: kind or "text" for name, _, kind in pairs}  # type: ignore[misc]


TABLES: Final[Mapping[str, Mapping[str, Kind]]] = {
    "sources": _columns("id name kind entity"),
    "entities": _columns("id kind name country known:truth"),
    "entity_names": _columns("entity language name"),
    "documents": _columns(
        "id uri title publisher publisher_name language published published_basis published_earliest published_latest"
        " retrieved_at media_type sha256 words:integer supersedes rights parser text"
    ),
    "attributions": _columns("id document kind evidential within source_id source_name"),
    "attribution_passages": _columns("attribution part start:integer end:integer"),
    "statements": _columns(
        "id document language kind start:integer end:integer quote event_type mode contexts:texts relation polarity"
        " modality evidential quotation time_text time_timex time_start time_end time_anchor place_text place_entity"
        " place_country place_latitude:number place_longitude:number found_by confidence:number"
    ),
    "participants": _columns("statement role entity name country text start:integer end:integer"),
    "quantities": _columns(
        "statement text value:number low:number high:number unit approximate:truth of"
    ),
    "transfers": _columns("statement supplier recipient designation category number:number value:number status"),
    "chains": _columns(
        "statement step:integer source name cue start:integer end:integer carried:truth"
    ),
    "claims": _columns(
        "id gist gist_language kind event_type documents:integer independent:integer circular:truth status reliability"
        " credibility time_text time_timex time_start time_end time_anchor place_text place_entity place_country"
        " place_latitude:number place_longitude:number"
    ),
    "claim_participants": _columns("claim role participant"),
    "claim_statements": _columns("claim statement"),
    "origins": _columns("claim source source_name weak:truth party:truth statements:integer"),
    "conflicts": _columns("claim other why"),
    "links": _columns("kind from to direction basis share:number passages:integer"),
    "reviews": _columns("id at by on action before after note"),
}  # fmt: skip
"""The tables with their columns in order. Two have what the record nests: `chains` by `step`, from 1 at the source
nearest to the reader, and `attribution_passages` by `part` (source, cue, content)."""

_TABLE_OF: Final = {
    "source": "sources", "entity": "entities", "document": "documents", "attribution": "attributions",
    "statement": "statements", "claim": "claims", "link": "links", "review": "reviews",
}  # fmt: skip
_TIME: Final = ("text", "timex", "start", "end", "anchor")
_PLACE: Final = ("text", "entity", "country", "latitude", "longitude")


def rows(record: Record) -> Iterator[tuple[str, Row]]:
    """All rows of all tables, each with its table's name, in the order of the JSON lines; what is absent is left out.

    Raises:
        RecordError: the record cannot be read.
    """
    names: dict[str, str] = {}
    for line in lines(record):
        type_ = line["type"]
        if type_ == "source":
            names[line["id"]] = line["name"]
        if type_ in _TABLE_OF:
            yield _TABLE_OF[type_], _own(line, names)
            yield from _nested(line, names)


def _own(line: Row, names: Mapping[str, str]) -> Row:
    """What of an object fits into its own row."""
    row = dict(line)
    if evidence := row.pop("evidence", None):
        row |= evidence
    for key, fields in (("time", _TIME), ("place", _PLACE)):
        if inner := row.pop(key, None):
            row |= {f"{key}_{field}": value for field, value in inner.items() if field in fields}
    if published := row.pop("published", None):
        row["published"] = published.get("date")
        row |= {f"published_{field}": published.get(field) for field in ("basis", "earliest", "latest")}
    if rating := row.pop("rating", None):
        row |= rating
    if "spans" in row:
        row["passages"] = len(row["spans"])
    for key, name in (("publisher", "publisher_name"), ("source_id", "source_name")):
        if key in row:
            row[name] = names.get(row[key])
    for key in ("before", "after"):
        if line["type"] == "review" and row.get(key) is not None:
            row[key] = json.dumps(row[key], ensure_ascii=False, sort_keys=True)
    columns = TABLES[_TABLE_OF[line["type"]]]
    return {key: row[key] for key in columns if row.get(key) is not None}


def _nested(line: Row, names: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
    """The rows of an object in the tables that belong to its own."""
    id_ = line.get("id")
    match line["type"]:
        case "entity":
            for language, spellings in line.get("names", {}).items():
                yield from (("entity_names", {"entity": id_, "language": language, "name": name}) for name in spellings)
        case "attribution":
            for part in ("source", "cue", "content"):
                for start, end in line.get(part, ()):
                    yield "attribution_passages", {"attribution": id_, "part": part, "start": start, "end": end}
        case "statement":
            for table in ("participants", "quantities"):
                yield from ((table, {"statement": id_, **one}) for one in line.get(table, ()))
            if "transfer" in line:
                yield "transfers", {"statement": id_, **line["transfer"]}
            for step, one in enumerate(line.get("chain", ()), 1):
                yield "chains", {"statement": id_, "step": step, **one}
        case "claim":
            for role, who in line.get("participants", {}).items():
                yield from (("claim_participants", {"claim": id_, "role": role, "participant": one}) for one in who)
            yield from (("claim_statements", {"claim": id_, "statement": one}) for one in line["statements"])
            for one in line["origins"]:
                row = {"claim": id_, **one, "source_name": names.get(one["source"])}
                yield "origins", row | {"statements": len(one["statements"])}
            for one in line.get("conflicts", ()):
                yield "conflicts", {"claim": id_, "other": one["claim"], "why": one["why"]}
