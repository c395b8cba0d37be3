"""Times: what counts as one, its value, and what it is counted from."""

import datetime
import itertools

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from whence import knowledge
from whence.finding.figures.numbers import fold
from whence.finding.times import bounds, find_times, find_timexes, tenses_of_text
from whence.finding.times.timex import bounds_of, easter
from whence.language.lexicons import lexicon
from whence.model import Published, Time

WEDNESDAY = Published("2021-06-16", "metadata")
LANGUAGES = ["fr", "en", "ru"]


def written(language: str) -> list[tuple[str, str, list[str], str]]:
    data = lexicon(language, "times")
    return [
        (language, p["example"], p["gives"], data["examples"]["published"]) for p in data["pattern"] if "example" in p
    ]


@pytest.mark.parametrize(("language", "sentence", "values", "day"), itertools.chain(*map(written, LANGUAGES)))
def test_every_pattern_reads_its_example(language: str, sentence: str, values: list[str], day: str) -> None:
    assert [t.timex for t in find_timexes(sentence, language, Published(day, "text"))] == values


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_has_an_example(language: str) -> None:
    assert [p["match"] for p in lexicon(language, "times")["pattern"] if "example" not in p] == []


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Le Pérou a élu son président le 6 juin 2021.", ["2021-06-06"]),
        ("Elle est née le 1er mars 1952.", ["1952-03-01"]),
        ("Le bail court jusqu'en 2040.", ["2040"]),
        ("La Suède a livré les chars hier.", ["2021-06-15"]),
        ("Il recevra son homologue lundi.", ["2021-06-21"]),
        ("Il a reçu son homologue lundi.", ["2021-06-14"]),
        ("Le sommet aura lieu en mars.", ["2022-03"]),
        ("Le sommet a eu lieu en octobre.", ["2020-10"]),
        ("Le traité sera signé le 3 juillet.", ["2021-07-03"]),
        ("Le traité a été signé le 3 juillet.", ["2020-07-03"]),
        ("La visite doit commencer vendredi.", ["2021-06-18"]),
        ("Le mois dernier, le Chili a vendu deux frégates.", ["2021-05"]),
        ("Les deux pays ont rompu il y a trois semaines.", ["2021-W21"]),
        ("Le scrutin est prévu dans deux mois.", ["2021-08"]),
        ("Rendez-vous samedi 19 juin à 9 h 30.", ["2021-06-19", "2021-06-19T09:30"]),
        ("La panne a duré près de six heures.", ["PT6H"]),
        ("Le blocus dure depuis plusieurs mois.", ["PXM"]),
        ("Le port a fermé au troisième trimestre 2018.", ["2018-Q3"]),
        ("Les années 1930 furent dures.", ["193"]),
        ("Le XIXe siècle fut long.", ["18"]),
        ("Au printemps 2015, la digue a cédé.", ["2015-SP"]),
        ("Le marché ouvre tous les jeudis.", ["XXXX-WXX-4"]),
        ("Le convoi est parti à l'aube du 5 mai.", ["2021-05-05TMO"]),
        ("Il avait quitté Quito le 2 mai 2003. Le lendemain, il était à Lima.", ["2003-05-02", "2003-05-03"]),
        ("La trêve date de mai 2012. Deux ans plus tard, elle fut rompue.", ["2012-05", "2014"]),
        ("Le 7 mai 2010, il a promis. Puis, en octobre, il a nié.", ["2010-05-07", "2010-10"]),
        ("Le Pérou a reporté le vote jusqu'en avril.", ["2022-04"]),
        ("Le Chili compte livrer les frégates en septembre.", ["2021-09"]),
        ("Le Chili a promis de livrer les frégates vendredi.", ["2021-06-18"]),
        ("Selon une note parue vendredi, le port rouvrira.", ["2021-06-11"]),
        ("Le pont a cédé mardi à sept heures du soir.", ["2021-06-15T19:00"]),
        ("Ils ont été libérés le lundi.", ["2021-06-14"]),
        ("Il se tient deux semaines après le scrutin.", ["P2W"]),
        (
            "Le 3 mars 2015, à 6 h 30, le feu a pris. Une heure plus tard, tout avait brûlé.",
            ["2015-03-03", "2015-03-03T06:30", "2015-03-03T07:30"],
        ),
    ],
)
def test_values(sentence: str, values: list[str]) -> None:
    assert [t.timex for t in find_timexes(sentence, "fr", WEDNESDAY)] == values


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Peru elected its president on June 6, 2021.", ["2021-06-06"]),
        ("The lease runs until 2040.", ["2040"]),
        ("He will receive his counterpart on Monday.", ["2021-06-21"]),
        ("He received his counterpart on Monday.", ["2021-06-14"]),
        ("The summit will be held in March.", ["2022-03"]),
        ("The summit was held in October.", ["2020-10"]),
        ("The treaty is expected to be signed on July 3.", ["2021-07-03"]),
        ("The treaty was signed on July 3.", ["2020-07-03"]),
        ("Last month Chile sold two frigates.", ["2021-05"]),
        ("They may sign it.", []),
        ("They march on the capital.", []),
        ("The outage lasted nearly six hours.", ["PT6H"]),
        ("The port closed in the third quarter of last year.", ["2020-Q3"]),
        ("The raid began at 4 a.m. on Sunday.", ["2021-06-13T04:00"]),
        ("The raid began at 4.20 a.m.", ["2021-06-16T04:20"]),
        ("The shop will open on Saturday at ten.", ["2021-06-19T10:00"]),
        ("Peru put off the vote until April.", ["2022-04"]),
        ("The court ordered the envoy to appear on Friday.", ["2021-06-18"]),
        ("The court on Tuesday ordered the envoy to appear.", ["2021-06-15"]),
        ("Chile agreed to sell the frigates in September.", ["2021-09"]),
        ("The dockers, who had struck on Monday, may return by Sunday.", ["2021-06-14", "2021-06-20"]),
        ("A march is planned.", []),
        ("The daily wrote that a second envoy had left.", []),
        ("The lease was cut over eight years.", ["P8Y"]),
        ("The ferry sank three days after it was sold.", ["P3D"]),
        ("The tanker was given seventy-two hours to leave.", ["PT72H"]),
    ],
)
def test_english_values(sentence: str, values: list[str]) -> None:
    assert [t.timex for t in find_timexes(sentence, "en", WEDNESDAY)] == values


