"""What is coded for a given pair: an actor and a recipient as they were marked, and the type of the event between them.

Three sets: the statements of the corpus that have both, PLOVER's own gold records (the examples of the CAMEO manual,
Open Event Data Alliance, CC BY-SA 4.0), which lie outside of the repository, and sentences of world news of our own
that nothing was weighed on (``tests/data/world_events.en.txt``). Half of the records, by the sum of their
ids, is for weighing (``training/train_between.py``), the other half is measured.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from spacy.tokens import Doc

from whence.finding.between import Stretch, features
from whence.language.pipeline import pipeline
from whence.measuring.annotation.loading import Part, layers_of, load
from whence.measuring.layers import macro_f1
from whence.measuring.typed_sentences import typed_sentences
from whence.model import Participant, Published, Statement
from whence.showing import parts
from whence.showing.texts import Given

ROOT: Final = Path(__file__).resolve().parents[2]
RECORDS: Final = ROOT.parent / "shared" / "data" / "plover" / "PLOVER_GSR_CAMEO.txt"
RENAMED: Final = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
"""Types of the records' draft of PLOVER that later drafts have under another name."""

_MARK: Final = re.compile(r"\(([A-Z/]+): ?([^()]*)\)")


class Pair(NamedTuple):
    """A marked pair in a parsed text, its event type, and the statements that may answer for it."""

    doc: Doc
    actor: Stretch | None
    recipient: Stretch | None
    type: str
    answers: list[tuple[float, Statement]]

    def features(self) -> tuple[str, ...]:
        """What is known of the event between the two."""
        return tuple(sorted(set(features(self.doc, self.actor, self.recipient, parts.told(self.answers)))))


class Record(NamedTuple):
    """A gold record of PLOVER: its text, with the places of who does and to whom."""

    id: str
    type: str
    text: str
    actor: Stretch | None
    recipient: Stretch | None

    @property
    def held_out(self) -> bool:
        """Whether the record is measured; the others are for weighing."""
        return bool(zlib.crc32(self.id.encode()) % 2)


def records(path: Path = RECORDS) -> Iterator[Record]:
    """PLOVER's gold records that have a pair or one of the two; nothing where they are not there."""
    if not path.is_file():
        return
    for row in json.loads(re.sub(r",\s*\]\s*$", "]", path.read_text(encoding="utf-8"))):
        info = row.get("textInfo") or ""
        marked = info if isinstance(info, str) else info.get("markup") or ""
        text, places = _unmarked(marked)
        both = places.get("SRC/TAR", [])
        actor = next(iter(places.get("SRC", both[:1])), None)
        recipient = next(iter(places.get("TAR", both[1:2])), None)
        if row["event"] != "DOCUMENT" and (actor or recipient):
            yield Record(row["id"], RENAMED.get(row["event"], row["event"]), text, actor, recipient)


def _unmarked(marked: str) -> tuple[str, dict[str, list[Stretch]]]:
    """The text without its marks, and the stretches of each kind of mark."""
    text, done = "", 0
    places: dict[str, list[Stretch]] = {}
    for mark in _MARK.finditer(marked):
        text += marked[done : mark.start()]
        if mark[2]:
            places.setdefault(mark[1], []).append((len(text), len(text) + len(mark[2])))
        text, done = text + mark[2], mark.end()
    return text + marked[done:], places


def pairs_of_records(*, held_out: bool) -> Iterator[Pair]:
    """The pairs of one half of PLOVER's records, read by the English pipeline."""
    nlp = pipeline("en")
    for record in records():
        if record.held_out == held_out:
            yield _pair(nlp(record.text), record.actor, record.recipient, record.type)


def pairs_of_corpus(part: Part, language: str, *, both: bool) -> Iterator[Pair]:
    """The events of a part of the corpus with their parties; with `both` only those with an actor and a recipient."""
    nlp = pipeline(language)
    for story, short in load(part).reports(language):
        doc = nlp.make_doc(story.reports[short].text)
        date = story.notes[short].date
        doc._.published = Published(date, "text", date, date) if date else Published()
        doc = nlp(doc)
        for statement in layers_of(story, short).statements:
            actors, recipients = (
                [_at(p) for p in statement.participants if p.role == r and p.end > p.start] for r in _ROLES
            )
            actor, recipient = next(iter(actors), None), next(iter(recipients or actors[1:]), None)
            if statement.event_type and (actor and recipient if both else actor or recipient):
                yield _pair(doc, actor, recipient, statement.event_type)


class Typed(Protocol):
    """A text, who does and whom it is done to in it, and the type of what is done."""

    @property
    def text(self) -> str: ...
    @property
    def actor(self) -> Stretch | None: ...
    @property
    def recipient(self) -> Stretch | None: ...
    @property
    def type(self) -> str: ...


def pairs_of_sentences(language: str) -> Iterator[Pair]:
    """The pairs of our typed sentences, each read alone."""
    yield from pairs_of_texts(typed_sentences(language), language)


def pairs_of_texts(texts: Iterable[Typed], language: str) -> Iterator[Pair]:
    """The pairs of texts, each read alone; those with neither an actor nor a recipient are passed over."""
    nlp = pipeline(language)
    for one in texts:
        if one.actor or one.recipient:
            yield _pair(nlp(one.text), one.actor, one.recipient, one.type)


_ROLES: Final = ("actor", "recipient")


def _at(participant: Participant) -> Stretch:
    return participant.start, participant.end


def _pair(doc: Doc, actor: Stretch | None, recipient: Stretch | None, kind: str) -> Pair:
    given = Given("pair", doc.text, doc.lang_, actor=actor, recipient=recipient)
    return Pair(doc, actor, recipient, kind, parts.answers_in(given, doc))


def score_pairs(pairs: Iterator[Pair]) -> tuple[int, float]:
    """How many pairs there are, and the macro F1 of the types that are coded for them."""
    labels = []
    for pair in pairs:
        given = Given("pair", pair.doc.text, pair.doc.lang_, actor=pair.actor, recipient=pair.recipient)
        labels.append((pair.type, parts.coded_in(given, pair.doc)["event_type"]))
    return len(labels), macro_f1(labels)
