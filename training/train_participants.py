"""Weighs the features of participants on the corpus's training part: whence/finding/data/participants.tsv.

    python training/train_participants.py

Of the candidates for a role in a statement those are right that were marked: the head of the marked words, or an entity
that most of its mentions show to be the marked one. Where none is right, nobody is. Statements that an analyst would
pass over teach too, where they were marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from folds import unseen
from weighing import weigh_lists, write_choices

import whence
from whence.finding.drafts import written
from whence.finding.parties import ROLES, Candidate, Past, candidates
from whence.finding.scenes import Scene
from whence.finding.statements import Finder
from whence.measuring.annotation.loading import layers_of, load
from whence.measuring.layers import alias, match_statements
from whence.model import Published, Statement

OUT = Path(__file__).parents[1] / "whence" / "finding" / "data" / "participants.tsv"
HELD = 4.0  # how strongly squared weights are held down


class Example(NamedTuple):
    """A statement's candidates, the last of them nobody: their features, and the positions of those who have a role."""

    features: list[tuple[str, ...]]
    right: dict[str, list[int]]


def main() -> None:
    known = [e for language in ("en", "fr") for e in examples("train", language)]
    lists = [e.features for e in known]
    weights = {role: weigh_lists(lists, [e.right[role] for e in known], HELD) for role in ROLES}
    by_feature = {f: [weights[role].get(f, 0.0) for role in ROLES] for f in weights[ROLES[0]]}
    kept = write_choices(OUT, Path(__file__).name, ROLES, by_feature)
    print(f"{OUT.name}: {kept} features from {len(known)} statements")


def examples(part: str, language: str) -> Iterator[Example]:
    """The marked statements of a part of the corpus that are found where everything is kept."""
    nlp = whence.pipeline(language)
    for story, short in load(part).reports(language):
        unseen(language, story.id, part)
        doc = nlp.make_doc(story.reports[short].text)
        date = story.notes[short].date
        doc._.published = Published(date, "text", date, date) if date else Published()
        with nlp.select_pipes(disable="whence_statements"):
            doc = nlp(doc)
        gold = layers_of(story, short)
        same = alias(gold.mentions, [(m.start, m.end, m.entity.id) for m in doc._.mentions])
        drafts = Finder(doc, everything=True).propose()
        told = [(d, s) for d in drafts if (s := written(doc, d)) is not None]
        marked = {b: gold.statements[a] for a, b in match_statements(gold.statements, [s for _, s in told])}
        past = Past(doc)
        for n, (draft, _) in enumerate(told):
            if n in marked:
                scene = Scene(draft, past)
                some = candidates(draft, past)
                roles = [role_of(one, marked[n], same) for one in some]
                yield Example(
                    [*(tuple(scene.features(one)) for one in some), tuple(scene.unsaid())],
                    {r: [i for i, role in enumerate(roles) if role == r] or [len(some)] for r in ROLES},
                )
            past.add(draft)


def role_of(one: Candidate, marked: Statement, same: Mapping[str, str]) -> str | None:
    """The role that a candidate has in the marked statement."""
    for p in marked.participants:
        if one.entity is not None and p.entity is not None and same.get(one.entity.id) == p.entity:
            return p.role
    head, token = one.token.head, one.token
    for p in marked.participants:
        if one.near and p.start <= token.idx < p.end and (head.i == token.i or not p.start <= head.idx < p.end):
            return p.role
    return None


if __name__ == "__main__":
    main()
