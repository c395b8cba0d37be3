"""Cues thrown into a sentence: ", ajoute le journal,", ", a-t-il promis.", ", the envoy said on Monday."

Small models read them as objects, conjuncts or worse. They are found here by their form, before parsing, so that
the model can be given the sentence without them, and each of them as a short sentence in plain order.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping

from spacy.tokens import Doc

from whence.language.letters import straighten
from whence.language.lexicons import lexicon
from whence.language.words import words

BEFORE = frozenset({",", "»", "”", '"', "—", "–", "?", "!", "…", ")"})
AFTER = frozenset({",", ".", ";", ":", "!", "?", "…", "«", "“", "»", "”", '"', "—", "–", "("})
OPENING = frozenset({"«", "“", '"', "„"})
CLOSING = frozenset({"»", "”", '"'})
SHORT = 6  # words that open a sentence before a cue, though no verb is among them: "That night, he said, ..."
REACH = 12  # tokens behind such a cue among which the verb of the sentence stands
LONGEST = 22  # tokens of a cue; a longer one is a sentence of its own
BARE = 4  # tokens of a subject without an article: "government data"
NAME = 6  # tokens of a name in apposition at the end


@dataclasses.dataclass(frozen=True, slots=True)
class Cue:
    """Tokens `start` to `end` (exclusive); `order` are those that the model is to read, in plain order. `verb` is the
    verb of saying with its `lemma` (None where the form does not tell), `subject` the tokens of who says it."""

    start: int
    end: int
    order: tuple[int, ...]
    verb: int
    lemma: str | None
    subject: tuple[int, ...]


@functools.cache
def forms(language: str) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """(finite forms, participles) of the verbs of saying and thinking, each with its lemma where the rule gives it."""
    settings = lexicon(language, "attribution").get("parentheses", {})
    listed = (entry.partition(":") for entry in words(language, "attribution", "parentheses", "irregular_finite"))
    finite: dict[str, str | None] = {form: lemma or None for form, _, lemma in listed}
    participles: dict[str, str | None] = dict.fromkeys(
        words(language, "attribution", "parentheses", "irregular_participle")
    )
    for block in lexicon(language, "attribution")["verbs"]:
        for verb in block["lemmas"].split():
            for reflexive in words(language, "attribution", "pronouns", "reflexive"):
                verb = (
                    verb.removeprefix(reflexive).removeprefix("_")
                    if reflexive.endswith("'")
                    else verb.removeprefix(f"{reflexive}_")
                )
            for table, out in (("finite", finite), ("participle", participles)):
                for infinitive, endings in settings.get(table, {}).items():
                    if verb.endswith(infinitive):
                        for ending in endings:
                            out.setdefault(verb[: len(verb) - len(infinitive)] + ending, verb)
                        break
    return finite, participles


@functools.cache
def source_words(language: str) -> frozenset[str]:
    """Nouns that can be a source: people, groups, documents, outlets."""
    return frozenset().union(
        *(words(language, "attribution", "nouns", kind) for kind in ("document", "outlet", "person", "collective"))
    )


def cues(doc: Doc, start: int, stop: int, may_be_verb: Callable[[str], bool] = lambda _: True) -> list[Cue]:
    """The cues thrown in between tokens `start` and `stop` (one paragraph), in order.

    What stands before a cue needs a verb of its own ("Le Ghana, prudent, soutient le président" throws nothing in), or
    a verb follows on it ("Le Ghana, dit le maire, a cédé").
    """
    found: list[Cue] = []
    i = start + 1
    while i < stop:
        if (
            doc[i - 1].text in BEFORE
            and (cue := cue_at(doc, i, stop) or subject_first(doc, i, stop)) is not None
            and (
                stands(doc, start, i, may_be_verb)
                or goes_on(doc, cue.end, stop, may_be_verb)
                or (opens_short(doc, start, cue) and goes_on(doc, cue.end, stop, may_be_verb, REACH))
            )
        ):
            found.append(cue)
            i = cue.end
        i += 1
    return found


def with_citation(doc: Doc, end: int, stop: int) -> int:
    """The end moved over a relative clause that says on what the source leans: ", écrit le journal, qui cite une
    note"."""
    if end + 2 >= stop or doc[end].text != ",":
        return end
    citing = words(doc.lang_, "attribution", "citing", "forms")
    near = [straighten(t.lower_) for t in doc[end + 1 : min(stop, end + 4)]]
    opens = near[0] in words(doc.lang_, "attribution", "citing", "openers")
    if not ((opens and any(w in citing for w in near[1:])) or near[0] in citing):
        return end
    return next((k for k in range(end + 1, stop) if doc[k].text in AFTER), stop)


