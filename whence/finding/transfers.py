"""Arms transfers: what a trade register would keep of a statement."""

from __future__ import annotations

from spacy.tokens import Token

from whence import knowledge
from whence.finding.event_types import object_class
from whence.finding.trees import lemma, low, with_reflexive
from whence.knowledge.folding import fold_word
from whence.language.words import words
from whence.model import Participant, Quantity, Transfer, TransferStatus


def transfer(
    core: Token,
    stretch: tuple[int, int],
    cast: tuple[Participant, ...],
    quantities: tuple[Quantity, ...],
    *,
    modality: str,
    polarity: str,
    evidential: str,
) -> Transfer | None:
    """The transfer that a predicate over the tokens of `stretch` tells of; None where no arms change hands."""
    doc = core.doc
    tokens = list(doc[stretch[0] : stretch[1]])
    names = (
        with_reflexive(core)
        | {lemma(core), fold_word(lemma(core)), low(core)}
        | {lemma(t) for t in tokens if t.head.i == core.i and t.pos_ == "NOUN"}
    )
    gets = bool(names & words(doc.lang_, "statements", "transfers", "recipient_is_subject"))
    gives = bool(names & words(doc.lang_, "statements", "transfers", "supplier_is_subject"))
    deal = bool(names & words(doc.lang_, "statements", "transfers", "contract"))
    if not (gets or gives or deal):
        return None
    system = next((p for p in cast if p.entity and _is_system(p.entity)), None)
    arms = object_class("arms", doc.lang_)
    armed = system is not None or any(
        fold_word(lemma(t)) in arms or fold_word(low(t)).rstrip("s") in arms for t in tokens
    )
    if not armed:
        return None
    parties = [p for p in cast if p.country and not (p.entity and _is_system(p.entity))]
    actors = [p for p in parties if p.role == "actor"]
    recipients = [p for p in parties if p.role == "recipient"]
    maker = knowledge.load().facts(system.entity) if system is not None and system.entity else None
    supplier = recipient = None
    if gets:
        recipient, supplier = _first(actors), _first(recipients)
    elif gives:
        supplier, recipient = _first(actors), _first(recipients)
    if system is not None and system.country and supplier is None:
        supplier = knowledge.load().country(system.country).id
    number = next((q.value for q in quantities if q.unit == "count" and q.value is not None), None)
    value = next((q.value for q in quantities if len(q.unit) == 3 and q.unit.isupper()), None)
    status: TransferStatus = "reported"
    if polarity == "negated":
        status = "denied"
    elif modality in {"possible", "intended", "hypothetical"}:
        status = "considered"
    elif evidential != "hearsay" and names & words(doc.lang_, "statements", "transfers", "delivered"):
        status = "delivered"
    elif evidential != "hearsay" and names & words(doc.lang_, "statements", "transfers", "ordered"):
        status = "ordered"
    return Transfer(
        supplier,
        recipient,
        system.name if system is not None else None,
        maker.category if maker is not None else None,
        number,
        value,
        status,
    )


def _is_system(entity: str) -> bool:
    known = knowledge.load().entities.get(entity)
    return known is not None and known.kind == "weapon_system"


def _first(participants: list[Participant]) -> str | None:
    return participants[0].entity if participants else None
