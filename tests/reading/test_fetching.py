"""Pages are fetched politely, within limits, and never from where only somebody inside may go."""

import gzip
import socket
import time

import pytest

from whence.errors import Unreachable, Unreadable
from whence.reading import find, read
from whence.reading.addresses import in_ascii, is_private, same_site
from whence.reading.fetching import Fetcher, Manners

QUICK = Manners(pause=0.0, silence=0.4, whole=0.8)


@pytest.fixture
def fetcher(site):
    return Fetcher([site.address], QUICK)


def refused(fetcher, address, words, kind=Unreadable):
    with pytest.raises(kind, match=words) as error:
        fetcher.fetch(address)
    assert type(error.value) is kind
    assert "\n" not in str(error.value)


def test_a_page_is_a_document_at_its_address(site):
    address = site.article("/port?id=1", "Le port rouvre", '<link rel="canonical" href="https://autre.example/volé">')
    (found,) = find([address + "#top"])
    document = read(found).document
    assert document.uri == address
    assert document.title == "Le port rouvre"
    assert document.retrieved_at is not None
    assert read(found).document.id == document.id
    assert site.sent[-1]["User-Agent"].startswith("Whence/")


def test_a_page_says_its_own_address_on_its_own_site(site):
    own = site.address + "/port"
    (found,) = find([site.article("/port?utm=1", "Le port rouvre", f'<link rel="canonical" href="{own}">')])
    assert read(found).document.uri == own


def test_a_feed_that_is_read_gives_all_its_pages_with_its_date(site, monkeypatch):
    monkeypatch.setattr("whence.reading.fetching.Manners", lambda: QUICK)
    one, two = (site.article(f"/{n}", f"Le port {n}") for n in (1, 2))
    missing, first, second = find([site.feed("/rss", site.address + "/none", one, two)])
    assert "there is no such page (404 Not Found)" in str(missing)
    assert [first.name, second.name] == [one, two]
    published = read(first).document.published
    assert (published.date, published.basis) == ("2019-03-05", "metadata")


def test_only_what_has_changed_is_sent(site, fetcher):
    address = site.article("/a", "Un titre", headers={"ETag": '"v1"', "Last-Modified": "Tue, 05 Mar 2019 10:00:00 GMT"})
    page = fetcher.fetch(address)
    assert (page.etag, page.modified) == ('"v1"', "Tue, 05 Mar 2019 10:00:00 GMT")
    assert fetcher.fetch(address, etag=page.etag, modified=page.modified) is None
    assert site.sent[-1]["If-Modified-Since"] == page.modified


def test_robots_txt_is_obeyed_and_asked_for_once(site, fetcher):
    site.put("/robots.txt", b"User-agent: *\nDisallow: /\n\nUser-agent: whence\nDisallow: /private*\n")
    open_ = site.article("/open", "Un titre")
    closed = site.article("/private/a", "Un titre")
    assert fetcher.fetch(open_)
    refused(fetcher, closed, "does not want programs to read it")
    assert site.asked == ["/robots.txt", "/open"]


def test_a_site_whose_robots_txt_fails_is_left_alone_for_now(site, fetcher):
    site.put("/robots.txt", b"", status=503)
    refused(fetcher, site.article("/a", "Un titre"), "robots.txt gives nothing", Unreachable)
    assert site.asked == ["/robots.txt"]


def test_there_is_a_pause_between_two_requests_and_the_site_may_make_it_longer(site):
    site.article("/a", "Un titre")
    fetcher = Fetcher([site.address], Manners(pause=0.15))
    for _ in range(2):
        fetcher.fetch(site.address + "/a")
    gaps = [after[0] - before[1] for before, after in zip(site.times, site.times[1:], strict=False)]
    assert all(gap > 0.1 for gap in gaps)
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 0.3")
    fetcher = Fetcher([site.address], QUICK)
    began = time.monotonic()
    for _ in range(2):
        fetcher.fetch(site.address + "/a")
    assert time.monotonic() - began > 0.3


def test_who_asks_to_be_left_alone_is_not_asked_again(site, fetcher):
    site.article("/a", "Un titre", status=429, headers={"Retry-After": "3600"})
    refused(fetcher, site.address + "/a", "does not give it now .429", Unreachable)
    asked = len(site.asked)
    refused(fetcher, site.address + "/b", "asks to be left alone", Unreachable)
    assert len(site.asked) == asked


