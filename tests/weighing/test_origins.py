import pytest
from weighing_builders import claim_of, document, entity, record, source, statement

from whence.errors import Unreadable
from whence.weighing.outlet_groups import outlet_groups

WIRE = (
    "Le Pérou a signé mardi avec le Chili un accord sur la pêche au thon dans les eaux du Pacifique sud, au terme de "
    "six mois de pourparlers menés à Arica par les deux ministres de la Mer"
)
DEAL = "Le Pérou a signé mardi avec le Chili un accord sur la pêche au thon"
BOTH = ("Pérou", "Chili")
TOLD = [
    "Un accord sur la pêche au thon a été signé mardi entre Lima et Santiago",
    "Mardi, les deux capitales ont signé leur accord de pêche au thon",
    "L'accord de pêche sur le thon a été signé par les deux voisins mardi",
]


def told(n, publisher, *chain, date=None, foot=""):
    doc = document(f"d{n}", f"{TOLD[n]}.{foot}", publisher, date or f"2020-01-0{n + 1}")
    return doc, statement(doc, TOLD[n], BOTH, chain)


def weighed(*pairs, sources=(), entities=()):
    documents, statements = zip(*pairs, strict=True)
    result = record(documents, statements, sources, entities)
    [claim] = result.claims
    names = {s.id: s.name for s in (*sources, *result.sources)}
    return claim, [names[o.source] for o in claim.origins], result


def test_each_publisher_that_tells_it_in_its_own_words_is_an_origin():
    claim, names, _ = weighed(told(0, "Le Fanal"), told(1, "L'Écho"))
    assert claim.independent == 2
    assert names == ["Le Fanal", "L'Écho"]


def test_one_outlet_twice_is_one_origin():
    claim, names, _ = weighed(told(0, "Le Fanal"), told(1, "Le Fanal"))
    assert (claim.independent, claim.documents, names) == (1, 2, ["Le Fanal"])


def test_a_document_of_an_unknown_publisher_is_its_own_origin():
    claim, names, _ = weighed(told(0, None), told(1, None))
    assert claim.independent == 2
    assert names == ["d0.txt", "d1.txt"]


def test_the_origin_is_the_far_end_of_the_chain():
    report = source("rapport de la Cour maritime", "document")
    fanal = source("Le Fanal")
    claim, names, _ = weighed(told(0, "L'Écho", fanal, report), told(1, "Le Soir", report), sources=[report, fanal])
    assert (claim.independent, names) == (1, ["rapport de la Cour maritime"])


def test_a_document_source_told_by_its_head_alone_is_the_same():
    full, short = source("télégramme du consulat", "document"), source("télégramme", "document")
    other = source("audit du port", "document")
    pairs = told(0, "A", full), told(1, "B", short), told(2, "C", other)
    claim, names, _ = weighed(*pairs, sources=[full, short, other])
    assert (claim.independent, names) == (2, ["télégramme du consulat", "audit du port"])


def test_a_copied_statement_has_the_origin_of_the_text_it_is_copied_from():
    wire = document("w", f"{WIRE}.", "Agence Balise", "2020-01-01")
    copy = document("c", f"Bonne nouvelle. {WIRE}. {TOLD[1]}.", "Le Fanal", "2020-01-02")
    one, two = statement(wire, DEAL, BOTH), statement(copy, DEAL, BOTH)
    claim, names, result = weighed((wire, one), (copy, two))
    assert (claim.independent, names) == (1, ["Agence Balise"])
    [link] = [link for link in result.links if link.kind == "copies"]
    assert (link.from_, link.to, link.direction) == ("c", "w", "known")
    a, b, c, d = link.spans[0]
    assert copy.text[a:b] == wire.text[c:d]


def test_what_stands_outside_the_copied_passages_is_the_documents_own():
    wire = document("w", f"{WIRE}.", "Agence Balise", "2020-01-01")
    copy = document("c", f"{WIRE}. Le Chili a livré huit chalutiers au Pérou.", "Le Fanal", "2020-01-02")
    own = statement(copy, "Le Chili a livré huit chalutiers au Pérou", ("Chili", "Pérou"))
    result = record([wire, copy], [statement(wire, DEAL, BOTH), statement(copy, DEAL, BOTH), own])
    [origin] = claim_of(result, own).origins
    assert {s.id: s.name for s in result.sources}[origin.source] == "Le Fanal"