@pytest.mark.parametrize(
    "sentence",
    [
        "L'Éthiopie a engagé 2 000 soldats et 1500 policiers.",
        "Des F-16 et des Mirage 2000 ont décollé.",
        "Les 27 se sont réunis.",
        "Le suspect, 34 ans, a été relâché.",
        "Une femme de 54 ans dirige le groupe.",
        "Elle a 41 ans.",
        "Il vise les moins de 25 ans",
        "Un palais de 1200 mètres carrés.",
        "Plus de 2000 ont fui.",
    ],
)
def test_numbers_and_ages_are_no_times(sentence: str) -> None:
    assert find_timexes(sentence, "fr", WEDNESDAY) == []


@pytest.mark.parametrize(
    ("sentence", "text", "timex", "start", "end"),
    [
        (
            "Entre 2015 et 2019, le Chili a doublé ses achats.",
            "Entre 2015 et 2019",
            "2015/2019",
            "2015-01-01",
            "2019-12-31",
        ),
        ("Les ventes de 2001-2004 ont baissé.", "2001-2004", "2001/2004", "2001-01-01", "2004-12-31"),
        ("Il gouverna de mars à juin 2020.", "de mars à juin 2020", "2020-03/2020-06", "2020-03-01", "2020-06-30"),
        ("Il siégea du 3 au 5 mai 2016.", "du 3 au 5 mai 2016", "2016-05-03/2016-05-05", "2016-05-03", "2016-05-05"),
        ("Il gela de novembre à mars 2018.", "de novembre à mars 2018", "2017-11/2018-03", "2017-11-01", "2018-03-31"),
        ("Le fort est vide depuis 2014.", "depuis 2014", "2014", "2014-01-01", "2021-06-16"),
        ("Rien n'existait avant 1998.", "avant 1998", "1998", None, "1997-12-31"),
        ("La digue tiendra jusqu'en 2050.", "jusqu'en 2050", "2050", None, "2050-12-31"),
        ("Le pont a fermé en octobre 2021.", "en octobre 2021", "2021-10", "2021-10-01", "2021-10-31"),
        ("La ville est assiégée depuis trois ans.", "depuis trois ans", "P3Y", "2018-06-16", "2021-06-16"),
        ("Le prix a doublé ces cinq dernières années.", "ces cinq dernières années", "P5Y", "2016-06-16", "2021-06-16"),
    ],
)
def test_a_statement_gets_one_time_with_its_bounds(
    sentence: str, text: str, timex: str, start: str | None, end: str | None
) -> None:
    (time,) = find_times(sentence, "fr", WEDNESDAY)
    assert (time.text, time.timex, time.start, time.end) == (text, timex, start, end)


