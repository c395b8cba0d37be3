"""Doc -> statements: one for each proposition worth a record.

A predicate becomes a statement where the tables name its event or relation, where it tells a figure, or where
entities stand in its places. Each is given its evidence, participants, time, place, figures, certainty and chain.
"""

from __future__ import annotations

import dataclasses

from spacy.language import Language
from spacy.tokens import Doc, Token

from whence import knowledge
from whence.finding.anaphors import take_up
from whence.finding.appositions import appositions
from whence.finding.attributions import voices_over
from whence.finding.clauses import Clause, clauses, complement
from whence.finding.clauses import clause as clause_of
from whence.finding.drafts import VIEWS, Draft, quantities_in, written
from whence.finding.event_types import WHEN_FUTURE, Frame, RelationFrame
from whence.finding.evidence import clause_evidence, noun_evidence
from whence.finding.first_person import cast_by_speaker
from whence.finding.hedges import (
    core_of,
    denied_with,
    is_negated,
    is_question,
    judge,
    modal_of,
    mood_of,
    reported_by,
    under_manner,
    weaker,
)
from whence.finding.judged import frame_of, overruled, verdict
from whence.finding.lookup import in_any
from whence.finding.nouns import nominal_events, noun_hedge
from whence.finding.participants import Cast, assign, meant, origin_of
from whence.finding.predicates import (
    EQUATION,
    SHARE,
    Named,
    attackers,
    equated,
    event_of,
    event_of_object,
    no_event,
    relation_of,
)
from whence.finding.predications import Predication
from whence.finding.propositions import purpose_of, stands_alone
from whence.finding.recasting import recast
from whence.finding.referents import lemma_in
from whence.finding.settings import place_of
from whence.finding.shares import cast_share
from whence.finding.slots import Slots, noun_slots, targets, turned, verb_slots, with_particle
from whence.finding.sources import speaker
from whence.finding.speech import manner_of
from whence.finding.threats import threats
from whence.finding.trees import dep, forget, kids, lemma, with_reflexive
from whence.finding.voices import Voice
from whence.language.tokens import text_of
from whence.language.words import words
from whence.model import Participant, Source, Statement
from whence.reading.repetition import repeated

HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "REJECT"})
COUNTED = frozenset({"comes_from", "describes"})  # relations of which a figure takes the place
SILENCES = frozenset({"no_comment", "neither_confirmed_nor_denied"})  # wanting to say nothing is saying nothing

if not Doc.has_extension("statements"):
    Doc.set_extension("statements", default=())


@Language.component("whence_statements", assigns=["doc._.statements"])
def find_statements(doc: Doc) -> Doc:
    """Sets ``doc._.statements``: sorted by evidence, each passage at most once for one proposition."""
    doc._.statements = tuple(Finder(doc).run())
    forget(doc)
    return doc


def is_public_source(source: Source) -> bool:
    """Whether a source is more than a person of whom nothing is known: an outlet, a document, somebody known."""
    return source.kind != "person" or source.entity in knowledge.load().entities