def test_without_dates_a_copy_is_a_copy_and_its_direction_unknown():
    one, other = (document(n, f"{WIRE}.", p) for n, p in (("a", "Le Fanal"), ("b", "L'Écho")))
    claim, _, result = weighed((one, statement(one, DEAL, BOTH)), (other, statement(other, DEAL, BOTH)))
    assert claim.independent == 1
    assert [(link.kind, link.direction) for link in result.links] == [("shares", "unknown")]


def test_a_credited_agency_is_the_origin_though_it_was_not_read():
    claim, _, result = weighed(told(0, "Le Fanal", foot=" (AFP)"), told(1, "L'Écho", foot="\nAvec l'AFP"))
    assert claim.independent == 1
    assert {link.kind for link in result.links} == {"credits"}
    assert len({link.to for link in result.links}) == 1


def test_with_an_agency_that_was_read_only_the_copied_passages_are_its():
    wire = document("w", f"{WIRE}.", "Agence Balise", "2020-01-01")
    text = "Le Chili a livré huit chalutiers au Pérou"
    copy = document("c", f"{WIRE}. {text}. (avec Agence Balise)", "Le Fanal", "2020-01-02")
    own = statement(copy, text, ("Chili", "Pérou"))
    result = record([wire, copy], [statement(wire, DEAL, BOTH), statement(copy, DEAL, BOTH), own])
    names = {s.id: s.name for s in result.sources}
    assert [names[o.source] for o in claim_of(result, own).origins] == ["Le Fanal"]


def test_citing_an_outlet_that_was_read_leads_to_its_own_origin():
    fanal, cable = source("Le Fanal"), source("télégramme", "document")
    claim, names, result = weighed(told(0, "Le Fanal", cable), told(1, "L'Écho", fanal), sources=[fanal, cable])
    assert (claim.independent, names) == (1, ["télégramme"])
    assert [(link.from_, link.to) for link in result.links if link.kind == "cites"] == [("d1", fanal.id)]


def test_citing_an_outlet_that_was_not_read_ends_there():
    fanal = source("Le Fanal")
    claim, names, _ = weighed(told(0, "A", fanal), told(1, "B", fanal), sources=[fanal])
    assert (claim.independent, names) == (1, ["Le Fanal"])


def test_a_loop_is_one_origin_and_circular():
    fanal, echo = source("Fanal"), source("L'Écho")
    claim, _, _ = weighed(told(0, "Le Fanal", echo), told(1, "L'Écho", fanal), sources=[fanal, echo])
    assert claim.independent == 1
    assert claim.circular
    assert len(claim.origins[0].statements) == 2


def test_who_cites_a_loop_adds_nothing_to_it():
    fanal, echo = source("Fanal"), source("L'Écho")
    claim, _, _ = weighed(
        told(0, "Le Fanal", echo), told(1, "L'Écho", fanal), told(2, "Le Soir", fanal), sources=[fanal, echo]
    )
    assert (claim.independent, claim.circular) == (1, True)


def test_unnamed_sources_are_weak_and_one_an_outlet():
    clerk, officer = source("un fonctionnaire", "unnamed"), source("un officier", "unnamed")
    sources = [clerk, officer]
    claim, _, _ = weighed(told(0, "Le Fanal", clerk), told(1, "Le Fanal", officer), sources=sources)
    assert [(o.weak, len(o.statements)) for o in claim.origins] == [(True, 2)]
    claim, _, _ = weighed(told(0, "Le Fanal", clerk), told(1, "L'Écho", clerk), sources=sources)
    assert [o.weak for o in claim.origins] == [True, True]


def test_papers_without_a_name_are_an_unnamed_source():
    papers = source("plusieurs journaux")
    claim, _, result = weighed(told(0, "Le Fanal", papers), sources=[papers])
    assert claim.origins[0].weak
    assert result.links == ()


def test_an_unnamed_source_belongs_to_the_outlet_that_is_cited_for_it():
    clerk, fanal = source("un fonctionnaire", "unnamed"), source("Le Fanal")
    claim, _, _ = weighed(told(0, "Le Fanal", clerk), told(1, "L'Écho", fanal, clerk), sources=[clerk, fanal])
    assert claim.independent == 1


