"""Quotations that no cue was found for: they are sentences of their own, in the voice of whoever speaks right behind,
or spoke last, or speaks next, or a verb that nobody listed stands behind them ('"No," thundered the mayor').
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

from whence.finding.candidates import quotation_around
from whence.finding.clauses import form_of
from whence.finding.referents import lemma_in, meaning
from whence.finding.running_on import claims, spoken_alone
from whence.finding.sources import speaker
from whence.finding.speech import cue_bounds
from whence.finding.tellers import subject_of
from whence.finding.trees import sentence, trim
from whence.finding.voices import Stretch, Voice
from whence.language.words import words

SHORTEST: Final = 4  # tokens of a quotation that is speech and no distance taken
BESIDE: Final = 4  # tokens behind a quotation among which its cue stands
FARTHEST: Final = 3  # sentences back in which the one who spoke last is looked for
TELLING: Final = frozenset({"say", "show", "think", "deny", "ask", "promise", "accuse"})


def loose(doc: Doc, voices: Sequence[Voice]) -> list[Voice]:
    """The attributions of quotations that none of the voices has; `voices` are all that were found."""
    quotes = sorted(doc._.quotations)
    cues = {v.verb for v in voices if v.verb >= 0}
    found: list[Voice] = []
    behind: tuple[int, Voice] | None = None  # where the next quotation begins, and whose it is
    for quote in reversed(quotes):
        a, b = quote
        voice = next((v for v in voices if claims(v, quote)), None)
        if voice is None and b - a >= SHORTEST and any(form_of(t) == "finite" for t in doc[a:b]):
            voice = _unclaimed(doc, quote, voices, cues, behind)
            found += [voice] if voice is not None else []
        if voice is not None and voice.speaker is not None:
            behind = a, voice
    return found[::-1]


def _unclaimed(
    doc: Doc, quote: Stretch, voices: Sequence[Voice], cues: set[int], behind: tuple[int, Voice] | None
) -> Voice | None:
    """The attribution of a quotation that no voice has, if it is one."""
    verb = _verb_behind(doc, quote[1])
    if verb is not None and verb.i not in cues and (told := _told(doc, quote, verb)) is not None:
        return told
    if not spoken_alone(doc, quote):
        return None
    if behind is not None and not any(t.is_alpha for t in doc[quote[1] : behind[0]]):
        return _carried(doc, quote, behind[1])
    near = _last(doc, quote, voices) or _next(doc, quote, voices)
    if near is not None:
        return _carried(doc, quote, near)
    who = _person_before(doc, quote)
    if who is None:
        return None
    return Voice(speaker(doc, who), (), (trim(doc, *quote),), "direct", "attributed", "carried", carried=True)


def _verb_behind(doc: Doc, end: int) -> Token | None:
    """The verb that stands right behind a quotation, in its sentence or touching it."""
    seen = 0
    for token in doc[end : end + 2 * BESIDE]:
        if token.is_space and "\n" in token.text:
            return None
        if token.text in {".", "!", "?", ":", ";", "("}:
            return None
        if token.is_punct or token.is_space:
            continue
        if token.pos_ == "VERB" and form_of(token) in {"finite", "participle"}:
            return token if form_of(token) == "finite" or any(c.pos_ == "AUX" for c in token.children) else None
        if token.pos_ not in {"AUX", "PRON", "ADV", "PART"}:
            return None
        seen += 1
        if seen >= BESIDE:
            return None
    return None


def _told(doc: Doc, quote: Stretch, verb: Token) -> Voice | None:
    """The attribution by a verb behind the quotation, with its subject; None where it has none that stands outside."""
    subject = subject_of(verb)
    if subject is None or quote[0] <= subject.i < quote[1]:
        return None
    return Voice(
        speaker(doc, subject), (cue_bounds(verb),), (trim(doc, *quote),), "direct", "attributed", "say", verb=verb.i
    )


def _last(doc: Doc, quote: Stretch, voices: Sequence[Voice]) -> Voice | None:
    """The voice of whoever spoke last in the sentences before a quotation."""
    start = first = sentence(doc[quote[0]])[0]
    for _ in range(FARTHEST):
        start = sentence(doc[start - 1])[0] if start else 0
    before = [v for v in voices if _speaks(doc, v) and start <= v.verb < first]
    return max(before, key=lambda v: v.verb, default=None)


def _next(doc: Doc, quote: Stretch, voices: Sequence[Voice]) -> Voice | None:
    """The voice of whoever speaks first in the sentence right behind a quotation: '"I saw it." She says that ...'."""
    start = sentence(doc[quote[1] - 1])[1]
    while start < len(doc) and (doc[start].is_punct or doc[start].is_space):
        if "\n" in doc[start].text:
            return None
        start += 1
    end = sentence(doc[start])[1] if start < len(doc) else start
    behind = [v for v in voices if _speaks(doc, v) and start <= v.verb < end]
    return min(behind, key=lambda v: v.verb, default=None)


def _person_before(doc: Doc, quote: Stretch) -> Token | None:
    """The person of whom the sentence right before a quotation tells: 'The envoy has lost hope. "It is paper."'"""
    first = sentence(doc[quote[0]])[0]
    before = next((i for i in range(first - 1, -1, -1) if not doc[i].is_punct and not doc[i].is_space), None)
    if before is None or any("\n" in t.text for t in doc[before:first]):
        return None
    root = doc[before].sent.root
    subject = subject_of(root) if form_of(root) == "finite" else None
    if subject is None or quotation_around(subject.i, doc._.quotations) is not None:
        return None
    referent = meaning(subject)
    known = referent is not None and referent.entity is not None and referent.entity.kind == "person"
    people = words(doc.lang_, "attribution", "nouns", "person")
    return subject if known or lemma_in(subject, people) else None


def _speaks(doc: Doc, voice: Voice) -> bool:
    """Whether a voice is that of somebody who says something and is not quoted in doing so."""
    telling = voice.speaker is not None and voice.manner in TELLING and voice.evidential == "attributed"
    return telling and quotation_around(voice.verb, doc._.quotations) is None


def _carried(doc: Doc, quote: Stretch, voice: Voice) -> Voice:
    """The quotation as the words of the one who speaks in another."""
    return Voice(voice.speaker, (), (trim(doc, *quote),), "direct", "attributed", "carried", carried=True)
