"""A small record to show: a report and its copy, a hedge, a denial, a hostile report, and one in Hebrew."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from whence.model import (
    Analysis,
    Attribution,
    ChainLink,
    Document,
    Entity,
    Participant,
    Passage,
    Place,
    Published,
    Report,
    Role,
    Source,
    Statement,
    Time,
    Transfer,
    content_id,
)
from whence.record import Record

KENYA = Entity("ken0", "state", "Kenya", {"en": ("Kenya",), "fr": ("le Kenya",)}, "KEN", known=True)
NORWAY = Entity("nor0", "state", "Norway", {"en": ("Norway",)}, "NOR", known=True)
OSLO = Entity("osl0", "place", "Oslo", {"en": ("Oslo",)}, "NOR", known=True)
CABLE = Source("cable0", "a cable of the embassy in Oslo", "document")
OFFICIALS = Source("officials0", "unnamed officials", "unnamed")

TANKS = "Kenya may have bought ten Leopard 2 tanks from Norway in Oslo in October 2021"
FLAT = "Kenya bought ten Leopard 2 tanks from Norway in Oslo in October 2021"
DENIED = "Kenya has not bought ten Leopard 2 tanks from Norway in October 2021"
FILLING = (
    "The harbour master counted the crates twice that morning, and each time he came to another number, which he wrote "
    "down in pencil on the back of an envelope. Nobody asked him about it for a year; by then the envelope was gone."
)
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> &amp; Kenya"
HEBREW = "קניה קנתה עשרה טנקים מנורווגיה"

MORNING = f"Tanks for the savannah\n\n{TANKS}, according to a cable of the embassy in Oslo.\n\n{FILLING}\n"
LANTERN = f"Ten tanks\n\n{FLAT}.\n\n{FILLING}\n"
GAZETTE = f"No tanks\n\n{DENIED}, unnamed officials said.\n"
EVIL = f"{HOSTILE}\n\n{HOSTILE} visited Norway.\n"
ARETZ = f"{HEBREW}\n\n{HEBREW}.\n"


def document(text: str, publisher: str, date: str | None, **fields: Any) -> Document:
    """A document whose title is its first line."""
    values = {"language": "en", "media_type": "text/plain", "uri": f"reports/{publisher}.txt"} | fields
    return Document(
        id=content_id("document", text),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=text.partition("\n")[0],
        publisher=publisher,
        published=Published(date, "text") if date else Published(),
        words=len(text.split()),
        **values,
    )


MORNING_MAIL = document(MORNING, "Morning Mail", "2021-11-02")
THE_LANTERN = document(LANTERN, "The Lantern", "2021-11-03")
THE_GAZETTE = document(GAZETTE, "Harbour Gazette", None)
EVIL_POST = document(EVIL, "Evil <b>Post</b>", "2021-11-04", uri="javascript:alert(1)", media_type="text/html")
HEBREW_DAILY = document(ARETZ, "יומון", "2021-11-05", language="he")


def said(of: Document, words: str, **fields: Any) -> Statement:
    """A statement of these words, with Kenya acting on Norway where they are named."""
    start = of.text.index(words, of.text.index("\n"))
    parties = []
    roles: tuple[tuple[Role, Entity], ...] = (("actor", KENYA), ("recipient", NORWAY))
    for role, one in roles:
        if (name := one.name) in words:
            at = of.text.index(name, start)
            parties.append(Participant(role, name, name, at, at + len(name), one.id, one.country))
    values: dict[str, Any] = {"kind": "event", "event_type": "COOPERATE", "participants": tuple(parties)}
    if "October" in words:
        at = of.text.index("October 2021", start)
        values["time"] = Time("October 2021", at, at + 12, "2021-10", "2021-10-01", "2021-10-31")
        values["transfer"] = Transfer("nor0", "ken0", "Leopard 2", "armoured vehicles", 10, None, "reported")
    if "Oslo" in words:
        values["place"] = Place("Oslo", "osl0", "NOR", 59.91, 10.75)
    return Statement(
        content_id("statement", of.id, start, words),
        of.id,
        of.language or "en",
        evidence=Passage(start, start + len(words)),
        quote=words,
        **(values | fields),
    )


def link(of: Document, source: Source, cue: str) -> ChainLink:
    """A step of a chain: a source that stands in the text."""
    start = of.text.index(source.name)
    return ChainLink(source.id, source.name, cue, start, start + len(source.name))


def attributed(of: Document, source: Source, cue: str, content: str) -> Attribution:
    """An attribution of a content to a source by a cue."""

    def at(words: str) -> tuple[Passage, ...]:
        start = of.text.index(words, of.text.index("\n"))
        return (Passage(start, start + len(words)),)

    return Attribution(
        content_id("attribution", of.id, cue), of.id, at(source.name), at(cue), at(content), "indirect", "attributed",
        source_id=source.id,
    )  # fmt: skip


HEDGED = said(
    MORNING_MAIL, TANKS, modality="possible", evidential="attributed",
    chain=(link(MORNING_MAIL, CABLE, "according to"),), found_by="by hand",
)  # fmt: skip
INNER = said(MORNING_MAIL, "ten Leopard 2 tanks from Norway", kind="relation", event_type=None, time=None)
FIRM = said(THE_LANTERN, FLAT)
DENIAL = said(
    THE_GAZETTE, DENIED, polarity="negated", evidential="attributed", chain=(link(THE_GAZETTE, OFFICIALS, "said"),)
)
EVIL_SAID = said(EVIL_POST, f"{HOSTILE} visited Norway", event_type="CONSULT")
HEBREW_SAID = said(HEBREW_DAILY, HEBREW, kind="relation", event_type=None)

OF_MORNING = attributed(MORNING_MAIL, CABLE, "according to", TANKS)
STATEMENTS = (HEDGED, INNER, FIRM, DENIAL, EVIL_SAID, HEBREW_SAID)


def make(path: Path) -> Path:
    """The record, in a file."""
    with Record.open(path) as record:
        for one in (MORNING_MAIL, THE_LANTERN, THE_GAZETTE, EVIL_POST, HEBREW_DAILY):
            record.add(
                Report(one, one.text.encode()),
                Analysis(
                    one.id, "by hand", (KENYA, NORWAY, OSLO), (CABLE, OFFICIALS),
                    (OF_MORNING,) if one is MORNING_MAIL else (),
                    tuple(s for s in STATEMENTS if s.document == one.id),
                ),
            )  # fmt: skip
        record.weigh()
    return path
