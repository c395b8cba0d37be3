"""The pipelines by themselves, from raw text, on open corpora: sentences, trees, names, and how fast they are.

Scored as the CoNLL 2018 shared task does: words are aligned by their characters, and a word that the other side does
not have is wrong on both sides (F1). Names are scored as spans with label. The corpora lie outside of the repository
(``../shared/data``); what is not there is not measured.
"""

from __future__ import annotations

import dataclasses
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Token

from whence.language import available
from whence.language.pipeline import pipeline
from whence.measuring.named import Sentence, demonyms, gum, iob2
from whence.measuring.treebanks import Paragraph, paragraphs

ROOT: Final = Path(__file__).resolve().parents[2]
DATA: Final = ROOT.parent / "shared" / "data"
PARSING: Final = ("whence_names", "whence_recogniser", "whence_syntax", "whence_entities")
"""The components that make the pipeline itself; what is found with its help comes after them."""

TREEBANKS: Final = {
    "en, GUM": ("en", "gum-open/test.conllu.gz"),
    "en, EWT": ("en", "ud-english-ewt/test.conllu.gz"),
    "fr, GSD": ("fr", "ud-french-gsd/test.conllu.gz"),
}
SHUFFLED: Final = frozenset({"fr, GSD"})  # single sentences: nothing to tell them apart by
NAMES: Final = {"en, GUM": "gum-open/test.conllu.gz", "en, EWT": "uner-english-ewt/test.iob2.gz"}
SCORED: Final = frozenset({"PER", "LOC", "ORG"})  # UNER has no others; GUM's other kinds are no names of ours


@dataclasses.dataclass(frozen=True, slots=True)
class PipelineScore:
    """One pipeline on one corpus: the number of sentences it rests on, the scores, and words a second (one process)."""

    name: str
    sentences: int
    numbers: Mapping[str, float]
    rate: float


def measure_pipelines(data: Path = DATA) -> Iterator[PipelineScore]:
    """The scores on each test set that is there, for each language with a pipeline."""
    for name, (language, file) in TREEBANKS.items():
        if language not in available() or not (data / file).is_file():
            continue
        nlp = pipeline(language)
        gold = list(paragraphs(data / file, shuffled=name in SHUFFLED))
        with nlp.select_pipes(enable=[p for p in PARSING if p in nlp.pipe_names]):
            began = time.process_time()
            docs = [nlp(p.text) for p in gold]
            seconds = time.process_time() - began
            found = trees(gold, docs)
            if name in SHUFFLED:
                del found["sentences, F1"]
            if name in NAMES and (data / NAMES[name]).is_file():
                found["names, F1 with label"] = names(nlp, data / NAMES[name], language)
        yield PipelineScore(
            name,
            sum(w.begins_sentence for p in gold for w in p.words),
            {k: round(v, 3) for k, v in found.items()},
            sum(map(len, docs)) / seconds,
        )


def trees(gold: list[Paragraph], docs: list[Doc]) -> dict[str, float]:
    """F1 of sentences, parts of speech, lemmas, heads, and heads with their relation (subtypes aside)."""
    counts: Counter[str] = Counter()
    for paragraph, doc in zip(gold, docs, strict=True):
        tokens = {(t.idx, t.idx + len(t.text)): t for t in doc if not t.is_space}
        counts["gold"] += len(paragraph.words)
        counts["system"] += len(tokens)
        for word in paragraph.words:
            token = tokens.get((word.start, word.end))
            if token is None:
                continue
            head = paragraph.words[word.head]
            same = (
                is_root(token) if head is word else spans(token.head) == (head.start, head.end) and not is_root(token)
            )
            relation = "root" if token.dep_ == "ROOT" else token.dep_
            counts["UPOS"] += token.pos_ == word.upos
            counts["lemmas"] += token.lemma_.casefold() == word.lemma.casefold()
            counts["UAS"] += same
            counts["LAS"] += same and relation.split(":")[0] == word.dep.split(":")[0]
        ours = {(s[0], s[-1]) for s in ([t for t in sent if not t.is_space] for sent in doc.sents) if s}
        ours = {(a.idx, b.idx + len(b.text)) for a, b in ours}
        theirs = set(paragraph.sentences())
        counts["both"] += len(ours & theirs)
        counts["boundaries"] += len(ours) + len(theirs)
    total = counts["gold"] + counts["system"]
    return {
        "sentences, F1": 2 * counts["both"] / max(1, counts["boundaries"]),
        **{k: 2 * counts[k] / max(1, total) for k in ("UPOS", "lemmas", "UAS", "LAS")},
    }


def is_root(token: Token) -> bool:
    """Whether the token is the root of its sentence."""
    return bool(token.head.i == token.i)


def spans(token: Token) -> tuple[int, int]:
    """The token's characters."""
    return (token.idx, token.idx + len(token.text))


def names(nlp: Language, path: Path, language: str) -> float:
    """F1 of the names (PER, LOC, ORG) of a corpus; each sentence is read by itself."""
    read = gum if path.suffixes[-2:] == [".conllu", ".gz"] else iob2
    hits = total = 0
    for sentence in read(path, demonyms(language)):
        text, offsets = joined(sentence)
        theirs = {(offsets[a][0], offsets[b - 1][1], label) for a, b, label in sentence.names if label in SCORED}
        ours = {(e.start_char, e.end_char, e.label_) for e in nlp(text).ents if e.label_ in SCORED}
        hits += len(ours & theirs)
        total += len(ours) + len(theirs)
    return 2 * hits / max(1, total)


def joined(sentence: Sentence) -> tuple[str, list[tuple[int, int]]]:
    """The sentence's text, and the characters of each of its words."""
    text, offsets = "", []
    for word, blank in zip(sentence.words, sentence.spaces, strict=True):
        offsets.append((len(text), len(text) + len(word)))
        text += word + (" " if blank else "")
    return text.rstrip(), offsets


def main() -> None:
    """Prints how many words a second each pipeline reads by itself, one process, on each test set."""
    for score in measure_pipelines():
        print(f"{score.name:<10}{score.rate:>10,.0f} words/s")


if __name__ == "__main__":
    main()
