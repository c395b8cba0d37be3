"""Who had a passage first, and what two outlets have from an agency that nobody has read."""

import pytest
from weighing_builders import claim_of, document, record, statement

DEAL = "Le Pérou a signé mardi avec le Chili un accord sur la pêche au thon"
WIRE = (
    f"{DEAL} dans les eaux du Pacifique sud, au terme de six mois de pourparlers menés à Arica par les deux ministres "
    "de la Mer"
)
BOTH = ("Pérou", "Chili")
OWN = {
    name: " ".join(f"{name}{n}" for n in range(60))
    for name in ("quai", "houle", "voile", "treuil")  # words of nobody: an outlet's own paragraphs
}


def weighed(*documents):
    statements = [statement(d, DEAL, BOTH) for d in documents]
    result = record(documents, statements)
    claim = claim_of(result, statements[0])
    assert len(claim.statements) == len(documents)
    return result, claim, {s.id: s.name for s in result.sources}


def passages(result):
    return [link for link in result.links if link.spans]


@pytest.mark.parametrize("dates", [("2020-01-01", "2020-01-02"), (None, None), ("2020-01-01", "2020-01-01")])
@pytest.mark.parametrize("second", ["(Reuters)", "Avec Reuters"])
def test_what_two_outlets_took_from_an_agency_that_was_not_read_is_one_origin_the_agency(dates, second):
    one = document("a", f"{OWN['quai']}.\n{WIRE}.\n(Reuters)", "Le Fanal", dates[0])
    other = document("b", f"{OWN['houle']}.\n{WIRE}.\n{second}", "L'Écho", dates[1])
    third = document("z", "Rien de cela.", "Reuters", "2020-01-01")  # another dispatch of the agency
    statements = [statement(d, DEAL, BOTH) for d in (one, other)]
    result = record([one, other, third], statements)
    claim, names = claim_of(result, statements[0]), {s.id: s.name for s in result.sources}
    assert [names[o.source] for o in claim.origins] == ["Reuters"]
    pair, *alone = sorted(passages(result), key=lambda link: (link.to is None, link.from_))
    assert (pair.kind, pair.direction) == ("shares", "unknown")
    assert [(link.kind, link.from_, link.to, link.basis) for link in alone] == [
        ("shares", "a", None, "seen"),
        ("shares", "b", None, "seen"),
    ]
    (a, b, *_) = alone[1].spans[0]
    assert other.text[a:b].startswith(WIRE)


def test_what_stands_around_the_passage_is_the_outlets_own_where_the_report_was_written_with_the_agency():
    text = "Le Chili a livré huit chalutiers au Pérou"
    one = document("a", f"{WIRE}. (Reuters)", "Le Fanal")
    other = document("b", f"{WIRE}. {text}.\nAvec Reuters", "L'Écho")
    own = statement(other, text, ("Chili", "Pérou"))
    result = record([one, other], [statement(one, DEAL, BOTH), own])
    names = {s.id: s.name for s in result.sources}
    assert [names[o.source] for o in claim_of(result, own).origins] == ["L'Écho"]


def test_who_credits_nobody_has_it_from_the_agency_too_as_far_as_can_be_concluded():
    one = document("a", f"{OWN['quai']}.\n{WIRE}.", "Le Fanal", "2020-01-01")
    other = document("b", f"{OWN['houle']}.\n{WIRE}. (Reuters)", "L'Écho", "2020-01-02")
    result, claim, names = weighed(one, other)
    assert [names[o.source] for o in claim.origins] == ["Reuters"]
    assert {link.basis for link in passages(result)} == {"inferred"}


def test_who_prints_it_a_day_after_the_report_that_credits_the_agency_has_copied_that():
    one = document("a", f"{OWN['quai']}.\n{WIRE}. (Reuters)", "Le Fanal", "2020-01-01")
    other = document("b", f"{OWN['houle']}.\n{WIRE}.", "L'Écho", "2020-01-02")
    result, claim, names = weighed(one, other)
    assert [names[o.source] for o in claim.origins] == ["Reuters"]
    assert [(link.kind, link.from_, link.to) for link in passages(result)] == [("copies", "b", "a")]


def test_an_agency_whose_dispatch_was_read_is_not_out_of_sight():
    wire = document("w", f"{WIRE}.", "Reuters", "2020-01-03")  # kept later than it was printed
    papers = [
        document(n, f"{OWN[o]}.\n{WIRE}. (Reuters)", p, d)
        for n, o, p, d in (
            ("a", "quai", "Le Fanal", "2020-01-01"),
            ("b", "houle", "L'Écho", "2020-01-02"),
        )
    ]
    result, claim, names = weighed(wire, *papers)
    assert [names[o.source] for o in claim.origins] == ["Reuters"]
    assert all(link.to is not None for link in passages(result))
    assert ("copies", "a", "w") in [(link.kind, link.from_, link.to) for link in passages(result)]


def test_the_opening_of_a_longer_report_was_cut_from_it():
    long = document("b", f"{WIRE}. {OWN['quai']}. {OWN['houle']}.", "Le Fanal")
    short = document("a", f"{WIRE}. {OWN['quai']}.", "L'Écho")
    result, claim, names = weighed(long, short)
    [link] = passages(result)
    assert (link.kind, link.from_, link.to, link.basis) == ("copies", "a", "b", "inferred")
    assert link.share > 0.9
    assert [names[o.source] for o in claim.origins] == ["Le Fanal"]


def test_what_lies_whole_in_a_longer_report_after_its_own_opening_was_taken_into_it():
    short = document("b", f"{WIRE}. {OWN['quai']}.", "Le Fanal")
    long = document("a", f"{OWN['houle']}. {OWN['voile']}. {WIRE}. {OWN['quai']}. {OWN['treuil']}.", "L'Écho")
    result, _, _ = weighed(short, long)
    [link] = passages(result)
    assert (link.kind, link.from_, link.to, link.basis) == ("copies", "a", "b", "inferred")


def test_how_one_lies_in_the_other_says_nothing_against_the_dates():
    long = document("b", f"{WIRE}. {OWN['quai']}. {OWN['houle']}.", "Le Fanal", "2020-01-02")
    short = document("a", f"{WIRE}. {OWN['quai']}.", "L'Écho", "2020-01-01")
    result, _, _ = weighed(long, short)
    [link] = passages(result)
    assert (link.from_, link.to, link.basis) == ("b", "a", "seen")


def test_two_reports_that_have_one_passage_among_much_else_leave_it_open_who_was_first():
    one = document("a", f"{OWN['quai']}. {WIRE}. {OWN['houle']}.", "Le Fanal")
    other = document("b", f"{OWN['voile']}. {WIRE}. {OWN['treuil']}.", "L'Écho")
    result, claim, _ = weighed(one, other)
    assert [(link.kind, link.direction) for link in passages(result)] == [("shares", "unknown")]
    assert claim.independent == 1
