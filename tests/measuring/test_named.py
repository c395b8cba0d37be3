"""Names are read from open corpora, and found names are scored against them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from whence.measuring.named import Sentence, demonyms, gum, iob2
from whence.measuring.pipelines import joined, names

NOBODY: frozenset[str] = frozenset()

IOB2 = """\
# sent_id = 1
1	Daniel	B-PER	-
2	Okoro	I-PER	-
3	left	O	-
4	Lima	B-LOC	-
5	.	O	-

# sent_id = 2
1	The	O	-
2	Peruvian	B-LOC	-
3	mill	O	-
4	(	O	-
5	Quillby	B-ORG	-
6	Mills	I-ORG	-
7	)	O	-
8	Saab	B-ORG	-
9	Oslo	B-LOC	-
10	Monday	B-DATE	-
11	's	O	-
"""


def packed(path: Path, text: str) -> Path:
    path.write_bytes(gzip.compress(text.encode("utf-8")))
    return path


def marked(sentence: Sentence) -> list[tuple[str, str]]:
    return [(" ".join(sentence.words[a:b]), label) for a, b, label in sentence.names]


# --- words with labels ----------------------------------------------------------------------------------------------


def test_labels_of_words_become_names(tmp_path: Path) -> None:
    first, second = iob2(packed(tmp_path / "names.iob2.gz", IOB2), NOBODY)
    assert first.words == ["Daniel", "Okoro", "left", "Lima", "."]
    assert first.names == [(0, 2, "PER"), (3, 4, "LOC")]
    assert marked(second) == [("Peruvian", "LOC"), ("Quillby Mills", "ORG"), ("Saab", "ORG"), ("Oslo", "LOC")]


def test_other_labels_and_what_is_no_name_of_ours_are_left_out(tmp_path: Path) -> None:
    _, second = iob2(packed(tmp_path / "names.iob2.gz", IOB2), frozenset({"peruvian", "mills"}))
    assert marked(second) == [("Quillby Mills", "ORG"), ("Saab", "ORG"), ("Oslo", "LOC")]


def test_a_name_may_close_its_sentence_and_open_without_its_b(tmp_path: Path) -> None:
    rows = "1\tin\tO\n2\tNew\tI-LOC\n3\tQuillby\tI-LOC\n"
    (sentence,) = iob2(packed(tmp_path / "names.iob2.gz", rows), NOBODY)
    assert sentence.names == [(1, 3, "LOC")]


def test_blanks_are_guessed_around_marks(tmp_path: Path) -> None:
    first, second = iob2(packed(tmp_path / "names.iob2.gz", IOB2), NOBODY)
    assert joined(first)[0] == "Daniel Okoro left Lima."
    assert joined(second)[0] == "The Peruvian mill (Quillby Mills) Saab Oslo Monday's"


def test_words_stand_in_the_joined_text_at_their_characters() -> None:
    text, offsets = joined(Sentence(["Lima", "waits", "."], [True, False, True], []))
    assert text == "Lima waits."
    assert [text[a:b] for a, b in offsets] == ["Lima", "waits", "."]


# --- entities on top of trees ---------------------------------------------------------------------------------------


def row(number: int, word: str, pos: str, head: int, misc: str = "_") -> str:
    return "\t".join([str(number), word, word.lower(), pos, "_", "_", str(head), "dep", "_", misc])


GUM = "\n".join(
    [
        "# newdoc id = made",
        row(1, "Mayor", "PROPN", 3, "Entity=(1-person-new-cf1-1,2,3-sgl"),
        row(2, "Daniel", "PROPN", 3),
        row(3, "Okoro", "PROPN", 4, "Entity=1)"),
        row(4, "left", "VERB", 0),
        row(5, "the", "DET", 6, "Entity=(2-object-new-cf2-2-sgl"),
        row(6, "house", "NOUN", 4),
        row(7, "in", "ADP", 8),
        row(8, "Lima", "PROPN", 6, "Entity=(3-place-new-cf3-1-sgl)2)|SpaceAfter=No"),
        row(9, ".", "PUNCT", 4),
        "",
        row(1, "The", "DET", 2, "Entity=(4-organization-new-cf1-2-sgl"),
        row(2, "Bank", "PROPN", 6),
        row(3, "of", "ADP", 4),
        row(4, "Quillby", "PROPN", 2, "Entity=(5-place-new-cf2-1-sgl)4)"),
        row(5, "also", "ADV", 6),
        row(6, "met", "VERB", 0),
        row(7, "Norwegian", "PROPN", 8, "Entity=(6-time-new-cf3-2-sgl"),
        row(8, "Monday", "PROPN", 6, "Entity=6)"),
        "7-8\tdu\t_\t_\t_\t_\t_\t_\t_\t_",
        "8.1\tthere\tthere\tADV\t_\t_\t_\t_\t_\t_",
        row(9, "Peruvians", "PROPN", 6, "Entity=(7-person-new-cf4-1-coref)"),
        "",
    ]
)


def test_entities_headed_by_a_proper_noun_become_names(tmp_path: Path) -> None:
    first, second = gum(packed(tmp_path / "made.conllu.gz", GUM), NOBODY)
    assert first.words == ["Mayor", "Daniel", "Okoro", "left", "the", "house", "in", "Lima", "."]
    assert marked(first) == [("Daniel Okoro", "PER"), ("Lima", "LOC")]
    assert second.words[6:] == ["Norwegian", "Monday", "Peruvians"]
    assert marked(second) == [("Bank of Quillby", "ORG"), ("Peruvians", "PER")]


def test_inhabitants_are_no_names(tmp_path: Path) -> None:
    _, second = gum(packed(tmp_path / "made.conllu.gz", GUM), frozenset({"peruvians"}))
    assert marked(second) == [("Bank of Quillby", "ORG")]


@pytest.mark.parametrize("heads", [(0, 3, 1), (3, 3, 0)])
def test_a_name_goes_over_its_small_words_on_either_side_of_its_head(tmp_path: Path, heads: tuple[int, ...]) -> None:
    rows = [
        row(1, "House", "PROPN", heads[0], "Entity=(1-organization-new"),
        row(2, "of", "ADP", heads[1]),
        row(3, "Quillby", "PROPN", heads[2], "Entity=1)"),
        "",
    ]
    (sentence,) = gum(packed(tmp_path / "made.conllu.gz", "\n".join(rows)), NOBODY)
    assert sentence.names == [(0, 3, "ORG")]


def test_a_title_alone_is_no_name(tmp_path: Path) -> None:
    rows = "\n".join([row(1, "Mayor", "PROPN", 2, "Entity=(1-person-new)"), row(2, "waits", "VERB", 0), ""])
    (sentence,) = gum(packed(tmp_path / "made.conllu.gz", rows), NOBODY)
    assert sentence.names == []


def test_blanks_are_those_of_the_file(tmp_path: Path) -> None:
    first, _ = gum(packed(tmp_path / "made.conllu.gz", GUM), NOBODY)
    assert joined(first)[0] == "Mayor Daniel Okoro left the house in Lima."


def test_an_entity_that_is_not_closed_ends_with_its_sentence(tmp_path: Path) -> None:
    rows = "\n".join(
        [
            row(1, "Lima", "PROPN", 0, "Entity=(1-place-new"),
            "",
            row(1, "Oslo", "PROPN", 0, "Entity=1)"),
            "",
        ]
    )
    first, second = gum(packed(tmp_path / "made.conllu.gz", rows), NOBODY)
    assert first.names == second.names == []


# --- scoring --------------------------------------------------------------------------------------------------------


@pytest.fixture
def finder() -> Language:
    """A pipeline that knows two names, one of them by another label than the corpus gives it."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PER", "pattern": "Daniel Okoro"},
            {"label": "ORG", "pattern": "Lima"},
            {"label": "MISC", "pattern": "left"},
        ]
    )
    return nlp


