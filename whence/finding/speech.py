"""Attributions by verbs: "a déclaré que", "said", ", disait-il,", "a accusé X de"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from whence.finding.clauses import case_of, clause, form_of, is_reflexive
from whence.finding.mentions import lemma_in
from whence.finding.sources import Speaker, speaker
from whence.finding.trees import SUBJECTS, children, dep, lemma, low, subtree_span, trim
from whence.finding.voices import Stretch, Voice
from whence.language.lexicons import lexicon
from whence.language.words import words
from whence.model import Evidential

REACH = 14  # tokens between a verb of saying and its "que", beyond which they do not belong together


@functools.cache
def manners(language: str) -> dict[str, str]:
    """Lemma of a verb -> the class of its cue."""
    found: dict[str, str] = {}
    for block in lexicon(language, "attribution")["verbs"]:
        for verb in block["lemmas"].split():
            found.setdefault(verb.replace("_", " "), block["class"])
    return found


def spoken(doc: Doc) -> list[Voice]:
    """All attributions by verbs, in the order of their verbs."""
    found = []
    quotes = [q for q in doc._.quotations]
    for token in doc:
        if token.pos_ not in {"VERB", "AUX", "NOUN", "ADJ"} or (not form_of(token) and token.pos_ != "VERB"):
            continue
        manner = manner_of(token)
        if manner is not None and (voice := voice_of(token, manner, quotes)) is not None:
            found.append(voice)
    return found


def manner_of(token: Token) -> str | None:
    """The class of the cue that the verb is; None where it is none."""
    table = manners(token.doc.lang_)
    accusing = words(token.doc.lang_, "attribution", "accusing", "lemmas")
    if lemma(token) in accusing:
        return "accuse"
    if is_reflexive(token):
        for form in (f"s'{lemma(token)}", f"se {lemma(token)}"):
            if form in table:
                return table[form]
    if impersonal(token) and any(low(c) in expletives(token) for c in token.children if dep(c) in SUBJECTS):
        return "seem"
    manner = table.get(lemma(token))
    if manner == "think" and form_of(token) == "participle":
        return None  # "sachant que": the writer's own reasoning
    return manner


def voice_of(verb: Token, manner: str, quotes: list[Stretch]) -> Voice | None:
    """The attribution that the verb makes; None where nothing is laid to anybody by it."""
    doc = verb.doc
    inside = next((q for q in quotes if q[0] <= verb.i < q[1]), None)
    subject = subject_of(verb)
    said = reported_clause(verb, manner)
    quoted = None if manner == "accuse" else quoted_words(verb, subject, [q for q in quotes if q != inside])
    parenthetical = None
    if said is None and quoted is None:
        if manner in {"say", "think", "show", "promise", "ask", "deny"}:
            parenthetical = around(verb, subject)
        if parenthetical is None:
            return None
    content = tuple(merge([*([said] if said else []), *(quoted or []), *(parenthetical or [])]))
    if not content:
        return None
    who = speaker_of(verb, subject)
    if subject is not None and any(a <= subject.i < b for a, b in content):
        return None
    if who is not None and form_of(verb) == "participle" and subject is not None and not can_speak(subject):
        return None
    if (
        subject is not None
        and subject.pos_ == "PRON"
        and who is not None
        and not nobody(verb, subject)
        and low(subject) in nobody_words(verb)
    ):
        return None  # "je crois que", "cela montre que": the writer's (or the quoted speaker's) own voice
    evidential: Evidential = "attributed"
    via = list(through(verb))
    if who is not None and subject is not None and (inner := cited(subject) or cited_by_verb(verb)) is not None:
        via, who = [*via, who], inner
    if who is None or nobody(verb, subject):
        if subject is None and not impersonal(verb) and not passive_report(verb) and not carries_on(verb):
            return None
        evidential, who = "hearsay", None if subject is None or subject.pos_ == "PRON" else who
    kind = "indirect"
    if quoted:
        kind = (
            "mixed"
            if said
            and not all(any(a <= i < b for a, b in quoted) or doc[i].is_punct or doc[i].is_space for i in range(*said))
            else "direct"
        )
    elif any(a <= c[0] and c[1] <= b for c in content for a, b in doc._.quotations):
        kind = "indirect"
    return Voice(
        speaker=who,
        cue=(cue_bounds(verb),),
        content=content,
        kind=kind,
        evidential=evidential,
        manner=manner,
        verb=verb.i,  # type: ignore[arg-type]
        via=tuple(via),
    )


def subject_of(verb: Token) -> Token | None:
    """The head of the one who speaks: the subject, also inverted; the agent of a passive."""
    agent = next((c for c in verb.children if c.dep_ == "obl:agent"), None)
    made = clause(verb, form_of(verb) or "finite")
    if made.passive and agent is not None:
        return agent
    if made.passive:
        return None
    own = next((c for c in verb.children if dep(c) in SUBJECTS and low(c) not in expletives(verb)), None)
    if own is not None:
        return own
    after = inverted_subject(verb)
    if after is not None:
        return after
    if made.subjects and form_of(verb) != "participle":
        subject = made.subjects[0]
        return subject if low(subject) not in expletives(verb) else None
    if made.subjects and dep(verb) == "acl" and not made.passive:
        return made.subjects[0]
    return None


def expletives(verb: Token) -> frozenset[str]:
    """Subjects that stand for nobody in an impersonal use of the verb; empty for any other verb."""
    if lemma(verb) in words(verb.doc.lang_, "attribution", "hearsay", "impersonal"):
        return words(verb.doc.lang_, "attribution", "hearsay", "expletives")
    return frozenset()


def inverted_subject(verb: Token) -> Token | None:
    """The noun phrase right after the verb where it has no object: "a annoncé le ministre"."""
    if any(dep(c) in SUBJECTS for c in verb.children):
        return None
    doc = verb.doc
    at = verb.i + 1
    after = doc[at] if at < len(doc) else None
    if after is not None and after.pos_ == "PRON" and low(after).startswith("-"):
        return after
    if not any(b <= verb.i <= b + 4 for _, b in doc._.quotations):
        return None  # elsewhere a cue behind its content was taken apart before parsing
    return next(
        (
            c
            for c in verb.children
            if c.i > verb.i
            and dep(c) in {"obj", "nsubj", "nmod", "dep", "obl"}
            and c.i - verb.i <= 4
            and c.pos_ in {"NOUN", "PROPN", "PRON"}
            and not case_of(c)
        ),
        None,
    )


def reported_clause(verb: Token, manner: str) -> Stretch | None:
    """The clause that the verb reports: "que ...", or the infinitive of one who promises, claims, is accused."""
    doc = verb.doc
    openers = words(doc.lang_, "attribution", "complementizers", "words")
    sentence = verb.sent
    if manner != "accuse":
        for i in range(verb.i + 1, min(sentence.end, verb.i + REACH)):
            token = doc[i]
            if low(token) in openers and token.pos_ in {"SCONJ", "PRON", "ADV"} and not _restrictive(token, verb):
                head = clause_after(token, verb)
                if head is None:
                    continue
                end = max(subtree_span(head)[1], head.i + 1)
                return _trim(doc, i + 1, min(max(end, _quote_end(doc, i + 1)), sentence.end))
            if form_of(token) == "finite" and token.i != verb.i and verb not in token.children:
                break
    for c in children(verb, "ccomp", "xcomp"):
        if c.i < verb.i or form_of(c) is None:
            continue
        if form_of(c) == "infinitive" and manner not in {"say", "accuse", "ask", "promise", "deny"}:
            continue
        if form_of(c) == "participle" and manner != "say":
            continue
        start, end = subtree_span(c)
        start = max(start, verb.i + 1)
        return _trim(doc, _skip_marks(doc, start, end), end)
    return None


def _quote_end(doc: Doc, start: int) -> int:
    """Where the content begins with a mark of quotation: the end of that quotation within the sentence."""
    for a, b in doc._.quotations:
        if a - 2 <= start <= a:
            return int(b)
    return 0


def _restrictive(token: Token, verb: Token) -> bool:
    """ "n'a dit que la vérité": "ne ... que" is "only"."""
    particles = words(token.doc.lang_, "attribution", "polarity", "particle")
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return (
        any(low(c) in particles for c in verb.children)
        and following is not None
        and following.pos_ in {"DET", "NUM"}
        and form_of(token.head) is None
    )


def clause_after(opener: Token, verb: Token) -> Token | None:
    """The head of the clause that the complementizer opens, for whatever the parser took it."""
    head = opener.head
    if head.i > opener.i and (form_of(head) or head.pos_ in {"VERB", "AUX"}):
        # up to the outermost predicate that still lies after the opener and under the verb
        while head.head.i > opener.i and head.head.i != head.i and form_of(head.head):
            head = head.head
        return head
    for i in range(opener.i + 1, opener.sent.end):
        token = opener.doc[i]
        if form_of(token) == "finite":
            while token.head.i > opener.i and token.head.i != token.i:
                token = token.head
            return token
    return None


def _skip_marks(doc: Doc, start: int, end: int) -> int:
    while start < end and (dep(doc[start]) == "mark" or doc[start].is_punct or doc[start].is_space):
        start += 1
    return start


def _trim(doc: Doc, start: int, end: int) -> Stretch | None:
    start, end = trim(doc, start, end)
    return (start, end) if end > start else None


def quoted_words(verb: Token, subject: Token | None, quotes: list[Stretch]) -> list[Stretch] | None:
    """The quotations that the verb introduces or follows, in its sentence or touching it."""
    sentence = verb.sent
    lo, hi = sentence.start, sentence.end
    colon = next((i for i in range(verb.i, hi) if verb.doc[i].text == ":"), None)
    found = []
    for a, b in quotes:
        if b <= lo - 1 or a > hi + 1:
            continue
        between = verb.doc[b : verb.i] if b <= verb.i else verb.doc[verb.i + 1 : a]
        if any(
            form_of(t) == "finite" and t.i != verb.i and verb not in t.children and not is_under(t, subject)
            for t in between
        ):
            continue
        if b - a < 3 and colon is None:
            continue  # one or two words in marks are a distance, not a quotation
        if a > verb.i and colon is None and not directly_after(verb, a):
            continue
        found.append((a, b))
    return found or None


def is_under(token: Token, head: Token | None) -> bool:
    """Whether the token lies in the phrase of `head`: "the minister who LEADS the talks said"."""
    return head is not None and (token.i == head.i or (token.is_ancestor(head) is False and head.is_ancestor(token)))


def directly_after(verb: Token, a: int) -> bool:
    """Whether the quotation at token `a` completes the verb: only a complementizer, a comma or adverbials lie between."""
    return a - verb.i <= REACH


def around(verb: Token, subject: Token | None) -> list[Stretch] | None:
    """For a parenthesis (", disait-il,", ", a ajouté le ministre."): the sentence around it."""
    if subject is None or dep(verb) != "parataxis":
        return None
    doc, sentence = verb.doc, verb.sent
    start, end = subtree_span(verb)
    if start - 1 < sentence.start:
        return None
    before, after = trim(doc, sentence.start, start), trim(doc, end, sentence.end)
    return [s for s in (before, after) if s[1] > s[0]] or None


def merge(stretches: list[Stretch]) -> list[Stretch]:
    """Overlapping or touching stretches as one, sorted."""
    out: list[Stretch] = []
    for a, b in sorted(s for s in stretches if s[1] > s[0]):
        if out and a <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def speaker_of(verb: Token, subject: Token | None) -> Speaker | None:
    """The source of what the verb reports."""
    return speaker(verb.doc, subject) if subject is not None else None


def nobody_words(verb: Token) -> frozenset[str]:
    """Pronouns that name no source: the first person, and those that stand for what was said."""
    lang = verb.doc.lang_
    return words(lang, "attribution", "pronouns", "first") | words(lang, "attribution", "hearsay", "neuter")


def nobody(verb: Token, subject: Token | None) -> bool:
    """Whether the one who speaks is nobody in particular: "on", "des rumeurs", "la presse"."""
    if subject is None:
        return True
    lang = verb.doc.lang_
    if low(subject) in words(lang, "attribution", "hearsay", "subjects"):
        return True
    return is_hearsay_noun(subject)


def is_hearsay_noun(head: Token) -> bool:
    """Whether a noun means reports from nobody in particular: a noun of hearsay without name, origin or owner."""
    lang = head.doc.lang_
    if not lemma_in(head, words(lang, "attribution", "hearsay", "nouns")):
        return False
    if any(
        dep(c) in {"flat", "appos", "acl"}
        or (
            dep(c) == "nmod"
            and (
                c.pos_ == "PROPN"
                or lemma_in(
                    c, words(lang, "attribution", "nouns", "collective") | words(lang, "attribution", "nouns", "person")
                )
            )
        )
        for c in head.children
    ):
        return False
    indefinite = words(lang, "attribution", "hearsay", "determiners")
    vague = words(lang, "attribution", "hearsay", "vague")
    return any(low(c) in indefinite for c in head.children if dep(c) in {"det", "case", "amod"}) or lemma_in(
        head, vague
    )


def can_speak(head: Token) -> bool:
    """Whether the noun can be a source: somebody named, people, a group, an outlet, a document."""
    referent = (head.doc._.referents or {}).get(head.i)
    if referent is not None and referent.entity is not None:
        return True
    return any(
        lemma_in(head, words(head.doc.lang_, "attribution", "nouns", kind))
        for kind in ("person", "collective", "outlet", "document")
    )


def impersonal(verb: Token) -> bool:
    """ "il semble que", "it appears that" """
    frames = words(verb.doc.lang_, "attribution", "hearsay", "impersonal")
    return lemma(verb) in frames or (f"se {lemma(verb)}" in frames and is_reflexive(verb))


def passive_report(verb: Token) -> bool:
    """ "il a été annoncé que", "it was reported that" """
    return clause(verb, form_of(verb) or "finite").passive


def carries_on(verb: Token) -> bool:
    """ "Et de préciser que": an infinitive without anybody goes on in the last speaker's voice."""
    return form_of(verb) == "infinitive" and dep(verb) == "ROOT"


