"""Outlets that a report names: "the weekly Zrkadlo", "Ararat 24 website", "state radio", and by their name alone those
that are known.

In a report an outlet is named because something is from it. That is read off the words, whether or not an attribution
was found there: the words of a language are in its ``citing.toml``.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any, Final

from whence import knowledge
from whence.knowledge.folding import fold
from whence.language.lexicons import lexicon
from whence.model import Document
from whence.weighing.outlets import Outlets, outlet_key, spellings_of

_LONGEST_NAME: Final = 6  # words
_LONGEST_LEAD: Final = 40  # letters before "radio" in which a country's adjective is looked for
_LONGEST_SHORTENED: Final = 5  # letters of a word that a full stop shortens ("Corp.", "U.S."), the stop with them
_TOKEN: Final = re.compile(r"[^\W_][\w’'.&/-]*")
_WORD: Final = re.compile(r"\w+")
_OPENING: Final = "«“„\"‘'"
_CLOSING: Final = "»”“\"’'"
_BLANKS: Final = " \u00a0\u202f"
_ADDRESS: Final = re.compile(r"https?://(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"['’]s?$")


def cited(documents: Mapping[str, Document], outlets: Outlets) -> dict[str, set[str]]:
    """The source ids of the outlets that each document names, its own apart.

    A name that one report introduces ("the daily Harbour Post") is known in all.
    """
    introduced = {id_: sorted(set(_introduced(documents[id_]))) for id_ in sorted(documents)}
    names = {d.publisher for d in documents.values() if d.publisher} | outlets.names()
    names |= {name for some in introduced.values() for name in some if name[:1].isupper()}
    known = _Known(names)
    addresses = _addresses(documents.values())
    found: dict[str, set[str]] = defaultdict(set)
    for id_, document in documents.items():
        own = outlet_key(document.publisher or "")
        keys = {outlet_key(name): name for name in (*introduced[id_], *known.found(document))}
        for key, name in sorted(keys.items()):
            shortened = any(other != key and other.endswith(f" {key}") for other in (*keys, own))
            if shortened or _is_acronym(name, document.publisher or ""):
                continue
            found[id_].add(outlets.named(name, "outlet"))
        for match in _ADDRESS.finditer(document.text):
            publisher = addresses.get(match["host"].lower())
            if publisher:
                found[id_].add(outlets.named(publisher))
        found[id_].discard(outlets.publisher(id_) or "")
    return found


def _addresses(documents: Iterable[Document]) -> dict[str, str]:
    """The outlet of each host of which the record has pages, where they are all of one outlet."""
    outlets: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        match = _ADDRESS.match(document.uri)
        if match and document.publisher:
            outlets[match["host"].lower()].add(document.publisher)
    return {host: names.pop() for host, names in outlets.items() if len(names) == 1}


class _Known:
    """Outlets that are known by name."""

    def __init__(self, names: Iterable[str]) -> None:
        spellings = {s for name in names for s in spellings_of(name) if len(s) > 1 and s != s.lower()}
        self._long = {outlet_key(s): s for s in sorted(spellings) if len(outlet_key(s).split()) > 1}
        self._short = {outlet_key(s): s for s in sorted(spellings) if len(outlet_key(s).split()) == 1}
        by_first: dict[str, set[str]] = defaultdict(set)
        for spelling in spellings:
            folded = fold(_without_article(spelling))
            if first := _WORD.match(folded):
                by_first[first[0]].add(folded)
        self._patterns = {first: _any_of(some) for first, some in by_first.items()}

    def found(self, document: Document) -> Iterator[str]:
        """The names in a text, capitals and all; a name of one word only where a cue or a noun leads up to it."""
        folded = fold(document.text)
        for word in _WORD.finditer(folded):
            pattern = self._patterns.get(word[0])
            match = pattern.match(folded, word.start()) if pattern else None
            if match is None:
                continue
            printed = document.text[match.start() : match.end()]
            key = outlet_key(printed)
            if not all(t[:1].isupper() or fold(t) in _joining() or not t.isalpha() for t in _WORD.findall(printed)):
                continue
            if key in self._long:
                yield self._long[key]
            elif key in self._short and _leads_up(folded[max(0, match.start() - 40) : match.start()]):
                yield self._short[key]


def _introduced(document: Document) -> Iterator[str]:
    """Names of outlets beside a noun that says so, and the broadcasters of states."""
    text = document.text
    of_all = _words()
    for words in [w for w in of_all if w["language"] == document.language] or of_all:
        for noun in words["nouns"].finditer(text):
            name = _name_after(text, noun.end())
            if name and not _is_no_name(name):
                yield name
        for noun in words["after"].finditer(text) if words["after"] else ():
            name = _name_before(text, noun.start())
            if name and not _is_no_name(name):
                yield name
        for broadcaster in words["broadcasters"].finditer(text):
            around = words["of the state"](text, *broadcaster.span())
            if around:
                yield around if around == around.lower() else around.title()
    for words in of_all:  # an outlet keeps its name in a report in another language
        for word in words["name words"].finditer(text):
            name = _name_around(text, word.start(), word.end())
            if name and not _is_no_name(name):
                yield name


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
    if not text[place : place + 1].isupper():
        return None
    for token in _TOKEN.finditer(text, place):
        between = text[end : token.start()]
        word = token[0]
        capital = word[:1].isupper() or (bool(taken) and word[:1].isdigit())
        if (
            between.strip(_BLANKS)
            or len(taken) >= _LONGEST_NAME
            or not (capital or fold(word.strip("'’")) in _joining())
        ):
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
        if word.endswith(".") and len(word) > _LONGEST_SHORTENED:  # the sentence before
            break
        if not (word[:1].isupper() or word[:1].isdigit()) or word in _no_names() or _tells_kind(word):
            break
        taken.insert(0, word)
        end = token.start()
    return " ".join(taken) if taken and any(t[:1].isupper() for t in taken) else None


def _name_around(text: str, start: int, end: int) -> str | None:
    """The capitalised words around one that stands in names of outlets: at least two."""
    before = _name_before(text, start) if text[start - 1 : start] in (*_BLANKS, "'", "’") else None
    after = _name_after(text, end) if text[end : end + 1] in (*_BLANKS, "-") else None
    elision = text[start - 2 : start] if text[start - 1 : start] in ("'", "’") and start > 1 else ""
    if text[end : end + 1] in _BLANKS and after is None:
        joined = re.match(r" (?:de|des|du|of|of the|de la) ", text[end : end + 10])
        after = _name_after(text, end + joined.end()) if joined else None
        after = joined[0].strip() + " " + after if joined and after else None
    if not before and not after:
        return None
    article = re.search(r"\b(?:Le|La|Les|The|El) $", text[max(0, start - 4) : start]) if not before else None
    parts = [before or (article[0].strip() if article else ""), elision + text[start:end], after or ""]
    return " ".join(p for p in parts if p)


def _is_no_name(name: str) -> bool:
    """Whether it is but an adjective of country or language ("the Greek newspaper", "the Hebrew daily"), a compound
    that tells what kind of outlet ("a French-language weekly"), a place ("the Ankara daily") or an article.
    """
    tokens = [t for t in re.split(r"[\s-]+", name) if fold(t) not in _joining()]
    if all(fold(t) in _of_countries() or t in _no_names() or t in _languages() or len(t) == 1 for t in tokens):
        return True
    if all(_tells_kind(word) for word in name.split()):
        return True
    if len(tokens) == 1 and any(words["name words"].fullmatch(tokens[0]) for words in _words()):
        return True
    entity = knowledge.load().lookup(_without_article(name))
    return entity is not None and entity.kind in ("place", "state")


def is_told_by_role(name: str) -> bool:
    """Whether the words tell what an outlet is and where, and not its name: "French newspaper", "Greek media"."""
    tokens = [fold(t) for t in re.split(r"[\s-]+", name)]
    roles = _roles()
    return tokens[-1] in roles and all(t in roles or t in _of_countries() or t in _joining() for t in tokens)


@functools.cache
def _roles() -> frozenset[str]:
    return frozenset(fold(part) for words in _words() for role in words["roles"] for part in role.split())


def _is_acronym(name: str, publisher: str) -> bool:
    """Whether capitals are letters of a publisher's initials, in order and from the first: an outlet on itself."""
    initials = iter(word[0].upper() for word in re.findall(r"\w+", publisher))
    return 1 < len(name) < 6 and name.isupper() and name[:1] == publisher[:1] and all(c in initials for c in name)


