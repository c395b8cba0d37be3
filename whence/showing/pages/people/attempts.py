"""How often somebody may try to log in: a few times freely, then after ever longer waits.

Counted in the memory of the one process that serves: a new start forgets. Nobody is locked out for good, so that no
stranger can keep a person out by guessing at the name; log-ins that are open are not touched.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Final

from whence.showing.pages.people.names import key_of

MEMORY: Final = 3600.0
"""Seconds after which failures are forgotten."""

MOST: Final = 20_000
"""Names and addresses that are remembered; beyond, the oldest are forgotten."""


@dataclasses.dataclass(frozen=True, slots=True)
class Patience:
    """So many failures are free; then the wait doubles from one second on, to at most so many seconds."""

    free: int
    longest: float

    def wait(self, failures: int) -> float:
        """Seconds from the last failure to the next attempt."""
        return min(2.0 ** min(failures - self.free, 30), self.longest) if failures >= self.free else 0.0


NAME: Final = Patience(free=5, longest=60.0)
ADDRESS: Final = Patience(free=20, longest=900.0)
"""More than for a name: all of an office may come from one address."""


class Attempts:
    """Failed log-ins by name and by address."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[tuple[Patience, str], tuple[int, float]] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def begin(self, name: str, address: str) -> float:
        """Counts an attempt as failed until :meth:`succeeded` says otherwise, and returns 0; or, where it comes too
        early, counts nothing and returns the seconds to wait."""
        now = self._clock()
        with self._one_at_a_time:
            keys = _keys(name, address)
            wait = max(self._wait(key, now) for key in keys)
            if wait > 0:
                return wait
            for key in keys:
                self._failed[key] = (self._count(key, now) + 1, now)
                self._failed.move_to_end(key)
            while len(self._failed) > MOST:
                self._failed.popitem(last=False)
        return 0.0

    def succeeded(self, name: str, address: str) -> None:
        """Forgets the failures of the name, and this attempt of the address: whoever has one good password gets no
        free guesses at those of others."""
        of_name, of_address = _keys(name, address)
        with self._one_at_a_time:
            self._failed.pop(of_name, None)
            count, at = self._failed.get(of_address, (0, 0.0))
            if count > 1:
                self._failed[of_address] = (count - 1, at)
            else:
                self._failed.pop(of_address, None)

    def _count(self, key: tuple[Patience, str], now: float) -> int:
        count, at = self._failed.get(key, (0, now))
        return count if now - at < MEMORY else 0

    def _wait(self, key: tuple[Patience, str], now: float) -> float:
        at = self._failed.get(key, (0, now))[1]
        return at + key[0].wait(self._count(key, now)) - now


def _keys(name: str, address: str) -> tuple[tuple[Patience, str], tuple[Patience, str]]:
    return (NAME, key_of(name)), (ADDRESS, _network(address))


def _network(address: str) -> str:
    """The address; of an IPv6 address the /64, which one customer has whole."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return str(found)
