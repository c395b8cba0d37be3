"""Interviews: each answer is the word of the one who is asked, whom its label names or the lines before the questions.

Questions and answers take turns, paragraph by paragraph. They open with a dash, both or the answers alone; or with a
label and a colon ("Q:", "A:", initials, a name); or with nothing, where the questions are short and put with a mark,
and whoever answers says "I".
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc

from whence.finding.referents import meanings
from whence.finding.sources import Speaker, speaker
from whence.finding.trees import low, trim
from whence.finding.voices import Stretch, Voice
from whence.language.words import words

DASHES: Final = frozenset({"–", "—", "-", "―"})
FEWEST: Final = 2  # answers: a single line with a dash is an item of a list, or an aside
FEWEST_BARE: Final = 3  # answers that nothing marks
LABEL: Final = 5  # tokens of the longest label
INITIALS: Final = 3  # letters of the longest label that is short for a name
QUESTION: Final = 60  # tokens of the longest question that nothing marks


def answers(doc: Doc) -> list[Voice]:
    """The answers of an interview, each a voice without a cue, or with the colon behind a label; none where the text is
    no interview, or names nobody."""
    paragraphs = _paragraphs(doc)
    if labelled := _labelled(paragraphs, doc):
        return labelled
    turns = _dashed(paragraphs, doc) or _bare(paragraphs, doc)
    # some questions are put as a charge ("They say that you have fled."): a third with a mark is enough
    if len(turns) < FEWEST or 3 * sum(_asks(doc, question) for question, _ in turns) < len(turns):
        return []
    who = _asked(doc, turns[0][0][0])
    if who is None:
        return []
    contents = (trim(doc, start, end) for _, (start, end) in turns)
    return [
        Voice(who, (), (content,), "direct", "attributed", "carried", carried=True)
        for content in contents
        if content[1] > content[0]
    ]


def _paragraphs(doc: Doc) -> list[Stretch]:
    breaks = [-1, *(t.i for t in doc if t.is_space and "\n" in t.text), len(doc)]
    return [(a + 1, b) for a, b in pairwise(breaks) if b > a + 1]


def _dashed(paragraphs: list[Stretch], doc: Doc) -> list[tuple[Stretch, Stretch]]:
    """The pairs of question and answer where dashes open the answers, or both."""
    dashed = [doc[start].text in DASHES for start, _ in paragraphs]
    plain = [(q, a) for (q, a), (p, d) in zip(pairwise(paragraphs), pairwise(dashed), strict=True) if d and not p]
    if len(plain) >= FEWEST:
        return plain
    first = next((n for n, d in enumerate(dashed) if d), len(dashed))
    last = next((n for n in range(first, len(dashed)) if not dashed[n]), len(dashed))
    run = paragraphs[first:last]
    return list(zip(run[::2], run[1::2], strict=False))


def _bare(paragraphs: list[Stretch], doc: Doc) -> list[tuple[Stretch, Stretch]]:
    """The pairs where nothing marks them: the paragraphs from the first short question on, by turns."""
    first = next((n for n, p in enumerate(paragraphs) if n and _asks_shortly(doc, p)), len(paragraphs))
    run = paragraphs[first:]
    turns = list(zip(run[::2], run[1::2], strict=False))
    short = all(end - start <= QUESTION for (start, end), _ in turns)
    asked = sum(_asks_shortly(doc, question) for question, _ in turns)
    mine = words(doc.lang_, "attribution", "pronouns", "first")
    own = sum(any(low(t) in mine for t in doc[start:end]) for _, (start, end) in turns)
    wrong = sum(_asks_shortly(doc, answer) for _, answer in turns)
    if len(turns) >= FEWEST_BARE and short and 2 * asked >= len(turns) and 2 * own >= len(turns) and not wrong:
        return turns
    return []


def _labelled(paragraphs: list[Stretch], doc: Doc) -> list[Voice]:
    """The answers where labels open the paragraphs: two or more labels, one of which asks."""
    labels = {(start, end): colon for start, end in paragraphs if (colon := _label(doc, start, end)) is not None}
    names = {p: doc[p[0] : colon].text for p, colon in labels.items()}
    said = Counter(names.values())
    asking = Counter(names[p] for p in labels if _asks(doc, p))
    asker = next((n for n, times in asking.most_common() if 2 * times >= said[n] >= FEWEST), None)
    told = [p for p in labels if names[p] != asker]
    if asker is None or len(told) < FEWEST:
        return []
    found, asked = [], _asked(doc, min(start for start, _ in labels))
    for start, end in told:
        colon = labels[start, end]
        content = trim(doc, colon + 1, end)
        if content[1] <= content[0]:
            continue
        label = doc[start:colon]
        who = speaker(doc, label.root, (label.start, label.end))
        if asked is not None and (who.source.kind != "person" or _initials(label.text)):
            who = dataclasses.replace(who, source=asked.source, name=asked.name)  # "A:", initials
        found.append(
            Voice(who, ((colon, colon + 1),), (content,), "direct", "attributed", "carried", carried=False, front=True)
        )
    return found


def _initials(label: str) -> bool:
    """Whether a label is short for a name: "A", "I. S."."""
    return sum(c.isalpha() for c in label) <= INITIALS


def _label(doc: Doc, start: int, end: int) -> int | None:
    """The colon behind the label that opens a paragraph."""
    colon = next((i for i in range(start + 1, min(start + LABEL + 1, end - 1)) if doc[i].text == ":"), None)
    if colon is None or not any(t.text[:1].isupper() for t in doc[start:colon]):
        return None
    return colon


def _asks(doc: Doc, question: Stretch) -> bool:
    return any(t.text.endswith("?") for t in doc[question[0] : question[1]])


def _asks_shortly(doc: Doc, question: Stretch) -> bool:
    start, end = question
    last = next((doc[i].text for i in range(end - 1, start, -1) if not doc[i].is_space), "")
    return last.endswith("?") and end - start <= QUESTION


def _asked(doc: Doc, before: int) -> Speaker | None:
    """The person named first in the lines before the first question."""
    referents = meanings(doc)
    named = (i for i in range(before) if (r := referents.get(i)) is not None and r.phrase == i)
    person = next((i for i in named if (e := referents[i].entity) is not None and e.kind == "person"), None)
    return speaker(doc, doc[person]) if person is not None else None
