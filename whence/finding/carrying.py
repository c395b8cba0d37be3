"""What carries over: a source holds over the sentences after it until something ends it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

from spacy.tokens import Doc, Span

from whence.finding.clauses import form_of
from whence.finding.lookup import quantities_over, quotations_over
from whence.finding.trees import lows, trim
from whence.finding.voices import Voice, by_sentence
from whence.language.words import phrases

FIGURES_HOLD = 3  # sentences over which the source of one percentage is taken to stand behind the next
KEEPS = frozenset({"document", "outlet", "agency"})  # a person's word ends with the sentence, a text's goes on


def carry(doc: Doc, voices: list[Voice]) -> list[Voice]:
    """Voices without a speaker of their own ("Et de préciser que") get the last one; sentences that go on in the voice
    of the one before ("En outre, ...", a wholly quoted sentence) get a voice of their own. Changes `voices`."""
    found: list[Voice] = []
    last: tuple[Voice, ...] = ()
    figures: tuple[Voice, ...] = ()
    since = 0
    order = {id(v): k for k, v in enumerate(voices)}
    numbers = defaultdict(list, {at: [order[id(v)] for v in some] for at, some in by_sentence(doc, voices).items()})
    for sentence in doc.sents:
        if not any(t.is_alpha for t in sentence):
            continue
        since += 1
        share = has_share(doc, sentence)
        own = [k for k in numbers[sentence.start] if touches(voices[k], sentence)]
        for k in own:
            voice = voices[k]
            if voice.speaker is None and last and (goes_on(doc, voice, sentence) or shows(voice, last)):
                voices[k] = dataclasses.replace(
                    voice, speaker=last[0].speaker, evidential=last[0].evidential, carried=True
                )
        main = [voices[k] for k in own if over_main_clause(voices[k], sentence)]
        if main:
            last = tuple(sorted(main, key=lambda v: v.rank()))
            if share:
                figures, since = last, 0
            continue
        if not own and share and figures and since <= FIGURES_HOLD:
            content = trim(doc, sentence.start, sentence.end)
            found += [
                dataclasses.replace(v, content=(content,), cue=(), carried=True, manner="carried", verb=-1)
                for v in figures
                if v.speaker is not None
            ]
            since = 0
            continue
        if last and wholly_quoted(doc, sentence):
            continue  # whose words these are is told by running_on
        if last and opens_on(doc, sentence):
            if not all(v.speaker is not None and v.speaker.source.kind in KEEPS for v in last):
                last = ()
                continue
            content = trim(doc, sentence.start, sentence.end)
            again = [
                dataclasses.replace(v, content=(content,), cue=(), carried=True, manner="carried", verb=-1)
                for v in last
                if v.speaker is not None
            ]
            found += again
            continue
        last = ()
    return found


def has_share(doc: Doc, sentence: Span) -> bool:
    """Whether the sentence holds a percentage."""
    return any(
        q.unit == "percent" and sentence.start_char <= q.start
        for q in quantities_over(doc, sentence.start_char, sentence.end_char)
    )


def touches(voice: Voice, sentence: Span) -> bool:
    """Whether some of the content stands in the sentence."""
    return any(a < sentence.end and b > sentence.start for a, b in voice.content)


def goes_on(doc: Doc, voice: Voice, sentence: Span) -> bool:
    """Whether the cue is an infinitive that opens its sentence."""
    return voice.verb >= 0 and form_of(doc[voice.verb]) == "infinitive" and voice.verb - sentence.start <= 4


def shows(voice: Voice, last: tuple[Voice, ...]) -> bool:
    """Whether nobody says it, and a text was the source before: "A cable tells of talks. It appears that ..."."""
    return voice.manner == "seem" and all(v.speaker is not None and v.speaker.source.kind in KEEPS for v in last)


def over_main_clause(voice: Voice, sentence: Span) -> bool:
    """Whether the voice governs most of the sentence."""
    words = [t.i for t in sentence if t.is_alpha]
    covered = sum(1 for i in words if voice.covers(i) or any(a <= i < b for a, b in voice.cue))
    return covered * 2 >= len(words)


def opens_on(doc: Doc, sentence: Span) -> bool:
    """Whether the sentence opens with a connective by which a voice goes on."""
    first = next((t.i for t in sentence if not t.is_space and not t.is_punct), sentence.start)
    forms = tuple(lows(doc)[first : first + 5])
    return any(forms[: len(p)] == p for p in phrases(doc.lang_, "attribution", "carrying", "openers"))


def wholly_quoted(doc: Doc, sentence: Span) -> bool:
    """Whether the whole sentence stands between marks of quotation."""
    start, end = trim(doc, sentence.start, sentence.end)
    return any(a <= start and end <= b for a, b in quotations_over(doc, start, end))
