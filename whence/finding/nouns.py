"""Events that are told by a noun: "l'assassinat de N", "une possible guerre entre A et B"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from whence.finding.attributions import voice_by
from whence.finding.clauses import form_of
from whence.finding.event_types import Frame
from whence.finding.hedges import Hedge, in_condition, is_negated
from whence.finding.lookup import times_over
from whence.finding.participants import nationality, unnamed_people
from whence.finding.predicates import noun_event
from whence.finding.referents import meaning
from whence.finding.slots import noun_slots, targets
from whence.finding.speech import manner_of
from whence.finding.trees import ancestors, dep, kids, lemma
from whence.knowledge.folding import fold_word
from whence.language.words import words

STRONG = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "RETREAT"})


def nominal_events(doc: Doc, taken: set[int]) -> Iterator[tuple[Token, Frame]]:
    """Nouns that tell an event by themselves, with their frames: the violent ones where a victim or doer is named, the
    others where two are, or one as an agent. `taken` are those that a verb already tells."""
    by = words(doc.lang_, "attribution", "agent", "of_passives")
    for token in doc:
        if (
            token.pos_ != "NOUN"
            or token.i in taken
            or form_of(token)
            or bool(times_over(doc, token.idx, token.idx + 1))
        ):
            continue
        if dep(token) == "obj" and token.head.i in taken and not is_denied(token):
            continue  # what the verb does to it is the event
        frame = noun_event(token)
        if frame is None:
            continue
        parties = list(_parties(doc, token))
        agent = any(place in by for place, _ in parties) or any(c.dep_ == "obl:agent" for c in kids(token))
        hedged = noun_hedge(token).modality != "actual"
        if (
            (parties and (frame.type in STRONG or is_denied(token)))
            or (len({i for _, i in parties}) >= 2 and (frame.type not in {"COOPERATE", "SUPPORT", "AGREE"} or hedged))
            or agent
        ):
            yield token, frame


def is_denied(noun: Token) -> bool:
    """ "denied any cooperation with N": whether a noun is what somebody says is not so."""
    verb = noun.head
    denying = words(noun.lang_, "statements", "denying", "verbs")
    if dep(noun) != "obj" or lemma(verb) not in denying or is_negated(verb):
        return False
    voice = voice_by(noun.doc, verb)
    return voice is not None and voice.speaker is not None and voice.covers(noun.i)


def _parties(doc: Doc, noun: Token) -> Iterator[tuple[str, int]]:
    for place, tokens in noun_slots(noun).items():
        for t in tokens:
            referent = meaning(t)
            if (referent is not None and referent.entity is not None) or unnamed_people(doc, t) is not None:
                yield place, t.i
    for t in targets(noun):
        yield "obj", t.i
    for c in kids(noun):
        if dep(c) == "amod" and nationality(doc, c) is not None:
            yield "adj", c.i


def noun_hedge(noun: Token) -> Hedge:
    """The certainty that adjectives and governing words give it: "une possible guerre", "un projet de visite"."""
    possible = words(noun.lang_, "attribution", "possible", "adjectives")
    if any(
        lemma(c) in possible or fold_word(lemma(c)) in {fold_word(p) for p in possible}
        for c in kids(noun)
        if dep(c) in {"amod", "acl"}
    ):
        return Hedge(modality="possible")
    around = next((a for a in ancestors(noun) if form_of(a)), None)
    if in_condition(noun) or (around is not None and in_condition(around)):
        return Hedge(modality="hypothetical")
    if dep(noun) == "nmod" and lemma(noun.head) in words(noun.lang_, "attribution", "possible", "nouns"):
        return Hedge(modality="possible")
    if is_denied(noun):
        return Hedge(polarity="negated")
    if dep(noun) == "obj" and manner_of(noun.head) == "ask":
        return Hedge(modality="possible")  # "réclament la démission du maire"
    return Hedge()