def test_an_unnamed_source_belongs_to_the_speaker_who_passes_its_word_on():
    clerk = source("un fonctionnaire", "unnamed")
    soto, quispe = source("Elena Soto", "person"), source("Rosa Quispe", "person")
    sources = [clerk, soto, quispe]
    claim, _, _ = weighed(told(0, "Le Fanal", soto, clerk), told(1, "L'Écho", soto, clerk), sources=sources)
    assert [(o.weak, len(o.statements)) for o in claim.origins] == [(True, 2)]
    claim, _, _ = weighed(told(0, "Le Fanal", soto, clerk), told(1, "L'Écho", quispe, clerk), sources=sources)
    assert claim.independent == 2


def test_an_unnamed_source_in_copied_prose_belongs_to_the_copied_outlet():
    clerk = source("un fonctionnaire", "unnamed")
    wire = document("w", f"{WIRE}.", "Agence Balise", "2020-01-01")
    copy = document("c", f"{WIRE}.", "Le Fanal", "2020-01-02")
    pairs = [(d, statement(d, DEAL, BOTH, (clerk,))) for d in (wire, copy)]
    claim, _, _ = weighed(*pairs, sources=[clerk])
    assert (claim.independent, claim.origins[0].weak) == (1, True)


@pytest.mark.parametrize(
    ("speaker", "party"),
    [
        (source("Pérou", "organisation", "state-PER"), True),
        (source("Rosa Quispe", "person", "person-Rosa Quispe"), True),
        (source("Institut nordique", "organisation", "organisation-Institut nordique"), False),
        (source("responsable chilien", "unnamed"), True),
        (source("responsable norvégien", "unnamed"), False),
    ],
)
def test_a_source_that_takes_part_is_marked_as_a_party(speaker, party):
    people = [
        entity("Rosa Quispe", "person", "PER"),
        entity("Institut nordique", "organisation", "NOR"),
    ]
    claim, _, _ = weighed(told(0, "Le Fanal", speaker), sources=[speaker], entities=people)
    assert claim.origins[0].party is party


def test_an_outlet_named_in_its_own_chain_is_not_cited():
    fanal = source("Le Fanal")
    claim, _, result = weighed(told(0, "Le Fanal", fanal), sources=[fanal])
    assert claim.independent == 1
    assert result.links == ()


def test_two_titles_of_one_group_are_one_origin(tmp_path, monkeypatch):
    texts = ("Le port rouvre mardi à midi.", "Mardi à midi, le port rouvre.")
    documents = [document(n, t, p, "2020-01-01") for n, t, p in zip("ab", texts, ("Le Phare", "La Digue"), strict=True)]
    statements = [statement(d, d.text[:-1], ("Pérou", "Chili")) for d in documents]

    def independent():
        claim = claim_of(record(documents, statements), statements[0])
        assert len(claim.statements) == 2
        return claim.independent

    monkeypatch.delenv("WHENCE_OUTLET_GROUPS", raising=False)
    assert independent() == 2
    table = tmp_path / "groups.tsv"
    table.write_text("group\toutlet\nPort\tLe Phare\nPort\tLa Digue\n", encoding="utf-8")
    monkeypatch.setenv("WHENCE_OUTLET_GROUPS", str(table))
    assert independent() == 1


def test_a_table_of_groups_that_cannot_be_read_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("WHENCE_OUTLET_GROUPS", str(tmp_path / "nowhere.tsv"))
    with pytest.raises(Unreadable, match=r"nowhere\.tsv"):
        outlet_groups()
    table = tmp_path / "short.tsv"
    table.write_text("group\toutlet\nPort\t\n", encoding="utf-8")
    monkeypatch.setenv("WHENCE_OUTLET_GROUPS", str(table))
    with pytest.raises(Unreadable, match="without a group"):
        outlet_groups()


def test_one_source_named_in_several_ways_is_one_origin():
    soto, surname = source("Elena Soto", "person"), source("Soto", "person")
    other = source("Elena Ruiz", "person")
    claim, _, _ = weighed(told(0, "Le Fanal", soto), told(1, "L'Écho", surname), sources=[soto, surname])
    assert claim.independent == 1
    claim, _, _ = weighed(told(0, "Le Fanal", soto), told(1, "L'Écho", other), sources=[soto, other])
    assert claim.independent == 2


