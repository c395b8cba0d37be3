"""Mends of clauses that hang on the wrong word: what somebody is accused of, what a subject in the plural says."""

from __future__ import annotations

import re
from collections.abc import Container

from spacy.tokens import Token

from whence.language.letters import straighten
from whence.language.trees import NOMINAL, attach, relation


def accused_of(gerund: Token, accusing: Container[str], marks: Container[str], active: re.Pattern[str]) -> None:
    """ "Kigali accused Paris of arming the militia": a gerund behind "of" is what the verb accuses of, whatever noun
    it was hung on. `active` is how an active participle ends."""
    if gerund.pos_ != "VERB" or not active.search(gerund.lower_):
        return
    thing = gerund.head
    inside = relation(gerund) in {"amod", "compound"} and thing.i > gerund.i  # "of arming rebels": no kind of rebels
    holder = thing if inside else gerund
    mark = next((c for c in holder.children if c.i < gerund.i and relation(c) in {"mark", "case"}), None)
    if mark is None or mark.lower_ not in marks or (inside and mark.i + 1 != gerund.i):
        return
    verb = gerund.head
    while verb.pos_ != "VERB" and verb.head.i != verb.i:
        verb = verb.head
    if verb.pos_ == "VERB" and verb.i < gerund.i and verb.lemma_ in accusing:
        attach(gerund, verb, "xcomp")
        if inside:
            attach(thing, gerund, "obj")
            attach(mark, gerund, "mark")
        gerund.set_morph("VerbForm=Inf")  # it stands where other languages have the infinitive
        mark.dep_ = "mark"


def held_against(noun: Token, holding: Container[str], marks: Container[str]) -> None:
    """ "blamed Lima for an attack", "thanked the king for his help": what one is blamed or praised for hangs on the
    verb, not on the name. `holding` are such verbs, `marks` the prepositions."""
    whom = noun.head
    verb = whom.head
    if relation(noun) != "nmod" or noun.i < whom.i or relation(whom) not in {"obj", "nsubj"} or whom.i < verb.i:
        return
    case = next((c for c in noun.lefts if relation(c) == "case"), None)
    if verb.lemma_ in holding and case is not None and case.lower_ in marks:
        attach(noun, verb, "obl")


def beyond_verb(noun: Token) -> None:
    """ "Le blé du Kenya provient d'UKRAINE": a complement behind the verb, hung on its subject across it."""
    owner = noun.head
    if relation(noun) != "nmod" or owner.i > noun.i or not any(relation(c) == "case" for c in noun.lefts):
        return
    verb = next((t for t in owner.ancestors if t.pos_ == "VERB" and owner.i < t.i < noun.i), None)
    if verb is not None:
        attach(noun, verb, "obl:arg")


def given_to(name: Token, named: Container[int], giving: Container[str]) -> None:
    """ "gave HEZBOLLAH thousands of rockets": a name behind a verb of giving, taken for a part of what is given."""
    thing = name.head
    verb = thing.head
    if relation(name) != "compound" or name.i not in named or relation(thing) != "obj" or verb.lemma_ not in giving:
        return
    counted = thing.lower_.endswith("s") or thing.pos_ == "NUM" or thing.i - name.i > 1
    begin = min(t.i for t in name.subtree)
    if counted and begin == verb.i + 1 and thing.i > name.i and not any(relation(c) == "iobj" for c in verb.children):
        attach(name, verb, "iobj")


def first_to_do(deed: Token, ordinals: Container[str]) -> None:
    """ "Turkey was the first state to RECOGNISE it": what the first of a kind is told to have done is the sentence's
    verb. `ordinals` are adjectives of such a place ("first", "only")."""
    noun = deed.head
    if relation(deed) != "acl" or deed.pos_ != "VERB" or noun.i > deed.i or noun.pos_ not in NOMINAL | {"ADJ", "NUM"}:
        return
    if not any(relation(c) == "mark" and c.i < deed.i for c in deed.children):
        return
    placed = {noun.lower_, *(c.lower_ for c in noun.lefts), *(c.lemma_.lower() for c in noun.lefts)}
    copula = next((c for c in noun.lefts if relation(c) == "cop"), None)
    subject = next((c for c in noun.lefts if relation(c) == "nsubj"), None)
    if copula is None or subject is None or not any(form in ordinals for form in placed):
        return
    root, head, dep = noun.head.i == noun.i, noun.head, noun.dep_
    attach(deed, deed if root else head, "ROOT" if root else dep)
    attach(noun, deed, "advcl")
    attach(subject, deed, "nsubj")
    attach(copula, deed, "aux")
    for c in [c for c in noun.children if c.i > deed.i or c.is_punct or relation(c) in {"obl", "mark", "aux"}]:
        attach(c, deed, c.dep_)


