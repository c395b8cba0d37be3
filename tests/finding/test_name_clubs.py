"""Towns that stand for their clubs; models, titles and rulers' numerals; headlines."""

from __future__ import annotations

import pytest

from whence.language.pipeline import pipeline


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Bologna beat Parma 2-1 on Sunday.", "Bologna", "ORG"),
        ("Bologna beat Parma 2-1 on Sunday.", "Parma", "ORG"),
        ("Getafe drew 0-0 with Bologna after a late penalty.", "Bologna", "ORG"),
        ("Bologna striker Luca Bianchi was injured.", "Bologna", "ORG"),
        ("The train from Parma to Bologna was late.", "Bologna", "LOC"),
        ("Police in Bologna beat the protesters.", "Bologna", "LOC"),
        ("Peru beat Chile 3-0 in Lima.", "Peru", "LOC"),
        ("Two B-52 bombers landed in Guam.", "B-52", "MISC"),
        ("King Charles III opened a school in Apia.", "Charles III", "PER"),
        pytest.param(
            *("Petrobras Workers Strike Over Layoffs In Bahia", "Petrobras", "ORG"),
            marks=pytest.mark.xfail(reason="in a headline with capitals the whole is taken for the name"),
        ),
    ],
)
def test_what_stands_around_tells_the_kind(text: str, name: str, label: str) -> None:
    doc = pipeline("en")(text)
    assert (name, label) in [(e.text, e.label_) for e in doc.ents]
