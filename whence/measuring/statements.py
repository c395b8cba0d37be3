"""Gold statements against those of an export: found, right, complete.

A gold statement is *found* by an exported one whose evidence covers at least half of its letters and shares at least
0.4 of the letters of both together, that agrees on what kind of thing it is (an event of an acceptable type; the same
number for a figure; no figure for a relation), and names at least half of its participants. Each exported statement
serves one gold statement. It is *right* when also every participant has its role, with at most one actor or recipient
too many, and polarity, modality, evidential and origin (the far end of a chain with at most one link too many; none
where gold has none) are right. It is *complete* when also the whole chain, quantities and time are.

A participant that gold marks as optional may be there or not. Gold does not mark everything that could be said:
precision counts the exported statements that overlap a gold one. *Ungrounded* counts evidence, participants and chain
links whose offsets and text do not agree with the document.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

Json = Mapping[str, Any]

COVERED, SHARED = 0.5, 0.4  # of the gold's letters; of the letters of both together
CORE = frozenset({"polarity", "modality", "evidential", "participants", "origin"})


def plain(text: str) -> str:
    """Lower case, words and % alone, one blank between: what quotes are compared in, whatever was cleaned."""
    return " ".join(re.findall(r"[^\W_]+|%", unicodedata.normalize("NFKC", text).casefold()))


def unaccented(name: str) -> str:
    """A name in lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))


def locate(quote: str, where: str, near: float = 0.0) -> range:
    """Positions of that occurrence of the quote in the plain text which lies nearest to the relative position."""
    quote = plain(quote)
    hits = [m.start() for m in re.finditer(re.escape(quote), where)] if quote else []
    if not hits:
        return range(0)
    at = min(hits, key=lambda i: abs(i / len(where) - near))
    return range(at, at + len(quote))


def overlap(a: range, b: range) -> int:
    """Letters that two stretches share."""
    return max(0, min(a.stop, b.stop) - max(a.start, b.start))


def union(a: range, b: range) -> int:
    """Letters in either stretch."""
    return len(a) + len(b) - overlap(a, b)


def same(any_of: Sequence[str], names: Sequence[str | None]) -> bool:
    """Whether one of the accepted names is, or stands as whole words in, one of the names given."""
    given = [f" {plain(unaccented(n))} " for n in names if n]
    return any(f" {plain(unaccented(a))} " in g for a in any_of for g in given)


def measure(unit: str | None) -> str:
    """Percent and currencies as they are; anything counted or otherwise measured is "other"."""
    return unit if unit and (unit == "percent" or re.fullmatch(r"[A-Z]{3}", unit)) else "other"


@dataclasses.dataclass(frozen=True, slots=True)
class Rate:
    """Hits among predictions and among gold."""

    hits: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class Score:
    """The measure of one export. `wrong` gives for each found gold statement the fields that are wrong; `served` the
    exported statement that serves it; `missed` are the ids of those not found."""

    found: Rate
    right: Rate
    complete: Rate
    ungrounded: int
    elsewhere: int
    wrong: Mapping[str, tuple[str, ...]]
    served: Mapping[str, str]
    missed: tuple[str, ...]


class Export:
    """The lines of an export, looked up by id."""

    def __init__(self, lines: Sequence[Json]) -> None:
        self.documents = {x["id"]: x for x in lines if x["type"] == "document"}
        self.entities = {x["id"]: x for x in lines if x["type"] == "entity"}
        self.sources = {x["id"]: x for x in lines if x["type"] == "source"}
        self.statements = [x for x in lines if x["type"] == "statement"]
        self.claims = [x for x in lines if x["type"] == "claim"]

    def file_name(self, document: str) -> str:
        """The name of the file that a document came from."""
        return PurePosixPath((self.documents[document].get("uri") or "").replace("%20", " ")).name

    def names(self, participant: Json) -> list[str]:
        """All names of a participant or chain link: as given, its state, its entity's spellings."""
        entity = self.entities.get(participant.get("entity") or "", {})
        spelt = [n for many in (entity.get("names") or {}).values() for n in many]
        given = [
            participant.get("name"),
            participant.get("text"),
            participant.get("country") or entity.get("country"),
            entity.get("name"),
            *spelt,
        ]
        return [n for n in given if n and len(n.split()) <= 14]


