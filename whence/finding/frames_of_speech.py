"""Attributions by frames: "selon X, ...", "officiellement", "des rumeurs ont circulé sur ...", "X : ..."."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from whence.finding.clauses import case_of, form_of
from whence.finding.contents import merge
from whence.finding.headlines import headline
from whence.finding.referents import lemma_in, meaning
from whence.finding.sources import Speaker, phrase_bounds, speaker
from whence.finding.speech import manner_of
from whence.finding.tellers import can_speak, cited, is_hearsay_noun
from whence.finding.trees import CLAUSAL, SUBJECTS, dep, kids, lemma, low, lows, subtree_span, trim
from whence.finding.voices import Stretch, Voice, by_sentence
from whence.language.words import phrases, words
from whence.model import Source, content_id

OPENING, CLOSING = frozenset({"«", "“", '"', "„"}), frozenset({"»", "”", '"'})
NEAR = 5  # words between "under" and its treaty
FARTHEST = 10  # words into a relative clause within which it says that somebody has seen the source


def frames(doc: Doc, voices: list[Voice]) -> list[Voice]:
    """All attributions by frames. `voices` are those by verbs, whose contents bound the frames inside them."""
    found: list[Voice] = []
    of_sentence = by_sentence(doc, voices)
    for sentence in doc.sents:
        bounds = (sentence.start, sentence.end)
        near = of_sentence.get(sentence.start, [])
        phrases_ = prepositional(doc, bounds)
        for k, (cue, who, end) in enumerate(phrases_):
            following = phrases_[k + 1][0][0] if k + 1 < len(phrases_) else bounds[1]
            last = who.source.kind in {"outlet", "agency"} and tail(
                doc, cue[0], bounds[1]
            )  # "X dit que P, selon le journal"
            content = scope(doc, bounds, cue, end, following, [] if last else near)
            if content:
                head = doc[who.head]
                hearsay = is_hearsay_noun(head)
                inner = cited(head)
                leaning = " ".join(lows(doc)[cue[0] : cue[1]]) in words(doc.lang_, "attribution", "citing", "forms")
                found.append(
                    Voice(
                        inner or who,
                        (cue,),
                        tuple(content),
                        "indirect",
                        "hearsay" if hearsay else "attributed",
                        "cited" if leaning else "frame",
                        via=(who,) if inner is not None else (),
                        front=fronted(doc, bounds, cue),
                        leaning=inner is not None,
                    )
                )
        found += adverbial(doc, bounds, near)
        found += rumours(doc, bounds)
        found += headline(doc, bounds)
    return found


def prepositional(doc: Doc, bounds: Stretch) -> list[tuple[Stretch, Speaker, int]]:
    """(cue, speaker, end of the phrase) for each "selon X" of a sentence."""
    found = []
    cues = phrases(doc.lang_, "attribution", "prepositions", "phrases")
    fronted_cues = phrases(doc.lang_, "attribution", "prepositions", "fronted")
    owned = {tuple(p.split(" ")) for p in words(doc.lang_, "attribution", "prepositions", "owned")}
    provisions = phrases(doc.lang_, "attribution", "prepositions", "provisions")
    first = {p[0] for p in (*cues, *provisions)} | {p[0] for p in fronted_cues} | {p[0] for p in owned}
    forms = lows(doc)[bounds[0] : bounds[1]]

    def stands(phrase: tuple[str, ...]) -> bool:
        return tuple(forms[i - bounds[0] : i - bounds[0] + len(phrase)]) == phrase

    i = bounds[0]
    while i < bounds[1]:
        if owned and (owner := owned_cue(doc, i, bounds, owned)) is not None:
            found.append(((i, i + 3), owner, i + 3))
            i += 3
            continue
        if forms[i - bounds[0]] not in first:
            i += 1
            continue
        length = next((len(p) for p in cues if stands(p)), 0)
        if not length and opens_sentence(doc, bounds, i):
            length = next(
                (len(p) for p in fronted_cues if stands(p) and fronted_source(doc, i + len(p), bounds)),
                0,
            )
        length = length or next((len(p) for p in provisions if stands(p) and provides(doc, i + len(p), bounds)), 0)
        relatives = words(doc.lang_, "attribution", "saying_nouns", "relatives")
        if not length or (i + length < bounds[1] and low(doc[i + length]) in relatives):
            i += 1
            continue
        head = noun_after(doc, i + length, bounds)
        if head is None or (head.pos_ != "PRON" and not (can_speak(head) or tells(head))) or leans(doc[i]):
            i += length
            continue
        start, end = phrase_bounds(head)
        start = max(min(start, head.i), i + length)
        comma = next((j for j in range(i + length, end) if doc[j].text in {",", "«", "“", '"'}), end)
        end = past_marks(doc, max(head.i + 1, min(end, comma)), bounds)
        if (
            dep(head) == "amod" and 0 < head.head.i - head.i <= 3
        ):  # "un communiqué commun": the noun taken for the adjective
            end = max(end, phrase_bounds(head.head)[1])
        if end + 2 < bounds[1] and doc[end].text == "(":  # "l'Institut de ... (IEP)"
            end = next((j + 1 for j in range(end, min(bounds[1], end + 6)) if doc[j].text == ")"), end)
        who = speaker(doc, head, (start, end))
        if end + 1 < bounds[1] and doc[end].text == ",":  # "selon le ministre des Finances, N N, ..."
            named = name_at(doc, end + 1, "PER")
            if named is not None and named.end < bounds[1] and doc[named.end].is_punct:
                end = named.end
                who = speaker(doc, named.root, (start, end))
        end = past_reader(doc, end, bounds)
        found.append(((i, i + length), who, end))
        i = end
    return found


def leans(citing: Token) -> bool:
    """Whether a verb of citing belongs to one of saying that tells what is said, and whose source it tells then: "the
    daily reported, citing a note"; not in "the daily, citing a note, writes about ships"."""
    if lemma(citing) not in words(citing.lang_, "attribution", "citing", "verbs"):
        return False
    over = citing.head if dep(citing) == "advcl" else citing.head.head if dep(citing) == "acl" else citing
    tells = dep(over) == "parataxis" or any(dep(c) in CLAUSAL and c.i > over.i for c in kids(over))
    return tells and over.i != citing.i and manner_of(over) in {"say", "show", "think"}


