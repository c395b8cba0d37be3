"""Text -> tokens, at the offsets of the text as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

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

    def __init__(self, inner: Callable[[str], Doc], vocab: Vocab, language: str, elided: Iterable[str] = ()) -> None:
        """`elided` are the words that lose their vowel before another: in front of a mark of quotation ("d'« avis »")
        they are words of their own with their apostrophe, as before a letter."""
        self.inner, self.vocab, self.language = inner, vocab, language
        stems = "|".join(sorted(map(re.escape, elided), key=len, reverse=True)) or r"(?!)"
        self._elided = re.compile(rf"(?<!\w)(?:{stems})'(?=[«“„\"])", re.IGNORECASE)

    def __call__(self, text: str) -> Doc:
        plain = straighten(text)
        cuts = set(split_points(text, self.language))
        for stop in JOINED.finditer(plain):
            cuts |= {stop.end() - 1, stop.end()}
        joined = set[int]()
        for word in self._elided.finditer(plain):
            cuts |= {word.end(), word.end() + 1}
            joined |= set(range(word.start() + 1, word.end()))
        words: list[str] = []
        spaces: list[bool] = []
        begun: int | None = None
        for token in self.inner(plain):
            start, end = token.idx if begun is None else begun, token.idx + len(token)
            begun = start if end in joined else None
            if begun is not None:
                continue
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
