"""What ``make eval`` runs: every gold set against the record that Whence makes of it.

    python -m whence.measuring.evaluate [--misses] [--set NAME] [--update]

Six tables: statements; the pipelines on open corpora; the layers of the corpus, each by itself; the types coded for
given pairs; what hangs reports together, in Whence's own reading, and where the marked statements are given. Sets whose
texts are absent are named and passed over. Ends with exit code 1 where a number falls below
``evaluation/baseline.json`` (or ungrounded rises above it); ``--update`` raises the numbers that were beaten. Nobody
tunes on the test part of the corpus: its misses are not shown.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Final, get_args

from whence.measuring.annotation.loading import Part, layers_of
from whence.measuring.claims import ClaimScore, score_claims, score_conflicts, score_losses
from whence.measuring.gold_sets import (
    ROOT,
    GoldSet,
    beside_sets,
    corpus_part,
    corpus_set,
    record_of,
    small_sets,
    why_absent,
)
from whence.measuring.layers import compare
from whence.measuring.marked_record import export_losses, marked_losses, marked_things
from whence.measuring.pairs import Pair, pairs_of_corpus, pairs_of_records, score_pairs
from whence.measuring.pipelines import measure_pipelines
from whence.measuring.reading_layers import read_layers
from whence.measuring.reuse import score_reuse
from whence.measuring.statements import Json, Score, score
from whence.model import Published, as_json
from whence.weighing.losses import losses

BASELINE = ROOT / "evaluation" / "baseline.json"
UNITS: Final = {
    "pipelines": "sentences",
    "layers": "reports",
    "given the pair": "pairs",
    "between reports": "claims",
    "given the statements": "claims",
}
# Another processor adds the same numbers in another order, and close calls of the parsers fall otherwise: up to 0.002
# between two machines for the same code.
SLACK = 0.003
# And what rests on a few dozen cases (conflicts, losses on the way, claims across languages, origins)
# moves by more than that with each of them: one case more or less is no news.
FEW: Final[Mapping[str, float]] = {
    "conflicts, F1": 0.02,
    "hedges and sources lost, recall": 0.05,
    "the same, given the claims too": 0.05,
    "same claim, F1 across languages": 0.02,
    "independent, exact": 0.02,
}
MEASURED: Final[tuple[Part, ...]] = tuple(p for p in get_args(Part) if p != "train")


@dataclasses.dataclass(frozen=True, slots=True)
class Measured:
    """The numbers of one set, of one of the tables; `gold` counts what they rest on."""

    table: str
    name: str
    gold: int
    numbers: Mapping[str, float]
    scored: Score | None = None
    gold_set: GoldSet | None = None


def measure_all(only: str | None = None) -> Iterator[Measured]:
    """Measures every set that is there, or the one that is named (all of a corpus part where that is named)."""
    for gold_set in itertools.chain(small_sets(), beside_sets()):
        if only in (None, gold_set.name):
            lines = record_of(gold_set)
            scored = score(gold_set.gold, lines, gold_set.texts)
            claims = score_claims(gold_set.claims, lines, scored.served)
            yield Measured("statements", gold_set.name, len(gold_set.gold), numbers(scored, claims), scored, gold_set)
    if only in (None, "pipelines"):
        for one in measure_pipelines():
            yield Measured("pipelines", one.name, one.sentences, one.numbers)
    if only in (None, "plover") and (measured := measure_pairs("plover", pairs_of_records(held_out=True))) is not None:
        yield measured
    for part in MEASURED:
        if only not in (None, f"corpus-{part}"):
            continue
        if (whole := corpus_set(part)) is not None:
            yield from measure_corpus(part, whole)


def measure_corpus(part: Part, whole: GoldSet) -> Iterator[Measured]:
    """The tables of a part of the corpus."""
    corpus = corpus_part(part)
    assert corpus is not None  # corpus_set has just read it
    lines = record_of(whole)
    served: dict[str, str] = {}
    for language in sorted({short[:2] for _, short in corpus.reports()}):
        own = whole.in_language(language)
        scored = score(own.gold, lines, own.texts)
        served |= scored.served
        yield Measured("statements", own.name, len(own.gold), numbers(scored), scored, own)
        yield Measured("layers", own.name, len(own.texts), layer_numbers(part, language))
        if (measured := measure_pairs(own.name, pairs_of_corpus(part, language, both=True))) is not None:
            yield measured
    yield Measured("between reports", whole.name, len(whole.claims), between_numbers(part, whole, lines, served))
    yield Measured("given the statements", whole.name, len(whole.claims), given_numbers(part, whole))


def measure_pairs(name: str, pairs: Iterator[Pair]) -> Measured | None:
    """The types coded for given pairs; None where there are none."""
    count, score = score_pairs(pairs)
    if not count:
        return None
    return Measured("given the pair", name, count, _three_digits({"event types, macro F1": score}))


def numbers(scored: Score, claims: ClaimScore | None = None) -> dict[str, float]:
    """The numbers that are kept in the baseline, three digits each."""
    kept = {
        "found": scored.found.f1,
        "right": scored.right.f1,
        "complete": scored.complete.f1,
        "ungrounded": float(scored.ungrounded),
    }
    if claims is not None and claims.pairs.gold:
        kept["claim pairs"] = claims.pairs.f1
    if claims is not None and claims.judged:
        kept["independent"] = claims.exact / claims.judged
    return _three_digits(kept)


def layer_numbers(part: Part, language: str) -> dict[str, float]:
    """Each layer of a part in one language, Whence's own reading against the marks."""
    corpus = corpus_part(part)
    assert corpus is not None
    pairs = []
    for story, short in corpus.reports(language):
        date = story.notes[short].date
        published = Published(date, "text", date, date) if date else Published()
        pairs.append(
            (
                layers_of(story, short),
                read_layers(story.reports[short].text, language, published, story.notes[short].outlet),
            )
        )
    return _three_digits({k: n.value for k, n in compare(pairs).items() if "kappa" not in k})


