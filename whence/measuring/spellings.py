"""How well names of one entity are told from names of two: ``python -m whence.measuring.spellings [--errors]``.

The pairs are in ``evaluation/spellings.tsv``, written down from public knowledge: spellings of one public person,
place, organisation or weapon system across scripts, languages and ways to transliterate, and near misses that must
stay apart. The pairs that begin with one name are all in one part, ``dev`` or ``test`` (:func:`part_of`); rules and
thresholds are set by looking at dev alone.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal, NamedTuple

from whence.knowledge.spelling import GROUPS, SAME, Group
from whence.knowledge.variants import same_entity
from whence.model import EntityKind

PAIRS: Final = Path(__file__).resolve().parents[2] / "evaluation" / "spellings.tsv"
_KINDS: Final[dict[Group, EntityKind]] = {"system": "weapon_system"}

Part = Literal["dev", "test"]


class Pair(NamedTuple):
    """Two names of a group, and whether they are of one entity."""

    group: Group
    one: str
    other: str
    same: bool
    part: Part

    def found_same(self) -> bool:
        """Whether the engine takes the two for one."""
        kind = _KINDS.get(self.group, self.group)
        return same_entity(kind, self.one, self.other).score >= SAME  # type: ignore[arg-type]


@dataclasses.dataclass(frozen=True, slots=True)
class Score:
    """Pairs of one entity found, pairs of two taken for one, and pairs of one missed; how many must stay apart."""

    found: int
    wrong: int
    missed: int
    apart: int

    @property
    def precision(self) -> float:
        """The part of the pairs taken for one that are."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """The part of the pairs of one entity that are found."""
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.found / max(1, 2 * self.found + self.wrong + self.missed)


def pairs(file: Path = PAIRS) -> list[Pair]:
    """The pairs of the table. Raises OSError where there is none and KeyError where a column is missing."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Pair(row["kind"], row["name_a"], row["name_b"], row["same"] == "yes", row["part"])  # type: ignore[arg-type]
            for row in rows
        ]


def part_of(group: Group, name: str) -> Part:
    """The part that pairs beginning with the name belong to: by the first byte of the SHA-256 of group and name."""
    even = hashlib.sha256(f"{group}\t{name}".encode()).digest()[0] % 2 == 0
    return "dev" if even else "test"


def score(some: Iterable[Pair]) -> Score:
    """The score over some pairs."""
    counts = {(same, found): 0 for same in (True, False) for found in (True, False)}
    for pair in some:
        counts[pair.same, pair.found_same()] += 1
    return Score(counts[True, True], counts[False, True], counts[True, False], counts[False, False])


def main() -> None:
    """Prints the scores by part and kind; with ``--errors`` the wrong pairs of dev, never those of test."""
    parser = argparse.ArgumentParser(prog="python -m whence.measuring.spellings")
    parser.add_argument("--errors", action="store_true", help="list the wrong pairs of dev")
    errors = parser.parse_args().errors
    everything = pairs()
    print(f"{'part':5} {'kind':13} {'one':>4} {'two':>4}  precision  recall     F1")
    for part in ("dev", "test"):
        of_part = [p for p in everything if p.part == part]
        for group in (*GROUPS, "all"):
            found = score(p for p in of_part if group in (p.group, "all"))
            one, two = found.found + found.missed, found.wrong + found.apart
            numbers = f"{found.precision:9.3f} {found.recall:7.3f} {found.f1:6.3f}"
            print(f"{part:5} {group:13} {one:4} {two:4}  {numbers}")
        if errors and part == "dev":
            for pair in of_part:
                if pair.found_same() != pair.same:
                    print("  missed" if pair.same else "  wrong ", pair.group, pair.one, "|", pair.other)


if __name__ == "__main__":
    main()
