"""Mends of sentences whose finite verb hangs on a noun or a participle of its subject.

A compound tense shows which word is the verb of a sentence: where the parse has a noun or a bare participle there, and
the finite verb behind it has no subject or took one out of the middle of another phrase, that verb is it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

from spacy.tokens import Token

from whence.language.letters import straighten
from whence.language.past_tense import ends_as_a_sentence
from whence.language.subjects import phrase_begin, take_over, token_before
from whence.language.trees import NOMINAL, attach, relation

HUNG = frozenset({"conj", "nmod", "acl", "xcomp", "ccomp", "appos", "parataxis", "dep", "amod", "advcl", "obl"})


def verb_of_nominal(
    verb: Token, between: Container[str], saying: Container[str], is_past: Callable[[Token], bool]
) -> None:
    """ "Les combats entre l'armée et les rebelles ont fait dix morts": a noun taken for the whole sentence, and the
    last word of its phrase for the subject of the finite verb. `is_past` tells whether a form may be a past tense."""
    top = verb.sent.root
    past = relation(verb) == "conj" and has_object(verb) and is_past(verb)
    if top.i >= verb.i or top.pos_ not in {"NOUN", "PROPN"} or relation(verb) not in HUNG:
        return
    if not (is_finite(verb) or past):
        return
    if any(relation(c) in {"cop", "aux", "case", "mark", "nsubj"} for c in top.children):
        return
    if not ends_as_a_sentence(verb) or any(is_finite(t) and t.i != top.i for t in verb.ancestors):
        return
    behind = [c for c in verb.rights if relation(c) == "nsubj"]
    begin = min([verb.i, *(c.i for c in verb.lefts if relation(c) in {"aux", "advmod", "expl"})])
    described = [c for c in top.rights if relation(c) in {"acl", "appos"} and c.i < begin]
    set_off = any("," in {verb.doc[c.left_edge.i + n].text for n in (-1, 0)} for c in described)
    parted = verb.doc[begin - 1].text == "," and set_off
    if behind and (has_object(verb) or not (parted or verb.lemma_ not in saying)):
        return  # "« Une honte », a dit le roi"
    own = next((c for c in verb.lefts if relation(c) == "nsubj"), None)
    inside = verb.doc[top.i : verb.i]
    if any(t.text in {":", ";", "«", "“"} or t.morph.get("PronType") == ["Rel"] or t.pos_ == "SCONJ" for t in inside):
        return
    if [t.text for t in inside].count(",") % 2 or any(is_finite(t) for t in inside):
        return
    if own is not None and not _give_back(own, verb, top, between):
        return
    joined = relation(verb) == "conj" and any(relation(c) == "cc" for c in verb.children)
    if own is None and (joined or relation(verb) == "obl" or (relation(verb) == "conj" and not parted)):
        return
    take_over(verb, top)
    if past:
        verb.set_morph("Tense=Past|VerbForm=Fin")
        for c in [c for c in top.children if relation(c) == "conj" and c.pos_ == "VERB" and c.i > verb.i]:
            attach(c, verb, "conj")
    for c in behind:
        c.dep_ = "obj"  # "X, soutenu par Y, a lancé une offensive"
    if any(c.dep_ == "aux:pass" for c in verb.children):
        top.dep_ = "nsubj:pass"


def _give_back(noun: Token, verb: Token, top: Token, between: Container[str]) -> bool:
    """Hangs what was taken for the verb's subject on the phrase that it ends; whether it ends one."""
    before = token_before(noun, phrase_begin(noun))
    if before is None or before.i <= top.i:
        return False
    if before.pos_ == "ADP":
        attach(noun, top, "nmod")
        attach(before, noun, "case")
        return True
    if relation(before) != "cc":
        return False
    last = token_before(noun, before.i)
    if last is None:
        return False
    while relation(last) in {"flat", "amod"} and last.head.i < last.i:
        last = last.head
    sides = [t for t in (last, *last.ancestors) if any(straighten(c.lower_) in between for c in t.children)]
    one = "Sing" in top.morph.get("Number") and "Plur" in _number(verb)
    partner = sides[0] if sides else top if one else last
    if partner.pos_ not in NOMINAL:
        return False
    attach(noun, partner, "conj")
    attach(before, noun, "cc")
    return True


