"""The record as JSON lines: the contract of ``RECORD.md``, which scoring tools read.

The keys of each object stand here in the contract's order. What the model knows beyond them is not written, and what
is absent is left out, but for the far end of a link whose common source is out of sight: that is null.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from whence.model import SCHEMA, as_json
from whence.record import Record

_Shape = Mapping[str, Any]


def _keys(names: str, **inner: _Shape) -> _Shape:
    """A shape: the keys that are written, in order, each with the shape of what it holds (None: all of it)."""
    return {name: inner.get(name) for name in names.split()}


_TIME: Final = _keys("text start_char end_char timex start end anchor")
_PLACE: Final = _keys("text entity country latitude longitude")
_QUANTITY: Final = _keys("text value low high unit approximate of")

SHAPES: Final[Mapping[str, _Shape]] = {
    "source": _keys("id name kind entity"),
    "entity": _keys("id kind name names country external known"),
    "document": _keys(
        "id uri supersedes rights title publisher language published retrieved_at media_type sha256 text words parser",
        published=_keys("date basis earliest latest"),
    ),
    "attribution": _keys("id document source cue content kind evidential within source_id"),
    "statement": _keys(
        "id document language kind evidence event_type mode contexts relation participants time place quantities"
        " transfer polarity modality evidential chain quotation found_by confidence",
        evidence=_keys("start end quote"),
        participants=_keys("role entity name country text start end"),
        time=_TIME,
        place=_PLACE,
        quantities=_QUANTITY,
        transfer=_keys("supplier recipient designation category number value status"),
        chain=_keys("source name cue start end carried"),
    ),
    "claim": _keys(
        "id gist gist_language kind event_type participants time place quantities statements documents origins"
        " independent circular conflicts status rating",
        time=_TIME,
        place=_PLACE,
        quantities=_QUANTITY,
        origins=_keys("source statements weak party"),
        conflicts=_keys("claim why"),
    ),
    "link": _keys("kind from to direction basis spans share"),
    "review": _keys("id at by on action before after note"),
}
"""The types in the order of the file, each with its keys, and those of what they hold, in their order."""


def export_jsonl(record: Record, out: BinaryIO) -> None:
    """Writes the record to `out`, a line an object, UTF-8, a few objects in memory at a time."""
    for row in lines(record):
        out.write(json.dumps(row, ensure_ascii=False).encode())
        out.write(b"\n")


def lines(record: Record) -> Iterator[dict[str, Any]]:
    """The objects of an export: the header, then all that is in the record."""
    yield {"type": "header", "schema": SCHEMA, "whence": importlib.metadata.version("whence")}
    publishers = record.publishers()
    for thing in record.everything():
        type_ = type(thing).__name__.lower()
        values = as_json(thing)
        if type_ == "document" and "publisher" in values:
            values["publisher"] = publishers.get(values["publisher"])
        if type_ == "link":
            values.setdefault("to", None)
        yield {"type": type_, **_shaped(values, SHAPES[type_])}


def _shaped(value: Any, shape: _Shape | None) -> Any:
    if shape is None:
        return value
    if isinstance(value, list):
        return [_shaped(part, shape) for part in value]
    return {key: _shaped(value[key], inner) for key, inner in shape.items() if key in value}
