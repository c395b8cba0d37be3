"""What the words around a name say that it is: a title, a common noun beside it, an apposition."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from whence.errors import UnknownLanguage
from whence.finding.trees import dep, kids, lemma, low
from whence.language.lexicons import lexicon
from whence.language.words import words, words_if_any

QUOTES = frozenset("«“\"'‘")
MARKS = QUOTES | frozenset("»”’")
LOOSE = frozenset({"ADJ", "VERB", "PROPN", "NOUN", "ADV"})  # a demonym that the model does not know may be read as any
DESIGNATION = re.compile(r"(?!G-)[A-Z][A-Za-z]{0,3}-\d+[A-Z]{0,3}")
"""Models of weapons, vehicles, rockets: letters, a hyphen and a number; groups of states are "G-7"."""

THINGS = frozenset({"LOC", "MISC"})  # kinds that a noun right behind the name tells: "N crossing", "N missiles"
NEAR = 2  # adjectives that may stand between a noun and the name: French "le groupe suisse N"


def told_kind(span: Span) -> str | None:
    """PER, LOC, ORG or MISC where a noun beside the name or in apposition to it says so: "the firm N", "the port of N",
    "N, a faction of dockers", "N missiles", "N, spokesman of the port", "N, who", or where it is a model's ("B-52") or
    a title's ("The ... Road" in quotation marks); None where nothing does, and in a language without such a list of
    nouns (``names.toml``)."""
    if not _entries(span.doc.lang_):
        return None
    if DESIGNATION.fullmatch(span.text) or _quoted(span):
        return "MISC"
    for noun in _nouns(span):
        if (kind := _kind(noun)) is not None:
            return kind
    return "PER" if _related_by_who(span) else _owner(span)


def acts(span: Span) -> bool:
    """Whether the name does, or has done to it, what only persons and bodies do: "N denies it", "police arrested N", "N
    and N were charged"."""
    root, lang = span.root, span.doc.lang_
    if dep(root) == "conj" and root.head.pos_ == "PROPN":
        root = root.head
    done_to = words_if_any(lang, "names", "done_to")
    if dep(root) == "nsubj":
        passive = root.dep_ == "nsubj:pass"
        return lemma(root.head) in (done_to if passive else words_if_any(lang, "names", "deeds"))
    return dep(root) in {"obj", "iobj"} and lemma(root.head) in done_to


def _owner(span: Span) -> str | None:
    """What a thing tells that only bodies have ("N's chairman", "N shares", "les actions de N"), or only persons ("N's
    widow")."""
    root, lang = span.root, span.doc.lang_
    if dep(root) not in {"nmod", "compound"} or not _common(root.head):
        return None
    cases = {low(c) for c in kids(root) if dep(c) == "case"}
    if not cases <= words_if_any(lang, "names", "owning"):
        return None
    forms = {lemma(root.head), low(root.head)}
    if forms & words_if_any(lang, "names", "of_bodies"):
        return "ORG"
    return "PER" if cases and forms & words_if_any(lang, "names", "of_persons") else None


def _quoted(span: Span) -> bool:
    """Whether a name of several words is all that stands between quotation marks, as titles of works do; no name goes
    on around them, as in "N \"The Bull\" N"."""
    doc, start, end = span.doc, span.start, span.end
    if len(span) < 2 or not start or end >= len(doc) or not {doc[start - 1].text[0], doc[end].text[0]} <= MARKS:
        return False
    outside = (doc[i] for i in (start - 2, end + 1) if 0 <= i < len(doc))
    return not any(t.text[:1].isupper() and t.pos_ == "PROPN" for t in outside)


def _kind(noun: Token) -> str | None:
    language = noun.lang_
    forms = {lemma(noun), low(noun)}
    for kind, entries in _entries(language):
        if forms & entries:
            return kind
    return None


@functools.cache
def _entries(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    try:
        lexicon(language, "names")
    except UnknownLanguage:
        return ()
    return (
        ("PER", words(language, "attribution", "nouns", "person")),
        ("ORG", words_if_any(language, "names", "organisation")),
        ("LOC", words_if_any(language, "names", "place")),
        ("MISC", words_if_any(language, "names", "thing")),
    )


def _nouns(span: Span) -> Iterator[Token]:
    """The common nouns that speak of the name, the surest first."""
    doc, root = span.doc, span.root
    if (before := _before(span)) is not None:
        yield before
    if (
        span.start > 1
        and low(doc[span.start - 1]) in words_if_any(doc.lang_, "names", "of")
        and _kind(doc[span.start - 2]) == "LOC"
    ):
        yield doc[span.start - 2]
    if span.end < len(doc) and dep(root) == "compound" and root.head.i == span.end and _kind(root.head) in THINGS:
        yield root.head
    for child in kids(root):
        if dep(child) == "appos" and _common(child) and child.i >= span.end:
            yield child
    told = dep(root) == "appos" and not any(dep(c) == "case" for c in kids(root))
    if told and _common(root.head) and root.head.i < span.start:
        yield root.head
    if (after := _after(span)) is not None:
        yield after


def _before(span: Span) -> Token | None:
    """The noun that the name follows: "the Swiss group N", "le groupe suisse N", "a band called N"."""
    doc, at = span.doc, span.start - 1
    while at >= 0 and span.start - at <= NEAR + 1:
        token = doc[at]
        if at == span.start - 1 and token.text.islower() and token.pos_ == "ADJ" and _kind(token) == "ORG":
            return token  # "the weekly N"
        if _common(token) and (at == span.start - 1 or _kind(token) == "ORG"):
            return token if dep(span.root) not in {"nsubj", "obj", "iobj"} else None
        if not (token.text in QUOTES or (token.text[:1].islower() and token.pos_ in LOOSE)):
            return None
        at -= 1
    return None


def _after(span: Span) -> Token | None:
    """The noun that follows a name behind a comma and an indefinite article: "N, a Swiss maker of pumps"."""
    doc, at = span.doc, span.end
    if at + 2 >= len(doc) or doc[at].text != "," or "Ind" not in doc[at + 1].morph.get("Definite"):
        return None
    for token in doc[at + 2 : at + 5]:
        if _common(token):
            following = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if following is None or not _common(following):
                return token
        elif token.pos_ not in {"ADJ", "NUM", "ADV"}:
            return None
    return None


def _common(token: Token) -> bool:
    return bool(token.pos_ == "NOUN" and not token.text[:1].isupper())


def _related_by_who(span: Span) -> bool:
    """Whether "who" follows the name, behind a comma or at once."""
    doc, at = span.doc, span.end
    if at < len(doc) and doc[at].text == ",":
        at += 1
    return at < len(doc) and low(doc[at]) in words_if_any(doc.lang_, "names", "who")
