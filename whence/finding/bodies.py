"""Which firm or body is meant by "the company", "le parti": one that the report has named shortly before.

A body whose name has the noun ("the union" behind "Union of Dockers") comes first; else the only one of its sort that
the last sentences name, or of several the subject of the sentence before. States and what publishes are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

from whence import knowledge
from whence.finding.referents import lemma_in
from whence.finding.trees import SUBJECTS, dep, sentence
from whence.knowledge.folding import fold
from whence.language.words import words
from whence.model import Entity, Mention

BACK: Final = 3  # sentences back in which a body is looked for


def body_meant(doc: Doc, mentions: Sequence[Mention], token: Token) -> Entity | None:
    """The firm or body that a definite noun in the singular means; `mentions` are those before it at least."""
    firm = lemma_in(token, words(doc.lang_, "attribution", "nouns", "firms"))
    body = lemma_in(token, words(doc.lang_, "attribution", "nouns", "bodies"))
    if not (firm or body):
        return None
    first = own = sentence(token)[0]
    for _ in range(BACK):
        first = sentence(doc[first - 1])[0] if first else 0
    near = [m for m in mentions if m.form == "name" and doc[first].idx <= m.start and m.end <= token.idx]
    near = [m for m in sorted(near, key=lambda m: -m.start) if _fits(m.entity, firm=firm, body=body)]
    noun = fold(token.text)
    called = next((m.entity for m in near if noun in fold(m.entity.name).split()), None)
    if called is not None:
        return called
    near = [m for m in near if m.entity.id not in knowledge.load().entities or m.entity.kind == "company"]
    if len({m.entity.id for m in near}) == 1:
        return near[0].entity
    last = sentence(doc[own - 1])[0] if own else 0
    for mention in near:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None and last <= span.start < own and dep(span.root) in SUBJECTS:
            return mention.entity
    return None


def _fits(entity: Entity, *, firm: bool, body: bool) -> bool:
    """Whether an entity may be told by a noun of firms, or of other bodies."""
    return (firm and entity.kind in {"company", "organisation"}) or (body and entity.kind == "organisation")
