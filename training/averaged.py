"""Halves of two recognisers of one shape: what each weight is in the middle between them.

    python training/averaged.py ONE OTHER

OTHER, which went on training from ONE, is left with the middle. What it learned last then costs less of what it knew.
"""

from __future__ import annotations

import sys
from pathlib import Path

import srsly


def main() -> None:
    """Averages and writes."""
    paths = [Path(given) / "ner" / "model" for given in sys.argv[1:3]]
    one, other = (srsly.msgpack_loads(path.read_bytes()) for path in paths)
    for its, theirs in zip(one["params"], other["params"], strict=True):
        for name, value in theirs.items():
            if value is not None:
                theirs[name] = ((its[name] + value) / 2).astype(value.dtype)
    paths[1].write_bytes(srsly.msgpack_dumps(other))


if __name__ == "__main__":
    main()
