"""Where and when: the place and the time that go with a statement."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from whence import knowledge
from whence.finding.clauses import case_of, form_of
from whence.finding.event_types import modals_headed
from whence.finding.lookup import mentions_over, times_over
from whence.finding.referents import meanings
from whence.finding.seats import is_place_by
from whence.finding.trees import CLAUSAL, dep, lemma
from whence.language.words import words
from whence.model import Entity, Participant, Place, Time


def place_of(doc: Doc, stretch: tuple[int, int], cast: Iterable[Participant]) -> Place | None:
    """The place named in the stretch after a preposition of place; a city rather than its state."""
    prepositions = words(doc.lang_, "control", "places", "prepositions")
    recipients = {p.entity for p in cast if p.role == "recipient"}
    found: list[tuple[int, Token, Entity]] = []
    for i in range(*stretch):
        referent = meanings(doc).get(i)
        if referent is None or referent.entity is None or referent.form != "name" or referent.phrase != i:
            continue
        entity = referent.entity
        if entity.kind not in {"place", "state"}:
            continue
        led = case_of(doc[i]) in prepositions and dep(doc[i]) in {"obl", "nmod", "conj", "dep"}
        if not led and not is_place_by(doc, _start_of(doc, doc[i])):
            continue
        rank = 0 if entity.kind == "place" else 2 if entity.id in recipients else 1
        found.append((rank, doc[i], entity))
    if not found:
        return None
    _, token, entity = min(found, key=lambda f: (f[0], f[1].i))
    facts = knowledge.load().facts(entity.id)
    text = next((m.text for m in mentions_over(doc, token.idx, token.idx + 1) if m.entity.id == entity.id), token.text)
    return Place(text, entity.id, entity.country, facts.latitude, facts.longitude)


def _start_of(doc: Doc, token: Token) -> int:
    """The token at which the name over a token starts; without one, the token itself."""
    start = token.i
    while start and doc[start].ent_iob_ == "I":
        start -= 1
    return start


def time_of(doc: Doc, stretch: tuple[int, int], head: Token) -> Time | None:
    """The time expression of the statement: inside its evidence, else at the head of its sentence."""
    start, end = doc[stretch[0]].idx, doc[stretch[1] - 1].idx + len(doc[stretch[1] - 1])
    sentence = head.sent
    times = times_over(doc, min(start, sentence.start_char), end)
    own = [t for t in times if start <= t.start_char < end and t.type in {"DATE", "TIME"} and not _within(doc, t, head)]
    if own:
        return min(own, key=lambda t: (t.start is None, abs(t.start_char - head.idx)))
    before = [
        t for t in times if sentence.start_char <= t.start_char and t.end_char <= start and t.type in {"DATE", "TIME"}
    ]
    fronted = [t for t in before if _fronted(doc, t, stretch[0])]
    return fronted[-1] if fronted else None


def _within(doc: Doc, time: Time, head: Token) -> bool:
    """Whether the time is that of a clause that hangs on the statement's own ("he says that they left MONDAY")."""
    span = doc.char_span(time.start_char, time.end_char, alignment_mode="expand")
    if span is None:
        return False
    rows = modals_headed(doc.lang_).get((lemma(head), head.pos_), ())
    apart = CLAUSAL if any("embedded" in row.complements for row in rows) else CLAUSAL - {"xcomp"}
    token, clausal = span.root, False
    while token.i != head.i:
        clausal = clausal or (dep(token) in apart and form_of(token) is not None)
        if token.head.i == token.i:
            return False  # it hangs on something else: what the words around say must do
        token = token.head
    return clausal


def _fronted(doc: Doc, time: Time, start: int) -> bool:
    """Whether only the rest of the adverbial and commas lie between the time and the clause: "En 2019, puis ..., X"."""
    first = start
    while first > 0 and start - first <= 25 and doc[first - 1].idx >= time.end_char:
        first -= 1
    return start - first <= 25 and not any(t.morph.get("VerbForm") == ["Fin"] for t in doc[first:start])
