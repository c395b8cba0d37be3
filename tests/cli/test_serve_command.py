"""``whence serve``: the pages on this machine, until somebody has had enough."""

import json
import signal
import socket
import time
import urllib.error
import urllib.request

import pytest
from command_line import run, start

from whence.cli.serve import HOST


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]


def asked(address, process):
    """What an address answers, as soon as somebody listens there."""
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return answer.read()
        except urllib.error.URLError:
            if time.monotonic() > until or process.poll() is not None:
                raise
            time.sleep(0.1)


def test_the_record_is_served_until_ctrl_c(record, port):
    process = start("serve", "--record", record, "--port", str(port), "--no-browser")
    try:
        seen = json.loads(asked(f"http://{HOST}:{port}/index.json", process))
        assert seen["counts"]["documents"] == 2
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (process.returncode, out) == (0, b"")
    assert told.decode() == f"{record} is at http://{HOST}:{port}/; Ctrl-C ends it\n"


def test_only_this_machine_is_listened_to():
    assert HOST == "127.0.0.1"


def test_a_port_that_is_taken_is_told_in_one_line(record):
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--record", record, "--port", str(port), "--no-browser")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"port {port}: ")
    assert result.stderr.endswith("give another --port\n")


def test_no_record_is_told_in_one_line(tmp_path):
    result = run("serve", "--record", str(tmp_path / "none.db"), "--no-browser")
    assert result.exit_code == 1
    assert "there is no record here yet" in result.stderr
