"""The tables of triggers: they hold together, they are PLOVER's, and each row shows its word at work."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from whence.finding.event_types import (
    CONTEXTS,
    MODES,
    RELATIONS,
    Frame,
    contexts_of,
    frames,
    frames_headed,
    modals,
    object_class,
    relation_frames,
)
from whence.knowledge.folding import fold
from whence.language.lexicons import lexicon, table

LANGUAGES = sorted(
    folder.name
    for folder in resources.files("whence.language").iterdir()
    if folder.is_dir() and folder.joinpath("events.tsv").is_file()
)
TABLES = ["events", "relations", "modals"]
SHAPES = {"events": 12, "relations": 11, "modals": 7}
PLACES = re.compile(r"[\w' ]+")

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def first(language: str, trigger: str, pos: str, *complements: str) -> Frame | None:
    return next((f for f in frames(language)[trigger, pos] if f.governs(complements)), None)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_its_columns_and_no_stray_blanks(language: str, name: str) -> None:
    for row in table(language, name):
        assert len(row) == SHAPES[name]
        assert None not in row
        assert all(cell is not None and cell == cell.strip() for cell in row.values()), row
        assert row["trigger"]
        assert row["pos"] in {"VERB", "NOUN", "ADJ", "ADV"}, row


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_there_twice(language: str, name: str) -> None:
    what = "complement" if name == "modals" else "object"
    keys = Counter((row["trigger"], row["pos"], row[what]) for row in table(language, name))
    assert [key for key, times in keys.items() if times > 1] == []


def test_types_and_modes_are_those_of_plover(language: str) -> None:
    for row in table(language, "events"):
        if row["type"] == "-":
            assert row["carrier"], f"a light trigger must say where its event stands: {row}"
            assert not row["mode"], row
        else:
            assert row["type"] in MODES, row
            assert not row["mode"] or row["mode"] in MODES[row["type"]], row
            assert not row["carrier"], row


def test_each_type_has_twenty_triggers_and_each_mode_has_one(language: str) -> None:
    rows = table(language, "events")
    triggers = {kind: {(r["trigger"], r["pos"]) for r in rows if r["type"] == kind} for kind in MODES}
    assert {kind: len(found) for kind, found in triggers.items() if len(found) < 20} == {}
    used = {(r["type"], r["mode"]) for r in rows}
    assert [(kind, mode) for kind, modes in MODES.items() for mode in modes if (kind, mode) not in used] == []


def test_the_row_without_an_object_comes_last(language: str) -> None:
    for key, rows in frames(language).items():
        of_one_trigger = [row for row in rows if row.trigger == rows[0].trigger]
        assert all(row.objects for row in of_one_trigger[:-1]), key


@pytest.mark.parametrize("name", ["events", "relations"])
def test_every_noun_class_that_a_row_names_exists_and_is_not_empty(language: str, name: str) -> None:
    for row in table(language, name):
        for part in filter(None, re.split(r"[|&]", row["object"])):
            if part.startswith("@"):
                assert object_class(part[1:], language), row


def test_every_noun_class_serves_a_row(language: str) -> None:
    objects = "|".join(row["object"] for name in ("events", "relations") for row in table(language, name))
    cells = re.split(r"[|&]", objects)
    assert sorted(c for c in lexicon(language, "event_objects") if not c.startswith("_") and f"@{c}" not in cells) == []


@pytest.mark.parametrize("name", ["events", "relations"])
def test_places_are_words_and_flags_are_flags(language: str, name: str) -> None:
    for row in table(language, name):
        for cell in (row["actor"], row["recipient"]):
            assert all(PLACES.fullmatch(place) for place in filter(None, cell.split("|"))), row
        assert row["symmetric"] in {"", "yes"}, row
        assert row["modality"] in {"", "actual", "attempted", "intended", "possible", "hypothetical"}, row


def test_modals_speak_of_known_complements_and_modalities(language: str) -> None:
    for row in table(language, "modals"):
        assert set(row["complement"].split("|")) <= {"inf", "embedded", "que", "noun", "subj"}, row
        assert row["modality"] in {"actual", "attempted", "intended", "possible", "hypothetical"}, row
        assert row["polarity"] in {"", "negated"}, row
        assert row["factive"] in {"", "yes"}, row
    assert modals(language)


def test_relations_are_those_of_the_closed_list(language: str) -> None:
    assert {row["relation"] for row in table(language, "relations")} <= set(RELATIONS)
    assert {row["polarity"] for row in table(language, "relations")} <= {"", "negated", "if_negated"}
    assert all(frame.needs_negation != (frame.polarity == "negated") or not frame.needs_negation
               for rows in relation_frames(language).values() for frame in rows)  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_every_example_shows_a_form_of_its_trigger(language: str, name: str) -> None:
    irregular = {fold(word): {fold(form) for form in forms}
                 for word, forms in lexicon(language, "event_objects")["_irregular"]["forms"].items()}  # fmt: skip
    small = {fold(word) for word in lexicon(language, "event_objects")["_irregular"]["small"]}
    for row in table(language, name):
        forms = [fold(form) for form in re.findall(r"[\w-]+", row["example"].replace("_", " "))]
        for word in map(fold, row["trigger"].split()):
            shown = any(form[:3] == word[:3] for form in forms)
            assert word in small or shown or irregular.get(word, set()) & set(forms), (word, row)


def test_every_example_is_a_sentence_and_none_serves_two_types(language: str) -> None:
    kinds: dict[str, set[str]] = {}
    for row in table(language, "events"):
        assert row["example"][0].isupper(), row
        assert row["example"].endswith((".", "!", "?")), row
        kinds.setdefault(row["example"], set()).add(row["trigger"].split()[-1])
    assert len(kinds) > 0.9 * len(table(language, "events"))


def test_contexts_are_those_of_plover_and_each_has_words(language: str) -> None:
    words = lexicon(language, "contexts")
    assert set(words) == set(CONTEXTS)
    assert [context for context, entry in words.items() if len(entry["lemmas"]) < 5] == []
    for context, entry in words.items():
        doubled = [w for w, times in Counter(map(fold, entry["lemmas"])).items() if times > 1]
        assert doubled == [], context


def test_each_context_is_found_by_its_own_words_in_plovers_order(language: str) -> None:
    for context, entry in lexicon(language, "contexts").items():
        for lemma in entry["lemmas"]:
            found = contexts_of(lemma.split(" "), language)
            assert context in found
            assert list(found) == sorted(found, key=CONTEXTS.index)
    assert contexts_of([], language) == ()


def test_a_trigger_is_found_with_and_without_its_accents(language: str) -> None:
    known = frames(language)
    for (trigger, pos), rows in known.items():
        assert all(row in known[fold(trigger), pos] for row in rows)


def test_a_head_leads_to_all_its_triggers_longest_first(language: str) -> None:
    headed = frames_headed(language)
    for rows in headed.values():
        sizes = [len(row.words) for row in rows]
        assert sizes == sorted(sizes, reverse=True)
    reached = {row for rows in headed.values() for row in rows}
    assert reached == {row for rows in frames(language).values() for row in rows}


def test_the_codebook_names_every_type_and_mode(language: str) -> None:
    book = Path(__file__).parents[2].joinpath("docs", "event-types.md").read_text(encoding="utf-8")
    rows = {cells[1].strip(): cells[3] for line in book.splitlines() if len(cells := line.split("|")) == 5}
    for kind, modes in MODES.items():
        assert {mode.strip() for mode in rows[kind].split(",") if mode.strip()} == modes
