"""Which event or relation a predicate names: the frame of the tables that fits it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from spacy.tokens import Token

from whence.finding.clauses import Clause, case_of, form_of, is_reflexive
from whence.finding.event_types import Frame, RelationFrame, frames_headed, instruments, relation_frames_headed
from whence.finding.slots import Slots, complement_lemmas, noun_slots, people
from whence.finding.trees import children, dep, is_time, kids, lemma, low, reflexives
from whence.knowledge.folding import fold
from whence.language.words import words

Row = TypeVar("Row", Frame, RelationFrame)


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """The event that a predicate names: the frame, and the noun that carries it where the verb is a light one."""

    frame: Frame
    carrier: Token | None = None


def event_of(clause: Clause, core: Token, slots: Slots) -> Named | None:
    """The event frame of a verbal (or adjectival) predicate; None where the tables have none."""
    if clause.copular and core.pos_ in {"NOUN", "PROPN"}:
        # "l'Iran est une menace" describes, nothing happens; "les mineurs sont en grève" strike
        state = case_of(core) in words(core.doc.lang_, "control", "states", "prepositions")
        return Named(frame) if state and (frame := noun_event(core)) is not None else None
    rows = lookup(
        frames_headed(core.doc.lang_),
        core,
        "VERB" if core.pos_ in {"VERB", "AUX", "NOUN"} and not clause.copular else core.pos_,
    )
    governed = complement_lemmas(slots, core)
    if not slots.get("obj") and not clause.passive:  # "the talks broke down" as "they broke off the talks"
        governed |= told_of(slots.get("subj", ()))
    governed |= {fold(lemma(t)) for t in slots.get("subj", ())} & instruments(core.doc.lang_)  # "was hit by a missile"
    for frame in rows:
        if not fits(frame.words, core) or not frame.governs(governed):
            continue
        if frame.type is not None:
            return Named(frame)
        carrier = carrier_of(frame, slots)
        inner = noun_event(carrier) if carrier is not None else None
        if inner is not None:
            return Named(got(frame, inner), carrier)
    return None


def told_of(subjects: Iterable[Token]) -> set[str]:
    """Folded lemmas of the nouns that stand as subjects, of what they are a number of ("tens of thousands"), and the
    noun that stands for people where they are some."""
    found: set[str] = set()
    for t in subjects:
        if t.pos_ != "NOUN":
            continue
        lang = t.doc.lang_
        found |= {fold(lemma(t)), *(fold(lemma(k)) for k in children(t, "nmod") if k.pos_ == "NOUN" and k.i > t.i)}
        if lemma(t) in people(lang):
            found |= words(lang, "statements", "kinds", "anybody")
    return found


def got(light: Frame, event: Frame) -> Frame:
    """The event of a noun under a verb of getting, whose subject is the recipient ("a obtenu un prêt de X"); under any
    other light verb the event as it is."""
    if "subj" not in light.recipient or event.symmetric:
        return event
    return dataclasses.replace(event, actor=(*light.actor, *event.actor), recipient=("subj",))


def event_of_object(core: Token, slots: Slots) -> Named | None:
    """The event of the noun that a verb of modality governs: "a tenté une attaque", "envisage l'achat de"."""
    for token in slots.get("obj", ()):
        if token.pos_ == "NOUN" and (frame := noun_event(token)) is not None:
            return Named(frame, token)
    return None


def attackers(slots: Slots) -> list[Token]:
    """Who led the attack in which something happened: "tués dans un raid mené par X", "lors de frappes de l'armée de
    X"."""
    found: list[Token] = []
    for preposition in sorted(preposition_of_attacks(slots)):
        for noun in slots[preposition]:
            frame = noun_event(noun)
            if frame is None or frame.type != "ASSAULT":
                continue
            places = noun_slots(noun)
            armed = words(noun.doc.lang_, "statements", "attackers", "nouns")
            by = words(noun.doc.lang_, "attribution", "agent", "of_passives")
            found += [t for place in sorted(by) for t in places.get(place, ())]
            found += [t for ts in places.values() for t in ts if lemma(t) in armed]
            found += [a for c in children(noun, "acl") for a in kids(c) if a.dep_ == "obl:agent" or case_of(a) in by]
            found += children(noun, "amod")
    return list({t.i: t for t in found}.values())


def preposition_of_attacks(slots: Slots) -> list[str]:
    """The places of the slots behind a preposition that may stand before an attack."""
    some = next((ts[0] for ts in slots.values() if ts), None)
    known = words(some.doc.lang_, "statements", "attackers", "prepositions") if some is not None else frozenset()
    return [place for place in slots if place in known]


