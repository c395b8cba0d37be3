"""People's merges and splits: what they come to, and that weighing keeps to them."""

import pytest
from weighing_builders import ENTITIES, claim_of, document, statement, time

from whence.weighing import Shared, regroup, weigh
from whence.weighing.decided import Decided, Joint, taken_together

COPIED = (
    "Le gardien du port a compté les caisses deux fois ce matin-là, et chaque fois il est arrivé à un autre nombre, "
    "qu'il a noté au crayon sur le dos d'une enveloppe que personne n'a retrouvée depuis."
)
ONE = document("one", f"Le Pérou a signé un accord avec le Chili. {COPIED}", "Le Phare", "2020-01-01")
TWO = document("two", f"Le Pérou a signé un accord avec le Chili. {COPIED} C'était mardi.", "La Sonde", "2020-01-02")
FAR = document("far", "Lima et Santiago se sont entendues hier.", "Le Cap", "2020-01-03")
SIGNED = statement(ONE, "Le Pérou a signé un accord avec le Chili", ("Pérou", "Chili"), time=time("2020-01-01"))
AGAIN = statement(TWO, "Le Pérou a signé un accord avec le Chili", ("Pérou", "Chili"), time=time("2020-01-01"))
OTHER = statement(FAR, "Lima et Santiago se sont entendues", ())
DOCUMENTS, STATEMENTS = (ONE, TWO, FAR), (SIGNED, AGAIN, OTHER)


def weighed(*joints: Joint):
    return weigh(DOCUMENTS, STATEMENTS, ENTITIES, {}, decided=taken_together(joints))


def members(result):
    return {claim.statements for claim in result.claims}


def ids(*statements):
    return tuple(sorted(s.id for s in statements))


def test_without_decisions_the_machine_puts_together_what_says_the_same() -> None:
    assert members(weighed()) == {ids(SIGNED, AGAIN), ids(OTHER)}


def test_what_people_merge_is_one_claim() -> None:
    result = weighed(Joint("merge", ids(SIGNED, AGAIN), ids(OTHER)))
    assert members(result) == {ids(SIGNED, AGAIN, OTHER)}
    assert claim_of(result, OTHER).documents == 3


def test_what_people_split_never_comes_together_again() -> None:
    result = weighed(Joint("split", ids(SIGNED), ids(AGAIN)))
    assert members(result) == {ids(SIGNED), ids(AGAIN), ids(OTHER)}


def test_what_is_taken_out_together_stays_together() -> None:
    result = weighed(Joint("merge", ids(SIGNED, AGAIN), ids(OTHER)), Joint("split", ids(SIGNED), ids(AGAIN, OTHER)))
    assert members(result) == {ids(SIGNED), ids(AGAIN, OTHER)}


@pytest.mark.parametrize(
    ("joints", "together"),
    [
        ((Joint("merge", ("a",), ("b",)), Joint("split", ("a",), ("b",))), False),
        ((Joint("split", ("a",), ("b",)), Joint("merge", ("a",), ("b",))), True),
        # The later merges make one of a and b by way of c; the split before them gives way.
        ((Joint("split", ("a",), ("b",)), Joint("merge", ("a",), ("c",)), Joint("merge", ("c",), ("b",))), True),
        # The later split keeps them apart, so that of the two merges before it the earlier gives way.
        ((Joint("merge", ("a",), ("c",)), Joint("merge", ("c",), ("b",)), Joint("split", ("a",), ("b",))), False),
    ],
)  # fmt: skip
def test_of_two_decisions_that_cannot_both_hold_the_later_does(joints, together) -> None:
    found = taken_together(joints)
    group = next((group for group in found.groups if "a" in group), ("a",))
    assert ("b" in group) is together
    assert ("b" in found.apart.get("a", ())) is not together


def test_decisions_are_cut_to_some_statements() -> None:
    found = taken_together([Joint("merge", ("a",), ("b", "c")), Joint("split", ("a",), ("d",))])
    assert found.of(["a", "b"]) == Decided((("a", "b"),), {})
    assert not found.of(["b"])


@pytest.mark.parametrize(
    "joint", [Joint("merge", ids(SIGNED, AGAIN), ids(OTHER)), Joint("split", ids(SIGNED), ids(AGAIN))]
)
def test_carried_out_at_once_it_is_as_weighed_whole(joint) -> None:
    whole = weighed(joint)
    bare = [type(d)(**{name: getattr(d, name) for name in d.__slots__} | {"text": ""}) for d in DOCUMENTS]
    texts = [ONE, TWO, FAR]
    [link] = [link for link in whole.links if link.kind == "copies"]
    shared = [Shared(link.from_, link.to, link.spans, 0, link.share)]
    part = regroup(STATEMENTS, bare, texts, shared, ENTITIES, {s.id: s for s in whole.sources}, taken_together([joint]))
    assert part.claims == whole.claims
