"""The people who may see a record that is served to several, and their tokens, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table

from whence.showing.terminal import styled

if TYPE_CHECKING:
    from whence.showing.pages.people.members import Member
    from whence.showing.pages.people.tokens import Token


def day(seconds: int | None) -> str:
    """The day (UTC) of a time in seconds since 1970; "never" where there is none."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d") if seconds is not None else "never"


def people_list(members: Sequence[Member], tokens: Sequence[Token]) -> RenderableType:
    """A row a person, with the tokens below each other."""
    head = f"{len(members)} {'person' if len(members) == 1 else 'people'}"
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("name", "role", "since", "log-ins", "tokens"):
        table.add_column(name, overflow="fold")
    for one in members:
        own = [_token(token) for token in tokens if token.name == one.person.name]
        table.add_row(
            styled((one.person.name, "bold")),
            one.person.role,
            day(one.since),
            str(one.logins),
            "\n".join(own) or "none",
        )
    return Group(styled((head, "bold")), styled(""), *([table] if members else []))


def _token(token: Token) -> str:
    return f"{token.id}: {token.role}, until {day(token.expires)}, last used {day(token.used)}"


def member_json(one: Member, tokens: Sequence[Token]) -> dict[str, Any]:
    """`name`, `role`, `since`, `logins` as a count, and `tokens` without their secrets."""
    own = [
        {
            "id": token.id,
            "role": token.role,
            "made": day(token.made),
            "expires": day(token.expires),
            "used": day(token.used) if token.used is not None else None,
        }
        for token in tokens
        if token.name == one.person.name
    ]
    return {
        "name": one.person.name,
        "role": one.person.role,
        "since": day(one.since),
        "logins": one.logins,
        "tokens": own,
    }