def past_description(
    doc: Doc, end: int, stop: int, determiners: frozenset[str], finite: Mapping[str, str | None]
) -> int:
    """The end moved over who the speaker is, where words of his follow: "said N N, the Swedish envoy, | "but ...", or
    where the sentence ends."""
    if end + 2 >= stop or doc[end].text != ",":
        return end
    closing = next((k for k in range(end + 1, min(stop, end + LONGEST)) if doc[k].text in AFTER), -1)
    if closing < 0 or (doc[closing].text == "," and (closing + 1 >= stop or doc[closing + 1].text not in OPENING)):
        return end
    inside = [straighten(t.lower_) for t in doc[end + 1 : closing]]
    relative = inside[:1] and inside[0] in words(doc.lang_, "attribution", "pronouns", "relative")
    if not inside or doc[closing].text not in {",", "."} or any(w in finite for w in inside):
        return end
    known = any({w, w.rstrip("s")} & source_words(doc.lang_) for w in inside)
    return closing if relative or (known and inside[0] in determiners | source_words(doc.lang_)) else end


def past_addressee(doc: Doc, at: int, stop: int, determiners: frozenset[str]) -> int:
    """Where the subject begins after an addressee: ", a indiqué | à Reuters | un diplomate"."""
    prepositions = words(doc.lang_, "attribution", "parentheses", "addressing")
    if at >= stop or straighten(doc[at].lower_) not in prepositions:
        return at
    for k in range(at + 2, min(stop, at + 7)):
        if doc[k].text in AFTER:
            return at
        if straighten(doc[k].lower_) in determiners and straighten(doc[k - 1].lower_) not in prepositions:
            return k
    return at


def goes_on(doc: Doc, end: int, stop: int, may_be_verb: Callable[[str], bool], reach: int = 3) -> bool:
    """Whether the sentence goes on after the cue's comma with a verb among the next `reach` tokens."""
    if end >= stop or doc[end].text != ",":
        return False
    return any(may_be_verb(straighten(t.lower_)) for t in doc[end + 1 : min(stop, end + 1 + reach)])


def opens_short(doc: Doc, start: int, cue: Cue) -> bool:
    """Whether only a few words open the sentence before a cue with its subject in front: "That night, he said, ..."."""
    begin = next((k + 1 for k in range(cue.start - 2, start - 1, -1) if doc[k].text in {".", "!", "?"}), start)
    words_before = [t for t in doc[begin : cue.start - 1] if not t.is_space]
    return (
        0 < len(words_before) <= SHORT
        and all(t.is_alpha or t.like_num for t in words_before)
        and cue.subject[-1] < cue.verb
        and cue.lemma is not None
    )


def stands(doc: Doc, start: int, i: int, may_be_verb: Callable[[str], bool]) -> bool:
    """Whether the words before token i can be a sentence: after a quotation always, else where a verb stands outside of
    relative clauses."""
    if doc[i - 1].text != ",":
        return True
    relatives = words(doc.lang_, "attribution", "pronouns", "relative")
    openers = words(doc.lang_, "attribution", "complementizers", "words")
    begin = next((k + 1 for k in range(i - 2, start - 1, -1) if doc[k].text in {".", "!", "?", ";", ":"}), start)
    if any(t.text in {"»", "”", '"'} for t in doc[begin : i - 1]):
        return True
    part: list[str] = []
    parts = [part]
    for token in doc[begin : i - 1]:
        if token.text == ",":
            part = []
            parts.append(part)
        else:
            part.append(straighten(token.lower_))
    parts = [
        p
        for p in parts
        if p and not ((p[0] in relatives and p[0] not in openers) or (p[0] in relatives and p is not parts[0]))
    ]
    return any(may_be_verb(w) for p in parts for w in p)


def subject_first(doc: Doc, i: int, stop: int) -> Cue | None:
    """The cue that begins at token i with who says it and closes its sentence or is closed by a comma: ", N N, head of
    the agency, said on Tuesday."; None where there is none, or the language does not use them."""
    lang = doc.lang_
    follow = words(lang, "attribution", "parentheses", "following")
    if not follow:
        return None
    finite, _ = forms(lang)
    listed = {
        k: words(lang, "attribution", "parentheses", k)
        for k in ("auxiliaries", "pronouns", "adverbs", "determiners", "told")
    }

    def form(k: int) -> str:
        return straighten(doc[k].lower_) if k < stop else ""

    pronoun = form(i) in listed["pronouns"]
    bare = not (pronoun or form(i) in listed["determiners"] or doc[i].text[:1].isupper())
    if bare and not doc[i].text.isalpha():
        return None
    commas, verb = 0, -1
    barred = words(lang, "attribution", "complementizers", "words") | words(lang, "attribution", "pronouns", "relative")
    for k in range(i + 1, min(stop, i + LONGEST)):
        if doc[k].text == ",":
            commas += 1
        elif doc[k].text in AFTER or "\n" in doc[k].text:
            return None
        elif form(k) in finite and form(k - 1) not in barred:
            verb = k
            break
    if verb < 0 or commas not in (0, 2) or (commas == 2 and doc[verb - 1].text != ",") or (pronoun and verb > i + 3):
        return None
    if bare and (commas or verb > i + BARE or not {form(verb - 1), form(verb - 1).rstrip("s")} & source_words(lang)):
        return None  # "government data showed", "court records show"
    if bare and any(form(k) in barred | listed["determiners"] or not doc[k].text.isalpha() for k in range(i, verb)):
        return None
    before = verb
    while before > i and (form(before - 1) in listed["adverbs"] or form(before - 1) in listed["auxiliaries"]):
        before -= 1
    subject = tuple(range(i, before))
    if not pronoun and not any(
        doc[k].text[:1].isupper() or form(k) in source_words(lang) or form(k).rstrip("s") in source_words(lang)
        for k in subject
    ):
        return None
    end = next((k for k in range(verb + 1, stop) if doc[k].text in AFTER or "\n" in doc[k].text), stop)
    opens = form(verb + 1) in follow or form(verb + 1) in listed["adverbs"] or form(verb) in listed["told"]
    if end - verb > LONGEST or (end > verb + 1 and not opens):
        return None
    if any(form(k) in barred for k in range(verb + 1, end)) or (end < stop and doc[end].text in {":", "«", "“", '"'}):
        return None
    return Cue(i, end, tuple(range(i, end)), verb, finite[form(verb)], subject)


