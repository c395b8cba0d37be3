"""Doc -> Doc with the names that a statistical recogniser of the language sees.

The recogniser reads the words as they stand (the parser reads easier ones), one paragraph at a time, and beside each
word what is known of it: whether the knowledge tables have it as a name, and of what kind; whether names of a kind are
often made of it (given names, "Herald"); whether it is a title or another noun of the lexicon that stands with names.
`training/train_names.py` makes it with the same features.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from whence.language.letters import straighten
from whence.language.lexicons import lexicon
from whence.language.syntax import model
from whence.language.words import words

if not Doc.has_extension("name_parts"):
    Doc.set_extension("name_parts", default=())  # for each token: of which kind of name it is often a part, or None

NOTHING = "-"
"""The feature of a word of which nothing is known."""

NOUNS = ("honorific", "person", "portfolio", "outlet", "document", "collective", "state")
"""Groups of nouns in ``attribution.toml`` that a word is looked up in, the first that has it."""


@Language.factory("whence_recogniser", assigns=["doc.ents"])
def create_recogniser(nlp: Language, name: str) -> Recogniser:
    """The component, for the language of the pipeline."""
    return Recogniser(nlp.lang)


class Recogniser:
    """Sets ``doc.ents`` (PER, LOC, ORG, MISC) from the names model that ``pipeline.toml`` gives, where it gives one."""

    def __init__(self, language: str) -> None:
        settings = lexicon(language, "pipeline")
        name = settings.get("names")
        self.model = model(name, words_of=settings["model"]) if name else None

    def __call__(self, doc: Doc) -> Doc:
        if self.model is None:
            return doc
        spans = list(paragraphs(doc))
        known = features(doc)
        read = self.model.pipe(shadow(self.model.vocab, doc[a:b], known[a:b]) for a, b in spans)
        doc.set_ents(
            Span(doc, a + e.start, a + e.end, label=e.label_)
            for (a, _), easy in zip(spans, read, strict=True)
            for e in easy.ents
        )
        return doc


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
