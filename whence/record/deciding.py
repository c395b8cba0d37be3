"""Taking a decision down: append-only, refused where the person has not seen what was decided meanwhile.

The functions here run in the caller's transaction, which has the write lock: of two people who decide at once, one
comes second and is told.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NoReturn

from sqlalchemy import Connection, distinct, func, insert, select

from whence.errors import Outdated, RecordError
from whence.model import Claim, Review, Statement, content_id
from whence.record import placing, queries, schema
from whence.record.anchors import Anchor, Side, anchor, is_placement, is_withdrawal, keep, targets
from whence.record.codec import encode
from whence.record.judging import holding, in_time
from whence.record.regrouping import regroup
from whence.record.standing import apply, reviews_of

Action = Literal["accept", "reject", "correct", "merge", "split", "rate", "note"]
ACTIONS: Final[tuple[Action, ...]] = ("accept", "reject", "correct", "merge", "split", "rate", "note")
JOINT: Final = ("merge", "split")
RELIABILITY: Final = tuple("ABCDEF")
CREDIBILITY: Final = tuple("123456")
CORRECTABLE: Final = (
    *("evidence", "event_type", "mode", "relation", "participants", "time"),
    *("polarity", "modality", "evidential", "chain"),
)
"""What of a statement a person can correct."""

_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "polarity": ("affirmed", "negated"),
    "modality": ("actual", "attempted", "intended", "possible", "hypothetical"),
    "evidential": ("stated", "attributed", "hearsay"),
}
_ROLES: Final = ("actor", "recipient", "object", "other")


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides on a statement or a claim.

    `after` is what a correction or a rating says. `others` are, of a merge, the claim to merge with, and of a split,
    the statements to take out. `seen` is how many decisions on it the person has seen; None forgoes the check.
    """

    by: str
    action: Action
    on: str
    after: Mapping[str, Any] | None = None
    note: str | None = None
    others: tuple[str, ...] = ()
    seen: int | None = None


def version(connection: Connection, id_: str) -> int:
    """How many decisions, withdrawn ones and withdrawals too, there are on a statement or a claim."""
    table, members = schema.review_targets, schema.claim_members
    query = select(func.count(distinct(table.c.review)))
    single = query.where(table.c.statement == id_, table.c.side == "statement")
    inside = select(members.c.statement).where(members.c.claim == id_)
    return (connection.scalar(single) or 0) + (
        connection.scalar(query.where(table.c.statement.in_(inside), table.c.side != "statement")) or 0
    )


def decide(connection: Connection, decision: Decision) -> Review:
    """Keeps a decision, and lets it count.

    Raises:
        Outdated: others have decided since the person looked.
        RecordError: it is on nothing in this record, or says what cannot be said.
    """
    if not decision.by.strip():
        raise RecordError("review: nobody is named who decides; give a name")
    statement = queries.statement(connection, decision.on)
    if statement is not None:
        return _on_statement(connection, decision, statement)
    claim = _claim(connection, decision)
    if claim.id != decision.on:
        decision = dataclasses.replace(decision, on=claim.id)
    return _on_claim(connection, decision, claim)


def withdraw(connection: Connection, by: str, id_: str, note: str | None = None) -> Review:
    """Takes back a decision of one's own, by another entry: nothing is ever erased. Raises RecordError."""
    old = reviews_of(connection, [id_]).get(id_)
    if old is None:
        raise RecordError(f"review {id_}: there is none in this record")
    if old.by != by:
        raise RecordError(f"review {id_}: it is {old.by}'s, and nobody takes back another's; decide otherwise yourself")
    of_it = targets(connection, [id_])[id_]
    beside = set(connection.scalars(select(schema.reviews.c.id).where(schema.reviews.c.on == id_)))
    if old.id not in {review.id for review in holding([old, *reviews_of(connection, beside).values()])}:
        if is_withdrawal(old):
            raise RecordError(f"review {id_}: it takes another back, and stays; decide again instead")
        raise RecordError(f"review {id_}: it was taken back already")
    told = {"action": "place" if is_placement(old) else old.action, "at": old.at, "on": old.on}
    anchors: dict[Side, list[tuple[Anchor, str | None]]] = {}
    for one in of_it:
        anchors.setdefault(one.side, []).append((one.anchor, one.statement))
    review = _written(connection, Decision(by, "reject", id_, note=note), {"review": told}, None, anchors)
    joint = old.action in JOINT
    if is_placement(old):
        placing.move_back(connection, old)
        joint = reviews_of(connection, [old.on])[old.on].action in JOINT
    _count(connection, review.at, anchors, joint=joint)
    return review


