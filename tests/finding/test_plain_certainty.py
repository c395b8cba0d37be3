"""Whether it happened: plain sentences in which somebody is kept from it, warned of it or does not bring it about."""

from __future__ import annotations

import pytest
from voices_told import read

TOLD = [
    ("en", "Norway prevented Peru from buying Chilean ships.", "Peru", "negated", "actual"),
    ("en", "Norway has warned Peru against buying Chilean ships.", "Peru", "affirmed", "possible"),
    ("en", "Peru did not manage to buy ships from Chile.", "Peru", "negated", "actual"),
    ("en", "Peru managed to buy ships from Chile.", "Peru", "affirmed", "actual"),
    ("en", "Instead of buying Chilean ships, Peru rented some.", "Peru", "negated", "actual"),
    ("fr", "Le Pérou n'est pas parvenu à acheter des navires au Chili.", "Peru", "negated", "actual"),
    ("fr", "Le Pérou a réussi à acheter des navires au Chili.", "Peru", "affirmed", "actual"),
    ("fr", "La Norvège a dissuadé le Pérou d'acheter des navires au Chili.", "Peru", "negated", "actual"),
]


@pytest.mark.parametrize(("language", "text", "actor", "polarity", "modality"), TOLD)
def test_whether_it_was_bought(language: str, text: str, actor: str, polarity: str, modality: str) -> None:
    (one,) = [s for s in read(language, text)._.statements if s.event_type == "COOPERATE"]
    assert (one.polarity, one.modality) == (polarity, modality)
    assert [p.name for p in one.participants if p.role == "actor"] == [actor]


def test_those_at_whom_he_was_to_fire_gave_no_order() -> None:
    told = read("en", "The colonel said he had been ordered to fire on protesters.")._.statements
    (order,) = [s for s in told if s.event_type == "REQUEST"]
    assert not [p for p in order.participants if p.role == "actor"]
