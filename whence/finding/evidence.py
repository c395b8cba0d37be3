"""The words that make a statement: its clause, with participants and complements, without the attribution around it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from whence.finding.clauses import Clause, antecedent, form_of, shares_auxiliary
from whence.finding.trees import SUBJECTS, children, dep, kids, low, subtree_span, trim
from whence.finding.voices import Voice
from whence.language.boundaries import datelines
from whence.language.words import words


def clause_evidence(clause: Clause, core: Token, voices: list[Voice]) -> tuple[int, int]:
    """Token bounds of the clause's evidence: one stretch around the predicate."""
    doc, head = clause.head.doc, clause.head
    subject = own_subject(head)
    left_out = frozenset(c.i for c in apart(head, core) if not subject < c.i < head.i)
    start, end = subtree_span(head, without=left_out)
    start, end = min(start, clause.verb.i), max(end, core.i + 1)
    start, end = within_content(start, end, head, voices)
    start = without_opening(doc, start, clause)
    described = described_noun(clause)
    if described is not None and all(v.verb != described.i for v in voices):  # "the claim that": it is its content
        start = min(max(start, described.i), phrase_start(described)) if described.i < start else start
    start, end = without_cues(start, end, head, voices)
    start = after_dateline(doc, said_of(clause, start, voices))
    return trim(doc, *balanced(doc, *trim(doc, start, end)))


def said_of(clause: Clause, start: int, voices: list[Voice]) -> int:
    """The start moved to the subject of "is said to have sold", whose act it is."""
    governor = clause.head.head
    if clause.form != "infinitive" or dep(clause.head) != "xcomp":
        return start
    if not any(v.verb == governor.i and v.evidential == "hearsay" and v.manner != "accuse" for v in voices):
        return start
    return min([start, *(subtree_span(c)[0] for c in children(governor, *SUBJECTS) if c.i < governor.i)])


def after_dateline(doc: Doc, start: int) -> int:
    """The start moved behind the dateline that it lies in ("NAIROBI, 3 March (X) - ")."""
    places: list[range] | None = doc.user_data.get("whence_datelines")
    if places is None:
        places = doc.user_data["whence_datelines"] = list(datelines(doc))
    return next((place.stop for place in places if start in place), start)


def described_noun(clause: Clause) -> Token | None:
    """The noun that a relative or participial clause describes, which belongs to its evidence."""
    relatives = words(clause.head.lang_, "attribution", "pronouns", "relative")
    for subject in clause.subjects[:1]:
        if low(subject) in relatives and subject.pos_ == "PRON":
            return antecedent(subject)
        if clause.form == "participle" and subject.i < clause.head.i and dep(clause.head) != "advcl":
            return None if shares_auxiliary(clause.head) else subject
    return clause.head.head if dep(clause.head) == "acl" and clause.head.head.i < clause.head.i else None


def apart(head: Token, core: Token) -> list[Token]:
    """The dependents of the predicate that are statements of their own or belong to another clause."""
    out = []
    openers = words(head.lang_, "attribution", "complementizers", "words")
    negators = words(head.lang_, "attribution", "polarity", "negators")
    keep = {core.i}
    t = core
    while t.head.i != t.i and t.i != head.i:
        keep.add(t.i)
        t = t.head
    stack = [head, core] if core.i != head.i else [head]
    while stack:
        t = stack.pop()
        for c in kids(t):
            if c.i in keep:
                continue
            finite = form_of(c) == "finite"
            marked = finite and any(dep(m) == "mark" and low(m) not in openers for m in kids(c))
            if dep(c) == "conj" and any(low(m) in negators for m in children(c, "cc")):
                stack.append(c)  # "neither confirmed nor denied" is one answer
            elif (
                marked
                or (dep(c) in {"advcl", "parataxis", "csubj"} and (finite or dep(c) == "parataxis" or added(c)))
                or (
                    dep(c) == "conj"
                    and (
                        finite
                        or shares_auxiliary(c)
                        or (form_of(c) is not None and form_of(c) == form_of(t) and t.i in {head.i, core.i})
                    )
                )
                or (dep(c) == "acl" and finite and c.i > head.i and not completes(c))
            ):
                out.append(c)
            elif dep(c) in {"nmod", "obl", "obj", "nsubj", "conj", "xcomp", "appos", "amod"}:
                stack.append(c)
    return out


def completes(clause: Token) -> bool:
    """ "what is left of it", "ce qu'il en reste", "those who fled": a clause without which its pronoun says nothing."""
    return clause.head.pos_ == "PRON" and subtree_span(clause)[0] == clause.head.i + 1


