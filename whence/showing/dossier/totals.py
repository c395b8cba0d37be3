"""What a dossier says of all its claims together: how many, from how many reports, how certain, what people decided."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from whence.model import Claim, Document
from whence.showing.dossier.content import Runs
from whence.showing.dossier.decided import Decided, by_whom
from whence.showing.dossier.wording import Wording, filled
from whence.showing.holdings import Holdings

_VOICES: Final = ("stated", "attributed", "hearsay")
_MOODS: Final = ("negated", "intended", "attempted", "possible", "hypothetical")


@dataclasses.dataclass(frozen=True, slots=True)
class Totals:
    """The claims that were asked for (`given`), those that the dossier tells (`claims`), the reports behind these, how
    many of them are in conflict with another, and what people decided, by claim."""

    wording: Wording
    holdings: Holdings
    given: Sequence[Claim]
    claims: Sequence[Claim]
    documents: Sequence[Document]
    conflicting: int
    decided: Mapping[str, Decided]

    def extent(self) -> list[Runs]:
        """How many claims, reports and outlets; of how many origins; how many contested, reviewed and left out."""
        wording = self.wording
        outlets = {document.publisher or document.id for document in self.documents}
        days = sorted(d.published.date for d in self.documents if d.published.date)
        dates = ""
        if days:
            first, last = wording.date(days[0]), wording.date(days[-1])
            dates = wording.plain(f"summary.{'date' if first == last else 'dates'}", first=first, last=last)
        told = [
            wording.fill(
                "summary.extent",
                claims=wording.count("claim", len(self.claims)),
                reports=wording.count("report", len(self.documents)),
                outlets=wording.count("outlet", len(outlets)),
                dates=dates,
            )
        ]
        shared = sum(claim.independent > 1 for claim in self.claims)
        if shared in (0, len(self.claims)):
            told.append(wording.fill("summary.all_origins" if shared else "summary.no_origins"))
        else:
            told.append(self._counted("origins", shared))
        rejected = sum(claim.status == "rejected" for claim in self.given)
        reviewed = sum(map(self._is_reviewed, self.claims))
        told += [self._counted("conflicts", self.conflicting)] * bool(self.conflicting)
        told.append(self._counted("reviewed", reviewed) if reviewed else wording.fill("summary.unreviewed"))
        return told + [self._counted("rejected", rejected)] * bool(rejected) + self._rejected()

    def certainty(self) -> list[Runs]:
        """How many statements are made in whose voice, and how many do not tell of something done."""
        statements = [s for claim in self.claims for s in self.holdings.of(claim)]
        wording = self.wording
        counts = Counter(way for s in statements for way in (s.evidential, s.modality, s.polarity))
        voices = {name: wording.number(counts[name]) for name in _VOICES}
        told = [wording.fill("summary.voices", statements=wording.count("statement", len(statements)), **voices)]
        moods = [
            filled(wording.chosen(f"summary.mood.{name}", counts[name]), {"n": wording.number(counts[name])})
            for name in _MOODS
            if counts[name]
        ]
        return told + [wording.fill("summary.moods", moods=wording.listed(moods))] * bool(moods)

    def _is_reviewed(self, claim: Claim) -> bool:
        """Whether a person has decided on a claim or on a statement of it."""
        return claim.status != "unreviewed" or bool(claim.id in self.decided and self.decided[claim.id].reviews)

    def _rejected(self) -> list[Runs]:
        """The claims that were left out, with who has rejected them."""
        told = []
        for claim in self.given:
            reviews = self.decided[claim.id].reviews if claim.id in self.decided else ()
            if claim.status == "rejected" and (against := [one for one in reviews if one.action == "reject"]):
                gist = self.wording.quoted(claim.gist, claim.gist_language)
                who = by_whom(against, self.wording)
                told.append(self.wording.fill("summary.rejected_by", claim=gist, who=who))
        return told

    def _counted(self, key: str, number: int) -> Runs:
        template = self.wording.chosen(f"summary.{key}", number)
        return filled(template, {"claims": self.wording.count("claim", number)})
