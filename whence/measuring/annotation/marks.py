"""What is marked in a report, as frozen dataclasses: spans, attributions, statements, by offsets in its text."""

from __future__ import annotations

import dataclasses
from typing import Literal

from whence.model import Passage

SpanKind = Literal["name", "reference", "adjective", "time", "figure"]


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """A bracketed stretch. `value` is an entity's key, a TIMEX3 value or the figure as written, by `kind`."""

    start: int
    end: int
    kind: SpanKind
    value: str


@dataclasses.dataclass(frozen=True, slots=True)
class Quoted:
    """Words quoted on a mark line: who they name (`key`, may be empty) and where they stand (none for ``{}``)."""

    key: str
    pieces: tuple[Passage, ...]
    sentence: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class AttributionMark:
    """An attribution line. `sentence` is the index of the sentence it stands below."""

    label: str
    line: int
    sentence: int
    source: Quoted
    via: Quoted | None
    cue: tuple[Passage, ...]
    content: tuple[Passage, ...]
    kind: str
    hearsay: bool
    within: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class ParticipantMark:
    """One participant of a statement: `passage` is None where it is understood but not there."""

    role: str
    key: str
    passage: Passage | None


@dataclasses.dataclass(frozen=True, slots=True)
class StatementMark:
    """A statement line. `types` are the acceptable types with their modes, the marker's own answer first."""

    label: str
    line: int
    sentence: int
    types: tuple[tuple[str, str | None], ...]
    evidence: Passage
    participants: tuple[ParticipantMark, ...] = ()
    time: Passage | str | None = None
    place: Quoted | None = None
    quantities: tuple[Passage, ...] = ()
    transfer: str | None = None
    designation: Passage | None = None
    contexts: tuple[str, ...] = ()
    negated: bool = False
    modality: str = "actual"
    on: str | None = None
    hearsay: bool = False
    denies: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Marked:
    """A marked report. `header` are its header lines; `sentences` tile `text` up to the blanks between them."""

    name: str
    header: tuple[str, ...]
    text: str
    sentences: tuple[Passage, ...]
    spans: tuple[Span, ...]
    attributions: tuple[AttributionMark, ...]
    statements: tuple[StatementMark, ...]

    @property
    def report(self) -> str:
        """The report as a file holds it: header lines, an empty line, the text."""
        return "\n".join([*self.header, "", self.text, ""])

    def quote(self, passage: Passage) -> str:
        """The words of a passage."""
        return self.text[passage.start : passage.end]
