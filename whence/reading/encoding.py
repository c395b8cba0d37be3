"""Bytes -> text, whatever encoding they are in, or several at once."""

from __future__ import annotations

import codecs
import re
from typing import Final

from whence.errors import Unreadable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_CONTROL: Final = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b"))
_HIGH: Final = bytes(range(128, 256))
_LETTERS: Final = re.compile(rb"[A-Za-z\x80-\xff]")
_SAMPLE: Final = 65_536
_MULTIBYTE: Final = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xc2[\xa0-\xbf]")
# What a Western text has above 127: in a Polish or Czech one read as windows-1252 these are many others besides.
_WESTERN: Final = "éèêëàâäáãåçùûüúîïíôöóõœæøñßÉÈÊÀÂÄÇÙÛÜÎÏÔÖÓŒÆØÑÅÁÍÚ’‘“”„«»‹›–—…€°·\u00a0£§©®™ºª²¡¿".encode("cp1252")
_WESTERN_AT_LEAST: Final = 0.95
# A text all in French accents has one in five letters above 127; a Cyrillic or Greek one nearly all.
_HIGH_AT_MOST: Final = 0.35
# The legacy encodings of the web (WHATWG Encoding): without the Macintosh ones, which short texts are taken for.
_LEGACY: Final = [
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "cp866",
    "cp874",
    "koi8_r",
    "koi8_u",
    "iso8859_2",
    "iso8859_5",
    "iso8859_7",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
]
_CONTROL_AT_MOST: Final = 0.003


def decode(raw: bytes, name: str, *, markup: bool = False) -> str:
    """The text of the bytes. `markup` says that they may declare their encoding themselves, as a page does.

    In turn: a byte order mark; UTF-8; UTF-16 without a mark; UTF-8 with stray bytes of windows-1252; what the page
    declares; windows-1252 for a Western text; what charset-normalizer finds. Mojibake is mended by ftfy.

    Raises:
        Unreadable: the bytes are no text.
    """
    return _mended(_decoded(raw, name, markup))


def _decoded(raw: bytes, name: str, markup: bool) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    wide = _wide(raw[:_SAMPLE])
    if wide:
        return raw.decode(wide, errors="replace")
    if len(raw[:_SAMPLE].translate(None, _CONTROL)) < len(raw[:_SAMPLE]) * (1 - _CONTROL_AT_MOST):
        raise _binary(name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(raw):
        return raw.decode("utf-8", errors="whence_stray")
    declared = _declared(raw) if markup else None
    if declared:
        return raw.decode(declared, errors="replace")
    if _western(raw[:_SAMPLE]):
        return raw.decode("cp1252", errors="whence_stray")
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], steps=5, chunk_size=1024, cp_isolation=_LEGACY).best()
    if best is None:
        raise _binary(name)
    found: str = best.encoding
    return raw.decode(found, errors="replace")


def _western(sample: bytes) -> bool:
    letters = _LETTERS.findall(sample)
    high = len(sample) - len(sample.translate(None, _HIGH))
    usual = len(sample) - len(sample.translate(None, _WESTERN))
    return high <= _HIGH_AT_MOST * len(letters) and usual >= _WESTERN_AT_LEAST * high


def _binary(name: str) -> Unreadable:
    return Unreadable(name, "is not text but binary data", "give the report as plain text or HTML")


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a text in Latin letters is zero."""
    pairs = len(sample) // 2
    if pairs < 2 or b"\0" not in sample:
        return None
    even, odd = sample[: 2 * pairs : 2].count(0) / pairs, sample[1 : 2 * pairs : 2].count(0) / pairs
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.05 else None


def _mostly_utf8(raw: bytes) -> bool:
    """Whether most of the bytes above 127 belong to well-formed UTF-8 sequences."""
    high = len(raw) - len(raw.translate(None, _HIGH))
    return sum(len(sequence) for sequence in _MULTIBYTE.findall(raw)) > high / 2


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:4096])
    if not found:
        return None
    try:
        encoding = codecs.lookup(found[1].decode("ascii")).name
        raw[:_SAMPLE].decode(encoding, errors="replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    # A page that says UTF-8 and is not, is windows-1252; and what says Latin-1 means that too (WHATWG Encoding).
    return {"utf-8": None, "iso8859-1": "cp1252", "ascii": None}.get(encoding, encoding)


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in bad), error.end


codecs.register_error("whence_stray", _stray)


def _mended(text: str) -> str:
    import ftfy
    from ftfy.badness import is_bad

    if "&" not in text and not is_bad(text):
        return text
    # Curly quotes stay: straightening them would be to change the report.
    mended: str = ftfy.fix_text(text, uncurl_quotes=False, fix_character_width=False, explain=False)
    return mended
