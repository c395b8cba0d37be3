"""Names: those of the knowledge tables before parsing, and the Doc's entities after it."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from whence import knowledge
from whence.finding.trees import dep, lemma, low
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

if not Doc.has_extension("names"):
    Doc.set_extension("names", default=())


@Language.component("whence_names", assigns=["doc._.names"])
def find_names(doc: Doc) -> Doc:
    """Sets ``doc._.names``: the names of the knowledge tables in the text, sorted, disjoint."""
    doc._.names = tuple(knowledge.load().match(text_of(doc), doc.lang_))
    return doc


@Language.component("whence_entities", assigns=["doc.ents"])
def find_entities(doc: Doc) -> Doc:
    """Sets ``doc.ents``: known names first, then what the model took for a name, mended by titles and by agreement
    within the report. Labels are PER, LOC, ORG and MISC in every language."""
    known = []
    taken: set[int] = set()
    for name in doc._.names:
        if (span := doc.char_span(name.start, name.end, alignment_mode="contract")) is None:
            continue
        taken.update(range(span.start, span.end))
        if name.form in ("name", "government"):
            known.append(Span(doc, span.start, span.end, label=LABELS[name.entity.kind]))
    guessed = []
    for ent in doc.ents:
        for piece in pieces(doc, ent, taken):
            if (label := label_of(piece)) is not None:
                guessed.append(Span(doc, piece.start, piece.end, label=label))
    for start, end in doc.user_data.get("whence_titled", ()):
        if not taken & set(range(start, end)):
            guessed = [g for g in guessed if g.end <= start or g.start >= end]
            guessed.append(Span(doc, start, end, label="PER"))
    spans = known + guessed
    spans += repeated(doc, spans, taken)
    doc.set_ents(filter_spans(spans))
    return doc


def pieces(doc: Doc, ent: Span, taken: set[int]) -> list[Span]:
    """The model's entity without its article, its titles and the known names inside it."""
    out, begin = [], None
    titles = words(doc.lang_, "attribution", "nouns", "person") | words(doc.lang_, "attribution", "nouns", "portfolio")
    for i in [*range(ent.start, ent.end), -1]:
        token = doc[i] if i >= 0 else None
        stays = token is not None and i not in taken and not (begin is None and not looks_like_name(token, titles))
        if stays and token is not None and ent.label_ == "PER" and low(token) in titles:
            stays = False
        if stays and begin is None:
            begin = i
        elif not stays and begin is not None:
            end = i if i >= 0 else ent.end
            while end > begin and not doc[end - 1].text[:1].isupper() and not doc[end - 1].is_digit:
                end -= 1
            out.append(Span(doc, begin, end, label=ent.label))
            begin = None
    return [s for s in out if len(s)]


def looks_like_name(token: Token, titles: frozenset[str]) -> bool:
    """Whether a name may begin with the token."""
    return (
        token.text[:1].isupper()
        and low(token) not in titles
        and not token.is_stop
        and len(token.text.strip("'’.-")) > 1
    )


def label_of(span: Span) -> str | None:
    """The label of a guessed name; None where it is no name at all."""
    if not any(t.text[:1].isupper() for t in span) or span.text.isdigit():
        return None
    if len(span) == 1 and span[0].pos_ in {"VERB", "AUX", "ADV", "PRON", "ADP", "DET", "CCONJ", "SCONJ", "INTJ"}:
        return None
    if len(span) == 1 and span[0].is_sent_start and span[0].pos_ != "PROPN":
        return None
    head = span.root
    titles = words(span.doc.lang_, "attribution", "nouns", "person")
    titled = (
        dep(head) in {"appos", "flat", "nmod", "nsubj"}
        and lemma(head.head) in titles
        and not any(dep(c) == "case" for c in head.children)
    )
    before = span.doc[span.start - 1] if span.start else None
    if titled or (
        before is not None
        and (low(before) in titles or low(before) in words(span.doc.lang_, "attribution", "nouns", "honorific"))
    ):
        return "PER"
    return str(span.label_)


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
