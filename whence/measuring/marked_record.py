"""A part of the corpus as things of a record, with gold statements, chains and names: what the weighing room is given
when it is measured by itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from whence.measuring.annotation.loading import Part
from whence.measuring.annotation.record_form import RecordForm
from whence.measuring.gold_sets import corpus_part
from whence.model import Attribution, Claim, Document, Entity, Link, Source, Statement, Weighed


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
