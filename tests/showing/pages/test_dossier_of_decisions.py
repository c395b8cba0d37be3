"""The dossier of claims on which people have decided: who, when, what; what they rejected, and what they corrected."""

import dataclasses

import pages_record as kept
import pytest

import whence
from whence.record.deciding import Decision
from whence.showing.dossier import compose, decided_on, render
from whence.showing.holdings import all_behind


@pytest.fixture
def own(tmp_path):
    with whence.open(kept.make(tmp_path / "r.db")) as record:
        yield record


def claim_with(own, statement):
    return next(claim for claim in own.claims() if statement.id in claim.statements)


def dossier(own, language="en"):
    claims = own.claims()
    return compose(claims, all_behind(own, claims), language, decided=decided_on(own, claims))


def plain(made):
    lines = ["".join(run.text for s in one.sentences for run in (*s.runs, *())) for one in made.paragraphs()]
    return "\n".join(lines)


def decide(own, by, action, on, **more):
    return own.reviewing.decide(Decision(by, action, on, **more))


def test_each_decision_that_holds_is_told_with_who_and_when(own):
    claim = claim_with(own, kept.DENIAL)
    decide(own, "Nora", "accept", kept.DENIAL.id)
    decide(own, "Amir", "rate", claim.id, after={"reliability": "B", "credibility": "3"})
    decide(own, "Amir", "note", claim.id, note="ask the ministry")
    withdrawn = decide(own, "Ada", "reject", kept.DENIAL.id)
    own.reviewing.withdraw("Ada", withdrawn.id)
    words = plain(dossier(own))
    year = withdrawn.at[:4]
    assert "Accepted by Nora on " in words
    assert f"{year}: “{kept.DENIED}”" in words
    assert "Rated by Amir on " in words
    assert "the claim, the source B (A to F) and what it says 3 (1 to 6)" in words
    assert "on the claim: “ask the ministry”" in words
    assert "Ada" not in words


def test_a_corrected_statement_is_told_as_corrected_with_what_the_machine_found(own):
    after = {"modality": "intended", "evidential": "hearsay", "chain": []}
    decide(own, "Nora", "correct", kept.HEDGED.id, after=after, note="it is a plan")
    words = plain(dossier(own))
    assert "Morning Mail reported, as hearsay and naming no source, as an intention: “" in words
    assert "modality: intended (the machine found: possible)" in words
    assert "on whose word: hearsay (the machine found: a source’s)" in words
    assert "sources: none (the machine found: a cable of the embassy in Oslo)" in words
    assert "with the note “it is a plan”" in words
    assert own.statement(kept.HEDGED.id).modality == "possible"


def test_corrected_participants_and_times_are_those_of_the_claim(own):
    parts = [{"role": "actor", "name": "Norway"}, {"role": "recipient", "name": "Kenya"}]
    decide(own, "Nora", "correct", kept.DENIAL.id, after={"participants": parts, "time": {"start": "2021-10-05"}})
    words = plain(dossier(own))
    assert "Understood as: Norway → Kenya, " in words
    assert "participants: Norway (actor) and Kenya (recipient) (the machine found: Kenya (actor)" in words


def test_a_disputed_correction_is_told_and_changes_no_sentence(own):
    before = plain(dossier(own))
    decide(own, "Nora", "correct", kept.HEDGED.id, after={"modality": "intended"})
    decide(own, "Amir", "accept", kept.HEDGED.id)
    words = plain(dossier(own))
    [sentence] = [line for line in before.splitlines() if line.startswith("Morning Mail reported, citing")][-1:]
    assert sentence.split("The Lantern")[0] in words
    assert "Corrected by Nora on " in words
    assert "Disputed between the persons" in words


def test_a_rejected_statement_is_left_out_and_that_is_told(own):
    decide(own, "Nora", "reject", kept.HEDGED.id)
    made = dossier(own)
    assert "Rejected, and left out, by Nora on " in plain(made)
    assert not any(kept.HEDGED.quote in "".join(run.text for run in runs) for runs in made.notes.values())


def test_a_rejected_claim_is_left_out_with_who_rejected_it(own):
    decide(own, "Nora", "reject", claim_with(own, kept.DENIAL).id)
    words = plain(dossier(own))
    assert f"Left out: “{kept.DENIED}”, rejected by Nora on " in words
    assert words.count(kept.DENIED) == 1


def test_decisions_are_told_in_french(own):
    decide(own, "Nora", "correct", kept.HEDGED.id, after={"modality": "intended"})
    words = plain(dossier(own, "fr"))
    assert "Corrigé par Nora le " in words
    assert "modalité\u00a0: intention (la machine avait trouvé\u00a0: possibilité)" in words
    assert "Des personnes se sont prononcées sur 1 affirmation" in words


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("suffix", [".html", ".md", ".docx", ".pdf"])
def test_decisions_are_in_every_form_of_the_file(own, suffix, language):
    if suffix == ".pdf":
        pytest.importorskip("typst", reason="typst is not installed")
        pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    decide(own, "Nora Østby", "accept", kept.DENIAL.id, note="seen <twice>")
    data = render(dossier(own, language), suffix)
    if suffix == ".pdf":
        import io

        text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())
    elif suffix == ".docx":
        import io
        import zipfile

        text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    else:
        text = data.decode()
    assert "Nora Østby" in text
    assert "<twice>" not in text or suffix == ".pdf"


def test_no_decision_no_word_of_any(own):
    claims = own.claims()
    assert decided_on(own, claims) == {}
    assert dossier(own) == compose(claims, all_behind(own, claims), "en")
    assert dataclasses.is_dataclass(dossier(own))
