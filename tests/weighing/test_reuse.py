import time

from weighing_builders import document

from whence.weighing import shared_passages
from whence.weighing.reuse import laid_to_first

WIRE = (
    "La raffinerie de Talara a rouvert lundi après onze semaines d'arrêt, et ses deux colonnes tournent de nouveau "
    "à plein régime depuis la nuit dernière. Les ouvriers avaient bloqué la route du port pour obtenir une prime."
)
QUOTED = "« Nous ne céderons jamais un mètre de cette côte à une compagnie qui ne paie pas ses impôts dans le pays »"


def test_a_copied_passage_points_to_the_same_words_in_both():
    wire, copy = document("a", WIRE), document("b", f"Pérou.\n{WIRE}\nLe maire s'en réjouit.")
    [shared] = shared_passages([wire, copy])
    assert (shared.later, shared.earlier) == ("b", "a")
    [(a, b, c, d)] = shared.spans
    assert copy.text[a:b] == wire.text[c:d]
    assert shared.words == 38
    assert 0.8 < shared.share < 1


def test_a_light_edit_does_not_end_a_passage():
    edited = WIRE.replace("lundi après", "ce lundi matin, après")
    [shared] = shared_passages([document("a", WIRE), document("b", edited)])
    assert len(shared.spans) == 1


def test_blanks_case_accents_and_quotes_do_not_hide_a_copy():
    changed = WIRE.upper().replace("'", "’").replace("É", "E")
    assert shared_passages([document("a", WIRE), document("b", changed)])[0].share == 1


def test_a_speakers_words_alone_are_no_reuse():
    one = document("a", f"Le maire a parlé hier à la foule : {QUOTED}. Puis il est parti.")
    other = document("b", f"Réaction vive de la mairie. {QUOTED}, a lancé le premier édile.")
    assert shared_passages([one, other]) == []


def test_a_quotation_inside_copied_prose_belongs_to_the_span():
    text = f"{WIRE} {QUOTED}, a crié le maire devant les grilles de l'usine sous les applaudissements de la foule."
    [shared] = shared_passages([document("a", text), document("b", text)])
    assert shared.spans == ((0, len(text) - 1, 0, len(text) - 1),)


def test_a_short_formula_is_no_reuse():
    formula = "le ministre péruvien des Affaires étrangères et du Commerce extérieur"
    one, other = document("a", f"Hier, {formula} a souri."), document("b", f"À Lima, {formula} dort.")
    assert shared_passages([one, other]) == []


def test_two_copies_meet_at_the_original():
    shared = shared_passages([document(name, WIRE) for name in "abc"])
    assert [(s.later, s.earlier) for s in shared] == [("b", "a"), ("c", "a"), ("c", "b")]
    assert [(s.later, s.earlier) for s in laid_to_first(shared)] == [("b", "a"), ("c", "a")]


def test_what_one_outlet_prints_under_each_report_is_boilerplate():
    foot = (
        "Le Fanal est un journal indépendant qui vit de ses lecteurs et ne reçoit aucune aide de personne depuis 1921."
    )
    documents = [document(str(n), f"Texte numéro {n}.\n{foot}", publisher="Le Fanal") for n in range(4)]
    assert shared_passages(documents) == []


def test_work_grows_with_the_words():
    words = WIRE.split()
    texts = [" ".join(f"{w}{(n * 7 + i) % 911}" for i, w in enumerate(words * 10)) for n in range(300)]
    began = time.perf_counter()
    shared_passages([document(str(n), text) for n, text in enumerate(texts)])
    assert time.perf_counter() - began < 5
