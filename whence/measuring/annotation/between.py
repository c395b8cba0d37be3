"""Every rule for what hangs reports together (``claims.mark``) that a machine can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from whence.measuring.annotation.chains import Origins
from whence.measuring.annotation.history import CONFLICTS, HOWS, LOSSES, Story


def check_between(story: Story) -> Iterator[str]:
    """What is wrong with the claims, conflicts, copies, credits and losses of a story."""
    name = f"{story.id}/claims.mark"
    labels = Counter(c.label for c in story.claims)
    yield from (f"{name}: the claim {k} is listed twice" for k, n in labels.items() if n > 1)
    homes = Counter(s for c in story.claims for s in c.statements)
    yield from (f"{name}: {r}.{s} is in {n} claims" for (r, s), n in homes.items() if n > 1)
    yield from (f"{name}: {w}" for w in _claims(story))
    for a, b, why in story.conflicts:
        if a not in labels or b not in labels:
            yield f"{name}: conflict {a} {b}: there is no such claim"
        if why not in CONFLICTS:
            yield f"{name}: conflict {a} {b}: {why!r} is none of {', '.join(CONFLICTS)}"
    copied = {(c.earlier, c.later) for c in story.copies}
    for note in story.copied:
        if (note.earlier, note.later) not in copied and {note.earlier, note.later} <= story.reports.keys():
            yield f"{name}: the history has {note.later} copy from {note.earlier}, and no copy line does"
    for copy in story.copies:
        if copy.how not in HOWS:
            yield f"{name}: copy {copy.earlier} > {copy.later}: {copy.how!r} is none of {', '.join(HOWS)}"
        if (copy.earlier, copy.later) not in {(n.earlier, n.later) for n in story.copied}:
            yield f"{name}: copy {copy.earlier} > {copy.later}: the history does not have it; add it to history.toml"
    for short, key in story.credits:
        if short not in story.reports or story.entity(key) is None:
            yield f"{name}: credit {short} > {key}: no such report or entity"
    claim_of = {s: c.label for c in story.claims for s in c.statements}
    rivals = {frozenset((a, b)) for a, b, _ in story.conflicts}
    for loss in story.losses:
        one, other = claim_of.get(loss.earlier), claim_of.get(loss.later)
        if loss.what not in LOSSES:
            yield f"{name}: lost … {loss.what!r} is none of {', '.join(LOSSES)}"
        if one is None or other is None or (one != other and frozenset((one, other)) not in rivals):
            told = f"{'.'.join(loss.earlier)} > {'.'.join(loss.later)}"
            yield f"{name}: lost {told}: they are neither one claim nor in conflict"


def _claims(story: Story) -> Iterator[str]:
    origins = Origins(story)
    of_fact: dict[str, set[str]] = {}
    told: dict[str, list[str]] = {}
    for claim in story.claims:
        marks = [next(x for x in story.reports[r].statements if x.label == s) for r, s in claim.statements]
        kinds = [{k if k.isupper() or k == "figure" else "relation" for k, _ in m.types} for m in marks]
        if not set.intersection(*kinds):
            types = " / ".join(",".join(sorted(k)) for k in kinds)
            yield f"{claim.label}: its statements have no type in common ({types})"
        if len({m.negated for m in marks}) > 1:
            yield f"{claim.label}: affirmed and negated are two claims in conflict"
        if claim.fact is not None:
            if claim.fact not in story.facts:
                yield f"{claim.label}: there is no fact {claim.fact!r}"
                continue
            of_fact.setdefault(claim.fact, set()).update(origins.of(claim))
            told.setdefault(claim.fact, []).append(claim.label)
    for fact in story.facts.values():
        if fact.id not in of_fact:
            yield f"no claim tells the fact {fact.id} ({fact.gist})"
        elif {x for x in of_fact[fact.id] if not x.startswith("circle:")} != set(fact.origins):
            found = ", ".join(sorted(of_fact[fact.id]))
            yield (
                f"fact {fact.id}: the history's origins are {', '.join(sorted(fact.origins))}; those of "
                f"{'+'.join(told[fact.id])} are {found}: mend the marks, or the history where the reports say otherwise"
            )
        rivals = {frozenset(c[:2]) for c in story.conflicts}
        other = fact.denies or fact.rival
        if (
            other
            and other in told
            and fact.id in told
            and not any(frozenset((a, b)) in rivals for a in told[fact.id] for b in told[other])
        ):
            yield f"facts {fact.id} and {other} are in conflict, and no conflict line says so"
