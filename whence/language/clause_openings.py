"""Mends of clauses by what opens them: a conjunction, a source or a day in front, the mark of a quotation."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc, Token

from whence.language.letters import straighten
from whence.language.subjects import phrase_begin, take_over, token_before
from whence.language.trees import NOMINAL, attach, relation

TIME_BEFORE = 4
"""How far from the start of its sentence "after" may stand: "Two and a half weeks after"."""

OPENING = frozenset({"«", "“", "„", "‘", "‹", '"'})
CLOSING = frozenset({"»", "”", "›", '"'})
LOOSE = frozenset({"conj", "advmod", "advcl", "parataxis", "dep", "xcomp", "ccomp", "obl"})


def subject_of_report(noun: Token, saying: frozenset[str], openers: frozenset[str]) -> None:
    """ "indique que 40 % des ventes provenaient du Pérou": the subject of what is reported taken for the object of the
    saying, its verb for something said of it."""
    teller = noun.head
    if relation(noun) not in {"obj", "obl", "ccomp"} or noun.i <= teller.i or teller.lemma_.lower() not in saying:
        return
    left = [t for t in noun.lefts if straighten(t.lower_) in openers and t.i > teller.i]
    if not left or any(relation(c) in {"cop", "ccomp", "nsubj"} and c.i > teller.i for c in noun.children):
        return
    verb = next((t for t in noun.subtree if t.i > noun.i and t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or relation(verb) not in {"acl", "amod", "appos", "nmod", "flat"}:
        return
    if verb.morph.get("VerbForm") != ["Fin"] or any(relation(c) in {"nsubj", "mark"} for c in verb.children):
        return
    if any(t.morph.get("PronType") == ["Rel"] or t.text == "," for t in verb.doc[noun.i : verb.i]):
        return
    take_over(verb, noun)
    verb.dep_ = "ccomp"
    attach(left[0], verb, "mark")
    left[0].pos_ = "SCONJ"


def clause_beside(verb: Token) -> None:
    """ "... et, en mai, ce chiffre est passé": a clause with a subject of its own taken for a relative clause."""
    if relation(verb) != "acl" or verb.head.i >= verb.i:
        return
    subject = next((c for c in verb.children if relation(c) == "nsubj" and c.pos_ in {"NOUN", "PROPN"}), None)
    if subject is None or any(
        t.morph.get("PronType") == ["Rel"] or t.pos_ == "SCONJ" for t in verb.subtree if t.i < verb.i
    ):
        return
    begin = min(t.i for t in subject.subtree)
    joint = next((t for t in verb.doc[verb.head.i + 1 : begin] if relation(t) == "cc"), None)
    over = next((t for t in verb.head.ancestors if t.pos_ in {"VERB", "AUX"}), None) if joint is not None else None
    if verb.head.pos_ in {"VERB", "AUX"} and joint is not None:
        over = verb.head
    if joint is None or over is None:
        return
    between = verb.doc[joint.i + 1 : begin]
    if len(between) > 6 or any(t.pos_ in {"VERB", "AUX"} for t in between):
        return
    for stray in between:
        if stray.head.i < joint.i:
            attach(stray, verb, "obl" if stray.pos_ in NOMINAL | {"NUM"} else stray.dep_)
    attach(verb, over, "conj")
    attach(joint, verb, "cc")


def clause_after_conjunction(opener: Token) -> None:
    """ "... sachant que le but du Tchad est de tenir": the subject behind a conjunction taken for a noun of what stands
    before, its verb for a conjunct, for something said of it, or for that of the whole sentence."""
    if opener.pos_ != "SCONJ" or relation(opener) not in {"case", "punct", "mark"}:
        return
    doc, sent = opener.doc, opener.sent
    begin = max([opener.i, *(c.i for c in opener.children if relation(c) == "fixed")]) + 1
    if begin > opener.i + 1 and relation(opener) == "mark" and relation(opener.head) == "ccomp":
        opener.head.dep_ = "advcl"  # "agira au cas où": such a conjunction opens nothing that is reported
        return
    subject = next((t for t in doc[begin : min(begin + 4, sent.end)] if t.pos_ in NOMINAL), None)
    if subject is None or any(t.pos_ not in {"DET", "ADJ", "NUM", "SPACE"} for t in doc[begin : subject.i]):
        return
    verb = next((t for t in doc[subject.i + 1 : min(subject.i + 14, sent.end)] if t.pos_ in {"VERB", "AUX"}), None)
    if verb is not None and relation(verb) == "aux":
        verb = verb.head
    if verb is None or any(relation(c) in {"mark", "cc"} and c.i < verb.i for c in verb.children):
        return
    between = list(doc[begin : verb.i])
    if any(t.text in {";", ":"} or t.morph.get("PronType") == ["Rel"] for t in between):
        return
    named = next((c for c in verb.children if relation(c) == "nsubj"), None)
    listed = (
        named is not None
        and opener.head.i == subject.i
        and (comma := token_before(named, phrase_begin(named))) is not None
        and comma.text == ","
        and [t.i for t in between if t.text == ","] == [comma.i]
    )
    loose = verb.morph.get("VerbForm") == ["Fin"] and relation(verb) in {"conj", "parataxis", "amod", "acl", "appos"}
    if not listed and (named is not None or not loose or any(t.text == "," for t in between)):
        return
    host = next((t for t in [subject.head, *subject.head.ancestors] if t.i < begin and t.pos_ in {"VERB", "AUX"}), None)
    if host is None:
        return
    top = next((t for t in [host, *host.ancestors] if t.head.i == verb.i and t.i < begin), None)
    if top is not None:  # the verb taken for that of the sentence
        attach(top, top if verb.head.i == verb.i else verb.head, verb.dep_)
    if verb.head.i == subject.i:
        take_over(verb, subject)
    attach(verb, host, "advcl")
    attach(subject, verb, "nsubj")
    if named is not None:
        attach(named, subject, "conj")
    attach(opener, verb, "mark")


def clause_with_apposition(opener: Token) -> None:
    """ "... tandis que le Qatar, allié du Mali, a envoyé des vivres": a clause behind a conjunction, whose subject is
    parted from its verb by what describes it, and was taken for a complement of the clause before."""
    if opener.pos_ != "SCONJ" or relation(opener) != "case":
        return
    doc, end, subject = opener.doc, opener.sent.end, opener.head
    first = max((t.i for t in subject.subtree if t.i < end and not parted(doc, subject, t)), default=end) + 1
    if subject.pos_ not in NOMINAL or first >= end or doc[first].text != ",":
        return
    second = next((t.i for t in doc[first + 1 : end] if t.text == ","), end)
    if second + 1 >= end or second - first > 12:
        return
    verb = doc[second + 1]
    if relation(verb) == "aux":
        verb = verb.head
    loose = verb.pos_ == "VERB" and verb.i > second and relation(verb) in LOOSE
    if not loose or any(relation(c) in {"nsubj", "csubj", "mark", "cc"} for c in verb.children):
        return
    above = subject.head
    if above.i >= opener.i:
        return
    for t in [t for t in doc[first + 1 : second] if not first < t.head.i < second]:
        attach(t, subject, "acl" if t.pos_ == "VERB" else "appos" if t.pos_ in NOMINAL else "dep")
    attach(verb, above, "advcl")
    attach(subject, verb, "nsubj:pass" if any(c.dep_ == "aux:pass" for c in verb.children) else "nsubj")
    attach(opener, verb, "mark")


def parted(doc: Doc, noun: Token, token: Token) -> bool:
    """Whether a comma stands between a noun and a word of its phrase."""
    return any(t.text == "," for t in doc[noun.i : token.i + 1])


def teller_not_object(noun: Token, saying: frozenset[str]) -> None:
    """ "« Hypocrisie », répondent les libéraux": the one word of a quotation taken for the subject of the saying, who
    says it for the object."""
    verb = noun.head
    if (
        relation(noun) != "obj"
        or noun.i < verb.i
        or verb.lemma_.lower() not in saying
        or noun.left_edge.i != verb.i + 1
    ):
        return
    quoted = next((c for c in verb.lefts if relation(c) == "nsubj"), None)
    if quoted is None or verb.i - 2 <= quoted.i - 1:
        return
    before = [t.text for t in verb.doc[quoted.i + 1 : verb.i]]
    if before and before[-1] == "," and any(mark in CLOSING for mark in before):
        quoted.dep_, noun.dep_ = "obj", "nsubj"


def subject_opens_quotation(noun: Token) -> None:
    """ "Selon le câble « le but du Tchad est de ...": the subject that opens a quotation taken for a second source."""
    if relation(noun) != "conj" or any(relation(c) in {"cc", "case"} for c in noun.children):
        return
    begin = phrase_begin(noun)
    mark = noun.doc[begin - 1] if begin > noun.sent.start else None
    if mark is None or not mark.is_punct or not (mark.is_quote or mark.text in OPENING):
        return
    verb = next((t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.i < noun.i or any(relation(c) in {"nsubj", "csubj"} for c in verb.children):
        return
    attach(noun, verb, "nsubj")


def frame_not_subject(noun: Token, frames: frozenset[str]) -> None:
    """ "Selon le centre 40 % des ventes vont au Pérou": who is named behind such a preposition tells; the subject is
    what was taken for an apposition."""
    verb = noun.head
    if relation(noun) not in {"nsubj", "obl"} or noun.i >= verb.i or verb.pos_ not in {"VERB", "AUX"}:
        return
    if not any(relation(c) == "case" and straighten(c.lower_) in frames and c.i < noun.i for c in noun.children):
        return
    noun.dep_ = "obl:mod"
    if any(relation(c) in {"nsubj", "csubj"} for c in verb.children):
        return
    for subject in noun.rights:
        if relation(subject) in {"appos", "nmod", "obl", "conj"} and subject.pos_ in NOMINAL:
            own = [c for c in subject.children if relation(c) in {"case", "cc"} and c.i < subject.i]
            counted = any(relation(c) in {"nummod", "det"} and c.i < subject.i for c in subject.children)
            if counted and not own:
                attach(subject, verb, "nsubj")
                return


def day_not_subject(day: Token, days: Container[str]) -> None:
    """ "Mardi, au port, Mme N avait assuré": the day in front taken for the subject, who stands behind it for its
    conjunct."""
    verb = day.head
    if relation(day) != "nsubj" or straighten(day.lower_) not in days or day.i > verb.i or verb.pos_ == "NOUN":
        return
    if any(relation(c) in {"det", "cop"} for c in day.children) or day.doc[day.i + 1].text != ",":
        return
    day.dep_ = "obl:mod"
    behind = [t for t in day.subtree if t.pos_ in NOMINAL and day.i < t.i < verb.i]
    loose = [
        t for t in behind if relation(t) in {"conj", "appos"} and not any(relation(c) == "case" for c in t.children)
    ]
    if loose:
        attach(loose[-1], verb, "nsubj")


def clause_of_time(opener: Token, openers: frozenset[str]) -> None:
    """ "Days after Ghana signed the deal, the firm withdrew": the clause behind "after" at the start of a sentence
    taken for the main one, or its subject for a noun behind a preposition.

    `openers` are words that open clauses of time and may be prepositions too ("after", "before")."""
    if opener.lower_ not in openers or opener.i - opener.sent.start > TIME_BEFORE:
        return
    noun = opener.head
    time = noun.head
    if relation(opener) == "case" and relation(noun) == "nmod" and relation(time) == "nsubj" and time.i < opener.i:
        verb = time.head
        if verb.i < noun.i or not opener.i < noun.i or any(relation(c) == "nsubj" and c.i > noun.i for c in verb.lefts):
            return
        attach(noun, verb, "nsubj")
        attach(opener, verb, "mark")
        time.dep_ = "obl:unmarked"
    elif relation(opener) == "mark":
        verb = noun
    else:
        return
    opener.pos_ = "SCONJ"
    if relation(verb) == "acl" and verb.head.i < opener.i and verb.head.head.i > verb.i:  # "Hours before he came, they"
        time, main = verb.head, verb.head.head
        attach(verb, main, "advcl")
        attach(time, verb, "obl:unmarked")
        return
    main = next((t for t in verb.subtree if t.i > verb.i and _has_subject_behind_comma(t)), None)
    if main is None or relation(verb) != "ROOT":
        return
    attach(main, main, "ROOT")
    attach(verb, main, "advcl")
    for c in [c for c in verb.children if c.i > main.i or (c.is_punct and c.i > verb.i)]:
        attach(c, main, c.dep_)


def _has_subject_behind_comma(verb: Token) -> bool:
    """Whether a word that hangs on what stands before it heads a clause behind a comma, with a subject of its own."""
    if relation(verb) not in {"parataxis", "appos", "conj", "ccomp"} or verb.pos_ not in {"VERB", "ADJ", "NOUN"}:
        return False
    first = next((t for t in verb.subtree if not t.is_punct), verb)
    subject = next((c for c in verb.lefts if relation(c) in {"nsubj", "csubj"}), None)
    return subject is not None and first.i > 0 and first.nbor(-1).text == ","
