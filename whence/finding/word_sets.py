"""The words of a language by which noun phrases and pronouns are told apart, as sets."""

from __future__ import annotations

from whence.finding.referents import saying_verbs
from whence.language.lexicons import lexicon
from whence.language.words import words


class WordSets:
    """Lists of ``attribution.toml``, looked up once."""

    def __init__(self, lang: str) -> None:
        self.person_nouns = words(lang, "attribution", "nouns", "person")
        self.state_nouns = words(lang, "attribution", "nouns", "state")
        self.states_themselves = words(lang, "attribution", "nouns", "itself")
        self.group_nouns = words(lang, "attribution", "nouns", "collective")
        self.document_nouns = words(lang, "attribution", "nouns", "document")
        self.outlet_nouns = words(lang, "attribution", "nouns", "outlet")
        self.pair_nouns = words(lang, "attribution", "nouns", "pair")
        self.counterparts = words(lang, "attribution", "nouns", "counterpart")
        self.home_nouns = words(lang, "attribution", "nouns", "home")
        self.articles = words(lang, "attribution", "nouns", "articles")
        self.pair_pointing = words(lang, "attribution", "nouns", "pair_pointing")
        self.forces = words(lang, "attribution", "nouns", "forces")
        self.pair_words = words(lang, "attribution", "nouns", "pair_words")
        self.definite = words(lang, "attribution", "nouns", "definite")
        self.possessives = words(lang, "attribution", "pronouns", "possessive")
        self.several_owners = words(lang, "attribution", "pronouns", "several_owners")
        self.subject_pronouns = words(lang, "attribution", "pronouns", "subject")
        self.demonstratives = frozenset(p.removesuffix("-ci") for p in self.subject_pronouns if p.endswith("-ci"))
        self.relative_pronouns = words(lang, "attribution", "pronouns", "relative")
        self.expletives = words(lang, "attribution", "hearsay", "expletives")
        self.always_impersonal = words(lang, "attribution", "hearsay", "always_impersonal")
        self.impersonal_verbs = words(lang, "attribution", "hearsay", "impersonal")
        self.object_pronouns = words(lang, "attribution", "pronouns", "object")
        self.saying = saying_verbs(lang)
        self.inflected = bool(lexicon(lang, "pipeline").get("inflected_names"))
