"""The names of our own corpus as sentences, and made-up variants of sentences with other names."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import spacy

from whence.knowledge import tables
from whence.measuring import corpus
from whence.measuring.annotation.formats.docbin import docbin
from whence.measuring.named import Names, Sentence


def own(part: str, language: str) -> Iterator[Sentence]:
    """The sentences of a part of our own corpus."""
    vocab = spacy.blank(language).vocab
    for doc in docbin(corpus(part).reports(language)).get_docs(vocab):  # type: ignore[arg-type]
        for sent in doc.sents:
            tokens = [t for t in sent if not (t.is_space and "\n" in t.text)]
            place = {t.i: n for n, t in enumerate(tokens)}
            names = [(place[e.start], place[e.end - 1] + 1, e.label_) for e in sent.ents]
            yield Sentence([t.text for t in tokens], [bool(t.whitespace_) for t in tokens], names)


BLOCK = 250
"""Sentences of a corpus, one after the other, that are left out together."""


def parted(sentences: Sequence[Sentence], half: int) -> list[Sentence]:
    """One half of a corpus (0 or 1): every second block of sentences."""
    return [s for n, s in enumerate(sentences) if n // BLOCK % 2 == half]


class Variants:
    """Made-up variants of sentences: each name in place of another of its label and of about its length.

    Names come from the knowledge tables and from the sentences themselves; half of the persons are put together of
    one's given name and another's family name, so that no table has them. In a quarter of the names the longest word is
    one that nobody bears, made of halves of two words of the same label, so that what stands around has to tell.
    """

    def __init__(self, sentences: Sequence[Sentence], language: str, seed: int) -> None:
        self.random = random.Random(seed)
        self.pool: dict[str, list[list[str]]] = defaultdict(list)
        for s in sentences:
            for a, b, label in s.names:
                if b - a < 7:
                    self.pool[label].append(s.words[a:b])
        tokenizer = spacy.blank(language)
        for file, label in (
            ("people.tsv", "PER"),
            ("organisations.tsv", "ORG"),
            ("companies.tsv", "ORG"),
            ("cities.tsv", "LOC"),
            ("outlets.tsv", "ORG"),
            ("capitals.tsv", "LOC"),
            ("weapons.tsv", "MISC"),
            ("regions.tsv", "LOC"),
        ):
            rows = [r.get(language) or r.get("name") or "" for r in tables.rows(file)]
            names = [n for cell in rows for n in cell.split("|") if n and n[:1].isupper()]
            self.random.shuffle(names)
            self.pool[label] += [[t.text for t in tokenizer.make_doc(n)] for n in names[:1200]]
        for held in self.pool.values():
            self.random.shuffle(held)
        self.people = [n for n in self.pool["PER"] if len(n) == 2]
        self.halves = {
            label: [w for name in names for w in name if len(w) > 4 and w[0].isupper() and w.isalpha()]
            for label, names in self.pool.items()
        }

    def made_up(self, label: str, name: list[str]) -> list[str]:
        """The name with its longest word made of the halves of two others; as it is where it has no long word."""
        at = max(range(len(name)), key=lambda i: len(name[i]))
        if not name[at][:1].isupper() or len(name[at]) < 5 or not self.halves[label]:
            return name
        one, two = self.random.choice(self.halves[label]), self.random.choice(self.halves[label])
        word = one[: (len(one) + 1) // 2] + two[len(two) // 2 :].lower()
        return [*name[:at], word, *name[at + 1 :]]

    def name(self, label: str, length: int) -> list[str]:
        """Another name of the label; of one word where the old one was."""
        if label == "PER" and length == 1:
            return self.random.choice(self.people)[-1:]
        if label == "PER" and length == 2 and self.random.random() < 0.6:
            return [self.random.choice(self.people)[0], self.random.choice(self.people)[1]]
        return self.random.choice(self.pool[label])

    def of(self, sentence: Sentence) -> Sentence:
        """A variant; single-word places and people keep to single words."""
        words: list[str] = []
        spaces: list[bool] = []
        names: Names = []
        i = 0
        for a, b, label in [*sentence.names, (len(sentence.words), len(sentence.words), "")]:
            words += sentence.words[i:a]
            spaces += sentence.spaces[i:a]
            i = b
            if not label:
                break
            new = self.name(label, b - a) if self.random.random() < 0.8 else sentence.words[a:b]
            if self.random.random() < 0.25:
                new = self.made_up(label, new)
            names.append((len(words), len(words) + len(new), label))
            words += new
            spaces += [True] * (len(new) - 1) + [sentence.spaces[b - 1]]
        return Sentence(words, spaces, names)


def shouted(sentence: Sentence) -> Sentence:
    """The sentence in capitals, as headlines and datelines have it."""
    return Sentence([w.upper() for w in sentence.words], sentence.spaces, sentence.names)


def titled(sentence: Sentence, small: Collection[str]) -> Sentence:
    """The sentence as a headline with capitals: without its full stop, every word with one but those that only join,
    which are `small`."""
    words = [w if w in small and n else w[:1].upper() + w[1:] for n, w in enumerate(sentence.words)]
    last = len(words) - 1 if words[-1:] == ["."] and all(b < len(words) for _, b, _ in sentence.names) else len(words)
    return Sentence(words[:last], sentence.spaces[:last], sentence.names)
