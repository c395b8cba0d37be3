"""Who says what, in the manner of English newspapers: sentences of our own."""

from __future__ import annotations

import pytest
from voices_told import read


def told(text: str, language: str = "en") -> set[tuple[str, str, tuple[str, ...]]]:
    """(source, cue, pieces of the content) of each attribution, in words."""

    def at(passages: tuple) -> tuple[str, ...]:  # type: ignore[type-arg]
        return tuple(text[p.start : p.end] for p in passages)

    return {(" ".join(at(a.source)), " ".join(at(a.cue)), at(a.content)) for a in read(language, text)._.attributions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a participle describes who speaks
            "Two aides briefed on the plan said the board would delay the sale until May.",
            {("Two aides briefed on the plan", "said", ("the board would delay the sale until May",))},
        ),
        (  # things that show something, behind what they show
            "Most Texans disapprove of the way Congress is handling the ports, a new survey shows.",
            {("a new survey", "shows", ("Most Texans disapprove of the way Congress is handling the ports",))},
        ),
        (
            "Orders fell 3 percent in June, government data showed.",
            {("government data", "showed", ("Orders fell 3 percent in June",))},
        ),
        (  # a form that may be a noun
            "Republicans counter that the fund has failed and should be closed.",
            {("Republicans", "counter", ("the fund has failed and should be closed",))},
        ),
        (  # whom it is said to is no part of it
            "Mr. Weller told reporters he had no regrets about the sale.",
            {("Mr. Weller", "told", ("he had no regrets about the sale",))},
        ),
        (  # two clauses with an opener
            "The chairman said in an interview that he was calm, and that lenders would come around.",
            {("The chairman", "said", ("he was calm, and that lenders would come around",))},
        ),
        pytest.param(  # the subject of the main verb goes on
            "She acknowledged that errors were made but said she had no plans to resign.",
            {
                ("She", "acknowledged", ("errors were made",)),
                ("She", "said", ("she had no plans to resign",)),
                ("she", "plans", ("to resign",)),
            },
            marks=pytest.mark.xfail(reason="what was acknowledged is read on to what follows"),
        ),
        (
            "Senators say the bill would close schools; Republicans insist that no child will lose out.",
            {
                ("Senators", "say", ("the bill would close schools",)),
                ("Republicans", "insist", ("no child will lose out",)),
            },
        ),
        (  # somebody else's words beside the first
            "Backers of the bill argue it will lower fares, while opponents warn that it will close lines.",
            {
                ("Backers of the bill", "argue", ("it will lower fares",)),
                ("opponents", "warn", ("it will close lines",)),
            },
        ),
        (
            "The group estimated the rule would cost small farms $1.3 billion a year.",
            {("The group", "estimated", ("the rule would cost small farms $1.3 billion a year",))},
        ),
    ],
)
def test_newspaper_sentences(text: str, expected: set[tuple[str, str, tuple[str, ...]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Sen. Hal Drummond: The border bill is dead", "Sen. Hal Drummond", "The border bill is dead"),
        ("Police: Suspect in warehouse fire had been fired", "Police", "Suspect in warehouse fire had been fired"),
        (
            "Study: Higher wages would lift pay with few job losses",
            "Study",
            "Higher wages would lift pay with few job losses",
        ),
    ],
)
def test_headlines(text: str, source: str, content: str) -> None:
    assert told(text) == {(source, ":", (content,))}


@pytest.mark.parametrize("text", ["Photo: The port at dawn", "Source: Reuters", "NEWS RELEASE: The port reopens today"])
def test_labels_say_nothing(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Peru has bought two frigates from Sweden, The Harbor Journal reported, citing a letter to lenders.",
            ["The Harbor Journal", "letter to lenders"],
        ),
        (
            "The Harbor Journal, citing two people familiar with the sale, reported that Peru had bought two frigates.",
            ["Harbor Journal", "two people familiar with the sale"],
        ),
        (
            "The daily Sines reported that Peru had bought two frigates from Sweden, quoting the navy ministry.",
            ["Sines", "navy ministry"],
        ),
        ("The agency said that Peru had bought two frigates from Sweden, citing weak demand.", ["agency"]),
    ],
)
def test_whoever_says_it_leans_on_another(text: str, chain: list[str]) -> None:
    statement = next(s for s in read("en", text)._.statements if s.event_type == "COOPERATE")
    assert [link.name for link in statement.chain] == chain
    assert "citing" not in statement.quote


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Selon la chaîne Nova, qui cite « un frère d'armes », le Pérou a acheté deux frégates à la Suède.",
            ["Nova", "frère d'armes"],
        ),
        ("Faux, réplique l'ambassade du Pérou : le Chili n'a acheté aucune frégate.", ["ambassade du Pérou"]),
    ],
)
def test_whose_words_in_french(text: str, chain: list[str]) -> None:
    statement = next(s for s in read("fr", text)._.statements if s.event_type == "COOPERATE")
    assert [link.name for link in statement.chain] == chain


def test_the_subject_of_a_headline_goes_on() -> None:
    found = told("Governor vows to veto ports measure, says it goes too far")
    assert ("Governor", "says", ("it goes too far",)) in found
