"""Text as decoded -> clean text: a faithful reading copy, into which all offsets point.

What is evened out has no meaning (blanks, line ends, lines wrapped at a column, invisible characters, composed
accents); what goes is no part of the report (share buttons, a call to comment). No word is changed.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from importlib import resources
from typing import Final

from whence.reading.wrapping import unwrapped

_LINE_END: Final = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS: Final = re.compile(r"[^\S\n]+")
# Soft hyphen, zero-width space and no-break, word joiner, marks of direction, fillers; not the (non-)joiners, which
# Persian and the scripts of India need.
_INVISIBLE: Final = re.compile(
    "[\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_JOINER: Final = re.compile("(?<=[\\s\x00-\u05ff\u1e00-\u2bff])[\u200c\u200d]+|^[\u200c\u200d]+")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")
_DECORATION: Final = r"[ .:…!>»→|*•·-]*"
_REST: Final = "[^\n]{0,160}"
_LINK: Final = r"[^\n]{0,160}(?<!\.)(?! *\.)"


def clean(text: str) -> str:
    """The clean text: composed (NFC), single blanks, no empty line twice, no page furniture.

    Cleaning a clean text changes nothing.
    """
    before = None
    while text != before:
        before = text
        text = _once(text)
    return text


def _once(text: str) -> str:
    text = _LINE_END.sub("\n", text)
    text = _CONTROL.sub("", _JOINER.sub("", _INVISIBLE.sub("", text)))
    text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
    lines = (line.strip() for line in text.split("\n"))
    kept = (line for line in lines if not is_boilerplate(line))
    return unwrapped(_EMPTY_LINES.sub("\n\n", "\n".join(kept)).strip())


def is_boilerplate(line: str) -> bool:
    """Whether the line is furniture of the page; an empty line is not."""
    if not line or len(line) > 240:
        return False
    return _boilerplate().fullmatch(line.replace("’", "'")) is not None


@functools.cache
def _boilerplate() -> re.Pattern[str]:
    file = resources.files("whence.reading").joinpath("data/boilerplate.toml")
    languages = tomllib.loads(file.read_text(encoding="utf-8"))
    lines = [
        line.replace("...", _REST).replace("…", _LINK) for language in languages.values() for line in language["lines"]
    ]
    return re.compile(f"{_DECORATION}(?:{'|'.join(lines)}){_DECORATION}", re.IGNORECASE)
