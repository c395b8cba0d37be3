"""What a site asks of programs that read it: its robots.txt (RFC 9309)."""

from __future__ import annotations

import dataclasses
import re
from typing import Final
from urllib.parse import unquote, urlsplit

_TOKEN: Final = re.compile(r"\*|[a-zA-Z_-]+")
_LONGEST_DELAY: Final = 60.0


@dataclasses.dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one program: (pattern, whether it may), and the seconds that it shall leave between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, address: str) -> bool:
        """Whether the page at an address may be asked for: the longest pattern that fits decides."""
        parts = urlsplit(address)
        path = unquote(f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}")
        fitting = [(len(pattern), may) for pattern, may in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


def parse(text: str, agent: str) -> Robots:
    """The rules of a robots.txt for a program of this name: its own, else those for all. What is no rule is no rule."""
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    naming = False
    for line in text.lstrip("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if field == "user-agent":
            token = _TOKEN.match(value)
            agents = [*(agents if naming else []), token[0].lower() if token else ""]
            for name in agents:
                groups.setdefault(name, [])
            naming = True
        elif colon and field in ("allow", "disallow", "crawl-delay"):
            naming = False
            for name in agents:
                groups[name].append((field, value))
    own = groups.get(agent.lower(), groups.get("*", []))
    rules = tuple((unquote(value), field == "allow") for field, value in own if field != "crawl-delay" and value)
    return Robots(rules, max((_seconds(value) for field, value in own if field == "crawl-delay"), default=0.0))


def _fits(pattern: str, path: str) -> bool:
    """Whether a pattern, with * for anything and $ for the end, fits the beginning of a path."""
    end = pattern.endswith("$")
    pieces = (pattern[:-1] if end else pattern).split("*")
    if end and len(pieces) == 1:
        return path == pieces[0]
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:-1] if end else pieces[1:]:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return not end or (path.endswith(pieces[-1]) and len(path) - len(pieces[-1]) >= at)


def _seconds(value: str) -> float:
    try:
        return min(max(float(value), 0.0), _LONGEST_DELAY)
    except ValueError:
        return 0.0
