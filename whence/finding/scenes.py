"""What is known of each who may take part in a statement.

The tables of triggers know in which places the parties of the words that they list stand. Here every noun phrase,
pronoun and nationality of the sentence is a candidate, and whoever was spoken of before; who acts, and to whom it is
done, is judged by the features that the corpus's training part has weighed (``data/participants.tsv``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from whence.finding.clauses import case_of, form_of
from whence.finding.drafts import Draft
from whence.finding.event_types import frames_headed
from whence.finding.first_person import is_first
from whence.finding.linear import level
from whence.finding.parties import ROLES, Candidate, Past, tells_people
from whence.finding.predications import what
from whence.finding.referents import lemma_in, meaning
from whence.finding.slots import noun_slots, verb_slots
from whence.finding.trees import dep, lemma, low, sentence
from whence.finding.voices import Voice
from whence.language.reading import Reading
from whence.language.words import words

NOBODY: Final = "nobody"
STEPS: Final = 5  # the longest path through the tree that is told apart


def sort_of(one: Candidate) -> str:
    """What a candidate is: the kind of its entity and how the text has it, or the class of its noun."""
    token, lang = one.token, one.token.lang_
    referent = meaning(token)
    if one.entity is not None:
        form = "" if not one.near else "adjective" if referent is None else referent.form
        return f"{one.entity.kind}{'+' if one.entity.known else ''}{form and '.' + form}"
    if token.pos_ == "PRON":
        return f"PRON:{lang}:{low(token)}"
    for name in ("person", "state", "collective", "outlet", "document"):
        if lemma_in(token, words(lang, "attribution", "nouns", name)):
            return f"noun:{name}"
    if frames_headed(lang).get((lemma(token), "NOUN")):
        return "noun:event"
    return f"{token.pos_}:{token.ent_type_}" if token.ent_type_ else str(token.pos_)


def rough(token: Token) -> str:
    """Whether a place is filled by somebody known, by people, by a pronoun, or by a thing."""
    referent = meaning(token)
    if referent is not None and referent.entity is not None:
        return "entity"
    if token.pos_ == "PRON":
        return "pronoun"
    return "people" if tells_people(token) else "thing"


class Scene:
    """What is known of a draft, to be told of each of its candidates."""

    def __init__(self, draft: Draft, past: Past) -> None:
        self.draft, self.past = draft, past
        core, doc = draft.core, draft.core.doc
        self.doc, self.core, self.lang = doc, core, doc.lang_
        self.reading: Reading | None = doc._.reading
        self.kind = (
            str(draft.frame.type)
            if draft.frame is not None
            else f"relation:{draft.relation.relation}"
            if draft.relation is not None
            else "figure"
            if draft.figure
            else "relation"
        )
        made = draft.made
        self.form = "noun" if made is None else made.form + ("-copular" if made.copular else "")
        self.passive = made is not None and made.passive
        slots = noun_slots(core) if made is None else verb_slots(made, core)
        self.places: dict[int, list[str]] = {}
        for place, tokens in slots.items():
            for token in tokens:
                self.places.setdefault(token.i, []).append(place)
        self.word = f"{self.lang}:{lemma(core)}"
        self.filled = {p: rough(slots[p][0]) if slots.get(p) else "-" for p in ("subj", "obj")}
        self.shape = (
            f"{self.form}{'-passive' if self.passive else ''}|subj:{self.filled['subj']}|obj:{self.filled['obj']}"
        )
        self.roles: dict[str | int, str] = {}
        for member in draft.cast.members:
            self.roles[member.entity or member.start] = member.role
        self.has = "".join(r[0] for r in ("actor", "recipient") if r in self.roles.values()) or "none"
        self.before = past.before(core)
        self.often = [e.id for _, e, _ in sorted(self.before, key=lambda b: -b[2])]
        self.recent = [e.id for _, e, _ in self.before]
        self.counted = {e.id: n for _, e, n in self.before}

    def unsaid(self) -> Iterator[str]:
        """What speaks for nobody having a role."""
        yield NOBODY
        yield f"{NOBODY}|{self.kind}"
        yield f"{NOBODY}|{self.shape}"
        yield f"{NOBODY}|{self.word}"
        yield f"{NOBODY}|has={self.has}|{self.kind}"
        yield f"{NOBODY}|has={self.has}|{self.form}"
        for place, filled in self.filled.items():
            yield f"{NOBODY}|{place}:{filled}|{self.kind}"
            yield f"{NOBODY}|{place}:{filled}|{self.word}"
        yield f"{NOBODY}|polarity={self.draft.hedge.polarity}|{self.draft.hedge.modality}|{self.kind}"
        yield f"{NOBODY}|voices={min(len(self.draft.voices), 2)}"
        yield f"{NOBODY}|far={min(len(self.before), 3)}|{self.kind}"
        if self.reading is None:
            return
        core, reading = self.core.i, self.reading
        read = [chances for i in reading.together(core) if (chances := reading.role(core, i)) is not None]
        for role in ROLES if read else ():
            sure = level(max(chances[role] for chances in read))
            yield from (f"{NOBODY}|read {role}~{sure}", f"{NOBODY}|read {role}~{sure}|has={self.has}")

    def steps(self, token: Token) -> str:
        """The way through the tree from the core to the token."""
        up: list[Token] = [self.core]
        while up[-1].head.i != up[-1].i and len(up) <= STEPS:
            up.append(up[-1].head)
        above = {t.i: n for n, t in enumerate(up)}
        down: list[str] = []
        t = token
        while t.i not in above:
            down.append(dep(t))
            if t.head.i == t.i or len(down) > STEPS:
                return "far"
            t = t.head
        climbed = [f"^{dep(u)}" for u in up[: above[t.i]]]
        way = ">".join([*climbed, *reversed(down)])
        return way if len(climbed) + len(down) <= STEPS else "far"

    def features(self, one: Candidate) -> Iterator[str]:
        """What is known of a candidate. Words are given with their language, everything else holds for all."""
        kind = sort_of(one)
        yield from self._of_all(one, kind)
        yield from self._of_near(one, kind) if one.near else self._of_far(one, kind)

    def _of_all(self, one: Candidate, kind: str) -> Iterator[str]:
        where = "near" if one.near else "far"
        role = self.roles.get(one.entity.id if one.entity is not None else one.start, "-")
        if role == "-" and one.near:
            role = self.roles.get(one.start, "-")
        yield where
        yield f"rule={role}|{where}"
        yield f"rule={role}|{self.kind}"
        yield f"rule={role}|{self.form}|{kind}"
        yield f"rule={role}|has={self.has}|{where}"
        yield f"rule={role}|{self.word}"
        yield f"{where}|{kind}|{self.kind}"
        yield f"{where}|has={self.has}|{self.kind}"
        yield f"{where}|has={self.has}|{kind}"
        own = one.near and is_first(one.token)  # "they attacked us": whoever says so takes part
        for n, voice in enumerate(() if own else reversed(self.draft.voices)):
            if voice.speaker is not None and self.speaks(voice, one):
                yield f"speaks={min(n, 1)}|{where}"
                yield f"speaks={min(n, 1)}|{where}|{self.kind}"
                yield f"speaks={min(n, 1)}|{where}|{voice.manner}|has={self.has}"
                break
        yield from self._history(one, where)

    def speaks(self, voice: Voice, one: Candidate) -> bool:
        """Whether the candidate is the one who tells, or in the words for them."""
        who = voice.speaker
        assert who is not None
        return who.start <= one.token.i < who.end or (one.entity is not None and who.source.entity == one.entity.id)

    def _history(self, one: Candidate, where: str) -> Iterator[str]:
        """What the candidate did in the statements before."""
        if one.entity is None:
            return
        id_ = one.entity.id
        acted = got = 0
        for back, draft, members in self.past.told_of(id_):
            mine = next(m.role for m in members if m.entity == id_)
            acted += mine == "actor"
            got += mine == "recipient"
            same = (
                draft.frame is not None and self.draft.frame is not None and draft.frame.type == self.draft.frame.type
            )
            if back < 2:
                yield f"last{back}={mine}|{where}|has={self.has}"
            if same:
                yield f"same={mine}|{where}"
            others = {m.entity for m in members if m.entity != id_ and m.role in {"actor", "recipient"}}
            if mine in {"actor", "recipient"} and any(
                k in others for k, r in self.roles.items() if r in {"actor", "recipient"}
            ):
                role = next(r for k, r in self.roles.items() if k in others)
                yield f"beside={role}:{mine}|{where}"
        yield f"acted={min(acted, 3)}|got={min(got, 3)}|{where}"
        yield f"acted>got={(acted > got) - (acted < got)}|{where}|{self.kind}"

    def _of_near(self, one: Candidate, kind: str) -> Iterator[str]:
        token, core = one.token, self.core
        way = self.steps(token)
        voice = f"{self.form}{'-passive' if self.passive else ''}"
        inside = self.draft.stretch[0] <= token.i < self.draft.stretch[1]
        side = "before" if token.i < core.i else "after"
        case = case_of(token)
        noun = f"{self.lang}:{lemma(token)}"
        yield from (f"way={way}|{voice}", f"way={way}|{kind}", f"way={way}|{self.kind}", f"way={way}|{self.word}")
        yield f"way={way}|{self.lang}:{case}"
        yield from (
            f"inside={inside}|{side}|{kind}",
            f"inside={inside}|{side}|{self.kind}",
            f"inside={inside}|has={self.has}|{kind}",
        )
        for place in self.places.get(token.i, ("-",)):
            spelt = place if place in {"subj", "obj", "iobj", "adj", "-"} else f"{self.lang}:{place}"
            yield from (
                f"place={spelt}|{self.kind}",
                f"place={spelt}|{kind}",
                f"place={spelt}|{self.word}",
                f"place={spelt}|{voice}",
            )
            yield f"place={spelt}|{self.kind}|{kind}"
            frame = self.draft.frame or self.draft.relation
            if frame is not None and place != "-":
                in_actor, in_recipient = place in (frame.actor or ("subj",)), place in frame.recipient
                yield f"frame={in_actor}{in_recipient}{frame.symmetric}|{kind}"
                yield f"frame={in_actor}{in_recipient}{frame.symmetric}|{voice}"
        if token.pos_ == "NOUN":
            yield from (noun, f"{noun}|{side}")
            yield f"{noun}|{self.kind}"
            people = lemma_in(token, words(self.lang, "attribution", "nouns", "person"))
            group = lemma_in(token, words(self.lang, "attribution", "nouns", "collective"))
            yield f"people={people}|group={group}|{way}"
            yield f"people={people}|group={group}|{self.kind}|{inside}|{side}"
        elif token.pos_ == "PRON":
            yield f"{self.lang}:{low(token)}|{way}"
        head = token.head
        if head.i != core.i and head.i != token.i:
            yield f"on={what(head)}|{dep(token)}|{kind}"
            yield f"on={self.lang}:{lemma(head)}|{dep(token)}"
            if form_of(head):
                yield f"on=clause|{dep(token)}|{self.lang}:{lemma(head)}"
        if dep(token) == "conj":
            yield f"joined={dep(head)}|{self.places.get(head.i, ['-'])[0]}"
        distance = abs(token.i - core.i)
        size = next((n for n in (1, 2, 3, 5, 8, 13, 21) if distance <= n), 34)
        yield from (f"distance={side}{size}|{inside}", f"distance={side}{size}|{kind}")
        yield f"plural={token.morph.get('Number')}|{way}"
        for place in self.places.get(token.i, ("-",)):
            spelt = place if place in {"subj", "obj", "iobj", "adj", "-"} else f"{self.lang}:{place}"
            yield f"place={spelt}|{self.shape}"
        yield f"way={way}|{self.form}|{kind}"
        yield f"way={way}|{self.kind}|{voice}"
        yield from self._read_as(token)

    def _read_as(self, token: Token) -> Iterator[str]:
        """What the encoder makes of a token beside the core."""
        chances = self.reading.role(self.core.i, token.i) if self.reading is not None else None
        if chances is None:
            return
        for role in (*ROLES, "object"):
            sure = level(chances[role])
            yield from (f"read {role}~{sure}", f"read {role}~{sure}|has={self.has}", f"read {role}~{sure}|{self.form}")

    def _of_far(self, one: Candidate, kind: str) -> Iterator[str]:
        assert one.entity is not None
        id_ = one.entity.id
        opening = sentence(self.core)[0]
        back = 0
        at = opening
        while at > 0 and one.token.i < at and back < 4:
            at = sentence(self.doc[at - 1])[0]
            back += 1
        recent, often = self.recent.index(id_), self.often.index(id_)
        lack = f"has={self.has}"
        shape = f"{self.form}{'-passive' if self.passive else ''}"
        yield from (f"far|{self.shape}", f"far|{self.shape}|{kind}")
        for place, filled in self.filled.items():
            yield f"far|{place}:{filled}|{self.kind}"
            yield f"far|{place}:{filled}|{kind}|often={min(often, 2)}"
            yield f"far|{place}:{filled}|{self.word}"
        yield from (f"back={back}|{lack}", f"recent={min(recent, 4)}|{lack}", f"often={min(often, 4)}|{lack}")
        yield f"often={min(often, 4)}|{kind}|{lack}"
        yield f"recent={min(recent, 4)}|{kind}|{lack}"
        yield f"back={back}|recent={min(recent, 3)}|often={min(often, 3)}"
        yield f"often={min(often, 4)}|{self.kind}"
        yield f"often={min(often, 2)}|{kind}|{self.kind}|{lack}"
        yield f"times={min(self.counted[id_], 5)}|{kind}"
        yield f"lead={self.past.named[id_][0][0] < 40}|{kind}|{lack}"
        yield from (f"far|{shape}|{lack}|{kind}", f"far|{self.word}|{lack}", f"far|{self.kind}|{shape}|{lack}")
        yield f"last={dep(one.token)}|{kind}|{lack}"
        home = {m.country for m in self.draft.cast.members if m.country}
        if one.entity.country:
            yield f"home={one.entity.country in home}|{kind}|{lack}"
        speaker = next((v.speaker for v in reversed(self.draft.voices) if v.speaker is not None), None)
        if speaker is not None and speaker.source.entity and one.entity.country:
            told_by = next((e for e in (self.past.named.get(speaker.source.entity) or ())), None)
            if told_by is not None:
                yield f"speaker_home={told_by[1].country == one.entity.country}|{kind}|{lack}"
