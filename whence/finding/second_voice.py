"""The second voice: what a model of features says of the attributions that rules have found, and what it adds.

Rules are sure of what they know and silent on the rest; the model has seen how reports of all kinds lay words, wishes
and views to people. It chooses among the candidates of each cue (:mod:`~whence.finding.candidates`): a rule's content
may give way to a better one of the same cue, a rule's attribution that it finds out of the question is dropped, and
what no rule knows is added. A clause that is reported goes into the chains of sources; a wish, a plan or a view does
not.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import Literal

from spacy.tokens import Doc, Token

from whence.finding.candidate_features import features, tokens_quoted
from whence.finding.candidates import Candidate, candidates, cue_of, quotation_beside
from whence.finding.clauses import form_of
from whence.finding.contents import merge
from whence.finding.linear import linear
from whence.finding.nouns_of_speech import holder
from whence.finding.passing_on import is_own
from whence.finding.read_cues import INSIDE, LIKELY, chance_of_cue
from whence.finding.referents import meaning
from whence.finding.sources import Speaker, speaker
from whence.finding.speech import cue_bounds, manner_of
from whence.finding.tellers import can_speak, nobody, points, subject_of, teller_beside, undergoes
from whence.finding.trees import dep, lemma, low, trim
from whence.finding.voices import Stretch, Voice
from whence.language.words import words

ACCEPTED = 0.4
"""Log odds from which a candidate is taken. The F1 of contents on the corpus's dev part is much the same from -0.5 to
0.5; texts with fewer attributions to the sentence than our corpus want a higher one."""

RULED, TOUCHING = 0.0, -0.5
"""Log odds from which one is taken that a rule has found, and one whose content is a quotation that the cue touches."""

OUT_OF_THE_QUESTION = -2.5
"""Log odds below which a rule's attribution is dropped although no other candidate of its cue is better."""

HARDLY = -2.0
"""Log odds from which a candidate is taken that holds several others of its cue."""

MOST = 0.7
"""The share of such a candidate that the others make."""

SURE = 0.8
"""The encoder's chance that a word is a cue from which the parse no longer has a say in it."""

FRAMES = frozenset({"frame", "cited"})
"""Manners of what no verb reports."""

TOLD = frozenset({"say", "show", "think", "deny", "ask", "accuse", "promise"})
"""Manners under which what is reported belongs to a chain."""


def second_voice(doc: Doc, voices: list[Voice], stances: list[Voice]) -> tuple[list[Voice], list[Voice]]:
    """The attributions that make chains and those that do not, after the model has had its say; as they are in a
    language that the model was not weighed on."""
    model = linear("attributions")
    if doc.lang_ not in model.languages:
        return voices, stances
    rules = {id(v): v for v in (*voices, *stances)}
    quoted = tokens_quoted(doc)
    scored = [(model.score(features(c, quoted)), c) for c in candidates(doc, list(rules.values()))]
    scored.sort(key=lambda s: (-s[0], s[1].cue.i, s[1].content))
    of_cue: dict[int, list[tuple[float, Candidate]]] = defaultdict(list)
    for score, candidate in scored:
        of_cue[candidate.cue.i].append((score, candidate))
    taken: dict[int, list[Candidate]] = defaultdict(list)
    told_by: dict[frozenset[int], set[int]] = defaultdict(set)  # the cues that were taken for the same words
    for score, candidate in scored:
        if score < least(candidate):
            continue
        once = candidate.how == "read" or (candidate.how == "quote" and unlikely_cue(candidate.cue))
        said = frozenset(tokens_of([candidate]))
        if once and told_by[said] - {candidate.cue.i}:
            continue  # ""A," said an aide, who spoke unnamed": A is told by one cue
        if not any(overlap(candidate, other) for other in taken[candidate.cue.i]):
            taken[candidate.cue.i].append(candidate)
            told_by[said].add(candidate.cue.i)
    for cue, several in taken.items():
        if len(several) > 1:
            taken[cue] = [together(several, of_cue[cue])]
    chains = {id(v) for v in voices}
    told: list[Voice] = []
    held: list[Voice] = []
    best = {id(c.voice): score for score, c in scored if c.voice is not None}
    for voice in rules.values():
        chosen = taken.get(cue_of(voice), [])
        if any(c.voice is voice for c in chosen):
            kept = voice
        elif (voice.verb >= 0 or voice.manner in FRAMES) and (
            other := next((c for c in chosen if crosses(c, voice)), None)
        ) is not None:
            chosen.remove(other)
            if other.voice is not None:
                continue  # another rule's reading of the same cue
            content = other.content
            if len(voice.content) > 1 and voice.kind == "direct" and within(other, voice):
                content = tuple(trim(doc, *piece) for piece in voice.content)
            kept = dataclasses.replace(voice, content=content, kind=kind_of(content, doc, quoted))
        elif best[id(voice)] > OUT_OF_THE_QUESTION and id(voice) in chains:
            kept = voice
        else:
            continue
        (told if id(voice) in chains else held).append(kept)
    by_rule = {v.verb for v in told}
    begun = {v.content[0][0] for v in told}
    reported = {v.content[0][0] for v in voices}
    for chosen in taken.values():
        for candidate in chosen:
            if candidate.voice is None and (made := voice_of(candidate, quoted)) is not None:
                subject = subject_of(doc[made.verb])
                own = subject is not None and low(subject) in words(doc.lang_, "attribution", "pronouns", "first")
                begins = made.content[0][0]
                joined = doc[made.verb].head.i if dep(doc[made.verb]) == "conj" else -1
                if any(v.verb == joined and v.content == made.content for v in told):
                    continue  # "neither confirmed nor denied that"
                repeated = form_of(doc[made.verb]) is None and begins in reported  # "repeated the claim that"
                again = own or made.verb in by_rule or begins in begun or repeated  # the chain has it already
                (held if again or made.manner == "stance" else told).append(made)
    return told, held


