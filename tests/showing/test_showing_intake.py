import io

from whence.errors import Unreadable
from whence.record import Intake, Progress
from whence.showing.intake import Bar, intake_json, summary


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_nothing_is_drawn_where_there_is_no_terminal():
    out = io.StringIO()
    with Bar(out) as bar:
        bar(Progress(1, 2, "a.txt"))
    assert out.getvalue() == ""


def test_a_bar_is_drawn_on_a_terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    with Bar(out) as bar:
        bar(Progress(1, 2, "a [bold].txt"))
        bar._drawn.refresh()
    assert "1/2" in out.getvalue()
    assert "a [bold].txt" in out.getvalue()


def test_an_interruption_says_what_is_kept_and_how_to_go_on():
    bar = Bar(io.StringIO())
    assert bar.interrupted() == "interrupted; nothing was read yet; run the same command to go on"
    bar(Progress(3, 10, "a.txt"))
    assert bar.interrupted() == (
        "interrupted; 3 of 10 reports done, all that was read is kept; run the same command to go on"
    )


def test_a_summary_counts_everything():
    intake = Intake(2, 1, (Unreadable("x.txt", "is empty", "leave it out"),), ("y: no pipeline",))
    assert summary(intake, "whence.db") == "2 documents kept, 1 unchanged, 1 refused; the record is whence.db"
    assert intake_json(intake) == {
        "kept": 2,
        "unchanged": 1,
        "refused": [{"name": "x.txt", "wrong": "is empty", "remedy": "leave it out"}],
        "notes": ["y: no pipeline"],
    }
