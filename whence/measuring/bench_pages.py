"""What ``make bench-pages`` runs: how fast the web pages of a large record are.

    python -m whence.measuring.bench_pages [--documents N] [--asks N]

Makes a record of 10,000 documents and 200,000 statements (once: it stays in ``build/``), shows it with ``whence serve``
in a process of its own, and asks for every page: each address for the first time, then in a random order, with one
client and with four. `first` is the time to the first byte, `whole` to the last, `own` the same at the 95th percentile
without the time in which others on this machine had the processors, `cpu` what the server computed for one answer; in
milliseconds. Ends with exit code 1 where one client waits longer, `own`, than ``evaluation/pages.json`` allows.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import whence
from whence.measuring.large_record import make
from whence.measuring.pages_asked import addresses
from whence.showing.pages.keeping import keep

ROOT: Final = Path(__file__).resolve().parents[2]
ASKED: Final = ROOT / "evaluation" / "pages.json"
BUILD: Final = ROOT / "build"
DOCUMENTS: Final = 10_000
ASKS: Final = 40
CLIENTS: Final = (1, 4)
SEED: Final = 3
PATIENCE: Final = 600.0
"""Seconds that a server may take to start."""


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a page: milliseconds to its first and its last byte, its size in bytes.

    `computed` are the milliseconds that the server computed for it, `waited` those in which one of its threads was
    ready to go on while another thread, or somebody else on the machine, had the processors.
    """

    page: str
    first: float
    whole: float
    size: int
    computed: float = 0.0
    waited: float = 0.0

    @property
    def own(self) -> tuple[float, float]:
        """Milliseconds to the first and to the last byte where nobody else computes on the machine: never less than
        was computed for it."""
        at_least = min(self.computed, self.first), min(self.computed, self.whole)
        return max(at_least[0], self.first - self.waited), max(at_least[1], self.whole - self.waited)


