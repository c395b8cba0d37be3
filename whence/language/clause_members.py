"""Mends of what stands around a verb: its subject taken for nobody, its complement taken for another verb."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from whence.language.letters import straighten
from whence.language.main_verbs import has_object
from whence.language.trees import NOMINAL, attach, relation

CLAUSES = frozenset({"ccomp", "csubj", "xcomp"})


def personal_subject(pronoun: Token, impersonal: Container[str]) -> None:
    """ "qu'il ne livrerait pas de blé": a pronoun taken for one that stands for nobody, beside a verb that tells what
    somebody does. `impersonal` are the lemmas of verbs that need nobody."""
    verb = pronoun.head
    if pronoun.dep_ != "expl:subj" or verb.pos_ != "VERB" or verb.lemma_ in impersonal:
        return
    company = list(verb.children)
    if any(relation(c) in CLAUSES | {"nsubj", "cop"} for c in company):
        return
    if any(relation(c) == "expl" and c.i != pronoun.i for c in company):
        return
    passive = any(c.dep_ == "aux:pass" for c in company)
    if passive or has_object(verb):
        pronoun.dep_ = "nsubj:pass" if passive else "nsubj"


def noun_of_means(noun: Token, means: Container[str]) -> None:
    """ "s'est entretenu par téléphone avec le roi": a bare noun behind its preposition, taken for a verb; with whom it
    is done hangs on the verb. `means` are the prepositions behind which no verb stands."""
    if noun.pos_ != "VERB" or noun.i == noun.sent.start or noun.head.pos_ != "VERB" or noun.head.i > noun.i:
        return
    before = noun.doc[noun.i - 1]
    if before.head.i != noun.i or before.pos_ != "ADP" or straighten(before.lower_) not in means:
        return
    if any(relation(c) in {"nsubj", "aux", "cop", "obj", "mark"} for c in noun.children):
        return
    verb = noun.head
    noun.pos_, noun.lemma_, noun.dep_, before.dep_ = "NOUN", noun.lower_, "obl:mod", "case"
    noun.set_morph("")
    for c in [c for c in noun.rights if relation(c) in {"nmod", "obl"}]:
        if any(relation(k) == "case" and k.lower_ != before.lower_ for k in c.children):
            attach(c, verb, "obl:arg")


def participle_of_noun(participle: Token, sure: tuple[str, ...]) -> None:
    """ "tués dans un bombardement mené par l'aviation": a participle that describes the noun before it, taken for a
    complement of the verb, and the noun for one of its own."""
    if participle.pos_ != "VERB" or relation(participle) not in {"xcomp", "obl", "advcl", "ccomp"}:
        return
    before = participle.doc[participle.i - 1] if participle.i > participle.sent.start else participle
    told_by = any(c.dep_ == "obl:agent" for c in participle.rights)
    if told_by and before.pos_ == "NOUN" and before.head.i == participle.head.i and not participle.n_lefts:
        attach(participle, before, "acl")
        return
    if "Part" not in participle.morph.get("VerbForm") and not participle.lower_.endswith(sure):
        return
    verb = participle.head
    if verb.i > participle.i or any(relation(c) in {"aux", "cop", "mark"} for c in participle.children):
        return
    noun = next((c for c in reversed(list(participle.lefts)) if c.pos_ in NOMINAL), None)
    if noun is None or noun.right_edge.i != participle.i - 1:
        return
    case = next((c for c in (*noun.lefts, *participle.lefts) if relation(c) == "case" and c.i < noun.i), None)
    if case is None:
        return
    if any(t.text == "," for t in participle.doc[case.i : participle.i]):
        return
    attach(noun, verb, "obl:mod")
    for c in [c for c in participle.lefts if case.i <= c.i < noun.i]:
        attach(c, noun, c.dep_)
    attach(participle, noun, "acl")


def noun_after_article(noun: Token) -> None:
    """ "la première visite du roi": what has an article, an adjective and a preposition is a noun."""
    if noun.pos_ != "VERB" or noun.morph.get("VerbForm") == ["Inf"]:
        return
    left = [(relation(c), c) for c in noun.lefts]
    if [r for r, _ in left] not in (["case", "det", "amod"], ["case", "det"], ["det", "amod"]) or left[-1][
        1
    ].i != noun.i - 1:
        return
    if relation(noun) in {"acl", "advcl", "ccomp", "ROOT"} or any(relation(c) == "obj" for c in noun.rights):
        return
    noun.pos_, noun.lemma_ = "NOUN", noun.lower_
    noun.set_morph("")


def adverb_before_preposition(adverb: Token, adverbs: Container[str]) -> None:
    """ "lors d'un raid": an adverb that makes one preposition with the next word, taken for what the noun hangs on."""
    if adverb.lower_ not in adverbs or adverb.pos_ != "ADV" or adverb.head.i == adverb.i:
        return
    noun = next((c for c in adverb.rights if c.pos_ in NOMINAL), None)
    case = next((c for c in noun.lefts if relation(c) == "case"), None) if noun is not None else None
    if noun is None or case is None or case.i != adverb.i + 1:
        return
    attach(noun, adverb.head, "nmod" if adverb.head.pos_ in NOMINAL else "obl:mod")
    attach(adverb, noun, "case")
    attach(case, adverb, "fixed")
    adverb.pos_ = "ADP"


def relative_after_comma(verb: Token, saying: Container[str], openers: Container[str]) -> None:
    """ "s'en est pris au maire, qu'il accuse de mentir": a relative clause behind a comma, taken for what somebody
    says. `openers` are the words that open either."""
    if relation(verb) not in {"ccomp", "advcl"} or has_object(verb) or verb.head.lemma_ in saying:
        return
    opener = next((c for c in verb.lefts if relation(c) == "mark" and straighten(c.lower_) in openers), None)
    subject = next((c for c in verb.lefts if relation(c) == "nsubj"), None)
    if opener is None or subject is None or opener.i + 1 != subject.left_edge.i or opener.i - 2 <= verb.sent.start:
        return
    noun = verb.doc[opener.i - 2]
    if verb.doc[opener.i - 1].text != "," or verb.head.i >= noun.i:
        return
    while noun.head.i != noun.i and noun.head.i != verb.head.i and noun.head.pos_ in NOMINAL and noun.head.i < noun.i:
        noun = noun.head
    if noun.pos_ not in NOMINAL or noun.head.i != verb.head.i:
        return
    attach(verb, noun, "acl:relcl")
    opener.pos_, opener.dep_ = "PRON", "obj"
    opener.set_morph("PronType=Rel")


def adverb_not_predicate(adverb: Token) -> None:
    """ "Le prince héritier a effectué une visite": what describes the subject, taken for an adverb and for the
    predicate of the sentence."""
    if adverb.pos_ != "ADV" or adverb.i == adverb.sent.start:
        return
    noun = adverb.doc[adverb.i - 1]
    if noun.pos_ not in NOMINAL:
        return
    if adverb.head.i == adverb.i and noun.head.i == adverb.i and relation(noun) == "nsubj":
        verb = next((c for c in adverb.rights if c.pos_ == "VERB" and relation(c) in {"advcl", "xcomp", "ccomp"}), None)
        finite = verb is not None and any(relation(c) == "aux" and c.i == adverb.i + 1 for c in verb.children)
        if verb is None or not finite:
            return
        attach(verb, verb, "ROOT")
        for c in [c for c in adverb.children if c.i != verb.i]:
            attach(c, verb, c.dep_)
        attach(adverb, noun, "amod")
    if adverb.head.i == noun.i and relation(adverb) == "amod":
        adverb.pos_ = "ADJ"
        for c in [c for c in adverb.rights if relation(c) == "amod"]:
            attach(c, noun, "amod")


def relative_of_subject(verb: Token, relatives: Container[str]) -> None:
    """ "répondent les libéraux, qui dénoncent un coup": a relative clause behind a comma, hung on the verb of the
    sentence. `relatives` are the pronouns that are the subject of one."""
    if relation(verb) not in {"dep", "parataxis"} or verb.head.i > verb.i or verb.i < 3:
        return
    who = next((c for c in verb.lefts if relation(c) == "nsubj"), None)
    if who is None or straighten(who.lower_) not in relatives or who.i - 2 <= verb.sent.start:
        return
    noun = verb.doc[who.i - 2]
    if verb.doc[who.i - 1].text != "," or any(relation(c) == "cc" for c in verb.lefts):
        return
    while relation(noun) in {"amod", "flat", "nmod"} and noun.head.i < noun.i and noun.head.i > verb.head.i:
        noun = noun.head
    if noun.pos_ in NOMINAL and noun.i < who.i:
        attach(verb, noun, "acl:relcl")
        who.set_morph("PronType=Rel")