def place(
    connection: Connection, by: str, id_: str, statement: str, target: int | None = None, note: str | None = None
) -> Review:
    """Places a decision that has lost its place on a statement of the same report, by one more entry; `target` is the
    number of the anchor, where it has several. Raises RecordError where that cannot be."""
    if not by.strip():
        raise RecordError("review: nobody is named who decides; give a name")
    old, one, number = placing.lost(connection, id_, target)
    there = placing.here(connection, old, one, statement)
    told = {"action": old.action, "at": old.at, "on": old.on, "by": old.by}
    before = {"review": told, "statements": [one.anchor.as_json()] if one else []}
    new = anchor(there)
    after = {"statements": [new.as_json()], "target": number}
    side: Side = one.side if one else "statement"
    review = _written(connection, Decision(by, "correct", id_, note=note), before, after, {side: [(new, there.id)]})
    placing.move(connection, old, one, number, there)
    _count(connection, review.at, {side: [(new, there.id)]}, joint=old.action in JOINT)
    return review


def keep_given(connection: Connection, review: Review) -> None:
    """Keeps a review that was given elsewhere, anchored to what it is on, if that is here.

    Raises:
        RecordError: there is a review of this id already.
    """
    if connection.scalar(select(schema.reviews.c.id).where(schema.reviews.c.id == review.id)):
        raise RecordError(f"review {review.id}: it is in the record already, and reviews are never changed")
    _insert(connection, review)
    members = schema.claim_members
    inside = list(connection.scalars(select(members.c.statement).where(members.c.claim == review.on)))
    single = queries.statement(connection, review.on)
    own: dict[Side, list[tuple[Anchor, str | None]]] = {}
    if single is not None:
        own = {"statement": [(anchor(single), single.id)]}
    elif inside:
        own = {"claim": _anchors(connection, sorted(inside))}
    now = _now(connection)
    keep(connection, review.id, own)
    _count(connection, now, own)


def _on_statement(connection: Connection, decision: Decision, statement: Statement) -> Review:
    if decision.action in JOINT:
        raise RecordError(f"{decision.action} {decision.on}: claims are merged and split, and this is a statement")
    _up_to_date(connection, decision)
    after = _after(decision, queries.document(connection, statement.document))
    one = anchor(statement)
    before = {"statements": [one.as_json()], "found": found(statement)}
    review = _written(connection, decision, before, after, {"statement": [(one, statement.id)]})
    _count(connection, review.at, {"statement": [(one, statement.id)]})
    return review


def _on_claim(connection: Connection, decision: Decision, claim: Claim) -> Review:
    if decision.action == "correct":
        raise RecordError(f"correct {decision.on}: statements are corrected, and this is a claim")
    _up_to_date(connection, decision)
    after: dict[str, Any] | None = None
    here, there = list(claim.statements), list[str]()
    match decision.action:
        case "merge":
            other = _other(connection, decision, claim)
            there, after = list(other.statements), {"with": other.id, "gist": other.gist}
        case "split":
            there = [id_ for id_ in here if id_ in decision.others]
            if unknown := sorted(set(decision.others) - set(there)):
                _gone(connection, decision, f"statement {unknown[0]} is not in the claim")
            here = [id_ for id_ in here if id_ not in there]
            if not here or not there:
                raise RecordError(f"split {claim.id}: name some of its statements to take out, and leave some")
            after = {}
        case _:
            after = _after(decision, None)
    mine, others = _anchors(connection, here), _anchors(connection, there)
    if there and after is not None:
        after["statements"] = [one.as_json() for one, _ in others]
    before = {"statements": [one.as_json() for one, _ in mine], "gist": claim.gist}
    anchors: dict[Side, list[tuple[Anchor, str | None]]] = {"claim": mine}
    if others:
        anchors["other"] = others
    review = _written(connection, decision, before, after, anchors)
    _count(connection, review.at, anchors, joint=decision.action in JOINT)
    return review


