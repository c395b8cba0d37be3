"""The list of documents, and one document with what was found in it marked in its text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from markupsafe import escape

from whence.model import Attribution, Document, Link, Passage, Statement, as_json
from whence.reading.encoding import decode
from whence.showing.holdings import participant
from whence.showing.pages import beside
from whence.showing.pages.marking import (
    Mark,
    attribution_marks,
    copy_mark,
    letters,
    paragraphs,
    statement_marks,
)
from whence.showing.pages.overview import document_json, newest
from whence.showing.pages.sheets import Sheet, cut
from whence.showing.pages.shelf import Row, Shelf
from whence.showing.pages.who import ALONE, Person
from whence.showing.pages.wording import dependence, spelt
from whence.showing.trace import chain
from whence.showing.words import transfer_certainty

if TYPE_CHECKING:
    from whence.record import Record

PAGE: Final = 50
LAYERS: Final = {"statements": "statements", "attributions": "attributions", "copies": "passages shared with others"}
"""What can be marked in a text, in words."""


def documents(record: Record, shelf: Shelf, q: str = "", language: str = "", page: int = 1) -> Sheet:
    """The documents: those with all words of `q` in them, best first; without, the latest first."""
    if q:
        ids = shelf.lately(("documents", q), lambda: record.matching(q))
        found = [shelf.documents[id_] for id_ in ids if id_ in shelf.documents]
    else:
        found = latest(shelf)
    if language:
        found = [one for one in found if (one.language or "unknown") == language]
    part = cut(found, page, PAGE)
    shown = {
        "page": part,
        "q": q,
        "language": language,
        "languages": languages(shelf),
        "snippets": record.snippets(q, [one.id for one in part.items]) if q else {},
        "statements_in": shelf.statements_in,
    }

    def data() -> dict[str, Any]:
        return {**part.numbers, "documents": [document_json(one, shelf) for one in part.items]}

    return Sheet("documents.html", shown, data)


def latest(shelf: Shelf) -> list[Document]:
    """The documents by publication, the latest first and the undated last."""

    def found() -> list[Document]:
        return sorted(newest(shelf), key=lambda d: d.published.date or d.published.latest or "", reverse=True)

    return shelf.once("latest documents", found)


def languages(shelf: Shelf) -> list[str]:
    """The languages of all documents."""

    def found() -> list[str]:
        return sorted({one.language or "unknown" for one in shelf.documents.values()})

    return shelf.once("languages of documents", found)


@dataclasses.dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside a mark: its words, and the claim that a statement belongs to."""

    mark: Mark
    head: str
    lines: tuple[str, ...]
    row: Row | None = None
    other: str | None = None


def document(
    record: Record,
    shelf: Shelf,
    id_: str,
    layers: Iterable[str] = tuple(LAYERS),
    chosen: str | None = None,
    original: bool = False,
    person: Person = ALONE,
) -> Sheet:
    """One document, with the layers marked that are wanted, and with `original` what it was read from beside it.

    Raises:
        RecordError: there is no such document.
    """
    found = record.document(id_)
    statements, attributions = record.statements(id_), record.attributions(id_)
    links = [link for link in shelf.links.get(id_, ()) if id_ in (link.from_, link.to)]
    notes: dict[str, Note] = {}
    if "statements" in layers:
        notes |= _statement_notes(statements, shelf)
    if "attributions" in layers:
        notes |= _attribution_notes(attributions, found, shelf)
    if "copies" in layers:
        notes |= _copy_notes(links, found, shelf)
    marks = [note.mark for note in notes.values()]
    holdings = shelf.holdings()
    paragraphs_ = paragraphs(found.text, marks, chosen)
    if paragraphs_ and not paragraphs_[0].begins and paragraphs_[0].html == escape((found.title or "").strip()):
        del paragraphs_[0]  # the heading of the page says it
    shown = {
        "document": found,
        "paragraphs": paragraphs_,
        "notes": notes,
        "layers": {name: (words, name in layers) for name, words in LAYERS.items()},
        "counts": {"statements": len(statements), "attributions": len(attributions)},
        "links": [dependence(link, holdings) for link in links],
        "publisher": shelf.publishers.get(found.publisher or ""),
        "original": _original(record, found) if original else None,
        "chosen": chosen,
        "panels": beside.panels(record, statements),
        "person": person,
    }

    def data() -> dict[str, Any]:
        return {
            "document": {"type": "document", **as_json(found)},
            "statements": [{"type": "statement", "claim": shelf.claim_of.get(s.id), **as_json(s)} for s in statements],
            "attributions": [{"type": "attribution", **as_json(one)} for one in attributions],
            "links": [{"type": "link", **as_json(link)} for link in links],
        }

    return Sheet("document.html", shown, data)


def _original(record: Record, document: Document) -> str:
    """What the document was read from, as text."""
    return decode(record.raw(document.id), document.uri, markup=document.media_type != "text/plain")


def _statement_notes(statements: Iterable[Statement], shelf: Shelf) -> dict[str, Note]:
    kept = {statement.id: statement for statement in statements}
    holdings = shelf.holdings()
    notes = {}
    for mark in statement_marks(kept.values()):
        statement = kept[mark.id]
        kind = " ".join(filter(None, (statement.event_type, statement.mode)))
        who = ", ".join(dict.fromkeys(participant(part, holdings) for part in statement.participants))
        head = " · ".join(filter(None, (spelt(kind or statement.relation or statement.kind), who)))
        lines = (
            transfer_certainty(statement),
            chain(statement).plain.removeprefix("this report ").replace("<- ", "← ") if statement.chain else "",
        )
        row = shelf.rows.get(shelf.claim_of.get(statement.id, ""))
        notes[mark.id] = Note(mark, head, tuple(filter(None, lines)), row)
    return notes


def _attribution_notes(attributions: Iterable[Attribution], document: Document, shelf: Shelf) -> dict[str, Note]:
    kept = {one.id: one for one in attributions}
    notes = {}
    for mark in attribution_marks(kept.values()):
        one = kept[mark.id]
        source = shelf.sources.get(one.source_id or "")
        name = source.name if source else " ".join(document.text[a:b] for a, b in one.source)
        notes[mark.id] = Note(
            mark,
            name or "nobody in particular",
            (f"{one.kind}, {one.evidential}",),
            other=source.id if source else None,
        )
    return notes


def _copy_notes(links: Iterable[Link], document: Document, shelf: Shelf) -> dict[str, Note]:
    notes: dict[str, Note] = {}
    for count, link in enumerate(link for link in links if link.spans):
        here = link.from_ == document.id
        passages = sorted(Passage(a, b) if here else Passage(c, d) for a, b, c, d in link.spans)
        other = link.to if here else link.from_
        if other not in shelf.documents:
            other = None
        name = shelf.outlet(other) if other else "a common source out of sight"
        words = f"{_relation(link, here)} {name}"
        for number, passage in enumerate(passages, 1):
            label = f"{letters(count).upper()}{number}"
            mark = copy_mark(f"{link.id}.{number}", label, f"passage {label}, {words}", [passage])
            notes[mark.id] = Note(mark, words, (), other=other)
    return notes


def _relation(link: Link, here: bool) -> str:
    if link.kind == "copies" and link.direction == "known":
        return "copied from" if here else "copied by"
    return "shared with"
