"""Which firm or body is meant by "the company", "le parti": one that the report has named shortly before.

A body whose name has the noun ("the union" behind "Union of Dockers") comes first; else the only one of its sort that
the last sentences name, or of several the subject of the sentence before. States and what publishes are none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from spacy.tokens import Doc, Token

from whence import knowledge
from whence.finding.referents import lemma_in
from whence.finding.trees import SUBJECTS, dep, sentence
from whence.knowledge.folding import fold
from whence.language.words import words
from whence.model import Entity, Mention

BACK: Final = 3  # sentences back in which a body is looked for


class Bodies:
    """The firms and bodies that a Doc names, in the order of the text; `mentions` are those by names at least."""

    def __init__(self, doc: Doc, mentions: Iterable[Mention]) -> None:
        self._doc = doc
        named = (m for m in mentions if m.form == "name" and m.entity.kind in {"company", "organisation"})
        self._named = sorted(named, key=lambda m: m.start)
        self._firms = words(doc.lang_, "attribution", "nouns", "firms")
        self._bodies = words(doc.lang_, "attribution", "nouns", "bodies")

    def meant(self, token: Token) -> Entity | None:
        """The firm or body that a definite noun in the singular means; None where it is no such noun, or may mean
        another."""
        doc = self._doc
        firm, body = lemma_in(token, self._firms), lemma_in(token, self._bodies)
        if not (firm or body):
            return None
        first = own = sentence(token)[0]
        for _ in range(BACK):
            first = sentence(doc[first - 1])[0] if first else 0
        begin, end = (bisect_left(self._named, i, key=lambda m: m.start) for i in (doc[first].idx, token.idx))
        near = [m for m in reversed(self._named[begin:end]) if firm or m.entity.kind == "organisation"]
        noun = fold(token.text)
        called = next((m.entity for m in near if noun in fold(m.entity.name).split()), None)
        if called is not None:
            return called
        near = [m for m in near if m.entity.id not in knowledge.load().entities or m.entity.kind == "company"]
        if len({m.entity.id for m in near}) == 1:
            return near[0].entity
        last = sentence(doc[own - 1])[0] if own else 0
        return next((m.entity for m in near if self._opens(m, last, own)), None)

    def _opens(self, mention: Mention, first: int, last: int) -> bool:
        """Whether a mention is a subject between two tokens."""
        span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return span is not None and first <= span.start < last and dep(span.root) in SUBJECTS
