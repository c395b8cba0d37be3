"""Agency credits in a text: "(AFP)" under a report or in its dateline, "avec Reuters", a last line "AP"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from whence.knowledge.folding import fold
from whence.model import Document
from whence.weighing.outlets import Outlets, credit_words, spellings_of

_DATELINE: Final = 200
_LONGEST_LINE: Final = 160


class Credit(NamedTuple):
    """An agency credited in a document; `whole` where the report is the agency's, not only written with its help.

    `start` and `end` bound the agency's name in the text.
    """

    source: str
    whole: bool
    start: int
    end: int


def find_credits(document: Document, outlets: Outlets, names: re.Pattern[str]) -> list[Credit]:
    """The agencies that a document credits, in the order of the text, each once; itself never.

    `names` finds the names that may be credited (see :func:`credited_names`). A name in running prose is no credit:
    it counts in the dateline, in brackets at the end of a paragraph, and alone on a line.
    """
    own = outlets.publisher(document.id)
    found: dict[str, Credit] = {}
    folded = fold(document.text)
    for start, end, inner in _places(folded):
        credit = _credit_line().fullmatch(folded, start, end)
        whole = credit is not None and credit["part"] is None
        if credit is None:
            continue
        listed = list(names.finditer(folded, *inner))
        rest = names.sub("", folded[credit.start("names") : end])
        if not listed or not _JOINING.fullmatch(_joined_away(rest)):
            continue
        for name in listed:
            source = outlets.named(document.text[name.start() : name.end()], "agency")
            if source != own and source not in found:
                found[source] = Credit(source, whole, name.start(), name.end())
    return sorted(found.values(), key=lambda c: c.start)


_JOINING: Final = re.compile(r"[\s,/&+.-]*")
_BRACKETS: Final = re.compile(r"\(([^()\n]{2,80})\)")


def _places(folded: str) -> Iterable[tuple[int, int, tuple[int, int]]]:
    """Where a credit can stand: lines by themselves, brackets that end a paragraph, brackets in the dateline."""
    start = 0
    for line in folded.split("\n"):
        end = start + len(line)
        if 1 < len(line) <= _LONGEST_LINE:
            a, b = start, end
            if line[0] == "(" and line.rstrip(".")[-1:] == ")":
                a, b = start + 1, start + line.rindex(")")
            yield a, b, (a, b)
        for brackets in _BRACKETS.finditer(folded, start, end):
            after = folded[brackets.end() : end].strip(" .")
            before = folded[start : brackets.start()].rstrip()
            ends = not after and before[-1:] in '.!?…»”"'
            opens = brackets.end() <= _DATELINE and after[:1] in "-–—:" and after != ""
            if ends or opens:
                yield brackets.start(1), brackets.end(1), brackets.span(1)
        start = end + 1


def credited_names(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern, for folded text, of the names that may be credited: the well-known agencies and `names`."""
    agencies = {n for lex in credit_words() for n in lex["agencies"]}
    spellings = {fold(s) for n in agencies.union(names) for s in spellings_of(n) if len(s) > 1}
    longest_first = sorted(map(re.escape, spellings), key=lambda n: (-len(n), n))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


def _joined_away(rest: str) -> str:
    return _joining_words().sub(" ", rest)


@functools.cache
def _joining_words() -> re.Pattern[str]:
    """The words that may stand between names, and articles before them."""
    words = {fold(w).strip("'") for lex in credit_words() for w in (*lex["joining"], *lex["articles"])} - {","}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))})(?:'|(?!\w))")


@functools.cache
def _credit_line() -> re.Pattern[str]:
    """Lead words and then names; which of the leads stands there says whether whole or part."""
    leads = {kind: {fold(w) for lex in credit_words() for w in lex[kind]} - {""} for kind in ("whole", "part")}
    whole, part = ("|".join(sorted(map(re.escape, some), key=lambda w: (-len(w), w))) for some in leads.values())
    return re.compile(rf"[\s(*—–-]*(?:(?P<part>(?:{part})(?=[\W]|$))|(?:{whole})(?=[\W]|$))?(?P<names>[^\n]*)")
