"""Text -> tokens, at the offsets of the text as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Doc
from spacy.vocab import Vocab

from whence.language.letters import straighten
from whence.reading.joined import split_points

JOINED = re.compile(r"(?:[a-zß-ÿ]{3}|[A-ZÀ-Þ]{3}|[\w»\"”] |[»\"”%]|\d)[.!?](?=[A-ZÀ-Þ][a-zß-ÿ]*[ '])")
"""The end of a sentence with no blank behind it: "trois ports.Le ministre", "trois ports .Le ministre"."""


def text_of(doc: Doc) -> str:
    """The Doc's text, put together once: spaCy does it anew at every call."""
    cached = doc.user_data.get("whence_text")
    if cached is None:
        cached = doc.user_data["whence_text"] = doc.text
    return str(cached)


class FaithfulTokenizer:
    """A tokenizer that reads straightened text, divides run-together words, and gives tokens of the text itself."""

    def __init__(self, inner: Callable[[str], Doc], vocab: Vocab, language: str) -> None:
        self.inner, self.vocab, self.language = inner, vocab, language

    def __call__(self, text: str) -> Doc:
        plain = straighten(text)
        cuts = set(split_points(text, self.language))
        for stop in JOINED.finditer(plain):
            cuts |= {stop.end() - 1, stop.end()}
        words: list[str] = []
        spaces: list[bool] = []
        for token in self.inner(plain):
            start, end = token.idx, token.idx + len(token)
            inside = sorted(c for c in cuts if start < c < end)
            for a, b in zip([start, *inside], [*inside, end], strict=True):
                words.append(text[a:b])
                spaces.append(False)
            if (
                token.whitespace_ and text[end] != " "
            ):  # a no-break blank is a token of its own, or the text would change
                words.append(text[end])
                spaces.append(False)
            else:
                spaces[-1] = bool(token.whitespace_)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing is stored: the tokenizer is made anew from the language's data."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> FaithfulTokenizer:
        """The tokenizer itself."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing is stored."""

    def from_disk(self, *_: object, **__: object) -> FaithfulTokenizer:
        """The tokenizer itself."""
        return self
