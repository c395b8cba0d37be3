"""Warnings that threaten: "Si la trêve est rompue, prévient le général, nous riposterons".

Who warns tells a thing, and by telling what will follow from the other's act threatens it (PLOVER, THREATEN). The words
of such an act are the cue and the content together.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from whence.finding.attributions import voices_over
from whence.finding.clauses import clause, form_of
from whence.finding.drafts import Draft
from whence.finding.hedges import has_condition, in_condition, judge, mood_of
from whence.finding.judged import frame_of
from whence.finding.participants import Cast
from whence.finding.predicates import event_of
from whence.finding.slots import verb_slots
from whence.finding.trees import children, kids, lemma, sentence, trim
from whence.finding.voices import Stretch, Voice
from whence.language.words import words


def threats(doc: Doc) -> Iterator[Draft]:
    """The threats of a Doc that are told as warnings, in no order."""
    for voice in doc._.voices:
        if voice.verb < 0 or voice.speaker is None or voice.carried or not voice.content:
            continue
        verb = doc[voice.verb]
        if not warns(verb) or not any(threatens(t) for a, b in voice.content for t in doc[a:b]):
            continue
        form = form_of(verb) or "finite"
        made = clause(verb, form)
        over = [v for v in voices_over(doc, verb) if v.verb != voice.verb]
        cast = Cast(doc)
        cast.fill("actor", [doc[voice.speaker.head]])
        if not cast.members:
            cast.add_phrase("actor", voice.speaker.start, voice.speaker.end)
        slots = verb_slots(made, verb)
        for place in ("obj", "iobj"):
            cast.fill("recipient", slots.get(place, ()))
        hedge = judge(made, verb, [], attributed=bool(over), past_report=False)
        yield Draft(
            verb,
            whole(doc, voice),
            cast,
            hedge,
            tuple(over),
            frame_of(verb, "THREATEN"),
            made=made,
        )


def warns(verb: Token) -> bool:
    """Whether the verb is one of warning: "avertir"."""
    return lemma(verb) in words(verb.lang_, "statements", "warning", "verbs")


def threatens(head: Token) -> bool:
    """Whether a predicate of what is told lies ahead and hangs on a condition, or is itself a hostile act."""
    if form_of(head) != "finite" or in_condition(head):
        return False
    made = clause(head, "finite")
    if mood_of(made.verb) == "" and not conditional(head):
        return False
    if has_condition(head) or conditional(head):
        return True
    named = event_of(made, head, verb_slots(made, head))
    return named is not None and named.frame.type in {"ASSAULT", "COERCE", "SANCTION"}


def conditional(head: Token) -> bool:
    """Whether a clause beside the predicate is its condition."""
    return any(form_of(c) == "finite" and in_condition(c) for c in kids(head))


def whole(doc: Doc, voice: Voice) -> Stretch:
    """The words of the act: content, cue and speaker, as far as the sentence of the cue goes."""
    verb = doc[voice.verb]
    first, last = sentence(verb)
    parts = [*voice.content, *voice.cue, (verb.i, verb.i + 1)]
    if voice.speaker is not None:
        parts.append((voice.speaker.start, voice.speaker.end))
    parts += [(c.i, c.i + 1) for c in children(verb, "nsubj")]
    inside = [(max(a, first), min(b, last)) for a, b in parts if a < last and b > first]
    return trim(doc, min(a for a, _ in inside), max(b for _, b in inside))
