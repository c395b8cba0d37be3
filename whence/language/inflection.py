"""Forms of the verbs in a language's lexicons, made by the rules of its ``inflection.toml``: form -> lemma.

Small models get the lemma of a form wrong that they have not met ("bombed" of "bombe"); what the lexicons hold they
need not guess.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from whence.errors import UnknownLanguage
from whence.language.lexicons import lexicon, table


def _verbs(language: str) -> Iterator[str]:
    """The verbs of the lexicons, each the first word of its entry."""
    for name in ("events", "modals", "relations"):
        for row in table(language, name):
            if row.get("pos", "VERB") == "VERB":
                yield next(iter(row.values())).split()[0]
    for block in lexicon(language, "attribution")["verbs"]:
        yield from (verb.split("_")[0] for verb in block["lemmas"].split())


@functools.cache
def verb_forms(language: str) -> Mapping[str, str]:
    """Form -> lemma; empty for a language without ``inflection.toml``. A form of two verbs has the one that is listed
    as irregular, else the first in the alphabet."""
    try:
        rules: dict[str, Any] = lexicon(language, "inflection")
    except UnknownLanguage:
        return {}
    found: dict[str, str] = {}
    for entry in rules["irregular"].split():
        lemma, *forms = entry.split(":")
        for form in [lemma, *(f for cell in forms for f in cell.split("/"))]:
            found.setdefault(form, lemma)
    irregular = {entry.split(":")[0] for entry in rules["irregular"].split()}
    for lemma in sorted(set(_verbs(language))):
        if not lemma.isalpha():
            continue
        found.setdefault(lemma, lemma)
        rule = next(r for r in rules["verbs"] if re.search(r["ending"], lemma))
        for drop, add in rule["forms"] if lemma not in irregular else rule["forms"][:2]:
            form = re.sub(drop, add, lemma, count=1)
            found.setdefault(form, lemma)
    return found


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
