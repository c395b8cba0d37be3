"""Who passes a word on: the outlet that was told it, who has seen the document, what the document was told in before.

These stand nearer to the reader than the one who says it: "said X to Radio Y", "a cable published by X", "the note, of
which X has a copy". A document keeps the sources by which it came into the report, wherever it is taken up again ("the
same cable"); a person those of the sentence just before. Applied to attributions that are found.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from whence.finding.clauses import case_of, form_of
from whence.finding.contents import REACH
from whence.finding.frames_of_speech import noun_after
from whence.finding.referents import lemma_in, meaning, meanings
from whence.finding.sources import Speaker, speaker
from whence.finding.tellers import can_speak
from whence.finding.trees import SUBJECTS, dep, kids, low, sentence
from whence.finding.voices import Stretch, Voice
from whence.language.words import words, words_if_any

PHRASE: Final = frozenset({"compound", "flat", "appos", "amod", "nmod"})
WORD: Final = re.compile(r"\w+")
DATELINE: Final = re.compile(r"\(([^()\n]{3,40})\)\s*[-–—]{1,2}\s")
HEAD: Final = 80  # tokens of a text in which its dateline stands
LATER: Final = 400  # tokens behind a document within which it is taken up again, if it is
BEHIND: Final = 18  # tokens behind a source within which who has seen it is told
AGENT: Final = 6  # tokens between the participle and its "by"
TELLING: Final = frozenset({"say", "deny", "ask", "promise", "accuse", "show", "think"})


@dataclasses.dataclass(frozen=True, slots=True)
class Reader:
    """One who has seen or printed a source, and the cue that says so."""

    who: Speaker
    cue: Stretch


def passed_on(doc: Doc, voices: Sequence[Voice]) -> list[Voice]:
    """The voices, each with those through whom its source speaks, and a voice more for each who has seen or printed the
    source."""
    found: list[Voice] = []
    for voice in voices:
        via = list(voice.via)
        if voice.verb >= 0 and voice.manner in TELLING and not voice.carried:
            known = {w.source.id for w in (*via, *((voice.speaker,) if voice.speaker else ()))}
            via += [w for w in through(doc[voice.verb]) if w.source.id not in known and not voice.covers(w.head)]
        found.append(voice if len(via) == len(voice.via) else dataclasses.replace(voice, via=tuple(via)))
        if voice.speaker is None or voice.leaning:
            continue
        for reader in readers(source_noun(doc, voice.speaker)):
            if voice.covers(reader.who.head) or reader.who.source.id == voice.speaker.source.id:
                continue
            found.append(
                dataclasses.replace(
                    voice, speaker=reader.who, cue=(reader.cue,), manner="read", verb=-1, via=(), front=False
                )
            )
    return remembered(doc, found)


def source_noun(doc: Doc, who: Speaker) -> Token:
    """The noun that heads a source where it stands in the text."""
    head = doc[who.head]
    return head if who.start <= who.head < who.end else doc[who.end - 1]


# --- the outlets that were told it -----------------------------------------------------------------------------------


def through(verb: Token) -> Iterator[Speaker]:
    """Documents and outlets through which one spoke: "a souligné dans le rapport que", "told Radio Sines that", "a
    déclaré à la chaîne publique"; whoever took a witness's words down: "a dit aux enquêteurs"."""
    lang = verb.lang_
    media = words(lang, "attribution", "through", "prepositions")
    addressing = words(lang, "attribution", "through", "addressing")
    recorders = words(lang, "attribution", "through", "recorders")
    for c in (*kids(verb), *(k for s in kids(verb) if dep(s) in SUBJECTS for k in kids(s) if k.i > verb.i)):
        if dep(c) not in {"obl", "nmod", "iobj", "obj"} or c.i > verb.i + REACH:
            continue
        preposition = case_of(c)
        at_once = dep(c) in {"iobj", "obj"} and not preposition
        if at_once and low(verb) not in words(lang, "attribution", "parentheses", "told"):
            continue
        if at_once or preposition in addressing:
            if is_outlet(c) or is_unknown_body(c) or lemma_in(c, recorders):
                yield speaker(verb.doc, c)
        elif preposition in media and dep(c) in {"obl", "nmod"}:
            yield from in_media(c)


def in_media(noun: Token) -> Iterator[Speaker]:
    """The outlet or document in which one spoke: "on state radio", "in a letter to the port"; of a talk ("in an
    interview with Radio Sines") whom it was had with, of airwaves and pages whose they are."""
    lang = noun.lang_
    if lemma_in(
        noun, words(lang, "attribution", "through", "talks") | words(lang, "attribution", "through", "vehicles")
    ):
        yield from (speaker(noun.doc, c) for c in kids(noun) if dep(c) in {"nmod", "obl"} and is_outlet(c))
    elif is_outlet(noun) or (
        lemma_in(noun, words(lang, "attribution", "nouns", "document")) and not is_own(noun) and stands_out(noun)
    ):
        yield speaker(noun.doc, noun)


