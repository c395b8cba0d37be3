"""What statements that say the same say together: the words, participants, time and figures of their claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from whence.language.letters import straighten
from whence.language.words import words_if_any
from whence.model import Statement

_PERSONAL = ("subject", "object", "first")


def saying(statements: Sequence[Statement]) -> dict[str, Any]:
    """The fields of a claim that tell what it says, from its statements in their order: the first gives its words."""
    first = statements[0]
    types = Counter(s.event_type for s in statements if s.event_type)
    return {
        "gist": first.quote,
        "gist_language": first.language,
        "kind": first.kind,
        "event_type": max(types, key=lambda t: (types[t], t == first.event_type, t)) if types else None,
        "participants": _participants(statements),
        "time": next((s.time for s in statements if s.time), None),
        "place": next((s.place for s in statements if s.place), None),
        "quantities": next((s.quantities for s in statements if s.quantities), ()),
    }


def _participants(statements: Sequence[Statement]) -> dict[str, tuple[str, ...]]:
    roles: dict[str, dict[str, None]] = {}
    for statement in statements:
        for participant in statement.participants:
            if participant.entity is None and is_pronoun(participant.name, statement.language):
                continue  # "l'", "they": of whom nothing is known is nobody whom a claim can name
            roles.setdefault(participant.role, {})[participant.entity or participant.name] = None
    return {role: tuple(keys) for role, keys in sorted(roles.items())}


def is_pronoun(name: str, language: str) -> bool:
    """Whether a name is a personal pronoun and nothing else."""
    word = straighten(name.casefold())
    return any(word in words_if_any(language, "attribution", "pronouns", group) for group in _PERSONAL)
