"""Doc -> Doc with Universal Dependencies, by a statistical model that is given an easier text to read.

The model reads one paragraph at a time as :mod:`~whence.language.easing` makes it: known names are replaced by names
that it has often met, compounds are one word, marks of quotation are left out, and cues thrown into a sentence are
read apart. What it says is then written onto the tokens of the text itself, and mended.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from whence.language.boundaries import datelines
from whence.language.easing import Easing, Unit
from whence.language.inflection import forms_of_verbs
from whence.language.inversion import Cue, forms
from whence.language.letters import straighten
from whence.language.lexicons import lexicon
from whence.language.mending import mend
from whence.language.quickening import quickened

ENDS = frozenset({".", "!", "?", "…"})
ATTRIBUTES = [HEAD, DEP, POS, TAG, MORPH, LEMMA, SENT_START]


@functools.cache
def model(name: str, *without: str, words_of: str | None = None) -> Language:
    """The statistical model, loaded once a process; without its tokenizer, for it is given words.

    `name` is an installed package, or, with a slash, a folder beside the languages' data ("en/model"), or, with a
    colon, a function that makes one ("whence.language.natasha_model:load"). Components named `without` are left out.
    `words_of` is another model whose words and vectors this one shares.
    """
    if ":" in name:
        module, _, maker = name.partition(":")
        made: Language = getattr(importlib.import_module(module), maker)(*without)
        return made
    exclude = ["tokenizer", *without, *(("vocab",) if words_of else ())]
    shared = model(words_of).vocab if words_of else True
    place = Path(str(resources.files("whence.language"))) / name if "/" in name else name
    return quickened(spacy.load(place, exclude=exclude, vocab=shared))


@Language.factory("whence_syntax", assigns=["token.head", "token.dep", "token.pos", "token.lemma"])
def create_syntax(nlp: Language, name: str) -> Syntax:
    """The component, for the language of the pipeline."""
    return Syntax(nlp.lang)


class Syntax:
    """Parses a Doc paragraph by paragraph. Reads ``doc._.names``, where a component before it has set that."""

    def __init__(self, language: str) -> None:
        settings = lexicon(language, "pipeline")
        self.names = "names" not in settings
        self.mends = "mending" in settings
        self.model = model(settings["model"])
        if not self.names and "ner" in self.model.pipe_names:
            self.model.disable_pipe("ner")
        self.easing = Easing(language, self.model)
        finite, participles = forms(language)
        self.finite = forms_of_verbs(language).finite
        self.parted_by = frozenset(settings.get("parted_by", ()))
        self.said = {form: lemma for form, lemma in {**participles, **finite}.items() if lemma is not None}

    def __call__(self, doc: Doc) -> Doc:
        parsed = self.model.pipe(self.easier(doc, units) for units in self.easing.paragraphs(doc))
        doc = self.write(doc, parsed)
        return mend(doc, self.easing.verbs.may_be) if self.mends else doc

    def write(self, doc: Doc, parsed: Iterable[Doc]) -> Doc:
        """Copies what the model says about each paragraph onto the tokens of the text."""
        out = np.zeros((len(doc), len(ATTRIBUTES)), dtype="uint64")
        heads = np.zeros(len(doc), dtype="int64")
        labels = doc.vocab.strings
        punct, flat, propn = labels.add("punct"), labels.add("flat:name"), labels.add("PROPN")
        fixed, sconj = labels.add("fixed"), labels.add("SCONJ")
        pos_punct, pos_space = labels.add("PUNCT"), labels.add("SPACE")
        covered = np.zeros(len(doc), dtype=bool)
        starts = np.full(len(doc), -1, dtype="int64")
        ents: list[tuple[int, int, str]] = []
        forms = [token.text for token in doc]
        verbs = doc.user_data.get("whence_verbs", {})
        parataxis = labels.add("parataxis")
        for units, easy in zip(self.easing.paragraphs(doc), parsed, strict=True):
            apart = easy.user_data.get("whence_apart", frozenset())
            for unit, token in zip(units, easy, strict=True):
                heads[unit.first] = units[token.head.i].first
                merged = unit.last > unit.first
                lemma = doc[unit.first : unit.last + 1].text if merged else None
                same = token.text == straighten(forms[unit.first])
                out[unit.first, 1:6] = (
                    labels.add(token.dep_),
                    labels.add(token.pos_),
                    labels.add(token.tag_),
                    doc.vocab.morphology.add(str(token.morph)),
                    labels.add(lemma or (token.lemma_ if same else forms[unit.first])),
                )
                if not merged and (verb := verbs.get(unit.first)) is not None and token.pos_ in ("VERB", "AUX"):
                    out[unit.first, 2] = labels.add("VERB")
                    out[unit.first, 4] = doc.vocab.morphology.add(verb.morph)
                    out[unit.first, 5] = labels.add(verb.lemma)
                elif token.pos_ == "VERB" and not merged and (lemma := self.lemma_of(token)) is not None:
                    out[unit.first, 5] = labels.add(lemma)
                starts[unit.first] = 1 if token.is_sent_start and token.i not in apart else -1
                covered[unit.first] = True
                rest = (fixed, sconj) if token.pos_ == "SCONJ" else (flat, propn)
                for i in range(unit.first + 1, unit.last + 1):
                    heads[i] = unit.first
                    out[i, 1:6] = (*rest, 0, 0, labels.add(forms[i]))
                    covered[i] = True
            root = None
            for sent in easy.sents if apart else ():  # what was read apart hangs on what stands before it
                if sent.start in apart and root is not None:
                    heads[units[sent.root.i].first] = root
                    out[units[sent.root.i].first, 1] = parataxis
                else:
                    root = units[sent.root.i].first
            ents += [(units[e.start].first, units[e.end - 1].last + 1, e.label_) for e in easy.ents]
        for i in map(
            int, np.flatnonzero(~covered)
        ):  # marks of quotation, blanks: hang them on a neighbour in the sentence
            if self.closes(doc, i):
                heads[i] = next((j for j in range(i - 1, -1, -1) if covered[j] or "\n" in forms[j]), i)
                heads[i] = heads[i] if covered[heads[i]] else i
            else:
                heads[i] = i
            if heads[i] != i:
                out[i, 1:6] = (punct, pos_punct, 0, 0, labels.add(forms[i]))
                continue
            head = next((j for j in range(i, len(doc)) if (covered[j] and starts[j] != 1) or "\n" in forms[j]), i)
            heads[i] = head if covered[head] else next((j for j in range(i - 1, -1, -1) if covered[j]), i)
            out[i, 1:6] = (punct, pos_space if forms[i].isspace() else pos_punct, 0, 0, labels.add(forms[i]))
        for cue in doc.user_data.get("whence_asides", ()):
            self.attach(doc, cue, heads, out, covered)
        for place in datelines(doc):
            self.lead_in(place, heads, out, labels.add("dep"))
        out[:, 0] = (heads - np.arange(len(doc))).astype("uint64")
        doc.from_array(ATTRIBUTES[:-1], out[:, :-1])
        if self.names:
            doc.set_ents(filter_spans([Span(doc, a, b, label=label) for a, b, label in ents]))
        return doc

    def closes(self, doc: Doc, i: int) -> bool:
        """Whether the token closes a quotation: a mark that only closes, or one of both kinds behind a word."""
        text = doc[i].text
        if text in self.easing.opening or text not in self.easing.marks or not i:
            return False
        return text not in self.easing.both or not doc[i - 1].whitespace_

    def lemma_of(self, token: Token) -> str | None:
        """The infinitive of a verb where the model's own lemma is none ("rappelle", "nié"); None where it will do."""
        verbs = self.easing.verbs
        said = self.said.get(token.lower_)
        if said is not None:
            return said
        if verbs.own.get(token.lemma_) == token.lemma_:
            return None
        if (own := verbs.own.get(token.lower_)) is not None or not verbs.infinitives:
            return own
        return None if token.lemma_.endswith(verbs.infinitives) else verbs.infinitive(token.lower_)

    def attach(self, doc: Doc, cue: Cue, heads: np.ndarray, out: np.ndarray, covered: np.ndarray) -> None:
        """Hangs a cue that was read apart on the sentence around it, its verb as a parataxis with its subject: this
        much is known of it, whatever the model saw."""
        labels = doc.vocab.strings
        inside = [i for i in cue.order if covered[i]]
        if cue.verb not in inside:
            return
        anchor = self.root_before(heads, covered, cue.start)
        own = set(inside)
        heads[cue.verb] = cue.verb
        tops = [i for i in inside if i in cue.subject and (heads[i] not in cue.subject or heads[i] == i)]
        names = [i for i in tops if doc[i].pos_ != "PUNCT" and out[i, 2] != labels.add("PUNCT")]
        before = {labels.add(dep) for dep in ("det", "amod", "compound", "nummod")}
        subject = next((i for i in names if out[i, 1] not in before), names[-1] if names else None)
        for i in inside:
            if i == cue.verb:
                continue
            if i == subject:
                heads[i], out[i, 1] = cue.verb, labels.add("nsubj")
            elif i in tops and subject is not None:
                heads[i] = subject
                if i > subject or out[i, 1] not in before:  # what stands before its noun keeps its place
                    out[i, 1] = labels.add("appos" if i in names else "punct")
            elif heads[i] == i or int(heads[i]) not in own:
                heads[i] = cue.verb
        if out[cue.verb, 2] not in (labels.add("VERB"), labels.add("AUX")):
            out[cue.verb, 2] = labels.add("VERB")
            out[cue.verb, 4] = doc.vocab.morphology.add("VerbForm=Fin")
        if cue.lemma is not None:
            out[cue.verb, 5] = labels.add(cue.lemma)
        heads[cue.verb] = cue.verb if anchor is None else anchor
        out[cue.verb, 1] = labels.add("ROOT" if anchor is None else "parataxis")

    def lead_in(self, place: range, heads: np.ndarray, out: np.ndarray, dep: int) -> None:
        """Hangs a dateline ("NAIROBI, 3 March (X) - ") on the root of the sentence that it leads into."""
        root = place.stop
        if root >= len(heads):
            return
        for _ in range(200):
            if heads[root] == root:
                break
            root = int(heads[root])
        if root in place:
            return
        for i in place:
            if heads[i] == i or int(heads[i]) not in place:
                heads[i], out[i, 1] = root, dep

    def root_before(self, heads: np.ndarray, covered: np.ndarray, i: int) -> int | None:
        """The root of the sentence that the token before i belongs to."""
        j = i - 1
        while j >= 0 and not covered[j]:
            j -= 1
        steps = 0
        while j >= 0 and heads[j] != j and steps < 200:
            j, steps = int(heads[j]), steps + 1
        return j if j >= 0 else None

    def easier(self, doc: Doc, units: list[Unit]) -> Doc:
        """The paragraph as the model reads it, with its sentence boundaries already set."""
        words = [u.word for u in units]
        spaces = [bool(doc[u.last].whitespace_) for u in units]
        easy = Doc(self.model.vocab, words=words, spaces=spaces)
        apart = self.read_apart(units)
        for n, (token, unit) in enumerate(zip(easy, units, strict=True)):
            token.is_sent_start = True if n in apart else False if n + 1 in apart else unit.sentence_start
        easy.user_data["whence_apart"] = apart
        return easy

    def read_apart(self, units: list[Unit]) -> set[int]:
        """Where a part of a sentence begins that the model reads by itself: behind a semicolon between two clauses."""
        marks = [n for n, unit in enumerate(units) if unit.word in self.parted_by]
        ends = {n for n, unit in enumerate(units) if unit.word in ENDS or unit.word in self.parted_by}
        found = set[int]()
        for mark in marks:
            before = next((n for n in range(mark - 1, -1, -1) if n in ends), -1)
            after = next((n for n in range(mark + 1, len(units)) if n in ends), len(units))
            sides = (range(before + 1, mark), range(mark + 1, after))
            if all(any(self.may_be_finite(units[n].word) for n in side) for side in sides):
                found.add(mark + 1)
        return found

    def may_be_finite(self, word: str) -> bool:
        """Whether a word may be the verb of a clause, as far as the lexicons know."""
        return word in self.finite or straighten(word.lower()) in self.easing.verbs.auxiliaries
