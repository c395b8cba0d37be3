"""Stretches between quotation marks, whatever their style, nested or never closed."""

from __future__ import annotations

from spacy.tokens import Doc

from whence.language.lexicons import lexicon

PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›", '"': '"', "”": "”"}
MIN_TOKENS = 1


def quotations(doc: Doc) -> list[tuple[int, int]]:
    """Token bounds of what stands between outermost quotation marks, the marks left out, in order.

    A quotation that is never closed ends with its paragraph, unless the next paragraph opens with a mark again
    (the newspaper convention for a quotation that runs on).
    """
    marks = lexicon(doc.lang_, "pipeline")["quotation"]
    opening, closing = frozenset(marks["open"]), frozenset(marks["close"])
    found: list[tuple[int, int]] = []
    stack: list[tuple[int, str]] = []
    for token in doc:
        text = token.text
        if token.is_space and "\n" in text:
            if stack:
                found.append((stack[0][0] + 1, token.i))
            stack = []
        elif stack and text in PAIRS.get(stack[-1][1], ""):
            begin, _ = stack.pop()
            if not stack and token.i - begin > MIN_TOKENS:
                found.append((begin + 1, token.i))
        elif text in opening and len(stack) < 2:
            stack.append((token.i, text))
        elif text in closing and stack:
            begin = stack[0][0]
            stack = []
            found.append((begin + 1, token.i))
    if stack:
        found.append((stack[0][0] + 1, len(doc)))
    return [(a, b) for a, b in found if b > a]
