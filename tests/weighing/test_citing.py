import pytest
from weighing_builders import document, record, source

from whence.weighing.citing import cited, is_told_by_role
from whence.weighing.outlets import Outlets


def names(text, language="en", publisher=None, others=()):
    one = document("d", text, publisher, language=language)
    documents = {"d": one} | {name: document(name, "x", name) for name in others}
    outlets = Outlets(list(documents.values()), {}, {})
    return {outlets.source(id_).name for id_ in cited(documents, outlets)["d"]}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Le port rouvre, écrit le quotidien Le Fanal.", "Le Fanal"),
        ("fr", "Selon la radio lisboète Voz, le port rouvre.", "Voz"),
        ("fr", "Le port rouvre, annonce la radio publique.", "radio publique"),
        ("fr", "Le port rouvre, raconte L'Écho de Sines.", "L'Écho de Sines"),
        ("fr", "Le journal malien « Le Fleuve » l'affirme.", "Le Fleuve"),
        ("en", "The port is open again, writes the daily Harbour Post.", "Harbour Post"),
        ("en", "Lima's Voz 5 website said that the port was open again.", "Voz 5"),
        ("en", "The port is open again, said state radio.", "state radio"),
        ("en", "On Saturday Radio Sines said that the port was open again.", "Radio Sines"),
        ("en", "The port is open, says the weekly Voz do Mar.", "Voz do Mar"),
        ("en", "The Basque-language daily Itsas Argia said so.", "Itsas Argia"),
        ("fr", "Le quotidien francophone Le Fanal l'affirme.", "Le Fanal"),
        ("fr", "Selon l'hebdomadaire de langue anglaise Sentinel, le port rouvre.", "Sentinel"),
    ],
)
def test_an_outlet_is_cited_beside_a_word_that_says_what_it_is(language, text, name):
    assert names(text, language) == {name}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Greek newspaper said so. This paper did not. The Ankara daily was silent."),
        ("en", "The agency said on Monday that the port was open. Papers say so."),
        ("fr", "Le journal a paru. La presse en parle, et un quotidien de Lima aussi."),
        ("fr", "Notre Tribune a rouvert."),
        ("en", "A Basque-language daily said that the port was open again. Basque-language reports differ."),
        ("en", "The Lisbon-based website and the Russian-speaking channel differ; Turkish state-run TV was silent."),
        ("en", "The Hebrew daily said that the port was open again, and Arabic newspaper reports agree."),
        ("en", "The mayor spoke to Jutta Feldmann. The German newspaper said so."),
        ("fr", "Un quotidien de langue française de Lima en parle. Le quotidien anglophone aussi."),
    ],
)
def test_what_has_no_name_is_not_cited(language, text):
    assert names(text, language) == set()


def test_a_name_that_the_record_knows_is_cited_wherever_it_stands():
    assert names("Ask the Harbour Post.", others=("The Harbour Post",)) == {"The Harbour Post"}
    assert names("Ask the harbour post office.", others=("The Harbour Post",)) == set()


def test_a_name_of_one_word_needs_a_cue():
    assert names("He told Beacon that the port was open.", others=("Beacon",)) == {"Beacon"}
    assert names("The ship Sea Beacon is late.", others=("Beacon",)) == set()


def test_an_outlet_does_not_cite_itself_by_its_initials_or_a_part_of_its_name():
    assert names("An official told HNS: the port is open.", publisher="Harbour News Service", others=("HNS",)) == set()
    assert names("The newspaper Harbour Post is 100.", publisher="The Harbour Post") == set()


def test_a_link_to_a_page_cites_its_outlet():
    page = document("p", "x", "The Beacon")
    page = type(page)("p", "https://www.beacon.example/1", "x", "p", "text/html", "en", publisher="The Beacon")
    one = document("d", "See https://beacon.example/2 for more.")
    outlets = Outlets([one, page], {}, {})
    assert cited({"d": one, "p": page}, outlets) == {"d": {outlets.publisher("p")}, "p": set()}


def test_told_by_role():
    assert is_told_by_role("French newspaper")
    assert is_told_by_role("agencies")
    assert not is_told_by_role("The Harbour Post")


def test_a_citing_link_runs_to_the_outlet_once():
    one = document("d", "The port is open, writes the daily Harbour Post.", "The Beacon", language="en")
    links = record([one], [], [source("daily Harbour Post")]).links
    assert [(link.kind, link.from_) for link in links] == [("cites", "d")]
