"""A text -> an easier text for the model: one word for a name, a compound or a conjunction, fewer marks and commas.

Small models are trained on little text: they read rightly what they have often met. Nothing here changes the
document; each unit knows the tokens that it stands for. Which word stands for what is data (``pipeline.toml``).
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

import pysbd
from pysbd.languages import LANGUAGE_CODES as SEGMENTERS
from spacy.language import Language
from spacy.tokens import Doc, Token

from whence.language.boundaries import DATELINE, boundaries, settled
from whence.language.inflection import verb_forms
from whence.language.inversion import Cue, cues
from whence.language.letters import straighten
from whence.language.lexicons import lexicon
from whence.language.tokens import text_of
from whence.language.verbs import VerbForms
from whence.language.words import words

NAME_PARTICLES = frozenset(
    {"al", "el", "ben", "bin", "ibn", "abu", "abou", "van", "von", "der", "da", "dos", "di", "al-", "el-"}
)


if not Doc.has_extension("names"):
    Doc.set_extension("names", default=())  # the known names in the text: start, end, entity, form


@dataclasses.dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `first` to `last` (inclusive) that the model reads as the one word `word`. `sentence_start` is None where
    the model itself is to say whether a sentence begins."""

    first: int
    last: int
    word: str
    sentence_start: bool | None


