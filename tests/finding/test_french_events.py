"""What French triggers mean, by what they govern: the rules of the codebook, one by one."""

from __future__ import annotations

import pytest

from whence.finding.event_types import WHEN_FUTURE, Frame, frames, frames_headed, modals, object_class, relation_frames


def first(trigger: str, pos: str, *complements: str) -> Frame:
    return next(f for f in frames("fr")[trigger, pos] if f.governs(complements))


@pytest.mark.parametrize(
    ("trigger", "complement", "kind", "mode"),
    [
        ("signer", "traité", "SUPPORT", None),
        ("signer", "contrat", "COOPERATE", None),
        ("acheter", "frégate", "COOPERATE", None),
        ("fournir", "munition", "AID", None),
        ("livrer", "obusier", "COOPERATE", None),
        ("accueillir", "ministre", "CONSULT", "visit"),
        ("accueillir", "réfugié", "AID", None),
        ("expulser", "ambassadeur", "SANCTION", "expel"),
        ("expulser", "migrant", "COERCE", "deport"),
        ("imposer", "embargo", "SANCTION", "discontinue"),
        ("imposer", "couvre-feu", "COERCE", "curfew"),
        ("refuser", "visa", "REJECT", None),
        ("refuser", "dialogue", "REJECT", "meet"),
        ("convoquer", "ambassadeur", "ACCUSE", "disapprove"),
        ("annuler", "visite", "REJECT", "meet"),
        ("annuler", "dette", "AID", None),
        ("libérer", "otage", "AID", None),
        ("libérer", "opposant", "RETREAT", "release"),
        ("condamner", "prison", "SANCTION", "convict"),
        ("condamner", "putsch", "ACCUSE", "disapprove"),
        ("lever", "sanction", "CONCEDE", None),
        ("proclamer", "trêve", "CONCEDE", None),
        ("respecter", "trêve", "RETREAT", "ceasefire"),
        ("menacer", "sanction", "THREATEN", "relations"),
        ("rejeter", "accusation", "REJECT", None),
        ("déployer", "missile", "MOBILIZE", "weapons"),
        ("se rendre", "Lisbonne", "CONSULT", "visit"),
        ("se rendre", "police", "RETREAT", "disarm"),
    ],
)
def test_the_complement_decides(trigger: str, complement: str, kind: str, mode: str | None) -> None:
    frame = first(trigger, "VERB", complement)
    assert (frame.type, frame.mode) == (kind, mode)


def test_a_meeting_has_actors_only_and_a_visit_a_host() -> None:
    assert first("rencontrer", "VERB").symmetric
    visit = first("visite", "NOUN")
    assert not visit.symmetric
    assert "en" in visit.recipient
    host = first("recevoir", "VERB", "ministre")
    assert (host.actor, host.recipient) == (("obj",), ("subj",))


def test_a_light_verb_says_where_its_event_stands() -> None:
    assert first("avoir lieu", "VERB").type is None
    assert first("avoir lieu", "VERB").carrier == "subj"
    suffered = first("subir", "VERB", "attaque")
    assert (suffered.type, suffered.carrier, suffered.recipient) == (None, "obj", ("subj",))


def test_a_verb_is_found_by_a_form_that_was_left_as_it_was() -> None:
    assert [f.trigger for f in frames_headed("fr")["aide", "VERB"]] == ["aider"]
    assert ("fournit", "VERB") in frames_headed("fr")
    assert ("prise", "NOUN") in frames_headed("fr")


def test_announced_cooperation_is_agreement_and_an_announced_withdrawal_a_concession() -> None:
    assert {kind for kind, then in WHEN_FUTURE.items() if then == "AGREE"} == {"CONSULT", "SUPPORT", "COOPERATE", "AID"}
    assert WHEN_FUTURE["RETREAT"] == "CONCEDE"


def test_words_of_modality() -> None:
    (envisage,) = modals("fr")["envisager", "VERB"]
    assert (envisage.modality, envisage.negates) == ("possible", False)
    (avoid,) = modals("fr")["éviter", "VERB"]
    assert avoid.negates
    (refuse,) = modals("fr")["refuser", "VERB"]
    assert "inf" not in refuse.complements  # a refusal is an act of its own
    assert "embedded" in refuse.complements


def test_silence_needs_a_negation_or_a_refusal() -> None:
    (comment,) = relation_frames("fr")["commenter", "VERB"]
    assert (comment.relation, comment.needs_negation, comment.polarity) == ("no_comment", True, None)
    (refusal,) = relation_frames("fr")["refuser de commenter", "VERB"]
    assert (refusal.relation, refusal.needs_negation, refusal.polarity) == ("no_comment", False, "negated")


def test_noun_classes_are_compared_without_accents() -> None:
    assert "traite" in object_class("accord", "fr")
    assert first("signer", "VERB", "Traité").type == "SUPPORT"


def test_the_tables_are_wide() -> None:
    triggers = {key for key, rows in frames("fr").items() for row in rows if row.trigger == key[0]}
    assert sum(pos == "VERB" for _, pos in triggers) >= 700
    assert sum(pos == "NOUN" for _, pos in triggers) >= 450
