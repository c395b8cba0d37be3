"""Every rule for a story that a machine can check. A finding names file, line, what is wrong and what to do."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from whence.finding.event_types import CONTEXTS, MODES, RELATIONS
from whence.finding.times.timex import bounds_of
from whence.measuring.annotation.between import check_between
from whence.measuring.annotation.chains import attributions_of
from whence.measuring.annotation.figures import digits_agree, read_figure
from whence.measuring.annotation.history import KINDS, Story
from whence.measuring.annotation.marks import AttributionMark, Marked, StatementMark
from whence.model import Passage

STATUSES: Final = ("considered", "ordered", "delivered", "denied", "reported")
MODALITIES: Final = ("actual", "attempted", "intended", "possible", "hypothetical")
REACH: Final = 10  # sentences over which a source may carry
_DATE: Final = re.compile(
    r"(\d{2,4}|[X\d]{4}(-[X\d]{2}(-[X\d]{2})?)?|[X\d]{4}-W[X\d]{2}(-WE|-[1-7])?|[X\d]{4}-(SP|SU|FA|WI|Q[1-4]|H[12])"
    r"|PAST_REF|PRESENT_REF|FUTURE_REF)(T(\d\d(:\d\d)?|MO|AF|EV|NI|MI|DT))?"
)
_DURATION: Final = re.compile(r"P(T?([\dX.]+|n)[YMWDHSCE]|([\dX.]+)(DE|CE|WE)|([\dX.]+[YMWD])*T?([\dX.]+[HMS])*)")
_MONTHS: Final = (
    ("janvier", "january"),
    ("février", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("août", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("décembre", "december"),
)
_DAYS: Final = (
    ("lundi", "monday"),
    ("mardi", "tuesday"),
    ("mercredi", "wednesday"),
    ("jeudi", "thursday"),
    ("vendredi", "friday"),
    ("samedi", "saturday"),
    ("dimanche", "sunday"),
)


def check_story(story: Story) -> Iterator[str]:
    """What is wrong with a story: each report by itself, and how they hang together."""
    for key, entity in story.entities.items():
        if entity.kind not in KINDS:
            yield f"{story.id}/history.toml: entity {key!r} is of no known kind ({entity.kind})"
        if not entity.names:
            yield f"{story.id}/history.toml: entity {key!r} has no name; give fr or en"
    for short, note in story.notes.items():
        if story.entity(note.outlet) is None:
            yield f"{story.id}/history.toml: the outlet {note.outlet!r} of {short} is no entity"
        if short in story.reports:
            yield from _Report(story, short).findings()
        else:
            yield f"{story.id}: {short} is not marked yet"
    strangers = story.reports.keys() - story.notes.keys()
    yield from (f"{story.id}: {short} is not in history.toml" for short in sorted(strangers))
    if strangers:
        return
    if story.claims or story.copies:
        yield from check_between(story)
    elif not story.notes.keys() - story.reports.keys():
        yield f"{story.id}: claims.mark is missing"


class _Report:
    """The findings of one report."""

    def __init__(self, story: Story, short: str) -> None:
        self.story, self.short = story, short
        self.report: Marked = story.reports[short]
        self.note = story.notes[short]
        self.by_label = {a.label: a for a in self.report.attributions}
        self.statements = {s.label: s for s in self.report.statements}

    def findings(self) -> Iterator[str]:
        """All of them."""
        name = self.report.name
        yield from (f"{name}: {w}" for w in self._header())
        yield from (f"{name}: {w}" for w in self._spans())
        marks: list[AttributionMark | StatementMark] = [*self.report.attributions, *self.report.statements]
        twice = [k for k, n in Counter(m.label for m in marks).items() if n > 1]
        yield from (f"{name}: the label {k} is used twice" for k in twice)
        for a in self.report.attributions:
            yield from (f"{name}:{a.line}: {a.label}: {w}" for w in self._attribution(a))
        for s in self.report.statements:
            yield from (f"{name}:{s.line}: {s.label}: {w}" for w in self._statement(s))

    def _header(self) -> Iterator[str]:
        head = dict(h.split(":", 1) for h in self.report.header if ":" in h)
        fields = {k.strip().casefold(): v.strip() for k, v in head.items()}
        if not (fields.get("média") or fields.get("outlet")):
            yield "the header names no outlet (% Média : … or % Outlet: …)"
        if fields.get("date") != self.note.date:
            yield f"its date is {fields.get('date')}, in history.toml {self.note.date}"

    def _known(self, key: str) -> bool:
        return self.story.entity(key) is not None

    def _spans(self) -> Iterator[str]:
        for span in self.report.spans:
            words = self.report.quote(Passage(span.start, span.end))
            if span.kind in ("name", "reference", "adjective") and not self._known(span.value):
                yield f"[{words}|{span.value}]: no such entity; define it in history.toml"
            elif span.kind == "time":
                yield from (f"[{words}|@{span.value}]: {w}" for w in self._time(words, span.value))
            elif span.kind == "figure":
                if (figure := read_figure(span.value)) is None:
                    yield f"[{words}|#{span.value}]: cannot be read; as in #~60 percent: imports"
                elif not digits_agree(words, figure):
                    yield f"[{words}|#{span.value}]: the digits are not those of the text"
            if words != words.strip():
                yield f"[{words}|…]: blanks at an end of a span"

    def _time(self, words: str, value: str) -> Iterator[str]:
        bare = value.removeprefix("SET ").strip()
        is_date = all(_DATE.fullmatch(v) for v in bare.split("/"))
        if not is_date and not _DURATION.fullmatch(bare):
            yield "no TIMEX3 value"
            return
        if value.startswith("SET ") or not is_date:
            return
        start, end = bounds_of(bare)
        low = words.casefold()
        if start and end:
            published = self.note.date
            if published and not -300 < int(start[:4]) - int(published[:4]) < 80:
                yield f"lies far from the publication date {published}"
            if start == end:
                weekday = datetime.date.fromisoformat(start).weekday()
                named = [i for i, names in enumerate(_DAYS) if re.search(rf"\b({'|'.join(names)})\b", low)]
                if named and weekday not in named:
                    yield f"{start} is no {_DAYS[named[0]][1]}"
                if published:
                    yield from self._shifted(low, start, published)
            if start[:7] == end[:7]:
                months = [i for i, names in enumerate(_MONTHS, 1) if re.search(rf"\b({'|'.join(names)})\b", low)]
                if months and int(start[5:7]) not in months and "may" not in low:
                    yield f"{value} is not in {_MONTHS[months[0] - 1][1]}"
        years = re.findall(r"\b(?:1[5-9]|20)\d\d\b", low)
        if years and not any(y in value or y[: len(value)] == value for y in years):
            yield f"{value} is not in {years[0]}"

    def _shifted(self, low: str, start: str, published: str) -> Iterator[str]:
        days = {"hier": -1, "yesterday": -1, "aujourd'hui": 0, "aujourd’hui": 0, "today": 0, "demain": 1, "tomorrow": 1}
        for word, shift in days.items():
            if low == word:
                want = datetime.date.fromisoformat(published) + datetime.timedelta(days=shift)
                near = {want + datetime.timedelta(days=d) for d in (-1, 0, 1)} if "“" in self.report.text else {want}
                if datetime.date.fromisoformat(start) not in near | {want}:
                    yield f"{word!r} in a report of {published} is {want}"

    def _attribution(self, a: AttributionMark) -> Iterator[str]:
        for quoted in filter(None, (a.source, a.via)):
            if quoted.key and not self._known(quoted.key):
                yield f"no such entity: {quoted.key!r}"
            if quoted.pieces and not quoted.key:
                yield "the source has words and no key; say who it is: key{words}"
        if not a.source.key and not a.hearsay:
            yield "no source: it is hearsay, or the key of the source that carries over is missing"
        if (
            a.hearsay
            and a.source.key
            and (e := self.story.entity(a.source.key))
            and e.kind not in ("unnamed", "document")
        ):
            yield f"hearsay with a source in particular ({a.source.key}); it is attributed then"
        if not a.cue and a.source.pieces:
            yield "no cue"
        seen, label = {a.label}, a.within
        while label is not None:
            if label in seen:
                yield "it is within itself"
                return
            if label not in self.by_label:
                yield f"in {label}: there is no such attribution"
                return
            seen.add(label)
            label = self.by_label[label].within

    def _statement(self, s: StatementMark) -> Iterator[str]:
        for kind, mode in s.types:
            if kind.isupper():
                if kind not in MODES:
                    yield f"{kind} is no PLOVER type"
                elif mode is not None and mode not in MODES[kind]:
                    yield f"{kind} has no mode {mode!r}; it has {', '.join(sorted(MODES[kind])) or 'none'}"
            elif kind not in ("relation", "figure") and kind not in RELATIONS:
                yield f"{kind!r} is no type: a PLOVER type in capitals, figure, relation, or a relation of the list"
        if s.types[0][0] == "figure" and not s.quantities:
            yield "a figure has a q"
        yield from (f"{c!r} is no PLOVER context" for c in s.contexts if c not in CONTEXTS)
        yield from self._participants(s)
        yield from self._filled(s)
        yield from self._grounds(s)

    def _participants(self, s: StatementMark) -> Iterator[str]:
        for p in s.participants:
            if p.key and not self._known(p.key):
                yield f"no such entity: {p.key!r}"
            if not p.key and p.passage is None:
                yield f"an empty {p.role}"
            if p.passage and not (s.evidence.start <= p.passage.start and p.passage.end <= s.evidence.end):
                yield f"{self.report.quote(p.passage)!r} does not stand in the evidence; understood: key{{}}"
        if s.types[0][0] != "figure" and not s.participants:
            yield "nobody takes part in it"

    def _filled(self, s: StatementMark) -> Iterator[str]:
        times = [x for x in self.report.spans if x.kind == "time"]
        if isinstance(s.time, Passage) and not any(_same(s.time, x.start, x.end) for x in times):
            yield f"time {self.report.quote(s.time)!r} is no marked time"
        if isinstance(s.time, str) and not (_DATE.fullmatch(s.time) or "/" in s.time or _DURATION.fullmatch(s.time)):
            yield f"time @{s.time}: no TIMEX3 value"
        if s.place is not None and not self._known(s.place.key):
            yield f"place: no such entity: {s.place.key!r}"
        figures = [x for x in self.report.spans if x.kind == "figure"]
        for q in s.quantities:
            if not any(_same(q, x.start, x.end) for x in figures):
                yield f"q {self.report.quote(q)!r} is no marked figure"
        if s.transfer is not None:
            yield from read_transfer(s.transfer, self._known)[1]

    def _grounds(self, s: StatementMark) -> Iterator[str]:
        if s.denies and s.denies not in self.statements:
            yield f"denies {s.denies}: there is no such statement"
        if s.on is not None and s.on not in self.by_label:
            yield f"on {s.on}: there is no such attribution"
            return
        above = attributions_of(self.report, s)
        if above:
            contents = [p for a in above for p in a.content]
            inside = any(p.start < s.evidence.end and s.evidence.start < p.end for p in contents)
            last = max(_sentence(self.report, p.end - 1) for p in contents)
            if not inside and not 0 <= s.sentence - last <= REACH:
                yield f"on {s.on}: its content neither holds the evidence nor ends in the {REACH} sentences before"
        for a in self.report.attributions:
            if a not in above and any(p.start <= s.evidence.start and s.evidence.end <= p.end for p in a.content):
                yield f"it lies in the content of {a.label} and is not on it"


def read_transfer(text: str, known: Callable[[str], bool]) -> tuple[dict[str, str], list[str]]:
    """The fields of a transfer (``NOR>KEN n=10 v=5e6EUR cat=ships ordered``), and what is wrong with it."""
    fields: dict[str, str] = {}
    wrong = []
    parties, _, rest = text.partition(" ")
    supplier, arrow, recipient = parties.partition(">")
    if not arrow:
        wrong.append(f"transfer begins with SUPPLIER>RECIPIENT, unknown ones as ? ({text!r})")
    for name, key in (("supplier", supplier), ("recipient", recipient)):
        if key and key != "?":
            fields[name] = key
            if not known(key):
                wrong.append(f"transfer: no such entity: {key!r}")
    words = rest.split()
    status = [w for w in words if w in STATUSES]
    if len(status) != 1:
        wrong.append(f"transfer ends with one of {', '.join(STATUSES)}")
    fields["status"] = status[0] if status else "reported"
    named = re.findall(r"\b(n|v|cat)=(.+?)(?=\s+(?:n|v|cat)=|\s+(?:" + "|".join(STATUSES) + r")\b|$)", rest)
    for k, v in named:
        fields[{"n": "number", "v": "value", "cat": "category"}[k]] = v
    if "number" in fields and not re.fullmatch(r"[\d.e]+", fields["number"]):
        wrong.append(f"transfer: n= is a number ({fields['number']!r})")
    if "value" in fields and not re.fullmatch(r"[\d.e+]+[A-Z]{3}", fields["value"]):
        wrong.append(f"transfer: v= is a number with its currency, 5e6EUR ({fields['value']!r})")
    return fields, wrong


def _same(p: Passage, start: int, end: int) -> bool:
    """A quoted figure or time is the marked one, or lies in it, or holds it whole."""
    return (start <= p.start and p.end <= end) or (p.start <= start and end <= p.end)


def _sentence(report: Marked, offset: int) -> int:
    return max((i for i, s in enumerate(report.sentences) if s.start <= offset), default=0)