def test_the_two_ends_of_a_period_are_apart_in_timeml() -> None:
    times = find_timexes("Entre 2015 et 2019, le Chili a doublé ses achats.", "fr", WEDNESDAY)
    assert [(t.text, t.timex) for t in times] == [("2015", "2015"), ("2019", "2019")]


def test_a_named_period_has_the_bounds_of_the_knowledge_tables() -> None:
    (time,) = find_times("Pendant la guerre de Corée, l'usine tournait jour et nuit.", "fr", WEDNESDAY)
    assert (time.text, time.start, time.end) == ("Pendant la guerre de Corée", "1950-06-25", "1953-07-27")


def test_a_named_period_without_a_word_of_time_is_no_time() -> None:
    assert find_times("Le film raconte la guerre de Corée.", "fr", WEDNESDAY) == []
    assert find_times("He wrote on the causes of the Korean War.", "en", WEDNESDAY) == []


@pytest.mark.parametrize(
    ("sentence", "timex"),
    [
        ("En mai dernier, le Togo a signé.", "XXXX-05"),
        ("Le ministre est venu cette semaine.", "XXXX-WXX"),
        ("Le traité a été signé il y a 30 ans.", "XXXX"),
        ("Il est arrivé hier.", "XXXX-XX-XX"),
        ("Il est arrivé jeudi.", "XXXX-WXX-4"),
    ],
)
def test_an_undated_text_keeps_the_expression_and_invents_nothing(sentence: str, timex: str) -> None:
    for published in (None, Published(), Published(None, "inferred", "2020-01-01")):
        (time,) = find_times(sentence, "fr", published)
        assert (time.timex, time.start, time.end) == (timex, None, None)
        assert time.anchor == "publication date unknown"


def test_the_anchor_says_how_the_publication_date_is_known() -> None:
    (time,) = find_times("Il est arrivé hier.", "fr", Published("2021-06-16", "text"))
    assert time.anchor == "publication date (from the text)"
    (absolute,) = find_times("Il est arrivé le 3 mai 2004.", "fr", WEDNESDAY)
    assert absolute.anchor is None


def test_a_time_of_the_story_is_counted_from_the_time_told_before() -> None:
    first, second = find_times("Le 30 avril 2010, il part. Le lendemain, il revient.", "fr", WEDNESDAY)
    assert (second.timex, second.anchor) == ("2010-05-01", "the time told before it (Le 30 avril 2010)")
    assert first.timex == "2010-04-30"


def test_the_day_after_a_month_is_not_the_second_of_it() -> None:
    _, second = find_times("La trêve date de mai 2010. Le lendemain, tout reprit.", "fr", WEDNESDAY)
    assert (second.start, second.end) == (None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The truce holds until Friday.\n\n09.15 Guns were heard at dawn.\n\n10:40 Silence at noon."),
        ("fr", "La trêve tient jusqu'à vendredi.\n\n9 h 15. On a entendu des tirs.\n\n10 h 40. Le calme est revenu."),
    ],
)
def test_an_entry_of_a_live_report_is_stamped_with_the_day_of_publication(language: str, text: str) -> None:
    values = [t.timex for t in find_timexes(text, language, WEDNESDAY)]
    assert values[:2] == ["2021-06-18", "2021-06-16T09:15"]
    assert "2021-06-16T10:40" in values
    assert all(v is not None and v.startswith("2021-06-16") for v in values[1:])


