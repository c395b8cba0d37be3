"""What is known of a possible attribution: the named features by which :mod:`~whence.finding.second_voice` judges a
candidate, and whose weights the corpus's training part has given."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from whence.finding.candidates import FROM_KID, GOVERNED, Candidate
from whence.finding.clauses import case_of, form_of
from whence.finding.linear import bucket, level
from whence.finding.trees import dep, is_time, kids, lemma, low, sentence
from whence.language.reading import Reading
from whence.language.words import words


def features(candidate: Candidate, quoted: Container[int]) -> Iterator[str]:
    """What is known of a candidate; `quoted` are the tokens inside quotations. Words are given with their language,
    everything else holds for all."""
    cue, doc = candidate.cue, candidate.cue.doc
    kid = candidate.head if candidate.how != "read" else None
    yield from read_as(candidate)
    word, form, manner, subject, listed, passive, negated = candidate.about
    lang, how = doc.lang_, candidate.how
    if candidate.voice is not None:
        voice = candidate.voice
        yield from (f"rule={voice.manner}", f"rule={voice.manner}|{voice.kind}|{voice.evidential}")
        yield f"rule={voice.manner}|{word}"
        yield f"rule={voice.manner}|{lang}|speaker={voice.speaker is not None}"
        yield f"rule|size={bucket(candidate.size())}"
        yield f"rule|stretches={len(candidate.content)}"
        return
    if how.startswith("frame"):
        yield from of_frame_features(candidate, word)
        return
    relation = f"{how}:{dep(kid)}" if kid is not None else how
    shape = f"{relation}:{shape_of(kid)}" if kid is not None and how in FROM_KID else relation
    yield from (how, relation, shape, f"{shape}|{cue.pos_}:{form}", f"{relation}|manner={manner}")
    yield f"{shape}|manner={manner}"
    for group in listed:
        yield f"{group}|{shape}"
        yield f"{group}|{relation}"
        yield f"{group}|{subject}|{relation}"
    standing = standing_of(manner, listed)
    yield from (
        f"{standing}|{shape}",
        f"{standing}|{relation}",
        f"{standing}|{how}",
        f"{standing}|{cue.pos_}|{subject}",
    )
    yield from of_end(candidate, f"{how}|{manner}")
    yield f"{word}|{relation}"
    yield f"{word}|{shape}"
    yield f"{word}|{how}"
    if cue.pos_ in {"VERB", "AUX", "ADJ"}:
        yield f"{subject}|{shape}"
        yield f"{subject}|{how}|manner={manner}"
        if passive:
            yield f"passive|{shape}"
        if negated:
            yield f"negated|{shape}"
    else:
        yield f"noun|{shape}|{cue.dep_}"
    yield f"{relation}|cue={cue.dep_}"
    if kid is not None and how in FROM_KID:
        yield from of_distance(candidate, kid, relation)
        yield f"{relation}|{lang}:{lemma(kid)}"
        yield f"{relation}|case={lang}:{case_of(kid)}"
        yield f"{word}|case={case_of(kid)}|{relation}"
        yield f"{relation}|{'after' if kid.i > cue.i else 'before'}"
        yield f"{relation}|cut={any(dep(c) == 'conj' and form_of(c) == 'finite' for c in kids(kid))}"
        yield f"{relation}|after={behind(doc, candidate.content[-1][1])}"
        yield f"{relation}|before={lang}:{low(doc[candidate.content[0][0] - 1]) if candidate.content[0][0] else ''}"
        yield f"{how}|after={behind(doc, candidate.content[-1][1])}"
    yield f"{how}|size={bucket(candidate.size())}"
    yield f"{relation}|size={bucket(candidate.size())}"
    if how == "quote":
        a, b = candidate.content[0]
        yield f"quote|{'after' if a > cue.i else 'before'}|{bucket(abs(a - cue.i) if a > cue.i else cue.i - b)}"
        colon = any(doc[i].text == ":" for i in range(min(cue.i, b), max(cue.i, a)))
        yield f"quote|colon={colon}|manner={manner}"
        inside = sentence(cue)[0] <= a and b <= sentence(cue)[1] + 1
        yield f"quote|inside={inside}|manner={manner}"
        verbs = sum(1 for i in range(min(cue.i + 1, b), max(cue.i, a)) if form_of(doc[i]) == "finite")
        yield f"quote|verbs={min(verbs, 2)}"
    covered = any(i in quoted for a, b in candidate.content for i in (a, (a + b) // 2, b - 1))
    yield f"{how}|quoted={covered}"


def read_as(candidate: Candidate) -> Iterator[str]:
    """What the encoder makes of a candidate: how likely its cue is one, and how far the content is what it would take
    for it. Nothing in a language that it has not read."""
    cue, doc, how = candidate.cue, candidate.cue.doc, candidate.how.partition(" ")[0]
    reading: Reading | None = doc._.reading
    chance = reading.cue(cue.i) if reading is not None else None
    if reading is None or chance is None:
        return
    sure = level(chance)
    yield from (f"cue~{sure}", f"cue~{sure}|{how}", f"cue~{sure}|{cue.pos_}")
    if chance < DULL:
        return
    inside = {i for a, b in candidate.content for i in range(a, b) if not doc[i].is_punct and not doc[i].is_space}
    inside.discard(cue.i)
    both = taken = left = 0.0
    for i, (told, _) in zip(reading.together(cue.i), reading.said(cue.i), strict=True):
        if i in inside:
            both, taken = both + told, taken + 1
        elif i != cue.i and not doc[i].is_punct and not doc[i].is_space:
            left += told
    if not taken:
        yield f"elsewhere|{how}|{sure}"
        return
    like = level(both / (taken + left))
    yield from (f"like~{like}", f"like~{like}|{how}", f"like~{like}|cue~{sure}")
    beyond = level(1 - taken / max(1, len(inside)))
    yield from (f"beyond~{beyond}|{how}", f"beyond~{beyond}|like~{like}")


DULL: Final = 0.02
"""Chance of a cue below which its content is not asked for."""


def of_frame_features(candidate: Candidate, word: str) -> Iterator[str]:
    """What is known of another content of a frame."""
    cue, how, doc = candidate.cue, candidate.how, candidate.cue.doc
    first, last = sentence(cue)
    side = "opens" if cue.i - first <= 2 else "closes" if last - cue.i <= 8 else "amid"
    behind_it = behind(doc, candidate.content[-1][1])
    yield from (
        how,
        f"{how}|{word}",
        f"{how}|{side}",
        f"{how}|{side}|{behind_it}",
        f"frame|size={bucket(candidate.size())}",
    )
    yield f"{how}|{cue.pos_}|{side}"
    yield f"frame|stretches={len(candidate.content)}"
    inner = sum(1 for a, b in candidate.content for i in range(a, b) if form_of(doc[i]) == "finite")
    yield f"{how}|finite={min(inner, 3)}|{side}"
    before = doc[candidate.content[0][0] - 1] if candidate.content[0][0] > first else None
    led = "" if before is None else before.pos_ if before.is_alpha else low(before)
    yield f"{how}|before={led}"


def tokens_quoted(doc: Doc) -> frozenset[int]:
    """The tokens inside the quotations of a Doc."""
    return frozenset(i for a, b in doc._.quotations for i in range(a, b))


def shape_of(kid: Token) -> str:
    """What a dependent is like: its form, or its part of speech, and the word that leads into it."""
    lead = next((low(c) for c in kids(kid) if dep(c) == "mark"), "")
    form = form_of(kid)
    openers = words(kid.lang_, "attribution", "complementizers", "words")
    beside = words(kid.lang_, "attribution", "contrast", "words")
    lead = "that" if lead in openers else "contrast" if lead in beside else lead
    return f"{form or kid.pos_}:{lead}"


def standing_of(manner: str, groups_: Sequence[str]) -> str:
    """Whether the lexicon has a word as a cue, only as the name of an act, or not at all."""
    if manner != "none" or any(not group.startswith("type:") for group in groups_):
        return "cue"
    return "act" if groups_ else "unknown"


def of_distance(candidate: Candidate, kid: Token, relation: str) -> Iterator[str]:
    """How far a content stands from its cue, and what else that the cue governs stands between."""
    cue, (start, *_), end = candidate.cue, candidate.content[0], candidate.content[-1][1]
    behind_cue = start > cue.i
    gap = range(cue.i + 1, start) if behind_cue else range(end, cue.i)
    governed = sum(1 for c in kids(cue) if c.i in gap and dep(c) in GOVERNED and not is_time(c))
    yield f"{relation}|gap={bucket(len(gap))}"
    yield f"{candidate.how}|gap={bucket(len(gap))}|governed={min(governed, 2)}"
    yield f"{shape_of(kid)}|governed={min(governed, 2)}|{behind_cue}"
    verbs = sum(1 for i in gap if form_of(cue.doc[i]) == "finite")
    yield f"{candidate.how}|verbs between={min(verbs, 2)}"


def of_end(candidate: Candidate, kind: str) -> Iterator[str]:
    """How a content ends, at a mark or amid what goes on, and what its sentence holds behind it. A rule's contents have
    no such features: they made the model drop too many of them on the corpus's dev part."""
    doc, end = candidate.cue.doc, candidate.content[-1][1]
    last = sentence(doc[end - 1])[1]
    later = [i for i in range(end, last) if i != candidate.cue.i]
    verbs = sum(1 for i in later if form_of(doc[i]) == "finite")
    yield f"end={kind}|{behind(doc, end) if end < last else 'end'}"
    yield f"end={kind}|verbs={min(verbs, 2)}|words={bucket(sum(1 for i in later if doc[i].is_alpha))}"
    told = any(form_of(doc[i]) == "finite" for a, b in candidate.content for i in range(a, b))
    yield f"end={kind}|told={told}|verbs={min(verbs, 2)}"


def behind(doc: Doc, i: int) -> str:
    """What the token behind a content is: the mark itself, a conjunction, or its part of speech."""
    if i >= len(doc):
        return "end"
    return doc[i].text if doc[i].is_punct else low(doc[i]) if doc[i].pos_ in {"CCONJ", "SCONJ"} else str(doc[i].pos_)
