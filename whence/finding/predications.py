"""What may be a statement: every predicate and every noun of an event, with its words and what is known of it.

Tables of triggers name the event of the words that they list. Here each clause counts as a possible statement, and each
noun that tables have or that parties hang on; what kind of statement it is, if one, is judged by the features that the
corpus's training part has weighed (``data/statements.tsv``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np
from spacy.tokens import Doc, Token

from whence.finding.attributions import voice_by, voices_over
from whence.finding.clauses import Clause, clauses, form_of
from whence.finding.event_types import frames_headed, relation_frames_headed
from whence.finding.evidence import clause_evidence, noun_evidence
from whence.finding.hedges import core_of, is_negated, mood_of
from whence.finding.lookup import quantities_over
from whence.finding.predicates import event_of, noun_event, relation_of
from whence.finding.referents import meaning, meanings
from whence.finding.slots import Slots, noun_slots, verb_slots
from whence.finding.speech import manner_of
from whence.finding.trees import dep, kids, lemma, low, once_a_token, sentence
from whence.finding.voices import Stretch, Voice
from whence.language.reading import Reading

NOTHING = "nothing"
"""The kind of what is no statement; the others are PLOVER's types, ``relation`` and ``figure``."""


@dataclasses.dataclass(frozen=True, slots=True)
class Predication:
    """A possible statement: the token that tells it, its words, the clause it heads (None for a noun), its places, and
    the voices over it."""

    core: Token
    stretch: Stretch
    made: Clause | None
    slots: Slots
    voices: list[Voice]


def predications(doc: Doc) -> Iterator[Predication]:
    """All possible statements of a Doc: those of clauses in their order, then those of nouns."""
    cues = frozenset(v.verb for v in doc._.voices if v.verb >= 0)
    heads = set()
    for made in clauses(doc):
        core, _ = core_of(made.head, cues)
        heads |= {made.head.i, core.i}
        voices = voices_over(doc, made.head)
        stretch = clause_evidence(made, core, voices)
        if stretch[1] - stretch[0] > 1:
            yield Predication(core, stretch, made, verb_slots(made, core), voices)
    for token in doc:
        if token.pos_ == "NOUN" and token.i not in heads and may_tell(token):
            voices = voices_over(doc, token)
            stretch = noun_evidence(token, voices)
            if stretch[1] - stretch[0] > 1:
                yield Predication(token, stretch, None, noun_slots(token), voices)


def may_tell(noun: Token) -> bool:
    """Whether a noun may tell an event: the tables have it, and something hangs on it."""
    return bool(frames_headed(noun.lang_).get((lemma(noun), "NOUN"))) and any(
        dep(c) in {"nmod", "amod", "compound", "acl", "nummod"} for c in kids(noun)
    )


