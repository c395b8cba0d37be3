"""Where two reports go in step, the place of a statement tells of the other's."""

import random

from weighing_builders import ENTITIES, claim_of, document, record, statement

from whence.weighing.features import features, in_their_documents
from whence.weighing.in_step import Steps
from whence.weighing.matching import compare
from whence.weighing.merges import merges

FRENCH = [
    ("Le Pérou a signé avec le Chili un accord sur la pêche au thon", ("Pérou", "Chili")),
    ("La Norvège a vendu douze grues au Kenya", ("Norvège", "Kenya")),
    ("Le Kenya tient à ses vieilles habitudes", ("Kenya",)),
    ("Le Chili a arrêté six marins norvégiens", ("Chili", "Norvège")),
    ("Le Pérou a protesté contre la Norvège", ("Pérou", "Norvège")),
    ("Le Kenya a inauguré une centrale nucléaire", ("Kenya",)),
]
ENGLISH = [
    ("Peru signed an agreement with Chile on tuna fishing", ("Pérou", "Chili")),
    ("Norway sold Kenya twelve cranes", ("Norvège", "Kenya")),
    ("Kenya is no place for cats", ("Kenya",)),
    ("Chile arrested six Norwegian sailors", ("Chili", "Norvège")),
    ("Peru protested against Norway", ("Pérou", "Norvège")),
    ("Kenya opened a nuclear plant", ("Kenya",)),
]
SAME_WORDS = 2
"""The sentence whose words tell little of its being the same."""


def both(english=ENGLISH):
    documents, statements = [], []
    for name, told, language in (("fr", FRENCH, "fr"), ("en", english, "en")):
        doc = document(name, ". ".join(words for words, _ in told) + ".", f"Journal {name}", "2020-03-02", language)
        documents.append(doc)
        kinds = ["AGREE"] * len(told)
        if language == "en":
            kinds[SAME_WORDS] = "RETREAT"
        statements.append(
            [
                statement(doc, words, parties, event_type=kind)
                for (words, parties), kind in zip(told, kinds, strict=True)
            ]
        )
    return documents, statements


def steps_of(documents, statements):
    every = in_their_documents(features(s, ENTITIES, "2020-03-02") for some in statements for s in some)
    pairs = {(i, j): compare(every[i], every[j]) for i in range(len(FRENCH)) for j in range(len(FRENCH), len(every))}
    return every, Steps(every, pairs)


def test_reports_that_tell_the_same_in_one_order_go_in_step():
    every, steps = steps_of(*both())
    half = len(FRENCH)
    assert steps
    assert steps.odds(every[SAME_WORDS], every[half + SAME_WORDS]) > 0
    assert steps.odds(every[SAME_WORDS], every[half + SAME_WORDS]) == steps.odds(
        every[half + SAME_WORDS], every[SAME_WORDS]
    )
    assert (SAME_WORDS, half + SAME_WORDS) in set(steps.beside())
    assert steps.odds(every[0], every[1]) == 0  # one report does not go in step with itself


def test_reports_that_tell_it_in_another_order_do_not():
    every, steps = steps_of(*both(ENGLISH[::-1]))
    assert not steps
    assert not list(steps.beside())
    assert steps.odds(every[0], every[-1]) == 0


def test_what_stands_in_the_same_place_of_a_translation_is_one_claim_and_merges_say_so():
    documents, statements = both()
    weighed = record(documents, statements[0] + statements[1])
    french, english = (some[SAME_WORDS] for some in statements)
    claim = claim_of(weighed, french)
    assert english.id in claim.statements
    alone = record(documents, [french, english])
    assert claim_of(alone, french) != claim_of(alone, english)
    [merge] = merges(claim.statements, statements[0] + statements[1], {d.id: d for d in documents}, ENTITIES)
    assert merge.reasons["documents: in step"] > 0


def test_the_order_of_statements_changes_nothing():
    documents, statements = both()
    every = statements[0] + statements[1]
    first = record(documents, every).claims
    random.Random(3).shuffle(every)
    assert record(documents[::-1], every).claims == first
