"""Small stand-ins for the rooms that a record calls, and reports to put into it.

The stand-in language has one sentence: "<name> visite <name>." - an event with two participants, which may be laid
to somebody by "Selon <name>, " before it. Importing this changes nothing; :func:`install` puts the stand-ins in place.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import whence
from whence.errors import Unreadable
from whence.model import (
    Analysis,
    Attribution,
    ChainLink,
    Claim,
    Document,
    Entity,
    Link,
    Origin,
    Participant,
    Passage,
    Place,
    Published,
    Quantity,
    Report,
    Source,
    Statement,
    Time,
    content_id,
)

ENGINE = "stand-in 1"
SENTENCE = re.compile(r"(?:Selon (\w+), )?(\w+) visite (\w+)\.")
COUNTRIES = {"Norvège": "NOR", "Pérou": "PER", "Kenya": "KEN"}


def report(name: str, text: str, *, uri: str | None = None, language: str | None = "fr", **fields: object) -> Report:
    """A report of these words, under a file's name."""
    raw = text.encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    document = Document(
        id=content_id("document", name, sha256),
        uri=uri or name,
        text=text,
        sha256=sha256,
        media_type="text/plain",
        language=language,
        words=len(text.split()),
        parser="stand-in 1",
    )
    return Report(dataclasses.replace(document, **fields), raw)  # type: ignore[arg-type]


def entity(name: str, **fields: object) -> Entity:
    """An entity of that name: a state where the name is one's."""
    country = COUNTRIES.get(name)
    kind = "state" if country else "person"
    made = Entity(content_id(kind, name), kind, name, {"fr": (name,)}, country, known=country is not None)
    return dataclasses.replace(made, **fields)  # type: ignore[arg-type]


def source(name: str) -> Source:
    """A named source."""
    return Source(content_id("source", "outlet", name), name, "outlet")


def analyse(document: Document) -> Analysis:
    """What the stand-in language finds in a document."""
    if document.language != "fr":
        return Analysis(document.id, ENGINE)
    if "PLANTE" in document.text:
        raise RuntimeError("no rule for this word")
    if "MEURS" in document.text:
        os._exit(3)
    time.sleep(float(os.environ.get("STAND_IN_SECONDS", "0")))
    entities: list[Entity] = []
    sources: list[Source] = []
    attributions: list[Attribution] = []
    statements: list[Statement] = []
    for found in SENTENCE.finditer(document.text):
        speaker, *names = found.groups()
        parts = []
        for group, role in ((2, "actor"), (3, "recipient")):
            who = entity(found[group])
            entities.append(who)
            parts.append(Participant(role, who.name, found[group], *found.span(group), who.id, who.country))  # type: ignore[arg-type]
        chain: tuple[ChainLink, ...] = ()
        if speaker:
            sources.append(source(speaker))
            chain = (ChainLink(sources[-1].id, speaker, "Selon", *found.span(1)),)
            passages = [(Passage(*found.span(group)),) for group in (1, 0, 2)]
            id_ = content_id("attribution", document.id, found.start())
            attributions.append(
                Attribution(id_, document.id, *passages, "indirect", "attributed", None, sources[-1].id)
            )  # type: ignore[arg-type]
        evidence = Passage(found.start(2), found.end() - 1)
        year = re.search(r"\b(?:19|20)\d\d\b", document.text)
        statements.append(
            Statement(
                id=content_id("statement", document.id, *evidence),
                document=document.id,
                language="fr",
                kind="event",
                evidence=evidence,
                quote=document.text[slice(*evidence)],
                event_type="CONSULT",
                mode="visit",
                contexts=("diplomatic",),
                relation="host_of" if "hôte" in document.text else None,
                participants=tuple(parts),
                time=Time(year[0], *year.span(), year[0], f"{year[0]}-01-01", f"{year[0]}-12-31") if year else None,
                place=Place(names[1], entities[-1].id, entities[-1].country, 60.5, 10.25),
                quantities=(Quantity("deux", 0, 4, 2, "count", of="visites"),) if "deux" in document.text else (),
                evidential="attributed" if speaker else "stated",
                chain=chain,
                found_by="stand-in rule 1",
                confidence=0.75,
            )
        )
    return Analysis(document.id, ENGINE, tuple(entities), tuple(sources), tuple(attributions), tuple(statements))


@dataclasses.dataclass(frozen=True)
class WeighedWithSources:
    """What weighing gives."""

    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    sources: tuple[Source, ...]


def weigh(
    documents: Iterable[Document],
    statements: Iterable[Statement],
    entities: dict[str, Entity],
    sources: dict[str, Source],
    attributions: Iterable[Attribution],
    **_given: object,
) -> WeighedWithSources:
    """A claim a pair of names; each document is an origin; a link to a source that nobody has named."""
    together: dict[tuple[str, ...], list[Statement]] = {}
    for statement in statements:
        together.setdefault(tuple(p.entity or "" for p in statement.participants), []).append(statement)
    claims = []
    for pair, many in together.items():
        many = sorted(many, key=lambda s: s.id)
        origins = tuple(
            Origin(d, tuple(s.id for s in many if s.document == d)) for d in sorted({s.document for s in many})
        )
        claims.append(
            Claim(
                id=content_id("claim", *pair),
                gist=f"{entities[pair[0]].name} visite {entities[pair[1]].name}",
                gist_language="fr",
                kind="event",
                event_type="CONSULT",
                participants={"actor": (pair[0],), "recipient": (pair[1],)},
                statements=tuple(s.id for s in many),
                documents=len(origins),
                origins=origins,
                independent=len(origins),
                time=next((s.time for s in many if s.time), None),
            )
        )
    far = Source(content_id("source", "document", "dépêche"), "dépêche", "document")
    links = tuple(
        Link(content_id("link", d.id), "cites", d.id, far.id if "dépêche" in d.text else None) for d in documents
    )
    return WeighedWithSources(tuple(claims), links, (far,))


@dataclasses.dataclass(frozen=True)
class Found:
    """A file to read."""

    name: str
    path: Path


def find(sources: Iterable[str]) -> Iterator[Found | Unreadable]:
    """The files at the sources, and those in folders."""
    for name in sources:
        path = Path(name)
        if path.is_dir():
            yield from (Found(str(file), file) for file in sorted(path.iterdir()))
        elif path.exists():
            yield Found(name, path)
        else:
            yield Unreadable(name, "no such file", "check the path")


def read(found: Found) -> Report:
    """The report in a file; its first word may say that it is in another language."""
    text = found.path.read_text(encoding="utf-8")
    if not text:
        raise Unreadable(found.name, "the file is empty", "leave it out")
    language = "sv" if text.startswith("Kungen") else "fr"
    published = Published("2011-04-13", "text") if "avril" in text else Published()
    return report(found.path.name, text, uri=found.path.as_posix(), language=language, published=published)


def rooms() -> dict[str, SimpleNamespace]:
    """The stand-ins by the names of the rooms."""
    return {
        "reading": SimpleNamespace(find=find, read=read),
        "language": SimpleNamespace(available=lambda: ("fr",)),
        "finding": SimpleNamespace(analyse=analyse, ENGINE=ENGINE),
        "weighing": SimpleNamespace(weigh=weigh),
    }


def install(put: Callable[[object, str, object], None] = setattr) -> None:
    """Puts the stand-ins in the rooms' places; `put` is setattr, or monkeypatch's that can be undone."""
    for name, room in rooms().items():
        put(whence, name, room)


__all__ = ["analyse", "entity", "install", "report", "source"]
