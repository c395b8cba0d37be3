"""Quotations that run on: '"A," he said. "B."' is one attribution, and so is one whose first sentence alone hangs on
the cue. A quotation that nobody else claims, right behind the sentence of a cue that quotes, goes on in the same voice.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc

from whence.finding.candidates import clipped, quotation_around
from whence.finding.clauses import form_of
from whence.finding.contents import merge
from whence.finding.trees import sentence, trim
from whence.finding.voices import Stretch, Voice

QUOTING: Final = frozenset({"say", "show", "think", "deny", "ask", "promise", "accuse", "frame"})
SPOKEN: Final = 3  # tokens of the shortest quotation that is speech and no distance taken
ENDS: Final = frozenset({".", "!", "?", "…"})
INSERTING: Final = frozenset({",", "!", "?", "…"})
NEAR: Final = 3  # tokens between a cue that is thrown in and who speaks
OPENING: Final = 2  # tokens by which a content may begin behind the mark that opens its quotation


def run_on(doc: Doc, voices: Sequence[Voice]) -> list[Voice]:
    """The voices, each with the whole of the quotation that it begins, and with those that go on behind it."""
    quotes = sorted(doc._.quotations)
    if not quotes:
        return list(voices)
    whole = [_around_insertion(doc, _whole(doc, within(doc, voice, quotes), quotes), quotes) for voice in voices]
    claimed = {q for voice in whole for q in _touched(voice, quotes) if claims(voice, q)}
    ending: dict[int, int] = {}
    for n, voice in enumerate(whole):
        if voice.cue and voice.kind != "indirect" and voice.manner in QUOTING and not _inside(voice, quotes):
            end = max(sentence(doc[voice.cue[-1][1] - 1])[1], sentence(doc[voice.content[-1][1] - 1])[1])
            if end not in ending or whole[ending[end]].content[-1][1] <= voice.content[-1][1]:
                ending[end] = n
    for quote in quotes:
        if quote in claimed or not spoken_alone(doc, quote):
            continue
        before = _behind(doc, quote)
        if before in ending:
            n = ending[before]
            content = tuple(merge([*whole[n].content, trim(doc, *quote)]))
            whole[n] = dataclasses.replace(whole[n], content=content)
            ending[sentence(doc[quote[1] - 1])[1]] = n
    return whole


def within(doc: Doc, voice: Voice, quotes: Sequence[Stretch]) -> Voice:
    """The voice of a cue that is quoted itself, without what its content has beyond the quotation."""
    inside = quotation_around(voice.verb, quotes) if voice.verb >= 0 else None
    if inside is None or all(inside[0] <= a and b <= inside[1] for a, b in voice.content):
        return voice
    kept = [trim(doc, *clipped(piece, inside)) for piece in voice.content if piece[0] < inside[1]]
    kept = [(a, b) for a, b in kept if b > a]
    return dataclasses.replace(voice, content=tuple(kept)) if kept else voice


def _whole(doc: Doc, voice: Voice, quotes: Sequence[Stretch]) -> Voice:
    """The voice with the whole quotation where its content begins or ends amid one, and its cue stands outside."""
    if not voice.cue or voice.manner not in QUOTING:
        return voice
    pieces = []
    for start, end in voice.content:
        n = bisect_right(quotes, (end - 1, len(doc) + 1)) - 1
        a, b = quotes[n] if n >= 0 else (0, 0)
        if a + OPENING < start < end <= b <= end + OPENING and b <= voice.cue[0][0] and _opens(doc, start):
            start = a  # '"A. B," he said': the parse has B alone
        reach = len(doc) if start >= a else sentence(doc[end - 1])[1] + 1
        parts = a < end < b <= reach and start <= a + OPENING and not any(a <= i < b for i, _ in voice.cue)
        pieces.append(trim(doc, start, b) if parts else (start, end))
    if pieces == list(voice.content):
        return voice
    return dataclasses.replace(voice, content=tuple(merge(pieces)))


def _around_insertion(doc: Doc, voice: Voice, quotes: Sequence[Stretch]) -> Voice:
    """The voice of a cue that is thrown in within the marks ("« A, explique N. B. »"): all that they hold but for the
    cue and who speaks."""
    quote = quotation_around(voice.verb, quotes) if voice.verb >= 0 else None
    if quote is None or voice.speaker is None or voice.manner not in QUOTING or voice.carried or not voice.content:
        return voice
    begin, end = voice.cue[0][0], voice.cue[-1][1]
    behind = end <= voice.speaker.start <= end + NEAR
    if not behind or begin <= quote[0] or doc[begin - 1].text not in INSERTING or form_of(doc[voice.verb]) != "finite":
        return voice
    if voice.content[0][0] >= begin or any(a < quote[0] or b > quote[1] for a, b in voice.content):
        return voice
    after = next((a for a, _ in voice.content if a >= voice.speaker.end), None)
    rest = after if after is not None else min(sentence(doc[voice.verb])[1], quote[1])
    pieces = [p for p in (trim(doc, quote[0], begin), trim(doc, rest, quote[1])) if p[1] > p[0]]
    return dataclasses.replace(voice, content=tuple(merge(pieces)), kind="direct")


def _opens(doc: Doc, start: int) -> bool:
    """Whether a sentence begins at a token: the one before, marks apart, is a full stop."""
    return doc[start - 1].text in ENDS or (doc[start - 1].is_punct and doc[max(start - 2, 0)].text in ENDS)


def _touched(voice: Voice, quotes: Sequence[Stretch]) -> Iterator[Stretch]:
    """The quotations that a voice's content touches; `quotes` are sorted and do not overlap."""
    for start, end in voice.content:
        first = max(bisect_right(quotes, (start, 0)) - 1, 0)
        yield from quotes[first : bisect_right(quotes, (end, 0), lo=first)]


def claims(voice: Voice, quote: Stretch) -> bool:
    """Whether the quotation, or half of it, is in the content of a voice whose cue is outside."""
    a, b = quote
    if any(a <= i < b for i, _ in voice.cue):
        return False
    return 2 * sum(max(0, min(b, d) - max(a, c)) for c, d in voice.content) >= b - a


def _inside(voice: Voice, quotes: Sequence[Stretch]) -> bool:
    """Whether the cue stands in a quotation: who quotes there is quoted."""
    return quotation_around(voice.cue[0][0], quotes) is not None


def spoken_alone(doc: Doc, quote: Stretch) -> bool:
    """Whether the quotation is a sentence of its own: it begins one, and says something."""
    a, b = quote
    first, last = sentence(doc[a])[0], sentence(doc[b - 1])[1]
    alone = all(not doc[i].is_alpha for i in range(first, a)) and all(not doc[i].is_alpha for i in range(b, last))
    return alone and b - a >= SPOKEN and any(form_of(t) == "finite" for t in doc[a:b])


def _behind(doc: Doc, quote: Stretch) -> int:
    """Where the sentence in front of a quotation ends; -1 where a paragraph ends with it and the quotation is not all
    of the next."""
    first = sentence(doc[quote[0]])[0]
    for i in range(first - 1, -1, -1):
        if not doc[i].is_space and not doc[i].is_punct:
            end = sentence(doc[i])[1]
            break
    else:
        return -1
    after = next((t.text for t in doc[quote[1] : quote[1] + 3] if t.is_space), "\n" if quote[1] + 2 >= len(doc) else "")
    broken = any("\n" in doc[i].text for i in range(max(end - 2, 0), quote[0]))
    return end if not broken or "\n" in after else -1
