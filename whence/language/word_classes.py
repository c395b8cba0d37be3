"""Mends of word classes: an auxiliary taken for the verb and its participle for an adjective, a verb for a noun, a noun
for a verb or for an adjective of its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping

from spacy.tokens import Token

from whence.language.letters import straighten
from whence.language.trees import attach, relation

NOMINAL_COMPANY = frozenset({"det", "case", "amod", "compound", "nmod"})
"""Relations of what stands before a noun."""


def compound_tense(
    aux: Token,
    auxiliaries: frozenset[str],
    participle: re.Pattern[str],
    may_be_verb: Callable[[str], bool] = lambda _: False,
    sure: tuple[str, ...] = (),
    irregular: frozenset[str] = frozenset(),
) -> None:
    """ "a toujours nié", "has frozen accounts": the auxiliary taken for the verb, the participle (one that `participle`
    finds, or an `irregular` one) for an adjective."""
    if straighten(aux.lower_) not in auxiliaries or relation(aux) in {"aux", "cop"}:
        return
    at = aux.i + 1
    while (
        at < len(aux.doc)
        and (aux.doc[at].pos_ == "ADV" or relation(aux.doc[at]) == "cc")
        and at - aux.i < 4
        and not (may_be_verb(form := straighten(aux.doc[at].lower_)) or form.endswith(sure))
    ):
        at += 1
    if at >= len(aux.doc):
        return
    verb = aux.doc[at]
    if verb.lower_ in irregular and relation(verb) == "amod" and verb.head.i > verb.i and verb.head.head.i == aux.i:
        if any(relation(c) in {"det", "nummod"} and c.i < verb.i for c in verb.head.children):
            return
        attach(verb, aux, "xcomp")
    elif (
        verb.head.i != aux.i
        or verb.pos_ not in {"ADJ", "NOUN", "VERB", "ADV", "X"}
        or not participle.search(straighten(verb.lower_))
    ):
        return
    if any(relation(c) in {"det", "case", "amod"} and c.i < verb.i for c in verb.children) or relation(verb) in {
        "nsubj"
    }:
        return
    root = aux.head.i == aux.i
    head, dep = aux.head, aux.dep_
    others = [t for t in aux.sent if t.head.i == aux.i and t.i not in (aux.i, verb.i)]
    if root:
        attach(verb, verb, "ROOT")
    else:
        attach(verb, head, dep)
    for c in others:
        attach(c, verb, c.dep_)
    attach(aux, verb, "aux")
    aux.pos_ = "AUX"
    verb.pos_ = "VERB"
    verb.set_morph("Tense=Past|VerbForm=Part")


def verb_by_company(token: Token) -> None:
    """What has an auxiliary, or a subject and an object, is a verb, whatever it was taken for."""
    if token.pos_ in {"VERB", "AUX"} or relation(token) in {"aux", "cop"}:
        return
    company = {relation(c) for c in token.children}
    if "aux" in company and "cop" not in company:
        token.pos_ = "VERB"
        token.set_morph("Tense=Past|VerbForm=Part")
    elif {"nsubj", "obj"} <= company and "cop" not in company:
        token.pos_ = "VERB"
        token.set_morph("VerbForm=Fin")


def known_lemma(verb: Token, verbs: Mapping[str, str], finite: Container[str]) -> None:
    """ "froze" is of "freeze": the lemma and the form of a word that the lexicons know, taken for something else by the
    model. `finite` are forms of verbs that are finite."""
    company = {relation(c) for c in verb.children if c.i < verb.i}
    has_object = any(relation(c) == "obj" and c.i > verb.i for c in verb.children)
    if verb.pos_ == "NOUN" and verb.lower_ in finite and has_object and not company & NOMINAL_COMPANY:
        verb.pos_ = "VERB"
        verb.set_morph("VerbForm=Fin")
    lemma = verbs.get(verb.lower_) if verb.pos_ == "VERB" else None
    if lemma is not None and verbs.get(verb.lemma_) != verb.lemma_:
        verb.lemma_ = lemma
    if verb.lower_ in finite and verb.pos_ == "VERB" and verb.morph.get("Number") and not verb.morph.get("VerbForm"):
        verb.set_morph("VerbForm=Fin")  # "owns", taken for a plural


def determined_noun(token: Token) -> None:
    """ "Une attaque", "le raid": what has an article is a noun, whatever it was taken for."""
    if token.pos_ == "PRON" and any(relation(c) == "compound" for c in token.children):
        token.pos_, token.lemma_ = "NOUN", token.lower_  # "a gold MINE"
        token.set_morph("")
    if token.pos_ not in {"VERB", "ADV"} or relation(token) in {"aux", "cop", "conj", "acl", "advcl", "xcomp", "ccomp"}:
        return
    article = token.doc[token.i - 1] if token.i > token.sent.start else None
    if article is None or article.pos_ != "DET" or article.head.i != token.i or relation(article) != "det":
        return
    if any(relation(c) in {"nsubj", "aux", "obj", "mark"} for c in token.children):
        return
    token.pos_ = "NOUN"
    token.set_morph("")
    token.lemma_ = token.lower_


def counted_noun(number: Token) -> None:
    """ "a livré 40 chars": the noun taken for an adjective of its number."""
    if number.pos_ != "NUM" or number.i + 1 >= len(number.doc) or any(relation(c) == "case" for c in number.children):
        return
    noun = number.doc[number.i + 1]
    if (
        noun.head.i != number.i
        or noun.pos_ not in {"ADJ", "NOUN"}
        or relation(noun) not in {"amod", "nmod", "flat", "appos"}
    ):
        return
    head, dep = number.head, "obj" if relation(number) in {"obl", "dep", "advmod"} else number.dep_
    if any(relation(c) == "obj" for c in head.children if c.i != number.i):
        dep = number.dep_
    others = [c for c in number.children if c.i != noun.i and c.i > noun.i]
    attach(noun, noun if head.i == number.i else head, dep)
    attach(number, noun, "nummod")
    noun.pos_ = "NOUN"
    for other in others:
        attach(other, noun, other.dep_)


def participle_by_ending(verb: Token, sure: tuple[str, ...]) -> None:
    """ "Le général, ACCUSÉ d'avoir fait tirer, a fui": a participle without an auxiliary taken for a finite form; its
    subject is that of the verb behind it. `sure` are endings that no finite form has."""
    if verb.pos_ != "VERB" or "Fin" not in verb.morph.get("VerbForm") or not verb.lower_.endswith(sure):
        return
    if any(relation(c) in {"aux", "cop"} for c in verb.children):
        return
    verb.set_morph("Tense=Past|VerbForm=Part")
    above = verb.head
    subject = next((c for c in verb.lefts if relation(c) == "nsubj"), None)
    if subject is None or relation(verb) not in {"advcl", "acl"} or above.i < verb.i or above.pos_ != "VERB":
        return
    if not any(relation(c) == "nsubj" for c in above.children):
        attach(subject, above, "nsubj:pass" if any(c.dep_ == "aux:pass" for c in above.children) else "nsubj")
        attach(verb, subject, "acl")


def owned_noun(verb: Token, owners: Container[str]) -> None:
    """ "His CLAIMS angered Lima": what stands behind a possessive is a noun, and the subject of the verb behind it.
    `owners` are the forms of possessives."""
    if verb.pos_ != "VERB" or verb.i == verb.sent.start:
        return
    owner = verb.doc[verb.i - 1]
    if owner.lower_ not in owners or owner.head.i != verb.i or relation(owner) != "nsubj":
        return
    done = next((c for c in verb.rights if c.i == verb.i + 1 and relation(c) in {"xcomp", "ccomp", "advcl"}), None)
    if done is None or done.morph.get("VerbForm") == ["Inf"]:
        return
    root, head, dep = verb.head.i == verb.i, verb.head, verb.dep_
    attach(done, done if root else head, "ROOT" if root else dep)
    for c in [c for c in verb.children if c.i > done.i]:
        attach(c, done, c.dep_)
    attach(verb, done, "nsubj")
    owner.dep_, verb.pos_, done.pos_ = "nmod:poss", "NOUN", "VERB"
    verb.set_morph("")
    done.set_morph("VerbForm=Fin")
