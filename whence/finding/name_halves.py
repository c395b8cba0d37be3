"""States called by their half of a name: "the North" where the report is about North Korea, "le Sud"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from whence.language.lexicons import lexicon
from whence.model import Entity, Mention


def halves(doc: Doc, mentions: Iterable[Mention]) -> Iterator[tuple[Token, Entity]]:
    """The words that stand for a state by one word of its name, each with the state: one in capitals behind an article,
    in a report that names a single state with that word (`nouns.halves` in ``attribution.toml``: the word -> the one of
    the state's English name)."""
    nouns = lexicon(doc.lang_, "attribution")["nouns"]
    words, articles = nouns.get("halves", {}), frozenset(nouns.get("halved", ()))
    if not words:
        return
    states = {m.entity.id: m.entity for m in mentions if m.entity.kind == "state"}
    named = {word: [s for s in states.values() if word in s.name.split()[:1]] for word in words.values()}
    for token in doc[1:]:
        half = words.get(token.lower_) if token.text[:1].isupper() else None
        if half is None or len(named[half]) != 1 or doc[token.i - 1].lower_ not in articles:
            continue
        behind = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if behind is None or not (behind.text[:1].isupper() or behind.text in {"-", "–"} or behind.lower_ in articles):
            yield token, named[half][0]
