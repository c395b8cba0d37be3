"""Whose word a content is: the source of each attribution, chosen by features among all who stand around its cue.

The rules' answer is one of the candidates; others are the nouns and pronouns of the cue's sentence, the subjects of
the sentence before, and nobody. Another answer than the rules' is taken where the model, weighed on the corpus's
training part, finds it clearly likelier.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from whence.finding.candidates import cue_of
from whence.finding.clauses import case_of, form_of, is_passive
from whence.finding.linear import Linear, bucket, level, linear
from whence.finding.referents import meaning, meanings
from whence.finding.sources import kind_of, speaker
from whence.finding.speech import manner_of
from whence.finding.tellers import can_speak, doer_before, impersonal, is_clitic, points
from whence.finding.trees import SUBJECTS, dep, is_nobody, is_time, kids, lemma, low, sentence
from whence.finding.voices import Voice
from whence.language.reading import Reading
from whence.language.words import words

NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
INSIDE: Final = frozenset({"flat", "compound", "fixed", "case", "expl", "goeswith"})
SURFACE: Final = 5  # tokens between cue and source within which what stands there is told
FARTHEST_PATH: Final = 5  # steps in the tree between cue and source; farther ones are told by the count alone
CLEARLY: Final = 1.0
"""By how much the log odds of another answer have to be above those of the rules'. On the corpus's dev part 0.932 and
0.902 of the sources are right so; with 0.3 it is 0.940 and 0.908, and what rules know of plain sentences is lost."""


@dataclasses.dataclass(frozen=True, slots=True)
class Teller:
    """A possible source: its head, or None for nobody in particular; `rule` where the rules say so."""

    head: Token | None
    rule: bool


class Around:
    """All voices of a Doc, and those over each token, so that time grows with the length of a text and not faster."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        self.voices = voices
        self._over: dict[int, list[int]] = defaultdict(list)
        for n, voice in enumerate(voices):
            for i in {i for a, b in voice.content for i in range(a, b)}:
                self._over[i].append(n)

    def first_apart(self, voice: Voice, one: int, other: int) -> Voice | None:
        """The first voice, other than this one, that has one of two tokens in its content and not the other."""
        numbers = set(self._over.get(one, ())) ^ set(self._over.get(other, ()))
        return next((v for n in sorted(numbers) if (v := self.voices[n]) is not voice), None)


def chosen(doc: Doc, voices: list[Voice], stances: list[Voice]) -> tuple[list[Voice], list[Voice]]:
    """The attributions that make chains and those that do not, with the sources that the model finds likeliest; as they
    are in a language that it was not weighed on."""
    model = linear("sources")
    if doc.lang_ not in model.languages:
        return voices, stances
    around = Around([*voices, *stances])
    found = [rechosen(doc, voice, around, model) for voice in around.voices]
    return found[: len(voices)], found[len(voices) :]


def rechosen(doc: Doc, voice: Voice, around: Around, model: Linear) -> Voice:
    """One voice, with another source where that is clearly likelier."""
    cue = doc[cue_of(voice)]
    if voice.carried or not voice.content or voice.leaning or voice.manner == "cited":
        return voice  # what is carried over or leant on is for the rules alone
    if voice.speaker is not None and any(a <= voice.speaker.head < b for a, b in voice.cue):
        return voice  # "officially": the word is cue and source at once
    if voice.speaker is None and lemma(cue) in words(doc.lang_, "attribution", "hearsay", "nouns"):
        return voice  # "knows of a rumour that"
    if voice.verb >= 0 and impersonal(cue):
        return voice  # "it seems that"
    if voice.speaker is not None and (doer := doer_before(cue)) is not None and doer.i == voice.speaker.head:
        return voice  # "sued Ohio, alleging that"
    scored = [(model.score(features(doc, voice, teller, around)), teller) for teller in tellers(doc, voice)]
    best, teller = max(scored, key=lambda s: s[0])
    ruled = next(score for score, t in scored if t.rule)
    if teller.rule or best < ruled + CLEARLY:
        return voice
    if teller.head is not None and ruled_nobody(teller.head):
        return voice  # "They say": the rules know that this is nobody in particular
    if teller.head is None:
        return dataclasses.replace(voice, speaker=None, evidential="hearsay")
    if teller.head.pos_ == "DET" and teller.head.i not in meanings(doc):
        return voice  # "his claim that": nobody known is meant
    found = speaker(doc, teller.head)
    ruled_for, meant = voice.speaker, teller.head.i in meanings(doc)
    if ruled_for is not None and ruled_for.head < sentence(cue)[0] and teller.head.pos_ == "PRON" and not meant:
        # "She added": the rules know whom that means, where the text has no more than the pronoun
        found = dataclasses.replace(found, source=ruled_for.source, name=ruled_for.name)
    return dataclasses.replace(voice, speaker=found, evidential="attributed")


