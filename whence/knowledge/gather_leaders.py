"""Makes ``data/leaders.tsv`` from The World Factbook as JSON: ``python -m whence.knowledge.gather_leaders FOLDER``.

FOLDER holds one JSON file a country, in folders by region (the archive of the Factbook as JSON, CC0). Run while
developing. Heads of state and government are taken, with the day since when they held office; whoever is already in
``data/people.tsv`` is left to it. The Factbook writes family names in capitals ("Ilham ALIYEV", "XI Jinping").
"""

from __future__ import annotations

import datetime
import html
import json
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from whence.knowledge.folding import name_key
from whence.knowledge.tables import rows

_POSTS: Final = ("chief of state", "head of government")
_HEADER: Final = ("name", "country", "office", "as_of", "also", "source")
_OFFICE: Final = re.compile(
    r"(?:(?:Interim|Acting|Transitional|Co-Prince|State|Federal|Executive|Prime|Vice|Co-Vice|First|President|Minister|"
    r"Premier|King|Queen|Emir|Emperor|Sultan|Amir|Crown|Prince|Grand|Duke|Pope|Chancellor|Chief|Captains|Regent|Taoiseach|"
    r"Chairman|Chairperson|Chairwoman|Leader|Secretary|Presidency|Presidential|Leadership|Council|Cabinet|Ministers|"
    r"Sovereign|Sovereignty|Taliban|Supreme|Administration|Government|Gen\.|Maj\.|Lt\.|Col\.|Dr\.|Brig\.|Capt\.|Ratu|"
    r"Sheikh|Sayyid|Head|Governor|General|Transition|of|the|and|&)\s+)+"
)
_SINCE: Final = re.compile(r"^(?P<who>[^;()]+?)\s*\(since (?P<day>\d{1,2} \w+ \d{4})\)")
_HONORIFICS: Final = {"Sir", "Sr.", "Gen.", "Dr.", "Dame", "Maulvi", "Haji", "Mr."}
_CAPITALS: Final = re.compile(r"[^\W\d_a-z]{3,}|^[^\W\d_a-z]{2}$")
_ROMAN: Final = re.compile(r"[IVX]+")
_NO_NAME: Final = re.compile(r"\b(?:Foreign|Affairs|Commander|Minister|Confederation|Assembly|Commission)\b|^for ")
_log = logging.getLogger(__name__)


def spellings(name: str) -> list[str]:
    """The ways in which the press writes a Factbook name: in full, and without what follows the family name."""
    tokens = [t for t in re.sub(r",? (?:Jr|Sr)\.|\"[^\"]*\"", "", name).split() if t not in _HONORIFICS]
    plain = [t if not _CAPITALS.search(t) or _ROMAN.fullmatch(t) else t.title() for t in tokens]
    family = [i for i, t in enumerate(tokens) if _CAPITALS.search(t)]
    ways = [" ".join(plain)]
    if family and family[0] > 0 and len(family) == family[-1] - family[0] + 1:
        ways.append(" ".join(plain[: family[-1] + 1]))
    return list(dict.fromkeys(w.replace("Al-", "al-") for w in ways if " " in w))


def _family(name: str) -> set[str]:
    return {name_key(t) for t in name.split() if _CAPITALS.search(t) and not _ROMAN.fullmatch(t)}


def _iso(day: str) -> str | None:
    for form in ("%d %B %Y", "%d %b %Y"):
        try:
            return datetime.datetime.strptime(day, form).date().isoformat()
        except ValueError:
            continue
    return None


def leaders(folder: Path) -> Iterator[tuple[str, ...]]:
    """The rows of ``leaders.tsv``, sorted by file."""
    states = {
        name_key(s): row["country"]
        for row in rows("states.tsv")
        if row.get("sort") not in ("territory", "former state")
        for s in (row["name"].lstrip("~"), *row.get("en", "").split("|"))
        if s
    }
    have: set[tuple[str, str]] = set()
    for row in rows("people.tsv"):
        for way in (
            w for column in ("name", "also", "fr", "en") for w in row.get(column, "").lstrip("~").split("|") if w
        ):
            have |= {("", name_key(way)), (row.get("country", ""), name_key(way).split()[-1])}
    for path in sorted(folder.glob("*/*.json")):
        government = json.loads(path.read_text(encoding="utf-8")).get("Government", {})
        short = government.get("Country name", {}).get("conventional short form", {}).get("text", "")
        country = states.get(name_key(html.unescape(short)))
        if country is None:
            continue
        for post in _POSTS:
            text = html.unescape(government.get("Executive branch", {}).get(post, {}).get("text", ""))
            found = _SINCE.match(re.sub(r"<[^>]+>", "", text).strip())
            title = _OFFICE.match(found["who"]) if found else None
            if not found or not title:
                _log.warning("%s: %s not understood: %.60r; left out", path.name, post, text)
                continue
            who = found["who"][title.end() :]
            ways = spellings(who)
            if not ways or _NO_NAME.search(who):
                _log.warning("%s: %s: no plain name in %.60r; left out", path.name, post, text)
                continue
            keys = {(country, token) for token in _family(who)} | {("", name_key(way)) for way in ways}
            if have & keys:
                continue
            have |= keys
            office = re.sub(r" (?:\w+\.|of the|ratu)$", "", title[0].strip().lower())
            yield (ways[0], country, office, _iso(found["day"]) or "", "|".join(ways[1:]), "The World Factbook (CC0)")


def main(folder: str) -> None:
    """Writes ``data/leaders.tsv`` beside this module."""
    comment = (
        "# Heads of state and government by The World Factbook (CC0), state of early 2026; as_of: in office since.\n"
    )
    lines = ("\t".join(row) for row in (_HEADER, *leaders(Path(folder))))
    path = Path(__file__).with_name("data") / "leaders.tsv"
    path.write_text(comment + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    logging.basicConfig()
    main(sys.argv[1])
