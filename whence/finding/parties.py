"""Who may take part in a statement: the phrases of its sentence, and those who were spoken of before."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from whence.finding.drafts import Draft
from whence.finding.event_types import frames_headed
from whence.finding.first_person import is_first, meant_by_first, speaker_of
from whence.finding.participants import described_by, mention_bounds, named_after, nationality
from whence.finding.referents import lemma_in, meaning, meanings
from whence.finding.slots import is_circumstance
from whence.finding.sources import phrase_bounds
from whence.finding.trees import (
    SUBJECTS,
    dep,
    is_expletive,
    is_nobody,
    is_time,
    kids,
    lemma,
    low,
    once_a_token,
    sentence,
)
from whence.language.words import words
from whence.model import Entity, Participant, Role

ROLES: Final[tuple[Role, ...]] = ("actor", "recipient")

PEOPLE: Final = ("person", "state", "collective")
REMEMBERED: Final = 100  # statements of an entity that are looked back at
NAMINGS: Final = 500  # times that somebody was named that are looked back at
TO_PEOPLE: Final = frozenset(
    {"ASSAULT", "COERCE"}
)  # what is done to a bare number, it is people: "Three were arrested"
RECENT = 6  # how many of those spoken of before, but not in the sentence, may be meant without a word


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may take part: the token, its passage in characters, and the entity that it means, if one. `near`
    tells that it stands in the statement's own sentence; `phrase` are the tokens that tell of somebody without an
    entity, where a pronoun stands for them those before it."""

    token: Token
    start: int
    end: int
    entity: Entity | None
    near: bool
    phrase: tuple[int, int] | None = None

    @property
    def is_thing(self) -> bool:
        """Whether it is a noun that tells neither people nor anybody known."""
        return self.entity is None and self.token.pos_ == "NOUN" and not tells_people(self.token)

    @property
    def key(self) -> str | int:
        """What two candidates have in common that mean the same."""
        if self.entity is not None:
            return self.entity.id
        return self.start if self.phrase is None else -1 - self.phrase[0]


