"""What the machine found and what people decided, side by side: for one statement, and in short for many."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from whence.model import Review, Statement, as_json
from whence.record.anchors import is_placement
from whence.record.deciding import found
from whence.record.judging import Status, holding, standing, statement_status, verdicts

if TYPE_CHECKING:
    from whence.record import Record

FIELDS: Final[Mapping[str, str]] = {
    "evidence": "Passage",
    "event_type": "Event type",
    "mode": "Mode",
    "relation": "Relation",
    "participants": "Participants",
    "time": "Time",
    "polarity": "Polarity",
    "modality": "Modality",
    "evidential": "On whose word",
    "chain": "Sources",
}
"""What is judged, in words, in the order in which it is shown."""

ACTIONS: Final[Mapping[str, str]] = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "merge": "merged",
    "split": "split",
    "rate": "rated",
    "note": "noted",
    "place": "placed by hand",
}
"""What people did, in words."""


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A field: what the machine found, and what each person who has judged says."""

    field: str
    name: str
    machine: str
    people: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Panel:
    """A statement to decide on: its status, how many decisions the page shows, who has judged, and all that was said.

    `changed` tells that some of it was judged on an earlier reading, in which the machine found something else.
    """

    statement: str
    status: Status
    seen: int
    judged: Mapping[str, Review]
    said: tuple[Told, ...]
    changed: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A review in words. `holds` is False where it was taken back; `action` is what was done, in words; `quote` is of
    the statement that it is on, empty where it is on a claim."""

    review: Review
    holds: bool
    action: str
    detail: str
    quote: str = ""


def panels(record: Record, statements: Iterable[Statement]) -> dict[str, Panel]:
    """What people have decided on each of the statements."""
    kept = {statement.id: statement for statement in statements}
    on_each = record.reviewing.on_each(kept)
    return {id_: panel(statement, on_each.get(id_, [])) for id_, statement in kept.items()}


def panel(statement: Statement, reviews: Sequence[Review]) -> Panel:
    """What people have decided on a statement, from all reviews on it."""
    judged = verdicts(standing(reviews))
    now = as_json(found(statement))
    changed = any(
        isinstance(review.before, Mapping) and review.before.get("found", now) != now for review in judged.values()
    )
    return Panel(statement.id, statement_status(judged.values()), len(reviews), judged, told(reviews), changed)


def told(reviews: Sequence[Review]) -> tuple[Told, ...]:
    """Reviews in words, in the order of time."""
    hold = {review.id for review in holding(reviews)}
    by_id = {review.id: review for review in reviews}
    lines = []
    for review in reviews:
        before = review.before if isinstance(review.before, Mapping) else {}
        if is_placement(review):
            was = before["review"]
            what = ACTIONS.get(str(was.get("action")), "")
            words = f"what {was.get('by', '')} {what} on {str(was.get('at', ''))[:10]}"
            lines.append(Told(review, review.id in hold, ACTIONS["place"], words))
        elif "review" in before:
            old = by_id.get(review.on)
            action = ACTIONS.get(str(before["review"].get("action")), "")
            lines.append(Told(review, True, f"took back that it was {action}", f"of {old.at}" if old else ""))
        else:
            quote = str(before["statements"][0]["quote"]) if "found" in before else ""
            lines.append(Told(review, review.id in hold, ACTIONS[review.action], detail(review), quote))
    return tuple(lines)


def detail(review: Review) -> str:
    """What a review says beside its action: of a correction, what each field was and what it became."""
    before = review.before if isinstance(review.before, Mapping) else {}
    was = before.get("found") or {}
    after = review.after if isinstance(review.after, Mapping) else {}
    match review.action:
        case "rate":
            scales = (("reliability", "source"), ("credibility", "what it says"))
            return ", ".join(f"{words} {after[name]}" for name, words in scales if after.get(name))
        case "correct":
            return "; ".join(_changed(name, was.get(name), after[name]) for name in FIELDS if name in after)
        case "merge":
            return f"with “{after.get('gist', '')}”"
        case "split":
            quotes = [f"“{one.get('quote', '')}”" for one in after.get("statements", ())]
            return "taken out: " + ", ".join(quotes)
    return ""


def _changed(field: str, was: Any, now: Any) -> str:
    return f"{FIELDS[field].lower()}: {words(field, was)} → {words(field, now)}"


def lines(statement: Statement, judged: Mapping[str, Review]) -> list[Line]:
    """The fields of a statement with what the machine found and what each person says; empty ones are left out."""
    machine = found(statement)
    shown = []
    for field, name in FIELDS.items():
        people = tuple(_says(field, review) for review in judged.values())
        if field in machine or any(review.action == "correct" and field in review.after for review in judged.values()):
            shown.append(Line(field, name, words(field, machine.get(field)), people))
    return shown


def _says(field: str, review: Review) -> str:
    if review.action == "correct":
        return words(field, review.after[field]) if field in review.after else "as found"
    return "as found" if review.action == "accept" else "rejected"


def words(field: str, value: Any) -> str:
    """The value of a field as people read it."""
    if value in (None, "", [], ()):
        return "none"
    match field:
        case "evidence":
            return f"“{value['quote']}”"
        case "participants":
            return "; ".join(f"{part['name']} ({part['role']})" for part in value)
        case "time":
            start, end = value.get("start"), value.get("end")
            return value.get("timex") or (start if start == end else f"{start or '…'} – {end or '…'}") or "none"
        case "chain":
            return " ← ".join(one if isinstance(one, str) else one["name"] for one in value)
    return str(value)
