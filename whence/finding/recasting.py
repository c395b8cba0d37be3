"""Who takes part, decided: those whom the tables name weighed against everybody else who is there."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

import numpy as np
from spacy.tokens import Doc

from whence.finding.appositions import APPOSITION, relation_of_noun
from whence.finding.clauses import case_of, complement
from whence.finding.drafts import Draft
from whence.finding.event_types import Frame
from whence.finding.linear import Choice, choice
from whence.finding.participants import Cast
from whence.finding.parties import ROLES, Candidate, Past, candidates
from whence.finding.predicates import EQUATION, SHARE
from whence.finding.scenes import Scene
from whence.finding.trees import ancestors, dep
from whence.language.words import words
from whence.model import Role

NEAR: Final = 0.28
"""The chance from which somebody in the sentence has a role."""

BACKED: Final = 0.05
"""The same for somebody whom the tables give the role."""

TURNED: Final = 0.2
"""The same for somebody whom the tables give the other role."""

WEIGHT: Final = 3.0
"""How much the chance of a role counts that the tables give, where somebody may have either."""

BESIDE: Final = 0.4
"""The least for somebody beside whom the tables give the role to another."""

THING: Final = 0.3
"""The same for a thing."""

FAR: Final = 0.5
"""The same for somebody who was spoken of before, and of whom the sentence says nothing."""


VIOLENT: Final = frozenset({"ASSAULT", "PROTEST"})
GIVING: Final = frozenset({"AID", "COOPERATE"})
TRADING: Final = frozenset({"supplier_of", "customer_of"})
"""In acts of these types whoever is tied to a party by such a tie may well be the other party."""


def recast(doc: Doc, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Gives each draft the participants that are the likeliest, and gives the drafts back; in a language on which the
    model was not weighed those of the tables stay."""
    model = choice("participants")
    if doc.lang_ not in model.languages:
        return drafts
    past = Past(doc)
    known = list[tuple[Draft, list[tuple[Role, Candidate]]]]()
    for draft in drafts:
        if draft.rule in {APPOSITION, EQUATION, SHARE}:  # its words say whom it ties to whom
            past.add(draft)
            continue
        some = candidates(draft, past)
        chance = chances(draft, some, past, model)
        for mended in (suffering, together, acting_elsewhere, tied, where_it_was, in_a_deed):
            chance = mended(draft, some, chance)
        known.append((draft, decided(draft, some, chance)))
        past.add(draft)
    for draft, chosen in known:
        cast_anew(draft, chosen)
    return drafts


def chances(draft: Draft, some: Sequence[Candidate], past: Past, model: Choice) -> np.ndarray:
    """For each candidate the chance of each role, from 0 to 1; together with nobody's chance 1 for a role."""
    scene = Scene(draft, past)
    odds = model.odds([*map(scene.features, some), scene.unsaid()])
    odds = np.exp(odds - odds.max(0))
    return np.asarray((odds / odds.sum(0))[:-1])


def suffering(draft: Draft, some: Sequence[Candidate], chance: np.ndarray) -> np.ndarray:
    """The chances, where the subject of a verb undergoes what it tells ("died in the raid") that of acting added to
    that of undergoing."""
    frame, clause = draft.frame, draft.made
    if frame is None or clause is None or clause.passive or "subj" in frame.actor or "subj" not in frame.recipient:
        return chance
    subjects = {t.i for t in clause.subjects}
    for row, one in zip(chance, some, strict=True):
        if one.token.i in subjects:
            row[:] = 0.0, min(1.0, row.sum())
    return chance


def acting_elsewhere(draft: Draft, some: Sequence[Candidate], chance: np.ndarray) -> np.ndarray:
    """The chances, where somebody is told to have done what describes a thing ("a truce proposed by Qatar was rejected
    by the militia"): who did that does not act in what is told of the thing, and may be at its receiving end."""
    over = {draft.core.i, *(t.i for t in ancestors(draft.core))}
    acting = {m.start for m in draft.cast.members if m.role == "actor"}  # "killed in a raid led by N"
    for row, one in zip(chance, some, strict=True):
        deed = one.token.head
        if (
            one.near
            and one.token.dep_ == "obl:agent"
            and dep(deed) == "acl"
            and deed.i not in over
            and one.start not in acting
        ):
            row[:] = 0.0, min(1.0, row.sum())
    return chance


def where_it_was(draft: Draft, some: Sequence[Candidate], chance: np.ndarray) -> np.ndarray:
    """The chances, where a name tells in what place violence was done ("killed 77 people in Norway"): it did not act,
    unless the tables say so."""
    if not isinstance(draft.frame, Frame) or draft.frame.type not in VIOLENT:
        return chance
    places = words(draft.core.doc.lang_, "control", "places", "prepositions")
    acting = {m.start for m in draft.cast.members if m.role == "actor"}
    for row, one in zip(chance, some, strict=True):
        beside = dep(one.token) == "obl" and one.token.pos_ == "PROPN" and case_of(one.token) in places
        if one.near and beside and one.start not in acting:
            row[0] = 0.0
    return chance


def in_a_deed(draft: Draft, some: Sequence[Candidate], chance: np.ndarray) -> np.ndarray:
    """The chances, where somebody is told to do something to others ("was ordered to fire on the crowd"): those to whom
    it is to be done do not tell him to, unless the tables say so."""
    deed = complement(draft.core)
    if deed is None:
        return chance
    acting = {m.start for m in draft.cast.members if m.role == "actor"}
    for row, one in zip(chance, some, strict=True):
        if one.near and one.token.head.i == deed.i and dep(one.token) in {"obj", "obl", "iobj"}:
            row[0] *= one.start in acting
    return chance