def test_a_direction_is_read_from_the_verb_in_russian() -> None:
    values = [
        find_timexes(s, "ru", WEDNESDAY)[0].timex for s in ("Саммит пройдёт в марте.", "Саммит прошёл в октябре.")
    ]
    assert values == ["2022-03", "2020-10"]


def test_the_tense_that_the_caller_knows_wins() -> None:
    sentence = "Rencontre des deux ministres lundi"
    values = {
        tense: find_timexes(sentence, "fr", WEDNESDAY, tense=lambda start, end, t=tense: t)[0].timex  # type: ignore[misc]
        for tense in ("past", "future")
    }
    assert values == {"past": "2021-06-14", "future": "2021-06-21"}


def test_an_undated_text_was_published_after_the_past_that_it_tells() -> None:
    text = "En octobre 2021, le Chili a commandé des radars. Ils seront livrés en 2027. Hier, il pleuvait."
    found = bounds(find_times(text, "fr"), tenses_of_text(fold(text), "fr"))
    assert found == Published(None, "inferred", "2021-10-01", "2027-12-31")
    assert bounds([]) == Published()


def test_the_component_reads_the_publication_date_of_the_doc() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("whence_times")
    doc = nlp.make_doc("La Suède a livré les chars hier.")
    doc._.published = WEDNESDAY
    (time,) = nlp(doc)._.times
    assert (time.text, time.timex) == ("hier", "2021-06-15")
    assert nlp("La Suède a livré les chars hier.")._.times[0].start is None


def test_bounds_of_values() -> None:
    assert bounds_of("2020-02") == ("2020-02-01", "2020-02-29")
    assert bounds_of("2019-WI") == ("2019-12-01", "2020-02-29")
    assert bounds_of("2019-W01") == ("2018-12-31", "2019-01-06")
    assert bounds_of("197") == ("1970-01-01", "1979-12-31")
    assert bounds_of("19") == ("1900-01-01", "1999-12-31")
    assert bounds_of("2019-02-30") == (None, None)
    assert bounds_of("XXXX-05") == bounds_of("P3Y") == bounds_of("PAST_REF") == bounds_of(None) == (None, None)


def test_easter() -> None:
    assert easter(2024) == datetime.date(2024, 3, 31)
    assert easter(1999) == datetime.date(1999, 4, 4)


@st.composite
def jumbles(draw: st.DrawFn, language: str) -> str:
    """The words of the examples of a language, and odd ones, in any order."""
    words = [w for p in lexicon(language, "times")["pattern"] for w in p["example"].split()]
    odd = [
        "2 000",
        "99999",
        "0",
        "’",
        "\u00a0",
        "\n",
        "«",
        "İ",
        "%",
        "-",
        "/",
        ":",
        "30",
        "1850",
        "12:61",
        "31",
        "février",
        "February",
    ]
    names = [name for period in knowledge.load().periods(language)[:5] for name in period.names]
    return " ".join(draw(st.lists(st.sampled_from(words + odd + names), max_size=25)))


DAYS = [None, WEDNESDAY, Published("0001-01-01"), Published("9999-12-31")]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(data=st.data(), published=st.sampled_from(DAYS))
def test_offsets_hold_whatever_the_text(language: str, data: st.DataObject, published: Published | None) -> None:
    text = data.draw(jumbles(language))
    for find in (find_times, find_timexes):
        times: list[Time] = find(text, language, published)
        assert all(text[t.start_char : t.end_char] == t.text and t.text.strip() for t in times)
        assert all(a.end_char <= b.start_char for a, b in itertools.pairwise(times))
        assert all(t.start is None or t.end is None or t.start <= t.end or "/" in (t.timex or "") for t in times)
        assert times == find(text, language, published)
