"""The tense of the clause around a passage: by the forms of verbs in its sentence, or by a parse."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable
from typing import Final

from spacy.tokens import Doc, Token

from whence.finding.times.story import Tense
from whence.language.lexicons import lexicon

Tenses = Callable[[int, int], Tense | None]
"""(start, end) of a passage -> the tense of its clause, None where nothing tells."""

_SENTENCE_END: Final = re.compile(r"[.!?…](?=[\s»\"”]|$)|\n|;")
_REACH: Final = 160
_BREAK: Final = re.compile(r"[,:\"“”«»—–]")
_ACROSS: Final = 12
"""What a comma or quotation mark between the verb and the time counts, in characters of distance."""


@functools.cache
def _verbs(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The verbs before a time, among which those of plans and orders tell of what comes; those after it."""
    data = lexicon(language, "times")["tense"]
    told = "|".join(f"(?P<{tense}>{data[tense]})" for tense in ("future", "past", "present"))
    planned = told.replace("(?P<future>", f"(?P<future>{data['planned']}|", 1)
    return re.compile(planned), re.compile(told)


def tenses_of_text(folded: str, language: str) -> Tenses:
    """Tenses told by the nearest verb form in the same sentence of a folded text."""
    before, after = _verbs(language)

    def tense(start: int, end: int) -> Tense | None:
        low, high = max(0, start - _REACH), min(len(folded), end + _REACH)
        for boundary in _SENTENCE_END.finditer(folded, low, start):
            low = boundary.end()
        stop = _SENTENCE_END.search(folded, end, high)
        high = stop.start() if stop is not None else high
        best: tuple[int, Tense] | None = None
        for verb in itertools.chain(before.finditer(folded, low, start), after.finditer(folded, end, high)):
            if verb.end() <= start:
                distance, between = start - verb.end(), folded[verb.end() : start]
            else:
                distance, between = verb.start() - end, folded[end : verb.start()]
            distance += _ACROSS * len(_BREAK.findall(between)) + (40 if verb.lastgroup == "present" else 0)
            if best is None or distance < best[0]:
                best = distance, verb.lastgroup  # type: ignore[assignment]
        return best[1] if best is not None else None

    return tense


def tenses_of_parse(doc: Doc, fallback: Tenses) -> Tenses:
    """Tenses told by the verb that the expression hangs on (Universal Dependencies), else by the fallback."""

    def tense(start: int, end: int) -> Tense | None:
        span = doc.char_span(start, end, alignment_mode="expand")
        around = fallback(start, end)
        if span is None or not len(span) or around == "future":
            return around  # "was due to leave on Monday": the form of the verb alone would say that it is past
        for token in (span.root, *span.root.ancestors):
            if token.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in token.children):
                told = _tense_of(token)
                if told is not None:
                    return told
        return around

    return tense


def _tense_of(verb: Token) -> Tense | None:
    forms = [verb, *(c for c in verb.children if c.dep_.startswith(("aux", "cop")))]
    tenses = {t for form in forms for t in form.morph.get("Tense")}
    finite = [f for f in forms if "Fin" in f.morph.get("VerbForm")]
    if "Fut" in tenses:
        return "future"
    if any(t in ("Past", "Imp") for f in finite for t in f.morph.get("Tense")):
        return "past"
    if finite and "Part" in verb.morph.get("VerbForm") and any(f.dep_ == "aux:tense" for f in finite):
        return "past"
    return None


__all__ = ["Tenses", "tenses_of_parse", "tenses_of_text"]
