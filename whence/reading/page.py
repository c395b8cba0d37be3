"""A web page: the article in it, found by trafilatura, and what the page says about itself."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from whence.errors import Unreadable
from whence.reading.dating import from_metadata
from whence.reading.encoding import decode
from whence.reading.parts import Parts

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'»”’)]*(?:\s|$)")
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ADDRESS: Final = re.compile(r"https?://\S+")
_FEWEST_WORDS: Final = 20

logger = logging.getLogger(__name__)


def read(raw: bytes, name: str) -> Parts:
    """The article of a page, with its title, site, date and canonical address where the page gives them.

    Raises:
        Unreadable: the page holds no article (a front page, a form, a page filled by scripts).
    """
    # They take a fifth of a second to import, and most reports are plain text.
    import trafilatura

    html = _DECLARATION.sub("", decode(raw, name, markup=True))
    tree = trafilatura.load_html(html)
    article = None if tree is None else _article(html)
    text = (getattr(article, "text", None) or "").strip()
    if len(_WORD.findall(text)) < _FEWEST_WORDS or not _SENTENCE_END.search(text):
        raise Unreadable(
            name, "no article was found in this page", "save the article's text as a .txt file and read that"
        )
    address = _canonical(tree) or getattr(article, "url", None)
    title = getattr(article, "title", None)
    date = _date(html)
    return Parts(
        text=_with_title(title, text),
        parser=f"whence.reading/html 1, trafilatura {trafilatura.__version__}",
        title=title,
        publisher=getattr(article, "sitename", None),
        published=from_metadata(date) if date else None,
        language=_language(tree),
        address=address if address and _ADDRESS.fullmatch(address) else None,
    )


def _article(html: str) -> Any:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    except Exception as error:  # a page made to break parsers is a page without an article
        logger.debug("trafilatura failed: %s", error)
        return None


def _date(html: str) -> str | None:
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    # Without the extensive search, which takes any date in the page: a date not said is better than a wrong one.
    date: str | None = find_date(html, extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    return date


def _canonical(tree: Any) -> str | None:
    for path in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for address in tree.xpath(path):
            if _ADDRESS.fullmatch(address.strip()):
                return str(address).strip()
    return None


def _language(tree: Any) -> str | None:
    for declared in tree.xpath("/html/@lang"):
        return str(declared).split("-")[0].strip().lower() or None
    return None


def _with_title(title: str | None, text: str) -> str:
    """The text under its title, as a paper prints it: the title says something too."""
    if not title or text[: 2 * len(title) + 40].casefold().find(title.casefold()) >= 0:
        return text
    return f"{title}\n\n{text}"
