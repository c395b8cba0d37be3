"""Who with whom, as networkx reads it back."""

import dataclasses
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import stand_ins

from whence.exporting import export
from whence.exporting.network import graph
from whence.record import Record

Exported = Callable[[str], bytes]


def read_back(format_: str, data: bytes) -> Any:
    networkx = pytest.importorskip("networkx")
    if format_ == "graphml":
        return networkx.read_graphml(BytesIO(data), force_multigraph=True)
    return networkx.read_gexf(BytesIO(data))


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_an_edge_is_a_claim_with_its_certainty_and_origins(exported: Exported, format_: str) -> None:
    found = read_back(format_, exported(format_))
    assert found.is_directed()
    assert {values["label"] for _, values in found.nodes(data=True)} == {"Norvège", "Pérou", "Ada", "Berg", "Kenya"}
    labels = {id_: values["label"] for id_, values in found.nodes(data=True)}
    edges = {(labels[a], labels[b]): values for a, b, values in found.edges(data=True)}
    assert set(edges) == {("Norvège", "Pérou"), ("Ada", "Berg"), ("Berg", "Kenya")}
    visit = edges["Norvège", "Pérou"]
    assert visit["certainty"] == "said to be so (attributed) once; stated as a fact once"
    assert (visit["independent"], visit["documents"], visit["type"], visit["mutual"]) == (2, 2, "CONSULT", False)
    assert (visit["start"], visit["end"]) == ("2014-01-01", "2014-12-31")


def test_a_node_has_its_kind_and_country(told: Record) -> None:
    nodes, _ = graph(told)
    assert {"label": "Norvège", "kind": "state", "country": "NOR"} in nodes.values()


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_words_that_xml_cannot_hold_do_not_break_it(tmp_path: Path, format_: str) -> None:
    odd = stand_ins.report("odd.txt", "Ada visite Berg.")
    analysis = stand_ins.analyse(odd.document)
    tricky = tuple(dataclasses.replace(e, name=f'{e.name}<&"\x01>') for e in analysis.entities)
    with Record.open(tmp_path / "odd.db") as record:
        record.add(odd, dataclasses.replace(analysis, entities=tricky))
        export(record, format_, out := BytesIO())
    nodes = ElementTree.fromstring(out.getvalue()).iter()
    words = [text for node in nodes for text in (node.text, *node.attrib.values()) if text]
    assert 'Ada<&"\ufffd>' in words
