"""Asking a record: by whom a claim is about, of what type, since when, on how many words; and by words of the text."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from stand_ins import analyse, entity, report

from whence.errors import RecordError
from whence.record import Record


@pytest.fixture
def told(record: Record) -> Record:
    """Norway visits Peru twice (once in 2014), Kenya visits Norway, Ada visits Berg as a host."""
    for name, text in {
        "a.txt": "Norvège visite Pérou. En 2014 déjà.",
        "b.txt": "Selon Lumen, Norvège visite Pérou. Kenya visite Norvège.",
        "c.txt": "Leur hôte : Ada visite Berg. C’était l’été.",
    }.items():
        one = report(name, text, title=f"Le titre {name}")
        record.add(one, analyse(one.document))
    return record


def gists(record: Record, **wanted: object) -> list[str]:
    return [claim.gist for claim in record.claims(**wanted)]  # type: ignore[arg-type]


NP, KN, AB = "Norvège visite Pérou", "Kenya visite Norvège", "Ada visite Berg"


def test_claims_come_with_the_best_founded_first(told: Record) -> None:
    assert gists(told) == [NP, AB, KN]
    assert [claim.independent for claim in told.claims()] == [2, 1, 1]


def test_claims_about_a_state_by_code_by_id_or_by_name(told: Record) -> None:
    for term in ("PER", "per", entity("Pérou").id, "Pérou", "perou"):
        assert gists(told, about={term}) == [NP], term
    assert gists(told, about=["NOR"]) == [NP, KN]
    assert gists(told, about=["berg"]) == [AB]


def test_claims_about_several_are_about_all_of_them(told: Record) -> None:
    assert gists(told, about={"NOR", "KEN"}) == [KN]
    assert gists(told, about={"PER", "KEN"}) == []
    assert gists(told, about={"Atlantide"}) == []


def test_claims_by_type_kind_or_relation_in_any_case(told: Record) -> None:
    assert len(gists(told, type="consult")) == len(gists(told, type="EVENT")) == 3
    assert gists(told, type="Host_Of") == [AB]
    assert gists(told, type="FIGHT") == []


def test_claims_since_a_date_go_by_their_time_or_else_by_their_last_report(told: Record) -> None:
    assert gists(told, since="2014") == [NP]
    assert gists(told, since="2014-12-31") == [NP]
    assert gists(told, since="2015") == []
    with pytest.raises(RecordError, match="no date"):
        told.claims(since="lately")


def test_an_undated_claim_has_the_date_of_its_last_report(record: Record) -> None:
    from whence.model import Published

    for date in ("2011-04-13", "2012-05-14"):
        one = report(f"{date}.txt", "Ada visite Berg.", published=Published(date, "filename"))
        record.add(one, analyse(one.document))
    assert gists(record, since="2012-05-14") == [AB]
    assert gists(record, since="2012-05-15") == []


def test_claims_with_enough_independent_origins(told: Record) -> None:
    assert gists(told, min_independent=2) == [NP]


def test_filters_go_together(told: Record) -> None:
    assert gists(told, about=["NOR"], type="CONSULT", since="2014", min_independent=2) == [NP]


def test_a_claim_is_found_by_the_beginning_of_its_id(told: Record) -> None:
    claim = told.claims()[0]
    assert told.claim(claim.id) == told.claim(claim.id[:12]) == told.claim(claim.id[:12].upper()) == claim
    for none in ("zzzz", "", "%", "_"):
        with pytest.raises(RecordError, match="there is none"):
            told.claim(none)


def test_a_beginning_of_several_ids_is_ambiguous(record: Record) -> None:
    names = [f"N{number}" for number in range(20)]
    one = report("a.txt", " ".join(f"{name} visite Pérou." for name in names))
    record.add(one, analyse(one.document))
    first = [claim.id[0] for claim in record.claims()]
    common = next(digit for digit in first if first.count(digit) > 1)  # 20 ids begin with 16 digits
    with pytest.raises(RecordError, match="several"):
        record.claim(common)


def test_search_finds_words_without_accents_and_says_where(told: Record) -> None:
    (hit, other) = told.search("perou")
    text = told.document(hit.document).text
    assert [text[start:end] for start, end in hit.offsets] == ["Pérou"]
    assert "Pérou" in hit.snippet
    assert hit.document != other.document


def test_search_wants_every_word_and_phrases_in_order(told: Record) -> None:
    assert len(told.search("Norvège Kenya")) == 1
    assert len(told.search("Norvège visite")) == 2
    assert told.search('"visite Kenya"') == []
    assert len(told.search('"Kenya visite"')) == len(told.search("« Kenya visite »")) == 1
    assert len(told.search("Norv*")) == 2
    assert told.search("Norv") == []
    assert len(told.search("l'été")) == 1


def test_a_hit_in_the_title_alone_has_no_offsets(told: Record) -> None:
    (hit,) = told.search('"titre b"')
    assert hit.offsets == ()


@given(st.text(max_size=40))
@example('"')
@example("a AND")
@example("NEAR(")
@example("text:")
@example("-x ^y {z}")
@example("*")
@example("\0x")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_search_fails_whatever_is_typed(told: Record, words: str) -> None:
    for hit in told.search(words.encode("utf-8", "replace").decode()):
        assert hit.document
