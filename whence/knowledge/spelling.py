"""Whether two names are spellings of one: :func:`alike`, by how they sound and how names of their kind are built.

A person is the same where family and given name agree, in any order, given names perhaps as initials and middle
names perhaps left out; a place where every word sounds the same; an organisation where all its words do, or where one
name is the acronym of the other; a weapon system where letters and numbers of its designation are the same. What
parts no two names (titles, articles, forms of companies) is data, ``data/spelling.toml``. Nothing here knows the
entities of the tables: :mod:`whence.knowledge.variants` does.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from importlib import resources
from typing import Any, Final, Literal, NamedTuple, get_args

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from whence.knowledge import sounds
from whence.knowledge.sounds import Convention, Word, likeness

Group = Literal["person", "place", "organisation", "system"]
"""Kinds of entity whose names are built alike: states are places; companies and outlets are organisations."""

GROUPS: Final[tuple[Group, ...]] = get_args(Group)

SAME: Final = 0.9
"""Names that score this or more are taken for one. Set on the dev half of evaluation/spellings.tsv."""

_WORDS_ALIKE: Final = 0.88  # every word of a person's name must sound so much alike
_PLACES_ALIKE: Final = 0.95  # and every word of a place's or an organisation's
_LETTERS_ALIKE: Final = 50  # percent of their consonant letters that two places of one script share at least
_CONSONANTS: Final = 4  # fewer tell no name where vowels are not written
_ALONE: Final = 0.95  # a person named by one word must sound so much alike
_INITIAL: Final = 0.9
_MIDDLE_LEFT_OUT: Final = 0.97
_BESIDE_LEFT_OUT: Final = 0.9  # what is left must then be the more alike
_MERGED: Final = 0.98

_DIGITS: Final = re.compile(r"\d+|[^\W\d_]+")


class Likeness(NamedTuple):
    """How alike two names are, from 0 to 1, and why in words."""

    score: float
    why: str


NOT_ALIKE: Final = Likeness(0.0, "the names sound different")


@functools.cache
def data(section: str) -> dict[str, Any]:
    """A section of ``data/spelling.toml``, its lists of words as sets."""
    file = resources.files("whence.knowledge").joinpath("data", "spelling.toml")
    found = tomllib.loads(file.read_text(encoding="utf-8"))[section]
    return {key: frozenset(value) if isinstance(value, list) else value for key, value in found.items()}


def alike(group: Group, one: str, other: str) -> Likeness:
    """How alike two names of a group are by spelling alone; the same either way round."""
    one, other = sorted((one, other))
    return _COMPARED[group](one, other)


class Person(NamedTuple):
    """The words of a person's name that tell them apart, and ranks ("II", "Jr")."""

    words: tuple[Word, ...]
    ranks: frozenset[str]


@functools.lru_cache(maxsize=1 << 16)
def person(name: str) -> Person:
    """A person's name without titles, articles and patronymics, the family name last where a comma told."""
    rules = data("person")
    if "," in name:
        family, _, given = name.partition(",")
        name = f"{given} {family}"
    kept, ranks = list[Word](), set[str]()
    vocalised = not sounds.conventions(sounds.script(name))[0].consonantal
    for word in sounds.words(name):
        latin = word.latin
        if latin in rules["sons"] and len(kept) > 1:
            kept.pop()
        elif latin in rules["ranks"] and kept:
            ranks.add(latin)
        elif latin in rules["particles"] or not latin or (vocalised and latin in rules["titles"]):
            continue
        elif servant := re.match(rules["servant"], latin):
            rest = latin[servant.end() :]
            kept.append(Word("abd", "abd", word.tied))
            if len(rest) > 1:
                kept.append(Word(rest, rest))
        else:
            kept.append(word)
    kept = _without_joined(kept, rules["joined_particles"])
    if len(kept) > 2:
        kept = [w for i, w in enumerate(kept) if i in (0, len(kept) - 1) or not re.search(rules["patronymic"], w.latin)]
    return Person(tuple(kept or sounds.words(name)), frozenset(ranks))


