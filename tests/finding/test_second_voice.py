"""What the model of features adds to the rules, and where it keeps still."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Doc
from voices_told import read

from whence.finding.attributions import by_rules
from whence.finding.candidate_features import features, tokens_quoted
from whence.finding.candidates import candidates
from whence.finding.linear import BIAS, Choice, choice, linear
from whence.finding.second_voice import kind_of, second_voice
from whence.finding.voices import Voice

REPORTS = sorted((Path(__file__).parents[2] / "examples").glob("stories-a/*/*.txt"))


def words_of(doc: Doc, voices: list[Voice] | tuple[Voice, ...]) -> list[tuple[str | None, list[str]]]:
    return [(v.speaker.name if v.speaker else None, [doc[a:b].text for a, b in v.content]) for v in voices]


@pytest.mark.parametrize(
    ("language", "text", "source", "content"),
    [
        ("en", "The union praised the minister's decision.", "union", "the minister's decision"),
        ("fr", "L'association plaide pour une trêve.", "association", "une trêve"),
    ],
)
def test_a_cue_that_no_rule_knows_is_found(language: str, text: str, source: str, content: str) -> None:
    doc = read(language, text)
    assert (source, [content]) not in words_of(doc, [v for some in by_rules(doc) for v in some])
    assert (source, [content]) in words_of(doc, doc._.stances)
    assert doc._.voices == ()  # no chain of sources rests on praise


def test_what_the_rules_find_of_a_clause_stays() -> None:
    doc = read("fr", "Le ministre a déclaré que la Zambie avait vendu le port.")
    assert words_of(doc, doc._.voices) == [("ministre", ["la Zambie avait vendu le port"])]


def test_a_clause_has_one_link_of_a_chain_however_many_cues_lay_it_to_somebody() -> None:
    doc = read("en", "The minister repeated the claim that Zambia had sold the port.")
    (statement,) = [s for s in doc._.statements if "port" in s.quote]
    assert [link.name for link in statement.chain] == ["minister"]


def test_a_language_that_was_not_weighed_keeps_what_the_rules_say() -> None:
    pytest.importorskip("natasha")
    doc = read("ru", "Министр заявил, что порт закрыт.")
    voices, stances = by_rules(doc)
    assert voices
    assert second_voice(doc, voices, stances) == (voices, stances)


@pytest.mark.parametrize("report", REPORTS[::3], ids=lambda report: report.stem)
def test_one_cue_never_lays_the_same_words_twice(report: Path) -> None:
    doc = read(report.parent.name, report.read_text(encoding="utf-8"))
    assert doc._.voices or doc._.stances
    for voices in (doc._.voices, doc._.stances):
        model = [v for v in voices if v.verb >= 0 and not v.carried]
        for i, one in enumerate(model):
            for other in model[i + 1 :]:
                assert one.verb != other.verb or not any(one.covers(k) for a, b in other.content for k in range(a, b))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor said « the port is closed ».", "direct"),
        ("The mayor said that the port is « closed for ever ».", "mixed"),
        ("The mayor said that the port is closed.", "indirect"),
    ],
)
def test_words_in_marks_of_quotation_make_the_kind(text: str, kind: str) -> None:
    doc = read("en", text)
    start = next(t.i for t in doc if t.text == "port") - 1
    end = next(t.i for t in doc if t.text in {"»", "."} and t.i > start)
    assert kind_of(((start, end),), doc, tokens_quoted(doc)) == kind


def test_every_predicate_with_a_dependent_is_a_candidate() -> None:
    doc = read("en", "The envoy hopes to sell the port.")
    found = {(c.cue.text, c.how, doc[c.content[0][0] : c.content[0][1]].text) for c in candidates(doc, [])}
    assert ("hopes", "kid", "to sell the port") in found
    assert ("sell", "kid", "the port") in found


def test_a_candidate_is_told_apart_by_its_word_and_by_what_hangs_on_it() -> None:
    doc = read("en", "The envoy hopes to sell the port.")
    (one,) = [c for c in candidates(doc, []) if c.cue.text == "hopes" and c.how == "kid"]
    told = set(features(one, frozenset()))
    assert "en:hope|kid" in told
    assert any(f.startswith("kid:xcomp") for f in told)


# The models


def test_the_log_odds_are_the_sum_of_the_weights() -> None:
    model = linear("attributions")
    feature, weight = next((f, w) for f, w in model.weights.items() if f != BIAS)
    assert model.score([]) == model.weights[BIAS]
    assert model.score([feature, feature, "no such feature"]) == pytest.approx(model.weights[BIAS] + weight)


def test_the_chances_are_together_one_and_every_kind_has_one() -> None:
    model = choice("statements")
    for some in ([], ["rule=ASSAULT"], ["no such feature"]):
        chances = model.chances(some)
        assert tuple(chances) == model.kinds
        assert sum(chances.values()) == pytest.approx(1)
    assert model.chances(["rule=ASSAULT"])["ASSAULT"] > model.chances([])["ASSAULT"]


def test_a_choice_weighs_each_feature_once() -> None:
    model = Choice(("no", "yes"), {BIAS: np.zeros(2), "a": np.array([0.0, np.log(3.0)])}, frozenset())
    assert model.chances(["a", "a"])["yes"] == pytest.approx(0.75)


@pytest.mark.parametrize("model", [linear("attributions"), choice("statements")])
def test_the_models_say_for_which_languages_they_hold(model: object) -> None:
    assert model.languages == {"en", "fr"}  # type: ignore[attr-defined]


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"nobody\.tsv"):
        linear("nobody")


@pytest.mark.parametrize(
    ("language", "text", "source", "content"),
    [
        # the parse has the subject of the cue in what is said
        (
            "fr",
            "« Ce sera non », a tranché jeudi soir Milan Petrović, le membre serbe.",
            "Milan Petrović",
            "Ce sera non",
        ),
        (
            "fr",
            "« Si ces radars sont partis sans l'aval du Parlement, le ministre devra démissionner », a lancé son chef "
            "de file, Andriï Kostenko, sur une chaîne privée.",
            "Andriï Kostenko",
            "Si ces radars sont partis sans l'aval du Parlement, le ministre devra démissionner",
        ),
        # or takes the cue for a noun
        ("fr", "« Nous avions un wagon vide, et une idée dedans », sourit la ministre.", "ministre", None),
        # a colon before a quotation, behind whoever speaks
        (
            "en",
            'The canton wants to know. Ms Novak: "Croatia has returned nobody."',
            "Novak",
            "Croatia has returned nobody",
        ),
        (
            "en",
            'Nobody came. A fisherman on the lake, on the phone: "They are firing."',
            "fisherman",
            "They are firing",
        ),
    ],
)
def test_words_in_quotation_marks_go_to_who_speaks_beside_them(
    language: str, text: str, source: str, content: str | None
) -> None:
    doc = read(language, text)
    told = [(s, " ".join(c)) for s, c in words_of(doc, doc._.voices) if s is not None]
    assert any(source in s and (content is None or content == c) for s, c in told), told
