"""What was lost on the way, in words: "reported as possible by A on Monday, as fact by C on Wednesday"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whence.model import Statement
from whence.showing.holdings import Holdings
from whence.showing.words import certainty, short
from whence.weighing.losses import Lost, What


def loss_words(lost: Sequence[Lost], holdings: Holdings) -> Iterator[str]:
    """What later reports have lost, in words, a line for each thing that one report has and others have not:
    "hedge: said to be possible by A on Monday; stated as a fact by C on Wednesday, by D on Friday"."""
    had: dict[tuple[What, str], dict[str, list[str]]] = {}
    for what, earlier, later in ((loss.what, loss.earlier, loss.later) for loss in lost):
        one, other = holdings.statements[earlier], holdings.statements[later]
        by = "by" if what == "hedge" else "in"
        first = f"{what}: {_had(what, one)} {by} {_told_by(one, holdings)}"
        said = had.setdefault((what, first), {}).setdefault(_left(what, other), [])
        if (again := f"{by} {_told_by(other, holdings)}") not in said:
            said.append(again)
    for (_, first), later_on in had.items():
        yield "; ".join([first, *(f"{left} {', '.join(reports)}" for left, reports in later_on.items())])


def _had(what: What, one: Statement) -> str:
    """What a report says that a later one does not."""
    match what:
        case "hedge":
            return certainty(one)
        case "source":
            return f"on the word of {one.chain[-1].name}"
        case "number":
            return ", ".join(q.text for q in one.quantities)
        case "date":
            assert one.time is not None
            return one.time.text or one.time.timex or "a date"


def _left(what: What, other: Statement) -> str:
    """What is left of it in a later report."""
    match what:
        case "hedge":
            return certainty(other)
        case "source":
            return f"on the word of {other.chain[-1].name}" if other.chain else "in its own voice"
        case "number":
            return ", ".join(q.text for q in other.quantities) or "no number"
        case "date":
            return "none"


def _told_by(statement: Statement, holdings: Holdings) -> str:
    document = holdings.documents[statement.document]
    outlet = document.publisher or short(document.id)
    return f"{outlet} on {document.published.date}" if document.published.date else outlet
