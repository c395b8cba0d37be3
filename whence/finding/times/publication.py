"""When an undated text can have been published, by the times it tells of."""

from __future__ import annotations

from collections.abc import Iterable

from whence.finding.times.tenses import Tenses
from whence.model import Published, Time


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
