"""The pages on which people decide: one statement at a time, what cannot be placed, and searches that are kept."""

from __future__ import annotations

import dataclasses
import heapq
import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from whence.finding.event_types import MODES, RELATIONS
from whence.model import Claim, Document, Review, Statement, as_json
from whence.record.anchors import Target, is_placement
from whence.record.judging import standing, verdicts
from whence.record.placing import likest
from whence.record.reviewing import QUEUES, Queue, Search, Wish
from whence.showing.pages import beside
from whence.showing.pages.beside import ACTIONS
from whence.showing.pages.entries import Entry, entry
from whence.showing.pages.fulltext import tokens
from whence.showing.pages.marking import Paragraph, paragraphs, statement_marks
from whence.showing.pages.review_forms import ROLES, fields
from whence.showing.pages.sheets import Sheet
from whence.showing.pages.shelf import Row, Shelf
from whence.showing.pages.who import Person
from whence.showing.words import transfer_certainty

if TYPE_CHECKING:
    from whence.record import Record

NAMES: Final = {"unreviewed": "Unreviewed", "mine": "Mine", "disputed": "Disputed", "all": "All"}
SUGGESTED: Final = 5
"""The claims that are offered for merging."""

OFFERED: Final = 6
"""The statements of a report that are offered for a decision without its place."""

NEAR: Final = 1_000
"""The claims about each of the parties that are looked at for that."""

COMPARED: Final = 100
"""The claims whose words are compared for that, of those that have most in common at a glance."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "event_type": tuple(MODES),
    "mode": tuple(sorted({mode for modes in MODES.values() for mode in modes})),
    "relation": RELATIONS,
    "polarity": ("affirmed", "negated"),
    "modality": ("actual", "attempted", "intended", "possible", "hypothetical"),
    "evidential": ("stated", "attributed", "hearsay"),
}
_MAY_BE_NONE: Final = ("event_type", "mode", "relation")


@dataclasses.dataclass(frozen=True, slots=True)
class At:
    """Where somebody is in a queue, as it stands in an address."""

    show: str = "unreviewed"
    document: str = ""
    claim: str = ""

    def wish(self, person: Person) -> Wish:
        """The statements that are gone through. A queue that there is not is that of all."""
        queue: Queue = next((one for one in QUEUES if one == self.show), "all")
        return Wish(queue, person.name, self.document, self.claim)

    def address(self, **more: str) -> str:
        """The address of this queue, and of a place in it."""
        pairs = {**dataclasses.asdict(self), **more}
        if pairs["show"] == "unreviewed":
            del pairs["show"]
        given = {name: value for name, value in pairs.items() if value}
        return "/review" + ("?" + urlencode(given) if given else "")


@dataclasses.dataclass(frozen=True, slots=True)
class Trouble:
    """Why a decision was not kept: what was wrong, what others have decided meanwhile, what had been filled in."""

    words: str
    since: tuple[beside.Told, ...] = ()
    form: Mapping[str, list[str]] = dataclasses.field(default_factory=dict)


def review(
    record: Record,
    shelf: Shelf,
    person: Person,
    at: At,
    statement: str | None,
    done: str = "",
    trouble: Trouble | None = None,
) -> Sheet:
    """One statement of a queue with all that there is to decide on it; without one, that there is nothing left.

    `done` is the review that the person has just given.
    """
    wish = at.wish(person)
    desk = record.reviewing
    counts = desk.counts(wish)
    shown: dict[str, Any] = {
        "at": at,
        "names": NAMES,
        "counts": counts,
        "unplaced": len(desk.unplaced()),
        "person": person,
        "done": _done(record, done, person),
        "trouble": trouble,
        "one": None,
    }
    if statement is None:
        return Sheet("review.html", shown, lambda: {"counts": counts, "statement": None})
    found = record.statement(statement)
    document = record.document(found.document)
    panel = beside.panels(record, [found])[found.id]
    row = shelf.rows.get(shelf.claim_of.get(found.id, ""))
    following, before = desk.next(wish, found.id), desk.next(wish, found.id, back=True)
    mine = panel.judged.get(person.name)
    draft = mine.after if mine is not None and mine.action == "correct" else None
    tried = {name: values[0] for name, values in (trouble.form if trouble else {}).items() if name in FILLED}
    filled = {"note": ""} | fields(found, draft) | tried
    shown |= {
        "one": found,
        "document": document,
        "panel": panel,
        "lines": beside.lines(found, panel.judged),
        "certainty": transfer_certainty(found),
        "context": _context(document, found),
        "entry": entry(row, shelf) if row else None,
        "others": [s for s in desk.statements(row.claim.id) if s.id != found.id] if row else [],
        "seen_claim": desk.version(row.claim.id) if row else 0,
        "alike": alike(shelf, row) if row else [],
        "outlet": shelf.outlet,
        "next": following,
        "before": before,
        "filled": filled,
        "choices": CHOICES,
        "may_be_none": _MAY_BE_NONE,
        "roles": ROLES,
        "fields": beside.FIELDS,
        "actions": ACTIONS,
    }

    def data() -> dict[str, Any]:
        return {
            "counts": counts,
            "statement": {"type": "statement", "claim": row.claim.id if row else None, **as_json(found)},
            "status": panel.status,
            "seen": panel.seen,
            "reviews": [{"type": "review", "holds": one.holds, **as_json(one.review)} for one in panel.said],
            "next": following,
            "before": before,
        }

    return Sheet("review.html", shown, data)


FILLED: Final = frozenset((*ROLES, *CHOICES, "quote", "time_start", "time_end", "chain", "note", "other"))
"""The fields of forms that are filled in again after a refusal."""


def _done(record: Record, id_: str, person: Person) -> dict[str, Any] | None:
    """What the person has just done, if it is the person's and there."""
    given = record.reviewing.review(id_) if id_ else None
    if given is None or given.by != person.name:
        return None
    before = given.before if isinstance(given.before, Mapping) else {}
    if "review" in before:
        return {"words": f"Taken back: {ACTIONS.get(before['review']['action'], '')}", "quote": "", "undo": None}
    anchored = before.get("statements") or [{}]
    return {"words": ACTIONS[given.action].capitalize(), "quote": anchored[0].get("quote", ""), "undo": given}