def score(gold: Sequence[Json], lines: Sequence[Json], texts: Mapping[str, str]) -> Score:
    """Scores the lines of an export against gold statements; `texts` maps a file's name to its text.

    Raises:
        ValueError: a gold quote is not in its document's text.
    """
    export = Export(lines)
    where = {name: plain(text) for name, text in texts.items()}
    predicted: list[tuple[str, range, Json]] = []
    ungrounded = 0
    for s in export.statements:
        name = export.file_name(s["document"])
        if name not in where:
            continue
        text, evidence = export.documents[s["document"]]["text"], s["evidence"]
        ungrounded += not evidence["quote"].strip() or text[evidence["start"] : evidence["end"]] != evidence["quote"]
        for part in [*(s.get("participants") or []), *(s.get("chain") or [])]:
            if part.get("start") is not None and part.get("text") is not None:
                ungrounded += text[part["start"] : part["end"]] != part["text"]
        predicted.append((name, locate(evidence["quote"], where[name], evidence["start"] / max(1, len(text))), s))

    pairs, touched = [], set()
    for i, g in enumerate(gold):
        span = locate(g["quote"], where[g["doc"]], g.get("near", 0.0))
        if not span:
            raise ValueError(
                f"{g['id']}: its quote is not in {g['doc']}; quotes are copied from the text to the letter"
            )
        for j, (name, other, s) in enumerate(predicted):
            if name != g["doc"]:
                continue
            if overlap(span, other) > 0.3 * min(len(span), len(other)):
                touched.add(j)
            if (verdict := judge(export, g, span, s, other)) is not None:
                pairs.append((verdict[0], i, j, verdict[1]))
    pairs.sort(key=lambda p: (-p[0], p[1], p[2]))
    found: dict[int, list[str]] = {}
    used: dict[int, int] = {}
    for _, i, j, wrong in pairs:
        if i not in found and j not in used:
            found[i], used[j] = wrong, i
    n = len(touched | set(used))
    right = sum(not CORE & set(w) for w in found.values())
    complete = sum(not w for w in found.values())
    return Score(
        found=Rate(len(found), n, len(gold)),
        right=Rate(right, n, len(gold)),
        complete=Rate(complete, n, len(gold)),
        ungrounded=ungrounded,
        elsewhere=len(predicted) - n,
        wrong={gold[i]["id"]: tuple(w) for i, w in found.items()},
        served={gold[i]["id"]: predicted[j][2]["id"] for j, i in used.items()},
        missed=tuple(g["id"] for i, g in enumerate(gold) if i not in found),
    )


def judge(export: Export, g: Json, span: range, s: Json, other: range) -> tuple[float, list[str]] | None:
    """(how well it fits, the fields that are wrong) of an exported statement for a gold one; None where it does not
    find it."""
    cover = overlap(span, other) / max(1, len(span))
    if cover < COVERED or overlap(span, other) < SHARED * union(span, other):
        return None
    if g["kind"] == "event" and (
        s["kind"] != "event" or (g["event_types"] and s.get("event_type") not in g["event_types"])
    ):
        return None
    if g["kind"] == "figure" and not _same_number(g, s):
        return None
    if g["kind"] == "relation" and s["kind"] == "figure":
        return None
    parts = s.get("participants") or []
    named = [any(same(want["any_of"], export.names(p)) for p in parts) for want in asked(g)]
    if sum(named) * 2 < len(named):
        return None
    return cover - len(wrong := wrong_fields(export, g, s)) + overlap(span, other) / max(1, union(span, other)), wrong


def asked(g: Json) -> list[Json]:
    """The participants that have to be found: not those marked optional, whom the text around only lets one infer."""
    return [want for want in g["participants"] if not want.get("optional")]


def _same_number(g: Json, s: Json) -> bool:
    values = [q.get("value") for q in s.get("quantities") or []]
    return any(v is not None and abs(v - q["value"]) <= 1e-6 * abs(q["value"]) for q in g["quantities"] for v in values)


def wrong_fields(export: Export, g: Json, s: Json) -> list[str]:
    """The fields of an exported statement that disagree with the gold one it finds."""
    parts = s.get("participants") or []

    def serves(want: Json, p: Json) -> bool:
        roles = ("actor", "recipient") if want["role"] == "either" else (want["role"],)
        return p.get("role") in roles and same(want["any_of"], export.names(p))

    wrong = [f for f in ("polarity", "modality", "evidential") if s.get(f) != g[f]]
    surplus = [
        p
        for p in parts
        if p.get("role") in ("actor", "recipient")
        and not any(same(w["any_of"], export.names(p)) for w in g["participants"])
    ]
    if len(surplus) > 1 or not all(any(serves(want, p) for p in parts) for want in asked(g)):
        wrong.append("participants")
    chain = [
        [(export.sources.get(c.get("source") or "") or {}).get("name"), c.get("cue"), *export.names(c)]
        for c in s.get("chain") or []
    ]
    if (
        bool(chain) != bool(g["chain"])
        or len(chain) > len(g["chain"]) + 1
        or (chain and not same(g["chain"][-1], chain[-1]))
    ):
        wrong.append("origin")
    if any(not any(same(want, c) for c in chain) for want in g["chain"]):
        wrong.append("chain")
    quantities = s.get("quantities") or []
    if any(
        not any(q.get("value") == w["value"] and measure(q.get("unit")) == measure(w["unit"]) for q in quantities)
        for w in g.get("quantities", [])
    ):
        wrong.append("quantities")
    time, own = g.get("time") or {}, s.get("time") or {}
    if time.get("start") and (own.get("start"), own.get("end")) != (time["start"], time["end"]):
        wrong.append("time")
    return wrong
