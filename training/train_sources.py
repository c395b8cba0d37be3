"""Weighs the features of sources on the corpus's training part, and on the reports of which attributions are marked:
whence/finding/data/sources.tsv.

    python training/train_sources.py [--dev]

For each attribution that was marked, the candidate nearest to it (``train_attributions.py`` weighs those first) is
given all possible sources; the right one is that whose head lies in the source that was marked and is the head of it.
--dev prints how many sources are right on the dev part by margin and writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

from attributed_texts import attributed_texts
from folds import unseen
from spacy.tokens import Doc, Token
from weighing import weigh_lists, write_weights

import whence
from whence.finding.attributions import by_rules
from whence.finding.candidate_features import tokens_quoted
from whence.finding.candidates import candidates, cue_of
from whence.finding.linear import BIAS
from whence.finding.second_voice import second_voice, voice_of
from whence.finding.source_choice import Around, Teller, features, tellers
from whence.finding.voices import Voice
from whence.measuring.annotation.loading import Part
from whence.model import Attribution

OUT = Path(__file__).parents[1] / "whence" / "finding" / "data" / "sources.tsv"
HELD = 2.0  # how strongly squared weights are held down
SMALL = 0.02  # weights below this are left out
HALF = 0.5


class Example(NamedTuple):
    """The features of each possible source, which of them are right, and which is the rules'."""

    features: list[tuple[str, ...]]
    right: list[bool]
    ruled: int


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--dev", action="store_true")
    args = cli.parse_args()
    train = [e for language in ("en", "fr") for e in examples("train", language, everything=True)]
    usable = [e for e in train if any(e.right)]
    weights = weigh_lists(
        [e.features for e in usable], [[n for n, ok in enumerate(e.right) if ok] for e in usable], HELD
    )
    if args.dev:
        print(f"{len(train)} attributions, {len(usable)} whose source is among the candidates")
        for language in ("en", "fr"):
            held_out = list(examples("dev", language, everything=False))
            print(language, len(held_out), "by the rules", right(held_out, {}, 99.0))
            for margin in (0.0, 0.3, 0.5, 1.0, 2.0):
                print(language, margin, right(held_out, weights, margin))
            print(language, "at best", round(sum(any(e.right) for e in held_out) / len(held_out), 3))
        return
    print(f"{OUT.name}: {write_weights(OUT, Path(__file__).name, {BIAS: 0.0, **weights}, SMALL)} weights")


def examples(part: Part, language: str, *, everything: bool) -> Iterator[Example]:
    """Examples of a part of the corpus: of `everything` that was marked, or only of what is found."""
    nlp = whence.pipeline(language)
    for text in attributed_texts(part, language):
        unseen(language, text.origin, part)
        doc = nlp(text.text)
        marked = text.attributions
        voices, stances = by_rules(doc)
        found = [v for some in second_voice(doc, voices, stances) for v in some]
        told = Around(list(found))
        if everything:
            quoted = tokens_quoted(doc)
            made = [voice_of(c, quoted) for c in candidates(doc, []) if c.voice is None]
            found += [*voices, *stances, *(v for v in made if v is not None)]
        left = set(range(len(marked)))
        pairs = sorted(
            ((near(doc, v, g), -b, a) for b, v in enumerate(found) for a, g in enumerate(marked)), reverse=True
        )
        used = set[int]()
        for nearness, minus_b, a in pairs:
            if nearness < HALF:
                break
            if a in left and -minus_b not in used and (not everything or cued(doc, found[-minus_b], marked[a])):
                left.discard(a)
                used.add(-minus_b)
                if not found[-minus_b].carried:
                    yield example(found[-minus_b], list(tellers(doc, found[-minus_b])), marked[a], doc, told)


def near(doc: Doc, voice: Voice, marked: Attribution) -> float:
    """What two contents share, of the longer one; a trace more where the cue is the same."""
    letters = frozenset(i for a, b in voice.content for i in range(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])))
    other = frozenset(i for p in marked.content for i in range(p.start, p.end))
    return len(letters & other) / max(len(letters), len(other), 1) + (0.001 if cued(doc, voice, marked) else 0.0)


def cued(doc: Doc, voice: Voice, marked: Attribution) -> bool:
    """Whether the cue of a voice lies in the one that was marked, if one was."""
    cue = doc[cue_of(voice)].idx
    return not marked.cue or any(p.start <= cue < p.end for p in marked.cue)


def example(voice: Voice, among: list[Teller], marked: Attribution, doc: Doc, around: Around) -> Example:
    """The possible sources of a voice, and which are right."""
    letters = {i for p in marked.source for i in range(p.start, p.end)}
    told = [tuple(sorted(set(features(doc, voice, t, around)))) for t in among]
    heads = [named_by(t.head) if t.head is not None else None for t in among]
    inside = [h is not None and in_letters(h, letters) for h in heads]
    # the head of the phrase: what hangs on another that is inside is a part of it
    right = [
        (h is None and not letters) or (h is not None and ok and not (h.head.i != h.i and in_letters(h.head, letters)))
        for h, ok in zip(heads, inside, strict=True)
    ]
    keep = [n for n, t in enumerate(among) if right[n] or not inside[n] or t.rule]
    if letters and inside[0]:
        right[0] = True
    return Example([told[n] for n in keep], [right[n] for n in keep], keep.index(0))


def in_letters(token: Token, letters: Container[int]) -> bool:
    """Whether a letter of the token is one of these."""
    return any(i in letters for i in range(token.idx, token.idx + len(token)))


def named_by(head: Token) -> Token:
    """The head of what is printed of a source: the antecedent of "who"."""
    referent = (head.doc._.referents or {}).get(head.i)
    return head.doc[referent.phrase] if referent is not None and referent.form == "relative" else head


def right(held_out: list[Example], weights: dict[str, float], margin: float) -> float:
    """The share of sources that are right."""
    good = 0
    for e in held_out:
        scores = [sum(weights.get(f, 0.0) for f in told) for told in e.features]
        best = max(range(len(scores)), key=lambda n: (scores[n], -n))
        n = best if scores[best] >= scores[e.ruled] + margin else e.ruled
        good += e.right[n]
    return round(good / max(1, len(held_out)), 3)


if __name__ == "__main__":
    main()
