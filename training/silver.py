"""Sentences made of patterns and of lists of names (training/silver): what news has and the open corpora lack.

Firms, clubs, brands, papers, prizes, works and people of all continents, each in the company that it keeps in news.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import spacy

from whence.knowledge import tables
from whence.measuring.named import Names, Sentence

HERE: Final = Path(__file__).parent / "silver"

LABELS: Final = {
    **dict.fromkeys(("person", "surname", "given"), "PER"),
    **dict.fromkeys(("city", "state", "place", "stadium", "spot", "river", "street"), "LOC"),
    **dict.fromkeys(("team", "nick", "nickteam", "firm", "outlet", "org", "school", "party"), "ORG"),
    **dict.fromkeys(("event", "pact", "battle", "award", "work", "law", "ship", "storm", "product", "index"), "MISC"),
}
"""The label of each slot; what else a slot stands for ("=day") is no name."""

MADE_UP: Final = 0.3
"""Share of the words in forms ("%s Holdings") that nobody bears, made of the halves of two others."""

CLUB_BY_CITY: Final = 0.35
"""Share of teams that are told by their town alone."""

TOWNS: Final = 1500
"""The largest cities, which clubs are called after."""

ARTICLE: Final = frozenset({"org", "school", "outlet", "event", "party"})
"""Slots that have an article in front in half of the cases."""

VOWELS: Final = frozenset("AEIOUHÉÈÎÔaeiouhéèîô")

PIECE: Final = re.compile(r"\{(=?)(\w+)\}")
CHOICE: Final = re.compile(r"\(([^()]*\|[^()]*)\)")


def patterned(language: str) -> bool:
    """Whether there are patterns in the language."""
    return (HERE / f"sentences.{language}.txt").is_file()


class Silver:
    """Made-up sentences in a language, one after the other, the same for the same seed."""

    def __init__(self, language: str, seed: int) -> None:
        self.random = random.Random(seed)
        lines = (HERE / f"sentences.{language}.txt").read_text(encoding="utf-8").splitlines()
        self.patterns = [p for p in lines if p and not p.startswith("#")]
        self.tokenizer = spacy.blank(language)
        self.lists = _lists(language)

    def of(self, count: int) -> Iterator[Sentence]:
        """That many sentences; every pattern as often as any other."""
        deck: list[str] = []
        for _ in range(count):
            if not deck:
                deck = [*self.patterns]
                self.random.shuffle(deck)
            yield self._filled(deck.pop())

    def _filled(self, pattern: str) -> Sentence:
        while (choice := CHOICE.search(pattern)) is not None:
            pattern = pattern[: choice.start()] + self.random.choice(choice[1].split("|")) + pattern[choice.end() :]
        pattern = re.sub(r" +([., ]|$)", r"\1", pattern)
        text, names, at = "", [], 0
        for piece in PIECE.finditer(pattern):
            text += pattern[at : piece.start()]
            filled = self._slot(piece[2])
            if text.endswith("_"):  # "de_" before a vowel is "d'"
                text = text[:-2] + "'" if filled[0] in VOWELS else text[:-1] + " "
            opens = not text or text.endswith(('"', ". "))
            if opens and filled.startswith("The ") and LABELS.get(piece[2]) == "ORG":
                text, filled = text + "The ", filled.removeprefix("The ")
            elif (
                "article" in self.lists
                and piece[2] in ARTICLE
                and not re.search(r"[Tt]he $", text)
                and not filled.startswith("The ")
            ):
                article = self.lists["article"][0]
                text += (article.title() if opens else article) + " " if self.chance(0.5) else ""
            if not piece[1]:
                names.append((len(text), len(text) + len(filled), LABELS[piece[2]]))
            text += filled
            at = piece.end()
        text += pattern[at:]
        return self._sentence(text, names)

    def _sentence(self, text: str, names: list[tuple[int, int, str]]) -> Sentence:
        doc = self.tokenizer.make_doc(text)
        found: Names = []
        for start, end, label in names:
            if (span := doc.char_span(start, end, alignment_mode="expand")) is not None:
                found.append((span.start, span.end, label))
        return Sentence([t.text for t in doc], [bool(t.whitespace_) for t in doc], found)

    def _slot(self, slot: str) -> str:
        if slot in _MADE:
            return _MADE[slot](self)
        return self.pick(slot)

    def pick(self, slot: str) -> str:
        """One of a list."""
        return self.random.choice(self.lists[slot])

    def chance(self, share: float) -> bool:
        """Yes in that share of the cases."""
        return self.random.random() < share

    def form(self, slot: str, *of: str) -> str:
        """A form filled with a word of one of the lists; in :data:`MADE_UP` of the cases with one that nobody bears."""
        word = self.pick(self.random.choice(of))
        if self.chance(MADE_UP) and word.isalpha() and len(word) > 4:
            word = self.halved(word, self.pick(self.random.choice(of)))
        return self.pick(slot).replace("%s", word)

    def halved(self, one: str, two: str) -> str:
        """The first half of a word and the second of another."""
        return one[: (len(one) + 1) // 2] + two.split()[-1][len(two.split()[-1]) // 2 :].lower()

    def person(self) -> str:
        """A given name and a family name, now and then with a second of either."""
        parts = [self.pick("given"), self.surname()]
        if self.chance(0.12):
            parts.insert(1, self.pick("given"))
        if self.chance(0.06):
            parts[-1] += "-" + self.pick("name")
        return " ".join(parts)

    def surname(self) -> str:
        """A family name."""
        name = self.pick("name")
        return self.halved(name, self.pick("name")) if self.chance(0.15) and name.isalpha() and len(name) > 4 else name

    def team(self) -> str:
        """A club, a town that stands for its club, or a club called after a town."""
        if self.chance(CLUB_BY_CITY):
            return self.pick("town")
        return self.pick("club") if self.chance(0.6) else self.form("clubform", "town")

    def firm(self) -> str:
        """A firm that is known, or one called after a person, a town, or nothing."""
        if self.chance(0.55):
            return self.pick("firm" if self.chance(0.7) else "company")
        if self.chance(0.15):
            return f"{self.pick('name')} & {self.pick('name')}"
        if self.chance(0.25):
            return self.halved(self.pick("name"), self.pick("firm"))
        return self.form("firmform", "name", "city", "workn")

    def work(self) -> str:
        """A work that is known, or one of a title's words."""
        if self.chance(0.4):
            return self.pick("work")
        noun, other = self.pick("workn"), self.pick("workn")
        first, second = self.pick("worka"), self.pick("worka")
        title = self.pick("title")
        for mark, word in (("%a", first), ("%b", second), ("%n", noun), ("%o", other)):
            title = title.replace(mark, word)
        return title


