"""What people decided, for a dossier: what they corrected stands in its sentences, and who decided what, and when,
stands beside each claim.

A statement is told as corrected where all who judged it agree on that. Its footnote quotes the report all the same: a
correction changes what was understood of the words, never the words.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from whence.knowledge.folding import name_key
from whence.model import ChainLink, Claim, Entity, Participant, Passage, Review, Source, Statement, Time
from whence.record.judging import Judgement, standing
from whence.showing.dossier.content import Run, Runs
from whence.showing.dossier.wording import Wording, capital, filled
from whence.showing.holdings import Holdings

if TYPE_CHECKING:
    from whence.record import Record

_PLAIN = ("event_type", "mode", "relation", "polarity", "modality", "evidential")


@dataclasses.dataclass(frozen=True, slots=True)
class Decided:
    """How a claim stands, and the decisions on it and on its statements that hold, in the order of time."""

    stand: Judgement = dataclasses.field(default_factory=Judgement)
    reviews: tuple[Review, ...] = ()


def decided_on(record: Record, claims: Iterable[Claim]) -> dict[str, Decided]:
    """What people decided on each of the claims on which they did."""
    claims = list(claims)
    stands = record.reviewing.judgements(claim.id for claim in claims)
    found = {}
    for claim in claims:
        if claim.id in stands and (stands[claim.id] != Judgement() or claim.status != "unreviewed"):
            held = tuple(standing(record.reviewing.around(claim.statements)))
            found[claim.id] = Decided(stands[claim.id], held)
    return found


def as_corrected(holdings: Holdings, decided: Mapping[str, Decided]) -> Holdings:
    """The holdings, whose statements are as people have corrected them where they agree."""
    statements = dict(holdings.statements)
    for one in decided.values():
        said: dict[str, dict[str, Any]] = {}
        for id_, review in one.stand.corrections:
            if one.stand.statuses.get(id_) == "corrected":
                said.setdefault(id_, {}).update(review.after or {})
        for id_, after in said.items():
            if id_ in statements:
                statements[id_] = corrected(statements[id_], after, holdings)
    return dataclasses.replace(holdings, statements=statements)


def claim_as_corrected(claim: Claim, holdings: Holdings, one: Decided) -> Claim:
    """A claim with who takes part and when as its statements tell it after people's corrections."""
    if "corrected" not in one.stand.statuses.values():
        return claim
    from whence.weighing.saying import saying

    def day(statement: Statement) -> tuple[str, str, Passage]:
        document = holdings.documents.get(statement.document)
        known = document.published if document else None
        return (known and (known.date or known.latest)) or "9999", statement.document, statement.evidence

    told = saying(sorted(holdings.of(claim), key=day))
    return dataclasses.replace(claim, **{name: told[name] for name in ("participants", "time", "event_type")})


def corrected(statement: Statement, after: Mapping[str, Any], holdings: Holdings) -> Statement:
    """A statement as a person has corrected it. What hangs on a corrected field, and was not said anew, is left out."""
    new: dict[str, Any] = {name: after[name] for name in _PLAIN if name in after}
    if "event_type" in after and "mode" not in after:
        new["mode"] = None
    if "evidence" in after:
        passage = after["evidence"]
        new |= {"evidence": Passage(passage["start"], passage["end"]), "quote": passage["quote"]}
    if "participants" in after:
        named = {name_key(one.name): one for one in statement.participants}
        known = {name_key(one.name): one for one in reversed(list(holdings.entities.values()))}
        new["participants"] = tuple(_part(one, named, known) for one in after["participants"] or ())
        new["transfer"] = None
    if "time" in after:
        new["time"] = _time(statement, after["time"] or {})
    if "chain" in after:
        sources = {name_key(one.name): one for one in holdings.sources.values()}
        new["chain"] = tuple(_link(name, statement, sources) for name in after["chain"] or ())
    return dataclasses.replace(statement, **new)


def _part(one: Mapping[str, Any], named: Mapping[str, Participant], known: Mapping[str, Entity]) -> Participant:
    key = name_key(one["name"])
    if (was := named.get(key)) is not None:
        return dataclasses.replace(was, role=one["role"])
    entity = known.get(key)
    id_, country = (entity.id, entity.country) if entity else (None, None)
    return Participant(one["role"], one["name"], one["name"], 0, 0, id_, country)


