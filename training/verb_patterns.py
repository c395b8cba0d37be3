"""The verb patterns of PETRARCH2's dictionary of CAMEO as telegraphic sentences, each with PLOVER's type of event.

The dictionary (Open Event Data Alliance, MIT; ``../shared/data/petrarch2-dictionaries``) lists under each verb the
words that news agencies put around it and a code of CAMEO: "SAID HAD DECIDED TO * TIES [161]" under "reduce". PLOVER's
table of conversion turns the code into a type. A pattern becomes "France said had decided to reduce ties.": the verb
takes the form that its place asks for, a state stands in for who does (``$``), another for whom it is done to (``+``).
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from whence.finding.between import Stretch
from whence.language.inflection import forms_of_verbs

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PATTERNS = DATA / "petrarch2-dictionaries" / "CAMEO.verbpatterns.150430.txt"
TABLE = DATA / "plover" / "CAMEO2PLOVER-2021.txt"

ACTOR, RECIPIENT = "France", "Germany"  # names are masked in what is weighed
SEED = 7  # for the words taken from the dictionary's sets of synonyms
_BARE = frozenset(
    {
        "will",
        "would",
        "to",
        "not",
        "must",
        "can",
        "could",
        "may",
        "might",
        "should",
        "cannot",
        "did",
        "do",
        "does",
        "never",
        "shall",
    }
)


class Pattern(NamedTuple):
    """A pattern as a sentence: its text, who does and whom it is done to, where the pattern tells, the event's type."""

    text: str
    actor: Stretch | None
    recipient: Stretch | None
    type: str


def patterns() -> Iterator[Pattern]:
    """The patterns of one-word verbs that have a type, none twice; nothing where the dictionary is not there."""
    if not (PATTERNS.is_file() and TABLE.is_file()):
        return
    types = dict(reversed(re.findall(r"^(\d+): (\w+)", TABLE.read_text(encoding="utf-8"), re.M)))
    synonyms, rows = _read(PATTERNS.read_text(encoding="utf-8"))
    past = _past()
    chosen, seen = random.Random(SEED), set[Pattern]()
    for verb, words, code in rows:
        kind = next((types[code[:n]] for n in (4, 3, 2) if len(code) >= n and code[:n] in types), None)
        if kind is None and code.startswith("02"):  # an appeal: CAMEO has it as a kind of its own, PLOVER as a request
            kind = "REQUEST"
        if kind is None or not verb.isalpha():
            continue
        one = _sentence(verb, words, kind, synonyms, past, chosen)
        if one not in seen and (one.actor or one.recipient):
            seen.add(one)
            yield one


def _read(text: str) -> tuple[Mapping[str, Sequence[str]], list[tuple[str, str, str]]]:
    """The sets of synonyms, and each pattern with its verb and code. A pattern's verb is the one that its comment
    names, else the last one listed; a verb with a code of its own is a pattern of one word."""
    synonyms, rows = defaultdict[str, list[str]](list), list[tuple[str, str, str]]()
    group, code, verb = "", "", ""
    for line in text.splitlines():
        row, _, comment = line.partition("#")
        row = row.rstrip()
        if row.startswith("&"):
            group = row.strip()
        elif row.startswith("---"):
            group, verb = "", ""
            code = found[1] if (found := re.search(r"\[(\d+)\]", row)) else ""
        elif group and row.startswith("+"):
            synonyms[group].append(row[1:].strip().strip("_").replace("_", " ").lower())
        elif group and not row:
            continue
        elif pattern := re.match(r"-\s*(.+?)\s*\[(\d+)[^\]]*\]", row):
            own = re.match(r"\s*([A-Z_+]+)", comment)
            if verb:
                rows.append((own[1].strip("_").lower() if own else verb, pattern[1], pattern[2]))
        elif listed := re.match(r"([A-Z_+]+)\s*(?:\{.*\})?\s*$", row):
            group, verb = "", listed[1].strip("_").lower()
            if code:
                rows.append((verb, "*", code))
    return synonyms, rows


def _past() -> dict[str, str]:
    """Past forms by verb; a verb of the lexicons that has none beside itself ("hit") stays as it is."""
    finite = forms_of_verbs("en").finite
    past: dict[str, str] = {}
    for form, verb in finite.items():
        if not form.endswith("s"):
            past.setdefault(verb, form)
    return {verb: verb for verb in finite.values()} | past


def _sentence(
    verb: str,
    pattern: str,
    kind: str,
    synonyms: Mapping[str, Sequence[str]],
    past: Mapping[str, str],
    chosen: random.Random,
) -> Pattern:
    marks = re.sub(r"[{}()]", "", re.sub(r"([*+$^%])", r" \1 ", pattern.replace("_", " "))).split()
    if "$" not in marks:
        marks.insert(0, "$")
    text = ""
    places: dict[str, Stretch] = {}
    for mark in marks:
        if mark in "^%":
            continue
        if mark == "*":
            word = verb if text.rpartition(" ")[2] in _BARE else past.get(verb) or _by_rule(verb)
        elif mark.startswith("&"):
            word = chosen.choice(synonyms.get(mark) or synonyms.get(f"{mark}_") or [mark[1:].lower()])
        else:
            word = {"$": ACTOR, "+": RECIPIENT}.get(mark, mark.lower())
        text += f" {word}" if text else word
        if mark in "$+":
            places.setdefault(mark, (len(text) - len(word), len(text)))
    return Pattern(text[0].upper() + text[1:] + ".", places.get("$"), places.get("+"), kind)


def _by_rule(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if re.search(r"[^aeiou]y$", verb) else f"{verb}ed"