def ruled_nobody(head: Token) -> bool:
    """Whether a pronoun means nobody in particular: one of hearsay, with nobody in sight whom it could mean."""
    hearsay = words(head.lang_, "attribution", "hearsay", "subjects")
    return head.pos_ == "PRON" and low(head) in hearsay and head.i not in meanings(head.doc)


def tellers(doc: Doc, voice: Voice) -> Iterator[Teller]:
    """Who could be the source of a voice, the rules' answer first."""
    cue = doc[cue_of(voice)]
    said = voice.speaker.head if voice.speaker is not None else None
    yield Teller(doc[said] if said is not None else None, rule=True)
    if said is not None:
        yield Teller(None, rule=False)
    first, last = sentence(cue)
    for i in range(max(first - 1, 0) and sentence(doc[first - 1])[0] if first else 0, last):
        token = doc[i]
        if i == said or i == cue.i or not could_be(token) or voice.covers(i):
            continue
        if token.pos_ == "DET" and token.head.i == said:
            continue  # "in her view": the rules have the whole
        if i < first and dep(token) not in SUBJECTS:
            continue
        if dep(token) in SUBJECTS and token.head.i == cue.i and is_passive(cue, form_of(cue) or "finite"):
            continue  # "Peru is suspected of": nobody suspects himself
        yield Teller(token, rule=False)


def could_be(token: Token) -> bool:
    """Whether a token can head a source: a noun or pronoun that is no part of another's name, or "his", "leur"."""
    if token.pos_ == "DET":
        return "Yes" in token.morph.get("Poss")
    if token.pos_ not in NOMINAL or dep(token) in INSIDE or is_clitic(token):
        return False
    return not (is_time(token) or is_nobody(token) or points(token))


def features(doc: Doc, voice: Voice, teller: Teller, around: Around) -> Iterator[str]:
    """What is known of a possible source of a voice. Words are given with their language, all else holds for all."""
    cue, head, lang = doc[cue_of(voice)], teller.head, doc.lang_
    manner = manner_in(voice, cue)
    cued = f"{lang}:{lemma(cue)}" if voice.cue else "no cue"
    if teller.rule:
        yield from ("rule", f"rule|{voice.manner}|{voice.kind}", f"rule|{cued}", f"rule|nobody={head is None}|{manner}")
    yield from read_as(voice, cue, head, rule=teller.rule)
    if head is None:
        yield from ("nobody", f"nobody|{manner}|{voice.kind}", f"nobody|{cued}", f"nobody|{cue.pos_}:{form_of(cue)}")
        subject = any(dep(c) in SUBJECTS for c in kids(cue))
        yield f"nobody|subject={subject}|{cue.dep_}|{manner}"
        return
    way = path(cue, head)
    speaks = can_speak(head)
    side = "after" if head.i > cue.i else "before"
    first, _ = sentence(cue)
    yield from (
        f"way={way}",
        f"way={way}|{cue.pos_}:{form_of(cue)}",
        f"way={way}|{manner}",
        f"way={way}|speaks={speaks}",
    )
    yield from (f"way={way}|{side}", f"way={way}|{cued}", f"way={way}|{voice.kind}|{place(voice, head)}")
    yield f"speaks={speaks}|{side}|{manner}"
    yield f"{side}|far={bucket(abs(head.i - cue.i))}"
    yield f"{side}|speaks={speaks}|between={between(doc, cue, head)}"
    yield f"{place(voice, head)}|{voice.kind}|{manner}"
    yield f"before the sentence={head.i < first}|{voice.kind}"
    yield f"dep={head.dep_}|{side}"
    yield f"dep={dep(head)}|{manner}|{place(voice, head)}"
    what = told_as(head)
    yield from (f"what={what}", f"what={what}|{dep(head)}", f"what={what}|{manner}", f"what={what}|{way}")
    if case := case_of(head):
        yield from (f"case={lang}:{case}", f"case={lang}:{case}|{cued}", f"case={lang}:{case}|way={way}")
    if head.pos_ in {"PRON", "DET"}:
        yield from (f"word={lang}:{low(head)}", f"word={lang}:{low(head)}|{dep(head)}")
    else:
        yield f"noun={lang}:{lemma(head)}"
    near, far = sorted((cue.i, head.i))
    if far - near <= SURFACE:
        marks = " ".join(doc[i].text if doc[i].is_punct else doc[i].pos_ for i in range(near + 1, far))
        yield from (f"{side}|seen={marks}", f"{side}|seen={marks}|speaks={speaks}|{manner}")
    nearest = "nearest" if between(doc, cue, head)[0] == "0" else "not"
    yield f"{nearest}|{side}|speaks={speaks}|{dep(head) in SUBJECTS}"
    other = around.first_apart(voice, head.i, cue.i)
    if other is not None:
        inside = other.covers(head.i)
        yield f"apart={inside}|{other.manner == 'frame'}"
        yield f"apart={inside}|way={way}"
    else:
        yield f"together|{dep(head) in SUBJECTS}"
    over = head.head
    if dep(head) in SUBJECTS and over.i != cue.i:
        yield f"subject of another|{manner_of(over) or 'none'}|{manner}|{side}"


