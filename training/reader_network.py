"""The reader while it learns: an encoder with heads for names, kinds, roles, cues, contents and sources."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from encoding import Weights, dropping, vectors

from whence.language.encoder import WIDTH, files_of
from whence.language.meanings import MEANING
from whence.language.reading import ROLES, SAID
from whence.language.tagging import LOOKS, OUTSIDE

LAYERS, SEED = 4, 1  # layers of the encoder that are kept, the seed of what begins by chance
DECAY = 0.01  # how weights are held down
DROPPED, SOFTENED = 0.1, 0.05  # of the vectors while learning; of the right answer's chance given to all
DEEP, ASKED = 256, 48  # numbers of the layer below kinds; of a question and an answer for each role
WEAK = 0.5  # what a sentence counts of which it is known what it tells, not by which word
COUNTS = {"tags": 1.0, "kinds": 1.0, "roles": 0.6, "cues": 0.5, "said": 0.6}  # what each thing counts while learning
LABELS = ("PER", "LOC", "ORG", "MISC")
TAGS = (OUTSIDE, *(f"{part}-{label}" for label in LABELS for part in "BI"))
HEADS = frozenset({"looks", "known", "meant", "head", "kinds1", "kinds2", "roles", "said", "cue"})


def asked(w: Weights, x: jax.Array, of: jax.Array) -> jax.Array:
    """The log odds of each label for every piece beside each word that is asked about (`of`): texts, asked, pieces,
    labels."""
    question = (of @ w["q"]).reshape(*of.shape[:2], -1, ASKED)
    answer = (x @ w["k"]).reshape(*x.shape[:2], -1, ASKED)
    both = jnp.einsum("bald,bsld->basl", question, answer) / np.sqrt(ASKED)
    return both + (of @ w["of"])[:, :, None] + (x @ w["by"])[:, None] + w["bias"]


def outputs(w: Weights, batch: Mapping[str, jax.Array], key: jax.Array | None = None) -> dict[str, jax.Array]:
    """The log odds of everything that is learnt; with a `key` some of the vectors are dropped."""
    dropped = dropping(key, 2 * LAYERS + 7, DROPPED)
    x = w["word"][batch["ids"]] + w["looks"][batch["looks"]] + w["known"][batch["known"]]
    x += dropped(batch["meanings"][batch["words"]].astype(jnp.float32)) @ w["meant"]
    x = dropped(vectors(w, x, batch["there"], dropped))
    cores, cues = (jnp.take_along_axis(x, batch[name][:, :, None], 1) for name in ("cores", "cues"))
    h = jax.nn.gelu(cores @ w["kinds1"][0] + w["kinds1"][1], approximate=True)
    return {
        "tags": x @ w["head"][0] + w["head"][1],
        "kinds": dropped(h) @ w["kinds2"][0] + w["kinds2"][1],
        "roles": asked(w["roles"], x, cores),
        "cues": x @ w["cue"][0] + w["cue"][1],
        "said": asked(w["said"], x, cues),
    }


def entropy(odds: jax.Array, labels: jax.Array) -> jax.Array:
    """Mean cross entropy of what is labelled (-1 is not)."""
    count = odds.shape[-1]
    wanted = jax.nn.one_hot(jnp.maximum(labels, 0), count) * (1 - SOFTENED) + SOFTENED / count
    counted = labels >= 0
    return -((jax.nn.log_softmax(odds) * wanted).sum(-1) * counted).sum() / jnp.maximum(counted.sum(), 1)


def yes_no(odds: jax.Array, labels: jax.Array) -> jax.Array:
    """The same for what is or is not."""
    return entropy(jnp.stack([jnp.zeros_like(odds), odds], -1), labels)


def loss(w: Weights, batch: Mapping[str, jax.Array], key: jax.Array) -> jax.Array:
    """What is to become small."""
    out = outputs(w, batch, key)
    total = COUNTS["tags"] * entropy(out["tags"], batch["tags"])
    total += COUNTS["kinds"] * entropy(out["kinds"], batch["kind"])
    total += COUNTS["roles"] * entropy(out["roles"], batch["role"])
    total += COUNTS["cues"] * yes_no(out["cues"], batch["cue"])
    total += COUNTS["said"] * yes_no(out["said"], batch["passage"])
    # one of several words tells it: the likeliest so far counts most
    logs = jax.nn.log_softmax(out["kinds"])
    mine = jnp.take_along_axis(logs, jnp.maximum(batch["one_of"], 0)[:, None, None], 2)[:, :, 0]
    share = jax.lax.stop_gradient(jax.nn.softmax(jnp.where(batch["which"], mine, -1e9), -1))
    there = batch["one_of"] >= 0
    weak = -(jnp.where(batch["which"], mine, 0) * share).sum(-1) * there
    return total + COUNTS["kinds"] * WEAK * weak.sum() / jnp.maximum(there.sum(), 1)


def rule_of(w: Weights) -> optax.GradientTransformation:
    """How weights move: the encoder's and the heads' apart."""

    def part() -> optax.GradientTransformation:
        return optax.chain(optax.clip_by_global_norm(1.0), optax.scale_by_adam(), optax.add_decayed_weights(DECAY))

    named = {k: jax.tree.map(lambda _, k=k: "head" if k in HEADS else "body", v) for k, v in w.items()}
    return optax.multi_transform({"body": part(), "head": part()}, named)


@functools.partial(jax.jit, donate_argnums=(0, 1))
def step(w: Weights, state: Any, batch: Any, key: jax.Array, rates: jax.Array) -> tuple[Weights, Any]:
    """The weights after one step; `rates` are the encoder's and the heads'."""
    moves, state = rule_of(w).update(jax.grad(loss)(w, batch, key), state, w)
    moves = {k: jax.tree.map(lambda m, k=k: -m * rates[int(k in HEADS)], v) for k, v in moves.items()}
    return optax.apply_updates(w, moves), state


def begin(base: Mapping[str, Any], signs: int, kinds: int) -> dict[str, Weights]:
    """The weights to begin with: the encoder's, and heads by chance."""
    chance = np.random.default_rng(SEED)

    def some(*shape: int, spread: float = 0.02) -> jax.Array:
        return jnp.asarray(chance.normal(0, spread, shape), jnp.float32)

    def single(array: Any) -> jax.Array:
        return jnp.asarray(array, jnp.float32)

    def asking(labels: int) -> dict[str, jax.Array]:
        wide = labels * ASKED
        return {
            "q": some(WIDTH, wide),
            "k": some(WIDTH, wide),
            "of": some(WIDTH, labels),
            "by": some(WIDTH, labels),
            "bias": jnp.zeros(labels),
        }

    return {
        "word": single(base["word"]),
        "position": single(base["position"]),
        "norm": tuple(single(a) for a in base["norm"]),
        "layers": [{p: tuple(single(a) for a in layer[p]) for p in layer} for layer in base["layers"][:LAYERS]],
        "looks": some(len(LOOKS), WIDTH, spread=0.005),
        "known": some(signs, WIDTH, spread=0.005),
        "meant": jnp.zeros((MEANING, WIDTH)),
        "head": (some(WIDTH, len(TAGS)), jnp.zeros(len(TAGS))),
        "kinds1": (some(WIDTH, DEEP), jnp.zeros(DEEP)),
        "kinds2": (some(DEEP, kinds), jnp.zeros(kinds)),
        "roles": asking(len(ROLES)),
        "said": asking(len(SAID)),
        "cue": (some(WIDTH), jnp.zeros(())),
    }


