"""What the recogniser took for a name -> the names that it is: cut, stripped of what is no part of it, lengthened."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from whence.finding.lookup import names_over
from whence.finding.trees import inside, lemma, low
from whence.language.lexicons import lexicon
from whence.language.words import words, words_if_any

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
DASHES = frozenset({"-", "–", "—"})
HYPHENS = frozenset({"-", "‐", "‑"})
NUMERAL = re.compile(r"X{0,2}(?:IX|IV|V?I{2,3}|VI|V|X)")  # of rulers: "I" is somebody who speaks


def mended(ent: Span) -> Iterator[Span]:
    """The names in what the recogniser took for one; none where nothing is left.

    "Norway's Fjord Courier" without the state that the tables know, "Ana Ruiz and Jan Berg" as two persons, "Major
    General Ana Ruiz" without the rank, "the Courier" without a small article, "The Courier" with a capital one inside
    a sentence, "Kim Dae" with the rest of "Kim Dae-sung".
    """
    timeless = None if _opens_a_sentence(ent) else _timeless(_opened(_before_dash(ent)))
    if timeless is None:
        return
    for piece in _coordinated(_possessed(timeless)):
        bare = _untitled(_without_tail(piece))
        if bare is not None:
            yield _with_article(_to_its_end(bare))


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    return Span(doc, start, end, label=label)


def _before_dash(ent: Span) -> Span:
    """Up to a dash with blanks around it, which ends a dateline: "OSLO - The"."""
    for token in ent[1:]:
        if token.text in DASHES and ent.doc[token.i - 1].whitespace_:
            return _span(ent.doc, ent.start, token.i, ent.label_)
    return ent


def _without_tail(ent: Span) -> Span:
    """Without a possessive, a preposition, an article or an "and" at its end: "the Fjord Council's", "Banque de"."""
    end = ent.end
    while end - ent.start > 1 and (
        ent.doc[end - 1].text in POSSESSIVE
        or (ent.doc[end - 1].is_lower and ent.doc[end - 1].pos_ in {"ADP", "DET", "CCONJ"})
    ):
        end -= 1
    return _span(ent.doc, ent.start, end, ent.label_)


def _opens_a_sentence(ent: Span) -> bool:
    """Whether it is a common noun with the capital of a sentence: "Troops", "Police"; one with a capital inside another
    sentence as well may be a name."""
    first, lang = ent[0], ent.doc.lang_
    if len(ent) > 1 or not first.is_sent_start or first.text.isupper():
        return False
    nouns = {low(first), lemma(first)}
    common = any(nouns & words(lang, "attribution", "nouns", group) for group in ("person", "collective", "state"))
    return common and first.text not in inside(ent.doc)


def _opened(ent: Span) -> Span:
    """Without the word in front of a known name that has its capital from the sentence: "Were Norway", "If Oslo"; and
    without an article before initials."""
    doc, first = ent.doc, ent[0]
    if len(ent) < 2 or not first.is_sent_start:
        return ent
    rest = doc[ent.start + 1 : ent.end]
    known = any(n.form == "name" and (n.start, n.end) == (rest.start_char, rest.end_char) for n in doc._.names)
    article = low(first) in _articles(doc) and len(rest) == 1 and rest.text.isupper()
    stripped = (known and first.is_stop and low(first) not in _articles(doc)) or article
    return _span(doc, rest.start, rest.end, ent.label_) if stripped else ent


def _timeless(ent: Span) -> Span | None:
    """Up to a day or month that is no part of the name: "Ana Ruiz on Friday", "Jan 14"; None where nothing is left."""
    doc, end = ent.doc, ent.end
    days, months = _calendar(doc.lang_)
    for token in ent:
        word = low(token).rstrip(".")
        counted = token.i + 1 < len(doc) and doc[token.i + 1].text[:1].isdigit()
        behind = token.i > ent.start and ent.label_ in {"PER", "LOC"}
        if (word in days and (behind or counted)) or (word in months and counted):
            end = token.i
            while end > ent.start and not doc[end - 1].text[:1].isupper():
                end -= 1
            break
    return _span(doc, ent.start, end, ent.label_) if end > ent.start else None


@functools.cache
def _calendar(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names of days and those of months, in small letters, without a full stop."""
    its = lexicon(language, "times").get("words", {})
    days, months = (frozenset(word.rstrip(".") for word in its.get(group, ())) for group in ("weekday", "month"))
    return days, months


def _articles(doc: Doc) -> frozenset[str]:
    return frozenset(lexicon(doc.lang_, "pipeline").get("articles", {}).get("before_names", ()))


def _possessed(ent: Span) -> Span:
    """Behind the possessive where a known name stands in front of it."""
    doc = ent.doc
    inside = names_over(doc, ent.start_char, ent.end_char)
    known = {n.end for n in inside if n.form in ("name", "government") and n.start >= ent.start_char}
    for token in ent[1:-1]:
        if token.text in POSSESSIVE and token.idx in known and doc[token.i + 1].text[:1].isupper():
            return _span(doc, token.i + 1, ent.end, ent.label_)
    return ent


