"""Mends of what small parsers get wrong again and again, in terms of Universal Dependencies.

Each function changes the Doc where a pattern that cannot be right stands, and leaves it alone otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from spacy.tokens import Doc, Token

from whence.language.inversion import forms
from whence.language.lexicons import lexicon
from whence.language.tokens import straighten
from whence.language.words import words

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
LOOSE = frozenset({"obl", "dep", "advmod", "nmod", "dislocated", "vocative", "advcl", "appos"})


def mend(doc: Doc, may_be_verb: Callable[[str], bool] = lambda _: False) -> Doc:
    """The Doc with its mends, in place."""
    settings = lexicon(doc.lang_, "pipeline").get("mending", {})
    auxiliaries = frozenset(settings.get("auxiliaries", ()))
    participle = re.compile(settings.get("participle", r"(?!)"))
    sure = tuple(settings.get("sure", ()))
    finite = forms(doc.lang_)[0]
    for token in doc:
        compound_tense(token, auxiliaries, participle, may_be_verb, sure)
        verb_by_company(token)
        counted_noun(token)
    between, conjunction = frozenset(settings.get("between", ())), frozenset(settings.get("and", ()))
    saying = frozenset(v for b in lexicon(doc.lang_, "attribution")["verbs"] for v in b["lemmas"].split())
    openers = words(doc.lang_, "attribution", "complementizers", "words")
    for token in doc:
        determined_noun(token)
        finite_before_infinitive(token)
        one_subject(token)
        coordinated_subject(token)
        predicate_of_conjunct(token)
        both_sides(token, between, conjunction)
        reported_not_relative(token, saying, openers)
        verb_before_report(token, finite, openers)
        main_verb_after_relative(token)
    named = {i for name in doc._.names for i in _tokens(doc, name.start, name.end)}
    for token in doc:
        bare_subject(token, named)
    return doc


def _tokens(doc: Doc, start: int, end: int) -> range:
    span = doc.char_span(start, end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def _dep(token: Token) -> str:
    return str(token.dep_).partition(":")[0]


def _attach(token: Token, head: Token, dep: str) -> None:
    """Hangs the token on the head, unless that would close a circle."""
    above = head
    while above.i != token.i and above.head.i != above.i:
        above = above.head
    if above.i == token.i and head.i != token.i:
        return
    token.head = head
    token.dep_ = dep


def compound_tense(
    aux: Token,
    auxiliaries: frozenset[str],
    participle: re.Pattern[str],
    may_be_verb: Callable[[str], bool] = lambda _: False,
    sure: tuple[str, ...] = (),
) -> None:
    """ "a toujours nié": the auxiliary taken for the verb, the participle for an adjective."""
    if straighten(aux.lower_) not in auxiliaries or _dep(aux) in {"aux", "cop"}:
        return
    at = aux.i + 1
    while (
        at < len(aux.doc)
        and aux.doc[at].pos_ == "ADV"
        and at - aux.i < 4
        and not (may_be_verb(form := straighten(aux.doc[at].lower_)) or form.endswith(sure))
    ):
        at += 1
    if at >= len(aux.doc):
        return
    verb = aux.doc[at]
    if (
        verb.head.i != aux.i
        or verb.pos_ not in {"ADJ", "NOUN", "VERB", "ADV", "X"}
        or not participle.search(straighten(verb.lower_))
    ):
        return
    if any(_dep(c) in {"det", "case", "amod"} and c.i < verb.i for c in verb.children) or _dep(verb) in {"nsubj"}:
        return
    root = aux.head.i == aux.i
    head, dep = aux.head, aux.dep_
    others = [t for t in aux.sent if t.head.i == aux.i and t.i not in (aux.i, verb.i)]
    if root:
        _attach(verb, verb, "ROOT")
    else:
        _attach(verb, head, dep)
    for c in others:
        _attach(c, verb, c.dep_)
    _attach(aux, verb, "aux")
    aux.pos_ = "AUX"
    verb.pos_ = "VERB"
    verb.set_morph("Tense=Past|VerbForm=Part")


def verb_by_company(token: Token) -> None:
    """What has an auxiliary, or a subject and an object, is a verb, whatever it was taken for."""
    if token.pos_ in {"VERB", "AUX"} or _dep(token) in {"aux", "cop"}:
        return
    company = {_dep(c) for c in token.children}
    if "aux" in company and "cop" not in company:
        token.pos_ = "VERB"
        token.set_morph("Tense=Past|VerbForm=Part")
    elif {"nsubj", "obj"} <= company and "cop" not in company:
        token.pos_ = "VERB"
        token.set_morph("VerbForm=Fin")


def determined_noun(token: Token) -> None:
    """ "Une attaque", "le raid": what has an article is a noun, whatever it was taken for."""
    if token.pos_ not in {"VERB", "ADV"} or _dep(token) in {"aux", "cop", "conj", "acl", "advcl", "xcomp", "ccomp"}:
        return
    article = token.doc[token.i - 1] if token.i > token.sent.start else None
    if article is None or article.pos_ != "DET" or article.head.i != token.i or _dep(article) != "det":
        return
    if any(_dep(c) in {"nsubj", "aux", "obj", "mark"} for c in token.children):
        return
    token.pos_ = "NOUN"
    token.set_morph("")
    token.lemma_ = token.lower_


def finite_before_infinitive(verb: Token) -> None:
    """ "a nié avoir signé": the finite verb taken for the subject of the infinitive that it governs."""
    infinitive = verb.head
    if _dep(verb) not in {"nsubj", "csubj", "obl", "advcl"} or infinitive.i <= verb.i or infinitive.i - verb.i > 5:
        return
    carriers = [c for c in verb.children if _dep(c) == "aux" and c.i < verb.i]
    inner = [c for c in infinitive.children if _dep(c) == "aux" and verb.i < c.i]
    if not carriers or not (
        (inner and inner[0].morph.get("VerbForm") == ["Inf"]) or infinitive.morph.get("VerbForm") == ["Inf"]
    ):
        return
    head, dep = infinitive.head, infinitive.dep_
    _attach(verb, verb if head.i == infinitive.i else head, dep)
    _attach(infinitive, verb, "xcomp")
    for c in [c for c in infinitive.children if c.i < verb.i and _dep(c) in {"nsubj", "obl", "advmod", "punct"}]:
        _attach(c, verb, c.dep_)


def counted_noun(number: Token) -> None:
    """ "a livré 40 chars": the noun taken for an adjective of its number."""
    if number.pos_ != "NUM" or number.i + 1 >= len(number.doc) or any(_dep(c) == "case" for c in number.children):
        return
    noun = number.doc[number.i + 1]
    if (
        noun.head.i != number.i
        or noun.pos_ not in {"ADJ", "NOUN"}
        or _dep(noun) not in {"amod", "nmod", "flat", "appos"}
    ):
        return
    head, dep = number.head, "obj" if _dep(number) in {"obl", "dep", "advmod"} else number.dep_
    if any(_dep(c) == "obj" for c in head.children if c.i != number.i):
        dep = number.dep_
    others = [c for c in number.children if c.i != noun.i and c.i > noun.i]
    _attach(noun, noun if head.i == number.i else head, dep)
    _attach(number, noun, "nummod")
    noun.pos_ = "NOUN"
    for other in others:
        _attach(other, noun, other.dep_)


def verb_before_report(token: Token, finite: Mapping[str, str | None], openers: frozenset[str]) -> None:
    """ "La Croix-Rouge rappelle que": a verb of saying taken for an adjective of its subject."""
    form = straighten(token.lower_)
    if token.pos_ in {"VERB", "AUX"} or form not in finite or token.i + 1 >= len(token.doc):
        return
    after = token.doc[token.i + 1]
    if straighten(after.lower_) not in openers and after.morph.get("VerbForm") != ["Inf"]:
        return
    noun = token.head
    if noun.i >= token.i or noun.pos_ not in NOMINAL or _dep(token) not in {"amod", "acl", "flat", "appos", "nmod"}:
        return
    reported = next((c for c in noun.children if c.i > token.i and _dep(c) in {"acl", "ccomp", "advcl", "conj"}), None)
    _take_over(token, noun)
    token.pos_ = "VERB"
    token.set_morph("VerbForm=Fin")
    token.lemma_ = finite[form] or token.lemma_
    if reported is not None:
        _attach(reported, token, "ccomp")


def coordinated_subject(verb: Token) -> None:
    """ "Paris et le Caire ont signé": the first name taken for a sentence of its own, the verb for its conjunct."""
    subject = next((c for c in verb.children if _dep(c) == "nsubj" and c.i < verb.i), None)
    if subject is None:
        return
    begin = min([subject.i, *(t.i for t in subject.children if t.i < subject.i and _dep(t) in {"det", "amod"})])
    if begin == 0:
        return
    cc = verb.doc[begin - 1]
    if _dep(cc) != "cc" or begin < 2:
        return
    first = verb.doc[begin - 2]
    while _dep(first) in {"flat", "amod"} and first.head.i < first.i:
        first = first.head
    if first.pos_ not in NOMINAL or any(_dep(c) == "case" for c in first.children):
        return
    members = [first, *listed_before(first)]
    opens = clause_opens(members[-1])
    if first.sent.start != verb.sent.start or not (
        first.head.i == first.i or verb.head.i == first.i or (len(members) > 1 and opens)
    ):
        return
    lead = members[-1]
    if verb.head.i in {m.i for m in members} or lead.head.i == lead.i:
        _take_over(verb, lead)
    else:
        _attach(lead, verb, "nsubj")
        if opens and lead.i > 0 and verb.doc[lead.i - 1].pos_ == "SCONJ":
            _attach(verb.doc[lead.i - 1], verb, "mark")
    for other in [*members[:-1], subject]:
        _attach(other, lead, "conj")
    _attach(cc, subject, "cc")


def listed_before(noun: Token) -> list[Token]:
    """The nouns of a list before its last comma: "A, | B et C", the nearest first."""
    found: list[Token] = []
    doc, at = noun.doc, phrase_begin(noun)
    while at - 2 >= noun.sent.start and doc[at - 1].text == ",":
        before = doc[at - 2]
        while _dep(before) in {"flat", "amod", "fixed"} and before.head.i < before.i:
            before = before.head
        if before.pos_ not in NOMINAL or before.morph.get("VerbForm"):
            break
        found.append(before)
        at = phrase_begin(before)
    return found


def phrase_begin(noun: Token) -> int:
    """Where the article and adjectives before a noun begin."""
    at = noun.i
    while at - 1 >= noun.sent.start and noun.doc[at - 1].pos_ in {"DET", "ADJ", "NUM"}:
        at -= 1
    return at


def clause_opens(noun: Token) -> bool:
    """Whether the noun's phrase opens a clause: after a conjunction, or first in the sentence."""
    at = phrase_begin(noun)
    return at == noun.sent.start or noun.doc[at - 1].pos_ == "SCONJ"