def stands_out(document: Token) -> bool:
    """Whether one could look a document up: it is definite, told apart from others, or taken up again."""
    doc, lang = document.doc, document.doc.lang_
    definite = words(lang, "attribution", "nouns", "definite")
    if any(low(c) in definite for c in kids(document) if dep(c) in {"det", "case"}):
        return True
    if any(dep(c) in {"nmod", "acl", "appos", "amod", "compound"} for c in kids(document)):
        return True
    referents = meanings(doc)
    later = (referents.get(i) for i in range(document.i + 1, document.i + LATER))
    return any(r is not None and r.phrase == document.i for r in later)


def is_outlet(noun: Token) -> bool:
    """Whether a noun phrase is an outlet, and not the one that the report stands in ("our correspondent")."""
    if is_own(noun):
        return False
    referent = meaning(noun)
    if referent is not None and referent.entity is not None and referent.entity.kind == "outlet":
        return True
    lang = noun.lang_
    outlets = words(lang, "attribution", "nouns", "outlet")
    if referent is not None and referent.form == "pronoun":
        return referent.title in outlets
    if lemma_in(noun, outlets) and not lemma_in(noun, words(lang, "attribution", "hearsay", "vague")):
        return "Plur" not in noun.morph.get("Number")
    name_words = words_if_any(lang, "citing", "name_words")
    phrase = [noun, *(c for c in kids(noun) if dep(c) in PHRASE and not case_of(c))]
    return any((t.pos_ == "PROPN" and t.text in name_words) or (t.i != noun.i and lemma_in(t, outlets)) for t in phrase)


def is_press(noun: Token) -> bool:
    """Whether the press of some place is meant, not the press as such: "the Tokyo press"."""
    vague = words(noun.lang_, "attribution", "hearsay", "vague") & words(noun.lang_, "attribution", "nouns", "outlet")
    return lemma_in(noun, vague) and any(dep(c) in {"amod", "compound", "nmod"} for c in kids(noun))


def is_unknown_body(noun: Token) -> bool:
    """Whether a name is of a body that the tables do not know and no noun of the phrase tells: one that is told news
    is an outlet."""
    referent = meaning(noun)
    if referent is None or referent.entity is None or referent.form != "name" or referent.entity.known:
        return False
    if is_own(noun):
        return False
    return referent.entity.kind == "organisation" and not any(
        lemma_in(t, words(noun.lang_, "attribution", "nouns", "collective"))
        for t in (noun, *(c for c in kids(noun) if dep(c) in PHRASE))
    )


def is_own(noun: Token) -> bool:
    """Whether the outlet is the report's own: "our newspaper", "told us", or the publisher by its name."""
    doc, lang = noun.doc, noun.lang_
    own = words(lang, "attribution", "pronouns", "first") | words(lang, "attribution", "through", "own")
    if low(noun) in own or any(low(c) in own for c in kids(noun) if c.i < noun.i):
        return True
    named = {
        t.lower_ for t in (noun, *(c for c in kids(noun) if dep(c) in {"compound", "flat"})) if t.text[:1].isupper()
    }
    return bool(named) and named <= own_name(doc)


def own_name(doc: Doc) -> frozenset[str]:
    """The words of the name of the outlet that the report stands in: its publisher's, or that of the dateline ("LIMA,
    May 2 (Andean Wire) - "). Empty where neither tells."""
    dateline = DATELINE.search(doc[:HEAD].text)
    return frozenset(
        w for name in (doc._.publisher, dateline and dateline[1]) if name for w in WORD.findall(name.lower())
    )


# --- who has seen or printed it --------------------------------------------------------------------------------------


def readers(head: Token) -> Iterator[Reader]:
    """Who has seen, got, quoted or printed a source: "a note seen by X", "un pilote cité par X", "a note that X
    has read", "une note dont X publie des extraits", "warns a broker it quotes". Found by the words behind the source,
    since small models often take such participles for something else."""
    if head.pos_ == "PRON":
        return
    doc, lang = head.doc, head.lang_
    forms = words(lang, "attribution", "passing_on", "forms")
    printing = words(lang, "attribution", "passing_on", "printing")
    by = words(lang, "attribution", "agent", "of_passives")
    places = words(lang, "attribution", "passing_on", "places")
    relatives = words(lang, "attribution", "pronouns", "relative")
    stop = min(sentence(head)[1], head.i + BEHIND)
    for i in range(head.i + 1, stop):
        form = low(doc[i])
        if form in forms | printing:
            at = next((k for k in range(i + 1, min(stop, i + AGENT)) if low(doc[k]) in by | places), None)
            if at is not None and not any(doc[k].is_punct for k in range(i, at)):
                who = noun_after(doc, at + 1, (i, sentence(head)[1]))
                if who is not None and (is_outlet(who) or is_press(who) or (low(doc[at]) in by and can_speak(who))):
                    yield from one_reader(head, i, who)
                return
        if form in relatives and dep(doc[i]) != "nsubj":
            end = next((k for k in range(i + 1, sentence(head)[1]) if doc[k].is_punct), sentence(head)[1])
            cue = next((k for k in range(i + 1, end) if low(doc[k]) in forms | printing), None)
            if cue is not None:
                yield from one_reader(head, cue, next((t for t in doc[i + 1 : end] if heads_a_source(t)), None))
            return
        if doc[i].text in {";", ":"} or form_of(doc[i]) == "finite":
            break
    for c in kids(head):  # the relative clause without a relative pronoun: "a broker it quotes"
        subject = next((k for k in kids(c) if dep(k) in SUBJECTS and head.i < k.i < c.i), None)
        if dep(c) == "acl" and low(c) in forms and subject is not None and low(subject) not in relatives:
            yield from one_reader(head, c.i, subject)
            return


