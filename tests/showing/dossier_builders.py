"""A small record to make dossiers of: a deal that is hedged, told again, denied, and laid to unnamed officials."""

from __future__ import annotations

import dataclasses
from typing import Any

from showing_builders import CABLE, KENYA, LANTERN, NORWAY, OFFICIALS

from whence import knowledge
from whence.model import (
    ChainLink,
    Claim,
    Conflict,
    Document,
    Entity,
    Origin,
    Participant,
    Passage,
    Published,
    Quantity,
    Source,
    Statement,
    Time,
    Transfer,
)
from whence.showing.dossier import Dossier, Query, compose
from whence.showing.holdings import Holdings

GERMANY = dataclasses.replace(knowledge.load().country("DEU"))
LEOPARD = Entity("leo0", "weapon_system", "Leopard 2", country="DEU", known=True)
EGYPT = knowledge.load().country("EGY")
ENTITIES = {e.id: e for e in (KENYA, NORWAY, GERMANY, LEOPARD, EGYPT)}
SOURCES = {s.id: s for s in (LANTERN, CABLE, OFFICIALS)}
IN_MAY = Time("in May 2019", 0, 0, "2019-05", "2019-05-01", "2019-05-31")

_WORDS = (
    ("mail", "Kenya is said to have considered buying ten Leopard 2 from Germany"),
    ("phare", "L'Allemagne a vendu dix Leopard 2 à l'Égypte"),
    ("mail", "Kenya has bought no tank"),
    ("phare", "<script>alert(1)</script> & [un *faux* lien](http://x) \\ _ $ `a` #1"),
    ("mail", "Kenya is to buy ten tanks"),
)
"""What each report says, in its order."""


def _document(id_: str, language: str, **fields: Any) -> Document:
    text = "\n".join(words for of, words in _WORDS if of == id_)
    return Document(
        id_,
        f"https://{id_}.example/a?b=1&c=2",
        text,
        id_.encode().hex().ljust(64, "0"),
        "text/html",
        language,
        **fields,
    )


MAIL = _document(
    "mail", "en", title="Tanks & more", publisher="Morning Mail", published=Published("2019-06-02", "text")
)
PHARE = _document(
    "phare", "fr", title="Des chars <b>?", publisher="Le Phare", published=Published("2019-07-01", "metadata")
)
DOCUMENTS = {d.id: d for d in (MAIL, PHARE)}


def said(number: int, **fields: Any) -> Statement:
    """The statement of the words of that number."""
    id_, quote = _WORDS[number]
    document = DOCUMENTS[id_]
    start = document.text.index(quote)
    values: dict[str, Any] = {"kind": "event", "event_type": "COOPERATE", **fields}
    evidence = Passage(start, start + len(quote))
    return Statement(f"s{number}", id_, document.language or "", evidence=evidence, quote=quote, **values)


def part(role: Any, entity: Entity, text: str | None = None, at: int = 0) -> Participant:
    """An entity that takes part, by a name in a report."""
    return Participant(role, entity.name, text or entity.name, at, at + 5, entity.id, entity.country)


DEAL = Transfer(GERMANY.id, KENYA.id, "Leopard 2", "armoured vehicles", 10, None, "considered")
TEN = (Quantity("ten", 0, 3, 10, "count", of="tanks"),)
CONSIDERED = said(
    0, evidential="hearsay", modality="possible", transfer=DEAL, quantities=TEN,
    participants=(part("actor", KENYA, at=0), part("recipient", GERMANY, at=50), part("object", LEOPARD, at=30)),
)  # fmt: skip
SOLD = said(
    1, evidential="attributed", quantities=TEN,
    transfer=dataclasses.replace(DEAL, recipient=EGYPT.id, status="ordered"),
    participants=(part("actor", GERMANY, "Allemagne", 2), part("recipient", EGYPT, "Égypte", 40)),
    chain=(ChainLink("src1", "The Lantern", "selon"), ChainLink("src2", "a cable", "selon")),
)  # fmt: skip
DENIED = said(2, polarity="negated", participants=(part("actor", KENYA),))
HOSTILE = said(3, kind="relation", event_type=None, modality="hypothetical")
INTENDED = said(4, evidential="attributed", modality="intended", chain=(ChainLink("src3", "officials", "said"),))
STATEMENTS = {s.id: s for s in (CONSIDERED, SOLD, DENIED, HOSTILE, INTENDED)}
HOLDINGS = Holdings(STATEMENTS, ENTITIES, SOURCES, DOCUMENTS)


def claimed(id_: str, *statements: Statement, **fields: Any) -> Claim:
    """A claim of these statements, each report its own origin."""
    first = statements[0]
    values: dict[str, Any] = {
        "participants": {p.role: (p.entity,) for p in first.participants},
        "origins": (Origin("src1", tuple(s.id for s in statements)),),
        "independent": 1,
        **fields,
    }
    documents = len({s.document for s in statements})
    ids = tuple(s.id for s in statements)
    return Claim(
        id_, first.quote, first.language, first.kind, first.event_type, statements=ids, documents=documents, **values
    )


BUYING = claimed(
    "c1", CONSIDERED, INTENDED, time=IN_MAY, conflicts=(Conflict("c3", "denial"),), independent=2,
    origins=(Origin("src2", ("s0",)), Origin("src3", ("s4",), weak=True)),
)  # fmt: skip
SELLING = claimed("c2", SOLD)
DENIAL = claimed("c3", DENIED, conflicts=(Conflict("c1", "denial"),), origins=(Origin("src1", ("s2",), party=True),))
TRICK = claimed("c4", HOSTILE)
CLAIMS = (BUYING, SELLING, DENIAL, TRICK)


def dossier(language: str = "en", claims: tuple[Claim, ...] = CLAIMS, **query: Any) -> Dossier:
    """A dossier on the claims."""
    return compose(claims, HOLDINGS, language, Query(**query))


def source(name: str, kind: Any) -> Source:
    """A source of that name."""
    return Source(name, name, kind)
