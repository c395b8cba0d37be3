"""Weighs what the recogniser and the words around say of a name: whence/finding/data/names.tsv.

    python training/train_name_choice.py LANGUAGE=RECOGNISER ... [--held WEIGHT]

RECOGNISER is one trained with `train_names.py --fold 0`, a second one of the same language with `--fold 1`: its
candidates on the blocks of sentences that it has not seen are the examples, read in whole documents where a corpus has
such.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).parent))
from names_data import BLOCK
from weighing import weigh, write_choices

from whence.finding.name_choice import NOTHING, Candidate, Report, features
from whence.finding.names import candidates
from whence.language.lexicons import lexicon
from whence.language.pipeline import pipeline
from whence.language.quickening import quickened
from whence.language.syntax import model
from whence.measuring import corpus
from whence.measuring.annotation.formats.docbin import docbin
from whence.measuring.named import Sentence, demonyms, gum_documents, iob2
from whence.measuring.pipelines import joined

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
OUT = ROOT / "whence" / "finding" / "data" / "names.tsv"
HELD = 5.0  # how strongly squared weights are held down

Text = tuple[str, dict[tuple[int, int], str]]
"""A text, and the label of each name by its characters."""


def own(part: str, language: str) -> Iterator[tuple[int, Text]]:
    """The reports of a part of our own corpus, each with its number of sentences."""
    vocab = spacy.blank(language).vocab
    for doc in docbin(corpus(part).reports(language)).get_docs(vocab):  # type: ignore[arg-type]
        yield len(list(doc.sents)), (doc.text, {(e.start_char, e.end_char): e.label_ for e in doc.ents})


def together(sentences: list[Sentence]) -> Text:
    """Sentences as one text, one a line."""
    text, names = "", {}
    for sentence in sentences:
        its, offsets = joined(sentence)
        names |= {(len(text) + offsets[a][0], len(text) + offsets[b - 1][1]): label for a, b, label in sentence.names}
        text += its + "\n"
    return text, names


def unseen(counted: Iterator[tuple[int, Text]], fold: int) -> Iterator[Text]:
    """The texts that lie wholly in the blocks that were left out with that fold."""
    at = 0
    for size, text in counted:
        if at // BLOCK % 2 == (at + size - 1) // BLOCK % 2 == fold:
            yield text
        at += size


def texts(language: str, fold: int) -> Iterator[Text]:
    """All texts that the recogniser was not trained on."""
    yield from unseen(own("train", language), fold)
    if language != "en":
        return
    nobody = demonyms(language)
    documents = gum_documents(DATA / "gum-open" / "train.conllu.gz", nobody)
    opened = [(len(d), together(d)) for d in documents]
    opened += [(1, together([s])) for s in iob2(next((DATA / "wikigold").glob("*.gz")), nobody)]
    opened += [(1, together([s])) for s in iob2(DATA / "uner-english-ewt" / "dev.iob2.gz", nobody)]
    yield from unseen(iter(opened), fold)


def read(language: str, recogniser: Path, text: str) -> Doc:
    """The text read as far as names, with another recogniser."""
    nlp = pipeline(language)
    component = nlp.get_pipe("whence_recogniser")
    words = model(lexicon(language, "pipeline")["model"]).vocab
    if getattr(component, "place", None) != recogniser:
        component.model = quickened(spacy.load(recogniser, exclude=["tokenizer", "vocab"], vocab=words))  # type: ignore[attr-defined]
        component.place = recogniser  # type: ignore[attr-defined]
    with nlp.select_pipes(enable=["whence_names", "whence_recogniser", "whence_syntax"]):
        return nlp(text)


def examples(language: str, recogniser: Path, fold: int) -> Iterator[tuple[list[str], str]]:
    """Features, and what each candidate is; those that overlap a name without being it are left out."""
    for text, names in texts(language, fold):
        doc = read(language, recogniser, text)
        listed: list[Candidate] = candidates(doc)
        report = Report.of(doc, listed)
        for one in listed:
            at = (one.span.start_char, one.span.end_char)
            if at not in names and any(a < at[1] and at[0] < b for a, b in names):
                continue
            yield list(set(features(one, report))), names.get(at, NOTHING)


def main() -> None:
    """Weighs and writes."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("recognisers", nargs="+", metavar="LANGUAGE=RECOGNISER")
    cli.add_argument("--held", type=float, default=HELD)
    given = cli.parse_args()
    seen: list[tuple[list[str], str]] = []
    folds: Counter[str] = Counter()
    for each in given.recognisers:
        language, _, place = each.partition("=")
        seen += examples(language, Path(place), folds[language])
        folds[language] += 1
    names, weights = weigh([f for f, _ in seen], [kind for _, kind in seen], given.held)
    beside = "And from GUM, WikiGold and Universal NER's EWT dev. "
    size = write_choices(OUT, Path(__file__).name, names, weights, beside)
    print(f"{OUT.name}: {size} features, {len(seen)} examples, {len(names)} kinds")


if __name__ == "__main__":
    main()
