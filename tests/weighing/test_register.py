"""Claims about arms transfers become the rows of a register."""

import dataclasses

from weighing_builders import ENTITIES, document, entity, quantity, record, statement, time

from whence.model import Transfer
from whence.weighing.register import register

NOR, KEN = "state-NOR", "state-KEN"


def rows(*told, entities=()):
    """The rows for sentences, each a report of its own, as (text, transfer, fields)."""
    documents = [document(f"d{n}", f"{text}.", f"Outlet {n}") for n, (text, *_) in enumerate(told)]
    statements = [
        statement(doc, text, fields.pop("parties", ("Norvège", "Kenya")), transfer=transfer, **fields)
        for doc, (text, transfer, fields) in zip(documents, [(t, tr, dict(f)) for t, tr, f in told], strict=True)
    ]
    weighed = record(documents, statements, entities=entities)
    by_id = {s.id: s for s in statements}
    known = ENTITIES | {e.id: e for e in entities}
    found, vague = register(weighed.claims, by_id, known)
    assert register(tuple(reversed(weighed.claims)), by_id, known) == (found, vague)
    return found, vague


ORDERED = Transfer(NOR, KEN, "Leopard 2", "armoured vehicles", 30, None, "ordered")
DELIVERED = Transfer(NOR, KEN, "Leopard 2", "armoured vehicles", 20, None, "delivered")


def values(row, field):
    return [value.value for value in row.values.get(field, ())]


def test_an_order_and_its_delivery_are_one_row_with_numbers_and_years_apart():
    (row,), _ = rows(
        ("Le Kenya a commandé trente chars à la Norvège", ORDERED, {"time": time("2015-02-01", "2015-02-28")}),
        ("La Norvège a livré vingt chars", DELIVERED, {"time": time("2016-01-01", "2016-12-31")}),
    )
    assert (values(row, "ordered"), values(row, "ordered_in")) == ([30], ["2015"])
    assert (values(row, "delivered"), values(row, "delivered_in")) == ([20], ["2016"])
    assert set(values(row, "status")) == {"ordered", "delivered"}
    assert row.countries == {"supplier": "NOR", "recipient": "KEN"}
    assert len(row.claims) == 2
    assert not row.conflicts


def test_each_value_names_its_statements_and_other_values_are_a_conflict():
    fewer = dataclasses.replace(ORDERED, number=25)
    (row,), _ = rows(
        ("Le Kenya a commandé trente chars à la Norvège", ORDERED, {}),
        ("Oslo vend vingt-cinq chars à Nairobi", fewer, {}),
    )
    assert sorted(values(row, "ordered")) == [25, 30]
    assert {len(value.statements) for value in row.values["ordered"]} == {1}
    assert row.conflicts == {"ordered": "value"}


def test_a_denial_of_an_order_is_a_conflict():
    denied = dataclasses.replace(ORDERED, number=None, status="denied")
    (row,), _ = rows(
        ("Le Kenya a commandé trente chars à la Norvège", ORDERED, {}),
        ("Le Kenya n'a rien acheté", denied, {"polarity": "negated"}),
    )
    assert row.conflicts["status"] == "denial"


def test_deals_years_apart_and_second_batches_are_rows_of_their_own():
    early = {"time": time("2015-01-01", "2015-12-31")}
    late = {"time": time("2021-01-01", "2021-12-31")}
    found, _ = rows(("Le Kenya commande trente chars", ORDERED, early), ("Nairobi achète trente chars", ORDERED, late))
    assert len(found) == 2
    found, _ = rows(
        ("Le Kenya commande trente chars", ORDERED, {}), ("Oslo vendra un deuxième lot à Nairobi", ORDERED, {})
    )
    assert len(found) == 2
    assert [row.further for row in found].count(True) == 1
    more_than = ("Le Kenya commande plus de trente chars et d’autre matériel", ORDERED, {})
    found, _ = rows(more_than)
    assert not found[0].further


def test_what_is_hedged_rounded_or_inferred_is_uncertain():
    considered = Transfer(None, KEN, "Leopard 2", "armoured vehicles", 30, None, "considered")
    (row,), _ = rows(("Le Kenya aurait envisagé trente chars", considered, {"modality": "possible", "parties": ()}))
    assert row.first("ordered").uncertain
    assert row.first("supplier").uncertain  # the maker's state
    assert row.countries["supplier"] == "DEU"
    assert not row.first("designation").uncertain
    about = {"quantities": (quantity(30, approximate=True),)}
    (row,), _ = rows(("Le Kenya a commandé une trentaine de chars", ORDERED, about))
    assert row.first("ordered").uncertain
    (row,), _ = rows(("Le Kenya aurait acheté trente chars", ORDERED, {"evidential": "hearsay"}))
    assert all(row.first(field).uncertain for field in ("supplier", "designation", "ordered", "status"))


def test_nobody_supplies_himself():
    wrong = Transfer(KEN, None, "Leopard 2", "armoured vehicles", None, None, "delivered")
    told = "Le Kenya a reçu vingt chars"
    (row,), _ = rows((told, DELIVERED, {}), (told, wrong, {}))
    assert row.countries == {"supplier": "NOR", "recipient": "KEN"}
    assert not row.conflicts


def test_joint_and_licensed_production_and_prices():
    priced = Transfer(NOR, KEN, "Leopard 2", None, None, 24e6, "ordered")
    money = {"quantities": (quantity(24e6, "EUR"),)}
    (row,), _ = rows(("Le Kenya construira sous licence des chars pour 24 millions d'euros", priced, money))
    assert values(row, "production") == ["licensed production"]
    assert (row.first("value").value, row.first("value").unit) == (24e6, "EUR")
    joint = Transfer(None, None, None, None, None, None, "ordered")
    (row,), _ = rows(("La Norvège et le Kenya fondent une coentreprise de drones", joint, {}))
    assert values(row, "production") == ["joint venture"]
    assert values(row, "comment") == ["between Norway and Kenya"]


def test_what_names_neither_whose_nor_which_arms_is_only_counted():
    nothing = Transfer(status="denied")
    found, vague = rows(("Aucun missile n'a été cédé", nothing, {"parties": ()}))
    assert (found, vague) == ([], 1)


def test_a_company_supplies_as_itself():
    maker = entity("Fjordvåpen", "company", "NOR")
    sold = Transfer(maker.id, KEN, "Leopard 2", None, 30, None, "ordered")
    (row,), _ = rows(("Fjordvåpen vend trente chars au Kenya", sold, {"parties": (maker,)}), entities=[maker])
    assert values(row, "supplier") == [maker.id]
    assert row.countries["supplier"] == "NOR"
