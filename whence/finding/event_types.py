"""Which words name which event: the tables of triggers of a language, and PLOVER's types, modes and contexts.

The tables are data (``events.tsv``, ``event_objects.toml``, ``relations.tsv``, ``modals.tsv``, ``contexts.toml`` under
``language/<code>/``); their columns, and the rules by which their rows were given a type, are told in
``docs/event-types.md``. Nothing here reads a text: the components of this room ask for frames by lemma.

Types, modes and contexts are those of the PLOVER manual, draft 2.0 (2021), Open Event Data Alliance, CC BY-SA 4.0.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, Protocol, TypeVar, cast

from whence.knowledge.folding import fold_word
from whence.language.lexicons import lexicon, table
from whence.model import Modality

MODES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        kind: frozenset(modes.split())
        for kind, modes in {
            "AGREE": "",
            "CONSULT": "visit third-party multilateral phone",
            "SUPPORT": "",
            "CONCEDE": "",
            "COOPERATE": "",
            "AID": "",
            "RETREAT": "withdraw release disarm ceasefire access resign",
            "REQUEST": "assist change yield meet",
            "ACCUSE": "disapprove investigate allege",
            "REJECT": "assist change yield meet",
            "THREATEN": "restrict arrest relations expel territory violence",
            "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
            "SANCTION": "convict expel withdraw discontinue",
            "MOBILIZE": "troops weapons police militia",
            "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
            "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack "
            "aerial drone heavy-weapons crowd-control unconventional",
        }.items()
    }
)
"""PLOVER's sixteen event types, each with its modes."""

# fmt: off
CONTEXTS: Final = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression",
    "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping",
    "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology", "terrorism",
    "cbrn", "cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
)
# fmt: on
"""PLOVER's general contexts, in the order of its table."""

# fmt: off
RELATIONS: Final = (
    "aims_at", "ally_of", "asset_for", "at_war_with", "based_in", "believes", "belongs_to", "borders", "candidate_of",
    "comes_from", "customer_of", "depends_on", "describes", "enables", "enemy_of", "fears", "founded", "has",
    "has_relations_with", "holds_office", "leads", "located_in", "makes", "member_of", "neither_confirmed_nor_denied",
    "no_comment", "owns_share_of", "partner_of", "responsible_for", "rests_on", "sees_as", "serves", "supplier_of",
    "threat_to", "uses",
)
# fmt: on
"""The closed list of relations (``relations.tsv``)."""