def gone_on(w: dict[str, Weights], folder: Path, pieces: Sequence[str]) -> dict[str, Weights]:
    """The weights of a reader that was tuned before, where it has them; where it has not, those of `w`."""
    arrays, known, *_ = files_of(folder)
    number = {piece: n for n, piece in enumerate(known)}

    def single(name: str) -> jax.Array:
        if arrays[name].dtype == np.int8:
            return jnp.asarray(arrays[name].astype(np.float32) * arrays[f"{name}.scale"])
        return jnp.asarray(arrays[name], jnp.float32)

    word = single("word")
    at = np.array([number.get(piece, -1) for piece in pieces])
    out = dict(w)
    out["word"] = jnp.where((at >= 0)[:, None], word[at], w["word"])
    out["position"], out["norm"] = single("position"), tuple(single("norm"))
    out["layers"] = [
        {
            part: tuple(single(f"{n}.{part}"))
            if part.endswith("norm")
            else (single(f"{n}.{part}"), single(f"{n}.{part}.bias"))
            for part in layer
        }
        for n, layer in enumerate(w["layers"])
    ]
    for name in sorted(HEADS):
        if isinstance(w[name], dict):
            out[name] = {part: single(f"{name}.{part}") for part in w[name]}
        elif name in arrays:
            out[name] = (single(name), single(f"{name}.bias")) if isinstance(w[name], tuple) else single(name)
    return out


def flat(w: Mapping[str, Weights]) -> dict[str, Weights]:
    """The heads' weights by the names that they ship under."""
    out = dict[str, Weights]()
    for name in sorted(HEADS):
        if isinstance(w[name], dict):
            out |= {f"{name}.{part}": array for part, array in w[name].items()}
        elif isinstance(w[name], tuple):
            out |= {name: w[name][0], f"{name}.bias": w[name][1]}
        else:
            out[name] = w[name]
    return out
