"""The index of what documents share: whatever the order of reading, it holds what comparing all at once gives."""

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, select, text
from stand_ins import analyse, report

from whence.model import Link
from whence.record import Record, reusing, schema
from whence.record.database import upgrade
from whence.record.migrations import configuration
from whence.weighing.reuse import index
from whence.weighing.reuse.comparing import place

TABLES = (schema.reuse_documents, schema.reuse_runs, schema.reuse_printed, schema.reuse_shared)


def words(chance: random.Random, count: int) -> list[str]:
    return [f"mot{chance.randrange(3000)}" for _ in range(count)]


def collection(count: int) -> list[tuple[str, str]]:
    """Publishers and texts: own prose, copies whole or edited, what an outlet and what all print under reports, and
    a sentence that becomes a formula."""
    chance = random.Random(count)
    wire = [words(chance, 60) for _ in range(4)]
    feet = [words(chance, 24) for _ in range(4)]
    notice, formula = words(chance, 30), words(chance, 12)
    made = []
    for n in range(count):
        outlet = chance.randrange(4)
        parts = [words(chance, 50)]
        if chance.random() < 0.5:
            copied = [w if chance.random() < 0.95 else "autre" for w in chance.choice(wire)]
            parts.insert(chance.randrange(2), copied[chance.randrange(20) :])
        if n % 3:
            parts.insert(1, formula)
        parts += [feet[outlet]] if chance.random() < 0.5 else []
        parts += [[w if chance.random() < 0.97 else "bruit" for w in notice]] if chance.random() < 0.3 else []
        made.append((f"Journal {outlet}", "\n".join(" ".join(part) for part in parts)))
    return made


@pytest.fixture
def connection() -> Iterator[Connection]:
    with create_engine("sqlite://").connect() as connection:
        schema.metadata.create_all(connection)
        yield connection


class Shelf(reusing.RecordShelf):
    """A shelf on tables of a record that has no documents: their texts are given."""

    def __init__(self, connection: Connection, given: dict[int, index.Text]) -> None:
        super().__init__(connection, {at: (str(at), "as it is") for at in given})
        self._given = given

    def texts(self, places: Iterable[int]) -> dict[int, index.Text]:
        return {at: self._given[at] for at in places}


def filled(
    connection: Connection, given: dict[int, index.Text], batches: Sequence[Sequence[int]]
) -> list[set[tuple[object, ...]]]:
    for table in TABLES:
        connection.execute(table.delete())
    shelf = Shelf(connection, given)
    for n, batch in enumerate(batches):
        (index.add if n else index.build)(shelf, {at: given[at] for at in batch})
    return [set(map(tuple, connection.execute(select(table)))) for table in TABLES]


def test_adding_one_by_one_or_some_at_a_time_gives_what_all_at_once_gives(connection: Connection) -> None:
    given = {place(str(n)): index.Text(text, publisher) for n, (publisher, text) in enumerate(collection(130))}
    at_once = filled(connection, given, [list(given)])
    assert len(at_once[2]) > 20  # boilerplate was found
    assert len(at_once[3]) > 200  # and copies
    for seed, size in ((1, 1), (2, 9)):
        order = list(given)
        random.Random(seed).shuffle(order)
        batches = [[], *(order[low : low + size] for low in range(0, len(order), size))]
        assert filled(connection, given, batches) == at_once


def test_a_run_that_becomes_common_leads_nowhere_for_those_that_had_it_either(connection: Connection) -> None:
    chance = random.Random(1)
    formula = words(chance, 30)
    given = {
        place(str(n)): index.Text(" ".join([*words(chance, 40), *formula, *words(chance, 40)]), f"P{n % 2}")
        for n in range(66)
    }
    places = list(given)
    few = filled(connection, given, [places[:3]])
    assert len(few[3]) == 3
    one_by_one = filled(connection, given, [places[:3], *([at] for at in places[3:])])
    assert one_by_one == filled(connection, given, [places])
    assert one_by_one[3] == set()


def read(path: Path, batches: Sequence[Sequence[tuple[str, str]]]) -> list[Link]:
    with Record.open(path) as record:
        for batch in batches:
            for name, body in batch:
                one = report(name, body)
                record.add(one, analyse(one.document))
            record.weigh()
        return [link for link in record.links() if link.kind in ("copies", "shares")]


def test_links_do_not_depend_on_the_order_of_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the weighing itself, in place of its stand-in
    reports = [(f"{n}.txt", body) for n, (_, body) in enumerate(collection(24))]
    at_once = read(tmp_path / "at once.db", [reports])
    assert len(at_once) > 5
    assert read(tmp_path / "one by one.db", [[one] for one in reports]) == at_once
    assert read(tmp_path / "backwards.db", [reports[20:][::-1], reports[8:20], reports[:8]]) == at_once


def test_an_index_that_is_missing_or_out_of_date_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    path = tmp_path / "r.db"
    reports = [(f"{n}.txt", body) for n, (_, body) in enumerate(collection(12))]
    expected = read(path, [reports])
    assert expected
    for damage in ("DELETE FROM reuse_documents", "UPDATE reuse_documents SET fingerprint = 'another'"):
        with Record.open(path) as record, record._writing() as connection:
            connection.execute(text(damage))
            connection.execute(text("DELETE FROM meta WHERE name = 'weighed'"))
        with Record.open(path) as record:
            assert [link for link in record.links() if link.kind in ("copies", "shares")] == expected
            with record._reading() as connection:
                assert reusing.is_fresh(connection)


def test_a_record_of_before_gets_its_index_when_it_is_next_weighed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    path = tmp_path / "r.db"
    reports = [(f"{n}.txt", body) for n, (_, body) in enumerate(collection(12))]
    expected = read(path, [reports])
    assert expected
    with Record.open(path) as record, record._writing() as connection:
        command.downgrade(configuration(connection), "0003")
        assert not connection.dialect.has_table(connection, "reuse_runs")
        upgrade(connection)
        connection.execute(text("DELETE FROM meta WHERE name = 'weighed'"))
    with Record.open(path) as record:
        assert [link for link in record.links() if link.kind in ("copies", "shares")] == expected
