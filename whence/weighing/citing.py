"""Outlets that a report names: "the weekly Zrkadlo", "Ararat 24 website", "state radio", and by their name alone those
that are known.

In a report an outlet is named because something is from it. That is read off the words, whether or not an attribution was
found there: the words of a language are in its ``citing.toml``.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any, Final

from whence.knowledge.folding import fold
from whence.language.lexicons import lexicon
from whence.model import Document
from whence.weighing.outlets import Outlets, outlet_key, spellings_of

_LONGEST_NAME: Final = 6  # words
_TOKEN: Final = re.compile(r"[^\W_][\w’'.&/-]*")
_JOINING: Final = frozenset("de du des d la le les l et of the and & al el y i da do del der die das und".split())
_OPENING: Final = "«“„\"‘'"
_CLOSING: Final = "»”“\"’'"
_BLANKS: Final = " \u00a0\u202f"
_POSSESSIVE: Final = re.compile(r"['’]s?$")


def cited(documents: Mapping[str, Document], outlets: Outlets) -> dict[str, set[str]]:
    """The source ids of the outlets that each document names, its own apart.

    A name that one report introduces ("the daily Harbour Post") is known in all.
    """
    introduced = {id_: sorted(set(_introduced(documents[id_]))) for id_ in sorted(documents)}
    names = {d.publisher for d in documents.values() if d.publisher} | outlets.names()
    names |= {name for some in introduced.values() for name in some if name[:1].isupper()}
    known = _Known(names)
    found: dict[str, set[str]] = defaultdict(set)
    for id_, document in documents.items():
        for name in (*introduced[id_], *known.found(document)):
            source = outlets.named(name, "outlet")
            if source != outlets.publisher(id_):
                found[id_].add(source)
    return found


class _Known:
    """Outlets that are known by name."""

    def __init__(self, names: Iterable[str]) -> None:
        spellings = {s for name in names for s in spellings_of(name) if len(s) > 1 and s != s.lower()}
        self._long = {outlet_key(s): s for s in sorted(spellings) if len(outlet_key(s).split()) > 1}
        self._short = {outlet_key(s): s for s in sorted(spellings) if len(outlet_key(s).split()) == 1}
        self._pattern = _any_of({fold(_without_article(s)) for s in spellings})

    def found(self, document: Document) -> Iterator[str]:
        """The names in a text, capitals and all; a name of one word only where a cue or a noun leads up to it."""
        folded = fold(document.text)
        for match in self._pattern.finditer(folded):
            printed = document.text[match.start() : match.end()]
            key = outlet_key(printed)
            if not all(t[:1].isupper() or fold(t) in _JOINING or not t.isalpha() for t in re.findall(r"\w+", printed)):
                continue
            if key in self._long:
                yield self._long[key]
            elif key in self._short and _leads_up(folded[max(0, match.start() - 40) : match.start()]):
                yield self._short[key]


def _introduced(document: Document) -> Iterator[str]:
    """Names of outlets beside a noun that says so, and the broadcasters of states."""
    text = document.text
    for words in _words():
        for noun in words["nouns"].finditer(text):
            name = _name_after(text, noun.end())
            if name and not _is_adjective(name):
                yield name
        for noun in words["after"].finditer(text) if words["after"] else ():
            name = _name_before(text, noun.start())
            if name and not _is_adjective(name):
                yield name
        for match in words["of the state"].finditer(text):
            yield match[0] if match[0] == match[0].lower() else match[0].title()


def _name_after(text: str, place: int) -> str | None:
    """The capitalised words from a place on, or what stands there in quotation marks."""
    while place < len(text) and text[place] in _BLANKS:
        place += 1
    if place < len(text) and text[place] in _OPENING:
        end = next((i for i in range(place + 1, min(len(text), place + 60)) if text[i] in _CLOSING), None)
        inside = text[place + 1 : end].strip() if end else ""
        return inside if inside[:1].isupper() and len(inside.split()) <= _LONGEST_NAME else None
    taken: list[str] = []
    end = place
    for token in _TOKEN.finditer(text, place):
        between = text[end : token.start()]
        word = token[0]
        capital = word[:1].isupper() or (bool(taken) and word[:1].isdigit())
        if between.strip(_BLANKS) or len(taken) >= _LONGEST_NAME or not (capital or fold(word.strip("'’")) in _JOINING):
            break
        bare = _POSSESSIVE.sub("", word.rstrip("."))
        taken.append(bare)
        end = token.end()
        if bare != word:
            break
    while taken and not (taken[-1][:1].isupper() or taken[-1][:1].isdigit()):
        taken.pop()
    return " ".join(taken) if taken and any(len(t) > 1 and t[:1].isupper() for t in taken) else None


def _name_before(text: str, place: int) -> str | None:
    """The capitalised words up to a place, without a possessive before them."""
    start = max(0, place - 60)
    tokens = [t for t in _TOKEN.finditer(text, start, place) if t.start() > start or start == 0]
    taken: list[str] = []
    end = place
    for token in reversed(tokens):
        word = token[0]
        if text[token.end() : end].strip(_BLANKS) or _POSSESSIVE.search(word) or len(taken) >= _LONGEST_NAME:
            break
        if not (word[:1].isupper() or word[:1].isdigit()):
            break
        taken.insert(0, word)
        end = token.start()
    return " ".join(taken) if taken and any(t[:1].isupper() for t in taken) else None


def _is_adjective(name: str) -> bool:
    """Whether the name is but the adjective of a country ("the Greek newspaper") or an article."""
    return all(fold(t) in _of_countries() or fold(t) in _JOINING for t in re.split(r"[\s-]+", name))


def _leads_up(before: str) -> bool:
    return any(words["before name"].search(before) for words in _words())


def _without_article(name: str) -> str:
    head, _, rest = name.partition(" ")
    return rest if rest and fold(head) in _JOINING else name


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, words), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)")


@functools.cache
def _words() -> tuple[dict[str, Any], ...]:
    """The patterns of each language that has words for citing: an outlet may be named in any language's way."""
    folders = resources.files("whence.language").iterdir()
    codes = sorted(f.name for f in folders if f.is_dir() and f.joinpath("citing.toml").is_file())
    return tuple(_patterns(lexicon(code, "citing")) for code in codes)


