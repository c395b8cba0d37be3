"""What Whence finds in a text, as layers to compare with the marks of the corpus."""

from __future__ import annotations

from spacy.tokens import Doc

from whence.finding.attributions import with_within
from whence.finding.figures import find_quantities
from whence.finding.times import find_timexes
from whence.language import available
from whence.language.pipeline import pipeline
from whence.measuring.layers import Layers
from whence.model import Passage, Published


def read_layers(text: str, language: str, published: Published, publisher: str | None = None) -> Layers:
    """Whence's own reading of a text of which date and outlet are known, as of most that are read. In a language
    without a pipeline only times and figures are read.

    Raises:
        UnknownLanguage: there is no data for the language at all.
    """
    times = tuple(find_timexes(text, language, published))
    if language not in available():
        return Layers(text, (), (), (), times, tuple(find_quantities(text, language)), (), ())
    nlp = pipeline(language)
    doc = nlp.make_doc(text)
    doc._.published, doc._.publisher = published, publisher
    doc = nlp(doc)
    return Layers(
        text=text,
        sentences=tuple(_trimmed(doc)),
        names=tuple((e.start_char, e.end_char, e.label_) for e in doc.ents),
        mentions=tuple((m.start, m.end, f"{m.entity.id} {m.role}".strip()) for m in doc._.mentions),
        times=times,
        figures=tuple(doc._.quantities),
        attributions=with_within(doc._.attributions),
        statements=tuple(doc._.statements),
    )


def _trimmed(doc: Doc) -> list[Passage]:
    found = []
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        if words:
            found.append(Passage(words[0].idx, words[-1].idx + len(words[-1])))
    return found
