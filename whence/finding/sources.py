"""The noun phrase that a content is laid to -> a Source with its kind and its name."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Doc, Token

from whence import knowledge
from whence.finding.lookup import mentions_over, times_over
from whence.finding.referents import Referent, lemma_in, meaning
from whence.finding.trees import dep, is_time, kids, low, once_a_token
from whence.language.words import words
from whence.model import Source, SourceKind, content_id

MAX_NAME_WORDS = 12  # a source's name is read by people: longer phrases are cut at the last whole complement

ENTITY_KINDS: dict[str, SourceKind] = {
    "outlet": "outlet",
    "person": "person",
    "organisation": "organisation",
    "company": "organisation",
    "state": "organisation",
    "place": "organisation",
    "weapon_system": "organisation",
}


PHRASE = frozenset(
    {"det", "amod", "nmod", "compound", "case", "nummod", "flat", "fixed", "appos", "obl", "advmod"}
)  # what belongs to a noun phrase


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """A source as it stands in the text: token bounds of its phrase, its head, what it means, and its name there."""

    head: int
    start: int
    end: int
    source: Source
    name: str


def speaker(doc: Doc, head: Token, bounds: tuple[int, int] | None = None) -> Speaker:
    """The source that the noun phrase or pronoun headed by `head` names; of a compound, its last noun."""
    while bounds is None and dep(head) == "compound" and head.head.i > head.i and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    referent = meaning(head)
    phrase = doc[referent.phrase] if referent is not None and referent.phrase >= 0 else head
    relative = referent is not None and referent.form == "relative"  # "the minister, WHO said": the minister's words
    start, end = bounds or phrase_bounds(phrase if relative else head)
    somebody = lemma_in(phrase, words(head.lang_, "attribution", "nouns", "person"))  # "a Western diplomat"
    told_by_role = (
        phrase.pos_ != "PROPN"
        and referent is not None
        and referent.title
        and referent.entity is not None
        and (
            referent.entity.kind == "state"
            or (referent.form == "nominal" and referent.entity.kind == "place" and somebody)
        )
    )
    if referent is not None and referent.entity is not None and not told_by_role and not goes_on(referent, head):
        printed = next(
            (
                m.text
                for m in mentions_over(doc, head.idx, head.idx + 1)
                if referent.form == "name" and m.form == "name"
            ),
            None,
        )
        return Speaker(head.i, start, end, entity_source(referent), printed or name_in(referent, doc.lang_))
    a, b = phrase_bounds(phrase) if phrase.i != head.i else (start, end)
    name = phrase_name(doc, a, b)
    kind = kind_of(phrase)
    entity = referent.entity.id if referent is not None and referent.entity is not None else None
    return Speaker(
        head.i, start, end, Source(content_id("source", kind, entity, name.casefold()), name, kind, entity), name
    )


def goes_on(referent: Referent, head: Token) -> bool:
    """Whether the name of a body that the tables do not know goes on in common nouns: "Institut international | de
    recherche sur la paix"."""
    entity = referent.entity
    if entity is None or entity.known or entity.kind != "organisation" or referent.form != "name":
        return False
    return any(dep(c) == "nmod" and c.pos_ == "NOUN" and c.i > head.i for c in kids(head))


def name_in(referent: Referent, language: str) -> str:
    """The entity's name in a language; its own name where it has none there."""
    assert referent.entity is not None
    spelt = referent.entity.names.get(language, ())
    return spelt[0] if spelt else referent.entity.name


def entity_source(referent: Referent) -> Source:
    """The source that an entity is."""
    entity = referent.entity
    assert entity is not None
    kind: SourceKind = ENTITY_KINDS[entity.kind]
    if knowledge.load().facts(entity.id).source_kind == "agency":
        kind = "agency"
    return Source(content_id("source", kind, entity.id), entity.name, kind, entity.id)


def kind_of(head: Token) -> SourceKind:
    """document for things that say something, unnamed for people and groups who are told by their role only."""
    lang = head.lang_
    if lemma_in(head, words(lang, "attribution", "nouns", "document")):
        return "document"
    if lemma_in(head, words(lang, "attribution", "nouns", "person")):
        return "unnamed"
    if lemma_in(head, words(lang, "attribution", "nouns", "outlet")):
        return "outlet"
    if lemma_in(head, words(lang, "attribution", "nouns", "collective")):
        return "organisation"
    return "unnamed"