def noun_event(noun: Token) -> Frame | None:
    """The event frame of a noun ("achat", "assassinat"); None where it names no event."""
    rows = lookup(frames_headed(noun.doc.lang_), noun, "NOUN")
    governed = {fold(lemma(t)) for ts in noun_slots(noun).values() for t in ts} | {
        fold(low(t)) for ts in noun_slots(noun).values() for t in ts
    }
    for frame in rows:
        if frame.type is not None and fits(frame.words, noun) and frame.governs(governed):
            return frame
    return None


def relation_of(clause: Clause, core: Token, slots: Slots, *, negated: bool) -> RelationFrame | None:
    """The relation frame of a predicate; None where the tables have none."""
    pos = core.pos_ if clause.copular or (core.pos_ in {"ADJ", "NOUN"} and not core.morph.get("VerbForm")) else "VERB"
    rows = [*lookup(relation_frames_headed(core.doc.lang_), core, pos)]
    if pos != "VERB" and not clause.copular:
        rows += lookup(relation_frames_headed(core.doc.lang_), core, "VERB")
    if lemma(core) in words(core.doc.lang_, "control", "becoming", "verbs"):
        for told in (c for c in kids(core) if dep(c) in {"obj", "xcomp"} and c.pos_ == "NOUN"):
            listed = lookup(relation_frames_headed(core.doc.lang_), told, "NOUN")
            rows = [*(frame for frame in listed if fits(frame.words, told)), *rows]
            if rows and rows[0] in listed:
                return rows[0]
    governed = complement_lemmas(slots, core)
    for frame in rows:
        if frame.needs_negation and not negated:
            continue
        if fits(frame.words, core) and frame.governs(governed):
            return frame
    return None


def lookup(table: Mapping[tuple[str, str], tuple[Row, ...]], token: Token, pos: str) -> tuple[Row, ...]:
    """The rows for a token: by lemma, else by form, for a lemmatizer errs."""
    for key in (
        lemma(token),
        fold(lemma(token)),
        low(token),
        fold(low(token)).rstrip("s"),
        fold(low(token)).rstrip("x"),
    ):
        if (key, pos) in table:
            return table[key, pos]
    return ()


def fits(trigger: tuple[str, ...], head: Token) -> bool:
    """Whether the other words of the trigger stand with the head: a reflexive, an object, a particle."""
    reflexive = is_reflexive(head) if head.pos_ in {"VERB", "AUX"} else False
    own = {fold(lemma(head)), fold(low(head)), fold(low(head)).rstrip("sx")}
    if len(trigger) == 1:
        return not (reflexive and head.pos_ == "VERB" and _differs_reflexively(head))
    particles = words(head.doc.lang_, "control", "particles", "words")
    near = [t for t in company(head) if dep(t) != "case" or _goes_with(t, head, particles)]
    around = {fold(lemma(c)) for c in near} | {fold(low(c)) for c in near} | {fold(lemma(head.head))}
    for word in trigger:
        if word in reflexives(head.doc.lang_):
            described = (
                dep(head) == "acl"
                and "Past" in head.morph.get("Tense")
                and not any(dep(c) == "aux" for c in kids(head))
            )
            if not reflexive and not described:
                return False
        elif fold(word) not in own and fold(word) not in around:
            return False
    return True


def _goes_with(preposition: Token, head: Token, particles: frozenset[str]) -> bool:
    """Whether a preposition may be the second word of a trigger: not that of a time ("broke with the union in May" is
    no "break in"), and one that is mostly an adverb only right behind the verb."""
    if is_time(preposition.head):
        return False
    return low(preposition) not in particles or preposition.i == head.i + 1


def company(head: Token) -> Iterator[Token]:
    """What stands with the head in its own clause: its subtree without the clauses in it."""
    stack = list(kids(head))
    while stack:
        token = stack.pop()
        if dep(token) in {"ccomp", "advcl", "acl", "parataxis", "csubj"} or (dep(token) == "conj" and form_of(token)):
            continue
        yield token
        stack += list(kids(token))


def _differs_reflexively(head: Token) -> bool:
    """Whether the reflexive verb has rows of its own, so that those of the plain verb do not hold."""
    rows = frames_headed(head.doc.lang_).get((lemma(head), "VERB"), ())
    return any(r.words[0] in reflexives(head.doc.lang_) for r in rows)


def carrier_of(frame: Frame, slots: Slots) -> Token | None:
    """The noun that a light verb takes its event from."""
    place = frame.carrier or "obj"
    tokens = slots.get(place) or (slots.get("obj") if place != "subj" else None) or []
    for token in tokens:
        if token.pos_ in {"NOUN", "PROPN", "ADJ"}:
            return token
    return None
