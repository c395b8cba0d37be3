"""What a person filled in on a page -> a decision. Nothing is read from a form but what the page asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs

from fastapi import Request

from whence.errors import RecordError
from whence.model import Statement
from whence.record.deciding import ACTIONS, Decision, found

LARGEST: Final = 200_000
"""The bytes that a form may have."""

ROLES: Final = ("actor", "recipient", "object", "other")
_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

Form = Mapping[str, list[str]]


async def form_of(request: Request) -> Form:
    """The fields of a form that was sent. Raises RecordError where it is too large."""
    body = await request.body()
    if len(body) > LARGEST:
        raise RecordError("the form: it has more than can be taken down; shorten the note")
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=5_000)


def first(form: Form, name: str, default: str = "") -> str:
    """The value of a field, without white space around it, its lines as in reports."""
    return form.get(name, [default])[0].replace("\r\n", "\n").strip()


def decision_of(form: Form, by: str, statement: Statement | None) -> Decision:
    """The decision that a form of the pages means; `statement` is what it is on, None where that is a claim.

    Raises:
        RecordError: it says what cannot be understood.
    """
    action, on = first(form, "action"), first(form, "on")
    if action not in ACTIONS:
        raise RecordError(f"review {on}: {action or 'nothing'} is no action; there are {', '.join(ACTIONS)}")
    after: dict[str, Any] | None = None
    others: tuple[str, ...] = ()
    match action:
        case "rate":
            after = {name: first(form, name) for name in ("reliability", "credibility") if first(form, name)}
        case "correct" if statement is not None:
            after = correction(form, statement)
        case "merge":
            others = tuple(filter(None, (_claim_id(first(form, "other")) or first(form, "suggested"),)))
        case "split":
            others = tuple(form.get("out", ()))
    seen = first(form, "seen")
    return Decision(
        by=by,
        action=action,
        on=on,
        after=after,
        note=first(form, "note") or None,
        others=others,
        seen=int(seen) if seen.isdecimal() and len(seen) < 9 else None,
    )


def _claim_id(given: str) -> str:
    """An id of a claim, of which people may give the address."""
    return given.rstrip("/").rsplit("/", 1)[-1].removesuffix(".json")


def fields(statement: Statement, after: Mapping[str, Any] | None = None) -> dict[str, str]:
    """What stands in the form of corrections: what the machine found, or a person said `after` it."""
    values = {**found(statement), **(after or {})}
    time = values.get("time") or {}
    parts = values.get("participants") or ()
    filled = {
        "quote": (values.get("evidence") or {}).get("quote", statement.quote),
        "time_start": time.get("start") or "",
        "time_end": time.get("end") or "",
        "chain": " <- ".join(values.get("chain") or ()),
        **{role: "; ".join(part["name"] for part in parts if part["role"] == role) for role in ROLES},
    }
    plain = ("event_type", "mode", "relation", "polarity", "modality", "evidential")
    return filled | {name: values.get(name) or "" for name in plain}


def correction(form: Form, statement: Statement) -> dict[str, Any]:
    """The fields that a form has otherwise than the machine found them.

    Raises:
        RecordError: a date is none.
    """
    was = fields(statement)
    said = {name: first(form, name, old) for name, old in was.items()}
    changed = {name for name, old in was.items() if said[name] != old.strip()}
    after: dict[str, Any] = {}
    for name in ("event_type", "mode", "relation", "polarity", "modality", "evidential"):
        if name in changed:
            after[name] = said[name] or None
    if changed.intersection(ROLES):
        after["participants"] = [{"role": role, "name": name} for role in ROLES for name in _names(said[role])]
    if changed & {"time_start", "time_end"}:
        after["time"] = _time(said["time_start"], said["time_end"])
    if "chain" in changed:
        after["chain"] = [name for part in re.split(r"<-|←|;", said["chain"]) if (name := part.strip())]
    if "quote" in changed:
        after["evidence"] = {"start": statement.evidence.start, "quote": said["quote"]}
    return after


def _names(said: str) -> list[str]:
    return [name for part in said.split(";") if (name := part.strip())]


def _time(start: str, end: str) -> dict[str, str] | None:
    for date in filter(None, (start, end)):
        if not _DATE.fullmatch(date):
            raise RecordError(f"{date}: no date; a date is YYYY, YYYY-MM or YYYY-MM-DD")
    if start and end and start > end:
        raise RecordError(f"{start} – {end}: it ends before it begins; give the earlier date first")
    return {name: value for name, value in (("start", start), ("end", end)) if value} or None
