"""A proposition before and after it is written down: Draft -> Statement."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Doc, Token

from whence import knowledge
from whence.finding.certainty import Uttered, weighed
from whence.finding.chains import chain_of, link, quotation_of
from whence.finding.clauses import Clause
from whence.finding.event_types import WHEN_FUTURE, Frame, RelationFrame, contexts_of
from whence.finding.hedges import (
    Hedge,
    has_word,
)
from whence.finding.lookup import document_of, quantities_over
from whence.finding.participants import Cast
from whence.finding.settings import place_of, time_of
from whence.finding.sources import Speaker
from whence.finding.transfers import transfer
from whence.finding.trees import lemma, low
from whence.finding.voices import Voice, held_over
from whence.language.tokens import text_of
from whence.language.words import words
from whence.model import Evidential, Participant, Passage, Quantity, Statement, content_id

RULES = "whence.finding/1"
VIEWS = frozenset({"sees_as"})  # relations that are somebody's own view, and so on their word


@dataclasses.dataclass(frozen=True, slots=True)
class Draft:
    """A proposition before it is written down: its core token, evidence in tokens, and what is known of it; `made` is
    the clause that the core heads, None for a noun."""

    core: Token
    stretch: tuple[int, int]
    cast: Cast
    hedge: Hedge
    voices: tuple[Voice, ...]
    frame: Frame | None = None
    relation: RelationFrame | None = None
    figure: bool = False
    rule: str = "clause"
    own: Speaker | None = None
    resolved: bool = False
    made: Clause | None = None


def written(doc: Doc, draft: Draft) -> Statement | None:
    """The statement of a draft."""
    a, b = draft.stretch
    draft = dataclasses.replace(draft, voices=with_holders(doc, draft))
    draft = dataclasses.replace(draft, hedge=weighed(uttered(draft)))
    start, end = doc[a].idx, doc[b - 1].idx + len(doc[b - 1])
    quote = text_of(doc)[start:end]
    if not quote.strip():
        return None
    chain = chain_of(doc, draft.core, draft.voices)
    own_view = draft.relation is not None and draft.relation.relation in VIEWS and bool(draft.own)
    if own_view and draft.own is not None and draft.own.source.id not in {c.source for c in chain}:
        chain = (*chain, link(doc, draft.own, None, carried=False))
    evidential: Evidential = (
        "attributed" if own_view or any(v.evidential == "attributed" for v in draft.voices) else "stated"
    )
    if evidential == "stated" and (draft.hedge.hearsay or draft.voices or has_word(draft.core, "adverbs", "hearsay")):
        evidential = "hearsay"
    event_type = draft.frame.type if draft.frame is not None else None
    kind = "event" if draft.frame is not None else "figure" if draft.figure else "relation"
    if event_type == "AID" and sold(draft.cast.done()):
        event_type = "COOPERATE"
    if event_type in WHEN_FUTURE and draft.resolved:
        event_type = WHEN_FUTURE[str(event_type)]
    cast = draft.cast.done()
    quantities = quantities_in(doc, draft.stretch)
    relation = draft.relation.relation if draft.relation is not None else None
    polarity = draft.hedge.polarity
    if draft.relation is not None and draft.relation.polarity is not None:
        polarity = "negated"
    document = document_of(doc)
    return Statement(
        id=content_id("statement", document, start, end, kind, event_type, relation),
        document=document,
        language=doc.lang_,
        kind=kind,  # type: ignore[arg-type]
        evidence=Passage(start, end),
        quote=quote,
        event_type=event_type,
        mode=draft.frame.mode if draft.frame is not None else None,
        contexts=contexts_of((lemma(t) for t in doc[a:b]), doc.lang_),
        relation=relation,
        participants=cast,
        time=time_of(doc, draft.stretch, draft.core),
        place=place_of(doc, draft.stretch, cast),
        quantities=quantities,
        transfer=transfer(
            draft.core,
            draft.stretch,
            cast,
            quantities,
            modality=draft.hedge.modality,
            polarity=polarity,
            evidential=evidential,
        )
        if event_type in {"COOPERATE", "AGREE", "SUPPORT", "AID", "REJECT"}
        else None,
        polarity=polarity,
        modality=draft.hedge.modality,
        evidential=evidential,
        chain=chain,
        quotation=quotation_of(doc, draft.stretch, draft.voices),
        found_by=f"{RULES}:{draft.rule}",
        confidence=confidence(draft),
    )


def uttered(draft: Draft) -> Uttered:
    """What the model of modality asks of a draft."""
    kind = draft.frame.type if draft.frame is not None else "figure" if draft.figure else "relation"
    return Uttered(draft.core, draft.stretch, draft.made, draft.hedge, draft.voices, str(kind))


def with_holders(doc: Doc, draft: Draft) -> tuple[Voice, ...]:
    """The voices over a draft, with whoever wants, plans or doubts it and stands outside its evidence: "Lima wants |
    the convoy stopped" is on Lima, while "Lima plans to stop the convoy" is told by the writer, of Lima. A condition is
    nobody's wish or view: "Lima sees the port as an asset in case | the strait closes"."""
    if draft.hedge.modality == "hypothetical":
        return draft.voices
    a, b = draft.stretch
    own = words(doc.lang_, "attribution", "pronouns", "first")
    holders = [
        v
        for v in held_over(doc, draft.core)
        if v.manner == "stance"
        and v.speaker is not None
        and low(doc[v.speaker.head]) not in own
        and not a <= v.verb < b
    ]
    known = {v.verb for v in draft.voices if v.verb >= 0}
    # "Malawi welcomed Zambia's promise that": what is told in what one welcomes is not on one's own word
    return (*draft.voices, *(v for v in holders if v.verb not in known and not any(map(v.covers, known))))


def confidence(draft: Draft) -> float:
    """A rough order of trust: frames before figures before plain clauses; less under several voices."""
    base = 0.7 if draft.frame is not None else 0.6 if draft.relation is not None or draft.figure else 0.4
    return round(max(0.1, base - 0.05 * max(0, len(draft.voices) - 1) - (0.1 if draft.rule == "noun" else 0.0)), 2)


def quantities_in(doc: Doc, stretch: tuple[int, int]) -> tuple[Quantity, ...]:
    """The quantities that lie in the stretch."""
    start, end = doc[stretch[0]].idx, doc[stretch[1] - 1].idx + len(doc[stretch[1] - 1])
    return tuple(q for q in quantities_over(doc, start, end + 1) if start <= q.start and q.end <= end + 1)


def sold(cast: tuple[Participant, ...]) -> bool:
    """Whether what is provided is provided by firms, who sell and do not give."""
    kinds = [
        known.kind
        for m in cast
        if m.role == "actor" and m.entity and (known := knowledge.load().entities.get(m.entity)) is not None
    ]
    return bool(kinds) and all(kind == "company" for kind in kinds)
