"""robots.txt is read as RFC 9309 has it."""

import pytest

from whence.reading.robots import parse

TEXT = """\ufeff# a note
User-agent: Other
User-agent: WHENCE
Disallow: /a/   # all of it
Allow: /a/open
Disallow: /*.pdf$
Disallow: /s?*q=
Crawl-delay: 2.5

User-agent: *
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/", True), ("/a/b", False), ("/a/open/b", True), ("/a", True), ("/x/y.pdf", False), ("/x/y.pdf?z", True),
        ("/s?r=1&q=2", False), ("/s?r=1", True), ("/%61/b", False),
    ],
)  # fmt: skip
def test_the_longest_pattern_decides(path, may):
    rules = parse(TEXT, "Whence")
    assert rules.allows(f"https://fanal.example{path}") is may
    assert rules.delay == 2.5


def test_without_rules_of_its_own_those_for_all_hold():
    assert not parse(TEXT, "Nobody").allows("https://fanal.example/b")
    assert parse("User-agent: Other\nDisallow: /", "Whence").allows("https://fanal.example/b")


@pytest.mark.parametrize(
    "text", ["", "<html>nothing</html>", "Disallow: /", "User-agent: *\nDisallow:\nCrawl-delay: x"]
)
def test_what_is_no_rule_forbids_nothing(text):
    assert parse(text, "Whence").allows("https://fanal.example/b")
