"""Text -> the times in it."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from typing import Final

from whence import knowledge
from whence.finding.figures.numbers import either, fold
from whence.finding.times.anchors import anchor
from whence.finding.times.grammar import Expression, grammar
from whence.finding.times.leading import lasting_from, led
from whence.finding.times.linking import End, linked
from whence.finding.times.resolving import resolve
from whence.finding.times.story import Resolved, Story
from whence.finding.times.tenses import Tenses, tenses_of_text
from whence.finding.times.timex import bounds_of, day_of
from whence.model import Published, Time

_LEAD: Final = 24
"""How far before an expression a word that tells its direction may begin."""


def find_timexes(
    text: str, language: str, published: Published | None = None, *, tense: Tenses | None = None
) -> list[Time]:
    """The time expressions of a text as TimeML has them: no leading preposition, the ends of a period apart.

    Relative ones are counted from the day of publication, or from the time told before; where neither is known the
    value keeps its X ("XXXX-05") and ``anchor`` says so. ``tense`` tells the tense of the clause around a passage;
    without it the forms of the verbs nearby do. Sorted by start, disjoint.

    Raises:
        UnknownLanguage: there is no ``times.toml`` for the language.
    """
    folded = fold(text)
    expressions = list(grammar(language).expressions(folded, text))
    resolved = _resolved(text, folded, expressions, language, published, tense)
    return [_time(text, expression, value, published) for expression, value, _ in resolved]


def find_times(
    text: str, language: str, published: Published | None = None, *, tense: Tenses | None = None
) -> list[Time]:
    """The times of a text as a statement has them: with their preposition, a period from here to there as one.

    As :func:`find_timexes`, but "between 2015 and 2019" is one time with the value ``2015/2019``, "since 2014" begins
    in 2014 and has no end but the day of publication, and named periods ("during the Suez crisis") are times too.

    Raises:
        UnknownLanguage: there is no ``times.toml`` for the language.
    """
    folded = fold(text)
    rules = grammar(language, _periods(language))
    expressions = [e for e in rules.expressions(folded, text) if not e.aside]
    times: list[Time] = []
    begun: Time | None = None
    for expression, resolved, link in _resolved(text, folded, expressions, language, published, tense):
        time = _time(text, expression, resolved, published)
        if begun is not None and link != "closes":  # its other end was no time after all
            times.append(begun)
            begun = None
        if link == "opens":
            begun = dataclasses.replace(time, text=text[expression.whole : time.end_char], start_char=expression.whole)
            continue
        if link == "closes" and begun is not None:
            time = _joined(text, begun, time)
        begun = None
        low = times[-1].end_char if times else 0
        bare = time.start_char
        time = led(text, folded, _around(time, expression, published), language, low, published)
        if expression.make == "period" and time.start_char == bare:
            continue  # "a film about the Korean War" tells no time
        times.append(time)
    if begun is not None:
        times.append(begun)
    return times


@functools.cache
def _periods(language: str) -> tuple[tuple[str, str], ...]:
    """The named periods of the knowledge tables: folded name, interval."""
    periods = knowledge.load().periods(language)
    return tuple(sorted({fold(name): f"{p.start}/{p.end or '..'}" for p in periods for name in p.names}.items()))


def _resolved(
    text: str,
    folded: str,
    expressions: list[Expression],
    language: str,
    published: Published | None,
    tense: Tenses | None,
) -> Iterator[tuple[Expression, Resolved, End | None]]:
    """Each expression with its value, and whether it opens or closes a period."""
    story = Story(day_of(published.date) if published is not None else None)
    tell = tense if tense is not None else tenses_of_text(folded, language)
    sequence, noun = _after(language, "sequence"), _after(language, "of")
    ahead, behind = _after(language, "ahead"), _after(language, "behind")
    paragraph = 0
    for expression, link in linked(folded, expressions, language):
        newline = folded.rfind("\n", 0, expression.start)
        of_noun = noun.search(folded[max(0, expression.start - 8) : expression.start]) is not None
        story.tense = None if of_noun else tell(expression.start, expression.end)
        lead = folded[max(0, expression.start - _LEAD) : expression.start]
        if ahead.search(lead) is not None:
            story.tense = "future"  # "put off until April"
        elif behind.search(lead) is not None:
            story.tense = "past"
        if expression.make == "clock" and newline + 1 == expression.start and story.now is not None:
            story.then = story.day = story.now.isoformat()  # an entry of a report as it happens
            story.then_text = None
        story.goes_on = _goes_on(story, folded, expression, sequence, newline < paragraph)
        resolved = resolve(expression.make, expression.parts, story)
        if resolved is None:
            continue
        if resolved.base == "then":
            resolved = dataclasses.replace(resolved, told=story.then_text)
        paragraph = expression.start
        if resolved.type in ("DATE", "TIME") and resolved.value is not None and resolved.value[:2].isdigit():
            story.then, story.then_text = resolved.value, text[expression.start : expression.end]
            story.day = resolved.value if day_of(resolved.value) is not None else story.day
        yield expression, resolved, link


def _goes_on(story: Story, folded: str, expression: Expression, sequence: re.Pattern[str], same: bool) -> bool:
    if story.then is None or not story.then[:4].isdigit():
        return False
    lead = folded[max(0, expression.start - 25) : expression.start]
    if story.now is not None and story.tense == "past" and story.then[:10] > story.now.isoformat():
        return False  # it goes on from another time than the one to come that was named in between
    if story.now is None and same:
        return True
    return "direction" not in expression.parts and sequence.search(lead) is not None


@functools.cache
def _after(language: str, kind: str) -> re.Pattern[str]:
    """Whether a text ends in one of the lead words of a kind, an article or short word aside."""
    words = grammar(language).data["leads"][kind]
    return re.compile(rf"(?<!\w){either(words)}(?:\s+\w{{1,3}})?\s*$" if words else r"(?!)")


def _time(text: str, expression: Expression, resolved: Resolved, published: Published | None) -> Time:
    start, end = bounds_of(resolved.value)
    return Time(
        text=text[expression.start : expression.end],
        start_char=expression.start,
        end_char=expression.end,
        timex=resolved.value,
        start=start,
        end=end,
        anchor=anchor(resolved.base, published, resolved.told),
        type=resolved.type,
    )


def _in_order(first: Time, second: Time) -> Time:
    """The first end of a period, a year back where it was put after the second ("from November to March")."""
    if first.start and second.end and first.start > second.end and first.anchor and first.timex:
        value = f"{int(first.timex[:4]) - 1:04d}{first.timex[4:]}"
        start, end = bounds_of(value)
        return dataclasses.replace(first, timex=value, start=start, end=end)
    return first


def _joined(text: str, first: Time, second: Time) -> Time:
    first = _in_order(first, second)
    value = f"{first.timex}/{second.timex}" if first.timex and second.timex else None
    return dataclasses.replace(
        second,
        text=text[first.start_char : second.end_char],
        start_char=first.start_char,
        timex=value,
        start=first.start,
        end=second.end,
        anchor=first.anchor or second.anchor,
    )


def _around(time: Time, expression: Expression, published: Published | None) -> Time:
    """A duration that ends or begins today ("the last three years"), with its bounds."""
    direction = expression.parts.get("span_dir")
    if not isinstance(direction, int):
        return time
    return lasting_from(time, published, back=direction < 0)
