"""Mends of verbs of saying that the parse takes for a noun or an adjective: "Le parti au pouvoir PARLE d'un complot".

The present of many of them is also the form of a noun. What the encoder reads decides: where it is sure that the word
is a cue, and the word may be the finite form of a verb of saying, it is that verb.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from spacy.tokens import Token

from whence.language.reading import Reading
from whence.language.trees import NOMINAL, attach, relation

SURE = 0.8
"""The encoder's chance that a word is a cue from which it is taken for a verb: of 38 words over it in 500 reports of
our own, four were none."""


CLAUSES = frozenset({"conj", "ccomp", "advcl", "parataxis", "acl:relcl"})
"""Relations that a clause has to another."""


def verb_that_is_cue(word: Token, finite: Mapping[str, str], saying: Container[str]) -> None:
    """Makes the word the verb of what stands before it, in place. `finite` are the finite forms of known verbs and
    their lemmas, `saying` the lemmas of those that are cues."""
    reading: Reading | None = word.doc._.reading
    lemma = finite.get(word.lower_)
    if word.pos_ in {"VERB", "AUX"} or reading is None or lemma not in saying or word.i == word.sent.start:
        return
    if (reading.cue(word.i) or 0.0) <= SURE or _is_noun(word):
        return
    subject = _phrase_before(word)
    if subject is None or any(relation(c) == "case" for c in subject.children) or subject.pos_ not in NOMINAL:
        return
    assert lemma is not None
    top = subject if subject.is_ancestor(word) else word
    while top.head.i > word.i and top.head.i != top.i:
        top = top.head
    opener = _relative_before(subject)
    if opener is not None:
        _place(word, opener.doc[opener.i - 1], "acl:relcl")
        attach(opener, word, "obj")
    elif top.head.i == top.i:
        _place(word, word, "ROOT")
    else:
        _place(word, top.head, top.dep_ if top.dep_ in CLAUSES else "parataxis")
    word.pos_, word.lemma_ = "VERB", lemma
    word.set_morph("VerbForm=Fin")
    attach(subject, word, "nsubj")
    if top.i > word.i:
        attach(top, word, _as_object(top))
    for token in word.doc[word.i + 1 : word.sent.end]:
        if token.head.i < word.i and relation(token) != "conj":
            attach(token, word, token.dep_ if token.is_punct else _as_object(token))
    for token in [c for c in word.lefts if c.i < subject.i and relation(c) in {"compound", "amod", "nmod", "flat"}]:
        attach(token, subject, token.dep_)


def _place(word: Token, head: Token, dep: str) -> None:
    """Hangs the word on a head that is not under it, or makes it the root."""
    if word.is_ancestor(head) and head.i != word.i:
        return
    word.head, word.dep_ = head, dep


def _is_noun(word: Token) -> bool:
    """Whether what stands before the word tells that it is a noun: "la CRAINTE d'un coup d'État"."""
    own = {relation(c) for c in word.children if c.i < word.i}
    before = word.doc[word.i - 1]
    return bool(own & {"det", "case", "nummod"}) or before.pos_ in {"DET", "NUM", "ADP"}


def _phrase_before(word: Token) -> Token | None:
    """The head of the noun phrase that ends before the word; behind a comma, of the phrase that the word hangs on."""
    before = word.doc[word.i - 1]
    if before.is_punct and before.text != ")":
        head = word.head
        return head if head.i < word.i and head.pos_ in NOMINAL else None
    at = before
    while at.head.i < at.i:
        if any(t.text == "," for t in word.doc[at.head.i : at.i]) and relation(at) not in {"appos", "punct"}:
            break
        if at.head.pos_ not in NOMINAL and at.pos_ in NOMINAL:
            break
        at = at.head
    while at.pos_ == "ADJ" and at.head.pos_ in NOMINAL and at.head.i < word.i and at.head.i != at.i:
        at = at.head
    return at if at.i < word.i else None


def _relative_before(subject: Token) -> Token | None:
    """The relative pronoun right before a phrase: "ce QUE Kigali nie"."""
    begin = min(subject.i, *(c.left_edge.i for c in subject.lefts), subject.i)
    if begin <= subject.sent.start + 1:
        return None
    before = subject.doc[begin - 1]
    return before if before.morph.get("PronType") == ["Rel"] and before.doc[before.i - 1].pos_ in NOMINAL else None


def _as_object(token: Token) -> str:
    """What a word behind the verb is for it."""
    if any(relation(c) == "case" for c in token.children):
        return "obl"
    if token.pos_ in {"VERB", "AUX"}:
        finite = any(relation(c) in {"nsubj", "mark"} for c in token.children) and token.morph.get("VerbForm") != [
            "Inf"
        ]
        return "ccomp" if finite else "xcomp"
    return "obj"