def opens_clause(doc: Doc, at: int, end: int, clausal: frozenset[str]) -> bool:
    """Whether what follows a verb of saying is what is said, and not who says it: "N, who lost, said he | would go"."""
    relatives = words(doc.lang_, "attribution", "pronouns", "relative")
    for k in range(at, end):
        form = straighten(doc[k].lower_)
        if form in relatives:
            return False
        if form in clausal:
            return True
    return False


def cue_at(doc: Doc, i: int, stop: int) -> Cue | None:
    """The cue that begins at token i; None where there is none."""
    lang = doc.lang_
    listed = {
        k: words(lang, "attribution", "parentheses", k)
        for k in ("auxiliaries", "clitics", "pronouns", "linking", "adverbs", "determiners")
    }
    finite, participles = forms(lang)
    at, verbs, pronoun, has_auxiliary = i, [], -1, False

    def form(k: int) -> str:
        return straighten(doc[k].lower_) if k < stop else ""

    while form(at) in listed["clitics"]:
        verbs.append(at)
        at += 1
    if form(at) in listed["auxiliaries"]:
        has_auxiliary = True
        verbs.append(at)
        at += 1
        if form(at) in listed["linking"]:
            at += 1
        if form(at) in listed["pronouns"]:
            pronoun, at = at, at + 1
        while form(at) in listed["adverbs"]:
            verbs.append(at)
            at += 1
    said = participles if has_auxiliary else finite
    if form(at) not in said:
        return None
    verb, lemma = at, said[form(at)]
    verbs.append(at)
    at += 1
    if form(at) in listed["linking"]:
        at += 1
    if pronoun < 0 and form(at) in listed["pronouns"]:
        pronoun, at = at, at + 1
    after_verb = at
    while form(at) in listed["adverbs"]:
        at += 1
    at = past_addressee(doc, at, stop, listed["determiners"])
    end = at
    while end < stop and doc[end].text not in AFTER and "\n" not in doc[end].text:
        end += 1
    clausal = words(lang, "attribution", "parentheses", "clausal")
    if end - i > LONGEST or (clausal and opens_clause(doc, after_verb if pronoun >= 0 else at, end, clausal)):
        return None
    if pronoun >= 0:
        if after_verb == pronoun + 1 and form(after_verb) in words(lang, "attribution", "parentheses", "predicating"):
            return None  # "critics say it will": the pronoun is what is spoken of
        return Cue(i, end, (pronoun, *verbs, *range(after_verb, end)), verb, lemma, (pronoun,))
    begins = form(at) in listed["determiners"] or doc[at].text[:1].isupper()
    if end == at or not (begins or (doc[i - 1].text in CLOSING and doc[at].is_alpha)):
        return None  # but '"...," said retired Lt. Gen. N N'
    if not any(
        doc[k].text[:1].isupper() or form(k) in source_words(lang) or form(k).rstrip("s") in source_words(lang)
        for k in range(at, end)
    ):
        return None
    subject = list(range(at, end))
    full = end
    if end + 1 < stop and doc[end].text == "," and doc[end + 1].text[:1].isupper():
        closing = next((k for k in range(end + 1, min(stop, end + 2 + NAME)) if doc[k].text in AFTER), -1)
        if closing > end + 1 and all(
            doc[k].text[:1].isupper() or len(doc[k]) < 4 or doc[k].text == "-" for k in range(end + 1, closing)
        ):
            subject += range(end, closing)
            full = closing
    elif (closing := past_description(doc, end, stop, listed["determiners"], finite)) > end:
        subject += range(end, closing)
        full = closing
    full = with_citation(doc, full, stop)
    subject += range(len(subject) and subject[-1] + 1, full)
    return Cue(i, full, (*subject, *verbs, *range(after_verb, at)), verb, lemma, tuple(subject))