def together(several: list[Candidate], of_cue: list[tuple[float, Candidate]]) -> Candidate:
    """One content of several that were taken for one cue, the best first: the candidate that holds them all and little
    else, the pieces of a quotation that the cue parts, or else the best."""
    whole = tokens_of(several)
    for score, candidate in of_cue:
        both = tokens_of([candidate])
        if score > HARDLY and whole <= both and len(whole) >= MOST * len(both):
            return candidate
    return several[0]


def tokens_of(some: list[Candidate]) -> set[int]:
    """The words in the contents of some candidates."""
    return {i for c in some for a, b in c.content for i in range(a, b) if not c.cue.doc[i].is_punct}


def overlap(one: Candidate, other: Candidate) -> bool:
    """Whether two contents share a token."""
    return any(a < d and c < b for a, b in one.content for c, d in other.content)


def crosses(candidate: Candidate, voice: Voice) -> bool:
    """Whether a candidate and a voice share a token of content."""
    return any(a < d and c < b for a, b in candidate.content for c, d in voice.content)


def within(candidate: Candidate, voice: Voice) -> bool:
    """Whether a content is a part of a voice's: a piece of a quotation that a rule has whole."""
    return all(any(a <= c and d <= b for a, b in voice.content) for c, d in candidate.content)


def voice_of(candidate: Candidate, quoted: frozenset[int]) -> Voice | None:
    """The attribution of a candidate that no rule has found; None where the one who speaks lies in what is said, or
    is the writer."""
    cue, doc = candidate.cue, candidate.cue.doc
    if candidate.how.startswith("frame"):
        return None  # a frame is known by its rule, or not at all
    content = tuple(merge(list(candidate.content)))
    quote = quotation_beside(cue, doc._.quotations)
    beside = quote is not None and all(quote[0] <= a and b <= quote[1] for a, b in content)
    sure = surely_cue(cue)
    verbal = cue.pos_ in {"VERB", "AUX"} or cue.text == ":"
    if candidate.how == "read" and not verbal and not candidate.about.groups and not beside and not sure:
        return None  # "it is the first time that"
    predicate = form_of(cue) is not None or cue.pos_ in {"VERB", "AUX"}
    who: Speaker | None = None
    unnamed = True
    if predicate and (
        undergoes(cue) or (dep(cue) == "acl" and low(cue) in words(doc.lang_, "attribution", "passing_on", "printing"))
    ):
        return None  # "a note published by the ministry, ..."
    if predicate:
        subject = subject_of(cue)
        if subject is not None and any(a <= subject.i < b for a, b in content):
            # '"The bridge will hold," snapped on Friday N N': the parse is mistaken
            subject = teller_read(cue, content)
            if subject is None and quote is not None and beside:
                subject = teller_beside(cue, quote)
            elif subject is None:
                return None
        if subject is not None and points(subject):
            return None
        deed = candidate.head is not None and form_of(candidate.head) == "infinitive"
        if subject is not None and subject.pos_ == "NOUN" and deed and not can_speak(subject) and not sure:
            return None  # "The flood refuses to fall"
        if candidate.how == "read" and subject is not None and subject.pos_ == "PRON" and thing(subject) and not sure:
            return None  # "The talks were long. They made plain that", "it is the first time that": nobody says so
        if subject is not None and not nobody(cue, subject):
            who, unnamed = speaker(doc, subject), False
            if low(cue) in words(doc.lang_, "attribution", "passing_on", "forms") and is_own(subject):
                return None  # "quoted by our reporter"
    elif cue.is_punct or (beside and cue.pos_ not in {"NOUN", "PROPN"}):
        teller = teller_read(cue, content)
        if teller is not None:
            who, unnamed = speaker(doc, teller), False
    else:
        who = holder(cue, max(candidate.content[0][0], cue.i + 1))
        unnamed = who is None
    return Voice(
        speaker=who,
        cue=(cue_bounds(cue) if predicate else (cue.i, cue.i + 1),),
        content=content,
        kind=kind_of(content, doc, quoted),
        evidential="hearsay" if unnamed else "attributed",
        manner=manner(candidate, cue, quoted=beside),
        verb=cue.i,
    )


