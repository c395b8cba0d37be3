"""Model objects to show, and a record that holds them in memory."""

from __future__ import annotations

import dataclasses
import io
import re
from typing import Any

from rich.console import RenderableType

from whence.errors import RecordError
from whence.model import (
    ChainLink,
    Claim,
    Conflict,
    Document,
    Entity,
    Link,
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
from whence.showing.terminal import console

KENYA = Entity("ken0", "state", "Kenya", country="KEN", known=True)
NORWAY = Entity("nor0", "state", "Norway", country="NOR", known=True)
LANTERN = Source("src1", "The Lantern", "outlet")
CABLE = Source("src2", "a cable of the embassy in Oslo", "document")
OFFICIALS = Source("src3", "unnamed officials", "unnamed")


def document(id_: str, title: str | None, text: str = "", **fields: Any) -> Document:
    """A document of the outlet and date given in `fields`."""
    return Document(id_, f"reports/{id_}.txt", text, "00", "text/plain", "en", title=title, **fields)


def statement(id_: str, document: str, quote: str, **fields: Any) -> Statement:
    """A statement whose evidence begins at 10."""
    values: dict[str, Any] = {"kind": "event", "event_type": "COOPERATE", **fields}
    return Statement(id_, document, "en", evidence=Passage(10, 10 + len(quote)), quote=quote, **values)


def participant(role: Any, entity: Entity) -> Participant:
    """An entity that takes part, by its own name."""
    return Participant(role, entity.name, entity.name, 10, 10 + len(entity.name), entity.id, entity.country)


def claim(id_: str, gist: str, statements: tuple[Statement, ...], origins: tuple[Origin, ...], **fields: Any) -> Claim:
    """A claim of these statements, of Kenya towards Norway."""
    values: dict[str, Any] = {
        "participants": {"actor": ("ken0",), "recipient": ("nor0",)},
        "documents": len({s.document for s in statements}),
        "independent": len(origins),
        **fields,
    }
    return Claim(
        id_, gist, "en", "event", "COOPERATE", statements=tuple(s.id for s in statements), origins=origins, **values
    )


TANKS = statement(
    "st01",
    "doc11111aaaa",
    "Kenya would have considered buying ten tanks from Norway",
    evidential="hearsay",
    modality="possible",
    participants=(participant("actor", KENYA), participant("recipient", NORWAY)),
    transfer=Transfer("nor0", "ken0", "Leopard 2", "armoured vehicles", 10, 25_000_000, "considered"),
    quantities=(Quantity("25 million euros", 0, 5, 25_000_000, "EUR"),),
    chain=(
        ChainLink("src1", "The Lantern", "reported", 1, 5),
        ChainLink("src2", "a cable of the embassy in Oslo", "according to", None, None, carried=True),
    ),
)
TANKS_AGAIN = statement(
    "st02", "doc22222bbbb", "Kenya is to buy ten tanks", evidential="attributed", modality="intended",
    chain=(ChainLink("src3", "unnamed officials", "said", 3, 9),), quotation="direct",
)  # fmt: skip
DENIAL = statement("st03", "doc22222bbbb", "Kenya has bought no tank", polarity="negated")

TANKS_CLAIM = claim(
    "c1aaaaaaaaaaaaaa",
    "Kenya would have considered buying ten tanks from Norway",
    (TANKS, TANKS_AGAIN),
    (Origin("src2", ("st01",)), Origin("src3", ("st02",), weak=True)),
    time=Time("in October 2021", 0, 9, "2021-10", "2021-10-01", "2021-10-31"),
    conflicts=(Conflict("c2bbbbbbbbbbbbbb", "denial"),),
)
DENIAL_CLAIM = claim(
    "c2bbbbbbbbbbbbbb", "Kenya has bought no tank", (DENIAL,), (Origin("src1", ("st03",), party=True),)
)

DOCUMENTS = (
    document(
        "doc11111aaaa", "Tanks for the savannah", "Norway sells tanks to Kenya, they say in [Oslo].",
        publisher="Morning Mail", published=Published("2021-11-02", "text"),
    ),
    document("doc22222bbbb", None, "No tank was sold.\nOfficials confirmed it."),
)  # fmt: skip
LINK = Link("l1", "copies", "doc22222bbbb", "doc11111aaaa", basis="inferred", spans=((0, 5, 1, 6),), share=0.83)


@dataclasses.dataclass
class FakeRecord:
    """The reading half of a record, over what it is given."""

    kept: tuple[Claim, ...] = (DENIAL_CLAIM, TANKS_CLAIM)

    def claims(self, **_: Any) -> list[Claim]:
        return list(self.kept)

    def claim(self, id_or_prefix: str) -> Claim:
        found = [one for one in self.kept if one.id.startswith(id_or_prefix)]
        if len(found) != 1:
            raise RecordError(f"claim {id_or_prefix}: there is none")
        return found[0]

    def statements(self, document: str | None = None) -> list[Statement]:
        return [TANKS, TANKS_AGAIN, DENIAL]

    def statement(self, id_: str) -> Statement:
        return {s.id: s for s in self.statements()}[id_]

    def documents(self) -> list[Document]:
        return list(DOCUMENTS)

    def document(self, id_: str) -> Document:
        return {d.id: d for d in DOCUMENTS}[id_]

    def entities(self) -> dict[str, Entity]:
        return {e.id: e for e in (KENYA, NORWAY)}

    def sources(self) -> dict[str, Source]:
        return {s.id: s for s in (LANTERN, CABLE, OFFICIALS)}

    def links(self) -> list[Link]:
        return [LINK]


def shown(view: RenderableType, width: int = 120, *, joined: bool = False) -> str:
    """A view as it stands in a pipe; `joined` undoes the wrapping and the lines of a tree."""
    out = io.StringIO()
    console(out, width=width).print(view)
    text = out.getvalue()
    return re.sub(r"[\s│├└─]+", " ", text) if joined else text
