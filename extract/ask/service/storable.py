"""Makes a service's reply fit to be stored, printed and read again: valid UTF-8 without lone surrogates."""

from __future__ import annotations

import json
import re

MOST_NESTED = 64
"""Brackets inside brackets. An answer needs a dozen; readers and writers of JSON give up some hundreds further on."""

_FULL = "�".encode()
# JSON inside the JSON of an answer has its backslashes doubled, once more for each level.
_SURROGATE = re.compile(
    rb"(\\{1,8})u[dD](?:[89abAB][0-9a-fA-F]{2}(\1u[dD][c-fC-F][0-9a-fA-F]{2})?|[c-fC-F][0-9a-fA-F]{2})"
)
# A text that never ends reaches to the end, so that it is looked through once.
_TEXT = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)', re.DOTALL)
_BRACKETS = re.compile(rb"[^\[\]{}]+")


def storable(body: bytes) -> bytes:
    """The bytes with U+FFFD for each half of a surrogate pair, written out or escaped at any depth, and for bad UTF-8.

    A lone surrogate is valid JSON (``"\\udc00"``), but no file, terminal or request can hold it.
    """
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        body = body.decode("utf-8", "replace").encode()
    return _SURROGATE.sub(lambda found: found[0] if found[2] else found[1] + b"ufffd", body)


def nested_too_deep(text: bytes | str) -> bool:
    """True if JSON is nested deeper than `MOST_NESTED`; its texts do not count."""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if data.count(b"[") + data.count(b"{") <= MOST_NESTED:
        return False
    depth = 0
    for bracket in _BRACKETS.sub(b"", _TEXT.sub(b"", data)):
        depth += 1 if bracket in b"[{" else -1
        if depth > MOST_NESTED:
            return True
    return False


def parsed(text: bytes | str) -> object:
    """The value of JSON text, with U+FFFD for lone surrogates.

    Raises:
        ValueError: it is no JSON, or nested deeper than `MOST_NESTED`.
    """
    if nested_too_deep(text):
        raise ValueError(f"JSON nested more than {MOST_NESTED} deep")
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    found: object = json.loads(storable(data))
    return found
