"""Who speaks, and on what the speaker leans: subjects of verbs of saying, nobody in particular, sources cited."""

from __future__ import annotations

from spacy.tokens import Token

from whence.finding.clauses import case_of, clause, form_of, is_passive, is_reflexive
from whence.finding.lookup import quotations_over
from whence.finding.referents import Referent, lemma_in, meaning, meanings
from whence.finding.sources import Speaker, speaker
from whence.finding.trees import SUBJECTS, dep, is_nobody, is_time, kids, lemma, low, with_reflexive
from whence.language.lexicons import lexicon
from whence.language.words import words

FARTHEST_TELLER = 8  # tokens behind a verb within which who speaks is looked for by the order of words alone


def subject_of(verb: Token) -> Token | None:
    """The head of the one who speaks: the subject, also inverted; the agent of a passive."""
    if (quotation := quoted_by(verb)) is not None:
        return quotation[0]
    if (quoted := quoted_as(verb)) is not None:
        return next((c for c in kids(quoted) if dep(c) in SUBJECTS), None)
    by = words(verb.lang_, "attribution", "agent", "of_passives")
    agent = next((c for c in kids(verb) if c.dep_ == "obl:agent" or (dep(c) == "obl" and case_of(c) in by)), None)
    made = clause(verb, form_of(verb) or "finite")
    if made.passive and agent is not None:
        return agent
    if made.passive:
        return told_in(verb)
    own = next(
        (c for c in kids(verb) if dep(c) in SUBJECTS and low(c) not in expletives(verb) and not is_clitic(c)), None
    )
    if own is not None:
        return own
    after = inverted_subject(verb)
    if after is not None:
        return after
    if (before := teller_before(verb)) is not None:
        return before
    if (doer := doer_before(verb)) is not None:
        return doer
    if made.subjects and form_of(verb) != "participle" and made.subjects[0].i != verb.i:
        subject = made.subjects[0]
        return subject if low(subject) not in expletives(verb) and not is_clitic(subject) else None
    if made.subjects and dep(verb) == "acl" and not made.passive:
        return made.subjects[0]
    return told_in(verb)


def quoted_as(verb: Token) -> Token | None:
    """ "was quoted as saying": the verb of citing in the passive that a participle of saying hangs on."""
    citing = words(verb.lang_, "attribution", "citing", "verbs")
    if dep(verb) != "advcl" or form_of(verb) != "participle" or lemma(verb.head) not in citing:
        return None
    return verb.head if clause(verb.head, form_of(verb.head) or "finite").passive else None


def quoted_by(verb: Token) -> tuple[Token, Token] | None:
    """Who is quoted and by whom: "X cites Y as SAYING that", "X has its envoy SAYING that"; None for any other verb."""
    quoting = words(verb.lang_, "attribution", "citing", "quoting")
    if not quoting or form_of(verb) != "participle" or dep(verb) not in {"advcl", "acl", "xcomp", "ccomp"}:
        return None
    by = verb.head if dep(verb) != "acl" or lemma(verb.head) in quoting else verb.head.head
    if lemma(by) not in quoting or is_passive(by, form_of(by) or "finite"):
        return None
    whom = next((c for c in kids(by) if dep(c) == "obj" and by.i < c.i < verb.i and c.pos_ != "PRON"), None)
    who = next((c for c in kids(by) if dep(c) in SUBJECTS), None)
    return (whom, who) if whom is not None and who is not None and can_speak(whom) else None


def told_in(verb: Token) -> Token | None:
    """The document or body in which it is said, where nobody is the subject: "В докладе говорится, что", "В письме
    сказано". None in languages whose data name no preposition for it."""
    lang = verb.lang_
    places = words(lang, "control", "institutions", "prepositions")
    if not places or any(dep(c) in SUBJECTS and c.pos_ in {"NOUN", "PROPN", "PRON"} for c in kids(verb)):
        return None
    tellers = words(lang, "attribution", "nouns", "document") | words(lang, "attribution", "nouns", "collective")
    return next(
        (c for c in kids(verb) if dep(c) == "obl" and case_of(c) in places and lemma_in(c, tellers)),
        None,
    )