def one_subject(verb: Token) -> None:
    """ "A, B et C ont": two subjects of one verb are one list."""
    subjects = [c for c in list(verb.children) if _dep(c) == "nsubj"]
    if not subjects:
        return
    for clausal in [s for s in subjects if s.i > verb.i and s.morph.get("VerbForm")]:
        clausal.dep_ = "advcl"
    pronoun = next((s for s in subjects if s.pos_ == "PRON" and s.i < verb.i), None)
    mark = next((c for c in list(verb.children) if _dep(c) == "mark" and c.i < verb.i), None)
    if (
        pronoun is not None and mark is not None
    ):  # "menace le Pérou de représailles s'il cède": the object of what stands before
        for stray in [s for s in subjects if s.i < mark.i < pronoun.i]:
            governor = next((t for t in reversed(verb.doc[verb.sent.start : stray.i]) if t.pos_ == "VERB"), None)
            if governor is not None and not any(_dep(c) == "obj" for c in governor.children):
                _attach(stray, governor, "obj")
                subjects.remove(stray)
    first = next((s for s in subjects if s.i < verb.i and s.pos_ in {"NOUN", "PROPN"}), None)
    if first is not None and verb.doc[phrase_begin(first) - 1].text == ",":
        stray = next(
            (
                c
                for c in verb.children
                if c.i < first.i
                and _dep(c) in LOOSE
                and c.pos_ in {"NOUN", "PROPN"}
                and not any(_dep(k) == "case" for k in c.children)
            ),
            None,
        )
        joined = any(_dep(k) == "cc" for c in first.children if _dep(c) == "conj" for k in c.children)
        if stray is not None and joined:  # "le Togo, le Bénin et le Ghana ont": the first of the list left out
            stray.dep_ = "nsubj"
            _attach(first, stray, "conj")
            return
    before = [s for s in subjects if s.i < verb.i and s.pos_ in {"NOUN", "PROPN"}]
    for other in before[1:]:
        joint = verb.doc[phrase_begin(other) - 1]
        if joint.text == "," or _dep(joint) == "cc":
            _attach(other, before[0], "conj")