def _without_joined(words: Sequence[Word], particles: frozenset[str]) -> list[Word]:
    """Without the Arabic article where a hyphen ties it to what follows."""
    return [
        word
        for i, word in enumerate(words)
        if not (word.latin in particles and i + 1 < len(words) and (words[i + 1].tied or i > 0))
    ]


def _persons(one: str, other: str) -> Likeness:
    a, b = person(one), person(other)
    if a.ranks != b.ranks:
        return Likeness(0.0, "one of them is the younger or has another number")
    best = NOT_ALIKE
    for left, right, merged in _pairings(a.words, b.words):
        for reading, other_reading, exact in _readings(left, right, _CONSONANTS):
            found = _matched(left, right, reading, other_reading, 1.0 if exact else _WORDS_ALIKE)
            score = found.score * (_MERGED if merged else 1.0)
            if score > best.score:
                best = Likeness(round(score, 4), found.why)
            if score >= 0.97:
                return best
    return best


def _pairings(a: tuple[Word, ...], b: tuple[Word, ...]) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...], bool]]:
    """The two names word by word, then with words of the longer written together: "Jong Un" as "Jongun"."""
    if _may_match(a, b):
        yield a, b, False
    if len(a) == len(b) + 1:
        yield from ((merged, b, True) for merged in _merged(a) if _may_match(merged, b))
    elif len(b) == len(a) + 1:
        yield from ((a, merged, True) for merged in _merged(b) if _may_match(a, merged))


def _merged(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    for i in range(len(words) - 1):
        joined = Word(words[i].text + words[i + 1].text, words[i].latin + words[i + 1].latin, words[i].tied)
        yield (*words[:i], joined, *words[i + 2 :])


def _may_match(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """A quick look that rules out most names: whether every word of the shorter has one with nearly its consonants."""
    short, long = sorted((a, b), key=len)
    return all(any(_near(word, other) for other in long) for word in short)


def _near(one: Word, other: Word) -> bool:
    if len(one.latin) < 2 or len(other.latin) < 2:
        return one.latin[:1] == other.latin[:1] or sounds.script(one.text) != sounds.script(other.text)
    return any(
        Levenshtein.distance(x, y, score_cutoff=1) <= 1 for x in _skeletons(one.text) for y in _skeletons(other.text)
    )


@functools.lru_cache(maxsize=1 << 16)
def _skeletons(word: str) -> frozenset[str]:
    """The coarse consonants of a word, in all its readings."""
    return frozenset(sounds.consonants(c.read(word).replace("w", "")) for c in sounds.conventions_of(word))


Codes = tuple[tuple[str, ...], bool]


@functools.lru_cache(maxsize=1 << 16)
def readings(words: tuple[Word, ...]) -> tuple[Codes, ...]:
    """The different ways the words may sound, and whether their script writes consonants alone."""
    by: tuple[Convention, ...] = sounds.conventions_of(" ".join(w.text for w in words))
    return tuple(dict.fromkeys((tuple([c.read(w.text) for w in words]), c.consonantal) for c in by))


def _readings(
    left: tuple[Word, ...], right: tuple[Word, ...], consonants: int
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], bool]]:
    """Every pair of readings, and whether they must be equal: where a script writes consonants alone, both names are
    taken so, and passed over with fewer than `consonants`.
    """
    seen = set()
    for one, bare in readings(left):
        for other, other_bare in readings(right):
            pair, exact = (one, other), bare or other_bare
            if exact:
                pair = tuple(map(_bare, one)), tuple(map(_bare, other))
                if min(len("".join(words)) for words in pair) < consonants:
                    continue
            if pair not in seen:
                seen.add(pair)
                yield *pair, exact


def _bare(word: str) -> str:
    return sounds.consonants(word.replace("w", "")) or word[:1]