def teller_before(verb: Token) -> Token | None:
    """Who said what stands before ", adding that ...": the subject of the cue thrown in right before the participle."""
    if form_of(verb) != "participle" or verb.i < 2 or verb.doc[verb.i - 1].text != ",":
        return None
    for i in range(verb.i - 2, max(verb.sent.start, verb.i - 14) - 1, -1):
        teller = verb.doc[i]
        if dep(teller) == "parataxis" and form_of(teller) == "finite":
            return next((c for c in kids(teller) if dep(c) in SUBJECTS), None)
        if form_of(teller) == "finite":
            return None
    return None


def doer_before(verb: Token) -> Token | None:
    """Who says what stands behind a comma and a participle: the subject of the verb before it, whatever stands between
    ("sued Ohio, alleging that"); None where nothing but that verb's passive has one."""
    if form_of(verb) != "participle" or dep(verb) != "advcl" or verb.head.i > verb.i or verb.nbor(-1).text != ",":
        return None
    if is_passive(verb, "participle") or is_passive(verb.head, form_of(verb.head) or "finite"):
        return None
    found = clause(verb.head, form_of(verb.head) or "finite").subjects
    return found[0] if found and can_speak(found[0]) and found[0].i < verb.i else None


def is_clitic(token: Token) -> bool:
    """Whether a pronoun right before a verb is not its subject, since the verb has not its ending: "NOUS raconte une
    voisine"."""
    endings = lexicon(token.lang_, "attribution")["pronouns"].get("endings", {}).get(low(token))
    if not endings or token.i + 1 >= len(token.doc):
        return False
    return not low(token.doc[token.i + 1]).endswith(tuple(endings))


def expletives(verb: Token) -> frozenset[str]:
    """Subjects that stand for nobody in an impersonal use of the verb; empty for any other verb."""
    if lemma(verb) in words(verb.lang_, "attribution", "hearsay", "impersonal"):
        return words(verb.lang_, "attribution", "hearsay", "expletives")
    return frozenset()


def inverted_subject(verb: Token) -> Token | None:
    """The noun phrase right after the verb where it has no object: "a annoncé le ministre"."""
    if form_of(verb) == "infinitive" or any(dep(c) in SUBJECTS and not is_clitic(c) for c in kids(verb)):
        return None
    doc = verb.doc
    at = verb.i + 1
    after = doc[at] if at < len(doc) else None
    if after is not None and after.pos_ == "PRON" and low(after).startswith("-"):
        return after
    if not any(b <= verb.i for _, b in quotations_over(doc, verb.i - 5, verb.i)):
        return None  # elsewhere a cue behind its content was taken apart before parsing
    return next(
        (
            c
            for c in kids(verb)
            if c.i > verb.i
            and dep(c) in {"obj", "nsubj", "nmod", "dep", "obl"}
            and c.i - verb.i <= 4
            and c.pos_ in {"NOUN", "PROPN", "PRON"}
            and not case_of(c)
        ),
        None,
    )


def teller_beside(verb: Token, quote: tuple[int, int]) -> Token | None:
    """Who speaks by the marks and the order of words alone, where the parse is of no help: the pronoun joined to a verb
    behind a quotation ("a-t-IL tenu à dire"), or the first noun or name behind that verb, times and adverbs passed over
    ("a tranché jeudi soir le MINISTRE"). None where a preposition, a mark or another verb comes first."""
    doc = verb.doc
    behind = doc[verb.i + 1 : min(verb.i + FARTHEST_TELLER, len(doc))]
    joined = (t for t in (*doc[quote[1] : verb.i], *behind[:1]) if t.pos_ == "PRON" and low(t).startswith("-"))
    if (pronoun := max(joined, key=lambda t: t.i, default=None)) is not None:
        return pronoun
    for token in behind if quote[1] <= verb.i else ():
        if token.is_punct or token.is_space or token.pos_ in {"VERB", "ADP", "AUX"}:
            return None
        if token.ent_iob_ == "B" and token.ent_type_ in {"PER", "ORG", "LOC"}:
            return token
        if token.pos_ in {"NOUN", "PROPN"} and can_speak(token) and not is_time(token):
            return token
    return None


