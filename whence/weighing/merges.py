"""Why the statements of a claim are one: each pair's score, and what each feature adds to it."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Collection, Iterable, Mapping

from whence.model import Document, Entity, Statement
from whence.weighing.clustering import compared_in_step
from whence.weighing.features import features, in_their_documents
from whence.weighing.matching import compare


@dataclasses.dataclass(frozen=True, slots=True)
class Merge:
    """Two statements of a claim compared. `score` is from 0 to 1, one claim from 0.5 on; `model` is the table of
    weights that was asked (none for the same words), `reasons` what each feature adds to the odds, weightiest first.
    `against` is what would keep them apart if no third statement joined them.
    """

    a: str
    b: str
    score: float
    model: str
    reasons: Mapping[str, float]
    against: tuple[str, ...] = ()


def merges(
    claim: Collection[str],
    statements: Iterable[Statement],
    documents: Mapping[str, Document],
    entities: Mapping[str, Entity],
) -> list[Merge]:
    """Each pair of statements of a claim (`claim` are their ids), compared as they were when it was made.

    `statements` are all those of the documents concerned: what else a document names has a say.
    """
    every = in_their_documents(features(s, entities, documents[s.document].published.date) for s in statements)
    own = sorted((one for one in every if one.statement.id in claim), key=lambda one: one.statement.id)
    _, steps = compared_in_step(every)
    found = []
    for a, b in itertools.combinations(own, 2):
        c = compare(a, b).told_at(steps.odds(a, b))
        found.append(Merge(a.statement.id, b.statement.id, c.score, c.model, dict(c.reasons), c.against))
    return found
