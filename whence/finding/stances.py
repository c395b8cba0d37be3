"""Attributions that say what somebody wants, plans, fears, demands, denies or owns up to, where no clause is reported:
"compte vendre deux navires", "denied any wrongdoing"; and what the mood of a verb alone lays to nobody in particular.

They are attributions and nothing more: what the words tell is a statement in the writer's voice (that Oslo plans to
sell, that the ministry denied it), so that no chain of sources rests on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from whence.finding.clauses import clause, form_of
from whence.finding.contents import merge
from whence.finding.hedges import core_of, judge
from whence.finding.referents import meaning
from whence.finding.sources import speaker
from whence.finding.speech import cue_bounds
from whence.finding.tellers import can_speak, nobody_words, subject_of
from whence.finding.trees import children, dep, is_time, lemma, low, sentence, subtree_span, trim, with_reflexive
from whence.finding.voices import Stretch, Voice, by_sentence
from whence.language.words import words


def stances(doc: Doc, voices: list[Voice]) -> list[Voice]:
    """The attributions of stances, in the order of their verbs; `voices` are those already found."""
    wanting = words(doc.lang_, "attribution", "stances", "wanting")
    nominal = words(doc.lang_, "attribution", "stances", "nominal")
    taken = {v.verb for v in voices}
    near = by_sentence(doc, voices)
    found: list[Voice] = []
    for token in doc:
        if form_of(token) is None or token.i in taken:
            continue
        names = {lemma(token)} | (with_reflexive(token) & (wanting | nominal))
        content: list[Stretch] = []
        if names & wanting:
            content = deed(token)
        if not content and names & (nominal | wanting):
            content = matter(token)
        if content and (voice := stance(token, content)) is not None:
            found.append(voice)
        if not content and (rumour := by_mood(token, near.get(sentence(token)[0], []))) is not None:
            found.append(rumour)
    return found


def deed(verb: Token) -> list[Stretch]:
    """The infinitive or gerund that the verb governs, without the word that leads into it."""
    for c in children(verb, "xcomp", "advcl", "ccomp"):
        if c.i > verb.i and form_of(c) in {"infinitive", "participle"}:
            start, end = subtree_span(c)
            start = max(start, verb.i + 1)
            own = words(verb.lang_, "attribution", "stances", "own_markers")
            while start < c.i and (
                (dep(verb.doc[start]) == "mark" and low(verb.doc[start]) not in own) or verb.doc[start].is_punct
            ):
                start += 1
            return [trim(verb.doc, start, end)]
    return []


def matter(verb: Token) -> list[Stretch]:
    """The noun phrase that the verb governs: its object, or what follows its preposition ("faire état de")."""
    for c in children(verb, "obj"):
        if c.i > verb.i and c.pos_ in {"NOUN", "PROPN"} and form_of(c) is None and not is_time(c):
            start, end = subtree_span(c)
            start = max(start, verb.i + 1)
            return [trim(verb.doc, start, end)]
    return []


def stance(verb: Token, content: list[Stretch]) -> Voice | None:
    """The attribution with its source; None where nobody is there to hold it."""
    subject = subject_of(verb)
    if subject is None or any(a <= subject.i < b for a, b in content):
        return None
    own = low(subject) in words(verb.doc.lang_, "attribution", "pronouns", "first")
    if low(subject) in nobody_words(verb) and not own:
        return None
    referent = meaning(subject)
    if subject.pos_ == "PRON":
        if referent is None and not own:
            return None
    elif not can_speak(subject):
        return None
    return Voice(
        speaker(verb.doc, subject),
        (cue_bounds(verb),),
        tuple(merge(content)),
        "indirect",
        "attributed",
        "stance",
        verb=verb.i,
    )


def by_mood(verb: Token, voices: list[Voice]) -> Voice | None:
    """A clause in the conditional of hearsay that no source is given for; its cue is the verb itself. `voices` are of
    its sentence."""
    if form_of(verb) != "finite":
        return None
    made = clause(verb, "finite")
    over = [v for v in voices if v.covers(verb.i)]
    if any(v.speaker is not None for v in over) or any(v.verb == verb.i for v in voices):
        return None
    core, passed = core_of(verb)
    if not judge(made, core, passed, attributed=bool(over), past_report=False).hearsay:
        return None
    start, end = trim(verb.doc, *subtree_span(verb))
    return Voice(None, (cue_bounds(verb),), ((start, end),), "indirect", "hearsay", "stance", verb=verb.i)


def without_echoes(voices: Iterable[Voice], held: Sequence[Voice]) -> list[Voice]:
    """The attributions without chains, less the conditionals of hearsay that only carry on: in what somebody is said to
    say, or in another of their kind."""
    moods = [v for v in held if v.speaker is None and v.manner == "stance" and v.evidential == "hearsay"]
    if not moods:
        return list(held)
    named = [v for v in (*voices, *held) if v.speaker is not None]
    over = {i for v in named if v.manner != "stance" for a, b in v.content for i in range(a, b)}
    wide: dict[int, int] = {}
    for v in moods:
        for i in {i for a, b in v.content for i in range(a, b)}:
            wide[i] = max(wide.get(i, 0), v.size())
    echoes = set()
    for v in moods:
        if v.verb in over or wide.get(v.verb, 0) > v.size():
            echoes.add(id(v))
    return [v for v in held if id(v) not in echoes]
