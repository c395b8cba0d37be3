"""Interviews: each answer is the word of the one who is asked, whom the lines before the first question name.

A question stands before an answer that opens with a dash; or both open with one, and take turns.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from spacy.tokens import Doc

from whence.finding.sources import Speaker, speaker
from whence.finding.trees import trim
from whence.finding.voices import Stretch, Voice

DASHES: Final = frozenset({"–", "—", "-", "―"})
FEWEST: Final = 2  # answers: a single line with a dash is an item of a list, or an aside


def answers(doc: Doc) -> list[Voice]:
    """The answers of an interview, each a voice without a cue; none where the text is no interview, or names nobody."""
    turns = _turns(_paragraphs(doc), doc)
    # some questions are put as a charge ("They say that you have fled."): a third with a mark is enough
    if len(turns) < FEWEST or 3 * sum(_asks(doc, question) for question, _ in turns) < len(turns):
        return []
    who = _asked(doc, turns[0][0][0])
    if who is None:
        return []
    contents = (trim(doc, start + 1, end) for _, (start, end) in turns)
    return [
        Voice(who, (), (content,), "direct", "attributed", "carried", carried=True)
        for content in contents
        if content[1] > content[0]
    ]


def _paragraphs(doc: Doc) -> list[Stretch]:
    breaks = [-1, *(t.i for t in doc if t.is_space and "\n" in t.text), len(doc)]
    return [(a + 1, b) for a, b in pairwise(breaks) if b > a + 1]


def _turns(paragraphs: list[Stretch], doc: Doc) -> list[tuple[Stretch, Stretch]]:
    """The pairs of question and answer."""
    dashed = [doc[start].text in DASHES for start, _ in paragraphs]
    plain = [(q, a) for (q, a), (p, d) in zip(pairwise(paragraphs), pairwise(dashed), strict=True) if d and not p]
    if len(plain) >= FEWEST:
        return plain
    first = next((n for n, d in enumerate(dashed) if d), len(dashed))
    last = next((n for n in range(first, len(dashed)) if not dashed[n]), len(dashed))
    run = paragraphs[first:last]
    return list(zip(run[::2], run[1::2], strict=False))


def _asks(doc: Doc, question: Stretch) -> bool:
    return any(t.text.endswith("?") for t in doc[question[0] : question[1]])


def _asked(doc: Doc, before: int) -> Speaker | None:
    """The person named first in the lines before the first question."""
    referents = doc._.referents or {}
    named = (i for i in range(before) if (r := referents.get(i)) is not None and r.phrase == i)
    person = next((i for i in named if (e := referents[i].entity) is not None and e.kind == "person"), None)
    return speaker(doc, doc[person]) if person is not None else None
