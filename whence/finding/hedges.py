"""How certain: polarity and modality of a predicate, and whether its mood alone says "so they say"."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from whence.finding.clauses import Clause, complement, form_of, is_reflexive
from whence.finding.event_types import Modal, modals_headed
from whence.finding.referents import saying_verbs
from whence.finding.speech import manner_of
from whence.finding.trees import (
    SUBJECTS,
    ancestors,
    children,
    dep,
    kids,
    lemma,
    low,
    lows,
    once_a_token,
    reflexives,
    sentence,
)
from whence.finding.voices import Voice
from whence.knowledge.folding import fold_word
from whence.language.lexicons import lexicon
from whence.language.words import phrases, words
from whence.model import Modality, Polarity

DEEPEST = 4  # modals within modals ("plans to try to begin to"): deeper nesting is a parser's error


@dataclasses.dataclass(frozen=True, slots=True)
class Hedge:
    """The verdict on one predicate. `hearsay`: the mood alone lays it to nobody in particular."""

    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    hearsay: bool = False


def core_of(head: Token, cues: frozenset[int] = frozenset()) -> tuple[Token, list[tuple[Token, Modal]]]:
    """The predicate that carries the matter, and the words of modality passed on the way: "a tenté de détruire" gives
    "détruire" and "tenter". Verbs in `cues` are not passed: what they govern is a statement of its own."""
    passed: list[tuple[Token, Modal]] = []
    for _ in range(DEEPEST):
        inner = complement(head) or intended(head)
        if inner is None or head.i in cues:
            break
        if lemma(head) in words(head.lang_, "control", "being", "verbs") and form_of(inner) == "infinitive":
            head = inner  # "le but est de garder"
            continue
        modal = modal_of(head, "inf")
        if modal is None:
            break
        passed.append((head, modal))
        head = inner
    return head, passed


def intended(head: Token) -> Token | None:
    """The infinitive that completes the object of a phrase of modality: "a l'intention d'ACHETER"; None elsewhere."""
    for thing in children(head, "obj"):
        for c in children(thing, "acl"):
            if form_of(c) == "infinitive" and (row := modal_of(head, "inf")) is not None and len(row.words) > 1:
                return c
    return None


def modal_of(token: Token, complement_kind: str) -> Modal | None:
    """The row of the modals' table for a word with a complement of the kind (inf, que, noun, subj)."""
    copula = next((c for c in kids(token) if dep(c) == "cop"), None)
    if copula is not None:  # "est prêt à", "est sur le point de"
        listed = modals_headed(token.lang_).get((lemma(copula), "VERB"), ())
        longer = [row for row in listed if len(row.words) > 1 and complement_kind in row.complements]
        inside = {fold_word(form) for t in token.subtree for form in (lemma(t), low(t))} if longer else set()
        return next((row for row in longer if all(fold_word(w) in inside for w in row.words[1:])), None)
    pos = "VERB" if form_of(token) and token.pos_ in {"VERB", "AUX"} else token.pos_
    rows = modals_headed(token.lang_).get((fold_word(lemma(token)), pos), ())
    rows = rows or modals_headed(token.lang_).get((lemma(token), pos), ())
    rows = tuple(row for row in rows if complement_kind in row.complements)
    if not rows:
        return None
    reflexive = is_reflexive(token)
    around = {fold_word(lemma(c)) for c in token.subtree} | {fold_word(low(c)) for c in kids(token)}
    for row in rows:
        rest = [w for w in row.words if fold_word(w) != fold_word(lemma(token))]
        if all(reflexive if w in reflexives(token.lang_) else fold_word(w) in around for w in rest):
            return row
    return None


