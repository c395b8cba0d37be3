"""The models of natasha's news series, read by slovnet: words of sentences -> tags, trees, names and lemmas.

natasha's own package cannot be imported beside a current Python (it asks for pymorphy2), and need not be: its data are
found where it is installed. The three models share their words, so that each sentence is looked up once.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from whence.errors import UnknownLanguage
from whence.language.russian_lemmas import lemma

BATCH = 32
"""Sentences that a model reads at once."""


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """What the models say of one sentence, a list entry a word. A head is a place in the sentence; the root's is its
    own. `names` are first word, last word (exclusive) and label."""

    pos: list[str]
    feats: list[Mapping[str, str]]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    names: list[tuple[int, int, str]]


@functools.cache
def models() -> Models:
    """The models, loaded once a process (a second and a half, 150 MB)."""
    return Models(data())


def data() -> Path:
    """natasha's folder of data, found without importing natasha.

    Raises:
        UnknownLanguage: natasha or slovnet is not installed.
    """
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations or find_spec("slovnet") is None:
        raise UnknownLanguage("ru: natasha or slovnet is not installed; install whence[ru]")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


class Models:
    """Tagger, parser and recogniser over one embedding."""

    def __init__(self, folder: Path) -> None:
        from navec import Navec
        from slovnet import NER, Morph, Syntax

        navec = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")

        def read(kind: Any, name: str) -> Any:
            return kind.load(folder / "model" / f"slovnet_{name}_news_v1.tar").navec(navec).infer

        self.morph, self.syntax, self.ner = read(Morph, "morph"), read(Syntax, "syntax"), read(NER, "ner")

    def read(self, sentences: Sequence[Sequence[str]], *, names: bool = True) -> list[Sentence]:
        """The sentences as read, in their order. Those of like length are read together, so that little is padded."""
        order = sorted(range(len(sentences)), key=lambda i: (len(sentences[i]), i))
        found: dict[int, Sentence] = {}
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            found |= zip(batch, self._batch([sentences[i] for i in batch], names=names), strict=True)
        return [found[i] for i in range(len(sentences))]

    def _batch(self, sentences: list[Sequence[str]], *, names: bool) -> Iterator[Sentence]:
        encoder = self.morph.encoder
        given = encoder.input([encoder.item(words) for words in sentences])
        there = ~given.pad_mask
        tags = self.morph.model(given.word_id, given.shape_id, given.pad_mask).argmax(-1)
        tree = self.syntax.model(given.word_id, given.shape_id, given.pad_mask)
        heads = self.syntax.model.head.decode(tree.head_id, there)
        rels = self.syntax.model.rel.decode(tree.rel_id, there)
        spans: Sequence[Any] = [()] * len(sentences)
        if names:
            emissions = self.ner.model(given.word_id, given.shape_id, given.pad_mask)
            spans = self.ner.model.head.crf.decode(emissions, there)
        for k, words in enumerate(sentences):
            n = len(words)
            parsed = [self.tag(int(t)) for t in tags[k, :n]]
            pos, feats = [p for p, _ in parsed], [f for _, f in parsed]
            deps = [self.syntax.decoder.rels_vocab.decode(int(r)) for r in rels[k, :n]]
            places = tree_of([int(h) - 1 for h in heads[k, :n]], pos)
            lemmas = [lemma(w, p, tuple(f.items())) for w, p, f in zip(words, pos, feats, strict=True)]
            for i in {places[i] for i, dep in enumerate(deps) if dep == "nsubj:pass"}:
                lemmas[i] = lemmas[i].removesuffix("ся").removesuffix("сь")  # "поставки ведутся" is of "вести"
            yield Sentence(
                pos,
                feats,
                lemmas,
                places,
                relations(deps, places, pos, words),
                list(runs([self.ner.decoder.tags_vocab.decode(int(t)) for t in spans[k]])),
            )

    @functools.cache  # noqa: B019  (the models live as long as the process)
    def tag(self, number: int) -> tuple[str, Mapping[str, str]]:
        """The part of speech and features that a tag of the model stands for."""
        pos, _, feats = self.morph.decoder.tags_vocab.decode(number).partition("|")
        return pos, dict(f.split("=", 1) for f in feats.split("|") if f)


def tree_of(heads: list[int], pos: Sequence[str]) -> list[int]:
    """Heads that make one tree, of heads that were each chosen by themselves (-1: a root): of several roots the first
    verb holds the others, and a circle is opened at its first verb. The root is its own head."""
    n = len(heads)
    heads = [h if -1 <= h < n and h != i else -1 for i, h in enumerate(heads)]
    state = [0] * n  # 0: not seen, 1: on the path, 2: leads to a root
    for start in range(n):
        path, at = [], start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at >= 0 and state[at] == 1:
            circle = path[path.index(at) :]
            heads[min(circle, key=lambda i: (pos[i] != "VERB", i))] = -1
        for i in path:
            state[i] = 2
    roots = [i for i, h in enumerate(heads) if h < 0]
    if roots:
        root = min(roots, key=lambda i: (pos[i] not in ("VERB", "AUX"), pos[i] == "PUNCT", i))
        heads = [root if h < 0 else h for h in heads]
    return heads


def relations(deps: Sequence[str], heads: Sequence[int], pos: Sequence[str], words: Sequence[str]) -> list[str]:
    """The relations that go with the heads: ROOT for the root alone, parataxis for what was taken for a second one. Two
    things thrown in are made what they are elsewhere in the treebanks: a noun with a preposition (", по данным
    банка,") an oblique, a clause with "как" ("Как передаёт агентство, ...") a parataxis."""
    cased = {heads[i] for i, dep in enumerate(deps) if dep == "case"}
    out = ["ROOT" if heads[i] == i else "parataxis" if dep == "root" else dep for i, dep in enumerate(deps)]
    thrown = {heads[i] for i, dep in enumerate(deps) if dep in ("mark", "advmod") and words[i].lower() == "как"}
    for i, dep in enumerate(out):
        if dep == "parataxis" and i in cased and pos[i] == "NOUN":
            out[i] = "obl"
        elif dep == "advcl" and i in thrown:
            out[i] = "parataxis"
    return out


def runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The names in tags of the form B-PER, I-PER, O."""
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        mark, _, kind = tag.partition("-")
        if label and (mark != "I" or kind != label):
            yield start, i, label
            label = ""
        if kind and not label:
            start, label = i, kind
