"""Mends of verbs whose past is their participle: "The bishops appealed for a truce" is no nominal sentence.

A small parser that has seen few such verbs hangs the verb on a noun: on its subject, as if a clause were left out ("the
bishops [who were] appealed"), or on its object ("dispatched medics"). A whole sentence of prose has a finite verb, so
where nothing else can be it, this verb is. The same holds of a third person that is a noun too: "exports tea", "fights
his extradition".
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Final

from spacy.tokens import Token

from whence.language.trees import LOOSE, NOMINAL, attach, relation

CLAUSAL: Final = frozenset({"ROOT", "ccomp", "parataxis"})
"""Where a clause stands: a noun that stands there, without a copula, leaves the clause without a verb."""

BREAKS: Final = frozenset({",", ":", "–", "—", "("})

ENDS: Final = re.compile(r"[.!?…]$")
"""How a whole sentence ends; a headline or a caption ends otherwise, and may well be nominal."""

FINITE_PAST: Final = "Mood=Ind|Tense=Past|VerbForm=Fin"


def past_tense(
    verb: Token,
    participles: Container[str],
    verbs: Mapping[str, str],
    regular: re.Pattern[str],
    of_the_noun: frozenset[str],
    days: Container[str] = (),
) -> None:
    """ "The militia launched rockets", "The bishops appealed for a truce": a past taken for a participle or adjective.

    `participles` are forms that are a participle only ("taken"), `verbs` the forms of known verbs and their lemmas;
    `regular` is how a regular past ends, and `of_the_noun` are
    prepositions that tie a noun to a noun ("of"), `days` words for a day ("Monday", "yesterday")."""
    adjective = verb.pos_ == "ADJ"
    if adjective:
        if not regular.search(verb.lower_) or verb.lower_ not in verbs:
            return
    elif not is_past(verb, participles):
        return
    if _clause_behind_conjunction(verb):
        if adjective:
            _is_past(verb, verbs)
        return
    if any(relation(c) in {"mark", "cop"} for c in verb.children) or not ends_as_a_sentence(verb):
        return
    own = next((c for c in verb.children if relation(c) == "nsubj" and c.i < verb.i), None)
    thing = None
    if relation(verb) in CLAUSAL and adjective and own is not None:
        subject = own
    elif relation(verb) == "acl" and own is None and verb.head.i < verb.i and (_alone(verb.head) or _adds(verb)):
        subject = verb.head
    elif (described := _described(verb, days) or _named_alone(verb)) is not None:
        _stand_up(verb, described, None, of_the_noun)
        return
    elif relation(verb) in {"acl", "amod", "compound"}:
        thing = verb.head.head if relation(verb) == "acl" else verb.head
        subject = own if own is not None else verb.doc[verb.i - 1] if verb.i > verb.sent.start else verb
        if thing.i < verb.i or not _alone(thing) or not _may_be_subject(subject):
            return
        if subject.head.i not in {thing.i, verb.i}:
            return
    else:
        return
    if any(t.text in BREAKS for t in verb.doc[subject.i : verb.i]) and not _set_off(subject, verb):
        return
    if adjective:
        _is_past(verb, verbs)
    _stand_up(verb, subject, thing, of_the_noun)


def _set_off(subject: Token, verb: Token) -> bool:
    """Whether all between a subject and its verb is set off behind the subject: "Iran, an ally of Russia, expelled"."""
    between = verb.doc[subject.i + 1 : verb.i]
    return between[-1].text == "," and all(subject.is_ancestor(t) for t in between)


def _is_past(adjective: Token, verbs: Mapping[str, str]) -> None:
    adjective.pos_ = "VERB"
    adjective.lemma_ = verbs[adjective.lower_]
    adjective.set_morph(FINITE_PAST)


def _clause_behind_conjunction(verb: Token) -> bool:
    """ "whilst Chile exhorted Bolivia to vote": a past with a conjunction and a subject of its own, hung on its object,
    becomes the clause that it is. Gives whether it was one."""
    thing = verb.head
    if relation(verb) not in {"acl", "amod", "compound"} or thing.i < verb.i:
        return False
    subject = next((c for c in verb.children if relation(c) == "nsubj" and c.i < verb.i), None)
    deed = thing.head
    if subject is not None and relation(thing) == "nsubj" and _has_particle(deed) and ends_as_a_sentence(verb):
        root, head, dep = deed.head.i == deed.i, deed.head, deed.dep_  # "The ruling prompted Nairobi to recall"
        attach(verb, verb if root else head, "ROOT" if root else dep)
        attach(thing, verb, "obj")
        attach(deed, verb, "xcomp")
        deed.set_morph("VerbForm=Inf")
        for c in [c for c in deed.children if c.i < subject.i or (c.is_punct and c.i > deed.i)]:
            attach(c, verb, c.dep_)
        verb.set_morph(FINITE_PAST)
        return True
    mark = next((c for c in verb.children if relation(c) == "mark" and c.i < verb.i), None)
    if subject is None or mark is None or mark.pos_ != "SCONJ" or mark.i > subject.i:
        return False
    above = thing.head
    attach(verb, verb if above.i == thing.i else above, "ROOT" if above.i == thing.i else "advcl")
    attach(thing, verb, "obj")
    for c in [c for c in above.children if c.i > thing.i and relation(c) in {"advcl", "xcomp", "obl"}]:
        attach(c, verb, c.dep_)
    verb.set_morph(FINITE_PAST)
    return True


def is_past(verb: Token, participles: Container[str]) -> bool:
    """Whether a verb that was taken for a participle may be a past: by its form, and without an auxiliary."""
    return (
        verb.pos_ == "VERB"
        and verb.morph.get("Tense") == ["Past"]
        and verb.lower_ not in participles
        and not any(relation(c) == "aux" for c in verb.children)
    )


def finite_past(verb: Token, participles: Container[str]) -> None:
    """ "Iran expelled two envoys and warned of more": a past beside a finite verb, or with a subject of its own, that
    was taken for a participle; hung on a word before it, it comes back to the verb that it is coordinated with."""
    if not is_past(verb, participles) or verb.morph.get("VerbForm") != ["Part"]:
        return
    own = any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
    if own and (relation(verb) in CLAUSAL | {"advcl"} or verb.dep_ == "acl:relcl"):
        verb.set_morph(FINITE_PAST)
    if relation(verb) != "conj" or verb.head.i > verb.i or not any(relation(c) == "cc" for c in verb.children):
        return
    first = verb.head
    if first.pos_ not in {"VERB", "AUX"}:
        if any(relation(c) in {"cop", "case"} for c in first.children):
            return
        while first.pos_ not in {"VERB", "AUX"} and relation(first) not in CLAUSAL and first.head.i < first.i:
            first = first.head
    if first.pos_ == "VERB" and first.morph.get("VerbForm") == ["Fin"] and first.morph.get("Tense") == ["Past"]:
        attach(verb, first, "conj")
        verb.set_morph(FINITE_PAST)


def verb_not_noun(word: Token, verbs: Mapping[str, str], of_the_noun: frozenset[str]) -> None:
    """ "The banker fights his extradition", "La flotte maintient le blocus": a verb taken for a noun or an adjective,
    in a sentence that has no other. A form that ends in s may well be a plural, unless a determiner comes next, or it
    is all that stands between two names ("Kenya borders Somalia").

    `verbs` are the finite forms of known verbs and their lemmas, `of_the_noun` as for a past."""
    lemma = verbs.get(word.lower_)
    if word.pos_ not in {"NOUN", "ADJ", "ADV"} or lemma is None or lemma == word.lower_ or not word.text.islower():
        return
    if word.i == word.sent.start or word.i + 1 >= word.sent.end or not ends_as_a_sentence(word):
        return
    clear = _begins_phrase(word.doc[word.i + 1]) or _of_a_number(word) or _between_names(word)
    if word.lower_.endswith("s") and not clear:
        return
    if any(t.pos_ in {"VERB", "AUX"} and relation(t) in CLAUSAL and not _thrown_in(t) for t in word.sent):
        return
    if word.doc[word.i - 1].pos_ in {"DET", "NUM"} or any(
        relation(c) in {"case", "cop", "aux"} and c.i < word.i for c in word.children
    ):
        return
    subject, top = _nominal_before(word), _top(word)
    if subject is None or not _may_be_subject(subject) or (top.i != word.i and not _alone(top)):
        return
    if top.i < word.i and top.i != subject.i:
        return
    word.pos_ = "VERB"
    word.lemma_ = lemma
    _stand_up(word, subject, top if top.i > word.i else None, of_the_noun)


def _thrown_in(verb: Token) -> bool:
    """Whether a verb with its subject stands beside the rest: "Hungary vetoed the accord, diplomats SAID"."""
    return relation(verb) == "parataxis" and any(relation(c) == "nsubj" for c in verb.children)


def verb_of_relative(pronoun: Token, verbs: Mapping[str, str]) -> None:
    """ "Belarus, which borders Poland, closed": the verb of a relative clause taken for the noun that the pronoun asks
    for. `verbs` as for :func:`verb_not_noun`."""
    verb = pronoun.head
    if pronoun.pos_ != "PRON" or relation(pronoun) != "det" or verb.i != pronoun.i + 1 or verb.pos_ != "NOUN":
        return
    lemma, behind = verbs.get(verb.lower_), verb.doc[min(verb.i + 1, verb.sent.end - 1)]
    if lemma is None or lemma == verb.lower_ or verb.doc[pronoun.i - 1].text != "," or behind.head.i != verb.i:
        return
    verb.pos_, verb.lemma_ = "VERB", lemma
    attach(pronoun, verb, "nsubj")
    if relation(behind) in {"flat", "compound", "appos", "nmod"} and behind.pos_ in NOMINAL:
        attach(behind, verb, "obj")


def _nominal_before(word: Token) -> Token | None:
    """The head of the nominal that ends right before a word; None where something else does."""
    own = next((c for c in word.children if relation(c) == "nsubj" and c.i < word.i), None)
    if own is not None:
        return own
    at = word.doc[word.i - 1]
    if at.pos_ not in NOMINAL | {"ADJ"}:
        return None
    while at.head.i < word.i and at.head.i != at.i:
        at = at.head
    return at


def _top(word: Token) -> Token:
    """The head of the clause that a word stands in."""
    while relation(word) not in CLAUSAL and word.head.i != word.i:
        word = word.head
    return word


def _begins_phrase(word: Token) -> bool:
    """Whether a noun phrase begins here for sure, with an article, a possessive or a number, or an infinitive."""
    if word.pos_ == "PART":
        return word.i + 1 < word.sent.end and word.doc[word.i + 1].pos_ == "VERB"
    return word.pos_ in {"DET", "NUM"} or (word.pos_ == "PRON" and relation(word) == "nmod")


def _between_names(word: Token) -> bool:
    """ "Kenya borders Somalia.": between two names that are all the sentence has beside it."""
    others = [t for t in word.sent if not t.is_space and not t.is_punct and t.i != word.i]
    return word.i not in {others[0].i - 1, others[-1].i + 1} and all(t.pos_ == "PROPN" for t in others)


def _of_a_number(word: Token) -> bool:
    """ "Norway accounts for 29%": between a name and a preposition before a number."""
    after = word.doc[word.i + 1 : word.i + 3]
    return word.nbor(-1).pos_ == "PROPN" and [t.pos_ for t in after] == ["ADP", "NUM"]


def _alone(noun: Token) -> bool:
    """Whether a nominal stands where a clause does, with nothing beside it that makes it one."""
    return (
        relation(noun) in CLAUSAL
        and noun.pos_ not in {"AUX", "ADJ"}
        and not any(relation(c) in {"cop", "aux", "case", "mark"} for c in noun.children)
        and not (noun.pos_ == "VERB" and any(relation(c) in {"obj", "xcomp", "ccomp"} for c in noun.children))
    )


def _adds(verb: Token) -> bool:
    """ "denies it, and a report found no trace": a noun coordinated with a verb, before a verb that has an object."""
    noun = verb.head
    return (
        relation(noun) == "conj"
        and noun.pos_ in NOMINAL
        and noun.head.pos_ == "VERB"
        and {"cc"} <= {relation(c) for c in noun.children}
        and not any(relation(c) in {"cop", "aux", "case", "mark"} for c in noun.children)
        and any(relation(c) == "obj" for c in verb.children)
    )


def _described(verb: Token, days: Container[str]) -> Token | None:
    """ "Vale, the supplier of the ore, built a plant": the subject, where an apposition between commas parts it from a
    verb that hangs on something else."""
    top = _top(verb)
    before = verb.doc[verb.i - 1]
    if before.i - 1 > verb.sent.start and before.i != top.i and (before.pos_ == "ADV" or before.lower_ in days):
        before = before.nbor(-1)  # "the minister, Holm, yesterday described"
    if before.text != "," or relation(verb) not in {"acl", "amod"} or top.i > verb.i or not _alone(top):
        return None
    return top if any(relation(c) == "appos" and top.i < c.i < verb.i for c in top.children) else None


def _named_alone(verb: Token) -> Token | None:
    """ "Republicans accused Democrats": the bare name right before the verb, where its object was hung on that."""
    thing, before = verb.head, verb.doc[verb.i - 1]
    if relation(verb) not in {"acl", "amod", "compound"} or verb.i == verb.sent.start or before.pos_ not in NOMINAL:
        return None
    hung = thing.i > verb.i and thing.head.i == before.i and relation(thing) in {"appos", "flat", "nmod", "dep", "list"}
    return before if hung and _alone(before) else None


def _may_be_subject(word: Token) -> bool:
    """Whether a word before the verb may be its subject: a nominal, or "general" behind an article."""
    if any(relation(c) == "case" for c in word.children):
        return False
    before = word.doc[word.i - 1] if word.i > word.sent.start else None
    return word.pos_ in NOMINAL or (word.pos_ == "ADJ" and before is not None and before.pos_ == "DET")


def ends_as_a_sentence(verb: Token) -> bool:
    """Whether the verb's sentence ends as one does."""
    last = next((t for t in reversed(verb.sent) if not t.is_space and not t.is_quote and t.text not in ")]»"), verb)
    return ENDS.search(last.text) is not None


