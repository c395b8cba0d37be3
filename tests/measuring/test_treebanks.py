"""Treebanks are read into text, words and sentences, and trees are scored against them."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
import spacy
from spacy.tokens import Doc

from whence.measuring.pipelines import trees
from whence.measuring.treebanks import Paragraph, paragraphs

ROWS = """\
# newdoc id = one
# sent_id = 1
1	“	“	PUNCT	-	_	2	punct	_	SpaceAfter=No
2	Wait	wait	VERB	VB	Mood=Imp	0	root	_	SpaceAfter=No
3	,	,	PUNCT	-	_	2	punct	_	SpaceAfter=No
4	”	”	PUNCT	-	_	2	punct	_	_
5	she	she	PRON	PRP	_	6	nsubj	_	_
6	said	say	VERB	VBD	_	2	parataxis	_	SpaceAfter=No
7	.	.	PUNCT	-	_	2	punct	_	_

# sent_id = 2
1	He	he	PRON	PRP	_	4	nsubj	_	_
2-3	cannot	_	_	_	_	_	_	_	_
2	can	can	AUX	MD	_	4	aux	_	_
3	not	not	PART	RB	_	4	advmod	_	_
4	pay	pay	VERB	VB	_	0	root	_	_
4.1	it	it	PRON	_	_	_	_	4:obj	_
5-6	today's	_	_	_	_	_	_	_	SpaceAfter=No
5	today	today	NOUN	NN	_	4	obl	_	_
6	's	's	PART	POS	_	5	case	_	_
7	.	.	PUNCT	-	_	4	punct	_	_