class Finder:
    """Finds the statements of one Doc; with `everything` also what an analyst would pass over."""

    def __init__(self, doc: Doc, *, everything: bool = False) -> None:
        self.doc, self.everything = doc, everything
        self.speech_acts = words(doc.lang_, "statements", "speech_acts", "types")
        self.figure_verbs = words(doc.lang_, "statements", "figures", "verbs")
        self.casualties = words(doc.lang_, "statements", "figures", "casualties")
        self.cues = frozenset(v.verb for v in doc._.voices if v.verb >= 0)
        self.tellers: dict[int, list[Voice]] = {}  # by the tokens of who tells
        for voice in doc._.voices:
            if voice.speaker is not None and not voice.carried:
                for i in range(voice.speaker.start, voice.speaker.end):
                    self.tellers.setdefault(i, []).append(voice)
        self.bodies = {m.entity.id for m in doc._.mentions if m.entity.kind != "person"}
        self.by_verb = {v.verb: v for v in reversed(doc._.voices)}
        self.drafts: list[Draft] = []

    def run(self) -> list[Statement]:
        """All statements, in the order of the text."""
        found: dict[tuple[int, int, str | None], Statement] = {}
        for draft in recast(self.doc, self.propose()):
            statement = written(self.doc, draft)
            if statement is not None:
                found.setdefault((statement.evidence.start, statement.evidence.end, statement.event_type), statement)
        return list(found.values())

    def propose(self) -> list[Draft]:
        """The drafts of all statements, in the order of the text, with the participants that the tables know."""
        carriers: set[int] = set()
        twice = repeated(text_of(self.doc))
        for clause in clauses(self.doc):
            if in_any(twice, clause.head.idx):
                carriers.add(clause.head.i)
                continue
            draft = self.from_clause(clause, carriers)
            if draft is not None:
                self.drafts.append(draft)
        for noun, frame in nominal_events(self.doc, carriers):
            if in_any(twice, noun.idx):
                continue
            draft = self.from_noun(noun, frame)
            if draft is not None:
                self.drafts.append(draft)
        self.drafts += (d for d in (*threats(self.doc), *appositions(self.doc)) if not in_any(twice, d.core.idx))
        return sorted(self.drafts, key=lambda d: (d.stretch, d.core.i))

    # --- clauses -----------------------------------------------------------------------------------------------------

    def from_clause(self, clause: Clause, carriers: set[int]) -> Draft | None:
        """The proposition of a clause; None where there is nothing to record."""
        if not self.everything and not stands_alone(clause):
            return None
        head = clause.head
        core, passed = core_of(head, self.cues)
        voices = voices_over(self.doc, head)
        cue = self.by_verb.get(head.i)
        slots: Slots = verb_slots(clause, core)
        named = event_of(clause, core, slots)
        modal = modal_of(core, "noun")
        if (
            modal is not None
            and (named is None or (modal.negates and is_negated(core)))
            and (inner_event := event_of_object(core, slots)) is not None
        ):
            named, passed = inner_event, [*passed, (core, modal)]
        if named is None and (purpose := purpose_of(core)) is not None:
            inner = verb_slots(clause_of(purpose, "infinitive"), purpose)
            named = event_of(clause, purpose, inner)
            if named is not None:
                slots = {**slots, **{k: v for k, v in inner.items() if k != "subj" and v}}
        if named is not None:
            slots = with_particle(
                verb_slots(clause, core, named.carrier) if named.carrier is not None else slots, named.frame
            )
        silence = relation_of(clause, core, slots, negated=is_negated(head))
        if silence is not None and silence.relation not in SILENCES:
            silence = None
        if silence is not None and dep(head) == "conj" and denied_with(head):
            return None  # "neither confirmed nor denied" is told by its first verb
        if (
            cue is not None
            and silence is None
            and (named is None or any(dep(c) in {"obj", "ccomp", "xcomp"} for c in kids(head)))
            and (named is None or named.frame.type not in self.speech_acts or cue.manner in {"show", "think"})
        ):
            return None
        hedge = judge(
            clause,
            core,
            passed,
            attributed=any(v.speaker is not None for v in voices),
            past_report=any(v.verb >= 0 and v.manner in {"say", "think"} for v in voices),
        )
        hedge = under_manner(hedge, clause, reported_by(head, voices))
        relation = relation_of(clause, core, slots, negated=hedge.polarity == "negated")
        if relation is None and core.i != head.i and named is None:
            relation = relation_of(clause, head, slots, negated=hedge.polarity == "negated")
        rule = "clause"
        if relation is None and named is None and (turned_round := equated(clause, core, slots)) is not None:
            (relation, slots), rule = turned_round, EQUATION
        if silence is not None:
            named, relation, hedge = None, silence, dataclasses.replace(hedge, polarity="negated", modality="actual")
        stretch = clause_evidence(clause, core, voices)
        if stretch[1] - stretch[0] < 2:
            return None
        figure = self.is_figure(clause, core, slots, stretch, named)
        if (
            relation is not None
            and named is not None
            and (relation.relation in SILENCES or (named.frame.type == "COOPERATE" and clause.copular))
        ):
            named = None
        own_subject = clause.form == "infinitive"  # who promises to do it is also who does it
        slots = {
            place: [t for t in tokens if (own_subject and place == "subj") or not self.is_source(t, head)]
            for place, tokens in slots.items()
        }
        cast = cast_by_speaker(self.doc, slots, voices)
        frame = named.frame if named is not None and not figure else None
        judged = verdict(Predication(core, stretch, clause, verb_slots(clause, core), voices))
        listed = frame is not None or relation is not None or figure
        if judged is not None and not listed and judged.event is not None and not no_event(clause, core, slots):
            frame = frame_of(core, judged.event)
            named = Named(frame)
        told_by_object = relation is not None and bool(relation.objects) and frame is None  # "détient 40 % du chantier"
        if judged is not None and listed and silence is None and not told_by_object:
            kind = frame.type or "" if frame is not None else "figure" if figure else "relation"
            other = overruled(judged, core, named if frame is not None else None, kind)
            if other is not None:
                named, figure = other
                frame = named.frame if named is not None else None
        idle = judged is not None and not listed and judged.idle and not voices
        sure = judged is not None and judged.sure(listed=listed)
        if frame is not None:
            carriers.add(core.i)
            if named is not None and named.carrier is not None:
                carriers.add(named.carrier.i)
            self.cast_event(cast, named, slots, core)
        elif figure and cast_share(cast, relation, slots):
            rule = SHARE
        elif relation is not None and turned(slots, core) is slots:
            assign(cast, relation, slots, core)
        if frame is None and rule != SHARE:
            self.cast_plain(cast, slots, core, owners=figure)
        if not any(m.role == "actor" for m in cast.members):
            take_up(self.doc, self.drafts, cast, slots)
        idle = idle and len(cast.members) < 2
        kept = sure or self.worth(cast, frame, relation, figure, clause, stretch, voices)
        if not self.everything and (idle or not kept):
            return None
        brought = frame.modality if frame is not None else relation.modality if relation is not None else None
        if brought is not None and not (brought == "possible" and hedge.modality == "intended"):
            hedge = dataclasses.replace(hedge, modality=weaker(hedge.modality, brought))
        if frame is not None and cue is not None and cue.manner == "promise" and (deed := complement(core)) is not None:
            promised = event_of(clause_of(deed, "infinitive"), deed, verb_slots(clause_of(deed, "infinitive"), deed))
            if promised is not None and promised.frame.type in HOSTILE:
                frame = dataclasses.replace(frame, type="THREATEN", mode=None)  # to promise harm is to threaten
        if relation is not None and relation.relation in SILENCES:
            hedge = dataclasses.replace(hedge, modality="actual")
        resolved = frame is not None and any(
            lemma(t) in words(self.doc.lang_, "statements", "resolving", "verbs") for t, _ in passed
        )
        resolved = resolved and frame is not None and frame.type in WHEN_FUTURE
        if resolved and hedge.modality == "intended" and mood_of(clause.verb) == "":
            hedge = dataclasses.replace(hedge, modality="actual")  # the decision itself is taken
        own = (
            speaker(self.doc, clause.subjects[0])
            if relation is not None and relation.relation in VIEWS and clause.subjects
            else None
        )
        return Draft(
            core,
            stretch,
            cast,
            hedge,
            tuple(voices),
            frame,
            relation
            if frame is None and not (figure and relation is not None and relation.relation in COUNTED)
            else None,
            figure and frame is None,
            rule,
            own,
            resolved,
            clause,
        )

    def is_source(self, token: Token, head: Token) -> bool:
        """Whether the token is (in) the source of a voice over the clause: it tells, it does not take part."""
        return any(v.verb != head.i and not v.covers(token.i) for v in self.tellers.get(token.i, ()))

    def cast_event(self, cast: Cast, named: Named | None, slots: Slots, core: Token) -> None:
        """Actors, recipients and objects of an event."""
        if named is None:
            return
        frame, carrier = named.frame, named.carrier
        merged = dict(slots)
        if carrier is not None:
            for place, tokens in noun_slots(carrier).items():
                merged[place] = [*merged.get(place, []), *[t for t in tokens if t not in merged.get(place, [])]]
            if frame.actor and "subj" not in {*frame.actor, *frame.recipient}:
                cast.fill("actor", [t for t in merged.get("subj", ()) if t.i != carrier.i])
        assign(cast, frame, merged, carrier or core)
        if not cast.has("actor") and frame.type == "ASSAULT":
            cast.fill("actor", attackers(merged))
        if not cast.has("actor"):
            cast.fill("actor", merged.get("subj", ()))
        if not cast.has("recipient") and not frame.symmetric and (deed := complement(core)) is not None:
            cast.fill(
                "recipient", verb_slots(clause_of(deed, "infinitive"), deed).get("iobj", ())
            )  # "refuse to sell X to Y"
        for obj in merged.get("obj", ()):
            if not cast.has("recipient") and not frame.symmetric:
                for t, state in origin_of(self.doc, obj):
                    if frame.type in {"COOPERATE", "AID"}:
                        cast.add("recipient", t, state)
            cast.fill("object", [obj])

    def cast_plain(self, cast: Cast, slots: Slots, core: Token, *, owners: bool) -> None:
        """Participants of a relation, a figure, or an event without a frame: subject, object, then the others."""
        slots = turned(slots, core)
        receiving = words(self.doc.lang_, "statements", "receiving", "prepositions")
        locating = words(self.doc.lang_, "control", "places", "prepositions") - receiving
        for subject in slots.get("subj", ()):
            places = noun_slots(subject)
            if subject.pos_ == "NOUN" and not list(meant(self.doc, subject)) and set(places) & receiving:
                for place, tokens in places.items():
                    cast.fill("recipient" if place in receiving else "actor", tokens)
            else:
                cast.fill("actor", [subject], owners=owners)
        if not cast.has("recipient"):
            cast.fill("recipient", slots.get("obj", ()))
        for place, tokens in slots.items():
            if place not in {"subj", "obj"}:
                for token in tokens:
                    beside = cast.has("recipient") or place in locating or token.dep_ == "obl:mod"
                    cast.fill("other" if beside else "recipient", [token])

    def worth(
        self,
        cast: Cast,
        frame: Frame | None,
        relation: RelationFrame | None,
        figure: bool,
        clause: Clause,
        stretch: tuple[int, int],
        voices: list[Voice],
    ) -> bool:
        """Whether an analyst would keep it: somebody takes part whom the record can name."""
        if is_question(self.doc, clause.head) and not voices:
            return False
        if stretch[1] - stretch[0] < 3:
            return False
        named = frame is not None or relation is not None or figure
        speaks = manner_of(clause.head) in {"say", "show", "think"}
        if not named and speaks and not any(dep(c) == "obj" for c in kids(clause.head)):
            return False  # who speaks, without what is said, is no statement
        if clause.form != "finite" and not named and reported_by(clause.head, voices) is None:
            return False
        public = any(self.is_public(m) for m in cast.members)
        told = any(
            v.speaker is not None and v.manner not in {"carried", "rumour"} and is_public_source(v.speaker.source)
            for v in voices
        )
        counted = bool(quantities_in(self.doc, stretch))
        if named:
            somewhere = frame is not None and place_of(self.doc, stretch, ()) is not None  # "Riots broke out in Lima"
            return bool(cast.members) or told or somewhere or (counted and (figure or frame is not None))
        return stretch[1] - stretch[0] >= 4 and (public or told)

    def is_public(self, member: Participant) -> bool:
        """Whether a participant is a state, a body or somebody in public life: known, or named with a state."""
        if member.entity is None:
            return False
        known = knowledge.load().entities.get(member.entity)
        return known is not None or member.country is not None or member.entity in self.bodies

    def is_figure(
        self, clause: Clause, core: Token, slots: Slots, stretch: tuple[int, int], named: Named | None
    ) -> bool:
        """Whether the clause tells a number about something: a quantity and a verb of measure."""
        quantities = quantities_in(self.doc, stretch)
        if not quantities:
            return False
        measured = ({lemma(core)} | with_reflexive(core)) & self.figure_verbs or clause.copular
        if named is None and any(lemma_in(t, self.casualties) for t in kids(core) if dep(t) == "obj"):
            return True  # "le séisme a fait 300 morts"
        counted = bool(slots.get("obj")) and any(q.unit == "count" for q in quantities)
        if named is None and counted and no_event(clause, core, slots):
            return True  # "the earthquake killed 300 people": harm that nobody does
        share = any(q.unit == "percent" for q in quantities)
        traded = named is None or named.frame.type in {"COOPERATE", "AID"}
        return (bool(measured) and named is None) or (share and traded)

    # --- nouns -------------------------------------------------------------------------------------------------------

    def from_noun(self, noun: Token, frame: Frame) -> Draft | None:
        """The proposition of a noun that names an event ("l'assassinat de N")."""
        voices = voices_over(self.doc, noun)
        stretch = noun_evidence(noun, voices)
        cast = Cast(self.doc)
        slots = noun_slots(noun)
        assign(cast, frame, slots, noun)
        cast.fill("recipient", targets(noun))
        if not cast.members:
            return None
        for tokens in slots.values():
            cast.fill("object", tokens)
        return Draft(noun, stretch, cast, noun_hedge(noun), tuple(voices), frame, rule="noun")

    # --- writing -----------------------------------------------------------------------------------------------------