def one_reader(head: Token, cue: int, who: Token | None) -> Iterator[Reader]:
    """The reader `who` of the source `head`, where it is one."""
    if who is None or who.i == head.i or is_own(who):
        return
    doc, lang = head.doc, head.lang_
    if low(doc[cue]) in words(lang, "attribution", "passing_on", "printing") and not is_outlet(who):
        leaked = words(lang, "attribution", "passing_on", "leaked")
        if not (lemma_in(head, leaked) and is_unknown_body(who)):
            return  # "a study published by the institute" is the institute's own
    if low(who) in words(lang, "attribution", "hearsay", "subjects"):
        return
    yield Reader(speaker(doc, who), (cue, cue + 1))


def heads_a_source(token: Token) -> bool:
    """Whether a token heads a noun phrase that can speak and is no document."""
    if token.pos_ not in {"NOUN", "PROPN", "PRON"} or dep(token) in {"flat", "compound", "case"}:
        return False
    documents = words(token.lang_, "attribution", "nouns", "document")
    return (is_outlet(token) or can_speak(token)) and not lemma_in(token, documents)


# --- what is remembered of a source ----------------------------------------------------------------------------------


def remembered(doc: Doc, voices: Sequence[Voice]) -> list[Voice]:
    """The voices, those of a source that is taken up again with the sources through which it came: a document's from
    anywhere before, a person's from the sentence before."""
    chained = sorted((v for v in voices if v.content), key=lambda v: (head_of(v), v.rank()))
    around: dict[int, list[Voice]] = defaultdict(list)
    for voice in chained:
        for i in {i for a, b in voice.content for i in range(a, b)}:
            around[i].append(voice)
    of_document: dict[str, tuple[Speaker, ...]] = {}
    of_last: dict[str, tuple[int, tuple[Speaker, ...]]] = {}
    changed: dict[int, Voice] = {}
    for voice in chained:
        who = voice.speaker
        if who is None or voice.manner == "read":
            continue
        outer = outer_sources(voice, around)
        at = sentence(doc[head_of(voice)])[0]
        if not outer and not voice.leaning:
            if who.source.kind == "document":
                outer = of_document.get(who.source.id, ())
            elif who.source.id in of_last and follows(doc, of_last[who.source.id][0], at):
                outer = of_last[who.source.id][1]
            if outer:
                changed[id(voice)] = dataclasses.replace(voice, via=outer)
        if who.source.kind == "document":
            of_document.setdefault(who.source.id, outer)
        of_last[who.source.id] = (at, outer)
    return [changed.get(id(v), v) for v in voices]


def head_of(voice: Voice) -> int:
    """The token by which a voice is placed in the text: its cue's, its content's first where it has none."""
    return voice.verb if voice.verb >= 0 else voice.cue[0][0] if voice.cue else voice.content[0][0]


def outer_sources(voice: Voice, around: Mapping[int, Sequence[Voice]]) -> tuple[Speaker, ...]:
    """Through whom a voice's source speaks: those whose content holds the cue or is the same, and those of its own.
    `around` has the voices over each token."""
    begin = voice.content[0][0]
    over = [*around.get(head_of(voice), ()), *(v for v in around.get(begin, ()) if v.content == voice.content)]
    nearer = sorted((v for v in over if v is not voice and v.rank() <= voice.rank()), key=lambda v: v.rank())
    found: dict[str, Speaker] = {}
    for who in (*(v.speaker for v in nearer), *voice.via):
        if who is not None and (voice.speaker is None or who.source.id != voice.speaker.source.id):
            found.setdefault(who.source.id, who)
    return tuple(found.values())


def follows(doc: Doc, before: int, at: int) -> bool:
    """Whether the sentence at token `at` is the next after the one at `before`, in the same paragraph."""
    end = sentence(doc[before])[1]
    if before == at:
        return True
    return end <= at <= end + 1 and not any("\n" in doc[i].text for i in range(max(end - 1, 0), at))
