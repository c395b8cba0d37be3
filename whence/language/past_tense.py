"""Mends of verbs whose past is their participle: "The bishops appealed for a truce" is no nominal sentence.

A small parser that has seen few such verbs hangs the verb on a noun: on its subject, as if a clause were left out ("the
bishops [who were] appealed"), or on its object ("dispatched medics"). A whole sentence of prose has a finite verb, so
where nothing else can be it, this verb is. The same holds of a third person that is a noun too: "exports tea", "fights
his extradition".
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Final

from spacy.tokens import Token

from whence.language.trees import NOMINAL, attach, relation

CLAUSAL: Final = frozenset({"ROOT", "ccomp", "parataxis"})
"""Where a clause stands: a noun that stands there, without a copula, leaves the clause without a verb."""

ENDS: Final = re.compile(r"[.!?…]$")
"""How a whole sentence ends; a headline or a caption ends otherwise, and may well be nominal."""

OF_THE_NOUN: Final = frozenset({"of"})


def past_tense(verb: Token, participles: Container[str], verbs: Mapping[str, str]) -> None:
    """ "The militia launched rockets", "The bishops appealed for a truce": a past taken for a participle or adjective.

    `participles` are forms that are a participle only ("taken"), `verbs` the forms of known verbs and their lemmas."""
    adjective = verb.pos_ == "ADJ"
    if adjective:
        if not verb.lower_.endswith("ed") or verb.lower_ not in verbs:
            return
    elif not is_past(verb, participles):
        return
    if any(relation(c) in {"mark", "cop"} for c in verb.children) or not _whole(verb):
        return
    own = next((c for c in verb.children if relation(c) == "nsubj" and c.i < verb.i), None)
    thing = None
    if relation(verb) in CLAUSAL and adjective and own is not None:
        subject = own
    elif relation(verb) == "acl" and own is None and _alone(verb.head) and verb.head.i < verb.i:
        subject = verb.head
    elif relation(verb) in {"acl", "amod", "compound"}:
        thing = verb.head.head if relation(verb) == "acl" else verb.head
        subject = own if own is not None else verb.doc[verb.i - 1] if verb.i > verb.sent.start else verb
        if thing.i < verb.i or not _alone(thing) or not _may_be_subject(subject):
            return
        if subject.head.i not in {thing.i, verb.i}:
            return
    else:
        return
    if any(t.text in {",", ":", "–", "—", "("} for t in verb.doc[subject.i : verb.i]):
        return
    if adjective:
        verb.pos_ = "VERB"
        verb.lemma_ = verbs[verb.lower_]
        verb.set_morph("Tense=Past")
    _stand_up(verb, subject, thing)


def is_past(verb: Token, participles: Container[str]) -> bool:
    """Whether a verb that was taken for a participle may be a past: by its form, and without an auxiliary."""
    return (
        verb.pos_ == "VERB"
        and verb.morph.get("Tense") == ["Past"]
        and verb.lower_ not in participles
        and not any(relation(c) == "aux" for c in verb.children)
    )


def verb_not_noun(word: Token, verbs: Mapping[str, str]) -> None:
    """ "The banker fights his extradition", "Moscow vetoed the draft": a form of a verb taken for a noun. One that ends
    in s may well be one, unless a determiner comes next. `verbs` are the forms of known verbs and their lemmas."""
    lemma = verbs.get(word.lower_)
    if word.pos_ != "NOUN" or lemma is None or lemma == word.lower_ or word.lower_.endswith("ing"):
        return
    if word.i == word.sent.start or word.i + 2 >= word.sent.end:
        return
    if word.lower_.endswith("s") and not _begins_phrase(word.doc[word.i + 1]):
        return
    subject, own = word.doc[word.i - 1], _alone(word)
    if not own and not (relation(word) in {"nsubj", "compound"} and word.head.i > word.i and _alone(word.head)):
        return
    if subject.head.i not in {word.i, word.head.i} or not _may_be_subject(subject):
        return
    if not _whole(word) or any(t.pos_ in {"VERB", "AUX"} and relation(t) in CLAUSAL for t in word.sent):
        return
    thing = None if own else word.head
    for child in word.children:
        if child.i > word.i and child.pos_ in NOMINAL and not any(relation(c) == "case" for c in child.children):
            child.dep_ = "obj"
            break
    word.pos_ = "VERB"
    word.lemma_ = lemma
    _stand_up(word, subject, thing)


def _begins_phrase(word: Token) -> bool:
    """Whether a noun phrase begins here for sure: with an article or a possessive."""
    return word.pos_ == "DET" or (word.pos_ == "PRON" and relation(word) == "nmod")


def _alone(noun: Token) -> bool:
    """Whether a nominal stands where a clause does, with nothing beside it that makes it one."""
    return (
        relation(noun) in CLAUSAL
        and noun.pos_ not in {"AUX", "ADJ"}
        and not any(relation(c) in {"cop", "aux", "case", "mark"} for c in noun.children)
        and not (noun.pos_ == "VERB" and any(relation(c) in {"obj", "xcomp", "ccomp"} for c in noun.children))
    )


def _may_be_subject(word: Token) -> bool:
    """Whether a word before the verb may be its subject: a nominal, or an adjective with its article ("the general")."""
    if any(relation(c) == "case" for c in word.children):
        return False
    before = word.doc[word.i - 1] if word.i > word.sent.start else None
    return word.pos_ in NOMINAL or (word.pos_ == "ADJ" and before is not None and before.pos_ == "DET")


def _whole(verb: Token) -> bool:
    """Whether the verb's sentence ends as one does."""
    last = next((t for t in reversed(verb.sent) if not t.is_space and not t.is_quote and t.text not in ")]»"), verb)
    return ENDS.search(last.text) is not None


def _stand_up(verb: Token, subject: Token, thing: Token | None) -> None:
    """Makes the verb the head of its clause, with its subject and, where it was hung on that, its object."""
    top = thing if thing is not None else subject if relation(verb) not in CLAUSAL else verb
    if top.i != verb.i:
        root, head, dep = top.head.i == top.i, top.head, top.dep_
        attach(verb, verb if root else head, "ROOT" if root else dep)
    begin = subject.i
    for t in [] if thing is None else [c for c in thing.children if c.i < verb.i and c.i != subject.i]:
        attach(t, subject if t.i < begin and not t.is_punct else verb, t.dep_)
    for t in [c for c in verb.children if c.i < begin and relation(c) in {"det", "amod", "compound", "nummod", "nmod"}]:
        attach(t, subject, t.dep_)
    attach(subject, verb, "nsubj")
    if subject.pos_ == "ADJ":
        subject.pos_ = "NOUN"
    if thing is not None:
        attach(thing, verb, "obj")
    for holder in (subject, thing):
        for c in [] if holder is None else list(holder.children):
            late = c.i > verb.i if holder is subject else relation(c) in {"conj", "parataxis"} and c.pos_ == "VERB"
            if late or c.is_punct or (holder is thing and _beside(c)):
                attach(c, verb, "obl" if relation(c) == "nmod" else c.dep_)
    if verb.morph.get("VerbForm") != ["Fin"]:
        verb.set_morph("Mood=Ind|VerbForm=Fin" + ("|Tense=Past" if verb.morph.get("Tense") == ["Past"] else ""))


def _beside(noun: Token) -> bool:
    """Whether a noun after the object rather belongs to the verb: behind a preposition, but for "of"."""
    cases = [c.lower_ for c in noun.children if relation(c) == "case"]
    return relation(noun) == "nmod" and bool(cases) and not OF_THE_NOUN.intersection(cases)
