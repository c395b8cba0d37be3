"""What ``make bench-quotes`` runs: who is quoted, found by Whence and by others on the same texts in one run.

    python -m whence.measuring.bench_quotes [--part dev test ...] [--language fr en ...]

The texts are the parts of the corpus, their marks the gold. Of the test part only numbers are told, as everywhere.
Words a second are of one process from the raw text, after all is loaded. Ends with exit code 1 where Whence is behind a
peer in what it finds, or below ``evaluation/quotes.json``.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, get_args

from whence.measuring.annotation.loading import Part, layers_of
from whence.measuring.gold_sets import ROOT, corpus_part
from whence.measuring.layers import Layers, compare, match_contents
from whence.measuring.quote_peers import Extractor, extractors
from whence.model import Attribution

ASKED: Final = ROOT / "evaluation" / "quotes.json"
SPEED: Final = "words a second"
COMPARED: Final = ("contents, F1 overlapping by half", "contents, F1 of tokens", "sources, right given content")
KINDS: Final = ("direct", "mixed", "indirect")
WARMING: Final = 2  # texts that are read before the clock runs

Text = tuple[str, Layers]


@dataclasses.dataclass(frozen=True, slots=True)
class Score:
    """What one extractor does on the texts of one part in one language."""

    name: str
    numbers: Mapping[str, float]


def measure(extractor: Extractor, texts: list[Text]) -> Score:
    """Reads the texts and compares what is found with their marks."""
    for text, _ in texts[:WARMING]:
        extractor.read(text)
    began = time.process_time()
    found = [extractor.read(text) for text, _ in texts]
    seconds = time.process_time() - began
    pairs = [(gold, _only(text, some)) for (text, gold), some in zip(texts, found, strict=True)]
    compared = compare(pairs)
    numbers = {name: compared[name].value for name in COMPARED}
    numbers |= recalls((gold.attributions, other.attributions) for gold, other in pairs)
    words = sum(len(text.split()) for text, _ in texts)
    return Score(extractor.name, numbers | {SPEED: words / max(seconds, 1e-9)})


def _only(text: str, attributions: tuple[Attribution, ...]) -> Layers:
    return Layers(text, (), (), (), (), (), attributions, ())


def recalls(pairs: Iterator[tuple[tuple[Attribution, ...], tuple[Attribution, ...]]]) -> dict[str, float]:
    """The share of marked attributions of each kind whose content was found, overlapping by half."""
    there, hit = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    for gold, other in pairs:
        for attribution in gold:
            there[attribution.kind] += 1
        for i, _ in match_contents(gold, other):
            hit[gold[i].kind] += 1
    return {f"{kind}, recall": hit[kind] / there[kind] if there[kind] else 0.0 for kind in KINDS}


def texts_of(part: Part, language: str) -> list[Text]:
    """The reports of a part of the corpus in a language, each with its marks; none where there is no corpus."""
    corpus = corpus_part(part)
    some = corpus.reports(language) if corpus is not None else ()
    return [(story.reports[short].text, layers_of(story, short)) for story, short in some]


def behind(name: str, scores: list[Score]) -> Iterator[str]:
    """The rows in which a peer is better than the first; speed is told and not compared, as no peer does as much."""
    ours = scores[0]
    for peer in scores[1:]:
        for row, value in ours.numbers.items():
            if row != SPEED and peer.numbers[row] > value:
                yield f"{name}: {row} is {value:.3f}, of {peer.name} {peer.numbers[row]:.3f}"


def below(name: str, now: Mapping[str, float], asked: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """The rows that are below what is asked."""
    for row, bound in asked.get(name, {}).items():
        if now.get(row, 0.0) < bound:
            yield f"{name}: {row} is {now.get(row, 0.0):.3f}, asked {bound}"


def table(name: str, texts: list[Text], scores: list[Score]) -> Iterator[str]:
    """The lines of a table, a column an extractor; a Markdown table, so that it can stand in the documentation."""
    marked = sum(len(gold.attributions) for _, gold in texts)
    yield f"\n{name}: {len(texts)} texts, {marked} attributions\n"
    yield f"| | {' | '.join(s.name for s in scores)} |"
    yield f"| --- |{' ---: |' * len(scores)}"
    for row in scores[0].numbers:
        cells = (f"{s.numbers[row]:,.0f}" if row == SPEED else f"{s.numbers[row]:.3f}" for s in scores)
        yield f"| {row} | {' | '.join(cells)} |"


def main(argv: list[str] | None = None) -> int:
    """Prints the tables; gives the exit code."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--part", nargs="+", choices=get_args(Part), default=["dev", "test"])
    cli.add_argument("--language", nargs="+", default=["en", "fr"])
    args = cli.parse_args(argv)
    asked = json.loads(Path(ASKED).read_text(encoding="utf-8"))
    short: list[str] = []
    for language in args.language:
        those = list(extractors(language))
        for part in args.part:
            texts = texts_of(part, language)
            if not texts:
                print(f"skipped: the corpus has no {part} part in {language} here")
                continue
            name = f"{part}, {language}"
            scores = [measure(one, texts) for one in those]
            print("\n".join(table(name, texts, scores)), flush=True)
            short += [*behind(name, scores), *below(name, scores[0].numbers, asked)]
    for line in short:
        print(f"FALLS SHORT  {line}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
