"""What English news of any day tells, in sentences of our own: orders, lawsuits, parties, idioms, and on whose word."""

from __future__ import annotations

import pytest
from voices_told import read

from whence.language.pipeline import pipeline


def told(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """Type or relation, actors, recipients and sources of each statement."""
    return [
        (
            str(s.event_type or s.relation),
            tuple(p.name for p in s.participants if p.role == "actor"),
            tuple(p.name for p in s.participants if p.role == "recipient"),
            tuple(link.name for link in s.chain),
        )
        for s in read("en", text)._.statements
    ]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        # what an order is, is told by who gets it and by what has to be done
        ("The general told his clerks to burn the files.", "REQUEST", ("general",), ("clerks",)),
        ("The clerk was told by the general to burn the files.", "REQUEST", ("general",), ("clerk",)),
        ("Norway ordered three Iranian diplomats to leave within a week.", "SANCTION", ("Norway",), ("Iran",)),
        ("Kenya's president ordered 600 soldiers to the Somali border.", "MOBILIZE", ("Kenya",), ()),
        ("A court ordered Sudan to pay the firm 90 million dollars.", "SANCTION", ("court",), ("Sudan",)),
        ("Chad pulled its troops out of the town.", "RETREAT", ("Chad",), ()),
        ("Denmark pulled out of the talks with Chile.", "REJECT", ("Denmark",), ("Chile",)),
        # parties are people, also where a sentence begins with their bare name
        ("Republicans accused Democrats of blocking the bill.", "ACCUSE", ("Republicans",), ("Democrats",)),
        ("Republicans voted down the budget.", "REJECT", ("Republicans",), ()),
        ("Republicans oppose the tax.", "REJECT", ("Republicans",), ()),
        # who does what a noun tells, and to what end
        ("The arrest of two nuns by the police was condemned by Peru.", "COERCE", ("police",), ("two nuns",)),
        (
            "Clashes broke out between the army and miners.",
            "ASSAULT",
            ("army", "miners"),
            (),
        ),
        ("The killing of a priest by soldiers sparked protests in Goma.", "ASSAULT", ("soldiers",), ("priest",)),
        ("Calls by opposition leaders for a boycott went unheeded.", "REQUEST", ("opposition leaders",), ()),
        ("The raid by Turkish jets on the village killed four.", "ASSAULT", ("Turkey",), ("four",)),
        # who did what describes a thing does not act in what is told of it
        ("A truce proposed by Qatar was rejected by the militia.", "REJECT", ("militia",), ("Qatar",)),
        ("A plan drafted by Norway was welcomed by Chile.", "SUPPORT", ("Chile",), ("Norway",)),
        # idioms
        ("The premier came under fire from the bishops.", "ACCUSE", ("bishops",), ("premier",)),
        ("The governor balked at the plan.", "REJECT", ("governor",), ()),
        ("Demonstrators clashed with police in Lima.", "PROTEST", ("Demonstrators",), ("police in Lima",)),
        ("The senate passed the bill.", "SUPPORT", ("senate",), ()),
        ("The senate defeated the measure.", "REJECT", ("senate",), ()),
        ("Lawmakers hammered the agency over the leak.", "ACCUSE", ("Lawmakers",), ("agency",)),
        ("Police broke up a rally in the port.", "COERCE", ("Police",), ()),
    ],
)
def test_the_act_is_told_with_its_parties(
    text: str, kind: str, actors: tuple[str, ...], recipients: tuple[str, ...]
) -> None:
    assert (kind, actors, recipients) in [one[:3] for one in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The regulator is fighting for compensation.",
        "Crews battled the blaze near the dam.",
        "The housing bubble exploded in 2007.",
    ],
)
def test_what_a_word_makes_harmless_is_no_attack(text: str) -> None:
    assert all(kind != "ASSAULT" for kind, *_ in told(text))


def test_a_light_verb_whose_noun_tells_no_event_tells_none() -> None:
    text = "Work is going ahead under the contract of 2017, a Turkish official said."
    assert [(s.kind, s.event_type) for s in pipeline("en")(text)._.statements] == [("relation", None)]
    visit = pipeline("en")("The visit to Oman goes ahead.")
    assert [s.event_type for s in visit._.statements] == ["CONSULT"]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        (
            "The Justice Department sued Ohio on Monday, alleging that the map was unfair.",
            "alleging",
            "The Justice Department",
            "the map was unfair",
        ),
        (
            "The mayor defended the police chief, saying he had done nothing wrong.",
            "saying",
            "The mayor",
            "he had done nothing wrong",
        ),
        (
            "Critics of the plan, including two former generals, say it will cost lives.",
            "say",
            "Critics of the plan",
            "it will cost lives",
        ),
    ],
)
def test_a_content_is_laid_to_who_says_it(text: str, cue: str, source: str, content: str) -> None:
    doc = read("en", text)
    found = [
        tuple(text[one[0].start : one[-1].end] if one else "" for one in (a.cue, a.source, a.content))
        for a in doc._.attributions
    ]
    assert (cue, source, content) in found


def test_a_second_clause_behind_a_semicolon_is_said_too() -> None:
    found = told("The minister said that the talks with Peru had failed; that the embassy in Lima would close.")
    assert [one[3] for one in found] == [("minister",), ("minister",)]


@pytest.mark.parametrize("text", ["The levy will hurt Norway's fishermen.", "Rising prices hit farmers in Peru."])
def test_what_harms_without_anybody_doing_it_is_no_assault(text: str) -> None:
    assert "ASSAULT" not in [one[0] for one in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Days after the Lohar government threatened to close the border, Chad sent troops to the town.",
        "Two weeks after Ghana signed the deal, the firm withdrew.",
        "Hours before the king arrived in Lome, police arrested two men.",
    ],
)
def test_a_clause_of_time_in_front_is_another_act(text: str) -> None:
    (_, first, _, _), (*_, last, _, _) = told(text)[0], told(text)[-1]
    assert first
    assert last
    assert set(first).isdisjoint(last)
