"""Doc -> clauses: each predicate with its verb, subject, objects and complements."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Doc, Token

from whence.finding.trees import (
    FORMS,
    SUBJECTS,
    children,
    conjuncts,
    dep,
    is_time,
    kids,
    lemma,
    low,
    once_a_token,
    sentence,
)
from whence.language.lexicons import lexicon
from whence.language.words import words


@dataclasses.dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and what belongs to it.

    `head` is the predicate's own token, `verb` the one that carries tense and mood (the first auxiliary, the copula or
    the head). `form` says what kind it is. `subjects` are the heads of the (logical) subject's conjuncts; `passive`
    tells that they are what the thing is done to.
    """

    head: Token
    verb: Token
    form: str  # finite, participle, infinitive
    subjects: tuple[Token, ...]
    passive: bool
    copular: bool


def clauses(doc: Doc) -> list[Clause]:
    """All clauses of the Doc, in the order of their heads."""
    found = []
    for token in doc:
        form = form_of(token)
        if form:
            found.append(clause(token, form))
    return found


def form_of(token: Token) -> str | None:
    """The form of the predicate that the token heads: finite, infinitive, participle; None where it heads none."""
    known: dict[int, str | None] = token.doc.user_data.setdefault(FORMS, {})
    if token.i not in known:
        known[token.i] = _form_of(token)
    return known[token.i]


def _form_of(token: Token) -> str | None:
    if token.is_space or token.is_punct or dep(token) in {"aux", "cop", "flat", "fixed", "case", "mark", "det"}:
        return None
    if any(dep(c) in {"aux", "cop"} for c in kids(token)):
        carrier = min((c for c in kids(token) if dep(c) in {"aux", "cop"}), key=lambda c: c.i)
        if "Inf" in carrier.morph.get("VerbForm"):
            return "infinitive"
        return "finite"
    if token.pos_ not in {"VERB", "AUX"}:
        # a verb that the model took for a noun still has a subject; a nominal sentence has none
        has_subject = any(dep(c) in SUBJECTS for c in kids(token))
        return "finite" if has_subject and token.pos_ in {"NOUN", "ADJ", "PROPN", "ADV"} else None
    verb_form = token.morph.get("VerbForm")
    if "Fin" in verb_form:
        return "finite"
    if "Inf" in verb_form:
        return "infinitive"
    if {"Part", "Ger", "Conv"} & set(verb_form):
        return "participle"
    return "finite" if any(dep(c) in SUBJECTS for c in kids(token)) else None


def clause(token: Token, form: str) -> Clause:
    """The clause that `token` heads."""
    carriers = [c for c in kids(token) if dep(c) in {"aux", "cop"}]
    verb = min(carriers, key=lambda c: c.i) if carriers else token
    copular = any(dep(c) == "cop" for c in kids(token))
    own = next((c for c in kids(token) if dep(c) in SUBJECTS), None)
    passive = is_passive(token, form)
    subject = own or inherited_subject(token, form) or institution(token, form)
    return Clause(token, verb, form, tuple(conjuncts(subject)) if subject is not None else (), passive, copular)


def is_passive(token: Token, form: str) -> bool:
    """Whether the grammatical subject is what the thing is done to."""
    voice = token.morph.get("Voice")
    if form == "participle" and voice and "Pass" not in voice:
        return False  # the language tells active participles of the past from passive ones
    if dep(token) == "conj" and form == "participle" and form_of(token.head) in {"finite", "participle"}:
        return is_passive(token.head, form_of(token.head) or form)  # "a dénoncé ... et appelé": one auxiliary for both
    for c in kids(token):
        if c.dep_ in {"aux:pass", "nsubj:pass"} and not any(k.dep_ == "expl:comp" for k in kids(token)):
            return not _reflexive(token)
    if form == "participle" and dep(token) == "acl" and "Past" in token.morph.get("Tense"):
        return True
    return form == "participle" and "Past" in token.morph.get("Tense") and not any(dep(c) == "aux" for c in kids(token))


def _reflexive(token: Token) -> bool:
    return any(dep(c) == "expl" or c.dep_ == "expl:comp" for c in kids(token))