class Past:
    """What a report has told so far: who was named where, and who did what in its statements. Of a long text the last
    part is looked at, so that time grows with its length and not faster."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.named: dict[str, list[tuple[int, Entity]]] = {}
        self._namings: list[tuple[int, Entity]] = []
        for i in sorted(meanings(doc)):
            referent = meanings(doc)[i]
            if referent.entity is not None and referent.entity.kind != "weapon_system":
                for entity in (referent.entity, *referent.also):
                    self.named.setdefault(entity.id, []).append((i, entity))
                    self._namings.append((i, entity))
        self._told = 0
        self._told_of: dict[str, deque[tuple[int, Draft, tuple[Participant, ...]]]] = defaultdict(
            lambda: deque(maxlen=REMEMBERED)
        )
        self._before: tuple[int, list[tuple[int, Entity, int]]] = (-1, [])
        self._meant: dict[int, tuple[Candidate, ...]] = {}

    def add(self, draft: Draft) -> None:
        """Takes note of a draft, with the participants that the tables know."""
        members = tuple(draft.cast.members)
        for id_ in dict.fromkeys(m.entity for m in members if m.entity is not None):
            self._told_of[id_].append((self._told, draft, members))
        self._told += 1

    def told_of(self, entity: str) -> Iterator[tuple[int, Draft, tuple[Participant, ...]]]:
        """The statements in which an entity takes part, the last first, each with how many were told since."""
        for n, draft, members in reversed(self._told_of.get(entity, ())):
            yield self._told - 1 - n, draft, members

    def meant_by(self, token: Token) -> tuple[Candidate, ...]:
        """Whom a token may mean, whatever the statement."""
        if token.i not in self._meant:
            self._meant[token.i] = tuple(meant_by(token))
        return self._meant[token.i]

    def before(self, core: Token) -> list[tuple[int, Entity, int]]:
        """Those named before the sentence: last token, entity, how often; the last named first."""
        opening = sentence(core)[0]
        if self._before[0] != opening:
            end = bisect_left(self._namings, opening, key=lambda naming: naming[0])
            last, often = dict[str, tuple[int, Entity]](), Counter[str]()
            for i, entity in self._namings[max(0, end - NAMINGS) : end]:
                last[entity.id] = (i, entity)
                often[entity.id] += 1
            self._before = opening, sorted(((*at, often[id_]) for id_, at in last.items()), key=lambda f: -f[0])
        return self._before[1]


def candidates(draft: Draft, past: Past) -> list[Candidate]:
    """Everybody who may take part in a draft: phrases of its sentence, and those whom it leaves unsaid."""
    doc, core = draft.core.doc, draft.core
    first, last = sentence(core)
    found = [
        one
        for i in range(min(first, draft.stretch[0]), max(last, draft.stretch[1]))
        if i != core.i and not is_time(doc[i]) and not doc[i].is_punct and not doc[i].is_space
        for one in (speaking(draft, doc[i]) or past.meant_by(doc[i]))
    ]
    here = {c.key for c in found}
    if any(dep(c) == "nsubj" and is_nobody(c) for c in kids(core)):
        return found  # "nobody condemned it": nor did those who were spoken of before
    unsaid = [(i, entity) for i, entity, _ in past.before(core) if entity.id not in here]
    found += [
        Candidate(doc[i], *mention_bounds(doc, doc[i], entity), entity, near=False) for i, entity in unsaid[:RECENT]
    ]
    return found


def speaking(draft: Draft, token: Token) -> tuple[Candidate, ...]:
    """Who speaks of themselves in the draft's words, where the token is a pronoun of the first person; empty elsewhere,
    and where no speaker is told."""
    doc = token.doc
    if not is_first(token) or nationality(doc, token) is not None or (who := speaker_of(draft.voices)) is None:
        return ()
    end, speaker = token.idx + len(token), meant_by_first(token, who)
    return (Candidate(token, token.idx, end, speaker, near=True, phrase=(who.start, who.end)),)


def meant_by(token: Token) -> Iterator[Candidate]:
    """Whom a token may mean."""
    doc = token.doc
    referent = meaning(token)
    neuter = low(token) in words(token.lang_, "attribution", "hearsay", "neuter") and token.pos_ == "PRON"
    apart = named_after(token) or is_circumstance(token) or is_circumstance(token.head)
    if apart or is_expletive(token) or (neuter and not means_a_body(token)):
        return
    if referent is not None and referent.entity is not None:
        if referent.form == "name" and referent.phrase != token.i:
            return
        for entity in (referent.entity, *referent.also):
            told = described_by(doc, token) if entity.kind == "state" and not referent.also else None
            yield Candidate(token, *(told or mention_bounds(doc, token, entity)), entity, near=True)
        return
    if (state := nationality(doc, token)) is not None:
        if not tells_people(token.head):
            yield Candidate(token, token.idx, token.idx + len(token), state, near=True)
        return
    if (
        (token.pos_ not in {"NOUN", "PROPN", "PRON"} and not some_of(token))
        or dep(token) in {"flat", "compound", "fixed"}
        or is_nobody(token)
    ):
        return
    if any(dep(c) in {"appos", "flat"} and known(doc, c) is not None for c in kids(token)):
        return  # "the minister, N": the name is there
    told = described_by(doc, token) if tells_people(token) else None
    if told is not None and (own := state_of(doc, token)) is not None:
        yield Candidate(token, *told, own, near=True)
        return
    a, b = phrase_bounds(token)
    stands_for = doc[referent.phrase] if referent is not None and referent.phrase >= 0 else token
    if stands_for.i != token.i and tells_people(stands_for) and (own := state_of(doc, stands_for)) is not None:
        yield Candidate(token, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]), own, near=True)
        return
    phrase = phrase_bounds(stands_for) if stands_for.i != token.i else (a, b)
    yield Candidate(token, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]), None, near=True, phrase=phrase)


def state_of(doc: Doc, noun: Token) -> Entity | None:
    """The state whose nationality a noun has: "the Emirati mission"."""
    return next((state for c in kids(noun) if (state := nationality(doc, c)) is not None), None)


def means_a_body(pronoun: Token) -> bool:
    """Whether a pronoun of things means somebody: a known one, or people or a body told before ("the mission. IT")."""
    referent = meaning(pronoun)
    if referent is None or referent.entity is not None:
        return referent is not None
    return referent.phrase not in {-1, pronoun.i} and tells_people(pronoun.doc[referent.phrase])


def some_of(number: Token) -> bool:
    """ "One of the men", "deux des soldats", "killed four", "three were arrested": a number that stands for some
    people, told or not."""
    if number.pos_ != "NUM" or dep(number) not in SUBJECTS | {"obj"}:
        return False
    counted = any(dep(c) in {"nmod", "nummod", "compound", "flat", "clf"} for c in kids(number) if c.i > number.i)
    done = frames_headed(number.lang_).get((lemma(number.head), "VERB"), ())
    return any(dep(c) == "nmod" for c in kids(number)) or (not counted and any(f.type in TO_PEOPLE for f in done))


@once_a_token
def tells_people(token: Token) -> bool:
    """Whether a noun tells people or a body: "banks", "the minister"."""
    lists = (words(token.lang_, "attribution", "nouns", name) for name in PEOPLE)
    return token.pos_ in {"NOUN", "PROPN"} and any(lemma_in(token, some) for some in lists)


def known(doc: Doc, token: Token) -> Entity | None:
    """The entity that a token names."""
    referent = meaning(token)
    return referent.entity if referent is not None and referent.form == "name" else None
