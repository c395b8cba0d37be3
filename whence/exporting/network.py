"""Who with whom, as a graph: GraphML, and GEXF (Gephi) with the time of each edge.

A node is somebody who takes part in a claim. An edge is a claim and two who take part: from each who acts to each to
whom it is done; where several act together and nobody else takes part, between them, once, and marked as mutual. Every
edge keeps how certain its claim is and how many independent origins it has: an edge is what is said, not what is so.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Mapping
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from whence.model import Claim, Entity, Statement
from whence.record import Record
from whence.showing.words import certainty, tally

Value = str | int | bool

_TYPES: Final[Mapping[type, tuple[str, str]]] = {
    str: ("string", "string"),
    int: ("int", "integer"),
    bool: ("boolean", "boolean"),
}
"""The names of our types in GraphML and in GEXF."""

_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NODE: Final[Mapping[str, type]] = {"label": str, "kind": str, "country": str}
EDGE: Final[Mapping[str, type]] = {
    "claim": str, "gist": str, "kind": str, "type": str, "mutual": bool, "certainty": str, "documents": int,
    "independent": int, "start": str, "end": str,
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Edge:
    """An edge with its values; `id` is the same in every export."""

    id: str
    source: str
    target: str
    values: Mapping[str, Value]


def graph(record: Record) -> tuple[dict[str, dict[str, Value]], list[Edge]]:
    """Nodes by id with their values, and edges, both sorted.

    Raises:
        RecordError: the record cannot be read.
    """
    entities = record.entities()
    statements = {s.id: s for s in record.statements()}
    edges: list[Edge] = []
    for claim in sorted(record.claims(), key=lambda claim: claim.id):
        mutual, pairs = _pairs(claim)
        if pairs:
            values = _values(claim, [statements[id_] for id_ in claim.statements], mutual)
            edges += (Edge(f"{claim.id}-{n}", *pair, values) for n, pair in enumerate(pairs, 1))
    ids = sorted({end for edge in edges for end in (edge.source, edge.target)})
    return {id_: _node(id_, entities.get(id_)) for id_ in ids}, edges


def export_graphml(record: Record, out: BinaryIO) -> None:
    """Writes the graph as GraphML 1.0."""
    nodes, edges = graph(record)
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for of, names in (("node", NODE), ("edge", EDGE)):
        for name, type_ in names.items():
            line = f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{_TYPES[type_][0]}"/>\n'
            out.write(line.encode())
    out.write(b'<graph edgedefault="directed">\n')
    for id_, values in nodes.items():
        out.write(f"<node id={_quoted(id_)}>{_data('node', values)}</node>\n".encode())
    for edge in edges:
        ends = f"id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}"
        out.write(f"<edge {ends}>{_data('edge', edge.values)}</edge>\n".encode())
    out.write(b"</graph>\n</graphml>\n")


def export_gexf(record: Record, out: BinaryIO) -> None:
    """Writes the graph as GEXF 1.2, edges with the time of their claims, weighted by independent origins."""
    nodes, edges = graph(record)
    out.write(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
        b'<graph mode="dynamic" timeformat="date" defaultedgetype="directed">\n'
    )
    for of, names in (("node", NODE), ("edge", EDGE)):
        out.write(f'<attributes class="{of}" mode="static">\n'.encode())
        for name, type_ in names.items():
            out.write(f'<attribute id="{of}-{name}" title="{name}" type="{_TYPES[type_][1]}"/>\n'.encode())
        out.write(b"</attributes>\n")
    out.write(b"<nodes>\n")
    for id_, values in nodes.items():
        line = f"<node id={_quoted(id_)} label={_quoted(str(values['label']))}>{_attvalues('node', values)}</node>\n"
        out.write(line.encode())
    out.write(b"</nodes>\n<edges>\n")
    for edge in edges:
        ends = f"id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}"
        bounds = [bound for bound in ("start", "end") if bound in edge.values]
        spell = "".join(f" {bound}={_quoted(str(edge.values[bound]))}" for bound in bounds)
        weight = f' weight="{edge.values["independent"]}"'
        out.write(f"<edge {ends}{weight}{spell}>{_attvalues('edge', edge.values)}</edge>\n".encode())
    out.write(b"</edges>\n</graph>\n</gexf>\n")


def _pairs(claim: Claim) -> tuple[bool, list[tuple[str, str]]]:
    """Whether those who take part do so alike, and the pairs of them."""
    actors, recipients = (claim.participants.get(role, ()) for role in ("actor", "recipient"))
    if recipients or len(actors) < 2:
        return False, [(a, b) for a in actors for b in recipients if a != b]
    return True, list(itertools.combinations(sorted(set(actors)), 2))


def _values(claim: Claim, statements: list[Statement], mutual: bool) -> dict[str, Value]:
    values: dict[str, Value | None] = {
        "claim": claim.id,
        "gist": claim.gist,
        "kind": claim.kind,
        "type": claim.event_type or next((s.relation for s in statements if s.relation), None),
        "mutual": mutual,
        "certainty": tally(map(certainty, statements)),
        "documents": claim.documents,
        "independent": claim.independent,
        "start": claim.time.start if claim.time else None,
        "end": claim.time.end if claim.time else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _node(id_: str, entity: Entity | None) -> dict[str, Value]:
    if entity is None:  # a claim names by words whom it cannot tell apart
        return {"label": id_}
    values = {"label": entity.name, "kind": entity.kind, "country": entity.country}
    return {name: value for name, value in values.items() if value is not None}


def _data(of: str, values: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{of}-{name}">{_text(value)}</data>' for name, value in values.items())


def _attvalues(of: str, values: Mapping[str, Value]) -> str:
    inner = "".join(f'<attvalue for="{of}-{name}" value={_quoted(_told(value))}/>' for name, value in values.items())
    return f"<attvalues>{inner}</attvalues>"


def _told(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _text(value: Value) -> str:
    return escape(_clean(_told(value)))


def _quoted(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """The text with U+FFFD for what XML 1.0 cannot hold."""
    return _NO_XML.sub("\ufffd", text)