def _coordinated(ent: Span) -> Iterator[Span]:
    """Persons joined by "and" one by one."""
    if ent.label_ != "PER":
        yield ent
        return
    joiners = frozenset(lexicon(ent.doc.lang_, "pipeline").get("mending", {}).get("and", ())) | {"&", ","}
    start = ent.start
    for token in ent:
        if token.text in joiners:
            if token.i > start:
                yield _span(ent.doc, start, token.i, "PER")
            start = token.i + 1
    if start < ent.end:
        yield _span(ent.doc, start, ent.end, "PER")


def _untitled(ent: Span) -> Span | None:
    """Without titles in front; a person without words in small letters around the name as well, a thing without those
    behind it ("Patriot batteries"). Behind a title of address ("Mr", "Sheikh") stands a person, whatever the recogniser
    saw."""
    doc, start, end, label = ent.doc, ent.start, ent.end, ent.label_
    address = words(doc.lang_, "attribution", "nouns", "honorific")
    titles = words(doc.lang_, "attribution", "nouns", "person") | address
    if label != "ORG" and end - start > 1 and low(doc[start]) in address:
        label = "PER"
    if label != "ORG" and end - start > 2 and doc[start : start + 2].text.lower() in address:
        label, start = "PER", start + 2
    if label == "MISC":
        while end - start > 1 and doc[end - 1].text.islower():
            end -= 1
    if label == "PER":
        while start < end and (low(doc[start]) in titles or not doc[start].text[:1].isupper()):
            start += 1
        while end > start and not doc[end - 1].text[:1].isupper():
            end -= 1
    return _span(doc, start, end, label) if end > start else None


def _to_its_end(ent: Span) -> Span:
    """A person's name with what is joined to it by hyphens ("Kim Dae" with "-sung"), by particles ("Jan van" with "den
    Broek", "Fahd" with "bin Nasser"), or merely follows ("Ana Ruiz" with "Vega"); a name in capitals or with several
    words with what a hyphen joins; a ruler's with its numeral."""
    doc, end = ent.doc, ent.end
    if ent.label_ != "PER":
        return ent
    particles = words_if_any(doc.lang_, "names", "particles")
    if end < len(doc) and NUMERAL.fullmatch(doc[end].text):
        end += 1
    while end < len(doc):
        begin = _hyphened(doc, end) if len(ent) > 1 else end
        if begin == end:
            while begin < len(doc) and begin - end < 3 and low(doc[begin]) in particles:
                begin += 1
        if begin >= len(doc) or (not doc[begin].text[:1].isupper() and begin == end):
            break
        joined = begin > end and doc[end].text in HYPHENS
        if not joined and not _goes_on(ent, begin, end):
            break
        end = begin + 1
    return _span(doc, ent.start, end, ent.label_)


def _hyphened(doc: Doc, end: int) -> int:
    """The word that a hyphen joins to the one before `end`; `end` where none does."""
    joined = (
        end + 1 < len(doc)
        and doc[end].text in HYPHENS
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
        and not _leads(doc, end + 1)
    )
    return end + 1 if joined else end


def _goes_on(ent: Span, begin: int, end: int) -> bool:
    """Whether a person's name goes on with the word at `begin`, behind particles where `begin` is not `end`: one with a
    capital that the tables do not know, is no day and no title; without particles only a proper noun behind a given
    name."""
    doc = ent.doc
    token = doc[begin]
    days, months = _calendar(doc.lang_)
    titles = words(doc.lang_, "attribution", "nouns", "person") | words(doc.lang_, "attribution", "nouns", "honorific")
    known = any(n.start == token.idx for n in names_over(doc, token.idx, token.idx + 1))
    if not token.text[:1].isupper() or known or low(token) in days | months | titles:
        return False
    if doc[end - 1].text in {",", "."} or token.is_sent_start or not doc[end - 1].whitespace_:
        return False
    if begin > end:
        return True
    parts = doc._.name_parts
    given = bool(parts) and parts[ent.start] == "given" and parts[begin] in {None, "given"}
    return given and token.pos_ == "PROPN" and not token.text.isupper()


def _leads(doc: Doc, i: int) -> bool:
    """Whether what follows a hyphen makes an adjective of the name: "Ana Ruiz-backed candidates"."""
    return doc[i].pos_ != "PROPN" and i + 1 < len(doc) and doc[i + 1].pos_ in {"NOUN", "ADJ", "PROPN"}


def _with_article(ent: Span) -> Span:
    """An organisation without an article that is small or opens a sentence, with one that has a capital elsewhere."""
    doc, start, end = ent.doc, ent.start, ent.end
    if ent.label_ != "ORG":
        return ent
    articles = _articles(doc)
    opens = doc[start].is_sent_start and _is_capital_article(doc, start, articles)
    if (doc[start].text in articles or opens) and end - start > 1:
        start += 1
    elif start and not doc[start - 1].is_sent_start and _is_capital_article(doc, start - 1, articles):
        start -= 1
    return _span(doc, start, end, "ORG")


def _is_capital_article(doc: Doc, i: int, articles: frozenset[str]) -> bool:
    text = doc[i].text
    return text.istitle() and text.lower() in articles and (not i or not doc[i - 1].is_space)
