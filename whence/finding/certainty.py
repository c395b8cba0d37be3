"""How real what a statement tells is: the rules' verdict on its modality, weighed with what stands around it.

The rules of :mod:`~whence.finding.hedges` know moods, modal words and conditions. Which of them counts where several
meet, and what a noun or a verb in the present tells of the future, is a matter of many small signs;
those are weighed on the corpus's training part (``data/modality.tsv``). Their verdict is one of the signs.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Final, NamedTuple, cast

from spacy.tokens import Token

from whence.finding.clauses import Clause, case_of, form_of
from whence.finding.hedges import Hedge, has_condition, in_condition, is_question, mood_of
from whence.finding.linear import choice
from whence.finding.trees import ancestors, dep, kids, lemma, low, lows, sentence
from whence.finding.voices import Voice, held_over
from whence.language.words import words
from whence.model import Modality

CLEARLY: Final = 0.6
"""Chance from which another modality than the rules' is taken. In cross-validation on the training part 0.4 is best, by
0.3 points; in our sample reports, which are plainer, the rules are righter."""

SURELY: Final = 0.7
"""Chance from which what the rules find possible is taken for actual: a word said so ("perhaps")."""

NEAR: Final = 6  # tokens in front of the core whose words are told
ABOVE: Final = 3  # words above the clause that are told


class Uttered(NamedTuple):
    """What is known of a proposition: the token that carries its matter, its words, its clause where it has one, the
    rules' verdict, the voices over it, the type of event that it tells."""

    core: Token
    stretch: tuple[int, int]
    clause: Clause | None
    hedge: Hedge
    voices: tuple[Voice, ...]
    kind: str


def weighed(one: Uttered) -> Hedge:
    """The rules' verdict, with another modality where that is clearly likelier; as it is in a language that the model
    was not weighed on."""
    model = choice("modality")
    if one.core.lang_ not in model.languages:
        return one.hedge
    chances = model.chances(features(one))
    best = max(chances, key=chances.__getitem__)
    least = SURELY if (one.hedge.modality, best) == ("possible", "actual") else CLEARLY
    if best == one.hedge.modality or chances[best] < least:
        return one.hedge
    return dataclasses.replace(one.hedge, modality=cast(Modality, best))


def features(one: Uttered) -> Iterator[str]:
    """What is known of a proposition's modality. Words are given with their language, all else holds for all."""
    core, ruled = one.core, one.hedge.modality
    doc, lang = core.doc, core.lang_
    head = one.clause.head if one.clause is not None else core
    verb = one.clause.verb if one.clause is not None else core
    mood, form = mood_of(verb), one.clause.form if one.clause is not None else "noun"
    tense = verb.morph.get("Tense", [""])[0]
    inside, after = in_condition(head), has_condition(head)
    condition = "if" if inside else "then" if after else "none"
    yield from (
        f"ruled={ruled}",
        f"ruled={ruled}|{form}|{mood}",
        f"ruled={ruled}|{condition}",
        f"ruled={ruled}|{one.hedge.polarity}",
        f"ruled={ruled}|type={one.kind}",
        f"mood={mood}|{form}|{tense}",
        f"condition={condition}|{mood}",
        f"type={one.kind}",
        f"type={one.kind}|{form}|{tense}",
        f"question={is_question(doc, core)}",
        f"dep={head.dep_}|{form}",
        f"hearsay={one.hedge.hearsay}|{ruled}",
    )
    for name, token in (("core", core), ("head", head)):
        yield f"{name}={lang}:{lemma(token)}"
        yield f"{name}={lang}:{lemma(token)}|{form}|{mood or tense}"
    for name, token in (("of core", core), ("of head", head)):
        for c in kids(token):
            if dep(c) in {"aux", "mark", "advmod", "cc", "case", "cop"}:
                yield f"{name}={dep(c)}:{lang}:{low(c)}"
                yield f"{name}={dep(c)}:{lang}:{low(c)}|{ruled}"
    if case := case_of(head):
        yield f"case={lang}:{case}|{form}"
    start, end = sentence(core)
    around = lows(doc)
    for i in range(max(start, core.i - NEAR), core.i):
        if not doc[i].is_punct:
            yield f"near={lang}:{around[i]}"
    if one.stretch[0] < len(doc):
        yield f"first={lang}:{around[one.stretch[0]]}"
    if one.stretch[0] > start:
        yield f"before={lang}:{around[one.stretch[0] - 1]}"
    openers = words(lang, "attribution", "hypothesis", "openers")
    seen = [i for i in range(start, end) if around[i] in openers]
    yield f"openers={'none' if not seen else 'before' if seen[0] < core.i else 'after'}|{mood}|{ruled}"
    for n, above in enumerate(a for a in ancestors(head) if form_of(a) or a.pos_ == "NOUN"):
        if n >= ABOVE:
            break
        yield f"above={lang}:{lemma(above)}"
        if n == 0:
            yield f"above={lang}:{lemma(above)}|{dep(head)}|{form}"
            yield f"above mood={mood_of(above)}|{dep(head)}|{form}|{mood}"
    told = [v for v in one.voices if v.cue]
    yield f"told={min(len(told), 2)}|{mood}|{ruled}"
    if told:
        cue = doc[told[-1].verb] if told[-1].verb >= 0 else doc[told[-1].cue[0][0]]
        yield from (f"cue={lang}:{lemma(cue)}|{form}|{mood}", f"manner={told[-1].manner}|{form}|{mood}|{ruled}")
    for voice in held_over(doc, core)[-2:]:
        if voice.verb >= 0:
            inner = one.stretch[0] <= voice.verb < one.stretch[1]
            yield from (f"held={lang}:{lemma(doc[voice.verb])}", f"held={lang}:{lemma(doc[voice.verb])}|{inner}|{form}")
