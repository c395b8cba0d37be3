"""Text -> the times in it."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re
from collections.abc import Iterable, Iterator
from typing import Final

from whence import knowledge
from whence.finding.figures.numbers import either, fold
from whence.finding.times.grammar import Expression, Grammar, grammar
from whence.finding.times.resolving import Base, Resolved, Story, resolve
from whence.finding.times.tenses import Tenses, tenses_of_text
from whence.finding.times.timex import bounds_of, day_of, moved
from whence.model import Published, Time

_HOW_KNOWN: Final = {
    "metadata": "from the metadata",
    "text": "from the text",
    "filename": "from the file name",
    "inferred": "inferred",
    "unknown": "given",
}


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
    found = [
        _time(text, e, r, published)
        for e, r, _ in _resolved(text, folded, list(grammar(language).expressions(folded, text)), language, published, tense)
    ]
    return found


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
    leads = _leads(language)
    for expression, resolved, link in _resolved(text, folded, expressions, language, published, tense):
        time = _time(text, expression, resolved, published)
        if link == "opens":
            begun = dataclasses.replace(time, start_char=expression.whole)
            continue
        if link == "closes" and begun is not None:
            time = _joined(text, begun, time)
        begun = None
        low = times[-1].end_char if times else 0
        times.append(_led(text, folded, _around(time, expression, published), leads, low, published))
    if begun is not None:
        times.append(begun)
    return times


@functools.cache
def _periods(language: str) -> tuple[tuple[str, str], ...]:
    """The named periods of the knowledge tables: folded name, interval."""
    periods = knowledge.load().periods(language)
    return tuple(sorted({fold(name): f"{p.start}/{p.end or '..'}" for p in periods for name in p.names}.items()))


def _resolved(
    text: str, folded: str, expressions: list[Expression], language: str, published: Published | None, tense: Tenses | None
) -> Iterator[tuple[Expression, Resolved, str | None]]:
    """Each expression with its value, and whether it opens or closes a period."""
    linked = _linked(folded, expressions, language)
    story = Story(day_of(published.date) if published is not None else None)
    tell = tense if tense is not None else tenses_of_text(folded, language)
    sequence, noun = _after(language, "sequence"), _after(language, "of")
    paragraph = 0
    for i, (expression, link) in enumerate(linked):
        newline = folded.rfind("\n", 0, expression.start)
        of_noun = noun.search(folded[max(0, expression.start - 8) : expression.start]) is not None
        story.tense = None if of_noun else tell(expression.start, expression.end)
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
    if story.now is None and same:
        return True
    return "direction" not in expression.parts and sequence.search(lead) is not None


@functools.cache
def _after(language: str, kind: str) -> re.Pattern[str]:
    """Whether a text ends in one of the lead words of a kind, an article or short word aside."""
    return re.compile(rf"(?<!\w){either(grammar(language).data['leads'][kind])}(?:\s+\w{{1,3}})?\s*$")


def _linked(folded: str, expressions: list[Expression], language: str) -> list[tuple[Expression, str | None]]:
    """The expressions, those that are the two ends of a period marked so and sharing month and year."""
    out: list[tuple[Expression, str | None]] = []
    between = _between(language)
    i = 0
    while i < len(expressions):
        first = expressions[i]
        second = expressions[i + 1] if i + 1 < len(expressions) else None
        if second is None or not _same_kind(first, second):
            out.append((first, None))
            i += 1
            continue
        link = "range" if first.link == "range" else None
        opened = first.whole
        if link is None and first.link is None and first.make in ("date", "clock", "year"):
            opener = next((o.search(folded[max(0, first.start - 14) : first.start]) for o, c in between
                           if o.search(folded[max(0, first.start - 14) : first.start]) and c.fullmatch(folded[first.end : second.start])), None)
            if opener is not None:
                link, opened = "range", first.start - len(opener.group())
        shared = {k: v for k, v in second.parts.items() if k in ("month", "year", "yy", "direction", "unit", "n2") and k not in first.parts}
        if first.link == "each" or link == "range":
            coarse = "month" in second.parts or "month" not in first.parts
            if coarse:
                first = first._replace(parts={**first.parts, **shared})
        if link == "range":
            out += [(first._replace(whole=opened), "opens"), (second, "closes")]
            i += 2
        elif first.link == "each":
            out += [(first, None), (second, None)]
            i += 2
        else:
            out.append((first, None))
            i += 1
    return out


def _same_kind(first: Expression, second: Expression) -> bool:
    if second.start - first.end > 20:
        return False
    return first.make == second.make or {first.make, second.make} <= {"date", "year", "shift"}


@functools.cache
def _between(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    out = []
    for opener, closer in grammar(language).data["leads"]["between"]:
        lead = rf"(?<!\w){re.escape(opener)}\s*(?:l[ea]s?\s+|l'|the\s+)?$" if opener else r"$"
        out.append((re.compile(lead), re.compile(rf"\s*,?\s*{re.escape(closer)}\s*")))
    return tuple(out)


def _time(text: str, expression: Expression, resolved: Resolved, published: Published | None) -> Time:
    start, end = bounds_of(resolved.value)
    return Time(
        text=text[expression.start : expression.end],
        start_char=expression.start,
        end_char=expression.end,
        timex=resolved.value,
        start=start,
        end=end,
        anchor=_anchor(resolved.base, published, resolved.told),
        type=resolved.type,
    )


def _anchor(base: Base | None, published: Published | None, told: str | None = None) -> str | None:
    if base is None:
        return None
    if base == "then":
        return f"the time told before it ({told})" if told else "no time told before it"
    if published is None or published.date is None:
        return "publication date unknown"
    return f"publication date ({_HOW_KNOWN[published.basis]})"


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


_Leads = tuple[tuple[str, re.Pattern[str]], ...]


@functools.cache
def _leads(language: str) -> _Leads:
    data = grammar(language).data["leads"]
    article = rf"(?:(?:\s+|(?<=')){either(data['articles'])})?"
    return tuple(
        (kind, re.compile(rf"(?<!\w){either(data[kind])}{article}\s*$")) for kind in ("within", "until", "since", "before", "after", "in")
    )


def _led(text: str, folded: str, time: Time, leads: _Leads, low: int, published: Published | None) -> Time:
    """The time with the preposition before it, and its bounds as that one moves them."""
    before = folded[max(low, time.start_char - 24) : time.start_char]
    best: tuple[int, str] | None = None
    for kind, lead in leads:
        match = lead.search(before)
        if match is not None and (best is None or len(match.group()) > best[0]):
            best = len(match.group()), kind
    if best is None:
        return time
    length, kind = best
    start = time.start_char - length
    time = dataclasses.replace(time, text=text[start : time.end_char], start_char=start)
    today = published.date if published is not None else None
    if time.type == "DURATION":
        return _lasting(time, published, back=kind == "since") if kind in ("since", "within") else time
    if kind == "since" and "/" not in (time.timex or ""):
        return dataclasses.replace(time, end=today if today and time.start and time.start <= today else None)
    if kind == "until":
        return dataclasses.replace(time, start=None)
    if kind == "before" and time.start is not None:
        return dataclasses.replace(time, start=None, end=_next_day(time.start, -1))
    if kind == "after" and time.end is not None:
        return dataclasses.replace(time, start=_next_day(time.end, 1), end=None)
    return time


def _around(time: Time, expression: Expression, published: Published | None) -> Time:
    """A duration that ends or begins today ("the last three years"), with its bounds."""
    direction = expression.parts.get("span_dir")
    if not isinstance(direction, int):
        return time
    return _lasting(time, published, back=direction < 0)


def _lasting(time: Time, published: Published | None, *, back: bool) -> Time:
    """A duration up to today, or from today on, with its bounds."""
    today = day_of(published.date) if published is not None else None
    anchored = dataclasses.replace(time, anchor=_anchor("now", published))
    if today is None:
        return anchored
    other = moved(today, time.timex or "", -1 if back else 1)
    day = other.isoformat() if other is not None else None
    start, end = (day, today.isoformat()) if back else (today.isoformat(), day)
    return dataclasses.replace(anchored, start=start, end=end)


def _next_day(day: str, step: int) -> str | None:
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=step)).isoformat()
    except (ValueError, OverflowError):
        return None


def bounds(times: Iterable[Time], tense: Tenses | None = None) -> Published:
    """When an undated text can have been published, by the absolute times it tells of in the past.

    It cannot be older than the latest of them. With ``tense``, times told in the future bound it from above, and
    those that are not told in the past bound nothing from below. Basis "inferred", or "unknown" without any bound.
    """
    earliest: str | None = None
    latest: str | None = None
    for time in times:
        if time.anchor is not None or time.type not in ("DATE", "TIME"):
            continue
        told = tense(time.start_char, time.end_char) if tense is not None else "past"
        if told == "past" and time.start is not None:
            earliest = max(earliest or time.start, time.start)
        if told == "future" and time.end is not None:
            latest = min(latest or time.end, time.end)
    if earliest is not None and latest is not None and latest < earliest:
        latest = None
    return Published(None, "inferred" if earliest or latest else "unknown", earliest, latest)


__all__ = ["bounds", "find_times", "find_timexes"]
