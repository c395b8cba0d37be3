"""What a component needs of the pipeline before it: asked for in plain words where it is not there, or made."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Final

from spacy.tokens import Doc

from whence.errors import UnknownLanguage, WhenceError
from whence.finding.figures import whence_quantities
from whence.finding.mentions import find_mentions
from whence.finding.names import find_names
from whence.finding.times import whence_times

ASKED: Final = {"DEP": "a dependency tree", "POS": "parts of speech", "LEMMA": "lemmas"}
FOREIGN: Final = frozenset({"dobj", "pobj", "prep", "nsubjpass", "auxpass"})
"""Relations that Universal Dependencies have not, and the trees of spaCy's own English and German models have."""


def prepared(doc: Doc, component: str) -> Doc:
    """The Doc with names, times, quantities and mentions, made where ``whence_mentions`` has not run before.

    Raises:
        UnknownLanguage: there are no words for its language.
        WhenceError: it has no tree, or one that is not of Universal Dependencies.
    """
    if doc.lang_ not in spoken():
        raise UnknownLanguage(
            f"{doc.lang_}: {component} has no words for this language, it has for {', '.join(spoken())}; use a pipeline"
            " of one of these, or give it the words (docs/adding-a-language.md)"
        )
    wanting = [what for layer, what in ASKED.items() if not doc.has_annotation(layer)]
    if wanting:
        raise WhenceError(
            f"{component}: the text is without {', '.join(wanting)}; put the component behind those that make them"
            f' (a parser, a tagger, a lemmatizer), or use whence.pipeline("{doc.lang_}")'
        )
    if foreign := sorted({t.dep_ for t in doc} & FOREIGN):
        raise WhenceError(
            f"{component}: the tree is not one of Universal Dependencies, it has {', '.join(foreign)}; use a parser of"
            f' Universal Dependencies, or whence.pipeline("{doc.lang_}")'
        )
    if doc._.referents is None:
        doc = find_names(doc) if not doc._.names else doc
        doc = whence_times(doc) if not doc._.times else doc
        doc = whence_quantities(doc) if not doc._.quantities else doc
        doc = find_mentions(doc)
    return doc


@functools.cache
def spoken() -> tuple[str, ...]:
    """The codes of the languages with words for attributions, sorted."""
    folders = resources.files("whence.language").iterdir()
    return tuple(sorted(f.name for f in folders if f.is_dir() and f.joinpath("attribution.toml").is_file()))