def test_names_are_right_with_their_label_and_both_ends(tmp_path: Path, finder: Language) -> None:
    path = packed(tmp_path / "names.iob2.gz", IOB2.split("\n\n")[0] + "\n")
    assert names(finder, path, "en") == pytest.approx(2 * 1 / (2 + 2))


def test_a_gum_file_is_told_by_its_ending(tmp_path: Path, finder: Language) -> None:
    path = packed(tmp_path / "made.conllu.gz", GUM.split("\n\n")[0] + "\n")
    assert names(finder, path, "en") == pytest.approx(2 * 1 / (2 + 2))


def test_names_of_no_scored_kind_count_for_nothing(tmp_path: Path) -> None:
    rows = "1\tGripen\tB-MISC\n2\tflies\tO\n"
    assert names(spacy.blank("en"), packed(tmp_path / "names.iob2.gz", rows), "en") == 0.0


def test_demonyms_are_those_of_the_language_in_small_letters() -> None:
    english = demonyms("en")
    assert {"norwegian", "peruvian"} <= english
    assert "norvégien" not in english
    assert "norvégien" in demonyms("fr")
    assert [w for w in english if w != w.lower()] == []


@pytest.mark.parametrize(
    ("words", "head", "kind", "relation", "expected"),
    [
        ([("captain", "NOUN"), ("Ana", "PROPN"), ("Ruiz", "PROPN")], 1, "person", "flat", [("Ana Ruiz", "PER")]),
        ([("village", "NOUN"), ("of", "ADP"), ("Quillby", "PROPN")], 1, "place", "nmod", [("Quillby", "LOC")]),
        ([("Quillby", "PROPN"), ("agency", "NOUN")], 2, "organization", "compound", [("Quillby", "ORG")]),
        ([("roads", "NOUN"), ("of", "ADP"), ("Quillby", "PROPN")], 1, "place", "nmod", []),
        ([("Quillby", "PROPN"), ("soup", "NOUN")], 2, "object", "compound", []),
    ],
)
def test_an_entity_headed_by_a_common_noun_has_the_name_beside_it(
    tmp_path: Path, words: list[tuple[str, str]], head: int, kind: str, relation: str, expected: list[tuple[str, str]]
) -> None:
    rows = []
    for number, (word, pos) in enumerate(words, 1):
        misc = f"Entity=(1-{kind}-new" if number == 1 else "Entity=1)" if number == len(words) else "_"
        made = row(number, word, pos, 0 if number == head else head, misc).split("\t")
        made[7] = "root" if number == head else relation
        rows.append("\t".join(made))
    (sentence,) = gum(packed(tmp_path / "made.conllu.gz", "\n".join([*rows, ""])), NOBODY)
    assert marked(sentence) == expected


def test_a_person_ends_before_where_he_is_from(tmp_path: Path) -> None:
    rows = [
        row(1, "Ana", "PROPN", 0, "Entity=(1-person-new"),
        row(2, "of", "ADP", 3),
        row(3, "Quillby", "PROPN", 1, "Entity=(2-place-new)1)"),
        "",
    ]
    (sentence,) = gum(packed(tmp_path / "made.conllu.gz", "\n".join(rows)), NOBODY)
    assert marked(sentence) == [("Ana", "PER"), ("Quillby", "LOC")]