def tied(draft: Draft, some: Sequence[Candidate], chance: np.ndarray) -> np.ndarray:
    """The chances, where an apposition ties somebody to a party ("Turkey, a member of NATO, bought"): to whom it ties
    them takes no part in what they do, but for a supplier's customer in what is delivered."""
    given = isinstance(draft.frame, Frame) and draft.frame.type in GIVING
    over = {draft.core.i, *(t.i for t in ancestors(draft.core))}
    told = {m.start for m in draft.cast.members if m.role in ROLES}
    for row, one in zip(chance, some, strict=True):
        if not one.near or one.start in told or one.token.i in over:
            continue
        for step in ancestors(one.token):
            if step.i in over:
                break
            tie = relation_of_noun(step) if dep(step) == "appos" else None
            if tie is not None:
                if not (given and tie.relation in TRADING):
                    row[:] = 0.0
                break
    return chance


def together(draft: Draft, some: Sequence[Candidate], chance: np.ndarray) -> np.ndarray:
    """The chances, where those who take part do so together ("met", "negotiated"): nobody is their recipient, and whom
    they do it with acts as they do."""
    if draft.frame is None or not draft.frame.symmetric:
        return chance
    beside = words(draft.core.doc.lang_, "control", "together", "prepositions")
    told = {m.start for m in draft.cast.members if m.role in ROLES}
    for row, one in zip(chance, some, strict=True):
        named = one.start in told or dep(one.token) in {"obj", "nsubj", "conj"}
        acts = one.near and (named or case_of(one.token) in beside)
        row[:] = min(1.0, row.sum()) if acts else row[0], 0.0
    return chance


def decided(draft: Draft, some: Sequence[Candidate], chance: np.ndarray) -> list[tuple[Role, Candidate]]:
    """Who has which role: whoever is likely enough, all namings of one entity together; and who is coordinated with
    them."""
    summed: dict[tuple[str | int, Role], float] = {}
    likeliest: dict[tuple[str | int, Role], tuple[float, Candidate]] = {}
    for one, row in zip(some, chance.tolist(), strict=True):
        for role, sure in zip(ROLES, row, strict=True):
            place = one.key, role
            summed[place] = summed.get(place, 0.0) + sure
            if place not in likeliest or sure > likeliest[place][0]:
                likeliest[place] = sure, one
    members = [m for m in draft.cast.members if m.role in ROLES]
    mutual = draft.frame is not None and draft.frame.symmetric  # then all of them act
    backed = {(m.entity or m.start, "actor" if mutual else m.role) for m in members}
    stand: dict[int, Role] = {m.start: "actor" if mutual else m.role for m in members}
    # a capital that stands for its state is another entity than that
    backed |= {(one.key, stand[one.start]) for one in some if one.start in stand}
    filled = {role for _, role in backed}
    chosen: dict[str | int, tuple[Role, Candidate]] = {}
    for (key, role), sure in sorted(summed.items(), key=lambda t: -t[1] * (WEIGHT if t[0] in backed else 1.0)):
        one = likeliest[key, role][1]
        mine = [r for k, r in backed if k in {key, one.start}]
        least = BACKED if role in mine else TURNED if mine else THING if one.is_thing else NEAR if one.near else FAR
        if role in filled and role not in mine and not mutual:
            least = max(least, BESIDE)
            if one.is_thing and role == "actor":
                continue  # "the visit aims at": the tables know whose visit it is
        if key not in chosen and sure >= least:
            chosen[key] = role, one
    for role, one in sorted(chosen.values(), key=lambda c: (c[1].start, c[1].end)):
        for other in some:
            settled = other.key in chosen and chosen[other.key][1].start != other.start
            if side_by_side(one, other) and not settled and chosen.get(one.key) == (role, one):
                chosen[other.key] = role, other
    for key, (role, one) in list(chosen.items()):
        named = [o for r, o in chosen.values() if r == role and o.entity is not None and (o.key, r) in backed]
        if one.is_thing and any(one.start <= o.start and o.end <= one.end for o in named):
            del chosen[key]  # "a village in Malawi": the state whose it is
    return sorted(chosen.values(), key=lambda c: (c[1].start, c[1].end))


def side_by_side(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are coordinated, or one word means both ("the two countries")."""
    if not (one.near and other.near) or one.key == other.key or one.is_thing != other.is_thing:
        return False
    first = one.token.head.i if dep(one.token) == "conj" else one.token.i
    return (dep(other.token) == "conj" and other.token.head.i == first) or other.token.i in {one.token.i, first}


def cast_anew(draft: Draft, chosen: Sequence[tuple[Role, Candidate]]) -> None:
    """Gives the draft its actors and recipients; who was one of them by the tables alone stays beside them."""
    cast = Cast(draft.cast.doc)
    for role, one in chosen:
        if one.entity is not None:
            cast.add(role, one.token, one.entity, (one.start, one.end))
        elif one.phrase is not None:
            cast.add_told(role, one.start, one.end, one.phrase)
    for member in draft.cast.members:
        if all(m.start != member.start and m.name != member.name for m in cast.members):
            cast.members.append(dataclasses.replace(member, role="other") if member.role in ROLES else member)
    draft.cast.members[:] = cast.members