def _matched(left: Sequence[Word], right: Sequence[Word], a: Sequence[str], b: Sequence[str], least: float) -> Likeness:
    """Every word of the shorter name with a word of the longer, so that they sound most alike."""
    if len(a) > len(b):
        left, right, a, b = right, left, b, a
    if len(a) == 1 and len(b) > 1:
        return Likeness(0.0, "one word only")
    table = [[_word(x, y, s, t, least) for y, t in zip(right, b, strict=True)] for x, s in zip(left, a, strict=True)]
    chosen = _assigned(table)
    if chosen is None:
        return NOT_ALIKE
    scores = [table[i][j] for i, j in enumerate(chosen)]
    if len(b) == 1 and (
        scores[0] < _ALONE or (min(len(left[0].latin), len(right[0].latin)) < 5 and not _equal(left, right))
    ):
        return Likeness(0.0, "too little for one word alone")
    full = [j for i, j in enumerate(chosen) if len(left[i].latin) > 1 and len(right[j].latin) > 1]
    if not full:
        return Likeness(0.0, "initials only")
    score = (min(scores) + sum(scores) / len(scores)) / 2
    extra = [j for j in range(len(b)) if j not in chosen]
    if not extra:
        return Likeness(score, "every word sounds alike")
    if min(scores) < _BESIDE_LEFT_OUT or not _may_be_left_out(extra, left, right):
        return Likeness(0.0, "one of them has another given name besides")
    return Likeness(score * _MIDDLE_LEFT_OUT, "alike but for a name left out")


def _equal(left: Sequence[Word], right: Sequence[Word]) -> bool:
    return [w.latin for w in left] == [w.latin for w in right]


def _word(one: Word, other: Word, sound: str, other_sound: str, least: float) -> float:
    if len(one.latin) > 1 and len(other.latin) > 1:
        score = likeness(sound, other_sound)
        return score if score >= least else 0.0
    if len(one.latin) == len(other.latin):
        return float(one.latin == other.latin)
    return _INITIAL if sound[:1] == other_sound[:1] else 0.0


def _assigned(table: Sequence[Sequence[float]], taken: tuple[int, ...] = ()) -> tuple[int, ...] | None:
    """The column for each row, no column twice, that gives the greatest sum; None where some row fits none."""
    if len(taken) == len(table):
        return taken
    best, most = None, 0.0
    for j, score in enumerate(table[len(taken)]):
        if score and j not in taken and (rest := _assigned(table, (*taken, j))) is not None:
            total = sum(table[i][k] for i, k in enumerate(rest))
            if total > most:
                best, most = rest, total
    return best


def _may_be_left_out(extra: Sequence[int], shorter: Sequence[Word], longer: Sequence[Word]) -> bool:
    """Middle names, second family names and very common first names; not half of a double name ("Jean-Marie")."""
    if len(extra) > 2:
        return False
    for j in extra:
        word = longer[j]
        if j == 0 and word.latin not in data("person")["leading"]:
            return False
        if j == 1 and word.tied and len(longer) > 2:
            return False
        if len(word.latin) == 1 and any(len(w.latin) == 1 for w in shorter):
            return False
    return True


@functools.lru_cache(maxsize=1 << 16)
def place(name: str) -> tuple[Word, ...]:
    words = sounds.words(name)
    return tuple([w for w in words if w.latin not in data("place")["articles"]] or words)


def _places(one: str, other: str) -> Likeness:
    a, b = place(one), place(other)
    found = _word_for_word(a, b, _CONSONANTS)
    letters = ["".join(c for w in words for c in w.latin if c not in "aeiouy") for words in (a, b)]
    if found.score and sounds.script(one) == sounds.script(other) and fuzz.ratio(*letters) < _LETTERS_ALIKE:
        return Likeness(0.0, "they sound alike, but share too few consonants")
    return found


def _word_for_word(a: tuple[Word, ...], b: tuple[Word, ...], consonants: int) -> Likeness:
    """The words in their order, all of them, or run together where the number of words differs."""
    if len(a) != len(b):
        a, b = ((Word("".join(w.text for w in x), "".join(w.latin for w in x)),) for x in (a, b))
    best = 0.0
    for reading, other, exact in _readings(a, b, consonants):
        scores = [likeness(s, t) for s, t in zip(reading, other, strict=True)]
        if min(scores) >= (1.0 if exact else _PLACES_ALIKE):
            best = max(best, sum(scores) / len(scores))
    return Likeness(round(best, 4), "every word sounds alike") if best else NOT_ALIKE


