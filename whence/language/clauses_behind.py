"""Mends of clauses behind a main clause: "Peru expelled two envoys after Chile arrested a pilot"."""

from __future__ import annotations

from collections.abc import Callable, Container

from spacy.tokens import Token

from whence.language.trees import NOMINAL, attach, relation

FINITE = "Mood=Ind|Tense=Past|VerbForm=Fin"
CLAUSAL = frozenset({"ccomp", "advcl", "xcomp", "parataxis", "conj"})


def object_of_the_verb_before(opener: Token, openers: Container[str]) -> None:
    """ "Peru expelled two envoys after Chile arrested a pilot": the object before the opener hung on the clause behind
    it, which tells when (or why) and not what."""
    clause = opener.head
    verb = clause.head
    if opener.lower_ not in openers or relation(opener) != "mark" or relation(clause) not in CLAUSAL:
        return
    if verb.pos_ != "VERB" or verb.i > opener.i or clause.i < opener.i:
        return
    early = [c for c in clause.lefts if verb.i < c.i < opener.i and c.pos_ in NOMINAL]
    if len(early) != 1 or any(relation(c) in {"obj", "ccomp"} and c.i != clause.i for c in verb.children):
        return
    if not any(relation(c) in {"nsubj", "csubj"} and c.i > opener.i for c in clause.lefts):
        return
    cased = any(relation(c) == "case" for c in early[0].children)
    attach(early[0], verb, "obl" if cased else "obj")
    clause.dep_ = "advcl"


def clause_after_preposition(opener: Token, openers: Container[str], is_past: Callable[[Token], bool]) -> None:
    """ "suspended the strike after the firm raised wages": a clause whose opener was taken for a preposition, its
    subject for a noun behind that and its verb for a participle or for the main verb of the sentence."""
    noun = opener.head
    if opener.lower_ not in openers or relation(opener) != "case" or noun.i < opener.i or noun.pos_ not in NOMINAL:
        return
    end = max((t.i for t in noun.subtree if t.i <= noun.i or relation(t) == "flat"), default=noun.i) + 1
    verb = opener.doc[end] if end < len(opener.doc) and end < opener.sent.end else None
    if verb is None or verb.pos_ != "VERB":
        return
    top = noun.head
    while top.pos_ not in {"VERB", "AUX"} and top.head.i != top.i:
        top = top.head
    if top.i == verb.i:
        _main_verb_before(opener, noun, verb, is_past)
        return
    if relation(verb) == "advcl" and verb.head.i == noun.head.i and not any(relation(c) == "nsubj" for c in verb.lefts):
        _stand(opener, noun, verb)  # "after the rebels killed two envoys"
        return
    if not is_past(verb) or relation(verb) not in {"amod", "acl"} or top.pos_ != "VERB" or top.i > opener.i:
        return
    thing = verb.head if relation(verb) == "amod" and verb.head.i > verb.i else None
    if thing is None and not any(relation(c) in {"obj", "ccomp"} for c in verb.rights):
        return
    if thing is not None and (thing.head.i not in {top.i, noun.i, noun.head.i} or thing.pos_ not in NOMINAL):
        return
    attach(verb, top, "advcl")
    _stand(opener, noun, verb)
    if thing is not None:
        attach(thing, verb, "obj")


def _main_verb_before(opener: Token, noun: Token, verb: Token, is_past: Callable[[Token], bool]) -> None:
    """ "Turkey shelled positions after a mortar killed two": the main verb taken for a participle of its object, and
    that for the subject of the clause behind."""
    thing = next((c for c in verb.lefts if relation(c) == "nsubj" and c.i < opener.i), None)
    if thing is None or relation(verb) != "ROOT":
        return
    main = next((c for c in thing.lefts if c.pos_ == "VERB" and relation(c) == "amod" and is_past(c)), None)
    if main is None or main.i == main.sent.start or main.nbor(-1).pos_ not in NOMINAL:
        return
    subject = main.nbor(-1)
    if subject.head.i not in {thing.i, main.i}:
        return
    attach(main, main, "ROOT")
    attach(subject, main, "nsubj")
    main.set_morph(FINITE)
    attach(thing, main, "obj")
    for c in [c for c in thing.lefts if c.i < main.i]:
        attach(c, subject, c.dep_)
    attach(verb, main, "advcl")
    _stand(opener, noun, verb)


def _stand(opener: Token, noun: Token, verb: Token) -> None:
    attach(noun, verb, "nsubj")
    attach(opener, verb, "mark")
    opener.pos_ = "SCONJ"
    verb.set_morph(FINITE)


def set_off_adjective(adjective: Token) -> None:
    """ "Hundreds of nurses, angry over pay, walked out": an adjective between commas taken for the predicate, the verb
    for a clause beside it."""
    if adjective.pos_ != "ADJ" or relation(adjective) != "ROOT":
        return
    if any(relation(c) == "cop" for c in adjective.children):
        return
    subject = next((c for c in adjective.lefts if relation(c) == "nsubj"), None)
    verb = next((c for c in adjective.rights if relation(c) in CLAUSAL and c.pos_ == "VERB"), None)
    if subject is None or verb is None or any(relation(c) in {"nsubj", "mark"} for c in verb.lefts):
        return
    first = next((t for t in verb.subtree if not t.is_punct), verb)
    if first.i == 0 or first.nbor(-1).text != "," or adjective.nbor(-1).text != ",":
        return
    attach(verb, verb, "ROOT")
    attach(subject, verb, "nsubj")
    for c in [c for c in adjective.children if c.i > verb.i]:
        attach(c, verb, c.dep_)
    attach(adjective, subject, "amod")


def noun_not_adjective(word: Token) -> None:
    """ "the bank's chief executive resigned": what stands as subject behind an article or an owner is a noun."""
    if word.pos_ != "ADJ" or relation(word) not in {"nsubj", "obj"} or word.i + 1 >= len(word.doc):
        return
    if not any(relation(c) in {"amod", "compound"} or c.dep_ == "nmod:poss" for c in word.lefts):
        return
    word.pos_ = "NOUN"
    passive = any(c.dep_ == "aux:pass" for c in word.head.children)
    if word.dep_ == "nsubj:pass" and not passive:
        word.dep_ = "nsubj"