def predicate_of_conjunct(verb: Token) -> None:
    """ "Le roi et ses fils ont salué": the verb taken for a conjunct of its subject."""
    first = verb.head
    if _dep(verb) == "conj" and first.pos_ in {"VERB", "AUX"}:
        stray = next(
            (
                c
                for c in first.children
                if _dep(c) == "ccomp"
                and c.pos_ in {"PROPN", "NOUN"}
                and first.i < c.i < verb.i
                and not any(_dep(k) in {"cop", "nsubj", "case"} for k in c.children)
            ),
            None,
        )
        if stray is not None and not any(_dep(c) in {"nsubj", "cc"} for c in verb.children):
            _take_over(verb, stray)
        return
    if (
        _dep(verb) not in {"conj", "parataxis", "appos"}
        or first.i >= verb.i
        or first.pos_ not in {"NOUN", "PROPN"}
        or verb.pos_ not in {"VERB", "AUX"}
    ):
        return
    if any(_dep(c) == "case" for c in first.children) or any(_dep(c) in {"nsubj", "cc"} for c in verb.children):
        return
    if not (verb.morph.get("VerbForm") == ["Fin"] or any(_dep(c) == "aux" for c in verb.children)):
        return
    if _dep(first) in {"obj", "nsubj", "nmod"} or _comma_between(first, verb):
        return
    _take_over(verb, first)