@once_a_token
def is_reflexive(token: Token) -> bool:
    """Whether the verb is used with a reflexive pronoun ("se rendre")."""
    clitics = words(token.lang_, "attribution", "pronouns", "reflexive")
    return any(dep(c) in {"expl", "obj", "iobj"} and low(c) in clitics for c in kids(token))


def inherited_subject(token: Token, form: str) -> Token | None:
    """The subject that a clause without one of its own takes from the clause it depends on."""
    if form == "participle" and (noun := noun_before_comma(token)) is not None:
        return noun
    seen = 0
    current = token
    while current.head.i != current.i and seen < 6:
        seen += 1
        relation, parent = dep(current), current.head
        if relation == "acl":
            relative = next((c for c in kids(current) if dep(c) in SUBJECTS), None)
            return relative or parent
        if relation == "conj":
            if form == "finite" and dep(parent) == "acl" and any(dep(c) in SUBJECTS for c in kids(parent)):
                pass
            own = next((c for c in kids(parent) if dep(c) in SUBJECTS), None)
            if own is not None:
                return own
            current = parent
            continue
        if relation == "xcomp":
            # object control: "accuse B of doing", "asks B to do", "lets B do"
            controller = object_controller(parent, current)
            if controller is not None:
                return controller
        if relation in {"xcomp", "advcl", "ccomp", "obl", "csubj", "parataxis"} and (
            relation != "ccomp" or form == "infinitive"
        ):
            own = next((c for c in kids(parent) if dep(c) in SUBJECTS), None)
            if own is not None:
                return own
            current = parent
            continue
        return None
    return None


def shares_auxiliary(participle: Token) -> bool:
    """ "a arrêté le maire et suspendu le conseil": a second participle under the auxiliary of the first."""
    first = participle.head
    return (
        dep(participle) == "conj"
        and form_of(participle) == "participle"
        and form_of(first) == "finite"
        and any(dep(c) == "aux" for c in kids(first))
        and any(dep(c) in {"obj", "obl", "ccomp", "xcomp"} for c in kids(participle))
    )


def institution(token: Token, form: str) -> Token | None:
    """The body in which they do it, where a plural has no subject: "В посольстве отказались". None in languages whose
    data name no preposition for it."""
    places = words(token.lang_, "control", "institutions", "prepositions")
    if not places or form != "finite" or "Plur" not in token.morph.get("Number"):
        return None
    bodies = words(token.lang_, "attribution", "nouns", "collective")
    for verb in (token, token.head) if dep(token) == "conj" else (token,):
        for c in children(verb, "obl"):
            if case_of(c) in places and (lemma(c) in bodies or c.ent_type_ == "ORG"):
                return c
    return None