def test_a_server_that_is_slow_is_left_whether_it_is_silent_or_drips(site, fetcher):
    for path, slow in (("/silent", 5.0), ("/drips", 0.1)):
        address = site.article(path, "Un titre", slow=slow)
        began = time.monotonic()
        refused(fetcher, address, "takes too long", Unreachable)
        assert time.monotonic() - began < 3


def test_what_is_not_there_or_cannot_be_reached_is_one_line(site, fetcher):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        refused(Fetcher([nobody], QUICK), nobody, "cannot be reached", Unreachable)
    refused(fetcher, site.address + "/none", "no such page")
    refused(fetcher, site.article("/403", "Un titre", status=403), "does not give it .403 Forbidden")
    refused(fetcher, site.article("/500", "Un titre", status=500), "does not give it now", Unreachable)
    for address in ("file:///etc/passwd", "ftp://fanal.example/a", "http://", "http://a b.example:x/"):
        refused(fetcher, address, "is no address of a page")
    refused(fetcher, "http://me:secret@fanal.example/", "a name or password")


def test_redirects_are_followed_so_far_and_no_farther(site, fetcher):
    end = site.article("/end", "Un titre")
    site.article("/from", "", status=302, headers={"Location": "/end#here"})
    site.article("/round", "", status=301, headers={"Location": "/round"})
    site.article("/file", "", status=301, headers={"Location": "file:///etc/passwd"})
    assert fetcher.fetch(site.address + "/from").name == end
    refused(fetcher, site.address + "/round", "leads on more than 5 times")
    refused(fetcher, site.address + "/file", "no address of a page")


def test_nothing_leads_into_a_private_network_that_nobody_has_named(site, other_site, fetcher):
    inside = other_site.article("/secret", "Un titre")
    refused(fetcher, inside, "leads into a private network")
    site.article("/from", "", status=302, headers={"Location": inside})
    refused(fetcher, site.address + "/from", "leads into a private network")
    refused(fetcher, "http://localhost:1/", "leads into a private network")
    refused(fetcher, "http://[::1]:1/", "leads into a private network")
    assert other_site.asked == []


def test_a_name_that_stands_for_a_private_address_does_not_help(site, fetcher, monkeypatch):
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    refused(fetcher, "http://fanal.example/", "leads into a private network")


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.1.1", "0.0.0.0", "100.64.0.1", "224.0.0.1"),
        *("::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
    ],
)
def test_private_addresses_are_known_however_they_are_written(ip):
    assert is_private(ip)


def test_public_addresses_are_public():
    assert not any(map(is_private, ("8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808")))


def test_sizes_have_a_limit_packed_or_not(site, fetcher, monkeypatch):
    monkeypatch.setattr("whence.reading.fetching.LARGEST", 50_000)
    monkeypatch.setattr(Fetcher._ask, "__defaults__", (50_000,))
    bomb = gzip.compress(b"a" * 10_000_000)
    site.put("/bomb", bomb, headers={"Content-Encoding": "gzip"})
    site.article("/large", "a" * 60_000)
    for path in ("/bomb", "/large"):
        refused(fetcher, site.address + path, "is too large")
    address = site.article("/packed", "Un titre", headers={"Content-Encoding": "gzip"})
    plain = site.pages["/packed"].body
    site.pages["/packed"].body = gzip.compress(plain)
    assert fetcher.fetch(address).raw == plain
    site.pages["/packed"].body = gzip.compress(plain)[:-20]
    refused(fetcher, address, "comes damaged", Unreachable)


def test_pictures_are_not_even_taken(site, fetcher):
    refused(fetcher, site.article("/a.png", "x", type="image/png"), "is image/png, which is not read")


def test_addresses_are_asked_for_in_ascii():
    assert in_ascii(" HTTP://Été.example:80/Île?q=é&r=%20#x ") == ("http://xn--t-9fab.example/%C3%8Ele?q=%C3%A9&r=%20")
    assert same_site("https://www.fanal.example/a", "http://amp.fanal.example/b")
    assert not same_site("https://fanal.example/a", "https://phare.example/a")
