"""The parts that are tools of their own: a text -> its quotations, times, events; texts -> what they share.

Each gives rows of the contract in DESIGN.md, which are what ``--json`` prints a line.
"""

from __future__ import annotations

import dataclasses
import itertools
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from whence.errors import UnknownLanguage, Unreadable
from whence.language.lexicons import available
from whence.model import Attribution, Document, Mention, Participant, Passage, Statement, Time
from whence.reading.wrapping import unwrapped
from whence.showing.texts import Given

if TYPE_CHECKING:
    from whence.weighing.reuse import Shared
    from whence.weighing.taken import Side

Row = dict[str, Any]

BESIDE: Final = frozenset({"source_name", "source_kind"})
"""What a row has beyond the contract, for tables and for brat: who is meant by "he", or holds over from before."""

_log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Worked:
    """A text and the rows that a part gives for it."""

    given: Given
    rows: list[Row]


def work(part: str, texts: Iterable[Given | Unreadable]) -> Iterator[Worked | Unreadable]:
    """What a part ("quotes", "times", "events") gives for each text; what is refused does not stop the rest."""
    of_text = {"quotes": quotes, "times": times, "events": events}[part]
    for text in texts:
        if isinstance(text, Unreadable):
            yield text
            continue
        try:
            yield Worked(text, list(of_text(text)))
        except UnknownLanguage:
            unclear = "its language is not clear" if text.text.strip() else "has no text to tell its language by"
            wrong = f"language '{text.language}' has no pipeline" if text.language else unclear
            yield Unreadable(text.id, wrong, f"give --language (there are: {', '.join(available())})")
        except Exception as error:
            _log.info("%s could not be worked on", text.id, exc_info=True)
            wrong = f"working on it failed ({type(error).__name__}: {error})"
            yield Unreadable(text.id, wrong, "this is a fault of Whence: please report it, with the text")


def quotes(given: Given) -> Iterator[Row]:
    """A row an attribution, in the order of the text; beside what the contract has, who the source is
    (:data:`BESIDE`). Raises UnknownLanguage where there is no pipeline for the text's language."""
    doc = _parsed(given, without=["whence_statements"])
    voices = (*doc._.voices, *doc._.stances)
    who = {voice.speaker.source.id: voice.speaker for voice in voices if voice.speaker is not None}
    for attribution in doc._.attributions:
        speaker = who.get(attribution.source_id)
        beside = {"source_name": speaker.name, "source_kind": speaker.source.kind} if speaker else {}
        yield quote_row(given.id, attribution) | beside


def times(given: Given) -> Iterator[Row]:
    """One row: the TIMEX3 expressions of the text. Raises UnknownLanguage where there are no words for its language."""
    from whence.finding.times import find_timexes

    yield times_row(given.id, find_timexes(unwrapped(given.text), _language(given), given.published))


def events(given: Given) -> Iterator[Row]:
    """A row an event and pair of participants; where the text comes with an actor or a recipient, one row for these.

    Raises UnknownLanguage where there is no pipeline for the text's language.
    """
    doc = _parsed(given)
    found = [statement for statement in doc._.statements if statement.kind == "event"]
    if given.actor or given.recipient:
        yield coded_in(given, doc)
        return
    for statement in found:
        pairs: Iterator[list[tuple[int, int] | None]] = (
            [_at(part) for part in _of(statement, role)] or [None] for role in ("actor", "recipient")
        )
        for actor, recipient in itertools.product(*pairs):
            yield event_row(given.id, statement, actor, recipient)


def reuse(texts: Sequence[Given]) -> Iterator[Row]:
    """A row a pair of texts that share passages: `a` has them after `b`, where `direction` is "known".

    Where both have them from an agency of which no text is given, the row says so: `common` is its name.
    """
    from whence.weighing.reuse import each_shared
    from whence.weighing.taken import turned

    dated = [text.published.date or text.published.latest or "9999" for text in texts]
    order = sorted(range(len(texts)), key=lambda n: (dated[n], n))
    in_order = [texts[n] for n in order]
    sides = _Sides(texts, dated)
    for one in each_shared([t.text for t in in_order], [t.series for t in in_order], [str(n) for n in order]):
        first, common = sides.first(one)
        if first == "later":
            one = turned(one, texts[int(one.earlier)].text)
        yield {
            "a": texts[int(one.later)].id,
            "b": texts[int(one.earlier)].id,
            "spans": [list(span) for span in one.spans],
            "share": one.share,
            "direction": "known" if first in ("earlier", "later") else "unknown",
            **({"common": common} if common else {}),
        }


