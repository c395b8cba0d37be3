"""Trains a recogniser of names and scores it after every pass.

    python training/train_names.py LANGUAGE OUT [--without gazetteer,variants,open,own,silver] [--passes N] [--width N]

The same seed and data give the same weights. What is best on the dev part of our own corpus and, in English, on GUM's
dev set together is kept.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import compounding, fix_random_seed, minibatch

sys.path.insert(0, str(Path(__file__).parent))
from names_data import Variants, own, parted, shouted, titled
from silver import Silver, patterned

from whence.finding.names import find_names
from whence.language.naming import NOTHING, features, shadow
from whence.measuring.named import LABELS, Sentence, demonyms, gum, iob2

DATA = Path(__file__).parents[2] / "shared" / "data"
SEED = 7
FORGET = 0.25  # of the training sentences are read without what the tables know, so that context counts too
SHOUTED = 0.03  # of the sentences with names are read in capitals once more
TITLED = 0.04  # of the short ones as headlines with capitals
SHORT = 16  # words that a headline has at most
SILVER = 5000  # sentences of patterns and lists in every pass


def config(width: int, vectors: bool) -> dict[str, object]:
    """The recogniser's layers."""
    return {
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "ner",
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2",
                    "width": width,
                    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG"],
                    "rows": [4000, 1500, 2500, 2000, 100],
                    "include_static_vectors": vectors,
                },
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2",
                    "width": width,
                    "depth": 4,
                    "window_size": 1,
                    "maxout_pieces": 3,
                },
            },
        }
    }


class Maker:
    """Sentences -> what spaCy learns from."""

    def __init__(self, nlp: Language, gazetteer: bool) -> None:
        self.nlp, self.gazetteer = nlp, gazetteer
        self.lexicon = spacy.blank(nlp.lang)

    def example(self, s: Sentence, *, forget: bool = False) -> Example:
        """The sentence with its features, beside the same with its names."""
        plain = Doc(self.lexicon.vocab, words=s.words, spaces=s.spaces)
        find_names(plain)
        tags = features(plain) if self.gazetteer and not forget else [NOTHING] * len(plain)
        read = shadow(self.nlp.vocab, plain, tags)
        gold = Doc(self.nlp.vocab, words=[t.text for t in read], spaces=s.spaces)
        gold.set_ents([Span(gold, a, b, label=label) for a, b, label in s.names])
        return Example(read, gold)


def f1(nlp: Language, examples: list[Example], labels: tuple[str, ...] = LABELS) -> float:
    """F1 of spans with label."""
    hits = found = gold = 0
    for example, doc in zip(examples, nlp.pipe([e.x.copy() for e in examples]), strict=True):
        theirs = {(e.start, e.end, e.label_) for e in example.y.ents if e.label_ in labels}
        ours = {(e.start, e.end, e.label_) for e in doc.ents if e.label_ in labels}
        hits, found, gold = hits + len(ours & theirs), found + len(ours), gold + len(theirs)
    return 2 * hits / max(1, found + gold)


def main() -> None:
    """Trains, keeps the best, prints the scores."""
    parser = argparse.ArgumentParser()
    parser.add_argument("language")
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", default="")
    parser.add_argument("--passes", type=int, default=14)
    parser.add_argument("--vectors", type=Path, help="a pipeline whose vectors to begin with")
    parser.add_argument("--settle", type=int, default=0, help="last passes that read few sentences of the open corpora")
    parser.add_argument("--begin", type=Path, help="weights to go on from, instead of none")
    parser.add_argument("--rate", type=float, default=0.001)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--fold", type=int, choices=(0, 1), help="leave out every second block of sentences")
    given = parser.parse_args()
    without, language = set(given.without.split(",")), given.language
    fix_random_seed(SEED)
    vocab = spacy.load(given.vectors, exclude=["tokenizer"]).vocab if given.vectors else True
    nlp = (
        spacy.load(given.begin, exclude=["tokenizer"], vocab=vocab)
        if given.begin
        else spacy.blank(language, vocab=vocab)
    )
    if not given.begin:
        nlp.add_pipe("ner", config=config(given.width, given.vectors is not None))
    ner = nlp.get_pipe("ner")
    for label in LABELS:
        ner.add_label(label)  # type: ignore[attr-defined]
    maker = Maker(nlp, "gazetteer" not in without)
    not_names = demonyms(language)
    opened: list[Sentence] = []
    nearest: list[Sentence] = []  # the open corpus whose conventions are nearest to ours
    if language == "en" and "open" not in without:
        nearest += gum(DATA / "gum-open" / "train.conllu.gz", not_names)
        opened += nearest
        opened += iob2(next((DATA / "wikigold").glob("*.gz")), not_names)
        opened += iob2(DATA / "uner-english-ewt" / "dev.iob2.gz", not_names)
    ours = list(own("train", language)) if "own" not in without else []
    if given.fold is not None:
        ours, opened, nearest = (parted(of, 1 - given.fold) for of in (ours, opened, nearest))
    variants = Variants([*ours, *opened], language, SEED)
    dev = {"own dev": [maker.example(s) for s in own("dev", language)]}
    if language == "en":
        dev["GUM dev"] = [maker.example(s) for s in gum(DATA / "gum-open" / "dev.conllu.gz", not_names)]
    shuffler = random.Random(SEED)
    silver = Silver(language, SEED) if patterned(language) and "silver" not in without else None
    fixed = [maker.example(s) for s in [*ours, *opened]]
    optimizer = nlp.resume_training() if given.begin else nlp.initialize(lambda: fixed[:500])
    averages = optimizer.averages
    best, began = 0.0, time.time()
    sizes = compounding(16, 64, 1.0005)
    for step in range(given.passes):
        if step == given.passes - given.settle:
            opened = nearest
            fixed = [maker.example(s) for s in [*ours, *ours, *opened]]
        examples = list(fixed)
        examples += [
            maker.example(s, forget=True) for s in [*ours, *opened] if maker.gazetteer and shuffler.random() < FORGET
        ]
        if "variants" not in without:
            examples += [
                maker.example(variants.of(s), forget=shuffler.random() < FORGET)
                for s in [*ours, *ours, *[o for o in opened if shuffler.random() < 0.4]]
                if s.names
            ]
        examples += [maker.example(shouted(s)) for s in [*ours, *opened] if s.names and shuffler.random() < SHOUTED]
        made = list(silver.of(SILVER)) if silver is not None else []
        examples += [maker.example(s, forget=shuffler.random() < FORGET) for s in made]
        short = [s for s in [*ours, *opened, *made] if s.names and len(s.words) <= SHORT]
        if silver is not None and (small := frozenset(silver.lists.get("small", ()))):
            examples += [maker.example(titled(s, small)) for s in short if shuffler.random() < TITLED]
        shuffler.shuffle(examples)
        losses: dict[str, float] = {}
        optimizer.learn_rate = given.rate * (1 - 0.9 * step / given.passes)
        for batch in minibatch(examples, sizes):
            nlp.update(batch, sgd=optimizer, drop=0.25, losses=losses)
        with nlp.use_params(averages):
            scores = {
                name: f1(nlp, d, ("PER", "LOC", "ORG") if name.startswith("GUM") else LABELS) for name, d in dev.items()
            }
            mean = sum(scores.values()) / len(scores)
            if mean > best:
                best = mean
                nlp.to_disk(given.out)
        print(
            step,
            len(examples),
            round(losses["ner"]),
            {k: round(v, 4) for k, v in scores.items()},
            f"{time.time() - began:.0f} s",
            flush=True,
        )
    print("best", round(best, 4))


if __name__ == "__main__":
    main()
