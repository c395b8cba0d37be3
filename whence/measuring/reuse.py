"""Gold links between reports against those of an export: who has which passage from whom, who is cited."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from whence.measuring.statements import Export, Json, Rate, plain, unaccented

Span = tuple[int, int]


@dataclasses.dataclass(frozen=True, slots=True)
class ReuseScore:
    """`pairs` of reports of which one took from the other, direction aside; `directed`: of the pairs found, those with
    the right one as the earlier; `letters` of the passages, in both; `cited`: (report, outlet or agency)."""

    pairs: Rate
    directed: int
    letters: Rate
    cited: Rate


def score_reuse(gold: Sequence[Json], lines: Sequence[Json], languages: Iterable[str] | None = None) -> ReuseScore:
    """Scores the links of an export against those of the corpus, both in the record's form.

    Translations share no words and count only where `languages` is None; otherwise both reports are of these languages.
    """
    ours, theirs = _Links(gold, languages), _Links(lines, languages)
    both = ours.pairs.keys() & theirs.pairs.keys()
    directed = sum(theirs.pairs[p] == ours.pairs[p] for p in both)
    hits = sum(len(ours.letters[k] & theirs.letters.get(k, set())) for k in ours.letters)
    letters = Rate(hits, sum(map(len, theirs.letters.values())), sum(map(len, ours.letters.values())))
    left = set(theirs.cited)
    cited = 0
    for doc, names in ours.cited:
        found = next((x for x in sorted(left) if x[0] == doc and _alike(names, x[1])), None)
        if found is not None:
            left.discard(found)
            cited += 1
    return ReuseScore(
        Rate(len(both), len(theirs.pairs), len(ours.pairs)),
        directed,
        letters,
        Rate(cited, len(theirs.cited), len(ours.cited)),
    )


class _Links:
    """The links of an export, by the names of files."""

    def __init__(self, lines: Sequence[Json], languages: Iterable[str] | None) -> None:
        export = Export(lines)
        wanted = None if languages is None else set(languages)
        here = {
            d: export.file_name(d) for d, x in export.documents.items() if wanted is None or x.get("language") in wanted
        }
        self.pairs: dict[frozenset[str], str | None] = {}
        self.letters: dict[tuple[str, str], set[int]] = {}
        cited: set[tuple[str, tuple[str, ...]]] = set()
        for link in (x for x in lines if x["type"] == "link"):
            later, earlier = link["from"], link.get("to") or ""
            if later not in here:
                continue
            if earlier in here:
                if link["kind"] in ("copies", "shares"):
                    self._copy(link, here[later], here[earlier])
            elif earlier in export.sources and link["kind"] in ("cites", "credits"):
                cited.add((here[later], tuple(_names(export, earlier))))
        self.cited = sorted(cited)

    def _copy(self, link: Json, later: str, earlier: str) -> None:
        known = link.get("direction", "known") == "known" and link["kind"] == "copies"
        self.pairs[frozenset((later, earlier))] = earlier if known else None
        for a, b, c, d in link.get("spans") or ():
            self.letters.setdefault((later, earlier), set()).update(range(a, b))
            self.letters.setdefault((earlier, later), set()).update(range(c, d))


def _names(export: Export, source: str) -> list[str]:
    entity: Mapping[str, object] = export.entities.get(export.sources[source].get("entity") or "", {})
    spelt = entity.get("names")
    more = [n for many in spelt.values() for n in many] if isinstance(spelt, Mapping) else []
    return sorted({plain(unaccented(n)) for n in [export.sources[source]["name"], *more]})


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return any(a in b or b in a for a in ours for b in theirs if a and b)