class _Sides:
    """What of each text tells from whom its passages are, found when it is first asked for."""

    def __init__(self, texts: Sequence[Given], dated: Sequence[str]) -> None:
        from whence.weighing.credits import credited_names
        from whence.weighing.outlets import Outlets

        self._documents = [
            Document(str(n), t.id, t.text, "", "text/plain", t.language, publisher=t.series)
            for n, t in enumerate(texts)
        ]
        self._dates = [None if date == "9999" else date for date in dated]
        self._outlets = Outlets(self._documents, {}, {})
        self._names = credited_names({t.series for t in texts if t.series})
        self._found: dict[str, Side] = {}

    def first(self, one: Shared) -> tuple[str, str | None]:
        """Who of two had their passages first, and the name of the source that both have them from."""
        from whence.weighing.taken import had_first

        in_sight = self._outlets.documents.__contains__
        first = had_first(one, self._side(one.later), self._side(one.earlier), in_sight)
        source = self._outlets.source(first.common) if first.common else None
        return first.whose, source.name if source else None

    def _side(self, id_: str) -> Side:
        if id_ not in self._found:
            from whence.weighing.credits import find_credits
            from whence.weighing.taken import Side

            document, publisher = self._documents[int(id_)], self._outlets.publisher(id_)
            credits_ = find_credits(document, self._outlets, self._names)
            agency = self._outlets.is_agency(publisher)
            self._found[id_] = Side(document.text, self._dates[int(id_)], publisher, agency, credits_)
        return self._found[id_]


def contract(row: Row) -> Row:
    """A row as ``--json`` prints it."""
    return {key: value for key, value in row.items() if key not in BESIDE}


def quote_row(doc: str, attribution: Attribution) -> Row:
    """An attribution as ``whence quotes`` gives it."""
    places = {part: [list(p) for p in getattr(attribution, part)] for part in ("source", "cue", "content")}
    return {"doc": doc, **places, "kind": attribution.kind, "evidential": attribution.evidential}


def times_row(doc: str, found: Iterable[Time]) -> Row:
    """The times of a text as ``whence times`` gives them."""
    spans = [{"start": t.start_char, "end": t.end_char, "type": t.type, "value": t.timex} for t in found]
    return {"doc": doc, "spans": spans}


def event_row(
    id_: str,
    statement: Statement | None,
    actor: tuple[int, int] | None,
    recipient: tuple[int, int] | None,
    sure: float = 1.0,
) -> Row:
    """An event as ``whence events`` gives it; without a statement, that there is none between these two."""
    return {
        "id": id_,
        "event_type": statement.event_type if statement else None,
        "mode": statement.mode if statement else None,
        "contexts": list(statement.contexts) if statement else [],
        "score": round(statement.confidence * sure, 3) if statement else 0.0,
        "actor": list(actor) if actor else None,
        "recipient": list(recipient) if recipient else None,
    }


# How well a statement answers for a given pair, and what that leaves of its confidence.
_BOTH_IN_ROLE: Final = 1.0
_BOTH: Final = 0.8
_ONE_IN_SENTENCE: Final = 0.6
_SAME_SENTENCE: Final = 0.4


_LIKELY: Final = 0.2
"""The chance below which no type is given to a pair that no statement answers for."""


def coded_in(given: Given, doc: Any) -> Row:
    """The one event between the given actor and recipient of a parsed text."""
    from whence.finding.between import chances

    answers = answers_in(given, doc)
    return coded(given, answers, chances(doc, given.actor, given.recipient, told(answers)))


