"""The exports of a record are tested on one made with the stand-ins of ``tests/record``."""

import dataclasses
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

import stand_ins

from whence.exporting import export
from whence.model import Published, Review, Transfer
from whence.record import Record


@pytest.fixture(autouse=True)
def _rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_ins.install(lambda target, name, room: monkeypatch.setattr(target, name, room, raising=False))


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Record]:
    """A record of two reports of the web and one whose words play tricks, with a review of a claim."""
    page = stand_ins.report(
        "https://lumen.example/visite",
        "Selon Lumen, Norvège visite Pérou. En 2014, deux visites — dépêche.",
        title="Une visite & 100 % de {joie}",
        publisher="Lumen",
        published=Published("2014-03-02", "metadata"),
        retrieved_at="2014-03-05T10:00:00Z",
    )
    again = stand_ins.report("https://phare.example/a", "Norvège visite Pérou. Selon Ada, Berg visite Kenya.")
    odd = stand_ins.report("nu.txt", "Ada visite Berg.", title='=HYPERLINK("http://x")')
    with Record.open(tmp_path / "told.db") as record:
        for one in (page, again, odd):
            analysis = stand_ins.analyse(one.document)
            transfer = Transfer("a", "b", "Boréal-2", number=-4, status="ordered")
            first = dataclasses.replace(analysis.statements[0], transfer=transfer)
            record.add(one, dataclasses.replace(analysis, statements=(first, *analysis.statements[1:])))
        claim = next(claim for claim in record.claims() if claim.documents == 2)
        rating = {"reliability": "B", "credibility": "2"}
        record.review(Review("r1", "2024-02-03T10:00:00Z", "Nora", claim.id, "rate", after=rating))
        record.review(Review("r2", "2024-02-03T11:00:00Z", "Nora", claim.id, "note", note="à voir"))
        yield record


@pytest.fixture
def exported(told: Record) -> Callable[[str], bytes]:
    """The record in a format."""

    def of(format_: str) -> bytes:
        export(told, format_, out := BytesIO())
        return out.getvalue()

    return of
