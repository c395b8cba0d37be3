"""Who takes part: plain sentences as newspapers put them."""

from __future__ import annotations

import pytest
from voices_told import read

TOLD = [
    # a pronoun of things stands for a body
    (
        "en",
        "The Zambian embassy knows the panel. It asked for an apology, two diplomats said.",
        "REQUEST",
        {"Zambia"},
        set(),
    ),
    (
        "en",
        "The border commission condemned the shelling. It has offered to mediate.",
        "AGREE",
        {"border commission"},
        set(),
    ),
    # what a verb does it does not do to its own subject
    ("en", "Peru called Chile a threat and urged it to disarm.", "REQUEST", {"Peru"}, {"Chile"}),
    # a dateline is nobody
    ("en", "LA PAZ/LIMA - On Monday Peru cut off the gas to Chile's north.", "SANCTION", {"Peru"}, {"Chile"}),
    ("en", "BELMOPAN, 27 August - Peru bombed Chile on Wednesday.", "ASSAULT", {"Peru"}, {"Chile"}),
    ("fr", "BELMOPAN, 6 mai - Le Pérou a bombardé le Chili.", "ASSAULT", {"Peru"}, {"Chile"}),
    # a verb taken for a noun where somebody is told to have said so
    ("en", "Peru vetoed a declaration on Chile, diplomats said.", "REJECT", {"Peru"}, {"Chile"}),
]


@pytest.mark.parametrize(("language", "text", "kind", "actors", "recipients"), TOLD)
def test_who_takes_part(language: str, text: str, kind: str, actors: set[str], recipients: set[str]) -> None:
    (one,) = [s for s in read(language, text)._.statements if s.event_type == kind]
    assert {p.name for p in one.participants if p.role == "actor"} == actors
    assert {p.name for p in one.participants if p.role == "recipient"} == recipients


def test_what_somebody_is_blamed_for_is_no_part_of_the_name() -> None:
    (one,) = read("en", "Lima blamed Chile's coastguard for a raid on its port.")._.statements
    assert "Chile's coastguard" in [p.text for p in one.participants]


def test_where_nothing_is_told_to_come_from_nobody_does() -> None:
    assert "comes_from" not in [
        s.relation for s in read("en", "Peru wanted to send 200 men; a few medics have come.")._.statements
    ]


def test_an_owner_is_one_behind_a_name_set_off_by_commas() -> None:
    text = "A trader close to the palace, Ramón Quispe, owns 30 per cent of a tin mine near Oruro."
    (one,) = read("en", text)._.statements
    assert one.relation == "owns_share_of"
    assert "Ramón Quispe" in [p.name for p in one.participants if p.role == "actor"]


@pytest.mark.parametrize(
    ("language", "text", "actor", "recipient"),
    [
        ("fr", "La part de la Norvège dans les importations de gaz du Chili est tombée à 36 %.", "Norway", "Chile"),
        ("fr", "Près de 70 % du riz acheté par le Chili provenait de Norvège.", "Norway", "Chile"),
        ("en", "Some 36 per cent of Chile's rifles come from Norway.", "Norway", "Chile"),
        ("en", "Norway's share of Chile's gas imports fell to 36 per cent.", "Norway", "Chile"),
        ("fr", "La Norvège représente 57 % des importations de gaz du Chili.", "Norway", "Chile"),
    ],
)
def test_who_has_a_share_of_whose_things(language: str, text: str, actor: str, recipient: str) -> None:
    one = next(s for s in read(language, text)._.statements if s.kind == "figure")
    assert one.relation is None
    assert {(p.role, p.name) for p in one.participants} == {("actor", actor), ("recipient", recipient)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Chili est le seul pays à avoir condamné le Pérou."),
        ("en", "Chile was the first state to condemn Peru."),
    ],
)
def test_the_first_to_do_it_has_done_it(language: str, text: str) -> None:
    (one,) = read(language, text)._.statements
    assert one.event_type == "ACCUSE"
    assert one.modality == "actual"
    assert {(p.role, p.name) for p in one.participants} == {("actor", "Chile"), ("recipient", "Peru")}


@pytest.mark.parametrize(
    ("language", "text", "kind", "actors", "recipients"),
    [
        ("en", "The foreign ministers of Peru and Chile met on Friday.", "CONSULT", {"Peru", "Chile"}, set()),
        (
            "fr",
            "Les ministres des Transports du Pérou et du Chili se sont rencontrés.",
            "CONSULT",
            {"Peru", "Chile"},
            set(),
        ),
        ("en", "Iran has given Hezbollah thousands of rockets.", "AID", {"Iran"}, {"Hezbollah"}),
    ],
)
def test_all_take_part_whom_the_words_name(
    language: str, text: str, kind: str, actors: set[str], recipients: set[str]
) -> None:
    test_who_takes_part(language, text, kind, actors, recipients)


@pytest.mark.parametrize("text", ["Peru denied selling rifles to Chile.", "Peru denies having sold rifles to Chile."])
def test_what_is_denied_in_a_gerund_is_told_and_denied(text: str) -> None:
    told = {s.event_type: s for s in read("en", text)._.statements}
    assert told["REJECT"].polarity == "affirmed"
    assert told["COOPERATE"].polarity == "negated"
    assert [c.name for c in told["COOPERATE"].chain] == ["Peru"]


@pytest.mark.parametrize(
    ("text", "value"), [("Peru will buy 18 K2 tanks from Chile.", 18), ("Chile sold Peru 12 jets.", 12)]
)
def test_how_many_are_bought(text: str, value: int) -> None:
    (one,) = read("en", text)._.statements
    assert [q.value for q in one.quantities] == [value]
