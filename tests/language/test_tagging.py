"""Names by a small encoder: how words become numbers, tags names, and texts sentences."""

from __future__ import annotations

import numpy as np
import pytest
import spacy

from whence.language.encoder import LONGEST
from whence.language.lexicons import lexicon
from whence.language.naming import LONGEST_SENTENCE, NOTHING, sentences
from whence.language.tagging import LOOKS, Reader, Sentence, Tagger, looks, tagger

PIECES = ["[CLS]", "[SEP]", "[UNK]", "zen", "##da", "fell", "."]
TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def reader() -> Reader:
    return Reader(PIECES, TAGS, [NOTHING, "B-state"])


def english() -> Tagger:
    model = tagger(lexicon("en", "pipeline")["names"])
    assert model is not None
    return model


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("fell", "small"),
        ("Zenda", "capital"),
        ("NATO", "capitals"),
        ("McGuire", "mixed"),
        ("J", "initial"),
        ("S-400", "digits"),
        ("—", "other"),
    ],
)
def test_a_word_is_told_by_its_letters(word: str, kind: str) -> None:
    assert looks(word) == kind
    assert kind in LOOKS


def test_every_piece_of_a_word_has_its_looks_and_what_is_known_of_it() -> None:
    read = reader().numbers(Sentence(["Zenda", "fell", "¤", "."], ["B-state", NOTHING, "never seen", NOTHING]))
    assert read.pieces == [0, 3, 4, 5, 2, 6, 1]
    assert read.begins == [1, 3, 4, 5]
    capital, small, other = (LOOKS.index(kind) for kind in ("capital", "small", "other"))
    assert read.looks == [0, capital, capital, small, other, other, 0]
    assert read.known == [0, 1, 1, 0, 0, 0, 0]
    assert read.words == [0, 1, 1, 2, 3, 4, 0]


def test_of_a_long_sentence_the_beginning_is_read() -> None:
    read = reader().numbers(Sentence(["Zenda"] * 100, [NOTHING] * 100))
    assert len(read.pieces) == len(read.looks) == len(read.known) == len(read.words) <= LONGEST
    assert len(read.begins) < 100


def test_a_name_goes_on_only_behind_its_own_beginning() -> None:
    odds = np.log(
        np.array(
            [
                [0.05, 0.10, 0.70, 0.10, 0.05],  # I-PER is likeliest, and no name can begin with it
                [0.05, 0.05, 0.45, 0.05, 0.40],
                [0.80, 0.05, 0.05, 0.05, 0.05],
                [0.10, 0.10, 0.10, 0.60, 0.10],
            ]
        )
    )
    assert list(reader().likeliest(odds)) == [(0, 2, "PER"), (3, 4, "LOC")]
    assert list(reader().likeliest(odds[:0])) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Zenda fell. Strelsau did not!", ["Zenda fell.", "Strelsau did not!"]),
        ('"Zenda fell." "Strelsau stood," he said.', ['"Zenda fell."', '"Strelsau stood," he said.']),
        ("No stop", ["No stop"]),
        ("Mr. Rassendyll left", ["Mr. Rassendyll left"]),
    ],
)
def test_a_text_is_parted_where_sentences_seem_to_end(text: str, parts: list[str]) -> None:
    doc = spacy.blank("en")(text)
    assert [doc[a:b].text for a, b in sentences(doc, 0, len(doc))] == parts


def test_what_never_ends_is_parted_at_commas() -> None:
    doc = spacy.blank("en")("towers , " * 100)
    parts = list(sentences(doc, 0, len(doc)))
    assert [a for a, _ in parts[1:]] == [b for _, b in parts[:-1]]
    assert (parts[0][0], parts[-1][1]) == (0, len(doc))
    assert all(b - a <= LONGEST_SENTENCE for a, b in parts)
    assert all(doc[b - 1].text == "," for _, b in parts[:-1])


def test_it_tells_names_that_no_table_has_by_the_words_around() -> None:
    told = "Mayor Oddrun Velkesh told the Quorvik Shipping Corporation that the road to Ambelstad was closed ."
    words = told.split()
    (names,) = english().names([Sentence(words, [NOTHING] * len(words))])
    assert names == [(1, 3, "PER"), (5, 8, "ORG"), (12, 13, "LOC")]


def test_sentences_read_together_are_read_as_each_alone() -> None:
    listed = [
        Sentence(words.split(), [NOTHING] * len(words.split()))
        for words in ("Peru sued Kenya .", "Nothing happened .", "The mayor of Oslo met Ms Ravna Blix in Bergen .")
    ]
    assert english().names(listed) == [english().names([each])[0] for each in listed]
    assert english().names([]) == []
    assert english().names([Sentence([], [])]) == [[]]


def test_a_folder_with_another_model_has_no_tagger() -> None:
    assert tagger(lexicon("fr", "pipeline")["names"]) is None
