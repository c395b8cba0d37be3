"""How a written name sounds: the same few letters for a word, in whatever script and spelling it stands.

A word is read by every convention of its script (``data/conventions.toml``: French, German, Pinyin, Cyrillic, ...),
since a text does not say by which one it spelt a foreign name. Two spellings of one name agree in at least one pair of
readings: "Choïgou" read as French, "Schoigu" as German and "Шойгу" as Cyrillic are all ``Suigu``. Signs that no
convention respells are put into Latin letters by anyascii.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
import unicodedata
from importlib import resources
from typing import Any, Final, NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

_SIGNS: Final = r"\u200c\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a01-\u0dff"
"""What belongs to a word without being a letter: marks, the vowel signs of India, the break within Persian words."""

_WORD: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_SIGNS}])*(?:'[^\W_]+)*'?")
_UNWRITTEN: Final = re.compile("[\u200d\u0640\u064b-\u0652\u0670\u0591-\u05c7]")  # points of Arabic and Hebrew
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘ʼʹ´`′ʾʿ", "'"))
_ELIDED: Final = re.compile(r"\b([dl])'(?=\w)")
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_RUN: Final = re.compile(r"(.)\1+")
_VOWELS: Final = frozenset("aiu")


class Word(NamedTuple):
    """A word of a name: as written but in lower case; in Latin letters; whether a hyphen ties it to the one before."""

    text: str
    latin: str
    tied: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Convention:
    """One way to write sounds; see the head of ``data/conventions.toml``. `consonantal`: short vowels are left out.
    `own` are letters that no other convention has.
    """

    name: str
    letters: dict[int, str]
    pattern: re.Pattern[str]
    sounds: tuple[str, ...]
    consonantal: bool
    own: frozenset[str]

    def read(self, word: str) -> str:
        """The sounds of a word in lower case, vowels as a, i, u and nothing doubled."""
        return _read(self.name, word)


@functools.cache
def _data() -> dict[str, Any]:
    file = resources.files("whence.knowledge").joinpath("data", "conventions.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def _by_name() -> dict[str, Convention]:
    data = _data()
    shared = data["shared"]["rules"]
    letters = {raw["name"]: raw.get("letters", {}) for raw in data["convention"]}
    made = {}
    for raw in data["convention"]:
        rules = [*raw["rules"], *shared]
        made[raw["name"]] = Convention(
            raw["name"],
            {ord(sign): latin for sign, latin in letters[raw.get("like", raw["name"])].items()},
            re.compile("|".join(f"({pattern})" for pattern, _ in rules)),
            tuple(sounds for _, sounds in rules),
            raw.get("consonantal", False),
            frozenset(raw.get("own", "")),
        )
    return made


@functools.cache
def conventions(script: str) -> tuple[Convention, ...]:
    """The conventions by which words of a script are read; those that write all sounds for a script not in the data."""
    data = _data()["convention"]
    fitting = [raw["name"] for raw in data if script in raw["scripts"]]
    return tuple(_by_name()[name] for name in fitting or [data[0]["name"]])


def conventions_of(name: str) -> tuple[Convention, ...]:
    """The conventions by which a name may be spelt: those of its script, and where it has a letter that some of them
    have for their own ("ə" is Azerbaijani, "ł" Polish) only these and the first, which reads it as if it had no marks.
    """
    fitting = conventions(script(name))
    owners = [c for c in fitting if not c.own.isdisjoint(name)]
    return (fitting[0], *owners) if owners and fitting[0] not in owners else fitting


def script(name: str) -> str:
    """The script of a name's first letter, as Unicode names it: ``LATIN``, ``CYRILLIC``, ``CJK``, ..."""
    first = next((c for c in name if c.isalpha()), "a")
    return unicodedata.name(first, "LATIN").split()[0]


def words(name: str) -> list[Word]:
    """The words of a name. Hyphens part them, apostrophes do not but after an elided article ("l'", "d'")."""
    text = _UNWRITTEN.sub("", unicodedata.normalize("NFC", name)).translate(_APOSTROPHES)
    if script(text) == "CJK":  # no blanks: the first syllable is taken for the family name
        family, _, given = _CAPITAL.sub(" ", anyascii(text)).partition(" ")
        text = f"{family} {given.replace(' ', '')}"
    text = _ELIDED.sub(r"\1 ", text.replace("İ", "I").lower())
    found, end = list[Word](), 0
    for match in _WORD.finditer(text):
        latin = anyascii(match[0]).lower().replace("'", "").replace("`", "")
        tied = bool(found) and bool(text[end : match.start()]) and not text[end : match.start()].isspace()
        found.append(Word(match[0], latin, tied and text[end] != ","))
        end = match.end()
    return found


@functools.lru_cache(maxsize=1 << 17)
def _read(name: str, word: str) -> str:
    convention = _by_name()[name]
    latin = anyascii(word.translate(convention.letters)).lower()
    parts, end = list[str](), 0
    for match in convention.pattern.finditer(latin):
        parts.append(latin[end : match.start()])
        parts.append(convention.sounds[(match.lastindex or 1) - 1])
        end = match.end()
    sounds = "".join((*parts, latin[end:]))
    return _RUN.sub(r"\1", "".join(c for c in sounds if c.isalnum()))


def consonants(sounds: str) -> str:
    """The consonants of a word in coarse classes (g, k and h are one, s and its like are one, ...)."""
    return "".join([c for c in sounds.translate(_classes()) if c not in "aiu"])


def first(sounds: str) -> str:
    """The class of the first sound: a coarse consonant, or ``*`` for any vowel."""
    head = sounds[:1].translate(_classes())
    return "*" if head in _VOWELS else head


@functools.cache
def _classes() -> dict[int, str | None]:
    return {ord(sound): group[0] for group in _data()["coarse"]["classes"] for sound in group}


def likeness(one: str, other: str) -> float:
    """How alike two words sound, 1 where alike, 0 where nothing is; a change costs what the data says of it."""
    if one == other:
        return float(bool(one))
    size = max(len(one), len(other))
    if not one or not other or Levenshtein.distance(one, other, score_cutoff=size // 2) > size // 2:
        return 0.0
    spent = 0.0
    for edit in Levenshtein.editops(one, other):
        left = one[edit.src_pos] if edit.tag != "insert" else ""
        right = other[edit.dest_pos] if edit.tag != "delete" else ""
        spent += _cost(left, right)
    return max(0.0, 1.0 - 2 * spent / (len(one) + len(other)))


@functools.cache
def _cost(left: str, right: str) -> float:
    costs = _data()["costs"]
    pair = {left, right}
    if any(pair == set(free) for free in costs["free"]):
        return 0.0
    if any(pair == set(close) for close in costs["pairs"]):
        return float(costs["close"])
    if pair <= _VOWELS:
        return float(costs["vowel"])
    return float(costs["vowel_more"]) if pair <= {"", *_VOWELS} else 1.0
