"""What many pairs of statements have in common, counted at once, is what their sets have in common."""

import itertools

import numpy as np
import pytest
from weighing_builders import ENTITIES, document, statement

from whence.weighing import overlap
from whence.weighing.blocking import candidates
from whence.weighing.concepts import telling
from whence.weighing.features import features, in_their_documents
from whence.weighing.overlap import HUNDREDTHS, Overlap

TEXT = (
    "Le Pérou a livré 30 canons au Chili à Arica en mai. Le Chili nie la livraison des canons. "
    "La Norvège a signé un accord de pêche avec le Kenya. Le Kenya dément tout accord. "
    "Trente canons sont arrivés à Arica, selon le Pérou."
)
QUOTES = [part for part in TEXT.split(". ") if part]


def compared():
    """Statements of two reports that tell the same sentences."""
    documents = [document(name, TEXT) for name in ("a", "b", "c")]
    given = [statement(d, quote.removesuffix("."), ("Pérou", "Chili")) for d in documents for quote in QUOTES]
    return in_their_documents([features(one, ENTITIES, "2024-05-01") for one in given])


@pytest.mark.parametrize("cells", [1, 200, 1 << 21])
def test_pairs_share_what_their_sets_share(monkeypatch, cells):
    monkeypatch.setattr(overlap, "_CELLS", cells)
    some = compared()
    places = np.array(list(itertools.combinations(range(len(some)), 2)))
    common = Overlap(some).of(places[:, 0], places[:, 1])
    for (i, j), tells, names in zip(places.tolist(), common.tells.tolist(), common.names.tolist(), strict=True):
        assert tells / HUNDREDTHS == pytest.approx(telling(some[i].concepts & some[j].concepts))
        assert names == len(some[i].named & some[j].named)


def test_no_pairs_share_nothing():
    none = np.array([], dtype=np.int64)
    assert Overlap(compared()).of(none, none).tells.tolist() == []
    assert candidates([]) == []


def test_pairs_come_in_order_and_none_is_a_statement_with_itself():
    found = candidates(compared())
    assert found == sorted(set(found))
    assert all(i < j for i, j in found)
    assert any(j - i == len(QUOTES) for i, j in found), "the same sentence of two reports is worth comparing"