def _time(statement: Statement, after: Mapping[str, Any]) -> Time | None:
    bounds = {name: after.get(name) for name in ("timex", "start", "end")}
    if not any(bounds.values()):
        return None
    first, last = after.get("start") or after.get("timex"), after.get("end") or after.get("timex")
    was = statement.time or Time("", statement.evidence.start, statement.evidence.start)
    return dataclasses.replace(was, timex=after.get("timex"), start=first, end=last)


def _link(name: str, statement: Statement, sources: Mapping[str, Source]) -> ChainLink:
    was = next((link for link in statement.chain if name_key(link.name) == name_key(name)), None)
    source = sources.get(name_key(name))
    return was or ChainLink(source.id if source else name, name)


def told(one: Decided, wording: Wording) -> list[Runs]:
    """Who decided what and when, a sentence for each decision that holds."""
    return [capital(_sentence(review, wording)) for review in one.reviews]


def by_whom(reviews: Sequence[Review], wording: Wording) -> Runs:
    """ "Nora on 3 February 2024, Amir on 4 February 2024": who gave some decisions, and when."""
    return wording.listed([_who(review, wording) for review in reviews])


def _who(review: Review, wording: Wording) -> Runs:
    return wording.fill("review.who", by=review.by, date=wording.date(review.at[:10]))


def _sentence(review: Review, wording: Wording) -> Runs:
    before = review.before if isinstance(review.before, Mapping) else {}
    after = review.after if isinstance(review.after, Mapping) else {}
    what: Runs = wording.fill("review.claim")
    if "found" in before and before.get("statements"):
        what = wording.quoted(str(before["statements"][0]["quote"]), None)
    parts: dict[str, str | Runs] = {"who": _who(review, wording), "what": what, "fields": "", "other": ""}
    if review.action == "correct":
        parts["fields"] = wording.listed([_field(name, value, before, wording) for name, value in after.items()])
    if review.action == "rate":
        scales = [name for name in ("reliability", "credibility") if after.get(name)]
        parts["fields"] = wording.listed([wording.fill(f"review.scale.{s}", value=str(after[s])) for s in scales])
    if review.action == "merge":
        parts["other"] = wording.quoted(str(after.get("gist", "")), None)
    if review.action == "split":
        quotes = [wording.quoted(str(s.get("quote", "")), None) for s in after.get("statements", ())]
        parts["other"] = wording.listed(quotes)
    runs = filled(wording.get(f"review.{review.action}"), parts)
    if review.note:
        note = wording.fill("review.noted", note=wording.quoted(review.note, None))
        runs = (*runs, *note) if review.action != "note" else (*runs, Run(" "), *wording.quoted(review.note, None))
        if review.note.rstrip().endswith((".", "!", "?", "…")):
            return runs
    return (*runs, Run("."))


def _field(name: str, value: Any, before: Mapping[str, Any], wording: Wording) -> Runs:
    was = (before.get("found") or {}).get(name)
    return wording.fill(
        "review.field", field=wording.get(f"review.fields.{name}"), new=_value(name, value, wording),
        old=_value(name, was, wording),
    )  # fmt: skip


def _value(name: str, value: Any, wording: Wording) -> Runs:
    """The value of a field as people read it."""
    if value in (None, "", [], (), {}):
        return wording.fill("review.none")
    match name:
        case "evidence":
            return wording.quoted(str(value["quote"]), None)
        case "participants":
            roles = {one["role"]: str(wording.get(f"review.roles.{one['role']}")) for one in value}
            parts = [f"{one['name']} ({roles[one['role']]})" for one in value]
            return wording.listed([(Run(part),) for part in parts])
        case "time":
            bounds = [value.get("start") or value.get("timex"), value.get("end") or value.get("timex")]
            days = [wording.date(bound) for bound in dict.fromkeys(bounds) if bound]
            return (Run(" – ".join(days)),)
        case "chain":
            return (Run(" ← ".join(str(one) for one in value)),)
        case "event_type":
            return (Run(wording.either(f"types.{value}", str(value))),)
    return (Run(wording.either(f"review.values.{value}", str(value).replace("_", " "))),)
