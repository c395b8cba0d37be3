"""Names of outlets and agencies -> sources: a publisher, a credited agency and a cited outlet are one by their name."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, Final

from whence.knowledge.folding import name_key
from whence.language.lexicons import lexicon
from whence.model import Document, Entity, Source, SourceKind, content_id

_KINDS: Final[tuple[SourceKind, ...]] = ("agency", "outlet", "organisation", "unnamed", "document")
_ACRONYM: Final = re.compile(r"\s*\(([A-ZÀ-Þ][A-ZÀ-Þ.]+)\)\s*$")
_PUBLISHING: Final = frozenset({"agency", "outlet"})


@functools.cache
def credit_words() -> tuple[dict[str, Any], ...]:
    """The credit lexicons of all languages that have one: an agency is credited in any language."""
    folders = resources.files("whence.language").iterdir()
    codes = sorted(f.name for f in folders if f.is_dir() and f.joinpath("credits.toml").is_file())
    return tuple(lexicon(code, "credits") for code in codes)


def outlet_key(name: str) -> str:
    """The key of an outlet's name without its article, so that "the Baltic Post" is "Baltic Post"."""
    key = name_key(name)
    for article in _articles():
        if key.startswith(article) and len(key) > len(article) + 1:
            return key[len(article) :]
    return key


def spellings_of(name: str) -> tuple[str, ...]:
    """The ways to write a name that itself gives its acronym: "Baltic News Agency (BNA)" is also "BNA"."""
    acronym = _ACRONYM.search(name)
    return (name, name[: acronym.start()].strip(), acronym[1]) if acronym else (name,)


class Outlets:
    """The outlets and agencies of a record. Sources that it has to make are kept in `made`."""

    def __init__(
        self, documents: Sequence[Document], sources: Mapping[str, Source], entities: Mapping[str, Entity]
    ) -> None:
        self.made: dict[str, Source] = {}
        self._sources = sources
        self._by_key: dict[str, str] = {}
        for source in sorted(sources.values(), key=lambda s: (_KINDS.index(s.kind) if s.kind in _KINDS else 9, s.id)):
            if source.kind == "person":
                continue
            entity = entities.get(source.entity) if source.entity else None
            spellings = {source.name} | ({n for some in entity.names.values() for n in some} if entity else set())
            for name in sorted(spellings):
                self._learn(name, source.id)
        self._publishers = {d.id: self._publishing(d.publisher) if d.publisher else None for d in documents}

    def publisher(self, document: str) -> str | None:
        """The source id of a document's publisher, None where the publisher is unknown."""
        return self._publishers[document]

    @functools.cached_property
    def documents(self) -> Mapping[str, tuple[str, ...]]:
        """The documents of each publisher, by its source id."""
        by_publisher: dict[str, list[str]] = {}
        for document, publisher in sorted(self._publishers.items()):
            if publisher:
                by_publisher.setdefault(publisher, []).append(document)
        return {publisher: tuple(some) for publisher, some in by_publisher.items()}

    def names(self) -> set[str]:
        """The names of the outlets and agencies that the record knows as such."""
        return {s.name for s in self._sources.values() if s.kind in _PUBLISHING and not self.is_unnamed(s.id)}

    def source(self, source_id: str) -> Source | None:
        """A source of the record or one made here."""
        return self.made.get(source_id) or self._sources.get(source_id)

    def resolve(self, source_id: str) -> str:
        """The one id of a source that goes by several: a cited "Beacon" is the publisher "The Beacon"."""
        source = self.source(source_id)
        if source is None or source.kind == "person":
            return source_id
        same = self._by_key.get(outlet_key(source.name), source_id)
        if source.kind in _PUBLISHING or same in self.documents:
            return same
        return source_id

    def is_outlet(self, source_id: str) -> bool:
        """Whether the source is a particular outlet or agency, or the record holds a document of it."""
        source = self.source(source_id)
        return source_id in self.documents or (
            source is not None and source.kind in _PUBLISHING and not self.is_unnamed(source_id)
        )

    def is_unnamed(self, source_id: str) -> bool:
        """Whether nobody in particular is the source: a role without a name, or "several papers"."""
        source = self.source(source_id)
        if source is None or source_id in self.documents:
            return False
        # In the scripts with capitals a name has one.
        nameless = source.entity is None and source.name.lower() == source.name != source.name.upper()
        return source.kind == "unnamed" or (source.kind in _PUBLISHING and nameless)

    def is_agency(self, source_id: str | None) -> bool:
        """Whether the source is a news agency, by its kind or by a word of its name."""
        source = self.source(source_id) if source_id else None
        return source is not None and (source.kind == "agency" or _kind(source.name) == "agency")

    def named(self, name: str, kind: SourceKind | None = None) -> str:
        """The source id of an outlet or agency by its name; a source is made where there is none."""
        known = self._by_key.get(outlet_key(name))
        if known is None:
            made = _well_known(name) if kind == "agency" else None
            if made is None:
                kind = kind or _kind(name)
                made = Source(content_id("source", kind, name.casefold()), name, kind)
            else:
                made = self._sources.get(made.id, made)
            self.made[made.id] = made
            known = made.id
            self._learn(name, known)
        return known

    def _publishing(self, name: str) -> str:
        """The source id of one of whom the record holds a document: where it was cited by its name alone it was an
        organisation like others."""
        known = self.named(name)
        source, kind = self.source(known), _kind(name)
        if source is not None and source.kind in ("organisation", "outlet") and source.kind != kind:
            self.made[known] = dataclasses.replace(source, kind=kind)
        return known

    def _learn(self, name: str, source_id: str) -> None:
        for spelling in spellings_of(name):
            self._by_key.setdefault(outlet_key(spelling), source_id)

    def document(self, document: Document) -> str:
        """The source that a document of an unknown publisher is itself."""
        made = Source(content_id("source", "document", document.id), document.title or document.uri, "document")
        self.made[made.id] = made
        return made.id


def _well_known(name: str) -> Source | None:
    """The agency of the knowledge tables, under the id that finding gives it: "AFP" is Agence France-Presse."""
    from whence import knowledge

    tables = knowledge.load()
    entity = tables.lookup(name)
    if entity is None or tables.facts(entity.id).source_kind != "agency":
        return None
    return Source(content_id("source", "agency", entity.id), entity.name, "agency", entity.id)


def _kind(name: str) -> SourceKind:
    words = set(name_key(name).split())
    return "agency" if any(words & {name_key(w) for w in lex["agency_words"]} for lex in credit_words()) else "outlet"


@functools.cache
def _articles() -> tuple[str, ...]:
    articles = {name_key(a) + ("'" if a[-1] in "'’" else " ") for lex in credit_words() for a in lex["articles"]}
    return tuple(sorted(articles, key=lambda a: (-len(a), a)))