def _claim(connection: Connection, decision: Decision) -> Claim:
    try:
        return queries.claim(connection, decision.on)
    except RecordError:
        _gone(connection, decision, f"{decision.on}: there is no such statement or claim in this record")


def _gone(connection: Connection, decision: Decision, what: str) -> NoReturn:
    """Raises that what was decided on is there no more: Outdated where people's decisions may be why."""
    table = schema.reviews
    ids = connection.scalars(select(table.c.id).where(table.c.action.in_(JOINT)).order_by(table.c.at.desc()).limit(3))
    since = in_time(reviews_of(connection, ids).values())
    if since and decision.seen is not None:
        raise Outdated(f"{what}: claims have been merged or split meanwhile; look again", tuple(since))
    raise RecordError(f"{what}; look it up again")


def _other(connection: Connection, decision: Decision, claim: Claim) -> Claim:
    if len(decision.others) != 1:
        raise RecordError(f"merge {claim.id}: name one other claim to merge it with")
    other = queries.claim(connection, decision.others[0])
    if other.id == claim.id:
        raise RecordError(f"merge {claim.id}: a claim is not merged with itself; name another")
    return other


def _up_to_date(connection: Connection, decision: Decision) -> None:
    now = version(connection, decision.on)
    if decision.seen is not None and decision.seen != now:
        since = reviews_on(connection, decision.on)[decision.seen :]
        told = ", ".join(f"{review.by}: {review.action}" for review in since) or "something was taken back"
        raise Outdated(f"{decision.on}: decided on meanwhile ({told}); look at it, and decide again", tuple(since))


def reviews_on(connection: Connection, id_: str) -> list[Review]:
    """The decisions on a statement itself, or on a claim itself, in the order of time."""
    table, members = schema.review_targets, schema.claim_members
    single = select(table.c.review).where(table.c.statement == id_, table.c.side == "statement")
    inside = select(members.c.statement).where(members.c.claim == id_)
    of_claim = select(table.c.review).where(table.c.statement.in_(inside), table.c.side != "statement")
    ids = {*connection.scalars(single), *connection.scalars(of_claim)}
    return in_time(reviews_of(connection, ids).values())


def found(statement: Statement) -> dict[str, Any]:
    """What the machine found, as far as people judge it."""
    time = statement.time
    values: dict[str, Any] = {
        "evidence": {"start": statement.evidence.start, "end": statement.evidence.end, "quote": statement.quote},
        "event_type": statement.event_type,
        "mode": statement.mode,
        "relation": statement.relation,
        "participants": [{"role": p.role, "name": p.name} for p in statement.participants],
        "time": {name: value for name in ("timex", "start", "end") if (value := getattr(time, name, None))},
        "polarity": statement.polarity,
        "modality": statement.modality,
        "evidential": statement.evidential,
        "chain": [link.name for link in statement.chain],
        "found_by": statement.found_by,
    }
    return {name: value for name, value in values.items() if value not in (None, [], {}, "")}


def _after(decision: Decision, document: Any) -> dict[str, Any] | None:
    """What a correction or a rating says, if it can be said."""
    said, name = dict(decision.after or {}), f"{decision.action} {decision.on}"
    match decision.action:
        case "rate":
            wrong = {"reliability", "credibility"}.issuperset(said)
            scales = (("reliability", RELIABILITY), ("credibility", CREDIBILITY))
            good = all(str(said[scale]) in values for scale, values in scales if scale in said)
            if not said or not wrong or not good:
                raise RecordError(f"{name}: a rating is a reliability A to F, a credibility 1 to 6, or both")
            return {scale: str(value) for scale, value in said.items()}
        case "correct":
            return _correction(name, said, document)
        case "note" if not (decision.note or "").strip():
            raise RecordError(f"{name}: the note is empty; write it, or leave it")
        case _:
            return None