def added(participle: Token) -> bool:
    """ "expelled the envoy, accusing him of spying": a participle behind a comma tells an act of its own."""
    begin = min([participle.i, *(c.i for c in kids(participle) if not c.is_punct)])
    return form_of(participle) == "participle" and participle.head.i < begin and participle.doc[begin - 1].text == ","


def own_subject(head: Token) -> int:
    """Where the predicate's own subject stands, before it; where it has none there, the predicate itself. What stands
    between the two does not part them."""
    return min((c.i for c in children(head, *SUBJECTS) if c.i < head.i), default=head.i)


def within_content(start: int, end: int, head: Token, voices: list[Voice]) -> tuple[int, int]:
    """The stretch cut at the borders of the reported words in which the predicate lies, not between it and a subject
    before the cue ("The consul, the paper notes, met the owner")."""
    subject = own_subject(head)
    for voice in voices:
        for a, b in voice.content:
            if a <= head.i < b and voice.manner not in {"frame", "carried"}:
                parted = any(subject < cue[0] < a for cue in voice.cue)
                start, end = start if parted else max(start, a), min(end, b)
    return start, end


def without_cues(start: int, end: int, head: Token, voices: list[Voice]) -> tuple[int, int]:
    """The stretch without cues and sources at its ends ("selon le rapport", "a dit le ministre"); what stands between
    subject and verb ("Peru reportedly bought", "The consul, the paper notes, met the owner") is no end."""
    subject = own_subject(head)
    for voice in voices:
        for a, b in [
            *voice.cue,
            *([(voice.speaker.start, voice.speaker.end)] if voice.speaker is not None and not voice.carried else []),
        ]:
            if a <= head.i < b or a >= end or b <= start or voice.verb == head.i:
                continue
            if (voice.verb >= 0 and voice.covers(head.i) is False) or subject < a < head.i:
                continue
            if a > head.i:
                end = min(end, a)
            elif b <= head.i:
                start = max(start, b)
    return start, end


def without_opening(doc: Doc, start: int, clause: Clause) -> int:
    """The start without adverbials that a comma parts from the clause, and without its complementizer."""
    subjects = [s.i for s in clause.subjects if s.i >= start]
    first = min(
        [
            clause.verb.i,
            *[subtree_span(s)[0] for s in kids(clause.head) if dep(s) in SUBJECTS and s.i >= start],
            *subjects,
        ]
    )
    first = max(start, first)
    for i in range(first - 1, start - 1, -1):
        if doc[i].text in {",", "«", "“", ":", ";"}:
            return i + 1
    for mark in children(clause.head, "mark", "cc"):
        if start <= mark.i < first:
            start = max(start, mark.i + 1)
    while start < first and (
        low(doc[start]) in words(doc.lang_, "attribution", "complementizers", "words")
        or dep(doc[start]) in {"mark", "cc", "fixed"}
    ):
        start += 1
    return start


def phrase_start(token: Token) -> int:
    """Where the noun phrase of a relative clause's antecedent begins: its article and adjectives."""
    own = [c.i for c in kids(token) if c.i < token.i and dep(c) in {"det", "amod", "nummod"} and token.i - c.i <= 4]
    return min([token.i, *own])


def balanced(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The stretch with the mark of quotation or bracket that closes what it opens."""
    text = [t.text for t in doc[start:end]]
    for opening, closing in (("«", "»"), ("“", "”"), ("(", ")")):
        if text.count(opening) > text.count(closing) and end < len(doc) and doc[end].text == closing:
            end += 1
    return start, end


def noun_evidence(noun: Token, voices: list[Voice]) -> tuple[int, int]:
    """Token bounds of an event that is told by a noun: its phrase, clauses in it left out."""
    doc = noun.doc
    left_out = frozenset(c.i for c in _clauses_in(noun))
    start, end = subtree_span(noun, without=left_out)
    start = max(start, phrase_start(noun))
    for i in range(noun.i + 1, end):
        if doc[i].text in {",", ";", ":", "—", "–", "»"}:
            end = i
            break
    start, end = without_cues(start, end, noun, voices)
    return trim(doc, min(start, noun.i), max(end, noun.i + 1))


def _clauses_in(noun: Token) -> list[Token]:
    stack, out = [noun], []
    while stack:
        t = stack.pop()
        for c in kids(t):
            if form_of(c) == "finite" and dep(c) in {"acl", "advcl", "parataxis", "conj"}:
                out.append(c)
            else:
                stack.append(c)
    return out
