"""What a report tells over again in other words has its origin where the report has it that it is from."""

import random

from weighing_builders import ENTITIES, claim_of, document, record, source, statement

from whence.weighing import Shared, regroup
from whence.weighing.decided import Decided
from whence.weighing.side_by_side import in_one_order

TOLD = [
    ("Le Pérou a vendu quarante grues au Kenya", "Lima a cédé quarante grues à Nairobi", ("Pérou", "Kenya")),
    ("Le Kenya a payé les grues douze millions", "Nairobi a versé douze millions pour les grues", ("Kenya",)),
    ("Le port de Mombasa a reçu les grues en mars", "En mars, le port de Mombasa a reçu ces grues", ("Kenya",)),
    ("Le Chili a protesté contre la vente", "Contre la vente, Santiago a protesté", ("Chili", "Pérou")),
    ("La Norvège forme les grutiers du Kenya", "Oslo forme à Nairobi les grutiers", ("Norvège", "Kenya")),
    ("Le Pérou a démenti toute commission", "Lima a démenti une commission", ("Pérou",)),
]
ELSE = [
    ("La pluie gêne les marins du Pérou", ("Pérou",)),
    ("Le Chili ouvre une école de musique à Arica", ("Chili",)),
    ("La Norvège compte ses baleines", ("Norvège",)),
    ("Le Kenya élit une reine du thé", ("Kenya",)),
    ("Le Chili ferme ses boulangeries le dimanche", ("Chili",)),
    ("La Norvège repeint ses phares en rouge", ("Norvège",)),
    ("Le Kenya plante des acacias à Nakuru", ("Kenya",)),
    ("Le Pérou restaure un pont de corde", ("Pérou",)),
]


def report(name, publisher, date, told, chain=()):
    """A report with a statement for each of some sentences and their parties."""
    doc = document(name, ". ".join(words for words, _ in told) + ".", publisher, date)
    return doc, [statement(doc, words, parties, chain) for words, parties in told]


def first_and_retelling(later="2020-03-03", parts=6, besides=(), chain=()):
    first, statements = report("a", "Le Fanal", "2020-03-02", [(words, parties) for words, _, parties in TOLD])
    again = [(TOLD[n][1], TOLD[n][2]) for n in range(parts)]
    second, others = report("b", "L'Écho", later, [*again, *besides], chain)
    weighed = record([first, second], [*statements, *others], chain)
    return weighed, statements, others


def two_origins(weighed, statements):
    """How many of the statements are in a claim that has two origins or more, and how many in one with two reports."""
    claims = {claim.id: claim for claim in (claim_of(weighed, s) for s in statements)}.values()
    both = [claim for claim in claims if claim.documents == 2]
    return sum(claim.independent > 1 for claim in both), len(both)


def copying(weighed):
    return [link for link in weighed.links if link.kind in ("copies", "shares")]


def test_what_is_told_over_again_in_the_same_order_has_one_origin_and_a_link_says_so():
    weighed, statements, others = first_and_retelling()
    apart, both = two_origins(weighed, statements)
    assert both >= 4  # so much of it is known to be the same
    assert apart <= both // 2
    [link] = copying(weighed)
    assert (link.kind, link.from_, link.to, link.direction, link.basis) == ("copies", "b", "a", "known", "inferred")
    evidence = {tuple(s.evidence) for s in statements}, {tuple(s.evidence) for s in others}
    assert all((a, b) in evidence[1] and (c, d) in evidence[0] for a, b, c, d in link.spans)


def test_of_one_day_nobody_knows_who_told_it_over_again():
    weighed, _, _ = first_and_retelling(later="2020-03-02")
    assert {(link.kind, link.direction) for link in copying(weighed)} <= {("shares", "unknown")}


def test_a_report_without_a_day_can_have_told_it_over_again():
    weighed, statements, _ = first_and_retelling(later=None)
    apart, both = two_origins(weighed, statements)
    assert both >= 4
    assert apart <= both // 2
    assert {(link.kind, link.direction) for link in copying(weighed)} == {("shares", "unknown")}


def test_two_reports_that_have_an_event_in_common_and_else_their_own_have_two_origins():
    weighed, statements, _ = first_and_retelling(parts=2, besides=ELSE)
    apart, both = two_origins(weighed, statements)
    assert apart == both > 0
    assert not copying(weighed)


def test_what_a_report_has_from_a_source_of_its_own_is_that_sources():
    harbour = source("le capitaine du port", "person")
    weighed, statements, _ = first_and_retelling(chain=(harbour,))
    apart, both = two_origins(weighed, statements)
    assert apart == both >= 4


def test_the_order_of_reading_changes_nothing():
    weighed, statements, others = first_and_retelling()
    first, _ = report("a", "Le Fanal", "2020-03-02", [(words, parties) for words, _, parties in TOLD])
    second, _ = report("b", "L'Écho", "2020-03-03", [(words, parties) for _, words, parties in TOLD])
    both = [*statements, *others]
    random.Random(3).shuffle(both)
    assert record([second, first], both) == weighed


def test_claims_made_anew_by_themselves_keep_to_it():
    weighed, statements, others = first_and_retelling()
    documents = [
        report(name, publisher, date, [(told[which], told[2]) for told in TOLD])[0]
        for name, publisher, date, which in (("a", "Le Fanal", "2020-03-02", 0), ("b", "L'Écho", "2020-03-03", 1))
    ]
    shared = [Shared(link.from_, link.to, link.spans, 0, link.share) for link in copying(weighed)]
    by_id = {s.id: s for s in (*statements, *others)}
    for claim in weighed.claims:
        members = [by_id[id_] for id_ in claim.statements]
        sources = {s.id: s for s in weighed.sources}
        together = Decided((claim.statements,) if len(members) > 1 else ())
        [again] = regroup(members, documents, documents, shared, ENTITIES, sources, together).claims
        assert (again.id, again.independent) == (claim.id, claim.independent)


def test_in_one_order_is_the_longest_run_that_both_have():
    assert in_one_order([]) == []
    assert in_one_order([(4, 9), (0, 0), (1, 5), (2, 1), (3, 2)]) == [(0, 0), (2, 1), (3, 2), (4, 9)]
    assert len(in_one_order([(0, 3), (1, 2), (2, 1)])) == 1
