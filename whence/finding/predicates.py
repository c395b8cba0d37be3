"""Which event or relation a predicate names: the frame of the tables that fits it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

from spacy.tokens import Token

from whence.finding.clauses import Clause, case_of, form_of, is_reflexive
from whence.finding.event_types import Frame, RelationFrame, frames_headed, instruments, relation_frames_headed
from whence.finding.referents import lemma_in
from whence.finding.slots import Slots, complement_lemmas, noun_slots, people
from whence.finding.trees import children, dep, is_time, kids, lemma, low, once_a_token, reflexives
from whence.knowledge.folding import fold_word
from whence.language.words import words

Row = TypeVar("Row", Frame, RelationFrame)

EQUATION: Final = "equation"
SHARE: Final = "share"
"""How a figure was found that tells what part of somebody's things comes from whom."""
"""The rule by which a draft was found whose noun of a relation is said to be a name (:func:`equated`)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """The event that a predicate names: the frame, and the noun that carries it where the verb is a light one."""

    frame: Frame
    carrier: Token | None = None


def event_of(clause: Clause, core: Token, slots: Slots) -> Named | None:
    """The event frame of a verbal (or adjectival) predicate; None where the tables have none."""
    if clause.copular and core.pos_ in {"NOUN", "PROPN"}:
        # "l'Iran est une menace" describes, nothing happens; "les mineurs sont en grève" strike
        state = case_of(core) in words(core.lang_, "control", "states", "prepositions")
        return Named(frame) if state and (frame := noun_event(core)) is not None else None
    for frame in fitting(clause, core, slots):
        if frame.type is not None:
            return None if frame.type == "ASSAULT" and harmless(slots) else Named(frame)
        carrier = carrier_of(frame, slots)
        inner = noun_event(carrier) if carrier is not None else None
        if inner is not None:
            return Named(got(frame, inner), carrier)
        if frame.objects:
            return None  # "fight for compensation": the row is there to tell that nothing happens
    return None


def fitting(clause: Clause, core: Token, slots: Slots) -> Iterator[Frame]:
    """The frames of a verbal (or adjectival) predicate that fit it, those to be preferred first."""
    rows = lookup(
        frames_headed(core.lang_),
        core,
        "VERB" if core.pos_ in {"VERB", "AUX", "NOUN"} and not clause.copular else core.pos_,
    )
    governed = complement_lemmas(slots, core)
    if not slots.get("obj") and not clause.passive:  # "the talks broke down" as "they broke off the talks"
        governed |= told_of(slots.get("subj", ()))
    governed |= {fold_word(lemma(t)) for t in slots.get("subj", ())} & instruments(core.lang_)  # "was hit by a missile"
    return (frame for frame in rows if fits(frame.words, core) and frame.governs(governed))


def no_event(clause: Clause, core: Token, slots: Slots) -> bool:
    """Whether the tables say that a predicate tells no event: harm that nobody does ("the levy will hurt the
    fishermen"), a verb with what makes it harmless ("fight for compensation", "face a choice"), or a light verb whose
    noun tells none ("work is going ahead")."""
    frame = next(fitting(clause, core, slots), None)
    if frame is None:
        return False
    return bool(frame.objects or frame.carrier) if frame.type is None else frame.type == "ASSAULT" and harmless(slots)


def harmless(slots: Slots) -> bool:
    """Whether what a verb tells is done by nobody: "rising prices hit the farmers", "the levy will hurt them"."""
    subjects = slots.get("subj", ())
    return bool(subjects) and all(
        t.pos_ == "NOUN" and lemma_in(t, words(t.lang_, "statements", "harmless", "nouns")) for t in subjects
    )


def told_of(subjects: Iterable[Token]) -> set[str]:
    """Folded lemmas of the nouns that stand as subjects, of what they are a number of ("tens of thousands"), and the
    noun that stands for people where they are some."""
    found: set[str] = set()
    for t in subjects:
        if t.pos_ != "NOUN":
            continue
        lang = t.lang_
        found |= {
            fold_word(lemma(t)),
            *(fold_word(lemma(k)) for k in children(t, "nmod") if k.pos_ == "NOUN" and k.i > t.i),
        }
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
            armed = words(noun.lang_, "statements", "attackers", "nouns")
            by = words(noun.lang_, "attribution", "agent", "of_passives")
            found += [t for place in sorted(by) for t in places.get(place, ())]
            found += [t for ts in places.values() for t in ts if lemma(t) in armed]
            found += [a for c in children(noun, "acl") for a in kids(c) if a.dep_ == "obl:agent" or case_of(a) in by]
            found += children(noun, "amod")
    return list({t.i: t for t in found}.values())


def preposition_of_attacks(slots: Slots) -> list[str]:
    """The places of the slots behind a preposition that may stand before an attack."""
    some = next((ts[0] for ts in slots.values() if ts), None)
    known = words(some.lang_, "statements", "attackers", "prepositions") if some is not None else frozenset()
    return [place for place in slots if place in known]


@once_a_token
def noun_event(noun: Token) -> Frame | None:
    """The event frame of a noun ("achat", "assassinat"); None where it names no event."""
    rows = lookup(frames_headed(noun.lang_), noun, "NOUN")
    governed = {fold_word(lemma(t)) for ts in noun_slots(noun).values() for t in ts} | {
        fold_word(low(t)) for ts in noun_slots(noun).values() for t in ts
    }
    for frame in rows:
        if frame.type is not None and fits(frame.words, noun) and frame.governs(governed):
            return frame
    return None


def relation_of(clause: Clause, core: Token, slots: Slots, *, negated: bool) -> RelationFrame | None:
    """The relation frame of a predicate; None where the tables have none."""
    pos = core.pos_ if clause.copular or (core.pos_ in {"ADJ", "NOUN"} and not core.morph.get("VerbForm")) else "VERB"
    rows = [*lookup(relation_frames_headed(core.lang_), core, pos)]
    if pos != "VERB" and not clause.copular:
        rows += lookup(relation_frames_headed(core.lang_), core, "VERB")
    if lemma(core) in words(core.lang_, "control", "becoming", "verbs"):
        for told in (c for c in kids(core) if dep(c) in {"obj", "xcomp"} and c.pos_ == "NOUN"):
            listed = lookup(relation_frames_headed(core.lang_), told, "NOUN")
            rows = [*(frame for frame in listed if fits(frame.words, told)), *rows]
            if rows and rows[0] in listed:
                return rows[0]
    governed = complement_lemmas(slots, core)
    for frame in rows:
        if frame.needs_negation and not negated:
            continue
        bare = pos == "VERB" and len(frame.words) < 2 and "obj" not in frame.recipient
        if bare and frame.recipient and not any(map(slots.get, frame.recipient)):
            continue  # "a few officers have come", from nowhere
        if fits(frame.words, core) and frame.governs(governed):
            return frame
    return None


def equated(clause: Clause, core: Token, slots: Slots) -> tuple[RelationFrame, Slots] | None:
    """The relation of "Kenya's largest supplier is Serbia", with the places as in "Serbia is Kenya's largest supplier":
    a noun of a relation is said to be a name. None elsewhere."""
    if not clause.copular or core.pos_ != "PROPN":
        return None
    for noun in slots.get("subj", ()):
        rows = lookup(relation_frames_headed(core.lang_), noun, "NOUN") if noun.pos_ == "NOUN" else ()
        places = noun_slots(noun)
        for frame in rows:
            if fits(frame.words, noun) and not frame.needs_negation and places:
                return frame, {**places, "subj": [core]}
    return None


def lookup(table: Mapping[tuple[str, str], tuple[Row, ...]], token: Token, pos: str) -> tuple[Row, ...]:
    """The rows for a token: by lemma, else by form, for a lemmatizer errs."""
    for key in (
        lemma(token),
        fold_word(lemma(token)),
        low(token),
        fold_word(low(token)).rstrip("s"),
        fold_word(low(token)).rstrip("x"),
    ):
        if (key, pos) in table:
            return table[key, pos]
    return ()


def fits(trigger: tuple[str, ...], head: Token) -> bool:
    """Whether the other words of the trigger stand with the head: a reflexive, an object, a particle."""
    reflexive = is_reflexive(head) if head.pos_ in {"VERB", "AUX"} else False
    own = {fold_word(lemma(head)), fold_word(low(head)), fold_word(low(head)).rstrip("sx")}
    if len(trigger) == 1:
        return not (reflexive and head.pos_ == "VERB" and _differs_reflexively(head))
    particles = words(head.lang_, "control", "particles", "words")
    near = [t for t in company(head) if dep(t) != "case" or _goes_with(t, head, particles)]
    around = {fold_word(lemma(c)) for c in near} | {fold_word(low(c)) for c in near} | {fold_word(lemma(head.head))}
    for word in trigger:
        if word in reflexives(head.lang_):
            described = (
                dep(head) == "acl"
                and "Past" in head.morph.get("Tense")
                and not any(dep(c) == "aux" for c in kids(head))
            )
            if not reflexive and not described:
                return False
        elif fold_word(word) not in own and fold_word(word) not in around:
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
    rows = frames_headed(head.lang_).get((lemma(head), "VERB"), ())
    return any(r.words[0] in reflexives(head.lang_) for r in rows)


def carrier_of(frame: Frame, slots: Slots) -> Token | None:
    """The noun that a light verb takes its event from: its object, or what begins or goes on without anybody's doing
    ("the raids resumed")."""
    place = frame.carrier or "obj"
    tokens = slots.get(place) or (slots.get("obj") if place != "subj" else None) or []
    if not tokens and place == "obj":
        tokens = [t for t in slots.get("subj", ()) if t.pos_ == "NOUN" and noun_event(t) is not None]
    for token in tokens:
        if token.pos_ in {"NOUN", "PROPN", "ADJ"}:
            return token
    return None
