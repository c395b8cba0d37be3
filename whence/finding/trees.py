"""What is asked of a dependency tree again and again. Universal Dependencies, any language."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from spacy.tokens import Doc, Token

from whence.language.words import words

T = TypeVar("T")

SUBJECTS = frozenset({"nsubj", "csubj"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
FUNCTION = frozenset({"PUNCT", "SPACE", "SYM"})
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‑": "-"})


KIDS, FORMS, LOWS, INSIDE, BOUNDS, OVER, NAMED, BY_VERB, HELD = (
    f"whence_{kept}"
    for kept in ("kids", "forms", "lows", "inside", "bounds", "voices_over", "mentions_of", "voice_by", "held_over")
)
"""Where a Doc keeps what is asked of its tree again and again, while it is read."""


def once_a_token(function: Callable[[Token], T]) -> Callable[[Token], T]:
    """The function, which asks of a token what rests on the tree and on what words mean, with its answers kept for the
    Doc while that is read."""
    key = f"whence_{function.__module__}.{function.__name__}"
    _ANSWERS.append(key)

    @functools.wraps(function)
    def asked(token: Token) -> T:
        known: dict[int, T] | None = token.doc.user_data.get(key)
        if known is None:
            known = token.doc.user_data[key] = dict[int, T]()
        i = token.i
        if i not in known:
            known[i] = function(token)
        return known[i]

    return asked


_ANSWERS: Final[list[str]] = []


def kids(token: Token) -> tuple[Token, ...]:
    """The token's dependents, in order: ``token.children``, put together once a Doc."""
    doc = token.doc
    listed: list[tuple[Token, ...]] | None = doc.user_data.get(KIDS)
    if listed is None:
        found: list[list[Token]] = [[] for _ in range(len(doc))]
        for each in doc:
            if (head := each.head.i) != each.i:
                found[head].append(each)
        listed = doc.user_data[KIDS] = [tuple(each) for each in found]
    return listed[token.i]


def lows(doc: Doc) -> list[str]:
    """:func:`low` of every token."""
    listed: list[str] | None = doc.user_data.get(LOWS)
    if listed is None:
        listed = doc.user_data[LOWS] = [low(token) for token in doc]
    return listed


def inside(doc: Doc) -> frozenset[str]:
    """The words as they are written where they open no sentence."""
    known: frozenset[str] | None = doc.user_data.get(INSIDE)
    if known is None:
        known = doc.user_data[INSIDE] = frozenset(t.text for t in doc if not t.is_sent_start)
    return known


def sentence(token: Token) -> tuple[int, int]:
    """First and one-past-last token of the sentence around the token."""
    doc = token.doc
    bounds: list[tuple[int, int]] | None = doc.user_data.get(BOUNDS)
    if bounds is None:
        bounds = doc.user_data[BOUNDS] = [(s.start, s.end) for s in doc.sents for _ in range(s.start, s.end)]
    return bounds[token.i]


def forget(doc: Doc) -> None:
    """Lets go of what the Doc keeps of its tree, which holds the Doc itself."""
    for key in (KIDS, FORMS, LOWS, INSIDE, BOUNDS, OVER, NAMED, BY_VERB, HELD, *_ANSWERS):
        doc.user_data.pop(key, None)


@once_a_token
def is_nobody(token: Token) -> bool:
    """Whether a pronoun stands for nobody: "nobody", "no one". With an article it is a noun ("une personne")."""
    nobody = words(token.lang_, "attribution", "pronouns", "nobody")
    if low(token) in nobody:
        return not any(dep(c) in {"det", "nummod", "amod"} for c in kids(token))
    return token.i > 0 and f"{low(token.doc[token.i - 1])} {low(token)}" in nobody


def is_expletive(token: Token) -> bool:
    """Whether a pronoun fills the place of a subject and stands for nobody: "il y a", "il faut", "there is"."""
    if dep(token) == "expl":
        return True
    verb, lang = token.head, token.doc.lang_
    if dep(token) not in SUBJECTS or low(token) not in words(lang, "attribution", "hearsay", "expletives"):
        return False
    clitics = words(lang, "attribution", "hearsay", "existential")
    if lemma(verb) in words(lang, "attribution", "hearsay", "existing") and any(dep(c) == "obj" for c in kids(verb)):
        return True
    return lemma(verb) in words(lang, "attribution", "hearsay", "always_impersonal") or any(
        low(c) in clitics and c.i < verb.i for c in kids(verb)
    )


