"""On whose word: plain sentences in which who said it stands as newspapers put it."""

from __future__ import annotations

import pytest
from voices_told import read

SAID = {
    "en": [
        ("Two leaked Italian cables say that Kenya bought arms.", "cables"),
        ("Leaked Italian cables say that Kenya bought arms.", "cables"),
        ("A leaked memo obtained by the Herald says Kenya bought arms.", "memo"),
        ("A United Nations report found that Kenya had shipped arms to Uganda.", "report"),
        ("A senior Kenyan official told the Herald that Kenya bought arms from Serbia.", "official"),
        ("Kenya bought arms from Serbia, according to a leaked cable published by WikiLeaks.", "cable"),
        ("According to the Herald, which cited two diplomats, Kenya bought arms from Serbia.", "diplomats"),
        ("Kenya has bought arms from Serbia, a Western diplomat said on condition of anonymity.", "diplomat"),
        ("Kenya bought arms from Serbia, Serbia's defence ministry confirmed on Friday.", "ministry"),
        ("The Swedish institute estimates that Kenya imported 40% of its arms from Serbia.", "institute"),
        ("Western intelligence agencies believe that Kenya bought arms from Serbia.", "agencies"),
        ("The embassy wrote in 2009 that Kenya had considered buying drones.", "embassy"),
        ("Diplomats at the embassy reported that Kenya had considered buying drones.", "Diplomats"),
        ("In a cable dated 12 May 2009, the embassy wrote that Kenya had bought drones.", "embassy"),
        ("The minister said Kenya would buy drones from Serbia.", "minister"),
        ("Kenya's president denied that Kenya had bought drones from Serbia.", "president"),
        ("A spokesman for the ministry refused to confirm that Kenya had bought drones.", "spokesman"),
        ("Documents leaked to the Herald show Kenya bought drones.", "Documents"),
        ("Court papers allege that Kenya bribed two Serbian officials.", "papers"),
        ("The Serbian press claims that Kenya bought drones.", "press"),
        ("State television reported that Kenya had bought drones.", "television"),
        ("Satellite photographs published by the institute show that Kenya has deployed drones.", "photographs"),
        ("Analysts say Kenya has bought drones from Serbia.", "Analysts"),
        ("Kenya, the Herald reports, has bought drones from Serbia.", "Herald"),
        ("The Herald quoted an unnamed general as saying that Kenya had bought drones.", "general"),
        ("A study by the institute suggests that Kenya bought drones.", "study"),
        ("Witnesses said soldiers had opened fire on protesters in Nairobi.", "Witnesses"),
        ("Police said they had arrested three Serbian nationals.", "Police"),
        # whom no list has
        ("Kenya had bought drones from Serbia, according to two beachcombers.", "beachcombers"),
        ("Kenya's defence ministry denies having bought drones from Serbia.", "ministry"),
    ],
    "fr": [
        ("Un câble diplomatique fuité montre que le Kenya a acheté des drones à la Serbie.", "câble"),
        ("Deux télégrammes italiens indiquent que le Kenya a acheté des drones.", "télégrammes"),
        ("Un rapport de l'ONU affirme que le Kenya a livré des armes à l'Ouganda.", "rapport"),
        ("Un haut responsable kényan a confié au Herald que le Kenya avait acheté des armes.", "responsable"),
        ("Le Kenya aurait acheté des armes à la Serbie, selon un câble publié par WikiLeaks.", "câble"),
        ("Selon le Herald, qui cite deux diplomates, le Kenya a acheté des armes à la Serbie.", "diplomates"),
        ("Le Kenya a acheté des armes à la Serbie, a déclaré un diplomate sous couvert d'anonymat.", "diplomate"),
        ("Le Kenya a acheté des armes à la Serbie, a confirmé vendredi le ministère serbe de la Défense.", "ministère"),
        ("L'institut suédois estime que le Kenya a importé 40 % de ses armes de Serbie.", "institut"),
        ("L'ambassade écrivait en 2009 que le Kenya avait envisagé d'acheter des drones.", "ambassade"),
        ("Dans un télégramme daté du 12 mai 2009, l'ambassade écrit que le Kenya a acheté des drones.", "ambassade"),
        ("Le président kényan a démenti que le Kenya ait acheté des drones.", "président"),
        ("Des documents remis au Herald montrent que le Kenya a acheté des drones.", "documents"),
        ("La presse serbe prétend que le Kenya a acheté des drones.", "presse"),
        ("La télévision d'État a rapporté que le Kenya avait acheté des drones.", "télévision"),
        ("Des images satellites publiées par l'institut montrent que le Kenya a déployé des drones.", "images"),
        ("D'après des analystes, le Kenya a acheté des drones à la Serbie.", "analystes"),
        ("Le Kenya, rapporte le Herald, a acheté des drones à la Serbie.", "Herald"),
        ("Une étude de l'institut laisse penser que le Kenya a acheté des drones.", "étude"),
        ("Des témoins racontent que des soldats ont tiré sur des manifestants à Nairobi.", "témoins"),
        ("La police dit avoir arrêté trois ressortissants serbes.", "police"),
        # whom no list has
        ("Selon un décrypteur, le Kenya a acheté des drones à la Serbie.", "décrypteur"),
        ("Les ONG accusent le Kenya de torturer des prisonniers.", "ONG"),
        ("Le câble précise que le Kenya voulait acheter des drones.", "câble"),
        ("À en croire un ancien ministre, le Kenya a acheté des drones.", "ministre"),
        ("Le quotidien révèle que le Kenya a acheté des drones à la Serbie.", "quotidien"),
        ("Le communiqué souligne que les deux pays ont signé un accord de coopération.", "communiqué"),
    ],
}


