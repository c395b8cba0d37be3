"""The commands that let people in: who may see a record that is served to several, and what they may do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from whence.cli.common import F, answer, option_json, option_people, option_record
from whence.errors import PeopleError

if TYPE_CHECKING:
    from whence.showing.pages.people.members import People
    from whence.showing.pages.who import Role

ROLES = ("reader", "reviewer", "owner")


@click.group()
def user() -> None:
    """Let people in where the record is served to several.

    Readers see all of the record, reviewers also decide, owners also let people in.
    """


def _whose(command: F) -> F:
    return option_record(option_people(command))


def option_stdin(command: F) -> F:
    """--password-stdin, where a password is asked for."""
    return click.option(
        "--password-stdin", "from_stdin", is_flag=True, help="Take the password from the first line of standard input."
    )(command)


def _option_role(help: str) -> Callable[[F], F]:
    return click.option("--role", type=click.Choice(ROLES), help=help)


@user.command()
@click.argument("name")
@_option_role("What the person may do; else the first is an owner, everybody else a reader.")
@option_stdin
@_whose
def add(name: str, role: str | None, from_stdin: bool, address: str, people_path: str | None) -> None:
    """Let a person in. The password is asked for."""
    from whence.showing.pages.people.members import People

    path, given = _path(address, people_path), _password(from_stdin)
    people = People(path, create=True)
    person = people.add(name, cast("Role | None", role), given)
    click.echo(f"{person.name} is in, as {person.role}; the people are kept in {people.file.path}")
    if len(people.all()) == 1:
        click.echo("start a `whence serve` that is running again: only then does it ask for a log-in", err=True)


@user.command("list")
@option_json("JSON lines, a person a line,")
@_whose
def list_(as_json: bool, address: str, people_path: str | None) -> None:
    """List the people, and their tokens."""
    from whence.showing.people import member_json, people_list

    people = _open(address, people_path)
    members, tokens = people.all(), people.tokens.all()
    answer(as_json, (member_json(one, tokens) for one in members), lambda: people_list(members, tokens))


@user.command()
@click.argument("name")
@_whose
def remove(name: str, address: str, people_path: str | None) -> None:
    """Show a person out: log-ins and tokens end at once."""
    people = _open(address, people_path)
    person = people.remove(name)
    click.echo(f"{person.name} is out; what the person decided stays in the record")
    if not people.all():
        click.echo("nobody is left: `whence serve` on this machine asks for no log-in any more", err=True)


@user.command()
@click.argument("name")
@option_stdin
@_whose
def password(name: str, from_stdin: bool, address: str, people_path: str | None) -> None:
    """Give a person another password: log-ins end, tokens stay."""
    people = _open(address, people_path)
    person = people.find(name)
    people.change_password(name, _password(from_stdin))
    click.echo(f"{person.name} has another password, and is logged out everywhere")


@user.command()
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@_whose
def role(name: str, role: str, address: str, people_path: str | None) -> None:
    """Give a person another role."""
    person = _open(address, people_path).change_role(name, cast("Role", role))
    click.echo(f"{person.name} is now {person.role}")


@user.command()
@click.argument("name", required=False)
@click.option("--expires", "days", type=click.IntRange(1, 3660), default=90, show_default=True, metavar="DAYS",
              help="The token holds for so many days.")  # fmt: skip
@_option_role("What the token is good for; else what a reader may.")
@click.option("--revoke", metavar="ID", help="End the token of this id instead; `whence user list` has the ids.")
@_whose
def token(
    name: str | None, days: int, role: str | None, revoke: str | None, address: str, people_path: str | None
) -> None:
    """Make a token for a program: it is printed, this once."""
    from whence.showing.people import day

    if not name and not revoke:
        raise click.UsageError("give the NAME of the token's person, or --revoke ID")
    people = _open(address, people_path)
    if revoke:
        gone = people.tokens.revoke(revoke, name)
        click.echo(f"the token {gone.id} of {gone.name} is revoked")
        return
    secret, made = people.tokens.make(people.find(name or ""), cast("Role", role or "reader"), days)
    click.echo(secret)
    click.echo(f"{made.id}: with the role of {made.role}, until {day(made.expires)}; it is not shown again", err=True)


def _open(record: str, path: str | None) -> People:
    from whence.showing.pages.people.members import People

    return People(_path(record, path))


def _path(record: str, path: str | None) -> Path:
    from whence.showing.pages.people.file import beside

    if not path and not Path(record).is_file():  # a slip of the pen would make a file that nobody reads
        raise PeopleError(f"{record}: there is no record here; give the --record that people are to see, or --people")
    return Path(path) if path else beside(record)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        line = sys.stdin.readline()
        return line.removesuffix("\n").removesuffix("\r")
    if not sys.stdin.isatty():
        raise click.UsageError("there is no terminal to ask for the password; give it with --password-stdin")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    return typed
