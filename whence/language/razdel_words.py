"""razdel's words as a spaCy tokenizer: what the Russian models were trained on."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab


class Tokenizer:
    """Text -> Doc. Blanks other than one space between words are tokens of their own, as in spaCy."""

    def __init__(self, vocab: Vocab) -> None:
        from razdel import tokenize

        self.vocab, self.divide = vocab, tokenize

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for piece in self.divide(text):
            self.blank(text[end : piece.start], words, spaces)
            words.append(piece.text)
            spaces.append(False)
            end = piece.stop
        self.blank(text[end:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def blank(self, between: str, words: list[str], spaces: list[bool]) -> None:
        """Adds what stands between two words: one space to the word before it, the rest as a token."""
        if between.startswith(" ") and words:
            spaces[-1], between = True, between[1:]
        if between:
            words.append(between)
            spaces.append(False)
