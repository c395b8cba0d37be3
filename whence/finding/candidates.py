"""What may be laid to somebody: every word that could be a cue, with every stretch that could be its content.

Rules find the cues that the lexicons list. Here each predicate and noun counts as a possible cue, and what hangs on it
in the tree, stands around it or lies in marks of quotation beside it as a possible content. Which of them are
attributions is judged by :mod:`whence.finding.second_voice`, by features that the corpus's training part has weighed.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect, bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from whence.finding.clauses import case_of, form_of, shares_auxiliary
from whence.finding.cues import About, about, has_so_many
from whence.finding.frames_of_speech import past_reader, subordinate_start
from whence.finding.read_cues import end_of_phrase, read_as_cue, read_content
from whence.finding.speech import manner_of
from whence.finding.tellers import can_speak
from whence.finding.trees import (
    CLAUSAL,
    SUBJECTS,
    dep,
    is_time,
    kids,
    low,
    sentence,
    subtree_span,
    trim,
)
from whence.finding.voices import Stretch, Voice
from whence.language.words import words

CUES = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
GOVERNED = frozenset(
    {"ccomp", "xcomp", "obj", "iobj", "obl", "advcl", "acl", "nmod", "csubj", "parataxis", "dep", "conj"}
)
OPEN = frozenset({"parataxis", "advcl", "obl", "acl", "ROOT"})
FROM_KID = frozenset({"kid", "cut", "short", "rest"})
FARTHEST = 300  # tokens of the longest quotation that a cue of the sentence behind it is tried with
HIGHEST = 3  # clauses around a frame that may be its content
NEAR = 3  # tokens between a cue and a quotation of the next sentence
NEAR_CUE = 6  # tokens between a cue and the quotation that it touches, with marks and auxiliaries


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution: the cue's head, the content, and how they stand to each other: `kid` (what hangs on the
    cue, `head`), `cut`, `short`, `rest` (less or more of that), `around` (the sentence around the cue), `quote`, or
    `rule` (what a rule has found, `voice`)."""

    cue: Token
    content: tuple[Stretch, ...]
    how: str
    about: About
    head: Token | None = None
    voice: Voice | None = None

    def size(self) -> int:
        """Tokens in the content."""
        return sum(b - a for a, b in self.content)


def candidates(doc: Doc, voices: list[Voice]) -> Iterator[Candidate]:
    """All candidates of a Doc; `voices` are those that rules have found."""
    quotes = sorted(doc._.quotations)
    framed = {i for v in voices if v.verb < 0 and v.manner in {"frame", "cited"} for i in told_in(v)}
    frames = sorted(v.cue[0][0] for v in voices if v.verb < 0 and v.manner == "frame" and v.cue)
    for voice in voices:
        yield Candidate(doc[i := cue_of(voice)], voice.content, "rule", about(doc[i]), None, voice)
        if voice.verb < 0 and voice.manner in {"frame", "cited"} and voice.cue:
            yield from of_frame(doc, voice, frames)
            yield from of_reading(doc[voice.cue[0][0]], framed - told_in(voice), "frame read")
    uttered = {i for v in voices if v.manner == "say" and v.kind == "direct" for a, b in v.content for i in range(a, b)}
    for token in doc:
        if token.pos_ in CUES and dep(token) not in {"aux", "cop", "case", "mark"} and not has_so_many(token):
            yield from of_cue(token, quotes, uttered)
            if token.i not in framed:
                yield from of_reading(token, framed)
        elif token.text == ":" and token.i not in framed and read_as_cue(token):
            yield from of_colon(token, quotes, framed)


def told_in(voice: Voice) -> set[int]:
    """The tokens of the cue and the source of a voice."""
    cue = {i for a, b in voice.cue for i in range(a, b)}
    return cue | set(range(voice.speaker.start, voice.speaker.end)) if voice.speaker is not None else cue


def of_reading(cue: Token, framed: Container[int], how: str = "read") -> Iterator[Candidate]:
    """The content that the encoder reads for a word that may be a cue; none that goes over another's frame (`framed`
    are the tokens of frames: "according to X, A, while, according to Y, B"), or begins in a dateline."""
    doc = cue.doc
    bare = read_content(cue)
    inside = frozenset(bare)
    reach = range(bare[0], bare[-1] + 1) if bare else range(0)
    joined = [i for i in reach if i in inside or (doc[i].is_punct and i != cue.i)]
    content = tuple((a, b) for a, b in pieces(doc, joined) if not inside.isdisjoint(range(a, b)))
    if content and not any(i in framed for i in reach):
        head = next((doc[i] for i in bare if doc[i].head.i == i or doc[i].head.i not in inside), None)
        yield Candidate(cue, content, how, about(cue), head)