def nobody_words(verb: Token) -> frozenset[str]:
    """Pronouns that name no source: the first person, and those that stand for what was said."""
    lang = verb.lang_
    return words(lang, "attribution", "pronouns", "first") | words(lang, "attribution", "hearsay", "neuter")


def points(token: Token) -> bool:
    """Whether a pronoun points to what is told: "C'est la première fois que". It tells nothing itself."""
    neuter = words(token.lang_, "attribution", "hearsay", "neuter")
    return token.pos_ == "PRON" and "Dem" in token.morph.get("PronType") and low(token) in neuter


def nobody(verb: Token, subject: Token | None) -> bool:
    """Whether the one who speaks is nobody in particular: "on", "des rumeurs", "la presse"."""
    if subject is None:
        return True
    lang = verb.lang_
    if low(subject) in words(lang, "attribution", "hearsay", "subjects"):
        return not is_told_apart(subject)
    return is_nobody(subject) or is_hearsay_noun(subject)


def is_told_apart(subject: Token) -> bool:
    """Whether words that stand for anybody are told apart from others by a number or a description: "four people with
    knowledge of the talks", "some of his aides"."""
    return any(dep(c) in {"nummod", "nmod", "acl"} or (dep(c) == "amod" and c.i > subject.i) for c in kids(subject))


def is_hearsay_noun(head: Token) -> bool:
    """Whether a noun means reports from nobody in particular: a noun of hearsay without name, origin or owner."""
    lang = head.lang_
    if not lemma_in(head, words(lang, "attribution", "hearsay", "nouns")):
        return False
    if any(
        dep(c) in {"flat", "appos", "acl"}
        or (
            dep(c) == "nmod"
            and (
                c.pos_ == "PROPN"
                or lemma_in(
                    c, words(lang, "attribution", "nouns", "collective") | words(lang, "attribution", "nouns", "person")
                )
            )
        )
        for c in kids(head)
    ):
        return False
    indefinite = words(lang, "attribution", "hearsay", "determiners")
    vague = words(lang, "attribution", "hearsay", "vague")
    return any(low(c) in indefinite for c in kids(head) if dep(c) in {"det", "case", "amod"}) or lemma_in(head, vague)


def can_speak(head: Token) -> bool:
    """Whether the noun can be a source: somebody named, people, a group, an outlet, a document."""
    referent = meaning(head)
    if referent is not None and referent.entity is not None:
        return referent.entity.kind != "weapon_system"
    if referent is not None and referent.phrase != head.i:
        head = head.doc[referent.phrase]
    if (
        head.pos_ == "PROPN"
        or (head.text[:1].isupper() and not (head.is_sent_start and any(dep(c) == "det" for c in kids(head))))
        or low(head) in words(head.lang_, "attribution", "hearsay", "subjects")
    ):
        return True
    if lemma_in(head, words(head.lang_, "attribution", "hearsay", "nouns")):
        return True
    return any(
        lemma_in(head, words(head.lang_, "attribution", "nouns", kind))
        for kind in ("person", "collective", "outlet", "document")
    )


def impersonal(verb: Token) -> bool:
    """ "il semble que", "it appears that" """
    frames = words(verb.lang_, "attribution", "hearsay", "impersonal")
    return lemma(verb) in frames or (bool(with_reflexive(verb) & frames) and is_reflexive(verb)) or they(verb)


def they(verb: Token) -> bool:
    """Whether a plural without a subject means nobody in particular ("говорят, что"), in languages that use it so."""
    return (
        lemma(verb) in words(verb.lang_, "attribution", "hearsay", "they")
        and "Plur" in verb.morph.get("Number")
        and form_of(verb) == "finite"
        and not clause(verb, "finite").subjects
    )


def passive_report(verb: Token) -> bool:
    """ "il a été annoncé que", "it was reported that" """
    return clause(verb, form_of(verb) or "finite").passive