def judge(
    clause: Clause, core: Token, passed: list[tuple[Token, Modal]], *, attributed: bool, past_report: bool
) -> Hedge:
    """Polarity and modality of the predicate `core` reached from `clause` through the modals `passed`.

    `attributed`: the clause lies in somebody's reported words; `past_report`: in those of a verb in the past, under
    which a conditional is a future.
    """
    doc = core.doc
    negated = is_negated(clause.head) or (core.i != clause.head.i and is_negated(core))
    modality: Modality = "actual"
    if any(low(m) in words(doc.lang_, "attribution", "polarity", "without") for m in kids(clause.head)):
        negated = not negated
    if any(low(m) in words(doc.lang_, "attribution", "polarity", "against") for m in children(core, "mark")):
        modality = "possible"  # "warned Lima against buying"
    if (outer := governing_modal(clause.head)) is not None:
        modality = weaker(modality, outer.modality or "actual")
        negated = negated != outer.negates
    if is_asked(clause.head):
        modality = weaker(modality, "possible")
    for modal in auxiliary_modals(clause.head):
        modality = weaker(modality, modal.modality or "actual")
        negated = negated != modal.negates
    for token, modal in passed:
        inner_negation = is_negated(token) and token.i != clause.head.i
        negated = negated != (modal.negates != inner_negation and modal.negates)
        if modal.factive and is_negated(token):
            negated = False
        if modal.modality is not None:
            modality = weaker(modality, modal.modality)
    if is_scheduled(clause.head):
        modality = weaker(modality, "intended")
    hearsay = False
    mood = mood_of(clause.verb)
    compound = clause.verb.i != clause.head.i
    if in_condition(clause.head):
        modality = "hypothetical"
    elif mood == "Cnd":
        if has_condition(clause.head):
            modality = modality if modality == "possible" else "hypothetical"
        elif (past_report and (not compound or is_simple_passive(clause))) or not _hearsay_by_mood(doc.lang_):
            modality = weaker(modality, "intended")
        else:
            hearsay = compound or lemma(clause.head) not in words(doc.lang_, "attribution", "hearsay", "not_by")
    elif mood == "Fut" and modality == "actual":
        modality = "hypothetical" if has_condition(clause.head) else "intended"
    if modality == "actual" and (has_word(clause.head, "possible", "adverbs") or has_possible_object(core)):
        modality = "possible"
    if is_question(doc, core) and modality == "actual":
        modality = "possible"
    if purpose_of(clause):
        modality = weaker(modality, "intended")
    return Hedge("negated" if negated else "affirmed", modality, hearsay)


def is_simple_passive(clause: Clause) -> bool:
    """ "serait livré": a passive in a simple tense, with no more than its auxiliary; "aurait été livré" is none."""
    return clause.passive and sum(dep(c) == "aux" for c in kids(clause.head)) == 1


def is_scheduled(head: Token) -> bool:
    """ "is to visit": a copula before an infinitive with a subject of its own."""
    marks = words(head.lang_, "control", "scheduled", "marks")
    return (
        "Inf" in head.morph.get("VerbForm")
        and any(dep(c) == "cop" and c.i < head.i for c in kids(head))
        and any(dep(c) == "mark" and low(c) in marks for c in kids(head))
    )


def auxiliary_modals(head: Token) -> list[Modal]:
    """The auxiliaries of a predicate that are words of modality: "may sell"."""
    rows = modals_headed(head.lang_)
    auxiliaries = [c for c in kids(head) if dep(c) == "aux" and c.i < head.i]
    return [row for c in auxiliaries for row in rows.get((lemma(c), "VERB"), ()) if len(row.words) == 1]


def _hearsay_by_mood(language: str) -> bool:
    """Whether the conditional can lay a statement to nobody in particular, as it does in Romance languages."""
    return bool(lexicon(language, "attribution")["hearsay"].get("conditional", True))


@once_a_token
def mood_of(verb: Token) -> str:
    """Cnd, Fut or "" for a verb that carries tense and mood: by what auxiliary it is, by the model, else by its ending
    after the infinitive."""
    if (mood := lexicon(verb.lang_, "control").get("auxiliaries", {}).get(low(verb))) is not None:
        return str(mood)
    if "Cnd" in verb.morph.get("Mood"):
        return "Cnd"
    if "Fut" in verb.morph.get("Tense"):
        return "Fut"
    stem = lemma(verb).rstrip("e")
    ending = low(verb).removeprefix(stem)
    if len(stem) > 3 and ending != low(verb):
        for mood, endings in lexicon(verb.lang_, "control").get("moods", {}).items():
            if ending in endings:
                return str(mood)
    if verb.morph.get("VerbForm") == ["Fin"]:  # "enverrait": the stem is irregular, the ending is not
        for mood, endings in lexicon(verb.lang_, "control").get("irregular_moods", {}).items():
            for written in endings:
                if low(verb).endswith(written) and not lemma(verb)[:-2].endswith(written[:1]):
                    return str(mood)
    return ""


