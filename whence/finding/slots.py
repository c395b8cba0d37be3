"""A predicate's places: who stands as its subject, its object, after which preposition."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from spacy.tokens import Token

from whence.finding.clauses import Clause, case_of, object_controller, objects, obliques
from whence.finding.event_types import Frame, RelationFrame
from whence.finding.referents import meaning
from whence.finding.trees import children, conjuncts, dep, kids, lemma, low
from whence.knowledge.folding import fold_word
from whence.language.words import words

Slots = Mapping[str, list[Token]]


def verb_slots(clause: Clause, core: Token, carrier: Token | None = None) -> dict[str, list[Token]]:
    """Place -> heads for a verbal predicate. Places are ``subj``, ``obj``, ``iobj`` and prepositions; the logical
    subject and object, whatever the voice. Complements of the object (and of a light verb's `carrier`) count too."""
    slots: dict[str, list[Token]] = {}
    passive = clause.passive and core.i == clause.head.i
    by = words(core.lang_, "attribution", "agent", "of_passives")
    agents = [
        t
        for c in kids(core)
        if c.dep_ == "obl:agent" or (passive and dep(c) == "obl" and case_of(c) in by)
        for t in conjuncts(c)
    ]
    subjects = list(clause.subjects)
    if core.i != clause.head.i:
        controller = object_controller(core.head, core) if dep(core) == "xcomp" else None
        if controller is not None:
            subjects = conjuncts(controller)
    if passive:
        slots["subj"], slots["obj"] = agents, subjects
    else:
        slots["subj"], slots["obj"] = subjects, objects(core)
    heads = [core]
    if core.i != clause.head.i:
        heads.append(clause.head)
    heads += [o for o in slots["obj"] if o.pos_ == "NOUN" and not passive]
    if carrier is not None:
        heads.append(carrier)
    for head in heads:
        for preposition, nominal in obliques(head):
            if nominal in agents or not preposition or is_circumstance(nominal):
                continue
            slots.setdefault(preposition, []).append(nominal)
    for c in kids(core):
        if dep(c) == "iobj" and not case_of(c):
            slots.setdefault("iobj", []).append(c)
        elif dep(c) == "obj" and c.pos_ == "PRON" and c not in slots["obj"] and not passive:
            slots["obj"].append(c)
    for preposition in sorted(words(core.lang_, "control", "giving", "prepositions")):
        slots.setdefault("iobj", []).extend(slots.get(preposition, []))
    return {k: _unique(v) for k, v in slots.items()}


def is_circumstance(noun: Token) -> bool:
    """ "a suspendu, à la demande de Paris, ses ventes": a noun that makes a preposition with the words around it, set
    off by a comma or beside an object; "a cédé à la demande de Paris" has none."""
    lang = noun.doc.lang_
    if lemma(noun) not in words(lang, "statements", "circumstances", "nouns"):
        return False
    opener = next((c for c in kids(noun) if dep(c) == "case"), None)
    if opener is None or low(opener) not in words(lang, "statements", "circumstances", "openers"):
        return False
    set_off = opener.i == noun.sent.start or noun.doc[opener.i - 1].is_punct
    return set_off or any(dep(c) == "obj" for c in kids(noun.head))


def with_particle(slots: Slots, frame: Frame | RelationFrame) -> Slots:
    """The slots where a particle of the trigger was taken for a preposition: "called in the envoy" has an object."""
    particle = next((w for w in frame.words[1:] if slots.get(w)), None)
    if particle is None or slots.get("obj") or frame.pos != "VERB":
        return slots
    return {**{p: ts for p, ts in slots.items() if p != particle}, "obj": slots[particle]}


def turned(slots: Slots, core: Token) -> Slots:
    """The places of "les importations du Pérou proviennent du Chili": whoever it comes from stands in the subject's
    place, whoever gets it in the object's. The slots themselves where the verb is none of coming, or nothing is got."""
    lang = core.lang_
    origins = [t for p in words(lang, "statements", "coming", "prepositions") for t in slots.get(p, ())]
    if lemma(core) not in words(lang, "statements", "coming", "verbs") or not origins:
        return slots
    getting = words(lang, "statements", "transfers", "recipient_is_subject")
    got = [
        n for s in slots.get("subj", ()) for n in (s, *children(s, "nmod")) if n.pos_ == "NOUN" and lemma(n) in getting
    ]
    if not got:
        return slots
    inside = [t for o in origins for t in ([k for k in children(o, "nmod") if case_of(k)] if o.text == "%" else [o])]
    return {"subj": inside or origins, "obj": [t for n in got for ts in noun_slots(n).values() for t in ts]}


def noun_slots(noun: Token) -> dict[str, list[Token]]:
    """Place -> heads for an event that is told by a noun: prepositions, and ``adj`` for nouns that stand before it as
    an adjective does ("Mali's attack", "Iran sanctions")."""
    slots: dict[str, list[Token]] = {}
    for c in kids(noun):
        if c.dep_ == "nmod:poss" or dep(c) == "compound":
            slots.setdefault("adj", []).extend(conjuncts(c))
            continue
        if dep(c) in {"nmod", "obl", "flat", "appos"} and (preposition := case_of(c)):
            for t in conjuncts(c):
                slots.setdefault(preposition, []).append(t)
                receiving = words(noun.doc.lang_, "statements", "receiving", "prepositions")
                for k in children(t, "nmod", "obl"):
                    further = case_of(k)
                    hung = t.pos_ == "PROPN" or t.ent_type_ or further in receiving
                    if hung and further and further != preposition:
                        slots.setdefault(further, []).append(k)  # "l'attaque du Togo contre X", "la vente de blé à X"
    return slots


def targets(noun: Token) -> list[Token]:
    """Whom a participle beside the noun says that it is aimed at: "les écoutes visant X"."""
    aiming = words(noun.lang_, "statements", "targeting", "verbs")
    return [t for c in children(noun, "acl") if lemma(c) in aiming for o in children(c, "obj") for t in conjuncts(o)]


def complement_lemmas(slots: Slots, core: Token) -> set[str]:
    """Folded lemmas and forms of what the predicate governs: objects first of all, then prepositional complements."""
    lang = core.lang_
    found: set[str] = set()
    left = words(lang, "statements", "kinds", "place_behind")
    kept = [c for c in children(core, "obj") if c not in slots.get("obj", ())]  # "was granted asylum"
    for place, tokens in (
        ("obj", [*slots.get("obj", []), *kept]),
        *((k, v) for k, v in slots.items() if k not in {"subj", "obj"}),
    ):
        for t in tokens:
            found |= {fold_word(lemma(t)), fold_word(low(t)), fold_word(low(t)).rstrip("sx")}
            found |= {fold_word(lemma(k)) for k in children(t, "nmod", "flat", "appos") if k.i > t.i}
            found |= {fold_word(lemma(k)) for k in children(t, "compound")}  # "cut electricity supplies"
            if lemma(t) in people(lang):
                found |= words(lang, "statements", "kinds", "anybody")
            referent = meaning(t)
            if referent is not None and referent.entity is not None:
                if referent.entity.kind == "place" and place not in {"obj", *left}:
                    continue  # "pris un avion à Goma" takes no town
                found |= words(lang, "statements", "kinds", referent.entity.kind)
    for c in kids(core):
        if dep(c) in {"xcomp", "advmod", "dep", "conj"} and c.pos_ in {"NOUN", "ADJ", "PROPN"}:
            found |= {fold_word(lemma(c)), fold_word(low(c))}
        elif dep(c) == "xcomp" and c.pos_ == "VERB":  # "condamné à verser", "menace de rompre"
            found.add(fold_word(lemma(c)))
            passive = any(k.dep_ == "nsubj:pass" for k in kids(core))
            if passive or object_controller(core, c) is not None:  # "told the clerks (the clerks were told) to burn it"
                found |= words(lang, "statements", "kinds", "deed_of_object")
    return found


@functools.cache
def people(language: str) -> frozenset[str]:
    """Lemmas of common nouns that mean people."""
    return words(language, "attribution", "nouns", "person") | words(language, "statements", "kinds", "people")


def _unique(tokens: list[Token]) -> list[Token]:
    return list({t.i: t for t in tokens}.values())
