"""Whose government "the government" is: of the states spoken of before it, the likeliest.

A state counts as spoken of by its name, its adjective, a place in it, one of its people. The weights
(``data/home_states.tsv``) are found on the corpus's training part by ``training/train_home_states.py``.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spacy.tokens import Token

from whence import knowledge
from whence.finding.linear import bucket, linear
from whence.finding.memory import Memory
from whence.finding.referents import is_subject, lemma_in
from whence.finding.trees import lemma, low, sentence
from whence.knowledge.folding import fold_word
from whence.model import Entity

FADES: Final = 80  # tokens after which having been spoken of counts half
MOST: Final = 2  # ranks above this one are told as one
SPOKEN: Final = frozenset({"state", "place", "person", "organisation"})


@dataclasses.dataclass(slots=True)
class State:
    """A state by its code: the tokens that spoke of it and the kinds of what they mean, in order; whether the last
    noun for organs of a state meant it, and the last one of the very same."""

    code: str
    tokens: list[int] = dataclasses.field(default_factory=list)
    kinds: list[str] = dataclasses.field(default_factory=list)
    again: bool = False
    same: bool = False


def states_before(memory: Memory, adjectives: Mapping[int, Entity], token: Token, home: frozenset[str]) -> list[State]:
    """The states spoken of before the token, the last first. `home` are the nouns that mean the organs of a state."""
    found: dict[str, State] = {}
    last_home = last_same = None
    for i in sorted(i for i in memory.referents.keys() | adjectives.keys() if i < token.i):
        referent = memory.referents.get(i)
        entity = adjectives.get(i, referent.entity if referent is not None else None)
        if entity is None or not entity.country or entity.kind not in SPOKEN:
            continue
        state = found.setdefault(entity.country, State(entity.country))
        state.tokens.append(i)
        state.kinds.append("adjective" if i in adjectives else entity.kind)
        if i not in adjectives and lemma_in(memory.doc[i], home):
            last_home = state
            last_same = state if lemma(memory.doc[i]) == lemma(token) else last_same
    if last_home is not None:
        last_home.again = True
    if last_same is not None:
        last_same.same = True
    return sorted(found.values(), key=lambda s: -s.tokens[-1])


def so_called(listed: list[State], noun: str, language: str) -> list[State]:
    """Those whose long names have the noun ("the kingdom": Kingdom of Norway), or all where no name has it."""
    tables = knowledge.load()
    fitting = [
        state
        for state in listed
        if any(noun in fold_word(name).split() for name in tables.country(state.code).names.get(language, ()))
    ]
    return fitting or listed


def home_state(memory: Memory, token: Token, listed: Sequence[State]) -> str | None:
    """The code of the likeliest; None where none was spoken of."""
    model = linear("home_states")
    if not listed:
        return None
    listed = so_called(list(listed), fold_word(lemma(token)), memory.doc.lang_)
    return max(listed, key=lambda s: model.score(features(memory, token, s, listed))).code


def weighed(language: str) -> bool:
    """Whether the weights are for the language."""
    return language in linear("home_states").languages


def features(memory: Memory, token: Token, state: State, listed: Sequence[State]) -> Iterator[str]:
    """What is known of a state; the same in all languages."""
    doc = memory.doc
    last = state.tokens[-1]
    opening = sentence(token)[0]
    yield f"place={min(listed.index(state), MOST)}"
    yield f"here={last >= opening}|{state.kinds[-1]}"
    yield f"apart={bucket(token.i - last)}"
    yield f"subject={is_subject(doc[last])}|here={last >= opening}"
    faded = sorted(listed, key=lambda s: -sum(0.5 ** ((token.i - i) / FADES) for i in s.tokens))
    yield f"lately={min(faded.index(state), MOST)}"
    often = sorted(listed, key=lambda s: -len(s.tokens))
    yield f"often={min(often.index(state), MOST)}"
    yield f"only={len(listed) == 1}"
    yield f"in heading={state.tokens[0] < memory.heading}"
    yield f"meant last={state.again}"
    yield f"meant by the same={state.same}"
    kinds = Counter(state.kinds)
    for kind in SPOKEN:
        yield f"{kind}={min(kinds[kind], MOST)}"
    placed = sorted(listed, key=lambda s: -sum(k == "place" for k in s.kinds))
    yield f"most places={placed.index(state) == 0 and kinds['place'] > 0}"
    if any(low(doc[i]) == low(doc[last]) for i in state.tokens[:-1]):
        yield "named so again"
