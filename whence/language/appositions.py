"""Who somebody is, told between two commas: "l'Iran, proche allié de la Russie, a refusé", "N, Mali's neighbour, said".

Small parsers take the noun of such an apposition for an adjective, a verb or the subject of the sentence. The nouns are
those that name a tie between parties (``relations.tsv``).
"""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from whence.language.lexicons import table
from whence.language.trees import attach, relation

BEFORE = frozenset({"DET", "ADJ", "ADV", "NUM"})
"""What stands before the noun of an apposition; a possessive may too."""

LONGEST = 14
"""Tokens of an apposition at most."""

INSIDE_NAMES = frozenset({"flat", "compound", "nmod", "appos"})


def nouns_of_ties(language: str) -> frozenset[str]:
    """The nouns of one word that name a tie between parties."""
    return frozenset(row["trigger"] for row in table(language, "relations") if row["pos"] == "NOUN")


def apposition(comma: Token, nouns: Container[str], possessives: Container[str]) -> None:
    """The noun behind the comma describes the name before it, and what follows the second comma is said of the name.
    `possessives` are the endings of an owner ("'s")."""
    doc = comma.doc
    if comma.text != "," or comma.i == comma.sent.start or comma.i + 2 >= comma.sent.end:
        return
    party = _party(doc[comma.i - 1])
    noun = _noun(comma, nouns, possessives)
    if party is None or noun is None or (relation(noun) == "appos" and noun.head.i == party.i):
        return
    end = _end(noun)
    if end is None:
        return
    verb = _verb_behind(party, noun, end)
    if verb is None:
        return
    inside = range(comma.i + 1, end)
    if noun.head.i == noun.i:
        attach(verb, verb, "ROOT")
    for c in [c for c in noun.children if c.i not in inside and c.i != comma.i and c.i not in {party.i, verb.i}]:
        attach(c, verb, c.dep_)
    if party.head.i != verb.i or relation(party) not in {"nsubj", "obl", "obj"}:
        attach(party, verb, "nsubj:pass" if any(c.dep_ == "aux:pass" for c in verb.children) else "nsubj")
    elif relation(noun) == "nsubj" and noun.head.i == verb.i:
        attach(party, verb, noun.dep_)
    attach(noun, party, "appos")
    for i in inside:
        described = doc[i].head.i > noun.i and doc[i].head.pos_ == "ADJ" and doc[i].i > doc[i].head.i
        if i != noun.i and (doc[i].head.i not in inside or (described and relation(doc[i]) in {"nmod", "obl"})):
            attach(doc[i], noun, "nmod" if any(relation(c) == "case" for c in doc[i].children) else doc[i].dep_)
    for c in noun.children:
        if relation(c) == "obl":
            c.dep_ = "nmod"
    noun.pos_, noun.lemma_ = "NOUN", _listed(noun, nouns)


def _party(last: Token) -> Token | None:
    """The head of the name that ends with a token."""
    party = last
    while relation(party) in INSIDE_NAMES and party.head.i < party.i and party.i - party.head.i < 6:
        party = party.head
    return party if last.text[:1].isupper() and last.pos_ in {"PROPN", "NOUN"} else None


def _noun(comma: Token, nouns: Container[str], possessives: Container[str]) -> Token | None:
    """The noun of a tie that opens the apposition."""
    owned = False
    for token in comma.doc[comma.i + 1 : min(comma.i + 8, comma.sent.end)]:
        form = token.lower_
        if _listed(token, nouns):
            return token
        owned = owned or form in possessives
        behind = comma.doc[token.i + 1].lower_ if token.i + 1 < comma.sent.end else ""
        if token.pos_ not in BEFORE and behind not in possessives and form not in possessives and not owned:
            return None
        if owned and token.pos_ in {"ADP", "AUX", "PUNCT", "CCONJ", "SCONJ", "PRON"}:
            return None
    return None


def _listed(token: Token, nouns: Container[str]) -> str:
    """The noun of which the token is a form, in whatever number and gender; empty for none."""
    return next((n for end in ("", "s", "e", "es") if (n := token.lower_.removesuffix(end)) in nouns), "")


def _end(noun: Token) -> int | None:
    """Where the apposition ends: at the next comma, with no clause inside."""
    for token in noun.doc[noun.i + 1 : min(noun.i + LONGEST, noun.sent.end)]:
        if token.text == ",":
            return token.i
        if token.pos_ in {"AUX", "SCONJ", "PRON"} or token.is_sent_end:
            return None
    return None


def _verb_behind(party: Token, noun: Token, end: int) -> Token | None:
    """The verb of which the party is the subject: the first behind the apposition that belongs to one of the two."""
    over = {party.i, noun.i, party.head.i, noun.head.i}
    for token in party.doc[end + 1 : party.sent.end]:
        if token.pos_ in {"VERB", "AUX"} and relation(token) not in {"aux", "cop", "acl"}:
            return token if token.i in over or token.head.i in over else None
        if token.text == "," or token.pos_ in {"SCONJ", "CCONJ"}:
            return None
    return None