def tells(head: Token) -> bool:
    """Whether what a preposition lays the sentence to may be somebody whom no list has ("selon un mareyeur"): all nouns
    but those of measures and manners ("selon le cas", "according to size")."""
    return head.pos_ == "NOUN" and not lemma_in(head, words(head.lang_, "attribution", "prepositions", "manners"))


def past_marks(doc: Doc, end: int, bounds: Stretch) -> int:
    """The end moved over a name in marks of quotation that a preposition leads to: "une note lue par « Voz » |"."""
    if end >= bounds[1] or doc[end].text not in OPENING or doc[end - 1].pos_ not in {"ADP", "DET", "NOUN"}:
        return end
    closing = (i for i in range(end + 1, min(bounds[1], end + FARTHEST)) if doc[i].text in CLOSING)
    return next(closing, end - 1) + 1


def past_reader(doc: Doc, end: int, bounds: Stretch) -> int:
    """The end moved over who has seen or printed the source: "selon une note, que cite la radio, | le pont a cédé"."""
    at = end + 1 if end < bounds[1] and doc[end].text == "," else end
    forms = words(doc.lang_, "attribution", "passing_on", "forms") | words(
        doc.lang_, "attribution", "passing_on", "printing"
    )
    forms |= words(doc.lang_, "attribution", "citing", "forms")
    opens = words(doc.lang_, "attribution", "pronouns", "relative") | forms
    if at >= bounds[1] or low(doc[at]) not in opens:
        return end
    marks = OPENING | CLOSING  # "selon la radio, qui cite « un proche », | le pont a cédé"
    stop = next((k for k in range(at, bounds[1]) if doc[k].is_punct and doc[k].text not in marks), bounds[1])
    return stop if any(low(doc[k]) in forms for k in range(at, min(stop, at + FARTHEST))) else end


def owned_cue(doc: Doc, i: int, bounds: Stretch, owned: set[tuple[str, ...]]) -> Speaker | None:
    """Whom the pronoun inside a cue of three words means: "по ЕГО словам"; None where there is no such cue."""
    if i + 3 > bounds[1] or (low(doc[i]), low(doc[i + 2])) not in owned:
        return None
    if low(doc[i + 1]) not in words(doc.lang_, "attribution", "pronouns", "possessive"):
        return None
    return speaker(doc, doc[i + 1], (i + 1, i + 2))


