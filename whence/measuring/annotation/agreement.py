"""``make corpus-agreement``: reports that two people marked without knowing of each other, layer by layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from whence.measuring.annotation.history import Story, load_story
from whence.measuring.annotation.loading import layers_of
from whence.measuring.layers import Number, compare, match_statements
from whence.measuring.statements import Rate


def agreement(first: Path, second: Path) -> dict[str, dict[str, Number]]:
    """The numbers of each layer by language, over the stories that lie in both folders; "all" is both languages."""
    pairs = list(twice_marked(first, second))
    found: dict[str, dict[str, Number]] = {}
    for language in [*sorted({short[:2] for _, _, short in pairs}), "all"]:
        some = [(a, b, s) for a, b, s in pairs if language in ("all", s[:2])]
        found[language] = compare((layers_of(a, s), layers_of(b, s)) for a, b, s in some)
    rate = same_claims({(a.id, b.id): (a, b) for a, b, _ in pairs}.values())
    found["all"]["same claim, F1 of pairs"] = Number(rate.f1, rate.gold)
    return found


def twice_marked(first: Path, second: Path) -> Iterator[tuple[Story, Story, str]]:
    """(the one marking, the other, short name) of each report that both have."""
    for folder in sorted(p for p in second.iterdir() if p.is_dir()):
        one, other = load_story(first / folder.name), load_story(folder)
        for short in sorted(one.reports.keys() & other.reports.keys()):
            yield one, other, short


def same_claims(stories: Iterable[tuple[Story, Story]]) -> Rate:
    """Pairs of statements that are one claim, among the statements that both markers have."""
    hits = predicted = gold = 0
    for one, other in stories:
        homes = []
        theirs = {s: c.label for c in other.claims for s in c.statements}
        mine = {s: c.label for c in one.claims for s in c.statements}
        for short in one.reports.keys() & other.reports.keys():
            a, b = layers_of(one, short).statements, layers_of(other, short).statements
            for i, j in match_statements(a, b):
                x, y = (short, a[i].id.rsplit(".", 1)[1]), (short, b[j].id.rsplit(".", 1)[1])
                homes.append((mine.get(x, str(x)), theirs.get(y, str(y))))
        for (a1, b1), (a2, b2) in combinations(homes, 2):
            hits += a1 == a2 and b1 == b2
            predicted += b1 == b2
            gold += a1 == a2
    return Rate(hits, predicted, gold)


def table(found: dict[str, dict[str, Number]]) -> Iterator[str]:
    """The numbers as lines of a Markdown table, a column a language."""
    languages = list(found)
    yield f"| layer | {' | '.join(languages)} | rests on |"
    yield "| --- |" + " ---: |" * (len(languages) + 1)
    for name, everything in found["all"].items():
        cells = [f"{found[x][name].value:.2f}" if name in found[x] else "–" for x in languages]
        yield f"| {name} | {' | '.join(cells)} | {everything.rests_on} |"
