"""A made report, gold for it, and the lines of an export that may be right or wrong about it."""

from __future__ import annotations

from typing import Any

NAME = "2019-05-06_phare.txt"
TEXT = (
    "Selon le Phare, la Bolivie a livré douze navires au Chili en mai 2019. "
    "Le Chili a démenti la livraison. "
    "La part du lithium est passée à 40 % du total."
)
DELIVERY = "la Bolivie a livré douze navires au Chili en mai 2019"
DENIAL = "Le Chili a démenti la livraison"
SHARE = "La part du lithium est passée à 40 % du total"

ENTITIES = {"BOL": ("e-bol", "Bolivia", "la Bolivie"), "CHL": ("e-chl", "Chile", "le Chili")}


def party(role: str, code: str, text: str) -> dict[str, Any]:
    """A participant of an exported statement, a state."""
    start = TEXT.find(text)
    entity, name, _ = ENTITIES[code]
    return {
        "role": role, "entity": entity, "name": name, "country": code,
        "text": text, "start": start, "end": start + len(text),
    }  # fmt: skip


def exported(id_: str, quote: str, **fields: Any) -> dict[str, Any]:
    """A statement of an export."""
    start = TEXT.index(quote)
    return {
        "type": "statement", "id": id_, "document": "d1", "kind": "event", "polarity": "affirmed",
        "modality": "actual", "evidential": "stated", "participants": [], "chain": [], "quantities": [],
        "evidence": {"start": start, "end": start + len(quote), "quote": quote}, **fields,
    }  # fmt: skip


def delivery(**fields: Any) -> dict[str, Any]:
    """The delivery as it is to be found."""
    right = {
        "event_type": "COOPERATE",
        "evidential": "attributed",
        "participants": [party("actor", "BOL", "la Bolivie"), party("recipient", "CHL", "Chili")],
        "chain": [{"source": "s1", "name": "le Phare", "cue": "Selon", "start": 6, "end": 14, "carried": False}],
        "quantities": [{"text": "douze navires", "value": 12, "unit": "count", "of": "navires"}],
        "time": {"text": "en mai 2019", "start": "2019-05-01", "end": "2019-05-31"},
    }
    return exported("x-delivery", DELIVERY, **{**right, **fields})


def denial(**fields: Any) -> dict[str, Any]:
    """The denial as it is to be found."""
    right = {"event_type": "REJECT", "participants": [party("actor", "CHL", "Chili")]}
    return exported("x-denial", DENIAL, **{**right, **fields})


def share(**fields: Any) -> dict[str, Any]:
    """The figure as it is to be found."""
    right = {"kind": "figure", "quantities": [{"text": "40 %", "value": 40.0, "unit": "percent"}]}
    return exported("x-share", SHARE, **{**right, **fields})


def lines(*statements: dict[str, Any], claims: tuple[dict[str, Any], ...] = ()) -> list[dict[str, Any]]:
    """An export of one document with these statements."""
    document = {"type": "document", "id": "d1", "uri": f"file:///reports/{NAME}", "language": "fr", "text": TEXT}
    entities = [
        {"type": "entity", "id": id_, "kind": "state", "name": name, "names": {"fr": [french]}, "country": code}
        for code, (id_, name, french) in ENTITIES.items()
    ]
    source = {"type": "source", "id": "s1", "name": "Le Phare", "kind": "outlet"}
    return [{"type": "header", "schema": "1"}, source, *entities, document, *statements, *claims]


def _gold(id_: str, quote: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": id_, "doc": NAME, "quote": quote, "gist": quote, "kind": "event", "event_types": [], "participants": [],
        "polarity": "affirmed", "modality": "actual", "evidential": "stated", "chain": [], **fields,
    }  # fmt: skip


GOLD = [
    _gold(
        "g-delivery",
        DELIVERY,
        event_types=["COOPERATE", "AID"],
        evidential="attributed",
        participants=[{"role": "actor", "any_of": ["BOL"]}, {"role": "either", "any_of": ["CHL"]}],
        chain=[["Le Phare", "Phare"]],
        quantities=[{"value": 12, "unit": "count"}],
        time={"start": "2019-05-01", "end": "2019-05-31"},
    ),
    _gold("g-denial", DENIAL, event_types=["REJECT"], participants=[{"role": "actor", "any_of": ["CHL"]}]),
    _gold("g-share", SHARE, kind="figure", quantities=[{"value": 40, "unit": "percent"}]),
]
