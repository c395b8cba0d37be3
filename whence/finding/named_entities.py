"""Every named entity of a text, linked: those of the tables, and those that the recogniser and the rules named."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from whence import knowledge
from whence.finding.clauses import case_of
from whence.finding.namesakes import bracketed, by_first_word, one_person, short_forms
from whence.finding.referents import Referent
from whence.finding.seats import seated
from whence.finding.spoken_of import SpokenOf
from whence.finding.trees import dep, kids, lemma
from whence.finding.word_sets import WordSets
from whence.knowledge import linking
from whence.language.words import words
from whence.model import Entity, Mention


class NamedEntities(WordSets):
    """The names of one Doc: `mentions`, what their tokens mean (`referents`), the `adjectives` of nationality by token,
    and the `people` by the parts of their names.

    `whole` are the persons of full names by the token that begins them, `ahead` the same by the parts of their names,
    `bodies` the organisations by what they may be called for short.
    """

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc.lang_)
        self.doc = doc
        self.referents = SpokenOf(doc)
        self.mentions: list[Mention] = []
        self.people: dict[str, Entity] = {}
        self.adjectives: dict[int, Entity] = {}
        self.whole: dict[int, Entity] = {}
        self.ahead: dict[str, Entity] = {}
        self.bodies: dict[str, Entity] = {}

    def name_people_and_places(self) -> None:
        """Every named entity of the text, linked."""
        taken: set[int] = set()
        for name in self.doc._.names:
            span = self.doc.char_span(name.start, name.end, alignment_mode="contract")
            if span is None:
                continue
            taken.update(range(span.start, span.end))
            if name.form == "adjective":
                self.adjectives[span.start] = name.entity
                continue
            self.add(span, seated(span, name.entity), "name")
            if name.entity.kind == "person":
                self.people.setdefault(self.as_named(span[-1]), name.entity)
        named = [e for e in self.doc.ents if e.start not in taken and e.label_ in {"PER", "ORG"}]
        self.look_ahead(named)
        for ent in named:
            self.add(ent, self.person(ent) if ent.label_ == "PER" else self.organisation(ent), "name")
        for start, state in self.adjectives.items():
            token = self.doc[start]
            self.mentions.append(Mention(token.idx, token.idx + len(token), token.text, state, "adjective"))

    def look_ahead(self, named: Sequence[Span]) -> None:
        """Whom the full names of the whole text mean, so that a headline's "Ruiz" is the "Ana Ruiz" below it."""
        full: list[tuple[list[str], Entity]] = []
        bodies = [e for e in named if e.label_ == "ORG"]
        for ent in named:
            if ent.label_ == "PER" and len(ent) > 1:
                parts = [self.as_named(t) for t in ent]
                entity = next((e for others, e in full if one_person(parts, others)), None) or self.new_person(ent)
                full.append((parts, entity))
                self.whole[ent.start] = entity
                for part in (*parts[1:], parts[0]):
                    if len(part) > 2 and part[:1].isupper():
                        self.ahead.setdefault(part, entity)
        for ent in bodies:
            if len(ent) < 2:
                continue
            entity = self.new_organisation(ent)
            for short in (bracketed(ent), *short_forms(ent)):
                if short is not None:
                    self.bodies.setdefault(short, entity)
        for first, ent in by_first_word(bodies).items():
            self.bodies.setdefault(first, self.new_organisation(ent))

    def add(self, span: Span, entity: Entity, form: str) -> None:
        """Notes a mention, and what its tokens' head means."""
        self.mentions.append(
            Mention(span.start_char, span.end_char, span.text, entity, "name" if form == "name" else "nominal")
        )
        referent = Referent(entity, span.root.i, form)
        self.referents[span.root.i] = referent
        self.referents.setdefault(span.start, referent)

    def as_named(self, token: Token) -> str:
        """The token of a name as the name has it: by its lemma in languages that decline names."""
        return str(token.lemma_ if self.inflected and token.pos_ == "PROPN" else token.text)

    def name_of(self, ent: Span) -> str:
        """The name as it is called: "Ева Шимкова" for "Евы Шимковой"."""
        if not self.inflected or (ent.label_ != "PER" and len(ent) > 1):
            return str(ent.text)
        return "".join(self.as_named(t) + t.whitespace_ for t in ent).strip()

    def person(self, ent: Span) -> Entity:
        """The entity of a person's name; a part of a name alone means the person of that name named before, or else the
        first one named after it."""
        last = self.as_named(ent[-1])
        if len(ent) == 1:
            if last not in self.people:
                self.people[last] = self.ahead.get(last) or self.new_person(ent)
            return self.people[last]
        entity = self.whole[ent.start]
        for token in ent[1:]:
            if len(token.text) > 2 and token.text[:1].isupper():
                self.people.setdefault(self.as_named(token), entity)
        self.people.setdefault(self.as_named(ent[0]), entity)
        return entity

    def new_person(self, ent: Span) -> Entity:
        """The person of this very name."""
        known = knowledge.load().lookup(ent.text, self.doc.lang_)
        if known is not None and known.kind == "person":
            return known
        return linking.person(self.name_of(ent), self.country_around(ent))

    def organisation(self, ent: Span) -> Entity:
        """The entity of a body's name; a short form means the body whose full name the text has."""
        known = knowledge.load().lookup(ent.text, self.doc.lang_)
        if known is None and len(ent) == 1 and (body := self.bodies.get(ent.text)) is not None:
            return body
        return known or self.new_organisation(ent)

    def new_organisation(self, ent: Span) -> Entity:
        """The body of this very name."""
        known = knowledge.load().lookup(ent.text, self.doc.lang_)
        return known if known is not None else linking.organisation(self.name_of(ent), self.country_around(ent))

    def country_around(self, ent: Span) -> str | None:
        """The state that a title beside the name gives: "le général tchadien N", "le président du Ghana N"."""
        root = ent.root
        for token in [root, root.head, *(c for c in kids(root) if dep(c) == "appos")]:
            if token is root.head and (lemma(token) not in self.person_nouns and lemma(token) not in self.group_nouns):
                continue
            if (state := self.nationality(token)) is not None:
                return state.country
        return None

    def nationality(self, token: Token) -> Entity | None:
        """The state that goes with the noun: an adjective ("kényan"), a complement ("du Kenya", "de Nairobi")."""
        tables = knowledge.load()
        stack = [(c, 1) for c in kids(token)]
        for c, _ in stack:
            if c.i in self.adjectives and dep(c) in {"amod", "acl", "nmod", "flat", "appos"}:
                return self.adjectives[c.i]
        for c, depth in stack:
            if dep(c) in {"amod", "nmod"} and depth < 2 and not self.starts_name(c):
                stack += [(k, depth + 1) for k in kids(c) if k.i in self.adjectives or dep(k) == "nmod"]
            if c.i in self.adjectives and depth > 1 and dep(c) == "amod":
                return self.adjectives[c.i]
        possessive = words(self.doc.lang_, "attribution", "nouns", "of")
        for c, _ in stack:
            referent = self.referents.get(c.i)
            if (
                referent is None
                or referent.entity is None
                or dep(c) not in {"nmod", "obl"}
                or case_of(c) not in possessive
            ):
                continue
            if referent.entity.kind == "state":
                return referent.entity
            if (
                referent.entity.kind == "place"
                and tables.facts(referent.entity.id).capital_of
                and referent.entity.country
            ):
                return tables.country(referent.entity.country)
        return None

    def starts_name(self, token: Token) -> bool:
        return token.i in self.referents and self.referents[token.i].form == "name"
