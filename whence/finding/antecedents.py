"""Whom or what a pronoun means: all that was spoken of just before, weighed.

The rules' order (:meth:`~whence.finding.memory.Memory.candidates`) is one sign among others: distance, subjects, what
kind of thing it is, how often it was spoken of, whether both stand within quotation marks. That it means none of them
is weighed with them. The weights (``data/antecedents.tsv``) are found on the corpus's training part by
``training/train_antecedents.py``.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from whence.finding.clauses import case_of
from whence.finding.linear import bucket, linear
from whence.finding.memory import Memory
from whence.finding.referents import Referent, agrees, is_subject, role_of
from whence.finding.trees import ancestors, children, conjuncts, dep, lemma, low, sentence
from whence.knowledge.folding import fold
from whence.language.words import words

REACH: Final = 4  # sentences before that of the pronoun in which it may find what it means
MOST: Final = 3  # ranks and counts above this one are told as one


@dataclasses.dataclass(slots=True)
class Option:
    """Something that was spoken of: what it is, the tokens that told it (the last first), and the place that the rules
    give it among what the pronoun may mean, from 0; None where they rule it out."""

    referent: Referent
    tokens: list[Token]
    ruled: int | None = None


Meaning = tuple[str | int, ...]
"""What tells one thing spoken of from another: ids of entities with a role, or the token that heads a phrase."""


def meaning(referent: Referent, language: str) -> Meaning:
    """What a referent is known by."""
    if referent.entity is None:
        return (referent.phrase,)
    return (referent.entity.id, role_of(referent, language), *(e.id for e in referent.also))


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """A pronoun, the verb over it, and whether it is a subject, one that speaks."""

    pronoun: Token
    verb: Token | None
    subject: bool
    speaks: bool


def options(memory: Memory, question: Question) -> list[Option]:
    """What the pronoun may mean, what was spoken of last first."""
    pronoun, verb = question.pronoun, question.verb
    doc, referents = memory.doc, memory.referents
    first = sentence(pronoun)[0]
    for _ in range(REACH):
        first = sentence(doc[first - 1])[0] if first > 0 else first
    found: dict[Meaning, Option] = {}
    aside = question.speaks and verb is not None and dep(verb) == "parataxis"  # "Oslo denies it, he says"
    last = sentence(pronoun)[0] if aside else pronoun.i
    for i in range(last - 1, first - 1, -1):
        referent = referents.get(i)
        if referent is None or referent.phrase < 0 or (referent.form == "name" and referent.phrase != i):
            continue
        found.setdefault(meaning(referent, doc.lang_), Option(referent, [])).tokens.append(doc[i])
    for named in (*_named_below(memory, question), *_own_subject(memory, question)):
        found.pop(named, None)
    rank = 0
    for candidate in memory.candidates(pronoun, verb, speaks=question.speaks, subject=question.subject):
        referent = referents[candidate.i]
        option = found.get(meaning(referent, doc.lang_))
        if option is None or option.ruled is not None or not agrees(pronoun, candidate, referent):
            continue
        if not question.subject and verb is not None and memory.is_subject_of(candidate, verb):
            continue
        option.ruled = rank
        rank += 1
    return list(found.values())


def _named_below(memory: Memory, question: Question) -> Iterator[Meaning]:
    """What is named in what the pronoun is the subject of: "he said that Ruiz would come" is not on Ruiz's word."""
    pronoun, verb = question.pronoun, question.verb
    if not question.subject or verb is None or pronoun.head.i != verb.i:
        return
    for i in range(pronoun.i + 1, sentence(pronoun)[1]):
        referent = memory.referents.get(i)
        if referent is not None and referent.form == "name" and any(a.i == verb.i for a in ancestors(memory.doc[i])):
            yield meaning(referent, memory.doc.lang_)


def _own_subject(memory: Memory, question: Question) -> Iterator[Meaning]:
    """The subject of the clause whose object the pronoun is: "Lima condemned Quito and urged IT" is not to Lima."""
    verb = question.verb
    if question.subject or verb is None or question.pronoun.head.i != verb.i:
        return
    for i in range(sentence(question.pronoun)[0], question.pronoun.i):
        referent = memory.referents.get(i)
        if referent is not None and memory.is_subject_of(memory.doc[i], verb):
            yield meaning(referent, memory.doc.lang_)


