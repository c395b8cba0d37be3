"""The fields of the record in words for people: certainty, dates, counts. A hedge in the record stays one here."""

from __future__ import annotations

import calendar
import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from whence.model import Claim, Document, Modality, Statement, Time

SHORT: Final = 8
"""The characters of an id that people see; commands take any beginning of an id that only one has."""

_CALENDAR: Final = re.compile(r"\d{4}(-\d\d){0,2}")
_AS: Final[Mapping[Modality, str]] = {
    "attempted": "attempted",
    "intended": "intended",
    "possible": "possible",
    "hypothetical": "only hypothetical",
}
_BASIS: Final = {
    "metadata": "from the page's metadata",
    "text": "from its text",
    "filename": "from its file name",
    "inferred": "inferred",
}
_WHY: Final = {
    "denial": "one denies the other",
    "value": "another value",
    "date": "another date",
    "participant": "another participant",
}


def short(id_: str) -> str:
    """An id as people see it."""
    return id_[:SHORT]


def count(number: int, thing: str, things: str | None = None) -> str:
    """ "1 report", "2 reports"."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def certainty(statement: Statement) -> str:
    """How certain a statement is, as a phrase: "said to be possible (hearsay)", "stated not to be so".

    "stated" is the report's own voice, "said" somebody's (attributed) or nobody's in particular (hearsay).
    """
    stated = statement.evidential == "stated"
    verb = "stated" if stated else "said"
    mark = "" if stated else f" ({statement.evidential})"
    negated = statement.polarity == "negated"
    if statement.modality == "actual":
        if stated and not negated:
            return "stated as a fact"
        return f"{verb} {'not ' if negated else ''}to be so{mark}"
    if negated:
        return f"{verb} not to be so, as {_AS[statement.modality]}{mark}"
    return f"{verb} to be {_AS[statement.modality]}{mark}"


def transfer_certainty(statement: Statement) -> str:
    """What is said of an arms transfer, with its hedges: "said to have been considered (hearsay)".

    Where the transfer is denied, planned or merely possible, the status stands by itself: "considered, said to be
    intended (attributed)".
    """
    status = statement.transfer.status if statement.transfer else "reported"
    if status == "reported":
        return certainty(statement)
    plain = statement.modality == "actual" or (statement.modality == "possible" and status == "considered")
    if not plain or statement.polarity == "negated" or status == "denied":
        return f"{status}, {certainty(statement)}"
    stated = statement.evidential == "stated"
    hedges = [statement.evidential] * (not stated) + ["possible"] * (statement.modality == "possible")
    return f"{'stated' if stated else 'said'} to have been {status}" + (f" ({', '.join(hedges)})" if hedges else "")


def tally(phrases: Iterable[str]) -> str:
    """Each phrase once, the most frequent first, with how often it occurs where there are several: "stated as a fact
    twice; said to be so (hearsay) once"."""
    counted = sorted(Counter(phrases).items(), key=lambda item: (-item[1], item[0]))
    if len(counted) == 1:
        return counted[0][0]
    return "; ".join(f"{phrase} {often(times)}" for phrase, times in counted)