@functools.lru_cache(maxsize=1 << 16)
def organisation(name: str) -> tuple[Word, ...]:
    rules = data("organisation")
    words = sounds.words(name.replace(".", ""))
    return tuple([w for w in words if w.latin not in rules["small"] and w.latin not in rules["forms"]] or words)


def _organisations(one: str, other: str) -> Likeness:
    a, b = organisation(one), organisation(other)
    for short, words in ((one, b), (other, a)):
        if short.isupper() and len(short) > 2 and len(words) > 2 and short.lower() == acronym(words):
            return Likeness(0.95, "one is the acronym of the other")
    if any(_spelt_out(name, words) for name, words in ((one, a), (other, b))):
        return Likeness(1.0, "the same letters") if _equal(a, b) else Likeness(0.0, "other letters")
    return _word_for_word(a, b, _CONSONANTS - 1)


def _spelt_out(name: str, words: Sequence[Word]) -> bool:
    """Whether a name is letters more than a word, so that its sound tells nothing: "EDF", "BBC News", "taz"."""
    return (
        len(words) == 1
        and name.upper() != name.lower()
        and (len(words[0].latin) < 5 or (name.isupper() and len(words[0].latin) < 6))
    )


def acronym(words: Sequence[Word]) -> str:
    """The first letters of the words."""
    return "".join(w.latin[:1] for w in words)


@functools.lru_cache(maxsize=1 << 16)
def parts(name: str) -> tuple[Word, ...]:
    """The letters and numbers of a designation: "S-300PMU2" is s, 300, pmu, 2."""
    words = [w for w in sounds.words(name) if w.latin not in data("system")["words"]]
    return tuple([Word(p, p) for w in words for p in _DIGITS.findall(w.latin)])


def _systems(one: str, other: str) -> Likeness:
    a, b = sorted((parts(one), parts(other)), key=len)
    for start in range(len(b) - len(a) + 1 if a else 0):
        middle = b[start : start + len(a)]
        if len(a) == len(b):
            fits = all(map(_part, a, middle))
        else:
            fits = a == middle and _telling(a, b[:start], b[start + len(a) :])
        if fits:
            return Likeness(1.0 if len(a) == len(b) else 0.95, "the designation is the same")
    return Likeness(0.0, "letters or numbers of the designation differ")


def _part(one: Word, other: Word) -> bool:
    if one.text == other.text:
        return True
    if min(len(one.text), len(other.text)) < 4 or one.text.isdigit() or other.text.isdigit():
        return False
    return any(likeness(s[0], t[0]) >= _PLACES_ALIKE for s, t, _ in _readings((one,), (other,), _CONSONANTS))


def contradict(one: str, other: str) -> bool:
    """Whether two designations are of two models of one family: "Buk-M1" and "Buk-M2", "S-300PMU" and "S-300V"."""
    a, b = parts(one), parts(other)
    common = 0
    while common < min(len(a), len(b)) and a[common].text == b[common].text:
        common += 1
    rest, other_rest = a[common:], b[common:]
    if not common or not rest or not other_rest:
        return False
    return all(r[0].text.isdigit() or len(r[0].text) < 4 for r in (rest, other_rest))


def _telling(parts: Sequence[Word], before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether what only one name has is no more than a maker or nickname beside the designation, or the reverse."""
    numbered = any(p.text.isdigit() for p in parts) and len(parts) > 1
    if numbered:
        named = [p for p in before if len(p.text) < 3 or p.text.isdigit()]
        return not named and (not after or len(after[0].text) > 3)
    short = [p for p in before if not p.text.isdigit() and len(p.text) > 3]
    return not after and not short and before[-1].text.isdigit() and len(parts[0].text) > 3


_COMPARED: Final[dict[Group, Callable[[str, str], Likeness]]] = {
    "person": _persons,
    "place": _places,
    "organisation": _organisations,
    "system": _systems,
}
