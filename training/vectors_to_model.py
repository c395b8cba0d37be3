"""Vectors made by ``word_vectors.py`` -> a blank spaCy pipeline that holds them: what training begins with.

python training/vectors_to_model.py LANGUAGE VECTORS.npz OUT
"""

from __future__ import annotations

import sys

import numpy as np
import spacy
from spacy.vectors import Vectors


def main() -> None:
    """Writes the pipeline."""
    language, source, out = sys.argv[1:]
    held = np.load(source)
    nlp = spacy.blank(language)
    words = [str(w) for w in held["words"]]
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=held["vectors"], keys=[nlp.vocab.strings.add(w) for w in words], attr="LOWER"
    )
    nlp.to_disk(out)
    print(f"{out}: {len(words)} vectors")


if __name__ == "__main__":
    main()
