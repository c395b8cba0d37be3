"""whence watch: what is new in feeds, pages and folders is read once, whatever goes wrong beside it."""

import re
import signal
import time

import pytest
from command_line import run, start

import whence
from whence.finding import ENGINE
from whence.model import Analysis
from whence.reading.fetching import Manners
from whence.record.watching import Watch

SWEDISH = "Regeringen i Oslo meddelade på tisdagen att tio gamla färjor ska säljas till Kenya innan vintern kommer.\n"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """Nobody waits, and nothing is found in a text: that is another room's work."""
    monkeypatch.setattr("whence.reading.fetching.Manners", lambda: Manners(pause=0.0, silence=0.4, whole=0.8))
    monkeypatch.setattr("whence.finding.analyse", lambda document: Analysis(document.id, ENGINE))


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "r.db")


def watch(path, *feeds):
    return run("watch", *feeds, "--once", "--record", path)


def uris(path):
    with whence.open(path) as record:
        return sorted(document.uri for document in record.documents())


def asked(site):
    """What was asked for since this was last called, robots.txt aside."""
    found = [path for path in site.asked if path != "/robots.txt"]
    site.asked.clear()
    return found


def test_what_is_new_in_a_feed_is_read_and_read_once(site, path):
    one, two = (site.article(f"/{n}", f"Le port {n}") for n in (1, 2))
    feed = site.feed("/rss", one, two)
    result = watch(path, feed)
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d  1 feed: 2 documents kept, 0 unchanged, 0 refused; the record is .*\n",
        result.stdout,
    )
    assert uris(path) == [one, two]
    with whence.open(path) as record:
        assert {d.published.date for d in record.documents()} == {"2019-03-05"}
    assert asked(site) == ["/rss", "/1", "/2"]
    three = site.article("/3", "Le port 3")
    site.feed("/rss", three, one, two + "#again")
    watch(path, feed)
    assert asked(site) == ["/rss", "/3"]
    assert uris(path) == [one, two, three]


def test_what_the_pages_of_a_large_record_start_from_is_made_when_something_new_has_come(site, path, monkeypatch):
    from whence.showing.pages.keeping import is_kept

    feed = site.feed("/rss", site.article("/1", "Le port"))
    watch(path, feed)
    with whence.open(path) as record:
        assert not is_kept(record)
    monkeypatch.setattr("whence.cli.common.LARGE", 0)
    site.feed("/rss", site.article("/2", "Le port 2"))
    watch(path, feed)
    with whence.open(path) as record:
        assert is_kept(record)


def test_a_feed_that_has_not_changed_is_not_sent_again(site, path):
    feed = site.feed("/rss", site.article("/1", "Le port"), ETag='"v1"')
    watch(path, feed)
    site.sent.clear()
    assert "0 documents kept" in watch(path, feed).stdout
    assert site.sent[-1]["If-None-Match"] == '"v1"'
    assert asked(site)[-1] == "/rss"


def test_what_cannot_be_reached_now_is_asked_for_again_though_the_feed_stays_the_same(site, path):
    site.put("/1", b"", status=503)
    feed = site.feed("/rss", site.address + "/1", ETag='"v1"')
    result = watch(path, feed)
    assert result.exit_code == 1
    assert "/1: the site does not give it now (503 Service Unavailable); try again later" in result.stderr
    site.article("/1", "Le port")
    assert "1 document kept" in watch(path, feed).stdout


def test_what_is_no_report_is_told_once_and_never_asked_for_again(site, path):
    site.put("/form", b"<html><body><form></form></body></html>")
    site.put("/robots.txt", b"User-agent: *\nDisallow: /closed", type="text/plain")
    feed = site.feed(
        "/rss", site.address + "/form", site.address + "/none", site.article("/closed/1", "x"), "file:///etc/passwd"
    )
    result = watch(path, feed)
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    assert len(told) == 4
    for words, line in zip(
        ("no article was found", "no such page (404", "robots.txt", "file:///etc/passwd: is no address of a page"),
        told,
        strict=True,
    ):
        assert words in line
    asked(site)
    result = watch(path, feed)
    assert (result.exit_code, result.stderr, asked(site)) == (0, "", ["/rss"])


