"""What is known of a word that may be a cue, whatever its content."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from whence.finding.clauses import form_of, is_passive
from whence.finding.event_types import frames_headed
from whence.finding.hedges import is_negated
from whence.finding.referents import lemma_in, meaning
from whence.finding.speech import manner_of
from whence.finding.tellers import can_speak, subject_of
from whence.finding.trees import SUBJECTS, dep, kids, lemma, low, with_reflexive
from whence.language.words import words


class About(NamedTuple):
    """What is known of a cue, whatever its content: its word with its language, its form, the class that the lexicon
    gives it, the kind of its subject, the lists and types that have it, whether it is passive, whether negated."""

    word: str
    form: str
    manner: str
    who: str
    groups: tuple[str, ...]
    passive: bool
    negated: bool


def about(cue: Token) -> About:
    """What is known of a cue."""
    form, predicate = form_of(cue) or "none", cue.pos_ in {"VERB", "AUX", "ADJ"}
    return About(
        f"{cue.lang_}:{lemma(cue)}",
        form,
        manner_of(cue) or "none",
        who(cue) if predicate else "",
        tuple(groups(cue)),
        predicate and is_passive(cue, form),
        predicate and is_negated(cue),
    )


LISTS = (
    ("stances", "wanting"),
    ("stances", "nominal"),
    ("stances", "valuing"),
    ("stances", "naming"),
    ("stances", "minded"),
)
OF_NOUNS = (("stances", "thoughts"), ("saying_nouns", "lemmas"), ("hearsay", "nouns"))
"""Lists of ``attribution.toml`` that tell what kind of word a cue is: a predicate, a noun."""


def groups(cue: Token) -> list[str]:
    """The lists that have the cue's word, and the types of event that the tables give it: words of one meaning are
    cues alike, in whatever language."""
    lang, word = cue.lang_, lemma(cue)
    named = {word} | (with_reflexive(cue) if cue.pos_ in {"VERB", "AUX"} else frozenset())
    lists = LISTS if cue.pos_ != "NOUN" else OF_NOUNS
    found = [":".join(path) for path in lists if named & words(lang, "attribution", *path)]
    pos = "VERB" if cue.pos_ == "AUX" else cue.pos_
    rows = frames_headed(lang).get((word, pos), ())
    return found + sorted({f"type:{row.type}" for row in rows if row.type is not None})


def who(cue: Token) -> str:
    """What kind of subject the cue has."""
    subject = subject_of(cue)
    if subject is None:
        return "nobody"
    referent = meaning(subject)
    if referent is not None and referent.entity is not None:
        return f"known:{referent.entity.kind}"
    if subject.pos_ == "PRON":
        return f"pronoun:{low(subject)}"
    return "speaks" if can_speak(subject) else f"other:{subject.pos_}"


def has_so_many(verb: Token) -> bool:
    """Whether a verb tells how many somebody has ("La guérilla COMPTE 6 000 combattants"): whoever counts others is a
    person, an outlet or a document."""
    if not {lemma(verb)} & words(verb.lang_, "attribution", "stances", "numbering"):
        return False
    thing = next((c for c in kids(verb) if dep(c) == "obj" and c.i > verb.i), None)
    if thing is None or not any(dep(c) in {"nummod", "det"} for c in kids(thing)):
        return False
    subject = next((c for c in kids(verb) if dep(c) in SUBJECTS), None)
    tellers = (words(verb.lang_, "attribution", "nouns", kind) for kind in ("person", "document", "outlet"))
    if subject is None or subject.i > verb.i or any(lemma_in(subject, some) for some in tellers):
        return False
    referent = meaning(subject)
    return referent is None or referent.entity is None or referent.entity.kind not in {"person", "outlet"}