def read_as(voice: Voice, cue: Token, head: Token | None, *, rule: bool) -> Iterator[str]:
    """How likely the encoder takes a word for the source of a cue; of nobody, that no word is one. Nothing where the
    two were not read together."""
    reading: Reading | None = cue.doc._.reading
    if reading is None or not voice.cue or not (together := reading.together(cue.i)):
        return
    kind = "nobody" if head is None else "somebody" if head.i in together else "far"
    chances = [source for _, source in reading.said(cue.i)]
    sure = level(chances[head.i - together.start] if head is not None and head.i in together else max(chances))
    yield from (f"read~{sure}|{kind}", f"read~{sure}|{kind}|rule={rule}", f"read~{sure}|{kind}|{voice.verb >= 0}")


def manner_in(voice: Voice, cue: Token) -> str:
    """The class of a voice's cue; "cite" for verbs whose object is the source, in their active form or not."""
    if lemma(cue) in words(cue.lang_, "attribution", "citing", "verbs"):
        return f"cite:{is_passive(cue, form_of(cue) or 'finite')}"
    return voice.manner if voice.verb < 0 else manner_of(cue) or voice.manner


def told_as(head: Token) -> str:
    """What a possible source is told as: a known entity's kind, a pronoun, or the kind of its noun."""
    referent = meaning(head)
    entity = referent.entity if referent is not None else None
    if head.pos_ in {"PRON", "DET"}:
        return f"{head.pos_}:{entity.kind if entity is not None else 'unknown'}"
    if entity is not None:
        return f"known:{entity.kind}"
    return f"{head.pos_}:{kind_of(head)}:{'speaks' if can_speak(head) else 'mute'}"


def path(cue: Token, head: Token) -> str:
    """The relations from the cue up ("^") and down to the source."""
    up: dict[int, int] = {}
    token = cue
    for n in range(FARTHEST_PATH):
        up[token.i] = n
        if token.head.i == token.i:
            break
        token = token.head
    down: list[str] = []
    token = head
    for _ in range(FARTHEST_PATH):
        if token.i in up:
            climbed, at = [], cue
            for _ in range(up[token.i]):
                climbed.append("^" + dep(at))
                at = at.head
            return ">".join([*climbed, *reversed(down)]) or "."
        down.append(dep(token))
        if token.head.i == token.i:
            break
        token = token.head
    return "far" if sentence(cue) == sentence(head) else "other sentence"


def between(doc: Doc, cue: Token, head: Token) -> str:
    """What stands between cue and source: how many others who speak, and whether a verb."""
    a, b = sorted((cue.i, head.i))
    others = verbs = 0
    for i in range(a + 1, b):
        token = doc[i]
        if token.pos_ in {"VERB", "AUX"} and form_of(token) == "finite":
            verbs += 1
        elif token.pos_ in NOMINAL and dep(token) not in INSIDE and can_speak(token):
            others += 1
    return f"{min(others, 3)}:{min(verbs, 2)}"


def place(voice: Voice, head: Token) -> str:
    """Where a source stands to the content."""
    if head.i < voice.content[0][0]:
        return "in front"
    return "behind" if head.i >= voice.content[-1][1] else "amid"