def under_manner(hedge: Hedge, clause: Clause, voice: Voice | None) -> Hedge:
    """The verdict on what a verb of asking, promising or denying governs: what is asked is possible, what is promised
    intended, what is denied is not so."""
    if voice is None:
        return hedge
    if voice.manner == "deny" and voice.verb >= 0 and is_negated(clause.head.doc[voice.verb]):
        return dataclasses.replace(hedge, modality=weaker(hedge.modality, "possible"))  # "would not deny that"
    if voice.verb >= 0 and denied_too(clause.head.doc[voice.verb]):
        return dataclasses.replace(hedge, modality=weaker(hedge.modality, "possible"))
    if voice.manner == "deny":
        return dataclasses.replace(hedge, polarity="affirmed" if hedge.polarity == "negated" else "negated")
    if voice.manner == "ask" and not is_asked(clause.head):
        return dataclasses.replace(hedge, modality=weaker(hedge.modality, "possible"))
    if voice.manner == "promise":
        return dataclasses.replace(hedge, modality=weaker(hedge.modality, "intended"))
    return hedge


def denied_too(verb: Token) -> bool:
    """ "has neither confirmed nor denied that": a negated verb, and one of denying beside it."""
    return is_negated(verb) and any(dep(c) == "conj" and manner_of(c) == "deny" for c in kids(verb))


def reported_by(head: Token, voices: Sequence[Voice]) -> Voice | None:
    """The voice whose verb directly governs the predicate (or the one that it is coordinated with)."""
    top = head.head if dep(head) == "conj" else head
    denied = dep(top.head) == "conj" and denied_with(top.head)  # "neither confirmed nor denied that"
    further = denied or (dep(top) == "acl" and dep(top.head) == "obj")
    for voice in voices:
        if (
            voice.verb >= 0
            and voice.covers(head.i)
            and dep(top) in {"xcomp", "ccomp", "advcl", "obl", "acl"}
            and voice.verb in {top.head.i, top.head.head.i if further else -1}
        ):
            return voice
    return None


def has_possible_object(core: Token) -> bool:
    """ "prévoit d'éventuelles sanctions": the object is a possible one."""
    possible = {fold_word(w) for w in words(core.lang_, "attribution", "possible", "adjectives")}
    return any(
        fold_word(lemma(a)) in possible
        or fold_word(low(a)) in possible
        or fold_word(low(a)).rstrip("s").removesuffix("le") in possible
        for c in kids(core)
        if dep(c) in {"obj", "obl"}
        for a in children(c, "amod")
    )


RANK = {"actual": 0, "attempted": 1, "intended": 2, "possible": 3, "hypothetical": 4}


def governing_modal(head: Token) -> Modal | None:
    """The word of modality of which the clause is the complement: "il est possible que", "empêche que"."""
    above = head.head
    if above.i == head.i or dep(head) not in {"ccomp", "csubj", "xcomp"} or form_of(head) != "finite":
        return None
    own = words(head.lang_, "attribution", "possible", "adjectives")
    if lemma(above) in own and any(dep(c) == "cop" for c in kids(above)):
        return Modal(lemma(above), "ADJ", frozenset({"que"}), "possible", negates=False, factive=False)
    modal = modal_of(above, "que")
    return modal if modal is not None and not modal.factive and lemma(above) not in _saying(head) else None


def _saying(token: Token) -> frozenset[str]:
    return saying_verbs(token.lang_)


def is_asked(head: Token) -> bool:
    """Whether the clause is what somebody asks or does not know: "savoir si", "demande pourquoi"."""
    asking = words(head.lang_, "attribution", "hypothesis", "asking")
    interrogatives = words(head.lang_, "attribution", "hypothesis", "interrogatives")
    if dep(head) not in {"ccomp", "xcomp", "advcl"} or lemma(head.head) not in asking:
        return False
    return any(low(c) in interrogatives and dep(c) in {"mark", "advmod", "obl"} for c in kids(head) if c.i < head.i)


def weaker(one: Modality, other: Modality) -> Modality:
    """The less real of two modalities."""
    return max(one, other, key=lambda m: RANK[m])


