"""Report text to measure speed on: as many distinct reports as are asked for, the same ones every time.

Real reports come first, where there are any. The others are made of the sentences of the sample reports, shuffled,
with other states and numbers in them: they mean nothing, but they are as hard to read as what they are made of.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PARAGRAPHS, SENTENCES = 6, 3  # in a made report: about 350 words, as a short agency report has
SEED: Final = 20110413

# Within a group every name takes the same articles and prepositions, so that a sentence stays one.
_SWAPPED: Final = (
    ("Égypte", "Algérie", "Inde", "Argentine", "Éthiopie", "Arménie", "Indonésie", "Australie"),
    ("Turquie", "Russie", "Chine", "Pologne", "Norvège", "Grèce", "Tunisie", "Roumanie", "Bolivie", "Suède"),
    ("Paris", "Pékin", "Berlin", "Moscou", "Riyad", "Téhéran", "Varsovie", "Lima", "Dakar", "Nairobi"),
)
_NAME: Final = re.compile(r"\b(" + "|".join(name for group in _SWAPPED for name in group) + r")\b")
_GROUP: Final = {name: group for group in _SWAPPED for name in group}
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER: Final = re.compile(r"(?<![\d,])[1-9]\d?(?![\d,])")
_END_OF_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[«A-ZÀ-Ý])")
_LETTERS: Final = 40  # a line with fewer is a title or a leftover, no sentence


def sentences(folder: Path) -> list[str]:
    """The sentences of the plain text reports in a folder, by file and in order."""
    lines = (line for path in sorted(folder.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    found = (one.strip() for line in lines for one in _END_OF_SENTENCE.split(line))
    return [one for one in found if len(one) >= _LETTERS and one[-1] in ".!?»"]


def varied(sentence: str, chance: random.Random) -> str:
    """The sentence with other states, capitals, years and small numbers."""
    sentence = _NAME.sub(lambda m: chance.choice(_GROUP[m[0]]), sentence)
    sentence = _YEAR.sub(lambda _: str(chance.randint(1990, 2023)), sentence)
    return _NUMBER.sub(lambda m: str(chance.randint(2, 28 if int(m[0]) < 32 else 99)), sentence)


def made(source: list[str]) -> Iterator[str]:
    """Reports without end, no two alike, made of `source`."""
    chance = random.Random(SEED)
    told: set[str] = set()
    while True:
        paragraphs = []
        for _ in range(PARAGRAPHS):
            chosen = [varied(one, chance) for one in chance.sample(source, SENTENCES)]
            paragraphs.append(" ".join(chosen))
        report = "\n\n".join(paragraphs)
        if report not in told:
            told.add(report)
            yield report


def write(folder: Path, size: int, samples: list[Path], real: Path | None = None) -> int:
    """Writes reports of `size` bytes together, or a little more, into `folder`; gives their number.

    Args:
        samples: folders of sample reports, whose sentences are used.
        real: a folder of real reports, which are taken first where it is there.

    Raises:
        ValueError: there are too few sentences in the samples to make reports of.
    """
    given = sorted(real.glob("*.txt")) if real is not None and real.is_dir() else []
    source = [one for folder_ in samples for one in sentences(folder_)]
    if len(source) < SENTENCES * PARAGRAPHS:
        raise ValueError(f"{samples}: {len(source)} sentences are too few to make reports of")
    real_texts = (path.read_text(encoding="utf-8") for path in given)
    written = number = 0
    for text in itertools.chain(real_texts, made(source)):
        if written >= size:
            break
        data = text.encode()
        (folder / f"report-{number:04}.txt").write_bytes(data)
        written, number = written + len(data), number + 1
    return number
