"""What one party does to another: the type of the event between two given stretches of a text.

Tables of triggers answer where their words hang together with both parties. Where the way from one to the other is
long, or its words are listed nowhere, the words around still tell: the parties and all names are masked, so that what
is weighed is what is done, never by whom (``data/between.tsv``). Where a language has an encoder of sentences for it
(``language/LANG/between``), that is a second voice: it knows words that are like those that were weighed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Span, Token

from whence.finding.event_types import frames_headed
from whence.finding.linear import choice
from whence.finding.trees import dep, lemma
from whence.language.encoder import encoder

Stretch = tuple[int, int]
"""Characters of a text, the end exclusive."""

Told = tuple[str, float, str]
"""A statement found between two parties: its type, how well it answers for them, and how real it is."""

_CONTENT: Final = frozenset({"VERB", "NOUN", "ADJ", "ADV", "AUX"})
_REACH: Final = 45
"""How many tokens around the parties are read."""

_FEATURES: Final = 0.7
"""What the features' logarithms count beside the encoder's, which count the rest; best on the corpus's dev part."""


def chances(doc: Doc, actor: Stretch | None, recipient: Stretch | None, told: Sequence[Told]) -> dict[str, float]:
    """The chance of each event type between two parties; nothing in a language that the model was not weighed on.

    `told` are the statements that were found there, the best first.
    """
    model = choice("between")
    if doc.lang_ not in model.languages:
        return {}
    weighed = model.chances(features(doc, actor, recipient, told))
    read = _read(doc, actor, recipient)
    if not read:
        return weighed
    both = {kind: chance**_FEATURES * read[kind] ** (1 - _FEATURES) for kind, chance in weighed.items()}
    total = sum(both.values())
    return {kind: chance / total for kind, chance in both.items()}


def _read(doc: Doc, actor: Stretch | None, recipient: Stretch | None) -> dict[str, float]:
    """The chance of each type by the encoder of the language, from the sentences of the two; nothing without one."""
    model = encoder(doc.lang_, "between")
    told = in_sentences(doc, actor, recipient)
    return model.chances(*told) if model is not None and told is not None else {}


def in_sentences(
    doc: Doc, actor: Stretch | None, recipient: Stretch | None
) -> tuple[str, Stretch | None, Stretch | None] | None:
    """The sentences of two parties, as the encoder reads them, and where the two stand in these; None where the text
    has neither."""
    spans = [_span(doc, at) for at in (actor, recipient)]
    there = [span for span in spans if span is not None]
    if not there:
        return None
    scope = _scope(there)
    at = scope.start_char
    first, second = (None if s is None else (max(0, s.start_char - at), s.end_char - at) for s in spans)
    return scope.text, first, second


def features(doc: Doc, actor: Stretch | None, recipient: Stretch | None, told: Sequence[Told]) -> Iterator[str]:
    """What is known of the event between two parties, without who they are."""
    lang = doc.lang_
    parties = {n: s for n, at in (("A", actor), ("R", recipient)) if (s := _span(doc, at)) is not None}
    if not parties:
        return
    masks = {t.i: n for n, span in parties.items() for t in span}
    low, high = min(masks), max(masks)
    scope = _scope(list(parties.values()))
    for kind, sure, real in told[:4]:
        yield from (f"told={kind}|{sure}", f"told={kind}|{real}")
    if told:
        kind, sure, real = told[0]
        yield from (f"best={kind}", f"best={kind}|{sure}", f"best={kind}|{real}")
    else:
        yield "best=none"
    masked = [(t, masks.get(t.i) or _masked(t)) for t in scope]
    for token, mask in masked:
        if mask is None and token.pos_ in _CONTENT:
            between = low <= token.i <= high
            kinds = [f"listed={kind}" for kind in _listed(token)]
            form = _form(token)
            for each in (f"{lang}:{lemma(token)}", *kinds):
                yield each
                yield f"{form}|{each}"
                if between:
                    yield f"between:{each}"
                    yield f"between:{form}|{each}"
    words = [mask or lemma(token) for token, mask in masked if not token.is_punct]
    for one, two in itertools.pairwise(words):
        yield f"{lang}:{one}_{two}"
    yield from _ways(parties)
    yield "order=" + "".join(sorted(parties, key=lambda n: parties[n].start))


def _span(doc: Doc, at: Stretch | None) -> Span | None:
    return doc.char_span(*at, alignment_mode="expand") if at is not None else None


def _scope(parties: Sequence[Span]) -> Span:
    """The sentences of the parties, as far as they are near."""
    sentences = [span.root.sent for span in parties]
    doc = sentences[0].doc
    start = max(min(s.start for s in sentences), min(span.start for span in parties) - _REACH)
    return doc[start : min(max(s.end for s in sentences), max(span.end for span in parties) - 1 + _REACH)]


def _masked(token: Token) -> str | None:
    if token.ent_type_ or token.pos_ == "PROPN":
        return "NAME"
    return "NUMBER" if token.like_num else None


def _form(token: Token) -> str:
    """How a word tells what it tells: as an infinitive ("will sell"), behind an auxiliary, or by its mood."""
    if token.pos_ not in {"VERB", "AUX"}:
        return str(token.pos_)
    if "Inf" in token.morph.get("VerbForm") or any(dep(c) == "mark" and c.pos_ == "PART" for c in token.children):
        return "inf"
    mood = (token.morph.get("Mood") or [""])[0] + (token.morph.get("Tense") or [""])[0]
    return next((lemma(c) for c in token.children if dep(c) == "aux" and c.i < token.i), mood)


def _listed(token: Token) -> list[str]:
    rows = frames_headed(token.lang_).get((lemma(token), "VERB" if token.pos_ == "AUX" else token.pos_), ())
    return sorted({row.type for row in rows if row.type})


def _ways(parties: dict[str, Span]) -> Iterator[str]:
    """The words over each party in the tree, and the lowest one over both."""
    lang = next(iter(parties.values())).doc.lang_
    over: dict[str, list[Token]] = {}
    for name, span in parties.items():
        root = span.root
        over[name] = [root, *root.ancestors]
        yield f"{name}:{dep(root)}"
        for step, token in enumerate(over[name][1:5]):
            yield f"{name}^{lang}:{lemma(token)}"
            if step == 0:
                yield f"{name}:{dep(root)}^{lang}:{lemma(token)}"
            for kind in _listed(token):
                yield from (f"{name}^listed={kind}", f"{name}:{dep(root)}^{step}|listed={kind}")
    if len(over) < 2:
        return
    ids = {t.i for t in over["R"]}
    top = next((t for t in over["A"] if t.i in ids), None)
    if top is None:
        return
    yield f"top:{lang}:{lemma(top)}"
    for child in top.children:
        if dep(child) in {"obj", "xcomp", "ccomp", "obl", "advmod", "aux", "iobj"} and not child.ent_type_:
            yield f"top:{lang}:{lemma(top)}+{lemma(child)}"
    for kind in _listed(top):
        yield from (f"top:listed={kind}", f"top:{_form(top)}|listed={kind}")
    for name in ("A", "R"):
        for token in over[name][1:]:
            if token.i == top.i:
                break
            yield f"under:{name}:{lang}:{lemma(token)}"
            for kind in _listed(token):
                yield f"under:{name}:listed={kind}"
