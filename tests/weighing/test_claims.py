import dataclasses
import random
import time as clock

from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_builders import ENTITIES, claim_of, document, entity, quantity, record, source, statement, time

from whence.model import Participant, content_id

DEAL = "Le Pérou a signé avec le Chili un accord sur la pêche au thon"
DENIED = "Le Pérou n'a signé avec le Chili aucun accord sur la pêche au thon"
BOTH = ("Pérou", "Chili")


def reports(*texts, **fields):
    documents = [document(f"d{n}", f"{text}.", f"Journal {n}", f"2020-01-0{n + 1}") for n, text in enumerate(texts)]
    return documents, [statement(d, t, BOTH, **fields) for d, t in zip(documents, texts, strict=True)]


def test_statements_that_say_the_same_are_one_claim():
    documents, statements = reports(DEAL, "Un accord sur la pêche au thon a été signé à Arica")
    [claim] = record(documents[::-1], statements[::-1]).claims
    assert claim.id == content_id("claim", *sorted(s.id for s in statements))
    assert claim.gist == DEAL
    assert claim.gist_language == "fr"
    assert claim.documents == 2
    assert claim.event_type == "AGREE"
    assert claim.participants == {"actor": ("state-PER",), "recipient": ("state-CHL",)}
    assert claim.status == "unreviewed"


def test_the_claim_has_the_time_and_figures_that_one_of_its_statements_has():
    documents, (bare, full) = reports(DEAL, f"{DEAL} gris")
    full = statement(documents[1], full.quote, BOTH, time=time("2019-12-30"), quantities=(quantity(9.0, "t"),))
    [claim] = record(documents, [bare, full]).claims
    assert claim.time.start == "2019-12-30"
    assert claim.quantities[0].value == 9


def test_a_pronoun_that_means_nobody_known_takes_no_part_in_a_claim():
    documents, (bare,) = reports(f"{DEAL} et l’a publié")
    participants = tuple(Participant("recipient", name, name, 0, 2) for name in ("l’", "marins"))
    told = dataclasses.replace(bare, participants=(*bare.participants, *participants))
    [claim] = record(documents, [told]).claims
    assert claim.participants == {"actor": ("state-PER",), "recipient": ("state-CHL", "marins")}


def test_what_one_document_says_twice_is_one_claim_and_what_it_says_besides_is_another():
    text = f"{DEAL}. Lima a refusé au Chili l'entrée de ses chalutiers."
    doc = document("d", text)
    apart = [statement(doc, text.split(". ")[0], BOTH), statement(doc, text.split(". ")[1], BOTH, event_type="REJECT")]
    assert len(record([doc], apart).claims) == 2
    twice = document("d", f"{DEAL}. Rien d'autre. {DEAL}.")
    first = statement(twice, DEAL, BOTH)
    again = twice.text.rindex(DEAL)
    second = type(first)(
        **{f: getattr(first, f) for f in first.__slots__} | {"id": "again", "evidence": (again, again + len(DEAL))}
    )
    assert len(record([twice], [first, second]).claims) == 1


def test_another_day_is_another_claim():
    documents, statements = reports(DEAL, DEAL + " gris")
    other = statement(documents[1], statements[1].quote, BOTH, time=time("2018-01-01"))
    first = statement(documents[0], DEAL, BOTH, time=time("2020-01-01"))
    assert len(record(documents, [first, other]).claims) == 2


def test_a_habit_of_one_party_told_years_apart_is_not_one_claim():
    said, again = "Lima n'a pas commenté la décision du Chili", "Lima ne commente pas cette décision du Chili"
    near = [document("a", said, "A", "2020-01-01"), document("b", again, "B", "2020-01-03")]
    far = [near[0], document("b", again, "B", "2023-01-03")]
    counts = [len(record(d, [statement(x, x.text, BOTH[:1]) for x in d]).claims) for d in (near, far)]
    assert counts == [1, 2]


def test_a_denial_is_a_conflict_both_ways():
    documents, (said, _) = reports(DEAL, DENIED)
    denied = statement(documents[1], DENIED, BOTH, polarity="negated")
    weighed = record(documents, [said, denied])
    one, other = claim_of(weighed, said), claim_of(weighed, denied)
    assert [(c.claim, c.why) for c in one.conflicts] == [(other.id, "denial")]
    assert [(c.claim, c.why) for c in other.conflicts] == [(one.id, "denial")]


def test_what_is_only_planned_is_not_denied_by_what_is_not():
    documents, _ = reports(DEAL, DENIED)
    planned = statement(documents[0], DEAL, BOTH, modality="intended")
    denied = statement(documents[1], DENIED, BOTH, polarity="negated")
    assert not any(c.conflicts for c in record(documents, [planned, denied]).claims)


def figure(text, value, n, approximate=False, of="exportations de thon"):
    doc = document(f"d{n}", text)
    fields = {"kind": "figure", "event_type": None}
    return doc, statement(doc, text, BOTH, quantities=(quantity(value, "percent", approximate, of),), **fields)


def test_another_value_for_the_same_figure_is_a_conflict():
    one, low = figure("40 % des exportations de thon du Pérou vont au Chili", 40.0, 1)
    other, high = figure("55 % des exportations de thon du Pérou vont au Chili", 55.0, 2)
    weighed = record([one, other], [low, high])
    assert [c.why for c in claim_of(weighed, low).conflicts] == ["value"]


def test_about_the_same_value_is_none():
    one, low = figure("environ 60 % des exportations de thon du Pérou vont au Chili", 60.0, 1, approximate=True)
    other, high = figure("61 % des exportations de thon du Pérou vont au Chili", 61.0, 2)
    [claim] = record([one, other], [low, high]).claims
    assert claim.conflicts == ()


