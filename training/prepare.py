"""Treebanks -> spaCy's training form: a Doc a paragraph, in the words of the treebank.

python training/prepare.py LANGUAGE OUT.spacy TREEBANK.conllu.gz...
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from whence.measuring.treebanks import Paragraph, paragraphs

LONGEST = 400  # words: longer paragraphs are cut at a sentence


def cut(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Stretches of words of at most LONGEST, at sentences."""
    starts = [i for i, w in enumerate(paragraph.words) if w.begins_sentence] + [len(paragraph.words)]
    pieces, begin = [], 0
    for a, b in itertools.pairwise(starts):
        if b - begin > LONGEST and a > begin:
            pieces.append((begin, a))
            begin = a
    pieces.append((begin, len(paragraph.words)))
    return pieces


def doc_of(vocab: spacy.Vocab, paragraph: Paragraph, first: int, last: int) -> Doc:
    """Words first to last of a paragraph as a Doc with everything that the treebank says."""
    words = paragraph.words[first:last]
    forms = [paragraph.text[w.start : w.end] for w in words]
    ends = [w.start for w in words[1:]] + [words[-1].end]
    spaces = [after > w.end for w, after in zip(words, ends, strict=True)]
    return Doc(
        vocab,
        words=forms,
        spaces=spaces,
        tags=[w.xpos for w in words],
        pos=[w.upos for w in words],
        morphs=["" if w.feats == "_" else w.feats for w in words],
        lemmas=[w.lemma for w in words],
        heads=[w.head - first for w in words],
        deps=["ROOT" if w.dep == "root" else w.dep for w in words],
        sent_starts=[w.begins_sentence for w in words],
    )


def main() -> None:
    """Writes the file."""
    language, out, *treebanks = sys.argv[1:]
    vocab = spacy.blank(language).vocab
    docs = [doc_of(vocab, p, a, b) for path in treebanks for p in paragraphs(Path(path)) for a, b in cut(p)]
    DocBin(docs=docs, attrs=["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"]).to_disk(out)
    print(f"{out}: {len(docs)} paragraphs, {sum(map(len, docs))} words")


if __name__ == "__main__":
    main()
