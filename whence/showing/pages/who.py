"""Who asks for a page: a person and what the person may do; and what a route asks of whoever comes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, Final, Literal, TypeVar

from fastapi import Request
from starlette.exceptions import HTTPException

Role = Literal["reader", "reviewer", "owner"]

ROLES: Final[tuple[Role, ...]] = ("reader", "reviewer", "owner")
"""What people may be, each also what those before it are: readers look, reviewers decide, owners let people in."""

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""The methods that change nothing (RFC 9110, section 9.2.1)."""

_NEEDS: Final = "whence_needs"


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the pages. Decisions are kept under the name."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether the person may do what this role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


ALONE: Final = Person("me", "owner")
"""The one person at a machine of their own, where nobody logs in."""


def person_of(request: Request) -> Person:
    """Who asks: whom the log-in found, else the one person of this machine.

    Raises:
        HTTPException: nobody that is known.
    """
    person: Person | None = getattr(request.state, "person", None)
    if person is None:
        raise HTTPException(401, f"{request.url.path}: this is for people who have logged in")
    return person


Route = TypeVar("Route", bound=Callable[..., Any])


def needs(role: Role) -> Callable[[Route], Route]:
    """Says who may ask for a route; stands between its address and the function.

    What only shows needs a reader where nothing is said. What changes something is refused until this says who may.
    """

    def declare(route: Route) -> Route:
        setattr(route, _NEEDS, role)
        return route

    return declare


def needed(route: Callable[..., Any] | None, method: str) -> Role | None:
    """The role that a route asks for; None where it does not say, and nobody may."""
    declared: Role | None = getattr(route, _NEEDS, None)
    return declared or ("reader" if method in SAFE else None)
