"""A language's code -> its spaCy pipeline, as ``pipeline.toml`` describes it."""

from __future__ import annotations

import functools
import importlib
import sys

import spacy
from spacy.attrs import ORTH
from spacy.lang import char_classes
from spacy.language import Language

from whence.errors import UnknownLanguage
from whence.language.lexicons import available, lexicon, missing
from whence.language.tokens import FaithfulTokenizer


def import_language(code: str, letters: str | None) -> None:
    """Imports spaCy's module of a language, with an alphabet of these letters in place of all the world's.

    spaCy's French compiles one regular expression of 1.4 MB over every alphabet, which takes two seconds; over Latin
    letters it takes a tenth of one and divides words in the same way.
    """
    if letters is None or f"spacy.lang.{code}" in sys.modules:
        return
    whole = char_classes.ALPHA, char_classes.ALPHA_LOWER
    char_classes.ALPHA, char_classes.ALPHA_LOWER = letters + letters.upper(), letters
    try:
        importlib.import_module(f"spacy.lang.{code}")
    finally:
        char_classes.ALPHA, char_classes.ALPHA_LOWER = whole


@functools.cache
def pipeline(language: str) -> Language:
    """The pipeline of a language: give it a text, get a Doc with ``doc._.statements``. One a process, shared.

    The components come from spaCy's registry, where the other rooms put them through entry points.

    Raises:
        UnknownLanguage: there is no pipeline for the language.
    """
    if language not in available():
        if wanted := missing(language):
            raise UnknownLanguage(f"{language}: {', '.join(wanted)} not installed; pip install 'whence[{language}]'")
        raise UnknownLanguage(f"{language}: there is no pipeline for this language; there are {', '.join(available())}")
    settings = lexicon(language, "pipeline")
    import_language(settings["name"], settings.get("letters"))
    nlp = spacy.blank(settings["name"])
    words = nlp.tokenizer
    if (maker := settings.get("tokenizer")) is not None:
        module, _, made = maker.partition(":")
        words = getattr(importlib.import_module(module), made)(nlp.vocab)
    for word in settings.get("abbreviations", ()):
        words.add_special_case(word, [{ORTH: word}])
    nlp.tokenizer = FaithfulTokenizer(words, nlp.vocab, language, settings.get("elided", ()))
    nlp.max_length = 20_000_000
    for component in settings["components"]:
        nlp.add_pipe(component)
    return nlp