def answers_in(given: Given, doc: Any) -> list[tuple[float, Statement]]:
    """The events of a parsed text that may answer for the given actor and recipient, as :func:`answering`."""
    found = [statement for statement in doc._.statements if statement.kind == "event"]
    sentences = [Passage(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    return answering(given, found, doc._.mentions, sentences)


def told(answers: Iterable[tuple[float, Statement]]) -> list[tuple[str, float, str]]:
    """The event types of the statements that may answer, each with how well it does and how real it is."""
    return [
        (s.event_type, sure, s.modality if s.polarity == "affirmed" else s.polarity)
        for sure, s in answers
        if s.event_type
    ]


def coded(
    given: Given, answers: Sequence[tuple[float, Statement]], chances: Mapping[str, float] = MappingProxyType({})
) -> Row:
    """The one event between the given actor and recipient; where only one is given, the other is the engine's.

    Of the statements that may answer the best one does, unless `chances` of the types, from all that surrounds the two,
    find another type likelier: then the best one of that type does, or, where there is none, the type stands alone.
    """
    spans = {"actor": given.actor, "recipient": given.recipient}
    sure, best = next(iter(answers), (0.0, None))
    kind = max(chances, key=chances.__getitem__, default=None)
    if kind is not None and (best is not None or chances[kind] >= _LIKELY):
        first = best
        sure, best = next(((s, a) for s, a in answers if a.event_type == kind), (0.0, None))
    else:
        first = None
    for role, span in spans.items():
        if span is None and (of := best or first) is not None:
            spans[role] = next((_at(p) for p in _of(of, role)), None)
    row = event_row(given.id, best, spans["actor"], spans["recipient"], sure)
    if kind is None or (best is None and first is None and chances[kind] < _LIKELY):
        return row
    near = best or first
    contexts = list(near.contexts) if near is not None else []
    return row | {"event_type": kind, "contexts": contexts, "score": round(chances[kind], 3)}


def answering(
    given: Given, found: Sequence[Statement], mentions: Sequence[Mention], sentences: Sequence[Passage]
) -> list[tuple[float, Statement]]:
    """The statements that may answer for the given actor and recipient, each with how well it does; the best first."""
    spans = {"actor": given.actor, "recipient": given.recipient}
    entities = {
        role: {m.entity.id for m in mentions if span and _overlap((m.start, m.end), span)}
        for role, span in spans.items()
    }

    def meant(part: Participant, role: str) -> bool:
        span = spans[role]
        return span is not None and (_overlap((part.start, part.end), span) or part.entity in entities[role])

    def fit(statement: Statement) -> float:
        asked = [role for role, span in spans.items() if span]
        in_role = [role for role in asked if any(meant(p, role) for p in _of(statement, role))]
        anywhere = [role for role in asked if any(meant(p, role) for p in statement.participants)]
        if in_role == asked:
            return _BOTH_IN_ROLE
        if anywhere == asked:
            return _BOTH
        home = next((s for s in sentences if s.start <= statement.evidence.start < s.end), statement.evidence)
        if not all(_overlap(home, span) for span in spans.values() if span):
            return 0.0
        return _ONE_IN_SENTENCE if in_role else _SAME_SENTENCE

    middle = sum(place for span in spans.values() if span for place in span) / (2 * sum(map(bool, spans.values())))
    ranked = sorted(
        ((fit(s), s) for s in found), key=lambda item: (-item[0], abs(sum(item[1].evidence) / 2 - middle), item[1].id)
    )
    return [(sure, statement) for sure, statement in ranked if sure]


def _parsed(given: Given, without: Sequence[str] = ()) -> Any:
    from whence.language.pipeline import pipeline

    nlp = pipeline(_language(given))
    doc = nlp.make_doc(unwrapped(given.text))
    doc._.document_id, doc._.published = given.id, given.published
    return nlp(doc, disable=list(without))


def _language(given: Given) -> str:
    if given.language is None:
        raise UnknownLanguage(f"{given.id}: its language is not clear")
    return given.language


def _of(statement: Statement, role: str) -> Iterator[Participant]:
    return (part for part in statement.participants if part.role == role)


def _at(part: Participant) -> tuple[int, int]:
    return part.start, part.end


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