@pytest.mark.parametrize(("language", "text", "source"), [(lang, *one) for lang, some in SAID.items() for one in some])
def test_a_statement_has_its_source(language: str, text: str, source: str) -> None:
    names = [link.name for s in read(language, text)._.statements for link in s.chain]
    assert any(source.casefold() in name.casefold() for name in names), names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kenya deployed its drones according to size."),
        ("fr", "Le Kenya a acheté des drones selon les besoins."),
        ("fr", "Un ancien général, accusé d'avoir vendu des drones, a fui en Serbie."),
    ],
)
def test_nobody_says_what_is_measured_by_something_or_laid_to_somebody(language: str, text: str) -> None:
    assert not [a.source for a in read(language, text)._.attributions if a.source]


@pytest.mark.parametrize(
    ("language", "text", "relation", "actor", "recipient"),
    [
        ("en", "Kenya's largest arms supplier is Serbia.", "supplier_of", "Serbia", "Kenya"),
        ("en", "The main buyer of Serbian arms was Kenya.", "customer_of", "Kenya", "Serbia"),
        ("fr", "Le premier fournisseur du Kenya est la Serbie.", "supplier_of", "Serbia", "Kenya"),
        ("fr", "Le principal allié de Bakou est la Turquie.", "ally_of", "Turkey", "Azerbaijan"),
    ],
)
def test_a_tie_is_the_same_whichever_way_it_is_told(
    language: str, text: str, relation: str, actor: str, recipient: str
) -> None:
    (statement,) = read(language, text)._.statements
    assert statement.relation == relation
    assert {(p.role, p.name) for p in statement.participants} >= {("actor", actor), ("recipient", recipient)}


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        (
            "fr",
            "« Le port est à nous, a expliqué Ana Quispe, porte-parole du syndicat. Nous ne le vendrons pas. »",
            "Le port est à nous … Nous ne le vendrons pas",
        ),
        ("fr", "« Le port, insiste le maire, n'est pas à vendre. »", "Le port … n'est pas à vendre"),
        # nobody is told to say so; of the sentence before somebody is told
        ("fr", "Le maire de Lomé n'y croit plus. « Il ne reste que du papier. »", "Il ne reste que du papier"),
        ("en", 'The envoy has lost hope. "It is nothing but paper."', "It is nothing but paper"),
    ],
)
def test_a_quotation_is_whole_and_somebodys(language: str, text: str, content: str) -> None:
    told = [a for a in read(language, text)._.attributions if a.kind == "direct"]
    assert [" … ".join(text[p.start : p.end] for p in a.content) for a in told] == [content]
    assert all(a.source_id for a in told)


def test_having_so_many_members_says_nothing() -> None:
    assert not read("fr", "Le cheptel du Pérou compte 3,8 millions de lamas.")._.attributions
