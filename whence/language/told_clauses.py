"""Mends of what is said: clauses that belong to a verb of saying and were hung on whom it is said to, on the clause
before, or on nothing; verbs of saying that were taken for nouns; and who says it, where the parse lost them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping

from spacy.tokens import Token

from whence.language.subjects import noun_in_verb
from whence.language.trees import NOMINAL, attach, relation

FINITE_PLURAL = "Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin"


def told_to_somebody(clause: Token, told: Container[str]) -> None:
    """ "told reporters he had no regrets": a clause with a subject of its own right behind whom it is told to is what
    is told, and says nothing of them. `told` are the forms of verbs that take whom they are said to at once."""
    noun = clause.head
    verb = noun.head
    if relation(clause) != "acl" or noun.pos_ not in NOMINAL or relation(noun) not in {"obj", "iobj"}:
        return
    if verb.lower_ not in told or not verb.i < noun.i < clause.i:
        return
    subject = next((c for c in clause.lefts if relation(c) == "nsubj"), None)
    if subject is None or subject.left_edge.i != noun.i + 1 or any(relation(c) == "ccomp" for c in verb.children):
        return
    if any(c.pos_ == "DET" for c in noun.lefts) and noun.morph.get("Number") == ["Sing"] and noun.dep_ != "iobj":
        return  # "told the story he had heard"
    if "Rel" not in subject.morph.get("PronType"):
        attach(clause, verb, "ccomp")


def also_said_after(opener: Token, saying: Container[str], openers: Container[str]) -> None:
    """ "said that the vote was lost, and that allies would come": a second clause with an opener, hung on the verb of
    saying as if it said nothing, is said as the first is."""
    clause = opener.head
    verb = clause.head
    if opener.lower_ not in openers or relation(opener) != "mark" or relation(clause) not in {"conj", "advcl"}:
        return
    if verb.pos_ != "VERB" or verb.lemma_ not in saying or verb.i > opener.i:
        return
    first = next((c for c in verb.rights if relation(c) == "ccomp" and c.i < opener.i), None)
    if first is not None and any(relation(c) == "mark" and c.lower_ in openers for c in first.lefts):
        attach(clause, first, "conj")


def said_by_the_same(verb: Token, saying: Container[str], singular: Container[str]) -> None:
    """ "acknowledged that mistakes were made but said he would stay", "Critics contend that the agency was slow and
    want an inquiry": what the subject of the main verb goes on to say or want is no part of what it said. Told where
    the clause before is passive and the verb is not, or where only the main verb's subject agrees with it; `singular`
    are forms of auxiliaries that no plural has."""
    clause = verb.head
    if relation(verb) != "conj" or verb.pos_ != "VERB" or relation(clause) != "ccomp" or clause.i > verb.i:
        return
    main = clause.head
    if main.pos_ != "VERB" or main.lemma_ not in saying or main.i > clause.i:
        return
    own = {relation(c) for c in verb.lefts}
    if own & {"nsubj", "csubj", "aux", "mark", "cop"} or not any(relation(c) == "cc" for c in verb.lefts):
        return
    passive = any(c.dep_ == "nsubj:pass" for c in clause.lefts)
    subject = next((c for c in clause.lefts if relation(c) == "nsubj"), None)
    outer = next((c for c in main.lefts if relation(c) == "nsubj"), None)
    if outer is None or subject is None:
        return
    number = next((c for c in clause.lefts if relation(c) in {"aux", "cop"}), None)
    plain = verb.lower_ == verb.lemma_ and "Past" not in verb.morph.get("Tense")
    disagrees = (
        plain
        and number is not None
        and number.lower_ in singular
        and outer.morph.get("Number") == ["Plur"]
        and subject.morph.get("Number") == ["Sing"]
    )
    if (passive and verb.lemma_ in saying) or disagrees:
        attach(verb, main, "conj")


def described_subject(participle: Token, finite: Callable[[Token], bool]) -> None:
    """ "Two officials briefed on the matter said": a participle behind the subject, taken for a clause that is the
    subject itself or is said as well."""
    verb = participle.head
    if participle.pos_ != "VERB" or participle.i > verb.i or not finite(verb):
        return
    taken = relation(participle)
    if taken != "csubj" and (taken not in {"ccomp", "advcl"} or not any(relation(c) == "ccomp" for c in verb.rights)):
        return
    if any(relation(c) in {"nsubj", "csubj"} for c in verb.lefts if c.i != participle.i):
        return
    noun = next((c for c in participle.lefts if relation(c) == "nsubj"), None)
    if noun is None or noun.pos_ not in NOMINAL or noun.i + 1 != participle.i:
        return
    if any(relation(c) in {"aux", "cop", "mark", "obj", "ccomp"} for c in participle.children):
        return
    attach(noun, verb, "nsubj")
    attach(participle, noun, "acl")
    participle.set_morph("Tense=Past|VerbForm=Part")


def verb_of_set_off_subject(noun: Token, finite: Callable[[Token], bool]) -> None:
    """ "Officials at the agency, speaking privately, described the order": the noun that opens the sentence is the
    subject of the first finite verb behind a participle between commas, which was hung on it."""
    if noun.head.i != noun.i or noun.pos_ not in NOMINAL or noun.left_edge.i != noun.sent.start:
        return
    if any(relation(c) in {"cop", "nsubj", "aux"} for c in noun.lefts):
        return
    asides = [c for c in noun.rights if relation(c) in {"advcl", "acl"}]
    aside = next((c for c in asides if behind_comma(c)), None)
    if aside is None:
        return
    for verb in noun.rights:
        if verb.i < aside.i or relation(verb) not in {"parataxis", "conj"} or not finite(verb):
            continue
        if any(relation(c) in {"nsubj", "mark", "cc"} for c in verb.lefts) or not behind_comma(verb):
            return
        attach(verb, verb, "ROOT")
        attach(noun, verb, "nsubj")
        for c in [c for c in noun.rights if c.i > verb.left_edge.i or c.is_punct]:
            attach(c, verb, c.dep_)
        for c in verb.rights:
            if c.dep_ == "nsubj":
                c.dep_ = "obj"
        return


def behind_comma(token: Token) -> bool:
    """Whether the words under a token begin behind a comma, or with it."""
    begin = token.left_edge
    return begin.text == "," or (begin.i > 0 and begin.nbor(-1).text == ",")


def plural_and_verb(verb: Token, saying: Container[str], openers: Container[str]) -> None:
    """ "Republicans counter that the program has failed": a form that may be a noun, between a noun in the plural and
    the opener of a clause, is what they say."""
    if verb.pos_ != "NOUN" or verb.lower_ not in saying or verb.i + 1 >= len(verb.doc) or verb.i == 0:
        return
    opener, noun = verb.nbor(1), verb.nbor(-1)
    if opener.lower_ not in openers or noun.head.i != verb.i or relation(noun) != "compound":
        return
    if noun.morph.get("Number") != ["Plur"] and not noun.lower_.endswith("s"):
        return
    clause = next((c for c in verb.rights if relation(c) in {"acl", "ccomp"} and c.i > opener.i), None)
    if clause is None or any(relation(c) in {"det", "case"} for c in verb.lefts):
        return
    for c in [c for c in verb.lefts if c.i < noun.i]:
        attach(c, noun, c.dep_)
    attach(noun, verb, "nsubj")
    attach(opener, clause, "mark")
    opener.pos_ = "SCONJ"
    clause.dep_ = "ccomp"
    verb.pos_ = "VERB"
    verb.lemma_ = verb.lower_
    verb.set_morph(FINITE_PLURAL)


def lone_subject(verb: Token, saying: Container[str]) -> None:
    """ "... from millions; Republicans insist that": a sentence that begins with its verb, right behind a noun that has
    been left over as a part of its own."""
    if verb.head.i != verb.i or verb.pos_ != "VERB" or verb.lemma_ not in saying or verb.i != verb.sent.start:
        return
    if verb.i == 0 or any(relation(c) in {"nsubj", "csubj"} for c in verb.children):
        return
    noun = verb.nbor(-1)
    if noun.pos_ not in NOMINAL or relation(noun) not in {"parataxis", "ROOT", "conj", "appos"}:
        return
    begin = noun.left_edge.i
    if begin and not (verb.doc[begin - 1].is_punct or verb.doc[begin - 1].is_space):
        return
    root = noun.head.i == noun.i
    head, dep = noun.head, noun.dep_
    attach(noun, verb, "nsubj")
    if not root:
        attach(verb, head, dep)


def sum_of_verb(sign: Token) -> None:
    """ "would cost small banks | $1.3 billion a year": a sum of money does not begin a sentence behind the object of a
    verb, with nothing between them."""
    if sign.pos_ not in {"SYM", "NUM"} or sign.head.i != sign.i or sign.i != sign.sent.start or sign.i == 0:
        return
    before = sign.nbor(-1)
    if before.is_punct or before.is_space or before.pos_ not in NOMINAL:
        return
    if relation(before) in {"obj", "iobj"} and before.head.pos_ == "VERB":
        before.dep_ = "iobj"
        attach(sign, before.head, "obj")


def leans_on(gerund: Token, saying: Container[str], citing: Container[str], active: re.Pattern[str]) -> None:
    """ "The port will close, the daily reported, citing a letter", "reported that the port would close, citing a
    letter": who leans on another is the one who says it, not the one whose deed is told. `citing` are the verbs,
    `active` is how an active participle ends."""
    if gerund.pos_ != "VERB" or gerund.lemma_ not in citing or not active.search(gerund.lower_):
        return
    if relation(gerund) not in {"advcl", "acl", "conj", "parataxis"} or gerund.head.i > gerund.i:
        return
    if not behind_comma(gerund) or gerund.head.lemma_ in saying:
        return
    over = gerund.head
    aside = [c for c in over.rights if relation(c) == "parataxis" and c.i < gerund.i and c.lemma_ in saying]
    if aside:
        attach(gerund, aside[-1], "advcl")
        return
    while over.head.i != over.i and not (relation(over) == "ccomp" and over.head.lemma_ in saying):
        over = over.head
    if relation(over) == "ccomp" and over.head.lemma_ in saying and over.head.i < over.i:
        attach(gerund, over.head, "advcl")


def set_off_by_citing(gerund: Token, saying: Container[str], citing: Container[str], active: re.Pattern[str]) -> None:
    """ "The Journal, citing two people, reported that": what the subject leans on, taken for the verb of the sentence;
    the verb of saying behind it is that verb."""
    if gerund.head.i != gerund.i or gerund.lemma_ not in citing or not active.search(gerund.lower_) or gerund.i < 2:
        return
    comma, noun = gerund.nbor(-1), gerund.nbor(-2)
    verb = next((c for c in gerund.rights if c.pos_ == "VERB" and c.lemma_ in saying and behind_comma(c)), None)
    if comma.text != "," or verb is None or any(relation(c) in {"nsubj", "mark", "cc"} for c in verb.lefts):
        return
    while noun.head.i != noun.i and noun.head.i < comma.i:
        noun = noun.head
    if noun.pos_ not in NOMINAL or (noun.head.i != noun.i and noun.head.i != gerund.i):
        return
    behind = [c for c in gerund.rights if c.i > verb.i]
    attach(verb, verb, "ROOT")
    attach(noun, verb, "nsubj")
    attach(gerund, noun, "acl")
    attach(comma, gerund, "punct")
    for c in behind:
        attach(c, verb, c.dep_)
    for c in verb.rights:
        if relation(c) == "advcl" and any(relation(k) == "mark" and k.i == verb.i + 1 for k in c.lefts):
            c.dep_ = "ccomp"


def answer_in_front(adjective: Token, saying: Container[str]) -> None:
    """ "Faux, réplique l'ambassade : le port est ouvert": the answer in front of the verb is not who gives it; the noun
    right behind the verb is."""
    verb = adjective.head
    if adjective.pos_ != "ADJ" or relation(adjective) != "nsubj" or verb.pos_ != "VERB" or verb.lemma_ not in saying:
        return
    if verb.i != adjective.i + 2 or adjective.nbor(1).text != "," or any(True for _ in adjective.lefts):
        return
    teller = next((c for c in verb.rights if relation(c) == "obj" and c.pos_ in NOMINAL), None)
    if teller is not None and teller.left_edge.i == verb.i + 1:
        teller.dep_ = "nsubj"
        adjective.dep_ = "discourse"


def noun_that_reports(word: Token, finite: Mapping[str, str], saying: Container[str], openers: Container[str]) -> None:
    """ "The Serbian press CLAIMS that": a verb of saying taken for the second half of a compound, which nothing is told
    of but a clause. `finite` are the finite forms of known verbs and their lemmas."""
    lemma = finite.get(word.lower_)
    if word.pos_ != "NOUN" or word.head.i != word.i or lemma not in saying or word.i + 1 >= word.sent.end:
        return
    before, opener = word.doc[word.i - 1], word.doc[word.i + 1]
    if word.i == word.sent.start or before.head.i != word.i or relation(before) != "compound":
        return
    clause = next((c for c in word.rights if relation(c) in {"ccomp", "acl"}), None)
    if clause is None or opener.lower_ not in openers or opener.head.i != clause.i:
        return
    assert lemma is not None
    word.pos_, word.lemma_, clause.dep_ = "VERB", lemma, "ccomp"
    word.set_morph("VerbForm=Fin")
    noun_in_verb(word, lambda verb: True)


def object_of_infinitive(noun: Token, saying: Container[str]) -> None:
    """ "dit avoir arrêté trois NOMS": the object behind what somebody says to have done, hung on the verb of saying."""
    if relation(noun) != "obj" or noun.head.lemma_ not in saying or noun.head.i > noun.i:
        return
    done = next((c for c in noun.head.rights if relation(c) == "xcomp" and c.i < noun.i and c.pos_ == "VERB"), None)
    if (
        done is not None
        and not any(relation(c) == "obj" for c in done.children)
        and done.right_edge.i < noun.left_edge.i
    ):
        attach(noun, done, "obj")
