"""Russian lemmas: a form with its part of speech and features -> its dictionary form, by pymorphy3's dictionary.

Names keep their gender and number ("Захаровой" is "Захарова", not "Захаров"); participles and gerunds give their verb.
"""

from __future__ import annotations

import functools
from typing import Any

KINDS = {
    "NOUN": {"NOUN"},
    "PROPN": {"NOUN", "ADJF"},
    "ADJ": {"ADJF", "ADJS", "COMP"},
    "DET": {"ADJF", "NPRO"},
    "PRON": {"NPRO", "ADJF", "NOUN"},
    "NUM": {"NUMR", "ADJF"},
    "ADV": {"ADVB", "COMP", "PRED"},
    "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
}
"""Universal parts of speech and those of OpenCorpora, which pymorphy3 uses."""

FORMS = {"Fin": {"VERB"}, "Inf": {"INFN"}, "Part": {"PRTF", "PRTS"}, "Conv": {"GRND"}}
GRAMMEMES = {
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct",
    "Sing": "sing", "Plur": "plur", "Masc": "masc", "Fem": "femn", "Neut": "neut",
    "Perf": "perf", "Imp": "impf",
}  # fmt: skip
"""Universal features and OpenCorpora's grammemes."""

COMPARED = ("Case", "Number", "Gender", "Aspect")


@functools.cache
def analyser() -> Any:
    """pymorphy3's analyser, made once."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@functools.lru_cache(maxsize=200_000)
def lemma(form: str, pos: str, feats: tuple[tuple[str, str], ...]) -> str:
    """The lemma of a form. `feats` are its universal features; what the dictionary does not have is guessed by its
    ending, as pymorphy3 does. Words of other scripts, figures and marks are their own lemmas."""
    if not any("а" <= c <= "я" or c == "ё" for c in form.lower()):
        return form
    given = dict(feats)
    if pos == "PROPN" and given.get("Case") == "Nom":
        return form
    best = choose(form, pos, given)
    if best is None:
        return form if pos == "PROPN" else form.lower()
    if pos == "PROPN":
        return cased(nominative(best), form)
    return str(best.normal_form)


def choose(form: str, pos: str, feats: dict[str, str]) -> Any:
    """The analysis that agrees best with what is known of the form; among equals pymorphy3's own order."""
    kinds = (
        FORMS.get(feats.get("VerbForm", ""), KINDS.get(pos, set())) if pos in ("VERB", "AUX") else KINDS.get(pos, set())
    )
    known = [GRAMMEMES[feats[f]] for f in COMPARED if feats.get(f) in GRAMMEMES]
    case = GRAMMEMES.get(feats.get("Case", ""), "")

    def agreement(parse: Any) -> tuple[bool, bool, bool, int]:
        tag = parse.tag
        in_case = pos != "PROPN" or not case or case in tag  # a man's name may be declined as a woman's: "Вежбой"
        name = pos == "PROPN" and any(g in tag for g in ("Name", "Surn", "Geox", "Orgn", "Patr"))
        return (not kinds or tag.POS in kinds, in_case, name, sum(g in tag for g in known))

    parses = analyser().parse(form)
    return max(parses, key=agreement) if parses else None


def nominative(parse: Any) -> str:
    """The nominative of a name, of the same gender and number; the form itself where the dictionary cannot make it."""
    made = parse.inflect({"nomn"})
    return str(made.word if made is not None else parse.word)


def cased(word: str, like: str) -> str:
    """The word in the capitals of another: all, those of each part of a compound, or none."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    parts, models = word.split("-"), like.split("-")
    if len(parts) == len(models):
        return "-".join(p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in zip(parts, models, strict=True))
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