def dep(token: Token) -> str:
    """The token's relation without its subtype: "nsubj" for "nsubj:pass"."""
    relation = _RELATIONS.get(token.dep)
    if relation is None:
        relation = _RELATIONS[token.dep] = token.dep_.partition(":")[0]
    return relation


def low(token: Token) -> str:
    """The token's form in lower case with straight apostrophes."""
    form = _FORMS.get(token.lower)
    if form is None:
        form = _learnt(_FORMS, token.lower, token.lower_)
    return form


def lemma(token: Token) -> str:
    """The token's lemma in lower case."""
    form = _LEMMAS.get(token.lemma)
    if form is None:
        form = _learnt(_LEMMAS, token.lemma, token.lemma_.lower())
    return form


_RELATIONS: Final[dict[int, str]] = {}
_FORMS: Final[dict[int, str]] = {}
_LEMMAS: Final[dict[int, str]] = {}
"""What relations, forms and lemmas are as they are asked for here, by spaCy's number of a string, which is the same
in every vocabulary."""

_MOST_LEARNT: Final = 200_000


def _learnt(table: dict[int, str], number: int, form: str) -> str:
    if len(table) >= _MOST_LEARNT:
        table.clear()
    table[number] = form.translate(APOSTROPHES)
    return table[number]


def children(token: Token, *deps: str) -> Iterator[Token]:
    """The token's dependents with one of the relations (without subtype)."""
    return (c for c in kids(token) if dep(c) in deps)


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, in order."""
    out = [token]
    for c in kids(token):
        if dep(c) == "conj":
            out += conjuncts(c)
    return sorted(out, key=lambda t: t.i)


def subtree_span(token: Token, *, without: frozenset[int] = frozenset()) -> tuple[int, int]:
    """First and one-past-last token of the stretch around `token` made of its subtree, leaving out the subtrees of the
    tokens in `without`."""
    indices = sorted(_subtree(token, without))
    first = last = indices[indices.index(token.i)]
    lower, upper = indices[0], indices[-1]
    if not without:
        return lower, upper + 1
    present = set(indices)
    while first - 1 >= lower and (first - 1 in present or _is_filler(token.doc[first - 1])):
        first -= 1
    while last + 1 <= upper and (last + 1 in present or _is_filler(token.doc[last + 1])):
        last += 1
    return first, last + 1


def _is_filler(token: Token) -> bool:
    return bool(token.is_space) or token.pos_ in FUNCTION


def _subtree(token: Token, without: frozenset[int]) -> Iterator[int]:
    stack = [token]
    while stack:
        t = stack.pop()
        yield t.i
        stack += [c for c in kids(t) if c.i not in without]


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The token stretch without blanks, marks and conjunctions at its ends."""
    while start < end and (_is_filler(doc[start]) or (doc[start].pos_ == "CCONJ" and start + 1 < end)):
        start += 1
    while end > start and (
        (_is_filler(doc[end - 1]) and doc[end - 1].text not in {"%", "€", "$", ")"}) or doc[end - 1].pos_ == "CCONJ"
    ):
        end -= 1
    return start, end


def reflexives(language: str) -> frozenset[str]:
    """The reflexive pronouns of the third person, as the tables write them before a verb ("se", "s'")."""
    return words(language, "attribution", "pronouns", "reflexive")


def with_reflexive(token: Token) -> frozenset[str]:
    """The verb's lemma with each reflexive before it: "se rendre", "s'engager"."""
    own = lemma(token)
    return frozenset(f"{r}{own}" if r.endswith("'") else f"{r} {own}" for r in reflexives(token.lang_))


def is_time(token: Token) -> bool:
    """Whether the token lies in a time expression."""
    return token.i in _times(token.doc)


def _times(doc: Doc) -> frozenset[int]:
    cached = doc.user_data.get("whence_time_tokens")
    if cached is None:
        spans = (doc.char_span(t.start_char, t.end_char, alignment_mode="expand") for t in doc._.times)
        cached = doc.user_data["whence_time_tokens"] = frozenset(
            i for s in spans if s is not None for i in range(s.start, s.end)
        )
    return cached


def ancestors(token: Token) -> Iterator[Token]:
    """The token's heads, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token