def likeliest(memory: Memory, question: Question) -> Referent | None:
    """What the pronoun means most likely; None where that is none of what was spoken of, or nothing was."""
    model = linear("antecedents")
    listed = options(memory, question)
    best, chosen = -math.inf, None
    if not question.speaks:  # who speaks is somebody
        best = model.score(nobody(memory, question, listed))
    for option in listed:
        score = model.score(features(memory, question, option, listed))
        if score > best:
            best, chosen = score, option.referent
    ruled = [option for option in listed if option.ruled is not None]
    if chosen is None and not question.subject and len(ruled) == 1:
        return ruled[0].referent  # "Zambia bombed it": an object stands for something, and there is one that it can be
    return chosen


def weighed(language: str) -> bool:
    """Whether the weights are for the language."""
    return language in linear("antecedents").languages


def nobody(memory: Memory, question: Question, listed: Sequence[Option]) -> Iterator[str]:
    """What speaks for none of them."""
    pronoun = question.pronoun
    word = f"{pronoun.lang_}:{low(pronoun)}"
    yield "none"
    yield f"none|{word}"
    yield f"none|{word}|{pronoun.dep_}"
    yield f"none|ruled={min(sum(o.ruled is not None for o in listed), MOST)}"
    yield f"none|{word}|ruled={any(o.ruled is not None for o in listed)}"
    yield f"none|{word}|quoted={pronoun.i in memory.quoted}"
    if question.verb is not None:
        yield f"none|{word}|verb={lemma(question.verb)}"
        yield f"none|{pronoun.lang_}:verb={lemma(question.verb)}"
    following = pronoun.doc[pronoun.i + 1] if pronoun.i + 1 < len(pronoun.doc) else None
    if following is not None:
        yield f"none|{word} {low(following)}"


def features(memory: Memory, question: Question, option: Option, listed: Sequence[Option]) -> Iterator[str]:
    """What is known of one of them. Words are given with their language, all else holds for all."""
    pronoun, last = question.pronoun, option.tokens[0]
    lang = pronoun.lang_
    word, sort, what = f"{lang}:{low(pronoun)}", _sort(pronoun), kind_of(option.referent, lang)
    far = _sentences_between(last, pronoun)
    subject = any(is_subject(t) for t in option.tokens if sentence(t) == sentence(last))
    yield f"what={what}|{sort}"
    yield f"what={what}|{word}"
    yield f"number={_number(pronoun, last, option.referent)}|{sort}"
    yield f"gender={_gender(pronoun, option)}|{what.partition(':')[0]}|{lang}"
    yield f"gender={_gender(pronoun, option)}|{word}"
    yield f"ruled={'no' if option.ruled is None else min(option.ruled, MOST)}"
    yield f"ruled={'no' if option.ruled is None else min(option.ruled, MOST)}|{word}"
    yield f"ruled={option.ruled == 0}|far={far}|{sort}"
    yield f"far={far}|{sort}"
    yield f"far={far}|{word}"
    yield f"far={far}|subject={subject}|to subject={question.subject}"
    yield f"far={far}|subject={subject}|{sort}"
    yield f"far={far}|{what}"
    place = min(next(n for n, o in enumerate(listed) if o is option), MOST)
    yield f"place={place}|{sort}"
    alike = [o for o in listed if kind_of(o.referent, lang).partition(":")[0] == what.partition(":")[0]]
    yield f"place among its kind={min(next(n for n, o in enumerate(alike) if o is option), MOST)}|{sort}"
    yield f"only one of its kind={len(alike) == 1}|{sort}"
    yield f"told={option.referent.form}|{sort}"
    yield f"dep={dep(last)}|far={min(far, 2)}|to={dep(pronoun)}"
    yield f"often={bucket(len(option.tokens))}|{sort}"
    yield f"often={bucket(len(option.tokens))}|far={far}"
    if far == 0:
        yield f"apart={bucket(pronoun.i - last.i)}|{sort}"
    quotes = f"{last.i in memory.quoted}>{pronoun.i in memory.quoted}"
    yield f"quotes={quotes}|{sort}"
    spoke = any(memory.spoke(t) for t in option.tokens[:2])
    yield f"spoke={spoke}|{quotes}|speaks={question.speaks}"
    yield f"spoke={spoke}|speaks={question.speaks}|{sort}|far={min(far, 2)}"
    yield f"speaks={question.speaks}|{what}|{lang}"
    yield f"speaks={question.speaks}|ruled={'no' if option.ruled is None else min(option.ruled, MOST)}|{lang}"
    yield f"speaks={question.speaks}|ruled={option.ruled == 0}|{what}"
    if question.verb is not None:
        yield f"{lang} verb={lemma(question.verb)}|{what.partition(':')[0]}"
        yield from _in_the_tree(pronoun, question.verb, last)
    if any(low(t) == low(pronoun) for t in option.tokens):
        yield f"so called before|{sort}"
    first = first_in_sentence(last)
    yield f"first in sentence={first}|far={min(far, 2)}|{sort}"
    yield f"in heading={any(t.i < memory.heading for t in option.tokens)}|{sort}"
    if case := case_of(last):
        yield f"{lang} case={case}|{sort}"
    if sort.startswith("human") and option.referent.entity is not None:
        name = option.referent.entity.name.split()
        if len(name) > 1:
            yield f"{word}|given name ends={fold(name[0])[-1:]}"