def between_numbers(part: Part, whole: GoldSet, lines: list[Json], served: Mapping[str, str]) -> dict[str, float]:
    """Claims, their origins and conflicts among the statements that were found; copies, credits and citing."""
    corpus = corpus_part(part)
    assert corpus is not None
    links = list(corpus.lines())
    found = claim_numbers(whole, lines, served)
    found["hedges and sources lost, recall"] = score_losses(marked_losses(part), export_losses(lines), served).recall
    for code in sorted({short[:2] for _, short in corpus.reports()}):
        reuse = score_reuse(links, lines, [code])
        found[f"copies within {code}, F1 of pairs"] = reuse.pairs.f1
        found[f"copies within {code}, F1 of letters"] = reuse.letters.f1
        found[f"citing and credits in {code}, F1"] = reuse.cited.f1
    return _three_digits(found)


def given_numbers(part: Part, whole: GoldSet) -> dict[str, float]:
    """Claims, origins, conflicts and losses where the marked statements are given: the weighing alone."""
    things = marked_things(part)
    weighed = things.weighed()
    lines: list[Json] = [{"type": "claim", **as_json(claim)} for claim in weighed.claims]
    served = {s.id: s.id for s in things.statements}
    found = claim_numbers(whole, lines, served)
    documents, by_id = {d.id: d for d in things.documents}, {s.id: s for s in things.statements}
    lost = [x for c in weighed.claims for x in losses([by_id[s] for s in c.statements], documents)]
    told = [x for c in things.claims for x in losses([by_id[s] for s in c.statements], documents)]
    wanted = marked_losses(part)
    found["hedges and sources lost, recall"] = score_losses(wanted, lost, served).recall
    found["the same, given the claims too"] = score_losses(wanted, told, served).recall
    return _three_digits(found)


def claim_numbers(whole: GoldSet, lines: list[Json], served: Mapping[str, str]) -> dict[str, float]:
    """Claims, their origins and conflicts among the statements that were found."""

    def language(statement: str) -> str:
        return statement.split("-", 1)[1][:2]

    everything = score_claims(whole.claims, lines, served)
    within = score_claims(whole.claims, lines, served, lambda a, b: language(a) == language(b))
    across = score_claims(whole.claims, lines, served, lambda a, b: language(a) != language(b))
    return {
        "same claim, F1 within a language": within.pairs.f1,
        "same claim, F1 across languages": across.pairs.f1,
        "independent, exact": everything.exact / everything.judged if everything.judged else 0.0,
        "conflicts, F1": score_conflicts(whole.claims, lines, served).f1,
    }


