"""What ``make demo`` runs: the sample reports into ``demo.db``, the claims that most reports tell, and one trace.

It runs the commands that a user would, and shows each of them. Exit code 0 where all of that went well.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
WHENCE: Final = Path(sys.executable).with_name("whence")
RECORD: Final = "demo.db"
SHOWN: Final = 8  # claims: as many as leave the trace on the same screen, more or less

_FIRST_LINE = re.compile(r"^[0-9a-f]{8}\b")


def main() -> int:
    """Runs the demonstration; gives the exit code."""
    for left_over in ROOT.glob(f"{RECORD}*"):
        left_over.unlink()
    reports = [str(p.relative_to(ROOT)) for p in sorted(ROOT.glob("examples/stories-*/??"))]
    announce("read", *reports)
    answer = whence("read", *reports, "--json", allowed=(0, 1))
    intake = json.loads(answer.stdout)
    if intake["refused"]:
        sys.stderr.write(answer.stderr)
        return 1
    print(f"{intake['kept']} reports read.", *told(intake["notes"]))

    announce("claims")
    lines = whence("claims").stdout.splitlines()
    print("\n".join(beginning(lines)))
    claims = [json.loads(line) for line in whence("claims", "--json").stdout.splitlines()]
    print(f"... and {len(claims) - SHOWN} more.")

    chosen = max(claims, key=telling)["id"][:8]
    announce("trace", chosen)
    print(whence("trace", chosen).stdout)

    print(f"""Where to go next
  . .venv/bin/activate                                  so that the shell finds `whence`
  whence timeline --record {RECORD}                      the same claims in the order of time
  whence transfers --record {RECORD}                     the arms transfers, as a register
  whence sources --record {RECORD}                       on whose word how much rests
  whence search Rafale --record {RECORD}                 the reports with these words, the English ones too
  whence serve --record {RECORD}                         the record as web pages
  whence report --out demo.html --record {RECORD}        a dossier, every sentence footnoted
  whence export --format jsonl --out demo.jsonl --record {RECORD}
  whence read my-reports/                               your own reports, into whence.db""")
    return 0


def whence(*words: str, allowed: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
    """What a command printed; ends the demonstration where the command failed."""
    command = [str(WHENCE), *words, "--record", RECORD]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if answer.returncode not in allowed:
        sys.stderr.write(answer.stdout + answer.stderr)
        sys.exit(answer.returncode)
    return answer


def announce(*words: str) -> None:
    """Shows a command before it is run."""
    print(f"\n$ whence {' '.join(words)} --record {RECORD}", flush=True)


def told(notes: list[str]) -> list[str]:
    """The notes about reports that were kept without statements, as one sentence."""
    if not notes:
        return []
    return [f"{len(notes)} of them are in a language that cannot be analysed yet: they are kept and can be searched."]


def beginning(lines: list[str]) -> list[str]:
    """The lines of a list of claims up to the first that is not SHOWN."""
    starts = [n for n, line in enumerate(lines) if _FIRST_LINE.match(line)]
    return lines[: starts[SHOWN]] if len(starts) > SHOWN else lines


def telling(claim: dict[str, Any]) -> tuple[object, ...]:
    """How much there is to see behind a claim: many reports that are few origins; contradicted; unnamed or a party."""
    origins = claim["origins"]
    return (
        claim["documents"] - claim["independent"],
        len(claim["conflicts"]),
        sum(o["weak"] for o in origins),
        sum(o["party"] for o in origins),
        claim["id"],
    )


if __name__ == "__main__":
    sys.exit(main())
