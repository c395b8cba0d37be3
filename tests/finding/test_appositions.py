"""Who somebody is, told between commas: the tie it names, and that it takes no part in what the sentence tells."""

from __future__ import annotations

import pytest

import whence


@pytest.mark.parametrize(
    ("language", "text", "relation", "party", "to_whom", "told"),
    [
        ("en", "Slovakia, a member of NATO since 2004, protested.", "member_of", "SVK", "NATO", "ACCUSE"),
        ("en", "Turkey, a NATO member, bought the missiles in 2017.", "member_of", "TUR", "NATO", "COOPERATE"),
        ("en", "Iran, a close ally of Russia, expelled two envoys.", "ally_of", "IRN", "RUS", "SANCTION"),
        ("en", "Israel, Azerbaijan's main arms supplier, denied the report.", "supplier_of", "ISR", "AZE", "REJECT"),
        ("en", "Ghana, Togo's western neighbour, closed the border.", "borders", "GHA", "TGO", None),
        ("fr", "L'Iran, proche allié de la Russie, a refusé de signer.", "ally_of", "IRN", "RUS", "REJECT"),
        ("fr", "Le Ghana, voisin occidental du Togo, a fermé la frontière.", "borders", "GHA", "TGO", None),
        ("fr", "La Hongrie, un allié de la Serbie, a mis son veto.", "ally_of", "HUN", "SRB", "REJECT"),
        ("fr", "La Serbie, amie de longue date de Moscou, a protesté.", "ally_of", "SRB", "RUS", "ACCUSE"),
    ],
)
def test_an_apposition_tells_a_tie_and_no_more(
    language: str, text: str, relation: str, party: str, to_whom: str, told: str | None
) -> None:
    doc = whence.pipeline(language)(text)
    (tie,) = [s for s in doc._.statements if s.relation == relation]
    roles = {p.role: p.country or p.text for p in tie.participants}
    assert roles == {"actor": party, "recipient": to_whom}
    events = [s for s in doc._.statements if s.kind == "event"]
    assert all(to_whom not in {p.country, p.text} for s in events for p in s.participants)
    if told is not None:
        (event,) = events
        assert (event.event_type, [p.country for p in event.participants][:1]) == (told, [party])
        assert doc.text[event.evidence.start : event.evidence.end] == text.rstrip(".")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Observers, members of the press and a priest were invited."),
        ("fr", "Des députés, membres du parti, et deux juges ont été invités."),
        ("en", "In May, members of the council voted."),
    ],
)
def test_a_list_is_no_apposition(language: str, text: str) -> None:
    assert all(s.relation != "member_of" for s in whence.pipeline(language)(text)._.statements)
