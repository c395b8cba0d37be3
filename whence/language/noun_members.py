"""Mends of what stands around a noun: its adjective hung on another noun, its number taken for the noun itself."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from whence.language.trees import NOMINAL, attach, relation


def agreeing_adjective(adjective: Token) -> None:
    """ "le ministre de la Justice argentin": an adjective hung on a noun with which it does not agree, that describes
    the one above."""
    noun = adjective.head
    if relation(adjective) != "amod" or adjective.i < noun.i or relation(noun) != "nmod" or noun.head.i > noun.i:
        return
    own, above = gender(adjective), noun.head
    if own and gender(noun) and own != gender(noun) and own == gender(above) and above.pos_ == "NOUN":
        attach(adjective, above, "amod")


def gender(token: Token) -> str:
    """The gender of a word, of a noun by its article where that tells it; empty where nothing does."""
    article = next((c for c in token.lefts if relation(c) == "det" and c.morph.get("Gender")), token)
    if article.i == token.i and "Plur" in token.morph.get("Number") and token.pos_ == "PROPN":
        return ""
    return "".join(article.morph.get("Gender"))


def agent_of_act(agent: Token, acts: Container[str], agents: Container[str], aims: Container[str]) -> None:
    """ "the arrest of three journalists by the police", "calls by the bishops for a truce": who does what a noun tells,
    and to what end, hung on another noun of the phrase or on the verb behind it.

    `acts` are nouns of events, `agents` the prepositions before who does them ("by"), `aims` those before their end."""
    case = next((c.lower_ for c in agent.children if relation(c) == "case" and c.i < agent.i), "")
    head = agent.head
    if relation(agent) == "nmod" and head.i < agent.i and relation(head) == "nmod" and head.head.i < head.i:
        by_agent = any(relation(c) == "case" and c.lower_ in agents for c in head.children)
        if head.head.lemma_.lower() in acts and (case in agents or (case in aims and by_agent)):
            attach(agent, head.head, "nmod")
    elif relation(agent) == "obl" and case in agents and agent.i < head.i:
        subject = next((c for c in head.children if relation(c) == "nsubj" and c.i < agent.i), None)
        begin = min([agent.i, *(c.i for c in agent.subtree)])
        if subject is None or subject.lemma_.lower() not in acts:
            return
        if begin - 1 == max(c.i for c in subject.subtree):
            attach(agent, subject, "nmod")


def number_of_noun(number: Token, cardinals: Container[str]) -> None:
    """ "la livraison de vingt-quatre chasseurs": a number taken for the noun that it counts. `cardinals` are the words
    that numbers are made of."""
    if number.pos_ not in {"NOUN", "PROPN", "ADJ"} or relation(number) == "nummod" or number.i + 1 >= number.sent.end:
        return
    if not all(part in cardinals for part in number.lower_.replace("-et-", "-").split("-")):
        return
    noun = number.doc[number.i + 1]
    if noun.pos_ not in NOMINAL or noun.head.i != number.i or any(relation(c) == "case" for c in noun.children):
        return
    root = number.head.i == number.i
    attach(noun, noun if root else number.head, "ROOT" if root else number.dep_)
    for c in list(number.children):
        attach(c, noun, c.dep_)
    attach(number, noun, "nummod")
    number.pos_, noun.pos_ = "NUM", "NOUN"
    number.set_morph("NumType=Card")
