"""A dossier's sentences keep every hedge, and say in our words only what a report says in its own."""

import dataclasses
import re
from typing import Any

import pytest
from dossier_builders import (
    CONSIDERED,
    DENIED,
    EGYPT,
    GERMANY,
    HOLDINGS,
    HOSTILE,
    INTENDED,
    KENYA,
    LEOPARD,
    MAIL,
    SOLD,
    claimed,
    part,
)

from whence.errors import UnknownLanguage
from whence.model import ChainLink, Entity, Participant, Published, Source, Statement, Time
from whence.showing.dossier import languages
from whence.showing.dossier.content import Run
from whence.showing.dossier.sentences import Teller
from whence.showing.dossier.wording import Wording, without_stop


def told(statement: Statement, language: str = "en", **fields: Any) -> str:
    statement = dataclasses.replace(statement, **fields)
    holdings = dataclasses.replace(HOLDINGS, statements={statement.id: statement})
    lead = Teller(Wording(language), holdings).lead(claimed("c", statement))
    return "".join(run.text for run in lead.runs).replace("\u00a0", " ")


def test_hearsay_of_a_deal_is_worded_with_its_hedge() -> None:
    assert told(CONSIDERED) == (
        "Kenya is said to have considered buying 10 Leopard 2 (armoured vehicles) from Germany, according to"
        " Morning Mail, which names no source: “Kenya is said to have considered buying ten Leopard 2 from Germany”."
    )
    assert told(CONSIDERED, "fr").startswith(
        "Le Kenya aurait envisagé d’acheter 10 Leopard 2 (véhicules blindés) à l’Allemagne, selon Morning Mail,"
        " qui ne nomme aucune source : « Kenya is said"
    )


def test_what_may_be_is_not_told_as_considered() -> None:
    quote = "Kenya may buy ten Leopard 2 from Germany"
    assert told(CONSIDERED, quote=quote).startswith("It is said that Kenya might buy 10 Leopard 2 (armoured vehicles)")
    assert told(CONSIDERED, "fr", quote=quote).startswith("Il se dit que le Kenya pourrait acheter 10 Leopard 2")


def test_what_is_laid_to_a_source_names_the_origin_and_the_way_to_it() -> None:
    assert told(SOLD) == (
        "Germany sold 10 Leopard 2 (armoured vehicles) to Egypt, Le Phare reported, citing a document (“a cable of the"
        " embassy in Oslo”) by way of The Lantern: “L'Allemagne a vendu dix Leopard 2 à l'Égypte”."
    )
    assert told(SOLD, "fr").startswith("L’Allemagne a vendu 10 Leopard 2 (véhicules blindés) à l’Égypte, a rapporté")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("evidential", ["stated", "attributed", "hearsay"])
@pytest.mark.parametrize("modality", ["actual", "attempted", "intended", "possible", "hypothetical"])
@pytest.mark.parametrize("polarity", ["affirmed", "negated"])
@pytest.mark.parametrize("statement", [CONSIDERED, SOLD, INTENDED], ids=["deal", "sale", "plain"])
def test_every_certainty_has_words_of_its_own_and_the_reports(
    language: str, evidential: str, modality: str, polarity: str, statement: Statement
) -> None:
    sentence = told(statement, language, evidential=evidential, modality=modality, polarity=polarity)
    assert statement.quote in sentence
    assert not re.search(r"[{}]|  ", sentence)
    if (evidential, modality, polarity) != ("stated", "actual", "affirmed"):
        assert sentence != told(statement, language, evidential="stated", modality="actual", polarity="affirmed")


def test_a_denial_an_intention_and_a_hypothesis_are_called_so() -> None:
    assert told(DENIED) == "Morning Mail reported, in the negative: “Kenya has bought no tank”."
    assert "citing an unnamed source (“unnamed officials”), as an intention: “Kenya is to buy" in told(INTENDED)
    assert "as a mere hypothesis" in told(HOSTILE)
    assert "par la négative" in told(DENIED, "fr")


def test_a_party_that_only_the_goods_suggest_is_not_told() -> None:
    buyer = (part("actor", KENYA, at=0), part("object", LEOPARD, at=30), part("recipient", GERMANY, "Leopard 2", 30))
    assert told(CONSIDERED, participants=buyer).startswith(
        "Kenya is said to have considered buying 10 Leopard 2 (armoured vehicles), according to"
    )


