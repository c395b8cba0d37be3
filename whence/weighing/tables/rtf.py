"""Rich Text Format -> plain text: lines, tabs and characters; everything else of it is dropped.

By the Rich Text Format Specification 1.9.1 (Microsoft, 2008), as far as a register needs it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from whence.weighing.tables.decoding import western

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"  # a control word with its number
    rb"|\\'([0-9a-fA-F]{2})"  # a byte of the character set
    rb"|\\([^a-zA-Z'])"  # a control symbol
    rb"|([{}])"
    rb"|([^\\{}]+)",
    re.DOTALL,
)
_BREAKS: Final = {
    b"par": b"\n",
    b"line": b"\n",
    b"row": b"\n",
    b"sect": b"\n",
    b"page": b"\n",
    b"tab": b"\t",
    b"cell": b"\t",
}
_WORDS: Final = {
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"endash": "–",
    b"emdash": "—",
    b"bullet": "•",
}
_SYMBOLS: Final = {
    b"~": b" ",
    b"_": b"-",
    b"\n": b"\n",
    b"\r": b"\n",
    b"\\": b"\\",
    b"{": b"{",
    b"}": b"}",
    b"\t": b"\t",
}
_APART: Final = frozenset(
    b"fonttbl colortbl stylesheet info pict header footer headerl headerr footerl footerr footnote listtable"
    b" listoverridetable rsidtbl generator object themedata datastore xmlnstbl".split()
)
_CHARSETS: Final = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}


class _Group(NamedTuple):
    dropped: bool
    fallback: int  # the characters that stand after \u for readers that do not know it


def is_rtf(raw: bytes) -> bool:
    """Whether the bytes are Rich Text Format."""
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def text_of(raw: bytes) -> str:
    """The text of Rich Text Format. Its bytes are read in the character set that it declares where it is that of the
    Macintosh or of DOS; else (``\\ansi``, which is often untrue) in that in which they spell words, Mac Roman first.
    """
    pieces: list[bytes | str] = []
    groups = [_Group(False, 1)]
    skip, charset = 0, None
    for token in _TOKEN.finditer(raw):
        word, number, byte, symbol, brace, plain = token.groups()
        group = groups[-1]
        if brace:
            skip = 0
            if brace == b"{":
                groups.append(group)
            elif len(groups) > 1:
                groups.pop()
        elif word:
            if word in _APART:
                groups[-1] = group._replace(dropped=True)
            elif word in _CHARSETS and charset is None:
                charset = _CHARSETS[word]
            elif word == b"uc":
                groups[-1] = group._replace(fallback=int(number or b"1"))
            elif word == b"u" and number and not group.dropped:
                pieces.append(chr(int(number) % 0x10000))
                skip = group.fallback
            elif word in _BREAKS and not group.dropped:
                pieces.append(_BREAKS[word])
            elif word in _WORDS and not group.dropped:
                pieces.append(_WORDS[word])
        elif symbol == b"*":
            groups[-1] = group._replace(dropped=True)
        elif not group.dropped:
            piece = bytes.fromhex(byte.decode()) if byte else _SYMBOLS.get(symbol, b"") if symbol else _unbroken(plain)
            dropped = min(skip, len(piece))
            skip -= dropped
            pieces.append(piece[dropped:])
    return _joined(pieces, charset)


def _unbroken(plain: bytes) -> bytes:
    """Line ends of the file itself mean nothing in Rich Text Format."""
    return plain.replace(b"\r", b"").replace(b"\n", b"")


def _joined(pieces: list[bytes | str], charset: str | None) -> str:
    """The pieces as one text; the character set is found over all bytes at once."""
    raw = b"".join(piece if isinstance(piece, bytes) else b"\x00" for piece in pieces)
    if charset:
        text = raw.decode(charset, errors="replace")
    else:
        try:
            text = raw.decode("ascii")
        except UnicodeDecodeError:
            text = western(raw, "mac_roman")
    characters = iter([piece for piece in pieces if isinstance(piece, str)])
    return re.sub("\x00", lambda _: next(characters, ""), text)