def _number(verb: Token) -> list[str]:
    carrier = next((c for c in verb.children if relation(c) == "aux"), verb)
    return carrier.morph.get("Number")


def is_finite(token: Token) -> bool:
    """Whether a word heads a finite predicate, in a simple or a compound tense."""
    if token.pos_ not in {"VERB", "AUX"} or relation(token) in {"aux", "cop"}:
        return False
    carriers = [c for c in token.children if relation(c) in {"aux", "cop"} and c.i < token.i]
    return "Fin" in (carriers[0] if carriers else token).morph.get("VerbForm")


def is_participle(token: Token, sure: tuple[str, ...]) -> bool:
    """Whether a verb has the form of a participle; `sure` are endings that no other form has."""
    return "Part" in token.morph.get("VerbForm") or (bool(sure) and token.lower_.endswith(sure))


def participle_of_subject(participle: Token, sure: tuple[str, ...]) -> None:
    """ "L'émissaire, attendu lundi à Lima, rencontrera le roi", "L'embargo imposé au Mali a été levé": what describes
    the subject taken for the verb of the sentence, the verb behind it for its complement."""
    if participle.pos_ != "VERB" or participle.head.i != participle.i or participle.i == participle.sent.start:
        return
    if not is_participle(participle, sure) or any(relation(c) in {"aux", "cop", "mark"} for c in participle.children):
        return
    subject = next((c for c in participle.children if relation(c) == "nsubj" and c.i < participle.i), None)
    comma = participle.doc[participle.i - 1]
    set_off = comma.text == ","
    if subject is None or subject.pos_ not in NOMINAL or not (set_off or comma.i == subject.i):
        return
    for verb in participle.rights:
        if relation(verb) not in HUNG or not is_finite(verb):
            continue
        if any(relation(c) in {"nsubj", "mark", "cc"} and c.i < verb.i for c in verb.children):
            continue
        begin = min([verb.i, *(c.i for c in verb.children if relation(c) in {"aux", "advmod", "expl"})])
        if (verb.doc[begin - 1].text == ",") != set_off:
            continue
        attach(verb, verb, "ROOT")
        passive = any(c.dep_ == "aux:pass" for c in verb.children)
        attach(subject, verb, "nsubj:pass" if passive else "nsubj")
        attach(participle, subject, "acl")
        participle.set_morph("Tense=Past|VerbForm=Part")
        for c in [c for c in participle.children if c.i >= begin - set_off or (c.is_punct and c.i > verb.i)]:
            attach(c, verb, c.dep_)
        return


def infinitive_of_list(infinitive: Token) -> None:
    """ "ont décidé de fermer le port du Mali et de geler ses avoirs": an infinitive taken for a conjunct of a noun
    comes back to the infinitive that has the same preposition."""
    noun = infinitive.head
    if relation(infinitive) != "conj" or infinitive.morph.get("VerbForm") != ["Inf"] or noun.pos_ not in NOMINAL:
        return
    mark = next((straighten(c.lower_) for c in infinitive.lefts if relation(c) in {"mark", "case"}), None)
    for first in noun.ancestors:
        if first.i < infinitive.i and first.morph.get("VerbForm") == ["Inf"]:
            own = next((straighten(c.lower_) for c in first.lefts if relation(c) in {"mark", "case"}), None)
            if own == mark:
                attach(infinitive, first, "conj")
            return