def cited(head: Token) -> Speaker | None:
    """The source that a source leans on: "le journal, qui cite une étude", "X, citant Y"."""
    verbs = words(head.doc.lang_, "attribution", "citing", "verbs")
    for c in head.children:
        if dep(c) == "acl" and lemma(c) in verbs:
            obj = next(
                (k for k in c.children if dep(k) in {"obj", "obl"} and k.i > c.i and k.pos_ in {"NOUN", "PROPN"}), None
            )
            if obj is not None:
                return speaker(head.doc, obj)
    return None


def cited_by_verb(verb: Token) -> Speaker | None:
    """The source that the one who speaks leans on: "X affirme, citant Y, que"."""
    verbs = words(verb.doc.lang_, "attribution", "citing", "verbs")
    for c in verb.children:
        if dep(c) in {"advcl", "acl"} and lemma(c) in verbs and form_of(c) == "participle":
            obj = next(
                (k for k in c.children if dep(k) in {"obj", "obl"} and k.i > c.i and k.pos_ in {"NOUN", "PROPN"}), None
            )
            if obj is not None:
                return speaker(verb.doc, obj)
    return None


def cue_bounds(verb: Token) -> Stretch:
    """The verb with its auxiliaries and negation."""
    own = [
        c.i
        for c in verb.children
        if dep(c) in {"aux", "expl"}
        or (dep(c) == "advmod" and low(c) in words(verb.doc.lang_, "attribution", "polarity", "particle"))
    ]
    own = [i for i in own if i < verb.i]
    return (min([verb.i, *own]), verb.i + 1)


def through(verb: Token) -> Iterator[Speaker]:
    """Documents and outlets through which the speaker spoke: "a souligné dans le rapport que", "a déclaré à Reuters"."""
    for c in verb.children:
        if dep(c) not in {"obl", "nmod", "iobj"} or c.i > verb.i + REACH:
            continue
        referent = (verb.doc._.referents or {}).get(c.i)
        preposition = case_of(c)
        if referent is not None and referent.entity is not None:
            if referent.entity.kind == "outlet" and preposition:
                yield speaker(verb.doc, c)
        elif preposition in words(verb.doc.lang_, "attribution", "through", "prepositions") and lemma_in(
            c, words(verb.doc.lang_, "attribution", "nouns", "document")
        ):
            yield speaker(verb.doc, c)