def least(candidate: Candidate) -> float:
    """The log odds that a candidate needs."""
    if candidate.how == "quote" and quotation_beside(candidate.cue, candidate.cue.doc._.quotations) is not None:
        return TOUCHING
    return RULED if candidate.voice is not None else ACCEPTED


def surely_cue(token: Token) -> bool:
    """Whether the encoder is sure that a word is a cue, whatever the parse makes of it."""
    chance = chance_of_cue(token)
    return chance is not None and chance > SURE


def unlikely_cue(token: Token) -> bool:
    """Whether the encoder thinks it unlikely that a word is a cue."""
    chance = chance_of_cue(token)
    return chance is not None and chance < LIKELY


def teller_read(cue: Token, content: tuple[Stretch, ...]) -> Token | None:
    """The head of what the encoder reads as the source of a cue: of its likeliest words those that stand together, and
    of these the one that the others hang on. None where it reads none outside the content."""
    reading, doc = cue.doc._.reading, cue.doc
    if reading is None:
        return None
    together = reading.together(cue.i)
    likely = {
        i
        for i, (_, source) in zip(together, reading.said(cue.i), strict=True)
        if source > INSIDE and not any(a <= i < b for a, b in content) and not doc[i].is_punct
    }
    heads = [doc[i] for i in sorted(likely) if doc[i].pos_ in {"NOUN", "PROPN", "PRON"}]
    return next((t for t in heads if t.head.i == t.i or t.head.i not in likely), heads[0] if heads else None)


def thing(pronoun: Token) -> bool:
    """Whether a pronoun means what cannot speak, or nothing at all."""
    neuter = low(pronoun) in words(pronoun.lang_, "attribution", "hearsay", "neuter")
    return not can_speak(pronoun) and (neuter or meaning(pronoun) is not None)


def manner(candidate: Candidate, cue: Token, *, quoted: bool) -> str:
    """The class of the cue: what the lexicon says of a cue that reports a clause, or words in marks of quotation that
    it touches; else a stance."""
    known = manner_of(cue)
    if lemma(cue) in words(cue.lang_, "attribution", "citing", "verbs"):
        return "stance"  # "qui cite un diplomate": the rules have it as a link of a chain
    if candidate.how in {"around", "quote"} or cue.text == ":" or quoted:
        return known if known in TOLD else "say"
    reports = candidate.head is not None and form_of(candidate.head) == "finite"
    return known if reports and known in TOLD else "stance"


def kind_of(content: tuple[Stretch, ...], doc: Doc, quoted: frozenset[int]) -> Literal["direct", "indirect", "mixed"]:
    """direct: all within marks of quotation; mixed: in part; else indirect."""
    tokens = [i for a, b in content for i in range(a, b) if not doc[i].is_punct and not doc[i].is_space]
    inside = sum(i in quoted for i in tokens)
    return "direct" if tokens and inside == len(tokens) else "mixed" if inside > 1 else "indirect"
