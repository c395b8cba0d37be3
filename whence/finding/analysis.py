"""Document -> Analysis: the whole of finding for one document."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Doc

from whence import knowledge
from whence.finding.attributions import with_within
from whence.knowledge.engine import engine
from whence.language import available
from whence.language.pipeline import pipeline
from whence.model import Analysis, Document, Entity, Source, Statement

ROOMS = ("reading", "language", "knowledge", "finding")


ENGINE = engine(*ROOMS)
"""So that a record knows which documents an older engine has read."""


def analyse(document: Document) -> Analysis:
    """Everything found in a document; nothing where there is no pipeline for its language.

    Sources and entities that the statements and attributions name come with it.
    """
    if document.language is None or document.language not in available():
        return Analysis(document.id, ENGINE)
    nlp = pipeline(document.language)
    doc = nlp.make_doc(document.text)
    doc._.document_id = document.id
    doc._.published, doc._.publisher = document.published, document.publisher
    doc = nlp(doc)
    statements = tuple(doc._.statements)
    attributions = with_within(doc._.attributions)
    voices = (*doc._.voices, *doc._.stances)
    sources = {who.source.id: who.source for v in voices for who in (*v.via, *((v.speaker,) if v.speaker else ()))}
    used = {link.source for s in statements for link in s.chain} | {a.source_id for a in attributions}
    kept = {k: s for k, s in sources.items() if k in used}
    return Analysis(
        document.id,
        ENGINE,
        entities=tuple(entities_of(doc, statements, kept)),
        sources=tuple(kept[k] for k in sorted(kept)),
        attributions=attributions,
        statements=statements,
    )


def entities_of(doc: Doc, statements: tuple[Statement, ...], sources: dict[str, Source]) -> list[Entity]:
    """The entities that are named by id, each with the spellings that this document uses."""
    ids = {p.entity for s in statements for p in s.participants} | {s.place.entity for s in statements if s.place}
    ids |= {s.transfer.supplier for s in statements if s.transfer} | {
        s.transfer.recipient for s in statements if s.transfer
    }
    ids |= {s.entity for s in sources.values()}
    known = knowledge.load().entities
    found: dict[str, Entity] = {}
    for mention in doc._.mentions:
        if mention.entity.id in ids:
            entity = found.setdefault(mention.entity.id, mention.entity)
            if mention.form == "name" and not entity.known:
                spelt = dict(entity.names)
                spelt[doc.lang_] = tuple(sorted({*spelt.get(doc.lang_, ()), mention.text}))
                found[entity.id] = dataclasses.replace(entity, names=spelt)
    for missing in ids - set(found):
        if missing is not None and missing in known:
            found[missing] = known[missing]
    return [found[k] for k in sorted(found)]
