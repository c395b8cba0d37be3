"""Where sentences begin beyond doubt, whatever a segmenter says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from whence.language.tokens import JOINED, text_of

# What ends a sentence inside or at the end of a quotation, or with no blank after it: other segmenters leave these.
CLOSED = re.compile(r"[.!?…]\s?[»”\"]\s+(?=[«“\"—–-]?\s?[^\W\d_a-zß-ÿ])")
INSIDE = re.compile(r"([^\W\d_]+|[\d%»)])([.!?…]+)\s+(?=[«“\"]?\s?[^\W\d_a-zß-ÿ])")
# "NAIROBI, 3 mars (Agence X) – ", "NAIROBI – ": where the report was filed, no part of its first sentence.
_MONTH = (
    r"(?i:jan|feb|fév|mar|apr|avr|ma[iy]|jun|juin|jul|juil|aug|août|aout|sep|oct|nov|dec|déc"
    r"|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[^\W\d_]{0,7}\.?"
)
_DAY = rf"(?:le )?\d{{1,2}}(?:er|st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?"
DATELINE = re.compile(
    r"(?:[^\W\d_](?:[^\n.;:!?]|\.(?= [(\d–—-])){1,60}?)?"
    r"(?:\([^()\n]{2,40}\)|,[^\n.;:!?()]{0,30}\d{4})\s*[–—-]+\s*(?=\w|[«“\"])"
    rf"|[^\W\da-zß-ÿ_][^\n.;:!?,()]{{1,40}}, (?:{_DAY})\s+[–—-]+\s+(?=\w|[«“\"])"
    r"|[^\W\da-zß-ÿ_](?:[^\W\da-zß-ÿ_]|[' ./-]){2,30}\s+[–—-]+\s+(?=\w|[«“\"])"
)
# What belongs to the sentence before, though a segmenter may begin one with it: the mark that closes a quotation.
CLOSING = re.compile(r"[»”.!?…]+\s*")
# "15 h 41. ": when an entry of a running account was written, no sentence of its own.
ENTRY = re.compile(r"\W*\d{1,2} ?h(?: ?\d{2})?\. ?")
LAST_WORD = re.compile(r"([^\W\d_]+)\. ?\Z")


def boundaries(text: str, abbreviations: frozenset[str]) -> Iterator[int]:
    """Offsets in a paragraph at which a sentence begins beyond doubt: after a full stop and a capital, where the word
    before the stop is no abbreviation and no initial, inside quotations as well."""
    for found in CLOSED.finditer(text):
        yield found.end()
    for found in INSIDE.finditer(text):
        word = found.group(1)
        if found.group(2) != "." or (word.isalpha() and len(word) > 3 and word.lower() not in abbreviations):
            yield found.end()
    for found in JOINED.finditer(text):
        yield found.end()


def settled(starts: Iterable[int], text: str, abbreviations: frozenset[str]) -> Iterator[int]:
    """The offsets in a paragraph, straightened, at which a segmenter says that sentences begin, as they are in truth:
    behind the mark that closes a quotation, not behind the time of an entry, nor behind one of the abbreviations."""
    entry = ENTRY.match(text)
    for start in starts:
        if (closing := CLOSING.match(text, start)) is not None:
            start = closing.end()
        if start >= len(text) or (entry is not None and start == entry.end()):
            continue
        word = LAST_WORD.search(text, max(0, start - 12), start)
        if word is None or word.group(1).lower() not in abbreviations:
            yield start


def datelines(doc: Doc) -> Iterator[range]:
    """The tokens of each paragraph's dateline."""
    at = 0
    for line in text_of(doc).split("\n"):
        if (found := DATELINE.match(line)) is not None:
            span = doc.char_span(at, at + found.end(), alignment_mode="contract")
            if span is not None:
                yield range(span.start, span.end)
        at += len(line) + 1