def often(times: int) -> str:
    """ "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(times, f"{times:,} times")


def support(claim: Claim) -> str:
    """What a claim rests on: "5 reports, 2 independent origins (1 weak, 1 a party), circular"."""
    weak, party = (sum(getattr(origin, mark) for origin in claim.origins) for mark in ("weak", "party"))
    marks = [f"{weak} weak"] * bool(weak) + [f"{party} a party" if party == 1 else f"{party} parties"] * bool(party)
    words = f"{count(claim.documents, 'report')}, {count(claim.independent, 'independent origin')}"
    words += f" ({', '.join(marks)})" if marks else ""
    return words + (", circular" if claim.circular else "")


def reviewed(claim: Claim) -> list[str]:
    """What people have decided on a claim: "reviewed: accepted, rated B3, 1 statement rejected"; empty without."""
    told: list[str] = [claim.status] * (claim.status != "unreviewed")
    if claim.rating:
        told.append(f"rated {claim.rating.reliability or '–'}{claim.rating.credibility or '–'}")
    left = len(set(claim.statements).difference(*(origin.statements for origin in claim.origins)))
    if claim.origins and left:
        told.append(f"{count(left, 'statement')} rejected and not counted")
    return ["reviewed: " + ", ".join(told)] if told else []


def conflict(why: str) -> str:
    """Why two claims cannot hold together."""
    return _WHY.get(why, why)


def when(time: Time | None) -> str:
    """A time as exactly as it is known: "2021-10", "2015–2019", "between 2021-06 and 2021-08"; else its words.

    A dash stands for a period that the text gives from here to there, "between" for a time that lies somewhere within.
    """
    match extent(time):
        case Extent("period", start, end):
            return f"{start}–{end}" if len(start) == len(end) == 4 else f"{start} – {end}"
        case Extent("from_to", start, end):
            return f"from {start} to {end}"
        case Extent("between", start, end):
            return f"between {start} and {end}"
        case Extent("from", start):
            return f"from {start} on"
        case Extent("until", _, end):
            return f"until {end}"
        case Extent("at", start):
            return start
    return f"undated (“{time.text}”)" if time else "undated"


class Extent(NamedTuple):
    """How far a time reaches, as exactly as it is known. Bounds are ISO dates, months or years, empty where open.

    `form` says how they are meant: "at" one of them; a "period" from here to there; "from_to", which begins in one and
    ends on a day; some time "between" them; "from" one on; "until" one; "undated".
    """

    form: Literal["at", "period", "from_to", "between", "from", "until", "undated"]
    start: str = ""
    end: str = ""


def extent(time: Time | None) -> Extent:
    """How far a time reaches."""
    if time is None:
        return Extent("undated")
    first, slash, last = (time.timex or "").partition("/")
    start, end = _named(time.start, first), _named(time.end, last)
    if time.start and time.end:
        if slash and start != end:
            return Extent("period", start, end)
        if first and time.start.startswith(first) and not time.end.startswith(first):
            return Extent("from_to", start, time.end)
        return stretch(time.start, time.end)
    if start:
        return Extent("from", start)
    return Extent("until", end=end) if end else Extent("undated")


def _named(bound: str | None, value: str) -> str:
    """A bound as exactly as the text named it: the year, month or day of the TIMEX3 value, where it is one."""
    return value if bound and _CALENDAR.fullmatch(value) and bound.startswith(value) else bound or ""


def order(time: Time | None) -> tuple[bool, str, str]:
    """A key that sorts by time: earlier first, of two that begin together the shorter first, undated last."""
    if time is None or not (time.start or time.end):
        return True, "", ""
    return False, time.start or time.end or "", time.end or "9999"


def published(document: Document) -> str:
    """When a report was published and how that is known."""
    known = document.published
    basis = _BASIS.get(known.basis)
    mark = f" ({basis})" if basis else ""
    if known.date:
        return known.date + mark
    if known.earliest and known.latest:
        bounds = stretch(known.earliest, known.latest)
        return (bounds.start if bounds.form == "at" else f"between {bounds.start} and {bounds.end}") + mark
    if known.earliest or known.latest:
        return (f"not before {known.earliest}" if known.earliest else f"not after {known.latest}") + mark
    return "date unknown"


def stretch(start: str, end: str) -> Extent:
    """Two ISO dates as the day, month or year that they bound; else as bounds, in whole months where they are whole."""
    if start == end:
        return Extent("at", start)
    try:
        first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    except ValueError:
        return Extent("between", start, end)
    if first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1]:
        return Extent("between", start, end)
    size = len("2021") if first.month == 1 and last.month == 12 else len("2021-10")
    return Extent("at", start[:size]) if start[:size] == end[:size] else Extent("between", start[:size], end[:size])
