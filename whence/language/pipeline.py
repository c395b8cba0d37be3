"""A language's code -> its spaCy pipeline, as ``pipeline.toml`` describes it."""

from __future__ import annotations

import functools

import spacy
from spacy.language import Language

from whence.errors import UnknownLanguage
from whence.language.lexicons import available, lexicon
from whence.language.tokens import FaithfulTokenizer


@functools.cache
def pipeline(language: str) -> Language:
    """The pipeline of a language: give it a text, get a Doc with ``doc._.statements``. One a process, shared.

    The components come from spaCy's registry, where the other rooms put them through entry points.

    Raises:
        UnknownLanguage: there is no pipeline for the language.
    """
    if language not in available():
        raise UnknownLanguage(f"{language}: there is no pipeline for this language; there are {', '.join(available())}")
    settings = lexicon(language, "pipeline")
    nlp = spacy.blank(settings["name"])
    nlp.tokenizer = FaithfulTokenizer(nlp.tokenizer, nlp.vocab, language)
    nlp.max_length = 20_000_000
    for component in settings["components"]:
        nlp.add_pipe(component)
    return nlp