def day_of_verb(day: Token, days: Container[str]) -> None:
    """ "se sont retirés de Sirte jeudi": a day taken for a part of the name before it tells when the act was."""
    if day.lower_ not in days or not day.text.islower() or any(relation(c) == "det" for c in day.children):
        return
    if relation(day) in {"obj", "xcomp"} and day.head.pos_ in {"VERB", "AUX"}:
        day.dep_ = "obl:mod"
        return
    if relation(day) not in {"nmod", "flat", "appos", "amod"}:
        return
    if any(relation(c) in {"case", "det"} for c in day.children) or day.head.i > day.i:
        return
    verb = next((t for t in day.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if verb is not None and day.head.pos_ in NOMINAL:
        attach(day, verb, "obl:mod")


def noun_before_adjective(noun: Token) -> None:
    """ "des exercices navals conjoints": where adjectives follow, the first of two nouns is not what describes the
    second."""
    adjective = noun.head
    if relation(noun) != "amod" or noun.pos_ != "NOUN" or adjective.i != noun.i + 1 or adjective.pos_ != "NOUN":
        return
    root = adjective.head.i == adjective.i
    attach(noun, noun if root else adjective.head, adjective.dep_)
    for c in list(adjective.children):
        attach(c, noun, c.dep_)
    attach(adjective, noun, "amod")
    adjective.pos_ = "ADJ"


def has_object(verb: Token) -> bool:
    """Whether a verb has a direct object."""
    return any(relation(c) == "obj" for c in verb.children)


def object_not_oblique(noun: Token, partitive: Container[str], giving: Container[str]) -> None:
    """ "auraient livré des drones", "a promis de l'eau": an article of the plural, or the partitive one behind a verb
    of giving, taken for a preposition; who gets it hangs on the verb."""
    verb = noun.head
    if noun.dep_ != "obl:arg" or verb.pos_ != "VERB" or noun.i < verb.i or has_object(verb):
        return
    left = [c for c in noun.lefts if relation(c) in {"case", "det"}]
    if not left or left[0].i != verb.i + 1:
        return
    article = relation(left[0]) == "det" and left[0].pos_ == "ADP"
    forms = {straighten(left[0].lower_), " ".join(straighten(c.lower_) for c in left[:2])}
    if not article and not (verb.lemma_ in giving and any(f in partitive for f in forms)):
        return
    noun.dep_ = "obj"
    left[0].dep_, left[0].pos_ = "det", "DET"


def noun_after_preposition(noun: Token, prepositions: Container[str]) -> None:
    """ "Le ministre, en visite à Bamako, a promis": a noun behind a comma and a preposition, taken for a verb; its
    subject is that of the verb above. `prepositions` are those that look like a pronoun."""
    verb = noun.head
    if noun.pos_ != "VERB" or verb.i <= noun.i or verb.pos_ != "VERB" or "Fin" not in noun.morph.get("VerbForm"):
        return
    case = next((c for c in noun.lefts if c.i == noun.i - 1), None)
    subject = next((c for c in noun.lefts if relation(c) == "nsubj"), None)
    if case is None or case.lower_ not in prepositions or noun.doc[case.i - 1].text != ",":
        return
    if subject is None or any(relation(c) == "nsubj" for c in verb.children):
        return
    attach(subject, verb, "nsubj")
    attach(noun, subject, "nmod")
    noun.pos_, case.pos_, case.dep_ = "NOUN", "ADP", "case"
    noun.set_morph("")
    noun.lemma_ = noun.lower_


def neither_name(word: Token, neither: Container[str]) -> None:
    """ "Ni Paris ni Berlin n'ont répondu": the conjunction in front taken for a first name."""
    if word.pos_ != "PROPN" or word.lower_ not in neither:
        return
    name = next((c for c in word.rights if relation(c) == "flat" and c.i == word.i + 1), None)
    if name is None:
        return
    root, head, dep = word.head.i == word.i, word.head, word.dep_
    attach(name, name if root else head, "ROOT" if root else dep)
    for c in list(word.children):
        attach(c, name, c.dep_)
    attach(word, name, "cc")
    word.pos_ = "CCONJ"


def second_participle(participle: Token, partitive: Container[str]) -> None:
    """ "L'Allemagne a suspendu ses livraisons et gelé un prêt": a second participle under one auxiliary, taken for a
    conjunct of the object, comes back to the first; what stands right behind it is its object."""
    doc, noun = participle.doc, participle.head
    if relation(participle) != "conj" or noun.pos_ not in NOMINAL | {"NUM"} or noun.i > participle.i:
        return
    if "Part" not in participle.morph.get("VerbForm") or participle.i + 1 >= participle.sent.end:
        return
    before, after = doc[participle.i - 1], doc[participle.i + 1]
    if relation(before) != "cc" or (after.pos_ not in {"DET", "NUM"} and after.lower_ not in partitive):
        return
    first = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    if first is None or not any(relation(c) == "aux" and c.i < first.i for c in first.children):
        return
    if any(c.dep_ == "aux:pass" for c in first.children):
        return
    attach(participle, first, "conj")
    participle.pos_ = "VERB"
    thing = next((t for t in doc[participle.i + 1 : participle.sent.end] if t.pos_ in {"NOUN", "PROPN"}), None)
    if thing is not None and thing.left_edge.i == participle.i + 1 and not has_object(participle):
        attach(thing, participle, "obj")


def noun_after_copula(noun: Token) -> None:
    """ "Les mineurs sont en grève": what has a copula and a preposition is no verb."""
    company = {relation(c) for c in noun.lefts}
    if noun.pos_ == "VERB" and {"cop", "case"} <= company and "aux" not in company:
        noun.pos_ = "NOUN"
        noun.set_morph("")
        noun.lemma_ = noun.lower_


def counted_object(noun: Token) -> None:
    """ "ont livré 18 chars": a noun with a number of its own counts nothing itself."""
    verb = noun.head
    if noun.dep_ not in {"nummod", "obl:mod"} or noun.pos_ != "NOUN" or verb.pos_ != "VERB" or noun.i < verb.i:
        return
    company = {relation(c) for c in noun.lefts}
    if "nummod" in company and "case" not in company and noun.i - verb.i <= 2 and not has_object(verb):
        noun.dep_ = "obj"


def urged_to(infinitive: Token, urging: Container[str]) -> None:
    """ "a appelé son allié à céder": the infinitive that completes a verb of urging, taken for something said of whom
    it urges."""
    noun = infinitive.head
    verb = noun.head
    if relation(infinitive) != "acl" or infinitive.morph.get("VerbForm") != ["Inf"]:
        return
    if (
        relation(noun) in {"obj", "iobj"}
        and verb.lemma_ in urging
        and any(relation(c) == "mark" and c.i < infinitive.i for c in infinitive.children)
    ):
        attach(infinitive, verb, "xcomp")


def verb_after_auxiliary(
    aux: Token, auxiliaries: Container[str], verbs: Mapping[str, str], sure: tuple[str, ...]
) -> None:
    """ "a expulsé un diplomate accusé d'espionnage": the participle behind the auxiliary taken for an adverb, the one
    that describes its object for the verb. `verbs` are the forms of known verbs and their lemmas."""
    described = aux.head
    if relation(aux) != "aux" or straighten(aux.lower_) not in auxiliaries or described.i <= aux.i + 2:
        return
    verb = aux.doc[aux.i + 1]
    if verb.pos_ not in {"ADV", "ADJ", "NOUN"} or verb.lower_ not in verbs or verb.head.i not in {aux.i, described.i}:
        return
    thing = aux.doc[described.i - 1]
    while thing.i > verb.i and relation(thing) in {"amod", "flat"}:
        thing = aux.doc[thing.i - 1]
    if (
        thing.pos_ not in {"NOUN", "PROPN"}
        or thing.head.i != described.i
        or described.morph.get("VerbForm") != ["Part"]
    ):
        return
    root, head, dep = described.head.i == described.i, described.head, described.dep_
    attach(verb, verb if root else head, "ROOT" if root else dep)
    for c in [c for c in described.children if c.i < thing.i or c.is_punct]:
        attach(c, verb, c.dep_)
    attach(thing, verb, "obj")
    attach(described, thing, "acl")
    described.set_morph("Tense=Past|VerbForm=Part")
    verb.pos_, aux.pos_, verb.lemma_ = "VERB", "AUX", verbs[verb.lower_]
    verb.set_morph("Tense=Past|VerbForm=Part")


def noun_in_ant(noun: Token, endings: tuple[str, ...]) -> None:
    """ "l'arrestation de l'opposant par la police": a noun that looks like a participle, behind its article."""
    if noun.pos_ != "VERB" or not endings or not noun.lower_.endswith(endings) or noun.i == noun.sent.start:
        return
    article = noun.doc[noun.i - 1]
    if article.pos_ != "DET" or article.head.i != noun.i or any(relation(c) == "obj" for c in noun.children):
        return
    noun.pos_, noun.lemma_, article.dep_ = "NOUN", noun.lower_.rstrip("s"), "det"
    noun.set_morph("")
    if relation(noun) == "acl":
        noun.dep_ = "nmod"
        for c in [c for c in noun.children if relation(c) == "obl"]:
            attach(c, noun.head, c.dep_ if c.dep_ == "obl:agent" else "nmod")


def finite_before_infinitive(verb: Token) -> None:
    """ "a nié avoir signé": the finite verb taken for the subject of the infinitive that it governs."""
    infinitive = verb.head
    if relation(verb) not in {"nsubj", "csubj", "obl", "advcl"} or infinitive.i <= verb.i or infinitive.i - verb.i > 5:
        return
    carriers = [c for c in verb.children if relation(c) == "aux" and c.i < verb.i]
    inner = [c for c in infinitive.children if relation(c) == "aux" and verb.i < c.i]
    if not carriers or not (
        (inner and inner[0].morph.get("VerbForm") == ["Inf"]) or infinitive.morph.get("VerbForm") == ["Inf"]
    ):
        return
    head, dep = infinitive.head, infinitive.dep_
    attach(verb, verb if head.i == infinitive.i else head, dep)
    attach(infinitive, verb, "xcomp")
    for c in [c for c in infinitive.children if c.i < verb.i and relation(c) in {"nsubj", "obl", "advmod", "punct"}]:
        attach(c, verb, c.dep_)


def finite_before_gerund(verb: Token, finite: Mapping[str, str], saying: Container[str], doing: Container[str]) -> None:
    """ "The ministry DENIES having sold", "denies selling": the finite verb taken for an auxiliary or the subject of
    what it governs; and what it governs taken for a circumstance. `finite` are the finite forms of known verbs and
    their lemmas, `doing` the verbs that govern a gerund."""
    lemma = finite.get(verb.lower_)
    if lemma not in saying or verb.i + 1 >= verb.sent.end:
        return
    assert lemma is not None
    behind = verb.doc[verb.i + 1]
    bare = lemma in doing and behind.pos_ == "VERB" and behind.lower_.endswith("ing")
    if bare and verb.pos_ == "VERB" and behind.head.i == verb.i and relation(behind) == "advcl":
        behind.dep_ = "xcomp"
        behind.set_morph("VerbForm=Inf")  # it stands where other languages have the infinitive
        return
    done = verb.head
    having = behind.head.i == done.i and relation(behind) == "aux" and "Fin" not in behind.morph.get("VerbForm")
    if not (having or (bare and done.i == behind.i)) or relation(verb) not in {"aux", "nsubj", "compound", "csubj"}:
        return
    root, head, dep = done.head.i == done.i, done.head, done.dep_
    attach(verb, verb if root else head, "ROOT" if root else dep)
    attach(done, verb, "xcomp")
    if bare:
        done.set_morph("VerbForm=Inf")
    for c in [c for c in done.children if c.i < verb.i or c.is_punct]:
        attach(c, verb, c.dep_)
    verb.pos_, verb.lemma_ = "VERB", lemma
    verb.set_morph("VerbForm=Fin")
    noun = next((c for c in verb.lefts if relation(c) == "compound" and c.i == verb.i - 1), None)
    if noun is not None:
        for c in [c for c in verb.lefts if c.i < noun.i]:
            attach(c, noun, c.dep_)
        attach(noun, verb, "nsubj")