def test_one_feed_that_fails_stops_no_other(site, other_site, path, tmp_path):
    good = site.feed("/good", site.article("/1", "Le port"))
    site.put("/broken", b"<rss><channel><title>Le Fan")
    site.put("/hostile", b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss>&x;</rss>")
    site.put("/slow", b"<rss>" + b" " * 100, slow=0.1)
    inside = site.feed("/inside", other_site.article("/secret", "x"))
    names = [site.address + name for name in ("/none", "/broken", "/hostile", "/slow")]
    result = watch(path, *names, "http://127.0.0.1:1/rss", str(tmp_path / "none.txt"), inside, good)
    assert result.exit_code == 1
    assert "8 feeds (6 not read): 1 document kept, 0 unchanged, 7 refused" in result.stdout
    told = result.stderr.splitlines()
    reasons = (
        *("no such page", "is a feed that cannot be read (line 1: ", "declares entities of its own"),
        *("takes too long to answer", "cannot be reached", "no such file or folder", "into a private network"),
    )
    assert len(told) == len(reasons)
    assert all(reason in " ".join(told) for reason in reasons)
    assert other_site.asked == []


def test_a_fault_of_our_own_in_one_feed_stops_no_other(site, path, monkeypatch):
    good = site.feed("/good", site.article("/1", "Le port"))
    bad = site.feed("/bad", site.address + "/2")

    def items(raw, address, real=whence.record.watching.items):
        if "/bad" in address:
            raise ZeroDivisionError("oh")
        return real(raw, address)

    monkeypatch.setattr("whence.record.watching.items", items)
    result = watch(path, bad, good)
    assert "this is a fault of Whence" in result.stderr
    assert uris(path) == [site.address + "/1"]


def test_a_page_that_names_a_feed_is_left_for_it_and_another_is_read_when_it_changes(site, path):
    site.feed("/rss", site.article("/1", "Le port"))
    home = site.article("/home", "Le Fanal", '<link rel="alternate" type="application/rss+xml" href="/rss">')
    page = site.article("/page", "Une page")
    with whence.open(path) as record:
        watched = Watch(record, [home, page])
        assert watched.round().kept == 2
        asked(site)
        again = watched.round()
        assert (again.kept, again.refused) == (0, ())
        assert asked(site) == ["/rss", "/page"]
        site.article("/page", "Une autre page")
        assert watched.round().kept == 1
    assert uris(path) == [site.address + "/1", page, page]


def test_folders_and_lists_of_feeds(site, path, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Le port de Callao a rouvert mardi après neuf jours de grève.\n", encoding="utf-8")
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"# mine\n{site.feed('/rss', site.article('/1', 'Le port'))}\n{folder}\n")
    with whence.open(path) as record:
        watched = Watch(record, [str(feeds), str(folder)])
        first = watched.round()
        assert (first.feeds, first.kept) == (2, 2)
        assert (watched.round().kept, watched.round().unchanged) == (0, 0)
        (folder / "b.txt").write_text("Les dockers ont obtenu une hausse de salaire, selon leur syndicat.\n")
        feeds.write_text(f"{folder}\n")
        last = watched.round()
        assert (last.feeds, last.kept) == (1, 1)


def test_several_feeds_that_name_the_same_report_fetch_it_once(site, path):
    one = site.article("/1", "Le port")
    watch(path, site.feed("/a", one), site.feed("/b", one))
    assert asked(site) == ["/a", "/1", "/b"]


def test_what_was_read_by_hand_is_not_fetched_again(site, path):
    one = site.article("/1", "Le port")
    assert run("read", one, "--record", path).exit_code == 0
    asked(site)
    watch(path, site.feed("/a", one))
    assert asked(site) == ["/a"]


def test_for_several_processes_pages_are_fetched_a_batch_at_a_time(site, path, monkeypatch):
    monkeypatch.setattr("whence.record.watching._BATCH", 2)
    addresses = [site.article(f"/{n}", f"Le port {n}") for n in range(5)]
    result = run("watch", site.feed("/rss", *addresses), "--once", "--jobs", "2", "--record", path)
    assert (result.exit_code, uris(path)) == (0, addresses)


def test_ctrl_c_loses_nothing_that_was_read(site, path):
    one = site.put("/1", SWEDISH.encode(), type="text/plain")
    slow = site.article("/2", "Le port", slow=5.0)
    process = start(
        *("watch", site.feed("/rss", one, slow), "--record", path),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    end = time.monotonic() + 60
    while "/2" not in site.asked and time.monotonic() < end:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.decode().endswith("interrupted; all that was read is kept; run the same command to go on\n")
    assert uris(path) == [one]
    site.article("/2", "Le port")
    asked(site)
    watch(path, site.address + "/rss")
    assert asked(site) == ["/rss", "/2"]


def test_it_looks_again_after_so_many_minutes_until_it_is_interrupted(site, path, monkeypatch):
    feed = site.feed("/rss", site.article("/1", "Le port"))
    waits = []

    def sleep(seconds):
        waits.append(seconds)
        if len(waits) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    result = run("watch", feed, "--every", "2", "--record", path)
    assert result.exit_code == 130
    assert result.stdout.count("1 feed: ") == 2
    assert all(60 < wait <= 120 for wait in waits)


@pytest.mark.parametrize("options", [[], ["https://fanal.example/rss", "--every", "0"], ["a", "--jobs", "0"]])
def test_wrong_usage_of_it_is_exit_code_2(path, options):
    assert run("watch", *options, "--record", path).exit_code == 2