def of_colon(colon: Token, quotes: Sequence[Stretch], framed: Container[int]) -> Iterator[Candidate]:
    """What a colon that the encoder takes for a cue lays to whom it stands behind ("A fisherman, on the phone: "A.""):
    the quotation that begins behind it, else what the encoder reads."""
    quote = quotation_beside(colon, quotes)
    if quote is None:
        yield from of_reading(colon, framed)
    else:
        yield Candidate(colon, (trim(colon.doc, *quote),), "quote", about(colon))


def of_frame(doc: Doc, voice: Voice, frames: Sequence[int]) -> Iterator[Candidate]:
    """Other contents of a frame ("according to X", "reportedly"): each clause around it, whole, without what is
    coordinated with it, and without its relative clauses; the sentence; what is in front and what is behind. None goes
    over another of the `frames`, told by their first tokens in order, that a contrast parts from it ("while, for")."""
    (begin, end), *_ = voice.cue
    if voice.speaker is not None and voice.speaker.start >= begin:
        end = max(end, voice.speaker.end)
        end = past_reader(doc, end, sentence(doc[begin]))
    first, last = sentence(doc[begin])
    known = about(doc[begin])
    phrase = frozenset(range(begin, end))
    shapes: list[tuple[str, Iterable[int]]] = [
        ("sentence", range(first, last)),
        ("behind", range(end, last)),
        ("in front", range(first, begin)),
    ]
    head, height = doc[begin], 0
    while height < HIGHEST:
        if head.i not in phrase and form_of(head) == "finite":
            height += 1
            whole = range(*subtree_span(head))
            loose = [c for c in kids(head) if dep(c) == "conj" and form_of(c) == "finite" and c.i > max(begin, head.i)]
            shapes.append((f"clause {height}", whole))
            shapes.append((f"behind {height}", range(end, max(end, whole.stop))))
            if loose:
                shapes.append((f"alone {height}", range(whole.start, min(subtree_span(c)[0] for c in loose))))
            told = [c for n in (head, *kids(head)) for c in kids(n) if c.dep_ == "acl:relcl" and c.i not in phrase]
            if told:
                cut_away = {i for c in told for i in range(*subtree_span(c)) if begin not in range(*subtree_span(c))}
                shapes.append((f"lean {height}", [i for i in whole if i not in cut_away]))
        if head.head.i == head.i:
            break
        head = head.head
    seen = {voice.content}
    near = frames[bisect_left(frames, first) : bisect_left(frames, last)]
    other = [i for i in near if i != begin and subordinate_start(doc, first, max(i, begin)) is not None]
    for how, tokens in shapes:
        content = pieces(doc, [i for i in tokens if i not in phrase])
        over = any(content[0][0] <= i < content[-1][1] for i in other) if content else False
        if content and not over and content not in seen:
            seen.add(content)
            yield Candidate(doc[begin], content, f"frame {how}", known)


def pieces(doc: Doc, tokens: Sequence[int]) -> tuple[Stretch, ...]:
    """The stretches that tokens make, in order, without blanks and marks at their ends."""
    found: list[Stretch] = []
    for i in tokens:
        if found and found[-1][1] == i:
            found[-1] = found[-1][0], i + 1
        else:
            found.append((i, i + 1))
    return tuple((a, b) for a, b in (trim(doc, *each) for each in found) if b > a)


def cue_of(voice: Voice) -> int:
    """The token that stands for a voice's cue; where it has none, the content's first."""
    if voice.verb >= 0:
        return voice.verb
    return voice.cue[0][0] if voice.cue else voice.content[0][0]


