"""What ``make bench-reuse`` runs: how well shared passages are found, how fast, and in how much memory.

    python -m whence.measuring.bench_reuse [--documents N ...] [--way noise ...] [--large] [--base FOLDER ...]

Makes collections with known copying of our own reports (and of any folders of texts), has ``whence reuse`` read them,
and scores its answer by pairs of documents and by characters of passages. Where ``datasketch`` is installed, MinHash
reads the same. Ends with exit code 1 where a number is worse than ``evaluation/reuse.json`` asks for.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from whence.measuring.reuse_collections import MAKER, ROOT, SCORER, harder, make, write_base

ASKED: Final = ROOT / "evaluation" / "reuse.json"
WAYS: Final = ("noise", "paraphrase", "syndicated")
LARGE: Final = 100_000
SCORED_BY_CHARACTERS: Final = 20_000  # documents; the scorer takes minutes for more
THRESHOLDS: Final = (0.3, 0.5, 0.7)
SEED: Final = 1
HIGHER_IS_BETTER: Final = frozenset({"pairs F1", "spans F1"})


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """What one command took: `cpu` in seconds with everything that it starts and loads, `peak` in GB."""

    cpu: float
    peak: float


def run(command: Sequence[str], out: Path) -> Run:
    """Runs a command with its output in a file.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    with out.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, env={**os.environ, "OMP_NUM_THREADS": "1"})
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss is counted in, in bytes (getrusage(2))
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e9)


def score(gold: Path, answer: Path, by_characters: bool) -> dict[str, Any]:
    """What the shared scorer says of an answer."""
    spec = importlib.util.spec_from_file_location("score_reuse", SCORER)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    scored: dict[str, Any] = scorer.evaluate(scorer.load(gold), scorer.load(answer), by_characters)
    return scored


def measure(name: str, folder: Path, documents: int) -> dict[str, float]:
    """Reads and scores one collection; prints a row, and gives the numbers."""
    answer = folder / "answer.jsonl"
    took = run([sys.executable, "-m", "whence.cli", "reuse", "--json", str(folder / "docs.jsonl")], answer)
    scored = score(folder / "gold.jsonl", answer, documents <= SCORED_BY_CHARACTERS)
    numbers = {"pairs F1": scored["all"][2] / 100, "CPU seconds": took.cpu, "peak memory, GB": took.peak}
    if "span_chars" in scored:
        numbers["spans F1"] = scored["span_chars"][2] / 100
    _row(name, documents, scored, took)
    return numbers


def measure_peer(name: str, folder: Path, documents: int) -> None:
    """The same for MinHash, at the threshold that serves it best; passages it has none."""
    tried = []
    for threshold in THRESHOLDS:
        answer = folder / f"minhash-{threshold}.jsonl"
        command = [sys.executable, "-m", "whence.measuring.minhash_peer", str(folder / "docs.jsonl"), str(threshold)]
        took = run(command, answer)
        scored = score(folder / "gold.jsonl", answer, False)
        tried.append((scored["all"][2], threshold, scored, took))
    _, threshold, scored, took = max(tried, key=lambda t: t[0])
    _row(f"{name}, MinHash at {threshold}", documents, scored, took)


def _row(name: str, documents: int, scored: dict[str, Any], took: Run) -> None:
    precision, recall, f1 = (x / 100 for x in scored["all"])
    spans = f"{scored['span_chars'][2] / 100:.3f}" if "span_chars" in scored else "-"
    print(
        f"{name:<34}{documents:>9,}{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}{scored['copy'][2] / 100:>8.3f}{spans:>8}"
        f"{took.cpu:>9.1f}{1000 * took.cpu / documents:>8.2f}{took.peak:>7.2f}",
        flush=True,
    )


def falls_short(now: dict[str, dict[str, float]], asked: dict[str, dict[str, float]]) -> list[str]:
    """The numbers, of those that were measured, that are worse than what is asked."""
    short = []
    for name, wanted in asked.items():
        for what, bound in wanted.items():
            value = now.get(name, {}).get(what)
            if value is not None and (value < bound if what in HIGHER_IS_BETTER else value > bound):
                short.append(f"{name}: {what} is {value:.3f}, asked {bound}")
    return short


def main(argv: list[str] | None = None) -> int:
    """Prints the table; gives the exit code."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000], help="how many documents")
    cli.add_argument("--way", choices=WAYS, nargs="*", default=list(WAYS), help="make the first collection harder so")
    cli.add_argument("--large", action="store_true", help=f"measure {LARGE:,} documents too, which takes minutes")
    cli.add_argument("--base", type=Path, nargs="+", default=[], help="more folders of texts to make documents of")
    cli.add_argument("--seed", type=int, default=SEED)
    args = cli.parse_args(argv)
    if not MAKER.is_file():
        print(f"skipped: {MAKER} is not there, which makes the texts with known copying")
        return 0
    now: dict[str, dict[str, float]] = {}
    columns = ("documents", "P", "R", "F1", "copies", "spans", "CPU s", "ms/doc", "GB")
    print(f"{'':<34}" + "".join(f"{c:>{w}}" for c, w in zip(columns, (9, 8, 8, 8, 8, 8, 9, 8, 7), strict=True)))
    with tempfile.TemporaryDirectory() as place:
        base = Path(place) / "base"
        write_base(base)
        sizes = [*args.documents, *([LARGE] if args.large else [])]
        for n, documents in enumerate(sizes):
            folder = Path(place) / str(documents)
            make(folder, documents, [base, *args.base], args.seed)
            now[f"{documents} documents"] = measure("as made", folder, documents)
            if importlib.util.find_spec("datasketch") is not None and documents < LARGE:
                measure_peer("as made", folder, documents)
            for way in args.way if n == 0 else ():
                other = Path(place) / f"{documents}-{way}"
                harder(folder, other, way, args.seed)
                now[f"{documents} documents, {way}"] = measure(way, other, documents)
    asked = json.loads(ASKED.read_text(encoding="utf-8"))
    short = falls_short(now, asked)
    ten, hundred = (now.get(f"{n} documents", {}).get("CPU seconds") for n in (10_000, LARGE))
    if ten is not None and hundred is not None:
        print(f"\na document at {LARGE:,} costs {hundred / LARGE / (ten / 10_000):.2f} times one at 10,000")
    for line in short:
        print(f"FALLS SHORT  {line}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
