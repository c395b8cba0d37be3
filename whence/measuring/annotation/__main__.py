"""``python -m whence.measuring.annotation COMMAND``: what ``make corpus-check`` and its like run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from whence.errors import MarkupError
from whence.measuring.annotation import agreement
from whence.measuring.annotation.checks import check_story
from whence.measuring.annotation.exports import write_all
from whence.measuring.annotation.history import Story, load_story
from whence.measuring.annotation.likeness import too_alike
from whence.measuring.annotation.loading import CORPUS, splits
from whence.measuring.annotation.stats import count, table

STORIES = CORPUS / "stories"
BUILD = CORPUS.parent / "build" / "corpus"


def check(names: list[str], folder: Path, drafts: Path | None) -> int:
    """Prints what is wrong; gives the exit code."""
    wrong = 0
    stories: list[Story] = []
    for path in folders(names, folder):
        findings: list[str] = []
        try:
            story = load_story(path)
            stories.append(story)
            findings += check_story(story)
            if drafts is not None:
                for short, report in story.reports.items():
                    draft = drafts / path.name / f"{path.name}-{short}.txt"
                    findings += same_text(report.report, draft)
        except MarkupError as error:
            findings += str(error).splitlines()
        wrong += len(findings)
        print("\n".join(findings) if findings else f"{path.name}: in order")
    everything = list(too_alike(stories))
    if not names and folder == STORIES:
        everything += split_rightly(folder)
        everything += count(stories).short_of()
    print("\n".join(everything), end="\n" if everything else "")
    return 1 if wrong or everything else 0


def folders(names: list[str], folder: Path) -> list[Path]:
    """The stories' folders, those named or all."""
    return sorted(p for p in folder.iterdir() if p.is_dir() and (not names or p.name in names))


def same_text(report: str, draft: Path) -> list[str]:
    """Where a marked report, stripped, differs from its draft."""
    theirs = draft.read_text(encoding="utf-8")
    a, b = ("\n".join(line.rstrip() for line in t.strip().splitlines()) for t in (report, theirs))
    if a == b:
        return []
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    here = slice(max(0, i - 20), i + 25)
    return [f"{draft.stem}: differs from the report as written: {a[here]!r} for {b[here]!r}"]


def stats(names: list[str], folder: Path, write: bool) -> int:
    """Prints the counts, and what is short of what is promised; with `write` puts them into the datasheet too."""
    counts = count([load_story(p) for p in folders(names, folder)])
    lines = list(table(counts))
    print("\n".join(lines))
    short = list(counts.short_of())
    print("\n".join(["", "short of what is promised:", *short]) if short else "\nnothing is short of what is promised")
    if write:
        into_datasheet("counts", lines)
    return 0


def agree(write: bool) -> int:
    """Prints how far two markers agree; with `write` puts it into the datasheet too."""
    lines = list(agreement.table(agreement.agreement(STORIES, CORPUS / "second")))
    print("\n".join(lines))
    if write:
        into_datasheet("agreement", lines)
    return 0


def into_datasheet(mark: str, lines: list[str]) -> None:
    """Puts lines between the marks ``<!-- mark -->`` and ``<!-- /mark -->`` of the datasheet."""
    path = CORPUS / "DATASHEET.md"
    before, _, rest = path.read_text(encoding="utf-8").partition(f"<!-- {mark} -->\n")
    _, _, after = rest.partition(f"<!-- /{mark} -->")
    path.write_text("\n".join([f"{before}<!-- {mark} -->", *lines, f"<!-- /{mark} -->{after}"]), encoding="utf-8")


def split_rightly(folder: Path) -> list[str]:
    """What is wrong with the splits: every story is in one part and no more."""
    listed = [name for names in splits().values() for name in names]
    there = {p.name for p in folders([], folder)}
    wrong = [f"splits.toml: {n} is in two parts" for n in sorted({n for n in listed if listed.count(n) > 1})]
    wrong += [f"splits.toml: {n} is in no part" for n in sorted(there - set(listed))]
    return wrong + [f"splits.toml: there is no story {n}" for n in sorted(set(listed) - there)]


def main() -> int:
    """Runs one of the commands."""
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("command", choices=["check", "stats", "export", "agreement"])
    cli.add_argument("stories", nargs="*", help="only these stories (check, stats)")
    cli.add_argument("--stories-in", type=Path, default=STORIES, help="another folder of stories")
    cli.add_argument("--drafts", type=Path, help="check that the marked texts are those written, in this folder")
    cli.add_argument("--write", action="store_true", help="put what stats or agreement print into the datasheet")
    args = cli.parse_args()
    match args.command:
        case "stats":
            return stats(args.stories, args.stories_in, args.write)
        case "agreement":
            return agree(args.write)
        case "export":
            print(f"{sum(1 for _ in write_all(BUILD, CORPUS))} files under {BUILD}")
            return 0
    return check(args.stories, args.stories_in, args.drafts)


if __name__ == "__main__":
    sys.exit(main())
