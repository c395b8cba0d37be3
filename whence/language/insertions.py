"""Mends of subjects parted from their verbs: "The capital, having welcomed the plan, now seeks a delay".

What a writer puts between commas behind the subject, small parsers take for what the subject does, and the verb behind
it for a sentence beside it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from spacy.tokens import Token

from whence.language.trees import LOOSE, NOMINAL, attach, relation

LEFT_OF_VERB = frozenset({"aux", "advmod", "expl", "iobj"})
"""What may stand between the second comma and the verb, its object pronouns apart."""


def subject_before_insertion(verb: Token) -> None:
    """ "Les mineurs, jamais payés, ont bloqué la route": the subject that opens the sentence given to the finite verb
    behind the second comma, where that has none, and what stands between the commas hung on the verb."""
    if verb.pos_ not in {"VERB", "AUX"} or relation(verb) in {"aux", "cop", "acl", "xcomp"} or not _is_finite(verb):
        return
    if any(relation(c) in {"nsubj", "csubj", "cc", "mark"} for c in verb.lefts):
        return
    begin = _begin(verb)
    first = verb.sent.start
    if begin - 1 <= first or verb.doc[begin - 1].text != ",":
        return
    comma = next((t for t in verb.doc[first : begin - 1] if t.text == ","), None)
    if comma is None or comma.i == first or begin - 1 - comma.i < 2:
        return
    noun = _opening_noun(comma)
    inside = range(comma.i + 1, begin - 1)
    if noun is None or not (noun.head.i in inside or (noun.head.i == verb.i and relation(noun) in LOOSE | {"obl"})):
        return
    tops = [t for t in verb.doc[inside.start : inside.stop] if t.head.i not in inside or t.head.i == t.i]
    if any(_is_finite(t) for t in tops):
        return  # "The minister, he said, left"
    over = verb.head if verb.head.i in inside else None
    if over is not None:
        top = next((t for t in tops if t.i == over.i), None)
        if top is None:
            return
        if top.head.i == top.i:
            attach(verb, verb, "ROOT")
        else:
            attach(verb, top.head, top.dep_)
        attach(top, verb, "advcl")
        for c in [c for c in top.rights if c.i > verb.i]:
            attach(c, verb, c.dep_)
    attach(noun, verb, "nsubj")
    if (behind := next((c for c in verb.rights if relation(c) == "nsubj"), None)) is not None:
        behind.dep_ = "obj"


def _is_finite(verb: Token) -> bool:
    """Whether the verb, or the first of its auxiliaries, is finite."""
    carrier = next((c for c in verb.lefts if relation(c) in {"aux", "cop"}), verb)
    return "Fin" in carrier.morph.get("VerbForm")


def _begin(verb: Token) -> int:
    """Where the verb begins, with its auxiliaries, adverbs and pronouns."""
    begin = verb.i
    for c in sorted(verb.lefts, key=lambda c: -c.i):
        if c.i == begin - 1 and (relation(c) in LEFT_OF_VERB or c.pos_ in {"PRON", "ADV", "PART"}):
            begin = c.i
    return begin


def _opening_noun(comma: Token) -> Token | None:
    """The head of the noun phrase that is all there is before the comma; None where something else is."""
    first = comma.sent.start
    stretch = range(first, comma.i)
    tops = [t for t in comma.doc[first : comma.i] if (t.head.i not in stretch or t.head.i == t.i) and not t.is_space]
    if len(tops) != 1 or tops[0].pos_ not in NOMINAL or any(relation(c) in {"case", "mark"} for c in tops[0].lefts):
        return None
    return tops[0]


def inserted_cue(cue: Token, finite: Mapping[str, str], saying: Container[str]) -> None:
    """ "Le Kenya, RAPPORTE le Herald, a acheté": a verb of saying behind a comma with its subject behind it, taken for
    a noun or a participle. `finite` are the finite forms of known verbs and their lemmas."""
    lemma = finite.get(cue.lower_)
    if lemma not in saying or cue.i == cue.sent.start or cue.doc[cue.i - 1].text != ",":
        return
    subject = next((c for c in cue.rights if relation(c) == "nsubj"), None)
    if subject is None or any(relation(c) in {"aux", "cop", "case", "det"} for c in cue.lefts):
        return
    if cue.pos_ == "VERB" and "Fin" in cue.morph.get("VerbForm"):
        return
    assert lemma is not None
    cue.pos_, cue.lemma_ = "VERB", lemma
    cue.set_morph("Mood=Ind|Tense=Pres|VerbForm=Fin")
    if relation(cue) in {"appos", "amod", "nmod", "acl", "conj"}:
        over = cue.head
        while over.pos_ in NOMINAL and over.head.i != over.i:
            over = over.head
        attach(cue, over, "parataxis")
