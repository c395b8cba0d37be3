"""Names: those of the knowledge tables before parsing, and the Doc's entities after it."""

from __future__ import annotations

import sys
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from whence import knowledge
from whence.finding.name_choice import Candidate, chosen
from whence.finding.name_clubs import clubs
from whence.finding.name_heads import headed_names, headlines
from whence.finding.name_kinds import acts, told_kind
from whence.finding.name_shorts import shortened
from whence.finding.name_spans import mended
from whence.finding.trees import dep, kids, lemma, low
from whence.knowledge.folding import fold, fold_word
from whence.knowledge.parts import parts, surnames
from whence.language.tokens import text_of
from whence.language.words import words

LABELS = {
    "state": "LOC",
    "place": "LOC",
    "person": "PER",
    "organisation": "ORG",
    "company": "ORG",
    "outlet": "ORG",
    "weapon_system": "MISC",
}

HEADS = {"organisation": "ORG", "outlet": "ORG", "company": "ORG", "place": "LOC"}
"""What a name is whose head is often a part of names of a kind."""

HEADED = frozenset({"LOC", "PER"})
"""What the recogniser takes organisations for; what it takes for an organisation mostly is one."""

OTHERS = frozenset({"PER", "ORG"})
"""What a known place may be called like."""

NO_NAMES = frozenset({"VERB", "AUX", "ADV", "PRON", "ADP", "DET", "CCONJ", "SCONJ", "INTJ"})
"""What no name of one word is, unless families bear it."""

TOLD = 100
"""How many guesses a label outweighs that a noun beside the name tells ("the firm N")."""

if not Doc.has_extension("names"):
    Doc.set_extension("names", default=())


@Language.component("whence_names", assigns=["doc._.names", "doc._.name_parts"])
def find_names(doc: Doc) -> Doc:
    """Sets ``doc._.names``: the names of the knowledge tables in the text, sorted, disjoint; and ``doc._.name_parts``:
    for each capitalised token the kind of name that it is often a part of, or None."""
    doc._.names = tuple(knowledge.load().match(text_of(doc), doc.lang_))
    known = parts()
    doc._.name_parts = tuple(known.get(fold_word(t.text)) if t.text[:1].isupper() else None for t in doc)
    return doc


@Language.component("whence_entities", assigns=["doc.ents"])
def find_entities(doc: Doc) -> Doc:
    """Sets ``doc.ents``: known names first, then what the model took for a name, mended by titles and by agreement
    within the report. Labels are PER, LOC, ORG and MISC in every language."""
    loud = headlines(doc)
    doc.ents = [e for e in doc.ents if not runs_on(e, loud)]
    seen = sorted((e.start_char, e.end_char) for e in doc.ents if e.label_ != "LOC")
    addressed = [span for name in doc._.names if (span := surname_of(doc, name)) is not None]
    persons = {(span.start_char, span.end_char) for span in addressed}
    others = {(e.start_char, e.end_char) for e in doc.ents if e.label_ in OTHERS}
    doc._.names = tuple(
        n
        for n in doc._.names
        if not inside_longer(n, seen) and (n.start, n.end) not in persons and not called_after(n, others)
    )
    playing = clubs(doc)
    sides = {(s.start_char, s.end_char) for s in playing}
    doc._.names = tuple(n for n in doc._.names if (n.start, n.end) not in sides)
    bodies = [*beside_known(headed_names(doc), doc), *playing]
    sure = sorted((s.start_char, s.end_char) for s in bodies)
    doc._.names = tuple(n for n in doc._.names if not any(a <= n.start and n.end <= b for a, b in sure))
    known = []
    taken: set[int] = set()
    for name in doc._.names:
        if (span := doc.char_span(name.start, name.end, alignment_mode="contract")) is None:
            continue
        if name.form in ("name", "government"):
            taken.update(range(span.start, span.end))
            known.append(bare(Span(doc, span.start, span.end, label=LABELS[name.entity.kind])))
    listed = candidates(doc)
    guessed = chosen(doc, listed)
    told: set[tuple[int, int]] = set()
    if guessed is None:
        told = {(c.span.start, c.span.end) for c in listed if c.told is not None}
        guessed = [Span(doc, c.span.start, c.span.end, label=c.told or c.ruled) for c in listed if c.ruled and c.seen]
    for start, end in doc.user_data.get("whence_titled", ()):
        if not taken & set(range(start, end)):
            guessed = [g for g in guessed if g.end <= start or g.start >= end]
            guessed.append(Span(doc, start, end, label="PER"))
    whole = [b for b in bodies if not any(g.start <= b.start and b.end <= g.end and len(g) > len(b) for g in guessed)]
    surer = [*addressed, *whole]
    guessed = [g for g in guessed if not any(g.start < s.end and s.start < g.end for s in surer)]
    spans = known + agreed([*guessed, *addressed], told) + whole
    spans += repeated(doc, spans, taken)
    doc.set_ents(filter_spans(shortened(doc, filter_spans(spans))))
    return doc


