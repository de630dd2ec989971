"""Turns bytes into text: by a mark, a declaration, or because they are UTF-8; a guess is only told."""

from __future__ import annotations

import codecs
import re

from extract.knowledge.language.detect import detect_language
from extract.load.document import UnreadableError, text_fault

_SAMPLE = 100_000
"""Bytes: letters with accents, which tell encodings apart, are frequent enough in so many."""

_HEAD = 4096
_ODD = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f\w\s’‘–—“”«»…](?=[^\W\d_])|(?<=[a-zß-ÿ])[À-ÞŠŒŽŸ]|[\x80-\x9f¶±¼]")
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


def decode_page(data: bytes, told: str | None = None) -> str:
    """The text of a web page: by its byte order mark, else UTF-8, else as the page declares, or as its server ``told``.

    UTF-8 goes before the declaration: other encodings are hardly ever valid as UTF-8 by accident,
    while pages are saved in UTF-8 with their old declaration.  NUL becomes U+FFFD, as in browsers.

    Raises:
        UnreadableError: it is in none of these.
    """
    declared = _declared(data) or _encoding(told or "")
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
    return _encoding((match[1] or match[2]).decode("ascii", "replace"))


def _encoding(name: str) -> str | None:
    """The encoding of pages of that name; None where there is none."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # What can be read well enough to find the declaration is not in UTF-16; and a codec may be no encoding of text.
    if codec.name.startswith(("utf-16", "utf-32")) or not codec._is_text_encoding:
        return None
    return _READ_AS.get(codec.name, codec.name)


def _not_utf8(data: bytes) -> str:
    if b"\0" in data or (name := likely_encoding(data)) is None:
        return "not a text in UTF-8; it may be a binary file"
    return f"not in UTF-8 but, by its looks, in {name}; convert it, for example: iconv -f {name} -t UTF-8 FILE > NEW"


def likely_encoding(data: bytes) -> str | None:
    """The encoding that a text not in UTF-8 is most likely in, as iconv calls it; None where there is none.

    Encodings of Latin letters that look much alike are told apart by the language: French is not in that of Poland.
    """
    # Imported here: only a file in another encoding needs it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    guess = from_bytes(data[:_SAMPLE], cp_isolation=_IN_USE.split()).best()
    if guess is None:
        return _by_language(data)
    if guess.encoding in ("utf_8", "ascii"):
        return None
    encoding = guess.encoding
    usual = _OF_LANGUAGE.get(detect_language(str(guess)) or "", "cp1252")
    other = _strict(data, usual) if encoding in _LATIN else None
    if other is not None and _oddities(other) <= _oddities(_strict(data, encoding) or str(guess)):
        encoding = usual
    return _NAMED.get(encoding, encoding).replace("_", "-").upper()


def _oddities(text: str) -> int:
    """How many signs and capitals stand inside words, where a wrong encoding puts them."""
    return len(_ODD.findall(text))


def _by_language(data: bytes) -> str | None:
    """The encoding in which a text is of a language that is stored in it."""
    for encoding in ("cp1252", *dict.fromkeys(_OF_LANGUAGE.values())):
        language = detect_language(_strict(data[:_SAMPLE], encoding) or "")
        if language and _OF_LANGUAGE.get(language, "cp1252") == encoding:
            return encoding.upper()
    return None


_OF_LANGUAGE = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr"), "cp1251"),
    **dict.fromkeys(("ar", "fa", "ur"), "cp1256"),
    "he": "cp1255",
    "el": "cp1253",
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl", "bs"), "cp1250"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    **dict.fromkeys(("tr", "az", "ku"), "cp1254"),
    "vi": "cp1258",
}
"""In what texts are stored, by their language, if not in cp1252.

Source: HTML Standard, suggested default encodings by locale.
"""
_LATIN = frozenset({"cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "iso8859_2", "mac_roman", "cp850"})
_IN_USE = """
    cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 gb18030 big5 cp932 euc_jp cp949
    koi8_r koi8_u cp866 cp850 mac_roman mac_cyrillic iso8859_2 iso8859_5 iso8859_6 iso8859_7
"""
"""Encodings that texts in the wild are in; among all there are, chance finds one that nobody used."""
_NAMED = {"mac_roman": "macintosh", "cp1258": "windows-1258"}