@once_a_token
def is_negated(token: Token) -> bool:
    """Whether a negation stands with the predicate, its auxiliary or its arguments ("aucun", "ni ... ni")."""
    lang = token.lang_
    negators = words(lang, "attribution", "polarity", "negators")
    if dep(token) == "conj" and denied_with(token) and is_negated(token.head):
        return True
    particle = words(lang, "attribution", "polarity", "particle")
    own = [c for c in kids(token) if form_of(c) is None or dep(c) in {"aux", "cop", "advmod"}]
    forms = {low(c) for c in own} | {
        low(k)
        for c in own
        if dep(c) in {"aux", "nsubj", "obj", "obl"}
        for k in kids(c)
        if dep(k) in {"det", "advmod", "cc"}
    }
    has_particle = bool(forms & particle)
    has_negator = bool(forms & negators)
    if particle:
        start, end = sentence(token)
        around = lows(token.doc)
        near = set(around[max(start, token.i - 4) : token.i])
        has_particle = has_particle or (bool(near & particle) and dep(token) != "xcomp")
        after = set(around[max(start, token.i - 2) : min(end, token.i + 3)])
        before = around[start : token.i]
        return has_particle and (
            has_negator or bool(after & (negators - {"personne", "point"})) or ("ni" in before and "ni" in negators)
        )
    return has_negator


def denied_with(token: Token) -> bool:
    """ "neither confirmed nor denied", "ni confirmé ni démenti": coordinated by a word that negates."""
    return any(low(c) in words(token.lang_, "attribution", "polarity", "negators") for c in children(token, "cc"))


@once_a_token
def in_condition(head: Token) -> bool:
    """Whether the clause is a condition ("si ...", "au cas où ...") or lies in one."""
    lang = head.lang_
    openers = words(lang, "attribution", "hypothesis", "openers")
    longer = phrases(lang, "attribution", "hypothesis", "phrases")
    for token in [head, *[a for a in ancestors(head) if form_of(a)][:2]]:
        for mark in children(token, "mark", "advmod"):
            if low(mark) in openers and mark.i < token.i and not is_reported_question(token) and mark.pos_ == "SCONJ":
                return True
        if token is not head and dep(head) not in {"conj", "xcomp", "ccomp", "advcl", "acl"}:
            break
    inverted = words(lang, "attribution", "hypothesis", "inverted")
    subject = next((c for c in kids(head) if dep(c) in SUBJECTS), None)
    if (
        subject is not None
        and any(dep(c) in {"aux", "cop"} and low(c) in inverted and c.i < subject.i for c in kids(head))
        and not is_question(head.doc, head)
    ):
        return True  # "should the truce fail"
    start = max(sentence(head)[0], head.i - 10)
    forms = lows(head.doc)[start : head.i]
    for phrase in longer:
        for k in range(len(forms) - len(phrase) + 1):
            if tuple(forms[k : k + len(phrase)]) == phrase and not any(
                form_of(t) == "finite" for t in head.doc[start + k + len(phrase) : head.i]
            ):
                return True
    return False


def is_reported_question(token: Token) -> bool:
    """ "il a demandé si ...": no condition."""
    asking = words(token.lang_, "attribution", "hypothesis", "asking")
    return dep(token) in {"ccomp", "xcomp"} and lemma(token.head) in asking


@once_a_token
def has_condition(head: Token) -> bool:
    """Whether a conditional clause depends on the predicate, or (parsers err) opens its sentence."""
    openers = words(head.lang_, "attribution", "hypothesis", "openers")
    start, forms = sentence(head)[0], lows(head.doc)
    for token in (head.doc[i] for i in range(start, head.i) if forms[i] in openers):
        if token.pos_ == "SCONJ" and not is_reported_question(token.head):
            return True
    return any(form_of(c) == "finite" and in_condition(c) for c in children(head, "advcl"))


def has_word(head: Token, *path: str) -> bool:
    """Whether one of the words or phrases of the attribution lexicon stands among the predicate's adverbs."""
    listed = words(head.lang_, "attribution", *path)
    forms = {low(c) for c in kids(head) if dep(c) in {"advmod", "obl"}}
    start, end = sentence(head)
    near = " ".join(lows(head.doc)[max(start, head.i - 3) : min(end, head.i + 3)])
    return bool(forms & listed) or any(" " in w and w in near for w in listed)


def is_question(doc: Doc, token: Token) -> bool:
    """Whether the sentence asks."""
    return bool(doc[sentence(token)[1] - 1].text == "?")


def purpose_of(clause: Clause) -> bool:
    """ "le but de X est de ...", "l'objectif visé est ..." """
    nouns = words(clause.head.lang_, "attribution", "purpose", "nouns")
    return any(lemma(s) in nouns for s in clause.subjects) and (
        clause.copular or lemma(clause.head) in words(clause.head.lang_, "control", "being", "verbs")
    )
