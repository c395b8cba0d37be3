"""What a Doc keeps of its tree says what the tree says."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from whence.finding import trees
from whence.language.pipeline import pipeline

TEXTS = {
    "en": "The envoy said on Monday that Oslo had sold the port. Nobody believed him.\n\nA strike followed.",
    "fr": "Le consul a dit lundi qu'Oslo avait vendu le port. Personne ne l'a cru.\n\nUne grève a suivi.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_kept_answers_are_those_of_the_tree(language: str) -> None:
    doc = pipeline(language)(TEXTS[language])
    assert len(list(doc.sents)) > 2
    for token in doc:
        assert trees.kids(token) == tuple(token.children)
        assert trees.sentence(token) == (token.sent.start, token.sent.end)
        assert trees.lows(doc)[token.i] == trees.low(token)


def test_a_reading_lets_go_of_what_it_kept() -> None:
    doc = pipeline("en")(TEXTS["en"])
    assert trees.KIDS not in doc.user_data
    trees.kids(doc[0])
    assert trees.KIDS in doc.user_data
    trees.forget(doc)
    assert not {trees.KIDS, trees.FORMS, trees.LOWS, trees.BOUNDS, trees.OVER, trees.NAMED} & set(doc.user_data)


def test_an_answer_is_kept_for_the_doc_and_let_go_of_with_the_rest() -> None:
    asked: list[int] = []

    @trees.once_a_token
    def place(token: Token) -> int:
        asked.append(token.i)
        return int(token.i)

    doc, other = (pipeline("en").make_doc(text) for text in ("One port.", "Two ports."))
    assert [place(doc[1]), place(doc[1]), place(other[1])] == [1, 1, 1]
    assert asked == [1, 1]
    trees.forget(doc)
    assert place(doc[1]) == 1
    assert asked == [1, 1, 1]
