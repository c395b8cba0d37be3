"""A part of the corpus as things of a record, with gold statements, chains and names: what the weighing room is given
when it is measured by itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from whence.measuring.annotation.loading import Part
from whence.measuring.annotation.record_form import RecordForm
from whence.measuring.gold_sets import corpus_part
from whence.measuring.statements import Export, Json
from whence.model import (
    Attribution,
    ChainLink,
    Claim,
    Document,
    Entity,
    Link,
    Passage,
    Published,
    Quantity,
    Source,
    Statement,
    Time,
    Weighed,
)
from whence.weighing.losses import Lost, losses


@dataclasses.dataclass(frozen=True, slots=True)
class Things:
    """What was marked: claims and links are what weighing should find in the rest."""

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]

    def weighed(self) -> Weighed:
        """What the weighing room makes of it."""
        from whence.weighing import weigh

        return weigh(self.documents, self.statements, self.entities, self.sources, self.attributions)


def marked_things(part: Part) -> Things:
    """The marks of a part, whose documents name their publishers as a record's do."""
    corpus = corpus_part(part)
    assert corpus is not None
    found = [thing for story in corpus.stories for thing in RecordForm(story).things()]
    sources = {thing.id: thing for thing in found if isinstance(thing, Source)}
    return Things(
        documents=tuple(
            dataclasses.replace(thing, publisher=sources[thing.publisher].name)
            for thing in found
            if isinstance(thing, Document) and thing.publisher
        ),
        statements=tuple(thing for thing in found if isinstance(thing, Statement)),
        entities={thing.id: thing for thing in found if isinstance(thing, Entity)},
        sources=sources,
        attributions=tuple(thing for thing in found if isinstance(thing, Attribution)),
        claims=tuple(thing for thing in found if isinstance(thing, Claim)),
        links=tuple(thing for thing in found if isinstance(thing, Link)),
    )


def marked_losses(part: Part) -> list[tuple[str, str, str]]:
    """What later tellings of a part dropped: the ids of the earlier and the later statement, and what."""
    corpus = corpus_part(part)
    assert corpus is not None
    return [
        (f"{story.id}-{'.'.join(loss.earlier)}", f"{story.id}-{'.'.join(loss.later)}", loss.what)
        for story in corpus.stories
        for loss in story.losses
    ]


def export_losses(lines: Sequence[Json]) -> list[Lost]:
    """The same in the claims of an export."""
    export = Export(lines)
    documents = {
        id_: Document(id_, id_, "", "", "", None, publisher=d.get("publisher"), published=_published(d))
        for id_, d in export.documents.items()
    }
    statements = {s["id"]: _told(s) for s in export.statements}
    return [x for c in export.claims for x in losses([statements[s] for s in c["statements"]], documents)]


def _published(document: Json) -> Published:
    return Published(**{k: v for k, v in (document.get("published") or {}).items() if k in Published.__slots__})


def _told(line: Json) -> Statement:
    """A statement of an export, as far as losses depend on it."""
    time = line.get("time")
    return Statement(
        id=line["id"],
        document=line["document"],
        language=line["language"],
        kind=line["kind"],
        evidence=Passage(line["evidence"]["start"], line["evidence"]["end"]),
        quote=line["evidence"]["quote"],
        modality=line["modality"],
        evidential=line["evidential"],
        chain=tuple(ChainLink(c["source"], c["name"], c.get("cue")) for c in line.get("chain") or ()),
        quantities=tuple(
            Quantity(
                q["text"], 0, 0, q.get("value"), q.get("unit"), q.get("low"), q.get("high"), q.get("approximate", False)
            )
            for q in line.get("quantities") or ()
        ),
        time=Time(time["text"], 0, 0, time.get("timex", ""), time.get("start"), time.get("end")) if time else None,
    )
