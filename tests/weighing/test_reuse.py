import re
import time

from hypothesis import given
from hypothesis import strategies as st
from weighing_builders import document

from whence.weighing import shared_passages
from whence.weighing.reuse import laid_to_first
from whence.weighing.reuse.words import words_of

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


NAMES = "le ministre iranien des Affaires étrangères Behrouz Farahmandi et le secrétaire d'État américain John Corvin"


def test_names_and_titles_are_not_enough():
    one = document("a", f"Hier, {NAMES} ont dîné à Vienne sans témoin.")
    other = document("b", f"Une photographie montre {NAMES} devant un ascenseur en panne.")
    assert shared_passages([one, other]) == []


def test_heavy_editing_of_a_long_passage_is_followed_to_its_ends():
    words = [f"mot{n}" for n in range(120)]
    edited = [f"autre{n}" if n % 9 == 4 else word for n, word in enumerate(words)]
    one = document("a", f"Avant tout cela. {' '.join(words)} Et après.")
    other = document("b", f"Un début différent ici. {' '.join(edited)} Puis une fin.")
    [shared] = shared_passages([one, other])
    [(a, b, c, d)] = shared.spans
    assert (other.text[a:b].split()[0], one.text[c:d].split()[-1]) == ("mot0", "mot119")
    assert 100 <= shared.words <= 110


def test_paragraphs_in_another_order_are_found():
    one, two = WIRE.split(". ")[0], " ".join(f"chose{n}" for n in range(40))
    [shared] = shared_passages([document("a", f"{one}.\n{two}."), document("b", f"{two}.\n{one}.")])
    assert len(shared.spans) == 2


def test_a_passage_of_a_source_out_of_sight_is_found_inside_two_own_reports():
    own = [" ".join(f"{name}{n}" for n in range(60)) for name in ("nord", "sud")]
    one, other = document("a", f"{own[0]}\n{WIRE}"), document("b", f"{own[1]}\n{WIRE}\n{own[1]}x")
    [shared] = shared_passages([one, other])
    assert [one.text[c:d] for _, _, c, d in shared.spans] == [WIRE[:-1]]


def test_what_many_outlets_print_is_boilerplate_and_what_they_copy_is_none():
    notice = " ".join(f"avis{n}" for n in range(25))
    wire = " ".join(f"fil{n}" for n in range(90))
    texts = [f"{' '.join(f'seul{n}x{i}' for i in range(80))}\n{notice}" for n in range(15)]
    copies = [f"{wire}\n{notice}" for _ in range(15)]
    shared = shared_passages([document(f"{n:02}", t, publisher=f"P{n}") for n, t in enumerate(texts + copies)])
    assert {int(s.later) >= 15 and int(s.earlier) >= 15 for s in shared} == {True}
    assert len(shared) == 15 * 14 // 2
    assert all(b == len(wire) for s in shared for _, b, _, _ in s.spans)


def test_the_foot_of_two_reports_of_one_outlet_is_no_reuse():
    foot = (
        "Le Fanal est un journal indépendant qui vit de ses lecteurs et ne reçoit aucune aide de personne depuis 1921."
    )
    own = [" ".join(f"{name}{n}" for n in range(60)) for name in ("nord", "sud")]
    documents = [document(str(n), f"{text}\n{foot}", publisher="Le Fanal") for n, text in enumerate(own)]
    assert shared_passages(documents) == []


def test_a_copy_of_an_edited_copy_is_laid_to_the_edited_one():
    words = [f"mot{n}" for n in range(120)]
    edited = " ".join(f"autre{n}" if n % 9 == 4 or n > 90 else word for n, word in enumerate(words))
    shared = shared_passages([document("a", " ".join(words)), document("b", edited), document("c", edited)])
    assert [(s.later, s.earlier) for s in laid_to_first(shared)] == [("b", "a"), ("c", "b")]


def test_texts_without_blanks_between_words_are_compared_by_character():
    text = "".join(chr(0x4E00 + 7 * n) for n in range(60))
    [shared] = shared_passages([document("a", text), document("b", f"一二三{text}")])
    assert shared.spans == ((3, 63, 0, 60),)


@given(st.lists(st.text(alphabet='aé’"« »\n .0œ\U0001f600一', max_size=80), max_size=6))
def test_words_are_those_of_the_text(texts):
    words = words_of(texts)
    assert len(words.first) == len(texts) + 1
    for n, text in enumerate(texts):
        bounds = range(words.first[n], words.first[n + 1])
        found = [text[words.starts[i] : words.ends[i]] for i in bounds]
        assert found == re.findall(r"[aé0œ]+|一", text)


@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_shared_passages_stand_in_both_texts_and_repeat(chance, copies):
    words = [f"m{chance.randrange(400)}" for _ in range(150)]
    texts = [" ".join(words[chance.randrange(50) : chance.randrange(60, 150)]) for _ in range(copies + 1)]
    documents = [document(str(n), text) for n, text in enumerate(texts)]
    found = shared_passages(documents)
    assert found == shared_passages(documents)
    for shared in found:
        assert int(shared.later) > int(shared.earlier)
        assert 0 < shared.share <= 1
        for a, b, c, d in shared.spans:
            assert 0 <= a < b <= len(texts[int(shared.later)])
            assert 0 <= c < d <= len(texts[int(shared.earlier)])