def test_a_number_that_is_not_exact_is_not_told() -> None:
    about = (dataclasses.replace(CONSIDERED.quantities[0], approximate=True),)
    assert "buying Leopard 2 (armoured vehicles) from" in told(CONSIDERED, quantities=about)


@pytest.mark.parametrize(
    "participants",
    [
        (part("actor", KENYA, "les chefs de son armée"), part("recipient", GERMANY, "Allemagne", 50)),
        (part("actor", KENYA), part("actor", EGYPT, "Egypt", 20), part("recipient", GERMANY, at=50)),
        (Participant("actor", "the Union", "the Union", 0, 9),),
    ],
    ids=["not by name", "several", "nobody known"],
)
def test_where_it_is_not_clear_who_acts_the_report_speaks_alone(participants: tuple[Participant, ...]) -> None:
    assert told(CONSIDERED, participants=participants).startswith("Morning Mail reported, as hearsay")


def test_goods_that_do_not_come_from_where_they_are_made_are_left_to_the_report() -> None:
    resold = dataclasses.replace(SOLD.transfer or CONSIDERED.transfer, supplier=EGYPT.id, recipient=KENYA.id)  # type: ignore[type-var]
    parties = (part("actor", EGYPT, "Égypte"), part("recipient", KENYA, at=40))
    assert told(SOLD, transfer=resold, participants=parties).startswith("Le Phare reported")


def test_a_source_that_was_taken_for_somebody_else_shows_the_words_for_it() -> None:
    minister = Source("src9", "Germany", "organisation", GERMANY.id)
    words = "Kenya has bought no tank"
    start = MAIL.text.index(words)
    link = dataclasses.replace(INTENDED.chain[0], source="src9", start=start, end=start + 5)
    statement = dataclasses.replace(INTENDED, chain=(link,))
    holdings = dataclasses.replace(HOLDINGS, sources={"src9": minister}, statements={statement.id: statement})
    chain = Teller(Wording("en"), holdings).chain(statement)
    assert "".join(run.text for run in chain) == "Germany (“Kenya”)"


def test_who_tells_the_same_is_told_in_one_breath() -> None:
    again = dataclasses.replace(DENIED, id="s9", document="phare")
    other = dataclasses.replace(again, id="s8", quote="Le Kenya n'a rien acheté")
    holdings = dataclasses.replace(HOLDINGS, statements={s.id: s for s in (DENIED, again, other)})
    sentences = Teller(Wording("en"), holdings).all(claimed("c", DENIED, again, other))
    assert ["".join(run.text for run in one.runs) for one in sentences[1:]] == [
        "Le Phare has the same words.",
        "Le Phare says so in other words.",
    ]
    assert [[s.id for s in one.statements] for one in sentences] == [["s2"], ["s9"], ["s8"]]


@pytest.mark.parametrize(
    ("time", "en", "fr"),
    [
        (Time("", 0, 0, "2019-05-01", "2019-05-01", "2019-05-01"), "1 May 2019", "1er mai 2019"),
        (Time("", 0, 0, "2019-05", "2019-05-01", "2019-05-31"), "May 2019", "mai 2019"),
        (Time("", 0, 0, "2015/2019", "2015-01-01", "2019-12-31"), "2015 to 2019", "2015–2019"),
        (Time("", 0, 0, None, None, "2015-08-04"), "until 4 August 2015", "jusqu’au 4 août 2015"),
        (Time("", 0, 0, "2012", "2012-01-01", None), "from 2012 on", "depuis 2012"),
        (Time("soon", 0, 4), "undated (“soon”)", "sans date («\u00a0soon\u00a0»)"),
        (None, "undated", "sans date"),
    ],
)
def test_a_time_is_told_as_exactly_as_it_is_known(time: Time | None, en: str, fr: str) -> None:
    for language, words in (("en", en), ("fr", fr)):
        assert "".join(run.text for run in Wording(language).when(time)) == words


