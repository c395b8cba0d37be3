"""Who takes part: tokens in a predicate's places -> participants with their roles."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from spacy.tokens import Doc, Token

from whence import knowledge
from whence.finding.clauses import form_of
from whence.finding.event_types import Frame, RelationFrame
from whence.finding.lookup import mentions_over, names_over
from whence.finding.referents import lemma_in, meaning, meanings
from whence.finding.slots import Slots, people
from whence.finding.sources import phrase_bounds, phrase_name
from whence.finding.trees import NAMED, conjuncts, dep, is_nobody, kids, low
from whence.language.tokens import text_of
from whence.language.words import words
from whence.model import Entity, Mention, Participant, Role

ROLE_ORDER: dict[str, int] = {"actor": 0, "recipient": 1, "object": 2, "other": 3}


EMPTY: Final[Mapping[int, Entity]] = MappingProxyType({})


class Cast:
    """The participants of one statement, gathered place by place; nobody is in it twice. `first` are those whom its
    pronouns of the first person mean, by token."""

    def __init__(self, doc: Doc, first: Mapping[int, Entity] = EMPTY) -> None:
        self.doc, self.first = doc, first
        self.members: list[Participant] = []

    def add(self, role: Role, token: Token, entity: Entity, bounds: tuple[int, int] | None = None) -> None:
        """Adds an entity, named by (the phrase around) the token; a second naming of one entity is passed over."""
        own = entity
        if role == "recipient" and entity.kind == "weapon_system":
            role = "object"  # a weapon is what is dealt in, not with whom
        if (
            role in {"actor", "recipient"}
            and entity.kind == "place"
            and (code := knowledge.load().facts(entity.id).capital_of)
        ):
            entity = knowledge.load().country(code)  # who deals with a capital deals with its government
        if any(m.entity == entity.id or (m.entity is None and m.name == entity.name) for m in self.members):
            return
        start, end = bounds or mention_bounds(self.doc, token, own)
        id_ = entity.id if entity.id not in private_people(self.doc) else None
        self.members.append(
            Participant(role, entity.name, text_of(self.doc)[start:end], start, end, id_, entity.country)
        )

    def adopt(self, member: Participant) -> None:
        """Adds a participant of another statement, named where that one names it."""
        if not any(m.entity == member.entity for m in self.members):
            self.members.append(member)

    def add_phrase(self, role: Role, start: int, end: int) -> None:
        """Adds people or groups who are told by a noun only ("des manifestants"): without an entity."""
        a, b = self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])
        text = text_of(self.doc)[a:b]
        if all(m.start != a for m in self.members):
            self.members.append(Participant(role, phrase_name(self.doc, start, end), text, a, b))

    def add_told(self, role: Role, start: int, end: int, phrase: tuple[int, int]) -> None:
        """Adds those whom the words from `start` to `end` (characters) mean and whom a phrase (tokens) tells."""
        if all(m.start != start for m in self.members):
            text = text_of(self.doc)[start:end]
            self.members.append(Participant(role, phrase_name(self.doc, *phrase), text, start, end))

    def fill(self, role: Role, tokens: Iterable[Token], *, nested: bool = True, owners: bool = False) -> bool:
        """Adds whom the tokens mean; where a token means nobody, whoever is named inside its phrase. Whether anyone
        was."""
        before = len(self.members)
        for token in tokens:
            if (own := self.first.get(token.i)) is not None:
                self.add(role, token, own, (token.idx, token.idx + len(token)))
                continue
            found = list(meant(self.doc, token))
            if not found and nested:
                found = list(inside(self.doc, token, owners=owners))
            described = described_by(self.doc, token) if len(found) == 1 else None
            for t, entity in found:
                self.add(role, t, entity, described if entity.kind == "state" else None)
            if not found and (phrase := unnamed_people(self.doc, token)) is not None:
                self.add_phrase(role, *phrase)
        return len(self.members) > before

    def has(self, role: Role) -> bool:
        """Whether anybody has the role."""
        return any(m.role == role for m in self.members)

    def done(self) -> tuple[Participant, ...]:
        """The participants, actors first, each role in the order of the text."""
        return tuple(sorted(self.members, key=lambda m: (ROLE_ORDER[m.role], m.start, m.end)))


def described_by(doc: Doc, token: Token) -> tuple[int, int] | None:
    """Character bounds of a phrase that tells people or a body by their state ("French banks", "the Israeli minister"):
    the words of the text, where the entity is the state."""
    people = words(doc.lang_, "attribution", "nouns", "person") | words(doc.lang_, "attribution", "nouns", "collective")
    of_a_state = any(dep(c) == "amod" and nationality(doc, c) is not None for c in kids(token))
    if token.pos_ != "NOUN" or not (of_a_state or lemma_in(token, people)):
        return None
    start, end = phrase_bounds(token)
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def private_people(doc: Doc) -> frozenset[str]:
    """Ids of persons of whom the text gives no office and the tables know nothing: they stay words of the text and do
    not become entities of the record, which keeps no profiles of people outside public life."""
    cached = doc.user_data.get("whence_private")
    if cached is None:
        roles = words(doc.lang_, "attribution", "nouns", "private")
        people = {m.entity.id: m.entity for m in doc._.mentions if m.entity.kind == "person"}
        titled = {
            r.entity.id
            for r in meanings(doc).values()
            if r.entity is not None and r.form == "title" and r.title not in roles
        }
        cached = doc.user_data["whence_private"] = frozenset(
            i for i, e in people.items() if not (e.known or e.country or i in titled)
        )
    return cached


def meant(doc: Doc, token: Token) -> Iterator[tuple[Token, Entity]]:
    """The entities that a token means."""
    referent = meaning(token)
    if referent is None or referent.entity is None or named_after(token):
        return
    for entity in (referent.entity, *referent.also):
        yield token, entity


def named_after(token: Token) -> bool:
    """ "l'accord de Paris": a town that gives a treaty or a meeting its name, and takes no part."""
    lang = token.doc.lang_
    return (
        dep(token) == "nmod"
        and token.pos_ == "PROPN"
        and lemma_in(token.head, words(lang, "statements", "named_after", "nouns"))
        and any(low(c) in words(lang, "statements", "named_after", "openers") for c in kids(token))
        and not any(dep(c) == "nmod" and c.i > token.i for c in kids(token.head))
        and any(name.entity.kind == "place" for name in names_over(token.doc, token.idx, token.idx + 1))
    )


def inside(doc: Doc, token: Token, *, owners: bool = False) -> Iterator[tuple[Token, Entity]]:
    """The entities named right inside the token's noun phrase ("les relations entre A et B", "les ventes du Mali"):
    its own complements and what is coordinated with them, nothing deeper. With `owners` a possessive counts too."""
    found: list[tuple[Token, Entity]] = []
    for c in kids(token):
        if form_of(c) is not None or c.is_punct:
            continue
        if dep(c) == "det" and not owners:
            continue
        for t in conjuncts(c):
            found += list(meant(doc, t))
            if dep(c) == "amod" and (adjective := nationality(doc, t)) is not None:
                found.append((t, adjective))
        if not found and dep(c) == "nmod":  # "une unité de l'armée du Mali": one step further, for goods and bodies
            found += [(k, entity) for k in kids(c) if dep(k) in {"nmod", "amod"} for k, entity in _direct(doc, k)]
    yield from sorted(found, key=lambda p: p[0].i)


def _direct(doc: Doc, token: Token) -> Iterator[tuple[Token, Entity]]:
    for t in conjuncts(token):
        yield from meant(doc, t)
        if (adjective := nationality(doc, t)) is not None:
            yield t, adjective


def unnamed_people(doc: Doc, token: Token) -> tuple[int, int] | None:
    """Token bounds of the noun phrase where the token (or what the pronoun means) is people without a name."""
    referent = meaning(token)
    head = doc[referent.phrase] if referent is not None and referent.phrase >= 0 else token
    told = people(doc.lang_) | words(doc.lang_, "attribution", "nouns", "collective")
    if head.pos_ not in {"NOUN", "PROPN"} or not lemma_in(head, told) or is_nobody(token):
        return None
    return phrase_bounds(head)


def nationality(doc: Doc, token: Token) -> Entity | None:
    """The state of an adjective of nationality."""
    for name in names_over(doc, token.idx, token.idx + 1):
        if name.form == "adjective" and name.start == token.idx:
            return name.entity
    return None


def origin_of(doc: Doc, token: Token) -> Iterator[tuple[Token, Entity]]:
    """The state that goods come from: "des drones turcs", "de fabrication turque"."""
    stack = [(c, 0) for c in kids(token)]
    while stack:
        t, depth = stack.pop(0)
        if (state := nationality(doc, t)) is not None:
            yield t, state
            return
        if depth < 2 and dep(t) in {"nmod", "amod", "conj", "acl"}:
            stack += [(c, depth + 1) for c in kids(t)]
    for c in kids(token):
        referent = meaning(c)
        if (
            referent is not None
            and referent.entity is not None
            and referent.entity.kind == "weapon_system"
            and referent.entity.country
        ):
            yield c, knowledge.load().country(referent.entity.country)
            return


def mention_bounds(doc: Doc, token: Token, entity: Entity) -> tuple[int, int]:
    """Character bounds of the passage by which the token names the entity."""
    named: dict[str, list[Mention]] | None = doc.user_data.get(NAMED)
    if named is None:
        named = dict[str, list[Mention]]()
        doc.user_data[NAMED] = named
        for mention in doc._.mentions:
            named.setdefault(mention.entity.id, []).append(mention)
    around = [m for m in named.get(entity.id, ()) if m.start <= token.idx < m.end]
    if around:
        best = min(around, key=lambda m: m.end - m.start)
        return best.start, best.end
    for c in kids(token):  # "le président N": the name itself
        for m in mentions_over(doc, c.idx, c.idx + 1):
            if m.entity.id == entity.id:
                return m.start, m.end
    return token.idx, token.idx + len(token)


def assign(cast: Cast, frame: Frame | RelationFrame, slots: Slots, trigger: Token) -> None:
    """Gives actors and recipients their roles as the frame says."""
    actors, recipients = parted(frame, slots)
    both: tuple[tuple[Role, tuple[str, ...]], ...] = (("actor", actors), ("recipient", recipients))
    for role, places in both:
        for place in places:
            done = place == "adj" and _fill_adjective(cast, role, trigger)
            done = done or cast.fill(role, slots.get(place, ()))
            if done and role == "recipient":
                break
            if done and not frame.symmetric:
                break
    if isinstance(frame, Frame) and not frame.symmetric and not cast.has("recipient"):
        for place in words(cast.doc.lang_, "control", "parties", "prepositions"):
            cast.fill("recipient", slots.get(place, ()), nested=False)
    if frame.symmetric and isinstance(frame, Frame):
        for place in ("obj", *words(cast.doc.lang_, "control", "together", "prepositions")):
            cast.fill("actor", slots.get(place, ()), nested=False)
        cast.members[:] = [m if m.role == "actor" else _as_actor(m) for m in cast.members]


def parted(frame: Frame | RelationFrame, slots: Slots) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The frame's places of actor and recipient. A place that may be either ("l'attaque DE") is the recipient's, unless
    the recipient stands elsewhere or armed people stand in it, and the actor does not ("le raid de l'armée")."""
    actors, recipients = frame.actor or ("subj",), frame.recipient
    shared = set(actors) & set(recipients)
    if not shared or "subj" in actors:
        return actors, recipients
    actor_told = any(slots.get(p) for p in actors if p not in shared)
    recipient_told = any(slots.get(p) for p in recipients if p not in shared)
    armed = any(
        lemma_in(t, words(t.doc.lang_, "statements", "attackers", "nouns")) for p in shared for t in slots.get(p, ())
    )
    if (recipient_told or armed) and not actor_told:
        return actors, tuple(p for p in recipients if p not in shared)
    return tuple(p for p in actors if p not in shared), recipients


def _as_actor(member: Participant) -> Participant:
    return dataclasses.replace(member, role="actor") if member.role == "recipient" else member


def _fill_adjective(cast: Cast, role: Role, trigger: Token) -> bool:
    for c in kids(trigger):
        if dep(c) == "amod" and (state := nationality(cast.doc, c)) is not None:
            cast.add(role, c, state)
            return True
    return False
