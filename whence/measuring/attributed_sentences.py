"""Single sentences of our own with every attribution in them marked: what the encoder learns from, beside the corpus.

``corpus/sentences/attributed.LANGUAGE.txt`` holds one sentence (or two) a line. ``{word|1}`` is the head of the cue of
the line's first attribution, ``[words|1]`` its source, ``<1 words 1>`` its content, in one piece or several; contents
may lie within one another, and a passage may be the source of two (``[words|1,2]``). ``#`` begins a comment.
``corpus/reports/attributed.LANGUAGE.txt`` holds whole reports in the same form, a paragraph a line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from whence.finding.between import Stretch
from whence.measuring.marked_lines import marked_lines, marked_reports
from whence.measuring.told_sentences import BETWEEN, REPORTS
from whence.measuring.typed_sentences import FOLDER

_MARK: Final = re.compile(r"<(\d+)\s|\s?(\d+)>|\{([^{}|]+)\|(\d+)\}|\[([^\[\]|]+)\|([\d,]+)\]")


class Attributed(NamedTuple):
    """An attribution: the characters of its cue's head, of its sources, and of the pieces of its content."""

    cue: Stretch
    source: list[Stretch]
    content: list[Stretch]

    def moved(self, by: int) -> Attributed:
        """The same attribution, so many characters further."""
        source, content = ([(a + by, b + by) for a, b in each] for each in (self.source, self.content))
        return Attributed((self.cue[0] + by, self.cue[1] + by), source, content)


class AttributedSentence(NamedTuple):
    """A sentence or a report without its marks, and its attributions."""

    text: str
    attributions: list[Attributed]


def attributed_sentences(language: str, folder: Path = FOLDER) -> Iterator[AttributedSentence]:
    """The sentences of a language; nothing where there is no such file.

    Raises:
        ValueError: a mark cannot be understood.
    """
    yield from marked_lines(folder / f"attributed.{language}.txt", read)


def attributed_reports(language: str, folder: Path = REPORTS) -> Iterator[AttributedSentence]:
    """The reports of a language, each with its paragraphs together; nothing where there is no such file.

    Raises:
        ValueError: a mark cannot be understood.
    """
    for paragraphs in marked_reports(folder / f"attributed.{language}.txt", read):
        attributions, at = list[Attributed](), 0
        for one in paragraphs:
            attributions += [a.moved(at) for a in one.attributions]
            at += len(one.text) + len(BETWEEN)
        yield AttributedSentence(BETWEEN.join(one.text for one in paragraphs), attributions)


def read(line: str) -> AttributedSentence:
    """A line without its marks."""
    text, done = "", 0
    cues = dict[str, Stretch]()
    sources, contents = defaultdict[str, list[Stretch]](list), defaultdict[str, list[Stretch]](list)
    begun = dict[str, int]()
    for mark in _MARK.finditer(line):
        text += line[done : mark.start()]
        done = mark.end()
        opens, closes, cue, cue_of, source, source_of = mark.groups()
        if opens:
            begun[opens] = len(text)
        elif closes:
            if closes not in begun:
                raise ValueError(f"{closes}> closes nothing")
            contents[closes].append((begun.pop(closes), len(text)))
        else:
            words = cue or source
            place = len(text), len(text) + len(words)
            text += words
            if cue:
                cues[cue_of] = place
            for number in source_of.split(",") if source else ():
                sources[number].append(place)
    text += line[done:]
    if begun or re.search(r"[{}|\[\]<>]", text):
        raise ValueError("a mark is not closed; marks are {cue|1}, [source|1] and <1 content 1>")
    if set(cues) != set(contents) or not set(sources) <= set(cues):
        raise ValueError("an attribution has a cue and a content; a source alone, or one without the other, is none")
    return AttributedSentence(text, [Attributed(cues[n], sources[n], contents[n]) for n in sorted(cues)])