def _stand_up(verb: Token, subject: Token, thing: Token | None, of_the_noun: frozenset[str]) -> None:
    """Makes the verb the head of its clause, with its subject and, where it was hung on that, its object."""
    top = thing if thing is not None else subject if relation(verb) not in CLAUSAL else verb
    if top.i != verb.i:
        root, head, dep = top.head.i == top.i, top.head, top.dep_
        attach(verb, verb if root else head, "ROOT" if root else dep)
    begin = subject.i
    for t in [] if thing is None else [c for c in thing.children if c.i < verb.i and c.i != subject.i]:
        attach(t, subject if t.i < begin and not t.is_punct else verb, t.dep_)
    for t in [c for c in verb.children if c.i < begin and relation(c) in {"det", "amod", "compound", "nummod", "nmod"}]:
        attach(t, subject, t.dep_)
    attach(subject, verb, "nsubj")
    if subject.pos_ == "ADJ":
        subject.pos_ = "NOUN"
    if thing is not None:
        attach(thing, verb, "obj")
    for holder in (subject, thing):
        for c in [] if holder is None else list(holder.children):
            late = c.i > verb.i if holder is subject else relation(c) in {"conj", "parataxis"} and c.pos_ == "VERB"
            if late or c.is_punct or (holder is thing and _beside(c, of_the_noun)):
                attach(c, verb, c.dep_)
    for c in [c for c in verb.children if c.i > verb.i and c.pos_ in NOMINAL and relation(c) in LOOSE | {"conj"}]:
        cased = any(relation(k) == "case" for k in c.children)
        if cased or not any(relation(k) == "obj" for k in verb.children):
            c.dep_ = "obl" if cased else "obj"
    if verb.morph.get("VerbForm") != ["Fin"]:
        verb.set_morph(FINITE_PAST if verb.morph.get("Tense") == ["Past"] else "Mood=Ind|VerbForm=Fin")


