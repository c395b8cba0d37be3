"""Times: TIMEX3 expressions in a text, resolved to days where that can be done.

``find_timexes(text, language, published)`` gives them as TimeML marks them, ``find_times`` as statements have them; the
spaCy component ``whence_times`` sets ``doc._.times`` from ``doc.text``, ``doc.lang_`` and ``doc._.published``.
``bounds(times)`` says when an undated text can have been published. The words are data: ``times.toml``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from whence.finding.figures.numbers import fold
from whence.finding.times.publication import bounds
from whence.finding.times.searching import find_times, find_timexes
from whence.finding.times.tenses import Tenses, tenses_of_parse, tenses_of_text

Doc.set_extension("times", default=(), force=True)
if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)


@Language.component("whence_times", assigns=["doc._.times"])
def whence_times(doc: Doc) -> Doc:
    """Sets ``doc._.times``, a tuple of :class:`Time` sorted by start; tenses come from the parse where there is one."""
    by_text = tenses_of_text(fold(doc.text), doc.lang_)
    tense = tenses_of_parse(doc, by_text) if doc.has_annotation("DEP") and doc.has_annotation("MORPH") else by_text
    doc._.times = tuple(find_times(doc.text, doc.lang_, doc._.published, tense=tense))
    return doc


__all__ = ["Tenses", "bounds", "find_times", "find_timexes", "tenses_of_parse", "tenses_of_text", "whence_times"]
