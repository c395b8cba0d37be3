"""What the encoder learns from our reports and sentences: what is told by which word, who takes part in it, who is said
to have said what. One sentence an example, its labels by the numbers of its words."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterator

from folds import REPORT
from spacy.tokens import Doc, Token
from train_participants import role_of
from train_statements import Example as Possible
from train_statements import fitted

import whence
from whence.finding.parties import Past
from whence.finding.predications import NOTHING, predications
from whence.language.letters import straighten
from whence.language.naming import features, paragraphs, sentences
from whence.language.tagging import Sentence
from whence.measuring.annotation.loading import Part, layers_of, load
from whence.measuring.attributed_sentences import Attributed, attributed_reports, attributed_sentences
from whence.measuring.layers import alias
from whence.measuring.pairs import Record, records
from whence.measuring.told_sentences import ToldSentence, told_reports, told_sentences
from whence.measuring.typed_sentences import typed_sentences
from whence.model import Attribution, Published, Statement


@dataclasses.dataclass(slots=True)
class Told:
    """A sentence and what is marked in it; words by their numbers.

    `kinds` are the kinds of what each word that may tell something tells, as far as they are known; `roles`
    who (second) has which role in what a word (first) tells; `cues` None where attributions are not marked, else the
    words that are the head of a cue, each with the words of its content and of its source; `one_of` the words of which
    one tells an event of the type.
    """

    origin: str
    sentence: Sentence
    kinds: dict[int, str] = dataclasses.field(default_factory=dict)
    roles: dict[tuple[int, int], str] = dataclasses.field(default_factory=dict)
    cues: dict[int, tuple[list[int], list[int]]] | None = None
    one_of: tuple[str, list[int]] | None = None


class Parted:
    """A Doc by sentences, as the encoder reads them; `known` is what the tables know of its words."""

    def __init__(self, doc: Doc, known: list[str], origin: str) -> None:
        self.doc = doc
        parts = [part for a, b in paragraphs(doc) for part in sentences(doc, a, b)]
        self.told = [Told(origin, Sentence([straighten(t.text) for t in doc[a:b]], known[a:b])) for a, b in parts]
        self.place = {i: (n, i - a) for n, (a, b) in enumerate(parts) for i in range(a, b)}

    def beside(self, one: int, others: Container[int]) -> list[int]:
        """The words of the sentence of a token that are among some others."""
        n, at = self.place[one]
        return [k for k in range(len(self.told[n].sentence.words)) if one - at + k in others]


def read(text: str, language: str, date: str | None = None) -> tuple[Doc, list[str]]:
    """A text read by all of the pipeline, and what the tables know of its words when the encoder reads them."""
    nlp, known = whence.pipeline(language), list[str]()
    doc = nlp.make_doc(text)
    doc._.published = Published(date, "text", date, date) if date else Published()
    for name, component in nlp.pipeline:
        if name == "whence_recogniser":
            known = features(doc)
        doc = component(doc)
    return doc, known


def of_reports(part: Part, language: str) -> Iterator[Told]:
    """The sentences of the reports of a part of the corpus."""
    for story, short in load(part).reports(language):
        doc, known = read(story.reports[short].text, language, story.notes[short].date)
        parted = Parted(doc, known, f"{language}:{story.id}")
        gold = layers_of(story, short)
        same = alias(gold.mentions, [(m.start, m.end, m.entity.id) for m in doc._.mentions])
        _statements(parted, gold.statements, same)
        _attributions(parted, gold.attributions)
        yield from parted.told


def _statements(parted: Parted, marked: list[Statement], same: dict[str, str]) -> None:
    doc = parted.doc
    possible = [p for p in predications(doc) if p.core.i in parted.place]
    bounds = [(s.evidence.start, s.evidence.end, str(s.event_type) if s.kind == "event" else s.kind) for s in marked]
    spans = []
    for one in possible:
        last = doc[one.stretch[1] - 1]
        spans.append(Possible(doc[one.stretch[0]].idx, last.idx + len(last), ()))
    told, passed_over = fitted(bounds, spans)
    past = Past(doc)
    for n, one in enumerate(possible):
        if n in passed_over:
            continue
        at, core = parted.place[one.core.i]
        sentence = parted.told[at]
        if sentence.kinds.get(core, NOTHING) != NOTHING:
            continue
        sentence.kinds[core] = bounds[told[n]][2] if n in told else NOTHING
        if n not in told:
            continue
        first = one.core.i - core
        for k in range(len(sentence.sentence.words)):
            token = doc[first + k]
            if k == core or token.is_punct:
                continue
            roles = [role_of(c, marked[told[n]], same) for c in past.meant_by(token)]
            if roles:
                sentence.roles[core, k] = next((str(r) for r in roles if r), NOTHING)


def _attributions(parted: Parted, marked: list[Attribution]) -> None:
    doc = parted.doc
    for sentence in parted.told:
        sentence.cues = {}
    for attribution in marked:
        cue = _tokens(doc, [(p.start, p.end) for p in attribution.cue])
        head = next((t for t in cue if t.head.i == t.i or t.head.i not in {c.i for c in cue}), None)
        if head is None or head.i not in parted.place:
            continue
        content = {t.i for t in _tokens(doc, [(p.start, p.end) for p in attribution.content])}
        source = {t.i for t in _tokens(doc, [(p.start, p.end) for p in attribution.source])}
        at, word = parted.place[head.i]
        cues = parted.told[at].cues
        assert cues is not None
        cues.setdefault(word, (parted.beside(head.i, content), parted.beside(head.i, source)))


def _tokens(doc: Doc, places: list[tuple[int, int]]) -> list[Token]:
    return [t for t in doc if any(a <= t.idx < b for a, b in places) and not t.is_space]


def of_sentences(language: str) -> Iterator[Told]:
    """Our single sentences: those with every statement marked, those with one, and those with every attribution."""
    for n, one in enumerate(told_sentences(language)):
        parted = _parted(one.text, language, f"told:{language}:{n}")
        _tell(parted, one, whole=True)
        yield from parted.told
    for n, typed in enumerate(typed_sentences(language)):
        parties = [(at, role, 0) for at, role in ((typed.actor, "actor"), (typed.recipient, "recipient")) if at]
        parted = _parted(typed.text, language, f"typed:{language}:{n}")
        _tell(parted, ToldSentence(typed.text, [(typed.trigger, typed.type)], parties), whole=False)
        yield from parted.told
    for n, said in enumerate(attributed_sentences(language)):
        parted = _parted(said.text, language, f"attributed:{language}:{n}")
        _say(parted, said.attributions)
        yield from parted.told


def of_marked_reports(language: str) -> Iterator[Told]:
    """Our reports of which statements, attributions or both are marked; a report is in two files by the same text."""
    attributed = {one.text: one.attributions for one in attributed_reports(language)}
    for n, one in enumerate(told_reports(language)):
        parted = _parted(one.text, language, f"told:{language}:{REPORT}{n}")
        _tell(parted, one, whole=True)
        if one.text in attributed:
            _say(parted, attributed[one.text])
        yield from parted.told


def _parted(text: str, language: str, origin: str) -> Parted:
    doc, known = read(text, language)
    return Parted(doc, known, origin)


def _say(parted: Parted, attributions: list[Attributed]) -> None:
    """Marks every attribution."""
    for sentence in parted.told:
        sentence.cues = {}
    for attribution in attributions:
        cue = next((t.i for t in _tokens(parted.doc, [attribution.cue]) if t.i in parted.place), None)
        if cue is None:
            continue
        at, word = parted.place[cue]
        content, source = ({t.i for t in _tokens(parted.doc, p)} for p in (attribution.content, attribution.source))
        cues = parted.told[at].cues
        assert cues is not None
        cues[word] = parted.beside(cue, content), parted.beside(cue, source)


def _tell(parted: Parted, one: ToldSentence, *, whole: bool) -> None:
    """Marks what is told; where the `whole` is marked, what else may tell something tells nothing."""
    doc = parted.doc
    possible = {p.core.i for p in predications(doc)}
    cores = list[int | None]()
    for (start, end), kind in one.told:
        tokens = [t for t in _tokens(doc, [(start, end)]) if t.i in parted.place]
        core = next((t for t in tokens if t.i in possible), next(iter(tokens), None))
        cores.append(core.i if core is not None else None)
        if core is not None:
            at, word = parted.place[core.i]
            parted.told[at].kinds[word] = kind
    if whole:
        for i in possible & set(parted.place):
            at, word = parted.place[i]
            parted.told[at].kinds.setdefault(word, NOTHING)
    past = Past(doc)
    for n, core in enumerate(cores):
        if core is None:
            continue
        at, word = parted.place[core]
        first, sentence = core - word, parted.told[at]
        for k in range(len(sentence.sentence.words)):
            token = doc[first + k]
            if k == word or not past.meant_by(token):
                continue
            here = ((p, role) for p, role, m in one.parties if m == n)
            mine = next((role for (a, b), role in here if a <= token.idx < b and _heads(token, a, b)), NOTHING)
            sentence.roles[word, k] = mine


def _heads(token: Token, start: int, end: int) -> bool:
    """Whether a token hangs on none of the others from one character to another."""
    return token.head.i == token.i or not start <= token.head.idx < end


def of_records() -> Iterator[Told]:
    """The half of PLOVER's records that is not measured, in English."""
    for n, record in enumerate(r for r in records() if not r.held_out):
        yield from _record(record, f"record:{n}")