def noun_before_comma(participle: Token) -> Token | None:
    """The noun that a participle right after a comma describes, where the two agree: "Lisbonne, alliée ..."."""
    doc, at = participle.doc, participle.i - 1
    while at > sentence(participle)[0] and doc[at].pos_ == "ADV":
        at -= 1
    if at <= sentence(participle)[0] or doc[at].text != ",":
        return None
    noun = noun_around(doc[at - 1])
    if noun is None or "Past" not in participle.morph.get("Tense"):
        return None
    for feature in ("Gender", "Number"):
        mine, other = participle.morph.get(feature), noun.morph.get(feature)
        if mine and other and mine != other:
            return None
    return noun


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for: the head of its clause, else the noun right before it."""
    clause_head = pronoun
    for _ in range(4):
        clause_head = clause_head.head
        if form_of(clause_head):
            break
    doc = pronoun.doc
    if (
        dep(clause_head) == "acl"
        and clause_head.head.i < pronoun.i
        and clause_head.head.pos_ in {"NOUN", "PROPN", "PRON"}
    ):
        return clause_head.head
    at = pronoun.i - 1
    while at >= sentence(pronoun)[0] and (doc[at].is_punct or doc[at].pos_ == "ADP"):
        at -= 1
    return noun_around(doc[at]) if at >= sentence(pronoun)[0] else None


def noun_around(token: Token) -> Token | None:
    """The head of the name or noun that the token ends."""
    while dep(token) in {"flat", "amod", "fixed"} and token.head.i < token.i:
        token = token.head
    return token if token.pos_ in {"NOUN", "PROPN"} else None


def object_controller(verb: Token, complement: Token) -> Token | None:
    """The object of `verb` that does what the infinitive `complement` says; None where the subject does."""
    own = [c for c in kids(verb) if (dep(c) in {"obj", "iobj"} or c.dep_ == "obl:arg") and not is_time(c)]
    subject_control = words(verb.lang_, "control", "subject")
    if lemma(verb) in subject_control or is_reflexive(verb):
        return None
    own += [t for p, t in obliques(verb) if is_time(t.head)]
    nominal = [
        c for c in own if c.pos_ in {"NOUN", "PROPN", "PRON"} and c.i < complement.i and not _is_clitic_reflexive(c)
    ]
    return nominal[-1] if nominal else None


def _is_clitic_reflexive(token: Token) -> bool:
    return low(token) in words(token.lang_, "attribution", "pronouns", "reflexive")


def complement(token: Token) -> Token | None:
    """The infinitive (or participle) that completes the predicate: "plans to BUY"; None where there is none."""
    copular = any(dep(c) == "cop" for c in kids(token))
    for c in kids(token):
        if (dep(c) == "xcomp" or (copular and dep(c) == "acl")) and form_of(c) in {"infinitive", "participle"}:
            return c
    return None


def objects(head: Token) -> list[Token]:
    """The heads of the direct object's conjuncts."""
    return [
        t
        for c in children(head, "obj")
        if (not is_time(c) and c.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "SYM", "X"}) or c.text == "%"
        for t in conjuncts(c)
    ]


@once_a_token
def case_of(token: Token) -> str:
    """The preposition(s) before a nominal, as lemmas joined by blanks; without one, what the language's data call its
    case where that does a preposition's work; else empty."""
    cases = sorted((c for c in kids(token) if dep(c) == "case"), key=lambda c: c.i)
    parts = []
    for c in cases:
        parts.append(preposition(c))
        parts += [low(f) for f in sorted(children(c, "fixed"), key=lambda f: f.i)]
    return " ".join(parts) or bare_case(token)


def bare_case(token: Token) -> str:
    """The name that the language's data give the case of a complement without a preposition: "удар Турции" has "gen",
    "сбит ракетой" has "ins". Empty in languages without such data."""
    names: dict[str, str] = lexicon(token.lang_, "control").get("cases", {})
    if not names:
        return ""
    top = token
    while dep(top) in {"conj", "flat"} and top.head.i != top.i:
        top = top.head
    if dep(top) not in {"nmod", "obl", "iobj", "appos"}:
        return ""
    return next((names[case] for case in top.morph.get("Case") if case in names), "")


def preposition(token: Token) -> str:
    """A preposition without the article that it has merged with ("du" -> "de"), as the language's data say."""
    form = low(token)
    return contracted(token.lang_).get(form, form)


def contracted(language: str) -> dict[str, str]:
    """Contracted or elided prepositions and what they stand for."""
    table: dict[str, str] = lexicon(language, "control").get("contracted", {})
    return table


def obliques(head: Token) -> list[tuple[str, Token]]:
    """(preposition, nominal) of the predicate's prepositional complements, conjuncts each on their own."""
    out = []
    for c in kids(head):
        if dep(c) in {"obl", "nmod", "obj", "dep"} and is_time(
            c
        ):  # "en mai à Oslo": hung on the date, meant for the verb
            out += [
                (case_of(t), t)
                for k in kids(c)
                if dep(k) == "nmod" and not is_time(k) and case_of(k)
                for t in conjuncts(k)
            ]
        elif dep(c) in {"obl", "nmod", "iobj", "dep"} and c.pos_ in {
            "NOUN",
            "PROPN",
            "PRON",
            "ADJ",
            "NUM",
            "VERB",
            "X",
        }:
            preposition_ = case_of(c)
            out += [(case_of(t) or preposition_, t) for t in conjuncts(c)]
    return out
