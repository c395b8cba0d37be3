"""The ends of the trails of one claim that are one though they are called differently: "the cable" and "a cable of the
embassy", a minister and his surname, a ministry in two languages.

Only ends of one claim are asked about, where such names hardly ever mean two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from whence.knowledge.folding import name_key
from whence.knowledge.spelling import SAME, alike
from whence.model import Statement
from whence.weighing.concepts import concepts
from whence.weighing.features import content_stems
from whence.weighing.outlets import Outlets

_SPEAKERS: Final = frozenset({"person", "organisation"})


class Leaf(NamedTuple):
    """The end of a trail: `key` tells origins apart, `source` is the id to show."""

    key: tuple[str, ...]
    source: str
    weak: bool = False


class _Name(NamedTuple):
    """What the end of a trail is called: its kind, the folded words of its name, their concepts, in no language, and
    whether it is told by common nouns alone ("the institute").

    `ends` are the stems of a document's first and last word, and their concepts: its head is one of these in every
    language. `outlet` published the report that calls it so, and `named` are the outlets that this report names.
    """

    kind: str
    words: tuple[str, ...]
    concepts: frozenset[str]
    described: bool
    ends: tuple[frozenset[str], frozenset[str]]
    outlet: str | None
    named: Collection[str]

    def may_be(self, other: _Name) -> bool:
        """Whether the two can be names of one: asked of sources of one claim only."""
        one, another = sorted((self, other), key=lambda name: name.kind)
        match one.kind, another.kind:
            case "document", "document":
                return any(x & y for x, y in zip(one.ends, another.ends, strict=True))
            case "document", "organisation":
                return bool(another.concepts) and another.concepts <= one.concepts
            case "organisation", "organisation":
                return one._is_body(another)
            case "person", "person":
                return one._is_person(another)
            case "person", "unnamed":
                return not another.described and one.words[-1:] != () and one.words[-1] in another.words
            case "unnamed", "unnamed":
                one_from_another = another.outlet in one.named or one.outlet in another.named
                return one_from_another and bool(one.concepts & another.concepts)
        return False

    def _is_person(self, other: _Name) -> bool:
        """Whether two people have the same words in their names, one perhaps more than the other, or what sounds alike
        in the spellings of two languages."""
        shorter, longer = sorted((self.words, other.words), key=len)
        if not shorter or set(shorter) <= set(longer):
            return bool(shorter)
        return alike("person", " ".join(shorter), " ".join(longer[-len(shorter) :])).score >= SAME

    def _is_body(self, other: _Name) -> bool:
        """Whether two bodies have the same words in any language, or one has all of the other's and that are several,
        or no name at all."""
        shorter, longer = sorted((self, other), key=lambda name: len(name.concepts))
        if not shorter.concepts <= longer.concepts or not shorter.concepts:
            return False
        return shorter.concepts == longer.concepts or len(shorter.concepts) > 1 or shorter.described


def with_one_name(
    leaves: Mapping[str, Leaf],
    statements: Sequence[Statement],
    outlets: Outlets,
    named: Mapping[str, Collection[str]],
) -> dict[str, Leaf]:
    """The ends of the trails of a claim's statements, by their ids, those that are one the same.

    Documents are one by their head; people by their surname, as any language spells it, also in a phrase that has it
    ("deputy Soto"); bodies by
    words that mean the same, and so are a body and the document that is told as its ("the institute's study"). People
    without a name are one where one report names the other's outlet and calls them by a word in common. `named` are the
    outlets that each document names.
    """
    called: list[tuple[_Name, Leaf]] = []
    group_of: dict[tuple[str, ...], list[Leaf]] = {leaf.key: [leaf] for leaf in leaves.values()}
    for statement in statements:
        leaf = leaves[statement.id]
        name = _name(leaf, statement, outlets, named)
        if name is None:
            continue
        known = next((other for others, other in called if name.may_be(others)), None)
        called.append((name, leaf))
        if known is not None and (group := group_of[known.key]) is not group_of[leaf.key]:
            group.extend(group_of[leaf.key])
            group_of.update(dict.fromkeys((one.key for one in group), group))
    return {id_: min(group_of[leaf.key], key=lambda one: one.weak) for id_, leaf in leaves.items()}


def _name(leaf: Leaf, statement: Statement, outlets: Outlets, named: Mapping[str, Collection[str]]) -> _Name | None:
    """How a document, a person or body, or somebody without a name is called; None for other ends."""
    source = outlets.source(leaf.source)
    if source is None or outlets.is_outlet(leaf.source):
        return None
    if leaf.key[0] == "document":
        kind = "document"
    elif leaf.key[0] == "unnamed":
        kind = "unnamed"
    elif leaf.key[0] == "source" and source.kind in _SPEAKERS:
        kind = source.kind
    else:
        return None
    words = tuple(name_key(source.name).split())
    ends = [*words[:1], *words[-1:]]
    return _Name(
        kind,
        words,
        concepts(source.name, statement.language),
        source.name == source.name.lower(),
        (frozenset(content_stems(ends) or ends), concepts(" ".join(ends), statement.language)),
        outlets.publisher(statement.document),
        named.get(statement.document, ()),
    )
