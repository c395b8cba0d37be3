"""Mends of subjects: lists of them, verbs hung on them, names beside them."""

from __future__ import annotations

from collections.abc import Callable, Container

from spacy.tokens import Token

from whence.language.letters import straighten
from whence.language.trees import LOOSE, NOMINAL, attach, relation


def coordinated_subject(verb: Token) -> None:
    """ "Paris et le Caire ont signé": the first name taken for a sentence of its own, the verb for its conjunct."""
    subject = next((c for c in verb.children if relation(c) == "nsubj" and c.i < verb.i), None)
    if subject is None:
        return
    begin = min([subject.i, *(t.left_edge.i for t in subject.lefts if relation(t) in {"det", "amod", "nummod"})])
    cc = token_before(subject, begin)
    if cc is None or relation(cc) != "cc":
        return
    first = token_before(subject, cc.i)
    if first is None:
        return
    while relation(first) in {"flat", "amod"} and first.head.i < first.i:
        first = first.head
    if first.pos_ not in NOMINAL or any(relation(c) == "case" for c in first.children):
        return
    members = [first, *listed_before(first)]
    opens = clause_opens(members[-1])
    if first.sent.start != verb.sent.start or not (
        first.head.i == first.i or verb.head.i == first.i or (len(members) > 1 and opens)
    ):
        return
    lead = members[-1]
    if verb.head.i in {m.i for m in members} or lead.head.i == lead.i:
        take_over(verb, lead)
    else:
        attach(lead, verb, "nsubj")
        mark = token_before(lead, phrase_begin(lead)) if opens else None
        if mark is not None and mark.pos_ == "SCONJ":
            attach(mark.head if relation(mark) == "fixed" else mark, verb, "mark")
    for other in [*members[:-1], subject]:
        attach(other, lead, "conj")
    attach(cc, subject, "cc")
    if relation(verb) == "conj" and (mark := next((c for c in verb.lefts if relation(c) == "mark"), None)) is not None:
        verb.dep_ = "advcl" if mark.i > verb.head.i else verb.dep_


def listed_before(noun: Token) -> list[Token]:
    """The nouns of a list before its last comma: "A, | B et C", the nearest first."""
    found: list[Token] = []
    at = phrase_begin(noun)
    while (comma := token_before(noun, at)) is not None and comma.text == ",":
        before = token_before(noun, comma.i)
        if before is None:
            break
        while relation(before) in {"flat", "amod", "fixed"} and before.head.i < before.i:
            before = before.head
        if before.pos_ not in NOMINAL or before.morph.get("VerbForm"):
            break
        found.append(before)
        at = phrase_begin(before)
    return found


def phrase_begin(noun: Token) -> int:
    """Where the article and adjectives before a noun begin."""
    at = before = noun.i
    while before - 1 >= noun.sent.start and noun.doc[before - 1].pos_ in {"DET", "ADJ", "NUM", "SPACE"}:
        before -= 1
        if noun.doc[before].pos_ != "SPACE":
            at = before
    return at


def token_before(noun: Token, at: int) -> Token | None:
    """What stands before a position in the noun's sentence, blanks passed over."""
    while at - 1 >= noun.sent.start:
        at -= 1
        if not noun.doc[at].is_space:
            return noun.doc[at]
    return None


def clause_opens(noun: Token) -> bool:
    """Whether the noun's phrase opens a clause: after a conjunction, or first in the sentence."""
    before = token_before(noun, phrase_begin(noun))
    return before is None or before.pos_ == "SCONJ"


def one_subject(verb: Token) -> None:
    """ "A, B et C ont": two subjects of one verb are one list."""
    subjects = [c for c in list(verb.children) if relation(c) == "nsubj"]
    if not subjects:
        return
    for clausal in [s for s in subjects if s.i > verb.i and s.morph.get("VerbForm")]:
        clausal.dep_ = "advcl"
    pronoun = next((s for s in subjects if s.pos_ == "PRON" and s.i < verb.i), None)
    mark = next((c for c in list(verb.children) if relation(c) == "mark" and c.i < verb.i), None)
    if (
        pronoun is not None and mark is not None
    ):  # "menace le Pérou de représailles s'il cède": the object of what stands before
        for stray in [s for s in subjects if s.i < mark.i < pronoun.i]:
            governor = next((t for t in reversed(verb.doc[verb.sent.start : stray.i]) if t.pos_ == "VERB"), None)
            if governor is not None and not any(relation(c) == "obj" for c in governor.children):
                attach(stray, governor, "obj")
                subjects.remove(stray)
    first = next((s for s in subjects if s.i < verb.i and s.pos_ in {"NOUN", "PROPN"}), None)
    if first is not None and verb.doc[phrase_begin(first) - 1].text == ",":
        stray = next(
            (
                c
                for c in verb.children
                if c.i < first.i
                and relation(c) in LOOSE
                and c.pos_ in {"NOUN", "PROPN"}
                and not any(relation(k) == "case" for k in c.children)
            ),
            None,
        )
        joined = any(relation(k) == "cc" for c in first.children if relation(c) == "conj" for k in c.children)
        if stray is not None and joined:  # "le Togo, le Bénin et le Ghana ont": the first of the list left out
            stray.dep_ = "nsubj"
            attach(first, stray, "conj")
            return
    before = [s for s in subjects if s.i < verb.i and s.pos_ in {"NOUN", "PROPN"}]
    for other in before[1:]:
        joint = verb.doc[phrase_begin(other) - 1]
        if joint.text == "," or relation(joint) == "cc":
            attach(other, before[0], "conj")