def undergoes(verb: Token) -> bool:
    """ "ont vu leur part reculer", "saw its exports fall": what happens to the subject, told by nobody."""
    if lemma(verb) not in words(verb.lang_, "attribution", "stances", "undergoing") or verb.i + 1 >= len(verb.doc):
        return False
    after = verb.doc[verb.i + 1]
    return "Yes" in after.morph.get("Poss") and "3" in after.morph.get("Person", ["3"])


def carries_on(verb: Token) -> bool:
    """ "Et de préciser que": an infinitive without anybody goes on in the last speaker's voice."""
    return form_of(verb) == "infinitive" and dep(verb) == "ROOT"


def cited(head: Token) -> Speaker | None:
    """The source that a source leans on: "le journal, qui cite une étude", "X, citant Y", "X, qui le tient de Y", "X,
    which has read the treaty"."""
    names = [c for c in kids(head) if c.pos_ == "PROPN" and c.i > head.i and dep(c) in {"nmod", "appos", "flat"}]
    for c in (*kids(head), *(k for name in names for k in kids(name))):  # "la chaîne Nova, qui cite"
        if dep(c) != "acl":
            continue
        relative = any(dep(k) in SUBJECTS and low(k) in openers(c) for k in kids(c))
        acts = relative and any(
            dep(k) == "obj" for k in kids(c)
        )  # "qui cite un proche", whatever form it was taken for
        if not acts and is_passive(c, form_of(c) or "finite"):
            continue
        if form_of(c) == "finite" and not relative:
            continue  # "a note that the paper quotes"
        if (found := leant_on(c)) is not None:
            return found
        for inner in kids(c):  # "qui dit le tenir de Y", "qui a pu lire la note"
            if dep(inner) in {"xcomp", "ccomp"} and (found := leant_on(inner)) is not None:
                return found
    return None


def cited_by_verb(verb: Token) -> Speaker | None:
    """The source that the one who speaks leans on: "X affirme, citant Y, que"; "X cites Y as saying that" """
    for c in kids(verb):
        if dep(c) in {"advcl", "acl"} and form_of(c) == "participle" and (found := leant_on(c)) is not None:
            return found
    return None


def titled(referent: Referent | None, nouns: frozenset[str]) -> bool:
    """Whether something is meant that one of the nouns named."""
    return referent is not None and referent.entity is None and referent.title in nouns


def openers(verb: Token) -> frozenset[str]:
    """The words that open a clause which says on whom its subject leans."""
    return words(verb.lang_, "attribution", "citing", "openers")


def leant_on(verb: Token) -> Speaker | None:
    """The source that somebody quotes, has something from, or has read; None where the verb says no such thing."""
    lang, listed = verb.lang_, ("attribution", "citing")
    nouns = [k for k in kids(verb) if k.i > verb.i and k.pos_ in {"NOUN", "PROPN"}]
    if lemma(verb) in words(lang, *listed, "verbs"):
        noun = next((k for k in nouns if dep(k) in {"obj", "obl"}), None)
        quoted = noun is not None and any(k.text in {"«", "“", '"'} for k in kids(noun))
        if noun is not None and dep(noun) == "obj" and not quoted and not can_speak(noun):
            return None  # "would cut jobs, citing weak demand"
    elif lemma(verb) in words(lang, *listed, "having"):
        things = words(lang, *listed, "things")
        told = next(
            (k for k in kids(verb) if dep(k) in {"obj", "iobj"} and (low(k) in things or lemma(k) in things)), None
        )
        below = [*nouns, *(k for n in nouns for k in kids(n))] if told is not None else []
        sources = words(lang, *listed, "having_from")
        noun = next((k for k in below if dep(k) in {"obl", "nmod"} and case_of(k) in sources and can_speak(k)), None)
    elif lemma(verb) in words(lang, *listed, "reading"):
        documents = words(lang, "attribution", "nouns", "document")
        meant = meanings(verb.doc)
        noun = next((k for k in nouns if dep(k) == "obj" and lemma_in(k, documents)), None) or next(
            (k for k in kids(verb) if k.pos_ == "PRON" and dep(k) == "obj" and titled(meant.get(k.i), documents)), None
        )
    else:
        return None
    return speaker(verb.doc, noun) if noun is not None else None
