"""docs/commands.md and the commands tell the same."""

import re
from pathlib import Path

import click
import pytest

from whence.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
SECTIONS = dict(zip(*[iter(re.split(r"^## `whence (\w+)`.*$", PAGE, flags=re.MULTILINE)[1:])] * 2, strict=True))


def test_every_command_has_a_section_and_every_section_a_command():
    assert list(SECTIONS) == list(main.commands)


@pytest.mark.parametrize("name", main.commands)
def test_every_option_is_in_its_commands_section_and_no_other(name):
    options = {flag for p in main.commands[name].params if isinstance(p, click.Option) for flag in p.opts}
    told = set(re.findall(r"^\| `(--[a-z-]+)", SECTIONS[name], flags=re.MULTILINE))
    assert told | {"--record"} == options


@pytest.mark.parametrize("name", main.commands)
def test_every_section_has_an_example(name):
    assert f"whence {name}" in SECTIONS[name].partition("```")[2]


@pytest.mark.parametrize("name", main.commands)
def test_every_command_takes_a_record(name):
    assert any("--record" in p.opts for p in main.commands[name].params)
    assert main.commands[name].get_short_help_str()
