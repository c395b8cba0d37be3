"""Doc -> Doc with the names that a statistical recogniser of the language sees, and with its words read by an encoder.

A recogniser reads the words as they stand (the parser reads easier ones), and beside each word what is known of it:
whether the knowledge tables have it as a name, and of what kind; whether names of a kind are often made of it (given
names, "Herald"); whether it is a title or another noun of the lexicon that stands with names. A small encoder reads one
sentence at a time (``training/train_reader.py`` makes it), a network of spaCy's one paragraph
(``training/train_names.py``), both with the same features. What the encoder makes of the words is kept for the finding
room (``doc._.reading``), also where names are the network's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from whence.language.letters import straighten
from whence.language.lexicons import lexicon
from whence.language.reading import Reading
from whence.language.syntax import model
from whence.language.tagging import Sentence, Tagger, tagger
from whence.language.words import words

if not Doc.has_extension("name_parts"):
    Doc.set_extension("name_parts", default=())  # for each token: of which kind of name it is often a part, or None

NOTHING = "-"
"""The feature of a word of which nothing is known."""

NOUNS = ("honorific", "person", "portfolio", "outlet", "document", "collective", "state")
"""Groups of nouns in ``attribution.toml`` that a word is looked up in, the first that has it."""

ENDS: Final = frozenset(".!?…")
CLOSING: Final = frozenset("\"”’»)'")
"""What ends a sentence, and what may stand behind that without a blank."""

LONGEST_SENTENCE: Final = 80
"""Words; the encoder reads at most 128 pieces of words at once."""

TOGETHER: Final = 8
"""Sentences that are read at once: more are no quicker."""


@Language.factory("whence_recogniser", assigns=["doc.ents"])
def create_recogniser(nlp: Language, name: str) -> Recogniser:
    """The component, for the language of the pipeline."""
    return Recogniser(nlp.lang)


class Recogniser:
    """Sets ``doc._.reading`` by the encoder that ``reader`` in ``pipeline.toml`` tells the folder of, and ``doc.ents``
    (PER, LOC, ORG, MISC) by the same encoder or the spaCy model that ``names`` tells, where they tell one."""

    def __init__(self, language: str) -> None:
        settings = lexicon(language, "pipeline")
        names, reader = settings.get("names"), settings.get("reader")
        self.reader, self.roles = tagger(reader) if reader else None, settings.get("roles", True)
        self.names_too = names is not None and names == reader
        self.model = model(names, words_of=settings["model"]) if names and not self.names_too else None

    def __call__(self, doc: Doc) -> Doc:
        names = list(self._read(doc, self.reader)) if self.reader is not None else []
        if self.names_too:
            doc.set_ents(names)
        elif self.model is not None:
            doc.set_ents(list(self._seen(doc, self.model)))
        return doc

    def _read(self, doc: Doc, by: Tagger) -> Iterator[Span]:
        """Sets ``doc._.reading``; gives the names that the encoder sees."""
        known = features(doc)
        words = [straighten(t.text) for t in doc]
        parts = [part for a, b in paragraphs(doc) for part in sentences(doc, a, b)]
        vectors = [
            v
            for n in range(0, len(parts), TOGETHER)
            for v in by.read([Sentence(words[a:b], known[a:b]) for a, b in parts[n : n + TOGETHER]])
        ]
        if by.heads is not None:
            doc._.reading = Reading(by.heads, parts, vectors, roles=self.roles)
        if self.names_too:
            for (a, _), names in zip(parts, by.tagged(vectors), strict=True):
                yield from (Span(doc, a + start, a + end, label=label) for start, end, label in names)

    def _seen(self, doc: Doc, by: Language) -> Iterator[Span]:
        spans = list(paragraphs(doc))
        known = features(doc)
        read = by.pipe(shadow(by.vocab, doc[a:b], known[a:b]) for a, b in spans)
        for (a, _), easy in zip(spans, read, strict=True):
            yield from (Span(doc, a + e.start, a + e.end, label=e.label_) for e in easy.ents)


def sentences(doc: Doc, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The first and the last token (exclusive) of what looks like a sentence between two tokens: up to a full stop and
    the marks that close behind it, or, after LONGEST_SENTENCE words, up to the last comma of their second half."""
    start, i = begin, begin
    while i < end:
        if doc[i].text in ENDS:
            while i + 1 < end and not doc[i].whitespace_ and doc[i + 1].text in CLOSING:
                i += 1
            yield start, i + 1
            start = i + 1
        elif i + 1 - start == LONGEST_SENTENCE:
            half = range(i, start + LONGEST_SENTENCE // 2, -1)
            cut = next((j + 1 for j in half if doc[j].text in {",", ";", ":"}), i + 1)
            yield start, cut
            start = cut
        i += 1
    if start < end:
        yield start, end


def paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    """The first and the last token (exclusive) of each line of the Doc that is not empty."""
    begin = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            if begin is not None:
                yield begin, token.i
            begin = None
        elif begin is None:
            begin = token.i
    if begin is not None:
        yield begin, len(doc)


def features(doc: Doc) -> list[str]:
    """What is known of each token: ``B-state``, ``I-person``, ``adjective``, ``n-honorific``, ``w-given`` ... ``-``."""
    out = [NOTHING] * len(doc)
    nouns = {group: words(doc.lang_, "attribution", "nouns", group) for group in NOUNS}
    for token, part in zip(doc, doc._.name_parts or [None] * len(doc), strict=True):
        low = token.lower_
        noun = next((f"n-{group}" for group, entries in nouns.items() if low in entries), NOTHING)
        out[token.i] = noun if part is None or (noun != NOTHING and token.is_lower) else f"w-{part}"
    for name in doc._.names:
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is None:
            continue
        for i in range(span.start, span.end):
            kind = name.entity.kind if name.form in ("name", "government") else name.form
            out[i] = f"{'B' if i == span.start else 'I'}-{kind}"
    return out


def shadow(vocab: Vocab, tokens: Span | Doc, known: Sequence[str]) -> Doc:
    """The tokens as the recogniser reads them: straightened words, with their features as tags."""
    return Doc(
        vocab,
        words=[straighten(t.text) for t in tokens],
        spaces=[bool(t.whitespace_) for t in tokens],
        tags=list(known),
    )
