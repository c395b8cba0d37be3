"""Claims as sentences that keep the certainty, each with the statements that its footnotes quote.

A sentence always has the words of a report. Before them stands who reported it, on whose word and how certain; and what
was done, in our words, where the structure of the statement says all of it (who, to whom, what goods), never else.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Final

from whence.knowledge.folding import name_key
from whence.model import ChainLink, Claim, Document, Entity, Participant, Statement, Transfer
from whence.showing.dossier.content import Run, Runs
from whence.showing.dossier.wording import Wording, capital, filled, languages
from whence.showing.holdings import Holdings

_OF_THE_OTHER: Final = frozenset(["whom", "to", "from", "in"])
"""The forms of a name that those of the one to whom it is done are taken for."""

_NAME: Final = 4
"""From this length on, the words of a name begin with a capital: "le Royaume-Uni", "the Republic of Korea"."""

_IN_WORDS: Final = frozenset(["unnamed", "document"])
"""The kinds of sources that are told by the words of the report as it is."""

_WORD: Final = re.compile(r"\w{3,}")


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A sentence before its footnotes have numbers."""

    runs: Runs
    statements: tuple[Statement, ...]


class Teller:
    """Tells claims in one language. What is missing in the holdings is told by its id."""

    def __init__(self, wording: Wording, holdings: Holdings) -> None:
        self.wording, self.holdings = wording, holdings

    def lead(self, claim: Claim) -> Told:
        """The sentence of a claim's first report."""
        return self._sentence(self.ordered(claim)[0])

    def all(self, claim: Claim) -> list[Told]:
        """The sentences of a claim: one for each way of telling it (certainty, and on whose word), the earliest first;
        after each, who tells it in the same way, in the same words or in others."""
        told: list[Told] = []
        for many in self._ways(claim):
            first = many[0]
            told.append(self._sentence(first))
            for key, same in (("same", True), ("other", False)):
                more = [s for s in many[1:] if (s.quote == first.quote) is same and s.document != first.document]
                if more:
                    told.append(self._also(key, more))
            if own := [s for s in many[1:] if s.document == first.document]:
                told[-1] = dataclasses.replace(told[-1], statements=(*told[-1].statements, *own))
        return told

    def ordered(self, claim: Claim) -> list[Statement]:
        """The statements of a claim, those of the earliest report first."""
        return sorted(self.holdings.of(claim), key=lambda s: (self._day(s), s.document, s.evidence, s.id))

    def outlet(self, document: Document | None) -> Runs:
        """The outlet of a report, or the report's title where its outlet is not known."""
        if document is not None and document.publisher:
            return (Run(document.publisher),)
        title = (document.title or document.uri) if document else "?"
        words = self.wording.quoted(title, document.language if document else None)
        return self.wording.fill("sources.unknown_outlet", title=words)

    def chain(self, statement: Statement) -> Runs:
        """On whose word a statement is: its origin, and by way of whom; empty where it names nobody."""
        names: list[Runs] = []
        for link in reversed(statement.chain):
            source = self.holdings.sources.get(link.source)
            entity = self.holdings.entities.get(source.entity or "") if source else None
            runs = self.wording.source(source, entity, statement.language) if source else (Run(link.name),)
            if source is not None and source.kind not in _IN_WORDS and entity is not None:
                runs = self._with_words(statement, link, runs)
            if runs not in names:
                names.append(runs)
        if len(names) < 2:
            return names[0] if names else ()
        via: list[Run] = []
        for index, name in enumerate(reversed(names[1:])):
            via += [Run(self.wording.get("then"))] * bool(index) + list(name)
        return self.wording.fill("sources.via", source=names[0], others=tuple(via))

    def _with_words(self, statement: Statement, link: ChainLink, name: Runs) -> Runs:
        """The name of a source with the words of the report that were taken for it, where these have no word in common
        with the name: whoever reads can tell whether that was right. Of a pronoun it is said that it is only that."""
        document = self.holdings.documents.get(statement.document)
        if document is None or link.start is None or link.end is None:
            return name
        words = document.text[link.start : link.end]
        named = "".join(run.text for run in name)
        if not words or set(_WORD.findall(name_key(words))) & set(_WORD.findall(name_key(named))):
            return name
        form, language = "meant", statement.language
        if language in languages() and Wording(language).stands_in(words):
            form, words = "stood_for", words.strip("-").lower()
        return self.wording.fill(f"sources.{form}", name=name, words=self.wording.quoted(words, language))

    def _ways(self, claim: Claim) -> list[list[Statement]]:
        ways: dict[tuple[object, ...], list[Statement]] = {}
        for s in self.ordered(claim):
            key = (s.polarity, s.modality, s.evidential, tuple(link.source for link in s.chain))
            ways.setdefault(key, []).append(s)
        return list(ways.values())

    def _sentence(self, statement: Statement) -> Told:
        wording = self.wording
        source = self.chain(statement)
        basis: str = statement.evidential
        if basis == "attributed" and not source:
            basis = "unsaid"
        elif basis == "hearsay" and source:
            basis = "hearsay_from"  # nobody in particular, but there is a name on the way to it
        words = wording.quoted(statement.quote, statement.language)
        outlet = self.outlet(self.holdings.documents.get(statement.document))
        if act := self._act(statement, said=statement.evidential == "hearsay"):
            runs = wording.fill(f"worded.{basis}", act=act, outlet=outlet, source=source, words=words)
        else:
            mood = ("negated_" if statement.polarity == "negated" else "") + statement.modality
            told_basis = wording.fill(f"quoted.basis.{basis}", source=source)
            runs = wording.fill(
                "quoted.sentence", outlet=outlet, basis=told_basis, mood=wording.get(f"quoted.mood.{mood}"), words=words
            )
        return Told(capital(runs), (statement,))

    def _also(self, key: str, more: Sequence[Statement]) -> Told:
        documents = dict.fromkeys(s.document for s in more)
        outlets = list(dict.fromkeys(self.outlet(self.holdings.documents.get(id_)) for id_ in documents))
        template = self.wording.chosen(f"claim.{key}", len(outlets))
        return Told(capital(filled(template, {"outlets": self.wording.listed(outlets)})), tuple(more))

    def _act(self, statement: Statement, *, said: bool) -> Runs | None:
        """What is done, in our words; None where the statement's structure does not say all of it, or says it of
        several, or with a hedge for which there are no words."""
        if statement.polarity == "negated" or not all(map(self._by_name, statement.participants)):
            return None
        if statement.transfer is not None:
            return self._transfer_act(statement, statement.transfer, said)
        actors, recipients = ([p for p in statement.participants if p.role == role] for role in ("actor", "recipient"))
        if len(actors) != 1 or len(recipients) != 1 or not statement.event_type:
            return None
        key = "_".join(part for part in (statement.event_type, statement.mode) if part)
        return self._worded(key, statement.modality, actors[0].entity, recipients[0].entity, {}, said)

    def _transfer_act(self, statement: Statement, transfer: Transfer, said: bool) -> Runs | None:
        actors = list(dict.fromkeys(p.entity for p in statement.participants if p.role == "actor"))
        if not transfer.designation or len(actors) != 1:
            return None
        who = actors[0]
        if who is not None and who == transfer.recipient:
            key, whom = "buy", transfer.supplier
        elif who is not None and who == transfer.supplier:
            key, whom = "sell", transfer.recipient
        else:
            return None
        modality: str = statement.modality
        if modality == "possible" and statement.language in languages():
            modality = "considered" if Wording(statement.language).considers(statement.quote) else modality
        exact = {q.value for q in statement.quantities if not q.approximate and q.unit == "count"}
        number = transfer.number if transfer.number in exact else None
        goods = self.goods(transfer.designation, transfer.category, number)
        if number is None:
            goods = self.wording.plain("transfers.unnumbered", goods=goods)
        if not self._plausible(transfer):
            return None
        if not self.named(statement, whom):  # inferred from the goods: no report has said so
            key, whom = f"{key}_alone", None
        return self._worded(f"{key}_{transfer.status}", modality, who, whom, {"goods": goods}, said)

    def _plausible(self, transfer: Transfer) -> bool:
        """Whether goods come from where they are made: where they do not, who gives and who gets is easily mistaken,
        and the words of the report have to do."""
        entities = self.holdings.entities
        made = {e.country for e in entities.values() if e.kind == "weapon_system" and e.name == transfer.designation}
        supplier, recipient = (entities.get(id_ or "") for id_ in (transfer.supplier, transfer.recipient))
        if not made or None in made:
            return True
        return (supplier is None or supplier.country in made) and (recipient is None or recipient.country not in made)

    def named(self, statement: Statement, party: str | None) -> bool:
        """Whether a party of a transfer is one that the statement itself names, or the state of one."""
        entity = self.holdings.entities.get(party or "")
        country = entity.country if entity and entity.kind == "state" else None
        taking_part = [p for p in statement.participants if not self._is_system(p)]
        goods = {(p.start, p.end) for p in statement.participants if self._is_system(p)}
        told = [p for p in taking_part if (p.start, p.end) not in goods]
        return any(p.entity == party or (country and p.country == country) for p in told if party)

    def goods(self, designation: str, category: str | None, number: float | None) -> str:
        """ "24 Rafale (aircraft)"."""
        goods = designation
        if category:
            words = self.wording.get("categories").get(category, category)
            goods = self.wording.plain("transfers.goods", designation=designation, category=words)
        if number is not None:
            goods = self.wording.plain("transfers.numbered", number=self.wording.number(number), goods=goods)
        return goods

    def _worded(
        self, key: str, modality: str, who: str | None, whom: str | None, parts: Mapping[str, str], said: bool
    ) -> Runs | None:
        path = f"acts.{key}.{modality}.{'said' if said else 'told'}"
        one, other = (self._forms(self.holdings.entities.get(id_ or "")) for id_ in (who, whom))
        if who == whom or one is None or (whom and other is None) or not self.wording.has(path):
            return None
        # The subject has the verb; the other has the prepositions.
        own = {key: form for key, form in one.items() if key not in _OF_THE_OTHER}
        forms = {**(other or {}), **own, **parts}
        return self.wording.fill(path, **forms) if self.wording.wants(path) <= forms.keys() else None

    def _by_name(self, part: Participant) -> bool:
        """Whether a report tells of a party by its name: "the heads of its secret service" are not their state. A
        person is the same by any name."""
        entity = self.holdings.entities.get(part.entity or "")
        person = entity is not None and entity.kind == "person"
        names = all(word[:1].isupper() for word in part.text.split() if len(word) >= _NAME)
        return part.role not in ("actor", "recipient") or person or names

    def _is_system(self, part: Participant) -> bool:
        entity = self.holdings.entities.get(part.entity or "")
        return entity is not None and entity.kind == "weapon_system"

    def _forms(self, entity: Entity | None) -> dict[str, str] | None:
        return self.wording.forms(entity) if entity else None

    def _day(self, statement: Statement) -> str:
        document = self.holdings.documents.get(statement.document)
        known = document.published if document else None
        return (known and (known.date or known.earliest)) or "9999"