@functools.cache
def _joining() -> frozenset[str]:
    return frozenset(fold(w) for words in _words() for w in words["joining"])


def _tells_kind(word: str) -> bool:
    """Whether a compound tells an outlet's language, seat or owner, and not its name: "French-language"."""
    head, _, end = word.rpartition("-")
    return bool(head) and end in _compounds()


@functools.cache
def _compounds() -> frozenset[str]:
    return frozenset(w for words in _words() for w in words["compounds"])


@functools.cache
def _languages() -> frozenset[str]:
    return frozenset(w for words in _words() for w in words["languages"])


@functools.cache
def _no_names() -> frozenset[str]:
    return frozenset(w for words in _words() for w in words["no names"])


def _leads_up(before: str) -> bool:
    return any(words["before name"].search(before) for words in _words())


def _without_article(name: str) -> str:
    head, _, rest = name.partition(" ")
    return rest if rest and fold(head) in _joining() else name


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, words), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)")


@functools.cache
def _words() -> tuple[dict[str, Any], ...]:
    """The patterns of each language that has words for citing."""
    folders = resources.files("whence.language").iterdir()
    codes = sorted(f.name for f in folders if f.is_dir() and f.joinpath("citing.toml").is_file())
    return tuple({"language": code, **_patterns(lexicon(code, "citing"))} for code in codes)


