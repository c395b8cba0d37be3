"""Relations that an apposition tells: "la Chine, premier fournisseur d'armes du Pakistan"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from whence.finding.attributions import voices_over
from whence.finding.clauses import form_of
from whence.finding.drafts import Draft
from whence.finding.event_types import RelationFrame, relation_frames_headed
from whence.finding.evidence import phrase_start
from whence.finding.hedges import Hedge
from whence.finding.participants import Cast, assign, meant
from whence.finding.predicates import lookup
from whence.finding.slots import noun_slots
from whence.finding.trees import children, conjuncts, dep, kids, subtree_span, trim

APPOSITION: Final = "apposition"
"""The rule that such a statement was found by."""

TITLES: Final = frozenset({"holds_office", "leads", "founded"})
"""What an apposition says of every other speaker: who they are, which is no statement of its own."""


def appositions(doc: Doc) -> Iterator[Draft]:
    """The relations of a Doc that appositions tell, where the tables have the noun and both parties are there."""
    for noun in doc:
        if dep(noun) != "appos" or noun.pos_ != "NOUN" or noun.head.i > noun.i or form_of(noun) == "finite":
            continue
        frame = relation_of_noun(noun)
        start = subtree_span(noun)[0]
        if frame is None or "," not in {doc[start].text, doc[start - 1].text}:  # parsers hang the comma on either side
            continue
        cast = Cast(doc)
        slots = {**complements(noun), "subj": conjuncts(noun.head)}
        assign(cast, frame, slots, noun)
        if not {"actor", "recipient"} <= {m.role for m in cast.members} or not any(meant(doc, noun.head)):
            continue
        own = [c.i for c in kids(noun) if form_of(c) == "finite" and dep(c) in {"acl", "advcl", "parataxis", "conj"}]
        _, end = subtree_span(noun, without=frozenset(own))
        stretch = trim(doc, phrase_start(noun.head), end)
        yield Draft(noun, stretch, cast, Hedge(), tuple(voices_over(doc, noun)), None, frame, rule=APPOSITION)


def relation_of_noun(noun: Token) -> RelationFrame | None:
    """The relation that a noun names of its subject; None for titles and for what the tables do not have."""
    for frame in lookup(relation_frames_headed(noun.lang_), noun, "NOUN"):
        titled = frame.relation in TITLES or frame.needs_negation
        if frame.actor[:1] == ("subj",) and len(frame.words) == 1 and not frame.objects and not titled:
            return frame
    return None


def complements(noun: Token) -> dict[str, list[Token]]:
    """The places of a noun; what hangs on a thing among them counts too: "fournisseur d'armes DU PAKISTAN"."""
    slots = noun_slots(noun)
    for child in children(noun, "nmod"):
        if not any(meant(noun.doc, child)):
            for place, tokens in noun_slots(child).items():
                slots.setdefault(place, []).extend(tokens)
    return slots
