"""Reports by strangers who would like to run something in a reader's browser: our own, and all harmless.

Each payload would set ``window.owned`` or ask ``WHERE`` for something, if it were ever run.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

WHERE: Final = "http://canary.example"

SCRIPT: Final = f"<script>window.owned=1;fetch('{WHERE}/script')</script>"
IMAGE: Final = f'"><img src=x onerror="window.owned=2;fetch(\'{WHERE}/image\')">'
APOSTROPHE: Final = "' onmouseover='window.owned=3' autofocus onfocus='window.owned=3"
DRAWING: Final = (
    f'<svg onload="window.owned=4"><a href="javascript:window.owned=4"><image href="{WHERE}/svg"/></a></svg>'
)
QUOTE_END: Final = f'</blockquote></q></bdi></p></main></textarea></title></pre><iframe src="{WHERE}/frame"></iframe>'
LINK: Final = '<a href="javascript:window.owned=5">here</a>'
STYLE: Final = f"<style>@import url({WHERE}/style)</style><link rel=stylesheet href={WHERE}/link>"
REFRESH: Final = f'<meta http-equiv=refresh content="0;url={WHERE}/refresh"><base href={WHERE}/>'
TEMPLATE: Final = "{{7*7}}${7*7}#{7*7}{% for x in () %}{{ visit.__class__ }}"
TURNED: Final = "\u202eevil\u202c\u2066\u2067txt.exe"
LONG: Final = "Ab" * 6_000
COMMENT: Final = "<!--><img src=x onerror=window.owned=6>-->]]>"

ALL: Final = (SCRIPT, IMAGE, APOSTROPHE, DRAWING, QUOTE_END, LINK, STYLE, REFRESH, TEMPLATE, TURNED, COMMENT)


def _said(payload: str, french: bool) -> str:
    """Sentences that the engine finds statements, attributions and names in, with a payload in each of these."""
    if french:
        return (
            f"La Norvège a vendu douze chars Leopard 2 {payload} au Kenya en mai 2019, a annoncé le ministère. "
            f"Selon La Lanterne {payload}, le ministre kényan de la Défense a visité Oslo {payload} lundi. "
            f"« Nous n'avons rien vendu {payload} au Kenya », a déclaré le ministre norvégien {payload} des Affaires "
            f"étrangères. D'après un câble de l'ambassade {payload}, le Kenya aurait envisagé d'acheter dix chars."
        )
    return (
        f"Norway sold twelve Leopard 2 tanks {payload} to Kenya in May 2019, the ministry said. "
        f"According to The Lantern {payload}, the Kenyan defence minister visited Oslo {payload} on Monday. "
        f"“We have sold nothing {payload} to Kenya,” the Norwegian foreign minister {payload} said. "
        f"Kenya reportedly considered buying ten tanks, according to a cable {payload} of the embassy in Oslo."
    )


def page(payload: str, number: int) -> str:
    """A web page that says of itself, in all the ways there are, what the payload is."""
    said = escape(payload)
    french = number % 2 == 0
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in _said(payload, french).split(". "))
    return (
        f"<!doctype html><html lang='{'fr' if french else 'en'}'><head><title>Tanks {said}</title>"
        f"<meta property='og:title' content='Tanks {said}'><meta property='og:site_name' content='Post {said}'>"
        f"<meta name='author' content='{said}'>"
        f"<meta property='article:published_time' content='2019-06-0{number % 9 + 1}'>"
        f"<link rel='canonical' href='http://post.example/{said}'>"
        f"<script>window.owned=7</script></head><body onload='window.owned=7'><article><h1>Tanks {said}</h1>"
        f"{paragraphs}<p>{'Nobody at the port of Mombasa had heard of it. ' * 3}</p>"
        f"<img src='{WHERE}/page' onerror='window.owned=7'></article></body></html>"
    )


def text(payload: str, number: int) -> str:
    """A plain text with a header block, with an address that would do something if it were a link."""
    line = " ".join(payload.split())
    address = ("javascript:window.owned=8//", "data:text/html,<script>window.owned=8</script>", "vbscript:owned")
    return (
        f"Outlet: Post {line}\nTitle: Tanks {line}\nDate: 2019-06-0{number % 9 + 1}\n"
        f"URL: {address[number % 3]}{line}\n\n"
        f"{_said(payload, number % 2 == 0)}\n\nNobody at the port had heard of it {line}.\n"
    )


def write(folder: Path) -> Path:
    """All reports, in a folder."""
    folder.mkdir()
    for number, payload in enumerate((*ALL, LONG)):
        (folder / f"{number:02}.html").write_text(page(payload, number), encoding="utf-8")
        (folder / f"{number:02}.txt").write_text(text(payload, number), encoding="utf-8")
    # Names of files are part of what a stranger chooses, and so is the whole of a page about nothing.
    named = '"><img src=x onerror=window.owned=9>.txt'
    (folder / named).write_text(_said("in the open", False), encoding="utf-8")
    (folder / "javascript:window.owned=10.txt").write_text(_said("in secret", False), encoding="utf-8")
    (folder / "data:text,<svg onload=window.owned=11>.txt").write_text(_said("by night", False), encoding="utf-8")
    (folder / "nul.txt").write_text(_said("a\x00b", False), encoding="utf-8")
    (folder / "nul.html").write_text(page("a\x00b&#0;", 1), encoding="utf-8")
    (folder / "escape.txt").write_text(_said("a\x08\x1b[31mb", False), encoding="utf-8")
    (folder / "all.txt").write_text(_said("".join(ALL), False), encoding="utf-8")
    return folder