def of_cue(cue: Token, quotes: Sequence[Stretch], uttered: Container[int]) -> Iterator[Candidate]:
    """The candidates of one possible cue; `quotes` are the quotations of the Doc, sorted, `uttered` the tokens of those
    that rules lay to a verb of saying: no word that says nothing has them too."""
    doc = cue.doc
    known: About | None = None
    predicate = form_of(cue) is not None or cue.pos_ in {"VERB", "AUX"}
    inside = quotation_around(cue.i, quotes)
    for kid in kids(cue):
        if dep(kid) not in GOVERNED or is_time(kid) or is_circumstance(kid):
            continue
        known = known or about(cue)
        if (known.manner == "say" and speaks_behind(cue, kid)) or tells_of(cue, kid):
            continue
        if not predicate and not known.groups and dep(kid) not in CLAUSAL:
            continue  # "the bridge of Oslo": nothing is laid to anybody by a noun of things
        content = clipped(stretch(cue, kid), inside)
        if content[1] - content[0] < 1:
            continue
        yield Candidate(cue, (content,), "kid", known, kid)
        if kid.i > cue.i:
            for how, other in (
                ("cut", cut(kid, content)),
                ("short", short(kid, content)),
                ("rest", rest(cue, content) if inside is None else None),
            ):
                if other is not None:
                    yield Candidate(cue, (other,), how, known, kid)
    first, last = sentence(cue)
    if form_of(cue) is None:
        if inside is None and read_as_cue(cue) and (quote := quotation_beside(cue, quotes)) is not None:
            yield Candidate(cue, (trim(doc, *quote),), "quote", known or about(cue))
        return
    if dep(cue) in OPEN and not describes(cue):
        begin, end = subtree_span(cue)
        parts = tuple(p for p in (trim(doc, first, begin), trim(doc, end, last)) if p[1] > p[0])
        if parts:
            yield Candidate(cue, parts, "around", known := known or about(cue), cue.head)
    if inside is not None:
        return  # who is quoted introduces no other quotation
    if dep(cue) == "amod":
        return  # "said of the embattled man. "There is ...""
    for a, b in quotes[bisect(quotes, first - FARTHEST, key=_start) : bisect(quotes, last + NEAR - 1, key=_start)]:
        if b > first - NEAR and not a <= cue.i < b and b - a > 2:
            known = known or about(cue)
            if known.manner != "none" or (a + b) // 2 not in uttered:
                yield Candidate(cue, (trim(doc, a, b),), "quote", known)


def quotation_beside(cue: Token, quotes: Sequence[Stretch]) -> Stretch | None:
    """The quotation that a cue touches: the one that ends before it, with marks and small words between at most
    ('"A", a-t-il LANCÉ'), or begins behind it with a colon ("DÉMENT : "A"")."""
    doc = cue.doc
    n = bisect(quotes, cue.i, key=_start)
    if n > 0 and cue.i - NEAR_CUE <= quotes[n - 1][1] <= cue.i:
        between = doc[quotes[n - 1][1] : cue.i]
        if all(t.is_punct or t.pos_ in {"AUX", "PRON", "ADV", "PART"} for t in between) and ends_none(between):
            return quotes[n - 1]
    if n < len(quotes) and cue.i < quotes[n][0] <= cue.i + NEAR_CUE:
        between = doc[cue.i + 1 : quotes[n][0]]
        if all(t.is_punct or t.is_space for t in between) and any(t.text == ":" for t in (cue, *between)):
            return quotes[n]
    return None


def ends_none(between: Iterable[Token]) -> bool:
    """Whether no sentence and no line ends in a stretch."""
    return not any(t.text in {".", ";", ":", "("} or "\n" in t.text for t in between)


def is_circumstance(kid: Token) -> bool:
    """Whether a dependent is how, when or why something is done, and nothing that is said: "responded | by expelling
    two envoys", "spoke unnamed | because he was not allowed to"."""
    form = form_of(kid)
    if form is None or dep(kid) != "advcl":
        return False
    opens = "means" if form == "participle" else "circumstances"
    by = words(kid.lang_, "attribution", "complementizers", opens)
    return any(low(c) in by and c.i < kid.i for c in kids(kid) if dep(c) in {"mark", "case"})


def speaks_behind(cue: Token, kid: Token) -> bool:
    """Whether the noun right behind a verb of saying without a subject is who says it: "replies the embassy | : A"."""
    return (
        dep(kid) == "obj"
        and kid.i > cue.i
        and form_of(cue) == "finite"
        and not any(dep(c) in SUBJECTS for c in kids(cue))
        and subtree_span(kid)[0] == cue.i + 1
        and can_speak(kid)
    )