def _comma_between(first: Token, verb: Token) -> bool:
    """Whether a comma that the model saw parts the two; those around a name after its title it did not see."""
    silent = {i for a, b in verb.doc.user_data.get("whence_titled", ()) for i in (a - 1, b)}
    return any(t.text == "," and t.i not in silent for t in verb.doc[first.i : verb.i])


def both_sides(case: Token, between: frozenset[str], conjunction: frozenset[str]) -> None:
    """ "une guerre entre elle et le Mali": the second party taken for a conjunct of something before."""
    if straighten(case.lower_) not in between or _dep(case) != "case":
        return
    first = case.head
    if any(_dep(c) == "conj" for c in first.children):
        return
    nested = next(
        (
            t
            for t in first.subtree
            if _dep(t) == "conj" and t.head.i != first.i and any(_dep(c) == "cc" for c in t.children)
        ),
        None,
    )
    if nested is not None:  # "entre les soldats de la garde et leurs chefs": coordinated with the nearest noun
        _attach(nested, first, "conj")
        return
    end = max([first.i, *(c.i for c in first.subtree)]) + 1
    doc = case.doc
    if end >= len(doc) or straighten(doc[end].lower_) not in conjunction:
        return
    second = next((t for t in doc[end + 1 : end + 5] if t.pos_ in NOMINAL and _dep(t) == "conj"), None)
    if second is not None and second.head.i < case.i:
        _attach(second, first, "conj")


def reported_not_relative(verb: Token, saying: frozenset[str], openers: frozenset[str]) -> None:
    """ "a écrit dans la lettre que le pont cédait": what is reported, taken for a relative clause of the letter."""
    if _dep(verb) != "acl" or not any(_dep(c) in {"nsubj", "csubj"} for c in verb.children):
        return
    opener = next((c for c in verb.children if c.i < verb.i and straighten(c.lower_) in openers), None)
    noun = verb.head
    if (
        opener is None
        or noun.i > opener.i
        or _dep(noun) not in {"obl", "nmod"}
        or not any(_dep(c) == "case" for c in noun.children)
    ):
        return
    if verb.doc[opener.i - 1].text == ",":
        return
    teller = noun.head
    while _dep(teller) in {"nmod", "obl"} and teller.pos_ in NOMINAL:
        teller = teller.head
    if (
        teller.lemma_.lower() in saying
        and teller.pos_ in {"VERB", "AUX"}
        and not any(_dep(c) == "ccomp" for c in teller.children)
    ):
        _attach(verb, teller, "ccomp")
        opener.dep_ = "mark"


def main_verb_after_relative(verb: Token) -> None:
    """ "La Norvège, qui produit du gaz, en exporte": the main verb taken for a conjunct of the relative clause."""
    relative = verb.head
    if _dep(verb) != "conj" or _dep(relative) != "acl" or verb.morph.get("VerbForm") != ["Fin"]:
        return
    antecedent = relative.head
    if antecedent.head.i != antecedent.i or antecedent.pos_ not in NOMINAL:
        return
    if any(_dep(c) in {"cc", "nsubj", "mark"} for c in verb.children):
        return
    if not any(t.text == "," for t in verb.doc[relative.i : verb.i]):
        return
    _take_over(verb, antecedent)


def _take_over(verb: Token, first: Token) -> None:
    """Puts the verb in the place of the nominal, which becomes its subject."""
    if first.head.i == first.i:
        _attach(verb, verb, "ROOT")
    else:
        head, dep = first.head, first.dep_
        _attach(verb, head, dep)
    _attach(first, verb, "nsubj")
    for c in list(first.children):
        if c.i > verb.i or c.is_punct:
            _attach(c, verb, c.dep_)


def bare_subject(name: Token, named: set[int]) -> None:
    """ "Lisbonne l'a exclue": a known name without a preposition before a verb without a subject is that subject."""
    if name.i not in named or _dep(name) not in LOOSE or any(_dep(c) == "case" for c in name.children):
        return
    verb = name.head
    if (
        verb.i <= name.i
        or verb.pos_ not in {"VERB", "AUX"}
        or any(_dep(c) in {"nsubj", "csubj"} for c in verb.children)
    ):
        return
    if verb.morph.get("VerbForm") == ["Inf"]:
        return
    between = verb.doc[name.i + 1 : verb.i]
    if any(t.text == "," for t in between) or len(between) > 6:
        return
    name.dep_ = "nsubj"
