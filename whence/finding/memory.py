"""Who was spoken of before: where a pronoun or a definite noun phrase looks for what it means."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from whence import knowledge
from whence.finding.clauses import case_of, object_controller
from whence.finding.quotations import quotations
from whence.finding.referents import Referent, is_human, is_subject, lemma_in, saying_verbs
from whence.finding.spoken_of import SpokenOf, backwards
from whence.finding.trees import SUBJECTS, conjuncts, dep, kids, low, sentence
from whence.language.words import words
from whence.model import Entity

LOOK_BACK = 3  # sentences in which a pronoun looks for what it means; beyond that, guesses are mostly wrong


class Memory:
    """Looks back over what noun phrases and pronouns of a Doc were found to mean. `referents` grows as one reads;
    `quoted` are the tokens within quotation marks, `heading` the end of the first sentence."""

    def __init__(self, doc: Doc, referents: SpokenOf) -> None:
        self.doc = doc
        self.referents = referents
        self.saying = saying_verbs(doc.lang_)
        self.frames = words(doc.lang_, "attribution", "prepositions", "phrases")
        self.quoted = frozenset(i for a, b in quotations(doc) for i in range(a, b))
        self.heading = next((s.end for s in doc.sents), 0)

    def candidates(
        self, token: Token, verb: Token | None, *, speaks: bool, subject: bool, nearest: bool = False
    ) -> Iterator[Token]:
        """Tokens that the pronoun may mean, the likeliest first: the last speaker for a verb of saying, then the
        subjects and then everybody else, nearest first."""
        doc = self.doc
        opening = first = sentence(token)[0]
        for _ in range(LOOK_BACK):
            if first > 0:
                first = sentence(doc[first - 1])[0]
        before = [
            doc[i] for i in range(token.i - 1, first - 1, -1) if i in self.referents and self.referents[i].phrase >= 0
        ]
        if speaks and verb is not None and dep(verb) == "parataxis":
            before = [t for t in before if t.i < opening]
        heads = [
            t
            for t in before
            if (not self.is_place(t) and self.referents[t.i].form != "name") or t.i == self.referents[t.i].phrase
        ]
        if speaks:  # people and texts speak before states do
            told = [t for t in heads if self.is_teller(t)]
            yield from (
                t for t in told if (is_subject(t) and t.head.lemma_.lower() in self.saying) or case_of(t) in self.frames
            )
            yield from (
                t
                for t in heads
                if (is_subject(t) and t.head.lemma_.lower() in self.saying) or case_of(t) in self.frames
            )
        people = [t for t in heads if self.referents[t.i].form != "thing"]
        if nearest:  # "celui-ci": the one named last
            yield from people
        here = [t for t in people if sentence(t)[0] == opening]
        yield from (t for t in here if is_subject(t))
        if not subject:
            yield from (t for t in here if not is_subject(t))
        yield from (t for t in people if is_subject(t) and sentence(t)[0] != opening)
        yield from (t for t in people if not is_subject(t))

    def spoke(self, token: Token) -> bool:
        """Whether the token was the subject of a verb of saying, or the source of a frame."""
        return (is_subject(token) and token.head.lemma_.lower() in self.saying) or case_of(token) in self.frames

    def is_teller(self, token: Token) -> bool:
        """Whether the token means a person, or a noun phrase without an entity: a spokesman, a report."""
        return is_human(self.referents[token.i], self.doc.lang_)

    def is_place(self, token: Token) -> bool:
        entity = self.referents[token.i].entity
        return entity is not None and entity.kind == "place"

    def is_subject_of(self, candidate: Token, verb: Token) -> bool:
        """Whether the candidate is the subject of the very clause: "he" is not "him"."""
        if not is_subject(candidate):
            return False
        controlled = (
            dep(verb) == "xcomp" and verb.head.i == candidate.head.i and object_controller(verb.head, verb) is None
        )
        return candidate.head.i == verb.i or controlled or self._shares_subject(candidate, verb)

    @staticmethod
    def _shares_subject(candidate: Token, verb: Token) -> bool:
        """Whether a verb has its subject from the one that it is coordinated with: "N cursed the envoy and hit him"."""
        while dep(verb) == "conj" and verb.head.i != verb.i and not any(dep(c) in SUBJECTS for c in kids(verb)):
            verb = verb.head
            if candidate.head.i == verb.i:
                return True
        return False

    def person_of_title(self, token: Token, title: str) -> Entity | None:
        """ "le ministre": the last person named with that title; none where the title says more than theirs did ("the
        prime minister" is not "deputy minister N")."""
        more = _modifiers(token)
        for back, r in self.referents.of_title(title, token.i):
            named = r.entity is not None and r.entity.kind == "person" and r.form == "title"
            if named and more <= _modifiers(self.doc[back]):
                return r.entity
        return None

    def same_role(self, token: Token, title: str) -> Referent | None:
        """ "the official": the fuller phrase of the same noun before it, in the singular or the plural alike."""
        if not lemma_in(token, words(self.doc.lang_, "attribution", "nouns", "person")):
            return None
        for back, earlier in self.referents.of_title(title, token.i):
            if (
                earlier.phrase == back
                and earlier.form in {"phrase", "nominal"}
                and self.doc[back].morph.get("Number") == token.morph.get("Number")
            ):
                return earlier
        return None

    def last_states(self, token: Token, n: int) -> list[Entity]:
        """The n states (or states of persons) last spoken of, subjects first where only one is wanted."""
        tables = knowledge.load()
        if n > 1 and (pair := self.last_group(token, n)):
            return pair
        found: list[Entity] = []
        before = backwards(self.referents.with_state, token.i)
        for i in self.subjects_first(token, before) if n == 1 else before:
            r = self.referents[i]
            for entity in (r.entity, *r.also) if r.entity is not None else ():
                code = entity.country
                if entity.kind not in {"state", "person"} or not code:
                    continue
                state = tables.country(code)
                if state not in found:
                    found.append(state)
                if len(found) == n:
                    return found
        return found

    def subjects_first(self, token: Token, before: Iterator[int]) -> Iterator[int]:
        """The tokens of this sentence and then those of all before it, in both the subjects first."""
        opening = sentence(token)[0]
        here = list(itertools.takewhile(lambda i: i >= opening, before))
        yield from sorted(here, key=lambda i: (not is_subject(self.doc[i]), -i))
        others = []
        for i in backwards(self.referents.with_state, opening):
            if is_subject(self.doc[i]):
                yield i
            else:
                others.append(i)
        yield from others

    def last_people(self, token: Token, n: int) -> list[Entity]:
        """The n persons last spoken of in this sentence and the two before it, in the order in which they were named;
        fewer where there are no more."""
        first = sentence(token)[0]
        for _ in range(LOOK_BACK - 1):
            first = sentence(self.doc[first - 1])[0] if first > 0 else first
        found: list[Entity] = []
        for i in range(token.i - 1, first - 1, -1):
            r = self.referents.get(i)
            if r is not None and r.entity is not None and r.entity.kind == "person" and r.entity not in found:
                found.append(r.entity)
        return found[:n][::-1]

    def last_group(self, token: Token, n: int) -> list[Entity]:
        """The n states last named side by side: "le Tchad et le Soudan"."""
        for back in backwards(self.referents.coordinated, token.i):
            first = self.doc[back]
            if dep(first) == "conj":
                continue
            states: list[Entity] = []
            for member in conjuncts(first):
                r = self.referents.get(member.i)
                if r is not None and r.entity is not None and r.entity.kind == "state" and r.entity not in states:
                    states.append(r.entity)
            if len(states) == n:
                return states
        return []


def _modifiers(noun: Token) -> frozenset[str]:
    """The words beside a noun that say which one it is: "prime", "energy"."""
    return frozenset(low(c) for c in kids(noun) if dep(c) in {"amod", "compound"})
