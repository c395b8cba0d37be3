"""The command that shows a record as web pages."""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

import whence
from whence.cli.common import LARGE, complain, option_people, option_record

if TYPE_CHECKING:
    from whence.showing.pages.people.members import People

HOST = "127.0.0.1"
PORT = 8765


@click.command()
@option_record
@click.option("--address", "host", default=HOST, show_default=True, metavar="HOST",
              help="Listen on this address of this machine.")  # fmt: skip
@click.option(
    "--port", type=click.IntRange(1, 65_535), default=PORT, show_default=True, metavar="N", help="Listen on this port."
)
@option_people
@click.option("--host-name", "names", multiple=True, metavar="NAME",
              help="A name or address under which others ask for the pages.")  # fmt: skip
@click.option("--certificate", metavar="FILE", help="Serve by TLS (https) with this certificate (PEM).")
@click.option("--key", metavar="FILE", help="The certificate's key, where it is not in the same file.")
@click.option("--behind-proxy", "proxy", is_flag=False, flag_value="127.0.0.1,::1", metavar="[ADDRESS]",
              help="Others come through a proxy that does the TLS, here or at this address.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Do not open the pages in a browser.")
def serve(
    address: str,
    host: str,
    port: int,
    people_path: str | None,
    names: tuple[str, ...],
    certificate: str | None,
    key: str | None,
    proxy: str | None,
    no_browser: bool,
) -> None:
    """Show the record as web pages, until Ctrl-C: on this machine to you alone, elsewhere to people who log in."""
    import threading
    import webbrowser

    import uvicorn

    from whence.cli.listening import Place, check_certificate
    from whence.errors import WhenceError
    from whence.showing.pages.app import create_app, make_ready
    from whence.showing.pages.keeping import is_kept

    place = Place.of(host, port, names, certificate is not None, proxy is not None)
    people = _people(address, people_path)
    place.refuse_unsafe(people is not None, address)
    if key and not certificate:
        raise click.UsageError(f"--key {key}: give its --certificate too")
    if certificate:
        check_certificate(certificate, key)
    with whence.open(address, create=False) as record, place.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((place.host, port))
        except OSError as error:
            what = f"port {port}" if place.host == HOST else f"{place.host}, port {port}"
            raise WhenceError(f"{what}: {error.strerror}; give another --port") from error
        app = create_app(record, place.names, people, place.secure)
        if record.statement_count() >= LARGE and not is_kept(record):
            complain(
                f"{address}: what its pages start from is made, which takes minutes where it is large, and is kept"
            )
        make_ready(app)  # of a large record this takes its time: better now than at the first page
        many = len(people.all()) if people else 0
        whom = f" for {many} {'person' if many == 1 else 'people'} to log in" if people else ""
        click.echo(f"{address} is at {place.pages}{whom}; Ctrl-C ends it", err=True)
        if not no_browser and place.loopback and not proxy:
            threading.Timer(1.0, webbrowser.open, [place.pages]).start()
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, ssl_certfile=certificate, ssl_keyfile=key,
            proxy_headers=proxy is not None, forwarded_allow_ips=proxy or "",
        )  # fmt: skip
        with contextlib.suppress(KeyboardInterrupt):  # which is how it ends
            uvicorn.Server(config).run(sockets=[listening])


def _people(record: str, path: str | None) -> People | None:
    """The people of a record; None where there is nobody, and none were asked for."""
    from whence.showing.pages.people.file import beside

    there = Path(path) if path else beside(record)
    if not path and not there.exists():
        return None
    from whence.showing.pages.people.members import People

    people = People(there)
    if people.all():
        return people
    if path:
        raise click.UsageError(f"--people {path}: there is nobody in it; add somebody with `whence user add NAME`")
    return None
