"""The pages of the two records that the browser looks at."""

from __future__ import annotations

import functools
from typing import Any

import pages_record as kept

SMALL = [
    "/",
    "/claims",
    "/documents",
    f"/documents/{kept.MORNING_MAIL.id}",
    f"/documents/{kept.EVIL_POST.id}?original=true",
    f"/documents/{kept.HEBREW_DAILY.id}",
    "/entities/ken0",
    "/sources",
    "/sources/cable0",
    "/timeline",
    "/network",
    "/map",
    "/transfers",
]
"""Those of the small record."""

SAMPLE = [
    "/",
    "/claims",
    "/claims?about=TUR&certainty=attributed&sort=latest",
    "/claims?q=nothing+has+such+words",
    "/claims/CLAIM",
    "/documents",
    "/documents?q=rafale",
    "/documents/DOCUMENT?mark=STATEMENT",
    "/documents/DOCUMENT?original=true&show=copies",
    "/entities/ENTITY",
    "/sources",
    "/sources/SOURCE",
    "/timeline",
    "/network",
    "/map",
    "/transfers",
]
"""Those of the sample reports: CLAIM is the one with most reports for its origins, DOCUMENT has most statements,
STATEMENT is one of these, ENTITY has most claims, SOURCE is the origin of most."""


def address(path: str, record: Any) -> str:
    """The path with ids of the record of sample reports in it."""
    for word, id_ in _ids(record).items():
        path = path.replace(word, id_)
    return path


@functools.lru_cache(maxsize=1)
def _ids(record: Any) -> dict[str, str]:
    claims, statements = record.claims(), record.statements()
    by_document = _most([one.document for one in statements])
    return {
        "CLAIM": max(claims, key=lambda one: (one.documents - one.independent, one.id)).id,
        "DOCUMENT": by_document,
        "STATEMENT": next(one.id for one in statements if one.document == by_document),
        "ENTITY": _most([part.entity for one in statements for part in one.participants if part.entity]),
        "SOURCE": _most([origin.source for one in claims for origin in one.origins]),
    }


def _most(things: list[str]) -> str:
    return max(sorted(set(things)), key=things.count)