def _correction(name: str, said: dict[str, Any], document: Any) -> dict[str, Any]:
    if not said:
        raise RecordError(f"{name}: nothing is corrected; change a field, or accept")
    if unknown := sorted(set(said) - set(CORRECTABLE)):
        raise RecordError(f"{name}: {unknown[0]} is not corrected here; there are {', '.join(CORRECTABLE)}")
    for field, choices in _CHOICES.items():
        if field in said and said[field] not in choices:
            raise RecordError(f"{name}: {field} {said[field]!r} is not one of {', '.join(choices)}")
    for part in said.get("participants") or ():
        if not isinstance(part, Mapping) or part.get("role") not in _ROLES or not part.get("name"):
            raise RecordError(f"{name}: a participant has a role ({', '.join(_ROLES)}) and a name")
    if (passage := said.get("evidence")) is not None:
        said["evidence"] = _passage(name, passage, document.text)
    return said


def _passage(name: str, passage: Any, text: str) -> dict[str, Any]:
    """The passage that a person names by its words, or its place, or both."""
    passage = passage if isinstance(passage, Mapping) else {"quote": passage}
    start, end, quote = passage.get("start"), passage.get("end"), passage.get("quote")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end and quote in (None, text[start:end]):
        return {"start": start, "end": end, "quote": text[start:end]}
    if not isinstance(quote, str) or not quote.strip() or quote not in text:
        raise RecordError(f"{name}: the words of the passage are not in the report; copy them from it to the letter")
    near = start if isinstance(start, int) else 0
    places, at = [], text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    start = min(places, key=lambda place: abs(place - near))
    return {"start": start, "end": start + len(quote), "quote": quote}


def _anchors(connection: Connection, statements: Sequence[str]) -> list[tuple[Anchor, str | None]]:
    there = (queries.statement(connection, id_) for id_ in statements)
    return [(anchor(statement), statement.id) for statement in there if statement is not None]


def _written(
    connection: Connection,
    decision: Decision,
    before: Mapping[str, Any],
    after: Mapping[str, Any] | None,
    anchors: Mapping[Side, Sequence[tuple[Anchor, str | None]]],
) -> Review:
    at = _now(connection)
    note = (decision.note or "").strip() or None
    id_ = content_id("review", at, decision.by, decision.on, decision.action)
    review = Review(id_, at, decision.by, decision.on, decision.action, before, after, note)
    _insert(connection, review)
    keep(connection, review.id, anchors)
    return review


def _insert(connection: Connection, review: Review) -> None:
    row = {name: getattr(review, name) for name in ("id", "at", "by", "on", "action")} | {"data": encode(review)}
    connection.execute(insert(schema.reviews).values(row))


def _now(connection: Connection) -> str:
    """The time in UTC; later than that of every decision before, so that the order of decisions is that of times."""
    now = datetime.datetime.now(datetime.UTC)
    lasts = [connection.scalar(select(func.max(column))) for column in (schema.reviews.c.at, schema.claims.c.touched)]
    last = max(filter(None, lasts), default=None)
    try:
        before = datetime.datetime.fromisoformat(last) if last else now
    except ValueError:
        before = now
    if last and before.tzinfo is not None and before >= now:
        now = before + datetime.timedelta(microseconds=1)
    return now.astimezone(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _count(
    connection: Connection,
    at: str,
    anchors: Mapping[Side, Sequence[tuple[Anchor, str | None]]],
    *,
    joint: bool = False,
) -> None:
    """Lets a decision count in the claims that it touches."""
    statements = [id_ for many in anchors.values() for _, id_ in many if id_ is not None]
    if joint:
        regroup(connection, statements, at)
        return
    members = schema.claim_members
    claims = list(connection.scalars(select(members.c.claim).where(members.c.statement.in_(statements)).distinct()))
    apply(connection, claims, at)
