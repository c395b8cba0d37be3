"""Reading what a request brings, up to a limit, so that it can be looked at and then read again by the page."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

LIMIT: Final = 1024 * 1024
"""Bytes: a long note is a few thousand."""

MOST_FIELDS: Final = 10_000
FORM: Final = "application/x-www-form-urlencoded"


async def whole(receive: Receive) -> bytes | None:
    """All that the request brings; None where it is more than the limit.

    Raises:
        ClientDisconnect: whoever asked has hung up.
    """
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > LIMIT:
            return None
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def again(body: bytes, receive: Receive) -> Receive:
    """A way to read what has been read already."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def read() -> Message:
        return left.pop() if left else await receive()

    return read


def form(body: bytes, media_type: str) -> dict[str, str]:
    """The fields of a form, of several of one name the first; none where it is no form as browsers send them."""
    if media_type.partition(";")[0].strip().lower() != FORM:
        return {}
    try:
        found = parse_qs(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}
