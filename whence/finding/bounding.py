"""Where a content begins and ends, whatever found it: it has no dateline, does not cross a semicolon to what has a cue
of its own, leaves out what the writer adds of another's words, and has its subject where the verb of saying took that
away ("The loan is said to be frozen")."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

from whence.finding.clauses import form_of, is_passive
from whence.finding.lookup import quotations_over
from whence.finding.trees import SUBJECTS, dep, kids, low, sentence, subtree_span, trim
from whence.finding.voices import Stretch, Voice
from whence.language.words import words

LONGEST_DATELINE: Final = 16  # tokens of "LIMA, May 2 (Andean Wire) - "
DASHES: Final = frozenset({"-", "–", "—", "--"})


def bounded(doc: Doc, told: Sequence[Voice], held: Sequence[Voice]) -> tuple[list[Voice], list[Voice]]:
    """The attributions that make chains and those that do not, each with its content so bounded."""
    cues: dict[int, list[Voice]] = defaultdict(list)
    for voice in (*told, *held):
        if voice.cue:
            cues[sentence(doc[voice.cue[0][0]])[0]].append(voice)

    def one(voice: Voice) -> Voice:
        voice = without_dateline(doc, within_marks(doc, voice))
        beside = cues[sentence(doc[voice.cue[0][0]])[0]] if voice.cue else []
        voice = without_added(doc, within_semicolons(doc, voice, beside), beside)
        return with_subject(doc, before_others(doc, voice, beside))

    return [one(v) for v in told], [one(v) for v in held]


def within_marks(doc: Doc, voice: Voice) -> Voice:
    """The voice, each piece of its content without marks and conjunctions at its ends: '"A|," she said, "but |B|."'."""
    pieces = tuple(p for p in (trim(doc, *piece) for piece in voice.content) if p[1] > p[0])
    return dataclasses.replace(voice, content=pieces) if pieces and pieces != voice.content else voice


def without_dateline(doc: Doc, voice: Voice) -> Voice:
    """The voice, its content beginning behind the dateline of an agency's report."""
    if not voice.content:
        return voice
    (start, end), *others = voice.content
    begin = past_dateline(doc, sentence(doc[start])[0])
    if not start < begin < end:
        return voice
    return dataclasses.replace(voice, content=(trim(doc, begin, end), *others))


def past_dateline(doc: Doc, start: int) -> int:
    """The token behind the dateline with which a sentence begins: capitals, an agency in brackets, a dash; `start`
    where there is none."""
    if start >= len(doc) or not (doc[start].text.isupper() and len(doc[start]) > 2):
        return start
    for i in range(start + 2, min(len(doc), start + LONGEST_DATELINE)):
        if doc[i].text in DASHES and doc[i - 1].text == ")":
            return i + 1
    return start


def within_semicolons(doc: Doc, voice: Voice, beside: Sequence[Voice]) -> Voice:
    """The voice without what lies across a semicolon and has a cue of its own, or follows on a cue that closes its
    part: "A, says X; | B, says Y". `beside` are the voices with a cue in the sentence."""
    if not voice.cue or not voice.content:
        return voice
    at = voice.cue[0][0]
    first, last = sentence(doc[at])
    marks = [i for i in range(first, last) if doc[i].text == ";" and not quotations_over(doc, i, i + 1)]
    if not marks:
        return voice
    bounds = [first, *marks, last]
    parts = list(itertools.pairwise(bounds))
    own = next(p for p in parts if p[0] <= at < p[1])
    if not any(voice.covers(i) for i in range(*own)):
        return voice
    others = {v.cue[0][0] for v in beside if v is not voice}
    kept: list[Stretch] = [own]
    for part in parts:
        if part == own:
            continue
        closed = part[0] >= own[1] and closes(doc, voice, own[1])
        if opens_again(doc, part) or (not closed and not any(part[0] <= i < part[1] for i in others)):
            kept.append(part)
    content = tuple(
        piece
        for a, b in voice.content
        for piece in (
            (trim(doc, max(a, s), min(b, e)) for s, e in sorted(kept) if max(a, s) < min(b, e))
            if first <= a and b <= last
            else ((a, b),)
        )
        if piece[1] > piece[0]
    )
    joined = joined_again(doc, content, voice.content)
    return dataclasses.replace(voice, content=joined) if joined and joined != voice.content else voice


