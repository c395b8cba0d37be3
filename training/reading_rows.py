"""Sentences in numbers, as ``train_reader.py`` learns from them: names from open corpora and our own, with made-up
ones, and what is told in our reports and sentences."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import spacy
from encoding import begun, pieces_in
from names_data import Variants, own, shouted, titled
from reader_network import LAYERS, TAGS
from reading_data import Told, of_marked_reports, of_records, of_reports, of_sentences
from silver import Silver
from spacy.tokens import Doc
from train_reader import Gathered, Row

from whence.finding.names import find_names
from whence.finding.predications import NOTHING as NO_STATEMENT
from whence.language.encoder import split
from whence.language.letters import straighten
from whence.language.meanings import MEANING, of_texts
from whence.language.naming import NOTHING, features
from whence.language.reading import ROLES
from whence.language.tagging import OUTSIDE, Reader, Sentence
from whence.measuring import named

DATA = Path(__file__).parents[2] / "shared" / "data"
LANGUAGES = ("en", "fr")
MADE = 7  # the seed of what is made up
# whole words are kept among the first so many pieces, or where our sentences have them so often
SETS = 3  # sets of made-up sentences, one a pass in turn
VARIED, SILVER = 0.3, 2_500  # share of the open sentences that are varied, and silver sentences, in a set
SHOUTED, TITLED, SHORT = 0.03, 0.05, 16  # shares read in capitals and as headlines; words that a headline has at most
FORGET, AGAIN = 0.2, 0.12  # shares of made-up sentences read, and of true ones read once more, without what is known
SCORED = ("PER", "LOC", "ORG")  # labels that GUM's names are scored by


class Example(NamedTuple):
    """A sentence, and the names in it."""

    sentence: Sentence
    names: named.Names


def gathered(encoder: Path) -> Gathered:
    """Everything that is learnt from and looked at, and the encoder to begin with."""
    nobody = named.demonyms("en")
    opened = list(named.gum(DATA / "gum-open" / "train.conllu.gz", nobody))
    opened += named.iob2(next((DATA / "wikigold").glob("*.gz")), nobody)
    opened += named.iob2(DATA / "uner-english-ewt" / "dev.iob2.gz", nobody)
    ours = list(own("train", "en"))
    maker = Maker()
    fixed = [maker.example(s) for s in [*ours, *opened]]
    made = [[maker.example(s) for s in each] for each in made_up(ours, opened)]
    held_out = named.gum(DATA / "gum-open" / "dev.conllu.gz", nobody)
    named_dev = {
        "own": [maker.example(s) for s in own("dev", "en")],
        "GUM": [Example(e.sentence, [n for n in e.names if n[2] in SCORED]) for e in map(maker.example, held_out)],
    }
    told = {
        "reports": [t for language in LANGUAGES for t in of_reports("train", language)],
        "sentences": [t for language in LANGUAGES for t in (*of_sentences(language), *of_marked_reports(language))],
        "records": list(of_records()),
    }
    told_dev = {language: list(of_reports("dev", language)) for language in LANGUAGES}
    signs = [NOTHING, *sorted({sign for e in fixed for sign in e.sentence.known} - {NOTHING})]
    read = [*(e.sentence for e in fixed), *(t.sentence for some in told.values() for t in some)]
    pieces = kept(pieces_in(encoder), read)
    kinds = sorted({kind for t in told["reports"] for kind in t.kinds.values()})
    number = Numbers(list(pieces), signs, kinds)
    chance = random.Random(MADE)
    base = begun(encoder, list(pieces.values()), LAYERS)
    return Gathered(
        pieces=list(pieces),
        signs=signs,
        kinds=kinds,
        fixed=[number.named(e) for e in fixed],
        ours=[number.named(e) for e in fixed[: len(ours)]],
        made=[[number.named(e, forget=chance.random() < FORGET) for e in each] for each in made],
        again=[number.named(e, forget=True) for e in fixed if chance.random() < AGAIN],
        told=[(number.told(t), number.told(t, forget=True)) for some in told.values() for t in some],
        named_dev={name: [number.named(e) for e in some] for name, some in named_dev.items()},
        told_dev={name: [number.told(t) for t in some] for name, some in told_dev.items()},
        meanings=number.meanings(),
        base={
            "word": _halved(base["word"]),
            "position": _halved(base["position"]),
            "norm": [_halved(a) for a in base["norm"]],
            "layers": [{part: [_halved(a) for a in layer[part]] for part in layer} for layer in base["layers"]],
        },
    )


def _halved(array: Any) -> np.ndarray:
    return np.asarray(array, np.float16)


class Maker:
    """Sentences -> examples."""

    def __init__(self) -> None:
        self._vocab = spacy.blank("en").vocab

    def example(self, s: named.Sentence) -> Example:
        """The sentence with what is known of its words."""
        doc = Doc(self._vocab, words=s.words, spaces=s.spaces)
        find_names(doc)
        return Example(Sentence([straighten(w) for w in s.words], features(doc)), s.names)


def made_up(ours: list[named.Sentence], opened: list[named.Sentence]) -> Iterator[list[named.Sentence]]:
    """SETS sets of sentences: variants, silver, some in capitals, some as headlines."""
    chance = random.Random(MADE)
    variants, silver = Variants([*ours, *opened], "en", MADE), Silver("en", MADE)
    small = frozenset(silver.lists.get("small", ()))
    with_names = [s for s in [*ours, *opened] if s.names]
    for _ in range(SETS):
        yield [
            *(variants.of(s) for s in [*ours, *(o for o in opened if chance.random() < VARIED)] if s.names),
            *silver.of(SILVER),
            *(shouted(s) for s in with_names if chance.random() < SHOUTED),
            *(titled(s, small) for s in with_names if len(s.words) <= SHORT and chance.random() < TITLED),
        ]


def kept(pieces: dict[str, int], sentences: Sequence[Sentence]) -> dict[str, int]:
    """The pieces that are kept, with their numbers in the encoder: common words, parts of words, letters."""
    numbers = Counter(n for s in sentences for word in s.words for n in split(word, pieces))
    return {
        p: n
        for p, n in pieces.items()
        if p in ("[CLS]", "[SEP]", "[UNK]")
        or (
            p.isascii()
            and p[0] != "["
            and (n < COMMON or p.startswith("##") or len(p) == 1 or (p.isalpha() and numbers[n] >= OFTEN))
        )
    }


class Numbers:
    """Examples -> rows."""

    def __init__(self, pieces: list[str], signs: list[str], kinds: list[str]) -> None:
        self._reader, self._kinds = Reader(pieces, TAGS, signs), kinds
        self._words: dict[str, int] = {}

    def meanings(self) -> np.ndarray:
        """A row for each word so far, the first for none."""
        none = np.zeros((1, MEANING), np.float16)
        return np.concatenate([none, of_texts(list(self._words)).astype(np.float16)])

    def named(self, example: Example, *, forget: bool = False) -> Row:
        """A row of a sentence whose names are marked; with `forget` without what is known of its words."""
        tags = [OUTSIDE] * len(example.sentence.words)
        for begin, end, label in example.names:
            tags[begin:end] = [f"B-{label}", *[f"I-{label}"] * (end - begin - 1)]
        names = [(a, b, label) for a, b, label in example.names]
        return self._row(example.sentence, forget=forget)._replace(tags=[TAGS.index(t) for t in tags], names=names)

    def told(self, told: Told, *, forget: bool = False) -> Row:
        """A row of a sentence of which it is marked what it tells."""
        cores = [(core, self._kinds.index(kind)) for core, kind in told.kinds.items()]
        one_of = -1
        if told.one_of is not None:
            cores, one_of = [(core, -1) for core in told.one_of[1]], self._kinds.index(told.one_of[0])
        return self._row(told.sentence, forget=forget)._replace(
            origin=told.origin,
            cores=sorted(cores, key=lambda core: (self._kinds[core[1]] == NO_STATEMENT, core)),
            roles=[(core, word, ROLES.index(role)) for (core, word), role in told.roles.items()],
            cues=None if told.cues is None else [(cue, *passages) for cue, passages in told.cues.items()],
            one_of=one_of,
        )

    def _row(self, sentence: Sentence, *, forget: bool) -> Row:
        known = [NOTHING] * len(sentence.words) if forget else sentence.known
        read = self._reader.numbers(Sentence(sentence.words, known))
        words = [0, *(self._words.setdefault(word, len(self._words) + 1) for word in sentence.words)]
        return Row(
            np.array(read.pieces, "uint16"),
            np.array(read.looks, "uint8"),
            np.array(read.known, "uint8"),
            np.array([words[n] for n in read.words], "uint32"),
            read.begins,
        )


COMMON, OFTEN = 6_500, 3