def fronted(doc: Doc, bounds: Stretch, cue: Stretch) -> bool:
    """Whether the cue opens its sentence: only adverbs and connectives stand before it."""
    return (
        all(
            doc[i].pos_ in {"ADV", "CCONJ", "ADP", "PUNCT", "SPACE"}
            or low(doc[i]) in words(doc.lang_, "attribution", "prepositions", "openers")
            or (i - bounds[0] < 3 and doc[i].pos_ != "VERB" and not doc[i].morph.get("VerbForm"))
            for i in range(bounds[0], cue[0])
        )
        and cue[0] - bounds[0] <= 4
    )


def opens_sentence(doc: Doc, bounds: Stretch, at: int) -> bool:
    """Whether a token opens its sentence behind connectives at most: "And for Lima, ...", but not "The visit to"."""
    return all(doc[i].pos_ in {"ADV", "CCONJ", "PUNCT", "SPACE"} for i in range(bounds[0], at))


def fronted_source(doc: Doc, at: int, bounds: Stretch) -> bool:
    """ "Pour Paris, ...": a named source, then a comma, then the clause."""
    head = noun_after(doc, at, bounds)
    if head is None:
        return False
    referent = meaning(head)
    end = phrase_bounds(head)[1]
    named = (
        referent is not None
        and referent.entity is not None
        and referent.entity.kind in {"person", "state", "outlet", "organisation", "place"}
    )
    return named and head.i - at <= 3 and end < bounds[1] and doc[end].text == ","


def provides(doc: Doc, at: int, bounds: Stretch) -> bool:
    """ "Under the treaty, ...": a document that provides for something, told as one that is known."""
    head = noun_after(doc, at, bounds)
    if head is None or head.i - at > NEAR or not lemma_in(head, words(doc.lang_, "attribution", "nouns", "document")):
        return False
    known = words(doc.lang_, "attribution", "nouns", "definite") | words(
        doc.lang_, "attribution", "pronouns", "possessive"
    )
    return low(doc[at]) in known or low(doc[at - 1]) in known


def noun_after(doc: Doc, at: int, bounds: Stretch) -> Token | None:
    """The head of the noun phrase that begins at token `at`."""
    possessive = words(doc.lang_, "attribution", "pronouns", "possessive")
    documents = words(doc.lang_, "attribution", "nouns", "document")
    for i in range(at, min(bounds[1], at + 8)):
        token = doc[i]
        if token.text in {",", ";", ":"} or form_of(token) == "finite":
            return None
        if dep(token) in {"det", "nmod"} and token.head.i > token.i and low(token) in possessive:
            continue  # "по мнению её директора"
        if (
            token.pos_ in {"NOUN", "PROPN"}
            or (
                token.pos_ == "PRON"
                and low(token)
                in words(doc.lang_, "attribution", "pronouns", "object")
                | words(doc.lang_, "attribution", "pronouns", "subject")
            )
            or lemma_in(token, documents)
        ):
            while (dep(token) == "flat" and token.head.i >= at) or (
                (dep(token) == "compound" or (token.dep_ == "nmod:poss" and not lemma_in(token.head, documents)))
                and token.head.i > token.i
                and token.head.pos_ in {"NOUN", "PROPN"}
            ):
                token = token.head
            return token
    return None


def name_at(doc: Doc, start: int, label: str) -> Span | None:
    """The name with the label that begins at token `start`; None where none begins there."""
    if start >= len(doc) or doc[start].ent_iob_ != "B" or doc[start].ent_type_ != label:
        return None
    end = start + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return doc[start:end]


def scope(doc: Doc, bounds: Stretch, cue: Stretch, end: int, following: int, voices: list[Voice]) -> list[Stretch]:
    """What a frame governs: the content of the verb around it, or else its sentence; in a sentence with several frames
    as far as the next one. The phrase itself and the cue of a verb over the same content are left out."""
    start, stop = bounds
    for voice in voices:
        for a, b in voice.content:
            if a <= cue[0] < b and b - a < stop - start:
                start, stop = max(start, a), min(stop, b)
    if fronted(doc, bounds, cue) or cue[0] - start <= 2:
        stop = (
            following
            if start < following < stop and words_between(doc, following, stop) > 4 and not tail(doc, following, stop)
            else stop
        )
        left: list[Stretch] = [(start, cue[0])] if cue[0] > start + 6 else []
        parts = [*left, (end, stop)]
    else:
        parts = [(start, cue[0]), (end, stop)]
        clause_start = subordinate_start(doc, start, cue[0])
        if clause_start is not None:
            parts = [(clause_start, cue[0]), (end, stop)]
    for voice in voices:
        if voice.verb >= 0 and start <= voice.verb < stop:
            inside = any(a <= cue[0] < b for a, b in voice.content)
            if not inside and voice.kind == "direct":
                parts = cut(parts, voice.cue[0][0], max(voice.cue[0][1], voice.speaker.end if voice.speaker else 0))
    return [p for p in (trim(doc, *p) for p in merge(parts)) if words_between(doc, *p) >= 2]