def _patterns(words: Mapping[str, Any]) -> dict[str, Any]:
    def either(some: Iterable[str]) -> str:
        return "|".join(sorted((re.escape(w).replace("'", "['’]") for w in some), key=lambda w: (-len(w), w)))

    adjectives = either(words["adjectives"])
    endings = either(words["adjective_endings"])
    between = rf"(?:[{_BLANKS}](?:{adjectives}|[^\W\d_]+(?:{endings})s?))" if endings else ""
    countries = either(sorted(_of_countries()))
    kinds, state = either(words["broadcasters"]), either(words["of_the_state"])
    if between:
        after = re.compile(
            rf"[{_BLANKS}](?:{state}|(?:{countries})(?![\w-]))(?:[{_BLANKS}](?:{countries}))?(?!\w)", re.I
        )
    else:
        before = re.compile(
            rf"(?<!\w)(?:(?:{countries})[{_BLANKS}](?:{state})?[{_BLANKS}]?|(?:{state})[{_BLANKS}])$", re.I
        )

    def of_the_state(text: str, start: int, end: int) -> str | None:
        if between:
            found = after.match(text, end)
            return text[start : found.end()] if found else None
        low = max(0, start - _LONGEST_LEAD)
        found = before.search(text[low:start])
        return text[low + found.start() : end] if found else None

    return {
        "nouns": re.compile(rf"(?<!\w)(?:{either(words['nouns'])}){between}{{0,2}}(?!\w)" if between
                            else rf"(?<!\w)(?:{either(words['nouns'])})(?!\w)"),
        "after": re.compile(rf"(?<!\w)(?:{either(words['after'])})(?!\w)") if words["after"] else None,
        "broadcasters": re.compile(rf"(?<!\w)(?:{kinds})(?!\w)", re.I),
        "of the state": of_the_state,
        "name words": re.compile(rf"(?<!\w)(?:{either(words['name_words'])})(?!\w)"),
        "no names": words["no_names"],
        "compounds": words["compounds"],
        "languages": words["languages"],
        "joining": words["joining"],
        "roles": (*words["nouns"], *words["after"], *words["collective"]),
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
