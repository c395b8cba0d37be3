"""What ``make eval`` runs: every gold set against the record that Whence makes of it, in one table.

    python -m whence.measuring.evaluate [--misses] [--set NAME] [--update]

Sets whose texts are absent are named and passed over. Ends with exit code 1 where a number falls below
``evaluation/baseline.json`` (or ungrounded rises above it); ``--update`` raises the numbers that were beaten.
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from whence.exporting import export
from whence.language import available
from whence.measuring.claims import ClaimScore, score_claims
from whence.measuring.statements import Json, Score, score
from whence.record import Record

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
BASELINE = ROOT / "evaluation" / "baseline.json"
SLACK = 0.0005  # numbers are kept to three digits


@dataclasses.dataclass(frozen=True, slots=True)
class GoldSet:
    """Texts with gold statements (and, where there are any, claims)."""

    name: str
    texts: tuple[Path, ...]
    gold: tuple[Json, ...]
    claims: tuple[Json, ...] = ()


def load_lines(path: Path) -> list[Json]:
    """The JSON objects of a file, one a line; none where there is no such file."""
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def gold_sets() -> Iterator[GoldSet]:
    """The seeds, and each language's half of the examples, as far as they are there."""
    seeds = SHARED / "gold" / "seeds.jsonl"
    if seeds.is_file():
        yield GoldSet("seeds", tuple(sorted((SHARED / "seeds").glob("*.txt"))), tuple(load_lines(seeds)))
    for language in available():
        texts, gold, claims = [], [], []
        for stories in sorted((ROOT / "examples").glob("stories-*")):
            files = sorted(p for p in (stories / language).glob("*") if p.suffix in {".txt", ".html"})
            names = {p.name for p in files}
            texts += files
            own = [g for g in load_lines(stories / "gold.jsonl") if g["doc"] in names]
            ids = {g["id"] for g in own}
            gold += own
            claims += [c for c in load_lines(stories / "claims.jsonl") if all(s in ids for s in c["statements"])]
        if texts:
            yield GoldSet(f"examples-{language}", tuple(texts), tuple(gold), tuple(claims))


def measure_set(gold_set: GoldSet) -> tuple[Score, ClaimScore]:
    """Reads the texts of a set into a record of their own, and scores its export."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "eval.db") as record:
        record.read([str(p) for p in gold_set.texts])
        out = io.BytesIO()
        export(record, "jsonl", out)
    lines = [json.loads(line) for line in out.getvalue().decode().splitlines()]
    texts = {p.name: p.read_text(encoding="utf-8") for p in gold_set.texts}
    scored = score(gold_set.gold, lines, texts)
    return scored, score_claims(gold_set.claims, lines, scored.served)


def numbers(scored: Score, claims: ClaimScore) -> dict[str, float]:
    """The numbers that are kept in the baseline, three digits each."""
    kept = {
        "found": scored.found.f1,
        "right": scored.right.f1,
        "complete": scored.complete.f1,
        "ungrounded": float(scored.ungrounded),
    }
    if claims.pairs.gold:
        kept["claim pairs"] = claims.pairs.f1
    if claims.judged:
        kept["independent"] = claims.exact / claims.judged
    return {k: round(v, 3) for k, v in kept.items()}


def worse(name: str, now: float, then: float) -> bool:
    """Whether a number is worse than the baseline's: ungrounded must not rise, the others must not fall."""
    return now > then if name == "ungrounded" else now < then - SLACK


def main(argv: list[str] | None = None) -> int:
    """Prints the table; gives the exit code."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--misses", action="store_true", help="list what was missed and what was wrong")
    cli.add_argument("--set", help="only this set")
    cli.add_argument("--update", action="store_true", help="raise the baseline where it was beaten")
    args = cli.parse_args(argv)
    baseline: dict[str, dict[str, float]] = (
        json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.is_file() else {}
    )
    fallen, seen = [], set()
    print(
        f"{'set':<14}{'gold':>6}{'found':>8}{'right':>8}{'compl.':>8}{'ungr.':>7}{'pairs':>8}{'indep.':>8}"
        "   precision/recall of found"
    )
    for gold_set in gold_sets():
        seen.add(gold_set.name)
        if args.set and gold_set.name != args.set:
            continue
        scored, claims = measure_set(gold_set)
        now = numbers(scored, claims)
        row = [
            f"{now[k]:>8.3f}" if k in now else f"{'–':>8}"
            for k in ("found", "right", "complete", "claim pairs", "independent")
        ]
        print(
            f"{gold_set.name:<14}{len(gold_set.gold):>6}{''.join(row[:3])}{scored.ungrounded:>7}{''.join(row[3:])}"
            f"   {scored.found.precision:.3f}/{scored.found.recall:.3f}"
        )
        if args.misses:
            report(gold_set, scored)
        then = baseline.get(gold_set.name, {})
        fallen += [
            f"{gold_set.name} {k}: {now.get(k, 0.0)} is worse than {v}"
            for k, v in then.items()
            if worse(k, now.get(k, 0.0), v)
        ]
        if args.update:
            baseline[gold_set.name] = {
                k: v if k not in then or worse(k, then[k], v) else then[k] for k, v in now.items()
            }
    for name in sorted(set(baseline) - seen):
        print(f"{name}: its texts are not here, so it was not measured")
    if args.update:
        BASELINE.write_text(json.dumps(baseline, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for line in fallen:
        print(f"below evaluation/baseline.json: {line}", file=sys.stderr)
    return 1 if fallen else 0


def report(gold_set: GoldSet, scored: Score) -> None:
    """Prints the gold statements that were missed or found with wrong fields."""
    for g in gold_set.gold:
        if g["id"] in scored.missed:
            print(f"  missed {g['id']} {g['kind']} {'|'.join(g['event_types'])}: {g['quote']}")
        elif scored.wrong[g["id"]]:
            print(f"  wrong  {g['id']} ({', '.join(scored.wrong[g['id']])}): {g['quote']}")


if __name__ == "__main__":
    sys.exit(main())