def _patterns(words: Mapping[str, Any]) -> dict[str, Any]:
    def either(some: Iterable[str]) -> str:
        return "|".join(sorted((re.escape(w).replace("'", "['’]") for w in some), key=lambda w: (-len(w), w)))

    adjectives = either(words["adjectives"])
    endings = either(words["adjective_endings"])
    between = rf"(?:[{_BLANKS}](?:{adjectives}|[^\W\d_]+(?:{endings})s?))" if endings else ""
    countries = either(sorted(_of_countries()))
    kinds, state = either(words["broadcasters"]), either(words["of_the_state"])
    follows = f"(?:{kinds})[{_BLANKS}](?:{state}|(?:{countries})(?![\\w-]))(?:[{_BLANKS}](?:{countries}))?(?!\\w)"
    leads = f"(?:(?:{countries})[{_BLANKS}](?:{state})?[{_BLANKS}]?|(?:{state})[{_BLANKS}])(?:{kinds})(?!\\w)"
    return {
        "nouns": re.compile(rf"(?<!\w)(?:{either(words['nouns'])}){between}{{0,2}}(?!\w)" if between
                            else rf"(?<!\w)(?:{either(words['nouns'])})(?!\w)"),
        "after": re.compile(rf"(?<!\w)(?:{either(words['after'])})(?!\w)") if words["after"] else None,
        "of the state": re.compile(rf"(?<!\w)(?:{follows if between else leads})", re.IGNORECASE),
        "before name": re.compile(
            rf"(?<!\w)(?:{either(fold(w) for w in (*words['before_name'], *words['nouns']))})\s[«“\"]?\s?(?:\w+['’ ])?$"
        ),
    }  # fmt: skip


@functools.cache
def _of_countries() -> frozenset[str]:
    """The adjectives of countries and their peoples, folded."""
    data = resources.files("whence.knowledge").joinpath("data", "demonyms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in data.splitlines() if line.strip() and line[0] != "#")
    return frozenset(fold(form) for row in rows for form in row[2].split("|") if form and not form.endswith("-"))