WHEN_FUTURE: Final[Mapping[str, str]] = MappingProxyType(
    {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
)
"""The type that an announced act takes in place of its own (PLOVER, sections AGREE and CONCEDE)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """One row of ``events.tsv``: a trigger, what it must govern, and the event that it then names.

    `objects` are sets of folded lemmas, of each of which one must be there; there are none where any will do. `type` is
    None for a light trigger, which names no event by itself but lends its participants to the noun in `carrier`
    (``obj``, ``subj``, or a preposition). `actor` and `recipient` are places in order of preference: ``subj``,
    ``obj``, ``iobj``, ``adj`` or a preposition.
    """

    trigger: str
    pos: str
    objects: tuple[frozenset[str], ...]
    type: str | None
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    symmetric: bool
    modality: Modality | None
    carrier: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The lemmas of the trigger, in order; a reflexive has "se" among them."""
        return _words(self.trigger)

    def governs(self, lemmas: Iterable[str]) -> bool:
        """Whether the frame holds of a trigger whose complements have these lemmas."""
        return _governs(self.objects, lemmas)


@dataclasses.dataclass(frozen=True, slots=True)
class RelationFrame:
    """One row of ``relations.tsv``. `polarity` is "negated" where the trigger itself denies the relation.

    With `needs_negation` the trigger names the relation only under a negation ("ne pas commenter").
    """

    trigger: str
    pos: str
    objects: tuple[frozenset[str], ...]
    relation: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    symmetric: bool
    polarity: str | None
    needs_negation: bool
    modality: Modality | None

    @property
    def words(self) -> tuple[str, ...]:
        """The lemmas of the trigger, in order; a reflexive has "se" among them."""
        return _words(self.trigger)

    def governs(self, lemmas: Iterable[str]) -> bool:
        """Whether the frame holds of a trigger whose complements have these lemmas."""
        return _governs(self.objects, lemmas)


@dataclasses.dataclass(frozen=True, slots=True)
class Modal:
    """One row of ``modals.tsv``: a word that says how real its complement is.

    `complements` are among ``inf``, ``embedded``, ``que``, ``noun`` and ``subj`` (its grammatical subject): under
    ``inf`` the word adds nothing but modality to the infinitive; under ``embedded`` it is an act of its own besides
    ("promettre de", "refuser de"). `negates` where the complement did not come about ("éviter de"); `factive` where
    it is taken for a fact ("regretter de").
    """

    trigger: str
    pos: str
    complements: frozenset[str]
    modality: Modality | None
    negates: bool
    factive: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The lemmas of the trigger, in order; a reflexive has "se" among them."""
        return _words(self.trigger)


@functools.cache
def _words(trigger: str) -> tuple[str, ...]:
    return tuple(trigger.split(" "))


class _Headed(Protocol):
    @property
    def trigger(self) -> str: ...
    @property
    def pos(self) -> str: ...
    @property
    def words(self) -> tuple[str, ...]: ...


_Row = TypeVar("_Row", bound=_Headed)
Key = tuple[str, str]


@functools.cache
def frames(language: str) -> Mapping[Key, tuple[Frame, ...]]:
    """The frames of each trigger, by (trigger, part of speech), in order of preference: the first that governs wins.

    A trigger is found as written and without its accents. Raises UnknownLanguage where there are no tables.
    """
    return _by_trigger(_frames(language))


@functools.cache
def frames_headed(language: str) -> Mapping[Key, tuple[Frame, ...]]:
    """The same frames by (head lemma, part of speech), those with more words first.

    The head is the first word that is not a reflexive pronoun: "rendre" for "se rendre", "prise" for "prise de otage".
    A verb is also found by the forms that a lemmatizer tends to leave as they are (``_spellings``).
    """
    return _by_head(_frames(language), language)


@functools.cache
def relation_frames(language: str) -> Mapping[Key, tuple[RelationFrame, ...]]:
    """The frames of relations, by (trigger, part of speech) as :func:`frames`."""
    return _by_trigger(_relation_frames(language))


@functools.cache
def relation_frames_headed(language: str) -> Mapping[Key, tuple[RelationFrame, ...]]:
    """The frames of relations by head, as :func:`frames_headed`."""
    return _by_head(_relation_frames(language), language)


@functools.cache
def modals(language: str) -> Mapping[Key, tuple[Modal, ...]]:
    """The words of modality, by (trigger, part of speech) as :func:`frames`."""
    return _by_trigger(_modals(language))


@functools.cache
def modals_headed(language: str) -> Mapping[Key, tuple[Modal, ...]]:
    """The words of modality by head, as :func:`frames_headed`."""
    return _by_head(_modals(language), language)


def contexts_of(lemmas: Iterable[str], language: str) -> tuple[str, ...]:
    """The PLOVER contexts that these lemmas (of a sentence or paragraph, in order) speak of, in PLOVER's order."""
    words = [fold_word(lemma) for lemma in lemmas]
    longest, contexts = _context_words(language)
    found: set[str] = set()
    for start, first in enumerate(words):
        for size in range(1, longest.get(first.partition(" ")[0], 0) + 1):
            found |= contexts.get(" ".join(words[start : start + size]), frozenset())
    return tuple(context for context in CONTEXTS if context in found)


def object_class(name: str, language: str) -> frozenset[str]:
    """The folded lemmas of a noun class of ``event_objects.toml``. Raises KeyError where there is none of the name."""
    return frozenset(fold_word(lemma) for lemma in lexicon(language, "event_objects")[name]["lemmas"])


@functools.cache
def instruments(language: str) -> frozenset[str]:
    """The folded lemmas of what an act is done with, whatever its place in the clause: arms of all kinds."""
    listed = lexicon(language, "event_objects").get("_instruments", {"classes": [], "lemmas": []})
    own = frozenset(fold_word(lemma) for lemma in listed["lemmas"])
    return own.union(*(object_class(name, language) for name in listed["classes"]))


@functools.cache
def _frames(language: str) -> tuple[Frame, ...]:
    return tuple(
        Frame(
            trigger=row["trigger"],
            pos=row["pos"],
            objects=_objects(row["object"], language),
            type=None if row["type"] == "-" else row["type"],
            mode=row["mode"] or None,
            actor=_list(row["actor"]),
            recipient=_list(row["recipient"]),
            symmetric=row["symmetric"] == "yes",
            modality=_modality(row["modality"]),
            carrier=row["carrier"] or None,
        )
        for row in table(language, "events")
    )


@functools.cache
def _relation_frames(language: str) -> tuple[RelationFrame, ...]:
    return tuple(
        RelationFrame(
            trigger=row["trigger"],
            pos=row["pos"],
            objects=_objects(row["object"], language),
            relation=row["relation"],
            actor=_list(row["actor"]),
            recipient=_list(row["recipient"]),
            symmetric=row["symmetric"] == "yes",
            polarity="negated" if row["polarity"] == "negated" else None,
            needs_negation=row["polarity"] == "if_negated",
            modality=_modality(row["modality"]),
        )
        for row in table(language, "relations")
    )


@functools.cache
def _modals(language: str) -> tuple[Modal, ...]:
    return tuple(
        Modal(
            trigger=row["trigger"],
            pos=row["pos"],
            complements=frozenset(_list(row["complement"])),
            modality=_modality(row["modality"]),
            negates=row["polarity"] == "negated",
            factive=row["factive"] == "yes",
        )
        for row in table(language, "modals")
    )


@functools.cache
def _context_words(language: str) -> tuple[Mapping[str, int], Mapping[str, frozenset[str]]]:
    """The words and phrases with their contexts, and by its first word how many the longest has."""
    words: dict[str, set[str]] = {}
    for context, entry in lexicon(language, "contexts").items():
        for lemma in entry["lemmas"]:
            words.setdefault(fold_word(lemma), set()).add(context)
    longest: dict[str, int] = {}
    for first, *more in (word.split(" ") for word in words):
        longest[first] = max(longest.get(first, 0), 1 + len(more))
    return longest, {word: frozenset(contexts) for word, contexts in words.items()}


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _modality(cell: str) -> Modality | None:
    return cast("Modality", cell) if cell else None


def _objects(cell: str, language: str) -> tuple[frozenset[str], ...]:
    return tuple(_lemmas(group, language) for group in cell.split("&")) if cell else ()


def _lemmas(group: str, language: str) -> frozenset[str]:
    lemmas: set[str] = set()
    for part in _list(group):
        lemmas |= object_class(part[1:], language) if part.startswith("@") else {fold_word(part)}
    return frozenset(lemmas)


def _governs(objects: tuple[frozenset[str], ...], lemmas: Iterable[str]) -> bool:
    there = {fold_word(lemma) for lemma in lemmas} if objects else set[str]()
    return all(group & there for group in objects)


def _spellings(key: Key) -> Iterator[Key]:
    yield key
    if (folded := fold_word(key[0])) != key[0]:
        yield folded, key[1]


def _by_trigger(rows: Iterable[_Row]) -> Mapping[Key, tuple[_Row, ...]]:
    found: dict[Key, list[_Row]] = {}
    for row in rows:
        for key in _spellings((row.trigger, row.pos)):
            found.setdefault(key, []).append(row)
    return MappingProxyType({key: tuple(rows) for key, rows in found.items()})


def _by_head(rows: Iterable[_Row], language: str) -> Mapping[Key, tuple[_Row, ...]]:
    particles = frozenset(lexicon(language, "event_objects")["_reflexives"]["lemmas"])
    endings = lexicon(language, "event_objects").get("_spellings", {})
    found: dict[Key, list[_Row]] = {}
    forms: dict[Key, list[_Row]] = {}
    for row in rows:
        head = next((word for word in row.words if word not in particles), row.words[0])
        for key in _spellings((head, row.pos)):
            found.setdefault(key, []).append(row)
        spelt = (_spellings((form, row.pos)) for form in _forms(head, endings.get(row.pos, ())))
        for key in dict.fromkeys(key for keys in spelt for key in keys):
            forms.setdefault(key, []).append(row)
    merged = {**forms, **found}  # a lemma of its own is never taken for a form of another
    return MappingProxyType({key: tuple(sorted(rows, key=lambda row: -len(row.words))) for key, rows in merged.items()})


def _forms(lemma: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The forms under which a lemmatizer may leave a word that it did not know: "aide" for "aider"."""
    for of_lemma, of_form in endings:
        if lemma.endswith(of_lemma):
            yield lemma.removesuffix(of_lemma) + of_form
