"""Capitals: "Oslo denies it" is a government's doing, "a fire in Oslo" is in a place.

What the words around a capital say is weighed (``data/seats.tsv``, found on the corpus's training part by
``training/train_seats.py``); in a language that the weights are not for, a capital is its government where it acts or
where somebody deals with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Span, Token

from whence import knowledge
from whence.finding.clauses import case_of, form_of, is_passive, preposition
from whence.finding.linear import linear
from whence.finding.lookup import names_over
from whence.finding.trees import SUBJECTS, dep, kids, lemma, low
from whence.language.words import phrases, words
from whence.model import Entity

_KEPT: Final = "whence_seats"


def seated(span: Span, entity: Entity) -> Entity:
    """The state whose capital or seat of government the name is, where the government is meant; else the entity as it
    came."""
    if (code := state_of(entity)) is None:
        return entity
    if is_place_by(span.doc, span.start):
        return entity
    model = linear("seats")
    governs = model.score(features(span)) > 0 if span.doc.lang_ in model.languages else acts(span)
    return knowledge.load().country(code) if governs else entity


def is_place_by(doc: Doc, start: int) -> bool:
    """Whether the words before the token at which a name starts can only say where something is: "near Lima"."""
    for phrase in phrases(doc.lang_, "control", "places", "spatial"):
        before = doc[max(0, start - len(phrase)) : start]
        if len(before) == len(phrase) and all(
            p in {low(t), preposition(t)} for p, t in zip(phrase, before, strict=True)
        ):
            return True
    return False


def state_of(entity: Entity) -> str | None:
    """The alpha-3 code of the state whose capital or seat of government a place is; None for anything else."""
    if entity.kind != "place":
        return None
    facts = knowledge.load().facts(entity.id)
    return facts.capital_of or facts.seat_of


def acts(span: Span) -> bool:
    """Whether the name is a subject or an agent, or follows a preposition of dealings ("with", "between")."""
    top = first_of(span.root)
    dealings = words(span.doc.lang_, "attribution", "nouns", "government_prepositions")
    return dep(top) in SUBJECTS or top.dep_ == "obl:agent" or case_of(top) in dealings


def first_of(token: Token) -> Token:
    """The first of what the token is coordinated with."""
    while dep(token) == "conj" and token.head.i != token.i:
        token = token.head
    return token


def features(span: Span) -> Iterator[str]:
    """What is known of a capital's name. Words are given with their language, all else holds for all."""
    doc, root = span.doc, span.root
    lang, top = doc.lang_, first_of(span.root)
    case = case_of(root) or case_of(top) or "-"
    over = top.head
    yield f"acts={acts(span)}"
    yield f"dep={top.dep_}"
    yield f"{lang} case={case}"
    yield f"{lang} case={case}|{dep(top)}"
    yield f"{dep(top)}|over={over.pos_}"
    yield f"{lang} over={lemma(over)}|{dep(top)}"
    yield f"{lang} over={lemma(over)}|{case}"
    if dep(top) in SUBJECTS:
        yield f"subject|passive={is_passive(over, form_of(over) or 'finite')}"
    before, after = _word(doc, span.start - 1), _word(doc, span.end)
    yield f"{lang} before={before}"
    yield f"{lang} after={after}"
    yield f"{lang} between={before}_{after}"
    yield f"{lang} before2={_word(doc, span.start - 2)} {before}"
    if span.text.isupper():
        yield "capitals"
    for child in kids(root):
        if not span.start <= child.i < span.end and not child.is_punct:
            yield f"child={dep(child)}"
            yield f"{lang} child={lemma(child)}|{dep(child)}"
    if dep(root) == "conj" or any(dep(c) == "conj" for c in kids(root)):
        yield "coordinated"
    yield from _beside(span)


def _beside(span: Span) -> Iterator[str]:
    """What the report says elsewhere: the name of the state, the same capital again."""
    over = names_over(span.doc, span.start_char, span.end_char)
    own = next((n for n in over if n.start == span.start_char), None)
    if own is None:
        return
    code = state_of(own.entity)
    states, named = _counted(span.doc)
    yield f"state named={min(states[code], 3)}"
    yield f"again={min(named[own.entity.id], 3)}"
    # a state or a capital on the other side: "between Oslo and Minsk"
    root = first_of(span.root)
    for other in (root, *kids(root), root.head, *kids(root.head)):
        if other.i != span.root.i and _is_state(span.doc, other):
            yield f"beside a state={dep(other)}"


def _is_state(doc: Doc, token: Token) -> bool:
    over = names_over(doc, token.idx, token.idx + 1)
    return any(n.entity.kind == "state" or state_of(n.entity) for n in over)


def _counted(doc: Doc) -> tuple[Counter[str | None], Counter[str]]:
    """How often a report names each state, by its code, and each entity, by its id; counted once for its names."""
    names = doc._.names
    kept = doc.user_data.get(_KEPT)
    if kept is None or kept[0] is not names:
        states = Counter(n.entity.country for n in names if n.entity.kind == "state")
        kept = doc.user_data[_KEPT] = (names, states, Counter(n.entity.id for n in names))
    return kept[1], kept[2]


def _word(doc: Doc, i: int) -> str:
    if not 0 <= i < len(doc) or doc[i].is_space:
        return "|"
    return "0" if doc[i].text[:1].isdigit() else low(doc[i])
