"""When two names of a text are one: a person by a part of the full name, a body by its initials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span

from whence.knowledge.folding import fold_word

SHORTEST = 2  # letters that a short form has at least; initials that no bracket explains have one more
SMALL = 3  # letters up to which a word in small letters gives no initial: "de", "for", "the"


def one_person(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two full names can be one person's: the same last name, and first names of which one is the other's
    initial or a part of them ("J. Hlavatý", "Ján Hlavatý"; "Ana Ruiz", "Ana Maria Ruiz")."""
    one, other = ([fold_word(part).strip(".") for part in parts] for parts in (some, others))
    if min(len(one), len(other)) < 2 or not one[0] or not other[0]:
        return False
    if one[-1] == other[-1]:
        short, long = sorted((one[0], other[0]), key=len)
        return short == long or (len(short) == 1 and long.startswith(short)) or _within(one, other)
    return _within(one, other)


def _within(one: Sequence[str], other: Sequence[str]) -> bool:
    short, long = sorted((one, other), key=len)
    return set(short) <= set(long)


def short_forms(span: Span) -> Iterator[str]:
    """By what a body of several words may be called for short: its capitals, or the first letters of its words."""
    words = [t.text for t in span if t.text[:1].isalpha()]
    if len(words) < SHORTEST:
        return
    for some in (
        [w for w in words if w[0].isupper()],
        [w for w in words if w[0].isupper() or len(w) > SMALL],
    ):
        initials = "".join(w[0].upper() for w in some)
        if len(initials) > SHORTEST:
            yield initials


def bracketed(span: Span) -> str | None:
    """The short form behind a name in brackets: "the Workers' Party of Norland (WPN)"."""
    doc, at = span.doc, span.end
    if at + 2 >= len(doc) or doc[at].text != "(" or doc[at + 2].text != ")":
        return None
    return str(doc[at + 1].text) if is_short_form(doc[at + 1].text) else None


def is_short_form(text: str) -> bool:
    """Whether a word is written as initials are."""
    letters = text.replace(".", "")
    return SHORTEST <= len(letters) <= 8 and sum(c.isupper() for c in letters) > len(letters) / 2


def by_first_word(spans: Iterable[Span]) -> dict[str, Span]:
    """The bodies of several words by their first, where only one begins with it: "Norland Mining" by "Norland"."""
    found: dict[str, Span] = {}
    several: set[str] = set()
    for span in spans:
        if len(span) < SHORTEST:
            continue
        first = span[0].text
        if first in found and found[first].text != span.text:
            several.add(first)
        found.setdefault(first, span)
    return {first: span for first, span in found.items() if first not in several and len(first) > SMALL}