def features(one: Predication) -> Iterator[str]:
    """What is known of a possible statement. Words are given with their language, everything else holds for all."""
    core, made, doc = one.core, one.made, one.core.doc
    lang = doc.lang_
    word = f"{lang}:{lemma(core)}"
    pos = "NOUN" if made is None else "VERB" if core.pos_ == "AUX" else core.pos_
    form = "noun" if made is None else f"{made.form}{'-copular' if made.copular else ''}"
    yield from (form, f"{form}|{dep(core)}", word, f"{word}|{pos}", f"{form}|{pos}")
    listed = sorted({str(row.type) for row in frames_headed(lang).get((lemma(core), pos), ())})
    rule = rule_of(one)
    yield from (f"rule={rule}", f"rule={rule}|{form}", f"rule={rule}|{word}")
    for kind in listed:
        yield from (f"listed={kind}", f"listed={kind}|{form}", f"listed={kind}|rule={rule}")
    yield f"listed={len(listed)}"
    if relation_frames_headed(lang).get((lemma(core), pos)):
        yield from ("related", f"related|{form}")
    for place, tokens in one.slots.items():
        if not tokens:
            continue
        yield from (f"place={place}|{form}", f"{word}|place={place}")
        for token in tokens[:2]:
            kind = what(token)
            yield from (f"{place}:{kind}", f"{place}:{kind}|rule={rule}", f"{form}|{place}:{kind}")
            for each in listed:
                yield f"listed={each}|{place}:{kind}"
            if place in {"obj", "subj"} or token.pos_ == "NOUN":
                yield from (f"{place}:{lang}:{lemma(token)}", f"{word}|{place}:{lemma(token)}")
            if token.pos_ == "NOUN" and place != "subj":
                for row in frames_headed(lang).get((lemma(token), "NOUN"), ()):
                    yield f"{place}:event:{row.type}"
                    yield f"{word}|{place}:event:{row.type}"
    parties = {
        r.entity.id for i in range(*one.stretch) if (r := meanings(doc).get(i)) is not None and r.entity is not None
    }
    yield f"parties={min(len(parties), 3)}"
    yield f"parties={min(len(parties), 3)}|{form}|rule={rule}"
    if made is not None:
        if made.passive:
            yield f"passive|{word}"
        if is_negated(made.head):
            yield f"negated|rule={rule}"
        yield f"mood={mood_of(made.verb)}|{form}"
    else:
        yield f"noun|head={what(core.head)}|{dep(core)}"
        yield f"noun|head={lang}:{lemma(core.head)}"
        yield f"noun|det={next((low(c) for c in kids(core) if dep(c) == 'det'), '')}"
    manner = manner_of(core) or "none"
    yield from (f"manner={manner}|{form}", f"manner={manner}|rule={rule}")
    cue = voice_by(doc, core) if manner != "none" else None
    yield f"cue={cue.manner if cue is not None else 'none'}|{form}"
    over = one.voices[-1].manner if one.voices else "none"
    yield from (f"over={over}|{form}", f"over={len(one.voices)}")
    first, last = doc[one.stretch[0]].idx, doc[one.stretch[1] - 1].idx
    numbers = [q.unit for q in quantities_over(doc, first, last) if first <= q.start]
    yield f"numbers={bool(numbers)}|rule={rule}"
    for unit in sorted({str(u) for u in numbers}):
        yield from (f"unit={unit}|{form}", f"unit={unit}|{word}")
    size = next((str(top) for top in (2, 3, 5, 8, 13, 21, 34) if one.stretch[1] - one.stretch[0] <= top), "more")
    yield from (f"size={size}|{form}", f"size={size}|rule={rule}")
    head = core.head if core.head.i != core.i else None
    if head is not None:
        yield f"{form}|{dep(core)}|under={head.pos_}:{form_of(head) or ''}"
        yield f"{dep(core)}|under={lang}:{lemma(head)}"
    yield f"first={sentence(core)[0] == 0}|{form}"


@once_a_token
def what(token: Token) -> str:
    """What a party is: the kind of what it means, or its part of speech."""
    referent = meaning(token)
    if referent is not None and referent.entity is not None:
        return f"{referent.entity.kind}{'+' if referent.entity.known else ''}"
    return f"{token.pos_}:{token.ent_type_}" if token.ent_type_ else str(token.pos_)


Read = tuple[str, np.ndarray]
"""By which feature the log chances count that an encoder gives the kinds, and these, in the order of the kinds."""


def read_as(one: Predication) -> Read | None:
    """What the encoder makes of the core; None where it has not read it. It counts for each language by itself."""
    reading: Reading | None = one.core.doc._.reading
    told = reading.told(one.core.i) if reading is not None else None
    return (f"(read) {one.core.lang_}", told) if told is not None else None


def rule_of(one: Predication) -> str:
    """What the tables of triggers make of it: a type, ``relation:NAME``, or nothing."""
    if one.made is None:
        frame = noun_event(one.core)
        return str(frame.type) if frame is not None else NOTHING
    named = event_of(one.made, one.core, one.slots)
    if named is not None:
        return str(named.frame.type)
    negated = is_negated(one.made.head)
    relation = relation_of(one.made, one.core, one.slots, negated=negated)
    return f"relation:{relation.relation}" if relation is not None else NOTHING
