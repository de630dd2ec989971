"""Turns bytes into text: by a mark, a declaration, or because they are UTF-8; never by a guess."""

from __future__ import annotations

import codecs
import re

from extract.load.document import UnreadableError, text_fault

_SAMPLE = 100_000
"""Bytes: letters with accents, which tell encodings apart, are frequent enough in so many."""

_HEAD = 4096
"""Bytes in which a page declares its encoding; HTML asks for the first 1,024."""

# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]{2,40})"
)
# As browsers read them: https://encoding.spec.whatwg.org/#names-and-labels
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}


def decode(data: bytes) -> str:
    """The text of a plain file: in the encoding its byte order mark names, else in UTF-8.

    Raises:
        UnreadableError: it is neither; the reason says what it looks like and how to convert it.
    """
    text = _marked(data)
    if text is None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise UnreadableError(_not_utf8(data)) from None
    if fault := text_fault(text):
        raise UnreadableError(f"not a text: it {fault}")
    return text


def decode_page(data: bytes) -> str:
    """The text of a web page: by its byte order mark, else UTF-8, else as the page declares.

    UTF-8 goes before the declaration: other encodings are hardly ever valid as UTF-8 by accident,
    while pages are saved in UTF-8 with their old declaration.  NUL becomes U+FFFD, as in browsers.

    Raises:
        UnreadableError: it is in none of these.
    """
    declared = _declared(data)
    text = _marked(data)
    # An encoding in seven bits is ASCII to the eye: only its declaration tells.
    for name in (declared, "utf-8") if data.isascii() else ("utf-8", declared):
        if text is None and name is not None:
            text = _strict(data, name)
    if text is None:
        raise UnreadableError(_not_utf8(data))
    return text.replace("\0", "\ufffd")


def _marked(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], name)
            if text is None:
                raise UnreadableError(f"damaged: it begins as {name.upper()} and goes on otherwise")
            return text
    return None


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD].lower())
    if match is None:
        return None
    try:
        codec = codecs.lookup((match[1] or match[2]).decode("ascii"))
    except (LookupError, ValueError):
        return None
    # What can be read well enough to find the declaration is not in UTF-16; and a codec may be no encoding of text.
    if codec.name.startswith(("utf-16", "utf-32")) or not codec._is_text_encoding:
        return None
    return _READ_AS.get(codec.name, codec.name)


def _not_utf8(data: bytes) -> str:
    # Imported here: only a file in another encoding needs it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    guess = None if b"\0" in data else from_bytes(data[:_SAMPLE]).best()
    if guess is None or guess.encoding in ("utf_8", "ascii"):
        return "not a text in UTF-8; it may be a binary file"
    name = guess.encoding.replace("_", "-").upper()
    return f"not in UTF-8 but, by its looks, in {name}; convert it, for example: iconv -f {name} -t UTF-8 FILE > NEW"
