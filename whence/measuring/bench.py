"""What ``make bench`` runs: how fast reports get from files into the record, and how much memory that takes.

    python -m whence.measuring.bench [--size BYTES] [--profile]

Each reading runs in a process of its own, with one thread each. Loading the models is timed apart, on a few reports of
a line each, and taken off. Ends with exit code 1 where a number is worse than ``evaluation/bench.json`` asks for.
"""

from __future__ import annotations

import argparse
import cProfile
import dataclasses
import json
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from whence.measuring.distinct_reports import write
from whence.record import Progress, Record

ROOT: Final = Path(__file__).resolve().parents[2]
EXAMPLES: Final = sorted((ROOT / "examples").glob("stories-*/fr"))
REAL: Final = ROOT.parent / "shared" / "data" / "real-reports" / "fr"
ASKED: Final = ROOT / "evaluation" / "bench.json"
SIZE: Final = 1_000_000
WARMING: Final = 12  # reports of a line: enough that every process gets some
PROFILED: Final = 40  # reports
LOWER_IS_BETTER: Final = frozenset({"seconds to the first claim", "peak memory of a process, GB"})


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """One reading of all reports. Times in seconds; `weighing` is part of `seconds`, `loading` is not.

    `cpu` is what all processes together computed, after loading. `peak` is the memory of the largest process, in GB.
    """

    jobs: int
    words: int
    seconds: float
    weighing: float
    loading: float
    cpu: float
    peak: float

    @property
    def rate(self) -> float:
        """Words a second, all processes together."""
        return self.words / self.seconds


def measure(folder: Path, jobs: int) -> Reading:
    """Reads the reports of `folder` with so many processes. To be called in a process that has loaded nothing yet."""
    marks: list[float] = []

    def mark(progress: Progress) -> None:
        if progress.done == progress.total:
            marks.append(time.perf_counter())

    with tempfile.TemporaryDirectory() as place:
        warming = Path(place) / "warming"
        warming.mkdir()
        for n in range(WARMING):
            line = f"Le ministre du Pérou a annoncé mardi que {n + 2} navires seraient livrés au Chili."
            (warming / f"warming-{n:02}.txt").write_text(line, encoding="utf-8")
        started = time.perf_counter()
        with Record.open(Path(place) / "warming.db") as record:
            record.read([str(warming)], jobs=jobs)
        loading, loading_cpu = time.perf_counter() - started, _cpu()
        with Record.open(Path(place) / "bench.db") as record:
            started = time.perf_counter()
            record.read([str(folder)], jobs=jobs, progress=mark)
            ended = time.perf_counter()
            words = sum(document.words for document in record.documents())
    # The processes of a pool start and load anew for each reading; this one has loaded once for all.
    again = jobs > 1
    return Reading(
        jobs=jobs,
        words=words,
        seconds=ended - started - (loading if again else 0),
        weighing=ended - marks[-1],
        loading=loading,
        cpu=_cpu() - loading_cpu * (2 if again else 1),
        peak=_peak(resource.RUSAGE_CHILDREN if again else resource.RUSAGE_SELF),
    )


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def _peak(who: int) -> float:
    unit = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss is counted in, in bytes (getrusage(2))
    return resource.getrusage(who).ru_maxrss * unit / 1e9


def measure_apart(folder: Path, jobs: int) -> Reading:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "whence.measuring.bench", "--measure", str(folder), "--jobs", str(jobs)]
    answer = subprocess.run(command, env=_environment(), check=True, capture_output=True, encoding="utf-8")
    return Reading(**json.loads(answer.stdout))


def first_claim(report: Path) -> float:
    """Seconds from the command that reads a report to the first line of its claims, files in the cache."""
    whence = str(Path(sys.executable).with_name("whence"))
    seconds = []
    for _ in range(2):  # the first time warms the cache
        with tempfile.TemporaryDirectory() as place:
            record = str(Path(place) / "one.db")
            started = time.perf_counter()
            for words in (["read", str(report)], ["claims"]):
                subprocess.run(
                    [whence, *words, "--record", record], env=_environment(), check=True, capture_output=True
                )
            seconds.append(time.perf_counter() - started)
    return min(seconds)


def _environment() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1"}


def numbers(one: Reading, two: Reading, seconds: float) -> dict[str, float]:
    """The numbers that something is asked of."""
    return {
        "words a second a core": one.rate,
        "two processes against one": two.rate / one.rate,
        "seconds to the first claim": seconds,
        "peak memory of a process, GB": max(one.peak, two.peak),
    }


def falls_short(now: Mapping[str, float], asked: Mapping[str, float]) -> list[str]:
    """The names of the numbers that are worse than what is asked, or missing."""
    short = []
    for name, wanted in asked.items():
        value = now.get(name)
        if value is None or (value > wanted if name in LOWER_IS_BETTER else value < wanted):
            short.append(name)
    return short


def profile(folder: Path) -> None:
    """Prints the functions in which one process spends most of its time, loading apart."""
    with tempfile.TemporaryDirectory() as place, Record.open(Path(place) / "profile.db") as record:
        reports = [str(path) for path in sorted(folder.glob("*.txt"))]
        record.read(reports[-1:])
        profiler = cProfile.Profile()
        profiler.enable()
        record.read(reports[:PROFILED])
        profiler.disable()
    for order in ("tottime", "cumulative"):
        pstats.Stats(profiler).strip_dirs().sort_stats(order).print_stats(30)


def main(argv: list[str] | None = None) -> int:
    """Prints the table; gives the exit code."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--size", type=int, default=SIZE, help="bytes of report text to read")
    cli.add_argument("--profile", action="store_true", help="print where the time goes instead")
    cli.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    cli.add_argument("--jobs", type=int, default=1, help=argparse.SUPPRESS)
    args = cli.parse_args(argv)
    if args.measure:
        print(json.dumps(dataclasses.asdict(measure(args.measure, args.jobs))))
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        reports = write(folder, args.size, EXAMPLES, REAL)
        if args.profile:
            profile(folder)
            return 0
        readings = [measure_apart(folder, jobs) for jobs in (1, 2)]
        seconds = first_claim(folder / "report-0000.txt")
    one, two = readings
    print(f"{reports} distinct reports, {one.words:,} words, {args.size:,} bytes; one thread a process\n")
    columns = ("processes", "words/s", "a core", "seconds", "weighing", "loading", "cpu", "peak GB")
    print("".join(f"{column:>10}" for column in columns))
    for r in readings:
        row = f"{r.jobs:>10}{r.rate:>10,.0f}{r.rate / r.jobs:>10,.0f}{r.seconds:>10.1f}{r.weighing:>10.1f}"
        print(f"{row}{r.loading:>10.1f}{r.cpu:>10.1f}{r.peak:>10.2f}")
    now = numbers(one, two, seconds)
    asked: dict[str, float] = json.loads(ASKED.read_text(encoding="utf-8"))
    short = falls_short(now, asked)
    print(f"\n{'':<32}{'now':>10}{'asked':>14}")
    for name, wanted in asked.items():
        bound = f"{'at most' if name in LOWER_IS_BETTER else 'at least'} {wanted:,g}"
        print(f"{name:<32}{now[name]:>10,.2f}{bound:>16}{'   FALLS SHORT' if name in short else ''}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
