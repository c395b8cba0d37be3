"""Forms of the verbs in a language's lexicons, made by the rules of its ``inflection.toml``: form -> lemma.

Small models get the lemma of a form wrong that they have not met ("bombed" of "bombe"); what the lexicons hold they
need not guess.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from whence.errors import UnknownLanguage
from whence.language.lexicons import lexicon, table
from whence.language.words import words


class Forms(NamedTuple):
    """Form -> lemma: all forms, and those that can be the verb of a clause."""

    known: Mapping[str, str]
    finite: Mapping[str, str]


def _verbs(language: str) -> Iterator[str]:
    """The verbs of the lexicons, each the first word of its entry that is no reflexive."""
    reflexive = frozenset(lexicon(language, "event_objects").get("_reflexives", {}).get("lemmas", ()))
    for name in ("events", "modals", "relations"):
        for row in table(language, name):
            if row.get("pos", "VERB") == "VERB":
                yield from [w for w in next(iter(row.values())).split() if w not in reflexive][:1]
    for verb in words(language, "statements", "figures", "verbs"):
        yield from [w for w in verb.split() if w not in reflexive][:1]
    for block in lexicon(language, "attribution")["verbs"]:
        for verb in block["lemmas"].split():
            yield from [w for w in verb.split("_") if w not in reflexive][:1]


@functools.cache
def forms_of_verbs(language: str) -> Forms:
    """The forms of the lexicons' verbs; none for a language without ``inflection.toml``. A form of two has the one
    that is listed as irregular, else the first in the alphabet."""
    try:
        rules: dict[str, Any] = lexicon(language, "inflection")
    except UnknownLanguage:
        return Forms({}, {})
    known: dict[str, str] = {}
    finite: dict[str, str] = {}
    entries = [entry.split(":") for entry in rules["irregular"].split()]
    for lemma, *cells in entries:
        for form in [lemma, *(f for cell in cells for f in cell.split("/"))]:
            known.setdefault(form, lemma)
            if form != lemma and not form.endswith(tuple(rules["gerund"])):
                finite.setdefault(form, lemma)
    irregular = {lemma for lemma, *_ in entries}
    for lemma in sorted(set(_verbs(language))):
        if not lemma.isalpha() or (lemma in irregular and not rules["irregular_by_rule"]):
            continue
        rule = next((r for r in rules["verbs"] if re.search(r["ending"], lemma)), None)
        if rule is None:
            continue
        known.setdefault(lemma, lemma)
        some = slice(1 if lemma in irregular else None)
        for names, made in ((rule["finite"][some], (known, finite)), (rule["others"][some], (known,))):
            for drop, add in names:
                for forms in made:
                    forms.setdefault(re.sub(drop, add, lemma, count=1), lemma)
    return Forms(known, finite)


def verb_forms(language: str) -> Mapping[str, str]:
    """Form -> lemma of the lexicons' verbs; empty for a language without ``inflection.toml``."""
    return forms_of_verbs(language).known


@functools.cache
def participles(language: str) -> frozenset[str]:
    """Forms of irregular verbs that are a participle and no past ("taken" beside "took"); empty for a language without
    ``inflection.toml``."""
    try:
        rules: dict[str, Any] = lexicon(language, "inflection")
    except UnknownLanguage:
        return frozenset()
    found, pasts = set[str](), set[str]()
    for entry in rules["irregular"].split():
        forms = [f for cell in entry.split(":")[1:] for f in cell.split("/") if not f.endswith(("ing", "s"))]
        pasts |= set(forms[:1])
        found |= {f for f in forms[1:] if not f.endswith("ed")}
    return frozenset(found - pasts)


@functools.cache
def nouns_of_acts(language: str) -> frozenset[str]:
    """The single nouns that the table of events lists ("shelling", "strike")."""
    rows = table(language, "events")
    return frozenset(row["trigger"] for row in rows if row["pos"] == "NOUN" and row["trigger"].isalpha())
