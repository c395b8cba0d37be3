"""Makes ``whence/language/ru/names.tsv``: the names of the knowledge tables as Russian declines them.

    python training/make_russian_names.py

Reads the ``ru`` columns of ``whence/knowledge/data/``, ``training/russian_states.tsv`` (peoples, adjectives, capitals)
and ``training/russian_cities.tsv``, and writes every form by pymorphy3's dictionary. A name that the dictionary does
not know is declined by its ending; figures, capitals (НАТО) and words of other scripts stay as they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pymorphy3 import MorphAnalyzer

from whence.knowledge.folding import name_key
from whence.knowledge.tables import SOURCES, rows

HERE = Path(__file__).parent
OUT = HERE.parent / "whence" / "language" / "ru" / "names.tsv"
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
MORPH = MorphAnalyzer(lang="ru")
HEADER = """# Names of the knowledge tables as Russian declines them; made by training/make_russian_names.py.
# `of` is a state's alpha-3 code or a name of the tables, `kind` its kind there; `form` as in the knowledge tables.
of\tkind\tform\tspellings
"""


def main() -> None:
    """Writes the table."""
    lines = sorted(set(entries()))
    merged: dict[tuple[str, str, str], list[str]] = {}
    for of, kind, form, nominative in lines:
        own = merged.setdefault((of, kind, form), [])
        own += [s for s in forms(nominative, form, kind) if s not in own]
    with OUT.open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for key, spellings in merged.items():
            out.write("\t".join((*key, "|".join(spellings))) + "\n")


def entries() -> Iterator[tuple[str, str, str, str]]:
    """(entity, kind, form, nominative) of all that is declined."""
    for source in SOURCES:
        for row in rows(source.file):
            kind = row.get("kind", source.kind)
            of = row["country"] if kind == "state" else row["name"].split("|")[0].lstrip("~")
            for name in filter(None, row.get("ru", "").split("|")):
                yield of, kind, source.form, name
    places = {}
    for file in ("cities.tsv", "capitals.tsv"):
        for row in rows(file):
            name = row["name"].split("|")[0].lstrip("~")
            for spelt in (row["name"].lstrip("~"), row.get("en", ""), row.get("fr", "")):
                places.update({name_key(s): name for s in filter(None, spelt.split("|"))})
    first: dict[str, str] = {}
    for row in rows("capitals.tsv"):
        if "capital_of" in row:
            first.setdefault(row["capital_of"], row["name"].split("|")[0].lstrip("~"))
    for row in written("russian_states.tsv"):
        for column, form in (("adjective", "adjective"), ("inhabitant", "inhabitant"), ("name", "name")):
            for word in filter(None, row[column].split("|")):
                yield row["of"], "state", form, word
        if row["of"] in first:
            for word in filter(None, row["capital"].split("|")):
                yield first[row["of"]], "place", "name", word
    for row in written("russian_cities.tsv"):
        if (name := places.get(name_key(row["city"]))) is not None:
            for word in row["name"].split("|"):
                yield name, "place", "name", word


def written(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the tables beside this script."""
    lines = [x for x in (HERE / name).read_text(encoding="utf-8").splitlines() if x and x[0] != "#"]
    for row in csv.DictReader(lines, delimiter="\t"):
        yield {k: v or "" for k, v in row.items()}


def forms(name: str, form: str, kind: str) -> list[str]:
    """Every form of a name, the nominative first."""
    if name.startswith("["):
        return [name.strip("[]")]
    if form in ("adjective", "inhabitant"):
        parse = best(name, {"ADJF"} if form == "adjective" else {"NOUN", "ADJF"})
        if parse is None:
            return [name]
        words = list(
            dict.fromkeys(
                [name, *(p.word for p in parse.lexeme if p.tag.POS in ("ADJF", "NOUN") and "Supr" not in p.tag)]
            )
        )
        if form == "inhabitant" and name.endswith(("ец", "ин", "иец")):
            words += [w for w in women(name) if w not in words]
        return list(dict.fromkeys([*words, *(w.capitalize() for w in words)]))
    out = [name, *(declined(name, case, kind) for case in CASES)]
    plain = [s.replace("ё", "е").replace("Ё", "Е") for s in out]
    return [s for s in dict.fromkeys([*out, *plain]) if s]


def women(name: str) -> list[str]:
    """россиянин -> россиянка, украинец -> украинка, in all cases, where the dictionary has the word."""
    stem = re.sub(r"(ец|ин)$", "", name)
    found = (MORPH.parse(stem + "ка")[0],)
    return [p.word for f in found if f.is_known for p in f.lexeme]


def best(word: str, kinds: set[str]) -> Any:
    """The likeliest analysis as a nominative of one of the kinds."""
    fitting = [p for p in MORPH.parse(word) if p.tag.POS in kinds and "nomn" in p.tag]
    return fitting[0] if fitting else None


def declined(name: str, case: str, kind: str) -> str:
    """The name in a case: a person's words each, else the adjectives and the noun that lead it; what follows the noun
    stays."""
    words = re.split(r"( |(?<=\w)-(?=\w))", name)
    if kind == "person":
        return person(name, case)
    compound = "-" in name and " " not in name
    done: list[str] = []
    over = False
    for i, word in enumerate(words):
        if word in ("и", "—"):
            done.append(word)
            over = False
            continue
        if over or not re.fullmatch(r"[а-яёА-ЯЁ]+", word) or (word.isupper() and len(word) > 1):
            done.append(word)
            over = over or bool(re.search(r"[A-Za-z\d«»\"]", word))
            continue
        last = i == len(words) - 1
        if compound and not last:
            done.append(word)
            continue
        parse = best(word, {"ADJF", "NOUN"}) or (best(word, {"PRTF"}))
        if parse is None or ("Fixd" in parse.tag):
            done.append(word)
            over = True
            continue
        over = parse.tag.POS == "NOUN"
        things = not over and case == "accs" and ("plur" in parse.tag or "femn" not in parse.tag)
        made = parse.inflect({case, "inan"} if things else {case})
        inflected = made.word if made is not None else word
        done.append(inflected[:1].upper() + inflected[1:] if word[:1].isupper() else inflected)
    return "".join(done)


def person(name: str, case: str) -> str:
    """A person's name in a case: given names tell the gender, in which all its words are declined."""
    words = name.split(" ")
    given = [p for p in MORPH.parse(words[0]) if "Name" in p.tag and "nomn" in p.tag and p.is_known]
    gender = given[0].tag.gender if given and len(words) > 1 else None
    done = []
    for word in words:
        if not re.fullmatch(r"[А-ЯЁ][а-яё]+", word):
            done.append(word)
            continue
        parses = [
            p for p in MORPH.parse(word) if "nomn" in p.tag and "plur" not in p.tag and p.tag.POS in ("NOUN", "ADJF")
        ]
        named = [p for p in parses if any(g in p.tag for g in ("Name", "Surn", "Patr"))] or parses
        fitting = [p for p in named if gender is None or p.tag.gender in (gender, None)] or (
            [] if gender == "femn" and not word.endswith(("а", "я")) else named
        )
        if not fitting or re.search(r"[оеуюэиы]$", word):
            done.append(word)
            continue
        made = fitting[0].inflect({case})
        done.append(cased(made.word) if made is not None else word)
    return " ".join(done)


def cased(word: str) -> str:
    return word[:1].upper() + word[1:]


if __name__ == "__main__":
    main()
