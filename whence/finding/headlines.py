"""A speaker, a colon and what is said, at the beginning of a line: "Sen. N N: The bill is dead", "Police : le suspect
s'est rendu"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Span, Token

from whence.finding.clauses import form_of
from whence.finding.referents import lemma_in
from whence.finding.sources import Speaker, speaker
from whence.finding.trees import trim
from whence.finding.voices import Stretch, Voice
from whence.language.words import words

SPEAKER: Final = 6  # tokens of who speaks, with titles
SAID: Final = 3  # tokens of the shortest line that says something
ROLE: Final = 3  # tokens of a speaker who is told by a noun: "Port police"
LAST: Final = frozenset({".", "!", "?", "…"})


def headline(doc: Doc, bounds: Stretch) -> list[Voice]:
    """The attribution of a sentence that is a speaker, a colon and what is said; none where it is no such sentence."""
    start = bounds[0]
    colon = next((i for i in range(start + 1, min(start + SPEAKER + 1, len(doc))) if doc[i].text == ":"), None)
    if colon is None or any("\n" in t.text or form_of(t) == "finite" for t in doc[start:colon]):
        return []
    begins = start == 0 or "\n" in doc[start - 1].text
    if not begins and colon >= bounds[1]:
        return []
    who = named(doc, start, colon) or (by_role(doc, start, colon) if begins else None)
    content = trim(doc, colon + 1, line_end(doc, colon + 1) if begins else bounds[1])
    if who is None or content[1] - content[0] < SAID:
        return []
    if doc[start:colon].text.isupper() and not doc[content[0] : content[1]].text.isupper():
        return []  # "PRESS RELEASE: The port reopens": the name of a part of the page
    if doc[colon - 1].pos_ == "NOUN" and not any(form_of(t) == "finite" for t in doc[content[0] : content[1]]):
        return []  # "Photo: the port at dawn"
    cue = ((colon, colon + 1),)
    return [Voice(who, cue, (content,), "indirect", "attributed", "frame", front=True)]


def named(doc: Doc, start: int, colon: int) -> Speaker | None:
    """The speaker whose name ends at the colon; only titles may stand before it."""
    begin = colon - 1
    while begin > start and doc[begin].ent_iob_ == "I":
        begin -= 1
    if doc[begin].ent_iob_ != "B" or doc[begin].ent_type_ not in {"PER", "ORG"}:
        return None
    if any(not t.text[:1].isupper() and not t.is_punct for t in doc[start:begin]):
        return None
    return speaker(doc, head_of(doc[begin:colon]), (start, colon))


def head_of(name: Span) -> Token:
    """The token that heads a name; its last where the parse divides it."""
    root = name.root
    return root if all(root.i == t.i or root.is_ancestor(t) for t in name) else name[-1]


def by_role(doc: Doc, start: int, colon: int) -> Speaker | None:
    """A speaker told by a noun without an article: "Police", "Study", "Senior official"."""
    noun = doc[colon - 1] if doc[colon - 1].is_alpha else doc[max(colon - 2, start)]
    if colon - start > ROLE or not noun.is_alpha or not doc[start].text[:1].isupper():
        return None
    listed = words(doc.lang_, "attribution", "nouns", "person") | words(doc.lang_, "attribution", "nouns", "collective")
    listed |= words(doc.lang_, "attribution", "headlines", "documents")
    if not lemma_in(noun, listed) and noun.lower_ not in listed:
        return None
    return speaker(doc, noun, (start, noun.i + 1))


def line_end(doc: Doc, start: int) -> int:
    """Where what is said in a headline ends: with its first sentence, at the latest with its line."""
    for i in range(start, len(doc)):
        if "\n" in doc[i].text:
            return i
        if doc[i].text in LAST:
            return i + 1
    return len(doc)