def _record(record: Record, origin: str) -> Iterator[Told]:
    doc, known = read(record.text, "en")
    parted = Parted(doc, known, origin)
    parties = {
        role: {t.i for t in _tokens(doc, [at])}
        for role, at in (("actor", record.actor), ("recipient", record.recipient))
        if at is not None
    }
    cores = _fullest(parted, [p.core.i for p in predications(doc)], parties)
    if cores is None:
        return
    at, words = cores
    sentence = parted.told[at]
    if len(words) > 1:
        sentence.one_of = (record.type, words)
    else:
        sentence.kinds[words[0]] = record.type
        first = next(i for i, (n, k) in parted.place.items() if (n, k) == (at, 0))
        past = Past(doc)
        for k in range(len(sentence.sentence.words)):
            if k != words[0] and past.meant_by(doc[first + k]):
                mine = (role for role, tokens in parties.items() if first + k in tokens)
                sentence.roles[words[0], k] = next(mine, NOTHING)
    yield sentence


def _fullest(parted: Parted, cores: list[int], parties: dict[str, set[int]]) -> tuple[int, list[int]] | None:
    """The sentence that has the most of the parties and a possible statement, and the words that may tell it."""
    best: tuple[int, int, list[int]] | None = None
    for n in range(len(parted.told)):
        words = sorted({parted.place[i][1] for i in cores if i in parted.place and parted.place[i][0] == n})
        here = sum(any(parted.place.get(i, (-1, 0))[0] == n for i in tokens) for tokens in parties.values())
        if words and here and (best is None or here > best[0]):
            best = here, n, words
    return best[1:] if best is not None else None