def _either(first: str, form: str, *of: str, share: float = 0.5) -> Callable[[Silver], str]:
    """One of a list in that share of the cases, else a form filled."""
    return lambda s: s.pick(first) if s.chance(share) else s.form(form, *of)


_MADE: Final[dict[str, Callable[[Silver], str]]] = {
    "person": Silver.person,
    "surname": Silver.surname,
    "team": Silver.team,
    "firm": Silver.firm,
    "work": Silver.work,
    "event": _either("event", "eventform", "city", "town", share=0.6),
    "org": _either("org", "schoolform", "city", share=0.85),
    "school": lambda s: s.form("schoolform", "city", "name"),
    "nickteam": lambda s: f"{s.pick('town')} {s.pick('nick')}",
    "pact": lambda s: s.form("pactform", "city", "town"),
    "battle": lambda s: s.form("battleform", "city", "name"),
    "storm": lambda s: s.form("storm", "given"),
    "law": lambda s: s.form("lawform", "worka", "city", "name"),
    "ship": lambda s: s.form("ship", "name", "worka"),
    "street": lambda s: s.form("spotform", "name"),
    "spot": _either("spot", "spotform", "name", "given", "city", share=0.6),
    "stadium": _either("stadium", "spotform", "name", share=0.7),
    "place": lambda s: s.pick(s.random.choice(["state", "state", "region", "spot", "city"])),
    "city": lambda s: s.halved(s.pick("city"), s.pick("city")) if s.chance(0.15) else s.pick("city"),
    "product": lambda s: s.pick("product") if s.chance(0.7) else f"{s.pick('worka')} {s.random.randint(2, 900)}",
    "score": lambda s: f"{s.random.randint(0, 5)}-{s.random.randint(0, 4)}",
    "sets": lambda s: f"{s.random.randint(0, 7)}-{s.random.randint(4, 6)} {s.random.randint(4, 7)}-6",
    "n": lambda s: str(s.random.randint(2, 90)),
    "year": lambda s: str(s.random.randint(1500, 2024)),
}
"""What is put together; the other slots are lists."""


@functools.cache
def _lists(language: str) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for file in ("names.tsv", f"names.{language}.tsv"):
        for line in (HERE / file).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                slot, _, cells = line.partition("\t")
                lists[slot] = cells.split("|")

    def column(file: str, *columns: str) -> list[str]:
        rows = [next((r[c] for c in columns if r.get(c)), "") for r in tables.rows(file)]
        return [n for cell in rows if (n := cell.split("|")[0].lstrip("~"))[:1].isupper()]

    cities = list(tables.rows("cities.tsv"))
    lists["city"] = [c.get(language) or c["name"] for c in cities]
    large = sorted(cities, key=lambda c: -int(c["population"]))[:TOWNS]
    lists["town"] = [c.get(language) or c["name"] for c in large]
    lists["state"] = column("states.tsv", language, "name")
    lists["region"] = column("regions.tsv", language, "name")
    rivers = [r[language] for r in tables.rows("regions.tsv") if r["sort"] == "river"]
    lists["river"] = [n.split("|")[0] for n in rivers]
    lists["company"] = column("companies.tsv", language, "name")
    lists["outlet"] += column("outlets.tsv", language, "name")
    lists["org"] += column("organisations.tsv", language, "name")
    lists["name"] += [w["word"] for w in tables.rows("surnames.tsv")]
    lists["name"] += [n.split()[-1] for n in column("people.tsv", language, "name")]
    lists["given"] = [w["word"] for w in tables.rows("name_words.tsv") if w["part"] == "given"]
    lists["demonym"] = [
        cell[:1].upper() + cell[1:]
        for r in tables.rows("demonyms.tsv")
        if r["language"] == language
        for cell in r.get("adjectives", "").split("|")[:1]
        if cell and not cell.endswith("-")
    ]
    return lists
