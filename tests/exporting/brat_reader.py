"""A strict reader of brat standoff: what it gives is in the text to the letter and allowed by ``annotation.conf``.

It reads by brat's own description of the format, not by our writer: whatever it does not know it refuses.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Read(NamedTuple):
    """The annotations of one file: spans (type, pieces, words) by key; relations (type, span, span); attributes of a
    span (name, span, value); notes (about, words)."""

    spans: dict[str, tuple[str, tuple[tuple[int, int], ...], str]]
    relations: list[tuple[str, str, str]]
    attributes: list[tuple[str, str, str]]
    notes: list[tuple[str, str]]


def read(folder: Path, name: str) -> Read:
    """The annotations of NAME.txt. Raises AssertionError where brat would refuse a line or lose its place."""
    text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
    raw = (folder / f"{name}.ann").read_bytes().decode("utf-8")
    return parsed(raw, text, (folder / "annotation.conf").read_text(encoding="utf-8"))


def parsed(raw: str, text: str, conf: str) -> Read:
    """The lines of an ``.ann`` on a text under a configuration."""
    allowed = _sections(conf)
    found = Read({}, [], [], [])
    keys: set[str] = set()
    assert raw == "" or raw.endswith("\n")
    for line in raw.splitlines():
        key, rest = line.split("\t", 1)
        assert key not in keys
        keys.add(key)
        match key[0]:
            case "T":
                head, words = rest.split("\t")
                type_, _, offsets = head.partition(" ")
                assert type_ in allowed["entities"]
                pieces = tuple((int(a), int(b)) for a, b in (p.split(" ") for p in offsets.split(";")))
                assert all(0 <= a < b <= len(text) for a, b in pieces)
                assert all(b <= c for (_, b), (c, _) in itertools.pairwise(pieces))
                assert " ".join(text[a:b] for a, b in pieces) == words
                found.spans[key] = (type_, pieces, words)
            case "R":
                type_, one, other = rest.split(" ")
                assert one.startswith("Arg1:T")
                assert other.startswith("Arg2:T")
                found.relations.append((type_, one[5:], other[5:]))
            case "A":
                found.attributes.append(tuple(rest.split(" ")))  # type: ignore[arg-type]
            case "#":
                kind, words = rest.split("\t")
                assert kind.split(" ")[0] == "AnnotatorNotes"
                found.notes.append((kind.split(" ")[1], words))
            case _:
                raise AssertionError(line)
    for type_, one, other in found.relations:
        ends = dict(re.findall(r"(Arg[12]):(\w+)", allowed["relations"][type_]))
        assert (found.spans[one][0], found.spans[other][0]) == (ends["Arg1"], ends["Arg2"])
    for name, key, value in found.attributes:
        rule = allowed["attributes"][name]
        on, values = re.fullmatch(r"Arg:(\S+), Value:(\S+)", rule).groups()  # type: ignore[union-attr]
        assert found.spans[key][0] in on.split("|")
        assert value in values.split("|")
    assert all(key in found.spans for key, _ in found.notes)
    return found


def _sections(conf: str) -> dict[str, dict[str, str]]:
    return {title: dict(_entries(body)) for title, body in re.findall(r"\[(\w+)\]\n([^\[]*)", conf)}


def _entries(body: str) -> Iterator[tuple[str, str]]:
    for line in body.splitlines():
        if line.strip():
            name, _, rule = line.partition("\t")
            assert re.fullmatch(r"[A-Za-z][\w-]*|<OVERLAP>", name)
            yield name, rule