def test_figures_of_different_things_are_no_conflict():
    one, low = figure("40 % des exportations de thon du Pérou vont au Chili", 40.0, 1)
    other, high = figure(
        "55 % des importations de cuivre du Pérou viennent du Chili", 55.0, 2, of="importations de cuivre"
    )
    assert not any(c.conflicts for c in record([one, other], [low, high]).claims)


def test_forty_wounded_are_not_forty_dead():
    told = "L'explosion d'Arica a fait quatre morts et quarante blessés"
    again = "L'explosion d'Arica a fait quarante morts"
    documents = [document("a", told, "A", "2020-01-01"), document("b", again, "B", "2020-01-02")]
    dead, wounded = (quantity(n, "count", of=of) for n, of in ((4.0, "morts"), (40.0, "blessés")))
    fields = {"event_type": "ASSAULT"}
    one = statement(documents[0], told, BOTH, quantities=(dead, wounded), **fields)
    other = statement(documents[1], again, BOTH, quantities=(quantity(40.0, "count", of="morts"),), **fields)
    weighed = record(documents, [one, other])
    assert [c.why for c in claim_of(weighed, one).conflicts] == ["value"]


def test_that_one_has_not_done_it_is_no_denial_that_another_has():
    documents, (said, _) = reports(DEAL, DENIED)
    denied = statement(documents[1], DENIED, ("Norvège", "Kenya"), polarity="negated")
    assert not any(c.conflicts for c in record(documents, [said, denied]).claims)


def test_figures_of_different_parties_are_no_conflict():
    one, low = figure("Le Pérou et le Chili ont exporté 60 % du thon vendu en Europe en 2019.", 60, "a")
    text = "La Norvège et le Kenya ont exporté 69 % du thon vendu en Europe en 2019."
    other = document("b", text, "b", "2020-02-01")
    high = statement(other, text, ("Norvège", "Kenya"), kind="figure", event_type=None,
                     quantities=(quantity(69, "percent", False, "exportations de thon"),))  # fmt: skip
    assert not any(c.conflicts for c in record([one, other], [low, high]).claims)


def test_another_date_for_the_same_event_is_a_conflict():
    documents, _ = reports(DEAL, DEAL)
    one = statement(documents[0], DEAL, BOTH, time=time("2020-03-01"))
    other = statement(documents[1], DEAL, BOTH, time=time("2020-03-09"))
    assert [c.why for c in claim_of(record(documents, [one, other]), one).conflicts] == ["date"]


def test_another_party_to_the_same_event_is_a_conflict():
    text = "a vendu douze chalutiers à coque renforcée au Kenya"
    documents = [document("a", text), document("b", text + " hier")]
    seller = [
        statement(d, text, (who, "Kenya"), time=time("2020-03-01"), event_type="SUPPORT")
        for d, who in zip(documents, ("Pérou", "Norvège"), strict=True)
    ]
    claims = record(documents, seller).claims
    assert [[c.why for c in claim.conflicts] for claim in claims] == [["participant"], ["participant"]]


TEXTS = [
    DEAL,
    DENIED,
    "Un accord sur la pêche au thon a été signé à Arica",
    "Selon le Fanal, un accord sur la pêche au thon a été signé",
    "Le Chili a livré huit chalutiers au Pérou",
    "Huit chalutiers chiliens ont été livrés au Pérou mardi",
    "La Norvège a condamné la livraison de huit chalutiers",
]
FANAL, CLERK = source("Le Fanal"), source("un fonctionnaire", "unnamed")
SHIP = entity("Astrea", "company", "NOR")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(texts, chance):
    publishers = ["Le Fanal", "L'Écho", None]
    documents = [
        document(f"d{n}", f"{t}. (AFP)" if n % 4 == 3 else t, publishers[n % 3], f"2020-01-0{n % 3 + 1}")
        for n, t in enumerate(texts)
    ]
    statements = [
        statement(
            d,
            t,
            BOTH,
            (FANAL,) if n % 3 == 1 else (CLERK,) if n % 5 == 2 else (),
            polarity="negated" if t == DENIED else "affirmed",
        )
        for n, (d, t) in enumerate(zip(documents, texts, strict=True))
    ]
    expected = record(documents, statements, [FANAL, CLERK], [SHIP])
    mixed, shuffled = documents[:], statements[:]
    chance.shuffle(mixed)
    chance.shuffle(shuffled)
    assert record(mixed, shuffled, [CLERK, FANAL], [SHIP]) == expected
    assert sorted(s for c in expected.claims for s in c.statements) == sorted(s.id for s in statements)


def test_ten_thousand_statements_take_seconds():
    chance = random.Random(7)
    words = [
        f"{a}{b}"
        for a in ("pêch", "thon", "quai", "grue", "mine", "cuivr", "radar", "route")
        for b in map(str, range(60))
    ]
    documents, statements = [], []
    for n in range(500):
        quotes = [" ".join(chance.sample(words, 9)) for _ in range(20)]
        documents.append(document(f"d{n}", ". ".join(quotes)))
        statements += [
            statement(documents[-1], q, chance.sample(["Pérou", "Chili", "Kenya", "Norvège"], 2)) for q in quotes
        ]
    began = clock.process_time()
    weighed = record(documents, statements)
    assert clock.process_time() - began < 60  # of CPU: some 20 on a slow core
    assert len(ENTITIES) < len(weighed.claims) <= len(statements)
