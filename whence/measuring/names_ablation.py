"""What each source of knowledge gives to names: F1 of spans with label on the dev sets, with one of them left out.

    python -m whence.measuring.names_ablation

Reads the dev part of our own corpus and GUM's dev documents (PER, LOC, ORG alone, documents read whole). The recogniser
stays as it is: what its training gains from tables and made-up variants stands in training/README.md.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from whence.finding import name_choice, names
from whence.finding.linear import Choice
from whence.language import naming
from whence.language.pipeline import pipeline
from whence.measuring import corpus
from whence.measuring.annotation.formats.docbin import docbin
from whence.measuring.named import demonyms, gum_documents
from whence.measuring.pipelines import DATA, SCORED, joined

READ = ("whence_names", "whence_recogniser", "whence_syntax")
"""The components before the Doc's entities are set."""


@dataclasses.dataclass(frozen=True, slots=True)
class Marked:
    """A text, and the label of each name by its characters; `scored` are the labels that count."""

    text: str
    names: dict[tuple[int, int], str]
    scored: frozenset[str]


def dev_sets() -> Iterator[tuple[str, str, list[Marked]]]:
    """The name of each set, its language, its texts; GUM only where it is there."""
    every = frozenset({*SCORED, "MISC"})
    for language in ("en", "fr"):
        vocab = spacy.blank(language).vocab
        docs = docbin(corpus("dev").reports(language)).get_docs(vocab)
        marked = [Marked(d.text, {(e.start_char, e.end_char): e.label_ for e in d.ents}, every) for d in docs]
        yield f"corpus, {language}", language, marked
    if (path := DATA / "gum-open" / "dev.conllu.gz").is_file():
        listed = []
        for document in gum_documents(path, demonyms("en")):
            text, found = "", {}
            for sentence in document:
                its, at = joined(sentence)
                for a, b, label in sentence.names:
                    found[len(text) + at[a][0], len(text) + at[b - 1][1]] = label
                text += its + "\n"
            listed.append(Marked(text, found, SCORED))
        yield "GUM, en", "en", listed


def as_seen(ent: Span) -> Iterator[Span]:
    """The recogniser's name as it is."""
    yield ent


def no_weights(_: str) -> Choice:
    """A model for no language."""
    return Choice((), {}, frozenset())


def one_by_one(guessed: list[Span], *_: object) -> list[Span]:
    """Every mention for itself."""
    return guessed


def unknown(doc: Doc) -> Doc:
    """The Doc without the names of the tables."""
    doc._.names = ()
    return doc


def nothing_known(doc: Doc) -> list[str]:
    """The recogniser's features where nothing is known."""
    return [naming.NOTHING] * len(doc)


Change = Callable[[], contextlib.AbstractContextManager[Any]]

CHANGES: dict[str, tuple[Change, ...]] = {
    "all": (),
    "without tables as a second voice": (),
    "without tables, lexicons and parts as features": (lambda: patch.object(naming, "features", nothing_known),),
    "without either": (lambda: patch.object(naming, "features", nothing_known),),
    "without mended spans and titles": (lambda: patch.object(names, "mended", as_seen),),
    "without nouns beside a name": (lambda: patch.object(names, "told_kind", lambda _: None),),
    "without weighing": (lambda: patch.object(name_choice, "choice", no_weights),),
    "without weighing and agreement": (
        lambda: patch.object(name_choice, "choice", no_weights),
        lambda: patch.object(names, "agreed", one_by_one),
        lambda: patch.object(names, "repeated", lambda *_: []),
    ),
}
"""What is left out, and how."""

MUTE = frozenset({"without tables as a second voice", "without either"})
"""Rows in which the tables do not speak after the recogniser."""


def f1(nlp: Language, texts: list[Marked], *, mute: bool = False, whole: bool = True) -> float:
    """F1 of spans with label; with `whole` False, of the recogniser alone."""
    hits = found = gold = 0
    for marked in texts:
        with nlp.select_pipes(enable=list(READ)):
            doc = nlp(marked.text)
        if whole:
            names.find_entities(unknown(doc) if mute else doc)
        ours = {(e.start_char, e.end_char): e.label_ for e in doc.ents if e.label_ in marked.scored}
        theirs = {at: label for at, label in marked.names.items() if label in marked.scored}
        hits += sum(ours.get(at) == label for at, label in theirs.items())
        found, gold = found + len(ours), gold + len(theirs)
    return 2 * hits / max(1, found + gold)


def main() -> None:
    """Prints the table."""
    sets = list(dev_sets())
    print(f"{'':<50}" + "".join(f"{name:>14}" for name, _, _ in sets))
    scores = [f1(pipeline(language), texts, whole=False) for _, language, texts in sets]
    print(f"{'the recogniser alone':<50}" + "".join(f"{s:>14.3f}" for s in scores), flush=True)
    for row, changes in CHANGES.items():
        with contextlib.ExitStack() as stack:
            for change in changes:
                stack.enter_context(change())
            scores = [f1(pipeline(language), texts, mute=row in MUTE) for _, language, texts in sets]
        print(f"{row:<50}" + "".join(f"{s:>14.3f}" for s in scores), flush=True)


if __name__ == "__main__":
    main()
