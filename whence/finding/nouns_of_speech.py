"""Attributions by nouns: "l'accusation selon laquelle", "reports that", "the ministry's claim that", "l'espoir que"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from whence.finding.clauses import case_of, form_of
from whence.finding.contents import clause_after
from whence.finding.referents import lemma_in, meanings
from whence.finding.sources import Speaker, phrase_bounds, speaker
from whence.finding.tellers import can_speak, is_hearsay_noun
from whence.finding.trees import children, dep, kids, low, sentence, subtree_span, trim
from whence.finding.voices import Stretch, Voice
from whence.language.words import words

NEAR = 8  # tokens between the noun and the word that opens what it says


def told_by_nouns(doc: Doc, voices: list[Voice]) -> list[Voice]:
    """The attributions by nouns with a clause of their own, in the order of the nouns. `voices` are those already
    found: a clause that a verb reports is not found again."""
    nouns = words(doc.lang_, "attribution", "saying_nouns", "lemmas")
    rumours = words(doc.lang_, "attribution", "hearsay", "nouns")
    reported = {v.content[0][0] for v in voices if v.verb >= 0}
    found = []
    for token in doc:
        if token.pos_ != "NOUN" or not lemma_in(token, nouns | rumours):
            continue
        opening = opener(token)
        if opening is None:
            continue
        head = clause_after(doc[opening[1] - 1], token)
        if head is None or form_of(head) != "finite":
            continue
        end = max(subtree_span(head)[1], head.i + 1)
        content = trim(doc, opening[1], min(end, sentence(token)[1]))
        if content[1] - content[0] < 2 or content[0] in reported:
            continue
        who = holder(token, opening[0])
        rumour = lemma_in(token, rumours) and who is None
        if who is None and not rumour and not lemma_in(token, nouns):
            continue
        cue = (min([token.i, *(c.i for c in kids(token) if dep(c) == "amod" and c.i < token.i)]), token.i + 1)
        found.append(
            Voice(
                who,
                (cue,),
                (content,),
                "indirect",
                "hearsay" if who is None and is_hearsay_noun(token) else "attributed" if who is not None else "hearsay",
                "noun",
                verb=token.i,
            )
        )
    return found


def opener(noun: Token) -> Stretch | None:
    """The words that open what the noun says: "that", "selon laquelle"; None where there are none near it."""
    doc = noun.doc
    simple = words(doc.lang_, "attribution", "saying_nouns", "openers")
    prepositions = words(doc.lang_, "attribution", "saying_nouns", "prepositions")
    relatives = words(doc.lang_, "attribution", "saying_nouns", "relatives")
    before = words(doc.lang_, "attribution", "saying_nouns", "before")
    for i in range(noun.i + 1, min(sentence(noun)[1], noun.i + NEAR)):
        if low(doc[i]) in before and i + 1 < sentence(noun)[1] and low(doc[i + 1]) in simple:
            continue
        if low(doc[i]) in prepositions and i + 1 < sentence(noun)[1] and low(doc[i + 1]) in relatives:
            return (i, i + 2)
        if low(doc[i]) in simple:
            head = doc[i].head
            complete = dep(doc[i]) == "mark" or doc[i].pos_ == "SCONJ"
            return (i, i + 1) if complete and head.i > i else None
        if form_of(doc[i]) == "finite" or doc[i].text in {",", ";", ":"}:
            return None
    return None


def holder(noun: Token, stop: int) -> Speaker | None:
    """Whose word the noun is, told before token `stop`: its possessor ("the ministry's claim"), "of" or "by" whom it
    is; None where it does not say."""
    of = words(noun.lang_, "attribution", "nouns", "of") | words(noun.lang_, "attribution", "agent", "prepositions")
    for c in (c for c in children(noun, "nmod", "det") if c.i < stop):
        owned = c.dep_ == "nmod:poss" or low(c) in words(noun.lang_, "attribution", "pronouns", "possessive")
        if not (owned or (c.i > noun.i and case_of(c) in of)):
            continue
        known = c.i in meanings(noun.doc)
        if known or (c.pos_ in {"NOUN", "PROPN"} and can_speak(c)):
            start, end = phrase_bounds(c)
            return speaker(noun.doc, c, (start, end))
    return None