def _three_digits(found: Mapping[str, float]) -> dict[str, float]:
    return {k: round(v, 3) for k, v in found.items()}


def worse(name: str, now: float, then: float, gold: int = 0) -> bool:
    """Whether a number is worse than the baseline's: ungrounded must not rise, the others must not fall by more than
    another processor, or one case of the `gold` that they rest on, makes."""
    slack = max(FEW.get(name, SLACK), 1 / gold if gold else 0.0)
    return now > then if name == "ungrounded" else now < then - slack


def main(argv: list[str] | None = None) -> int:
    """Prints the tables; gives the exit code."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument(
        "--misses", action="store_true", help="list what was missed and what was wrong (not of a test part)"
    )
    cli.add_argument(
        "--set",
        help="only this set: seeds, examples-fr, examples-en, russian-dev, russian-test, pipelines, corpus-dev, ...",
    )
    cli.add_argument("--update", action="store_true", help="raise the baseline where it was beaten")
    args = cli.parse_args(argv)
    baseline: dict[str, dict[str, float]] = (
        json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.is_file() else {}
    )
    fallen: list[str] = []
    seen: set[str] = set()
    wide: list[Measured] = []
    print(
        f"{'statements':<16}{'gold':>6}{'found':>8}{'right':>8}{'compl.':>8}{'ungr.':>7}{'pairs':>8}{'indep.':>8}"
        "   precision/recall of found"
    )
    for measured in measure_all(args.set):
        key = measured.name if measured.table == "statements" else f"{measured.name}, {measured.table}"
        seen.add(key)
        then = baseline.get(key, {})
        now = measured.numbers
        fallen += [
            f"{key} {k}: {now.get(k, 0.0)} is worse than {v}"
            for k, v in then.items()
            if k not in now or worse(k, now[k], v, measured.gold)
        ]
        if args.update:
            baseline[key] = {
                k: v if k not in then or worse(k, then[k], v, measured.gold) else then[k] for k, v in now.items()
            }
        if measured.scored is None:
            wide.append(measured)
            continue
        print(_statement_row(measured, measured.scored))
        if args.misses and measured.gold_set is not None and "test" not in measured.name:
            report(measured.gold_set, measured.scored)
    for table in ("pipelines", "layers", "given the pair", "between reports", "given the statements"):
        print_wide(table, [m for m in wide if m.table == table])
    for name in sorted(set(baseline) - seen) if args.set is None else ():
        print(f"{name}: {why_absent(name)}, so it was not measured")
    if args.update:
        BASELINE.write_text(json.dumps(baseline, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for line in fallen:
        print(f"below evaluation/baseline.json: {line}", file=sys.stderr)
    return 1 if fallen else 0


def _statement_row(measured: Measured, scored: Score) -> str:
    now = measured.numbers
    row = [
        f"{now[k]:>8.3f}" if k in now else f"{'–':>8}"
        for k in ("found", "right", "complete", "claim pairs", "independent")
    ]
    return (
        f"{measured.name:<16}{measured.gold:>6}{''.join(row[:3])}{scored.ungrounded:>7}{''.join(row[3:])}"
        f"   {scored.found.precision:.3f}/{scored.found.recall:.3f}"
    )


def print_wide(table: str, sets: list[Measured]) -> None:
    """A table with a column a set."""
    if not sets:
        return
    names = list(dict.fromkeys(k for m in sets for k in m.numbers))
    print(f"\n{table:<36}" + "".join(f"{m.name:>16}" for m in sets))
    print(f"{UNITS[table]:<36}" + "".join(f"{m.gold:>16}" for m in sets))
    for name in names:
        print(f"{name:<36}" + "".join(f"{m.numbers[name]:>16.3f}" if name in m.numbers else f"{'–':>16}" for m in sets))


def report(gold_set: GoldSet, scored: Score) -> None:
    """Prints the gold statements that were missed or found with wrong fields."""
    for g in gold_set.gold:
        if g["id"] in scored.missed:
            print(f"  missed {g['id']} {g['kind']} {'|'.join(g['event_types'])}: {g['quote']}")
        elif scored.wrong[g["id"]]:
            print(f"  wrong  {g['id']} ({', '.join(scored.wrong[g['id']])}): {g['quote']}")


if __name__ == "__main__":
    sys.exit(main())
