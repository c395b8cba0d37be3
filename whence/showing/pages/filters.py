"""What a reader wants to see of the claims: filters, order and page, as they stand in an address."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Final
from urllib.parse import urlencode

import numpy as np
from fastapi import Query, Request

from whence.knowledge.folding import name_key
from whence.showing.pages.columns import Mask, Numbers, columns
from whence.showing.pages.fulltext import needles
from whence.showing.pages.shelf import Row, Shelf
from whence.showing.pages.who import person_of
from whence.showing.words import order

PAGE: Final = 50
"""The claims on one page, where the address does not say otherwise."""

DATE: Final = r"^\s*(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?\s*$"

CERTAINTIES: Final = {
    "fact": "stated as a fact",
    "attributed": "attributed to a source",
    "hearsay": "hearsay",
    "hedged": "intended, attempted or possible only",
    "denied": "denied",
}
"""The traits that a reader can ask for, in words."""

ORDERS: Final[Mapping[str, tuple[str, Callable[[Row], Any]]]] = {
    "reports": ("most reports first", lambda row: (-row.claim.documents, order(row.claim.time))),
    "origins": ("most origins first", lambda row: (-row.claim.independent, -row.claim.documents)),
    "excess": ("most for each origin", lambda row: (-row.excess, -row.claim.documents)),
    "time": ("earliest first", lambda row: order(row.claim.time)),
    "latest": ("latest first", lambda row: _latest_first(row)),
}
"""The orders of a list of claims: name in the address, words, key."""

CONFLICTS: Final = {"yes": "in conflict with another claim", "no": "not in conflict"}
REVIEWS: Final = ("unreviewed", "accepted", "rejected", "disputed", "mine")


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """A query on the claims. Every field is a filter that is off where it is empty."""

    q: str = ""
    about: tuple[str, ...] = ()
    type: str = ""
    since: str = ""
    until: str = ""
    place: str = ""
    language: str = ""
    certainty: str = ""
    origins: str = ""
    conflict: str = ""
    review: str = ""
    sort: str = ""
    page: int = 1
    by: str = ""
    """Whose decisions "mine" are."""

    @property
    def filtered(self) -> bool:
        """Whether anything is asked for beside order and page."""
        return dataclasses.replace(self, sort="", page=1, by="") != Wanted()

    def address(self, base: str, **changes: Any) -> str:
        """The address of this query with some changes, under a base; what is empty is left out."""
        fields = {name: getattr(self, name) for name in _FIELDS} | {"page": 1} | changes
        pairs: list[tuple[str, str]] = []
        for name, value in fields.items():
            if name == "by" or (name == "page" and value == 1):
                continue
            values = value if isinstance(value, tuple | list) else (value,)
            pairs += [(name, str(one)) for one in values if one not in ("", None)]
        return base + ("?" + urlencode(pairs) if pairs else "")


_FIELDS: Final = tuple(field.name for field in dataclasses.fields(Wanted))


def wanted(
    request: Request,
    q: Annotated[str, Query(description='Words of the claim; "a phrase"; wor* for all that begin so')] = "",
    about: Annotated[
        list[str] | None, Query(description="States (ISR,AZE), names or ids of entities: all have to take part")
    ] = None,
    type: Annotated[str, Query(description="Event type, kind of statement or relation")] = "",
    since: Annotated[str, Query(description="Year, month or day", pattern=DATE)] = "",
    until: Annotated[str, Query(description="Year, month or day", pattern=DATE)] = "",
    place: Annotated[str, Query(description="Where it happened: a state's code, or a name")] = "",
    language: Annotated[str, Query(description="Language of one of its reports (fr)")] = "",
    certainty: Annotated[str, Query(description="fact, attributed, hearsay, hedged, denied")] = "",
    origins: Annotated[str, Query(description="1: exactly one; 2+: two or more", pattern=r"^(\d{1,4}\+?)?$")] = "",
    conflict: Annotated[str, Query(description="yes, no")] = "",
    review: Annotated[str, Query(description="unreviewed, accepted, rejected, disputed, mine")] = "",
    sort: Annotated[str, Query(description="reports, origins, excess, time, latest")] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Wanted:
    """The query that an address means."""
    terms = tuple(term.strip() for one in about or () for term in one.split(",") if term.strip())
    plain = {"q": q, "type": type, "since": since, "until": until, "place": place, "language": language}
    chosen = {"certainty": certainty, "origins": origins, "conflict": conflict, "review": review, "sort": sort}
    mine = person_of(request).name if review == "mine" else ""
    return Wanted(about=terms, page=page, by=mine, **{name: value.strip() for name, value in (plain | chosen).items()})


def fitting(shelf: Shelf, wish: Wanted, sort: str = "time") -> Sequence[Row]:
    """The claims that fit, in one of the ORDERS."""
    asked = _asked(wish)
    if asked == Wanted():
        return in_order(shelf, sort)

    def found() -> list[Row]:
        rows = columns(shelf).rows
        return [rows[n] for n in fit(shelf, wish, sort).tolist()]

    return shelf.lately(("fitting", asked, sort), found)


def fit(shelf: Shelf, wish: Wanted, sort: str = "time") -> Numbers:
    """The same, by their numbers in the columns."""
    name = _order(sort)
    places = shelf.once(("places", name), lambda: _places(shelf, name))
    asked = _asked(wish)
    if asked == Wanted():
        return places
    mask = shelf.lately(("fit", asked), lambda: _mask(shelf, asked))
    return places[mask[places]]


def _asked(wish: Wanted) -> Wanted:
    return dataclasses.replace(wish, page=1, sort="")


def _places(shelf: Shelf, sort: str) -> Numbers:
    number = columns(shelf).number
    return np.fromiter((number[row.claim.id] for row in in_order(shelf, sort)), dtype=np.intp)


def _order(sort: str) -> str:
    return sort if sort in ORDERS else "reports"


def in_order(shelf: Shelf, sort: str) -> Sequence[Row]:
    """All claims in one of the ORDERS; an order that there is not is the first."""
    name = _order(sort)
    return shelf.once(("order", name), lambda: ordered(shelf.rows.values(), name))


def ordered(rows: Iterable[Row], sort: str, default: str = "reports") -> list[Row]:
    """The rows in one of the ORDERS; an order that there is not is the default."""
    return sorted(rows, key=key_of(sort if sort in ORDERS else default))


def key_of(sort: str) -> Callable[[Row], Any]:
    """What one of the ORDERS puts rows in order by."""
    key = ORDERS[sort][1]
    return lambda row: (key(row), row.claim.gist, row.claim.id)


def _mask(shelf: Shelf, wish: Wanted) -> Mask:
    """Which claims fit, by their numbers in the columns."""
    of = columns(shelf)
    fits = np.ones(len(of.rows), dtype=bool)
    for term in wish.about:
        fits &= of.mask("party", parties(shelf, term))
    if wish.place:
        fits &= of.mask("at", parties(shelf, wish.place))
    if wish.type:
        fits &= of.mask("kind", [wish.type.casefold()])
    if wish.since:
        fits &= of.ends >= wish.since
    if wish.until:
        begins = of.begins.astype(f"U{len(wish.until)}")
        fits &= (begins != "") & (begins <= wish.until)
    if wish.language:
        fits &= of.mask("language", [wish.language])
    if wish.certainty:
        fits &= of.mask("trait", [wish.certainty])
    if wish.origins:
        number = int(wish.origins.rstrip("+"))
        fits &= of.independent >= number if wish.origins.endswith("+") else of.independent == number
    if wish.conflict in CONFLICTS:
        fits &= of.conflicting == (wish.conflict == "yes")
    if wish.review == "mine":
        fits &= of.mask("person", [wish.by])
    elif wish.review:
        fits &= of.mask("status", [wish.review])
    if wanted := needles(wish.q):
        fits &= _with_words(shelf, wanted, fits)
    return fits


def _with_words(shelf: Shelf, wanted: Sequence[str], fits: Mask) -> Mask:
    """Which claims have all of the needles in them; of phrases, only those that fit otherwise are looked at."""
    of = columns(shelf)
    having = sorted((shelf.index.having(needle) for needle in wanted), key=len)
    found = of.of(set.intersection(*having))
    phrases = [needle for needle in wanted if " " in needle.strip()]
    if phrases:
        for n in np.flatnonzero(found & fits).tolist():
            found[n] = all(needle in of.rows[n].words for needle in phrases)
    return found


def parties(shelf: Shelf, term: str) -> frozenset[str]:
    """What a term means: ids of entities, codes of states, a name's key."""
    key = name_key(term)
    ids = [term] if term in shelf.entities else shelf.named.get(key, ())
    meant = [shelf.entities[id_] for id_ in ids]
    codes = {one.country for one in meant if one.kind == "state" and one.country}
    if len(term) == 3 and term.isascii() and term.isalpha():
        codes.add(term.upper())
    return frozenset({term, key, *(one.id for one in meant), *codes})


def _latest_first(row: Row) -> Any:
    time = row.claim.time
    end = (time and (time.end or time.start)) or ""
    return (not end, tuple(-ord(character) for character in end))