class Server:
    """A process of ``whence serve``."""

    def __init__(self, record: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "whence.cli", "serve", "--record", str(record), "--port", str(self.port)]
        started = time.perf_counter()
        self.process = subprocess.Popen(
            [*command, "--no-browser"], env={**os.environ, "OMP_NUM_THREADS": "1"}, stderr=subprocess.DEVNULL
        )
        until = started + PATIENCE
        while time.perf_counter() < until and self.process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                break
            time.sleep(0.1)
        self.data("/index.json")
        self.seconds = time.perf_counter() - started

    def data(self, address: str) -> Any:
        """The data of a page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", address)
        return json.loads(connection.getresponse().read())

    @property
    def cpu(self) -> float:
        """Seconds that the process has computed; 0 where the system does not tell."""
        return self._scheduled(0)

    @property
    def waited(self) -> float:
        """Seconds that the process has waited for a processor while others had them; 0 where the system does not
        tell."""
        return self._scheduled(1)

    def _scheduled(self, column: int) -> float:
        """From Linux's schedstat: nanoseconds on a processor, nanoseconds in the queue for one."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        return sum(int(one.joinpath("schedstat").read_text().split()[column]) for one in tasks.glob("*")) / 1e9

    @property
    def memory(self) -> float:
        """The most memory that it has had, in GB; 0 where the system does not tell."""
        status = Path(f"/proc/{self.process.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e6

    def close(self) -> None:
        """Ends the process."""
        self.process.terminate()
        self.process.wait(20)


def ask(server: Server, asked: Sequence[tuple[str, str]]) -> Iterator[Answer]:
    """Asks for pages one after the other, on one connection.

    Raises:
        RuntimeError: an answer is not the page.
    """
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    for page, address in asked:
        computed, waited = server.cpu, server.waited
        started = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        first = time.perf_counter()
        body = answer.read()
        ended = time.perf_counter()
        if answer.status != 200:
            raise RuntimeError(f"{address}: the answer is {answer.status}")
        spent = ((server.cpu - computed) * 1000, (server.waited - waited) * 1000)
        yield Answer(page, (first - started) * 1000, (ended - started) * 1000, len(body), *spent)


def ask_together(server: Server, asked: Sequence[tuple[str, str]], clients: int) -> list[Answer]:
    """Asks for pages with so many clients at once, each with its share of them."""
    answers: list[Answer] = []
    shares = [asked[n::clients] for n in range(clients)]
    threads = [threading.Thread(target=lambda share=share: answers.extend(ask(server, share))) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def worst(values: Sequence[float], share: float = 0.95) -> float:
    """The value that this share of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def falls_short(answers: Mapping[str, Sequence[Answer]], allowed: Mapping[str, float]) -> list[str]:
    """What takes longer than is allowed, in words."""
    short = []
    for page, some in answers.items():
        for what, values in (("first byte", [a.own[0] for a in some]), ("whole page", [a.own[1] for a in some])):
            if worst(values) > allowed[f"{what}, p95, ms"]:
                short.append(f"{page}: {what} at the 95th percentile is {worst(values):.0f} ms")
    return short


def first_asks(server: Server, pages: Mapping[str, Sequence[str]]) -> dict[str, list[Answer]]:
    """The answers of each page to somebody who is the first to ask for it. Prints a table."""
    answers: dict[str, list[Answer]] = {}
    cpu: dict[str, float] = {}
    for page, some in pages.items():
        before = server.cpu
        answers[page] = list(ask(server, [(page, one) for one in some]))
        cpu[page] = (server.cpu - before) * 1000 / len(some)
    print("\none client, each address for the first time")
    show(answers, cpu)
    return answers


def measure(server: Server, pages: Mapping[str, Sequence[str]], asks: int, clients: int) -> dict[str, list[Answer]]:
    """The answers of each page, asked for so often in a random order. Prints a table."""
    asked = [(page, some[n % len(some)]) for page, some in pages.items() for n in range(max(asks, len(some)))]
    random.Random(SEED).shuffle(asked)
    by_page: dict[str, list[Answer]] = {page: [] for page in pages}
    for answer in ask_together(server, asked, clients):
        by_page[answer.page].append(answer)
    print(f"\n{clients} client{'s' * (clients > 1)}, {len(asked):,} answers")
    show(by_page)
    return by_page


def show(by_page: Mapping[str, Sequence[Answer]], cpu: Mapping[str, float] = MappingProxyType({})) -> None:
    """Prints a table of answers; `cpu` are the milliseconds that the server computed for one of each page."""
    heads = ("asks", "kB", "first p50", "p95", "whole p50", "p95", "own first", "own whole") + ("cpu",) * bool(cpu)
    print(f"{'':<28}" + "".join(f"{head:>11}" for head in heads))
    for page, answers in by_page.items():
        first, whole = [a.first for a in answers], [a.whole for a in answers]
        numbers = [statistics.median(first), worst(first), statistics.median(whole), worst(whole)]
        numbers += [worst([a.own[0] for a in answers]), worst([a.own[1] for a in answers])]
        numbers += [cpu[page]] if cpu else []
        row = f"{page:<28}{len(answers):>11}{statistics.mean(a.size for a in answers) / 1000:>11.0f}"
        print(row + "".join(f"{number:>11.1f}" for number in numbers), flush=True)


def main(argv: list[str] | None = None) -> int:
    """Prints the tables; gives the exit code."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--documents", type=int, default=DOCUMENTS, help="the documents of the record")
    cli.add_argument("--asks", type=int, default=ASKS, help="how often each page is asked for at least")
    args = cli.parse_args(argv)
    record = large(args.documents)
    server = Server(record)
    try:
        counts = server.data("/index.json")["counts"]
        told = ", ".join(f"{counts[name]:,} {name}" for name in ("documents", "statements", "claims", "sources"))
        print(f"{told}; the file has {record.stat().st_size / 1e6:,.0f} MB")
        print(f"the server started in {server.seconds:.1f} s")
        pages = addresses(server.data)
        server.close()
        server = Server(record)  # which has not been asked for anything
        first = first_asks(server, pages)
        answers = {clients: measure(server, pages, args.asks, clients) for clients in CLIENTS}
        print(f"\nthe server computed for {server.cpu:.0f} s in all, and had at most {server.memory:.2f} GB of memory")
    finally:
        server.close()
    allowed = json.loads(ASKED.read_text(encoding="utf-8"))
    short = [f"{line}, asked for the first time" for line in falls_short(first, allowed)]
    short += falls_short(answers[1], allowed)
    print("\n".join(f"FALLS SHORT  {line}" for line in short) or "every page is as fast as is asked")
    return 1 if short else 0


def large(documents: int) -> Path:
    """The record of so many documents in ``build/``, made where it is not there, and left as ``whence read`` ends."""
    path = BUILD / f"large-{documents}.db"
    if not path.exists():
        BUILD.mkdir(exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        for left_over in BUILD.glob(unfinished.name + "*"):
            left_over.unlink()
        started = time.perf_counter()
        print(f"making {path}; this takes minutes, once", flush=True)
        make(unfinished, documents)
        unfinished.rename(path)
        print(f"made in {time.perf_counter() - started:.0f} s")
    with whence.open(str(path), create=False) as record:
        record.freshen()
        started, computed = time.perf_counter(), time.process_time()
        if keep(record):
            told = f"{time.perf_counter() - started:.0f} s, {time.process_time() - computed:.0f} s of computing"
            print(f"what the pages start from was made in {told}", flush=True)
    return path


if __name__ == "__main__":
    sys.exit(main())