def tells_of(cue: Token, kid: Token) -> bool:
    """Whether a relative clause without its pronoun tells of a noun of saying, and not what is said: "a charge | its
    sponsors deny"."""
    openers = words(cue.lang_, "attribution", "complementizers", "words")
    return (
        cue.pos_ in {"NOUN", "PROPN"}
        and kid.dep_ == "acl:relcl"
        and not any(low(t) in openers for t in cue.doc[cue.i + 1 : kid.i])
    )


def describes(verb: Token) -> bool:
    """Whether a verb tells of a noun, with a relative pronoun or in the passive with its agent ("who leads the talks",
    "backed by Lima"): it is not thrown into what somebody says."""
    relatives = words(verb.lang_, "attribution", "pronouns", "relative")
    by = words(verb.lang_, "attribution", "agent", "of_passives")
    return dep(verb) == "acl" and any(
        (low(c) in relatives and c.i < verb.i) or c.dep_ == "obl:agent" or (dep(c) == "obl" and case_of(c) in by)
        for c in kids(verb)
    )


def quotation_around(i: int, quotes: Sequence[Stretch]) -> Stretch | None:
    """The quotation that a token stands in; `quotes` are sorted and do not overlap."""
    n = bisect(quotes, i, key=_start) - 1
    return quotes[n] if n >= 0 and i < quotes[n][1] else None


def clipped(content: Stretch, inside: Stretch | None) -> Stretch:
    """The content as far as the quotation goes that its cue stands in: whoever is quoted says no more than that."""
    if inside is None:
        return content
    return max(content[0], inside[0]), min(content[1], inside[1])


def _start(quotation: Stretch) -> int:
    return quotation[0]


def cut(kid: Token, content: Stretch) -> Stretch | None:
    """The content without what is coordinated with its head ("said A | and criticised B"); None where nothing is."""
    joined = next((c for c in kids(kid) if dep(c) == "conj" and c.i > kid.i and form_of(c) == "finite"), None)
    return shortened(kid, content, joined)


def short(kid: Token, content: Stretch) -> Stretch | None:
    """The content without the clauses that follow its head ("to sit | until they rang"); None where there are none."""
    loose = (c for c in kids(kid) if c.i > kid.i and dep(c) in {"advcl", "acl", "parataxis"})
    return shortened(kid, content, next(loose, None))


def shortened(kid: Token, content: Stretch, before: Token | None) -> Stretch | None:
    """The content up to what hangs on a token; None where that leaves all or next to nothing."""
    if before is None:
        return None
    other = trim(kid.doc, content[0], min(subtree_span(before)[0], content[1]))
    return other if content[1] - content[0] > other[1] - other[0] > 1 else None


def rest(cue: Token, content: Stretch) -> Stretch | None:
    """The content and what else hangs on the cue behind it, which may belong to it, up to an act beside the cue's ("a
    dénoncé une erreur et rappelé son ambassadeur"); None where there is nothing, or where it begins with whom a clause
    is said to ("swore to the paper that A")."""
    if any(dep(c) == "ccomp" and c.i >= content[1] for c in kids(cue)):
        return None
    beside = [begins_beside(c) for c in kids(cue) if c.i > content[0] and (shares_auxiliary(c) or also_says(c))]
    end = min(subtree_span(cue)[1], sentence(cue)[1], end_of_phrase(cue), *beside)
    if beside and dep(cue.doc[end - 1]) == "cc":
        end -= 1
    other = trim(cue.doc, content[0], end)
    return other if other[1] > content[1] + 1 else None


def also_says(verb: Token) -> bool:
    """Whether a verb beside a cue is a cue with a subject of its own: "said A, but one of them cautioned that B"."""
    return dep(verb) == "conj" and any(dep(c) in SUBJECTS for c in kids(verb)) and manner_of(verb) is not None


def begins_beside(verb: Token) -> int:
    """Where the part of a verb beside a cue begins."""
    return subtree_span(verb)[0] if also_says(verb) else verb.i


def stretch(cue: Token, kid: Token) -> Stretch:
    """What hangs on a cue, without the words that lead into it and without the cue."""
    doc = cue.doc
    start, end = subtree_span(kid)
    if start <= cue.i < end:
        start, end = (cue.i + 1, end) if kid.i > cue.i else (start, cue.i)
    own = words(doc.lang_, "attribution", "stances", "own_markers")
    while start < kid.i and (
        (dep(doc[start]) in {"mark", "case"} and low(doc[start]) not in own)
        or doc[start].is_punct
        or doc[start].is_space
    ):
        start += 1
    return trim(doc, start, end)
