"""Figures: percentages, money, measures and counts in a text, as :class:`whence.model.Quantity`.

``find_quantities(text, language)`` is a pure function; the spaCy component ``whence_quantities`` sets
``doc._.quantities`` (a tuple) from ``doc.text``. The words are data: ``numbers.toml`` of the language.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from whence.finding.figures.quantities import find_quantities
from whence.model import Quantity

Doc.set_extension("quantities", default=(), force=True)


@Language.component("whence_quantities", assigns=["doc._.quantities"])
def whence_quantities(doc: Doc) -> Doc:
    """Sets ``doc._.quantities``, a tuple of :class:`Quantity` sorted by start."""
    quantities: tuple[Quantity, ...] = tuple(find_quantities(doc.text, doc.lang_))
    doc._.quantities = quantities
    return doc


__all__ = ["find_quantities", "whence_quantities"]
