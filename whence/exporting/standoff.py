"""brat standoff (https://brat.nlplab.org/standoff.html): an ``.ann`` beside a text, and how brat is to show it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

CONFIGURATION: Final = ("annotation.conf", "visual.conf")

_BREAKS: Final = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
"""What a span may not hold in a form of lines and tabs: it is cut there, into pieces."""
_UNSAFE: Final = re.compile(r"[^\w.-]+")
_NAME_LENGTH: Final = 80


@dataclasses.dataclass(frozen=True, slots=True)
class Scheme:
    """What may be marked: types of spans, each with its colour; relations, each with the types that it leads from and
    to; attributes, each with the type that has it (``<ENTITY>``: all) and its values."""

    spans: Mapping[str, str]
    relations: Mapping[str, tuple[str, str]]
    attributes: Mapping[str, tuple[str, tuple[str, ...]]]

    def annotation_conf(self) -> str:
        """``annotation.conf``. Spans may lie over each other: what one source says holds what another says."""
        lines = ["[entities]", *self.spans, "", "[relations]"]
        lines += [f"{name}\tArg1:{one}, Arg2:{other}" for name, (one, other) in self.relations.items()]
        lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
        lines += [f"{name}\tArg:{on}, Value:{'|'.join(values)}" for name, (on, values) in self.attributes.items()]
        return "".join(f"{line}\n" for line in lines)

    def visual_conf(self) -> str:
        """``visual.conf``: words without blanks as they are, and a colour a type."""
        lines = ["[labels]", *(f"{name} | {_in_words(name)}" for name in (*self.spans, *self.relations))]
        lines += ["", "[drawing]", "SPAN_DEFAULT\tfgColor:black, borderColor:darken", "ARC_DEFAULT\tcolor:#666666"]
        lines += [f"{name}\tbgColor:{colour}" for name, colour in self.spans.items()]
        return "".join(f"{line}\n" for line in lines)

    def files(self) -> Iterator[tuple[str, str]]:
        """The names and contents of both."""
        yield from zip(CONFIGURATION, (self.annotation_conf(), self.visual_conf()), strict=True)


class Standoff:
    """The annotations of one text, numbered in the order in which they are added."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self._counts: dict[str, int] = {}

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    def span(self, type_: str, pieces: Iterable[Sequence[int]]) -> str | None:
        """A span of (start, end) pieces; gives its key, None where there is nothing but blanks in them."""
        cut = [line for start, end in pieces for line in self._cut(start, end)]
        if not cut:
            return None
        offsets = ";".join(f"{start} {end}" for start, end in cut)
        return self._add("T", f"{type_} {offsets}\t{' '.join(self.text[start:end] for start, end in cut)}")

    def relation(self, type_: str, one: str, other: str) -> str:
        """A relation between two spans."""
        return self._add("R", f"{type_} Arg1:{one} Arg2:{other}")

    def attribute(self, name: str, key: str, value: str) -> str:
        """A value of a span."""
        return self._add("A", f"{name} {key} {value}")

    def note(self, key: str, words: str) -> str:
        """Words beside a span."""
        return self._add("#", f"AnnotatorNotes {key}\t{_BREAKS.sub(' ', words)}")

    def _add(self, kind: str, rest: str) -> str:
        number = self._counts[kind] = self._counts.get(kind, 0) + 1
        self.lines.append(f"{kind}{number}\t{rest}")
        return f"{kind}{number}"

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The lines of a piece, without the blanks around them."""
        at = start
        for line in (*_BREAKS.finditer(self.text, start, end), None):
            stop = line.start() if line else end
            words = self.text[at:stop]
            if words.strip():
                yield at + len(words) - len(words.lstrip()), stop - (len(words) - len(words.rstrip()))
            at = line.end() if line else end


def file_name(of: str, taken: set[str]) -> str:
    """A name for the files of a text, safe on any system and unlike all those `taken`, to which it is added."""
    base = _UNSAFE.sub("_", of.removesuffix(".txt")).strip("._")[-_NAME_LENGTH:] or "text"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name.casefold())
    return name


def _in_words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ")
