"""Reading and analysing documents, here or in several processes. Nothing here touches the store.

Processes are spawned, never forked, and leave nothing behind: one that dies costs the document it was at, and they go
when their parent goes.
"""

from __future__ import annotations

import dataclasses
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Final

from whence.errors import Unreadable
from whence.model import Analysis, Document, Report
from whence.record.storing import fingerprint, is_grounded

FEW: Final = 8
"""So many documents are read faster than a second process starts and loads its models."""

_AHEAD: Final = 3  # batches that wait for each process: enough to keep it busy, few enough to bound the memory
_BATCH: Final = 16  # documents at most that go to a process at once
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_NO_PIPELINE: Final = "no pipeline"

_log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Analysed:
    """A document that has been read and analysed. `engine` is what it would be analysed by again."""

    name: str
    report: Report
    analysis: Analysis
    engine: str
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """A document that has been read, and whose analysis is in the record already."""

    name: str
    document: str
    uri: str
    retrieved_at: str | None
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Refused:
    """An input that gave no document: the parts of an :class:`~whence.errors.Unreadable`, which cannot be pickled."""

    name: str
    wrong: str
    remedy: str


Outcome = Analysed | Known | Refused


def outcomes(found: Sequence[Any], known: frozenset[str], jobs: int) -> Iterator[Outcome]:
    """What becomes of each thing found, in their order. `known` are the fingerprints of the record's documents.

    With `jobs` above one, and more than a few things, that many processes work. Close the iterator to stop them.
    """
    if jobs > 1 and len(found) > FEW:
        yield from _in_processes(deque(_batches(found, jobs)), known, jobs)
    else:
        for thing in found:
            yield outcome(thing, known)


def outcome(found: Any, known: frozenset[str]) -> Outcome:
    """Reads and analyses one thing found; whatever goes wrong is wrong with it alone."""
    name = name_of(found)
    try:
        return _outcome(found, name, known)
    except Unreadable as error:
        return Refused(error.name, error.wrong, error.remedy)
    except Exception as error:
        _log.info("%s could not be analysed", name, exc_info=True)
        wrong = f"reading it failed ({type(error).__name__}: {error})"
        return Refused(name, wrong, "this is a fault of Whence: please report it, with the file")


def name_of(found: Any) -> str:
    """How a thing found is named to people: as they gave it."""
    return str(getattr(found, "name", found))


def _outcome(found: Any, name: str, known: frozenset[str]) -> Outcome:
    from whence import finding, language, reading

    report = reading.read(found)
    document = report.document
    has_pipeline = document.language in language.available()
    engine = finding.ENGINE if has_pipeline else _NO_PIPELINE
    notes = () if has_pipeline else (_no_pipeline(name, document),)
    if fingerprint(document, engine) in known:
        return Known(name, document.id, document.uri, document.retrieved_at, notes)
    analysis = finding.analyse(document)
    grounded = tuple(s for s in analysis.statements if is_grounded(s, document))
    if left_out := len(analysis.statements) - len(grounded):
        many = f"{left_out} of {len(analysis.statements)} statements"
        notes = (*notes, f"{name}: {many} left out: their evidence is not in the text")
        analysis = dataclasses.replace(analysis, statements=grounded)
    return Analysed(name, report, analysis, engine, notes)


def _no_pipeline(name: str, document: Document) -> str:
    language = f"language '{document.language}' has no pipeline" if document.language else "its language is not clear"
    return f"{name}: {language}; kept and searchable, no statements"


def _batches(found: Sequence[Any], jobs: int) -> Iterator[list[Any]]:
    size = max(1, min(_BATCH, len(found) // (jobs * 4)))
    return (list(found[start : start + size]) for start in range(0, len(found), size))


def _in_processes(batches: deque[list[Any]], known: frozenset[str], jobs: int) -> Iterator[Outcome]:
    while batches:
        suspects: list[Any] = []
        waiting: deque[tuple[list[Any], Future[list[Outcome]]]] = deque()
        with _processes(jobs, known) as pool:
            first = pool.submit(_ready)
            try:
                while batches or waiting:
                    while batches and len(waiting) < jobs * _AHEAD:
                        waiting.append((batches[0], pool.submit(_work, batches[0])))
                        batches.popleft()
                    done = waiting[0][1].result()
                    waiting.popleft()
                    yield from done
            except BrokenProcessPool:
                if first.exception() is not None:
                    _log.warning("no further process can be started: reading in one")
                    jobs = 1
                for batch, future in waiting:
                    if future.done() and future.exception() is None:
                        yield from future.result()
                    else:
                        suspects.extend(batch)
        if jobs == 1:
            for thing in (*suspects, *(thing for batch in batches for thing in batch)):
                yield outcome(thing, known)
            return
        yield from _one_by_one(suspects, known)


def _one_by_one(suspects: list[Any], known: frozenset[str]) -> Iterator[Outcome]:
    """After a process has died: each document it may have died of, in a process of its own until that dies too."""
    left = deque(suspects)
    while left:
        with _processes(1, known) as pool:
            try:
                while left:
                    done = pool.submit(_work, [left[0]]).result()
                    left.popleft()
                    yield from done
            except BrokenProcessPool:
                wrong = "the process that was reading it died (is there enough memory?)"
                yield Refused(name_of(left.popleft()), wrong, "try it alone, or with fewer --jobs")


@contextmanager
def _processes(jobs: int, known: frozenset[str]) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes with one thread each, ended on the way out whatever they are at."""
    before = set(multiprocessing.active_children())
    kept = {name: os.environ.get(name) for name in _ONE_THREAD}
    # In the environment, since a process that is spawned may import numpy before any code of ours runs in it.
    os.environ.update(_ONE_THREAD)
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _start, (known,))
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


# What follows runs in the processes.

_known: frozenset[str] = frozenset()


def _start(known: frozenset[str]) -> None:
    global _known
    _known = known
    # Ctrl-C goes to every process of the terminal: the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _ready() -> None:
    """Answers, which says that processes can be started."""


def _work(batch: list[Any]) -> list[Outcome]:
    return [outcome(found, _known) for found in batch]