@once_a_token
def phrase_bounds(head: Token) -> tuple[int, int]:
    """Token bounds of the noun phrase: articles, adjectives, complements and short participles, up to the first comma,
    mark of quotation or finite clause."""
    doc = head.doc
    inside = {head.i}
    stack = [head]
    while stack:
        t = stack.pop()
        for c in kids(t):
            if c.pos_ == "PRON" and c.i > t.i and not any(dep(k) == "case" for k in kids(c)):
                continue  # "un officier LUI a dit"
            if dep(c) in {"nmod", "obl"} and c.i > t.i and is_time(c) and all(is_time(k) for k in kids(c) if k.i > c.i):
                continue  # "Nigeria's doctors ON WEDNESDAY suspended a strike"
            if (dep(c) in PHRASE and c.pos_ != "PUNCT") or (
                dep(c) == "acl" and "Part" in c.morph.get("VerbForm") and abs(c.i - t.i) < 12
            ):
                inside.add(c.i)
                stack.append(c)
    sentence = head.sent
    start = head.i
    while start - 1 >= sentence.start and start - 1 in inside:
        start -= 1
    end = head.i + 1
    while end < sentence.end and (end in inside or doc[end].text in {"-", "'", "’"}):
        end += 1
    end = _to_the_agent(doc, inside, end, sentence.end)
    # the preposition that leads into the phrase is no part of it, nor is a day in front of its article; what bounds a
    # number is ("around 200 marchers")
    article = next((c.i for c in kids(head) if dep(c) == "det" and c.i < head.i), start)
    if any(t.pos_ == "PROPN" for t in doc[start:article]):
        start = article
    number = next((c for c in kids(head) if dep(c) == "nummod" and c.i < head.i), None)
    while start < head.i and (
        (
            dep(doc[start]) in {"case", "advmod", "mark", "cc", "fixed"}
            and doc[start].head.i in inside
            and not _merged_article(doc[start])
            and not (number is not None and doc[start].head.i == number.i and dep(doc[start]) == "advmod")
        )
        or (number is not None and start < number.i and dep(doc[start]) == "nmod")
    ):
        start += 1
    return start, end


def _to_the_agent(doc: Doc, inside: set[int], end: int, stop: int) -> int:
    """The end moved over a date and an agent: "une étude publiée | lundi par l'institut"."""
    if not any("Part" in doc[i].morph.get("VerbForm") for i in inside):
        return end
    after = end
    for time in times_over(doc, doc[end].idx, doc[stop - 1].idx + 1) if end < stop else ():
        if after < stop and time.start_char == doc[after].idx:
            span = doc.char_span(time.start_char, time.end_char, alignment_mode="expand")
            after = span.end if span is not None else after
    if (
        after < stop
        and low(doc[after]) in words(doc.lang_, "attribution", "agent", "prepositions")
        and dep(doc[after]) == "case"
    ):
        noun = doc[after].head
        if noun.i > after:
            last = noun.i + 1
            while last < stop and (
                (doc[last].head.i == noun.i and dep(doc[last]) in {"flat", "amod", "nmod"}) or dep(doc[last]) == "flat"
            ):
                last += 1
            return last
    return end


def _merged_article(token: Token) -> bool:
    return low(token) in words(token.lang_, "attribution", "nouns", "merged_articles") and dep(token) == "det"


def phrase_name(doc: Doc, start: int, end: int) -> str:
    """The phrase as a name: without its article, one blank between words, at most twelve words."""
    articles = words(doc.lang_, "attribution", "nouns", "articles")
    qualifiers = words(doc.lang_, "attribution", "nouns", "same")
    while start + 1 < end and (low(doc[start]) in articles or low(doc[start]) in qualifiers):
        start += 1
    while end - 1 > start and dep(doc[end - 1]) == "case":
        end -= 1  # the mark of a genitive
    if end - start > MAX_NAME_WORDS:
        end = start + MAX_NAME_WORDS
        while end > start + 1 and doc[end - 1].pos_ in {"ADP", "DET", "CCONJ", "PUNCT"}:
            end -= 1
    return " ".join(doc[start:end].text.split())
