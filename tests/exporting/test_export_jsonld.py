"""JSON-LD as pyld and rdflib read it: quotes with both selectors, sources by PROV, reviews only of people."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from whence.exporting import export
from whence.exporting.jsonld import VOCABULARY
from whence.model import Review
from whence.record import Record

if TYPE_CHECKING:
    from rdflib import Graph

Exported = Callable[[str], bytes]

PREFIXES = f"""
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/> PREFIX whence: <{VOCABULARY}>
"""


@pytest.fixture
def graph(exported: Exported) -> Graph:
    rdflib = pytest.importorskip("rdflib")
    return rdflib.Graph().parse(data=exported("jsonld").decode(), format="json-ld")  # type: ignore[no-any-return]


def asked(graph: Graph, pattern: str) -> list[tuple[Any, ...]]:
    return [tuple(str(cell) for cell in row) for row in graph.query(f"{PREFIXES} SELECT {pattern}")]  # type: ignore[union-attr]


def test_each_statement_is_found_by_its_words_and_by_its_offsets(told: Record, graph: Graph) -> None:
    found = asked(
        graph,
        """?exact ?prefix ?suffix ?start ?end ?text WHERE { ?a a oa:Annotation ; oa:hasTarget ?t . ?t oa:hasSource ?d .
        ?d schema:articleBody ?text . ?t oa:hasSelector ?q , ?p . ?q a oa:TextQuoteSelector ; oa:exact ?exact ;
        oa:prefix ?prefix ; oa:suffix ?suffix . ?p a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end }""",
    )
    assert len(found) == len(told.statements())
    for exact, prefix, suffix, start, end, text in found:
        assert text[int(start) : int(end)] == exact
        assert prefix + exact + suffix in text


def test_on_whose_word_is_told_by_prov(graph: Graph) -> None:
    found = asked(graph, "?name WHERE { ?body a whence:Statement ; prov:wasAttributedTo ?s . ?s schema:name ?name }")
    assert sorted(found) == [("Ada",), ("Lumen",)]
    derived = asked(graph, "?d WHERE { ?body a whence:Statement ; prov:wasDerivedFrom ?d . ?d a schema:NewsArticle }")
    assert len(derived) == 4


def test_a_claim_keeps_its_statements_hedges_and_counts(graph: Graph) -> None:
    found = asked(
        graph,
        """?independent ?evidential WHERE { ?claim a schema:Claim ; whence:independent ?independent ;
        schema:name "Norvège visite Pérou" ; whence:statements ?body . ?body whence:evidential ?evidential }""",
    )
    assert sorted(found) == [("2", "attributed"), ("2", "stated")]


def test_only_what_a_person_has_judged_has_a_claim_review(told: Record, graph: Graph) -> None:
    found = asked(
        graph,
        """?by ?of ?value ?code WHERE { ?r a schema:ClaimReview ; schema:author/schema:name ?by ;
        schema:claimReviewed ?of ; schema:reviewRating [ schema:ratingValue ?value ; schema:alternateName ?code ] }""",
    )
    assert found == [("Nora", "Norvège visite Pérou", "2", "B2")]


def test_what_cannot_be_judged_has_no_value(told: Record) -> None:
    review = dataclasses.replace(told.reviews()[0], id="r3", after={"reliability": "F", "credibility": "6"})
    told.review(review)
    told.review(Review("r4", review.at, "Ada", review.on, "reject"))
    export(told, "jsonld", out := BytesIO())
    ratings = {
        node["id"]: node["schema:reviewRating"]
        for node in json.loads(out.getvalue())["@graph"]
        if node.get("type") == "schema:ClaimReview"
    }
    assert ratings["urn:x-whence:review:r3"] == {"type": "schema:Rating", "schema:alternateName": "F6"}
    assert ratings["urn:x-whence:review:r4"]["schema:alternateName"] == "rejected"


def test_it_expands_without_a_network_and_loses_no_name(exported: Exported) -> None:
    jsonld = pytest.importorskip("pyld").jsonld

    def refuse(url: str, _: object) -> None:
        raise AssertionError(f"asked the network for {url}")

    data = json.loads(exported("jsonld"))
    expanded = jsonld.expand(data, {"documentLoader": refuse})
    assert {node["@id"] for node in expanded} == {node["id"] for node in data["@graph"]}
    names = {name for node in expanded for name in node if not name.startswith("@")}
    assert all(":" in name for name in names)
    (page,) = [node for node in expanded if "https://schema.org/url" in node and "lumen" in str(node)]
    assert page["https://schema.org/url"] == [{"@id": "https://lumen.example/visite"}]