def reported_without_opener(verb: Token, saying: Container[str]) -> None:
    """ "Officials in Accra say Togo helped": two subjects, and a form of a verb of saying between them that was taken
    for a part of the first."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    if len(subjects) != 2 or verb.pos_ != "VERB":
        return
    first, second = subjects
    begin = min([t.i for t in second.subtree])
    said = verb.doc[begin - 1]
    if straighten(said.lower_) not in saying or said.i <= first.i or first.i not in {t.i for t in said.ancestors}:
        return
    if second.pos_ not in NOMINAL:
        return
    inner = verb.doc[said.i - 1]
    if inner.head.i == said.i:  # "in Accra say" read as one name
        if inner.pos_ not in NOMINAL:
            return
        attach(inner, first, "nmod")
        for c in [c for c in said.children if c.i < said.i]:
            attach(c, inner, c.dep_)
    root, head, dep = verb.head.i == verb.i, verb.head, verb.dep_
    attach(said, said if root else head, "ROOT" if root else dep)
    attach(verb, said, "ccomp")
    attach(first, said, "nsubj")
    said.pos_ = "VERB"
    said.set_morph("Mood=Ind|Tense=Pres|VerbForm=Fin")
    said.lemma_ = straighten(said.lower_)


def day_not_verb(day: Token, days: Container[str]) -> None:
    """ "a été confirmée lundi par Rome": the day taken for a verb that the verb governs."""
    if straighten(day.lower_) not in days or day.pos_ not in {"VERB", "AUX"} or day.head.i == day.i:
        return
    for c in list(day.children):
        if not c.is_punct:
            attach(c, day.head, c.dep_)
    day.pos_ = "NOUN"
    day.set_morph("")
    day.lemma_ = day.lower_
    day.dep_ = "obl:mod"


def said_after_all(clause: Token, saying: Container[str]) -> None:
    """ "says Berlin knew": a clause with a subject of its own right behind a verb of saying is what is said, whatever
    it was taken for."""
    verb = clause.head
    if relation(clause) not in {"advcl", "parataxis"} or verb.pos_ != "VERB" or verb.lemma_ not in saying:
        return
    if clause.i < verb.i or any(relation(c) in {"mark", "cc"} for c in clause.children):
        return
    subject = next((c for c in clause.children if relation(c) == "nsubj" and verb.i < c.i < clause.i), None)
    if subject is None or any(relation(c) in {"ccomp", "obj"} for c in verb.children):
        return
    if min(t.i for t in subject.subtree) == verb.i + 1:
        clause.dep_ = "ccomp"


def what_the_subject_does(participle: Token, active: re.Pattern[str]) -> None:
    """ "Morocco expelled the envoy, accusing him of spying": an active participle behind a comma is the subject's, not
    the object's that it was hung on. `active` is how such a participle ends."""
    noun = participle.head
    verb = noun.head
    if relation(participle) != "acl" or participle.pos_ != "VERB" or not active.search(participle.lower_):
        return
    if noun.i > participle.i or relation(noun) not in {"obj", "obl"} or verb.pos_ != "VERB" or verb.i > noun.i:
        return
    begin = min([participle.i, *(c.i for c in participle.children if not c.is_punct)])
    if participle.doc[begin - 1].text == "," and verb.morph.get("VerbForm") == ["Fin"]:
        attach(participle, verb, "advcl")


def said_of_it(clause: Token) -> None:
    """ "It is feared that hundreds drowned": what an expletive stands for is what the verb reports."""
    verb = clause.head
    if relation(clause) != "csubj" or clause.i < verb.i or verb.pos_ != "VERB":
        return
    expletive = next((c for c in verb.children if relation(c) == "expl" and c.i < verb.i), None)
    if expletive is not None and any(relation(c) == "mark" for c in clause.children):
        clause.dep_ = "ccomp"
        if any(c.dep_ == "aux:pass" for c in verb.children):
            expletive.dep_ = "nsubj:pass"


def subject_of_what_is_said(pronoun: Token) -> None:
    """ "Critics argue it hands the port over": the subject of the clause that is reported, hung on the verb before."""
    verb = pronoun.head
    if pronoun.pos_ != "PRON" or relation(pronoun) not in {"expl", "obj", "iobj"} or verb.i != pronoun.i - 1:
        return
    clause = next((c for c in verb.children if relation(c) == "ccomp" and c.i > pronoun.i), None)
    if clause is None or clause.morph.get("VerbForm") == ["Inf"]:
        return
    if not any(relation(c) in {"nsubj", "csubj", "mark"} for c in clause.children):
        attach(pronoun, clause, "nsubj")