def predicate_of_conjunct(verb: Token) -> None:
    """ "Le roi et ses fils ont salué": the verb taken for a conjunct of its subject."""
    first = verb.head
    if relation(verb) == "conj" and first.pos_ in {"VERB", "AUX"}:
        stray = next(
            (
                c
                for c in first.children
                if relation(c) == "ccomp"
                and c.pos_ in {"PROPN", "NOUN"}
                and first.i < c.i < verb.i
                and not any(relation(k) in {"cop", "nsubj", "case"} for k in c.children)
            ),
            None,
        )
        if stray is not None and not any(relation(c) in {"nsubj", "cc"} for c in verb.children):
            take_over(verb, stray)
        return
    if (
        relation(verb) not in {"conj", "parataxis", "appos"}
        or first.i >= verb.i
        or first.pos_ not in {"NOUN", "PROPN"}
        or verb.pos_ not in {"VERB", "AUX"}
    ):
        return
    if any(relation(c) == "case" for c in first.children) or any(relation(c) in {"nsubj", "cc"} for c in verb.children):
        return
    if not (verb.morph.get("VerbForm") == ["Fin"] or any(relation(c) == "aux" for c in verb.children)):
        return
    if relation(first) in {"obj", "nsubj", "nmod"} or (_comma_between(first, verb) and not _set_off(first, verb)):
        return
    take_over(verb, first)


def _set_off(first: Token, verb: Token) -> bool:
    """ "The memo, seen by N, says": whether the commas before the verb set off what describes its subject."""
    described = [c for c in first.children if relation(c) in {"acl", "appos", "amod"} and first.i < c.i < verb.i]
    return (
        bool(described)
        and first.head.i == first.i
        and verb.doc[verb.i - 1].text == ","
        and any(t.text == "," for t in verb.doc[first.i : described[0].i])
    )


def both_sides(case: Token, between: frozenset[str], conjunction: frozenset[str]) -> None:
    """ "une guerre entre elle et le Mali": the second party taken for a conjunct of something before."""
    if straighten(case.lower_) not in between or relation(case) != "case":
        return
    first = case.head
    if any(relation(c) == "conj" for c in first.children):
        return
    nested = next(
        (
            t
            for t in first.subtree
            if relation(t) == "conj" and t.head.i != first.i and any(relation(c) == "cc" for c in t.children)
        ),
        None,
    )
    if nested is not None:  # "entre les soldats de la garde et leurs chefs": coordinated with the nearest noun
        attach(nested, first, "conj")
        return
    end = max([first.i, *(c.i for c in first.subtree)]) + 1
    doc = case.doc
    if end >= len(doc) or straighten(doc[end].lower_) not in conjunction:
        return
    second = next((t for t in doc[end + 1 : end + 5] if t.pos_ in NOMINAL and relation(t) == "conj"), None)
    if second is not None and second.head.i < case.i:
        attach(second, first, "conj")


def _comma_between(first: Token, verb: Token) -> bool:
    """Whether a comma that the model saw parts the two; those around a name after its title it did not see."""
    silent = {i for a, b in verb.doc.user_data.get("whence_titled", ()) for i in (a - 1, b)}
    return any(t.text == "," and t.i not in silent for t in verb.doc[first.i : verb.i])


def main_verb_after_relative(verb: Token, may_be_past: Callable[[Token], bool] = lambda _: False) -> None:
    """ "La Norvège, qui produit du gaz, en exporte": the main verb taken for a conjunct of the relative clause.

    `may_be_past` says of a participle whether its form is a past too."""
    relative = verb.head
    if relation(verb) != "conj" or relation(relative) != "acl":
        return
    if verb.morph.get("VerbForm") != ["Fin"] and not may_be_past(verb):
        return
    antecedent = relative.head
    if antecedent.head.i != antecedent.i or antecedent.pos_ not in NOMINAL:
        return
    if any(relation(c) in {"cc", "nsubj", "mark"} for c in verb.children):
        return
    if not any(t.text == "," for t in verb.doc[relative.i : verb.i]):
        return
    take_over(verb, antecedent)