def test_how_a_date_of_publication_is_known_is_told() -> None:
    document = dataclasses.replace(MAIL, published=Published(None, "text", "2019-05-02", "2019-06-30"))
    assert "".join(run.text for run in Wording("en").published(document)) == (
        "between 2 May 2019 and 30 June 2019 (date from its text)"
    )


@pytest.mark.parametrize(
    ("country", "forms"),
    [
        ("KEN", ("le Kenya", "au Kenya", "du Kenya", "au Kenya")),
        ("FRA", ("la France", "à la France", "de la France", "en France")),
        ("EGY", ("l’Égypte", "à l’Égypte", "de l’Égypte", "en Égypte")),
        ("USA", ("les États-Unis", "aux États-Unis", "des États-Unis", "aux États-Unis")),
        ("ISR", ("Israël", "à Israël", "d’Israël", "en Israël")),
        ("CUB", ("Cuba", "à Cuba", "de Cuba", "à Cuba")),
        ("MEX", ("le Mexique", "au Mexique", "du Mexique", "au Mexique")),
        ("KOR", ("la Corée du Sud", "à la Corée du Sud", "de la Corée du Sud", "en Corée du Sud")),
    ],
)
def test_french_states_have_their_articles(country: str, forms: tuple[str, ...]) -> None:
    from whence import knowledge

    found = Wording("fr").forms(knowledge.load().country(country)) or {}
    assert tuple(found[key] for key in ("who", "to", "from", "in")) == forms


def test_a_source_that_is_only_a_pronoun_in_the_report_is_told_as_that() -> None:
    text = "Kenya is to buy ten tanks, he said. Their chairman said so."
    document = dataclasses.replace(MAIL, text=text)
    person = Entity("ada0", "person", "Ada Berg", known=True)
    ada = Source("ada", "Ada Berg", "person", entity="ada0")
    holdings = dataclasses.replace(
        HOLDINGS,
        documents={"mail": document},
        entities={**HOLDINGS.entities, "ada0": person},
        sources={**HOLDINGS.sources, "ada": ada},
    )

    def chain(words: str, language: str = "en") -> str:
        start = text.index(words)
        link = ChainLink("ada", "Ada Berg", "said", start, start + len(words))
        runs = Teller(Wording(language), holdings).chain(dataclasses.replace(INTENDED, chain=(link,)))
        return "".join(run.text for run in runs).replace("\u00a0", " ")

    assert chain("he") == "Ada Berg (only “he” in the report)"
    assert chain("he", "fr") == "Ada Berg (seulement « he » dans l’article)"
    assert chain("Their chairman") == "Ada Berg (“Their chairman”)"
    assert Wording("fr").stands_in("-t-elle")
    assert not Wording("fr").stands_in("Moscou")


@pytest.mark.parametrize(
    ("language", "name", "told"),
    [
        ("fr", "Institut des ports", "l’Institut des ports"),
        ("fr", "Commission des ports", "la Commission des ports"),
        ("fr", "Conseil des ports", "le Conseil des ports"),
        ("fr", "Lumen", "Lumen"),
        ("en", "Northern Union", "the Northern Union"),
        ("en", "Lumen", "Lumen"),
    ],
)
def test_organisations_have_their_article(language: str, name: str, told: str) -> None:
    assert Wording(language).object(Entity("x", "organisation", name)) == told


def test_a_full_stop_is_taken_off_only_where_one_is() -> None:
    assert without_stop((Run("“so”", "quoted"), Run("."))) == (Run("“so”", "quoted"),)
    assert without_stop((Run("so"),)) == (Run("so"),)


def test_all_languages_have_the_same_words_to_fill() -> None:
    def paths(value: Any, path: str = "") -> set[str]:
        if isinstance(value, dict):
            return {found for key, inner in value.items() for found in paths(inner, f"{path}.{key}")}
        return {path}

    optional = re.compile(r"_day$|\.categories\.|\.first_day$|\.article$|\.record_names$")
    words = {
        language: {path for path in paths(Wording(language)._data) if not optional.search(path)}
        for language in languages()
    }
    assert all(found == words["en"] for found in words.values())


def test_a_language_without_words_is_refused_by_name() -> None:
    with pytest.raises(UnknownLanguage, match="xx: no dossier can be written in it; there are en, fr"):
        Wording("xx")