def candidates(doc: Doc) -> list[Candidate]:
    """What may be a name beside the known ones: what the recogniser took for one, mended, and proper nouns with
    capitals inside a sentence that it took for none; at the beginning of one, where they do what persons and bodies
    do. In headlines, where all words have capitals, only a family name."""
    demonyms = {(n.start, n.end) for n in doc._.names if n.form not in ("name", "government")}
    listed = [
        Candidate(piece, piece.label_, label_of(piece), None if headed(piece) else told_kind(piece), acts(piece))
        for ent in doc.ents
        for piece in mended(ent)
        if (piece.start_char, piece.end_char) not in demonyms
    ]
    covered = {i for c in listed for i in range(c.span.start, c.span.end)}
    for name in doc._.names:
        if (span := doc.char_span(name.start, name.end, alignment_mode="expand")) is not None:
            covered.update(range(span.start, span.end))
    titles = words(doc.lang_, "attribution", "nouns", "person") | words(doc.lang_, "attribution", "nouns", "honorific")
    loud = headlines(doc)
    start = None
    for i in range(len(doc) + 1):
        proper = i < len(doc) and i not in covered and doc[i].text[:1].isupper() and doc[i].pos_ == "PROPN"
        if proper and low(doc[i]) not in titles:
            start = i if start is None else start
        elif start is not None:
            span = Span(doc, start, i)
            start = None
            acting = acts(span)
            if span[0].is_sent_start and not acting:
                span = Span(doc, span.start + 1, span.end) if len(span) > 1 else span
            named = not span[0].is_sent_start or acting
            if named and (span.start not in loud or fold(span[-1].text) in surnames()):
                listed.append(Candidate(span, "", None, told_kind(span), acting))
    return listed


def runs_on(ent: Span, loud: Set[int]) -> bool:
    """Whether the recogniser took words of a headline (`loud`), whose capitals tell nothing, for one name with a known
    name that it begins with: "Oslo Workers Strike Over"."""
    if len(ent) < 3 or ent.start not in loud:
        return False
    known = any(n.form == "name" and n.start == ent.start_char and n.end < ent.end_char for n in ent.doc._.names)
    return known and any(t.pos_ in {"VERB", "AUX", "ADP"} for t in ent)


def bare(span: Span) -> Span:
    """A known person without the titles that the tables have in front of the name: "Pope", "King"."""
    titles = words(span.doc.lang_, "attribution", "nouns", "person") | words(
        span.doc.lang_, "attribution", "nouns", "honorific"
    )
    start = span.start
    while span.label_ == "PER" and span.end - start > 1 and low(span.doc[start]) in titles:
        start += 1
    return Span(span.doc, start, span.end, label=span.label_)


def surname_of(doc: Doc, name: knowledge.Name) -> Span | None:
    """The name of a state or place where it is somebody's last name: an honorific or an office with a capital stands
    right before it ("Mr Chad", "President Jordan")."""
    if name.form != "name" or name.entity.kind not in {"state", "place"}:
        return None
    span = doc.char_span(name.start, name.end, alignment_mode="contract")
    if span is None or not span.start:
        return None
    before = doc[span.start - 1]
    office = before.text[:1].isupper() and low(before) in words(doc.lang_, "attribution", "nouns", "person")
    if not office and low(before) not in words(doc.lang_, "attribution", "nouns", "honorific"):
        return None
    return Span(doc, span.start, span.end, label="PER")


