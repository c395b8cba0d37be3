"""The house stands as docs/architecture.md draws it: rooms know only the rooms above them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1] / "whence"
EVERYBODY = ("model", "errors")
ROOMS = (
    *("reading", "language", "knowledge", "finding", "weighing", "record"),
    *("showing", "exporting", "scale", "measuring", "cli"),
)
"""In the order in which data walks through them: a room may import those before it, never those after."""

MODULES = sorted(HOUSE.rglob("*.py"))
LANGUAGES = frozenset(["ar", "de", "en", "es", "fa", "fr", "he", "it", "ja", "nl", "pl", "pt", "ru", "tr", "uk", "zh"])
"""The codes of languages that somebody could be tempted to name; some are words as well, which are data no less."""


def dotted(path: Path) -> str:
    """whence/finding/times/dates.py -> whence.finding.times.dates"""
    parts = ("whence", *path.relative_to(HOUSE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST, module: str, is_package: bool) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything of ours that a module imports, inside functions and TYPE_CHECKING too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "whence":
                    yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".") if is_package else module.split(".")[:-1]
                base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
            if base == "whence":
                yield from ((node.lineno, f"whence.{alias.name}") for alias in node.names)
            elif base.startswith("whence."):
                yield node.lineno, base


def broken(source: str, module: str, is_package: bool = False) -> list[str]:
    """The imports of a module that the order of the rooms forbids, as "line: name"."""
    own = module.split(".")[1] if "." in module else ""
    wrong = []
    for line, name in imported(ast.parse(source), module, is_package):
        room = name.split(".")[1] if "." in name else ""
        if room in EVERYBODY and own != "model":
            continue
        if module.split(".")[-1].startswith("gather_"):
            allowed = room == "knowledge"
        elif own in EVERYBODY:
            allowed = False
        elif not own:
            allowed = room in ROOMS or room == ""
        elif not room:
            allowed = own in ("measuring", "cli")  # the public face has all rooms behind it
        else:
            allowed = room == own or room in ROOMS[: ROOMS.index(own)]
        if not allowed:
            wrong.append(f"{line}: {name}")
    return wrong


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_room_imports_only_rooms_above_it(path: Path) -> None:
    assert not broken(path.read_text(encoding="utf-8"), dotted(path), path.name == "__init__.py")


def test_every_module_stands_in_a_room() -> None:
    rooms = {dotted(path).split(".")[1] for path in MODULES if path != HOUSE / "__init__.py"}
    assert rooms <= {*ROOMS, *EVERYBODY}


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("whence.finding.chains", "from whence.record import Record"),
        ("whence.finding.chains", "def f():\n    from whence.weighing import weigh"),
        ("whence.reading.page", "from ..language import available"),
        ("whence.weighing.links", "from whence import record"),
        ("whence.showing.claims", "import whence"),
        ("whence.model", "from whence.errors import WhenceError"),
        ("whence.knowledge.gather_cities", "from whence.language.lexicons import table"),
    ],
)
def test_an_import_from_below_is_seen_wherever_it_hides(module: str, source: str) -> None:
    assert broken(source, module)


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and value of the strings that something is compared with, matched against or looked up by."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            sides = [node.value]
        elif isinstance(node, ast.Subscript):
            sides = [node.slice]
        elif isinstance(node, ast.Dict):
            sides = [key for key in node.keys if key is not None]
        else:
            continue
        for side in sides:
            for inner in ast.walk(side):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    yield inner.lineno, inner.value


def languages_named(source: str) -> list[str]:
    """The codes of languages on which a module's behaviour hangs."""
    return [f"{line}: {value!r}" for line, value in literals(ast.parse(source)) if value in LANGUAGES]


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.relative_to(HOUSE).parts[0] in ("finding", "weighing")], ids=dotted
)
def test_what_differs_between_languages_is_data(path: Path) -> None:
    assert not languages_named(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "source",
    ['if lang == "fr": pass', 'if doc.lang_ in ("fr", "en"): pass', 'x = {"fr": 1}[lang]', 'y = names["en"]'],
)
def test_a_language_in_the_code_is_seen(source: str) -> None:
    assert languages_named(source)


def printing(source: str) -> list[int]:
    """The lines on which a module prints."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.relative_to(HOUSE).parts[0] not in ("cli", "measuring")],
    ids=dotted,
)
def test_only_the_command_line_prints(path: Path) -> None:
    assert not printing(path.read_text(encoding="utf-8"))
