"""The field's plain way to find copies, for comparison: MinHash over runs of words (datasketch, MIT licence).

    python -m whence.measuring.minhash_peer DOCS.jsonl THRESHOLD > pairs.jsonl

To be run where ``datasketch`` is installed (``pip install datasketch``).
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path
from typing import Final

from whence.measuring.reuse_collections import rows

RUN: Final = 5
PERMUTATIONS: Final = 128


def main() -> int:
    """Prints the pairs; gives the exit code."""
    datasketch = importlib.import_module("datasketch")
    docs, threshold = Path(sys.argv[1]), float(sys.argv[2])
    index = datasketch.MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    for doc in rows(docs):
        words = re.findall(r"\w+", doc["text"].lower())
        runs = {" ".join(words[i : i + RUN]).encode() for i in range(max(1, len(words) - RUN + 1))}
        sketch = datasketch.MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(runs)
        for other in index.query(sketch):
            print(json.dumps({"a": doc["id"], "b": other}))
        index.insert(doc["id"], sketch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
