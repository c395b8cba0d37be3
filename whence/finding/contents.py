"""What a verb of saying reports: a clause, an infinitive, words in marks of quotation, the sentence around it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from whence.finding.clauses import clause, form_of
from whence.finding.lookup import quotations_over
from whence.finding.trees import children, dep, kids, low, subtree_span, trim
from whence.finding.voices import Stretch
from whence.language.words import words

REACH = 14  # tokens between a verb of saying and its "que", beyond which they do not belong together


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
            if form_of(token) == "finite" and token.i != verb.i and verb not in kids(token):
                break
    gerunds = words(doc.lang_, "attribution", "complementizers", "gerunds")
    for c in children(verb, "ccomp", "xcomp", "advcl"):
        if c.i < verb.i or form_of(c) is None:
            continue
        if dep(c) == "advcl" and not (form_of(c) == "participle" and any(low(k) in gerunds for k in kids(c))):
            continue  # but "boasts of having sunk two ships"
        held = manner == "think" and clause(verb, form_of(verb) or "finite").passive  # "is believed to have sold"
        if form_of(c) == "infinitive" and not held and manner not in {"say", "accuse", "ask", "promise", "deny"}:
            continue
        if form_of(c) == "participle" and manner not in {"say", "accuse"}:
            continue
        start, end = subtree_span(c)
        start = max(start, verb.i + 1)
        return _trim(doc, _skip_marks(doc, start, end), end)
    return None


def _quote_end(doc: Doc, start: int) -> int:
    """Where the content begins with a mark of quotation: the end of that quotation within the sentence."""
    for a, b in quotations_over(doc, start, start + 3):
        if a - 2 <= start <= a:
            return int(b)
    return 0


def _restrictive(token: Token, verb: Token) -> bool:
    """ "n'a dit que la vérité": "ne ... que" is "only"."""
    particles = words(token.lang_, "attribution", "polarity", "particle")
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return (
        any(low(c) in particles for c in kids(verb))
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
            form_of(t) == "finite" and t.i != verb.i and verb not in kids(t) and not is_under(t, subject)
            for t in between
        ):
            continue
        if b - a < 3 and colon is None:
            continue  # one or two words in marks are a distance, not a quotation
        if a > verb.i and colon is None and (not directly_after(verb, a) or begins_anew(verb.doc, a)):
            continue
        found.append((a, b))
    return found or None


def begins_anew(doc: Doc, a: int) -> bool:
    """Whether the sentence before the quotation at token a has come to its end."""
    before = next((doc[i] for i in range(a - 2, -1, -1) if not doc[i].is_space), None)
    return before is not None and before.text in {".", "!", "?", "…"}


def is_under(token: Token, head: Token | None) -> bool:
    """Whether the token lies in the phrase of `head`: "the minister who LEADS the talks said"."""
    return head is not None and (token.i == head.i or (token.is_ancestor(head) is False and head.is_ancestor(token)))


def directly_after(verb: Token, a: int) -> bool:
    """Whether the quotation at token `a` completes the verb: only a complementizer or adverbials lie between."""
    return a - verb.i <= REACH


def around(verb: Token, subject: Token | None) -> list[Stretch] | None:
    """For a parenthesis (", disait-il,", ", a ajouté le ministre."): the sentence around it."""
    if subject is None or dep(verb) != "parataxis":
        return None
    doc, sentence = verb.doc, verb.sent
    start, end = subtree_span(verb)
    if start - 1 < sentence.start or doc[start - 1].text == ";":
        return None  # a clause of its own
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
