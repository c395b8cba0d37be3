"""Forms of verbs that a model does not know -> forms of a verb that it knows well."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from spacy.language import Language

from whence.language.letters import fold_accents as fold


@dataclasses.dataclass(frozen=True, slots=True)
class VerbForm:
    """What stands for a form, and what the form is: its infinitive and its morphology."""

    word: str
    lemma: str
    morph: str


class VerbForms:
    """Recognises verb forms by the lexicons' verbs (`own`: form -> lemma) and the dictionary inside the model's
    lemmatizer. `rules` are data (``pipeline.toml``)."""

    def __init__(
        self,
        rules: Sequence[dict[str, Any]],
        model: Language,
        infinitives: Sequence[str] = (),
        auxiliaries: Sequence[str] = (),
        own: Mapping[str, str] | None = None,
    ) -> None:
        self.endings = [(ending, word, rule) for rule in rules for ending, word in rule["endings"].items()]
        self.own = own or {}
        self.lemmas: Mapping[str, str | list[str]] = {}
        self.infinitives = tuple(infinitives)
        self.auxiliaries = frozenset(auxiliaries)
        self.others: frozenset[str] = frozenset()
        if rules and model.has_pipe("lemmatizer"):
            lookups = model.get_pipe("lemmatizer").lookups
            index = lookups.get_table("lemma_index", {})
            self.lemmas = lookups.get_table("lemma_lookup", {})
            self.others = frozenset(index.get("noun", ())) | frozenset(index.get("adj", ()))

    def infinitive(self, form: str) -> str | None:
        """The infinitive of a form; None where neither the lexicons nor the dictionary know it as a verb's."""
        if (lemma := self.own.get(form)) is not None:
            return lemma
        found = self.lemmas.get(form, ())
        every = [found] if isinstance(found, str) else list(found)
        return next((i for i in every if i.endswith(self.infinitives)), None)

    def may_be(self, form: str) -> bool:
        """Whether the form may be a verb's."""
        return form in self.auxiliaries or self.infinitive(form) is not None

    def stand_in(self, form: str) -> VerbForm | None:
        """The stand-in for a form; None where it is no form that a rule knows, or may be a noun or an adjective."""
        if not form[:1].islower() or len(form) < 6 or form in self.others:
            return None
        found = self.lemmas.get(form, ())
        for infinitive in [found] if isinstance(found, str) else found:
            for ending, word, rule in self.endings:
                stem = infinitive.removesuffix(rule["drop"])
                if stem != infinitive and fold(form) == fold(stem + ending):
                    return VerbForm(word, infinitive, f"Mood={rule['mood']}|Tense={rule['tense']}|VerbForm=Fin")
        return None
