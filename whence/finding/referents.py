"""What a noun phrase or pronoun means, and when two of them can mean the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from spacy.tokens import Doc, Token

from whence.finding.trees import SUBJECTS, children, conjuncts, dep, kids, lemma, low, sentence
from whence.language.lexicons import lexicon
from whence.language.words import words
from whence.model import Entity


@dataclasses.dataclass(frozen=True, slots=True)
class Referent:
    """What a token means: an entity, or (where no entity is known) the noun phrase headed by token `phrase`.

    `title` is the lemma of the noun by which it was named, `also` further entities ("the two countries").
    """

    entity: Entity | None
    phrase: int
    form: str
    title: str = ""
    also: tuple[Entity, ...] = ()


_KEPT: Final = ("._.", "referents", None, None)
"""Where spaCy has ``doc._.referents``; asked for through ``doc._`` it takes ten times as long."""


def meanings(doc: Doc) -> Mapping[int, Referent]:
    """``doc._.referents``: what tokens mean; nothing before ``whence_mentions`` has run."""
    return doc.user_data.get(_KEPT) or {}


def meaning(token: Token) -> Referent | None:
    """What a token means, where it heads a phrase or is a pronoun."""
    return meanings(token.doc).get(token.i)


def role_of(referent: Referent, language: str) -> str:
    """What tells one who acts for a state, or one of its organs, from the state itself (``Mention.role``); empty where
    the entity itself is meant. A person is known by the noun phrase that told of him first, an organ by its
    noun."""
    if referent.entity is None or referent.entity.kind != "state" or not referent.title:
        return ""
    if referent.title in words(language, "attribution", "nouns", "itself"):
        return ""
    person = referent.title in words(language, "attribution", "nouns", "person")
    return f"{referent.title} {referent.phrase}" if person else referent.title


def saying_verbs(language: str) -> frozenset[str]:
    """The lemmas of all verbs by which something is laid to somebody."""
    blocks = lexicon(language, "attribution")["verbs"]
    return frozenset(v.replace("_", " ") for block in blocks for v in block["lemmas"].split())


def lemma_in(token: Token, nouns: frozenset[str]) -> bool:
    """Whether the token is one of the nouns, by its lemma or (lemmatizers err on plurals) its form."""
    form = low(token)
    bare = lemma(token).rpartition("-")[2]  # "sous-secrétaire", "vice-ministre"
    return (
        lemma(token) in nouns or form in nouns or form.rstrip("sx") in nouns or ("-" in lemma(token) and bare in nouns)
    )


def listed(token: Token, nouns: frozenset[str]) -> str:
    """The noun as the list has it, where :func:`lemma_in` finds it there; else the lemma."""
    form = low(token)
    return next((n for n in (lemma(token), form, form.rstrip("sx")) if n in nouns), lemma(token))


def is_pronoun(token: Token) -> bool:
    """Whether the token is a pronoun; a clitic before a verb counts whatever the model took it for."""
    return token.pos_ == "PRON" or (dep(token) in {"obj", "iobj", "nsubj"} and token.pos_ in {"DET", "PRON"})


def is_subject(token: Token) -> bool:
    """Whether the token is (coordinated with) a subject."""
    while dep(token) == "conj" and token.head.i != token.i:
        token = token.head
    return dep(token) in SUBJECTS


def is_human(referent: Referent, language: str) -> bool:
    """Whether a person is meant: by name, or told by a role ("un diplomate turc")."""
    if referent.entity is None or referent.entity.kind == "person":
        return True
    return referent.title in words(language, "attribution", "nouns", "person")


def of_its_kind(pronoun: Token, referent: Referent) -> bool:
    """Whether the pronoun can mean a person, or a thing, as the referent is one (in languages that tell the two
    apart)."""
    lang = pronoun.lang_
    if low(pronoun) in words(lang, "attribution", "pronouns", "human"):
        return is_human(referent, lang) and referent.form != "thing"
    if low(pronoun) in words(lang, "attribution", "pronouns", "inanimate"):
        return (referent.entity is None or referent.entity.kind != "person") and referent.title not in words(
            lang, "attribution", "nouns", "person"
        )
    return True


def agrees(pronoun: Token, candidate: Token, referent: Referent, *, pointing: bool = False) -> bool:
    """Whether number and gender of the two can go together; what is not known goes with everything."""
    if not of_its_kind(pronoun, referent):
        return False
    number = pronoun.morph.get("Number")
    plural = "Plur" in number
    several = "Plur" in candidate.morph.get("Number") or bool(referent.also) or len(conjuncts(candidate)) > 1
    several = several or any("Plur" in c.morph.get("Number") for c in children(candidate, "det"))
    if number and plural != several:
        return False
    gender, other = pronoun.morph.get("Gender"), candidate.morph.get("Gender")
    if referent.entity is not None and referent.entity.kind == "person" and candidate.pos_ == "PROPN":
        return True
    if not pointing and not is_human(referent, pronoun.lang_) and sentence(pronoun)[0] != sentence(candidate)[0]:
        # a state or body is taken up from where it was the subject just before, and from nowhere else
        following = sentence(pronoun)[0] - sentence(candidate)[1] <= 2  # a line break may lie between
        if not (is_subject(candidate) and following):
            return False
    if referent.entity is not None and referent.entity.kind in {"state", "place"} and candidate.pos_ == "PROPN":
        det = next(iter(children(candidate, "det")), None)
        other = det.morph.get("Gender") if det is not None else []
    return not (gender and other and gender != other)


def further_states(token: Token, state: Entity, adjectives: dict[int, Entity]) -> tuple[Entity, ...]:
    """The states beside the first of "Saudi and Iranian envoys"; `adjectives` are those of nationality, by token."""
    coordinated = (t for c in kids(token) if dep(c) == "amod" for t in conjuncts(c)[1:])
    return tuple(adjectives[t.i] for t in coordinated if t.i in adjectives and adjectives[t.i] != state)


def minimal_phrase(token: Token, adjectives: dict[int, Entity]) -> tuple[int, int]:
    """Token bounds of the noun with its article and nationality."""
    start, end = token.i, token.i + 1
    for c in kids(token):
        if c.i == start - 1 and dep(c) in {"det", "nummod", "amod"}:
            start = c.i
            start = min([start, *(k.i for k in kids(token) if k.i < start and dep(k) == "det")])
        if c.i >= end and c.i in adjectives:
            end = c.i + 1
    return start, end