class Easing:
    """Makes the units of a Doc's paragraphs, for one language and one model."""

    def __init__(self, language: str, model: Language) -> None:
        self.settings: dict[str, Any] = lexicon(language, "pipeline")
        code = self.settings.get("segmenter")
        self.segmenter = pysbd.Segmenter(language=code, clean=False) if code else None
        self.abbreviations = (
            frozenset(a.lower().rstrip(".") for a in SEGMENTERS[self.settings["name"]].Abbreviation.ABBREVIATIONS)
            if self.settings["name"] in SEGMENTERS
            else frozenset()
        )
        self.ranks = frozenset(a.lower().rstrip(".") for a in self.settings.get("abbreviations", ()))
        self.abbreviations |= self.ranks
        self.eases = bool(self.settings.get("easing", True))
        marks = self.settings["quotation"]
        self.marks = frozenset(marks["open"]) | frozenset(marks["close"])
        self.opening = frozenset(marks["open"]) - frozenset(marks["close"])
        self.both = frozenset(marks["open"]) & frozenset(marks["close"])
        self.joiners = frozenset(marks["joiners"])
        self.articles = frozenset(self.settings["articles"]["before_names"])
        mending = self.settings.get("mending", {})
        self.joint = frozenset(mending.get("and", ()))
        self.verbs = VerbForms(
            self.settings.get("stand_ins", {}).get("verb", ()),
            model,
            mending.get("infinitives", ()),
            [*mending.get("auxiliaries", ()), *mending.get("beside", ())],
            verb_forms(language),
        )
        self.conjunctions: dict[str, str] = self.settings.get("conjunctions", {})
        self.conjoining = frozenset(c.partition(" ")[0] for c in self.conjunctions)
        self.numbers: dict[str, str] = self.settings.get("stand_ins", {}).get("numbers", {})
        self.honorifics = words(language, "attribution", "nouns", "honorific")

    def paragraphs(self, doc: Doc) -> list[list[Unit]]:
        """The units of each paragraph (line) of the Doc; empty paragraphs are left out."""
        cached = doc.user_data.get("whence_units")
        if cached is None:
            cached = doc.user_data["whence_units"] = [units for units in self._paragraphs(doc) if units]
        return cached

    def _paragraphs(self, doc: Doc) -> Iterator[list[Unit]]:
        stand_ins = self.stand_ins(doc)
        line: list[Token] = []
        for token in doc:
            if token.is_space and "\n" in token.text:
                yield self.units(doc, line, stand_ins)
                line = []
            else:
                line.append(token)
        yield self.units(doc, line, stand_ins)

    def stand_ins(self, doc: Doc) -> dict[int, tuple[int, str]]:
        """For the first token of a known name: its last token, and the word that stands for it."""
        found: dict[int, tuple[int, str]] = {}
        if not self.eases:
            return found
        words = self.settings.get("stand_ins", {})
        for name in doc._.names:
            span = doc.char_span(name.start, name.end, alignment_mode="expand")
            if span is None or not len(span):
                continue
            if name.form == "adjective":
                text = span.text.lower()
                word = next((w["word"] for w in words.get("adjective", ()) if text.endswith(w["ending"])), span.text)
            elif name.entity.kind in ("state", "place"):
                before = doc[span.start - 1].lower_ if span.start else ""
                bare = straighten(before) not in self.articles
                if not bare and len(span) == 1:
                    continue
                word = words["bare"] if bare else span[0].text
            else:
                word = words.get(name.entity.kind, span[0].text)
            found[span.start] = (span.end - 1, straighten(word))
        known = {i for a, (b, _) in found.items() for i in range(a, b + 1)}
        for person in doc.ents:
            if person.label_ == "PER" and "person" in words and known.isdisjoint(range(person.start, person.end)):
                found[person.start] = (person.end - 1, words["person"])
        return found

    def units(self, doc: Doc, line: list[Token], stand_ins: dict[int, tuple[int, str]]) -> list[Unit]:
        """The words of one paragraph as the model is to read them."""
        if not line:
            return []
        begin, end = line[0].idx, line[-1].idx + len(line[-1])
        starts = self.sentence_starts(text_of(doc)[begin:end], begin)
        commas = self.commas(line) if self.eases else frozenset()
        appositions = self.appositions(doc, line) | self.insertions(line)
        if not self.eases:
            appositions = frozenset()
        units: list[Unit] = []
        thrown_in: list[Unit] = []
        opens = True
        i, stop = line[0].i, line[-1].i + 1
        asides = {c.start: c for c in cues(doc, i, stop, self.verbs.may_be)}
        silent = self.commas_around(doc, line, asides.values())
        if self.eases:
            stand_ins = {**self.runs(doc, line, stand_ins), **stand_ins}
        while i < stop:
            token = doc[i]
            if i in asides and units:
                thrown_in += self.aside(doc, asides[i], stand_ins)
                doc.user_data.setdefault("whence_asides", []).append(asides[i])
                i = asides[i].end
                continue
            opens = opens or any(s in starts for s in range(token.idx, token.idx + len(token)))
            if (
                token.is_space
                or i in appositions
                or i in silent
                or (self.eases and (token.text in self.marks or self.is_honorific(doc, i, stop)))
            ):
                if token.i in commas:
                    units.append(Unit(i, i, ",", False))
                i += 1
                continue
            last, shown = stand_ins.get(i, (i, straighten(token.text)))
            word = self.numbers.get(shown) or shown
            if last == i and i not in stand_ins and (verb := self.verbs.stand_in(word)) is not None:
                word = verb.word
                doc.user_data.setdefault("whence_verbs", {})[i] = verb
            if (joined := self.conjunction(doc, i, stop)) is not None:
                last, word = joined
            elif last == i and i not in stand_ins and self.eases:
                last = self.compound(doc, i, stop)
                if last > i:
                    word = straighten(doc[i : last + 1].text)
            units.append(
                Unit(i, min(last, stop - 1), word, True if opens else None if self.segmenter is None else False)
            )
            opens = False
            i = last + 1
        return units + thrown_in

    def aside(self, doc: Doc, cue: Cue, stand_ins: dict[int, tuple[int, str]]) -> list[Unit]:
        """The words of a cue that is thrown in, as a sentence in plain order."""
        units: list[Unit] = []
        done: set[int] = set()
        for i in cue.order:
            if i in done or doc[i].is_space or doc[i].text in self.marks:
                continue
            last, word = stand_ins.get(i, (i, straighten(doc[i].text)))
            if last == i and i not in stand_ins and self.eases:
                last = self.compound(doc, i, cue.end)
                word = straighten(doc[i : last + 1].text) if last > i else word.lstrip("-") or word
            if last >= cue.end:
                last = i
            done.update(range(i, last + 1))
            units.append(Unit(i, last, word, not units))
        return units

    def conjunction(self, doc: Doc, i: int, stop: int) -> tuple[int, str] | None:
        """The last token of a conjunction of two or three words, and the one word that the model is to read for it;
        None where there is none."""
        if straighten(doc[i].lower_) not in self.conjoining:
            return None
        for last in range(min(i + 2, stop - 1), i, -1):
            word = self.conjunctions.get(" ".join(straighten(t.lower_) for t in doc[i : last + 1]))
            if word is not None:
                return last, word.capitalize() if doc[i].text[:1].isupper() else word
        return None

    def commas_around(self, doc: Doc, line: list[Token], asides: Iterable[Cue]) -> frozenset[int]:
        """The commas that are left over where a cue is taken out between a subject and its verb."""
        found: set[int] = set()
        for cue in asides:
            if cue.end > line[-1].i or doc[cue.end].text != "," or doc[cue.start - 1].text != ",":
                continue
            begin = cue.start - 2
            while (
                begin >= line[0].i
                and doc[begin].text not in {",", ".", ";", ":", "!", "?"}
                and doc[begin].text not in self.marks
            ):
                begin -= 1
            if cue.start - begin <= 7:
                found |= {cue.start - 1, cue.end}
        return frozenset(found)

    def runs(self, doc: Doc, line: list[Token], known: dict[int, tuple[int, str]]) -> dict[int, tuple[int, str]]:
        """Names that no table has, two to five capitalised words in a row, read as one word."""
        taken = {k for a, (b, _) in known.items() for k in range(a, b + 1)}
        portfolio = words(doc.lang_, "attribution", "nouns", "portfolio") | words(
            doc.lang_, "attribution", "nouns", "person"
        )
        found: dict[int, tuple[int, str]] = {}
        i, stop = line[0].i, line[-1].i + 1

        def names(k: int) -> bool:
            token = doc[k]
            return (
                k < stop
                and k not in taken
                and token.text[:1].isupper()
                and len(token.text.rstrip(".'’")) > 1
                and token.text.strip(".-").isalpha()
                and straighten(token.lower_) not in portfolio
                and straighten(token.lower_) not in self.honorifics
                and not token.is_stop
                and not token.is_upper
            )

        while i < stop:
            if not names(i):
                i += 1
                continue
            end = i + 1
            while end < stop and (
                names(end)
                or (
                    doc[end].lower_ in NAME_PARTICLES
                    and end + 1 < stop
                    and (names(end + 1) or doc[end + 1].text == "-")
                )
                or (doc[end].text == "-" and end + 1 < stop and names(end + 1))
            ):
                end += 1
            if 2 <= end - i <= 6:
                found[i] = (end - 1, straighten(doc[i].text))
            i = end
        return found

    def is_honorific(self, doc: Doc, i: int, stop: int) -> bool:
        """Whether the token is a "M." or "Mme" before a name: the model is better off without it."""
        return i + 1 < stop and straighten(doc[i].lower_) in self.honorifics and doc[i + 1].text[:1].isupper()

    def commas(self, line: list[Token]) -> frozenset[int]:
        """The marks of quotation that the model is to read as commas: those around a long quotation that the sentence
        around it does not lead into ("the ministry « ... » said the envoy", but not "to « strengthen ... »")."""
        found: set[int] = set()
        opened: int | None = None
        joiners, longest = self.joiners, 3
        for k, token in enumerate(line):
            if token.text not in self.marks:
                continue
            if opened is None or token.text in self.opening:
                opened = k
                continue
            if k - opened > longest:
                before = straighten(line[opened - 1].lower_) if opened else ""
                after = line[k + 1].lower_ if k + 1 < len(line) else ""
                if before[-1:].isalpha() and before not in joiners:
                    found.add(line[opened].i)
                if after[:1].isalpha() and after not in joiners:
                    found.add(token.i)
            opened = None
        return frozenset(found)

    def appositions(self, doc: Doc, line: list[Token]) -> frozenset[int]:
        """The commas around a name that follows its title ("le ministre des Finances, N N, a"): the model reads
        the name rightly without them."""
        titles = words(doc.lang_, "attribution", "nouns", "person")
        found: set[int] = set()
        stop = line[-1].i + 1
        for token in line:
            if token.text != "," or token.i + 1 >= stop:
                continue
            end = begin = self.after_rank(doc, token.i + 1, stop, titles)
            while end < stop and (
                doc[end].text[:1].isupper()
                or (
                    end > begin
                    and doc[end].text in {"-", "al", "ben", "de", "bin", "el", "van", "von", "."}
                    and end + 1 < stop
                )
            ):
                end += 1
            if not 2 <= end - begin <= 6 or (end < stop and doc[end].text not in {",", ".", ")", *self.joint}):
                continue
            before = [straighten(t.lower_) for t in doc[max(line[0].i, token.i - 12) : token.i]]
            if "," in before:
                before = before[len(before) - before[::-1].index(",") :]
            if any(w in titles or w.removeprefix("sous-") in titles for w in before):
                found.add(token.i)
                doc.user_data.setdefault("whence_titled", set()).add((begin, end))
                if end < stop and doc[end].text == ",":
                    found.add(end)
        return frozenset(found)

    def insertions(self, line: list[Token]) -> frozenset[int]:
        """The commas around a short adverbial thrown in after a verb: "a suspendu, en octobre 2013, une partie"."""
        openers = frozenset(self.settings.get("insertions", {}).get("openers", ()))
        found: set[int] = set()
        commas = [k for k, t in enumerate(line) if t.text == ","]
        for a, b in itertools.pairwise(commas):
            inner = [straighten(t.lower_) for t in line[a + 1 : b]]
            if 0 < len(inner) <= 6 and inner[0] in openers and a > 1 and line[a - 1].text[:1].islower():
                found |= {line[a].i, line[b].i}
        return frozenset(found)

    def after_rank(self, doc: Doc, i: int, stop: int, titles: frozenset[str]) -> int:
        """Where the name begins after a rank: "le colonel général | N N"; i itself where there is no rank."""
        at = i
        while (
            at < stop
            and at - i < 4
            and not doc[at].text[:1].isupper()
            and doc[at].is_alpha | doc[at].text.endswith(("'", "’"))
        ):
            at += 1
        ranked = any(straighten(doc[k].lower_) in titles for k in range(i, at))
        return at if ranked and at < stop and doc[at].text[:1].isupper() else i

    def compound(self, doc: Doc, i: int, stop: int) -> int:
        """The last token of the hyphenated word that begins at token i; i itself where there is none."""
        last = i
        while (
            last + 2 < stop
            and not doc[last].whitespace_
            and doc[last + 1].text in ("-", "‑")
            and not doc[last + 1].whitespace_
            and doc[last].is_alpha
            and doc[last + 2].is_alpha
        ):
            last += 2
        return last

    def sentence_starts(self, paragraph: str, offset: int) -> frozenset[int]:
        """Offsets in the Doc at which sentences begin."""
        plain = straighten(paragraph)
        found = set(boundaries(plain, self.abbreviations))
        at = 0
        # not segment(), which looks up again, with a pattern compiled for each sentence, where a sentence stands
        for sentence in self.segmenter.processor(plain).process() if self.segmenter is not None else ():
            sentence = sentence.strip()
            begin = plain.find(sentence, at)
            if begin >= 0 and sentence:
                found.add(begin)
                at = begin + len(sentence)
        found = set(settled(found, plain, self.ranks))
        if (dateline := DATELINE.match(paragraph)) is not None:
            found = {at for at in found if not 0 < at < dateline.end()} | {dateline.end()}
        return frozenset(offset + at for at in found)