def _context(document: Document, statement: Statement) -> list[Paragraph]:
    """The paragraphs that a statement stands in, with it marked, and one before and after."""
    all_of_it = paragraphs(document.text, statement_marks([statement]), statement.id)
    start, end = statement.evidence
    inside = [n for n, one in enumerate(all_of_it) if one.start < end and one.end > start]
    if not inside:
        return []
    return all_of_it[max(0, inside[0] - 1) : inside[-1] + 2]


def alike(shelf: Shelf, row: Row) -> list[Entry]:
    """The claims that are likest to one by parties and words: perhaps they are the same."""
    claim = row.claim
    near = {other.claim for other in claim.conflicts}
    parties = frozenset(id_ for ids in claim.participants.values() for id_ in ids)
    for id_ in parties:
        near.update(shelf.about.get(id_, ())[:NEAR])
    own = set(tokens(claim.gist).split())
    sought = [f" {word} " for word in own]

    def roughly(other: Row) -> tuple[float, str]:
        """What :func:`likeness` comes to, told without taking the other claim's words apart."""
        return -sum(word in other.words for word in sought) - _shared(parties, other), other.claim.id

    def likeness(other: Row) -> tuple[float, float]:
        words = set(tokens(other.claim.gist).split())
        common = len(own & words) / (len(own | words) or 1)
        return common, common + 0.1 * _shared(parties, other)

    ranked = []
    for other in heapq.nsmallest(COMPARED, shelf.some(near - {claim.id}), key=roughly):
        common, alike_ = likeness(other)
        if common > 0 or _shared(parties, other) > 1:
            ranked.append((-alike_, other.claim.id, other))
    return [entry(other, shelf) for _, _, other in sorted(ranked, key=lambda one: one[:2])[:SUGGESTED]]


def _shared(parties: frozenset[str], other: Row) -> int:
    return len(parties.intersection(itertools.chain.from_iterable(other.claim.participants.values())))


def unplaced(record: Record, person: Person, done: str = "", trouble: str = "") -> Sheet:
    """The decisions that find no place in the documents as they are read now, each with the statements of its report
    that it most likely means. `done` is a placement that the person has just made, `trouble` why one was not kept."""
    lost: list[dict[str, Any]] = []
    gone = record.reviewing.unplaced()
    # A withdrawal is on another review, and tells of the thing that it takes back whether that still holds.
    held = {review.id for review in standing([*(review for review, _ in gone), *record.reviewing.withdrawals()])}
    for given, targets in gone:
        [line] = beside.told([given])
        places = [_lost(record, number, one) for number, one in enumerate(targets) if one.statement is None]
        lost.append({"told": line, "places": places, "holds": given.id in held})

    def data() -> dict[str, Any]:
        return {
            "reviews": [
                {
                    "type": "review",
                    **as_json(one["told"].review),
                    "holds": one["holds"],
                    "unplaced": [place["anchor"].as_json() for place in one["places"]],
                    "targets": [place["number"] for place in one["places"]],
                }
                for one in lost
            ]
        }

    shown = {"lost": lost, "person": person, "done": _placed(record, done, person), "trouble": trouble}
    return Sheet("unplaced.html", shown, data)


def _lost(record: Record, number: int, one: Target) -> dict[str, Any]:
    """An anchor without its place, with the number under which it is placed and what it may mean."""
    alike_ = likest(one.anchor, record.statements(one.anchor.document), OFFERED)
    return {"number": number, "anchor": one.anchor, "alike": [(s, transfer_certainty(s)) for s in alike_]}


def _placed(record: Record, id_: str, person: Person) -> Review | None:
    """The placement that the person has just made, if it is the person's and holds."""
    given = record.reviewing.review(id_) if id_ else None
    return given if given is not None and given.by == person.name and is_placement(given) else None


def searches_json(kept: list[Search]) -> dict[str, Any]:
    """The searches that are kept, with their addresses."""
    return {"searches": [{**dataclasses.asdict(one), "address": address_of(one)} for one in kept]}


def address_of(search: Search) -> str:
    """Where a kept search leads."""
    return "/claims" + (f"?{search.query}" if search.query else "")


@dataclasses.dataclass(frozen=True, slots=True)
class OnClaim:
    """What the page of a claim shows of reviews: its statements' panels, how often it was decided on, its history."""

    panels: Mapping[str, beside.Panel]
    seen: int
    history: tuple[beside.Told, ...]
    mine: Review | None
    alike: list[Entry]


def on_claim(record: Record, shelf: Shelf, claim: Claim, statements: list[Statement], person: Person) -> OnClaim:
    """The same."""
    own = record.reviewing.on(claim.id)
    said = beside.told(record.reviewing.around(claim.statements))
    judged = verdicts(standing(own))
    return OnClaim(
        beside.panels(record, statements), len(own), said, judged.get(person.name), alike(shelf, shelf.rows[claim.id])
    )