def _beside(noun: Token, of_the_noun: frozenset[str]) -> bool:
    """Whether a noun after the object rather belongs to the verb: behind a preposition that ties it to no noun."""
    cases = [c.lower_ for c in noun.children if relation(c) == "case"]
    return relation(noun) == "nmod" and bool(cases) and not of_the_noun.intersection(cases)


def gerund_not_clause(gerund: Token, nouns: Container[str], openers: Container[str]) -> None:
    """ "died in shelling near the port": a known noun of an act behind a preposition of place, taken for a clause
    though nothing in it has a subject or an object."""
    if gerund.pos_ != "VERB" or relation(gerund) not in {"advcl", "acl"} or gerund.lower_ not in nouns:
        return
    mark = next((c for c in gerund.children if relation(c) in {"mark", "case"} and c.i < gerund.i), None)
    if mark is None or mark.lower_ not in openers:
        return
    if any(relation(c) in {"nsubj", "obj", "ccomp", "xcomp", "aux", "cop"} for c in gerund.children):
        return
    gerund.pos_, gerund.lemma_ = "NOUN", gerund.lower_
    gerund.set_morph("Number=Sing")
    gerund.dep_ = "nmod" if relation(gerund) == "acl" else "obl"
    mark.pos_, mark.dep_ = "ADP", "case"
    for c in gerund.children:
        if relation(c) == "obl":
            c.dep_ = "nmod"


def _has_particle(verb: Token) -> bool:
    """Whether a verb is an infinitive by the particle before it ("to recall")."""
    return any(relation(c) == "mark" and c.pos_ == "PART" for c in verb.lefts)