@pytest.mark.parametrize(
    ("french", "origins"), [("Sergueï Doubaïev", 1), ("Doubaïev", 1), ("Sergueï Dovlatov", 2), ("Ivan Doubaïev", 2)]
)
def test_a_person_is_known_in_the_spellings_of_two_languages(french, origins):
    one, other = source("Sergei Dubaev", "person"), source(french, "person")
    claim, _, _ = weighed(told(0, "The Echo", one), told(1, "Le Fanal", other), sources=[one, other])
    assert claim.independent == origins


def test_a_body_is_known_in_two_languages_by_what_its_words_mean():
    french = source("ministère de la Défense", "organisation")
    english, army = source("Defence Ministry", "organisation"), source("army", "organisation")
    documents = [document("f", f"{WIRE}.", "Le Fanal", "2020-01-01")]
    documents.append(document("e", f"{WIRE}.", "The Echo", "2020-01-02", "en"))
    for second, origins in ((english, 1), (army, 2)):
        one = statement(documents[0], WIRE, chain=[french])
        two = statement(documents[1], WIRE, chain=[second])
        [claim] = record(documents, [one, two], [french, english, army]).claims
        assert claim.independent == origins


def test_half_an_outlets_name_is_the_outlet_whose_report_is_in_the_claim():
    half, soto = source("Fanal", "unnamed"), source("Elena Soto", "person")
    claim, names, _ = weighed(told(0, "Le Grand Fanal", soto), told(1, "L'Écho", half), sources=[half, soto])
    assert (claim.independent, names) == (1, ["Elena Soto"])
    claim, _, _ = weighed(told(0, "Le Grand Phare", soto), told(1, "L'Écho", half), sources=[half, soto])
    assert claim.independent == 2


def test_half_a_name_that_two_outlets_have_is_neither():
    half = source("Fanal", "unnamed")
    claim, _, _ = weighed(
        told(0, "Le Grand Fanal"), told(1, "Le Fanal du Sud"), told(2, "L'Écho", half), sources=[half]
    )
    assert claim.independent == 3


def test_the_article_is_that_of_the_outlet_that_the_report_names():
    article = source("article", "document")
    for foot, origins in ((" C'est le quotidien Le Fanal qui l'a révélé.", 1), ("", 2)):
        pairs = told(0, "Le Fanal"), told(1, "L'Écho", article, foot=foot)
        claim, _, _ = weighed(*pairs, sources=[article])
        assert claim.independent == origins


def test_who_is_told_by_role_and_surname_is_the_person():
    soto, deputy = source("Elena Soto", "person"), source("députée Soto", "unnamed")
    someone = source("députée", "unnamed")
    claim, names, _ = weighed(told(0, "Le Fanal", deputy), told(1, "L'Écho", soto), sources=[soto, deputy])
    assert (claim.independent, names) == (1, ["Elena Soto"])
    claim, _, _ = weighed(told(0, "Le Fanal", someone), told(1, "L'Écho", soto), sources=[soto, someone])
    assert claim.independent == 2


def test_people_without_a_name_are_one_where_a_report_names_the_others_outlet():
    officer, agent = source("officier des douanes", "unnamed"), source("officier", "unnamed")
    for foot, origins in ((" Le quotidien Le Fanal l'avait annoncé.", 1), ("", 2)):
        pairs = told(0, "Le Fanal", officer), told(1, "L'Écho", agent, foot=foot)
        claim, _, _ = weighed(*pairs, sources=[officer, agent])
        assert claim.independent == origins


def test_the_institute_is_the_one_that_is_named_and_so_is_its_study():
    institute, whole = source("institut", "organisation"), source("Institut maritime de Lima", "organisation")
    study, other = source("étude de l'institut péruvien", "document"), source("audit du port", "document")
    every = [institute, whole, study, other]
    pairs = told(0, "Le Fanal", institute), told(1, "L'Écho", whole), told(2, "Le Soir", study)
    assert weighed(*pairs, sources=every)[0].independent == 1
    pairs = told(0, "Le Fanal", institute), told(1, "L'Écho", whole), told(2, "Le Soir", other)
    assert weighed(*pairs, sources=every)[0].independent == 2