def kind_of(referent: Referent, language: str) -> str:
    """What sort of thing it is: an entity's kind, or the group of its noun; persons told by a role as persons."""
    if referent.entity is not None:
        human = referent.title in words(language, "attribution", "nouns", "person") and referent.form != "name"
        told = "person" if human and referent.entity.kind != "person" else ""
        return f"{referent.entity.kind}:{told}" if told else referent.entity.kind
    for group in ("person", "document", "outlet", "collective"):
        if referent.title in words(language, "attribution", "nouns", group):
            return f"phrase:{group}"
    return "phrase"


def first_in_sentence(token: Token) -> bool:
    """Whether no noun or pronoun stands before it in its sentence."""
    return not any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in token.doc[sentence(token)[0] : token.i])


def _sort(pronoun: Token) -> str:
    """Human, thing or either, one or several."""
    lang = pronoun.lang_
    several = "several" if "Plur" in pronoun.morph.get("Number") else "one"
    for sort, group in (("human", "human"), ("thing", "inanimate")):
        if low(pronoun) in words(lang, "attribution", "pronouns", group):
            return f"{sort} {several}"
    return f"either {several}"


def _sentences_between(one: Token, other: Token) -> int:
    """How many sentences lie from one token to the other, up to REACH; blank ones do not count."""
    doc, at, far = one.doc, sentence(other)[0], 0
    while at > one.i and far < REACH:
        at = sentence(doc[at - 1])[0]
        far += not all(t.is_space for t in doc[at : sentence(doc[at])[1]])
    return far


def _number(pronoun: Token, last: Token, referent: Referent) -> str:
    several = "Plur" in last.morph.get("Number") or bool(referent.also) or len(conjuncts(last)) > 1
    several = several or any("Plur" in c.morph.get("Number") for c in children(last, "det"))
    number = pronoun.morph.get("Number")
    return "unknown" if not number else str(("Plur" in number) == several)


def _gender(pronoun: Token, option: Option) -> str:
    """Whether the genders agree: those of its nouns, their articles, and the pronouns that meant it before."""
    wanted = pronoun.morph.get("Gender")
    if not wanted and dep(pronoun) == "obj" and pronoun.i < pronoun.head.i:
        wanted = pronoun.head.morph.get("Gender")  # "Oslo l'a exclue"
    if not wanted:
        return "unknown"
    votes = 0
    for token in option.tokens:
        told = [g for c in children(token, "det") for g in c.morph.get("Gender")]
        if not told and token.pos_ != "PROPN":
            told = token.morph.get("Gender")
        votes += (told == wanted) - (bool(told) and told != wanted)
    return "same" if votes > 0 else "other" if votes < 0 else "unknown"


def _in_the_tree(pronoun: Token, verb: Token, last: Token) -> Iterator[str]:
    """How the clauses of the two hang together."""
    if sentence(pronoun) != sentence(last):
        return
    over = next((a for a in ancestors(last) if a.pos_ in {"VERB", "AUX"}), last.head)
    if over.i == verb.i:
        yield f"one clause|{dep(last)}>{dep(pronoun)}"
        return
    way: list[str] = []
    for step in (verb, *ancestors(verb)):
        if step.i == over.i:
            yield f"over={'>'.join(way[-2:])}|{dep(last)}>{dep(pronoun)}"
            return
        way.append(dep(step))
    yield f"apart in the tree|{dep(verb)}"
