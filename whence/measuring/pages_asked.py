"""The pages that :mod:`whence.measuring.bench_pages` asks for: every one, with ids of the record, filters and pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

FILTERS: Final = (
    "about=FRA",
    "about=EGY,TUR",
    "type=COOPERATE",
    "type=figure&since=2015",
    "since=2012-03&until=2013-09",
    "place=RUS",
    "language=fr",
    "certainty=hedged",
    "certainty=denied&language=en",
    "origins=2%2B",
    "conflict=yes",
    "review=unreviewed&sort=latest",
)
WORDS: Final = ("vehicles", "malaisie", "%22mobile+hospitals%22", "channel+kilometres", "kor*", "sold+vehicles+2015")
SORTS: Final = ("reports", "origins", "excess", "time", "latest")
SOME: Final = 8
"""The ids of a kind that are asked for."""


def addresses(data: Callable[[str], Any]) -> dict[str, list[str]]:
    """The addresses of each kind of page, told by what the pages themselves say of the record."""
    claims = data("/claims.json?sort=excess")
    last = claims["pages"]
    some_claims = [one["id"] for one in (*claims["claims"][:SOME], *data(f"/claims.json?page={last}")["claims"][:SOME])]
    documents = data("/documents.json")
    some_documents = [one["id"] for one in documents["documents"][:: 50 // SOME]]
    sources = data("/sources.json")
    some_sources = [one["id"] for one in sources["sources"][:: 100 // SOME]]
    nodes = data("/network.json?about=FRA")["nodes"]
    some_entities = [one["entity"] for one in nodes[:: max(1, len(nodes) // SOME)]]
    asked = {
        "/": ["/"],
        "/claims": ["/claims", "/claims?page=2", f"/claims?page={last}", *(f"/claims?sort={one}" for one in SORTS)],
        "/claims, filtered": [f"/claims?{one}" for one in FILTERS],
        "/claims, words": [f"/claims?q={one}" for one in WORDS],
        "/claims/ID": [f"/claims/{one}" for one in some_claims],
        "/documents": [
            "/documents",
            "/documents?page=2",
            f"/documents?page={documents['pages']}",
            "/documents?language=ru",
        ],
        "/documents, words": [f"/documents?q={one}" for one in WORDS],
        "/documents/ID": [f"/documents/{one}" for one in some_documents],
        "/documents/ID, original": [f"/documents/{one}?original=true" for one in some_documents],
        "/entities/ID": [f"/entities/{one}" for one in some_entities],
        "/sources": [
            "/sources",
            "/sources?page=2",
            f"/sources?page={sources['pages']}",
            "/sources?sort=denied",
            "/sources?kind=person",
        ],
        "/sources/ID": [f"/sources/{one}" for one in some_sources],
    }
    for page in ("/timeline", "/network", "/map", "/transfers"):
        asked[page] = [page]
        asked[f"{page}, filtered"] = [f"{page}?{one}" for one in FILTERS]
    asked["/timeline"] += ["/timeline?page=2", "/timeline?page=1000"]
    asked["data"] = ["/index.json", "/claims.json", "/documents.json", "/sources.json", "/timeline.json?since=2015"]
    asked["data, transfers"] = ["/transfers.json", "/transfers.json?about=FRA"]
    asked["data, network"] = ["/network.json", "/network.json?about=FRA"]
    asked["data, map"] = ["/map.json", "/map.json?about=FRA"]
    for page in ("/claims/ID", "/documents/ID", "/entities/ID", "/sources/ID"):
        asked[f"{page}.json"] = [f"{one}.json" for one in asked[page]]
    asked["/whence.css"] = ["/whence.css"]
    return asked