def subject_behind_verb(pronoun: Token, saying: Container[str]) -> None:
    """ "vows to fight, says it goes too far": a pronoun between a verb of saying and a finite verb without a subject is
    that verb's, not the subject of the one before."""
    verb = pronoun.head
    if pronoun.pos_ != "PRON" or relation(pronoun) != "nsubj" or verb.i != pronoun.i - 1 or verb.lemma_ not in saying:
        return
    clause = next(
        (c for c in verb.rights if relation(c) in {"ccomp", "xcomp", "advcl", "csubj"} and c.i > pronoun.i), None
    )
    if clause is None or clause.left_edge.i != pronoun.i + 1 or clause.morph.get("VerbForm") == ["Inf"]:
        return
    if clause.pos_ in {"VERB", "AUX"} and not any(relation(c) in {"nsubj", "csubj", "mark"} for c in clause.children):
        attach(pronoun, clause, "nsubj")
        clause.dep_ = "ccomp"


def active_subject(subject: Token) -> None:
    """ "has reportedly promised": without a form of "be" nothing is done to the subject."""
    verb = subject.head
    own = {c.dep_ for c in verb.children}
    if subject.dep_ == "nsubj:pass" and verb.pos_ == "VERB" and "aux" in own and "aux:pass" not in own:
        subject.dep_ = "nsubj"
        verb.set_morph("Tense=Past|VerbForm=Part")


def moves(verb: Token, moving: Container[str]) -> None:
    """ "est arrivé": verbs whose past is made with "être" have subjects that act."""
    if verb.pos_ != "VERB" or verb.lemma_ not in moving:
        return
    for c in verb.children:
        if c.dep_ == "nsubj:pass":
            c.dep_ = "nsubj"
        elif c.dep_ == "aux:pass":
            c.dep_ = "aux:tense"


def infinitive_before_object(mark: Token) -> None:
    """ "has offered to host talks": the infinitive taken for the first half of a compound noun."""
    if mark.pos_ != "PART" or mark.i + 1 >= mark.sent.end:
        return
    verb = mark.doc[mark.i + 1]
    thing = verb.head
    if verb.pos_ != "VERB" or relation(verb) not in {"compound", "amod"} or thing.i < verb.i or mark.head.i != thing.i:
        return
    before = [c for c in thing.children if c.i < mark.i]
    attach(verb, thing.head, "xcomp" if thing.head.pos_ == "VERB" else "acl")
    attach(thing, verb, "obj")
    attach(mark, verb, "mark")
    verb.set_morph("VerbForm=Inf")
    for c in before:
        attach(c, verb, c.dep_)


def adjective_not_mark(adjective: Token) -> None:
    """ "is due to visit": the predicate taken for what opens the infinitive that it governs."""
    verb = adjective.head
    if adjective.pos_ != "ADJ" or relation(adjective) != "mark" or verb.pos_ != "VERB" or verb.i < adjective.i:
        return
    copula = next((c for c in verb.children if relation(c) == "cop" and c.i < adjective.i), None)
    if copula is None:
        return
    root, head, dep = verb.head.i == verb.i, verb.head, verb.dep_
    attach(adjective, adjective if root else head, "ROOT" if root else dep)
    for c in [c for c in verb.children if c.i < adjective.i]:
        attach(c, adjective, "nsubj" if relation(c) == "nsubj" else c.dep_)
    for c in list(adjective.children):
        if c.i > adjective.i:
            attach(c, verb, "mark" if relation(c) == "fixed" else c.dep_)
    attach(verb, adjective, "xcomp")
    verb.set_morph("VerbForm=Inf")


def made_to_do(infinitive: Token, causing: Container[str]) -> None:
    """ "prompted Ankara to recall its envoy": what somebody is brought to do is the verb's complement, and who does it
    its object."""
    verb = infinitive.head
    if relation(infinitive) not in {"advcl", "xcomp", "obl"} or verb.pos_ != "VERB" or verb.lemma_ not in causing:
        return
    if infinitive.morph.get("VerbForm") != ["Inf"] or infinitive.i < verb.i:
        return
    if not any(relation(c) in {"mark", "case"} for c in infinitive.children):
        return
    between = [c for c in verb.children if verb.i < c.i < infinitive.i and c.pos_ in NOMINAL]
    if any(relation(c) == "obj" for c in between):
        infinitive.dep_ = "xcomp"
    elif len(between) == 1 and not any(relation(c) == "case" for c in between[0].children):
        between[0].dep_ = "obj"
        infinitive.dep_ = "xcomp"


