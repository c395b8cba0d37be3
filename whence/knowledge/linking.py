"""Entities for names that no table has, so that one name gives one entity in every document."""

from __future__ import annotations

from whence.knowledge.folding import fold, name_key
from whence.knowledge.tables import entity_id
from whence.model import Entity, EntityKind

__all__ = ["company", "entity", "fold", "name_key", "organisation", "outlet", "person", "same_name"]


def entity(kind: EntityKind, name: str, country: str | None = None, language: str | None = None) -> Entity:
    """A new entity (`known` False) whose id comes from its kind and folded name alone.

    The same name gets the same id in every document, language and spelling of accents; `country` (alpha-3) is
    kept beside it. A person who is added to the tables later keeps the id.
    """
    clean = " ".join(name.split())
    names = {language: (clean,)} if language else {}
    return Entity(id=entity_id(kind, clean), kind=kind, name=clean, names=names, country=country)


def person(name: str, country: str | None = None) -> Entity:
    """A person by full name; see :func:`entity`."""
    return entity("person", name, country)


def organisation(name: str, country: str | None = None) -> Entity:
    """An organisation by name; see :func:`entity`."""
    return entity("organisation", name, country)


def company(name: str, country: str | None = None) -> Entity:
    """A company by name; see :func:`entity`."""
    return entity("company", name, country)


def outlet(name: str, country: str | None = None) -> Entity:
    """An outlet by name; see :func:`entity`."""
    return entity("outlet", name, country)


def same_name(one: str, other: str) -> bool:
    """Whether two spellings fold to one key."""
    return name_key(one) == name_key(other)
