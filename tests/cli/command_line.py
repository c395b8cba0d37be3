"""Running the command line, and a small record to run it on."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from whence.cli import main
from whence.model import (
    Analysis,
    Document,
    Entity,
    Participant,
    Passage,
    Published,
    Report,
    Statement,
    Time,
    Transfer,
    content_id,
)
from whence.record import Record

KENYA = Entity("ken0", "state", "Kenya", {"en": ("Kenya",)}, "KEN", known=True)
NORWAY = Entity("nor0", "state", "Norway", {"en": ("Norway",)}, "NOR", known=True)
SENTENCE = "Kenya is said to have bought ten Leopard 2 tanks from Norway in 2019"


def run(*arguments: str, input: bytes | None = None, env: Mapping[str, str] | None = None) -> Result:
    """The result of a command in this process."""
    return CliRunner().invoke(main, arguments, input=input, env=env)


def start(*arguments: str, **fields: object) -> subprocess.Popen[bytes]:
    """A command in a process of its own."""
    pipe = subprocess.PIPE
    env = {**os.environ, **fields.pop("env", {})}  # type: ignore[dict-item]
    command = [sys.executable, "-m", "whence.cli", *arguments]
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, env=env, **fields)  # type: ignore[call-overload, no-any-return]


def make_record(path: Path, reports: int = 2) -> Path:
    """A record of reports that all have :data:`SENTENCE`, each of its own outlet."""
    with Record.open(path) as record:
        for number in range(reports):
            text = f"Report {number}.\n{SENTENCE}, été.\nNothing else happened in place {number}."
            document = Document(
                id=content_id("document", number),
                uri=f"report-{number}.txt",
                text=text,
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                media_type="text/plain",
                language="en",
                title=f"Report {number}",
                publisher=f"Outlet {number}",
                published=Published(f"2019-05-{number % 28 + 1:02}", "text"),
            )
            record.add(
                Report(document, text.encode()),
                Analysis(document.id, "by hand", (KENYA, NORWAY), (), (), (_said(document),)),
            )
        record.weigh()
    return path


def _said(document: Document) -> Statement:
    start = document.text.index(SENTENCE)

    def at(words: str) -> tuple[int, int]:
        place = document.text.index(words, start)
        return place, place + len(words)

    return Statement(
        id=content_id("statement", document.id),
        document=document.id,
        language="en",
        kind="event",
        evidence=Passage(start, start + len(SENTENCE)),
        quote=SENTENCE,
        event_type="COOPERATE",
        participants=(
            Participant("actor", "Kenya", "Kenya", *at("Kenya"), "ken0", "KEN"),
            Participant("recipient", "Norway", "Norway", *at("Norway"), "nor0", "NOR"),
        ),
        time=Time("in 2019", *at("in 2019"), "2019", "2019-01-01", "2019-12-31"),
        transfer=Transfer("nor0", "ken0", "Leopard 2", "armoured vehicles", 10, None, "ordered"),
        evidential="hearsay",
    )
