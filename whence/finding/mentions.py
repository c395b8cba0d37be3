"""Who is meant: names, noun phrases and pronouns -> entities.

``doc._.mentions`` holds the passages, ``doc._.referents`` says for a token (the head of a noun phrase, a pronoun) whom
or what it means.
"""

from __future__ import annotations

import dataclasses
from typing import Final, Literal

from spacy.language import Language
from spacy.tokens import Doc, Token

from whence import knowledge
from whence.finding import home_states
from whence.finding.antecedents import Question, likeliest, weighed
from whence.finding.bodies import Bodies
from whence.finding.clauses import antecedent, case_of, form_of
from whence.finding.home_states import State, states_before
from whence.finding.memory import Memory
from whence.finding.name_halves import halves
from whence.finding.named_entities import NamedEntities
from whence.finding.referents import (
    Referent,
    agrees,
    further_states,
    is_pronoun,
    lemma_in,
    listed,
    minimal_phrase,
    of_its_kind,
    role_of,
)
from whence.finding.trees import SUBJECTS, ancestors, conjuncts, dep, kids, lemma, low, lows, with_reflexive
from whence.language.lexicons import lexicon
from whence.model import Entity, Mention

NOT_PEOPLE: Final = {"state", "place", "organisation", "company", "outlet", "weapon_system"}
FARTHEST: Final = 8  # tokens of a noun phrase behind its head, in front of the name of whom it tells

for extension, default in (("mentions", ()), ("referents", None)):
    if not Doc.has_extension(extension):
        Doc.set_extension(extension, default=default)


@Language.component("whence_mentions", assigns=["doc._.mentions", "doc._.referents"])
def find_mentions(doc: Doc) -> Doc:
    """Sets ``doc._.mentions`` and ``doc._.referents``."""
    resolver = Resolver(doc)
    resolver.name_people_and_places()
    resolver.name_halves()
    resolver.resolve()
    doc._.referents = dict(resolver.referents)
    doc._.mentions = tuple(sorted(resolver.mentions, key=lambda m: (m.start, m.end)))
    return doc