# newpar
# sent_id = 3
1	Lima	Lima	PROPN	NNP	_	2	nsubj	_	_
2	waits	wait	VERB	VBZ	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	-	_	2	punct	_	_
"""
FIRST = "“Wait,” she said. He cannot pay today's."
SECOND = "Lima waits."


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.conllu"
    path.write_text(ROWS, encoding="utf-8")
    return path


# --- reading --------------------------------------------------------------------------------------------------------


def test_the_text_has_its_blanks_where_the_treebank_has_them(bank: Path) -> None:
    assert [p.text for p in paragraphs(bank)] == [FIRST, SECOND]


def test_words_stand_at_their_characters(bank: Path) -> None:
    first, second = paragraphs(bank)
    assert [first.text[w.start : w.end] for w in first.words] == [
        *("“", "Wait", ",", "”", "she", "said", "."),
        *("He", "can", "not", "pay", "today", "'s", "."),
    ]
    assert [(w.start, w.end) for w in second.words] == [(0, 4), (5, 10), (10, 11)]


def test_sentences_are_spans_of_the_paragraph(bank: Path) -> None:
    first, second = paragraphs(bank)
    assert [first.text[a:b] for a, b in first.sentences()] == ["“Wait,” she said.", "He cannot pay today's."]
    assert [second.text[a:b] for a, b in second.sentences()] == ["Lima waits."]


def test_heads_are_words_of_the_paragraph_and_roots_their_own(bank: Path) -> None:
    first, _ = paragraphs(bank)
    heads = {
        first.text[w.start : w.end]: first.text[first.words[w.head].start : first.words[w.head].end]
        for w in first.words
    }
    assert heads["she"] == "said"
    assert heads["said"] == "Wait"
    assert heads["He"] == heads["not"] == heads["today"] == "pay"
    assert heads["'s"] == "today"
    assert [i for i, w in enumerate(first.words) if w.head == i] == [1, 10]


def test_what_a_word_is_said_to_be_is_kept(bank: Path) -> None:
    wait = next(paragraphs(bank)).words[1]
    assert (wait.lemma, wait.upos, wait.xpos, wait.feats, wait.dep) == ("wait", "VERB", "VB", "Mood=Imp", "root")


def test_a_word_of_a_contraction_has_a_stretch_of_it_even_where_the_forms_are_longer(tmp_path: Path) -> None:
    path = tmp_path / "contracted.conllu"
    path.write_text(
        "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "1\tde\tde\tADP\t_\t_\t3\tcase\t_\t_\n"
        "2\tle\tle\tDET\t_\t_\t3\tdet\t_\t_\n"
        "3\tport\tport\tNOUN\t_\t_\t0\troot\t_\t_\n",
        encoding="utf-8",
    )
    (paragraph,) = paragraphs(path)
    assert paragraph.text == "du port"
    assert [(w.start, w.end) for w in paragraph.words] == [(0, 1), (1, 2), (3, 7)]


def test_each_sentence_of_a_shuffled_file_is_a_paragraph(bank: Path) -> None:
    assert [p.text for p in paragraphs(bank, shuffled=True)] == [
        "“Wait,” she said.",
        "He cannot pay today's.",
        "Lima waits.",
    ]


def test_a_gzipped_file_reads_the_same(bank: Path, tmp_path: Path) -> None:
    packed = tmp_path / "bank.conllu.gz"
    packed.write_bytes(gzip.compress(ROWS.encode("utf-8")))
    assert list(paragraphs(packed)) == list(paragraphs(bank))


# --- scoring --------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """A word of a tree: its head is an index into the words."""

    word: str
    blank: bool
    pos: str
    lemma: str
    head: int
    dep: str


RIGHT = [Row("Lima", True, "PROPN", "Lima", 1, "nsubj"), Row("waits", False, "VERB", "wait", 1, "ROOT")]
STOP = Row(".", False, "PUNCT", ".", 1, "punct")


def tree(rows: Sequence[Row]) -> Doc:
    return Doc(
        spacy.blank("en").vocab,
        words=[r.word for r in rows],
        spaces=[r.blank for r in rows],
        pos=[r.pos for r in rows],
        lemmas=[r.lemma for r in rows],
        heads=[r.head for r in rows],
        deps=[r.dep for r in rows],
    )


@pytest.fixture
def gold(bank: Path) -> list[Paragraph]:
    return list(paragraphs(bank))[1:]


def test_a_perfect_tree_scores_one(gold: list[Paragraph]) -> None:
    found = trees(gold, [tree([*RIGHT, STOP])])
    assert found == {"sentences, F1": 1.0, "UPOS": 1.0, "lemmas": 1.0, "UAS": 1.0, "LAS": 1.0}


def test_subtypes_and_the_case_of_lemmas_are_set_aside(gold: list[Paragraph]) -> None:
    lima, waits = RIGHT
    found = trees(gold, [tree([lima._replace(dep="nsubj:pass", lemma="lima"), waits, STOP])])
    assert found["LAS"] == found["lemmas"] == 1.0


def test_a_wrong_relation_costs_the_relation_alone(gold: list[Paragraph]) -> None:
    found = trees(gold, [tree([RIGHT[0]._replace(dep="obj"), RIGHT[1], STOP])])
    assert found["UAS"] == 1.0
    assert found["LAS"] == pytest.approx(2 / 3)


def test_a_wrong_tree_has_what_is_right_in_it(gold: list[Paragraph]) -> None:
    lima, waits = RIGHT
    wrong = [
        lima._replace(head=0, dep="ROOT", pos="NOUN", lemma="lim"),
        waits._replace(head=0, dep="acl", lemma="waits"),
        STOP._replace(head=0),
    ]
    found = trees(gold, [tree(wrong)])
    assert found["UAS"] == found["LAS"] == 0.0
    assert found["UPOS"] == pytest.approx(2 / 3)
    assert found["lemmas"] == pytest.approx(1 / 3)
    assert found["sentences, F1"] == 1.0


def test_a_second_root_is_wrong_where_the_word_has_a_head(gold: list[Paragraph]) -> None:
    lima, waits = RIGHT
    found = trees(gold, [tree([lima._replace(head=0, dep="ROOT"), waits, STOP])])
    assert found["UAS"] == pytest.approx(2 / 3)
    assert found["sentences, F1"] == 0.0


def test_a_word_cut_otherwise_is_wrong_on_both_sides(gold: list[Paragraph]) -> None:
    joined = RIGHT[1]._replace(word="waits.", head=1)
    found = trees(gold, [tree([RIGHT[0], joined])])
    assert found["UPOS"] == pytest.approx(2 * 1 / (3 + 2))
    assert found["UAS"] == 0.0
    assert found["sentences, F1"] == 1.0


def test_blanks_are_no_words(gold: list[Paragraph]) -> None:
    (paragraph,) = gold
    line = Row("\n", False, "SPACE", "\n", 2, "dep")
    found = trees([paragraph], [tree([*RIGHT, STOP, line])])
    assert set(found.values()) == {1.0}