def governed_infinitive(infinitive: Token, governing: Container[str]) -> None:
    """ "voted on Thursday to send tanks": the infinitive that a verb of modality governs, taken for a purpose."""
    verb = infinitive.head
    if relation(infinitive) != "advcl" or verb.pos_ != "VERB" or verb.lemma_ not in governing or infinitive.i < verb.i:
        return
    if infinitive.morph.get("VerbForm") != ["Inf"] or infinitive.left_edge.is_punct:
        return
    if not any(relation(c) == "mark" and c.pos_ == "PART" for c in infinitive.lefts):
        return
    if not any(relation(c) in {"obj", "ccomp", "xcomp"} for c in verb.children):
        infinitive.dep_ = "xcomp"


def averted(gerund: Token, governing: Container[str], marks: Container[str], active: re.Pattern[str]) -> None:
    """ "prevented Lima from BUYING", "warned Lima against BUYING": a gerund behind one of the `marks` that a verb of
    modality governs, taken for a circumstance; whom the verb names does it, or does not. `active` is how an active
    participle ends."""
    verb = gerund.head
    if relation(gerund) not in {"advcl", "acl"} or gerund.pos_ != "VERB" or not active.search(gerund.lower_):
        return
    if relation(gerund) == "acl" and relation(verb) == "obj":
        verb = verb.head
    mark = next((c for c in gerund.lefts if relation(c) in {"mark", "case"}), None)
    if mark is None or mark.lower_ not in marks or verb.pos_ != "VERB" or verb.i > gerund.i:
        return
    if verb.lemma_ in governing:
        attach(gerund, verb, "xcomp")
        gerund.set_morph("VerbForm=Inf")
        mark.dep_ = "mark"


def also_said(opener: Token, saying: Container[str], openers: Container[str]) -> None:
    """ "said that the talks had failed; that the embassy would close": a second clause with an opener, behind a
    semicolon, is said as the first is."""
    clause = opener.head
    if opener.lower_ not in openers or relation(opener) != "mark" or clause.left_edge.i != opener.i:
        return
    if opener.i == 0 or opener.nbor(-1).text != ";" or relation(clause) not in {"parataxis", "ccomp", "ROOT", "conj"}:
        return
    before = opener.doc[opener.i - 2].sent.root if opener.i > 1 else clause
    verb = next((t for t in (before, *before.subtree) if t.lemma_ in saying and t.i < opener.i), None)
    if verb is None:
        return
    first = next((c for c in verb.rights if relation(c) == "ccomp" and c.i < opener.i), None)
    if first is not None and any(relation(c) == "mark" and c.lower_ in openers for c in first.lefts):
        attach(clause, first, "conj")


def said_at_the_end(verb: Token, saying: Container[str]) -> None:
    """ "Drones hit the camp, a UN panel found.": the cue behind the last comma, taken for an apposition."""
    noun = verb.head
    if relation(verb) != "acl" or verb.pos_ != "VERB" or verb.lemma_ not in saying or noun.i > verb.i:
        return
    begin = noun.left_edge.i
    comma = verb.doc[begin - 1] if begin > verb.sent.start else None
    last = next((t for t in reversed(verb.sent) if not t.is_punct and not t.is_space), verb)
    top = verb.sent.root
    if comma is None or comma.text != "," or last.i != verb.i or noun.pos_ not in NOMINAL or top.i >= begin:
        return
    if any(not c.is_punct for c in verb.children) or relation(noun) not in {"appos", "nmod", "conj", "obl", "dep"}:
        return
    attach(verb, top, "parataxis")
    attach(noun, verb, "nsubj")
    verb.set_morph("Mood=Ind|Tense=Past|VerbForm=Fin")


def name_before_noun(noun: Token) -> None:
    """ "the M23 rebels": a name that was taken for the subject of the noun that it stands before."""
    if noun.pos_ != "NOUN" or relation(noun) not in {"obj", "obl", "nmod"} or noun.morph.get("VerbForm"):
        return
    if any(relation(c) in {"cop", "aux", "obj"} for c in noun.children):
        return
    for c in noun.children:
        if relation(c) == "nsubj" and c.i == noun.i - 1 and c.pos_ == "PROPN":
            c.dep_ = "compound"
