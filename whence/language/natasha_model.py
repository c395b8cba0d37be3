"""Russian by natasha's models, in the shape of a spaCy pipeline that is given words (``model`` in ``pipeline.toml``).

What comes out are Universal Dependencies, lemmas, and PER, LOC, ORG. Sources: natasha 1.6.0, slovnet 0.6.0, navec
0.10.0, razdel 0.5.0, pymorphy3 2.0.6, all under the MIT licence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from whence.language.slovnet_models import Sentence, models

LONGEST = 300
"""Tokens of a sentence beyond which it is read in pieces: the parser's memory grows with their square."""


def load(*without: str) -> Language:
    """The models as a pipeline: its ``pipe`` reads Docs whose words are given. Where a Doc leaves open whether a
    sentence begins, razdel says so. Components named `without` (``ner``) are left out.

    Raises:
        UnknownLanguage: natasha is not installed.
    """
    nlp = Language(Vocab())
    nlp.add_pipe("whence_natasha", config={"names": "ner" not in without})
    return nlp


@Language.factory(
    "whence_natasha",
    default_config={"names": True},
    assigns=["token.head", "token.dep", "token.pos", "token.morph", "token.lemma", "doc.ents"],
)
def create_natasha(nlp: Language, name: str, names: bool) -> Natasha:
    """The component; with `names` it also sets ``doc.ents``."""
    return Natasha(names=names)


class Natasha:
    """Tags, parses and lemmatises Docs, and finds their names; many sentences at a time."""

    def __init__(self, *, names: bool = True) -> None:
        from razdel import sentenize

        self.models, self.divide, self.names = models(), sentenize, names

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:
        """The Docs with their annotations, in their order."""
        stream = iter(stream)
        while docs := list(islice(stream, batch_size)):
            bounds = [list(self.sentences(doc)) for doc in docs]
            said = [[t.text for t in doc[a:b]] for doc, own in zip(docs, bounds, strict=True) for a, b in own]
            read = iter(self.models.read(said, names=self.names))
            for doc, own in zip(docs, bounds, strict=True):
                yield written(doc, [(a, next(read)) for a, _ in own])

    def sentences(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """First and last token (exclusive) of each sentence."""
        starts = {0, len(doc)} | {t.i for t in doc if t.is_sent_start}
        open_ = {t.idx: t.i for t in doc if t.is_sent_start is None}
        if open_:
            starts |= {open_[s.start] for s in self.divide(doc.text) if s.start in open_}
        cuts = sorted(starts | {i for a, b in pairwise(sorted(starts)) for i in range(a, b, LONGEST)})
        return pairwise(cuts)


def written(doc: Doc, sentences: Sequence[tuple[int, Sentence]]) -> Doc:
    """A Doc of the same words with the annotations of its sentences, each given with its first token."""
    made = Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        pos=[p for _, s in sentences for p in s.pos],
        lemmas=[m for _, s in sentences for m in s.lemmas],
        morphs=["|".join(f"{k}={v}" for k, v in sorted(f.items())) for _, s in sentences for f in s.feats],
        heads=[begin + h for begin, s in sentences for h in s.heads],
        deps=[d for _, s in sentences for d in s.deps],
    )
    made.set_ents([Span(made, begin + a, begin + b, label=k) for begin, s in sentences for a, b, k in s.names])
    return made