def take_over(verb: Token, first: Token) -> None:
    """Puts the verb in the place of the nominal, which becomes its subject."""
    if first.head.i == first.i:
        attach(verb, verb, "ROOT")
    else:
        head, dep = first.head, first.dep_
        attach(verb, head, dep)
    attach(first, verb, "nsubj")
    for c in list(first.children):
        if c.i > verb.i or c.is_punct:
            attach(c, verb, c.dep_)


def name_behind_circumstance(name: Token, named: set[int]) -> None:
    """ "Mardi, au téléphone, Mme N avait assuré": a name behind a comma, hung on what has a preposition and was taken
    for the subject, is the subject."""
    other = name.head
    if name.i not in named or relation(name) not in {"nmod", "appos", "flat"} or other.i >= name.i:
        return
    verb = other.head
    if relation(other) != "nsubj" or verb.i <= name.i or not any(relation(c) == "case" for c in other.children):
        return
    if "," in {t.text for t in name.doc[other.i : name.i]} and not any(relation(c) == "case" for c in name.children):
        attach(name, verb, other.dep_)
        other.dep_ = "obl"


def bare_subject(name: Token, named: set[int]) -> None:
    """ "Lisbonne l'a exclue": a known name without a preposition before a verb without a subject is that subject."""
    if name.i not in named or relation(name) not in LOOSE or any(relation(c) == "case" for c in name.children):
        return
    verb = name.head
    if (
        verb.i <= name.i
        or verb.pos_ not in {"VERB", "AUX"}
        or any(relation(c) in {"nsubj", "csubj"} for c in verb.children)
    ):
        return
    if verb.morph.get("VerbForm") == ["Inf"]:
        return
    between = verb.doc[name.i + 1 : verb.i]
    if any(t.text == "," for t in between) or len(between) > 6:
        return
    name.dep_ = "nsubj"


def act_opens_sentence(noun: Token, acts: Container[str], auxiliaries: Container[str]) -> None:
    """ "Fighting erupted between the clans", "Clashes broke out": the noun of an act that opens the sentence, taken for
    a verb; or for a name or a word unknown ("Violence flared"). `acts` are nouns of events, `auxiliaries` the forms of
    auxiliaries."""
    form = noun.lower_
    lemma = next((n for end in ("", "s", "es") if (n := form.removesuffix(end)) in acts), None)
    if noun.i != noun.sent.start or lemma is None or form in auxiliaries:
        return
    named = any(relation(c) in {"flat", "compound"} for c in noun.children)
    if noun.pos_ == "NOUN" or (noun.pos_ == "PROPN" and relation(noun) == "nsubj" and not named):
        noun.pos_, noun.lemma_ = "NOUN", lemma
    if noun.pos_ != "VERB":
        return
    verb = noun.head
    if verb.i == noun.i:
        verb = noun.doc[min(noun.i + 1, noun.sent.end - 1)]
        if relation(verb) != "xcomp" or verb.head.i != noun.i or "Past" not in verb.morph.get("Tense"):
            return
        attach(verb, verb, "ROOT")
        for c in [c for c in noun.children if c.i > verb.i]:
            attach(c, verb, c.dep_)
    elif relation(noun) != "aux" or any(relation(c) == "nsubj" for c in verb.children):
        return
    attach(noun, verb, "nsubj")
    noun.pos_, noun.lemma_ = "NOUN", lemma
    noun.set_morph("")


def noun_in_verb(verb: Token, is_finite: Callable[[Token], bool]) -> None:
    """ "A leaked CABLE shows that": the noun right before a finite verb, taken for the first half of a compound of
    which the verb is the second, is its subject, and what stands before it goes with it."""
    if verb.pos_ != "VERB" or not is_finite(verb) or verb.i == verb.sent.start:
        return
    noun = verb.doc[verb.i - 1]
    if noun.head.i != verb.i or relation(noun) != "compound" or noun.pos_ not in NOMINAL:
        return
    told = any(relation(c) in {"ccomp", "obj", "xcomp", "obl"} and c.i > verb.i for c in verb.children)
    if not told or any(relation(c) == "nsubj" for c in verb.children):
        return
    before = [c for c in verb.lefts if c.i < noun.i and relation(c) in {"det", "amod", "compound", "nmod", "nummod"}]
    attach(noun, verb, "nsubj")
    for token in before:
        attach(token, noun, token.dep_)
