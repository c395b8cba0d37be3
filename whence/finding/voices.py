"""One attribution in tokens."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from spacy.tokens import Doc, Token

from whence.finding.sources import Speaker
from whence.finding.trees import HELD
from whence.model import Evidential

Stretch = tuple[int, int]


@dataclasses.dataclass(frozen=True, slots=True)
class Voice:
    """A content, its cue, and the speaker it is laid to (None: nobody in particular).

    `via` are documents and outlets through which the speaker spoke, nearer to the reader ("said X in the cable").
    `leaning` tells that the last of `via` says it, leaning on the speaker ("X, quoting Y, says that").
    `verb` is the token of the cue's verb, -1 for a frame. `manner` is the class of the cue: say, show, think, deny,
    ask, accuse, frame, cited, read (who has seen or printed the source), noun, stance, carried. `front` tells that a
    frame opens its sentence.
    """

    speaker: Speaker | None
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    kind: Literal["direct", "indirect", "mixed"]
    evidential: Evidential
    manner: str
    verb: int = -1
    via: tuple[Speaker, ...] = ()
    carried: bool = False
    front: bool = False
    leaning: bool = False

    def covers(self, i: int) -> bool:
        """Whether the token lies in the content."""
        return any(a <= i < b for a, b in self.content)

    def size(self) -> int:
        """Tokens in the content."""
        return sum(b - a for a, b in self.content)

    def rank(self) -> tuple[int, int, int]:
        """Sorts voices over one token from the reader's side: the wider content is nearer to the reader; of two over
        the same content, an outlet is nearer than a document, and a frame in front nearer than a verb."""
        kind = self.speaker.source.kind if self.speaker is not None else "unnamed"
        if self.manner == "read":
            return (-(self.size() // 4), -1, 0)
        if self.manner == "cited":
            return (-(self.size() // 4), 3, 1)  # whoever says it leans on this source
        near = {"outlet": 0, "agency": 0, "person": 1, "organisation": 1, "unnamed": 1, "document": 2}[kind]
        return (-(self.size() // 4), near, 0 if self.front else 1)


def held_over(doc: Doc, token: Token) -> list[Voice]:
    """The attributions that make no chain, in whose content the token lies, the widest first."""
    over: dict[int, list[Voice]] | None = doc.user_data.get(HELD)
    if over is None:
        over = dict[int, list[Voice]]()
        doc.user_data[HELD] = over
        for voice in sorted(doc._.stances, key=lambda v: (-v.size(), v.cue)):
            for i in sorted({i for a, b in voice.content for i in range(a, b)}):
                over.setdefault(i, []).append(voice)
    return over.get(token.i, [])


def by_sentence(doc: Doc, voices: Iterable[Voice]) -> dict[int, list[Voice]]:
    """The voices of each sentence, by its first token, in their order: those whose content or verb touches it."""
    starts = [sentence.start for sentence in doc.sents]
    found: dict[int, list[Voice]] = defaultdict(list)
    for voice in voices:
        verb = [(voice.verb, voice.verb + 1)] if voice.verb >= 0 else []
        touched = {
            n for a, b in (*voice.content, *verb) for n in range(bisect_left(starts, a + 1) - 1, bisect_left(starts, b))
        }
        for n in sorted(touched):
            found[starts[n]].append(voice)
    return found
