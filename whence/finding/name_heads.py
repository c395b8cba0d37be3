"""Names that a word of their own tells: "National ... Commission", "Bank of N", "N River", "Treaty of N".

A recogniser cuts long names of bodies where a known place or an "and" stands in them, and takes laws and ships for
bodies. What heads such a name is data of the language (``names.toml``, section ``heads``) or of the tables
(``name_words.tsv``), and so are the words that join its parts.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from whence.finding.lookup import names_over
from whence.finding.trees import lemma, lows
from whence.knowledge.folding import fold
from whence.knowledge.parts import parts
from whence.language.lexicons import has, lexicon
from whence.language.words import words

KINDS = {"organisation": "ORG", "company": "ORG", "outlet": "ORG", "place": "LOC"}
"""What a name is that ends on a word of the tables which names of a kind are made of."""

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "AUX"})
"""Words of which a sentence has some in small letters, unless it is a headline in which capitals tell nothing."""

SHORTEST = 2  # letters of what an ampersand joins: "R & D" is no firm
HEADLINE = 4  # words with capitals that a headline has at least


@dataclasses.dataclass(frozen=True, slots=True)
class Joints:
    """The words of a language that hold such a name together, in small letters: what joins its parts (`of`; `for_`,
    which only stands before a subject; `for_places`, before a place too), `articles` behind that, `both` between two
    subjects, the `subjects` that bodies see to ("defence", "justice"), `titles` that may follow a name, days and months
    (`days`) that end none; the kind of name that a word at its end tells (`heads`) or in front (`fronts`); words that
    may have a possessive inside a name (`joined`), those on which names of firms and papers end (`brands`), heads that
    people bear as well (`surnames`); common nouns that are part of a name (`small`) with its kind, and whether they
    come `first`."""

    of: frozenset[str]
    for_: frozenset[str]
    for_places: frozenset[str]
    articles: frozenset[str]
    both: frozenset[str]
    subjects: frozenset[str]
    titles: frozenset[str]
    days: frozenset[str]
    heads: dict[str, str]
    fronts: dict[str, str]
    joined: frozenset[str]
    brands: frozenset[str]
    surnames: frozenset[str]
    small: dict[str, str]
    first: bool


@functools.cache
def joints(language: str) -> Joints | None:
    """The lists of a language; None where it has none."""
    if not has(language, "names") or "heads" not in lexicon(language, "names"):
        return None

    def listed(group: str) -> frozenset[str]:
        return words(language, "names", "heads", group)

    calendar = lexicon(language, "times").get("words", {})
    heads: dict[str, str] = {fold(w): KINDS[kind] for w, kind in parts().items() if kind in KINDS}
    bodies = {fold(w) for w in listed("bodies")}
    brands = frozenset(
        fold(w) for w, kind in parts().items() if kind in {"company", "outlet"} and fold(w) not in bodies
    )
    heads |= dict.fromkeys(bodies, "ORG") | {fold(w): "MISC" for w in listed("things")}
    heads |= {fold(w): "LOC" for w in listed("places")}
    return Joints(
        of=listed("of"),
        for_=listed("for"),
        for_places=listed("for_places"),
        articles=listed("articles"),
        both=listed("and"),
        subjects=listed("subjects"),
        titles=words(language, "attribution", "nouns", "person") | words(language, "attribution", "nouns", "honorific"),
        days=frozenset(w.rstrip(".") for group in ("weekday", "month") for w in calendar.get(group, ())),
        heads={w: kind for w, kind in heads.items() if w not in {fold(n) for n in listed("no")}},
        fronts=dict.fromkeys(listed("ahead"), "MISC") | dict.fromkeys(listed("places_ahead"), "LOC"),
        joined=listed("joined"),
        brands=brands,
        surnames=listed("surnames"),
        small=dict.fromkeys(listed("small_things"), "MISC") | dict.fromkeys(listed("small_places"), "LOC"),
        first=bool(lexicon(language, "names")["heads"].get("head_first")),
    )


def headed_names(doc: Doc) -> list[Span]:
    """The names of several words that one of their words tells, in the order of the text, disjoint."""
    its = joints(doc.lang_)
    if its is None:
        return []
    found = []
    for start, end in _runs(doc, its):
        span = _ahead(doc, its, start, end) or _headed(doc, its, start, end)
        if span is not None:
            found.append(span)
    found += [s for i in range(len(doc)) if (s := _small(doc, its, i) or _partners(doc, i)) is not None]
    return sorted(filter_spans([s for s in found if len(s) > 1]), key=lambda s: s.start)


def _small(doc: Doc, its: Joints, i: int) -> Span | None:
    """What a common noun tells that is part of the name: "traité du N", "accords de N", "mont N"; "the N accords"."""
    kind = its.small.get(lows(doc)[i])
    if kind is None or not doc[i].is_lower:
        return None
    start, end = i, i + 1
    if its.first:
        if end < len(doc) and doc[end].text[:1].isupper():
            end += 1
        if kind != "LOC":
            end = _rightwards(doc, its, end)
    else:
        while start and doc[start - 1].text[:1].isupper() and not doc[start - 1].is_stop:
            start -= 1
    inside = [n for n in doc._.names if doc[start].idx <= n.start and n.end <= doc[end - 1].idx + len(doc[end - 1])]
    capital = its.first and any(t.text[:1].isupper() for t in doc[start:end])
    named = any(n.form == "name" for n in inside) or capital
    return Span(doc, start, end, label=kind) if named else None


def _partners(doc: Doc, i: int) -> Span | None:
    """What an ampersand joins is a firm: "Larch & Sons"; with all the words that have capitals on its left and one on
    its right, or several that end on a word of firms' names."""
    if doc[i].text != "&" or not 0 < i < len(doc) - 1:
        return None
    start, end = i, i + 2
    while start and doc[start - 1].text[:1].isupper() and not doc[start - 1].is_stop:
        start -= 1
    if start == i or not doc[i + 1].text[:1].isupper() or doc[i + 1].is_sent_start or len(doc[i - 1].text) < SHORTEST:
        return None
    parts = doc._.name_parts
    if parts and end < len(doc) and parts[end] == "company":
        end += 1
    return Span(doc, start, end, label="ORG")


