"""Which clauses tell something of their own: those that merely complete another, or name a thing, do not."""

from __future__ import annotations

from spacy.tokens import Token

from whence.finding.attributions import voices_over
from whence.finding.clauses import Clause, form_of, object_controller
from whence.finding.hedges import is_negated, reported_by
from whence.finding.predicates import noun_event
from whence.finding.trees import dep, kids, lemma, low, with_reflexive
from whence.language.words import words


def stands_alone(clause: Clause) -> bool:
    """Whether the clause makes a proposition of its own, and does not merely complete another."""
    head = clause.head
    if dep(head) == "acl" and lemma(head) in words(head.lang_, "attribution", "citing", "verbs"):
        return False  # "le journal, qui cite une étude": this goes into the chain
    if is_free_relative(head):
        return False  # "ce qu'il considère": names a thing, states nothing
    if clause.form == "finite":
        return True
    if clause.form == "participle":
        if dep(head) == "acl":
            aims = words(head.lang_, "statements", "targeting", "verbs")
            if lemma(head) in aims and head.head.pos_ == "NOUN" and noun_event(head.head) is not None:
                return False  # "une attaque visant X": the noun tells it
            qualities = words(head.doc.lang_, "statements", "qualities", "verbs")
            if lemma(head) in qualities and not any(c.dep_ == "obl:agent" for c in kids(head)):
                return False  # "des hommes armés de bâtons"
            return any(dep(c) in {"obj", "obl", "xcomp", "iobj"} for c in kids(head))
        if dep(head) == "conj" and form_of(head.head) == "infinitive":
            return False  # unlike forms are not coordinated: whatever it goes on with, it is not that infinitive
        return any(dep(c) == "nsubj" for c in kids(head)) or (dep(head) in {"conj", "advcl"} and bool(clause.subjects))
    return reported_by(head, voices_over(head.doc, head)) is not None or is_brought_about(head)


def is_free_relative(head: Token) -> bool:
    """Whether the clause hangs on a bare "ce", or follows it."""
    neuter = words(head.lang_, "attribution", "hearsay", "neuter")
    relatives = words(head.lang_, "attribution", "pronouns", "relative")
    if dep(head) == "acl" and head.head.pos_ == "PRON":
        return True
    openers = [c for c in kids(head) if low(c) in relatives and c.i < head.i]
    return any(c.i > 0 and low(head.doc[c.i - 1]) in neuter for c in openers)


def is_brought_about(head: Token) -> bool:
    """ "prompted Ankara to recall its envoy": what somebody was brought to do was done, unless the verb is negated."""
    causing = words(head.lang_, "statements", "causing", "verbs")
    verb = head.head
    return (
        dep(head) == "xcomp"
        and lemma(verb) in causing
        and form_of(verb) == "finite"
        and not is_negated(verb)
        and object_controller(verb, head) is not None
    )


def purpose_of(core: Token) -> Token | None:
    """The infinitive of what somebody uses a thing for: "se sert de X pour bombarder Y"."""
    means = words(core.lang_, "statements", "means", "verbs")
    openers = words(core.lang_, "statements", "means", "openers")
    if not ({lemma(core)} | with_reflexive(core)) & means:
        return None
    return next(
        (
            c
            for c in kids(core)
            if dep(c) in {"advcl", "xcomp"} and form_of(c) == "infinitive" and any(low(m) in openers for m in kids(c))
        ),
        None,
    )
