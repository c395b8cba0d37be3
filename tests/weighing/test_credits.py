import pytest
from weighing_builders import document

from whence.model import Source
from whence.weighing.credits import credited_names, find_credits
from whence.weighing.outlets import Outlets, outlet_key


def credited(text, publisher=None, others=("Agence Balise",)):
    one = document("d", text, publisher)
    outlets = Outlets([one, *(document(name, "x", name) for name in others)], {}, {})
    found = find_credits(one, outlets, credited_names(others))
    return [(outlets.source(c.source).name, "whole" if c.whole else "part", text[c.start : c.end]) for c in found]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Le port rouvre mardi. (Agence Balise)", "whole"),
        ("Le port rouvre mardi.\nAgence Balise", "whole"),
        ("Le port rouvre mardi.\nSource : Agence Balise", "whole"),
        ("Le port rouvre mardi. (avec Agence Balise)", "part"),
        ("Le port rouvre mardi.\n\nAvec l'Agence Balise.", "part"),
        ("LIMA, 3 mars (Agence Balise) - Le port rouvre mardi.", "whole"),
        ("The port opens on Tuesday.\n(Reporting with Agence Balise)", "part"),
    ],
)
def test_a_credit_is_found_and_says_whether_it_is_for_the_whole(text, how):
    assert credited(text) == [("Agence Balise", how, "Agence Balise")]


@pytest.mark.parametrize(("publisher", "kind"), [("Le Phare", "outlet"), ("Agence du Phare", "agency")])
def test_one_that_publishes_is_no_organisation_like_others(publisher, kind):
    cited = Source("s1", publisher, "organisation")
    outlets = Outlets([document("d", "x", publisher)], {"s1": cited}, {})
    assert outlets.publisher("d") == "s1"
    assert outlets.made["s1"].kind == outlets.source("s1").kind == kind
    assert Outlets([document("d", "x", "Another")], {"s1": cited}, {}).source("s1") == cited


def test_several_agencies():
    found = credited(
        "Le port rouvre. (avec Agence Balise et Dépêches du Sud)", others=("Agence Balise", "Dépêches du Sud")
    )
    assert [name for name, *_ in found] == ["Agence Balise", "Dépêches du Sud"]


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre a parlé avec Agence Balise mardi soir.",
        "L'Agence Balise (Agence Balise) a démenti cette fermeture du port.",
        "Le port rouvre mardi. (photo Agence Balise)",
        "Agence Balise ment, dit le maire.",
    ],
)
def test_a_name_in_prose_is_no_credit(text):
    assert credited(text) == []


def test_nobody_credits_itself():
    assert credited("LIMA (Agence Balise) - Le port rouvre mardi.", publisher="Agence Balise") == []


def test_a_well_known_agency_is_one_source_under_its_names():
    [(one, *_)] = credited("Le port rouvre mardi. (AFP)")
    [(other, *_)] = credited("Le port rouvre mardi. (Agence France-Presse)")
    assert one == other


def test_an_agency_is_credited_by_the_acronym_that_its_name_gives():
    balise = "Agence Balise Internationale (ABI)"
    assert [name for name, *_ in credited("Le port rouvre mardi. (avec ABI)", others=(balise,))] == [balise]


def test_an_outlet_is_the_same_with_and_without_its_article():
    assert outlet_key("La Gazette du Sud") == outlet_key("gazette du sud")
    assert outlet_key("l’Écho") == outlet_key("Echo")
    assert outlet_key("The Beacon") == outlet_key("Beacon")
    assert outlet_key("Lanterne") != outlet_key("terne")
