"""Attributions by verbs: "a déclaré que", "said", ", disait-il,", "a accusé X de"."""

from __future__ import annotations

import functools
from typing import Literal

from spacy.tokens import Doc, Token

from whence.finding.clauses import form_of, is_reflexive
from whence.finding.contents import around, merge, quoted_words, reported_clause
from whence.finding.lookup import quotations_over
from whence.finding.referents import meanings
from whence.finding.sources import Speaker, speaker
from whence.finding.tellers import (
    can_speak,
    carries_on,
    cited,
    cited_by_verb,
    expletives,
    impersonal,
    nobody,
    nobody_words,
    passive_report,
    quoted_as,
    quoted_by,
    subject_of,
    they,
    undergoes,
)
from whence.finding.trees import SUBJECTS, children, dep, kids, lemma, low, subtree_span, trim, with_reflexive
from whence.finding.voices import Stretch, Voice
from whence.language.lexicons import lexicon
from whence.language.words import words
from whence.model import Evidential


@functools.cache
def manners(language: str) -> dict[str, str]:
    """Lemma of a verb -> the class of its cue."""
    found: dict[str, str] = {}
    for block in lexicon(language, "attribution")["verbs"]:
        for verb in block["lemmas"].split():
            found.setdefault(verb.replace("_", " "), block["class"])
    return found


def spoken(doc: Doc) -> list[Voice]:
    """All attributions by verbs, in the order of their verbs."""
    found: list[Voice] = []
    for token in doc:
        if token.pos_ not in {"VERB", "AUX", "NOUN", "ADJ"}:
            continue
        if not form_of(token) and token.pos_ != "VERB" and not (token.pos_ == "ADJ" and impersonal(token)):
            continue  # but "стало ИЗВЕСТНО, что"
        manner = manner_of(token)
        if manner is not None and (voice := voice_of(token, manner, found)) is not None:
            found.append(voice)
    return found


def manner_of(token: Token) -> str | None:
    """The class of the cue that the verb is; None where it is none."""
    table = manners(token.lang_)
    accusing = words(token.lang_, "attribution", "accusing", "lemmas")
    if lemma(token) in accusing:
        return "accuse"
    if is_reflexive(token):
        for form in sorted(with_reflexive(token)):
            if form in table:
                return table[form]
    if impersonal(token) and any(low(c) in expletives(token) for c in kids(token) if dep(c) in SUBJECTS):
        return "seem"
    manner = table.get(lemma(token))
    if manner == "think" and form_of(token) == "participle":
        return None  # "sachant que": the writer's own reasoning
    return manner


def voice_of(verb: Token, manner: str, before: list[Voice]) -> Voice | None:
    """The attribution that the verb makes; None where nothing is laid to anybody by it."""
    if undergoes(verb) or any(quoted_as(c) is not None for c in kids(verb)):
        return None  # "was quoted as saying" is told by its second verb
    doc = verb.doc
    quotes = quotations_over(doc, verb.sent.start - 1, verb.sent.end + 2)
    inside = next((q for q in quotes if q[0] <= verb.i < q[1]), None)
    subject = subject_of(verb)
    said = reported_clause(verb, manner)
    quoted = None if manner == "accuse" else quoted_words(verb, subject, [q for q in quotes if q != inside])
    parenthetical = None
    if said is None and quoted is None:
        if manner in {"say", "think", "show", "promise", "ask", "deny"}:
            parenthetical = around(verb, subject) or beside(verb, subject) or told_before(verb)
        if parenthetical is None:
            return None
    content = tuple(merge([*([said] if said else []), *(quoted or []), *(parenthetical or [])]))
    if not content:
        return None
    who = speaker(doc, subject) if subject is not None else None
    if subject is not None and any(a <= subject.i < b for a, b in content):
        return None
    if subject is not None and subject.pos_ == "PRON" and subject.i not in meanings(doc):
        # nobody agrees with the pronoun: it means whoever spoke last
        who = next((v.speaker for v in reversed(before) if v.speaker is not None and v.manner == "say"), who)
    elif who is not None and subject is not None and not can_speak(subject):
        return None
    if (
        subject is not None
        and subject.pos_ == "PRON"
        and who is not None
        and not nobody(verb, subject)
        and low(subject) in nobody_words(verb)
    ):
        return None  # "je crois que", "cela montre que": the writer's (or the quoted speaker's) own voice
    evidential: Evidential = "attributed"
    via: tuple[Speaker, ...] = ()
    leaning = False
    if who is not None and subject is not None and (inner := cited(subject) or cited_by_verb(verb)) is not None:
        via, who, leaning = (who,), inner, True
    if (quotation := quoted_by(verb)) is not None:
        via, leaning = (speaker(doc, quotation[1]),), True
    if who is None or nobody(verb, subject):
        if subject is None and not impersonal(verb) and not passive_report(verb) and not carries_on(verb):
            return None
        evidential, who = "hearsay", None if subject is None or subject.pos_ == "PRON" else who
    kind: Literal["direct", "indirect", "mixed"] = "indirect"
    if quoted:
        kind = (
            "mixed"
            if said
            and not all(any(a <= i < b for a, b in quoted) or doc[i].is_punct or doc[i].is_space for i in range(*said))
            else "direct"
        )
    return Voice(
        speaker=who,
        cue=(cue_bounds(verb),),
        content=content,
        kind=kind,
        evidential=evidential,
        manner=manner,
        verb=verb.i,
        via=via,
        leaning=leaning,
    )


def beside(verb: Token, subject: Token | None) -> list[Stretch] | None:
    """What is said beside a cue that opens its sentence ("Как передаёт агентство, ...", "Говорят, ..."), or that has no
    subject ("..., говорят в порту, ..."); None where the language's data know no such cues."""
    lang = verb.lang_
    opened = any(low(c) in words(lang, "attribution", "parentheses", "opening") for c in kids(verb) if c.i < verb.i)
    if dep(verb) != "parataxis" or not (opened or (subject is None and they(verb))):
        return None
    sentence, (start, end) = verb.sent, subtree_span(verb)
    parts = (trim(verb.doc, sentence.start, start), trim(verb.doc, end, sentence.end))
    return [p for p in parts if p[1] > p[0]] or None


def told_before(verb: Token) -> list[Stretch] | None:
    """The sentence before, where the verb points back at it: "Об этом сообщила миссия."."""
    doc, lang = verb.doc, verb.lang_
    pointing = words(lang, "attribution", "pointing_back", "phrases")
    if not any(
        f"{low(case)} {low(c)}" in pointing for c in kids(verb) if dep(c) == "obl" for case in children(c, "case")
    ):
        return None
    start = verb.sent.start
    if start == 0 or "\n" in doc[start - 1].text:
        return None
    before = doc[start - 1].sent
    stretch = trim(doc, before.start, before.end)
    return [stretch] if stretch[1] > stretch[0] else None


def cue_bounds(verb: Token) -> Stretch:
    """The verb with its auxiliaries and negation."""
    own = [
        c.i
        for c in kids(verb)
        if dep(c) in {"aux", "expl"}
        or (dep(c) == "advmod" and low(c) in words(verb.lang_, "attribution", "polarity", "particle"))
    ]
    own = [i for i in own if i < verb.i]
    return (min([verb.i, *own]), verb.i + 1)