class Resolver(NamedEntities):
    """Walks through one Doc once, from left to right, and remembers who was spoken of."""

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        self.memory = Memory(doc, self.referents)

    def name_halves(self) -> None:
        """ "The North": a state, if no table has a name there."""
        tables = knowledge.load().entities
        found = {t.idx: (t, state) for t, state in halves(self.doc, self.mentions)}
        over = {i for m in self.mentions for i in found if m.start <= i < m.end and len(m.text) > len(found[i][0])}
        known = {m.start for m in self.mentions if m.entity.id in tables}
        new = {i: found[i] for i in found.keys() - over - known}
        self.mentions = [m for m in self.mentions if m.start not in new]
        for token, state in new.values():
            self.add(self.doc[token.i : token.i + 1], state, "name")

    # --- noun phrases and pronouns ---------------------------------------------------------------------------------

    def resolve(self) -> None:
        """Noun phrases and pronouns, in the order of the text."""
        self.named_bodies = Bodies(self.doc, self.mentions)
        for token in self.doc:
            if token.i in self.referents and self.referents[token.i].form == "name":
                continue
            if token.pos_ in {"NOUN", "ADJ", "PROPN"} and lemma_in(
                token, self.person_nouns | self.state_nouns | self.group_nouns
            ):
                self.noun_phrase(token)
            elif low(token) in self.possessives and dep(token) in {"det", "nmod"}:
                self.possessive(token)
            elif token.pos_ in {"NOUN", "PROPN", "ADJ"} and lemma_in(token, self.document_nouns | self.outlet_nouns):
                self.thing(token)
            elif (
                low(token) in self.relative_pronouns
                and token.pos_ == "PRON"
                and (before := antecedent(token)) is not None
            ):
                self.relative(token, before)
            elif is_pronoun(token) and self.is_expletive(token):
                continue
            elif self.is_demonstrative(token):
                self.pronoun(token, subject=dep(token) in SUBJECTS, nearest=True)
            elif (
                is_pronoun(token)
                and low(token) in self.subject_pronouns
                and (dep(token) in SUBJECTS or low(token).startswith("-"))
            ):
                self.pronoun(token, subject=True)
            elif is_pronoun(token) and low(token) in self.object_pronouns:
                self.pronoun(token, subject=False)

    def relative(self, token: Token, before: Token) -> None:
        """A relative pronoun means what its antecedent means."""
        referent = self.referents.get(before.i)
        if referent is None:
            referent = Referent(None, before.i, "phrase", lemma(before))
        self.referents[token.i] = dataclasses.replace(referent, form="relative")

    def is_demonstrative(self, token: Token) -> bool:
        """ "Ceux-ci": a pronoun that means the ones last named, and no others ("ceux de")."""
        if low(token) not in self.demonstratives:
            return False
        joined = ("".join(lows(self.doc)[token.i : token.i + n]) for n in (2, 3))
        return any(form in self.subject_pronouns and form.endswith("ci") for form in joined)

    def is_expletive(self, token: Token) -> bool:
        """ "il semble que": the pronoun stands for nobody."""
        verb = token.head
        forms = {verb.lemma_.lower()} | with_reflexive(verb)
        if verb.lemma_.lower() in self.always_impersonal:
            return low(token) in self.expletives
        return (
            low(token) in self.expletives
            and bool(forms & self.impersonal_verbs)
            and any(dep(c) in {"ccomp", "csubj", "xcomp"} for c in kids(verb))
        )

    def noun_phrase(self, token: Token) -> None:
        """ "le ministre", "les autorités kényanes", "les deux pays" """
        title = low(token) if low(token) in self.person_nouns | self.state_nouns else lemma(token)
        named = self.named_inside(token)
        if named is not None and named.kind == "person":
            self.referents[token.i] = Referent(named, token.i, "title", title)
            return
        if lemma_in(token, self.pair_nouns) and self.is_pair(token):
            counts = lexicon(self.doc.lang_, "attribution")["nouns"].get("counts", {})
            n = next((counts[low(c)] for c in kids(token) if low(c) in counts), 2)
            people = self.memory.last_people(token, n) if lemma_in(token, self.person_nouns) else []
            pair = people if len(people) == n else self.memory.last_states(token, n)
            if len(pair) == n:
                self.note(token, Referent(pair[0], token.i, "nominal", title, also=tuple(pair[1:])))
            return
        state = self.nationality(token)
        if state is None and named is None and (person := self.person_beside(token)) is not None:
            self.referents[token.i] = Referent(person, token.i, "title", title)
            return
        owner = next((c for c in kids(token) if low(c) in self.possessives), None)
        if state is None and owner is not None and named is None and not lemma_in(token, self.counterparts):
            several = low(owner) in self.several_owners
            owners = self.memory.last_states(token, 2 if several else 1)
            if owners:
                self.note(token, Referent(owners[0], token.i, "nominal", title, also=tuple(owners[1:])))
                return
        definite = any(low(c) in self.definite for c in kids(token) if dep(c) == "det")
        alone = definite and named is None and token.morph.get("Number") != ["Plur"] and self.is_anaphor(token)
        if alone and (body := self.named_bodies.meant(token)) is not None:
            self.note(token, Referent(body, token.i, "nominal", title))
            return
        if state is not None and (lemma_in(token, self.state_nouns) or lemma_in(token, self.person_nouns)):
            also = further_states(token, state, self.adjectives) or self.states_of(token, state)
            self.note(token, Referent(state, self.told_first(token, title, state), "nominal", title, also=also))
            return
        if named is not None:
            self.note(token, Referent(named, token.i, "nominal", title))
            return
        if definite and lemma_in(token, self.person_nouns) and token.morph.get("Number") != ["Plur"]:
            person = self.memory.person_of_title(token, title)
            if person is not None:
                self.note(token, Referent(person, token.i, "nominal", title))
                return
        if definite and self.is_anaphor(token) and (earlier := self.memory.same_role(token, title)) is not None:
            self.note(token, dataclasses.replace(earlier, form="phrase" if earlier.entity is None else "nominal"))
            return
        organ = definite and lemma_in(token, self.home_nouns) and not any(dep(c) == "nmod" for c in kids(token))
        if organ or self.is_force(token):
            code = self.home_of(token, states_before(self.memory, self.adjectives, token, self.home_nouns))
            if code is not None:
                self.note(token, Referent(knowledge.load().country(code), token.i, "nominal", title))
                return
        self.referents[token.i] = Referent(None, token.i, "phrase", title)

    def states_of(self, token: Token, first: Entity) -> tuple[Entity, ...]:
        """The states beside the first of "the ministers of Oslo and Paris"."""
        if token.morph.get("Number") != ["Plur"]:
            return ()
        complements = [c for c in kids(token) if dep(c) == "nmod"]
        complements += [inner for c in complements for inner in kids(c) if dep(inner) == "nmod"]  # "of Justice of Oslo"
        beside = (t for c in complements if case_of(c) for t in conjuncts(c)[1:])
        named = (self.referents[t.i].entity for t in beside if t.i in self.referents)
        return tuple(e for e in named if e is not None and e.kind == "state" and e != first)

    def is_pair(self, token: Token) -> bool:
        """ "The two countries", "both men", "nos pays": those spoken of before; "two men" are others, where a language
        has articles, "two countries" the same."""
        counted = [low(c) for c in kids(token) if low(c) in self.pair_words]
        told = any(low(c) in self.definite or low(c) in self.pair_pointing for c in kids(token))
        return bool(counted) and (told or not self.articles or not lemma_in(token, self.person_nouns))

    def is_force(self, token: Token) -> bool:
        """ "Police freed them", "les soldats": forces of a state, of which nothing tells whose or how many they are."""
        if not lemma_in(token, self.forces) or dep(token) in {"compound", "appos", "flat", "conj"}:
            return False
        several = "Plur" in token.morph.get("Number") or low(token) == lemma(token)
        told = any(dep(c) in {"nmod", "amod", "acl", "nummod", "compound", "appos"} for c in kids(token))
        bare = all(low(c) in self.definite for c in kids(token) if dep(c) == "det")
        return several and bare and not told

    def told_first(self, token: Token, title: str, state: Entity) -> int:
        """The noun phrase that a definite one takes up ("a Swedish envoy", "the Swedish envoy"), or its own head."""
        if any(low(c) in self.definite for c in kids(token) if dep(c) == "det"):
            earlier = self.memory.same_role(token, title)
            if earlier is not None and earlier.entity == state:
                return earlier.phrase
        return token.i

    def home_of(self, token: Token, listed: list[State]) -> str | None:
        """The code of the state whose organs a definite noun means."""
        if home_states.weighed(self.doc.lang_):
            return home_states.home_state(self.memory, token, listed)
        last = self.memory.last_states(token, 1)
        return last[0].country if last else None

    def possessive(self, token: Token) -> None:
        """ "Ses livraisons": the determiner means the owner, the last subject that can own something."""
        for candidate in self.memory.candidates(token, None, speaks=False, subject=True):
            referent = self.referents[candidate.i]
            if referent.entity is not None and referent.entity.kind != "place" and candidate.head.i != token.head.i:
                several = bool(referent.also) or len(conjuncts(candidate)) > 1
                if not of_its_kind(token, referent):
                    continue
                if (low(token) in self.several_owners) == several:
                    self.referents[token.i] = dataclasses.replace(referent, form="possessive")
                    return

    def thing(self, token: Token) -> None:
        """A document or an outlet told by its kind: it means the fuller phrase of the same noun before it."""
        title = listed(token, self.document_nouns | self.outlet_nouns)
        named = self.named_inside(token)
        if named is not None and lemma_in(token, self.outlet_nouns):
            self.referents[token.i] = Referent(named, token.i, "title", title)
            return
        before = self.referents.of_title(title, token.i) if self.is_anaphor(token) else ()
        for back, earlier in before:
            if earlier.form == "thing" and earlier.phrase == back:
                self.referents[token.i] = Referent(earlier.entity, earlier.phrase, "thing", title)
                return
        self.referents[token.i] = Referent(None, token.i, "thing", title)

    def is_anaphor(self, token: Token) -> bool:
        """Whether a noun phrase is definite and says no more than its noun: "le même câble", "ce rapport"."""
        definite = any(low(c) in self.definite for c in kids(token) if dep(c) == "det")
        return definite and not any(dep(c) in {"nmod", "acl", "appos"} and form_of(c) != "finite" for c in kids(token))

    def pronoun(self, token: Token, *, subject: bool, nearest: bool = False) -> None:
        """The most likely antecedent that agrees in number and gender."""
        verb = next((a for a in ancestors(token) if form_of(a)), None)
        speaks = (subject and verb is not None and verb.lemma_.lower() in self.saying) or case_of(
            token
        ) in self.memory.frames
        if not nearest and weighed(self.doc.lang_):
            self.weighed_pronoun(Question(token, verb, subject, speaks))
            return
        for candidate in self.memory.candidates(token, verb, speaks=speaks, subject=subject, nearest=nearest):
            referent = self.referents[candidate.i]
            if not agrees(token, candidate, referent, pointing=nearest):
                continue
            if not subject and verb is not None and self.memory.is_subject_of(candidate, verb):
                continue
            self.note(token, dataclasses.replace(referent, form="pronoun"))
            return

    def weighed_pronoun(self, question: Question) -> None:
        """The likeliest of what was spoken of before it."""
        referent = likeliest(self.memory, question)
        if referent is not None:
            self.note(question.pronoun, dataclasses.replace(referent, form="pronoun"))

    def note(self, token: Token, referent: Referent) -> None:
        """Writes down a noun phrase or pronoun that means an entity."""
        self.referents[token.i] = referent
        if referent.entity is None:
            return
        start, end = minimal_phrase(token, self.adjectives)
        span = self.doc[start:end]
        form: Literal["nominal", "pronoun"] = "pronoun" if referent.form == "pronoun" else "nominal"
        role = role_of(referent, self.doc.lang_)
        for entity in (referent.entity, *referent.also):
            self.mentions.append(Mention(span.start_char, span.end_char, span.text, entity, form, role))

    # --- what a phrase holds -----------------------------------------------------------------------------------------

    def named_inside(self, token: Token) -> Entity | None:
        """The entity named in apposition to the noun: "le président N", "le quotidien X", "le groupe Y"."""
        for c in kids(token):
            if (
                c.i > token.i
                and dep(c) in {"appos", "flat", "nmod"}
                and (entity := self.bare_name(c, {"state", "place"})) is not None
            ):
                return entity
        if lemma_in(
            token, self.person_nouns
        ):  # "le ministre de la Défense N": the name may hang on any noun of the phrase
            for t in token.subtree:
                if (
                    t.i > token.i
                    and t.i - token.i < 12
                    and dep(t) in {"appos", "flat", "nmod"}
                    and dep(t.head) in {"nmod", "amod", "appos", "flat"}
                ):
                    entity = self.bare_name(t, NOT_PEOPLE)
                    if entity is not None:
                        return entity
        return None

    def person_beside(self, token: Token) -> Entity | None:
        """The person in apposition to whom a noun phrase stands: "N, a former COLONEL", "a former COLONEL, N, was"."""
        if not lemma_in(token, self.person_nouns) or token.morph.get("Number") == ["Plur"]:
            return None
        if dep(token) == "appos" and token.head.i < token.i:
            return self.bare_name(token.head, NOT_PEOPLE)
        if dep(token) in {"compound", "nmod"} and token.head.i > token.i and token.head.ent_type_ == "PER":
            return self.bare_name(token.head, NOT_PEOPLE)  # "Defence MINISTER N N"
        doc = self.doc
        reach = range(token.i + 1, min(token.i + FARTHEST, len(doc) - 1))
        comma = next((i for i in reach if doc[i].text == "," or form_of(doc[i]) == "finite"), 0)
        if not comma or doc[comma].text != "," or doc[comma + 1].ent_iob_ != "B":
            return None
        end = comma + 2
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
        closed = end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].pos_ != "CCONJ"
        acts = end < len(doc) and doc[end].pos_ in {"AUX", "VERB"} and form_of(doc[end]) != "participle"
        person = next((r.entity for i in range(comma + 1, end) if (r := self.referents.get(i)) is not None), None)
        return person if person is not None and person.kind == "person" and (closed or acts) else None

    def bare_name(self, token: Token, never: set[str]) -> Entity | None:
        """The entity named by a token without a preposition; None for the kinds in `never`."""
        referent = self.referents.get(token.i)
        if (
            any(dep(k) == "case" for k in kids(token))
            or referent is None
            or referent.form != "name"
            or referent.entity is None
        ):
            return None
        return None if referent.entity.kind in never else referent.entity