def tail(doc: Doc, at: int, stop: int) -> bool:
    """Whether the frame at `at` closes its sentence."""
    return words_between(doc, at, stop) <= 6


def subordinate_start(doc: Doc, start: int, at: int) -> int | None:
    """Where the coordinate or adverbial clause begins that holds token `at`: "tandis que, selon B, ..."."""
    marks = words(doc.lang_, "attribution", "contrast", "words")
    return next((i for i in range(at - 1, max(start, at - 3), -1) if low(doc[i]) in marks), None)


def words_between(doc: Doc, a: int, b: int) -> int:
    """Words (no marks) in a stretch."""
    return sum(1 for t in doc[a:b] if t.is_alpha or t.like_num)


def cut(parts: list[Stretch], a: int, b: int) -> list[Stretch]:
    """The stretches without tokens a to b."""
    out = []
    for s, e in parts:
        out += [p for p in ((s, min(e, a)), (max(s, b), e)) if p[1] > p[0]]
    return out


def adverbial(doc: Doc, bounds: Stretch, voices: list[Voice]) -> list[Voice]:
    """ "Officiellement, ...": laid to the authorities; "prétendument": to nobody in particular."""
    found = []
    official = words(doc.lang_, "attribution", "adverbs", "official")
    hearsay = words(doc.lang_, "attribution", "adverbs", "hearsay")
    listed, forms = official | hearsay, lows(doc)
    for i in range(*bounds):
        form = forms[i]
        if form not in listed:
            continue
        opens = i - bounds[0] <= 2
        if form in official and not opens:
            continue
        content = [trim(doc, i + 1, bounds[1])] if opens else [trim(doc, *clause_bounds(doc[i]))]
        content = [c for c in content if c[1] - c[0] >= 3]
        if not content:
            continue
        who = None
        if form in official:
            name = doc[i].text
            who = Speaker(i, i, i + 1, Source(content_id("source", "unnamed", name.casefold()), name, "unnamed"), name)
        found.append(
            Voice(
                who, ((i, i + 1),), tuple(content), "indirect", "attributed" if who else "hearsay", "frame", front=opens
            )
        )
    return found


def clause_bounds(token: Token) -> Stretch:
    """Bounds of the nearest finite clause around a token."""
    head = token
    while head.head.i != head.i and form_of(head) != "finite":
        head = head.head
    return subtree_span(head)


def rumours(doc: Doc, bounds: Stretch) -> list[Voice]:
    """ "des rumeurs ont circulé sur X": X on nobody's word."""
    found = []
    verbs = words(doc.lang_, "attribution", "hearsay", "verbs")
    nouns = words(doc.lang_, "attribution", "hearsay", "nouns")
    about = words(doc.lang_, "attribution", "hearsay", "about")
    for i in range(*bounds):
        verb = doc[i]
        if lemma(verb) not in verbs or not form_of(verb):
            continue
        subject = next((c for c in kids(verb) if dep(c) in SUBJECTS and lemma_in(c, nouns)), None)
        if subject is None:
            continue
        topics = [
            c
            for c in [*kids(verb), *kids(subject)]
            if c.i > subject.i and case_of(c) in about and dep(c) in {"obl", "nmod"}
        ]
        for topic in topics[:1]:
            start, end = subtree_span(topic)
            start = next((j for j in range(start, topic.i + 1) if dep(doc[j]) != "case"), topic.i)
            content = trim(doc, start, end)
            if content[1] - content[0] >= 2:
                hearsay = is_hearsay_noun(subject)
                found.append(
                    Voice(
                        speaker(doc, subject),
                        ((i, i + 1),),
                        (content,),
                        "indirect",
                        "hearsay" if hearsay else "attributed",
                        "rumour",
                        verb=i,
                    )
                )
    return found
