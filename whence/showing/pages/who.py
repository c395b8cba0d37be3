"""Who asks for a page: a person and what the person may do."""

from __future__ import annotations

import dataclasses
from typing import Final, Literal

from fastapi import Request

Role = Literal["reader", "reviewer", "owner"]

ROLES: Final[tuple[Role, ...]] = ("reader", "reviewer", "owner")
"""What people may be, each also what those before it are: readers look, reviewers decide, owners let people in."""


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
    """Who asks: whom the log-in found, else the one person of this machine."""
    return getattr(request.state, "person", ALONE)
