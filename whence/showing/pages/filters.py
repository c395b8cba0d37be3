"""What a reader wants to see of the claims: filters, order and page, as they stand in an address."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Query

from whence.knowledge.folding import name_key
from whence.showing.pages.shelf import Row, Shelf
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
    "origins": ("most independent origins first", lambda row: (-row.claim.independent, -row.claim.documents)),
    "excess": ("most reports for each origin first", lambda row: (-row.excess, -row.claim.documents)),
    "time": ("earliest first", lambda row: order(row.claim.time)),
    "latest": ("latest first", lambda row: _latest_first(row)),
}
"""The orders of a list of claims: name in the address, words, key."""

CONFLICTS: Final = {"yes": "in conflict with another claim", "no": "not in conflict"}
REVIEWS: Final = ("unreviewed", "accepted", "rejected", "disputed")


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

    @property
    def filtered(self) -> bool:
        """Whether anything is asked for beside order and page."""
        return dataclasses.replace(self, sort="", page=1) != Wanted()

    def address(self, base: str, **changes: Any) -> str:
        """The address of this query with some changes, under a base; what is empty is left out."""
        fields = dataclasses.asdict(self) | {"page": 1} | changes
        pairs: list[tuple[str, str]] = []
        for name, value in fields.items():
            if name == "page" and value == 1:
                continue
            values = value if isinstance(value, tuple | list) else (value,)
            pairs += [(name, str(one)) for one in values if one not in ("", None)]
        return base + ("?" + urlencode(pairs) if pairs else "")


def wanted(
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
    review: Annotated[str, Query(description="unreviewed, accepted, rejected, disputed")] = "",
    sort: Annotated[str, Query(description="reports, origins, excess, time, latest")] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Wanted:
    """The query that an address means."""
    terms = tuple(term.strip() for one in about or () for term in one.split(",") if term.strip())
    plain = {"q": q, "type": type, "since": since, "until": until, "place": place, "language": language}
    chosen = {"certainty": certainty, "origins": origins, "conflict": conflict, "review": review, "sort": sort}
    return Wanted(about=terms, page=page, **{name: value.strip() for name, value in (plain | chosen).items()})


def fitting(shelf: Shelf, wish: Wanted) -> list[Row]:
    """The claims that fit, in the order of time."""
    tests = list(_tests(shelf, wish))
    return [row for row in shelf.rows.values() if all(test(row) for test in tests)]


def ordered(rows: Iterable[Row], sort: str, default: str = "reports") -> list[Row]:
    """The rows in one of the ORDERS; an order that there is not is the default."""
    key = ORDERS.get(sort, ORDERS[default])[1]
    return sorted(rows, key=lambda row: (key(row), row.claim.gist, row.claim.id))


Test = Callable[[Row], bool]


def _tests(shelf: Shelf, wish: Wanted) -> list[Test]:
    """One test for each filter that is on."""
    tests = [_about(parties(shelf, term)) for term in wish.about]
    if wish.q:
        says = searching(wish.q)
        tests.append(lambda row: says(row.words))
    if wish.type:
        tests.append(_of_type(wish.type.casefold()))
    if wish.since:
        tests.append(lambda row: (_end(row) or _last_report(shelf, row)) >= wish.since)
    if wish.until:
        tests.append(lambda row: "" < (_start(row) or _last_report(shelf, row))[: len(wish.until)] <= wish.until)
    if wish.place:
        tests.append(_at(parties(shelf, wish.place)))
    if wish.language:
        tests.append(lambda row: wish.language in row.languages)
    if wish.certainty:
        tests.append(lambda row: wish.certainty in row.traits)
    if wish.origins:
        tests.append(_of_origins(int(wish.origins.rstrip("+")), wish.origins.endswith("+")))
    if wish.conflict in CONFLICTS:
        tests.append(lambda row: bool(row.claim.conflicts) == (wish.conflict == "yes"))
    if wish.review:
        tests.append(lambda row: row.claim.status == wish.review)
    return tests


def _about(meant: frozenset[str]) -> Test:
    return lambda row: not meant.isdisjoint(row.parties)


def _at(there: frozenset[str]) -> Test:
    return lambda row: any(not there.isdisjoint({p.entity, p.country, name_key(p.text)}) for p in row.places)


def _of_origins(number: int, more: bool) -> Test:
    return lambda row: row.claim.independent >= number if more else row.claim.independent == number


def _of_type(kind: str) -> Test:
    def test(row: Row) -> bool:
        own = (row.claim.event_type or "").casefold(), row.claim.kind
        return kind in own or any(kind == name.casefold() for name in row.relations)

    return test


def parties(shelf: Shelf, term: str) -> frozenset[str]:
    """What a term means: ids of entities, codes of states, a name's key."""
    key = name_key(term)
    ids = [term] if term in shelf.entities else shelf.named.get(key, ())
    meant = [shelf.entities[id_] for id_ in ids]
    codes = {one.country for one in meant if one.kind == "state" and one.country}
    if len(term) == 3 and term.isascii() and term.isalpha():
        codes.add(term.upper())
    return frozenset({term, key, *(one.id for one in meant), *codes})


def searching(words: str) -> Callable[[str], bool]:
    """Whether a folded text has all the words and "phrases" of a search; word* stands for all that begin so."""
    wanted = []
    for phrase, word in re.findall(r'["“”«]([^"“”«»]*)["“”»]?|([^\s"“”«»]+)', words):
        if key := name_key(phrase or word):
            wanted.append(re.compile(rf"\b{re.escape(key)}" + ("" if word.endswith("*") else r"\b")))
    return lambda text: all(one.search(text) for one in wanted)


def _start(row: Row) -> str:
    time = row.claim.time
    return (time and (time.start or time.end)) or ""


def _end(row: Row) -> str:
    time = row.claim.time
    return (time and (time.end or time.start)) or ""


def _last_report(shelf: Shelf, row: Row) -> str:
    days = (shelf.documents[id_].published for id_ in row.documents)
    return max((day.date or day.latest or "" for day in days), default="")


def _latest_first(row: Row) -> Any:
    end = _end(row)
    return (not end, tuple(-ord(character) for character in end))
