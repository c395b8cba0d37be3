"""The sources behind a statement, from the one nearest to the reader to the origin."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from whence.finding.lookup import quotations_over
from whence.finding.sources import Speaker
from whence.finding.trees import sentence
from whence.finding.voices import Voice
from whence.model import ChainLink, Quotation


def chain_of(doc: Doc, core: Token, voices: Sequence[Voice]) -> tuple[ChainLink, ...]:
    """The chain of the voices over a statement; each source once, at its outermost place. A source in another sentence
    carries over."""
    links: list[ChainLink] = []
    first, last = sentence(core)
    seen: set[str] = set()
    for voice in voices:
        cue = " ".join(doc[a:b].text for a, b in voice.cue) or None
        for who in (*voice.via, *((voice.speaker,) if voice.speaker is not None else ())):
            if who.source.id not in seen:
                seen.add(who.source.id)
                links.append(link(doc, who, cue, carried=voice.carried or not first <= who.head < last))
    return tuple(links)


def link(doc: Doc, who: Speaker, cue: str | None, *, carried: bool) -> ChainLink:
    """One link. A carried source is delimited where it stands: before the sentence."""
    start, end = doc[who.start].idx, doc[who.end - 1].idx + len(doc[who.end - 1])
    return ChainLink(who.source.id, who.name, cue, start, end, carried)


def quotation_of(doc: Doc, stretch: tuple[int, int], voices: Sequence[Voice]) -> Quotation:
    """How the words stand in the text: all in marks of quotation, partly, reported, or the writer's own."""
    quotes = quotations_over(doc, *stretch)
    inside = [any(a <= t.i < b for a, b in quotes) for t in doc[stretch[0] : stretch[1]] if t.is_alpha]
    if inside and all(inside):
        return "direct"
    if any(inside):
        return "mixed"
    return "indirect" if voices else "none"
