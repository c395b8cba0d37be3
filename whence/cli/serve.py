"""The command that shows a record as web pages."""

from __future__ import annotations

import contextlib
import socket

import click

import whence
from whence.cli.common import option_record

HOST = "127.0.0.1"
PORT = 8765


@click.command()
@option_record
@click.option(
    "--port", type=click.IntRange(1, 65_535), default=PORT, show_default=True, metavar="N", help="Listen on this port."
)
@click.option("--no-browser", is_flag=True, help="Do not open the pages in a browser.")
def serve(address: str, port: int, no_browser: bool) -> None:
    """Show the record as web pages on this machine, until Ctrl-C."""
    import threading
    import webbrowser

    import uvicorn

    from whence.errors import WhenceError
    from whence.showing.pages.app import create_app

    with whence.open(address, create=False) as record, _listening() as listening:
        try:
            listening.bind((HOST, port))
        except OSError as error:
            raise WhenceError(f"port {port}: {error.strerror}; give another --port") from error
        app = create_app(record)
        app.state.shelves.warm()  # of a large record this takes its time: better now than at the first page
        pages = f"http://{HOST}:{port}/"
        click.echo(f"{address} is at {pages}; Ctrl-C ends it", err=True)
        if not no_browser:
            threading.Timer(1.0, webbrowser.open, [pages]).start()
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        with contextlib.suppress(KeyboardInterrupt):  # which is how it ends
            server.run(sockets=[listening])


def _listening() -> socket.socket:
    """A socket for the server. The protocol is named: asyncio sends answers at once (TCP_NODELAY) only where it is."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return made
