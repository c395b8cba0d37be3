"""Feeds of every kind give the addresses of their reports, broken ones as far as they go, hostile ones nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import Unreadable
from whence.reading.feeds import declared, items, listed

HOME = "https://fanal.example/feeds/all"
RSS = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE rss><rss version="2.0"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><link>https://fanal.example</link>
<item><link>/2019/port?a=1&amp;b=2</link><pubDate>Tue, 05 Mar 2019 23:30:00 -0500</pubDate></item>
<item><guid>https://fanal.example/by-guid</guid></item>
<item><guid isPermaLink="false">https://fanal.example/no</guid></item>
<item><link>https://count.example/1</link><feedburner:origLink>https://fanal.example/real</feedburner:origLink></item>
<item><link>https://fanal.example/by-guid</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://phare.example/news/">
<link rel="self" href="https://phare.example/atom"/>
<entry><link rel="enclosure" href="a.mp3"/><link rel="alternate" type="text/html" href="a.html"/>
<updated>2020-01-01T00:00:00Z</updated><published>2019-03-05T10:00:00Z</published></entry>
<entry xml:base="old/"><link href="b.html"/><updated>2020-01-01T00:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/>
<item rdf:about="x"><link>https://fanal.example/rdf</link><dc:date>2019-03-05</dc:date></item></rdf:RDF>"""


def found(text, address=HOME):
    return [(item.address, item.published) for item in items(text.encode(), address) or ()]


def test_rss_atom_and_rdf():
    assert found(RSS) == [
        ("https://fanal.example/2019/port?a=1&b=2", "2019-03-05"),
        ("https://fanal.example/by-guid", None),
        ("https://fanal.example/real", None),
    ]
    assert found(ATOM) == [
        ("https://phare.example/news/a.html", "2019-03-05"),
        ("https://phare.example/news/old/b.html", None),
    ]
    assert found(RDF) == [("https://fanal.example/rdf", "2019-03-05")]


def test_a_broken_feed_gives_what_can_be_read_of_it():
    assert found(RSS[: RSS.index("<item><guid isP")])[0][0] == "https://fanal.example/2019/port?a=1&b=2"
    assert found("<rss><channel><item><link>https://a.example/?a=1&b=2</link><p>&nbsp;</item>") == [
        ("https://a.example/?a=1&b=2", None)
    ]
    with pytest.raises(Unreadable, match=r"is a feed that cannot be read \(line 1: "):
        items(b"<rss version='2.0'><channel><title>Le Fanal</titl", HOME)


@pytest.mark.parametrize("text", ["", "<!DOCTYPE html><html><p>&lt;rss&gt; <rss></p></html>", "Le port rouvre", "\0\1"])
def test_what_is_no_feed_is_none(text):
    assert items(text.encode(), HOME) is None


def test_entities_of_its_own_make_a_feed_refused(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("https://secret.example")
    attack = f"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file://{secret}'>]><rss><item><link>&x;</link></item></rss>"
    laughs = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><rss><item><link>&b;</link></item></rss>"
    for text in (attack, laughs):
        with pytest.raises(Unreadable, match="declares entities of its own"):
            items(text.encode(), HOME)
    assert "secret.example" not in str(_quietly(attack.encode("utf-16")))


def _quietly(raw):
    try:
        return items(raw, HOME)
    except Unreadable as error:
        return error


@given(st.binary(max_size=200), st.integers(0, len(RSS)))
def test_whatever_stands_in_a_feed_it_is_read_or_refused(noise, at):
    raw = RSS.encode()
    _quietly(raw[:at] + noise + raw[at:])
    _quietly(b"<rss>" + noise)


def test_a_page_names_its_feed():
    page = b"""<html><head><link rel="stylesheet" href="a.css"><link rel="alternate" hreflang="en" href="/en">
    <link rel="Alternate" type="application/atom+xml" href="/atom"></head></html>"""
    assert declared(page, "https://phare.example/x/") == "https://phare.example/atom"
    assert declared(b"<html><p>nothing</p></html>", HOME) is None
    assert declared(b"", HOME) is None


def test_feeds_are_listed_a_line_each_or_as_opml(tmp_path):
    file = tmp_path / "feeds.txt"
    file.write_text("# mine\nhttps://fanal.example/rss\n\n  articles/ \nhttps://fanal.example/rss\n")
    assert listed(file) == ["https://fanal.example/rss", "articles/"]
    file.write_text(
        "<opml version='2.0'><body><outline text='a'><outline type='rss' xmlUrl='https://fanal.example/rss'/>"
        "</outline></body></opml>"
    )
    assert listed(file) == ["https://fanal.example/rss"]
    file.write_text("# nothing\n")
    with pytest.raises(Unreadable, match="names no feed"):
        listed(file)