def beside_known(bodies: list[Span], doc: Doc) -> list[Span]:
    """Those of `bodies` that are longer than each known name in them and cut none."""
    known = [(n.start, n.end) for n in doc._.names if n.form in ("name", "government")]
    return [
        b
        for b in bodies
        if all(
            end <= b.start_char or start >= b.end_char or (b.start_char <= start and end <= b.end_char)
            for start, end in known
        )
        and (b.start_char, b.end_char) not in known
    ]


def called_after(name: knowledge.Name, others: Set[tuple[int, int]]) -> bool:
    """Whether a known place is the name of somebody or some body here, by what the recogniser saw at the characters of
    `others`: a club that bears its town's name, a person called like one. A capital may speak for its government."""
    return (
        name.form == "name"
        and name.entity.kind == "place"
        and (name.start, name.end) in others
        and knowledge.load().facts(name.entity.id).capital_of is None
    )


def inside_longer(name: knowledge.Name, seen: Sequence[tuple[int, int]]) -> bool:
    """Whether a known name is part of a longer name that the recogniser saw ("Oslo" in "the Oslo Gas Institute"), given
    what it saw, places aside, in the order of the text."""
    at = bisect(seen, (name.start, sys.maxsize)) - 1
    return (
        name.form in ("name", "government")
        and at >= 0
        and seen[at][1] >= name.end
        and seen[at][1] - seen[at][0] > name.end - name.start + 2
    )


def agreed(guessed: list[Span], told: Set[tuple[int, int]] = frozenset()) -> list[Span]:
    """The same names with one label for each spelling within the report: the one that it has most often, the first of
    two that are alike. A person's full name speaks for the last name too; a label that the words around told counts
    as much as :data:`TOLD` others."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span in guessed:
        votes[span.text][span.label_] += TOLD if (span.start, span.end) in told else 1
        if span.label_ == "PER" and len(span) > 1:
            votes[span[-1].text]["PER"] += 1
    return [Span(s.doc, s.start, s.end, label=votes[s.text].most_common(1)[0][0]) for s in guessed]


def label_of(span: Span) -> str | None:
    """The label of a guessed name; None where it is no name at all."""
    if not any(t.text[:1].isupper() for t in span) or span.text.isdigit():
        return None
    if len(span) == 1 and lemma(span[0]) in words(span.doc.lang_, "attribution", "nouns", "common"):
        return None
    family = len(span) == 1 and span.text[:1].isupper() and fold(span.text) in surnames()
    if (
        len(span) == 1
        and not family
        and (span[0].pos_ in NO_NAMES or (span[0].is_sent_start and span[0].pos_ != "PROPN"))
    ):
        return None
    head = span.root
    titles = words(span.doc.lang_, "attribution", "nouns", "person")
    titled = (
        dep(head) in {"appos", "flat", "nmod", "nsubj"}
        and lemma(head.head) in titles
        and not any(dep(c) == "case" for c in kids(head))
    )
    before = span.doc[span.start - 1] if span.start else None
    if titled or (
        before is not None
        and (low(before) in titles or low(before) in words(span.doc.lang_, "attribution", "nouns", "honorific"))
    ):
        return "PER"
    return by_its_head(span)


def headed(span: Span) -> bool:
    """Whether the head of a name of several words says what it is ("Bridge", "Académie")."""
    return len(span) > 1 and bool(span.doc._.name_parts) and span.doc._.name_parts[span.root.i] in HEADS


def by_its_head(span: Span) -> str:
    """The label of a guessed name; where its head says what it is ("Congress", "Académie", "Bridge"), that. A name with
    a given name in it is left as it is: "Emily Banks" is no bank."""
    parts = span.doc._.name_parts
    if len(span) < 2 or not parts or span.label_ not in HEADED or "given" in parts[span.start : span.end]:
        return str(span.label_)
    return HEADS.get(parts[span.root.i] or "", str(span.label_))


def repeated(doc: Doc, spans: list[Span], taken: set[int]) -> list[Span]:
    """What was recognised once, wherever else it stands: full names, and the last names of persons."""
    whole: dict[str, str] = {}
    for span in spans:
        if span.label_ == "PER":
            whole[span[-1].text] = "PER"
        if len(span) == 1:
            whole.setdefault(span.text, span.label_)
    covered = {i for s in spans for i in range(s.start, s.end)} | taken
    return [
        Span(doc, t.i, t.i + 1, label=whole[t.text])
        for t in doc
        if t.i not in covered and t.text in whole and t.text[:1].isupper() and len(t.text) > 2
    ]