def before_others(doc: Doc, voice: Voice, beside: Sequence[Voice]) -> Voice:
    """The voice up to where the writer tells what somebody else said: "argue that it works, | while critics say"; that
    of an accusation also up to "accused Lima of arming rebels | after a clerk told the radio that". `beside` are the
    voices with a cue in the sentence."""
    if not voice.content or voice.kind == "direct":
        return voice
    start, end = voice.content[-1]
    opening = words(doc.lang_, "attribution", "contrast", "opening")
    cuts = []
    for other in beside:
        if other is voice or not start < other.verb < end or other.speaker is None or other.manner == "stance":
            continue
        verb = doc[other.verb]
        first, last = subtree_span(verb)
        begin = next((i for i in range(first, last) if not doc[i].is_punct), first)
        if dep(verb) != "advcl" or form_of(verb) != "finite" or begin <= start:
            continue
        set_off = low(doc[begin]) in opening and doc[begin - 1].text == ","
        apart = set_off and voice.speaker is not None and voice.speaker.source.id != other.speaker.source.id
        if voice.manner == "accuse" or (apart and not quotations_over(doc, begin, begin + 1)):
            cuts.append(begin)
    cut = trim(doc, start, min(cuts, default=end))
    if cut[1] <= cut[0] or cut == (start, end):
        return voice
    return dataclasses.replace(voice, content=(*voice.content[:-1], cut))


def without_added(doc: Doc, voice: Voice, beside: Sequence[Voice]) -> Voice:
    """The voice without the pieces of its content that a participle of saying behind it brings in: '"A," Berg said,
    adding that | B'. `beside` are the voices with a cue in the sentence."""
    if len(voice.content) < 2:
        return voice
    added = [v for v in beside if v.verb > voice.verb >= 0 and form_of(doc[v.verb]) == "participle"]
    pieces = tuple(
        (a, b) for a, b in voice.content if not any(a >= v.verb and v.content and b <= v.content[-1][1] for v in added)
    )
    return voice if not pieces or pieces == voice.content else dataclasses.replace(voice, content=pieces)


def opens_again(doc: Doc, part: Stretch) -> bool:
    """Whether a part goes on in what was said before it: "said that A; | that B"."""
    first = next((i for i in range(*part) if doc[i].is_alpha and doc[i].pos_ != "CCONJ"), part[0])
    return low(doc[first]) in words(doc.lang_, "attribution", "complementizers", "words")


def closes(doc: Doc, voice: Voice, end: int) -> bool:
    """Whether nothing but the cue and who speaks stands between the content and the end of the part."""
    behind = range(voice.cue[-1][1], end)
    who = voice.speaker
    return not any(
        voice.covers(i) or (doc[i].is_alpha and who is None)
        for i in behind
        if who is None or not who.start <= i < who.end
    ) and not any(a > voice.cue[0][0] for a, b in voice.content if b <= end)


def joined_again(doc: Doc, pieces: Sequence[Stretch], before: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Pieces that were one and of which nothing was dropped between, as one."""
    out: list[Stretch] = []
    for a, b in pieces:
        whole = out and any(s <= out[-1][0] and b <= e for s, e in before)
        if whole and not any(doc[i].is_alpha for i in range(out[-1][1], a)):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return tuple(out)


def with_subject(doc: Doc, voice: Voice) -> Voice:
    """The voice of "is said to", with the subject of what is said."""
    if voice.speaker is not None or voice.verb < 0 or len(voice.content) != 1:
        return voice
    verb = doc[voice.verb]
    if form_of(verb) != "finite" or not is_passive(verb, "finite") or voice.content[0][0] <= voice.verb:
        return voice
    if form_of(head_in(doc, voice.content[0])) != "infinitive":
        return voice
    subject = next((c for c in kids(verb) if dep(c) in SUBJECTS and c.i < verb.i), None)
    if subject is None or subject.pos_ == "PRON":
        return voice
    aside = frozenset(c.i for c in kids(subject) if dep(c) in {"acl", "appos", "parataxis"} and c.i > subject.i)
    return dataclasses.replace(voice, content=(trim(doc, *subtree_span(subject, without=aside)), *voice.content))


def head_in(doc: Doc, stretch: Stretch) -> Token:
    """The token of a stretch whose head lies outside of it; the first where all hang together."""
    return next((t for t in doc[stretch[0] : stretch[1]] if not stretch[0] <= t.head.i < stretch[1]), doc[stretch[0]])
