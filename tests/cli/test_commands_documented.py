"""docs/commands.md and the commands tell the same."""

import re
from pathlib import Path

import click
import pytest

from whence.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
SECTIONS = dict(zip(*[iter(re.split(r"^## `whence (\w+)`.*$", PAGE, flags=re.MULTILINE)[1:])] * 2, strict=True))


def leaves(name: str) -> dict[str, click.Command]:
    """What can be called under a command's name: the command, or the commands of a group."""
    command = main.commands[name]
    if isinstance(command, click.Group):
        return {f"{name} {inner}": one for inner, one in command.commands.items()}
    return {name: command}


LEAVES = {called: command for name in main.commands for called, command in leaves(name).items()}


def test_every_command_has_a_section_and_every_section_a_command():
    assert list(SECTIONS) == list(main.commands)


@pytest.mark.parametrize("name", main.commands)
def test_every_option_is_in_its_commands_section_and_no_other(name):
    params = [p for command in leaves(name).values() for p in command.params]
    options = {flag for p in params if isinstance(p, click.Option) for flag in p.opts}
    told = set(re.findall(r"^\| `(--[a-z-]+)", SECTIONS[name], flags=re.MULTILINE))
    assert told | {"--record"} == options


@pytest.mark.parametrize("called", LEAVES)
def test_every_command_has_an_example_in_its_section(called):
    assert f"whence {called}" in SECTIONS[called.split()[0]].partition("```")[2]


@pytest.mark.parametrize("called", LEAVES)
def test_every_command_takes_a_record(called):
    assert any("--record" in p.opts for p in LEAVES[called].params)
    assert LEAVES[called].get_short_help_str()
