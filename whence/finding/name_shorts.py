"""Short forms within a report: a body's initials in brackets or first word, an agency's dateline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from whence.finding.namesakes import by_first_word, is_short_form
from whence.finding.trees import low
from whence.knowledge.folding import fold
from whence.language.tokens import text_of
from whence.language.words import words_if_any

DASHES = frozenset({"-", "–", "—", "--"})
EARLY = 12  # tokens of a paragraph within which its dateline stands


def shortened(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The spans, and what else the report names bodies by, in place of other readings:
    "the Workers' Party (WP)", "Norland Mining" and then "Norland", "OSLO (Fjord Wire) - "."""
    bodies = [s for s in spans if s.label_ == "ORG"]
    named = [*_bracketed(doc, bodies), *_datelined(doc, spans)]
    shorts = {s.text for s in named} | _first_words(doc, bodies)
    kept = [s if s.text not in shorts else Span(doc, s.start, s.end, label="ORG") for s in spans]
    taken = {i for s in kept for i in range(s.start, s.end)}
    more = [s for s in named if not taken & set(range(s.start, s.end))]
    taken.update(i for s in more for i in range(s.start, s.end))
    again = [Span(doc, t.i, t.i + 1, label="ORG") for t in doc if t.i not in taken and t.text in shorts]
    return [*kept, *more, *again]


def _bracketed(doc: Doc, bodies: Sequence[Span]) -> Iterator[Span]:
    """The initials in brackets behind a body's name of several words."""
    for body in bodies:
        at = body.end
        enclosed = len(body) > 1 and at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")"
        if enclosed and is_short_form(doc[at + 1].text):
            yield Span(doc, at + 1, at + 2, label="ORG")


def _first_words(doc: Doc, bodies: Sequence[Span]) -> set[str]:
    """The first words of bodies' names that nothing else begins with and no table, lexicon or other name has."""
    text = text_of(doc)
    known = {text[n.start : n.end] for n in doc._.names}
    known_words = {word for name in known for word in name.split()}
    parts = doc._.name_parts or [None] * len(doc)
    common = words_if_any(doc.lang_, "names", "heads", "subjects") | {t.lower_ for t in doc if t.is_lower}
    return {
        first
        for first, body in by_first_word(bodies).items()
        if first not in known
        and first not in known_words
        and parts[body.start] is None
        and first.lower() not in common
        and first.isalpha()
        and fold(first) != fold(body[-1].text)
        and doc[body.start].pos_ == "PROPN"
    }


def _datelined(doc: Doc, spans: Sequence[Span]) -> Iterator[Span]:
    """The agency in brackets between a dateline's place and its dash."""
    places = {s.end for s in spans if s.label_ == "LOC"}
    begun = False
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            start, begun = token.i + 1, False
            continue
        begun = begun or token.i in places
        if token.text != "(" or not begun or token.i - start > EARLY:
            continue
        close = next((i for i in range(token.i + 2, min(token.i + 6, len(doc))) if doc[i].text == ")"), None)
        if close is None or close + 1 >= len(doc) or doc[close + 1].text not in DASHES:
            continue
        inside = doc[token.i + 1 : close]
        if all(t.text[:1].isupper() or low(t) in words_if_any(doc.lang_, "names", "heads", "articles") for t in inside):
            yield Span(doc, inside.start, inside.end, label="ORG")