def _runs(doc: Doc, its: Joints) -> Iterator[tuple[int, int]]:
    """Stretches of words with capitals, hyphens and possessives of no known name among them, outside of headlines."""
    small = lows(doc)
    loud = headlines(doc)
    known = {i for n in doc._.names if (s := _span_of(doc, n)) is not None for i in range(s.start, s.end)}
    start = None
    for i in range(len(doc) + 1):
        if i < len(doc) and i not in loud and _belongs(doc, its, i, start, small, known):
            start = i if start is None else start
        elif start is not None:
            end = i
            while end > start and not doc[end - 1].text[:1].isupper():
                end -= 1
            if end > start:
                yield start, end
            start = None


def _belongs(doc: Doc, its: Joints, i: int, start: int | None, small: list[str], known: set[int]) -> bool:
    token = doc[i]
    if token.text[:1].isupper():
        if start is None and token.is_sent_start and (token.is_stop or token.pos_ in {"ADP", "SCONJ", "CCONJ", "PRON"}):
            return False
        day = small[i].rstrip(".") in its.days
        inside = start is not None and i + 1 < len(doc) and doc[i + 1].text[:1].isupper()
        return (not day or inside) and not (start is None and small[i] in its.articles)
    if start is None or i + 1 >= len(doc) or not doc[i + 1].text[:1].isupper():
        return False
    if token.text in {"-", "‑"}:
        return not token.whitespace_ and not doc[i - 1].whitespace_
    if token.text in {"'s", "’s", "'", "’"}:
        return i - 1 not in known and (small[i - 1] in its.joined or token.text in {"'", "’"})
    return False


def _span_of(doc: Doc, name: object) -> Span | None:
    return doc.char_span(name.start, name.end, alignment_mode="expand")  # type: ignore[attr-defined]


def headlines(doc: Doc) -> set[int]:
    """The tokens of sentences that have all their words in capitals, those aside that only join."""
    found: set[int] = set()
    for sent in doc.sents:
        capitals = sum(t.text[:1].isupper() for t in sent)
        if capitals >= HEADLINE and not any(t.is_lower and t.pos_ in CONTENT for t in sent):
            found.update(range(sent.start, sent.end))
    return found


def _ahead(doc: Doc, its: Joints, start: int, end: int) -> Span | None:
    """What a word in front tells: "Operation N", "Mount N"; what comes behind may have a head of its own."""
    small = lows(doc)
    kind = its.fronts.get(small[start])
    if kind is None or end - start < 2 or its.heads.get(fold(doc[end - 1].text), kind) == "ORG":
        return None
    return Span(doc, start, end, label=kind)


