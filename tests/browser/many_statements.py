"""A record of many short statements, for those who decide on hundreds of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from whence.model import Analysis, Document, Participant, Passage, Published, Report, Statement, content_id
from whence.record import Record

PLACES = ("harbour", "market", "station", "mill", "bridge", "quarry", "school", "lighthouse", "depot", "garden")


def make(path: Path, statements: int, a_report: int = 50) -> Path:
    """A record of so many statements, each of its own claim, `a_report` to a report."""
    with Record.open(path) as record:
        for first in range(0, statements, a_report):
            numbers = range(first, min(first + a_report, statements))
            text = " ".join(f"Envoy {n} inspected {PLACES[n % 10]} {n * 7 + 1}." for n in numbers)
            id_ = content_id("document", text)
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            document = Document(
                id_, f"{first}.txt", text, sha256, "text/plain", "en", f"Day {first}", f"Paper {first % 7}",
                Published("2021-05-01", "text"), words=len(text.split()),
            )  # fmt: skip
            found, at = [], 0
            for n in numbers:
                quote = f"Envoy {n} inspected {PLACES[n % 10]} {n * 7 + 1}"
                at = text.index(quote, at)
                who = Participant("actor", f"Envoy {n}", f"Envoy {n}", at, at + len(f"Envoy {n}"))
                evidence = Passage(at, at + len(quote))
                found.append(
                    Statement(
                        content_id("statement", id_, at), id_, "en", "event", evidence, quote, "CONSULT", "visit",
                        participants=(who,), found_by=f"rule {n % 3}",
                    )
                )  # fmt: skip
            record.add(Report(document, text.encode()), Analysis(id_, "by hand", statements=tuple(found)))
        record.weigh()
    return path
