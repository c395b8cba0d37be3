"""Words that only the pages use: shorter than those of the terminal, for there is a link to the rest."""

from __future__ import annotations

import functools
import re
from typing import Final, NamedTuple

from markupsafe import Markup

from whence.model import Claim, Document, Link
from whence.showing.holdings import Holdings
from whence.showing.words import count, published, support

_MODELS: Final = re.compile(r"(\b(?:[^\W\d_]{1,4}-\d{1,4}\w?|\d{4}-\d\d-\d\d)\b)")
_RULES: Final = {"clause": "read from a clause with its verb", "noun": "read from a noun that tells an act"}


@functools.cache
def language_name(code: str | None) -> str:
    """The English name of a language: "French"; its code where it has none."""
    from babel import Locale, UnknownLocaleError

    if not code:
        return "language unknown"
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return "language unknown" if code == "unknown" else code


def day(document: Document) -> str:
    """When a report was published, for a list: how that is known is told only where it is not what a page says of
    itself."""
    told = published(document)
    return told.partition(" (")[0] if document.published.basis == "metadata" else told


def spelt(name: str) -> str:
    """A name of the model in words: "no comment", "supplier of"; an event type with its mode: "sanction: expel"."""
    type_, _, mode = name.partition(" ")
    if not type_.isupper():
        return name.replace("_", " ")
    return ": ".join(filter(None, (type_.lower(), mode)))


def unbroken(text: str) -> Markup:
    """A text whose dates and short words with a hyphen and a number ("S-400", "F-35") never stand on two lines."""
    parts = _MODELS.split(text)
    return Markup("").join(
        Markup('<span class="whole">{}</span>').format(part) if number % 2 else part
        for number, part in enumerate(parts)
    )


def rule(found_by: str) -> str:
    """By which rule a statement was found, in words; a rule that has none by its name."""
    return _RULES.get(found_by.rpartition(":")[2], f"found by {found_by}")


def told_by(claim: Claim) -> str:
    """What a claim rests on, for the margin: short where one report tells it and has no special origin."""
    words = support(claim)
    return "told only here" if words == "1 report, 1 independent origin" else words


class Dependence(NamedTuple):
    """One report depends on another, or on a source: names with their addresses, the sign between them, how."""

    one: str
    one_address: str | None
    sign: str
    other: str
    other_address: str | None
    how: str


def dependence(link: Link, holdings: Holdings) -> Dependence:
    """A link between reports and sources in words."""
    share = f"{link.share:.0%} of its text" if link.share is not None else "text"
    if link.to is None:
        sign, how = "←", f"{share} is from there, as that of others is"
    elif link.kind == "shares" or (link.kind == "copies" and link.direction == "unknown"):
        sign, how = "and", f"{share} is in both; who had it first is not known"
    elif link.kind == "copies":
        sign, how = "←", f"{share if link.share is not None else 'some of it'} is copied"
    else:
        sign, how = "←", f"{link.kind} it"
    seen = [link.basis] + [count(len(link.spans), "passage")] * bool(link.spans)
    other, other_address = _end(link.to, holdings)
    return Dependence(*_end(link.from_, holdings), sign, other, other_address, f"{how} ({', '.join(seen)})")


def _end(id_: str | None, holdings: Holdings) -> tuple[str, str | None]:
    if id_ is None:
        return "a common source out of sight", None
    if document := holdings.documents.get(id_):
        return document.publisher or document.uri, f"/documents/{id_}"
    return holdings.source_name(id_), f"/sources/{id_}" if id_ in holdings.sources else None