def _headed(doc: Doc, its: Joints, start: int, end: int) -> Span | None:
    """What its last word tells, with what belongs to it on both sides."""
    small = lows(doc)
    while end - start > 1 and small[end - 1] in its.titles and fold(doc[end - 1].text) not in its.brands:
        # "the Central Bank Governor", but "the Harbour Courier"
        end -= 1
    at = next(
        (i for i in range(end - 1, start - 1, -1) if fold(doc[i].text) in its.heads and not _people(doc, i)), None
    )
    if at is None:
        return None
    head = fold(doc[at].text)
    kind = its.heads[head]
    if at < end - 1 and not _goes_on(doc, its, at + 1, end):
        return None
    if doc[at].is_sent_start and at == start and (kind != "ORG" or lemma(doc[at]) in its.titles):
        return None
    while start < at and (small[start] in its.titles or (start + 1 < at and small[start] in its.articles)):
        start += 1
    if at - start == 1 and head in its.surnames and doc._.name_parts and doc._.name_parts[start] == "given":
        return None  # "Emily Lake"
    if head not in its.brands:
        end = _rightwards(doc, its, end)
    return Span(doc, _leftwards(doc, its, start, kind), end, label=kind)


def _people(doc: Doc, i: int) -> bool:
    """Whether a word is a nationality, which heads nothing: "American" in "American sanctions"."""
    at = doc[i].idx
    return any(n.start == at and n.form not in ("name", "government") for n in names_over(doc, at, at + 1))


def _goes_on(doc: Doc, its: Joints, start: int, end: int) -> bool:
    """Whether what follows the head is more of the name: words that bodies' names are made of ("Parti Action ...")."""
    small = lows(doc)
    return all(small[i] in its.subjects for i in range(start, end))


def _rightwards(doc: Doc, its: Joints, end: int) -> int:
    """The end of the name behind its head: "... of the Upper N", "... for Justice and Peace"; where heads come first,
    adjectives of nationality belong to it too."""
    small = lows(doc)
    nations = {n.start for n in doc._.names if n.form == "adjective"} if its.first else frozenset()
    while end < len(doc):
        subject = small[end] in its.subjects and doc[end].is_alpha and small[end] not in its.heads
        if subject or (doc[end].is_lower and doc[end].idx in nations):
            end += 1
        elif (reached := _complement(doc, its, end)) > end:
            end = reached
        else:
            break
    return end


def _complement(doc: Doc, its: Joints, at: int) -> int:
    """Where what begins with a joining word at `at` ends; `at` where nothing of the name does."""
    small = lows(doc)
    if small[at] in its.both or doc[at].text == ",":
        behind = at + 1
        while behind < len(doc) and small[behind] in its.articles | its.of:
            behind += 1
        if doc[at].text == "," or behind >= len(doc) or small[at - 1] not in its.subjects:
            return at
        end = behind
        while end < len(doc) and small[end] in its.subjects:
            end += 1
        return end if end > behind else at
    if small[at] not in its.of and small[at] not in its.for_:
        return at
    begin = at + 1
    while begin < len(doc) and small[begin] in its.articles:
        begin += 1
    end = begin
    while end < len(doc) and (doc[end].text[:1].isupper() or small[end] in its.subjects or _hyphen(doc, end)):
        if small[end].rstrip(".") in its.days or (small[end] in its.titles and not doc[end].is_lower):
            break
        end += 1
    if end == begin:
        return at
    known = next((n.entity.kind for n in doc._.names if n.start == doc[begin].idx), None)
    places = small[at] in its.for_places and known in {"state", "place"}
    if small[at] in its.for_ and small[begin] not in its.subjects and not places:
        return at
    if known == "person" or (known is None and doc._.name_parts and doc._.name_parts[begin] == "given"):
        return at
    if known == "place" and small[at - 1] in its.subjects and doc[at - 1].is_lower:
        return at
    return end


def _hyphen(doc: Doc, i: int) -> bool:
    return doc[i].text in {"-", "‑"} and not doc[i].whitespace_ and not doc[i - 1].whitespace_


def _leftwards(doc: Doc, its: Joints, start: int, kind: str) -> int:
    """The beginning of the name in front of its head: "Economic and Financial ..."; of a law or treaty with what an
    "of" joins ("Maintenance of Peace and Order Act")."""
    small = lows(doc)
    while start > 1:
        joint = small[start - 1]
        before = doc[start - 2]
        both = joint in its.both and small[start] in its.subjects and small[start - 2] in its.subjects
        of = joint in its.of and kind == "MISC" and small[start] in its.subjects
        if not (both or of) or not before.text[:1].isupper():
            break
        start -= 2
        while start and doc[start - 1].text[:1].isupper() and small[start - 1] not in its.articles:
            start -= 1
    return start
