"""Bytes become a source text; nothing but the byte order mark is taken away."""

from __future__ import annotations

import codecs
import re

from figtag.document import Notice
from figtag.patterns import lazy_re
from figtag.read.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = lazy_re(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*+=\s*+[\"']?+\s*+([\w:.-]{2,40})", re.IGNORECASE
)
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""What browsers take a declared encoding for: Microsoft's forms of it, which hold more signs (WHATWG Encoding)."""
_HEAD = 4096
"""How far into a page its declared encoding is looked for."""
_SAMPLE = 1 << 18
_USUAL = "cp1252"
"""The encoding of most Western files that are not UTF-8: taken where it fits about as well as the best guess."""
_SLACK = 0.05
"""How many bytes are shown to the detector."""
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
_TOO_MANY_CONTROLS = 0.01


def decode(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    r"""The text of a file and, when its encoding had to be guessed, a notice that names it.

    Raises UnreadableError for bytes that are no text.

    >>> decode(b"\xef\xbb\xbf5 \xc2\xb5m")
    ('5 µm', ())
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), ()
    if not _is_binary(data):
        try:
            return data.decode("utf-8"), ()
        except UnicodeDecodeError:
            pass
        return _guess(data)
    raise UnreadableError("this is a binary file, not text; give a text, Markdown or HTML file")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"byte {error.start} is not valid {encoding.upper()}, which the byte order mark promises; "
            "save the file as UTF-8"
        ) from error


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    if b"\0" in data:
        return True
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) * _TOO_MANY_CONTROLS


def _guess(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    declared = _META.search(data, 0, _HEAD)
    if declared is not None:
        name = declared.group(1).decode("ascii", "replace")
        for encoding in _encodings(name):
            try:
                text = data.decode(encoding)
            except (LookupError, UnicodeError, ValueError):
                continue
            return text, (_notice(text, encoding, "as the page declares"),)
    from charset_normalizer import from_bytes  # imported here: most files never need it

    guesses = from_bytes(data[:_SAMPLE])
    best = guesses.best()
    if best is not None:
        near = (guess for guess in guesses if guess.chaos <= best.chaos + _SLACK)
        usual = any(_USUAL in guess.could_be_from_charset for guess in near)
        encoding = _USUAL if usual else best.encoding
        try:
            text = data.decode(encoding)
        except (LookupError, UnicodeError, ValueError):
            pass
        else:
            text = text.removeprefix("\ufeff")
            if not any("\ud800" <= character <= "\udfff" for character in text):
                return text, (_notice(text, encoding, "by its bytes"),)
    raise UnreadableError("the encoding of this file cannot be told; save it as UTF-8")


def _encodings(name: str) -> tuple[str, ...]:
    """The encodings that a declared name may mean, the likelier first; none for a name that is unknown or untrue."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ()
    if known == "utf-8":
        return ()
    return (_WIDER[known], name) if known in _WIDER else (name,)


def _notice(text: str, encoding: str, how: str) -> Notice:
    return Notice("guessed-encoding", f"not UTF-8; read as {encoding}, {how}", 0, len(text))
